//! No key of `site.toml` is read and ignored, and none of a term in the glossary.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use attune::internals::config;
use attune::internals::schema::{self, KeyEntry};
use attune::internals::source::FileId;
use attune::{BuildOptions, Project};

use super::CoursePath;

/// What holds where a sample says nothing else.
const HEAD: &[(&str, &str)] = &[
    ("title", "\"T\""),
    ("base_url", "\"https://a.example\""),
    ("theme.name", "\"own\""),
    ("values.dose", "\"40 minutes\""),
    ("extra.clinic", "\"A\""),
];

/// Keys with what is written of them, and what stands beside it with them and without.
const SAMPLES: &[(&str, &str, &str)] = &[
    ("title", "title = \"Other\"", ""),
    ("description", "description = \"One sentence.\"", ""),
    ("base_url", "base_url = \"https://b.example\"", ""),
    ("image", "image = \"m/p.jpg\"", ""),
    ("addresses", "addresses = \"file\"", ""),
    ("language", "language = \"de\"", ""),
    ("theme.name", "theme.name = \"other\"", ""),
    ("theme.styles", "theme.styles = [\"mine.css\"]", ""),
    ("theme.scripts", "theme.scripts = [\"mine.js\"]", ""),
    ("theme.logo", "theme.logo = \"logo.svg\"", ""),
    ("editor", "editor = \"zed\"", ""),
    ("course.id", "course.id = \"c\"", ""),
    ("course.former_ids", "course.former_ids = [\"old\"]", ""),
    ("course.audience", "course.audience = \"Trainees\"", ""),
    ("course.authors.name", "course.authors = [{ name = \"Ann Lee\" }]", ""),
    (
        "course.authors.credentials",
        "course.authors = [{ name = \"A\", credentials = \"PhD\" }]",
        "course.authors = [\"A\"]",
    ),
    ("course.disclosures", "course.disclosures = \"None.\"", ""),
    ("course.reviewed", "course.reviewed = 2026-01-02", ""),
    ("course.contributors.name", "course.contributors = [{ name = \"Ann Lee\" }]", ""),
    (
        "course.contributors.role",
        "course.contributors = [{ name = \"A\", role = \"editor\" }]",
        "course.contributors = [\"A\"]",
    ),
    ("course.prerequisites", "course.prerequisites = [\"A degree\"]", ""),
    ("course.licence.name", "course.licence = { name = \"Ours\" }", ""),
    (
        "course.licence.url",
        "course.licence = { name = \"Ours\", url = \"https://l.example\" }",
        "course.licence = \"Ours\"",
    ),
    ("course.version", "course.version = \"2.1\"", ""),
    ("course.doi", "course.doi = \"10.5281/zenodo.1234567\"", ""),
    ("course.edit", "course.edit = \"https://e.example/{path}\"", ""),
    ("course.feedback", "course.feedback = \"https://e.example/{path}\"", ""),
    ("course.pass_mark", "course.pass_mark = 90", ""),
    ("course.credit", "course.credit = \"nasba\"", ""),
    (
        "course.difficulty",
        "course.credit = \"mergener\"\ncourse.difficulty = 5",
        "course.credit = \"mergener\"\ncourse.difficulty = 1",
    ),
    ("kinds.NAME.label", "kinds.note.label = \"Leaf\"", "kinds.note.label = \"Note\""),
    ("kinds.NAME.plural", "kinds.note.label = \"Leaf\"\nkinds.note.plural = \"Leaves\"", "kinds.note.label = \"Leaf\""),
    (
        "kinds.NAME.summary",
        "kinds.note.label = \"Leaf\"\nkinds.note.summary = \"A sheet.\"",
        "kinds.note.label = \"Leaf\"",
    ),
    (
        "kinds.NAME.order",
        "kinds.note.label = \"Leaf\"\nkinds.note.order = \"title\"",
        "kinds.note.label = \"Leaf\"\nkinds.note.order = \"course\"",
    ),
    ("containers.NAME.label", "containers.ours.label = \"Other\"", "containers.ours.label = \"Ours\""),
    (
        "containers.NAME.look",
        "containers.ours.label = \"Ours\"\ncontainers.ours.look = \"tip\"",
        "containers.ours.label = \"Ours\"",
    ),
    ("containers.NAME.same_as", "containers.ours.same_as = \"details\"", "containers.ours.same_as = \"note\""),
    ("markdown.html", "markdown.html = \"escape\"", ""),
    ("markdown.smart", "markdown.smart = false", ""),
    ("markdown.math", "markdown.math = false", ""),
    ("markdown.highlight", "markdown.highlight = false", ""),
    ("files.allow", "files.allow = [\"*.dat\"]", ""),
    ("search.enabled", "search.enabled = false", ""),
    ("offline.enabled", "offline.enabled = false", ""),
    ("print.enabled", "print.enabled = false", ""),
    ("print.whole_course", "print.whole_course = 0", ""),
    ("sessions.meetings", "sessions.meetings = 7", ""),
    ("sessions.minutes", "sessions.minutes = 30", ""),
    ("glossary.auto_link", "glossary.auto_link = true", ""),
    ("references.style", "references.style = \"ieee\"", ""),
    ("certificate.requires", "certificate.requires = [\"lessons\"]", ""),
    (
        "certificate.provider",
        "certificate.requires = [\"lessons\"]\ncertificate.provider = \"We\"",
        "certificate.requires = [\"lessons\"]",
    ),
    ("support.title", "support.title = \"Help\"", ""),
    ("support.text", "support.text = \"Call.\"", ""),
    ("support.links.label", "support.links = [{ label = \"A\", url = \"tel:1\" }]", ""),
    ("support.links.url", "support.links = [{ label = \"A\", url = \"tel:1\" }]", "support.links = [\"A\"]"),
    ("items", "items.item-absolute = \"deny\"", ""),
    ("privacy.strip_metadata", "privacy.strip_metadata = true", ""),
    ("privacy.deny_list", "privacy.deny_list = \"../names.txt\"", ""),
    ("privacy.combination", "privacy.combination = 90", ""),
    ("footer.links.label", "footer.links = [{ label = \"A\", url = \"tel:1\" }]", ""),
    (
        "footer.links.url",
        "footer.links = [{ label = \"A\", url = \"tel:1\" }]",
        "footer.links = [{ label = \"A\", url = \"tel:2\" }]",
    ),
    ("security.frame_ancestors", "security.frame_ancestors = [\"https://l.example\"]", ""),
    ("security.headers", "security.headers.X-A = \"b\"", ""),
    ("publish.NAME.to", "publish.web.to = \"s3://c\"", "publish.web.to = \"s3://b\""),
    ("publish.NAME.base_url", "publish.web = { to = \"s3://b\", base_url = \"https://c.example\" }", BUCKET),
    ("publish.NAME.endpoint", "publish.web = { to = \"s3://b\", endpoint = \"https://c.example\" }", BUCKET),
    ("publish.NAME.region", "publish.web = { to = \"s3://b\", region = \"r\" }", BUCKET),
    (
        "publish.NAME.allow_http",
        "publish.web = { to = \"s3://b\", endpoint = \"http://c.example\", allow_http = true }",
        "publish.web = { to = \"s3://b\", endpoint = \"http://c.example\" }",
    ),
    ("publish.NAME.max_deletes", "publish.web = { to = \"s3://b\", max_deletes = 9 }", BUCKET),
    ("publish.NAME.parallel", "publish.web = { to = \"s3://b\", parallel = 9 }", BUCKET),
    ("publish.NAME.compress", "publish.web = { to = \"s3://b\", compress = true }", BUCKET),
    ("publish.NAME.keep_previous", "publish.web = { to = \"s3://b\", keep_previous = false }", BUCKET),
    ("publish.NAME.cache", "publish.web = { to = \"s3://b\", cache = { \"*.pdf\" = \"no-cache\" } }", BUCKET),
    ("values", "values.dose = \"50 minutes\"", ""),
    ("extra", "extra.clinic = \"B\"", ""),
];
const BUCKET: &str = "publish.web.to = \"s3://b\"";

/// Keys of which there are many alike, by how their paths begin, with the key's value.
const ALIKE: &[(&str, &str)] = &[
    ("theme.colors.", "\"#123456\""),
    ("security.policy.", "[\"https://p.example\"]"),
    ("privacy.weights.", "20"),
    ("privacy.material.", "\"allow\""),
    ("privacy.kinds.NAME.", "\"allow\""),
];

/// What no file of the site and no message shows: the preview's link to an editor, and what `publish` does. That they do something is held by
/// their own tests; here, that they are read.
const OUTSIDE: [&str; 2] = ["editor", "publish."];
/// What only the facilitators' edition shows.
const FOR_FACILITATORS: &str = "sessions.";

const CASE: &str = "---\ntitle: A case\nkind: case\ncase: { pseudonyms: [Karl], consent: fictional, changed: [all] }\n---\n\n\
    In his fifties, a widowed judge and Olympic medallist with Huntington's fled from Syria to an island, a Mormon, after a plane crash.\n\
    He was 54 when Katarzyna Nowak left on March 14, 2019 for Rotterdam. His number was 555-867-5309, his mail k@mail.test, his page\n\
    www.karl.example, his address 203.0.113.77. MRN 4471902 is his record, KJ-442-LM the plate, the serial number of his pump\n\
    SN-99812-X. The fingerprint was kept.\n\n![At home](p.jpg)\n";
const LESSON: &str = "---\ntitle: A lesson\n---\n\n::: advisory\nThis may distress.\n:::\n\n\
    \"Words\" of {{value.dose}} on alliance $x$ [@a], <b>bold</b>, and [data](d.dat).\n\n```rust\nlet a = 1;\n```\n\n\
    ::: ours\nWords.\n:::\n\n::: facilitator {minutes=60}\nTalk.\n:::\n\n::: question {#q}\nWhich?\n\n- [x] One\n- [ ] Always two\n- [ ] Three\n:::\n";
const FILES: &[(&str, &str)] = &[
    ("content/_index.md", "---\ntitle: Home\n---\n\nWords.\n"),
    ("content/m/_index.md", "---\ntitle: Module\n---\n\nWords.\n"),
    ("content/m/1-a.md", LESSON),
    ("content/m/2-case.md", CASE),
    ("content/m/3-note.md", "---\ntitle: Z\nkind: note\n---\n\n::: facilitator {minutes=60}\nTalk.\n:::\n"),
    ("content/m/4-note.md", "---\ntitle: B\nkind: note\n---\n\nWords.\n"),
    (
        "content/m/5-test.md",
        "---\ntitle: Test\nkind: assessment\n---\n\n::: question {#r}\nWhich?\n\n- [x] A\n- [ ] B\n:::\n",
    ),
    ("content/m/d.dat", "1 2 3"),
    ("content/glossary.yaml", GLOSSARY),
    ("content/references.yaml", "a:\n  type: book\n  title: A Book\n  author: Lee, Ann\n  date: 2001\n"),
    ("themes/own/static/mine.css", "p { color: red }"),
    ("themes/own/static/mine.js", "console.log(1);"),
    ("themes/own/static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"),
    ("themes/own/templates/parts/masthead.html", "{{ site.title }} {{ site.extra.clinic }} {{ site.logo }}"),
    ("themes/other/static/mine.css", "p { color: blue }"),
];
const GLOSSARY: &str = "alliance: Working together.\n";

/// A course in which there is something for each key to say.
fn course(root: &Path, files: &[(&str, &str)]) {
    let put = |path: &str, bytes: &[u8]| {
        let path = root.join("course").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    };
    for (path, text) in files {
        put(path, text.as_bytes());
    }
    put("content/m/p.jpg", include_bytes!("../cases/privacy-metadata/content/01-cases/face.jpg"));
    fs::write(root.join("names.txt"), "Karla Nowakowska\n").expect("a list");
}

fn written(own: &str) -> String {
    let names = |key: &str| own.lines().any(|line| line.starts_with(&format!("{key} =")));
    let head = HEAD.iter().filter(|(key, _)| !names(key)).map(|(key, value)| format!("{key} = {value}\n"));
    head.chain([own.to_owned(), "\n".to_owned()]).collect()
}

/// Every file of a site, and what is said.
type Made = (Vec<(String, Vec<u8>)>, Vec<String>);

/// Everything that a build makes of a course and says of it.
fn made(project: &mut Project, facilitator: bool) -> Made {
    project.refresh(None).expect("its files can be read");
    let report = project.build(&BuildOptions { facilitator, ..BuildOptions::default() });
    let files = report.site.iter().map(|file| {
        let bytes = file.make().map(|bytes| bytes.to_vec()).unwrap_or_default();
        (file.path.as_str().to_owned(), bytes)
    });
    (
        files.collect(),
        report.diagnostics.iter().map(|found| format!("{:?} {}", found.severity, found.message)).collect(),
    )
}

/// The keys that are no tables of other keys.
fn leaves(keys: &[KeyEntry]) -> Vec<&str> {
    let is_table = |path: &str| keys.iter().any(|key| key.path.starts_with(&format!("{path}.")));
    keys.iter().map(|key| &*key.path).filter(|path| !is_table(path)).collect()
}

/// With the key and without.
fn sample(path: &str) -> Option<(String, String)> {
    if let Some((_, with, without)) = SAMPLES.iter().find(|(key, ..)| *key == path) {
        return Some(((*with).to_owned(), (*without).to_owned()));
    }
    let (_, value) = ALIKE.iter().find(|(start, _)| path.starts_with(start))?;
    // A list, for what made-up names are held against; and little that details may count together.
    let beside = match path {
        _ if path.ends_with("privacy-pseudonym") => "privacy.deny_list = \"../names.txt\"\n",
        _ if path.starts_with("privacy.weights") => "privacy.combination = 1\n",
        _ => "",
    };
    let key = path.replace("NAME", "case");
    Some((format!("{beside}{key} = {value}"), beside.to_owned()))
}

/// The keys that neither change anything in a course of these files nor are refused.
fn ignored(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    course(folder.path(), files);
    let site = folder.path().join("course/site.toml");
    let write = |text: &str| fs::write(&site, text).expect("it can be written");
    write(&written(""));
    let mut project = Project::open(folder.path().join("course")).expect("a course");
    let keys = schema::site_keys();
    let (mut ignored, mut known) = (Vec::new(), BTreeMap::<String, Made>::new());
    for path in leaves(&keys) {
        let sample = sample(path);
        assert!(sample.is_some(), "`{path}` has no sample");
        let (with, without) = sample.unwrap_or_default();
        let [with, without] = [with, without].map(|text| written(&text));
        if OUTSIDE.iter().any(|start| path.starts_with(start)) {
            let read = |text: &str| config::parse(text, FileId::of(&CoursePath::new("site.toml")));
            let (with, without) = (read(&with), read(&without));
            assert!(with.diagnostics.is_empty(), "{path}: {:?}", with.diagnostics);
            if with.value == without.value {
                ignored.push(path.to_owned());
            }
            continue;
        }
        let facilitator = path.starts_with(FOR_FACILITATORS);
        let before = known.entry(format!("{facilitator} {without}")).or_insert_with(|| {
            write(&without);
            made(&mut project, facilitator)
        });
        write(&with);
        if made(&mut project, facilitator) == *before {
            ignored.push(path.to_owned());
        }
    }
    ignored
}

#[test]
fn every_key_of_the_site_does_something() {
    assert_eq!(ignored(FILES), Vec::<String>::new());
}

#[test]
fn what_waits_for_something_in_the_course_is_known() {
    let bare = [
        ("content/_index.md", "---\ntitle: Home\n---\n\nWords.\n"),
        ("content/m/_index.md", "---\ntitle: M\n---\n\nWords.\n"),
        ("content/m/1-a.md", "---\ntitle: A lesson\n---\n\nWords.\n"),
    ];
    let (ignored, waits) = (ignored(&bare), |path: &String, start: &str| path.starts_with(start));
    let unknown: Vec<_> = ignored.iter().filter(|path| !WAITING.iter().any(|start| waits(path, start))).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    let idle: Vec<_> = WAITING.iter().filter(|start| !ignored.iter().any(|path| waits(path, start))).collect();
    assert!(idle.is_empty(), "{idle:#?}");
}

/// What nothing hides in a text that is no page.
const HIDDEN: [&str; 5] = [" <!-- x -->", " %%x%%", " {# x #}", "\\n\\n::: facilitator\\nx\\n:::", "\\n:: facilitater"];

/// Where the strings of a text end that are no keys.
fn strings(text: &str) -> Vec<usize> {
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let ends = quotes.chunks_exact(2).map(|pair| pair[1]);
    ends.filter(|end| !text[end + 1..].trim_start().starts_with('=')).collect()
}

#[test]
fn what_was_to_be_hidden_is_an_error_in_every_key_of_the_site() {
    let keys = schema::site_keys();
    let mut passed = Vec::new();
    // What templates of a course's own do with its own data is theirs.
    for path in leaves(&keys).into_iter().filter(|path| *path != "extra") {
        let (with, _) = sample(path).unwrap_or_default();
        for (end, mark) in strings(&with).into_iter().flat_map(|end| HIDDEN.map(|mark| (end, mark))) {
            let text = written(&format!("{}{mark}{}", &with[..end], &with[end..]));
            let found = config::parse(&text, FileId::of(&CoursePath::new("site.toml"))).diagnostics;
            if !found.iter().any(attune::Diagnostic::is_error) {
                passed.push(format!("{path}: {mark}"));
            }
        }
    }
    assert!(passed.is_empty(), "{passed:#?}");
}

/// How the paths of keys begin that say how something is to be which a course may have one day: none of them is a mistake where it has none.
const WAITING: &[&str] = &[
    "course.pass_mark",
    "kinds.",
    "containers.",
    "markdown.",
    "files.allow",
    "sessions.",
    "glossary.",
    "references.",
    "support.",
    "items",
    "privacy.",
    "values",
    "extra",
];

/// Every key of a term, with what is written of it with the key and without.
const TERMS: &[(&str, &str, &str)] = &[
    ("term", "alliance: { term: Bond, definition: Words. }\n", "alliance: { definition: Words. }\n"),
    ("forms", "bond: { forms: [alliance], definition: Words. }\n", "bond: { definition: Words. }\n"),
    ("definition", "alliance: { definition: Other. }\n", "alliance: { definition: Words. }\n"),
    (
        "see",
        "alliance: { definition: Words., see: [bond] }\nbond: More.\n",
        "alliance: { definition: Words. }\nbond: More.\n",
    ),
    ("auto_link", "alliance: { definition: Words., auto_link: false }\n", "alliance: { definition: Words. }\n"),
];

#[test]
fn every_key_of_a_term_does_something() {
    let keys = schema::glossary_keys();
    assert_eq!(leaves(&keys), TERMS.iter().map(|(key, ..)| *key).collect::<Vec<_>>());
    let folder = tempfile::tempdir().expect("a folder");
    course(folder.path(), FILES);
    let root = folder.path().join("course");
    fs::write(root.join("site.toml"), written("glossary.auto_link = true")).expect("it can be written");
    let mut project = Project::open(&root).expect("a course");
    let mut made_of = |text: &str| {
        fs::write(root.join("content/glossary.yaml"), text).expect("it can be written");
        made(&mut project, false)
    };
    let ignored: Vec<&str> =
        TERMS.iter().filter(|(_, with, without)| made_of(with) == made_of(without)).map(|(key, ..)| *key).collect();
    assert!(ignored.is_empty(), "{ignored:#?}");
}

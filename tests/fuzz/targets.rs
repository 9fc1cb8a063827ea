//! What reads inputs, and how each is tried.

use attune::internals::config::{HtmlPolicy, parse as parse_config};
use attune::internals::content::{ParseOptions, parse};
use attune::internals::diagnostic::Diagnostic;
use attune::internals::drawing::clean;
use attune::internals::library::{BibliographyFormat, glossary, references};
use attune::internals::metadata::{stripped, told};
use attune::internals::output::is_manifest;
use attune::internals::preview::Conversation;
use attune::internals::search::Shard;
use attune::internals::source::{CoursePath, FileId};

use super::course::{Builds, SITE};
use super::{oracles, pumping, words};

/// One reader.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) dictionary: &'static str,
    /// How many inputs an ordinary run tries.
    pub(crate) cases: u64,
    reader: Reader,
}

/// How an input is read.
#[derive(Clone, Copy)]
enum Reader {
    /// As a file of a course: its path, what stands around the input, and what is to be found of it by itself.
    File { path: &'static str, around: (&'static str, &'static str), alone: fn(&str) -> Found },
    /// As the name of a file.
    Name,
    /// As bytes that are none of a course's files.
    Bytes(fn(&str)),
    /// As what somebody sends to the preview.
    Http,
}

/// What a reader found, where it can be had without a build.
type Found = Vec<Diagnostic>;

const PAGE: &str = "content/m/page.md";
const HEAD: &str = "---\ntitle: Page\n---\n\n";

fn page(text: &str, html: HtmlPolicy) -> Found {
    parse(&CoursePath::new(PAGE), text, ParseOptions { html, ..ParseOptions::default() }).diagnostics
}

fn sanitized(text: &str) -> Found {
    page(text, HtmlPolicy::Sanitize)
}

fn config(text: &str) -> Found {
    parse_config(text, FileId::of(&CoursePath::new("site.toml"))).diagnostics
}

fn terms(text: &str) -> Found {
    glossary(&[(&CoursePath::new("content/glossary.yaml"), text)]).diagnostics
}

fn yaml(text: &str) -> Found {
    references(&[(&CoursePath::new("content/references.yaml"), text, BibliographyFormat::Yaml)]).diagnostics
}

fn bib(text: &str) -> Found {
    references(&[(&CoursePath::new("content/references.bib"), text, BibliographyFormat::Bib)]).diagnostics
}

fn picture(text: &str) -> Found {
    clean(text, FileId::of(&CoursePath::new("content/m/a.svg"))).diagnostics
}

/// Pictures and documents that begin as they should; each letter of the input is a byte.
fn files(text: &str) {
    let bytes: Vec<u8> =
        text.chars().map(|letter| u8::try_from(u32::from(letter) & 0xff).unwrap_or_default()).collect();
    let heads: [&[u8]; 14] = [
        b"",
        b"\xff\xd8\xff\xe1\0\x40Exif\0\0",
        b"\xff\xd8",
        b"\x89PNG\r\n\x1a\n\0\0\0\x20eXIf",
        b"RIFF\xff\0\0\0WEBPEXIF",
        b"GIF89a\x01\0\x01\0\0\0\0",
        b"II*\0\x08\0\0\0",
        b"\0\0\0\x18ftypheic",
        b"%PDF-1.7\n",
        b"%PDF-1.7\nstream\nbegincmap 1 beginbfrange <00> <ff> <0020> endbfrange\nendstream stream\n/F1 9 Tf ",
        b"{\\rtf1 ",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xfe",
        b"PK\x03\x04",
    ];
    for head in heads {
        let file = [head, &bytes].concat();
        let told = told(&file);
        if let Some(stripped) = stripped(&file) {
            assert!(stripped.len() <= file.len() + 64, "nothing is put in but which way up a picture is");
            assert!(told > 0 || stripped.len() <= file.len(), "what is taken out was there");
        }
    }
}

fn built_only(_: &str) -> Found {
    Vec::new()
}

const fn target(name: &'static str, dictionary: &'static str, cases: u64, reader: Reader) -> Target {
    Target { name, dictionary, cases, reader }
}

const fn file(path: &'static str, around: (&'static str, &'static str), alone: fn(&str) -> Found) -> Reader {
    Reader::File { path, around, alone }
}

const fn body(before: &'static str, after: &'static str) -> Reader {
    file(PAGE, (before, after), sanitized)
}

/// Every target, in the order in which data walks through the program.
pub(crate) const TARGETS: &[Target] = &[
    target(
        "front_matter",
        include_str!("dictionaries/front_matter.txt"),
        200,
        file(PAGE, ("---\ntitle: Page\n", "\n---\n\nWords.\n"), sanitized),
    ),
    target(
        "addresses",
        include_str!("dictionaries/addresses.txt"),
        150,
        file(PAGE, ("---\ntitle: Page\n", "\n---\n\nWords.\n"), sanitized),
    ),
    target(
        "site_toml",
        include_str!("dictionaries/site.txt"),
        150,
        file("site.toml", ("title = \"Course\"\n", "\n"), config),
    ),
    target(
        "glossary",
        include_str!("dictionaries/glossary.txt"),
        200,
        file("content/glossary.yaml", ("rupture:\n  term: Rupture\n  definition: A strain.\n", "\n"), terms),
    ),
    target(
        "references_yaml",
        include_str!("dictionaries/references.txt"),
        200,
        file("content/references.yaml", ("beck:\n  type: book\n  title: Book\n", "\n"), yaml),
    ),
    target("references_bib", include_str!("dictionaries/bib.txt"), 200, file("content/references.bib", ("", ""), bib)),
    target("markdown", include_str!("dictionaries/markdown.txt"), 150, body(HEAD, "\n")),
    target("containers", include_str!("dictionaries/containers.txt"), 150, body(HEAD, "\n")),
    target(
        "included",
        include_str!("dictionaries/containers.txt"),
        150,
        file("content/_shared/t.md", ("", ""), built_only),
    ),
    target(
        "question",
        include_str!("dictionaries/question.txt"),
        200,
        body("---\ntitle: Page\n---\n\n:::: question {#q}\n", "\n::::\n"),
    ),
    target(
        "blanks",
        include_str!("dictionaries/blanks.txt"),
        200,
        body("---\ntitle: Page\n---\n\n:::: question {#q}\n", "\n::::\n"),
    ),
    target(
        "dialogue",
        include_str!("dictionaries/dialogue.txt"),
        200,
        body("---\ntitle: Page\n---\n\n:::: dialogue {#d}\n", "\n::::\n"),
    ),
    target(
        "scenario",
        include_str!("dictionaries/scenario.txt"),
        200,
        body(
            "---\ntitle: Page\n---\n\n:::: scenario {#s title=\"S\"}\n\n### Begin {#begin}\n\nWords.\n\n",
            "\n\n- [Go on](#end)\n\n  Why.\n\n### The end {#end ending=repaired}\n\nDone.\n::::\n",
        ),
    ),
    target(
        "practice",
        include_str!("dictionaries/practice.txt"),
        200,
        body(
            "---\ntitle: Page\n---\n\n:::: practice {#p}\n\n### First {level=1}\n\n> Words.\n\n",
            "\n\n::: model\nWords.\n:::\n\n::: criteria\n- It is good\n:::\n::::\n",
        ),
    ),
    target("links", include_str!("dictionaries/links.txt"), 150, body(HEAD, "\n")),
    target("raw_html", include_str!("dictionaries/raw_html.txt"), 250, body(HEAD, "\n")),
    target("case", include_str!("dictionaries/case.txt"), 250, body("---\ntitle: Page\nkind: case\n---\n\n", "\n")),
    target(
        "raw_html_trusted",
        include_str!("dictionaries/raw_html.txt"),
        200,
        file(PAGE, (HEAD, "\n"), |text| page(text, HtmlPolicy::Trust)),
    ),
    target(
        "svg",
        include_str!("dictionaries/svg.txt"),
        250,
        file("content/m/a.svg", ("<svg xmlns=\"http://www.w3.org/2000/svg\">", "</svg>"), picture),
    ),
    target(
        "templates",
        include_str!("dictionaries/templates.txt"),
        30,
        file("themes/default/templates/parts/footer.html", ("", ""), built_only),
    ),
    target(
        "strings",
        include_str!("dictionaries/strings.txt"),
        30,
        file("themes/default/strings/en.toml", ("", ""), built_only),
    ),
    target("file_names", include_str!("dictionaries/names.txt"), 200, Reader::Name),
    target(
        "record",
        include_str!("dictionaries/record.txt"),
        2000,
        Reader::Bytes(|text| _ = is_manifest(text.as_bytes())),
    ),
    target(
        "shard",
        include_str!("dictionaries/record.txt"),
        2000,
        Reader::Bytes(|text| _ = Shard::unpack(text.as_bytes())),
    ),
    target("metadata", include_str!("dictionaries/metadata.txt"), 500, Reader::Bytes(files)),
    target("http", include_str!("dictionaries/http.txt"), 1000, Reader::Http),
];

impl Target {
    /// Ready to try inputs.
    pub(crate) fn attempt(&self) -> Attempt {
        let mut files = SITE.to_vec();
        if self.name == "raw_html_trusted" {
            files.push((
                "site.toml",
                "title = \"Course\"\n[markdown]\nhtml = \"trust\"\n[glossary]\nauto_link = true\n[values]\ndose = \"50\"\n",
            ));
        }
        let http = || Conversation::new(oracles::SERVED).expect("a preview");
        Attempt {
            reader: self.reader,
            is_trusted: matches!(self.name, "raw_html_trusted" | "templates"),
            has_plain_words: matches!(self.name, "markdown" | "links" | "raw_html"),
            builds: Builds::new(&files),
            http: matches!(self.reader, Reader::Http).then(http),
            tried: 0,
        }
    }
}

/// Tries inputs, and keeps what the next one may meet: a memo with the site of the one before.
pub(crate) struct Attempt {
    reader: Reader,
    is_trusted: bool,
    has_plain_words: bool,
    builds: Builds,
    http: Option<Conversation>,
    tried: u64,
}

/// One input in so many is repeated until it is long, to see what it costs then; one in so many is built from nothing, too.
const PUMPED: u64 = 40;
const COLD: u64 = 25;
/// One with errors in so many is built: mostly the reader is what such an input reaches.
const FAULTY: u64 = 4;

impl Attempt {
    /// What was done.
    pub(crate) fn counts(&self) -> String {
        self.builds.counts()
    }

    /// What is wrong with what comes of an input.
    pub(crate) fn try_input(&mut self, input: &str) -> Result<(), String> {
        self.tried += 1;
        let tried = self.tried;
        match self.reader {
            Reader::Bytes(read) => {
                read(input);
                Ok(())
            }
            Reader::Http => {
                let http = self.http.as_ref().expect("it is of this target");
                oracles::answer(&http.answer(input.as_bytes()))
            }
            Reader::Name => {
                let name = input.replace(['\0', '/'], "").chars().take(60).collect::<String>();
                if matches!(name.as_str(), "" | "." | "..") {
                    return Ok(());
                }
                self.build(&format!("content/m/{name}"), "---\ntitle: Page\n---\n\nWords.\n", tried)
            }
            Reader::File { path, around: (before, after), alone } => {
                let text = format!("{before}{input}{after}");
                let found = alone(&text);
                oracles::places(&found, &text)?;
                if tried.is_multiple_of(PUMPED) {
                    pumping::is_in_proportion(input, |long| drop(alone(&format!("{before}{long}{after}"))))?;
                }
                if found.iter().any(Diagnostic::is_error) && !tried.is_multiple_of(FAULTY) {
                    return Ok(());
                }
                self.build(path, &text, tried)
            }
        }
    }

    fn build(&mut self, path: &str, text: &str, tried: u64) -> Result<(), String> {
        let Some(made) = self.builds.build(path, text, tried.is_multiple_of(COLD))? else { return Ok(()) };
        for (name, bytes) in &made {
            oracles::file(name, bytes, self.is_trusted)?;
        }
        if self.has_plain_words {
            words::none_is_lost(text, &made)?;
        }
        Ok(())
    }
}

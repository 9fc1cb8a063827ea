//! A build with a memory makes what a build without one makes: after random edits, moves, deletions, changes of theme
//! and configuration, and breakages that are fixed again, byte for byte, findings too.
//!
//! `STEPS=10000 cargo test --release --test incremental` walks further than an ordinary test run; `SEED=n` elsewhere.

#[path = "incremental/places.rs"]
mod places;

use std::collections::{BTreeMap, BTreeSet};

use attune::internals::course::OutPath;
use attune::internals::diagnostic::{Diagnostic, Severity};
use attune::internals::input::Inputs;
use attune::internals::source::{CoursePath, Digest};
use attune::{BuildOptions, Project, Report};

/// Numbers from a seed (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).expect("below a small limit")
    }

    fn pick<'a, T: AsRef<str>>(&mut self, of: &'a [T]) -> &'a str {
        of[self.below(of.len())].as_ref()
    }
}

/// A course as texts by path: what an author's folder holds.
#[derive(Clone)]
struct Folder(BTreeMap<String, String>);

impl Folder {
    fn new() -> Self {
        let mut folder = Self(BTreeMap::new());
        folder.put("site.toml", "title = \"A course\"\nbase_url = \"https://example.org/c\"\nvalues.phone = 988\n");
        folder.put("content/_shared/crisis.md", "Call {{value.phone}}.\n");
        folder.put("content/_shared/outer.md", "Before.\n\n{{include crisis}}\n");
        folder.put("content/_index.md", "---\ntitle: Home\n---\n\nWelcome.\n");
        folder.put("content/glossary.yaml", "rupture:\n  term: Rupture\n  definition: A strain.\n");
        folder.put("content/about.md", "---\ntitle: About\n---\n\n[Back](01-a/_index.md)\n");
        for module in ["01-a", "02-b", "03-c"] {
            folder
                .put(&format!("content/{module}/_index.md"), &format!("---\ntitle: Module {module}\n---\n\nHello.\n"));
            for lesson in 1..4 {
                folder.put(&format!("content/{module}/0{lesson}-l{lesson}.md"), &lesson_text(module, lesson, "text"));
            }
        }
        folder
    }

    fn put(&mut self, path: &str, text: &str) {
        self.0.insert(path.to_owned(), text.to_owned());
    }

    fn pages(&self) -> Vec<String> {
        let page = |path: &&String| path.rsplit('.').next() == Some("md");
        self.0.keys().filter(page).cloned().collect()
    }

    /// A course of these files of which nothing is known.
    fn project(&self) -> Project {
        let mut project = Project::in_memory(Inputs::default());
        self.bring_up_to_date(&mut project, &Self(BTreeMap::new()));
        project
    }

    /// Puts into a project what is other than in the folder `before`.
    fn bring_up_to_date(&self, project: &mut Project, before: &Self) {
        for path in before.0.keys().filter(|path| !self.0.contains_key(*path)) {
            project.remove(&CoursePath::new(path));
        }
        for (path, text) in self.0.iter().filter(|(path, text)| before.0.get(*path) != Some(text)) {
            project.put(CoursePath::new(path), text.as_bytes().to_vec());
        }
    }

    /// Does something that an author might do; what, for the message of a failure.
    fn change(&mut self, random: &mut Random) -> String {
        let pages = self.pages();
        let page = random.pick(&pages).to_owned();
        let number = random.below(50);
        match random.below(26) {
            0..=4 => self.append(&page, &format!("\nEdit {number}. [Other]({})\n", link(&page, random.pick(&pages)))),
            5 => self.replace(&page, "title: ", &format!("title: {number} ")),
            6 => self.append(&page, &question(number)),
            7 => self
                .append(&page, &format!("\n## Heading {number}\n\n[term](term:rupture) [here](#heading-{number})\n")),
            8 => {
                let folder = page.rsplit_once('/').map_or("content", |(folder, _)| folder);
                let path = format!("{folder}/0{number}-new{number}.md");
                self.put(&path, &lesson_text("new", number, "new"));
                format!("new {path}")
            }
            9 if pages.len() > 6 => {
                self.0.remove(&page);
                format!("delete {page}")
            }
            10 => self.rename(&page, &page.replace(".md", &format!("-{number}.md"))),
            11 => {
                self.move_folder(random.pick(&["01-a", "02-b", "03-c"]), random.pick(&["01-a", "02-b", "03-c", "04-d"]))
            }
            12 => self.append(&page, "\n::: note\nNot closed.\n"),
            13 => self.fix(&page),
            14 => self.theme(random, number),
            15 => self.configure(random, number),
            16 => self.replace(
                &page,
                "---\ntitle",
                random.pick(&[
                    "---\ndraft: true\ntitle",
                    "---\nkind: case\ntitle",
                    "---\nkind: repair-step\nstep: 2\ntitle",
                    "---\nkind: repair-step\nstep: 1\nslug: validate\ntitle",
                    "---\norder: 2\ntitle",
                    "---\nslug: elsewhere\ntitle",
                    "---\ntopics: [trust, Safety]\ntitle",
                    "---\naliases: [/old/way/]\ntitle",
                    "---\nunknown: 1\ntitle",
                ]),
            ),
            17 => {
                let forms = random.pick(&["[strain]", "[strains, somebody]", "[]"]);
                self.put(
                    "content/glossary.yaml",
                    &format!(
                        "rupture:\n  term: Rupture {number}\n  forms: {forms}\n  definition: A strain {number}.\n"
                    ),
                );
                "glossary".to_owned()
            }
            18 => {
                self.put("content/01-a/figure.svg", &format!("<svg id=\"a{number}\"/>"));
                self.append(&page, &format!("\n![A figure]({})\n", link(&page, "content/01-a/figure.svg")))
            }
            _ => self.add(&page, random, number),
        }
    }

    /// The same, of what makes a course more than pages.
    fn add(&mut self, page: &str, random: &mut Random, number: usize) -> String {
        match random.below(11) {
            9 | 10 => self.share(page, random, number),
            7 => {
                let step = random.pick(&["validate", "l2", "anything"]);
                let turn = format!("Client\n: Fine {number}. {{step={step}}}");
                self.append(page, &format!("\n::: dialogue\n{turn}\n\nTherapist\n: I hear that.\n:::\n"))
            }
            8 => {
                let objective = random.pick(&["o-01-a-1", "o-02-b-2", "o-03-c-3", "o-new-1"]);
                let options = "Which?\n\n- [x] This\n- [ ] That\n";
                self.append(page, &format!("\n::: question {{#s{number} objective={objective}}}\n{options}:::\n"))
            }
            0 => self.append(page, &format!("\nAs somebody wrote [see @a, p. {number}; @b] about a strain.\n")),
            1 => self.bibliography(random, number),
            2 => self.append(page, &scenario(number)),
            3 => self.append(page, &practice(number)),
            4 => self.append(page, "\n::: facilitator\nFor trainers [@trainers], and a [file](figure.svg).\n:::\n"),
            5 => self.replace(
                page,
                "---\ntitle",
                random.pick(&[
                    "---\nkind: assessment\nassessment: { draw: 2 }\ntitle",
                    "---\nkind: case\ncase: { consent: fictional, pseudonyms: [Ada], changed: [trade] }\ntitle",
                    "---\nkind: protective-strategy\ntitle",
                ]),
            ),
            _ => self.append(
                page,
                "\n::: dialogue\nClient\n: Fine. {rupture=withdrawal}\n\nTherapist\n: I hear that.\n:::\n",
            ),
        }
    }

    /// Values and texts that pages include.
    fn share(&mut self, page: &str, random: &mut Random, number: usize) -> String {
        let text = random.pick(&[
            "Dial {{value.phone}}.\n",
            "::: facilitator\nFor trainers: {{value.phone}}.\n:::\n",
            "::: note\nNot closed.\n",
            "[A page](../01-a/01-l1.md) and one [that is not there](none.md).\n",
            "## In common {#common}\n",
        ]);
        match random.below(5) {
            0 => self.append(page, "\n{{include crisis}}\n"),
            1 => self.append(page, "\n> {{include outer}}\n\nCall {{value.phone}}.\n"),
            2 => self.replace(page, "title: ", "title: \"{{value.phone}}\" # "),
            3 => self.append("site.toml", &format!("\n[values]\nphone = {number}\n")),
            _ => {
                self.put("content/_shared/crisis.md", text);
                format!("crisis: {text}")
            }
        }
    }

    fn append(&mut self, page: &str, text: &str) -> String {
        if let Some(page) = self.0.get_mut(page) {
            page.push_str(text);
        }
        format!("append to {page}: {text}")
    }

    fn replace(&mut self, page: &str, from: &str, to: &str) -> String {
        if let Some(text) = self.0.get_mut(page) {
            *text = text.replacen(from, to, 1);
        }
        format!("in {page}: {from:?} becomes {to:?}")
    }

    fn rename(&mut self, from: &str, to: &str) -> String {
        if let Some(text) = self.0.remove(from) {
            self.0.insert(to.to_owned(), text);
        }
        format!("rename {from} to {to}")
    }

    fn move_folder(&mut self, from: &str, to: &str) -> String {
        let (from, to) = (format!("content/{from}/"), format!("content/{to}/"));
        let moved: Vec<String> = self.0.keys().filter(|path| path.starts_with(&from)).cloned().collect();
        for path in moved {
            self.rename(&path, &path.replacen(&from, &to, 1));
        }
        format!("move {from} to {to}")
    }

    /// A page as it might be after its author put it right; now and then every page and the configuration.
    fn fix(&mut self, page: &str) -> String {
        let fresh = Self::new();
        if page == "content/_index.md" {
            *self = fresh;
            return "begin anew".to_owned();
        }
        self.put(page, &lesson_text("fixed", 1, "fixed"));
        self.put("site.toml", &fresh.0["site.toml"]);
        format!("fix {page} and site.toml")
    }

    fn bibliography(&mut self, random: &mut Random, number: usize) -> String {
        let work =
            |key: &str| format!("{key}: {{ type: book, title: T {number}, author: \"Able, Ann\", date: 1990 }}\n");
        match random.below(4) {
            0 => self.put("content/references.yaml", &format!("{}{}{}", work("a"), work("b"), work("trainers"))),
            1 => self.put("content/references.yaml", &work("a")),
            2 => self.put("content/references.yaml", "a:\n  type: bok\n"),
            _ => self.0.retain(|path, _| path != "content/references.yaml"),
        }
        "bibliography".to_owned()
    }

    fn theme(&mut self, random: &mut Random, number: usize) -> String {
        match random.below(5) {
            0 => self.put("themes/default/static/extra.css", &format!("p {{ margin: {number}px }}")),
            1 => self.put("themes/default/strings/en.toml", &format!("skip = \"Skip {number}\"\n")),
            2 => self.put(
                "themes/default/templates/parts/footer.html",
                &format!("<footer>{number} {{{{ site.title }}}}</footer>"),
            ),
            3 => self.put("themes/default/templates/parts/pager.html", "{{ page.nothing.here }}"),
            _ => self.0.retain(|path, _| !path.starts_with("themes/")),
        }
        "theme".to_owned()
    }

    fn configure(&mut self, random: &mut Random, number: usize) -> String {
        let site = match random.below(8) {
            0 => format!("title = \"Course {number}\"\n"),
            1 => "title = \"A course\"\nlanguage = \"de\"\n".to_owned(),
            2 => {
                "title = \"A course\"\nbase_url = \"https://example.org/\"\n[markdown]\nhtml = \"escape\"\n".to_owned()
            }
            3 => "title = \"A course\"\n[kinds.tool]\nlabel = \"Tool\"\nplural = \"Tools\"\n".to_owned(),
            4 => "titel = \"A course\"\n".to_owned(),
            5 => "title = \"A course\"\n[glossary]\nauto_link = true\n".to_owned(),
            6 => "title = \"A course\"\n[references]\nstyle = \"ieee\"\n[items]\nitem-option-count = \"allow\"\n"
                .to_owned(),
            _ => "title = \"A course\"\nbase_url = \"https://example.org/c\"\n".to_owned(),
        };
        self.put("site.toml", &site);
        format!("site.toml: {site}")
    }
}

fn lesson_text(module: &str, lesson: usize, words: &str) -> String {
    format!(
        "---\ntitle: Lesson {lesson} of {module}\nobjectives:\n  - id: o-{module}-{lesson}\n    text: Say what {words} is\n---\n\nSome {words}.\n{}",
        question(lesson)
    )
}

fn question(number: usize) -> String {
    format!(
        "\n::: question {{#q{number}}}\nWhich?\n\n- [x] This {number}\n\n  Because.\n- [ ] That\n\n::: hint\nThink.\n:::\n:::\n"
    )
    .replace("\n::: hint", "\n:::: hint")
    .replace("Think.\n:::\n", "Think.\n::::\n")
}

fn scenario(number: usize) -> String {
    format!(
        "\n::: scenario {{#s{number}}}\nA strain {number}.\n\n### One {{#one{number}}}\n\nWords.\n\n- [Stay](#two{number})\n\n  Why.\n\n\
         ### Two {{#two{number} ending=repaired}}\n\nTold [@a].\n:::\n"
    )
}

fn practice(number: usize) -> String {
    format!(
        "\n:::: practice {{#p{number} title=\"Own\"}}\nAnswer.\n\n### One {{level=1}}\n\n> \"Fine {number}.\"\n\n\
         ::: model\n\"I pushed.\"\n:::\n\n::: criteria\n- I named it.\n:::\n::::\n"
    )
}

/// From one file to another, as an author writes it.
fn link(from: &str, to: &str) -> String {
    let depth = from.matches('/').count() - 1;
    format!("{}{}", "../".repeat(depth), to.trim_start_matches("content/"))
}

/// Everything that came of a build: findings with their places, and files unless there were errors.
fn outcome(project: &mut Project, options: &BuildOptions) -> (Vec<Diagnostic>, Report) {
    let mut report = project.build(options);
    let counted = (report.diagnostics.errors(), report.diagnostics.warnings(), report.diagnostics.len());
    let count = |severity| report.diagnostics.iter().filter(|finding| finding.severity == severity).count();
    let told = (count(Severity::Error), count(Severity::Warning), report.diagnostics.iter().count());
    assert_eq!(counted, told, "findings are counted as they are");
    report.diagnostics.extend(report.template_faults());
    (report.diagnostics.sorted(&report.sources).into_iter().cloned().collect(), report)
}

#[test]
fn warm_is_cold() {
    let number = |name: &str, default: u64| {
        std::env::var(name).map_or(default, |text| text.parse().expect("a number in the environment"))
    };
    let (steps, seed) = (number("STEPS", 150), number("SEED", 1));
    let (mut random, mut folder) = (Random(seed), Folder::new());
    let (mut project, mut options) = (folder.project(), BuildOptions::default());
    // What each page was made from when it was last made, and its bytes.
    let mut made: BTreeMap<OutPath, (Digest, Vec<u8>)> = BTreeMap::new();
    let (mut good, mut kept) = (0, 0);
    let (mut last, mut last_good) = (folder.clone(), folder.clone());
    let (findings, _) = outcome(&mut project, &options);
    assert!(!findings.iter().any(Diagnostic::is_error), "the walk begins with a good course: {findings:?}");
    for step in 0..steps {
        // What is broken stays so for a while, and is fixed.
        let what = if folder.0 != last_good.0 && random.below(3) == 0 {
            folder = last_good.clone();
            "all is fixed".to_owned()
        } else {
            folder.change(&mut random)
        };
        // Now and then an author asks for another edition.
        if random.below(12) == 0 {
            options = BuildOptions { drafts: random.below(2) == 0, facilitator: random.below(4) == 0, ..options };
        }
        folder.bring_up_to_date(&mut project, &last);
        last = folder.clone();
        let (warm_findings, warm) = outcome(&mut project, &options);
        let (cold_findings, cold) = outcome(&mut folder.project(), &options);
        let place = format!("seed {seed}, step {step}: {what}, {options:?}");
        assert_eq!(warm_findings, cold_findings, "{place}");
        assert_eq!((warm.stats.pages, warm.stats.items), (cold.stats.pages, cold.stats.items), "{place}");
        let keys = |report: &Report| report.site.keys().cloned().collect::<BTreeSet<_>>();
        let (warm_keys, cold_keys) = (keys(&warm), keys(&cold));
        let other: Vec<_> = warm_keys.symmetric_difference(&cold_keys).collect();
        assert!(other.is_empty(), "{place}: {other:?}");
        if warm_findings.iter().any(Diagnostic::is_error) {
            continue;
        }
        good += 1;
        last_good = folder.clone();
        for (warm, cold) in warm.site.iter().zip(cold.site.iter()) {
            let (path, prepared) = (warm.path, warm.prepare());
            let source = prepared.digest;
            assert_eq!(source, cold.prepare().digest, "{place}: `{path}` has another digest");
            let bytes = prepared.make().expect("no fault was found").into_owned();
            let other = cold.make().expect("no fault was found");
            assert!(bytes == *other, "{place}: `{path}` differs");
            match made.get(path) {
                Some((known, before)) if *known == source => {
                    assert!(*before == bytes, "{place}: `{path}` has the same digest and other bytes");
                    kept += 1;
                }
                _ => _ = made.insert(path.clone(), (source, bytes)),
            }
        }
    }
    println!("{steps} steps, {good} of them without errors, {kept} pages known by their digest");
    assert!(good * 10 > steps && kept > steps, "the walk went through good courses: {good} of {steps}, {kept}");
}

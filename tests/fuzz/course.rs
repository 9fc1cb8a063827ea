//! A small course in memory, into which one file is put after the other.

use std::collections::{BTreeMap, HashSet};

use attune::internals::course::OutPath;
use attune::internals::input::Inputs;
use attune::internals::pipeline::{BuildOptions, Built, Memo, build};
use attune::internals::source::CoursePath;

use super::oracles;

/// The course's files, with one of everything that an input may name.
pub(crate) const SITE: &[(&str, &str)] = &[
    (
        "site.toml",
        "title = \"Course\"\nbase_url = \"https://example.org/c/\"\n[glossary]\nauto_link = true\n[values]\ndose = \"50 *<b>* \\\"minutes\\\"\"\n",
    ),
    ("content/_index.md", "---\ntitle: Home\n---\n\nWelcome.\n"),
    ("content/m/_index.md", "---\ntitle: Module\n---\n\nHello [page](page.md).\n"),
    ("content/m/page.md", "---\ntitle: Page\n---\n\nWords.\n"),
    (
        "content/m/other.md",
        "---\ntitle: Other\nslug: other\n---\n\n## Part {#part}\n\nA rupture, as told [@beck].\n\n> {{include t}}\n\nAgain:\n\n{{include t}}\n",
    ),
    ("content/_shared/t.md", "Shared *words*.\n"),
    ("content/m/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"),
    ("content/glossary.yaml", "rupture:\n  term: Rupture\n  definition: A strain.\n"),
    ("content/references.yaml", "beck:\n  type: book\n  title: Book\n  author: \"Beck, A.\"\n  date: 1979\n"),
];

/// Builds of the course, each after the one before.
pub(crate) struct Builds {
    inputs: Inputs,
    memo: Memo,
    /// Digests of files that were looked at.
    seen: HashSet<String>,
    built: u64,
    clean: u64,
    cold: u64,
}

/// Files of a site that were made and not looked at before.
pub(crate) type Made = BTreeMap<String, Vec<u8>>;

fn options() -> BuildOptions {
    BuildOptions { no_search: true, ..BuildOptions::default() }
}

fn put(inputs: &mut Inputs, path: &str, text: &str) -> bool {
    let found = inputs.put(CoursePath::new(path), text.as_bytes().to_vec());
    !found.iter().any(attune::internals::diagnostic::Diagnostic::is_error)
}

impl Builds {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let mut inputs = Inputs::default();
        for (path, text) in files {
            assert!(put(&mut inputs, path, text), "{path}");
        }
        let mut memo = Memo::default();
        let built = build(&inputs, &options(), &mut memo);
        assert_eq!(built.findings.errors(), 0, "the course by itself is good");
        Self { inputs, memo, seen: HashSet::new(), built: 0, clean: 0, cold: 0 }
    }

    pub(crate) fn counts(&self) -> String {
        format!("{} built, {} without errors, {} also from nothing", self.built, self.clean, self.cold)
    }

    /// Builds the course with a file put into it; the files of its site, nothing where there are errors.
    pub(crate) fn build(&mut self, path: &str, text: &str, cold: bool) -> Result<Option<Made>, String> {
        let mut inputs = self.inputs.clone();
        let (course, is_taken) = (self.inputs.clone(), put(&mut inputs, path, text));
        let warm = build(&inputs, &options(), &mut self.memo);
        self.built += 1;
        oracles::places_in(&warm.findings, &inputs.sources)?;
        if cold {
            self.cold += 1;
            same(&warm, &build(&inputs, &options(), &mut Memo::default()))?;
        }
        let is_clean = is_taken && warm.findings.errors() == 0;
        let made = if is_clean { Some(self.made(&warm)?) } else { None };
        self.clean += u64::from(made.is_some());
        self.inputs = course;
        Ok(made)
    }

    fn made(&mut self, built: &Built) -> Result<Made, String> {
        oracles::paths(&mut built.site.keys().map(OutPath::as_str))?;
        let mut made = Made::new();
        for file in built.site.iter() {
            let prepared = file.prepare();
            if !self.seen.insert(format!("{} {}", file.path, prepared.digest.hex(32))) {
                continue;
            }
            match file.make() {
                Ok(bytes) => drop(made.insert(file.path.as_str().to_owned(), bytes.into_owned())),
                // What a template does wrong is told when the page is made.
                Err(fault) if format!("{fault:?}").contains("Template") => {}
                Err(fault) => return Err(format!("{} is not made: {fault:?}", file.path)),
            }
        }
        Ok(made)
    }
}

/// A build after others is as one from nothing.
fn same(warm: &Built, cold: &Built) -> Result<(), String> {
    let findings = |built: &Built| built.findings.iter().map(|finding| format!("{finding:?}")).collect::<Vec<_>>();
    let (mut one, mut two) = (findings(warm), findings(cold));
    one.sort();
    two.sort();
    if one != two {
        return Err(format!("warm finds {one:?}\ncold finds {two:?}"));
    }
    if warm.findings.errors() > 0 {
        return Ok(());
    }
    if !warm.site.keys().eq(cold.site.keys()) {
        return Err("warm and cold have other files".to_owned());
    }
    for (one, two) in warm.site.iter().zip(cold.site.iter()) {
        let (digest, bytes) = (one.prepare().digest, one.make());
        let is_same = match (&bytes, &two.make()) {
            (Ok(one), Ok(two)) => one == two,
            (Err(_), Err(_)) => true,
            _ => false,
        };
        if !is_same || digest != two.prepare().digest {
            return Err(format!("{} is other after a build before", one.path));
        }
    }
    Ok(())
}

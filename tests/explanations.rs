//! The examples in `docs/diagnostics.md` say the truth: what is shown as wrong gets its code, what is shown as fixed
//! does not.
//!
//! An example is a fenced block whose first line ends in `wrong` or `right`. `markdown` is a page (with its front matter
//! unless it brings its own), `toml` is `site.toml`, `toml strings` the words of a theme, `yaml` the glossary, `yaml
//! references` the bibliography, `html` the
//! template of the front page, `js` the theme's script of dialogues. What stands in a `text` block cannot be tried.

use std::fs;
use std::path::Path;

use attune::internals::diagnostic::Code;
use attune::internals::diagnostic::explain::explain;
use attune::{BuildOptions, Project};

const PAGE: &str = "---\ntitle: A page\n---\n\n";
const SITE: &str = "title = \"Rupture and repair\"\n";

/// What the examples cite.
const REFERENCES: &str = "\
bordin1979: { type: book, title: A }
safran2011: { type: book, title: B }
beck2005: { type: book, title: C }
";

struct Example {
    language: String,
    wrong: bool,
    text: String,
}

#[test]
fn wrong_examples_get_their_code_and_fixed_ones_do_not() {
    let mut tried = 0;
    let mut failures = Vec::new();
    for code in Code::ALL {
        for example in examples(*code) {
            let found = codes(&example, *code);
            tried += 1;
            if found.contains(code) != example.wrong {
                let should = if example.wrong { "should get" } else { "should not get" };
                failures.push(format!("{code}: {} {should} it, and gets {found:?}", example.text));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(tried > 80, "{tried} examples were found");
}

fn examples(code: Code) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<Example> = None;
    for line in explain(code.as_str()).expect("every code is explained").lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(done)) => examples.push(done),
            (None, Some(mut example)) => {
                example.text.push_str(line);
                example.text.push('\n');
                open = Some(example);
            }
            (Some(info), None) => {
                let (language, verdict) = info.rsplit_once(' ').unwrap_or((info, ""));
                open = Some(Example { language: language.to_owned(), wrong: verdict == "wrong", text: String::new() });
            }
            (None, None) => {}
        }
    }
    examples.retain(|example| example.language != "text");
    examples
}

fn codes(example: &Example, code: Code) -> Vec<Code> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let put = |path: &str, text: &str| put(&root.join(path), text);
    put("site.toml", SITE);
    put("content/_index.md", PAGE);
    put("content/m/_index.md", PAGE);
    if code != Code::UnusedReference {
        put("content/references.yaml", REFERENCES);
    }
    put("content/m/fork.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    match example.language.as_str() {
        "markdown" if example.text.starts_with("---") || code == Code::FrontMatterMissing => {
            put("content/m/a.md", &example.text);
        }
        "markdown" if code == Code::UnusedReference => {
            put("content/references.yaml", "beck2005: { type: book, title: C }");
            put("content/m/a.md", &format!("{PAGE}{}", example.text));
        }
        "markdown" => put("content/m/a.md", &format!("{PAGE}{}", example.text)),
        "toml" => put("site.toml", &example.text),
        "yaml" => put("content/glossary.yaml", &example.text),
        "yaml references" => put("content/references.yaml", &example.text),
        "html" => {
            put("content/m/a.md", PAGE);
            put("themes/default/templates/home.html", &example.text);
        }
        "js" => put("themes/default/static/js/dialogue.js", &example.text),
        "toml strings" => put("themes/default/strings/en.toml", &example.text),
        "xml" => {
            put("content/m/a.md", &format!("{PAGE}\n![A picture](a.svg)\n"));
            put("content/m/a.svg", &example.text);
        }
        other => unreachable!("{code}: an example in `{other}` cannot be tried"),
    }
    let report = Project::open(root).expect("the folder can be read").build(&BuildOptions::default());
    report.diagnostics.iter().chain(&report.template_faults()).map(|finding| finding.code).collect()
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
    fs::write(path, text).expect("a file");
}

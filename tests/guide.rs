//! What the guide shows is tried: each piece of Markdown is a page that builds, each piece of TOML a `site.toml` that is read. What a piece
//! names and does not show (a picture, a page, a theme's folder) may be missing.

use std::fs;
use std::path::Path;

use attune::internals::diagnostic::{Code, Diagnostic};
use attune::internals::input::{ReadOptions, read};
use attune::internals::pipeline::{BuildOptions, Memo, build};

/// Says that something which is named is not there.
const NOT_SHOWN: [Code; 4] = [Code::BrokenLink, Code::BrokenImage, Code::ThemeMissing, Code::ThemeAsset];

/// A piece of a document.
struct Piece {
    /// Where it begins, from 1 on.
    line: usize,
    language: String,
    text: String,
}

/// What stands between fences, also indented in a list.
fn pieces(document: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Piece)> = None;
    for (at, line) in document.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let fence = line.trim_start().strip_prefix("```");
        open = match (open.take(), fence) {
            (None, None) => None,
            (None, Some(language)) => {
                Some((indent, Piece { line: at + 1, language: language.trim().to_owned(), text: String::new() }))
            }
            (Some((_, piece)), Some("")) => {
                found.push(piece);
                None
            }
            (Some((indent, mut piece)), _) => {
                piece.text.push_str(line.get(indent..).unwrap_or_default());
                piece.text.push('\n');
                Some((indent, piece))
            }
        };
    }
    found
}

/// The errors of a course with this page or this `site.toml`.
fn errors(language: &str, text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let put = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let is_site = language == "toml";
    // A kind of the course's own.
    let own = if text.contains(".kinds.interview]") { "[kinds.interview]\nlabel = \"Interview\"\n" } else { "" };
    let has_title = text.lines().any(|line| line.starts_with("title ="));
    let site = if has_title { String::new() } else { "title = \"T\"\n".to_owned() };
    put(
        "site.toml",
        &(site + if is_site { text } else { "[containers.protocol]\nlabel = \"Protocol\"\nlook = \"note\"\n" } + own),
    );
    put("content/_index.md", "---\ntitle: T\n---\n\nWords.\n");
    put("content/m/_index.md", "---\ntitle: T\nobjectives:\n  - id: named\n    text: Name it\n---\n\nWords.\n");
    // What a certificate may require.
    put(
        "content/m/test.md",
        "---\ntitle: T\nkind: assessment\n---\n\n::: question {#asked}\nAsk?\n\n- [x] a\n- [ ] b\n\nBecause.\n:::\n",
    );
    let practice = "### One {level=1}\n\n> \"Fine.\"\n\n::: model\n\"Is it?\"\n:::\n\n::: criteria\n- I asked.\n:::\n";
    put("content/m/practice.md", &format!("---\ntitle: T\n---\n\n:::: practice {{#own}}\n{practice}::::\n"));
    let page = match language {
        "markdown" if text.starts_with("---\n") => text.to_owned(),
        "markdown" => format!("---\ntitle: T\n---\n\n{}", text.replace("objective=see-withdrawal", "objective=named")),
        _ => "---\ntitle: T\n---\n\nWords.\n".to_owned(),
    };
    put("content/m/a.md", &page);
    let inputs = read(root, &ReadOptions::default()).expect("the folder can be read").value;
    let built = build(&inputs, &BuildOptions::default(), &mut Memo::default());
    let is_told = |finding: &&Diagnostic| finding.is_error() && !NOT_SHOWN.contains(&finding.code);
    let told = built.findings.iter().filter(is_told);
    told.map(|finding| format!("{}: {}", finding.code.as_str(), finding.message)).collect()
}

#[test]
fn every_piece_of_the_guide_is_right() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for document in ["docs/authoring.md", "docs/privacy.md", "docs/publishing.md", "docs/themes.md"] {
        let text = fs::read_to_string(Path::new(document)).expect("a document");
        for Piece { line, language, text } in pieces(&text) {
            // Words of the interface are no `site.toml`.
            let is_words = text.starts_with("begin = ") || text.starts_with("minutes = \"");
            if matches!(language.as_str(), "markdown" | "toml") && !is_words {
                tried += 1;
                wrong.extend(errors(&language, &text).into_iter().map(|error| format!("{document}:{line}: {error}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 20, "only {tried} pieces were found");
}

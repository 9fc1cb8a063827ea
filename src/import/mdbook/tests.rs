//! Books of mdBook and quizzes of mdbook-quiz, each with the pages that they become.

use std::collections::BTreeMap;

use crate::import::testing::{import, page as text, said as said_of};
use crate::import::{Format, Imported, Source};

const QUIZ: &str = "[[questions]]\ntype = \"MultipleChoice\"\nprompt.prompt = \"Which is **right**?\"\nprompt.distractors = [\"`a`\", \"b\"]\nanswer.answer = [\"c\", \"d\"]\ncontext = \"\"\"\nBecause.\n\n1. one\n\"\"\"\n\n[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"Which keyword?\"\nanswer.answer = \"let\"\nanswer.alternatives = [\"let mut\"]\n\n[[questions]]\ntype = \"Tracing\"\nprompt.program = \"\"\"\nfn main() {}\n\"\"\"\nanswer.doesCompile = false\nanswer.lineNumber = 1\n";

fn made(files: &[(&str, &str)], is_folder: bool, format: Format) -> Imported {
    let files: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let source = Source::in_memory(if is_folder { "book" } else { "quiz.toml" }, files, is_folder);
    assert_eq!(Format::of(&source), Some(format));
    import(&[source])
}

#[test]
fn a_quiz_alone_is_a_page() {
    let made = made(&[("quiz.toml", QUIZ)], false, Format::MdbookQuiz);
    let page = text(&made, "01-quiz/01-quiz.md");
    assert!(
        page.contains("Which is **right**?\n\n- [x] c\n- [x] d\n- [ ] `a`\n- [ ] b\n\nBecause.\n\n* 1\\. one\n::::"),
        "{page}"
    );
    assert!(page.contains("Which keyword?\n\n[[let|let mut]]"), "{page}");
    assert!(page.contains("```rust\nfn main() {}\n```\n\nIt compiles: [[yes / *no]]\n\nIt prints (a dash where it prints nothing): [[-]]"), "{page}");
    let said = said_of(&made);
    assert!(said.contains("quiz.toml:18:") && said.contains("the line in which"), "{said}");
}

#[test]
fn a_book_is_a_course_with_its_questions_in_place() {
    let book = "[book]\ntitle = \"A book\"\nauthors = [\"A. Author\"]\n";
    let summary = "# Summary\n\n[Introduction](intro.md)\n\n# Part\n\n- [One](one.md)\n  - [Inner](inner/two.md)\n    - [Deep](deep.md)\n      - [Deeper](deeper.md)\n- [Planned]()\n- [Closing](closing.md)\n";
    let one = "# One\n\nText, see [inner](inner/two.html).\n\n{{#quiz ../quizzes/q.toml}}\n\nMore.\n";
    let two = "# Inner\n\n```rust,ignore\n{{#include ../../code/a.rs:here}}\n# hidden();\n```\n\n{{#unknown x}}\n";
    let files = [
        ("book.toml", book),
        ("src/SUMMARY.md", summary),
        ("src/intro.md", "# Introduction\n\nHello.\n"),
        ("src/one.md", one),
        ("src/inner/two.md", two),
        ("src/deep.md", "# Deep\n\nDeep.\n"),
        ("src/deeper.md", "# Deeper\n\nDeeper.\n"),
        ("src/closing.md", "Closing words\n===\n\nSo long.\n"),
        ("code/a.rs", "fn a() {\n    // ANCHOR: here\n    b();\n    // ANCHOR_END: here\n}\n"),
        ("quizzes/q.toml", QUIZ),
    ];
    let made = made(&files, true, Format::Mdbook);
    let paths: Vec<&str> = made.content.keys().map(String::as_str).filter(|path| *path != "_index.md").collect();
    assert_eq!(
        paths,
        [
            "01-a-book/01-introduction.md",
            "01-a-book/_index.md",
            "02-one/01-inner/01-deep.md",
            "02-one/01-inner/02-deeper.md",
            "02-one/01-inner/_index.md",
            "02-one/_index.md",
            "03-planned/_index.md",
            "04-closing/01-closing.md",
            "04-closing/_index.md"
        ]
    );
    let one = text(&made, "02-one/_index.md");
    assert!(
        one.starts_with("---\ntitle: \"One\"\n---\n\nText, see [inner](01-inner/_index.md).\n\n:::: question"),
        "{one}"
    );
    assert!(one.ends_with("::::\n\nMore.\n"), "{one}");
    assert!(text(&made, "02-one/01-inner/_index.md").contains("```rust\n    b();\n```"));
    assert!(text(&made, "03-planned/_index.md").contains("draft: true"));
    assert_eq!(text(&made, "04-closing/01-closing.md"), "---\ntitle: \"Closing words\"\n---\n\nSo long.\n");
    assert_eq!(text(&made, "04-closing/_index.md"), "---\ntitle: \"Closing\"\n---\n");
    assert!(made.site.contains("title = \"A book\"") && made.site.contains("authors = [{ name = \"A. Author\" }]"));
    let said = said_of(&made);
    assert!(said.contains("inner/two.md:8:1: warning[import-no-counterpart]: `{{#unknown x}}`"), "{said}");
    assert!(said.contains("src/SUMMARY.md:5:3: ") && said.contains("the part `Part`"), "{said}");
}

#[test]
fn questions_link_to_pages_and_what_else_a_book_has_is_told() {
    let quiz = QUIZ.replace("Because.", "See [inner](two.html#Deep--er).");
    let files = [
        (
            "book.toml",
            "[book]\ntitle = \"A book\"\nlanguage = \"fr\"\n[preprocessor.quiz]\n[preprocessor.aquascope]\n[output.html]\nadditional-js = [\"a.js\"]\n",
        ),
        ("src/SUMMARY.md", "- [One](one.md)\n- [Two](two.md)\n- [Two!](three.md)\n"),
        (
            "src/one.md",
            "# One\n\n{{#quiz q.toml}}\n\n<Listing number=\"1-1\" caption=\"C\">\n\n```rust\nx\n```\n\n</Listing>\n\n<script src=\"https://e.x/a.js\"></script>\n",
        ),
        ("src/two.md", "# Two\n\n## Deep er\n\nText.\n"),
        ("src/three.md", "# Two!\n\nText.\n"),
        ("src/q.toml", quiz.as_str()),
    ];
    let made = made(&files, true, Format::Mdbook);
    let one = text(&made, "01-a-book/01-one.md");
    assert!(one.contains("See [inner](<02-two.md#deep-er>)."), "{one}");
    assert!(one.contains("[[oui / *non]]") && !one.contains("Listing number"), "{one}");
    assert!(made.content.contains_key("01-a-book/03-two-2.md"), "{:?}", made.content.keys());
    let said = said_of(&made);
    for expected in
        ["book/book.toml:5:", "preprocessor `aquascope`", "`additional-js`", "src/one.md:13:", "the element `script`"]
    {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(!said.contains("no place on that page") && !said.contains("a picture from"), "{said}");
}

#[test]
fn a_title_is_not_repeated_and_formulas_are_formulas() {
    let text = "## A *Title*\n\nSee \\\\(x^2\\\\) and [above](b.html#b-at-length).\n\n#### Deep\n\nText.\n";
    let files = [
        ("book.toml", "[book]\ntitle = \"A book\"\n[output.html]\nmathjax-support = true\n"),
        ("src/SUMMARY.md", "- [A title](a.md)\n- [B](b.md)\n"),
        ("src/a.md", text),
        ("src/b.md", "# B, at length\n\nText.\n"),
    ];
    let made = made(&files, true, Format::Mdbook);
    let page = self::text(&made, "01-a-book/01-a-title.md");
    assert!(page.ends_with("---\n\nSee $x^2$ and [above](02-b.md).\n\n## Deep\n\nText.\n"), "{page}");
    assert!(self::text(&made, "01-a-book/02-b.md").starts_with("---\ntitle: \"B, at length\"\n---\n\nText."));
}

#[test]
fn a_link_whose_definition_stands_behind_a_quiz_is_one() {
    let files = [
        ("book.toml", "[book]\ntitle = \"A book\"\n"),
        ("src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n"),
        ("src/a.md", "[Gone][gone] and [there][b].\n\n{{#quiz q.toml}}\n\nMore.\n\n[gone]: gone.html\n[b]: b.html\n"),
        ("src/b.md", "Text.\n"),
        ("src/q.toml", QUIZ),
    ];
    let page = text(&made(&files, true, Format::Mdbook), "01-a-book/01-a.md");
    assert!(page.contains("---\n\nGone and [there][b].\n\n::::"), "{page}");
    assert!(page.trim_end().ends_with("\n[b]: 02-b.md"), "{page}");
}

#[test]
fn old_addresses_are_told() {
    let files = [
        ("book.toml", "[book]\ntitle = \"A book\"\n\n[output.html.redirect]\n\"/old.html\" = \"a.html\"\n"),
        ("src/SUMMARY.md", "- [A](a.md)\n"),
        ("src/a.md", "Text.\n"),
    ];
    let said = said_of(&made(&files, true, Format::Mdbook));
    assert!(said.contains("the old address `/old.html`, which leads to `a.html`"), "{said}");
}

#[test]
fn what_a_book_hides_stays_hidden_and_the_heading_below_a_comment_is_the_title() {
    let files = [
        ("book.toml", "[book]\ntitle = \"A book\"\n"),
        ("src/SUMMARY.md", "- [A](a.md)\n- [B](sub/b.md)\n"),
        (
            "src/a.md",
            "---\nminutes: 7\n---\n\n<!--\nLicence\n-->\n\n# A\n\n[B](sub/b.md) <span hidden>SECRET</span>\n\n<!--\n{{#quiz q.toml}}\n-->\n\n{{#include c.md}}\n",
        ),
        ("src/c.md", "<div style=\"display:none\">\n\nSECRET\n\n</div>\n"),
        ("src/sub/b.md", "---\ndraft: true\n---\n# B\n\n<img src=\"p.png\" alt=\"A picture\">\n"),
        ("src/sub/p.png", "x"),
        ("src/q.toml", QUIZ),
    ];
    let made = made(&files, true, Format::Mdbook);
    let a = text(&made, "01-a-book/01-a.md");
    let expected = "---\n\n<!--\nLicence\n-->\nB <!-- SECRET -->\n\n<!--\n{{#quiz q.toml}}\n-->\n\n<!-- SECRET -->\n";
    assert!(a.ends_with(expected), "{a}");
    let b = text(&made, "01-a-book/02-b.md");
    assert!(b.ends_with("draft: true\n---\n\n<img src=\"sub/p.png\" alt=\"A picture\">\n"), "{b}");
    let said = said_of(&made);
    assert!(said.contains("src/a.md:2:1") && said.contains("`minutes` in the front matter"), "{said}");
    assert!(
        said.contains("src/a.md: warning[import-no-counterpart]: an element that browsers do not show")
            && !said.contains("has no words"),
        "{said}"
    );
}

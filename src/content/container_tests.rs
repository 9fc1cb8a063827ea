//! Which lines are containers: nothing of a part for facilitators is published by any spelling or nesting.

use super::tests::findings;
use super::*;
use crate::config::HtmlPolicy;

const NOTHING: [&str; 0] = [];

/// Everything that learners get of a page, and its findings.
fn published(body: &str, html: HtmlPolicy) -> (String, Vec<Diagnostic>) {
    let text = format!("---\ntitle: T\n---\n{body}");
    let options = ParseOptions { html, ..ParseOptions::default() };
    let outcome = parse(&CoursePath::new("content/01-a/02-b.md"), &text, options);
    (format!("{:?}", outcome.value.blocks), outcome.diagnostics)
}

/// The facilitator's part is left out without a finding but that code is not closed, and the rest is there.
fn left_out(body: &str) {
    let (page, mut diagnostics) = published(body, HtmlPolicy::Sanitize);
    diagnostics.retain(|found| found.code != Code::CodeUnclosed);
    assert_eq!(diagnostics, [], "{body}");
    assert!(!page.contains("SECRET"), "{body}\n{page}");
    assert!(!page.contains(":::"), "{body}\n{page}");
}

#[test]
fn containers_that_do_not_pair_are_reported_where_they_open() {
    assert_eq!(findings("::: note\na\n"), ["container-unclosed 1:1 ::: note"]);
    assert_eq!(findings("a\n:::\n"), ["container-stray 2:1 :::"]);
    assert_eq!(findings(":::: note\n::: tip\na\n::::\n"), ["container-unclosed 2:1 ::: tip"]);
    assert_eq!(findings("::: nots\na\n:::\n"), ["container-unknown 1:1 ::: nots"]);
    assert_eq!(findings("::: hint\na\n:::\n"), ["container-nesting 1:1 ::: hint"]);
    assert_eq!(findings("::: note {color=red}\na\n:::\n"), ["container-attribute 1:11 color=red"]);
}

#[test]
fn a_code_block_that_is_not_closed_is_told_once() {
    assert_eq!(findings("::: note\n```\na\n:::\n\nb\n"), ["container-misplaced 4:1 :::"]);
    assert_eq!(findings(":::: note\n::: tip\n~~~~\na\n~~~\n:::\n::::\n"), ["container-misplaced 6:1 :::"]);
    let in_list = "::: note\n- ```r\n::: tip\n```\n:::\n:::\n";
    assert_eq!(findings(in_list), ["container-misplaced 5:1 :::"]);
    assert_eq!(findings("- ```r\nx\n\na\n"), ["code-unclosed 1:3 ```r"]);
    assert_eq!(findings("::: note\n```\na\n```\n:::\n"), NOTHING);
}

#[test]
fn any_number_of_colons_closes_the_innermost() {
    assert_eq!(findings("::: note\na\n:::::\n\n:::: tip\n::: details\nb\n:::::\n:::\n"), NOTHING);
}

#[test]
fn a_fault_is_told_once_and_nothing_that_follows_from_it() {
    // What comes after the open question would be read as a part of it.
    let text = "::: question {#q}\nS?\n\n- [x] a\n- [ ] b\n\n::: note\nc\n:::\n\n::: dialogue\nd\n:::\n\n- [x] e\n";
    assert_eq!(findings(text), ["container-unclosed 1:1 ::: question {#q}"]);
    assert_eq!(findings("::: qestion\nS?\n\n::: hint\na\n:::\n:::\n"), ["container-unknown 1:1 ::: qestion"]);
    assert_eq!(findings("- ::: note\n  a\n\n:::\n"), ["container-misplaced 1:3 ::: note"]);
    assert_eq!(findings("::: note\na\n\n  :::\n"), ["container-misplaced 4:3 :::"]);
    assert_eq!(findings("::: note\n> ::: tip\n> a\n\n:::\n"), ["container-misplaced 2:3 ::: tip"]);
}

#[test]
fn a_container_is_named_by_a_class_or_not_at_all() {
    assert_eq!(findings("::: {.note #here title=\"A\"}\na\n:::\n\n[b](#here)\n"), NOTHING);
    assert_eq!(findings("::: {.nots}\na\n:::\n"), ["container-unknown 1:1 ::: {.nots}"]);
    assert_eq!(findings("::: {#here}\na\n:::\n"), ["container-unknown 1:1 ::: {#here}"]);
    assert_eq!(findings("::: note {.tip}\na\n:::\n"), ["container-attribute 1:11 .tip"]);
    let outcome =
        parse(&CoursePath::new("content/a.md"), "---\ntitle: T\n---\n::: {.scenario}\n:::\n", ParseOptions::default());
    let fix =
        outcome.diagnostics.iter().find(|found| found.code == Code::ContainerNoId).and_then(|found| found.fix.clone());
    assert_eq!(
        fix.map(|fix| (fix.edits[0].span.range(), fix.edits[0].text.clone())),
        Some((22..22, "#scenario ".to_owned()))
    );
}

#[test]
fn containers_where_markdown_would_show_them_are_reported() {
    assert_eq!(findings("- a\n\n  ::: note\n  b\n  :::\n"), ["container-misplaced 3:3 ::: note"]);
    assert_eq!(findings("> ::: note\n"), ["container-misplaced 1:3 ::: note"]);
    assert_eq!(findings("<div>\n::: note\n:::\n</div>\n"), ["container-misplaced 2:1 ::: note"]);
    assert_eq!(findings("The mark ::: is text, and so is\n\n    ::: note\n"), NOTHING);
}

#[test]
fn no_container_line_is_shown_whatever_it_stands_in() {
    for before in [
        "- a\n  ",
        "> ",
        "1. ",
        "| a |\n|---|\n| ",
        "## ",
        "[^1]: ",
        "a\n: ",
        "   ",
        "\t",
        "<p>\n",
        "[a]: /b\n  ",
        "a\n ",
        "- [ ] ",
        "**",
        "<b>",
        "\u{feff}",
        "\u{200b}",
        "\u{a0}",
        "a\u{2028}",
        "> - ",
        "[a]:\n    ",
        "a\n===\n ",
        "`a\n",
    ] {
        for html in [HtmlPolicy::Sanitize, HtmlPolicy::Escape, HtmlPolicy::Trust] {
            let text = format!("x\n\n{before}::: facilitator\nSECRET\n:::\n");
            let (page, diagnostics) = published(&text, html);
            let is_error = diagnostics.iter().any(|finding| finding.code == Code::ContainerMisplaced);
            assert!(is_error || !page.contains("SECRET") && !page.contains(":::"), "{text:?}\n{page}\n{diagnostics:?}");
        }
    }
}

#[test]
fn a_near_miss_is_an_error() {
    for line in [
        "::: Facilitator",
        " ::: facilitator",
        "::: facilitators",
        ":: facilitator",
        "：：： facilitator",
        ":\u{200b}:: facilitator",
        "\u{feff}::: facilitator",
        ": : : facilitator",
        "\t::: facilitator",
        "    ::: facilitator",
        "::: facilit\u{ad}ator",
        "Words. ::: facilitator",
        ":::[facilitator]",
        "::: {facilitator}",
        "::\u{2236} facilitator",
    ] {
        let (page, diagnostics) = published(&format!("a\n\n{line}\nSECRET\n:::\n"), HtmlPolicy::Sanitize);
        let errors = diagnostics.iter().filter(|finding| finding.code.severity() == crate::diagnostic::Severity::Error);
        assert_eq!(errors.count(), 1, "{line:?} {diagnostics:?}\n{page}");
    }
    for line in
        [":::facilitator", ":::: facilitator", ":::\u{a0}facilitator", "::: facilitator :::", "::: {.facilitator}"]
    {
        left_out(&format!("a\n\n{line}\nSECRET\n:::\n"));
    }
}

#[test]
fn a_fence_in_a_list_ends_with_its_entry() {
    left_out("- Type this:\n\n  ```\n  attune build\n\nThen go on.\n\n::: facilitator\nSECRET\n:::\n");
}

#[test]
fn four_spaces_before_a_fence_make_no_fence() {
    left_out("a\n\n    ```\n\n::: facilitator\nSECRET\n:::\n");
    left_out("```\na\n    ```\n```\n\n::: facilitator\nSECRET\n:::\n");
}

#[test]
fn a_fence_in_a_comment_is_none() {
    left_out("<!--\n```\n-->\n\n::: facilitator\nSECRET\n:::\n");
    left_out("<!--\n```\n-->\n::: facilitator\nSECRET\n:::\n");
}

#[test]
fn a_fence_in_a_quotation_ends_with_it() {
    left_out("> ```\n> a\n\n::: facilitator\nSECRET\n:::\n");
    left_out("> ~~~\n::: facilitator\nSECRET\n:::\n");
}

#[test]
fn carriage_returns_end_lines() {
    left_out("a\r\r::: facilitator\rSECRET\r:::\r");
    left_out("a\r\r    ~~~\r::: facilitator\r\nSECRET\r\n:::\r");
    left_out("::: facilitator\r- a\r\r  > b\r  > \r\rSECRET\r:::\r");
    left_out("a\r\n\r\n::: facilitator\r\nSECRET\r\n:::\r\n");
}

#[test]
fn a_container_line_that_ends_a_comment_is_in_it_and_the_next_is_not() {
    left_out("<!--\n::: note -->\n::: facilitator\nSECRET\n:::\n");
    left_out("<!--\n::: a -->\n::: facilitator\nSECRET\n:::\n\n<!--\n::: b -->\n\n::: facilitator\nSECRET\n:::\n");
}

#[test]
fn code_and_comments_keep_their_lines() {
    assert_eq!(findings("```\n::: facilitator\na\n:::\n```\n\n<!--\n::: note\n-->\n"), NOTHING);
    let (page, _) = published("~~~ md\n::: facilitator\na\n:::\n~~~\n", HtmlPolicy::Sanitize);
    assert!(page.contains("::: facilitator\\na\\n:::"), "{page}");
}

#[test]
fn a_container_line_in_a_comment_that_it_would_end_is_reported_once() {
    let found = ["container-misplaced 2:1 ::: note"];
    assert_eq!(findings("Words <!-- a\n::: note\nb\n:::\n--> go on.\n"), found);
    assert_eq!(findings("`<!--` a\n::: note\nb\n:::\n`-->` \\<!-- -->\n"), NOTHING);
}

#[test]
fn comments_reach_no_reader_whatever_becomes_of_raw_html() {
    for text in [
        "<!--\n::: facilitator\nSECRET\n:::\n-->\n",
        "a <!-- SECRET --> b\n",
        "<div><!-- SECRET\nSECRET --></div>\n",
        "<!-- SECRET -->\n\nb\n",
    ] {
        for html in [HtmlPolicy::Sanitize, HtmlPolicy::Escape, HtmlPolicy::Trust] {
            let (page, findings) = published(text, html);
            assert_eq!(findings, [], "{html:?}: {text}");
            assert!(!page.contains("SECRET"), "{html:?}: {page}");
        }
    }
}

#[test]
fn a_part_for_facilitators_in_a_code_block_that_is_not_closed_is_an_error() {
    let code = "container-misplaced 3:1 ::: facilitator";
    assert_eq!(findings("```\na\n::: facilitator\nSECRET\n:::\n"), [code]);
    // The second fence was meant to open a block, and closes the first.
    assert_eq!(findings("```\na\n::: facilitator\nSECRET\n:::\n\n```\nb\n```\n"), [code]);
    assert_eq!(
        findings("- ```\n  a\n  ::: facilitator\n  SECRET\n  :::\n\nb\n"),
        ["container-misplaced 3:3 ::: facilitator"]
    );
}

#[test]
fn what_a_facilitators_part_defines_is_not_used_outside() {
    let text = "a [b] c[^d]\n\n::: facilitator\n[b]: /SECRET \"SECRET\"\n\n[^d]: SECRET\n:::\n";
    assert_eq!(findings(text), ["withheld-published 1:3 [b]", "withheld-published 6:7 SECRET"]);
    assert_eq!(findings("::: facilitator\na [b] c[^d]\n\n[b]: /x\n\n[^d]: e\n:::\n"), NOTHING);
}

#[test]
fn containers_as_deep_as_may_be_are_read_and_deeper_ones_refused_once() {
    let nested = |depth: usize| "::: note\n".repeat(depth) + "a\n" + &":::\n".repeat(depth);
    assert_eq!(findings(&nested(64)), NOTHING);
    assert_eq!(findings(&nested(65)), ["container-nesting 65:1 ::: note"]);
    assert_eq!(findings(&nested(100_000)), ["container-nesting 65:1 ::: note"]);
    assert_eq!(findings(&"::: note\n".repeat(700)).len(), 700);
}

#[test]
fn what_is_too_deep_is_not_shown() {
    let text = "::: note\n".repeat(64) + "::: facilitator\nSECRET\n:::\n" + &":::\n".repeat(64);
    assert!(!published(&text, HtmlPolicy::Sanitize).0.contains("SECRET"));
}

#[test]
fn notes_in_notes_and_lists_are_notes() {
    let (page, diagnostics) = published("a[^a]b[^b]\n\n[^a]: - c\n\n    [^b]: d\n\n    e\n\nf\n", HtmlPolicy::Sanitize);
    assert_eq!(diagnostics, []);
    assert!(page.find("<p>f</p>") < page.find("footnotes"), "{page}");
}

#[test]
fn a_comment_after_a_tag_hides_nothing() {
    // In a text area and in a value there are no comments.
    for before in ["<textarea>\n", "<div title=\"\n", "<div>\n"] {
        let text = format!("{before}<!--\n::: facilitator\nSECRET\n:::\n-->\n");
        assert_eq!(
            published(&text, HtmlPolicy::Sanitize).1.first().map(|found| found.code),
            Some(Code::ContainerMisplaced)
        );
        let text = format!("{before}\n<!--\n::: facilitator\nSECRET\n:::\n-->\n");
        let (page, diagnostics) = published(&text, HtmlPolicy::Sanitize);
        let is_error = diagnostics.iter().any(|found| found.code == Code::ContainerMisplaced);
        assert!(is_error || !page.contains("SECRET"), "{text}");
    }
}

//! Running text: its marks, links, pictures, headings and raw HTML.

use crate::config::HtmlPolicy;
use crate::content::{ParseOptions, ParsedPage, parse};
use crate::course::{Answer, Block, Prose, citations, items};
use crate::diagnostic::{Code, Outcome};
use crate::source::CoursePath;

fn parsed_as(body: &str, html: HtmlPolicy) -> Outcome<ParsedPage> {
    let options = ParseOptions { html, ..ParseOptions::default() };
    parse(&CoursePath::new("content/01-a/02-b.md"), &format!("---\ntitle: T\n---\n{body}"), options)
}

fn parsed(body: &str) -> Outcome<ParsedPage> {
    parsed_as(body, HtmlPolicy::Sanitize)
}

/// The page's running text as HTML.
fn html(body: &str) -> String {
    let blocks = parsed(body).value.blocks;
    let prose = blocks.iter().filter_map(|block| match block {
        Block::Prose(prose) => Some(prose.html().into_owned()),
        _ => None,
    });
    prose.collect()
}

/// What ammonia, a sanitizer that parses whole documents, leaves of HTML; nothing where it has nothing to change.
fn ammonia_removes(html: &str) -> bool {
    let mut builder = ammonia::Builder::default();
    builder
        .add_tags(["section", "input", "audio", "video", "source", "track"])
        .add_generic_attributes(["id", "class", "role", "aria-label", "aria-hidden", "tabindex", "dir"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_tag_attributes("input", ["type", "disabled", "checked", "aria-label"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("video", ["src", "poster", "controls"])
        .add_tag_attributes("q", ["cite"])
        .add_tag_attributes("li", ["value"])
        .link_rel(None);
    let tags = |html: &str| html.matches('<').count() + html.matches("=\"").count();
    tags(&builder.clean(html).to_string()) < tags(html)
}

#[test]
fn a_mark_where_markdown_prints_what_is_written_is_none() {
    for (body, printed) in [
        ("![a](x.svg \"[@key]\")", "title=\"[@key]\""),
        ("![a [@key] b](x.svg)", "alt=\"a [@key] b\""),
        ("[a](b.md \"[@key]\")", "title=\"[@key]\""),
        ("`[@key]`", "<code>[@key]</code>"),
        ("```\n[@key]\n```", "[@key]\n</code>"),
        ("    [@key]", "[@key]"),
        ("<b title=\"[@key]\">b</b>", "title=\"[@key]\""),
        ("[a][ref]\n\n[ref]: b.md \"[@key]\"", "title=\"[@key]\""),
    ] {
        let page = parsed(body).value;
        assert_eq!(citations(&page.blocks).len(), 0, "{body}");
        assert!(html(body).contains(printed), "{body}: {}", html(body));
        // Marks around it are marks all the same.
        let around = format!("One [@a].\n\n{body}\n\nTwo [@b].");
        assert_eq!(citations(&parsed(&around).value.blocks).len(), 2, "{around}");
    }
    assert!(html("```[@key]\na\n```").contains("language-[@key]"));
    assert!(!html("a <!-- [@key] --> b").contains('q'));
}

#[test]
fn a_mark_that_would_hide_where_code_ends_hides_nothing() {
    let page = parsed("```\n[@a\n```\nb]\n\n::: note\nText [@c].\n:::\n").value;
    let keys: Vec<_> = citations(&page.blocks).into_iter().map(|citation| citation.works[0].key.clone()).collect();
    assert_eq!(keys, ["c"]);
    let page = parsed("::: question {#q}\nUse `[[` and [[real]], never `]]`.\n:::\n");
    assert_eq!(page.diagnostics, []);
    let item = items(&page.value.blocks)[0];
    assert!(item.stem.html().contains("<code>[[</code> and , never <code>]]</code>"), "{:?}", item.stem);
    assert!(matches!(&item.answer, Answer::Blanks(blanks) if blanks.len() == 1));
    let page = parsed("::: question {#q}\nWhich?\n\n- [x] a\n\n  ```\n  - [~] b\n  ```\n- [ ] c\n:::\n").value;
    let Answer::Single(choices) = &items(&page.blocks)[0].answer else { panic!("{:?}", page.blocks) };
    assert!(choices[0].feedback.html().contains("- [~] b"), "{:?}", choices[0].feedback);
}

#[test]
fn a_citation_beside_quotation_marks_makes_no_attribute() {
    let body = "![a](x.svg \"&#1;\") see [@beck] &quot; onerror=alert(1) src=q &quot;\n";
    for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Escape, HtmlPolicy::Trust] {
        let blocks = parsed_as(body, policy).value.blocks;
        let [Block::Prose(prose)] = &blocks[..] else { panic!("{blocks:?}") };
        assert!(prose.text().ends_with("\" onerror=alert(1) src=q \""), "{prose:?}");
        assert!(!prose.html().contains("title=\"\u{1}"), "{prose:?}");
    }
    let page = parsed("[l](a.md)\n\n<p title=\"&#1;\">one</p>\n\ntwo\n").value;
    assert!(format!("{:?}", page.blocks).contains("two"));
}

#[test]
fn no_spelling_brings_a_character_that_no_document_may_hold() {
    let characters = ["\u{1}", "\u{2}", "\u{3}", "\u{b}", "\u{7f}", "\u{85}", "\u{fdd0}", "\u{fffe}", "\u{ffff}"];
    let places = [
        "a@b",
        "`a@b`",
        "```l@g\na@b\n```",
        "    a@b",
        "![a@b](x.svg \"c@d\")",
        "[a@b](https://x.example/@y \"c@d\")",
        "<https://x.example/@y>",
        "## A@b {#c@d}",
        "| a@b |\n| --- |\n| c@d |",
        "*a@b*",
        "A[^n]\n\n[^n]: a@b",
        "<p title=\"a@b\">c@d</p>",
        "<a href=\"https://x.example/@y\">z@</a>",
        "- [x] a@b",
        "a [see b@c @key, p. 1 d@e]",
        "::: note {title=\"a@b\"}\nc@d\n:::",
        "::: question {#q}\nA [[b@c|d@]] and [[e@ / *f@g]]\n:::",
        "::: dialogue\nA@b\n: c@d {rupture=e@f}\n\n  > g@h\n:::",
        "::: question {#q}\nA@?\n\n- [x] b@c\n\n  d@\n- [ ] e@\n:::",
        "::: scenario {#s title=\"a@b\"}\nc@\n\n### D@e {#f}\n\n- [g@h](#i)\n\n  j@\n\n### K {#i ending=repaired}\n\nl@\n:::",
    ];
    for character in characters {
        let code = u32::from(character.chars().next().unwrap());
        for spelling in [character.to_owned(), format!("&#{code};"), format!("&#x{code:x};"), format!("&#X0{code:X};")]
        {
            for place in places {
                let body = place
                    .replace("@key", "@\u{0}ey")
                    .replace('@', &spelling)
                    .replace(&format!("{spelling}\u{0}ey"), "@key");
                let page = parsed(&body).value;
                let all = format!("{:?} {:?} {:?}", page.blocks, page.outline.headings, page.outline.marks);
                let escaped: String = character.escape_debug().collect();
                assert!(!all.contains(&escaped) && !all.contains(character), "{body:?}: {all}");
            }
        }
    }
}

#[test]
fn raw_html_is_closed_where_the_element_around_it_ends() {
    for (body, expected) in [
        ("a <b>c\n\nd", "<p>a <b>c</b></p>\n<p>d</p>\n"),
        ("*a <b>c* d</b>", "<p><em>a <b>c</b></em> d</p>\n"),
        ("a </b> c", "<p>a  c</p>\n"),
        ("<div class=\"x\">\n\n*a*\n\n</div>\n\nb", "<div class=\"x\">\n<p><em>a</em></p>\n</div>\n<p>b</p>\n"),
        (
            "<details><summary>S</summary>\na\n\nb</details>\n\nc",
            "<details><summary>S</summary>\na\n<p>b</p>\n</details>\n<p>c</p>\n",
        ),
        ("<div>\n\na", "<div>\n<p>a</p>\n</div>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<a href=\"b.md\">c <a href=\"d.md\">e", "<p><a href=\"\">c </a><a href=\"\">e</a></p>\n"),
        ("[a <a href=\"b.md\">c</a>](d.md)", "<p><a href=\"\">a c</a></p>\n"),
        ("a <script>alert(1) *b*</script> c", "<p>a  c</p>\n"),
        ("a <script>alert(1)\n\nd", "<p>a </p>\n<p>d</p>\n"),
        ("<p id=\"cookie\">a</p>", "<p id=\"s-cookie\">a</p>"),
        ("<q cite=\"javascript:x\">a</q>", "<p><q>a</q></p>\n"),
        ("<input type=text onfocus=x checked>", "<input type=\"checkbox\" disabled=\"\" checked=\"\">"),
    ] {
        assert_eq!(html(body), expected, "{body}");
    }
}

#[test]
fn hostile_html_is_gone_whatever_its_dress() {
    for body in [
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<plaintext>a",
        "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<iframe src='https://x.example'></iframe>",
        "<a href='java&#10;script:alert(1)'>x</a>",
        "<form action='https://x.example'><button>x</button></form>",
        "<div style='background:url(https://x.example)'>x</div>",
        "<b title=\"a > Foo b\">c</b>",
        "<table><td>a<b></table>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<textarea><img title=\"</textarea><img src onerror=alert(1)>\">",
        "<base href='https://x.example'><meta http-equiv=refresh content='0;url=https://x.example'>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<title><img src=x onerror=alert(1)>",
        "<xmp><b onclick=x></xmp>",
        "<a\u{c}href=\"javascript:x\">a</a>",
        "<img\u{0} src=x onerror=alert(1)>",
        "<p title='\"><img src=x onerror=alert(1)>'>a</p>",
    ] {
        for body in [
            body.to_owned(),
            format!("text {body} text"),
            format!("- {body}\n\n  > {body}"),
            format!("| {body} |\n| --- |\n| a |"),
        ] {
            let clean = html(&body);
            for evil in
                ["<script", "<iframe", "<form", "<svg", "<base", "<meta", "<style", " onerror=alert", "javascript:"]
            {
                assert!(
                    !clean.replace(['"', '\''], "").contains(evil) || !ammonia_removes(&clean),
                    "{body} left {clean}"
                );
            }
            assert!(!ammonia_removes(&clean), "{body} left {clean}");
        }
    }
}

#[test]
fn raw_tags_without_end_cost_what_they_are_long() {
    let limit =
        |body: &str| parsed(body).diagnostics.iter().filter(|finding| finding.code == Code::MarkdownTooDeep).count();
    assert_eq!(limit(&"<div>".repeat(4000)), 1);
    assert_eq!(limit(&format!("<div>\n\n{}", "<b id=x>a\n\n".repeat(500))), 0);
    assert!(html(&"<a href=\"x.md\">".repeat(800)).len() < 800 * 40);
}

#[test]
fn a_note_that_hidden_text_alone_mentions_is_hidden_with_it() {
    let body = "Open[^o].\n\n::: question {#q}\nWhich[^s]?\n\n- [x] a[^s]\n\n  Feedback[^f] and[^o].\n- [ ] b\n\n  Other[^f].\n\n\
                Explained[^e].\n:::\n\nLater[^l].\n\n[^o]: OPEN\n[^s]: STEM\n[^f]: FEEDBACK, see[^g]\n[^g]: DEEPER\n[^e]: EXPLANATION\n[^l]: LATER\n";
    let page = parsed(body).value;
    let Some(Block::Prose(foot)) = page.blocks.last() else { panic!("{:?}", page.blocks) };
    assert_eq!(foot.text(), "OPEN STEM LATER");
    let item = items(&page.blocks)[0];
    let Answer::Single(choices) = &item.answer else { panic!("{item:?}") };
    assert!(choices[0].feedback.text().contains("FEEDBACK, see") && choices[0].feedback.text().contains("DEEPER"));
    assert!(choices[1].feedback.text().contains("FEEDBACK") && item.explanation.text().contains("EXPLANATION"));
    let numbers = |prose: &Prose| {
        let html = prose.html().into_owned();
        html.split("id=\"fn-")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let all: Vec<String> =
        [&choices[0].feedback, &choices[1].feedback, &item.explanation, foot].into_iter().flat_map(numbers).collect();
    assert_eq!(all, ["3", "4", "5", "6", "7", "1", "2", "8"]);
    assert!(foot.html().contains("<li id=\"fn-8\" value=\"8\">"));
}

#[test]
fn a_note_is_copied_into_so_many_hidden_texts_and_no_more() {
    let question = "::: question {#q@}\nS?\n\nModel[^a] and again[^a].\n:::\n\n";
    let questions: String = (0..30).map(|number| question.replace('@', &number.to_string())).collect();
    let page = parsed(&format!("{questions}[^a]: NOTE\n"));
    assert_eq!(format!("{:?}", page.value.blocks).matches("NOTE").count(), 20);
    assert_eq!(page.diagnostics.iter().filter(|finding| finding.code == Code::FootnoteRepeated).count(), 20);
    let page = parsed(&format!("Open[^a].\n\n{questions}[^a]: NOTE\n"));
    assert_eq!(format!("{:?}", page.value.blocks).matches("NOTE").count(), 1);
    assert!(page.diagnostics.is_empty());
}

#[test]
fn notes_of_hints_model_answers_and_exchanges_are_hidden_with_them() {
    let body = ":::: question {#q}\nS?\n\nModel[^a].\n\n::: hint\nHint[^b].\n:::\n::::\n\n::: dialogue\nA\n: b\n\n  > Note[^c].\n:::\n\n\
                ::: scenario {#s}\n### A {#a}\n\n- [b](#b)\n\n  Said[^d].\n\n### B {#b ending=repaired}\n\nEnd[^e].\n:::\n\n\
                :::: practice {#p}\n### L {level=1}\n\n> c\n\n::: model\nM[^f].\n:::\n\n::: next\nN[^g].\n:::\n\n::: criteria\n- d\n:::\n::::\n\n\
                [^a]: SECRET\n[^b]: SECRET\n[^c]: SECRET\n[^d]: SECRET\n[^e]: SECRET\n[^f]: SECRET\n[^g]: SECRET\n";
    let page = parsed(body).value;
    assert!(!matches!(page.blocks.last(), Some(Block::Prose(_))), "{:?}", page.blocks.last());
    assert_eq!(format!("{:?}", page.blocks).matches("SECRET").count(), 7);
}

#[test]
fn columns_are_aligned_by_class() {
    let html = html("| a | b | c | d |\n| :- | :-: | -: | - |\n| e | f | g | h |\n");
    for cell in ["<th class=\"align-start\">a", "<td class=\"align-center\">f", "<td class=\"align-end\">g", "<td>h"] {
        assert!(html.contains(cell), "{cell}: {html}");
    }
    assert!(!html.contains("style"), "{html}");
}

#[test]
fn raw_html_of_a_trusted_author_has_no_control_characters() {
    let blocks = parsed_as("<b title=\"a\u{1}b\u{fffe}\">c</b>\u{7f}\n\n<div\u{3}>\nd\n</div>\n", HtmlPolicy::Trust)
        .value
        .blocks;
    let [Block::Prose(prose)] = &blocks[..] else { panic!("one run of text: {blocks:?}") };
    assert!(prose.html().contains("<b title=\"ab\">c</b>"), "{}", prose.html());
    assert!(!prose.html().contains(['\u{1}', '\u{3}', '\u{7f}', '\u{fffe}']), "{:?}", prose.html());
}

#[test]
fn what_begins_in_a_script_and_ends_after_it_is_not_written() {
    for (body, told) in [
        ("<script>x</script><script><script>\n> <script>a</script> b *c*\n\nd\n", "b *c*"),
        ("<style>\n- a </style> b\n\nd\n", "d"),
        ("e <script> *a </script> b* f\n", "b"),
        ("<script>\n\n| a </script> b | c |\n| - | - |\n| e | f |\n", "f"),
        ("e <script> ![a </script> b](x.svg) f\n", "e"),
        ("> <b><script>\n> - a </script></b> b\n\nd\n", "d"),
    ] {
        let html = html(body);
        assert!(html.contains(told) && !html.contains("script"), "{body}: {html}");
        for name in ["p", "em", "blockquote", "ul", "li", "b", "table", "td"] {
            let (open, close) =
                (html.matches(&format!("<{name}>")).count(), html.matches(&format!("</{name}>")).count());
            assert_eq!(open, close, "{name} in {body}: {html}");
        }
    }
}

//! Values and includes in the text of a page, and places in the files they come from.

use super::*;
use crate::content::parse_whole;
use crate::course::{Block, Destination};
use crate::diagnostic::{Place, placed};
use crate::source::Digest;

const PAGE: &str = "content/01-a/02-b.md";

fn shared(values: &[(&str, &str)], includes: &[(&str, &str)]) -> SharedTexts {
    let text = |(name, text): &(&str, &str)| {
        let path = CoursePath::new(&format!("content/_shared/{name}.md"));
        ((*name).to_owned(), SharedText { path, text: (*text).into(), digest: Digest::of(text.as_bytes()) })
    };
    SharedTexts {
        values: values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        includes: includes.iter().map(text).collect(),
    }
}

/// The page as HTML where it is running text, and what was found: code, file and the text there.
fn read(body: &str, shared: &SharedTexts) -> (String, Vec<String>) {
    let text = format!("---\ntitle: T\n---\n{body}");
    let path = CoursePath::new(PAGE);
    let page = parse_whole(&path, &text, shared, ParseOptions::default());
    let origin = page.whole.origin.clone();
    let found = page.diagnostics.iter().map(|finding| placed(finding, &|_| origin.as_deref()));
    let found = found.chain(page.whole.diagnostics.iter().cloned()).map(|finding| {
        let Place::At(span) = finding.place else { panic!("no place") };
        let other = shared.includes.iter().find(|(_, include)| FileId::of(&include.path) == span.file);
        let (name, source) = other.map_or(("page", &*text), |(name, include)| (name, &*include.text));
        format!("{} {name} `{}`", finding.code, &source[span.range()])
    });
    let found = found.collect();
    let html = page.parsed.blocks.iter().map(|block| match block {
        Block::Prose(prose) => prose.html().into_owned(),
        other => format!("{other:?}"),
    });
    (html.collect::<String>().trim_end().to_owned(), found)
}

#[test]
fn a_value_stands_wherever_text_can_and_not_in_code() {
    let shared = shared(&[("dose", "50 minutes"), ("odd", "a *b* <c> | [d]")], &[]);
    let html = |body: &str| {
        let (html, found) = read(body, &shared);
        assert_eq!(found, [""; 0], "{body}");
        html
    };
    assert_eq!(html("A session has {{value.dose}}.\n"), "<p>A session has 50 minutes.</p>");
    assert!(html("## In {{ value.dose }}\n").contains(">In 50 minutes</h2>"));
    assert_eq!(html("*{{value.dose}}* and [{{value.dose}}](https://example.org)\n").matches("50 minutes").count(), 2);
    assert_eq!(html("It is {{value.odd}}.\n"), "<p>It is a *b* &lt;c&gt; | [d].</p>");
    assert!(html("| a |\n|---|\n| {{value.odd}} |\n").contains("<td>a *b* &lt;c&gt; | [d]</td>"));
    for code in ["`{{value.dose}}`\n", "```\n{{value.dose}}\n```\n", "    {{value.dose}}\n", "\\{{value.dose}}\n"] {
        assert!(html(code).contains("{{value.dose}}"), "{code}");
    }
    assert_eq!(html("a <!-- {{value.none}} --> b\n").matches("none").count(), 0);
    assert!(html("<div>{{value.odd}}</div>\n").contains("a *b* &lt;c&gt; | [d]"));
    let item = html("::: question {#q}\nHow long? [[{{value.dose}}]]\n\n> In the text: {{value.dose}}\n:::\n");
    assert!(item.contains("50 minutes") && !item.contains("{{"), "{item}");
    let options = html(
        "::: note {title=\"T {{value.dose}}\"}\nx\n:::\n\n::: question {#q}\nHow long?\n\n- [x] {{value.dose}}\n  > Yes: {{value.dose}}\n- [ ] an hour\n  > No.\n:::\n",
    );
    assert!(options.matches("50 minutes").count() >= 3 && !options.contains("{{"), "{options}");
}

#[test]
fn a_value_in_an_address_is_part_of_it() {
    let shared = shared(&[("site", "https://example.org/a_b"), ("version", "2.1")], &[]);
    let page = "[a]({{value.site}}) {{value.site}} [b](https://example.org/{{value.version}}/c)\n";
    let text = format!("---\ntitle: T\n---\n{page}");
    let page = parse_whole(&CoursePath::new(PAGE), &text, &shared, ParseOptions::default());
    let address = |link: &crate::course::Link| match &link.destination {
        Destination::External(address) => address.clone(),
        other => panic!("{other:?}"),
    };
    let addresses: Vec<String> = page.parsed.outline.links.iter().map(address).collect();
    assert_eq!(addresses, ["https://example.org/a_b", "https://example.org/a_b", "https://example.org/2.1/c"]);
}

#[test]
fn an_unknown_value_is_an_error_with_what_was_meant() {
    let shared = shared(&[("dose", "50")], &[]);
    assert_eq!(read("a {{value.doze}} b\n", &shared).1, ["value-unknown page `{{value.doze}}`"]);
    assert_eq!(read("a {{dose}} b\n", &shared).1, ["value-unknown page `{{dose}}`"]);
    assert_eq!(read("a {{values.dose}} {{value.other}}\n", &shared).1.len(), 2);
    assert_eq!(read("a {{< x >}}\n", &shared).1, ["foreign-mark page `{{< x >}}`"]);
}

#[test]
fn an_include_is_blocks_of_the_page() {
    let shared = shared(
        &[("phone", "988")],
        &[
            ("crisis", "If you are in danger, call {{value.phone}}.\n\n- now\n"),
            ("note", "::: note\nText.\n:::\n"),
            ("outer", "Before.\n\n{{include crisis}}\nAfter.\n"),
            ("link", "See [it](../01-a/02-b.md) and [here](#x).\n\n## X\n"),
        ],
    );
    let html = |body: &str| {
        let (html, found) = read(body, &shared);
        assert_eq!(found, [""; 0], "{body}");
        html
    };
    let crisis = "<p>If you are in danger, call 988.</p><ul><li>now</li></ul>";
    let plain = |html: String| html.replace('\n', "");
    assert_eq!(plain(html("{{include crisis}}\n")), crisis);
    assert_eq!(plain(html("One.\n{{include crisis.md}}\nTwo.")), format!("<p>One.</p>{crisis}<p>Two.</p>"));
    assert_eq!(plain(html("{{include outer}}")), format!("<p>Before.</p>{crisis}<p>After.</p>"));
    assert_eq!(plain(html("> {{include crisis}}\n")), format!("<blockquote>{crisis}</blockquote>"));
    assert!(plain(html("1. One\n\n   {{include crisis}}\n\n2. Two\n")).contains(crisis));
    assert!(html("{{include note}}\n").contains("Container"));
    assert_eq!(html("{{include link}}\n").matches("<h2").count(), 1);
    for code in ["`{{include crisis}}`\n", "```\n{{include crisis}}\n```\n", "<!-- {{include none}} -->\n"] {
        assert!(!html(code).contains("danger"), "{code}");
    }
}

#[test]
fn what_is_wrong_in_an_include_is_told_of_its_file() {
    let shared = shared(
        &[],
        &[
            ("bad", "Fine.\n\n::: nots\nx\n:::\n\n[a](javascript:x)\n"),
            ("open", "::: note\nText.\n"),
            ("stray", "Text.\n\n:::\n"),
            ("code", "Text.\n\n```\ncode\n"),
            ("comment", "Text.\n\n<!-- open\n"),
            ("front", "---\ntitle: A\n---\nText.\n"),
            ("value", "a {{value.none}}\n"),
            ("a", "{{include b}}\n"),
            ("b", "{{include a}}\n"),
            ("self", "{{include self}}\n"),
        ],
    );
    let found = |body: &str| read(body, &shared).1.join(", ");
    assert_eq!(found("{{include bad}}\n"), "container-unknown bad `::: nots`, link-unsafe bad `[a](javascript:x)`");
    assert_eq!(found("::: note\n{{include open}}\n:::\n"), "container-unclosed open `::: note`");
    assert_eq!(found("::: facilitator\n{{include stray}}\nSecret.\n:::\n"), "container-stray stray `:::`");
    assert_eq!(found("{{include code}}\n\n::: note\nx\n:::\n"), "include-form code `````");
    assert_eq!(found("{{include comment}}\n\nText.\n"), "include-form comment `<!-- open`");
    assert_eq!(found("{{include front}}\n"), "include-form front `---`");
    assert_eq!(found("{{include value}}\n"), "value-unknown value `{{value.none}}`");
    assert_eq!(found("{{include a}}\n"), "include-form b `{{include a}}`");
    assert_eq!(found("{{include self}}\n"), "include-form self `{{include self}}`");
    assert_eq!(found("{{include opne}}\n"), "include-unknown page `{{include opne}}`");
    assert_eq!(found("a {{include bad}}\n"), "include-form page `{{include bad}}`");
    assert_eq!(found("{{include: bad}}\n"), "include-form page `{{include: bad}}`");
}

#[test]
fn includes_have_an_end() {
    let names: Vec<String> = (0..12).map(|at| format!("d{at}")).collect();
    let texts: Vec<String> = (1..13).map(|at| format!("{{{{include d{at}}}}}\n")).collect();
    let deep: Vec<(&str, &str)> = names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(read("{{include d0}}\n", &shared(&[], &deep)).1, ["include-form d7 `{{include d8}}`"]);
    let (large, many) = ("word ".repeat(20_000), "{{include a}}\n\n".repeat(30));
    let wide = shared(&[], &[("a", &large), ("b", &many), ("c", &many.replace("include a", "include b"))]);
    let found = read("{{include c}}\n", &wide).1;
    assert!(!found.is_empty() && found.iter().all(|found| found.starts_with("include-form")), "{}", found.len());
}

#[test]
fn what_is_put_in_has_a_limit_that_is_said_once() {
    // Each of the eight includes the next a thousand times, and the last has nothing in it.
    let chain: Vec<(String, String)> = (0..8)
        .map(|at| {
            (
                format!("t{at}"),
                if at == 7 { String::new() } else { format!("{{{{include t{}}}}}\n", at + 1).repeat(1000) },
            )
        })
        .collect();
    let chain: Vec<(&str, &str)> = chain.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (_, found) = read("{{include t0}}\n", &shared(&[], &chain));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("include-form t"), "{found:?}");

    let large = "word ".repeat(300_000);
    let (html, found) = read(&"{{include large}}\n\n".repeat(20), &shared(&[], &[("large", &large)]));
    assert_eq!(found, ["include-form page `{{include large}}`"]);
    assert_eq!(html.matches("word").count(), 600_000);

    let value = "w".repeat(400);
    let (html, found) = read(&"{{value.a}} ".repeat(20_000), &shared(&[("a", &value)], &[]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(html.len() < 5 * 1024 * 1024);
}

//! What of a drawing stays, what goes, and what is said of it.

use super::clean;
use crate::source::{CoursePath, FileId};

fn cleaned(source: &str) -> (String, Vec<String>) {
    let outcome = clean(source, FileId::of(&CoursePath::new("content/a.svg")));
    let said = outcome.diagnostics.iter().map(|found| match found.place {
        crate::diagnostic::Place::At(span) => format!("{} {:?}", found.message, &source[span.range()]),
        crate::diagnostic::Place::File(_) => found.message.clone(),
    });
    (outcome.value.text, said.collect())
}

fn drawing(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>")
}

fn inside(source: &str) -> String {
    let (text, _) = cleaned(&drawing(source));
    let inner =
        text.strip_prefix("<svg xmlns=\"http://www.w3.org/2000/svg\">").and_then(|text| text.strip_suffix("</svg>\n"));
    inner.unwrap_or(&text).to_owned()
}

#[test]
fn what_draws_stays_as_it_is() {
    for picture in [
        "<g id=\"a\" class=\"b c\" transform=\"rotate(3)\"><path d=\"M0 0L1 1\" fill=\"none\" stroke=\"#c00\"/></g>",
        "<title id=\"t\">Ä &lt; b &amp; c</title><desc>Two\n  lines</desc>",
        "<text x=\"1\" xml:space=\"preserve\">a  <tspan font-weight=\"bold\">b</tspan> c</text>",
        "<style>.a{fill:url(#g)}</style><use href=\"#a\"/>",
        "<image href=\"data:image/png;base64,iVBORw0KGgo=\" width=\"2\"/>",
        "<a href=\"https://x.example/y?z=1#a\"><rect width=\"1\" height=\"1\" fill=\"red\"/></a>",
        "<style>rect{fill:red}</style><rect style=\"fill:blue\"/>",
        "<g style=\"mix-blend-mode:multiply\"/>",
        "<linearGradient id=\"g\" href=\"#h\"><stop offset=\"0\" stop-color=\"red\"/></linearGradient>",
        "<filter id=\"f\"><feGaussianBlur in=\"SourceAlpha\" stdDeviation=\"2\"/></filter>",
    ] {
        let (text, said) = cleaned(&drawing(picture));
        assert_eq!(inside(picture), picture, "{text}");
        assert_eq!(said, [""; 0], "{picture}");
    }
}

#[test]
fn what_a_style_declares_becomes_attributes() {
    for (written, published) in [
        (
            "<rect fill=\"blue\" style=\"fill:red;stroke-width:2px\" x=\"1\"/>",
            "<rect fill=\"red\" stroke-width=\"2px\" x=\"1\"/>",
        ),
        ("<g style=\"isolation:isolate;opacity:.5\"/>", "<g opacity=\".5\" style=\"isolation:isolate\"/>"),
        ("<g style=\"fill:url(#a)\"/>", "<g fill=\"url(#a)\"/>"),
    ] {
        assert_eq!(inside(written), published);
        assert_eq!(inside(published), published);
    }
}

#[test]
fn what_programs_note_for_themselves_goes_without_a_word() {
    let source = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
                  \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<!-- Made by x -->\n\
                  <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:i=\"http://inkscape.example\" i:version=\"1\" data-a=\"b\">\
                  <metadata><i:x/></metadata><i:view><i:y/></i:view><g i:label=\"Layer\"><rect/></g></svg>";
    let (text, said) = cleaned(source);
    assert_eq!(text, "<svg xmlns=\"http://www.w3.org/2000/svg\"><g><rect/></g></svg>\n");
    assert_eq!(said, [""; 0]);
}

#[test]
fn what_runs_or_loads_is_left_out_and_named_with_its_place() {
    for (source, left, said) in [
        ("<script>alert(1)</script><rect/>", "<rect/>", "the element `script` \"script\""),
        ("<rect onclick=\"a()\"/>", "<rect/>", "the attribute `onclick` \"onclick=\\\"a()\\\"\""),
        ("<foreignObject><b/></foreignObject>", "", "the element `foreignObject` \"foreignObject\""),
        ("<animate attributeName=\"href\" to=\"x\"/>", "", "the element `animate` \"animate\""),
        ("<use href=\"b.svg#x\"/>", "<use/>", "the attribute `href` of `use` \"href=\\\"b.svg#x\\\"\""),
        ("<a xlink:href=\" java&#10;script:a()\"/>", "<a/>", "the attribute `href`"),
        ("<image href=\"data:image/svg+xml;base64,AA\"/>", "<image/>", "the attribute `href`"),
        ("<image href=\"photo.png\"/>", "<image/>", "the attribute `href`"),
        ("<rect fill=\"url(http://x.example/a)\"/>", "<rect fill=\"url(data:,)\"/>", "an address in `fill`"),
        ("<style>@import 'x';</style>", "<style>/**/</style>", "an address in a style sheet \"style\""),
        ("<rect style=\"fill:u\\72l(x)\"/>", "<rect/>", "the attribute `style`"),
        ("<b xmlns=\"http://www.w3.org/1999/xhtml\"/>", "", "the element `b` \"b\""),
        ("<?xml-stylesheet href=\"x\"?>", "", "processing instructions"),
    ] {
        let (_, found) = cleaned(&drawing(source));
        assert_eq!(inside(source), left, "{source}");
        assert!(found.len() == 1 && found[0].contains(said.split(" \"").next().unwrap()), "{found:?}");
        if let Some((_, place)) = said.split_once(" \"") {
            assert!(found[0].ends_with(&format!(" \"{place}")), "{found:?}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_the_place() {
    let deep = format!("{}{}", "<g>".repeat(300), "</g>".repeat(300));
    for (source, why) in [
        ("not a <picture", "unknown token at 1:1"),
        ("<svg><rect></svg>", "expected 'rect' tag"),
        ("<html/>", "its outermost element is `html`"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", "it has entities of its own"),
        ("<svg>&a;</svg>", "unknown entity reference"),
        (&drawing(&deep), "nested more than 200 deep"),
        (&drawing(&"<a xmlns:b=\"c\"/>".repeat(5000)), "more than 4000 namespaces"),
    ] {
        let (text, said) = cleaned(source);
        assert_eq!(text, "", "{source}");
        assert!(said.len() == 1 && said[0].contains(why), "{why}: {said:?}");
    }
}

#[test]
fn a_picture_that_names_no_namespace_and_one_with_a_byte_order_mark_are_drawn() {
    let (text, said) = cleaned("\u{feff}<svg><rect onload=\"\"/></svg>");
    assert_eq!(text, "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>\n");
    assert!(said.len() == 1 && said[0].ends_with("\"onload=\\\"\\\"\""), "{said:?}");
}

#[test]
fn what_is_no_markup_stays_as_it_is() {
    assert_eq!(cleaned("no picture"), ("no picture".to_owned(), Vec::new()));
}

#[test]
fn what_was_cleaned_is_clean() {
    let hostile = drawing(
        "<style>@im@import x;port 'y';</style><a href=\"&#106;avascript:a()\" onclick=\"b\">c</a><set to=\"d\"/>",
    );
    let (once, _) = cleaned(&hostile);
    let (twice, said) = cleaned(&once);
    assert_eq!(once, twice);
    assert_eq!(said, [""; 0]);
}

#[test]
fn a_picture_has_the_size_that_its_outermost_element_says() {
    let size = |attributes: &str| {
        super::size(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\"{attributes}><path d=\"M0 0\"/></svg>"))
    };
    assert_eq!(size(" width=\"64px\" height=\"32.4\""), Some((64, 32)));
    assert_eq!(size(" viewBox=\"0 0 480 180\""), Some((1200, 450)));
    assert_eq!(size(" width=\"100%\" height=\"auto\" viewBox=\"0,0,10,20\""), Some((1200, 2400)));
    for none in ["", " width=\"10\"", " viewBox=\"0 0 0 0\"", " width=\"0\" height=\"5\""] {
        assert_eq!(size(none), None, "{none}");
    }
}

#[test]
fn a_few_lines_do_not_ask_for_more_than_a_browser_draws() {
    let many = |one: &dyn Fn(usize) -> String| (1..=12).fold(String::new(), |all, number| all + &one(number));
    let first = "<g id=\"a0\"><path d=\"M0 0h9\"/></g>";
    for (what, group) in [
        ("use", "<use href=\"#aBEFORE\"/>"),
        ("an older use", "<use xlink:href=\"#aBEFORE\"/>"),
        ("a pattern", "<rect fill=\"url(#aBEFORE)\"/>"),
        ("a quoted address", "<rect style=\"mask: url( '#aBEFORE' )\"/>"),
    ] {
        let groups = many(&|number| {
            let inner = group.replace("BEFORE", &(number - 1).to_string()).repeat(10);
            format!("<g id=\"a{number}\">{inner}</g>")
        });
        let (text, said) = cleaned(&drawing(&format!("{first}{groups}")));
        assert!(
            text.is_empty() && said.len() == 1 && said[0].contains("more than 500000 elements"),
            "{what}: {said:?}"
        );
    }
    let itself = drawing("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>");
    let often = drawing(&format!("{first}{}", "<use href=\"#a0\"/>".repeat(1000)));
    for fine in [itself, often] {
        assert!(!cleaned(&fine).0.is_empty());
    }
    let chain = (1..3000).fold(String::new(), |chain, number| {
        chain + &format!("<g id=\"a{number}\"><use href=\"#a{}\"/></g>", number - 1)
    });
    assert!(cleaned(&drawing(&format!("{chain}{first}"))).0.is_empty());
}

#[test]
fn a_picture_without_an_area_is_none() {
    for attribute in ["viewBox=\"0 0 0 -1\"", "viewBox=\"0,0,9,0\"", "width=\"0\"", "height=\"-2px\""] {
        let source = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attribute}><path d=\"M0 0h9\"/></svg>");
        let (text, said) = cleaned(&source);
        assert_eq!((text.as_str(), said.len()), ("", 1), "{said:?}");
        assert!(said[0].contains("has no area") && said[0].ends_with(&format!("{attribute:?}")), "{said:?}");
    }
}

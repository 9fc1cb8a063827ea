//! Raw HTML of an author who is trusted: it is printed as it is written, but for addresses of the course's own files, which
//! depend on the whole course. And what of it the site's own Content-Security-Policy keeps from working.

use std::ops::Range;

use super::scan::{Attribute, Tag, tags};

/// A part of raw HTML that is not printed as it stands, or of which there is something to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The value of an attribute is an address.
    Address {
        /// Where it stands, without quotation marks.
        value: Range<usize>,
        /// Whether quotation marks stand around it.
        is_quoted: bool,
        /// Whether what it names is shown or run in place.
        embedded: bool,
    },
    /// The name of a place.
    Id(Range<usize>),
    /// What browsers will not do: "the element `style`".
    Blocked(String, Range<usize>),
}

/// What there is to do about the tags of some raw HTML, by rising place.
pub(crate) fn pieces(raw: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for Tag { name, attributes } in tags(raw) {
        let element = raw[name.clone()].to_ascii_lowercase();
        if is_blocked(raw, &element, &attributes) {
            pieces.push(Piece::Blocked(format!("the element `{element}`"), name));
            continue;
        }
        for Attribute { name, value, is_quoted } in attributes {
            let key = raw[name.clone()].to_ascii_lowercase();
            if key == "style" || key.starts_with("on") && key.len() > 2 {
                pieces.push(Piece::Blocked(format!("the attribute `{key}`"), name));
            } else if key == "srcset" {
                pieces.extend(candidates(raw, value));
            } else if key == "id" || element == "a" && key == "name" {
                pieces.push(Piece::Id(value));
            } else if let Some(embedded) = address(&element, &key) {
                pieces.push(Piece::Address { value, is_quoted, embedded });
            }
        }
    }
    pieces
}

/// Frames, plug-ins, and scripts and styles in the page itself. A script that is data (`application/json`) is none.
fn is_blocked(raw: &str, element: &str, attributes: &[Attribute]) -> bool {
    let value = |wanted: &str| {
        let named = |attribute: &&Attribute| raw[attribute.name.clone()].eq_ignore_ascii_case(wanted);
        attributes.iter().find(named).map(|attribute| raw[attribute.value.clone()].to_ascii_lowercase())
    };
    match element {
        "style" | "iframe" | "frame" | "object" | "embed" | "applet" | "base" => true,
        "script" => {
            let runs =
                value("type").is_none_or(|kind| kind.is_empty() || kind == "module" || kind.contains("javascript"));
            runs && value("src").is_none()
        }
        "form" => value("action").is_some(),
        _ => false,
    }
}

/// Whether an attribute is an address; inside, whether what it names is shown or run in place.
fn address(element: &str, attribute: &str) -> Option<bool> {
    match (element, attribute) {
        ("a" | "area", "href") => Some(false),
        ("img" | "audio" | "video" | "source" | "track" | "script", "src") | ("video", "poster") | ("link", "href") => {
            Some(true)
        }
        _ => None,
    }
}

/// The addresses in a `srcset`: each before its width or density, with commas between.
fn candidates(raw: &str, value: Range<usize>) -> impl Iterator<Item = Piece> {
    let start = value.start;
    let mut at = start;
    raw[value].split(',').filter_map(move |candidate| {
        let from = at + candidate.len() - candidate.trim_start().len();
        at += candidate.len() + 1;
        let length = candidate.trim_start().find(char::is_whitespace).unwrap_or(candidate.trim().len());
        (length > 0).then_some(Piece::Address { value: from..from + length, is_quoted: true, embedded: true })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_places_and_what_is_blocked_are_found() {
        let found = |raw: &'static str| -> Vec<String> {
            let piece = |piece| match piece {
                Piece::Address { value, embedded, .. } => {
                    format!("{} {}", if embedded { "shows" } else { "leads to" }, &raw[value])
                }
                Piece::Id(value) => format!("is {}", &raw[value]),
                Piece::Blocked(what, _) => format!("blocks {what}"),
            };
            pieces(raw).into_iter().map(piece).collect()
        };
        assert_eq!(found("<a href='b.md' id=x>y</a>"), ["leads to b.md", "is x"]);
        assert_eq!(
            found("<img src=a.png srcset=\"a.png 1x, b.png 2x\">"),
            ["shows a.png", "shows a.png", "shows b.png"]
        );
        assert_eq!(
            found("<p style='x' onclick=y>"),
            ["blocks the attribute `style`", "blocks the attribute `onclick`"]
        );
        assert_eq!(found("<script>let a = '<img src=b>';</script><style>p{}</style>").len(), 2);
        assert_eq!(found("<script type=\"application/json\">{}</script>"), [""; 0]);
        assert_eq!(found("<script src='own.js'></script>"), ["shows own.js"]);
        assert_eq!(found("<!-- <iframe src=x> -->"), [""; 0]);
    }
}

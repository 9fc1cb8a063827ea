//! Raw HTML in Markdown: the allow-list, and what raw HTML says by it, tag by tag ([`tokens`]).
//!
//! Safety rests on two things. Raw HTML is read by html5ever's tokenizer, which reads tags as browsers do. And nothing of it
//! is printed as it was written: a page gets names from the lists here, and values and text that are escaped. Where tags
//! belong is decided by whoever writes them ([`super::prose`]). The tests have ammonia, a sanitizer that parses whole
//! documents, look for what should not be there.

mod blocked;
mod hiding;
mod removed;
mod scan;
mod tokens;

pub(crate) use blocked::{Piece, pieces};
pub(crate) use hiding::{InBraces, attributes_in_braces, braces_end, hides_in_braces, is_hiding_class, is_not_shown};
pub(crate) use removed::{RawMedia, raw_media, removed};
pub(crate) use scan::{Attribute, tags};
pub(crate) use tokens::{RawToken, Value, decoded, tokens};

/// Elements that stay, each with the attributes of its own that stay.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("abbr", &[]),
    ("audio", &["src", "controls", "preload", "loop", "muted"]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("dd", &[]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding"]),
    // Only ever a disabled checkbox, as in a task list: see [`tokens`].
    ("input", &["type", "disabled", "checked"]),
    ("ins", &["datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("ol", &["start", "reversed", "type"]),
    ("p", &[]),
    ("pre", &["tabindex"]),
    ("q", &["cite"]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &[]),
    ("small", &[]),
    ("source", &["src", "type"]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "headers", "scope"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("video", &["src", "controls", "preload", "poster", "width", "height", "loop", "muted", "playsinline"]),
    ("wbr", &[]),
];

/// Attributes that stay on every element.
const EVERYWHERE: &[&str] = &["id", "class", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "tabindex"];

/// Elements without content and without an end.
const VOID: [&str; 8] = ["br", "col", "hr", "img", "input", "source", "track", "wbr"];

/// Elements that part what stands before them from what stands after them.
const BLOCKS: [&str; 31] = [
    "audio",
    "blockquote",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements in which no term of the glossary is linked.
const CLOSED: [&str; 17] = [
    "a", "abbr", "button", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "samp", "select",
    "summary", "th",
];

/// Whether this attribute holds an address; `true` inside when what it names is shown in place.
fn address_attribute(element: &str, attribute: &str) -> Option<bool> {
    match (element, attribute) {
        ("a", "href") => Some(false),
        ("img" | "audio" | "video" | "source" | "track", "src") | ("video", "poster") => Some(true),
        _ => None,
    }
}

/// An element of the allow-list with the attributes of its own.
fn allowed(name: &str) -> Option<(&'static str, &'static [&'static str])> {
    ELEMENTS.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|at| ELEMENTS[at])
}

/// Whether an element has neither content nor an end.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether an element parts what stands before it from what stands after it.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether no term of the glossary is linked in an element.
pub(crate) fn is_closed(name: &str) -> bool {
    CLOSED.contains(&name)
}

/// Whether the end tag of an element may be left out (WHATWG HTML, 13.1.2.4).
pub(crate) fn may_lack_end(name: &str) -> bool {
    const OPTIONAL: [&str; 13] =
        ["p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "colgroup", "rt", "rp"];
    name == "caption" || OPTIONAL.contains(&name)
}

/// Whether an open element ends where another one begins, its own end left out (WHATWG HTML, 13.1.2.4).
pub(crate) fn ends_at(open: &str, next: &str) -> bool {
    match open {
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot" | "thead"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot" | "thead"),
        "thead" | "tbody" | "tfoot" | "caption" | "colgroup" => matches!(next, "tbody" | "tfoot" | "thead"),
        "rt" | "rp" => matches!(next, "rt" | "rp"),
        "p" => is_block(next) && !matches!(next, "br" | "audio"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_in_order() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| name));
    }
}

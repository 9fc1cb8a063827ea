//! Raw HTML in Markdown: the allow-list, the sanitizer, and what to say about what it removed.
//!
//! Safety rests on ammonia alone, which sees a whole stretch of running text with everything Attune made in it. The
//! small reader of tags here only tells authors what will be missing; it never decides what stays.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex};

use ammonia::Builder;

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
    // Only ever a disabled checkbox, as in a task list: its type is set by `builder`.
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

/// Attributes that stay on every element. `tabindex` is there for scrolling tables, which Attune makes itself.
const EVERYWHERE: &[&str] = &["id", "class", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "tabindex"];

/// Elements whose content goes with them.
const WITH_CONTENT: [&str; 2] = ["script", "style"];

/// Whether this attribute holds an address; `true` inside when what it names is shown in place.
fn address_attribute(element: &str, attribute: &str) -> Option<bool> {
    match (element, attribute) {
        ("a", "href") => Some(false),
        ("img" | "audio" | "video" | "source" | "track", "src") | ("video", "poster") => Some(true),
        _ => None,
    }
}

/// An address met in raw HTML, in the order met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawAddress {
    /// As written, without entities.
    pub(crate) value: String,
    /// Whether it is shown in place.
    pub(crate) embedded: bool,
}

/// Sanitizes a stretch of HTML. Each address that is not one of Attune's own marks is replaced by a mark made by
/// `mark(n)` with `n` counting from 0, and returned.
pub(crate) fn sanitize(html: &str, mark: fn(usize) -> String) -> (String, Vec<RawAddress>) {
    let found: Arc<Mutex<Vec<RawAddress>>> = Arc::default();
    let sink = Arc::clone(&found);
    let mut builder = builder();
    builder.attribute_filter(move |element, attribute, value| {
        let Some(embedded) = address_attribute(element, attribute) else { return Some(Cow::Borrowed(value)) };
        if value.starts_with('\u{1}') || value.starts_with("#s-fn") {
            return Some(Cow::Borrowed(value));
        }
        let mut addresses = sink.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        addresses.push(RawAddress { value: value.to_owned(), embedded });
        Some(Cow::Owned(mark(addresses.len() - 1)))
    });
    let clean = builder.clean(html).to_string();
    let addresses = std::mem::take(&mut *found.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    (clean, addresses)
}

fn builder() -> Builder<'static> {
    static TAGS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> =
        LazyLock::new(|| ELEMENTS.iter().map(|(tag, own)| (*tag, own.iter().copied().collect())).collect());
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.keys().copied().collect())
        .tag_attributes(TAGS.clone())
        .generic_attributes(EVERYWHERE.iter().copied().collect())
        .set_tag_attribute_values(HashMap::from([("input", HashMap::from([("type", "checkbox"), ("disabled", "")]))]))
        .clean_content_tags(WITH_CONTENT.into_iter().collect())
        .url_schemes(["http", "https", "mailto", "tel", "term"].into_iter().collect())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .id_prefix(Some("s-"));
    builder
}

/// Something in raw HTML that the sanitizer takes away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Removed {
    /// What: "the element `script`", "the attribute `onclick`".
    pub(crate) what: String,
    /// Where in the text given.
    pub(crate) range: Range<usize>,
}

/// Tells what of this raw HTML will be missing.
pub(crate) fn removed(raw: &str) -> Vec<Removed> {
    static ALLOWED: LazyLock<BTreeMap<&'static str, &'static [&'static str]>> =
        LazyLock::new(|| ELEMENTS.iter().copied().collect());
    let mut removed = Vec::new();
    for tag in tags(raw) {
        let name = raw[tag.name.clone()].to_ascii_lowercase();
        let Some(own) = ALLOWED.get(name.as_str()) else {
            removed.push(Removed { what: format!("the element `{name}`"), range: tag.name });
            continue;
        };
        for range in tag.attributes {
            let attribute = raw[range.clone()].to_ascii_lowercase();
            if !own.contains(&attribute.as_str()) && !EVERYWHERE.contains(&attribute.as_str()) {
                removed.push(Removed { what: format!("the attribute `{attribute}`"), range });
            }
        }
    }
    removed
}

/// Whether raw HTML is nothing but comments and white space, which are left out without a word.
pub(crate) fn only_comments(raw: &str) -> bool {
    let mut rest = raw.trim_start();
    while let Some(inner) = rest.strip_prefix("<!--") {
        match inner.find("-->") {
            Some(end) => rest = inner[end + 3..].trim_start(),
            None => return true,
        }
    }
    rest.is_empty()
}

/// An opening tag: where its name and its attributes' names stand.
struct Tag {
    name: Range<usize>,
    attributes: Vec<Range<usize>>,
}

/// Opening tags in raw HTML, leaving out comments.
fn tags(raw: &str) -> Vec<Tag> {
    let bytes = raw.as_bytes();
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = raw[at..].find('<').map(|offset| at + offset) {
        if raw[open..].starts_with("<!--") {
            at = raw[open..].find("-->").map_or(raw.len(), |end| open + end + 3);
            continue;
        }
        let end = run(bytes, open + 1, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !bytes.get(open + 1).is_some_and(u8::is_ascii_alphabetic) {
            at = open + 1;
            continue;
        }
        let (attributes, after) = attribute_names(bytes, end);
        tags.push(Tag { name: open + 1..end, attributes });
        at = after;
    }
    tags
}

fn attribute_names(bytes: &[u8], mut at: usize) -> (Vec<Range<usize>>, usize) {
    let mut names = Vec::new();
    loop {
        at = run(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        if at >= bytes.len() || bytes[at] == b'>' {
            return (names, at);
        }
        let end = run(bytes, at + 1, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/'));
        names.push(at..end);
        at = run(bytes, end, |byte| byte.is_ascii_whitespace());
        if bytes.get(at) == Some(&b'=') {
            at = value_end(bytes, run(bytes, at + 1, |byte| byte.is_ascii_whitespace()));
        }
    }
}

fn value_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(quote @ (b'"' | b'\'')) => run(bytes, at + 1, |byte| byte != *quote) + 1,
        _ => run(bytes, at, |byte| !byte.is_ascii_whitespace() && byte != b'>'),
    }
    .min(bytes.len())
}

fn run(bytes: &[u8], from: usize, keep: impl Fn(u8) -> bool) -> usize {
    from + bytes[from.min(bytes.len())..].iter().take_while(|byte| keep(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(html: &str) -> String {
        sanitize(html, |n| format!("\u{1}A{n}\u{2}")).0
    }

    #[test]
    fn hostile_html_is_gone_whatever_its_dress() {
        for html in [
            "<script>alert(1)</script>",
            "<scr<script>ipt>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
            "<iframe src='https://x.example'></iframe>",
            "<a href='java&#10;script:alert(1)'>x</a>",
            "<form action='https://x.example'><button>x</button></form>",
            "<div style='background:url(https://x.example)'>x</div>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "<base href='https://x.example'><meta http-equiv=refresh content='0;url=https://x.example'>",
        ] {
            let clean = clean(html);
            for evil in
                ["script", "onerror", "onload", "iframe", "style", "x.example", "<form", "<svg", "<base", "<meta"]
            {
                assert!(!clean.contains(evil), "{html} left {clean}");
            }
        }
    }

    #[test]
    fn harmless_html_stays_and_its_addresses_are_handed_over() {
        let html = "<figure><img src=\"a.svg\" alt=\"A\"></figure><details open><summary>s</summary><a href='b.md#c'>t</a></details>";
        let (clean, addresses) = sanitize(html, |n| format!("\u{1}A{n}\u{2}"));
        assert!(clean.contains("<img src=\"\u{1}A0\u{2}\" alt=\"A\">"), "{clean}");
        assert!(clean.contains("<a href=\"\u{1}A1\u{2}\">t</a>"), "{clean}");
        let values: Vec<_> = addresses.iter().map(|address| (address.value.as_str(), address.embedded)).collect();
        assert_eq!(values, [("a.svg", true), ("b.md#c", false)]);
    }

    #[test]
    fn ids_are_prefixed_once() {
        assert_eq!(clean("<p id=\"cookie\">a</p><p id=\"s-b\">b</p>"), "<p id=\"s-cookie\">a</p><p id=\"s-b\">b</p>");
    }

    #[test]
    fn what_is_removed_is_named_with_its_place() {
        let raw = "<p onclick='a>b' class=x>\n<!-- <b style> --><ScRiPt src=y></p>";
        let found: Vec<_> = removed(raw).into_iter().map(|gone| (gone.what, raw[gone.range].to_owned())).collect();
        let expected = [("the attribute `onclick`", "onclick"), ("the element `script`", "ScRiPt")];
        assert_eq!(found, expected.map(|(what, text)| (what.to_owned(), text.to_owned())));
    }

    #[test]
    fn comments_are_told_from_markup() {
        assert!(only_comments(" <!-- a --> <!-- b -->\n"));
        assert!(only_comments("<!-- never closed"));
        assert!(!only_comments("<!-- a --><b>"));
    }
}

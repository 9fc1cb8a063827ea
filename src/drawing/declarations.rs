//! The declarations of `style` attributes. The policy that goes with a file refuses them where a picture is opened by itself, and so
//! they are published as attributes, which draw the same.

use roxmltree::Node;

use super::names;
use super::values::presentation;

/// Properties that are taken over as attributes although no browser reads them there: they draw in a `style` alone, or say several
/// things at once.
const STYLE_ALONE: [&str; 24] = [
    "clip",
    "color-rendering",
    "enable-background",
    "font",
    "font-feature-settings",
    "font-kerning",
    "font-variant-caps",
    "font-variant-ligatures",
    "font-variant-numeric",
    "inline-size",
    "isolation",
    "kerning",
    "line-height",
    "marker",
    "mix-blend-mode",
    "shape-inside",
    "shape-padding",
    "shape-subtract",
    "text-align",
    "text-indent",
    "text-orientation",
    "text-transform",
    "transform-box",
    "white-space",
];

/// The declarations by name in lower case, of which none begins with `-` but the course's own (`--own-`); `None` where they cannot
/// be told apart. Of several with one name the last one counts.
pub(super) fn declarations(style: &str) -> Option<Vec<(String, String)>> {
    if style.contains(['"', '\'']) && style.contains(';') && style.matches(['"', '\'']).count() % 2 == 1 {
        return None;
    }
    let (mut depth, mut quote) = (0_usize, None);
    let parts = style.split(|c: char| {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(open)) if open == c => quote = None,
            ('(', None) => depth += 1,
            (')', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ';' && quote.is_none() && depth == 0
    });
    let mut declared: Vec<(String, String)> = Vec::new();
    for (name, value) in parts.filter_map(|part| part.split_once(':')) {
        let name = name.trim().to_ascii_lowercase();
        let value = value.trim().trim_end_matches("!important").trim_end().to_owned();
        declared.retain(|(known, _)| *known != name);
        declared.push((name, value));
    }
    Some(declared)
}

/// What of a `style` is an attribute as well, and what is left of it.
pub(super) fn as_attributes(style: &str) -> Option<(Vec<(String, String)>, String)> {
    let is_attribute = |name: &str| names::is_presentation(name) && !STYLE_ALONE.contains(&name);
    let (attributes, rest): (Vec<_>, Vec<_>) =
        declarations(style)?.into_iter().partition(|(name, _)| is_attribute(name));
    // Notes of drawing programs draw nothing.
    let rest = rest.into_iter().filter(|(name, _)| !name.starts_with('-') || name.starts_with("--"));
    let rest: Vec<_> = rest.map(|(name, value)| format!("{name}:{value}")).collect();
    Some((attributes, rest.join(";")))
}

/// What an element's `style` says that becomes attributes, in the place of those of the same name.
pub(super) fn declared_by(node: Node<'_, '_>) -> Vec<(String, String)> {
    let style = node.attribute("style").and_then(|style| presentation("style", style));
    style.and_then(|style| as_attributes(&style)).map(|(attributes, _)| attributes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_attributes_say_too_is_taken_out() {
        let pairs = |all: Vec<(String, String)>| all.into_iter().map(|(name, value)| format!("{name}={value}"));
        let read = |style| as_attributes(style).map(|(all, rest)| (pairs(all).collect::<Vec<_>>().join(" "), rest));
        assert_eq!(
            read("fill:red; STROKE : url(#a;b) !important"),
            Some(("fill=red stroke=url(#a;b)".into(), String::new()))
        );
        assert_eq!(read("fill:red;fill:blue;-inkscape-x:1"), Some(("fill=blue".into(), String::new())));
        assert_eq!(
            read("mix-blend-mode:multiply;opacity:.5"),
            Some(("opacity=.5".into(), "mix-blend-mode:multiply".into()))
        );
        assert_eq!(read("font-family:'a;b',c"), Some(("font-family='a;b',c".into(), String::new())));
        assert_eq!(read("font-family:'a;b"), None);
    }
}

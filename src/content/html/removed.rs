//! What the allow-list takes away, for a finding with its place. This only tells authors what will be missing; it never
//! decides what stays.

use std::ops::Range;

use super::scan::tags;
use super::tokens::WITH_CONTENT;
use super::{EVERYWHERE, allowed};

/// Something in raw HTML that the sanitizer takes away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Removed {
    /// What: "the element `script`", "the attribute `onclick`".
    pub(crate) what: String,
    /// What becomes of what is in it; nothing for an attribute, or where nothing can be in it.
    pub(crate) content: &'static str,
    /// Where in the text given.
    pub(crate) range: Range<usize>,
}

/// Tells what of this raw HTML will be missing.
pub(crate) fn removed(raw: &str) -> Vec<Removed> {
    let mut removed = Vec::new();
    for tag in tags(raw) {
        let name = raw[tag.name.clone()].to_ascii_lowercase();
        let Some((_, own)) = allowed(&name) else {
            let content = match &*name {
                _ if WITH_CONTENT.contains(&&*name) => ", with all that is in it",
                "base" | "embed" | "link" | "meta" | "param" | "area" | "frame" => "",
                _ => "; the text in it stays",
            };
            removed.push(Removed { what: format!("the element `{name}`"), content, range: tag.name });
            continue;
        };
        for range in tag.attributes.into_iter().map(|attribute| attribute.name) {
            let attribute = raw[range.clone()].to_ascii_lowercase();
            // The old way to name a place.
            let is_id = name == "a" && attribute == "name";
            if !is_id && !own.contains(&attribute.as_str()) && !EVERYWHERE.contains(&attribute.as_str()) {
                removed.push(Removed { what: format!("the attribute `{attribute}`"), content: "", range });
            }
        }
    }
    removed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_removed_is_named_with_its_place() {
        let raw = "<p onclick='a>b' class=x>\n<!-- <b style> --><ScRiPt src=y></p>";
        let found: Vec<_> = removed(raw).into_iter().map(|gone| (gone.what, raw[gone.range].to_owned())).collect();
        let expected = [("the attribute `onclick`", "onclick"), ("the element `script`", "ScRiPt")];
        assert_eq!(found, expected.map(|(what, text)| (what.to_owned(), text.to_owned())));
    }
}

//! What the allow-list takes away, for a finding with its place. This only tells authors what will be missing; it never
//! decides what stays.

use std::ops::Range;

use super::hiding::{HIDDEN, hides};
use super::scan::{Attribute, tags};
use super::tokens::{WITH_CONTENT, decoded};
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
    /// What a frame would have shown.
    pub(crate) address: Option<String>,
    /// Whether browsers would not have shown what is in the element, which readers see now.
    pub(crate) hides: bool,
}

/// A film or a recording in raw HTML, which stays, but of which nobody looks at captions and transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawMedia {
    /// `video` or `audio`.
    pub(crate) name: &'static str,
    /// What is played; may be empty.
    pub(crate) address: String,
    /// Where in the text given.
    pub(crate) range: Range<usize>,
}

/// The films and recordings in this raw HTML.
pub(crate) fn raw_media(raw: &str) -> Vec<RawMedia> {
    let mut media: Vec<RawMedia> = Vec::new();
    for tag in tags(raw) {
        let name = raw[tag.name.clone()].to_ascii_lowercase();
        let address = value(raw, &tag.attributes, "src");
        match (name.as_str(), media.last_mut()) {
            ("video", _) => media.push(RawMedia { name: "video", address, range: tag.name }),
            ("audio", _) => media.push(RawMedia { name: "audio", address, range: tag.name }),
            ("source", Some(last)) if last.address.is_empty() => last.address = address,
            _ => {}
        }
    }
    media
}

/// The value of an attribute; empty where there is none.
fn value(raw: &str, attributes: &[Attribute], wanted: &str) -> String {
    let named = attributes.iter().find(|attribute| is(raw, attribute, wanted));
    named.map_or_else(String::new, |attribute| decoded(raw[attribute.value.clone()].trim()))
}

fn is(raw: &str, attribute: &Attribute, wanted: &str) -> bool {
    raw[attribute.name.clone()].eq_ignore_ascii_case(wanted)
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
            let key = match &*name {
                "iframe" | "frame" | "embed" => Some("src"),
                "object" => Some("data"),
                _ => None,
            };
            let address = key.map(|key| value(raw, &tag.attributes, key)).filter(|address| !address.is_empty());
            let hides =
                HIDDEN.contains(&&*name) || name == "dialog" && !tag.attributes.iter().any(|one| is(raw, one, "open"));
            removed.push(Removed { what: format!("the element `{name}`"), content, range: tag.name, address, hides });
            continue;
        };
        // Told once of an element.
        let mut is_hidden = false;
        for Attribute { name: range, value, .. } in tag.attributes {
            let attribute = raw[range.clone()].to_ascii_lowercase();
            let hides = hides(&attribute, &decoded(&raw[value]));
            // The old way to name a place.
            let is_id = name == "a" && attribute == "name";
            let stays = is_id || own.contains(&attribute.as_str()) || EVERYWHERE.contains(&attribute.as_str());
            let is_told = if hides { !std::mem::replace(&mut is_hidden, true) } else { !stays };
            if is_told {
                removed.push(Removed {
                    what: format!("the attribute `{attribute}`"),
                    content: "",
                    range,
                    address: None,
                    hides,
                });
            }
        }
    }
    removed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_frames_show_and_players_play_is_known() {
        let raw =
            "<iframe width=1 src=\"https://e.x/?a=1&amp;b=2\"></iframe><object data=a.pdf></object><iframe></iframe>";
        let shown: Vec<_> = removed(raw).into_iter().map(|gone| gone.address).collect();
        assert_eq!(shown, [Some("https://e.x/?a=1&b=2".to_owned()), Some("a.pdf".to_owned()), None]);
        let raw = "<video controls><source src='a.mp4'><source src='b.webm'></video><AUDIO src=c.mp3></AUDIO>";
        let played: Vec<_> = raw_media(raw).into_iter().map(|media| (media.name, media.address)).collect();
        assert_eq!(played, [("video", "a.mp4".to_owned()), ("audio", "c.mp3".to_owned())]);
    }

    #[test]
    fn what_is_removed_is_named_with_its_place() {
        let raw = "<p onclick='a>b' class=x>\n<!-- <b style> --><ScRiPt src=y></p>";
        let found: Vec<_> = removed(raw).into_iter().map(|gone| (gone.what, raw[gone.range].to_owned())).collect();
        let expected = [("the attribute `onclick`", "onclick"), ("the element `script`", "ScRiPt")];
        assert_eq!(found, expected.map(|(what, text)| (what.to_owned(), text.to_owned())));
    }
}

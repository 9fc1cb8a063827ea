//! Which of the files that authors publish beside pages have words that learners read in a page.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::course::{Course, Destination, OutPath};

/// Files that pages show, and captions that they play: of what lies beside pages, no learner reads what these do not say.
pub(super) fn shown(course: &Course) -> HashSet<&OutPath> {
    let outlines = || course.pages.iter().map(|page| &page.outline);
    let embedded = outlines().flat_map(|outline| &outline.links).filter(|link| link.embedded);
    let files = embedded.filter_map(|link| match &link.destination {
        Destination::File { path, .. } => Some(path),
        _ => None,
    });
    let captions = outlines().flat_map(|outline| &outline.captions).map(|(path, _)| path);
    files.chain(captions).filter_map(|path| course.attachments.get(path)).collect()
}

/// A drawing without what no browser shows of a picture: titles, descriptions, metadata and comments.
pub(super) fn drawn(bytes: &[u8]) -> Cow<'_, [u8]> {
    const UNSEEN: [(&str, &str); 4] =
        [("<!--", "-->"), ("<title", "</title>"), ("<desc", "</desc>"), ("<metadata", "</metadata>")];
    let Ok(text) = std::str::from_utf8(bytes) else { return Cow::Borrowed(bytes) };
    let mut drawn = Cow::Borrowed(text);
    for (begin, end) in UNSEEN {
        while let Some(from) = drawn.find(begin) {
            let to = drawn[from..].find(end).map_or(drawn.len(), |at| from + at + end.len());
            drawn.to_mut().replace_range(from..to, " ");
        }
    }
    Cow::Owned(drawn.into_owned().into_bytes())
}

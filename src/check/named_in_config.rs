//! What `site.toml` names of the course's files must be there.

use crate::course::Course;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::FileId;

/// Reports pages at the foot and a picture of the course that are not there.
pub(super) fn check(course: &Course) -> Vec<Diagnostic> {
    let named = &course.named_in_config;
    let pages = named.pages.iter().filter(|(path, _)| course.made_from(FileId::of(path)).is_none());
    let pages = pages.map(|(path, span)| {
        let message = format!("there is no page `{path}`");
        Diagnostic::new(Code::BrokenLink, *span, message)
            .help("write the page's path from `content`, or create the page")
    });
    let image = named
        .image
        .iter()
        .filter(|(path, _)| !(course.attachments.contains_key(path) || course.refused.contains(path)));
    let image = image.map(|(path, span)| {
        let message = format!("there is no picture `{path}`");
        Diagnostic::new(Code::BrokenImage, *span, message)
            .help("write the picture's path from `content`, or put it there")
    });
    pages.chain(image).collect()
}

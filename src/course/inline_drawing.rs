//! A picture in SVG that stands in the page itself, so that it has the page's colours.

use crate::source::html::push_attribute;

/// The markup of a picture, whose ids are made for each place where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct InlineDrawing {
    /// What stands between the beginnings of ids. The first piece is an opening tag without its `<svg`, or begins with one.
    pieces: Vec<Box<str>>,
}

impl InlineDrawing {
    /// The picture from what stands between the places for the beginning of an id; the first piece begins behind `<svg`.
    pub(crate) fn new(pieces: Vec<String>) -> Self {
        Self { pieces: pieces.into_iter().map(String::into_boxed_str).collect() }
    }

    /// Adds the picture: with further attributes of its outermost element, and every id beginning with `ids`.
    pub(crate) fn write(&self, attributes: &str, ids: &str, html: &mut String) {
        html.push_str("<svg");
        html.push_str(attributes);
        for (at, piece) in self.pieces.iter().enumerate() {
            if at > 0 {
                push_attribute(html, ids);
            }
            html.push_str(piece);
        }
    }
}

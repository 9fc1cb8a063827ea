//! What templates put in its place without reading it.
//!
//! Questions differ in their words and seldom in anything else. A template that never sees the words can run once for
//! all questions of one shape ([`crate::render::theme_context::ThemeContext::fragment`]): it sees a mark for each of them ([`Piece`]), and they
//! take the marks' places afterwards ([`Pieces::put`]). Marks are of characters that no text of a course can hold.

use std::borrow::Cow;
use std::ops::Range;

use crate::render::view::Piece;
use crate::source::html::push_escaped;

/// Texts by the numbers of their marks.
#[derive(Debug, Default, Hash)]
pub(crate) struct Pieces<'a>(Vec<Cow<'a, str>>);

impl<'a> Pieces<'a> {
    /// The mark of the text of [`Self::only`].
    pub(crate) const ONLY: Piece = Piece::numbered(0);

    /// One text alone.
    pub(crate) fn only(html: String) -> Self {
        Self(vec![html.into()])
    }

    /// The mark for finished HTML.
    pub(crate) fn html(&mut self, html: impl Into<Cow<'a, str>>) -> Piece {
        let html = html.into();
        if html.is_empty() {
            return Piece::default();
        }
        self.0.push(html);
        Piece::numbered(self.0.len() - 1)
    }

    /// The mark for plain text; it is escaped here, because the engine does not see it.
    pub(crate) fn text(&mut self, text: &str) -> Piece {
        let mut html = String::with_capacity(text.len());
        push_escaped(&mut html, text);
        self.html(html)
    }

    /// The text of a mark.
    pub(crate) fn get(&self, piece: Piece) -> &str {
        piece.number().and_then(|number| self.0.get(number)).map_or("", |html| html)
    }

    /// Adds what a template made to a page, with the texts in the places of their marks.
    pub(crate) fn put(&self, made: &FilledTemplate, page: &mut String) {
        let mut from = 0;
        for (mark, number) in &made.marks {
            page.push_str(&made.html[from..mark.start]);
            page.push_str(self.0.get(*number).map_or("", |html| html));
            from = mark.end;
        }
        page.push_str(&made.html[from..]);
    }
}

/// What a template made.
#[derive(Debug)]
pub(crate) struct FilledTemplate {
    html: String,
    /// Where marks stand in it, and their numbers.
    marks: Vec<(Range<usize>, usize)>,
}

impl FilledTemplate {
    /// Finds the marks.
    pub(crate) fn new(html: String) -> Self {
        let mut marks: Vec<(Range<usize>, usize)> = Vec::new();
        while let Some((mark, number)) = Piece::find(&html, marks.last().map_or(0, |(mark, _)| mark.end)) {
            marks.push((mark, number));
        }
        Self { html, marks }
    }

    /// The HTML with the marks.
    pub(crate) fn as_str(&self) -> &str {
        &self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_take_the_places_of_their_marks_as_often_as_they_are_asked_for() {
        let mut pieces = Pieces::default();
        let (html, text, none) = (pieces.html("<b>a</b>"), pieces.text("<&>"), pieces.html(""));
        let mark = |piece: Piece| serde_json::from_value::<String>(serde_json::to_value(piece).unwrap()).unwrap();
        let made = format!("{1}-{0}-{1}-{2}.", mark(html), mark(text), mark(none));
        let mut page = String::from("page: ");
        pieces.put(&FilledTemplate::new(made), &mut page);
        assert_eq!(page, "page: &lt;&amp;&gt;-<b>a</b>-&lt;&amp;&gt;-.");
        assert_eq!((mark(none).as_str(), pieces.get(html), pieces.get(none)), ("", "<b>a</b>", ""));
    }
}

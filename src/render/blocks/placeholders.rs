//! What templates put in its place without reading it.
//!
//! Questions differ in their words and seldom in anything else. A template that never sees the words can run once for
//! all questions of one shape ([`crate::render::theme_context::ThemeContext::fragment`]): it sees a mark for each of
//! them ([`Placeholder`]), and they take the marks' places afterwards ([`Placeholders::put`]). The mark is made in
//! [`crate::render::view::Placeholder`], and no author can write it.

use std::ops::Range;

use crate::source::html::attribute;

use crate::render::blocks::block_html::{BlockHtml, Made};
use crate::render::view::{Marker, Placeholder};

/// Texts by the numbers of their marks.
#[derive(Debug, Default, Hash)]
pub(crate) struct Placeholders<'a>(Vec<BlockHtml<'a>>);

impl<'a> Placeholders<'a> {
    /// The mark of the text of [`Self::only`].
    pub(crate) const ONLY: Placeholder = Placeholder::numbered(0);

    /// One text alone.
    pub(crate) fn only(html: String) -> Self {
        Self(vec![BlockHtml::new(html, Vec::new())])
    }

    /// Several texts: the mark of each is that of its place ([`Self::part`]).
    pub(crate) fn parts(parts: impl Iterator<Item = String>) -> Self {
        Self(parts.map(|html| BlockHtml::new(html, Vec::new())).collect())
    }

    /// The mark of the text with this place among [`Self::parts`].
    pub(crate) const fn part(place: usize) -> Placeholder {
        Placeholder::numbered(place)
    }

    /// The mark for HTML.
    pub(crate) fn html(&mut self, html: BlockHtml<'a>) -> Placeholder {
        if html.is_empty() {
            return Placeholder::default();
        }
        self.0.push(html);
        Placeholder::numbered(self.0.len() - 1)
    }

    /// The mark for plain text; it is escaped here, because the engine does not see it.
    pub(crate) fn text(&mut self, text: &str) -> Placeholder {
        self.html(BlockHtml::new(attribute(text), Vec::new()))
    }

    /// About how long all of them are, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.0.iter().map(BlockHtml::size).sum()
    }

    /// Adds what a template made to a page, with the texts in the places of their marks.
    pub(crate) fn put(&self, template: &FilledTemplate, made: Made<'_>, page: &mut String) {
        let mut from = 0;
        for (mark, number) in &template.marks {
            page.push_str(&template.html[from..mark.start]);
            if let Some(html) = self.0.get(*number) {
                html.write(page, made);
            }
            from = mark.end;
        }
        page.push_str(&template.html[from..]);
    }
}

impl Marker for Placeholders<'_> {
    fn text(&mut self, text: &mut String) {
        *text = Placeholders::text(self, text).mark();
    }

    fn html(&mut self, html: &mut String) {
        *html = Placeholders::html(self, BlockHtml::new(std::mem::take(html), Vec::new())).mark();
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
        while let Some((mark, number)) = Placeholder::find(&html, marks.last().map_or(0, |(mark, _)| mark.end)) {
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
    use crate::render::citations::PrintedCitations;

    #[test]
    fn texts_take_the_places_of_their_marks_as_often_as_they_are_asked_for() {
        let mut placeholders = Placeholders::default();
        let html = placeholders.html(BlockHtml::new("<b>a</b>", Vec::new()));
        let (text, none) = (placeholders.text("<&>"), placeholders.html(BlockHtml::default()));
        let mark = |placeholder: Placeholder| {
            serde_json::from_value::<String>(serde_json::to_value(placeholder).unwrap()).unwrap()
        };
        let made = format!("{1}-{0}-{1}-{2}.", mark(html), mark(text), mark(none));
        let mut page = String::from("page: ");
        let citations = PrintedCitations::default();
        placeholders.put(&FilledTemplate::new(made), Made { citations: &citations, blanks: &[] }, &mut page);
        assert_eq!(page, "page: &lt;&amp;&gt;-<b>a</b>-&lt;&amp;&gt;-.");
        assert_eq!(mark(none), "");
    }

    #[test]
    fn a_mark_stays_itself_where_a_template_escapes_it() {
        let mark = serde_json::to_value(Placeholder::numbered(12)).unwrap();
        let mark = mark.as_str().unwrap();
        assert_eq!(attribute(mark), mark);
        assert!(mark.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }
}

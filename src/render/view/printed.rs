//! What of a view the templates of the program only print.
//!
//! Lessons differ in their words and seldom in what stands around them. Their template can run once for all lessons of one
//! shape, when it sees marks ([`super::Placeholder`]) in place of what it prints. A template of a course's own may read
//! these texts too, and then sees them as they are.

use serde::Serialize;

use super::{ContentsEntry, HomeView, LessonView, Link, ModuleView, PageView};

/// Takes texts and leaves marks in their places; an empty text stays as it is, so that a template can ask for it.
pub(in crate::render) trait Marker {
    /// A plain text, which the engine would escape.
    fn text(&mut self, text: &mut String);
    /// Finished HTML.
    fn html(&mut self, html: &mut String);
}

/// A view that many pages have, of one shape.
pub(in crate::render) trait Printed {
    /// Marks what is only printed. `false` where every page has a shape of its own and nothing was marked.
    fn mark(&mut self, _: &mut dyn Marker) -> bool {
        false
    }
}

/// A view of which a site has one or a few.
#[derive(Debug, Hash, Serialize)]
#[serde(transparent)]
pub(in crate::render) struct Single<V>(pub(in crate::render) V);

impl<V> Printed for Single<V> {}

impl Printed for HomeView {}

impl Printed for ModuleView {}

impl Printed for LessonView {
    fn mark(&mut self, marker: &mut dyn Marker) -> bool {
        let Self { key, module_number, module, objectives, topics, reviewed, .. } = self;
        marker.text(key);
        if let Some(number) = module_number {
            let mut text = number.to_string();
            marker.text(&mut text);
            *number = Number::Marked(text);
        }
        module.iter_mut().chain(topics).for_each(|link| link.mark(marker));
        for objective in objectives {
            marker.text(&mut objective.dom_id);
            marker.text(&mut objective.text);
        }
        if let Some(date) = reviewed {
            marker.text(&mut date.iso);
            marker.text(&mut date.text);
        }
        true
    }
}

impl PageView {
    /// Marks what is only printed.
    pub(in crate::render) fn mark(&mut self, marker: &mut dyn Marker) {
        let Self {
            title,
            head_title,
            summary,
            canonical,
            learner_url,
            structured_data_html,
            breadcrumbs,
            tree_html,
            previous,
            next,
            source,
            ..
        } = self;
        let texts = [title, head_title, summary].into_iter().chain(canonical).chain(learner_url).chain(source);
        texts.for_each(|text| marker.text(text));
        marker.html(structured_data_html);
        marker.html(tree_html);
        breadcrumbs.iter_mut().chain(previous).chain(next).for_each(|link| link.mark(marker));
        self.contents.iter_mut().for_each(|entry| entry.mark(marker));
        for term in &mut self.terms {
            for text in [&mut term.dom_id, &mut term.term, &mut term.definition, &mut term.url] {
                marker.text(text);
            }
        }
        for reference in &mut self.references {
            marker.text(&mut reference.dom_id);
            reference.label.iter_mut().for_each(|label| marker.text(label));
            marker.html(&mut reference.html);
        }
    }
}

impl ContentsEntry {
    fn mark(&mut self, marker: &mut dyn Marker) {
        marker.text(&mut self.title);
        marker.text(&mut self.url);
        self.children.iter_mut().for_each(|child| child.mark(marker));
    }
}

impl Link {
    /// Marks its words and its address.
    pub(in crate::render) fn mark(&mut self, marker: &mut dyn Marker) {
        marker.text(&mut self.title);
        marker.text(&mut self.url);
        self.summary.iter_mut().for_each(|summary| marker.text(summary));
    }
}

/// A number that templates print.
#[derive(Debug, Clone, Hash, Serialize)]
#[serde(untagged)]
pub(crate) enum Number {
    Number(usize),
    Marked(String),
}

impl std::fmt::Display for Number {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => number.fmt(formatter),
            Self::Marked(mark) => mark.fmt(formatter),
        }
    }
}

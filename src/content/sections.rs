//! Containers that are written as sections, each under a heading: the nodes of a scenario, the levels of a practice.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::source::text::printable;

use super::attributes::Pair;
use super::events::{Located, plain_text};
use super::placeholders::Marks;

/// Something that stands in a section.
#[derive(Debug)]
pub(crate) enum SectionPart<'a> {
    /// A block of running text.
    Text(Vec<Located<'a>>),
    /// A container by its name, with the running text in it.
    Container(String, Vec<Located<'a>>),
}

/// A heading and what stands under it.
#[derive(Debug)]
pub(crate) struct Section<'a> {
    pub(crate) title: String,
    /// `{#id}`.
    pub(crate) id: Option<String>,
    /// `{key=value}`.
    pub(crate) attributes: Vec<Pair>,
    pub(crate) range: Range<usize>,
    pub(crate) body: Vec<SectionPart<'a>>,
}

/// What stands before the first heading, and the sections.
pub(crate) fn sections<'a>(marks: &Marks, parts: Vec<SectionPart<'a>>) -> (Vec<SectionPart<'a>>, Vec<Section<'a>>) {
    let (mut before, mut sections): (Vec<SectionPart<'_>>, Vec<Section<'_>>) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            SectionPart::Text(group) => match heading(marks, &group) {
                Some(section) => sections.push(section),
                None => last(&mut before, &mut sections).push(SectionPart::Text(group)),
            },
            container @ SectionPart::Container(..) => last(&mut before, &mut sections).push(container),
        }
    }
    (before, sections)
}

fn last<'l, 'a>(
    before: &'l mut Vec<SectionPart<'a>>,
    sections: &'l mut Vec<Section<'a>>,
) -> &'l mut Vec<SectionPart<'a>> {
    sections.last_mut().map_or(before, |section| &mut section.body)
}

fn heading<'a>(marks: &Marks, group: &[Located<'_>]) -> Option<Section<'a>> {
    let (Event::Start(Tag::Heading { id, attrs, .. }), range) = group.first()? else { return None };
    let pair = |(key, value): &(pulldown_cmark::CowStr<'_>, Option<pulldown_cmark::CowStr<'_>>)| Pair {
        key: key.to_string(),
        value: value.as_ref().map(ToString::to_string),
        range: range.clone(),
    };
    Some(Section {
        title: plain_text(marks, group),
        id: id.as_ref().map(|id| printable(id).into_owned()),
        attributes: attrs.iter().map(pair).collect(),
        range: range.clone(),
        body: Vec::new(),
    })
}

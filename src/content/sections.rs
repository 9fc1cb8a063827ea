//! Containers that are written as sections, each under a heading: the nodes of a scenario, the levels of a practice.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::attributes::Pair;
use super::container_tree::{ContainerPart, Directive};
use super::events::{Located, plain_text, top_level};

/// Something that stands in a section: a block of running text, or a container.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    /// A block of running text.
    Text(Vec<Located<'a>>),
    /// A container.
    Container(Directive, Vec<ContainerPart<'a>>),
}

/// A heading and what stands under it.
#[derive(Debug)]
pub(crate) struct Section<'a> {
    pub(crate) title: String,
    /// `{#id}`.
    pub(crate) id: Option<String>,
    /// `{key=value}`.
    pub(crate) attributes: Vec<Pair>,
    /// The heading.
    pub(crate) range: Range<usize>,
    pub(crate) body: Vec<Piece<'a>>,
}

/// What stands before the first heading, and the sections.
pub(crate) fn sections(parts: Vec<ContainerPart<'_>>) -> (Vec<Piece<'_>>, Vec<Section<'_>>) {
    let (mut before, mut sections): (Vec<Piece<'_>>, Vec<Section<'_>>) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            ContainerPart::Container(directive, parts) => {
                last(&mut before, &mut sections).push(Piece::Container(directive, parts));
            }
            ContainerPart::Text(events) => {
                for group in top_level(&events) {
                    match heading(&group) {
                        Some(section) => sections.push(section),
                        None => last(&mut before, &mut sections).push(Piece::Text(group)),
                    }
                }
            }
        }
    }
    (before, sections)
}

fn last<'l, 'a>(before: &'l mut Vec<Piece<'a>>, sections: &'l mut Vec<Section<'a>>) -> &'l mut Vec<Piece<'a>> {
    sections.last_mut().map_or(before, |section| &mut section.body)
}

fn heading<'a>(group: &[Located<'_>]) -> Option<Section<'a>> {
    let (Event::Start(Tag::Heading { id, attrs, .. }), range) = group.first()? else { return None };
    let pair = |(key, value): &(pulldown_cmark::CowStr<'_>, Option<pulldown_cmark::CowStr<'_>>)| Pair {
        key: key.to_string(),
        value: value.as_ref().map(ToString::to_string),
        range: range.clone(),
    };
    Some(Section {
        title: plain_text(group),
        id: id.as_ref().map(ToString::to_string),
        attributes: attrs.iter().map(pair).collect(),
        range: range.clone(),
        body: Vec::new(),
    })
}

//! The parser's events with their places, and how they are cut and read.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::source::text::printable;

use super::placeholders::Marks;

/// An event with the bytes of the source it came from. All events of a page stand in one list; what is cut and passed
/// around are references, because an event is a dozen words long.
pub(crate) type Located<'a> = &'a (Event<'a>, Range<usize>);

/// Cuts events into top-level blocks.
pub(crate) fn top_level<'a>(events: &[Located<'a>]) -> Vec<Vec<Located<'a>>> {
    groups(events).map(<[Located<'_>]>::to_vec).collect()
}

/// The same without a copy.
fn groups<'e, 'a>(events: &'e [Located<'a>]) -> impl Iterator<Item = &'e [Located<'a>]> {
    let mut rest = events;
    std::iter::from_fn(move || {
        let mut depth = 0_usize;
        let ends = |(event, _): &Located<'a>| {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        };
        let (group, after) = rest.split_at(rest.iter().position(ends)? + 1);
        rest = after;
        Some(group)
    })
}

/// A paragraph's content without the paragraph; other blocks as they are.
pub(crate) fn unwrapped(mut group: Vec<Located<'_>>) -> Vec<Located<'_>> {
    if matches!(group.first(), Some((Event::Start(Tag::Paragraph), _))) {
        group.remove(0);
        group.pop();
    }
    group
}

/// Whether an event begins running text rather than a block.
pub(crate) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::Superscript
                | Tag::Subscript
        ),
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => true,
        _ => false,
    }
}

/// The words of inline or block events without markup; marks are left out.
pub(crate) fn plain_text(marks: &Marks, events: &[Located<'_>]) -> String {
    let mut text = String::with_capacity(extent(events).map_or(0, |range| range.len()));
    for (event, range) in events {
        match event {
            Event::Text(part) => push_without_marks(&mut text, part, range, marks),
            Event::Code(part) | Event::InlineMath(part) | Event::DisplayMath(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => text.push(' '),
            _ => {}
        }
    }
    printable(text.trim()).into_owned()
}

/// Adds a text that stands at `range` of the source without the marks in it.
pub(crate) fn push_without_marks(words: &mut String, text: &str, range: &Range<usize>, marks: &Marks) {
    let mut from = 0;
    for mark in marks.within(range) {
        words.push_str(&text[from..mark.range.start - range.start]);
        words.push_str(&mark.words);
        from = mark.range.end - range.start;
    }
    words.push_str(&text[from..]);
}

/// An entry of a list, cut into its first paragraph and the rest.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) text: Vec<Located<'a>>,
    pub(crate) rest: Vec<Located<'a>>,
    /// Whether its box is ticked, and where the box stands.
    pub(crate) marker: Option<(bool, usize)>,
    pub(crate) range: Range<usize>,
}

/// The entries of a list.
pub(crate) fn entries<'a>(list: &[Located<'a>]) -> Vec<Entry<'a>> {
    groups(within(list)).map(entry).collect()
}

/// What stands between the first event and the last.
pub(crate) fn within<'e, 'a>(events: &'e [Located<'a>]) -> &'e [Located<'a>] {
    events.get(1..events.len().saturating_sub(1)).unwrap_or_default()
}

fn entry<'a>(item: &[Located<'a>]) -> Entry<'a> {
    let range = item.first().map_or(0..0, |(_, range)| range.clone());
    let inside = within(item);
    let (text, rest) = match groups(inside).next() {
        Some(paragraph) if matches!(paragraph[0].0, Event::Start(Tag::Paragraph)) => {
            (within(paragraph), &inside[paragraph.len()..])
        }
        _ => {
            let inline = groups(inside).take_while(|group| is_inline(&group[0].0));
            inside.split_at(inline.map(<[Located<'_>]>::len).sum())
        }
    };
    let marker = text.iter().find_map(|(event, range)| match event {
        Event::TaskListMarker(done) => Some((*done, range.start)),
        _ => None,
    });
    let is_text = |located: &&Located<'_>| !matches!(located.0, Event::TaskListMarker(_));
    Entry { text: text.iter().filter(is_text).copied().collect(), rest: rest.to_vec(), marker, range }
}

/// A span over all of some events; `None` when there are none.
pub(crate) fn extent(events: &[Located<'_>]) -> Option<Range<usize>> {
    let start = events.iter().map(|(_, range)| range.start).min()?;
    let end = events.iter().map(|(_, range)| range.end).max()?;
    Some(start..end)
}

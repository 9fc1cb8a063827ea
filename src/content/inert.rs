//! Stretches of a page that Markdown prints as they are written: code, raw HTML, pictures, addresses and titles of links.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// Stretches of a page that hold no mark.
#[derive(Debug, Default)]
pub(crate) struct Inert {
    /// By rising offset, none in another.
    ranges: Vec<Range<usize>>,
}

impl Inert {
    /// What is inert in a page that led to these events; `definitions` are where it defines the addresses of links.
    pub(crate) fn of(events: &[(Event<'_>, Range<usize>)], definitions: impl Iterator<Item = Range<usize>>) -> Self {
        let mut ranges: Vec<Range<usize>> = definitions.collect();
        // Where the words of each open link end, as far as was seen.
        let mut links: Vec<usize> = Vec::new();
        for (event, range) in events {
            match event {
                Event::End(TagEnd::Link) => {
                    ranges.extend(links.pop().map(|words_end| words_end..range.end));
                }
                Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                    links.push(range.end);
                    ranges.push(range.clone());
                }
                Event::Start(Tag::Link { link_type, id, .. }) => {
                    links.push(range.start);
                    // `[@key]` with a line that says where `[@key]` leads.
                    let is_by_label =
                        matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
                    ranges.extend((is_by_label && id.starts_with('@')).then(|| range.clone()));
                }
                Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. }) => ranges.push(range.clone()),
                _ => {}
            }
            if let Some(words_end) = links.last_mut() {
                *words_end =
                    (*words_end).max(if matches!(event, Event::Start(Tag::Link { .. })) { 0 } else { range.end });
            }
        }
        ranges.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        Self { ranges: apart }
    }

    /// The end of the inert stretch that an offset stands in.
    pub(crate) fn end_at(&self, at: usize) -> Option<usize> {
        let after = self.ranges.partition_point(|range| range.start <= at);
        let range = self.ranges.get(after.checked_sub(1)?)?;
        (at < range.end).then_some(range.end)
    }
}

//! Citations without brackets: `@beck2005` in the running text, which is printed as it is written. Whether it names a work is known
//! to the course alone ([`crate::check`]); here every word that may is noted.

use std::ops::Range;

use memchr::{memchr, memchr_iter};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::citation_form::bare_key;
use super::parse_context::ParseContext;

/// Notes each `@key` of the page's text. `events` are those of the whole page, whose body begins at `from`.
pub(super) fn note_bare_citations(page: &mut ParseContext<'_>, events: &[(Event<'_>, Range<usize>)], from: usize) {
    let source = page.source;
    if memchr(b'@', &source.as_bytes()[from..]).is_none() {
        return;
    }
    let mut inside = 0_usize;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. }) => inside += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image) => inside -= 1,
            Event::Text(_) if inside == 0 => {
                for at in memchr_iter(b'@', &source.as_bytes()[range.clone()]).map(|at| range.start + at) {
                    let is_text = !page.marks.hold(at);
                    if let Some(key) = bare_key(source, at).filter(|_| is_text) {
                        page.bare_keys.push((source[key.clone()].to_owned(), page.span(at..key.end)));
                    }
                }
            }
            _ => {}
        }
    }
}

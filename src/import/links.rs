//! Links and pictures in Markdown that is kept as it is: where they lead is written anew, everything else stays.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::material::Part;

/// A link or picture.
pub(super) struct Found<'t> {
    /// Where it leads, without escapes.
    pub(super) to: &'t str,
    pub(super) is_picture: bool,
    /// What a picture says to those who cannot see it.
    pub(super) alt: &'t str,
}

/// What becomes of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    Keep,
    /// It leads there.
    To(String),
    /// Its words stay, without the link; of a picture what it says.
    Words,
    /// Something else stands in its place.
    Instead(String),
}

/// The Markdown with every link as `change` has it.
pub(super) fn rewritten(markdown: &str, mut change: impl FnMut(Found<'_>) -> Change) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(markdown, options);
    for (_, definition) in parser.reference_definitions().iter() {
        let found = Found { to: &definition.dest, is_picture: false, alt: "" };
        let change = change(found);
        if matches!(change, Change::Words | Change::Instead(_)) {
            edits.push((definition.span.clone(), String::new()));
        }
        if let Change::To(to) = change {
            let line = &markdown[definition.span.clone()];
            if let Some(at) =
                line.find("]:").and_then(|colon| line[colon..].find(&*definition.dest).map(|at| colon + at))
            {
                let start = definition.span.start + at;
                edits.push((start..start + definition.dest.len(), to));
            }
        }
    }
    let mut open: Vec<(Range<usize>, LinkType, String, bool, String)> = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                open.push((range, link_type, dest_url.to_string(), false, String::new()));
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                open.push((range, link_type, dest_url.to_string(), true, String::new()));
            }
            Event::Text(text) | Event::Code(text) => open.iter_mut().for_each(|(.., alt)| alt.push_str(&text)),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let Some((range, kind, to, is_picture, alt)) = open.pop() else { continue };
                let found = Found { to: &to, is_picture, alt: &alt };
                edits.extend(edit(markdown, range, (kind, is_picture), &alt, change(found)));
            }
            Event::Html(html) | Event::InlineHtml(html) => edits.extend(of_html(&html, range.start, &mut change)),
            _ => {}
        }
    }
    edited(markdown, edits)
}

/// Stands between a text and definitions that stand elsewhere on its page.
const ELSEWHERE: &str = "<!-- elsewhere on the page -->";

/// The same for a piece of a page, of which `definitions` stand in other pieces.
pub(super) fn rewritten_piece(piece: &str, definitions: &str, change: impl FnMut(Found<'_>) -> Change) -> String {
    if definitions.is_empty() {
        return rewritten(piece, change);
    }
    let whole = rewritten(&format!("{piece}\n\n{ELSEWHERE}\n\n{definitions}"), change);
    whole.split(ELSEWHERE).next().unwrap_or_default().trim_end().to_owned() + "\n"
}

/// The definitions of links in the pieces of a page, one a line; nothing for a page of one piece.
pub(super) fn definitions_of(parts: &[Part]) -> String {
    let pieces = || parts.iter().filter_map(|part| if let Part::Markdown(text) = part { Some(text) } else { None });
    if pieces().count() < 2 { String::new() } else { pieces().map(|text| definitions(text)).collect() }
}

fn definitions(markdown: &str) -> String {
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES);
    let found = parser.reference_definitions().iter().map(|(_, found)| found.span.clone());
    found.map(|span| markdown[span].trim().to_owned() + "\n").collect()
}

fn edit(
    markdown: &str,
    range: Range<usize>,
    (kind, is_picture): (LinkType, bool),
    alt: &str,
    change: Change,
) -> Option<(Range<usize>, String)> {
    let written = &markdown[range.clone()];
    let middle = written.rfind("](");
    match change {
        Change::Keep => None,
        Change::Instead(text) => Some((range, text)),
        Change::Words if is_picture => Some((range, alt.to_owned())),
        Change::Words if kind == LinkType::Inline => Some((range.clone(), written[1..middle?].to_owned())),
        // Its definition is gone, too.
        Change::Words => {
            let end = written.rfind("][").or_else(|| written.rfind(']'))?;
            Some((range.clone(), written[1..end].to_owned()))
        }
        Change::To(to) if kind == LinkType::Inline => {
            let start = middle? + 2;
            let rest = &written[start..];
            let skipped = rest.len() - rest.trim_start().len();
            let address = &rest[skipped..];
            let length = if address.starts_with('<') {
                address.find('>')? + 1
            } else {
                address.find(char::is_whitespace).unwrap_or(address.len() - 1)
            };
            let from = range.start + start + skipped;
            Some((from..from + length, angled(&to)))
        }
        Change::To(_) if !is_picture => None,
        Change::To(to) => Some((range, format!("![{}]({})", alt.replace(['[', ']'], ""), angled(&to)))),
    }
}

/// An address, between angle brackets where it has to be.
fn angled(to: &str) -> String {
    if to.contains([' ', '(', ')']) { format!("<{to}>") } else { to.to_owned() }
}

/// The addresses in raw HTML.
fn of_html(html: &str, start: usize, change: &mut impl FnMut(Found<'_>) -> Change) -> Vec<(Range<usize>, String)> {
    let mut edits = Vec::new();
    for (attribute, is_picture) in [("href=", false), ("src=", true)] {
        for (at, _) in html.match_indices(attribute) {
            let rest = &html[at + attribute.len()..];
            let Some(quote) = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { continue };
            let Some(length) = rest[1..].find(quote) else { continue };
            let from = at + attribute.len() + 1;
            let tag = html[..at].rfind('<').map_or("", |open| &html[open + 1..at]);
            let name = tag.split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or_default();
            if is_picture
                && !["img", "source", "video", "audio", "track"].iter().any(|known| name.eq_ignore_ascii_case(known))
            {
                // A script or a frame, of which the build says that it is left out.
                continue;
            }
            let found = Found { to: &html[from..from + length], is_picture, alt: "" };
            if let Change::To(to) = change(found) {
                edits.push((start + from..start + from + length, to));
            }
        }
    }
    edits
}

/// The text after these edits; of two that overlap the first stays.
fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (range, replacement) in edits {
        if range.start >= at {
            out.push_str(&text[at..range.start]);
            out.push_str(&replacement);
            at = range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// Whether an address leads to another site.
pub(super) fn is_elsewhere(to: &str) -> bool {
    to.contains("://") || to.starts_with("mailto:") || to.starts_with("tel:") || to.starts_with("//")
}

/// A path from one file's folder to another, with `/`.
pub(super) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = &from[..from.len() - 1];
    let alike = folders.iter().zip(&to[..to.len() - 1]).take_while(|(one, other)| one == other).count();
    let mut parts = vec![".."; folders.len() - alike];
    parts.extend(&to[alike..]);
    parts.join("/")
}

/// A path from the folder of a file, without `.` and `..`; nothing when it leaves the whole.
pub(super) fn resolved(file: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = if to.starts_with('/') { Vec::new() } else { file.split('/').collect() };
    parts.pop();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_they_should_and_the_rest_stays() {
        let text =
            "A [link](a.md#x \"t\"), ![pic](<b c.png>), `[no](a.md)` and [ref].\n\n<img src=\"a.md\">\n\n[ref]: a.md\n";
        let made =
            rewritten(
                text,
                |found| if found.to.starts_with("a.md") { Change::To("z/q.md".into()) } else { Change::Words },
            );
        assert_eq!(
            made,
            "A [link](z/q.md \"t\"), pic, `[no](a.md)` and [ref].\n\n<img src=\"z/q.md\">\n\n[ref]: z/q.md\n"
        );
    }

    #[test]
    fn paths_lead_from_one_file_to_another() {
        assert_eq!(relative("01-a/02-b.md", "01-a/fig/x.png"), "fig/x.png");
        assert_eq!(relative("01-a/02-b.md", "02-c/_index.md"), "../02-c/_index.md");
        assert_eq!(resolved("episodes/a.md", "../learners/setup.md").as_deref(), Some("learners/setup.md"));
        assert_eq!(resolved("a.md", "../x"), None);
    }
}

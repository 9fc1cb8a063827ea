//! Links and pictures in Markdown that is kept as it is: where they lead is written anew, everything else stays.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::content::html::{decoded, tags};
use crate::source::html::attribute as escaped;

use super::material::Part;

/// A link or picture.
pub(super) struct Found<'t> {
    /// Where it leads, without escapes.
    pub(super) to: &'t str,
    pub(super) is_picture: bool,
    /// What a picture says to those who cannot see it.
    pub(super) alt: &'t str,
    /// Whether it stands in raw HTML.
    pub(super) is_raw: bool,
    /// Where it or its definition begins in the text.
    pub(super) at: usize,
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
        let found =
            Found { to: &definition.dest, is_picture: false, alt: "", is_raw: false, at: definition.span.start };
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
    // Raw HTML comes line by line, and a tag may go over several.
    let mut raw: Range<usize> = 0..0;
    for (event, range) in parser.into_offset_iter() {
        if matches!(event, Event::Html(_)) {
            raw = if raw.end == range.start && !raw.is_empty() { raw.start..range.end } else { range };
            continue;
        }
        edits.extend(of_html(&markdown[raw.clone()], raw.start, &mut change));
        raw = 0..0;
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
                let found = Found { to: &to, is_picture, alt: &alt, is_raw: false, at: range.start };
                edits.extend(edit(markdown, range, (kind, is_picture), &alt, change(found)));
            }
            Event::InlineHtml(html) => edits.extend(of_html(&html, range.start, &mut change)),
            _ => {}
        }
    }
    edits.extend(of_html(&markdown[raw.clone()], raw.start, &mut change));
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

/// The addresses in raw HTML. Of a link that leads nowhere the words stay; a picture that cannot be shown is a link, or its words.
fn of_html(html: &str, start: usize, change: &mut impl FnMut(Found<'_>) -> Change) -> Vec<(Range<usize>, String)> {
    let mut edits = Vec::new();
    for tag in tags(html) {
        let name = html[tag.name.clone()].to_ascii_lowercase();
        let value_of = |wanted: &str| {
            let named = tag.attributes.iter().find(|one| html[one.name.clone()].eq_ignore_ascii_case(wanted));
            named.map(|one| decoded(html[one.value.clone()].trim()))
        };
        let alt = value_of("alt");
        let shown = alt.clone().unwrap_or_default();
        for attribute in &tag.attributes {
            let key = html[attribute.name.clone()].to_ascii_lowercase();
            // Of a script or a frame the build says that it is left out.
            let is_address = match &*name {
                "a" => key == "href",
                "img" | "source" | "audio" | "track" => key == "src",
                "video" => matches!(&*key, "src" | "poster"),
                _ => false,
            };
            let is_picture = name == "img";
            if !is_address || attribute.value.is_empty() {
                continue;
            }
            let to = decoded(html[attribute.value.clone()].trim());
            let changed = change(Found { to: &to, is_picture, alt: &shown, is_raw: true, at: start + tag.name.start });
            let from = attribute.value.start - usize::from(attribute.is_quoted);
            let until = attribute.value.end + usize::from(attribute.is_quoted);
            let whole = tag.name.start - 1..tag.name.start + html[tag.name.start..].find('>').map_or(0, |end| end + 1);
            match changed {
                Change::To(to) => {
                    edits.push((from..until, format!("\"{}\"", escaped(&to))));
                    if is_picture && alt.is_none() {
                        let file = to.rsplit('/').next().unwrap_or_default();
                        edits.push((tag.name.end..tag.name.end, format!(" alt=\"{}\"", escaped(file))));
                    }
                }
                Change::Words | Change::Instead(_) if is_picture && is_elsewhere(&to) => {
                    let words = if shown.trim().is_empty() { &to } else { &shown };
                    edits.push((whole, format!("<a href=\"{}\">{}</a>", escaped(&to), escaped(words))));
                }
                Change::Words | Change::Instead(_) if is_picture => edits.push((whole, escaped(&shown))),
                Change::Words if name == "a" => edits.push((attribute.name.start..until, String::new())),
                _ => {}
            }
        }
    }
    edits.into_iter().map(|(range, written)| (start + range.start..start + range.end, written)).collect()
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
            "A [link](z/q.md \"t\"), pic, `[no](a.md)` and [ref].\n\n<img alt=\"q.md\" src=\"z/q.md\">\n\n[ref]: z/q.md\n"
        );
    }

    #[test]
    fn addresses_in_raw_html_are_led_as_those_of_markdown() {
        let text = "<p>\n<img\n  alt=\"A &amp; b\"\n  src='a.png'>\n</p>\n\nx <img src=a.png> <a class=k href=\"gone\">w</a> <video src=\"a.mp4\"></video>\n";
        let made = rewritten(text, |found| match found.to {
            "gone" => Change::Words,
            to => Change::To(format!("z/{to}")),
        });
        assert_eq!(
            made,
            "<p>\n<img\n  alt=\"A &amp; b\"\n  src=\"z/a.png\">\n</p>\n\nx <img alt=\"a.png\" src=\"z/a.png\"> <a class=k >w</a> <video src=\"z/a.mp4\"></video>\n"
        );
        let elsewhere = rewritten("<img src=\"https://e.x/a\" alt=\"b\">\n", |_| Change::Instead("[b](x)".to_owned()));
        assert_eq!(elsewhere, "<a href=\"https://e.x/a\">b</a>\n");
    }

    #[test]
    fn paths_lead_from_one_file_to_another() {
        assert_eq!(relative("01-a/02-b.md", "01-a/fig/x.png"), "fig/x.png");
        assert_eq!(relative("01-a/02-b.md", "02-c/_index.md"), "../02-c/_index.md");
        assert_eq!(resolved("episodes/a.md", "../learners/setup.md").as_deref(), Some("learners/setup.md"));
        assert_eq!(resolved("a.md", "../x"), None);
    }
}

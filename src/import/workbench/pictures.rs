//! Pictures with Pandoc's attributes: `![caption](fig/a.png){alt='what it shows' width='50%'}`.

use super::super::report::{Place, Report};
use super::body::words_of;

/// A line with its pictures as Attune has them. A picture alone in its line with a caption and words of its own is a figure.
pub(super) fn pictures(line: &str, place: &Place, report: &mut Report) -> String {
    let (mut out, mut rest) = (String::new(), line);
    while let Some(start) = rest.find("![") {
        let Some(picture) = picture(&rest[start..]) else { break };
        let before = &rest[..start];
        let behind = &rest[start + picture.length..];
        let is_alone = out.is_empty() && before.trim().is_empty() && behind.trim().is_empty();
        out.push_str(before);
        out.push_str(&picture.written(is_alone, place, report));
        rest = behind;
    }
    out.push_str(rest);
    out
}

struct Picture<'t> {
    caption: &'t str,
    address: &'t str,
    attributes: &'t str,
    length: usize,
}

/// Whether the attributes behind a picture go on in the next line.
pub(super) fn is_open(line: &str) -> bool {
    line.contains("![") && line.rfind("){").is_some_and(|at| !line[at..].contains('}'))
}

/// A picture with attributes behind it, at the head of a text. Its caption may hold links.
fn picture(text: &str) -> Option<Picture<'_>> {
    let mut depth = 0_usize;
    let middle = text.char_indices().skip(1).find_map(|(at, character)| {
        match character {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => return None,
        }
        (depth == 0).then_some(at)
    })?;
    let caption = &text[2..middle];
    let inner = text[middle + 1..].strip_prefix('(').filter(|_| !caption.contains('`'))?;
    let end = middle + 2 + inner.find(')')?;
    // A title behind the address is told by the caption.
    let address = text[middle + 2..end].split_whitespace().next()?;
    let attributes = text[end + 1..].strip_prefix('{')?;
    let close = attributes.find('}')?;
    let attributes = &attributes[..close];
    Some(Picture { caption: caption.trim(), address, attributes, length: end + 1 + close + 2 })
}

impl Picture<'_> {
    fn written(&self, is_alone: bool, place: &Place, report: &mut Report) -> String {
        let alt = attribute(self.attributes, "alt").unwrap_or_default();
        let width = attribute(self.attributes, "width")
            .map(|width| width.trim_end_matches("px").to_owned())
            .filter(|width| width.ends_with('%') || width.bytes().all(|byte| byte.is_ascii_digit()));
        let size = width.map_or_else(String::new, |width| format!("{{width={width}}}"));
        let caption = words_of(self.caption);
        let clean = |text: &str| text.replace(['[', ']'], "");
        let rest: Vec<&str> =
            self.attributes.split_whitespace().filter(|word| word.starts_with('.') && *word != ".shadow").collect();
        if !rest.is_empty() {
            report.lost(
                place,
                format!("the look of a picture ({})", rest.join(" ")),
                "left out: the theme gives the look",
            );
        }
        if alt.is_empty() || caption.is_empty() || alt == caption {
            let words = if alt.is_empty() { caption.as_str() } else { alt.as_str() };
            return format!("![{}]({}){size}", clean(words), self.address);
        }
        if is_alone {
            return format!("::: figure\n![{}]({}){size}\n\n{}\n:::", clean(&alt), self.address, self.caption);
        }
        report.lost(
            place,
            format!("the caption `{}` of a picture inside a text", self.caption),
            "it stands behind the picture",
        );
        format!("![{}]({}){size} ({})", clean(&alt), self.address, self.caption)
    }
}

/// The value of an attribute, in quotation marks or not.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let at = attributes.find(&format!("{name}="))?;
    let value = &attributes[at + name.len() + 1..];
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    match quote {
        Some(quote) => value[1..].split(quote).next().map(str::to_owned),
        None => value.split_whitespace().next().map(str::to_owned),
    }
}

/// A line in which words with an id (`[loop]{#loop}`, as Pandoc has them) are places that links can lead to, and `[@key]` is text: a
/// lesson has no bibliography.
pub(super) fn spans_and_keys(line: &str, place: &Place, report: &mut Report) -> String {
    let (mut out, mut rest) = (String::new(), line);
    while let Some(start) = rest.find('[') {
        let is_code = (out.matches('`').count() + rest[..start].matches('`').count()) % 2 == 1;
        let inner = &rest[start + 1..];
        let span = inner.split_once("]{#").and_then(|(words, behind)| {
            let (id, behind) = behind.split_once('}')?;
            let is_id = !id.is_empty()
                && id.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'));
            (is_id && !words.contains(['[', ']'])).then_some((words, id, behind))
        });
        out.push_str(&rest[..start]);
        rest = match span.filter(|_| !is_code) {
            Some((words, id, behind)) => {
                out.push_str(&format!("<span id=\"{id}\">{words}</span>"));
                behind
            }
            None if inner.starts_with('@') && !is_code => {
                report.lost(
                    place,
                    "a citation",
                    "its key stands there: put the works into `references.bib`, and take the backslash away",
                );
                out.push_str("\\[");
                inner
            }
            None => {
                out.push('[');
                inner
            }
        };
    }
    out.push_str(rest);
    out
}

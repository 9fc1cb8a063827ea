//! Pictures with Pandoc's attributes: `![caption](fig/a.png){alt='what it shows' width='50%'}`.

use crate::content::html::{InBraces, attributes_in_braces, braces_end};

use super::super::html::markdown_words;
use super::super::report::{Place, Report};

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
    let close = braces_end(attributes)?;
    let attributes = &attributes[..close];
    Some(Picture { caption: caption.trim(), address, attributes, length: end + 1 + close + 2 })
}

impl Picture<'_> {
    fn written(&self, is_alone: bool, place: &Place, report: &mut Report) -> String {
        let alt = attribute(self.attributes, "alt").unwrap_or_default();
        let size = size(self.attributes);
        let caption = markdown_words(self.caption);
        let clean = |text: &str| text.replace(['[', ']'], "");
        let words = attributes_in_braces(self.attributes).into_iter();
        let class = |word| match word {
            InBraces::Word(word) if word.starts_with('.') && word != ".shadow" => Some(word),
            _ => None,
        };
        let rest: Vec<&str> = words.filter_map(class).collect();
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

/// The width that attributes give a picture, as it stands behind one.
pub(super) fn size(attributes: &str) -> String {
    let width = attribute(attributes, "width").or_else(|| attribute(attributes, "max-width"));
    let width = width.map(|width| width.trim_end_matches("px").to_owned());
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let width = width.filter(|width| is_number(width.strip_suffix('%').unwrap_or(width)));
    width.map_or_else(String::new, |width| format!("{{width={width}}}"))
}

/// The value of an attribute, in quotation marks or not.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    attributes_in_braces(attributes).into_iter().find_map(|attribute| match attribute {
        InBraces::Pair(key, value) if key == name => Some(value),
        _ => None,
    })
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

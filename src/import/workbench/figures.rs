//! Pictures that lessons of the older style include: `{% include figure.html file="a.png" alt="…" caption="…" %}`, over several lines too.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::html::markdown_words;
use super::pictures::{attribute, size};

static INCLUDE: LazyLock<Regex> = LazyLock::new(|| {
    let form = r"(?s)\{%-?\s*include(?:_relative)?\s+(\S*(?i:fig|image|img|picture)\S*)\s(.*?)-?%\}";
    Regex::new(form).expect("it is a fixed expression")
});

/// Where the next line begins, with the signs of quotations before it.
static NEXT_LINE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\n[>\s]*").expect("it is a fixed expression"));

/// Keys under which includes name the file; `url` is mostly what the picture leads to.
const FILE: [&str; 7] = ["file", "src", "image_path", "path", "image", "img", "url"];

/// The text with these pictures as Markdown has them; one alone in its lines with a caption and words of its own is a figure.
pub(super) fn included(body: &str) -> String {
    let figure = |found: &Captures<'_>| {
        let whole = found.get_match();
        let before = &body[body[..whole.start()].rfind('\n').map_or(0, |end| end + 1)..whole.start()];
        let behind = body[whole.end()..].lines().next().unwrap_or_default();
        let is_alone = before.chars().all(|sign| sign == '>' || sign.is_whitespace()) && behind.trim().is_empty();
        let attributes = NEXT_LINE.replace_all(&found[2], " ");
        written(&attributes, is_alone.then_some(before)).unwrap_or_else(|| found[0].to_owned())
    };
    INCLUDE.replace_all(body, figure).into_owned()
}

/// The picture; `prefix` is what stands before it where it is alone in its lines.
fn written(attributes: &str, prefix: Option<&str>) -> Option<String> {
    let of =
        |key: &str| attribute(attributes, key).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let file = FILE.into_iter().find_map(of)?;
    let address = if file.contains([' ', '(', ')']) { format!("<{file}>") } else { file };
    let size = size(attributes);
    let (alt, caption) = (of("alt").unwrap_or_default(), of("caption").or_else(|| of("title")).unwrap_or_default());
    let clean = |text: &str| markdown_words(text).replace(['[', ']'], "");
    let own = clean(&caption);
    match prefix {
        Some(prefix) if !alt.is_empty() && !own.is_empty() && own != clean(&alt) => {
            let lines = ["::: figure", &format!("![{}]({address}){size}", clean(&alt)), "", &caption, ":::"];
            Some(lines.join(&format!("\n{prefix}")))
        }
        _ => Some(format!("![{}]({address}){size}", if alt.is_empty() { own } else { clean(&alt) })),
    }
}

//! Style sheets in a picture: whatever could load something is taken out.
//!
//! A style sheet is not parsed. What loads must be written out in one of a few ways (`url(`, `@import`, functions that take
//! an address as a string), since what could hide it, a backslash, leads to refusal. So every place that has one of these ways
//! is looked at, in comments and strings too, and what is left of them names something in the picture itself or in the text.

use std::borrow::Cow;

/// What loads an address that is written as a string, or ran in browsers of old.
const REFUSED: [&str; 6] = ["image-set(", "image(", "src(", "expression(", "-moz-binding", "javascript:"];
/// Types of data that are drawn: no document.
const DATA: [&str; 12] = [
    "data:image/png",
    "data:image/jpeg",
    "data:image/jpg",
    "data:image/gif",
    "data:image/webp",
    "data:image/avif",
    "data:font/",
    "data:application/font",
    "data:application/x-font",
    "data:application/vnd.ms-fontobject",
    "data:application/octet-stream",
    "data:,",
];
/// In the place of an address: nothing.
const NOTHING: &str = "url(data:,)";

/// A style sheet, or the value of a property, without what loads; `None` where it cannot be told what it does.
pub(super) fn clean(css: &str) -> Option<Cow<'_, str>> {
    let lower = css.to_ascii_lowercase();
    if lower.contains('\\') || REFUSED.iter().any(|refused| lower.contains(refused)) {
        return None;
    }
    let mut cleaned = Cow::Borrowed("");
    let mut done = 0;
    let mut keep = |from: usize, to: usize, put: &str, after: usize| {
        let cleaned = cleaned.to_mut();
        cleaned.push_str(&css[from..to]);
        cleaned.push_str(put);
        done = after;
        after
    };
    let (mut at, mut from) = (0, 0);
    while let Some(next) = lower[at..].find(['u', '@']).map(|offset| at + offset) {
        if lower[next..].starts_with("@import") {
            // Something must stand in its place: what is on both sides must not come together.
            let end = lower[next..].find(';').map_or(lower.len(), |end| next + end + 1);
            from = keep(from, next, "/**/", end);
            at = end;
        } else if lower[next..].starts_with("url(") {
            let (target, end) = target(&css[next + 4..])?;
            let end = next + 4 + end;
            if !is_harmless(target) {
                from = keep(from, next, NOTHING, end);
            }
            at = end;
        } else {
            at = next + 1;
        }
    }
    if done == 0 {
        return Some(Cow::Borrowed(css));
    }
    cleaned.to_mut().push_str(&css[from..]);
    Some(cleaned)
}

/// The address after `url(`, and where its parenthesis is behind; `None` where it is not written in one of the two plain ways.
fn target(css: &str) -> Option<(&str, usize)> {
    let trimmed = css.trim_start();
    let start = css.len() - trimmed.len();
    if let Some(quote) = trimmed.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        let (target, rest) = trimmed[1..].split_once(quote)?;
        let close = rest.trim_start().strip_prefix(')')?;
        return Some((target.trim(), css.len() - close.len()));
    }
    let (target, _) = trimmed.split_once(')')?;
    let end = start + target.len() + 1;
    let target = target.trim();
    let is_plain = !target.contains(|odd: char| matches!(odd, '"' | '\'' | '(') || odd.is_whitespace());
    is_plain.then_some((target, end))
}

/// Whether an address names something in the picture, or holds what is drawn.
pub(super) fn is_harmless(target: &str) -> bool {
    let lower = target.get(..40).unwrap_or(target).to_ascii_lowercase();
    target.starts_with('#') || target.is_empty() || DATA.iter().any(|data| lower.starts_with(data))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_loads_nothing_stays_as_it_is() {
        for css in [
            "",
            "fill:#c00;stroke:url(#g)",
            ".a { fill: url( '#g' ); font-family: \"Open Sans\", sans-serif }",
            "@font-face{font-family:x;src:url(data:font/woff2;base64,AAAA) format('woff2')}",
            "@media (prefers-color-scheme: dark) { text { fill: #fff } }",
        ] {
            assert_eq!(clean(css).as_deref(), Some(css));
        }
    }

    #[test]
    fn what_loads_is_taken_out_however_it_is_written() {
        for (css, left) in [
            ("a{fill:url(http://x.example/y)}b{fill:red}", "a{fill:url(data:,)}b{fill:red}"),
            ("a{fill:URL( 'b.svg#c' )}", "a{fill:url(data:,)}"),
            ("@import 'x.css';a{fill:red}", "/**/a{fill:red}"),
            ("@IMPORT url(x.css);", "/**/"),
            ("@im@import x;port 'y';", "@im/**/port 'y';"),
            ("a{b:\"url(\"} c{d:url(http://x)}", ""),
            ("a{fill:url(data:text/html,x)}", "a{fill:url(data:,)}"),
            ("a{fill:url(data:image/svg+xml,x)}", "a{fill:url(data:,)}"),
            ("a{fill:u\\72l(http://x)}", ""),
            ("a{x:image-set('y' 1x)}", ""),
            ("a{fill:url(\"#\" onload)}", ""),
            ("a{fill:url(http://x", ""),
            ("/* url(*/ a{fill:url(http://x)}", ""),
        ] {
            assert_eq!(clean(css).unwrap_or_default(), left, "{css}");
        }
    }
}

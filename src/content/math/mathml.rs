//! What the library makes of TeX, written anew from an allow-list: elements and attributes of `MathML` that stand here, and text that is
//! escaped. No style is among them, which the site's policy would refuse.

use crate::content::html::decoded;
use crate::source::html::push_text;

/// Elements that stay.
const ELEMENTS: [&str; 20] = [
    "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub",
    "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder",
];
/// And one more, which is longer than the others.
const UNDER_OVER: &str = "munderover";
/// Attributes that stay, on any of them.
const ATTRIBUTES: [&str; 18] = [
    "accent",
    "class",
    "depth",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rspace",
    "scriptlevel",
    "stretchy",
    "symmetric",
];
/// What stands over a letter as its accent, and not as something beside it.
const ACCENTS: [&str; 9] = ["‾", "^", "→", "~", "˙", "¨", "ˇ", "´", "`"];

/// The inside of `<math>` as it is published.
pub(super) fn cleaned(made: &str) -> String {
    let mut out = String::with_capacity(made.len());
    // Where each open `mover` begins.
    let mut overs = Vec::new();
    let mut rest = made;
    while let Some(open) = rest.find('<') {
        text(&rest[..open], &mut out);
        let Some((name, attributes, length)) = tag(&rest[open..]) else {
            push_text(&mut out, "<");
            rest = &rest[open + 1..];
            continue;
        };
        rest = &rest[open + length..];
        match name {
            "mover" => overs.push(out.len() + "<mover".len()),
            "/mover" => {
                let is_accent = |accent: &&str| out.ends_with(&format!("<mi>{accent}</mi>"));
                if let Some(at) = overs.pop().filter(|_| ACCENTS.iter().any(is_accent)) {
                    out.insert_str(at, " accent=\"true\"");
                }
            }
            // A decimal fraction without its zero is one number: `p < .05`.
            "mn" if out.ends_with("<mo>.</mo>") => {
                out.truncate(out.len() - "<mo>.</mo>".len());
                out.push_str("<mn>.");
                continue;
            }
            _ => {}
        }
        out.push('<');
        out.push_str(name);
        for (key, value) in attributes {
            let key = if key == "width" || ATTRIBUTES.contains(&key) { key } else { continue };
            out.push(' ');
            out.push_str(key);
            out.push_str("=\"");
            out.push_str(value);
            out.push('"');
        }
        out.push_str(if name == "mspace" { "></mspace>" } else { ">" });
    }
    text(rest, &mut out);
    out
}

/// Text, in which the library has escaped some characters once, others twice or not at all.
fn text(written: &str, out: &mut String) {
    if written.contains('&') {
        push_text(out, &decoded(written).replace("&nbsp;", "\u{a0}"));
    } else {
        push_text(out, written);
    }
}

/// Attributes with their values.
type Attributes<'t> = Vec<(&'t str, &'t str)>;

/// The name of a tag (with `/` before it where it ends an element), its attributes, and its length.
fn tag(text: &str) -> Option<(&str, Attributes<'_>, usize)> {
    let inside = text.strip_prefix('<')?;
    let end = inside.find(|character: char| !character.is_ascii_lowercase() && character != '/')?;
    let name = inside[..end].strip_suffix('/').filter(|name| !name.is_empty()).unwrap_or(&inside[..end]);
    let element = name.strip_prefix('/').unwrap_or(name);
    if !ELEMENTS.contains(&element) && element != UNDER_OVER {
        return None;
    }
    let mut attributes = Vec::new();
    let mut rest = &inside[name.len()..];
    loop {
        rest = rest.trim_start_matches([' ', '/']);
        if let Some(after) = rest.strip_prefix('>') {
            return Some((name, attributes, text.len() - after.len()));
        }
        let (key, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        let is_plain =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" -.%:#()".contains(&byte));
        if !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') || !is_plain(value) {
            return None;
        }
        attributes.push((key, value));
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allowed_stays_and_all_else_is_text() {
        assert_eq!(cleaned("<mi>a</mi><mo><</mo><mi>b</mi>"), "<mi>a</mi><mo>&lt;</mo><mi>b</mi>");
        assert_eq!(cleaned("<script>x</script>"), "&lt;script&gt;x&lt;/script&gt;");
        assert_eq!(cleaned("<mi style=\"color: red\" onclick=\"x\">a</mi>"), "<mi>a</mi>");
        assert_eq!(
            cleaned("<mo stretchy=\"true\"minsize=\"1.2em\">(</mo>"),
            "<mo stretchy=\"true\" minsize=\"1.2em\">(</mo>"
        );
        assert_eq!(cleaned("<mspace width=\"1em\" />"), "<mspace width=\"1em\"></mspace>");
        assert_eq!(cleaned("<mtext>&amp;nbsp;a&b</mtext>"), "<mtext>\u{a0}a&amp;b</mtext>");
        assert_eq!(cleaned("<mi "), "&lt;mi ");
    }

    #[test]
    fn numbers_and_accents_are_what_they_are() {
        assert_eq!(cleaned("<mo><</mo><mo>.</mo><mn>05</mn>"), "<mo>&lt;</mo><mn>.05</mn>");
        assert_eq!(
            cleaned("<mover><mi>x</mi><mi>‾</mi></mover>"),
            "<mover accent=\"true\"><mi>x</mi><mi>‾</mi></mover>"
        );
        assert_eq!(cleaned("<mover><mi>x</mi><mi>y</mi></mover>"), "<mover><mi>x</mi><mi>y</mi></mover>");
    }
}

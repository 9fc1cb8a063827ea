//! By what an element is not shown: its name, an attribute of its own, or one in braces as Pandoc, kramdown and Quarto have them. Whoever
//! asks whether another tool or a browser would hide a text asks here.

use crate::source::text::is_escaped;

use super::tokens::decoded;

/// Elements whose content browsers do not show (WHATWG HTML, 15.3.1), but for those that go with their content, and `dialog`.
pub(super) const HIDDEN: [&str; 8] =
    ["template", "title", "head", "datalist", "noembed", "noframes", "noscript", "comment"];

/// Classes by which the style sheets of Bootstrap, Tailwind, Bulma, Quarto and others do not show an element.
pub(crate) fn is_hiding_class(class: &str) -> bool {
    const CLASSES: [&str; 8] =
        ["content-hidden", "d-none", "display-none", "hidden", "hide", "invisible", "is-hidden", "not-visible"];
    CLASSES.iter().any(|known| class.eq_ignore_ascii_case(known))
}

/// Whether browsers do not show an element that has this attribute, whose name is in lower case.
pub(super) fn hides(attribute: &str, value: &str) -> bool {
    match attribute {
        "hidden" => true,
        "class" => value.split_whitespace().any(is_hiding_class),
        "style" => value.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
            let value = value.split('!').next().unwrap_or_default().trim().to_ascii_lowercase();
            match property.trim().to_ascii_lowercase().as_str() {
                "display" => value == "none",
                "visibility" => matches!(&*value, "hidden" | "collapse"),
                "content-visibility" => value == "hidden",
                "opacity" | "font-size" => {
                    value.starts_with('0') && value.chars().all(|sign| !('1'..='9').contains(&sign))
                }
                _ => false,
            }
        }),
        _ => false,
    }
}

/// Whether browsers do not show an element with these attributes, names and values as they are written.
pub(crate) fn is_not_shown<'t>(name: &str, attributes: impl Iterator<Item = (&'t str, &'t str)>) -> bool {
    let (mut is_open, mut is_hidden) = (false, HIDDEN.contains(&name));
    for (attribute, value) in attributes {
        let attribute = attribute.to_ascii_lowercase();
        is_open |= attribute == "open";
        is_hidden |= hides(&attribute, &decoded(value));
    }
    is_hidden || name == "dialog" && !is_open
}

/// A word of a list of attributes in braces, as other tools write them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InBraces<'t> {
    /// `.class`, `#id` or both together, or another word without a value.
    Word(&'t str),
    /// `key=value`, without quotation marks and backslashes.
    Pair(&'t str, String),
}

/// What stands in a list of attributes, with its braces or without them: `{.hidden}`, `{: #a style="display: none"}`. A value in quotation
/// marks ends with one that no backslash escapes (Pandoc, "Attributes").
pub(crate) fn attributes_in_braces(written: &str) -> Vec<InBraces<'_>> {
    let mut rest = written.trim_matches(|sign: char| sign.is_whitespace() || "{}[]():".contains(sign));
    let mut found = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(|sign: char| sign.is_whitespace() || sign == '=').unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let Some(value) = behind.trim_start().strip_prefix('=') else {
            found.push(InBraces::Word(word));
            rest = behind.trim_start();
            continue;
        };
        let value = value.trim_start();
        let quoted = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let (value, behind) = match quoted {
            Some(quote) => {
                let inner = &value[1..];
                let end = inner.match_indices(quote).map(|(at, _)| at).find(|at| !is_escaped(inner, *at));
                end.map_or((inner, ""), |end| (&inner[..end], &inner[end + 1..]))
            }
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        found.push(InBraces::Pair(word, unescaped(value)));
        rest = behind.trim_start();
    }
    found
}

/// Where the braces close that open at the head of a text: not within quotation marks, unless these do not close.
pub(crate) fn braces_end(text: &str) -> Option<usize> {
    let mut open = None;
    let close = text.char_indices().find(|(at, sign)| match (open, sign) {
        (None, '}') => true,
        (None, '"' | '\'') if text[..*at].ends_with('=') => {
            open = Some(*sign);
            false
        }
        (Some(quote), sign) if quote == *sign && !is_escaped(text, *at) => {
            open = None;
            false
        }
        _ => false,
    });
    close.map(|(at, _)| at).or_else(|| text.find('}'))
}

fn unescaped(value: &str) -> String {
    let (mut out, mut is_escape) = (String::with_capacity(value.len()), false);
    for sign in value.chars() {
        is_escape = sign == '\\' && !is_escape;
        if !is_escape {
            out.push(sign);
        }
    }
    out
}

/// Whether attributes in braces are by which nothing is shown: `{.hidden}`, `{: style="display: none"}`.
pub(crate) fn hides_in_braces(written: &str) -> bool {
    attributes_in_braces(written).into_iter().any(|attribute| match attribute {
        InBraces::Word(word) => {
            let classes = word.split('#').next().unwrap_or_default();
            classes.starts_with('.') && classes.split('.').any(is_hiding_class)
        }
        InBraces::Pair(key, value) => hides(&key.to_ascii_lowercase(), &decoded(&value)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_hide_by_a_class_a_style_or_an_attribute_as_elements_do() {
        for written in [
            "{.hidden}",
            "{: .x .hidden}",
            "{:.x.hidden}",
            "{.hidden#a}",
            "{#a .HIDE}",
            ".content-hidden when-format=\"html\"",
            "{style=\"color: red; display : none\"}",
            "{: style='visibility:hidden !important ;'}",
            "{style=display:none}",
            "{class=\"a d-none\"}",
            "{: hidden=\"hidden\"}",
            "]{.a style=\"opacity: 0.0\"}",
        ] {
            assert!(hides_in_braces(written), "{written}");
        }
        for written in [
            "{.hiddenly}",
            "{#hidden}",
            "{: hidden}",
            "{: aria-hidden=\"true\"}",
            "{data-x=\"display:none\"}",
            "{title=\"how .hidden and display:none work\"}",
            "{style=\"--display: none-of; font-size: 0.5em\"}",
            "",
        ] {
            assert!(!hides_in_braces(written), "{written}");
        }
    }

    #[test]
    fn values_in_braces_may_hold_quotation_marks_and_braces() {
        let written = r#"{#a .b alt='the repository\'s "URL" {x}' width = 50% title="\\"} more}"#;
        let end = braces_end(&written[1..]).expect("they close") + 2;
        let pair = |key, value: &str| InBraces::Pair(key, value.to_owned());
        let expected = [
            InBraces::Word("#a"),
            InBraces::Word(".b"),
            pair("alt", "the repository's \"URL\" {x}"),
            pair("width", "50%"),
            pair("title", "\\"),
        ];
        assert_eq!(attributes_in_braces(&written[..end]), expected);
        assert_eq!(braces_end(".it's}"), Some(5));
    }

    #[test]
    fn a_declaration_is_read_as_one() {
        for style in ["display:none", "DISPLAY: None ! important", "a:b;visibility: collapse", "font-size:0px"] {
            assert!(hides("style", style), "{style}");
        }
        for style in ["display:block", "x-display:none", "content:'display:none'", "opacity:0.4"] {
            assert!(!hides("style", style), "{style}");
        }
    }
}

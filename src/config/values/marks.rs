//! What stands in a text where a value or an include is meant: `{{value.dose}}`, `{{include crisis}}`.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use crate::data::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Fix, suggest};
use crate::source::Span;
use crate::source::text::is_escaped;

use super::Values;

/// How far the end of a mark is looked for, in bytes.
const LONGEST: usize = 200;

/// A mark in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark<'t> {
    /// Where it stands, with its braces.
    pub(crate) range: Range<usize>,
    /// What it names.
    pub(crate) named: Named<'t>,
}

/// What a mark names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named<'t> {
    /// `value.NAME`.
    Value(&'t str),
    /// `include NAME`.
    Include(&'t str),
    /// What was meant for one and is written otherwise: the name of the value.
    NearlyValue(&'t str),
    /// The same of an include.
    NearlyInclude(&'t str),
}

/// Every mark of a text, by rising place. What is written after a backslash is none.
pub(crate) fn marks<'t>(text: &'t str, values: &Values) -> Vec<Mark<'t>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = memmem::find(&text.as_bytes()[at..], b"{{").map(|offset| at + offset) {
        at = open + 2;
        let near = (LONGEST.min(text.len() - at)..=text.len() - at).find(|end| text.is_char_boundary(at + end));
        let near = &text[at..at + near.unwrap_or_default()];
        let near = &near[..near.find(['\n', '\r']).unwrap_or(near.len())];
        let Some(length) = near.find("}}").filter(|_| !is_escaped(text, open)) else { continue };
        if let Some(named) = named(near[..length].trim(), values) {
            at += length + 2;
            found.push(Mark { range: open..at, named });
        }
    }
    found
}

fn named<'t>(inner: &'t str, values: &Values) -> Option<Named<'t>> {
    if let Some(name) = inner.strip_prefix("value.") {
        return Some(Named::Value(name));
    }
    if let Some(name) = inner.strip_prefix("include").filter(|rest| rest.starts_with([' ', '\t'])) {
        let name = name.trim();
        let plain = name.trim_matches(['"', '\'']);
        return Some(if plain == name { Named::Include(name) } else { Named::NearlyInclude(plain) });
    }
    let word = inner.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inner.len());
    let (word, rest) = inner.split_at(word);
    let name = rest.trim_matches(|c: char| !c.is_alphanumeric() && c != '_' && c != '/');
    match word.to_ascii_lowercase().as_str() {
        "value" | "values" | "val" | "var" | "vars"
            if !name.is_empty() || word.starts_with(['v', 'V']) && rest.is_empty() =>
        {
            Some(Named::NearlyValue(name))
        }
        "include" | "includes" => Some(Named::NearlyInclude(name)),
        _ => values.get(inner).map(|_| Named::NearlyValue(inner)),
    }
}

/// Says that there is no such value, or that it is written otherwise. `span` is the whole mark.
pub(crate) fn unknown(name: &str, is_nearly: bool, span: Span, values: &Values) -> Diagnostic {
    let meant = suggest(name, values.names());
    if is_nearly {
        let right = if values.get(name).is_some() { Some(name) } else { meant.nearest };
        let help = format!("write `{{{{value.{}}}}}`", right.unwrap_or("NAME"));
        let fix = right.filter(|right| *right == name).map(|name| format!("{{{{value.{name}}}}}"));
        let fix = fix.map(|text| Fix::replace(span, text.clone(), format!("write `{text}`")));
        return Diagnostic::new(Code::ValueUnknown, span, "a value is written in another way").help(help).fix(fix);
    }
    let other = match values.names().next() {
        Some(_) => "add it below `[values]` in site.toml".to_owned(),
        None => format!(
            "write it in site.toml: below a line `[values]`, `{} = \"…\"`",
            if name.is_empty() { "name" } else { name }
        ),
    };
    let help = meant.help_as(|name| format!("{{{{value.{name}}}}}"), other);
    let fix = meant.correction.map(|name| format!("{{{{value.{name}}}}}"));
    let fix = fix.map(|text| Fix::replace(span, text.clone(), format!("write `{text}`")));
    Diagnostic::new(Code::ValueUnknown, span, format!("there is no value `{name}`")).help(help).fix(fix)
}

/// A value where words are plain text.
pub(crate) fn plain(value: &str) -> Cow<'_, str> {
    Cow::Borrowed(value)
}

/// Says that an include stands where only words can.
pub(crate) fn in_include(span: Span) -> Diagnostic {
    let message = "an include stands on a line of its own in the text of a page";
    Diagnostic::new(Code::IncludeForm, span, message).help("for a few words write a value: `{{value.name}}`")
}

/// How a value is written where it is put in.
pub(crate) type Written = fn(&str) -> Cow<'_, str>;

/// Puts the values into every text of a tree, `written` in a certain way. What is not known stays as it is written and is reported at its text.
/// The names of all values that are asked for go into `used`.
pub(crate) fn fill(
    node: &mut Node,
    (values, written_as): (&Values, Written),
    used: &mut Vec<String>,
    found: &mut Vec<Diagnostic>,
) {
    let span = node.span;
    match &mut node.value {
        Value::List(items) => {
            for item in items {
                fill(item, (values, written_as), used, found);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                fill(&mut entry.node, (values, written_as), used, found);
            }
        }
        Value::Scalar { text, .. } if text.contains("{{") => {
            let mut filled = String::with_capacity(text.len());
            let mut written = 0;
            for Mark { range, named } in marks(text, values) {
                filled.push_str(&text[written..range.start]);
                written = range.end;
                match named {
                    Named::Value(name) => {
                        used.push(name.to_owned());
                        match values.get(name) {
                            Some(value) => {
                                filled.push_str(&written_as(value));
                                continue;
                            }
                            None if values.may_be(name) => {}
                            None => found.push(Diagnostic { fix: None, ..unknown(name, false, span, values) }),
                        }
                    }
                    Named::NearlyValue(name) => {
                        used.push(name.to_owned());
                        found.push(Diagnostic { fix: None, ..unknown(name, true, span, values) });
                    }
                    Named::Include(_) | Named::NearlyInclude(_) => found.push(in_include(span)),
                }
                filled.push_str(&text[range]);
            }
            filled.push_str(&text[written..]);
            *text = filled;
        }
        Value::Scalar { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_other_braces() {
        let values: Values = [("dose".to_owned(), "50".to_owned())].into_iter().collect();
        let read = |text: &'static str| marks(text, &values).into_iter().map(|mark| mark.named).collect::<Vec<_>>();
        assert_eq!(read("a {{value.dose}} b {{ value.x-y_1 }}"), [Named::Value("dose"), Named::Value("x-y_1")]);
        assert_eq!(
            read("{{include crisis}} {{ include a/b.md }}"),
            [Named::Include("crisis"), Named::Include("a/b.md")]
        );
        assert_eq!(
            read("{{values.dose}} {{Value.dose}} {{value dose}} {{dose}} {{ val:dose }}"),
            [Named::NearlyValue("dose"); 5]
        );
        assert_eq!(
            read("{{include: a}} {{include \"a\"}} {{Include a}} {{include(a)}}"),
            [Named::NearlyInclude("a"); 4]
        );
        assert_eq!(read("{{value}} {{value.}}"), [Named::NearlyValue(""), Named::Value("")]);
        for other in [
            "\\{{value.dose}}",
            "{{< value.dose >}}",
            "{{#include a}}",
            "{{other}}",
            "{{value.dose",
            "{{value.\ndose}}",
        ] {
            assert_eq!(read(other), [], "{other}");
        }
    }
}

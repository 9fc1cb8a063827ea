//! Marks on turns of dialogues name something that the course teaches.
//!
//! `rupture`, `step` and `strategy` are short for the default kinds of page; any other kind of the course goes by its own
//! name. A value is the last part of the address of a page. Where a course has no page of the kind at all, it uses the
//! mark for its words alone, and any value will do that is not one of the two ways misspelt.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::{Course, MarkedTurn, Page};
use crate::diagnostic::{Code, Diagnostic, Fix, suggest};
use crate::source::Span;

use super::tables::Tables;

/// The short names of marks, and the kind of page each stands for.
const SHORT: [(&str, &str); 3] =
    [("rupture", "rupture-cause"), ("step", "repair-step"), ("strategy", "protective-strategy")];
/// The two ways of moving that ruptures are told apart by (3RS); a course teaches them on pages of any kind.
const WAYS: [&str; 2] = ["withdrawal", "confrontation"];

/// The last part of the address of every page, by the kind of page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names(BTreeMap<String, BTreeSet<String>>);

impl Names {
    pub(super) fn of(course: &Course) -> Self {
        let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for page in &course.pages {
            names.entry(&page.kind).or_default().extend(page.address.name().map(str::to_owned));
        }
        Self(names.into_iter().map(|(kind, names)| (kind.to_owned(), names)).collect())
    }

    /// Those of the pages of a kind, in order.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.0.get(kind).into_iter().flatten().map(String::as_str)
    }
}

pub(super) fn check(course: &Course, page: &Page, tables: &Tables, findings: &mut Vec<Diagnostic>) {
    findings.extend(page.outline.marks.iter().filter_map(|marked| finding(course, tables, marked)));
}

fn finding(course: &Course, tables: &Tables, marked: &MarkedTurn) -> Option<Diagnostic> {
    let (name, value, span) = (marked.mark.kind.as_str(), marked.mark.value.as_str(), marked.mark.span);
    let short = SHORT.iter().find(|(short, _)| *short == name).map(|(_, kind)| *kind);
    let kind = short.or_else(|| course.kinds.contains_key(name).then_some(name));
    let Some(kind) = kind else {
        let known = SHORT.iter().map(|(short, _)| *short).chain(course.kinds.keys().map(String::as_str));
        let meant = suggest(name, known);
        let other = "write `rupture`, `step`, `strategy` or the name of a kind of page";
        let help = meant.help_as(|name| format!("{name}={value}"), other);
        let key = Span { end: span.start + u32::try_from(name.len()).unwrap_or_default(), ..span };
        let fix = meant.fix(key, name);
        let finding = Diagnostic::new(Code::DialogueMark, span, format!("there is no mark `{name}`"));
        return Some(finding.help(help).fix(fix));
    };
    let own = tables.names(course).0.get(kind);
    let is_way = name == "rupture" && WAYS.contains(&value);
    // Of the two ways one is meant where the value is nearly its name, in a course without such pages, too.
    let is_misspelt = || name == "rupture" && suggest(value, WAYS).nearest.is_some();
    let known = own.map_or_else(|| !is_misspelt(), |names| names.contains(value));
    if known || is_way {
        return None;
    }
    let near = tables.names_of_kind(course, kind);
    let values = near.near(value).into_iter().chain(WAYS.into_iter().filter(|_| name == "rupture"));
    let meant = suggest(value, values);
    let fix = meant.correction.and_then(|right| Fix::value(span, name, value, right));
    let other = "name the last part of the address of a page of this kind";
    let help = meant.help_as(|near| format!("{name}={near}"), other);
    let message = match own {
        Some(_) => format!("no page of the kind `{kind}` is called `{value}`"),
        None => format!("there is no kind of rupture called `{value}`"),
    };
    Some(Diagnostic::new(Code::DialogueMark, span, message).help(help).fix(fix))
}

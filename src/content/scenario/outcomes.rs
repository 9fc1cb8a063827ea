//! How a scenario can end: repaired, partly or not, or in an author's own words: `outcomes="agreed: They agree; lost: He leaves"`.

use crate::course::Ending;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

use super::super::attributes::Attributes;
use super::super::parse_context::ParseContext;

const FORM: &str = "write a name, a colon and its words for each, with semicolons between: `outcomes=\"agreed: They agree; lost: He \
                    leaves\"`";

/// The outcomes of one scenario.
pub(super) struct Outcomes {
    /// Where they are written.
    span: Option<Span>,
    /// The name, the words, and whether a moment ends so.
    own: Vec<(String, String, bool)>,
}

impl Outcomes {
    /// Reads the attribute; where there is none, an exchange ends as any other.
    pub(super) fn read(page: &mut ParseContext<'_>, attributes: &Attributes) -> Self {
        let Some(pair) = attributes.pairs.iter().find(|pair| pair.key == "outcomes") else {
            return Self { span: None, own: Vec::new() };
        };
        let span = page.span(pair.range.clone());
        let mut own: Vec<(String, String, bool)> = Vec::new();
        for part in pair.value.as_deref().unwrap_or_default().split(';').filter(|part| !part.trim().is_empty()) {
            let (name, words) = part.split_once(':').unwrap_or((part, ""));
            let (name, words) = (name.trim(), page.options.typography.set(words.trim()).into_owned());
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
            let problem = if !is_name {
                Some(format!("`{}` is no name of an outcome", part.trim()))
            } else if words.is_empty() {
                Some(format!("the outcome `{name}` has no words"))
            } else if own.iter().any(|(known, ..)| known == name) {
                Some(format!("the outcome `{name}` stands here twice"))
            } else {
                None
            };
            match problem {
                Some(message) => page.report(Diagnostic::new(Code::ScenarioForm, span, message).help(FORM)),
                None => own.push((name.to_owned(), words, false)),
            }
        }
        if own.is_empty() && pair.value.as_deref().is_none_or(|value| value.trim().is_empty()) {
            page.report(Diagnostic::new(Code::ScenarioForm, span, "`outcomes` names none").help(FORM));
        }
        Self { span: Some(span), own }
    }

    /// The ending of this name, and the author's words for it.
    pub(super) fn named(&mut self, name: &str) -> Option<(Ending, Option<String>)> {
        let usual = Ending::ALL.iter().find(|(known, _)| *known == name).map(|(_, ending)| *ending);
        let own = self.own.iter_mut().find(|(known, ..)| known == name);
        let words = own.map(|(_, words, used)| {
            *used = true;
            words.clone()
        });
        let ending = usual.or_else(|| words.is_some().then_some(Ending::Own))?;
        Some((ending, words))
    }

    /// Every name that an ending may have.
    pub(super) fn names(&self) -> Vec<String> {
        let own = self.own.iter().map(|(name, ..)| name.clone());
        own.chain(Ending::ALL.map(|(name, _)| name.to_owned())).collect()
    }

    /// What can be written.
    pub(super) fn help(&self) -> String {
        let names: Vec<String> = self.names().into_iter().map(|name| format!("`ending={name}`")).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("write {} or {last}", rest.join(", ")),
            _ => format!("write {}", names.concat()),
        }
    }

    /// Reports outcomes that no moment has.
    pub(super) fn report_unused(&self, page: &mut ParseContext<'_>) {
        let Some(span) = self.span else { return };
        for (name, ..) in self.own.iter().filter(|(.., used)| !used) {
            let help = format!("write `ending={name}` behind the heading of the moment that ends so, or leave it out");
            let message = format!("no moment of the scenario ends `{name}`");
            page.report(Diagnostic::new(Code::ScenarioForm, span, message).help(help));
        }
    }
}

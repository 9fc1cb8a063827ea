//! What the attributes of a question say, and which of them its kind has no use for.

use crate::course::{Answer, BlankEntry, ItemKind};
use crate::diagnostic::{Code, Diagnostic, Fix, listed, suggest};
use crate::source::Span;

use super::super::attributes::Attributes;
use super::super::parse_context::ParseContext;
use super::kind::Asserted;

pub(super) const ATTRIBUTES: [&str; 9] =
    ["objective", "points", "shuffle", "attempts", "difficulty", "confidence", "rate", "kind", "case"];

/// What the attributes of a question say.
pub(super) struct Settings {
    pub(super) objective: Option<(String, Span)>,
    pub(super) points: u32,
    pub(super) shuffle: bool,
    pub(super) attempts: Option<u32>,
    pub(super) difficulty: Option<u8>,
    pub(super) confidence: bool,
    /// Where `rate` stands, for a question whose options are each rated.
    pub(super) rate: Option<Span>,
    /// The kind that the author says it is, and where.
    pub(super) kind: Option<(Asserted, Span)>,
    /// Where `case=exact` stands.
    pub(super) exact: Option<Span>,
    /// Where attributes stand that not every kind of question has a use for.
    particular: Vec<(String, Span)>,
}

impl Settings {
    /// Reads them, and reports values that make no sense.
    pub(super) fn read(page: &mut ParseContext<'_>, attributes: &Attributes) -> Self {
        let mut settings = Self {
            objective: None,
            points: 1,
            shuffle: true,
            attempts: None,
            difficulty: None,
            confidence: false,
            rate: None,
            kind: None,
            exact: None,
            particular: Vec::new(),
        };
        for pair in &attributes.pairs {
            let span = page.span(pair.range.clone());
            let value = pair.value.as_deref();
            let understood = match pair.key.as_str() {
                "objective" => {
                    settings.objective = value.filter(|id| !id.is_empty()).map(|id| (id.to_owned(), span));
                    settings.objective.is_some()
                }
                "points" => set(&mut settings.points, whole(value, 1..=100)),
                "attempts" => set(&mut settings.attempts, whole(value, 1..=100).map(Some)),
                "difficulty" => set(&mut settings.difficulty, whole(value, 1..=5).map(Some)),
                "shuffle" => set(&mut settings.shuffle, truth(value)),
                "confidence" => set(&mut settings.confidence, truth(value)),
                "rate" => set(&mut settings.rate, truth(value).map(|rated| rated.then_some(span))),
                "kind" => set(&mut settings.kind, value.and_then(Asserted::named).map(|kind| Some((kind, span)))),
                "case" => set(&mut settings.exact, (value == Some("exact")).then_some(Some(span))),
                _ => true,
            };
            if !understood {
                report_value(page, &pair.key, value.unwrap_or_default(), span);
            } else if matches!(pair.key.as_str(), "points" | "attempts" | "confidence" | "shuffle") {
                settings.particular.push((pair.key.clone(), span));
            }
        }
        settings
    }

    /// The kind that the author says it is.
    pub(super) fn asserted(&self) -> Option<ItemKind> {
        self.kind.map(|(kind, _)| kind.of())
    }

    /// Reports what does nothing for this kind of question: an open one is not scored, and what is no list of options is
    /// shuffled always or never.
    pub(super) fn report_unused(&self, page: &mut ParseContext<'_>, answer: &Answer) {
        let is_typed = matches!(answer, Answer::Blanks(blanks)
            if blanks.iter().any(|blank| matches!(blank.entry, BlankEntry::Typed { .. })));
        if let Some(span) = self.exact.filter(|_| !is_typed) {
            let message = "`case` without a word to type does nothing";
            let help = "leave it out, or write a blank: `[[attunement]]`";
            page.report(Diagnostic::new(Code::QuestionUnusedAttribute, span, message).help(help));
        }
        let open = matches!(answer, Answer::Reflection(_));
        let options =
            matches!(answer, Answer::Single(_) | Answer::Multiple(_) | Answer::Judgement(_) | Answer::Rating(_));
        for (key, span) in &self.particular {
            let message = match key.as_str() {
                "shuffle" if !options => "`shuffle` without options does nothing".to_owned(),
                "shuffle" => continue,
                "points" if open => "an open question has no points".to_owned(),
                key if open => format!("`{key}` does nothing for an open question, which is not scored"),
                _ => continue,
            };
            let help = format!("leave out `{key}`, or give the question options with `- [ ]` and `- [x]`");
            page.report(Diagnostic::new(Code::QuestionUnusedAttribute, *span, message).help(help));
        }
    }
}

fn set<T>(target: &mut T, value: Option<T>) -> bool {
    let understood = value.is_some();
    if let Some(value) = value {
        *target = value;
    }
    understood
}

fn whole<T: std::str::FromStr + PartialOrd>(value: Option<&str>, allowed: std::ops::RangeInclusive<T>) -> Option<T> {
    value?.parse().ok().filter(|number| allowed.contains(number))
}

fn truth(value: Option<&str>) -> Option<bool> {
    match value {
        None | Some("true") => Some(true),
        Some("false") => Some(false),
        Some(_) => None,
    }
}

fn report_value(page: &mut ParseContext<'_>, key: &str, value: &str, span: Span) {
    let expected = match key {
        "objective" => "the id of an objective",
        "difficulty" => "a number from 1 (easy) to 5 (hard)",
        "shuffle" | "confidence" | "rate" => "`true` or `false`",
        "case" => "`exact`, where capitals count in what is typed",
        "kind" => "the name of a kind of question",
        _ => "a whole number from 1 to 100",
    };
    let message = format!("`{key}` cannot be `{value}`");
    let known: Vec<&str> = match key {
        "shuffle" | "confidence" | "rate" => vec!["true", "false"],
        "kind" => Asserted::NAMES.iter().map(|(name, _)| *name).collect(),
        "case" => vec!["exact"],
        _ => Vec::new(),
    };
    let meant = suggest(value, known.iter().copied());
    let fix = meant.correction.and_then(|meant| Fix::value(span, key, value, meant));
    let help = match key {
        "kind" => meant.help_as(|name| format!("kind={name}"), format!("the kinds are {}", listed(known))).into_owned(),
        _ => format!("`{key}` takes {expected}"),
    };
    page.report(Diagnostic::new(Code::ContainerAttribute, span, message).help(help).fix(fix));
}

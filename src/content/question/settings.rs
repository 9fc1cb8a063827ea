//! What the attributes of a question say, and which of them its kind has no use for.

use crate::course::Answer;
use crate::diagnostic::{Code, Diagnostic, Fix, suggest};
use crate::source::Span;

use super::super::attributes::Attributes;
use super::super::parse_context::ParseContext;

pub(super) const ATTRIBUTES: [&str; 7] =
    ["objective", "points", "shuffle", "attempts", "difficulty", "confidence", "rate"];

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

    /// Reports what does nothing for this kind of question: an open one is not scored, and what is no list of options is
    /// shuffled always or never.
    pub(super) fn report_unused(&self, page: &mut ParseContext<'_>, answer: &Answer) {
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
        _ => "a whole number from 1 to 100",
    };
    let message = format!("`{key}` cannot be `{value}`");
    let truths = ["true", "false"].into_iter().filter(|_| matches!(key, "shuffle" | "confidence" | "rate"));
    let fix = suggest(value, truths).correction.and_then(|meant| Fix::value(span, key, value, meant));
    let help = format!("`{key}` takes {expected}");
    page.report(Diagnostic::new(Code::ContainerAttribute, span, message).help(help).fix(fix));
}

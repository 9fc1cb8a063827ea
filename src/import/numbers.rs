//! Numbers to type, with what may be off and a unit.

use super::material::Gap;
use super::report::{Place, Report};
use super::rich_text::{Block, Inline, Text, words};

/// A number that is accepted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Accepted {
    /// As written: `3.14`, or nothing where any number is meant.
    pub(super) value: String,
    /// How far an answer may be off; nothing for not at all.
    pub(super) tolerance: String,
    /// Percent of the points.
    pub(super) percent: f64,
    pub(super) feedback: Text,
}

impl Accepted {
    /// Of `42`, `42:0.5` or `41..43`.
    pub(super) fn of(written: &str, percent: f64, feedback: Text) -> Self {
        let written = written.trim();
        let (value, tolerance) = if let Some((low, high)) = written.split_once("..") {
            match (low.trim().parse::<f64>(), high.trim().parse::<f64>()) {
                (Ok(low), Ok(high)) => (shown(f64::midpoint(low, high)), shown((high - low).abs() / 2.0)),
                _ => (written.to_owned(), String::new()),
            }
        } else {
            let (value, tolerance) = written.split_once(':').unwrap_or((written, ""));
            (value.trim().to_owned(), tolerance.trim().to_owned())
        };
        let is_exact = tolerance.parse::<f64>().is_ok_and(|tolerance| tolerance == 0.0);
        Self { value, tolerance: if is_exact { String::new() } else { tolerance }, percent, feedback }
    }
}

/// A number with as few digits as tell it apart.
fn shown(number: f64) -> String {
    let text = format!("{number:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The gap for these numbers, and the explanation that feedback becomes.
pub(super) fn gap(accepted: &[Accepted], place: &Place, report: &mut Report) -> (Gap, Text) {
    let best = accepted.iter().map(|number| number.percent).fold(0.0, f64::max);
    let (mut answers, mut explanation) = (Vec::new(), Vec::new());
    for Accepted { value, tolerance, percent, feedback } in accepted {
        let is_any = value.is_empty() || value == "*";
        if !feedback.is_empty() {
            report.lost(
                place,
                format!("feedback on the number `{value}`"),
                "it stands in the explanation, which is shown after any answer",
            );
            if !is_any {
                explanation.push(Block::Paragraph(vec![Inline::Strong(vec![words(value)])]));
            }
            explanation.extend(feedback.iter().cloned());
        }
        if is_any || *percent <= 0.0 {
            continue;
        }
        if *percent < best - 0.001 {
            report.lost(
                place,
                format!("the number `{value}`, which earns {percent}%"),
                "it is not accepted: a typed answer is right or wrong",
            );
            continue;
        }
        if !tolerance.is_empty() {
            report.lost(
                place,
                format!("`{value}`, give or take `{tolerance}`"),
                format!("`{value}` alone is accepted"),
            );
        }
        answers.push(value.clone());
    }
    (Gap::Typed(answers), explanation)
}

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

/// A number as an author writes it: three decimals could be thousands, and have a fourth.
fn shown(number: f64) -> String {
    // Sums of binary fractions have digits that nobody wrote.
    let rounded = format!("{number:.9}");
    let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
    let text = if number.abs() < 1e-6 { format!("{number}") } else { rounded.to_owned() };
    match text.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => text + "0",
        _ => text,
    }
}

/// A unit in which a number may be typed, and how many of it make one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    pub(super) name: String,
    pub(super) multiplier: f64,
}

/// The gap for these numbers, and the explanation that feedback becomes.
pub(super) fn gap(accepted: &[Accepted], units: &[Unit], place: &Place, report: &mut Report) -> (Gap, Text) {
    let best = accepted.iter().map(|number| number.percent).fold(0.0, f64::max);
    let (mut forms, mut words_only, mut explanation) = (Vec::new(), Vec::new(), Vec::new());
    for Accepted { value, tolerance, percent, feedback } in accepted {
        let is_any = value.is_empty() || value == "*";
        if !feedback.is_empty() {
            let on = if is_any { "other numbers".to_owned() } else { format!("the number `{value}`") };
            let instead = "it stands in the explanation, which is shown after any answer";
            report.lost(place, format!("feedback on {on}"), instead);
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
        let numbers =
            (value.parse::<f64>().ok()).zip(if tolerance.is_empty() { Some(0.0) } else { tolerance.parse().ok() });
        match numbers.filter(|(value, tolerance): &(f64, f64)| value.is_finite() && tolerance.is_finite()) {
            Some(numbers) => forms.extend(in_units(numbers, units, place, report)),
            None => words_only.push(value.clone()),
        }
    }
    if forms.is_empty() {
        return (Gap::Typed(words_only), explanation);
    }
    for value in words_only {
        report.lost(place, format!("`{value}`, which is no number"), "it is not accepted beside numbers");
    }
    (Gap::Number(forms), explanation)
}

/// One number in every unit.
fn in_units((value, tolerance): (f64, f64), units: &[Unit], place: &Place, report: &mut Report) -> Vec<String> {
    let form = |multiplier: f64, unit: &str| {
        let about = tolerance.abs() * multiplier;
        let about = if about > 0.0 { format!(" ± {}", shown(about)) } else { String::new() };
        format!("{}{about} {unit}", shown(value * multiplier)).trim_end().to_owned()
    };
    let mut forms = Vec::new();
    for Unit { name, multiplier } in units {
        let is_plain = name.chars().all(|sign| sign.is_alphabetic() || "%°µ²³·/ ".contains(sign));
        if is_plain && name.starts_with(|first: char| !first.is_whitespace()) && *multiplier > 0.0 {
            forms.push(form(*multiplier, name));
        } else {
            report.lost(place, format!("the unit `{name}`"), "left out");
        }
    }
    if forms.is_empty() { vec![form(1.0, "")] } else { forms }
}

//! What answers earn elsewhere, in percent, and here: all, half or nothing; of several right ones each the same share.

use super::material::{Answer, Choice, Credit};
use super::report::{Place, Report};
use super::rich_text::{Block, Inline, Text, plain, words};

/// An answer as other tools have it.
#[derive(Debug, Clone)]
pub(super) struct Scored {
    pub(super) text: Text,
    /// Percent of the points; below zero for what costs some.
    pub(super) percent: f64,
    pub(super) feedback: Text,
}

/// Options of which one is chosen, or `several`.
pub(super) fn options(answers: Vec<Scored>, several: bool, place: &Place, report: &mut Report) -> Answer {
    let best = answers.iter().map(|answer| answer.percent).fold(0.0, f64::max);
    let option = |answer: Scored, credit| Choice { text: answer.text, credit, feedback: answer.feedback };
    if several {
        let mut right: Vec<f64> =
            answers.iter().map(|answer| answer.percent).filter(|percent| *percent > 0.0).collect();
        right.sort_by(f64::total_cmp);
        if right.first().zip(right.last()).is_some_and(|(least, most)| most - least > 0.01) {
            report.lost(place, "right options that earn unlike shares", "each right option earns the same share");
        }
        // Here a wrong choice takes away what a right one earns.
        let share = right.last().copied().unwrap_or(0.0);
        let costs = |answer: &&Scored| answer.percent < 0.0 && (answer.percent + share).abs() > 1.0;
        if let Some(answer) = answers.iter().find(costs) {
            let what = format!("an option that costs {}%", round(-answer.percent));
            report.lost(place, what, "a wrong choice takes away as much as a right one earns");
        }
        let options = answers.into_iter().map(|answer| {
            let credit = if answer.percent > 0.0 { Credit::Full } else { Credit::None };
            option(answer, credit)
        });
        return Answer::Choice { options: options.collect(), several: true };
    }
    if best > 0.0 && best < 99.99 {
        report.lost(place, format!("no option earns all points (the best one {best}%)"), "the best one is right");
    }
    let mut options = Vec::with_capacity(answers.len());
    for answer in answers {
        let percent = answer.percent;
        let credit = if percent > 0.0 && percent >= best - 0.001 {
            Credit::Full
        } else if percent > 0.0 {
            if (percent - 50.0).abs() > 0.01 {
                report.lost(
                    place,
                    format!("an option that earns {}%", round(percent)),
                    "it is defensible, `[~]`, and earns half",
                );
            }
            Credit::Half
        } else {
            if percent < 0.0 {
                report.lost(place, format!("an option that costs {}%", round(-percent)), "it earns nothing");
            }
            Credit::None
        };
        options.push(option(answer, credit));
    }
    Answer::Choice { options, several: false }
}

/// What is accepted of typed answers, after reporting what is not; and the explanation that their feedback becomes.
pub(super) fn typed(answers: Vec<Scored>, place: &Place, report: &mut Report) -> (Vec<String>, Text) {
    let best = answers.iter().map(|answer| answer.percent).fold(0.0, f64::max);
    let (mut accepted, mut explanation) = (Vec::new(), Vec::new());
    for answer in answers {
        let written = plain(&answer.text);
        let is_any = written == "*";
        if !answer.feedback.is_empty() {
            report.lost(
                place,
                format!("feedback on the typed answer `{written}`"),
                "it stands in the explanation, which is shown after any answer",
            );
            if !is_any {
                explanation.push(Block::Paragraph(vec![Inline::Strong(vec![words(&written)])]));
            }
            explanation.extend(answer.feedback);
        }
        if is_any || answer.percent <= 0.0 {
            if !is_any {
                report.lost(
                    place,
                    format!("the typed answer `{written}`, which is foreseen as wrong"),
                    "any answer that is not accepted is wrong",
                );
            }
        } else if answer.percent >= best - 0.001 {
            accepted.extend(without_wildcards(&written, place, report));
        } else {
            report.lost(
                place,
                format!("the answer `{written}`, which earns {}%", round(answer.percent)),
                "it is not accepted: a typed answer is right or wrong",
            );
        }
    }
    (accepted, explanation)
}

/// The answer without asterisks that stand for any letters.
fn without_wildcards(written: &str, place: &Place, report: &mut Report) -> Option<String> {
    let has_wildcard = written.replace("\\*", "").contains('*');
    if !has_wildcard {
        return Some(written.replace("\\*", "*"));
    }
    let bare = written.replace("\\*", "\u{0}").replace('*', " ").replace('\u{0}', "*");
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    report.lost(
        place,
        format!("`{written}`, in which `*` stands for any letters"),
        format!("`{bare}` is accepted; add other forms between bars"),
    );
    (!bare.is_empty()).then_some(bare)
}

/// A number without needless decimals.
fn round(percent: f64) -> String {
    let text = format!("{percent:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

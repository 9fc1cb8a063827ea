//! What stands between the braces of a question, of which its kind follows.

use super::super::material::{Answer, Gap};
use super::super::report::{Place, Report};
use super::super::rich_text::{Text, plain};
use super::super::scoring::{Scored, options, typed};
use super::signs::Signs;
use super::{Markup, markup, text};

/// How the question around the answers is written.
pub(super) struct Asked<'a> {
    pub(super) markup: Markup,
    pub(super) place: &'a Place,
    /// Whether words follow the answers: they then stand for a missing word.
    pub(super) has_end: bool,
}

/// The answers, read.
pub(super) struct Read {
    pub(super) answer: Answer,
    pub(super) explanation: Text,
    /// Whether the answers stand in a gap.
    pub(super) is_gap: bool,
    pub(super) shuffle: bool,
}

/// Reads them; nothing when they cannot be read, which is reported.
pub(super) fn read(written: &Signs, asked: &Asked<'_>, report: &mut Report) -> Option<Read> {
    let written = written.trimmed();
    let (written, mut explanation) = match written.find("####", 0) {
        Some(at) => {
            let general = written.slice(at + 4, written.len()).text();
            (written.slice(0, at).trimmed(), of(&general, asked, report))
        }
        None => (written, Vec::new()),
    };
    let plain_read = |answer, explanation, is_gap| Some(Read { answer, explanation, is_gap, shuffle: true });
    if written.len() == 0 {
        return plain_read(Answer::Open(explanation), Vec::new(), false);
    }
    if written.starts_with("#") {
        let (gap, more) = super::super::numbers::gap(&numbers(&written, asked, report), &[], asked.place, report);
        explanation.splice(0..0, more);
        return plain_read(Answer::Gaps(vec![gap]), explanation, true);
    }
    if let Some(is_true) = truth(&written) {
        let answer = true_or_false(is_true, &written, asked, report);
        return Some(Read { answer, explanation, is_gap: false, shuffle: false });
    }
    let entries = entries(&written);
    if entries.is_empty() {
        report.fault(
            asked.place,
            "answers without `=`, `~`, `#`, `T` or `F`",
            "write `=` before what is right and `~` before what is wrong",
        );
        return None;
    }
    let first = written.slice(0, written.find_any(&['=', '~'], 0).unwrap_or(0)).trimmed().text();
    if !first.trim().is_empty() {
        let what = format!("`{}`, which stands before the first answer", first.trim());
        report.lost(asked.place, what, "left out: write `=` or `~` before it where it is an answer");
    }
    if entries.iter().all(|entry| entry.is_right && entry.text.find("->", 0).is_some()) {
        return plain_read(pairs(&entries, asked, report), explanation, false);
    }
    let is_typed = entries.iter().all(|entry| entry.is_right);
    let has_right = entries.iter().any(|entry| entry.is_right);
    let scored: Vec<Scored> = entries.into_iter().map(|entry| scored(&entry, asked, report)).collect();
    if is_typed {
        let (accepted, more) = typed(scored, asked.place, report);
        explanation.splice(0..0, more);
        return plain_read(Answer::Gaps(vec![Gap::Typed(accepted)]), explanation, true);
    }
    let is_plain = scored
        .iter()
        .all(|answer| answer.feedback.is_empty() && (answer.percent.abs() < 0.01 || answer.percent >= 99.99));
    if asked.has_end && has_right && is_plain && scored.iter().filter(|answer| answer.percent > 0.0).count() == 1 {
        let entries = scored.iter().map(|answer| (plain(&answer.text), answer.percent > 0.0)).collect();
        return plain_read(Answer::Gaps(vec![Gap::Menu(entries)]), explanation, true);
    }
    plain_read(options(scored, !has_right, asked.place, report), explanation, false)
}

/// A text of the answers, which may name its own format.
fn of(written: &str, asked: &Asked<'_>, report: &mut Report) -> Text {
    let (markup, rest) = markup(written, asked.markup);
    text(rest, markup, asked.place, report)
}

/// One answer: `=%50%text#feedback`.
struct Entry {
    is_right: bool,
    percent: Option<f64>,
    text: Signs,
    feedback: Option<Signs>,
}

fn entries(written: &Signs) -> Vec<Entry> {
    let (mut entries, mut at) = (Vec::new(), written.find_any(&['=', '~'], 0));
    while let Some(start) = at {
        let end = written.find_any(&['=', '~'], start + 1);
        let inner = written.slice(start + 1, end.unwrap_or(written.len()));
        entries.push(entry(written.at(start) == Some('='), &inner));
        at = end;
    }
    entries
}

fn entry(is_right: bool, written: &Signs) -> Entry {
    let mut rest = written.trimmed();
    let mut percent = None;
    if rest.starts_with("%")
        && let Some(end) = rest.find("%", 1)
    {
        percent = rest.slice(1, end).text().trim().parse().ok();
        rest = rest.slice(end + 1, rest.len()).trimmed();
    }
    let feedback = rest.find("#", 0);
    let text = rest.slice(0, feedback.unwrap_or(rest.len())).trimmed();
    Entry { is_right, percent, text, feedback: feedback.map(|at| rest.slice(at + 1, rest.len())) }
}

fn scored(entry: &Entry, asked: &Asked<'_>, report: &mut Report) -> Scored {
    Scored {
        text: of(&entry.text.text(), asked, report),
        percent: entry.percent.unwrap_or(if entry.is_right { 100.0 } else { 0.0 }),
        feedback: entry.feedback.as_ref().map(|feedback| of(&feedback.text(), asked, report)).unwrap_or_default(),
    }
}

fn pairs(entries: &[Entry], asked: &Asked<'_>, report: &mut Report) -> Answer {
    let mut pairs = Vec::new();
    for entry in entries {
        let Some(arrow) = entry.text.find("->", 0) else { continue };
        let term = of(&entry.text.slice(0, arrow).text(), asked, report);
        let definition = of(&entry.text.slice(arrow + 2, entry.text.len()).text(), asked, report);
        if plain(&term).is_empty() {
            let words = plain(&definition);
            report.lost(
                asked.place,
                format!("`{words}`, which belongs to no term"),
                "left out: every definition has its term",
            );
        } else {
            pairs.push((term, definition));
        }
    }
    Answer::Match(pairs)
}

/// `T`, `TRUE`, `F` or `FALSE`, with feedback behind it or not.
fn truth(written: &Signs) -> Option<bool> {
    let word = written.slice(0, written.find("#", 0).unwrap_or(written.len())).trimmed().text();
    match word.to_ascii_uppercase().as_str() {
        "T" | "TRUE" => Some(true),
        "F" | "FALSE" => Some(false),
        _ => None,
    }
}

/// Feedback on the wrong answer comes first.
fn true_or_false(is_true: bool, written: &Signs, asked: &Asked<'_>, report: &mut Report) -> Answer {
    let mut feedback = Vec::new();
    let mut at = written.find("#", 0);
    while let Some(start) = at {
        let end = written.find("#", start + 1);
        feedback.push(of(&written.slice(start + 1, end.unwrap_or(written.len())).text(), asked, report));
        at = end;
    }
    let mut feedback = feedback.into_iter();
    let (on_wrong, on_right) = (feedback.next().unwrap_or_default(), feedback.next().unwrap_or_default());
    Answer::Truth { is_true, on_right, on_wrong }
}

/// The numbers behind `#`, each with what it earns: `42`, `42:0.5`, `41..43`.
fn numbers(written: &Signs, asked: &Asked<'_>, report: &mut Report) -> Vec<super::super::numbers::Accepted> {
    let rest = written.slice(1, written.len()).trimmed();
    let mut entries = entries(&rest);
    // The right number may stand first without its sign: `#3:2 ~#Try again`.
    let first = rest.slice(0, rest.find_any(&['=', '~'], 0).unwrap_or(rest.len())).trimmed();
    if first.len() > 0 {
        entries.insert(0, entry(true, &first));
    }
    let accepted = |entry: &Entry| {
        let scored = scored(entry, asked, report);
        super::super::numbers::Accepted::of(&entry.text.text(), scored.percent, scored.feedback)
    };
    entries.iter().map(accepted).collect()
}

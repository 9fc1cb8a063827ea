//! GIFT, Moodle's format of questions as text (docs.moodle.org, "GIFT format").
//!
//! [`split`] finds the questions of a file, [`signs`] knows which characters are escaped, [`answers`] reads what stands between braces,
//! [`comments`] what is for who teaches.

mod answers;
mod comments;
mod signs;
mod split;
#[cfg(test)]
mod tests;

use super::bank::Bank;
use super::html::Reading;
use super::material::{Material, Part, Question};
use super::report::{Place, Report};
use super::rich_text::{Block, Inline, Text, words};
use signs::Signs;
use split::{Item, items};

/// Whether a text looks like GIFT.
pub(super) fn is_gift(text: &str) -> bool {
    items(text).iter().any(|item| match item {
        Item::Category(..) => true,
        Item::Comment { .. } => false,
        Item::Question { text, .. } => {
            let signs = Signs::of(text);
            signs.find("{", 0).and_then(|open| signs.find("}", open)).is_some()
        }
    })
}

/// Reads a file; `title` is what the bank is called.
pub(super) fn read(file: &str, text: &str, title: &str, report: &mut Report) -> Material {
    let mut bank = Bank::new(title);
    let mut category = Vec::new();
    for item in items(text) {
        match item {
            Item::Category(path) => category = super::bank::category(&path),
            Item::Comment { text, line } => {
                let notes = comments::notes(&text, &Place::line(file, line), report);
                if !notes.is_empty() {
                    bank.push(&category, Part::Notes(notes));
                }
            }
            Item::Question { text, line, comments } => {
                let place = Place::line(file, line);
                let notes = comments::notes(&comments, &place, report);
                match question(&text, &place, report) {
                    Some(Part::Question(mut question)) => {
                        question.notes = notes;
                        bank.push(&category, Part::Question(question));
                    }
                    Some(part) => {
                        bank.push(&category, part);
                        if !notes.is_empty() {
                            bank.push(&category, Part::Notes(notes));
                        }
                    }
                    None => {}
                }
            }
        }
    }
    Material { title: title.to_owned(), pages: bank.pages(&Place::file(file)), ..Material::default() }
}

/// How the text of a question is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markup {
    /// HTML in which a line's end is one.
    Moodle,
    Html,
    Markdown,
    Plain,
}

/// A text in one of these, as blocks.
fn text(written: &str, markup: Markup, place: &Place, report: &mut Report) -> Text {
    let nothing = |_: &str| None;
    let mut reading = Reading { place: place.clone(), report, beside: &nothing, has_tex: true };
    let written = written.trim();
    match markup {
        Markup::Moodle => reading.html(&written.replace('\n', "<br>")),
        Markup::Html => reading.html(written),
        Markup::Markdown => reading.markdown(written),
        Markup::Plain => Reading::plain_text(written),
    }
}

/// The format in brackets at the head of a text, and what follows it.
fn markup(written: &str, default: Markup) -> (Markup, &str) {
    const NAMES: [(&str, Markup); 4] = [
        ("[html]", Markup::Html),
        ("[moodle]", Markup::Moodle),
        ("[plain]", Markup::Plain),
        ("[markdown]", Markup::Markdown),
    ];
    let trimmed = written.trim_start();
    let named = NAMES.into_iter().find_map(|(name, markup)| {
        let head = trimmed.get(..name.len())?;
        head.eq_ignore_ascii_case(name).then(|| (markup, &trimmed[name.len()..]))
    });
    named.unwrap_or((default, trimmed))
}

fn question(written: &str, place: &Place, report: &mut Report) -> Option<Part> {
    let mut signs = Signs::of(written.trim());
    let mut name = String::new();
    if signs.starts_with("::")
        && let Some(end) = signs.find("::", 2)
    {
        signs.slice(2, end).text().trim().clone_into(&mut name);
        signs = signs.slice(end + 2, signs.len()).trimmed();
    }
    if closes_nothing(&signs) {
        let help = "write `{` before the first answer; a brace in the text is written `\\}`";
        report.fault(place, "`}` closes nothing here", help);
        return None;
    }
    let Some(open) = signs.find("{", 0) else {
        let whole = signs.text();
        let (markup, rest) = markup(&whole, Markup::Moodle);
        return Some(Part::Text(text(rest, markup, place, report)));
    };
    let Some(close) = signs.find("}", open) else {
        report.fault(
            place,
            "the answers of this question are not closed with `}`",
            "write `}` behind the last answer; a brace in the text is written `\\{`",
        );
        return None;
    };
    let before = signs.slice(0, open).text();
    let after = signs.slice(close + 1, signs.len());
    if after.find("{", 0).is_some() {
        report.fault(
            place,
            "a question with two lists of answers",
            "GIFT has one pair of braces a question; put an empty line between two questions",
        );
        return None;
    }
    let (markup, before) = markup(&before, Markup::Moodle);
    let after = after.text();
    let asked = answers::Asked { markup, place, has_end: !after.trim().is_empty() };
    let read = answers::read(&signs.slice(open + 1, close), &asked, report)?;
    let stem = stem(before, &after, &asked, read.is_gap, report);
    let mut question = Question::new(&name, stem, read.answer, place.clone());
    question.explanation = read.explanation;
    question.shuffle = read.shuffle;
    Some(Part::Question(Box::new(question)))
}

/// Whether a brace closes where none is open.
fn closes_nothing(signs: &Signs) -> bool {
    let (mut at, mut is_open) = (0, false);
    while let Some(brace) = signs.find_any(&['{', '}'], at) {
        if signs.at(brace) == Some('{') {
            is_open = true;
        } else if is_open {
            is_open = false;
        } else {
            return true;
        }
        at = brace + 1;
    }
    false
}

/// What is asked: with a gap where the answers stood, behind it where nothing follows.
fn stem(before: &str, after: &str, asked: &answers::Asked<'_>, is_gap: bool, report: &mut Report) -> Text {
    let gap = match (is_gap, asked.has_end) {
        (true, true) => format!("<{0} n=0></{0}>", super::html::GAP),
        (false, true) => "_____".to_owned(),
        (_, false) => String::new(),
    };
    let mut stem = text(&format!("{before}{gap}{after}"), asked.markup, asked.place, report);
    if is_gap && !has_gap(&stem) {
        stem.push(Block::Paragraph(vec![words(""), Inline::Gap(0)]));
    }
    stem
}

fn has_gap(text: &[Block]) -> bool {
    let mut found = false;
    let mut copy = text.to_vec();
    super::rich_text::each_line(&mut copy, &mut |line| found |= line.contains(&Inline::Gap(0)));
    found
}

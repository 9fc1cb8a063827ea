//! Answers embedded in a text: `{2:SHORTANSWER:=right#Yes.~%50%nearly~wrong}` (docs.moodle.org, "Embedded Answers (Cloze)").

use super::super::html::{self, GAP};
use super::super::material::{Answer, Gap};
use super::super::numbers::{self, Accepted};
use super::super::rich_text::{Block, Inline, Text, paragraph, words};
use super::super::scoring::{self, Scored};
use super::super::xml::{child, text_of};
use super::Asked;
use super::kinds::{Read, one_line};

/// Reads the text and its gaps.
pub(super) fn read(asked: &mut Asked<'_, '_, '_>) -> Read {
    let Some(node) = child(asked.node, "questiontext") else {
        return Read { stem: Vec::new(), answer: Answer::Open(Vec::new()), explanation: Vec::new(), shuffle: true };
    };
    let text = text_of(node, "text");
    let (mut out, mut rest, mut gaps, mut explanation) = (String::new(), text.as_str(), Vec::new(), Vec::new());
    let mut weights = Vec::new();
    while let Some((start, end)) = next(rest) {
        let embedded = &rest[start + 1..end];
        out.push_str(&rest[..start]);
        rest = &rest[end + 1..];
        let Some((weight, kind, answers)) = parts(embedded) else {
            out.push_str(&format!("{{{embedded}}}"));
            continue;
        };
        weights.push(weight.trim().to_owned());
        gaps.push(gap(asked, kind, answers, &mut explanation));
        out.push_str(&format!("<{GAP} n={}></{GAP}>", gaps.len() - 1));
    }
    out.push_str(rest);
    if weights.iter().any(|weight| *weight != weights[0]) {
        asked.lost("gaps of unlike weight", "each earns the same share");
    }
    let stem = asked.text_as(node, &out);
    Read { stem, answer: Answer::Gaps(gaps), explanation, shuffle: true }
}

/// Where the next embedded answer stands, with its braces.
fn next(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(start) = text[from..].find('{').map(|at| from + at) {
        let weight = text[start + 1..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b' ').count();
        if text.as_bytes().get(start + 1 + weight) == Some(&b':') {
            let mut is_escaped = false;
            let end = text[start..].char_indices().find(|(_, character)| {
                let ends = *character == '}' && !is_escaped;
                is_escaped = *character == '\\' && !is_escaped;
                ends
            });
            if let Some((end, _)) = end {
                return Some((start, start + end));
            }
        }
        from = start + 1;
    }
    None
}

/// Weight, type and answers.
fn parts(embedded: &str) -> Option<(&str, &str, &str)> {
    let (weight, rest) = embedded.split_once(':')?;
    let (kind, answers) = rest.split_once(':')?;
    Some((weight, kind.trim(), answers))
}

fn gap(asked: &mut Asked<'_, '_, '_>, kind: &str, answers: &str, explanation: &mut Text) -> Gap {
    let scored: Vec<Scored> = split(answers, '~').iter().map(|answer| scored(answer)).collect();
    match kind.to_ascii_uppercase().as_str() {
        "NUMERICAL" | "NM" => {
            let accepted = scored.into_iter().map(|answer| {
                let written = super::super::rich_text::plain(&answer.text);
                Accepted::of(written.as_str(), answer.percent, answer.feedback)
            });
            let accepted: Vec<Accepted> = accepted.collect();
            let (gap, more) = numbers::gap(&accepted, &[], asked.place, asked.report);
            explanation.extend(more);
            gap
        }
        kind if is_short(kind) => {
            if kind.ends_with('C') {
                asked.lost(
                    "a gap in which capitals count",
                    "they do not count: `case=exact` is for all gaps of a question",
                );
            }
            let (accepted, more) = scoring::typed(scored, asked.place, asked.report);
            explanation.extend(more);
            Gap::Typed(accepted)
        }
        kind => {
            if kind.starts_with("MULTIRESPONSE") || kind.starts_with("MR") {
                asked.lost("boxes to tick inside a text", "a menu of which one entry is right");
            } else if !kind.starts_with("MULTICHOICE") && !kind.starts_with("MC") {
                asked.lost(format!("an embedded answer of the type `{kind}`"), "a menu");
            }
            menu(asked, scored, explanation)
        }
    }
}

fn is_short(kind: &str) -> bool {
    matches!(kind, "SHORTANSWER" | "SA" | "MW" | "SHORTANSWER_C" | "SAC" | "MWC")
}

fn menu(asked: &mut Asked<'_, '_, '_>, scored: Vec<Scored>, explanation: &mut Text) -> Gap {
    let best = scored.iter().map(|answer| answer.percent).fold(0.0, f64::max);
    let mut entries = Vec::new();
    for answer in scored {
        let text = super::super::rich_text::plain(&answer.text);
        if answer.percent > 0.0 && answer.percent < best - 0.001 {
            asked.lost(
                format!("the entry `{text}`, which earns {}%", answer.percent),
                "it earns nothing: an entry of a menu is right or wrong",
            );
        }
        if !answer.feedback.is_empty() {
            asked.lost(
                format!("feedback on the entry `{text}` of a menu"),
                "it stands in the explanation, which is shown after any answer",
            );
            explanation.push(Block::Paragraph(vec![Inline::Strong(vec![words(&text)])]));
            explanation.extend(answer.feedback);
        }
        entries.push((text, answer.percent > 0.0 && answer.percent >= best - 0.001));
    }
    Gap::Menu(entries)
}

/// `=right#feedback`, `%50%nearly#feedback`, `wrong`.
fn scored(written: &str) -> Scored {
    let written = written.trim();
    let (percent, rest) = match written.strip_prefix('=') {
        Some(rest) => (100.0, rest),
        None => match written.strip_prefix('%').and_then(|rest| rest.split_once('%')) {
            Some((percent, rest)) => (percent.trim().parse().unwrap_or(0.0), rest),
            None => (0.0, written),
        },
    };
    let pieces = split(rest, '#');
    let [text, feedback] =
        [pieces.first(), pieces.get(1)].map(|piece| piece.map_or_else(String::new, |piece| words_of(piece)));
    Scored { text: paragraph(&text), percent, feedback: paragraph(&feedback) }
}

/// Words without escapes and without markup.
fn words_of(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut characters = written.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('\\', Some('}' | '{' | '#' | '~' | '/' | '"' | '\\' | '=')) => out.extend(characters.next()),
            _ => out.push(character),
        }
    }
    one_line(&html::text_of(&html::tree::of_html(&out)))
}

/// A text in pieces, where a sign stands that is not escaped.
fn split(text: &str, sign: char) -> Vec<String> {
    let (mut pieces, mut is_escaped) = (vec![String::new()], false);
    for character in text.chars() {
        if character == sign && !is_escaped {
            pieces.push(String::new());
        } else {
            pieces.iter_mut().last().into_iter().for_each(|piece| piece.push(character));
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    pieces
}

//! A question as a container. What Attune asks of one, [`super::super::fit`] has seen to.

use crate::config::WITHHELD;

use super::super::material::{Answer, Choice, Credit, Gap, Question};
use super::super::rich_text::{Block, Inline, Text, flattened, plain};
use super::blocks::{Manner, blocks, indented};
use super::inline::{Setting, inline};

/// The question, with `id` as its name on the page.
pub(super) fn question(question: &Question, id: &str) -> String {
    let gaps: &[Gap] = if let Answer::Gaps(gaps) = &question.answer { gaps } else { &[] };
    let manner = Manner { gaps, in_question: true };
    let mut parts = vec![blocks(&question.stem, manner)];
    let hidden = Manner { gaps: &[], ..manner };
    match &question.answer {
        Answer::Choice { options, .. } => parts.push(choices(options)),
        Answer::Order(entries) => parts.push(order(entries)),
        Answer::Match(pairs) => parts.push(pairs.iter().map(pair).collect::<Vec<_>>().join("\n\n")),
        // The second has become two options where it is written.
        Answer::Gaps(_) | Answer::Truth { .. } => {}
        Answer::Open(model) => {
            // What is asked ends at a line across, where it is more than one paragraph.
            if !matches!(question.stem.as_slice(), [Block::Paragraph(_)]) {
                parts.push("---".to_owned());
            }
            parts.push(blocks(model, hidden));
        }
    }
    parts.push(blocks(&question.explanation, hidden));
    for hint in &question.hints {
        parts.push(container("hint", &blocks(hint, hidden)));
    }
    if !question.notes.is_empty() {
        parts.push(container(WITHHELD, &blocks(&question.notes, Manner { in_question: false, ..hidden })));
    }
    parts.retain(|part| !part.is_empty());
    format!(":::: question {{{}}}\n{}\n::::", attributes(question, id), parts.join("\n\n"))
}

/// A container; nothing where it would be empty.
pub(super) fn container(name: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("::: {name}\n{text}\n:::") }
}

fn attributes(question: &Question, id: &str) -> String {
    let mut attributes = format!("#{id}");
    let is_open = matches!(question.answer, Answer::Open(_));
    let set = |name: &str, value: Option<u32>| {
        value.filter(|_| !is_open).map_or_else(String::new, |value| format!(" {name}={value}"))
    };
    attributes.push_str(&set("points", question.points.filter(|points| *points != 1)));
    attributes.push_str(&set("attempts", question.attempts));
    match &question.answer {
        Answer::Choice { options, several: true }
            if options.iter().filter(|choice| choice.credit == Credit::Full).count() == 1
                && options.iter().all(|choice| choice.credit != Credit::Half) =>
        {
            attributes.push_str(" kind=all-that-apply");
        }
        Answer::Open(model) if model.is_empty() && question.explanation.is_empty() => {
            attributes.push_str(" kind=reflection");
        }
        Answer::Gaps(gaps) if question.case_counts && gaps.iter().any(|gap| matches!(gap, Gap::Typed(_))) => {
            attributes.push_str(" case=exact");
        }
        _ => {}
    }
    if !question.shuffle && matches!(question.answer, Answer::Choice { .. }) {
        attributes.push_str(" shuffle=false");
    }
    attributes
}

fn choices(options: &[Choice]) -> String {
    let mut out = String::new();
    let mut was_loose = false;
    for choice in options {
        let (text, is_loose) = self::choice(choice);
        if !out.is_empty() {
            out.push_str(if was_loose || is_loose { "\n\n" } else { "\n" });
        }
        out.push_str(&text);
        was_loose = is_loose;
    }
    out
}

/// An option, and whether it has several blocks.
fn choice(choice: &Choice) -> (String, bool) {
    let sign = match choice.credit {
        Credit::Full => "x",
        Credit::Half => "~",
        Credit::None => " ",
    };
    let manner = Manner { gaps: &[], in_question: true };
    let (words, shown) = option_parts(&choice.text);
    let words = inline(&words, Setting { in_cell: false, is_one_line: false, gaps: &[] });
    let mut out = format!("- [{sign}] {}", indented(&words, 2));
    let feedback = blocks(&choice.feedback, Manner { in_question: false, ..manner });
    if shown.is_empty() {
        if !feedback.is_empty() {
            out.push_str(&format!("\n\n  {}", indented(&feedback, 2)));
        }
        return (out, !feedback.is_empty());
    }
    out.push_str(&format!("\n\n  {}", indented(&blocks(&shown, manner), 2)));
    // The quotation is the feedback; without one the code would be.
    let quoted = |line: &str| if line.is_empty() { "  >".to_owned() } else { format!("  > {line}") };
    let quotation = feedback.split('\n').map(quoted).collect::<Vec<_>>().join("\n");
    out.push_str(&format!("\n\n{quotation}"));
    (out, true)
}

/// The words of an option, and the code, tables and pictures that belong to it.
fn option_parts(text: &[Block]) -> (Vec<Inline>, Text) {
    let is_shown = |block: &&Block| matches!(block, Block::Code { .. } | Block::Table { .. }) || is_picture(block);
    // A picture alone is what the option says.
    let head = usize::from(text.first().is_some_and(is_picture));
    let shown = text.iter().skip(head).position(|block| is_shown(&block));
    let first = shown.map_or(text.len(), |at| at + head);
    (flattened(&text[..first]), text[first..].to_vec())
}

fn is_picture(block: &Block) -> bool {
    matches!(block, Block::Paragraph(line) if matches!(line.first(), Some(Inline::Picture { .. })))
}

fn order(entries: &[Text]) -> String {
    let entry = |(at, entry): (usize, &Text)| {
        let words = inline(&flattened(entry), Setting { in_cell: false, is_one_line: false, gaps: &[] });
        let marker = format!("{}. ", at + 1);
        format!("{marker}{}", indented(&words, marker.len()))
    };
    entries.iter().enumerate().map(entry).collect::<Vec<_>>().join("\n")
}

fn pair((term, definition): &(Text, Text)) -> String {
    let cell = Setting { in_cell: false, is_one_line: true, gaps: &[] };
    let definition = inline(&flattened(definition), cell);
    format!("{}\n: {definition}", inline(&flattened(term), cell))
}

/// What an id on a page can be made of: a text's first words.
pub(super) fn wanted_id(question: &Question) -> String {
    let named = crate::course::slug(&question.name);
    let slug = if named.is_empty() { crate::course::slug(&plain(&question.stem)) } else { named };
    let mut id = String::new();
    for word in slug.split('-').filter(|word| !word.is_empty()) {
        if !id.is_empty() && id.chars().count() + word.chars().count() > 40 {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(40));
    }
    match id.chars().next() {
        None => "question".to_owned(),
        Some(first) if first.is_alphabetic() => id,
        Some(_) => format!("q-{id}"),
    }
}

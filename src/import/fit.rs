//! What Attune asks of a question, seen to before it is written: something is asked, options differ, one of them is right, and
//! what cannot be asked so is asked otherwise. Every change is reported.

use std::collections::BTreeSet;

use super::links::relative;
use super::material::{Answer, Choice, Credit, Gap, PAGE, Question};
use super::phrases::Phrases;
use super::report::{Place, Report};
use super::rich_text::{Block, Inline, Line, Text, each_line, flattened, paragraph, plain, words};
use super::sameness::{folded, key};

/// Options, steps, pairs, gaps or answers of one question.
const MOST: usize = 200;

/// Makes the question one that Attune takes, on the page at `path`.
pub(super) fn fit(mut question: Question, path: &str, phrases: &Phrases, report: &mut Report) -> Question {
    let place = question.place.clone();
    question.texts().into_iter().for_each(|text| settle_text(text, path, &place, report));
    no_gaps_in_tables(&mut question, report);
    question.stem = settle_blocks(question.stem);
    question.explanation = settle_blocks(question.explanation);
    question.hints = question.hints.into_iter().map(settle_blocks).collect();
    let answer = std::mem::replace(&mut question.answer, Answer::Open(Vec::new()));
    question.answer = match answer {
        Answer::Choice { options, several } => choice(&mut question, options, several, report),
        Answer::Order(entries) => order(&mut question, entries, report),
        Answer::Match(pairs) => pairs_of(&mut question, pairs, report),
        Answer::Gaps(gaps) => gaps_of(&mut question, gaps, report),
        Answer::Open(model) => Answer::Open(settle_blocks(model)),
        Answer::Truth { is_true, on_right, on_wrong } => {
            question.shuffle = false;
            truth(is_true, on_right, on_wrong, phrases)
        }
    };
    if plain(&question.stem).is_empty() && !has_picture(&question.stem) {
        let name = if question.name.is_empty() { "?" } else { question.name.as_str() }.to_owned();
        report.lost(&question.place, "a question without words", format!("asked by its name: `{name}`"));
        question.stem = paragraph(&name);
    }
    let within = |value: Option<u32>| value.filter(|value| (1..=100).contains(value));
    for (what, value) in [("points", question.points), ("attempts", question.attempts)] {
        if let Some(value) = value.filter(|value| !(1..=100).contains(value)) {
            report.lost(&question.place, format!("{value} {what}"), "left out: from 1 to 100 can be set");
        }
    }
    (question.points, question.attempts) = (within(question.points), within(question.attempts));
    question
}

/// Blocks as a question can have them: headings are strong words, and an ordered list would be steps to put in order.
fn settle_blocks(text: Text) -> Text {
    let numbered = |number: u64, mut entry: Text| {
        let number = words(&format!("{number}. "));
        match entry.first_mut() {
            Some(Block::Paragraph(line)) => line.insert(0, number),
            _ => entry.insert(0, Block::Paragraph(vec![number])),
        }
        entry
    };
    let settle = |block| match block {
        Block::Heading(_, line) => Some(Block::Paragraph(vec![Inline::Strong(line)])),
        Block::List { start: Some(first), entries } => {
            let entries = (first..).zip(entries).map(|(number, entry)| numbered(number, entry)).collect();
            Some(Block::List { start: None, entries })
        }
        Block::Rule => None,
        other => Some(other),
    };
    text.into_iter().filter_map(settle).collect()
}

fn has_picture(text: &[Block]) -> bool {
    text.iter().any(|block| matches!(block, Block::Paragraph(line) if line.iter().any(|inline| matches!(inline, Inline::Picture { .. } | Inline::Gap(_)))))
        || text.iter().any(|block| matches!(block, Block::Table { .. } | Block::Code { .. }))
}

/// The options true and false.
fn truth(is_true: bool, on_right: Text, on_wrong: Text, phrases: &Phrases) -> Answer {
    let (on_true, on_false) = if is_true { (on_right, on_wrong) } else { (on_wrong, on_right) };
    let option = |text: &str, is_right: bool, feedback: Text| Choice {
        text: paragraph(text),
        credit: if is_right { Credit::Full } else { Credit::None },
        feedback,
    };
    let options = vec![option(phrases.is_true, is_true, on_true), option(phrases.is_false, !is_true, on_false)];
    Answer::Choice { options, several: false }
}

/// Links and pictures of the page at `path`: of those that lead nowhere the words stay.
pub(super) fn settle_text(text: &mut Text, path: &str, place: &Place, report: &mut Report) {
    each_line(text, &mut |line| *line = settled(std::mem::take(line), path, place, report));
}

fn settled(line: Line, path: &str, place: &Place, report: &mut Report) -> Line {
    let mut settled = Vec::with_capacity(line.len());
    for inline in line {
        match inline {
            Inline::Link { to, text } if is_elsewhere(&to) && !text.is_empty() => {
                settled.push(Inline::Link { to, text });
            }
            Inline::Link { to, text } if to.starts_with(EMBEDDED) && !text.is_empty() => {
                settled.push(Inline::Link { to: to[EMBEDDED.len()..].to_owned(), text });
            }
            Inline::Link { to, text } if to.starts_with(PAGE) && !text.is_empty() => {
                settled.push(Inline::Link { to: relative(path, &to[PAGE.len()..]), text });
            }
            Inline::Link { to, text } => {
                report.lost(place, format!("a link to `{to}`"), "its words were kept, without the link");
                settled.extend(text);
            }
            Inline::Picture { to, alt } => picture(&mut settled, to, alt, place, report),
            other => settled.push(other),
        }
    }
    settled
}

fn picture(line: &mut Line, to: String, alt: String, place: &Place, report: &mut Report) {
    let name = to.strip_prefix(EMBEDDED).unwrap_or(&to).rsplit('/').next().unwrap_or(&to).to_owned();
    let has_words = !alt.trim().is_empty();
    let alt = if has_words { alt } else { name.clone() };
    if is_elsewhere(&to) {
        report.lost(place, format!("a picture from `{to}`"), "a link to it: put the file beside the page to show it");
        line.push(Inline::Link { to, text: vec![words(&alt)] });
    } else if let Some(file) = to.strip_prefix(EMBEDDED) {
        if !has_words {
            report.lost(
                place,
                format!("the picture `{name}` has no words for those who cannot see it"),
                "its file's name stands there",
            );
        }
        line.push(Inline::Picture { to: file.to_owned(), alt });
    } else {
        report.lost(
            place,
            format!("the picture `{to}`, which is not in the file"),
            "its words were kept, without the picture",
        );
        line.push(words(&alt));
    }
}

/// What the address of a picture begins with whose file the reader found, and which lies beside the page.
pub(super) const EMBEDDED: &str = "embedded:";

/// Whether an address leads to another site, and runs nothing.
fn is_elsewhere(to: &str) -> bool {
    let lower = to.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len())
}

/// A table with gaps becomes lines: a bar in a gap would part the cell.
fn no_gaps_in_tables(question: &mut Question, report: &mut Report) {
    for block in &mut question.stem {
        if matches!(block, Block::Table { .. }) && holds_gap(std::slice::from_ref(block)) {
            report.lost(&question.place, "a table with gaps in it", "its rows are lines");
            *block = Block::Paragraph(flattened(std::slice::from_ref(block)));
        }
    }
}

/// Leaves out texts without words, and those that are there twice. `words` gives a text's words, and what is the same of those that say the same.
fn distinct<T>(
    entries: Vec<T>,
    question: &Question,
    what: &str,
    report: &mut Report,
    words: impl Fn(&T) -> Option<(String, String)>,
) -> Vec<T> {
    let (mut seen, mut kept) = (BTreeSet::new(), Vec::new());
    for entry in entries {
        let Some((said, key)) = words(&entry) else {
            kept.push(entry);
            continue;
        };
        if said.is_empty() {
            let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            report.lost(&question.place, format!("{article} {what} without words"), "left out");
        } else if seen.insert(key) {
            kept.push(entry);
        } else {
            report.lost(
                &question.place,
                format!("the {what} `{said}`, which differs from another in case or spaces at most"),
                "left out",
            );
        }
    }
    if kept.len() > MOST {
        report.lost(
            &question.place,
            format!("{} of {what} in one question", kept.len()),
            format!("the first {MOST} were kept"),
        );
        kept.truncate(MOST);
    }
    kept
}

fn choice(question: &mut Question, mut options: Vec<Choice>, several: bool, report: &mut Report) -> Answer {
    for choice in &mut options {
        begin_with_words(&mut choice.text);
    }
    // Where two say the same, the better one stays.
    let best: Vec<(String, Credit)> = options.iter().map(|choice| (key(&choice.text), choice.credit)).collect();
    let is_worse = |choice: &Choice| {
        let key = key(&choice.text);
        choice.credit != Credit::Full && !key.is_empty() && best.contains(&(key, Credit::Full))
    };
    options.retain(|choice| {
        if is_worse(choice) {
            let words = plain(&choice.text);
            report.lost(
                &question.place,
                format!("the wrong option `{words}`, which differs from the right one in case or spaces at most"),
                "left out",
            );
        }
        !is_worse(choice)
    });
    let shown = |choice: &Choice| {
        let words = plain(&choice.text);
        (!words.is_empty() || !has_picture(&choice.text)).then_some((words, key(&choice.text)))
    };
    let options = distinct(options, question, "option", report, shown);
    let full: Vec<&Choice> = options.iter().filter(|choice| choice.credit == Credit::Full).collect();
    if options.len() < 2 || full.is_empty() {
        let why = if full.is_empty() { "a question without a right option" } else { "a question with one option" };
        report.lost(
            &question.place,
            why,
            "an open question: its options are listed in the text, and what is right is the model answer",
        );
        let right = full.iter().flat_map(|choice| choice.text.clone()).collect::<Text>();
        let entries: Vec<Text> = options.iter().map(|choice| choice.text.clone()).collect();
        if options.len() > 1 {
            question.stem.push(Block::List { start: None, entries });
        }
        return Answer::Open(open_model(question, right));
    }
    Answer::Choice { options, several }
}

/// An option begins with words: code of one line is a word of its own, and above more of it stands an ellipsis.
fn begin_with_words(text: &mut Text) {
    match text.first() {
        Some(Block::Code { text: code, .. }) if !code.trim_end().contains('\n') && !code.trim().is_empty() => {
            text[0] = Block::Paragraph(vec![Inline::Code(code.trim().to_owned())]);
        }
        Some(Block::Code { .. } | Block::Table { .. }) => text.insert(0, Block::Paragraph(vec![words("…")])),
        _ => {}
    }
}

/// The model answer of what became an open question: explanations stand in it.
fn open_model(question: &mut Question, mut model: Text) -> Text {
    model.append(&mut question.explanation);
    model
}

fn order(question: &mut Question, entries: Vec<Text>, report: &mut Report) -> Answer {
    let entries = distinct(entries, question, "step", report, |entry| Some((plain(entry), key(entry))));
    if entries.len() >= 2 {
        return Answer::Order(entries);
    }
    report.lost(&question.place, "fewer than two steps to put in order", "an open question");
    let model = entries.into_iter().flatten().collect();
    Answer::Open(open_model(question, model))
}

fn pairs_of(question: &mut Question, pairs: Vec<(Text, Text)>, report: &mut Report) -> Answer {
    let pairs = distinct(pairs, question, "term", report, |(term, _)| Some((plain(term), key(term))));
    let pairs =
        distinct(pairs, question, "definition", report, |(_, definition)| Some((plain(definition), key(definition))));
    if pairs.len() >= 2 {
        return Answer::Match(pairs);
    }
    report.lost(&question.place, "fewer than two pairs to match", "an open question");
    let line = |(term, definition): &(Text, Text)| {
        let mut line = flattened(term);
        line.push(words(": "));
        line.extend(flattened(definition));
        Block::Paragraph(line)
    };
    let model = pairs.iter().map(line).collect();
    Answer::Open(open_model(question, model))
}

fn gaps_of(question: &mut Question, gaps: Vec<Gap>, report: &mut Report) -> Answer {
    let mut kept = Vec::with_capacity(gaps.len());
    for gap in gaps {
        kept.push(match gap {
            Gap::Number(forms) => Some(Gap::Number(forms)),
            Gap::Typed(answers) => {
                let answers = distinct(answers, question, "answer", report, |answer| {
                    Some((answer.trim().to_owned(), folded(answer)))
                });
                if answers.is_empty() { None } else { Some(Gap::Typed(answers)) }
            }
            Gap::Menu(entries) => {
                let right: Vec<String> =
                    entries.iter().filter(|(_, right)| *right).map(|(text, _)| folded(text)).collect();
                if right.len() > 1 {
                    report.lost(&question.place, "a menu with several right entries", "the first of them counts");
                }
                let mut first = true;
                let keep = |(text, is_right): &(String, bool)| {
                    if *is_right { std::mem::take(&mut first) } else { right.first() != Some(&folded(text)) }
                };
                let entries: Vec<(String, bool)> = entries.into_iter().filter(keep).collect();
                let entries = distinct(entries, question, "entry of a menu", report, |(text, _)| {
                    Some((text.trim().to_owned(), folded(text)))
                });
                let right = entries.iter().filter(|(_, right)| *right).count();
                (entries.len() >= 2 && right > 0).then_some(Gap::Menu(entries))
            }
        });
    }
    let lost = kept.iter().filter(|gap| gap.is_none()).count();
    if lost > 0 {
        report.lost(&question.place, "a gap without an answer", "an ellipsis stands there");
    }
    if kept.iter().all(Option::is_none) {
        report.lost(&question.place, "a question without a gap to fill", "an open question");
        return Answer::Open(open_model(question, Vec::new()));
    }
    // Gaps that are gone are no longer pointed to.
    let mut places = Vec::with_capacity(kept.len());
    let mut count = 0;
    for gap in &kept {
        places.push(gap.is_some().then_some(count));
        count += usize::from(gap.is_some());
    }
    each_line(&mut question.stem, &mut |line| {
        for inline in line.iter_mut() {
            if let Inline::Gap(index) = inline {
                *inline = places.get(*index).copied().flatten().map_or_else(|| words("…"), Inline::Gap);
            }
        }
    });
    end_with_gap(question, report);
    Answer::Gaps(kept.into_iter().flatten().collect())
}

/// What follows the last block with a gap would be the explanation: it goes on in that block.
fn end_with_gap(question: &mut Question, report: &mut Report) {
    let Some(last) = question.stem.iter().rposition(|block| holds_gap(std::slice::from_ref(block))) else { return };
    if last + 1 < question.stem.len() {
        let joined = question.stem.split_off(last);
        if !joined.iter().all(|block| matches!(block, Block::Paragraph(_))) {
            report.lost(&question.place, "lists, tables or code around and behind the last gap", "they are lines");
        }
        question.stem.push(Block::Paragraph(flattened(&joined)));
    }
}

fn holds_gap(text: &[Block]) -> bool {
    let (mut copy, mut found) = (text.to_vec(), false);
    each_line(&mut copy, &mut |line| found |= line.iter().any(|inline| matches!(inline, Inline::Gap(_))));
    found
}

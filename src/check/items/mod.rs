//! How questions are written, by the guidelines of Haladyna, Downing & Rodriguez (2002), "A review of multiple-choice
//! item-writing guidelines for classroom assessment", Applied Measurement in Education 15(3), and, on the number of options,
//! Rodriguez (2005), "Three options are optimal for multiple-choice items". One question is enough for each rule; the
//! words they look for are English, German, French and Spanish, as far as they mean nothing else in one of the others.

mod course_keys;
mod options;
mod place;
mod word_lists;
mod wording;

use crate::course::{Answer, Block, Choice, Credit, Item, items};
use crate::diagnostic::{Code, Diagnostic};

pub(super) use course_keys::check as course_keys;
use options::{overlap, stem_in_key, unlike};
pub(super) use place::check as places;
use word_lists::{ABSOLUTE, ALL_OR_NONE, HINGED, IN_OPTIONS, IN_STEMS, NEGATIVE, UNFOCUSED, VAGUE};
use wording::{Wording, is_true_or_false, words};

/// How much longer than any other option the right one is when it is longer by far.
const FAR: f64 = 1.6;
/// And by how many characters at least: short options differ by chance.
const FAR_CHARACTERS: usize = 25;

/// Runs every rule over every question among these blocks.
pub(super) fn check(blocks: &[Block], findings: &mut Vec<Diagnostic>) {
    for item in items(blocks).into_iter().filter(|item| !item.has_faults) {
        let stem = item.stem.text().to_lowercase();
        stem_rules(item, &stem, findings);
        match &item.answer {
            Answer::Single(choices) => {
                let wordings = option_rules(choices, 5, findings, item);
                key_length(choices, &wordings, findings);
                unlike(choices, &wordings, findings);
                stem_in_key(&stem, choices, &wordings, findings);
                overlap(choices, &wordings, findings);
            }
            Answer::Judgement(choices) => {
                let wordings = option_rules(choices, 5, findings, item);
                unlike(choices, &wordings, findings);
            }
            // Where several are right, or each is rated, there may be more.
            Answer::Multiple(choices) => {
                option_rules(choices, 8, findings, item);
                all_right(choices, findings, item);
            }
            Answer::Rating(choices) => drop(option_rules(choices, 8, findings, item)),
            Answer::Ordering(entries) => two_alone(entries.len(), "entries to put in order", item, findings),
            Answer::Matching(pairs) => two_alone(pairs.len(), "pairs", item, findings),
            Answer::Blanks(_) | Answer::Reflection(_) => {}
        }
    }
}

/// The rules for the stem, which is given in lower case.
fn stem_rules(item: &Item, lower: &str, findings: &mut Vec<Diagnostic>) {
    let chosen =
        matches!(item.answer, Answer::Single(_) | Answer::Multiple(_) | Answer::Judgement(_) | Answer::Rating(_));
    if !IN_STEMS.is_match(lower) {
        return;
    }
    let mut warn = |code, message: String, help: &'static str| {
        findings.push(Diagnostic::new(code, item.span, message).help(help));
    };
    if let Some(found) = HINGED.iter().find(|phrase| lower.contains(**phrase)) {
        let help = "say in this question what is needed: another one may be shown without it, in a review or a test";
        warn(Code::ItemHinged, format!("the question leans on another one (`{found}`)"), help);
    }
    if !chosen {
        return;
    }
    if let Some(found) = UNFOCUSED.iter().find(|phrase| lower.contains(**phrase)) {
        let help = "ask something that can be answered with the options covered";
        warn(Code::ItemUnfocusedStem, format!("the question asks nothing by itself (`{found}`)"), help);
    }
    // The question itself is the last sentence; what stands before it is a situation.
    let asked = lower.trim_end_matches(['?', ':', '.']).rsplit(['.', '!', '?', '”']).next().unwrap_or(lower);
    let emphasized = item.stem.words().any(|words| words.setting.emphasized);
    if let Some(found) = words(asked).find(|word| NEGATIVE.contains(word)).filter(|_| !emphasized) {
        let help = "ask for what is so; or, where that cannot be, set the word in bold";
        warn(Code::ItemNegativeStem, format!("the question turns on `{found}`, which is easily read over"), help);
    }
}

/// The rules for options; their wordings.
fn option_rules(choices: &[Choice], most: usize, findings: &mut Vec<Diagnostic>, item: &Item) -> Vec<Wording> {
    // One explanation for the whole question says what every option lacks.
    let (span, is_explained) = (item.span, !item.explanation.is_empty());
    let wordings: Vec<Wording> = choices.iter().map(|choice| Wording::of(&choice.text.text())).collect();
    if !(3..=most).contains(&choices.len()) && !is_true_or_false(&wordings) {
        let message = format!("the question has {} options", choices.len());
        let help =
            format!("write from 3 to {most}: fewer are guessed, more are padding (Rodriguez 2005: three suffice)");
        findings.push(Diagnostic::new(Code::ItemOptionCount, span, message).help(help));
    }
    for (at, (choice, wording)) in choices.iter().zip(&wordings).enumerate() {
        let lower = &wording.lower;
        let found: Vec<&str> = IN_OPTIONS.find_iter(lower).map(|found| &lower[found.range()]).collect();
        let has = |listed: &[&str]| found.iter().any(|found| listed.contains(found));
        let mut warn = |code, message: String, help: &'static str| {
            findings.push(Diagnostic::new(code, choice.span, message).help(help));
        };
        if has(&ALL_OR_NONE) {
            let help = "name what is meant: whoever knows two of the options has this one without knowing the rest";
            warn(Code::ItemAllOrNone, "an option stands for the other options".to_owned(), help);
        }
        if wordings[..at].iter().any(|other| other.same(wording)) {
            let help = "change one of them: two that mean the same cannot both be right, so neither is";
            warn(Code::ItemSameOption, "this option says the same as an earlier one".to_owned(), help);
        }
        if choice.credit != Credit::Full && choice.feedback.is_empty() && !is_explained {
            let help = "say below it, after an empty line and indented, what is tempting in it and what is missing";
            warn(Code::ItemNoFeedback, "an option that is not right has no feedback".to_owned(), help);
        }
        // What somebody says is quoted as it is said.
        if found.is_empty() || lower.starts_with(['“', '"', '„', '«', '‘']) {
            continue;
        }
        // What was found may stand inside another word.
        let first = |listed: &[&str]| {
            let mut words = has(listed).then(|| words(lower)).into_iter().flatten();
            words.find(|word| listed.contains(word))
        };
        if let Some(word) = first(&ABSOLUTE).filter(|_| choice.credit == Credit::None) {
            let help = "make the option one that a trainee could choose: absolute words give a wrong option away";
            warn(Code::ItemAbsolute, format!("`{word}` in an option that is not right"), help);
        }
        if let Some(word) = first(&VAGUE) {
            let help = "say how often, or leave it out: everyone reads it differently";
            warn(Code::ItemVagueFrequency, format!("`{word}` in an option"), help);
        }
    }
    wordings
}

/// Of two orders one is right, and so it is with two pairs: guessed half the time, as of two options.
fn two_alone(count: usize, named: &str, item: &Item, findings: &mut Vec<Diagnostic>) {
    if count < 3 {
        let message = format!("the question has {count} {named}");
        let help = "write at least 3: of two, half of those who guess are right";
        findings.push(Diagnostic::new(Code::ItemOptionCount, item.span, message).help(help));
    }
}

/// Nothing is told apart where every option is right (guideline 22: one right answer, or some of several).
fn all_right(choices: &[Choice], findings: &mut Vec<Diagnostic>, item: &Item) {
    if choices.iter().all(|choice| choice.credit == Credit::Full) {
        let help =
            "add options that are wrong and tempting; or ask an open question, and give these as its model answer";
        findings.push(Diagnostic::new(Code::ItemAllRight, item.span, "every option is right").help(help));
    }
}

fn key_length(choices: &[Choice], wordings: &[Wording], findings: &mut Vec<Diagnostic>) {
    let length = |of: fn(Credit) -> bool| {
        let chosen = choices.iter().zip(wordings).filter(|(choice, _)| of(choice.credit));
        chosen.map(|(_, wording)| wording.characters).max().unwrap_or_default()
    };
    let (key, other) = (length(|credit| credit == Credit::Full), length(|credit| credit != Credit::Full));
    #[expect(clippy::cast_precision_loss, reason = "options have far fewer than 2^52 characters")]
    let far = key as f64 >= other as f64 * FAR && key >= other + FAR_CHARACTERS;
    let right = choices.iter().find(|choice| choice.credit == Credit::Full);
    if let Some(right) = right.filter(|_| far) {
        let message = format!("the right option has {key} characters, the longest other one {other}");
        let help = "shorten it, or say as much in the others: the longest option is chosen by those who do not know";
        findings.push(Diagnostic::new(Code::ItemKeyLongest, right.span, message).help(help));
    }
}

//! The interactions: how an item is answered.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::super::html::GAP;
use super::super::html::tree::of_html;
use super::super::material::{Answer, Choice, Credit, Gap};
use super::super::numbers::{self, Accepted};
use super::super::rich_text::{Block as TextBlock, Inline, Text, flattened, paragraph, plain, words};
use super::super::scoring::{self, Scored};
use super::super::xml::markup;
use super::declared::Declared;
use super::item::{Item, is_shown};
use super::names::{attribute, child, children, descendants, name};

/// An interaction that stands below the text.
pub(super) struct Block {
    pub(super) prompt: Text,
    pub(super) answer: Answer,
    pub(super) shuffle: bool,
}

/// Whether an element is an interaction that stands in a line.
pub(super) fn is_inline(kind: &str) -> bool {
    matches!(kind, "inlineChoiceInteraction" | "textEntryInteraction")
}

/// Whether an element is one that stands by itself.
pub(super) fn is_block(kind: &str) -> bool {
    kind.ends_with("Interaction") && !is_inline(kind) && kind != "endAttemptInteraction"
}

/// The gap for an interaction in a line.
pub(super) fn gap<'d, 'i>(
    item: &mut Item<'_, 'd, 'i>,
    node: Node<'d, 'i>,
    responses: &BTreeMap<String, Declared>,
) -> Gap {
    let declared = response(node, responses);
    if name(node) == "inlineChoiceInteraction" {
        let choices: Vec<Node<'d, 'i>> = children(node, "inlineChoice").filter(|choice| is_shown(*choice)).collect();
        let entry = |choice: Node<'d, 'i>| {
            (plain(&item.text_in(choice)), declared.percent(attribute(choice, "identifier")) >= 99.99)
        };
        return Gap::Menu(choices.into_iter().map(entry).collect());
    }
    let values = declared.correct.iter().chain(declared.mapping.iter().map(|(key, _)| key));
    let mut seen = Vec::new();
    for value in values {
        if !seen.contains(value) {
            seen.push(value.clone());
        }
    }
    let place = item.place();
    if declared.is_number {
        let accepted: Vec<Accepted> =
            seen.iter().map(|value| Accepted::of(value, declared.percent(value), Vec::new())).collect();
        return numbers::gap(&accepted, &[], &place, item.report).0;
    }
    let scored = seen.iter().map(|value| Scored {
        text: paragraph(value),
        percent: declared.percent(value),
        feedback: Vec::new(),
    });
    Gap::Typed(scoring::typed(scored.collect(), &place, item.report).0)
}

fn response(node: Node<'_, '_>, responses: &BTreeMap<String, Declared>) -> Declared {
    responses.get(attribute(node, "responseIdentifier")).cloned().unwrap_or_default()
}

/// An interaction that stands by itself.
pub(super) fn block<'d, 'i>(
    item: &mut Item<'_, 'd, 'i>,
    node: Node<'d, 'i>,
    responses: &BTreeMap<String, Declared>,
) -> Block {
    let declared = response(node, responses);
    let mut prompt = child(node, "prompt").map(|prompt| item.text_in(prompt)).unwrap_or_default();
    let shuffle = attribute(node, "shuffle") != "false";
    let answer = match name(node).as_str() {
        "choiceInteraction" => choice(item, node, &declared, "simpleChoice"),
        "hottextInteraction" => {
            prompt.extend(item.text_in(node));
            item.lost("words to choose in a text", "they are options below it");
            choice(item, node, &declared, "hottext")
        }
        "orderInteraction" => order(item, node, &declared),
        "matchInteraction" | "associateInteraction" => matched(item, node, &declared, &mut prompt),
        "gapMatchInteraction" => gap_match(item, node, &declared, &mut prompt),
        "sliderInteraction" => {
            item.lost("a slider", "the number is typed");
            prompt.push(TextBlock::Paragraph(vec![Inline::Gap(0)]));
            Answer::Gaps(vec![Gap::Typed(declared.correct.clone())])
        }
        "extendedTextInteraction" => Answer::Open(declared.correct.iter().flat_map(|model| paragraph(model)).collect()),
        other => {
            item.lost(format!("an answer of the kind `{other}`"), "an open question with its text and picture");
            prompt.extend(item.text_in(node));
            Answer::Open(Vec::new())
        }
    };
    Block { prompt, answer, shuffle }
}

fn choice<'d, 'i>(item: &mut Item<'_, 'd, 'i>, node: Node<'d, 'i>, declared: &Declared, kind: &'static str) -> Answer {
    let choices: Vec<Node<'d, 'i>> = descendants(node, kind).filter(|choice| is_shown(*choice)).collect();
    let mut scored = Vec::new();
    for choice in choices {
        let inline: Vec<Node<'d, 'i>> = descendants(choice, "feedbackInline").collect();
        let feedback = inline.into_iter().flat_map(|feedback| item.text_in(feedback)).collect();
        scored.push(Scored {
            text: item.text_in(choice),
            percent: declared.percent(attribute(choice, "identifier")),
            feedback,
        });
    }
    let several = declared.several && attribute(node, "maxChoices") != "1";
    let place = item.place();
    if several && !declared.correct.is_empty() {
        // What is declared as right is right, whatever single values earn.
        let option = |scored: Scored| Choice {
            credit: if scored.percent >= 99.99 { Credit::Full } else { Credit::None },
            text: scored.text,
            feedback: scored.feedback,
        };
        return Answer::Choice { options: scored.into_iter().map(option).collect(), several };
    }
    scoring::options(scored, several, &place, item.report)
}

/// The texts of choices by their identifiers, in order.
fn texts<'d, 'i>(item: &mut Item<'_, 'd, 'i>, nodes: impl Iterator<Item = Node<'d, 'i>>) -> Vec<(String, Text)> {
    nodes
        .filter(|node| is_shown(*node))
        .map(|node| (attribute(node, "identifier").to_owned(), item.text_in(node)))
        .collect()
}

fn order<'d, 'i>(item: &mut Item<'_, 'd, 'i>, node: Node<'d, 'i>, declared: &Declared) -> Answer {
    let mut entries = texts(item, children(node, "simpleChoice"));
    if declared.correct.len() != entries.len() {
        item.lost("an order in which not every entry has its place", "those without one are left out");
        entries.retain(|(id, _)| declared.correct.contains(id));
    }
    entries.sort_by_key(|(id, _)| declared.correct.iter().position(|correct| correct == id));
    Answer::Order(entries.into_iter().map(|(_, text)| text).collect())
}

/// Pairs; where one text belongs to several others, a menu behind each.
fn matched<'d, 'i>(item: &mut Item<'_, 'd, 'i>, node: Node<'d, 'i>, declared: &Declared, prompt: &mut Text) -> Answer {
    let sets: Vec<Node<'d, 'i>> = children(node, "simpleMatchSet").collect();
    let all = texts(item, descendants(node, "simpleAssociableChoice"));
    let targets = sets.get(1).map_or_else(|| all.clone(), |set| texts(item, children(*set, "simpleAssociableChoice")));
    let text_of = |id: &str| all.iter().find(|(known, _)| known == id).map(|(_, text)| text.clone());
    let pairs = declared.pairs();
    let is_reused = pairs
        .iter()
        .enumerate()
        .any(|(at, (one, other))| pairs[..at].iter().any(|(before, behind)| before == one || behind == other));
    if !is_reused {
        let unused = all.iter().filter(|(id, _)| !pairs.iter().any(|(one, other)| one == id || other == id)).count();
        if unused > 0 {
            item.lost("texts that belong to no other", "left out: every definition has its term");
        }
        let pair = |(one, other): &(String, String)| Some((text_of(one)?, text_of(other)?));
        return Answer::Match(pairs.iter().filter_map(pair).collect());
    }
    item.lost("one text that belongs to several", "each has a menu behind it");
    let mut gaps = Vec::new();
    for (one, other) in &pairs {
        let entries = targets.iter().map(|(id, text)| (plain(text), id == other));
        let mut line = flattened(&text_of(one).unwrap_or_default());
        line.extend([words(": "), Inline::Gap(gaps.len())]);
        prompt.push(TextBlock::Paragraph(line));
        gaps.push(Gap::Menu(entries.collect()));
    }
    Answer::Gaps(gaps)
}

/// Words that are put into gaps: each gap is a menu of them.
fn gap_match<'d, 'i>(
    item: &mut Item<'_, 'd, 'i>,
    node: Node<'d, 'i>,
    declared: &Declared,
    prompt: &mut Text,
) -> Answer {
    let choices: Vec<Node<'d, 'i>> =
        node.children().filter(|child| matches!(name(*child).as_str(), "gapText" | "gapImg")).collect();
    let choices = texts(item, choices.into_iter());
    let pairs = declared.pairs();
    let mut gaps = Vec::new();
    let nodes = markup(node, &mut |inner| match name(inner).as_str() {
        "gapText" | "gapImg" | "prompt" => Some(Vec::new()),
        "gap" => {
            let id = attribute(inner, "identifier");
            let is_right = |choice: &str| {
                pairs.iter().any(|(one, other)| (one == choice && other == id) || (other == choice && one == id))
            };
            let index = gaps.len();
            gaps.push(Gap::Menu(choices.iter().map(|(choice, text)| (plain(text), is_right(choice))).collect()));
            Some(of_html(&format!("<{GAP} n={index}></{GAP}>")))
        }
        _ => None,
    });
    prompt.extend(item.text(&nodes));
    Answer::Gaps(gaps)
}

//! Each type of question.

use roxmltree::Node;

use super::super::material::{Answer, Gap};
use super::super::numbers::{self, Accepted, Unit};
use super::super::rich_text::{Block, Inline, Text, paragraph, plain, words};
use super::super::scoring::{self, Scored};
use super::super::xml::{child, children, text_of};
use super::{Asked, cloze, drag};

/// What is asked, and how it is answered.
pub(super) struct Read {
    pub(super) stem: Text,
    pub(super) answer: Answer,
    /// What feedback on typed answers and entries of menus becomes.
    pub(super) explanation: Text,
    pub(super) shuffle: bool,
}

/// Reads a question of this type.
pub(super) fn read(asked: &mut Asked<'_, '_, '_>, kind: &str) -> Read {
    match kind {
        "cloze" | "multianswer" => return cloze::read(asked),
        "gapselect" | "ddwtos" => return drag::read(asked),
        _ => {}
    }
    let stem = asked.part("questiontext");
    let shuffle = !matches!(text_of(asked.node, "shuffleanswers").as_str(), "0" | "false");
    let plain_read = |answer| Read { stem: stem.clone(), answer, explanation: Vec::new(), shuffle };
    match kind {
        "multichoice" => {
            let several = matches!(text_of(asked.node, "single").as_str(), "false" | "0");
            let answers = answers(asked);
            plain_read(scoring::options(answers, several, asked.place, asked.report))
        }
        "truefalse" => Read { answer: truth(asked), explanation: Vec::new(), shuffle: false, stem },
        "shortanswer" => short(asked, stem),
        "numerical" => number(asked, stem),
        "matching" | "match" => plain_read(pairs(asked)),
        "ordering" => plain_read(order(asked)),
        "essay" => {
            let template = asked.part("responsetemplate");
            if !template.is_empty() {
                asked.lost("a text to begin the answer with", "it stands below the question");
            }
            let mut stem = stem;
            stem.extend(template);
            Read { stem, answer: Answer::Open(Vec::new()), explanation: Vec::new(), shuffle }
        }
        "calculated" | "calculatedsimple" | "calculatedmulti" => {
            asked.lost("a question whose numbers are drawn for each learner", "an open question with its formulas");
            let model = answers(asked)
                .into_iter()
                .filter(|answer| answer.percent > 0.0)
                .flat_map(|answer| answer.text)
                .collect();
            plain_read(Answer::Open(model))
        }
        other => {
            asked.lost(format!("a question of the type `{other}`"), "an open question with its text");
            plain_read(Answer::Open(Vec::new()))
        }
    }
}

/// The answers of a question, with what each earns.
fn answers(asked: &mut Asked<'_, '_, '_>) -> Vec<Scored> {
    let nodes: Vec<Node<'_, '_>> = children(asked.node, "answer").collect();
    nodes.into_iter().map(|node| scored(asked, node)).collect()
}

fn scored(asked: &mut Asked<'_, '_, '_>, node: Node<'_, '_>) -> Scored {
    Scored {
        text: asked.text(node),
        percent: node.attribute("fraction").and_then(|fraction| fraction.trim().parse().ok()).unwrap_or(0.0),
        feedback: child(node, "feedback").map(|feedback| asked.text(feedback)).unwrap_or_default(),
    }
}

fn truth(asked: &mut Asked<'_, '_, '_>) -> Answer {
    let answers = answers(asked);
    let is_true = |answer: &Scored| plain(&answer.text).eq_ignore_ascii_case("true");
    let right = answers.iter().find(|answer| answer.percent > 0.0);
    let is_right_true = right.is_none_or(is_true);
    let feedback = |wanted: bool| {
        answers
            .iter()
            .find(|answer| (answer.percent > 0.0) == wanted)
            .map(|answer| answer.feedback.clone())
            .unwrap_or_default()
    };
    Answer::Truth { is_true: is_right_true, on_right: feedback(true), on_wrong: feedback(false) }
}

/// A stem with a gap below it.
fn with_gap(mut stem: Text) -> Text {
    stem.push(Block::Paragraph(vec![Inline::Gap(0)]));
    stem
}

fn short(asked: &mut Asked<'_, '_, '_>, stem: Text) -> Read {
    let nodes: Vec<Node<'_, '_>> = children(asked.node, "answer").collect();
    // What is typed is no markup.
    let answers =
        nodes.into_iter().map(|node| Scored { text: paragraph(&text_of(node, "text")), ..scored(asked, node) });
    let answers: Vec<Scored> = answers.collect();
    let (accepted, explanation) = scoring::typed(answers, asked.place, asked.report);
    Read { stem: with_gap(stem), answer: Answer::Gaps(vec![Gap::Typed(accepted)]), explanation, shuffle: true }
}

fn number(asked: &mut Asked<'_, '_, '_>, stem: Text) -> Read {
    let nodes: Vec<Node<'_, '_>> = children(asked.node, "answer").collect();
    let accepted = nodes.into_iter().map(|node| {
        let scored = scored(asked, node);
        let tolerance = text_of(node, "tolerance");
        Accepted::of(&format!("{}:{tolerance}", text_of(node, "text")), scored.percent, scored.feedback)
    });
    let accepted: Vec<Accepted> = accepted.collect();
    let unit = |unit: Node<'_, '_>| Unit {
        name: text_of(unit, "unit_name"),
        multiplier: text_of(unit, "multiplier").parse().unwrap_or(1.0),
    };
    let units: Vec<Unit> =
        child(asked.node, "units").map(|units| children(units, "unit").map(unit).collect()).unwrap_or_default();
    let (gap, explanation) = numbers::gap(&accepted, &units, asked.place, asked.report);
    Read { stem: with_gap(stem), answer: Answer::Gaps(vec![gap]), explanation, shuffle: true }
}

fn pairs(asked: &mut Asked<'_, '_, '_>) -> Answer {
    let nodes: Vec<Node<'_, '_>> = children(asked.node, "subquestion").collect();
    let mut pairs = Vec::new();
    for node in nodes {
        let term = asked.text(node);
        let definition = child(node, "answer").map(|answer| text_of(answer, "text")).unwrap_or_default();
        if plain(&term).is_empty() {
            asked.lost(format!("`{definition}`, which belongs to no term"), "left out: every definition has its term");
        } else {
            pairs.push((term, paragraph(&definition)));
        }
    }
    Answer::Match(pairs)
}

/// Entries with their place as the fraction.
fn order(asked: &mut Asked<'_, '_, '_>) -> Answer {
    let mut answers = answers(asked);
    answers.sort_by(|one, other| one.percent.total_cmp(&other.percent));
    Answer::Order(answers.into_iter().map(|answer| answer.text).collect())
}

/// Words of a text in one line, for a gap.
pub(super) fn one_line(text: &str) -> String {
    plain(&[Block::Paragraph(vec![words(text)])])
}

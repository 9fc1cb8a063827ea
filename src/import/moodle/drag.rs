//! Words that are chosen for gaps in a text: `[[1]]` stands for the first of the choices, and its group is what there is to choose
//! from.

use roxmltree::Node;

use super::super::html::GAP;
use super::super::material::{Answer, Gap};
use super::super::xml::{child, children, text_of};
use super::Asked;
use super::kinds::{Read, one_line};

/// Reads a question with `selectoption` or `dragbox` choices.
pub(super) fn read(asked: &mut Asked<'_, '_, '_>) -> Read {
    let choices: Vec<(String, String)> = asked
        .node
        .children()
        .filter(|node| matches!(node.tag_name().name(), "selectoption" | "dragbox"))
        .map(|choice| (without_markup(&text_of(choice, "text")), text_of(choice, "group")))
        .collect();
    if children(asked.node, "dragbox").any(|choice| child(choice, "infinite").is_some()) {
        asked.lost("words that may be used more than once, or only once", "each gap is a menu of its own");
    }
    let Some(text) = child(asked.node, "questiontext") else {
        return Read { stem: Vec::new(), answer: Answer::Open(Vec::new()), explanation: Vec::new(), shuffle: true };
    };
    let (written, gaps) = with_gaps(&text_of(text, "text"), &choices);
    Read { stem: stem(asked, text, &written), answer: Answer::Gaps(gaps), explanation: Vec::new(), shuffle: true }
}

fn stem(asked: &mut Asked<'_, '_, '_>, node: Node<'_, '_>, written: &str) -> super::Text {
    asked.text_as(node, written)
}

fn without_markup(text: &str) -> String {
    one_line(&super::super::html::text_of(&super::super::html::tree::of_html(text)))
}

/// The text with an element for each gap, and the gaps.
fn with_gaps(text: &str, choices: &[(String, String)]) -> (String, Vec<Gap>) {
    let (mut out, mut rest, mut gaps) = (String::new(), text, Vec::new());
    while let Some(start) = rest.find("[[") {
        let Some(end) = rest[start..].find("]]").map(|end| start + end) else { break };
        let choice = rest[start + 2..end]
            .trim()
            .parse::<usize>()
            .ok()
            .and_then(|number| choices.get(number.checked_sub(1)?).map(|choice| (number - 1, choice)));
        let Some((right, (_, group))) = choice else {
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        };
        let entries = choices.iter().enumerate().filter(|(_, (_, other))| other == group);
        gaps.push(Gap::Menu(entries.map(|(at, (text, _))| (text.clone(), at == right)).collect()));
        out.push_str(&format!("{}<{GAP} n={}></{GAP}>", &rest[..start], gaps.len() - 1));
        rest = &rest[end + 2..];
    }
    out.push_str(rest);
    (out, gaps)
}

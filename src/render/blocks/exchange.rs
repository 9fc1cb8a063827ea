//! Views of dialogues, scenarios and practice.

use crate::course::{Dialogue, Ending, Practice, Scenario, ScenarioNode, ScenarioOption, TurnMark};

use crate::render::blocks::body::Body;
use crate::render::blocks::scenario_map::map;
use crate::render::view::{
    DialogueView, MarkView, PracticeLevelView, PracticeView, ScenarioNodeView, ScenarioOptionView, ScenarioView,
    TurnView,
};

/// A session excerpt.
pub(crate) fn dialogue(body: &Body<'_>, dialogue: &Dialogue) -> DialogueView {
    let dom_id = format!("s-{}", dialogue.id);
    let mut voices: Vec<&str> = Vec::new();
    let mut turns = Vec::with_capacity(dialogue.turns.len());
    for (at, turn) in dialogue.turns.iter().enumerate() {
        let known = voices.iter().position(|voice| *voice == turn.speaker);
        let voice = known.unwrap_or_else(|| {
            voices.push(&turn.speaker);
            voices.len() - 1
        });
        turns.push(TurnView {
            dom_id: format!("{dom_id}-turn-{}", at + 1),
            speaker: turn.speaker.clone(),
            voice: voice + 1,
            words_html: body.prose(&turn.words),
            marks: turn.marks.iter().map(|turn| mark(body, turn)).collect(),
            note_html: body.prose(&turn.note),
        });
    }
    let mark_count = turns.iter().map(|turn| turn.marks.len()).sum();
    DialogueView { dom_id, reading: dialogue.reading.as_str(), turns, mark_count }
}

/// A mark leads to the page whose address ends with its value.
fn mark(body: &Body<'_>, mark: &TurnMark) -> MarkView {
    let role = match (mark.kind.as_str(), mark.value.as_str()) {
        ("strategy" | "protective-strategy", _) => "strategy",
        ("step" | "repair-step", _) => "repair",
        ("rupture", "withdrawal") => "withdrawal",
        ("rupture", "confrontation") => "confrontation",
        ("rupture" | "rupture-cause", _) => "rupture",
        _ => "note",
    };
    let page = body.frame.index.page_named(&mark.value);
    let words = mark.value.replace('-', " ");
    MarkView {
        role,
        kind: mark.kind.clone(),
        label: page.map_or(words, |page| page.front.title.clone()),
        url: page.map(|page| body.urls.page(&page.address)),
    }
}

/// A branching exchange.
pub(crate) fn scenario(body: &Body<'_>, scenario: &Scenario) -> ScenarioView {
    let dom_id = format!("s-{}", scenario.id);
    let of_node = |id: &str| format!("{dom_id}-{id}");
    let positions = scenario.positions();
    let title = |id: &str| positions.get(id).map_or_else(String::new, |at| scenario.nodes[*at].title.clone());
    let option = |option: &ScenarioOption| ScenarioOptionView {
        words_html: body.prose(&option.words),
        to: of_node(&option.to),
        to_title: title(&option.to),
        feedback_html: body.prose(&option.feedback),
    };
    let node = |(at, node): (usize, &ScenarioNode)| ScenarioNodeView {
        dom_id: of_node(&node.id),
        number: at + 1,
        title: node.title.clone(),
        text_html: body.prose(&node.text),
        options: node.options.iter().map(option).collect(),
        ending: node.ending.map(Ending::as_str),
    };
    ScenarioView {
        key: format!("{}#{}", body.page.address, scenario.id),
        title: scenario.title.clone().unwrap_or_default(),
        setting_html: body.prose(&scenario.setting),
        nodes: scenario.nodes.iter().enumerate().map(node).collect(),
        map: map(scenario, of_node),
        open: body.frame.facilitator,
        ending_count: scenario.nodes.iter().filter(|node| node.ending.is_some()).count(),
        dom_id,
    }
}

/// A skill to rehearse.
pub(crate) fn practice(body: &Body<'_>, practice: &Practice) -> PracticeView {
    let dom_id = format!("s-{}", practice.id);
    let level = |level: &crate::course::PracticeLevel| PracticeLevelView {
        dom_id: format!("{dom_id}-level-{}", level.level),
        level: level.level,
        title: level.title.clone(),
        words_html: body.prose(&level.words),
        model_html: body.prose(&level.model),
    };
    PracticeView {
        key: format!("{}#{}", body.page.address, practice.id),
        title: practice.title.clone().unwrap_or_default(),
        seconds: practice.seconds,
        task_html: body.prose(&practice.task),
        levels: practice.levels.iter().map(level).collect(),
        criteria: practice.criteria.iter().map(|words| body.prose(words)).collect(),
        next_html: body.prose(&practice.next),
        dom_id,
    }
}

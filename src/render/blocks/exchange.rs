//! Views of dialogues, scenarios and practice.

use std::collections::HashMap;

use crate::config::is_right_to_left;
use crate::course::{
    Dialogue, ElementKind, Ending, Practice, Reading, Scenario, ScenarioNode, ScenarioOption, TurnMark,
};

use crate::render::blocks::body::Body;
use crate::render::blocks::guest::Medium;
use crate::render::blocks::html::RenderedBlock;
use crate::render::blocks::placeholders::Placeholders;
use crate::render::blocks::scenario_map::{Drawn, map};
use crate::render::view::{
    DialogueForm, DialogueView, MarkView, Placeholder, PracticeForm, PracticeLevelView, PracticeView, ScenarioNodeView,
    ScenarioOptionView, ScenarioView, TurnView,
};

/// A session excerpt; on paper, marks that readers are to find stand with what answers questions.
pub(crate) fn dialogue<'a>(body: &mut Body<'a>, dialogue: &'a Dialogue, number: usize) -> RenderedBlock<'a> {
    let is_sought = dialogue.reading == Reading::Spot && body.medium() == Medium::Paper;
    if is_sought && dialogue.turns.iter().any(|turn| !turn.marks.is_empty() || !turn.note.is_empty()) {
        let marks = dialogue_as(body, dialogue, (number, DialogueForm::Marks), true);
        body.answers.push(marks);
    }
    dialogue_as(body, dialogue, (number, DialogueForm::Turns), !is_sought)
}

fn dialogue_as<'a>(
    body: &Body<'a>,
    dialogue: &'a Dialogue,
    (number, form): (usize, DialogueForm),
    has_marks: bool,
) -> RenderedBlock<'a> {
    let mut placeholders = Placeholders::default();
    let dom_id = body.id(ElementKind::Section, &dialogue.id);
    let mut voices: HashMap<&str, usize> = HashMap::new();
    let mut turns = Vec::with_capacity(dialogue.turns.len());
    for (at, turn) in dialogue.turns.iter().enumerate() {
        let next = voices.len() + 1;
        let voice = *voices.entry(&turn.speaker).or_insert(next);
        turns.push(TurnView {
            dom_id: format!("{dom_id}-turn-{}", at + 1),
            speaker: turn.speaker.clone(),
            voice,
            words_html: body.placeholder(&turn.words, &mut placeholders),
            marks: turn.marks.iter().filter(|_| has_marks).map(|turn| mark(body, turn)).collect(),
            note_html: if has_marks { body.placeholder(&turn.note, &mut placeholders) } else { Placeholder::default() },
        });
    }
    // On paper nobody chooses how it is read.
    let is_paper = body.medium() == Medium::Paper;
    let mark_count = turns.iter().filter(|_| !is_paper).map(|turn| turn.marks.len()).sum();
    let view = DialogueView {
        dom_id,
        number,
        page: body.guest_title(),
        reading: dialogue.reading.as_str(),
        form,
        turns,
        mark_count,
    };
    RenderedBlock::Dialogue(view, placeholders)
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
    let page = body.site.index.page_named(&mark.value);
    // Ruptures that the field has a name for are called by it in each language.
    let words = match role {
        "withdrawal" | "confrontation" => body.site.theme.message(&format!("mark_{role}")).to_owned(),
        _ => mark.value.replace('-', " "),
    };
    MarkView {
        role,
        kind: mark.kind.clone(),
        label: page.map_or(words, |page| page.front.title.clone()),
        url: page.map(|page| body.urls.page(&page.address)),
    }
}

/// A branching exchange.
pub(crate) fn scenario<'a>(body: &Body<'a>, scenario: &'a Scenario) -> RenderedBlock<'a> {
    let mut placeholders = Placeholders::default();
    let dom_id = body.id(ElementKind::Section, &scenario.id);
    let of_node = |id: &str| format!("{dom_id}-{id}");
    let positions = scenario.positions();
    let title = |id: &str| positions.get(id).map_or_else(String::new, |at| scenario.nodes[*at].title.clone());
    let said = |node: &ScenarioNode| {
        let ending = node.ending.map_or_else(String::new, |ending| format!("ending_{}", ending.as_str()));
        node.outcome.clone().unwrap_or_else(|| body.site.theme.message(&ending).to_owned())
    };
    let Drawn { map, order } = map(scenario, of_node, said, is_right_to_left(&body.site.config.language));
    let number = |id: &str| {
        let place = positions.get(id).and_then(|at| order.iter().position(|moment| moment == at));
        place.map_or(0, |place| place + 1)
    };
    let setting_html = body.placeholder(&scenario.setting, &mut placeholders);
    let ask_html = body.placeholder(&scenario.ask, &mut placeholders);
    let title_html = body.placeholder(&scenario.title, &mut placeholders);
    let mut option = |option: &'a ScenarioOption| ScenarioOptionView {
        words_html: body.placeholder(&option.words, &mut placeholders),
        to: of_node(&option.to),
        to_title: title(&option.to),
        to_number: number(&option.to),
        feedback_html: body.placeholder(&option.feedback, &mut placeholders),
    };
    let nodes = || order.iter().map(|at| &scenario.nodes[*at]);
    let options: Vec<Vec<ScenarioOptionView>> =
        nodes().map(|node| node.options.iter().map(&mut option).collect()).collect();
    let node = |((at, node), options): ((usize, &'a ScenarioNode), Vec<ScenarioOptionView>)| ScenarioNodeView {
        dom_id: of_node(&node.id),
        number: at + 1,
        title: node.title.clone(),
        text_html: body.placeholder(&node.text, &mut placeholders),
        options,
        ending: node.ending.map(Ending::as_str),
        outcome: node.outcome.clone(),
    };
    let view = ScenarioView {
        key: format!("{}#{}", body.page.address, scenario.id),
        title_html,
        ask_html,
        setting_html,
        nodes: nodes().enumerate().zip(options).map(node).collect(),
        map,
        heading: body.level(2),
        open: body.site.facilitator || body.medium() == Medium::Paper,
        ending_count: scenario.nodes.iter().filter(|node| node.ending.is_some()).count(),
        dom_id,
    };
    RenderedBlock::Scenario(Box::new(view), placeholders)
}

/// A skill to rehearse; on paper the model answers stand with those to questions.
pub(crate) fn practice<'a>(body: &mut Body<'a>, practice: &'a Practice) -> RenderedBlock<'a> {
    if body.medium() == Medium::Screen {
        return practice_as(body, practice, PracticeForm::Screen);
    }
    let models = practice_as(body, practice, PracticeForm::Models);
    body.answers.push(models);
    practice_as(body, practice, PracticeForm::Paper)
}

fn practice_as<'a>(body: &Body<'a>, practice: &'a Practice, form: PracticeForm) -> RenderedBlock<'a> {
    let mut placeholders = Placeholders::default();
    let dom_id = body.id(ElementKind::Section, &practice.id);
    let mut placeholder = |prose| body.placeholder(prose, &mut placeholders);
    let levels = practice.levels.iter().map(|level| PracticeLevelView {
        dom_id: match &level.id {
            Some(id) => body.id(ElementKind::Section, id),
            None => format!("{dom_id}-level-{}", level.level),
        },
        level: level.level,
        title: level.title.clone(),
        words_html: placeholder(&level.words),
        model_html: placeholder(&level.model),
    });
    let levels = levels.collect();
    let view = PracticeView {
        key: format!("{}#{}", body.page.address, practice.id),
        title_html: placeholder(&practice.title),
        heading: body.level(2),
        form,
        seconds: practice.seconds,
        task_html: placeholder(&practice.task),
        levels,
        criteria: practice.criteria.iter().map(&mut placeholder).collect(),
        next_html: placeholder(&practice.next),
        dom_id,
    };
    RenderedBlock::Practice(Box::new(view), placeholders)
}

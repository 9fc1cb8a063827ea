//! The parts of a page's body, and their HTML. A part has a digest before it has HTML, and depends on nothing else.

use serde::Serialize;

use crate::diagnostic::Diagnostic;

use super::look::Look;
use super::view::{BlankView, ContainerView, DialogueView, FigureView, ItemView, PracticeView, ScenarioView};

/// A part of a page's body: the views of its templates, without what templates make of other parts.
#[derive(Debug, Hash)]
pub(super) enum Part {
    Html(String),
    Item(Box<ItemPart>),
    Dialogue(DialogueView),
    Scenario(Box<ScenarioView>),
    Practice(Box<PracticeView>),
    Figure(FigureView),
    Container(ContainerView, Vec<Part>),
}

/// A question.
#[derive(Debug, Hash)]
pub(super) struct ItemPart {
    pub(super) view: ItemView,
    /// What is asked, without the controls of blanks.
    pub(super) stem: String,
    /// Where in the stem a blank's control goes, by rising offset, and the blank's index.
    pub(super) gaps: Vec<(usize, usize)>,
    pub(super) hints: Vec<Vec<Part>>,
}

#[derive(Serialize)]
struct ItemContext<'a> {
    item: &'a ItemView,
}

#[derive(Serialize)]
struct BlankContext<'a> {
    blank: &'a BlankView,
}

#[derive(Serialize)]
struct ContainerContext<'a> {
    container: &'a ContainerView,
}

#[derive(Serialize)]
struct FigureContext<'a> {
    figure: &'a FigureView,
}

#[derive(Serialize)]
struct DialogueContext<'a> {
    dialogue: &'a DialogueView,
}

#[derive(Serialize)]
struct ScenarioContext<'a> {
    scenario: &'a ScenarioView,
}

#[derive(Serialize)]
struct PracticeContext<'a> {
    practice: &'a PracticeView,
}

/// The HTML of some parts.
pub(super) fn html(look: &Look, parts: Vec<Part>) -> Result<String, Box<Diagnostic>> {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Html(html) => text.push_str(&html),
            Part::Item(part) => text.push_str(&item(look, *part)?),
            Part::Dialogue(view) => {
                text.push_str(&look.render("blocks/dialogue.html", &DialogueContext { dialogue: &view })?);
            }
            Part::Scenario(view) => {
                text.push_str(&look.render("blocks/scenario.html", &ScenarioContext { scenario: &view })?);
            }
            Part::Practice(view) => {
                text.push_str(&look.render("blocks/practice.html", &PracticeContext { practice: &view })?);
            }
            Part::Figure(view) => {
                text.push_str(&look.render("blocks/figure.html", &FigureContext { figure: &view })?);
            }
            Part::Container(view, parts) => {
                let container = &ContainerView { body_html: html(look, parts)?, ..view };
                text.push_str(&look.render("blocks/container.html", &ContainerContext { container })?);
            }
        }
    }
    Ok(text)
}

fn item(look: &Look, part: ItemPart) -> Result<String, Box<Diagnostic>> {
    let mut view = part.view;
    let mut from = 0;
    for (at, index) in &part.gaps {
        view.stem_html.push_str(&part.stem[from..*at]);
        from = *at;
        if let Some(blank) = view.blanks.get(*index) {
            let control = look.render("blocks/blank.html", &BlankContext { blank })?;
            view.stem_html.push_str(control.trim());
        }
    }
    view.stem_html.push_str(&part.stem[from..]);
    for hint in part.hints {
        view.hints_html.push(html(look, hint)?);
    }
    look.render("blocks/item.html", &ItemContext { item: &view })
}

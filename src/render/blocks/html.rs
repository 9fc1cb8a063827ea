//! The parts of a page's body, and their HTML. A part has a digest before it has HTML, and depends on nothing else.

use std::borrow::Cow;

use serde::Serialize;

use crate::diagnostic::Diagnostic;

use crate::render::blocks::placeholders::{FilledTemplate, Pieces};
use crate::render::theme_context::ThemeContext;
use crate::render::view::{BlankView, ContainerView, DialogueView, FigureView, ItemView, PracticeView, ScenarioView};

/// A part of a page's body: the views of its templates, without what templates make of other parts.
#[derive(Debug, Hash)]
pub(crate) enum RenderedBlock<'a> {
    Html(Cow<'a, str>),
    Item(Box<RenderedQuestion<'a>>),
    Dialogue(DialogueView),
    Scenario(Box<ScenarioView>),
    Practice(Box<PracticeView>),
    Figure(FigureView),
    Container(ContainerView, Vec<RenderedBlock<'a>>),
}

impl RenderedBlock<'_> {
    /// About how long its HTML is; a guess saves copying a page that grows.
    fn size(&self) -> usize {
        match self {
            Self::Html(html) => html.len(),
            _ => 4096,
        }
    }
}

/// A question.
#[derive(Debug, Hash)]
pub(crate) struct RenderedQuestion<'a> {
    pub(crate) view: ItemView,
    pub(crate) pieces: Pieces<'a>,
    /// Where in the stem a blank's control goes, by rising offset, and the blank's index.
    pub(crate) gaps: Vec<(usize, usize)>,
    pub(crate) hints: Vec<Vec<RenderedBlock<'a>>>,
}

#[derive(Hash, Serialize)]
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
pub(crate) fn html(look: &ThemeContext, parts: Vec<RenderedBlock<'_>>) -> Result<String, Box<Diagnostic>> {
    let mut text = String::with_capacity(parts.iter().map(RenderedBlock::size).sum());
    for part in parts {
        match part {
            RenderedBlock::Html(html) => text.push_str(&html),
            RenderedBlock::Item(part) => item(look, *part, &mut text)?,
            RenderedBlock::Dialogue(view) => {
                text.push_str(&look.render("blocks/dialogue.html", &DialogueContext { dialogue: &view })?);
            }
            RenderedBlock::Scenario(view) => {
                text.push_str(&look.render("blocks/scenario.html", &ScenarioContext { scenario: &view })?);
            }
            RenderedBlock::Practice(view) => {
                text.push_str(&look.render("blocks/practice.html", &PracticeContext { practice: &view })?);
            }
            RenderedBlock::Figure(view) => {
                text.push_str(&look.render("blocks/figure.html", &FigureContext { figure: &view })?);
            }
            RenderedBlock::Container(view, parts) => {
                let container = &ContainerView { body_html: html(look, parts)?, ..view };
                text.push_str(&look.render("blocks/container.html", &ContainerContext { container })?);
            }
        }
    }
    Ok(text)
}

/// Adds a question to the page.
fn item(look: &ThemeContext, part: RenderedQuestion<'_>, page: &mut String) -> Result<(), Box<Diagnostic>> {
    let RenderedQuestion { mut view, mut pieces, gaps, hints } = part;
    if !gaps.is_empty() {
        let stem = with_controls(look, pieces.get(view.stem_html), &gaps, &view.blanks)?;
        view.stem_html = pieces.html(stem);
    }
    for hint in hints {
        view.hints_html.push(pieces.html(html(look, hint)?));
    }
    let context = ItemContext { item: &view };
    if view.blanks.is_empty() {
        let made = look.fragment("blocks/item.html", &context)?;
        pieces.put(&made, page);
    } else {
        // What fits into blanks stands in the view itself: no two questions have the same.
        pieces.put(&FilledTemplate::new(look.render("blocks/item.html", &context)?), page);
    }
    Ok(())
}

/// What is asked, with the controls of blanks in their gaps.
fn with_controls(
    look: &ThemeContext,
    stem: &str,
    gaps: &[(usize, usize)],
    blanks: &[BlankView],
) -> Result<String, Box<Diagnostic>> {
    let (mut html, mut from) = (String::new(), 0);
    for (at, index) in gaps {
        html.push_str(&stem[from..*at]);
        from = *at;
        if let Some(blank) = blanks.get(*index) {
            let control = look.render("blocks/blank.html", &BlankContext { blank })?;
            html.push_str(control.trim());
        }
    }
    html.push_str(&stem[from..]);
    Ok(html)
}

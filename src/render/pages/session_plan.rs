//! How to lead a group through the course, for facilitators.

use crate::course::reserved::GeneratedPage;
use crate::course::{Block, Callout, Container, ElementKind, ItemKind, Module, Page, items};
use crate::site::LazyFile;

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::{Urls, fragment, page_link};
use crate::render::pages::entries::{count_view, list_entry};
use crate::render::renderer::Renderer;
use crate::render::view::{PlanLesson, PlanModule, PlanView};

const TEMPLATE: Template = Template { path: "plan.html", variable: "plan" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::SessionPlan.address());
    let frame = renderer.frame(&address, context.theme.message("plan"), context.theme.message("plan_summary"));
    renderer.generated(&TEMPLATE, frame, view(context, &context.urls(&address)))
}

fn view(context: &SiteContext, urls: &Urls<'_>) -> PlanView {
    let module = |module: &Module| PlanModule {
        number: module.number,
        module: page_link(context.course.page(module.index), urls),
        minutes: context.course.module_minutes(module),
        count: count_view(context.course.lessons_of(module)),
        lessons: context.course.lessons_of(module).map(|page| plan_lesson(context, page, urls)).collect(),
    };
    let modules: Vec<PlanModule> = context.course.modules.iter().map(module).collect();
    PlanView { minutes: context.course.minutes(), modules }
}

fn plan_lesson(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> PlanLesson {
    let has = page.outline.has;
    let reflects = items(&page.blocks).iter().any(|item| item.kind() == ItemKind::Reflection);
    let activities = [
        (has.dialogue, "plan_dialogue"),
        (has.scenario, "plan_scenario"),
        (has.practice, "plan_practice"),
        (reflects, "plan_reflection"),
    ];
    let (mut notes, mut exercises) = (Vec::new(), Vec::new());
    collect_notes(&page.blocks, false, &mut notes);
    collect_exercises(&page.blocks, &mut exercises);
    let exercise = |container: &Container| {
        let mut link = page_link(page, urls);
        let number = container.number.map(|number| number.to_string());
        let label = match &number {
            Some(number) => context.theme.message("exercise_n").replace("{n}", number),
            None => context.theme.message("exercise").to_owned(),
        };
        let title = container.title.text();
        link.title = if title.is_empty() { label } else { format!("{label}: {title}") };
        if let Some(id) = &container.id {
            link.url.push_str(&fragment(ElementKind::Section, id));
        }
        link
    };
    PlanLesson {
        entry: list_entry(context, page, urls),
        objectives: page.front.objectives.iter().map(|objective| objective.text.clone()).collect(),
        activities: activities.into_iter().filter_map(|(is, word)| is.then_some(word)).collect(),
        exercises: exercises.into_iter().map(exercise).collect(),
        notes,
    }
}

/// Exercises in reading order.
fn collect_exercises<'b>(blocks: &'b [Block], exercises: &mut Vec<&'b Container>) {
    for block in blocks {
        if let Block::Container(container) = block {
            exercises.extend((container.callout == Callout::Exercise).then_some(container));
            collect_exercises(&container.blocks, exercises);
        }
    }
}

/// The words of facilitators' parts, paragraph by paragraph and entry by entry. Their links stay on the page itself.
fn collect_notes(blocks: &[Block], inside: bool, notes: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Container(container) => {
                let inside = inside || container.callout == Callout::Facilitator;
                collect_notes(&container.blocks, inside, notes);
            }
            Block::Prose(prose) if inside => notes.extend(prose.paragraphs()),
            _ => {}
        }
    }
}

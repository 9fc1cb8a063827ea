//! How to lead a group through the course, for facilitators: the meetings, and for each page what to do together and every note.

use crate::course::reserved::{GeneratedPage, Handout};
use crate::course::{Block, Callout, Container, ElementKind, ItemKind, Module, Page, PageRole};
use crate::site::LazyFile;

use crate::render::blocks::guest::Medium;
use crate::render::blocks::html::RenderedBlock;
use crate::render::blocks::placeholders::Placeholders;
use crate::render::context::SiteContext;
use crate::render::lazy_page::{PageBody, Template};
use crate::render::links::{Urls, page_link};
use crate::render::pages::entries::{count_view, list_entry};
use crate::render::pages::handout::has_questions;
use crate::render::pages::joined::{Joined, Place, section};
use crate::render::pages::meetings::{meeting_minutes, meetings};
use crate::render::pages::notes::{about, exercise_title, group_minutes, notes};
use crate::render::renderer::Renderer;
use crate::render::view::{
    ActivityView, Link, MeetingPart, MeetingView, NoteView, PlanLesson, PlanModule, PlanView, Single,
};

const TEMPLATE: Template = Template { path: "plan.html", variable: "plan" };

/// By how much headings in notes stand lower than on their page: notes stand below the third level.
const LOWER: u8 = 2;

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::SessionPlan.address(renderer.context.course.names));
    let mut frame = renderer.frame(&address, context.theme.message("plan"), context.theme.message("plan_summary"));
    let mut plan = Plan {
        context,
        urls: context.urls(&address),
        joined: Joined::new(context, &address, &[], 0),
        parts: Vec::new(),
    };
    let view = plan.view();
    plan.joined.mark(&mut frame.page);
    let (parts, citations) = (plan.parts, Some(plan.joined.citations()));
    renderer.page(&TEMPLATE, frame, Single(view), PageBody { parts, citations })
}

/// The plan while it is put together.
struct Plan<'a, 'u> {
    context: &'a SiteContext,
    urls: Urls<'u>,
    joined: Joined<'a>,
    /// The notes so far.
    parts: Vec<Vec<RenderedBlock<'a>>>,
}

impl<'a> Plan<'a, '_> {
    fn view(&mut self) -> PlanView {
        let course = &self.context.course;
        let home = course.pages.front();
        let standalone = course.pages.iter().filter(|page| page.role == PageRole::Standalone && !page.is_hidden);
        let standalone = standalone.filter(|page| !notes(&page.blocks).is_empty());
        PlanView {
            minutes: course.minutes(),
            group_minutes: course.pages.iter().map(group_minutes).sum(),
            meeting_minutes: meeting_minutes(self.context.config.sessions),
            meetings: meeting_views(self.context),
            notes: home.map(|home| self.notes(home)).unwrap_or_default(),
            modules: course.modules.iter().map(|module| self.module(module)).collect(),
            others: standalone.map(|page| self.lesson(page)).collect(),
        }
    }

    fn module(&mut self, module: &'a Module) -> PlanModule {
        let course = &self.context.course;
        let index = course.page(module.index);
        let lessons: Vec<&'a Page> = course.lessons_of(module).collect();
        let asks = has_questions(self.context, module);
        let handout =
            |handout: Handout, urls: &Urls<'_>| asks.then(|| urls.page(&handout.address(course.names, &index.address)));
        PlanModule {
            number: module.number,
            module: page_link(index, &self.urls),
            minutes: course.module_minutes(module),
            group_minutes: group_minutes(index) + lessons.iter().map(|page| group_minutes(page)).sum::<u32>(),
            count: count_view(lessons.iter().copied()),
            questions_url: handout(Handout::Questions, &self.urls),
            answers_url: handout(Handout::Answers, &self.urls),
            slides_url: handout(Handout::Slides, &self.urls),
            notes: self.notes(index),
            lessons: lessons.into_iter().map(|page| self.lesson(page)).collect(),
        }
    }

    fn lesson(&mut self, page: &'a Page) -> PlanLesson {
        let mut shared = Shared::default();
        shared.collect(&page.blocks);
        let place = |id: &String, kind: ElementKind| self.urls.place(&page.address, &kind.id(id));
        let activity = |(ids, kind, word): (Vec<&String>, ElementKind, &'static str)| {
            let urls: Vec<String> = ids.into_iter().map(|id| place(id, kind)).collect();
            (!urls.is_empty()).then_some(ActivityView { word, urls })
        };
        let Shared { dialogues, scenarios, practices, reflections, exercises } = shared;
        let activities = [
            (dialogues, ElementKind::Section, "plan_dialogue"),
            (scenarios, ElementKind::Section, "plan_scenario"),
            (practices, ElementKind::Section, "plan_practice"),
            (reflections, ElementKind::Question, "plan_reflection"),
        ];
        let exercise = |container: &Container| {
            let url = match &container.id {
                Some(id) => place(id, ElementKind::Section),
                None => self.urls.page(&page.address),
            };
            Link { title: exercise_title(self.context, container), url, ..Link::default() }
        };
        PlanLesson {
            dom_id: section(page),
            entry: list_entry(self.context, page, &self.urls),
            group_minutes: group_minutes(page),
            objectives: page.front.objectives.iter().map(|objective| objective.text.clone()).collect(),
            activities: activities.into_iter().filter_map(activity).collect(),
            exercises: exercises.into_iter().map(exercise).collect(),
            notes: self.notes(page),
        }
    }

    fn notes(&mut self, page: &'a Page) -> Vec<NoteView> {
        let found = notes(&page.blocks);
        if found.is_empty() {
            return Vec::new();
        }
        let blocks: Vec<&'a Block> = found.iter().map(|note| note.block).collect();
        let mut body = self.joined.body(page, Place { lower: LOWER, medium: Medium::Screen }, Some(&blocks));
        let mut views = Vec::with_capacity(found.len());
        for note in &found {
            let about = about(self.context, page, note, &self.urls);
            views.push(NoteView { about, body_html: Placeholders::part(self.parts.len()) });
            self.parts.push(body.blocks(std::slice::from_ref(note.block)));
        }
        views
    }
}

/// What a page has to do together.
#[derive(Default)]
struct Shared<'a> {
    dialogues: Vec<&'a String>,
    scenarios: Vec<&'a String>,
    practices: Vec<&'a String>,
    reflections: Vec<&'a String>,
    exercises: Vec<&'a Container>,
}

impl<'a> Shared<'a> {
    fn collect(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Dialogue(dialogue) => self.dialogues.push(&dialogue.id),
                Block::Scenario(scenario) => self.scenarios.push(&scenario.id),
                Block::Practice(practice) => self.practices.push(&practice.id),
                Block::Item(item) if item.kind() == ItemKind::Reflection => self.reflections.push(&item.id),
                Block::Container(container) if container.callout != Callout::Facilitator => {
                    self.exercises.extend((container.callout == Callout::Exercise).then_some(container));
                    self.collect(&container.blocks);
                }
                Block::Container(_) | Block::Item(_) | Block::Prose(_) | Block::Figure(_) | Block::Media(_) => {}
            }
        }
    }
}

/// The meetings: of every lesson, and of other pages that have group work.
fn meeting_views(context: &SiteContext) -> Vec<MeetingView> {
    let (course, settings) = (&context.course, context.config.sessions);
    let is_met = |page: &&Page| matches!(page.role, PageRole::Lesson(_)) || group_minutes(page) > 0;
    let pages: Vec<&Page> = course.pages.iter().filter(is_met).collect();
    let minutes: Vec<u32> = pages.iter().map(|page| group_minutes(page)).collect();
    let in_plan =
        |page: &Page| Link { title: page.front.title.clone(), url: format!("#{}", section(page)), ..Link::default() };
    let view = |(at, range): (usize, std::ops::Range<usize>)| {
        let (pages, own) = (&pages[range.clone()], &minutes[range]);
        let parts = pages.iter().zip(own).filter(|(_, minutes)| **minutes > 0);
        MeetingView {
            number: at + 1,
            minutes: own.iter().sum(),
            is_over: own.iter().sum::<u32>() > meeting_minutes(settings),
            read: pages.iter().map(|page| in_plan(page)).collect(),
            read_minutes: pages.iter().map(|page| page.minutes).sum(),
            parts: parts.map(|(page, minutes)| MeetingPart { page: in_plan(page), minutes: *minutes }).collect(),
        }
    };
    meetings(&minutes, settings).into_iter().enumerate().map(view).collect()
}

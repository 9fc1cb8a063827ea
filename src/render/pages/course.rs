//! Pages made from files of the course: lessons, module indexes and the front page.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::assemble::resolve::{GLOSSARY, Target, resolve};
use crate::course::{
    Address, CaseAttestation, Consent, Course, MarkedTurn, Module, OutPath, Page, PageId, PageRole, slug,
};
use crate::site::LazyFile;

use crate::render::blocks::body::Body;
use crate::render::blocks::placeholders::Pieces;
use crate::render::citations::PageCitations;
use crate::render::context::{SiteContext, kind_address, page_link};
use crate::render::estimate::estimates;
use crate::render::furniture::shared::SharedSite;
use crate::render::lazy_page::{Content, framed};
use crate::render::links::Urls;
use crate::render::pages::generated;
use crate::render::pages::lists::list_entry;
use crate::render::view::{
    BodyView, CaseView, HomeView, KindCard, KindView, Link, ModuleCard, ModuleView, ObjectiveView, PageView, PathStep,
    Piece, SeenView, TermNote,
};

/// A page of the course, to be made when it is asked for.
pub(crate) fn prepare<'f>(frame: &'f SiteContext, page: &'f Page) -> LazyFile<'f> {
    let urls = Urls::From(&page.address);
    let site = frame.site_of(page);
    let mut view = frame.page(page);
    let mut made = Body::new(frame, page);
    let blocks = made.blocks(&page.blocks);
    view.terms = terms(frame, &made, &urls);
    let body = Content { blocks, citations: PageCitations::of(frame, page) };
    match page.role {
        PageRole::Home => {
            let context = HomeContext { site, page: view, home: home(frame, page, &urls) };
            frame.prepared_with("home.html", context, body)
        }
        PageRole::ModuleIndex(module) => {
            let module = module_view(frame, &frame.course.modules[module], page);
            let context = ModuleContext { site, page: view, module };
            frame.prepared_with("module.html", context, body)
        }
        PageRole::Lesson(_) | PageRole::Standalone => {
            let context = LessonContext { site, page: view, lesson: lesson(frame, page) };
            frame.prepared_with("lesson.html", context, body)
        }
    }
}

/// What the page says of the terms that it links to.
fn terms(frame: &SiteContext, body: &Body<'_>, urls: &Urls<'_>) -> Vec<TermNote> {
    let glossary = urls.file(&OutPath::new(GLOSSARY));
    let note = |id: &&str| {
        let term = frame.course.terms.get(*id)?;
        Some(TermNote {
            dom_id: format!("t-{id}"),
            term: term.term.clone(),
            definition: term.definition.clone(),
            url: format!("{glossary}#g-{}", crate::render::links::encode(id)),
        })
    };
    let mut notes: Vec<TermNote> = body.terms().iter().filter_map(note).collect();
    notes.sort_by_cached_key(|note| note.term.to_lowercase());
    notes
}

/// The mark of the page's body, where there is one.
fn body_mark(page: &Page) -> Piece {
    if page.blocks.is_empty() { Piece::default() } else { Pieces::ONLY }
}

framed!(HomeContext, ModuleContext, LessonContext);

#[derive(Hash, Serialize)]
struct HomeContext {
    site: SharedSite,
    page: PageView,
    home: HomeView,
}

#[derive(Hash, Serialize)]
struct ModuleContext {
    site: SharedSite,
    page: PageView,
    module: ModuleView,
}

#[derive(Hash, Serialize)]
struct LessonContext {
    site: SharedSite,
    page: PageView,
    lesson: BodyView,
}

fn lesson(frame: &SiteContext, page: &Page) -> BodyView {
    let urls = Urls::From(&page.address);
    let module = match page.role {
        PageRole::Lesson(module) => Some(&frame.course.modules[module]),
        _ => None,
    };
    let topic = |topic: &String| Link {
        title: topic.clone(),
        url: urls.page(&Address::from_parts(["topics", &slug(topic)])),
        ..Link::default()
    };
    let objective = |objective: &crate::course::Objective| ObjectiveView {
        dom_id: format!("o-{}", objective.id),
        text: objective.text.clone(),
    };
    let (path_label, path) = path_on(frame, page, &urls);
    BodyView {
        key: page.address.as_str().to_owned(),
        kind: kind_view(frame, page, &urls),
        step: page.front.step,
        module_number: module.map(|module| module.number),
        module_total: frame.course.modules.len(),
        module: module.map(|module| page_link(frame.course.page(module.index), &urls)),
        minutes: page.minutes,
        item_count: page.asked(),
        points: page.outline.points,
        objectives: page.front.objectives.iter().map(objective).collect(),
        topics: page.front.topics.iter().map(topic).collect(),
        authors: page.front.authors.clone(),
        reviewed: page.front.reviewed.map(|date| frame.date(date)),
        case: page.front.case.as_ref().map(|case| case_view(frame, case)),
        path_label,
        path,
        was: page.front.aliases.iter().map(|(alias, _)| format!("{}/", alias.trim_matches('/'))).collect(),
        assessment: page.front.assessment.as_ref().map(|test| generated::assessment(frame, page, test)),
        seen_in: seen_in(frame, page, &urls),
        body_html: body_mark(page),
    }
}

/// How many marked turns a page lists.
const SEEN: usize = 40;

fn seen_in(frame: &SiteContext, page: &Page, urls: &Urls<'_>) -> Vec<SeenView> {
    let view = |(page, turn): (&Page, &MarkedTurn)| SeenView {
        page: Link {
            title: page.front.title.clone(),
            url: format!("{}#{}", urls.page(&page.address), turn.turn),
            ..Link::default()
        },
        speaker: turn.speaker.clone(),
        words: turn.words.clone(),
    };
    frame.lookup.seen(page).take(SEEN).map(view).collect()
}

/// The kind of a page; none for plain lessons.
pub(crate) fn kind_view(frame: &SiteContext, page: &Page, urls: &Urls<'_>) -> Option<KindView> {
    let (name, address) = frame.kinds.iter().find(|(name, _)| *name == page.kind)?;
    let kind = &frame.course.kinds[name];
    Some(KindView {
        name: name.clone(),
        label: kind.label.clone(),
        plural: kind.plural.clone(),
        url: urls.page(address),
    })
}

fn case_view(frame: &SiteContext, case: &CaseAttestation) -> CaseView {
    CaseView {
        consent: match case.consent {
            Consent::Written => "written",
            Consent::Composite => "composite",
            Consent::Fictional => "fictional",
            Consent::Published => "published",
        },
        pseudonyms: case.pseudonyms.clone(),
        changed: case.changed.clone(),
        reviewed_by: case.reviewed_by.clone(),
        reviewed_on: case.reviewed_on.map(|date| frame.date(date)),
    }
}

/// A path as a page shows it.
pub(crate) fn path(course: &Course, steps: &[PageId], here: Option<PageId>, urls: &Urls<'_>) -> Vec<PathStep> {
    if steps.len() < 2 {
        return Vec::new();
    }
    let view = |id: &PageId| {
        let page = course.page(*id);
        PathStep {
            number: page.front.step.unwrap_or_default(),
            title: page.front.title.clone(),
            url: urls.page(&page.address),
            current: here == Some(*id),
        }
    };
    steps.iter().map(view).collect()
}

/// The path on a lesson with what its pages are called: on the steps' own pages, and on a page that links to every step.
fn path_on(frame: &SiteContext, page: &Page, urls: &Urls<'_>) -> (String, Vec<PathStep>) {
    for (kind, steps) in &frame.steps {
        let here = steps.contains(&page.id).then_some(page.id);
        if here.is_some() || links_to_all(frame, page, steps) {
            return (plural(frame, kind), path(&frame.course, steps, here, urls));
        }
    }
    (String::new(), Vec::new())
}

fn links_to_all(frame: &SiteContext, page: &Page, steps: &[PageId]) -> bool {
    let linked: BTreeSet<PageId> = page
        .outline
        .links
        .iter()
        .filter_map(|link| match resolve(&frame.course, page, &link.destination) {
            Ok(Target::Page(id, _)) => Some(id),
            _ => None,
        })
        .collect();
    !steps.is_empty() && steps.iter().all(|step| linked.contains(step))
}

fn plural(frame: &SiteContext, kind: &str) -> String {
    frame.course.kinds[kind].plural.clone()
}

fn module_view(frame: &SiteContext, module: &Module, page: &Page) -> ModuleView {
    let urls = Urls::From(&page.address);
    let own = |steps: &[PageId]| !steps.is_empty() && steps.iter().all(|step| module.lessons.contains(step));
    let own = frame.steps.iter().find(|(_, steps)| own(steps));
    let (path_label, path) = own
        .map_or_else(Default::default, |(kind, steps)| (plural(frame, kind), path(&frame.course, steps, None, &urls)));
    ModuleView {
        card: module_card(frame, module, &urls),
        module_total: frame.course.modules.len(),
        body_html: body_mark(page),
        path_label,
        path,
    }
}

fn module_card(frame: &SiteContext, module: &Module, urls: &Urls<'_>) -> ModuleCard {
    let index = frame.course.page(module.index);
    let lessons: Vec<&Page> = module.lessons.iter().map(|id| frame.course.page(*id)).collect();
    let first_objective = |page: &&Page| page.front.objectives.first().map(|objective| objective.text.clone());
    ModuleCard {
        number: module.number,
        title: index.front.title.clone(),
        url: urls.page(&index.address),
        summary: index.front.summary.clone().unwrap_or_default(),
        minutes: lessons.iter().map(|page| page.minutes).sum::<u32>() + index.minutes,
        item_count: lessons.iter().map(|page| page.asked()).sum(),
        objectives: lessons.iter().filter_map(first_objective).collect(),
        lessons: lessons.into_iter().map(|page| list_entry(frame, page, urls)).collect(),
    }
}

/// On the front page of a course this large, modules are listed without their lessons.
const HOME_LESSONS: usize = 400;

fn home(frame: &SiteContext, page: &Page, urls: &Urls<'_>) -> HomeView {
    let course = &*frame.course;
    let lessons = || course.pages.iter().filter(|page| matches!(page.role, PageRole::Lesson(_)));
    let lesson_count = lessons().count();
    let start = lessons().next().or_else(|| course.pages.get(1));
    let mut modules: Vec<ModuleCard> = course.modules.iter().map(|module| module_card(frame, module, urls)).collect();
    if lesson_count > HOME_LESSONS {
        for card in &mut modules {
            card.lessons.clear();
            card.objectives.clear();
        }
    }
    let card = |(name, _): &(String, Address)| {
        let kind = &course.kinds[name];
        let view = KindView {
            name: name.clone(),
            label: kind.label.clone(),
            plural: kind.plural.clone(),
            url: urls.page(&kind_address(kind)),
        };
        let count = course.pages.iter().filter(|page| page.kind == *name).count();
        KindCard { kind: view, summary: kind.summary.clone(), count }
    };
    let first = frame.steps.first();
    HomeView {
        body_html: body_mark(page),
        estimates: estimates(course, &frame.config),
        review_url: (frame.has_items && !frame.facilitator)
            .then(|| urls.page(&generated::GeneratedPage::Review.address())),
        start: start.map(|page| page_link(page, urls)),
        minutes: modules.iter().map(|module| module.minutes).sum(),
        item_count: course.pages.iter().map(|page| page.asked()).sum(),
        modules,
        lesson_count,
        path_label: first.map(|(kind, _)| plural(frame, kind)).unwrap_or_default(),
        path: first.map(|(_, steps)| path(course, steps, None, urls)).unwrap_or_default(),
        kinds: frame.kinds.iter().map(card).collect(),
    }
}

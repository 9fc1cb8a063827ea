//! Pages about the course as a whole: what it teaches and tests, what a reader did, and how a group is led through it.
//! What a reader did is in the browser; those pages are made of places for scripts to fill.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::course::{Address, Assessment, Block, Callout, Item, ItemKind, Page, PageRole, items};
use crate::site::LazyFile;

use crate::render::context::{SiteContext, page_link};
use crate::render::estimate::estimates;
use crate::render::furniture::shared::SharedSite;
use crate::render::lazy_page::framed;
use crate::render::links::Urls;
use crate::render::pages::lists::{keys, list_entry};
use crate::render::view::{
    AssessmentView, CertificateView, CoverageRow, CoverageView, Link, ObjectiveCard, ObjectivesModule, ObjectivesPage,
    PageView, PlanLesson, PlanModule, PlanView, ProgressModule, ProgressView, TaughtView,
};

/// A page about the course as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GeneratedPage {
    /// Every objective, where it is taught and asked for.
    Objectives,
    /// What was done.
    Progress,
    /// What comes back today.
    Review,
    /// For who has passed.
    Certificate,
    /// Objectives by kinds of question, for facilitators.
    Coverage,
    /// How to lead a group, for facilitators.
    Plan,
}

impl GeneratedPage {
    /// Where it stands.
    pub(crate) fn address(self) -> Address {
        Address::from_parts(
            match self {
                Self::Objectives => ["objectives"].as_slice(),
                Self::Progress => &["my", "progress"],
                Self::Review => &["my", "review"],
                Self::Certificate => &["my", "certificate"],
                Self::Coverage => &["facilitator", "coverage"],
                Self::Plan => &["facilitator", "plan"],
            }
            .iter()
            .copied(),
        )
    }
}

/// Those that this edition of the course has.
pub(crate) fn all(frame: &SiteContext) -> impl Iterator<Item = GeneratedPage> {
    let certificate = !frame.facilitator && assessments(frame).next().is_some();
    [
        (GeneratedPage::Objectives, frame.has_objectives),
        (GeneratedPage::Progress, !frame.facilitator),
        (GeneratedPage::Review, !frame.facilitator && frame.has_items),
        (GeneratedPage::Certificate, certificate),
        (GeneratedPage::Coverage, frame.facilitator),
        (GeneratedPage::Plan, frame.facilitator),
    ]
    .into_iter()
    .filter_map(|(own, is)| is.then_some(own))
}

/// One of them, to be made when it is asked for.
pub(crate) fn prepare(frame: &SiteContext, own: GeneratedPage) -> LazyFile<'_> {
    let address = own.address();
    let urls = Urls::From(&address);
    let site = frame.site(&urls, Some(&address));
    let page = |title: &str, summary: &str| frame.list_page(frame.look.word(title), frame.look.word(summary), &address);
    match own {
        GeneratedPage::Objectives => {
            let page = page("objectives_all", "objectives_summary");
            frame.prepared("objectives.html", ObjectivesContext { site, page, objectives: objectives(frame, &urls) })
        }
        GeneratedPage::Progress => {
            let page = page("progress", "progress_private");
            frame.prepared("progress.html", ProgressContext { site, page, progress: progress(frame, &urls) })
        }
        GeneratedPage::Review => {
            let page = page("review", "review_summary");
            frame.prepared("review.html", ReviewContext { site, page })
        }
        GeneratedPage::Certificate => {
            let page = page("certificate", "");
            frame
                .prepared("certificate.html", CertificateContext { site, page, certificate: certificate(frame, &urls) })
        }
        GeneratedPage::Coverage => {
            let page = page("coverage", "coverage_summary");
            frame.prepared("coverage.html", CoverageContext { site, page, coverage: coverage(frame, &urls) })
        }
        GeneratedPage::Plan => {
            let page = page("plan", "plan_summary");
            frame.prepared("plan.html", PlanContext { site, page, plan: plan(frame, &urls) })
        }
    }
}

framed!(ObjectivesContext, ProgressContext, ReviewContext, CertificateContext, CoverageContext, PlanContext);

#[derive(Hash, Serialize)]
struct ObjectivesContext {
    site: SharedSite,
    page: PageView,
    objectives: Vec<ObjectivesModule>,
}

#[derive(Hash, Serialize)]
struct ProgressContext {
    site: SharedSite,
    page: PageView,
    progress: ProgressView,
}

#[derive(Hash, Serialize)]
struct ReviewContext {
    site: SharedSite,
    page: PageView,
}

#[derive(Hash, Serialize)]
struct CertificateContext {
    site: SharedSite,
    page: PageView,
    certificate: CertificateView,
}

#[derive(Hash, Serialize)]
struct CoverageContext {
    site: SharedSite,
    page: PageView,
    coverage: CoverageView,
}

#[derive(Hash, Serialize)]
struct PlanContext {
    site: SharedSite,
    page: PageView,
    plan: PlanView,
}

/// The pages with a test, in reading order.
fn assessments(frame: &SiteContext) -> impl Iterator<Item = &Page> {
    frame.course.pages.iter().map(|page| &**page).filter(|page| page.front.assessment.is_some())
}

/// The mark to pass where neither the page nor the course gives one, in percent: what the APA suggests for
/// continuing education.
const PASS: u8 = 75;

/// The test that a page is.
pub(crate) fn assessment(frame: &SiteContext, page: &Page, test: &Assessment) -> AssessmentView {
    let urls = Urls::From(&page.address);
    let mut known = BTreeSet::new();
    let mut objectives: Vec<(usize, usize, TaughtView)> = Vec::new();
    for (id, _) in page.outline.objectives.iter().filter(|(id, _)| known.insert(id.as_str())) {
        let Some((teaches, objective)) = frame.lookup.objective(id) else { continue };
        let at = teaches.front.objectives.iter().position(|own| own.id == *id).unwrap_or_default();
        let mut link = page_link(teaches, &urls);
        link.url = format!("{}#o-{id}", link.url);
        let view =
            TaughtView { id: id.clone(), text: objective.text.clone(), page: link, module: module_of(frame, teaches) };
        objectives.push((teaches.id.0, at, view));
    }
    objectives.sort_by_key(|(page, at, _)| (*page, *at));
    AssessmentView {
        draw: page.asked(),
        pool: page.items,
        pass: test.pass.or(frame.config.course.pass_mark).unwrap_or(PASS),
        certificate_url: urls.page(&GeneratedPage::Certificate.address()),
        objectives: objectives.into_iter().map(|(_, _, view)| view).collect(),
    }
}

fn module_of(frame: &SiteContext, page: &Page) -> usize {
    match page.role {
        PageRole::ModuleIndex(module) | PageRole::Lesson(module) => frame.course.modules[module].number,
        PageRole::Home | PageRole::Standalone => 0,
    }
}

fn progress(frame: &SiteContext, urls: &Urls<'_>) -> ProgressView {
    let course = &frame.course;
    let module = |module: &crate::course::Module| {
        let (index, lessons) = (course.page(module.index), module.lessons.iter().map(|id| course.page(*id)));
        ProgressModule {
            title: index.front.title.clone(),
            url: urls.page(&index.address),
            minutes: index.minutes + lessons.clone().map(|page| page.minutes).sum::<u32>(),
            lessons: lessons.map(keys).collect(),
        }
    };
    let tests: Vec<_> = assessments(frame).map(|page| list_entry(frame, page, urls)).collect();
    ProgressView {
        modules: course.modules.iter().map(module).collect(),
        item_count: course.pages.iter().map(|page| page.asked()).sum(),
        review_url: frame.has_items.then(|| urls.page(&GeneratedPage::Review.address())),
        certificate_url: (!tests.is_empty()).then(|| urls.page(&GeneratedPage::Certificate.address())),
        assessments: tests,
    }
}

fn certificate(frame: &SiteContext, urls: &Urls<'_>) -> CertificateView {
    CertificateView {
        assessments: assessments(frame).map(|page| list_entry(frame, page, urls)).collect(),
        minutes: estimates(&frame.course, &frame.config)
            .first()
            .map_or_else(|| frame.course.pages.iter().map(|page| page.minutes).sum(), |estimate| estimate.minutes),
        modules: objectives(frame, urls),
        authors: frame.config.course.authors.iter().map(|author| author.name.clone()).collect(),
        reviewed: frame.config.course.reviewed.map(|date| frame.date(date)),
    }
}

/// Every question with its page, by the objective it serves.
fn serving(frame: &SiteContext) -> BTreeMap<&str, Vec<(&Page, &Item)>> {
    let mut serving: BTreeMap<&str, Vec<(&Page, &Item)>> = BTreeMap::new();
    for page in &frame.course.pages {
        for item in items(&page.blocks) {
            if let Some((id, _)) = &item.objective {
                serving.entry(id).or_default().push((page, item));
            }
        }
    }
    serving
}

/// A link to a question, its kind in `summary`.
fn item_link(frame: &SiteContext, (page, item): (&Page, &Item), urls: &Urls<'_>) -> Link {
    Link {
        title: page.front.title.clone(),
        url: format!("{}#q-{}", urls.page(&page.address), crate::render::links::encode(&item.id)),
        summary: Some(frame.look.word(&kind_word(item.kind())).to_owned()),
        current: false,
    }
}

fn kind_word(kind: ItemKind) -> String {
    format!("item_{}", kind.as_str())
}

fn objectives(frame: &SiteContext, urls: &Urls<'_>) -> Vec<ObjectivesModule> {
    let serving = serving(frame);
    let mut modules: Vec<ObjectivesModule> = Vec::new();
    for page in frame.course.pages.iter().filter(|page| !page.front.objectives.is_empty()) {
        let number = module_of(frame, page);
        if modules.last().is_none_or(|module| module.number != number) {
            let index = number.checked_sub(1).map(|at| frame.course.page(frame.course.modules[at].index));
            let module = index.map(|index| page_link(index, urls));
            modules.push(ObjectivesModule { number, module, pages: Vec::new() });
        }
        let card = |objective: &crate::course::Objective| {
            let served = serving.get(objective.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            ObjectiveCard {
                id: objective.id.clone(),
                text: objective.text.clone(),
                url: format!("{}#o-{}", urls.page(&page.address), objective.id),
                items: served.iter().map(|found| item_link(frame, *found, urls)).collect(),
                keys: served.iter().map(|(page, item)| format!("{}#{}", page.address, item.id)).collect(),
            }
        };
        let objectives = page.front.objectives.iter().map(card).collect();
        if let Some(module) = modules.last_mut() {
            module.pages.push(ObjectivesPage { page: page_link(page, urls), objectives });
        }
    }
    modules
}

fn coverage(frame: &SiteContext, urls: &Urls<'_>) -> CoverageView {
    let serving = serving(frame);
    let kinds: BTreeSet<ItemKind> = serving.values().flatten().map(|(_, item)| item.kind()).collect();
    let mut rows = Vec::new();
    for page in &frame.course.pages {
        for objective in &page.front.objectives {
            let served = serving.get(objective.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            let of = |kind: &ItemKind| {
                let found = served.iter().filter(|(_, item)| item.kind() == *kind);
                found.map(|found| item_link(frame, *found, urls)).collect()
            };
            let mut taught = page_link(page, urls);
            taught.url = format!("{}#o-{}", taught.url, objective.id);
            rows.push(CoverageRow {
                id: objective.id.clone(),
                text: objective.text.clone(),
                taught,
                cells: kinds.iter().map(of).collect(),
                total: served.len(),
            });
        }
    }
    CoverageView {
        thin: rows.iter().filter(|row| row.total < 2).count(),
        kinds: kinds.into_iter().map(ItemKind::as_str).collect(),
        rows,
    }
}

fn plan(frame: &SiteContext, urls: &Urls<'_>) -> PlanView {
    let module = |module: &crate::course::Module| {
        let lessons: Vec<&Page> = module.lessons.iter().map(|id| frame.course.page(*id)).collect();
        PlanModule {
            number: module.number,
            module: page_link(frame.course.page(module.index), urls),
            minutes: frame.course.page(module.index).minutes + lessons.iter().map(|page| page.minutes).sum::<u32>(),
            lessons: lessons.into_iter().map(|page| plan_lesson(frame, page, urls)).collect(),
        }
    };
    let modules: Vec<PlanModule> = frame.course.modules.iter().map(module).collect();
    PlanView { minutes: modules.iter().map(|module| module.minutes).sum(), modules }
}

fn plan_lesson(frame: &SiteContext, page: &Page, urls: &Urls<'_>) -> PlanLesson {
    let has = page.outline.has;
    let reflects = items(&page.blocks).iter().any(|item| item.kind() == ItemKind::Reflection);
    let together = [
        (has.dialogue, "plan_dialogue"),
        (has.scenario, "plan_scenario"),
        (has.practice, "plan_practice"),
        (reflects, "plan_reflection"),
    ];
    let mut notes = Vec::new();
    collect_notes(&page.blocks, false, &mut notes);
    PlanLesson {
        entry: list_entry(frame, page, urls),
        objectives: page.front.objectives.iter().map(|objective| objective.text.clone()).collect(),
        together: together.into_iter().filter_map(|(is, word)| is.then_some(word)).collect(),
        notes,
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

//! Which questions ask for which objective, by module, for facilitators: what is taught and not tested. Also as a table for
//! spreadsheets.

use std::collections::BTreeMap;

use crate::course::reserved::{GeneratedPage, coverage_table};
use crate::course::{ElementKind, Inserted, Item, Objective, Page, PageRole, Segment, item_kind_key};
use crate::site::LazyFile;

use crate::render::context::SiteContext;
use crate::render::files::table::CsvTable;
use crate::render::lazy_page::Template;
use crate::render::links::{Urls, page_link};
use crate::render::pages::assessment::module_number;
use crate::render::pages::objectives::{item_link, serving};
use crate::render::renderer::Renderer;
use crate::render::view::{CoverageModule, CoverageRow, CoverageView, Link};

const TEMPLATE: Template = Template { path: "coverage.html", variable: "coverage" };

/// So much of a question is shown, in characters.
const QUESTION: usize = 120;

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::Coverage.address(renderer.context.course.names));
    let frame = renderer.frame(&address, context.theme.message("coverage"), context.theme.message("coverage_summary"));
    renderer.generated(&TEMPLATE, frame, view(context, &context.urls(&address)))
}

/// Every objective with the page that teaches it, in reading order.
fn objectives(context: &SiteContext) -> impl Iterator<Item = (&Page, &Objective)> {
    let pages = context.course.pages.iter().filter(|page| page.role != PageRole::Home);
    pages.flat_map(|page| page.front.objectives.iter().map(move |objective| (page, objective)))
}

fn view(context: &SiteContext, urls: &Urls<'_>) -> CoverageView {
    let serving = serving(context);
    let mut modules: Vec<CoverageModule> = Vec::new();
    for (page, objective) in objectives(context) {
        let number = module_number(&context.course, page);
        if modules.last().is_none_or(|module| module.number != number) {
            modules.push(CoverageModule { number, module: module_link(context, page, urls), rows: Vec::new() });
        }
        let served = serving.get(objective.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let item = |found: &(&Page, &Item)| Link { title: shortened(found.1), ..item_link(context, *found, urls) };
        let mut taught = page_link(page, urls);
        taught.url = urls.element(&page.address, ElementKind::Objective, &objective.id);
        let row = CoverageRow { text: objective.text.clone(), taught, items: served.iter().map(item).collect() };
        if let Some(module) = modules.last_mut() {
            module.rows.push(row);
        }
    }
    let rows = || modules.iter().flat_map(|module| &module.rows);
    CoverageView {
        objectives: rows().count(),
        under_tested: rows().filter(|row| row.items.len() < 2).count(),
        table_url: urls.file(&coverage_table(context.course.names)),
        modules,
    }
}

/// The module that a page stands in.
fn module_link(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> Option<Link> {
    let (PageRole::ModuleIndex(module) | PageRole::Lesson(module)) = page.role else { return None };
    Some(page_link(context.course.page(context.course.modules[module].index), urls))
}

/// What a question asks, on one line, with a line for each blank.
fn asked(item: &Item) -> String {
    let mut words = String::new();
    for segment in item.stem.segments() {
        match segment {
            Segment::Words(found) => {
                if found.begins_block {
                    words.push(' ');
                }
                words.push_str(found.text);
            }
            Segment::Inserted(Inserted::Blank(_)) => words.push_str("____"),
            Segment::Html(_) | Segment::Inserted(_) => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a question asks, or its beginning.
fn shortened(item: &Item) -> String {
    let words = asked(item);
    match words.char_indices().nth(QUESTION) {
        None => words,
        Some((end, _)) => {
            let end = words[..end].rfind(' ').unwrap_or(end);
            format!("{} …", words[..end].trim_end())
        }
    }
}

/// The table for spreadsheets: a row for each question of each objective, and one for an objective without.
pub(super) fn table(context: &SiteContext) -> String {
    let (word, course) = (|key: &str| context.theme.message(key), &context.course);
    let serving: BTreeMap<&str, Vec<(&Page, &Item)>> = serving(context);
    let mut table = CsvTable::new(word("decimal") == ",");
    let head = [
        "module",
        "coverage_objective",
        "coverage_taught",
        "coverage_total",
        "coverage_kind",
        "question",
        "coverage_page",
    ];
    table.row(head.map(word));
    for (page, objective) in objectives(context) {
        let module = match page.role {
            PageRole::ModuleIndex(module) | PageRole::Lesson(module) => {
                let module = &course.modules[module];
                format!("{} {}", module.number, course.page(module.index).front.title)
            }
            PageRole::Home | PageRole::Standalone => String::new(),
        };
        let served = serving.get(objective.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let total = served.len().to_string();
        let row = [&module, objective.text.as_str(), &page.front.title, &total];
        for (asked_on, item) in served {
            let (kind, words) = (word(&item_kind_key(item.kind())), asked(item));
            table.row(row.into_iter().chain([kind, &words, &asked_on.front.title]));
        }
        if served.is_empty() {
            table.row(row.into_iter().chain(["", "", ""]));
        }
    }
    table.finish()
}

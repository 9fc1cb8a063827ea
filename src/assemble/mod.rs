//! Parsed pages become a course: order, addresses, kinds, objectives and what two pages must not share.
//!
//! [`assemble`] walks the tree of pages ([`tree`]), gives each its address, and reports what only the course as a
//! whole can show. [`resolve`] says where a link leads, and [`link_repair`] where
//! one that leads nowhere was meant to; rules about links stand in [`crate::check`].

mod address_conflicts;
pub mod link_repair;
mod objectives;
pub mod resolve;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::SiteConfig;
use crate::content::ParsedPage;
use crate::course::study_time::page_minutes;
use crate::course::{Course, Draft, Module, Page, PageId, PageRole, Reference, Term};
use crate::diagnostic::{Code, Diagnostic, Outcome, suggest};
use crate::source::{CoursePath, Digest, FileId};

use tree::{Node, Tree};

/// Everything a course is made from.
#[derive(Debug)]
pub struct CourseInput<'a> {
    /// `site.toml`.
    pub config: &'a SiteConfig,
    /// The parsed pages by rising path.
    pub pages: Vec<SourcePage<'a>>,
    /// Other files below `content` that are to be copied.
    pub attachments: BTreeSet<CoursePath>,
    /// The glossary.
    pub terms: BTreeMap<String, Term>,
    /// The works that can be cited.
    pub references: Arc<BTreeMap<String, Reference>>,
    /// Whether drafts are part of the course.
    pub drafts: bool,
}

/// A parsed page and where it came from.
#[derive(Debug, Clone, Copy)]
pub struct SourcePage<'a> {
    /// The file.
    pub path: &'a CoursePath,
    /// Its id.
    pub file: FileId,
    /// Whether it is the page of its folder.
    pub is_index: bool,
    /// Digest of the file.
    pub digest: Digest,
    /// Digest of its front matter.
    pub front: Digest,
    /// The page.
    pub parsed: &'a ParsedPage,
}

/// A course as it was last put in order, for the next time that nothing but bodies changed.
#[derive(Debug)]
pub struct CachedOrder {
    /// Of everything that the order depends on.
    key: Digest,
    course: Course,
    /// For each page of the course, its place among the sources.
    sources: Vec<usize>,
    diagnostics: Vec<Diagnostic>,
}

/// Makes the course. Order, addresses and what pages must not share depend on front matter alone; where that is as it
/// was `last` time, only bodies are put in their places.
pub fn assemble(mut material: CourseInput<'_>, last: &mut Option<CachedOrder>) -> Outcome<Arc<Course>> {
    let (mut left_out, mut cited_in_drafts, mut said_in_drafts) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    if !material.drafts {
        left_out = tree::drafts(&material.pages);
        let drafts = material.pages.iter().filter(|page| left_out.contains(page.path));
        cited_in_drafts = drafts.flat_map(|page| page.parsed.outline.works()).map(str::to_owned).collect();
        let drafts = material.pages.iter().filter(|page| left_out.contains(page.path));
        said_in_drafts = drafts.map(draft).collect();
        material.pages.retain(|page| !left_out.contains(page.path));
    }
    let key = key(&material, &left_out);
    let arranged = match last.take().filter(|last| last.key == key) {
        Some(mut known) => {
            known.fill(&material.pages);
            known
        }
        None => arrange(&material, left_out, key),
    };
    let mut diagnostics = arranged.diagnostics.clone();
    objectives::check(&arranged.course, &mut diagnostics);
    let mut course = last.insert(arranged).course.clone();
    course.references = material.references;
    course.cited_in_drafts = cited_in_drafts;
    course.left_out = said_in_drafts;
    let course = Arc::new(course);
    Outcome { value: course, diagnostics }
}

fn draft(page: &SourcePage<'_>) -> Draft {
    let ParsedPage { front, blocks, outline } = page.parsed;
    let (front, blocks, outline) = (Arc::clone(front), Arc::clone(blocks), Arc::clone(outline));
    Draft { file: page.file, front, blocks, outline }
}

/// A digest of everything that [`arrange`] looks at.
fn key(material: &CourseInput<'_>, left_out: &BTreeSet<CoursePath>) -> Digest {
    let CourseInput { config, pages, attachments, terms, .. } = material;
    let fronts: Vec<(FileId, Digest)> = pages.iter().map(|page| (page.file, page.front)).collect();
    Digest::of_value(&(&config.kinds, attachments, terms, left_out, fronts))
}

fn arrange(material: &CourseInput<'_>, drafts: BTreeSet<CoursePath>, key: Digest) -> CachedOrder {
    let mut diagnostics = Vec::new();
    let tree = tree::tree(&material.pages).collect(&mut diagnostics);
    let (kinds, terms) = (material.config.kinds.clone(), material.terms.clone());
    let mut course = Course { kinds, terms, drafts, ..Course::default() };
    course.attachments = tree.attachments(&material.attachments);
    place_pages(&mut course, tree);
    for page in &course.pages {
        unknown_kind(&course, page, &mut diagnostics);
    }
    course.redirects = address_conflicts::check(&course, &mut diagnostics);
    let mut sources = vec![0; course.pages.len()];
    for (at, source) in material.pages.iter().enumerate() {
        if let Some(page) = course.by_file.get(&source.file) {
            sources[page.0] = at;
        }
    }
    CachedOrder { key, course, sources, diagnostics }
}

impl CachedOrder {
    /// Puts the bodies of pages that changed in their places.
    fn fill(&mut self, pages: &[SourcePage<'_>]) {
        for (page, source) in self.course.pages.iter_mut().zip(&self.sources) {
            let SourcePage { digest, parsed, .. } = pages[*source];
            if page.digest != digest || !Arc::ptr_eq(&page.blocks, &parsed.blocks) {
                *page = Arc::new(Page { digest, ..filled(page, parsed) });
            }
        }
    }
}

/// A page with another body.
fn filled(page: &Page, parsed: &ParsedPage) -> Page {
    let (words, items) = (parsed.outline.words, parsed.outline.items);
    Page {
        front: Arc::clone(&parsed.front),
        blocks: Arc::clone(&parsed.blocks),
        outline: Arc::clone(&parsed.outline),
        words,
        items,
        minutes: page_minutes(&parsed.front, words, items),
        ..page.clone()
    }
}

fn place_pages(course: &mut Course, tree: Tree<'_>) {
    let mut add = |node: Node<'_>, role: PageRole| {
        let id = PageId(course.pages.len());
        if node.source.is_index {
            // A link to the folder leads there too.
            course.by_file.insert(FileId::of(&CoursePath::new(node.source.path.folder())), id);
        }
        let page = page(id, role, node);
        course.by_file.insert(page.file, id);
        course.pages.push(Arc::new(page));
        id
    };
    if let Some(home) = tree.home {
        add(home, PageRole::Home);
    }
    let mut modules = Vec::new();
    for (at, module) in tree.modules.into_iter().enumerate() {
        let index = add(module.index, PageRole::ModuleIndex(at));
        let lessons = module.lessons.into_iter().map(|lesson| add(lesson, PageRole::Lesson(at))).collect();
        modules.push(Module { number: at + 1, index, lessons });
    }
    for node in tree.standalone {
        add(node, PageRole::Standalone);
    }
    course.modules = modules;
}

fn page(id: PageId, role: PageRole, node: Node<'_>) -> Page {
    let SourcePage { path, file, digest, parsed, .. } = node.source;
    let (words, items) = (parsed.outline.words, parsed.outline.items);
    Page {
        id,
        role,
        path: path.clone(),
        file,
        address: node.address,
        front: Arc::clone(&parsed.front),
        kind: parsed.front.kind.as_ref().map_or_else(|| "lesson".to_owned(), |(kind, _)| kind.clone()),
        blocks: Arc::clone(&parsed.blocks),
        outline: Arc::clone(&parsed.outline),
        words,
        items,
        minutes: page_minutes(&parsed.front, words, items),
        digest,
    }
}

fn unknown_kind(course: &Course, page: &Page, diagnostics: &mut Vec<Diagnostic>) {
    let Some((name, span)) = &page.front.kind else { return };
    if course.kinds.contains_key(name) {
        return;
    }
    let meant = suggest(name, course.kinds.keys().map(String::as_str));
    let list: Vec<String> = course.kinds.keys().map(|kind| format!("`{kind}`")).collect();
    let help = meant.help(format!("the kinds are {}; add others as `[kinds.{name}]` in site.toml", list.join(", ")));
    let fix = meant.fix(*span, name);
    let finding = Diagnostic::new(Code::UnknownKind, *span, format!("there is no kind `{name}`"));
    diagnostics.push(finding.help(help).fix(fix));
}

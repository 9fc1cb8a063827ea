//! Parsed pages become a course: order, addresses, kinds, objectives and what two pages must not share.
//!
//! [`ArrangedCourse`] walks the tree of pages ([`tree`]), in which each folder gives its pages their order and addresses ([`folder`]), and reports what only the course as a
//! whole can show. [`resolve`] says where a link leads, and [`link_repair`] where
//! one that leads nowhere was meant to; rules about links stand in [`crate::check`].

mod address_conflicts;
mod addresses;
mod folder;
pub(crate) mod link_repair;
mod objectives;
mod order;
pub(crate) mod resolve;
mod set_aside;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use imbl::Vector;

use crate::config::{FooterLink, FooterTarget, SiteConfig};
use crate::content::ParsedPage;
use crate::course::study_time::page_minutes;
use crate::course::{Course, Module, NamedInConfig, Page, PageContent, PageId, PageRole, Term, address_names};
#[cfg(test)]
use crate::diagnostic::Outcome;
use crate::diagnostic::{Code, Diagnostic, Place, listed, suggest};
use crate::input::roles::CONTENT;
use crate::source::{CoursePath, Digest, FileId, FileMap};

use address_conflicts::Claim;
pub(crate) use addresses::title_of_folder;
use folder::Placed;
use set_aside::SetAside;
use tree::Tree;

/// Everything a course is made from.
#[derive(Debug)]
pub(crate) struct CourseInput<'a> {
    /// `site.toml`.
    pub config: &'a SiteConfig,
    /// The parsed pages by rising path.
    pub pages: Vec<SourcePage<'a>>,
    /// Other files below `content` that are to be copied.
    pub attachments: BTreeSet<CoursePath>,
    /// Files that are not published, each of which an error names.
    pub refused: BTreeSet<CoursePath>,
    pub terms: Arc<BTreeMap<String, Term>>,
    pub edition: Edition,
}

/// For whom a course is built.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Edition {
    /// Whether drafts are part of the course.
    pub drafts: bool,
    /// Whether what is for facilitators is.
    pub facilitator: bool,
}

/// A parsed page and where it came from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourcePage<'a> {
    pub path: &'a CoursePath,
    pub file: FileId,
    /// Whether it is the page of its folder.
    pub is_index: bool,
    /// Whether nobody wrote it: that of a module's folder without one.
    pub is_made: bool,
    /// Digest of the file.
    pub digest: Digest,
    pub parsed: &'a ParsedPage,
}

/// A course in its order. Order, addresses and what pages must not share depend on a part of the front matter: where that is
/// as it was, only what pages say is put in their places ([`ArrangedCourse::fill`]).
#[derive(Debug)]
pub(crate) struct ArrangedCourse {
    /// Of everything that the order depends on, as the caller knows it.
    pub key: Digest,
    /// What is wrong with the order.
    pub diagnostics: Arc<[Diagnostic]>,
    /// What else links, marks and objectives can lead to than pages.
    pub ground: Digest,
    /// Where the pages stand that teach objectives.
    pub teaching: Digest,
    /// Pages whose place had to be found, and was not as in the course before.
    pub placed: usize,
    course: Course,
    tree: Tree,
}

impl ArrangedCourse {
    /// Puts pages in order. Drafts and pages for facilitators are left out where they are not part of the edition. Of the course
    /// `last` is taken what is the same.
    pub(crate) fn arrange(mut material: CourseInput<'_>, key: Digest, last: Option<Self>) -> Self {
        let aside = SetAside::of(&material.pages, &material.attachments, material.edition);
        let mut front_page = front_page(&material.pages);
        material.pages.retain(|page| !aside.has(page.path));
        let names = address_names(&material.config.language);
        // In another language other addresses are taken.
        let last = last.filter(|last| last.course.names == names);
        let (last, last_tree) = last.map(|last| (last.course, last.tree)).unwrap_or_default();
        let last = Course { names, ..last };
        let (tree, placed) = Tree::of(&material.pages, &last_tree, &last);
        let mut diagnostics: Vec<Diagnostic> = tree.diagnostics().cloned().collect();
        let (kinds, terms) = (Arc::new(material.config.kinds.clone()), material.terms);
        let requires = material.config.certificate.as_ref().map(|certificate| certificate.requires.clone());
        let requires = Arc::new(requires.unwrap_or_default());
        let named_in_config = Arc::new(named_in(material.config));
        let mut course = Course { names, kinds, terms, requires, named_in_config, ..Course::default() };
        diagnostics.append(&mut front_page);
        course.left_out_paths = Arc::new(aside.pages());
        (course.for_facilitators, course.left_out_files) = (Arc::new(aside.for_facilitators), Arc::new(aside.files));
        course.attachments = Arc::new(tree.attachments(&material.attachments));
        course.refused = Arc::new(material.refused);
        let claims = place_pages(&mut course, &tree, &last);
        let mut conflicts = Vec::new();
        // Each looks at every page, and neither at what the other finds.
        let (redirects, (ground, teaching)) = rayon::join(
            || address_conflicts::check(&course, &claims, &mut conflicts),
            || {
                for page in &course.pages {
                    unknown_kind(&course, page, &mut diagnostics);
                }
                objectives::check(&course, &mut diagnostics);
                (ground(&course), teaching(&course))
            },
        );
        diagnostics.append(&mut conflicts);
        course.redirects = Arc::new(redirects);
        Self { key, diagnostics: diagnostics.into(), ground, teaching, placed, course, tree }
    }

    /// Puts what a page says that changed in its place. A page that is no part of the course has none.
    pub(crate) fn fill(&mut self, source: &SourcePage<'_>) {
        let Some(id) = self.course.by_file.get(&source.file) else { return };
        if let Some(page) = self.course.pages.get_mut(id.0) {
            let ParsedPage { front, blocks, outline, .. } = source.parsed;
            let content = PageContent {
                front: Arc::clone(front),
                blocks: Arc::clone(blocks),
                outline: Arc::clone(outline),
                words: outline.words,
                items: outline.items,
                minutes: page_minutes(front, outline.words, outline.items),
                digest: source.digest,
                ..PageContent::clone(page)
            };
            page.content = Arc::new(content);
        }
    }

    /// The course, with what its order does not depend on.
    pub(crate) fn course(&self, complete: impl FnOnce(Course) -> Course) -> Arc<Course> {
        Arc::new(complete(self.course.clone()))
    }

    /// Pages that are no part of this edition: drafts, and pages for facilitators.
    pub(crate) fn left_out(&self) -> &Arc<BTreeSet<CoursePath>> {
        &self.course.left_out_paths
    }

    /// Whether files lie in the folder of a module that is left out.
    pub(crate) fn has_left_out_files(&self) -> bool {
        !self.course.left_out_files.is_empty()
    }
}

/// See [`ArrangedCourse::ground`].
fn ground(course: &Course) -> Digest {
    let (terms, kinds): (Vec<_>, Vec<_>) = (course.terms.keys().collect(), course.kinds.keys().collect());
    let refused = &*course.refused;
    Digest::of_value(&(terms, kinds, &*course.attachments, refused, &*course.left_out_paths, &*course.for_facilitators))
}

/// See [`ArrangedCourse::teaching`].
fn teaching(course: &Course) -> Digest {
    let teaching = course.pages.iter().filter(|page| !page.front.objectives.is_empty());
    Digest::of_value(&teaching.map(|page| (page.file, page.role)).collect::<Vec<_>>())
}

/// The course of these pages and everything wrong with its order.
#[cfg(test)]
pub(crate) fn assemble(material: CourseInput<'_>) -> Outcome<Arc<Course>> {
    let arranged = ArrangedCourse::arrange(material, Digest::of(b""), None);
    let diagnostics = arranged.diagnostics.to_vec();
    Outcome { value: arranged.course(|course| course), diagnostics }
}

/// The front page is for everybody.
fn front_page(pages: &[SourcePage<'_>]) -> Vec<Diagnostic> {
    let home = pages.iter().find(|page| page.is_index && page.path.folder() == CONTENT);
    let Some((page, front)) = home.map(|page| (page, &page.parsed.front)) else { return Vec::new() };
    let keys = [("draft", front.draft), ("facilitator", front.facilitator), ("hidden", front.hidden)];
    let report = |(key, _): (&str, bool)| {
        let place = front.title_span.map_or_else(|| Place::File(page.path.clone()), Place::At);
        let message = format!("the front page cannot be `{key}: true`: a course begins with it");
        Diagnostic::at(Code::FrontMatterBadValue, place, message)
            .help("remove the key, and give the page that you mean one of its own")
    };
    keys.into_iter().filter(|(_, is_set)| *is_set).map(report).collect()
}

/// Puts the pages of a tree in their places; the claim of each to its address.
fn place_pages(course: &mut Course, tree: &Tree, last: &Course) -> Vec<Claim> {
    let (mut pages, mut claims) = (Vector::new(), Vec::with_capacity(last.pages.len()));
    let mut by_file = FileMap::with_capacity_and_hasher(last.by_file.len(), BuildHasherDefault::default());
    let mut add = |placed: &Placed, role: PageRole| {
        let Placed { content, folder, claim } = placed;
        let id = PageId(pages.len());
        by_file.extend(folder.iter().chain([&content.file]).map(|file| (*file, id)));
        pages.push_back(Page { id, role, content: Arc::clone(content) });
        claims.push(*claim);
        id
    };
    if let Some(home) = tree.home() {
        add(home, PageRole::Home);
    }
    let mut modules = Vec::with_capacity(last.modules.len());
    for (at, (index, lessons)) in tree.modules().enumerate() {
        let index = add(index, PageRole::ModuleIndex(at));
        let lessons = lessons.iter().map(|lesson| add(lesson, PageRole::Lesson(at))).collect();
        modules.push(Module { number: at + 1, index, lessons });
    }
    for page in tree.standalone() {
        add(page, PageRole::Standalone);
    }
    course.modules = Arc::new(modules);
    course.pages = pages;
    course.by_file = Arc::new(by_file);
    claims
}

fn named_in(config: &SiteConfig) -> NamedInConfig {
    let page = |link: &FooterLink| match &link.target {
        FooterTarget::Page(path, span) => Some((path.clone(), *span)),
        FooterTarget::Address(_) => None,
    };
    NamedInConfig { pages: config.footer.iter().filter_map(page).collect(), image: config.image.clone() }
}

fn unknown_kind(course: &Course, page: &Page, diagnostics: &mut Vec<Diagnostic>) {
    let Some((name, span)) = &page.front.kind else { return };
    if course.kinds.contains_key(name) {
        return;
    }
    let meant = suggest(name, course.kinds.keys().map(String::as_str));
    let kinds = listed(course.kinds.keys());
    let help = meant.help(format!("the kinds are {kinds}; add others as `[kinds.{name}]` in site.toml"));
    let fix = meant.fix(*span, name);
    let finding = Diagnostic::new(Code::UnknownKind, *span, format!("there is no kind `{name}`"));
    diagnostics.push(finding.help(help).fix(fix));
}

//! Rules over the whole course, one file a rule.
//!
//! [`page`] runs the rules to which one page is enough, where the page is parsed. [`CachedRules::check`] runs the others:
//! those that look at one page as part of the course ([`course_page`]), and those that look at all pages at once
//! ([`WHOLE`]). What they read of other pages has a digest; after an edit only what is other is looked at again.
//! What makes a course impossible (two sources for one address) is found where it is assembled.

mod assessment;
mod certificate;
pub(crate) mod coverage;
mod headings;
mod items;
mod links;
mod marks;
mod named_in_config;
mod objectives;
pub(crate) mod privacy;
mod references;
mod tables;
mod unreachable;
mod withheld;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Level;
use crate::course::{AnswerKeys, Block, Course, Facets, Outline, Page};
use crate::diagnostic::{Code, Diagnostic, Findings, FoundIn, Severity};
use crate::source::{CoursePath, Digest, DigestSum, FileFilter, FileId, FileSet};

pub(crate) use withheld::BareSite;
pub use withheld::Withheld;

use tables::Tables;

/// What the rules on how questions are written weigh in a course.
pub(crate) type Levels = BTreeMap<Code, Level>;

/// A rule that looks at all pages at once.
struct Whole {
    name: &'static str,
    check: fn(&Course, &Read, &mut Vec<Diagnostic>),
    /// Of everything that it reads.
    digest: fn(&Read) -> Digest,
}

/// Every rule that looks at all pages at once.
const WHOLE: [Whole; 6] = [
    Whole {
        name: "answer keys",
        check: items::course_keys,
        digest: |read| {
            let keys = read.facets.answer_keys;
            // Where there is something to say, it is said at the course's title.
            Digest::of_value(&(keys, (keys != AnswerKeys::default()).then_some((read.order, read.spans))))
        },
    },
    Whole {
        name: "right places",
        check: |course, _, findings| items::places(course, findings),
        digest: |read| over(read.order, read.facets.right_places),
    },
    Whole {
        name: "objectives",
        check: |course, _, findings| objectives::untested(course, findings),
        digest: |read| over(Digest::of_value(&(read.order, read.spans, read.facets.served)), read.facets.taught),
    },
    Whole {
        name: "unreachable",
        check: |course, _, findings| unreachable::check(course, findings),
        digest: |read| {
            let read_of_all = (read.order, read.fronts, read.facets.links, read.facets.anchors);
            over(Digest::of_value(&read_of_all), read.facets.standalone)
        },
    },
    Whole {
        name: "links of facilitators",
        check: |course, _, findings| links::of_facilitators(course, findings),
        digest: |read| Digest::of_value(&read.left_out.links.map(|links| (links, read.order, read.spans, read.ground))),
    },
    Whole {
        name: "unused works",
        check: |course, _, findings| references::unused(course, findings),
        digest: |read| Digest::of_value(&(read.references, read.facets.works, read.left_out.cited)),
    },
];

/// Of all that a rule reads which is about the pages that have something: nothing where none has.
fn over(read: Digest, pages: DigestSum) -> Digest {
    if pages == DigestSum::default() { Digest::of(b"") } else { Digest::of_value(&(read, pages)) }
}

/// What rules read of a course, as digests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Read {
    /// Of everything that gives the course its order.
    pub order: Digest,
    /// Of the front matter of all pages.
    pub fronts: DigestSum,
    /// Of where in files stands what gives the course its order.
    pub spans: DigestSum,
    /// Of what else links, marks and objectives can lead to than pages.
    pub ground: Digest,
    /// Of where the pages stand that teach objectives.
    pub teaching: Digest,
    /// Of the bibliographies.
    pub references: Digest,
    /// Of the pages that are left out.
    pub left_out: LeftOutRead,
    /// Of the bodies.
    pub facets: Facets,
}

/// What rules read of pages for facilitators and drafts that are left out, as digests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LeftOutRead {
    /// Of the works that they cite.
    pub cited: Digest,
    /// Of where their links stand and lead, where there are any.
    pub links: Option<Digest>,
}

/// A course and what is other in it than when the rules last looked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Changed<'a> {
    pub course: &'a Course,
    /// What rules read of it.
    pub read: Read,
    /// The files of pages that are other than last time, or gone.
    pub files: &'a [CoursePath],
}

/// How much rules looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checked {
    /// Pages, each as part of the course.
    pub pages: usize,
    /// Rules that look at all pages at once.
    pub rules: usize,
}

/// What the rules last found, by what they read.
#[derive(Debug, Default)]
pub(crate) struct CachedRules {
    /// What the rules read which look at one page; nothing before the first look.
    last: Option<Looked>,
    tables: Tables,
    /// By the name of the rule.
    whole: BTreeMap<&'static str, Digest>,
}

/// A course as the rules saw it that look at one page.
#[derive(Debug)]
struct Looked {
    read: Read,
    levels: Levels,
    course: Course,
}

impl CachedRules {
    /// Brings the findings of every rule up to date.
    pub(crate) fn check(&mut self, changed: &Changed<'_>, levels: &Levels, findings: &mut Findings) -> Checked {
        let mut checked = Checked::default();
        let Changed { course, read, .. } = *changed;
        let stale = self.stale(changed, levels, findings);
        let is_first = stale.is_none();
        let files = stale.unwrap_or_else(|| {
            findings.clear_pages_in_course();
            course.pages.iter().map(|page| page.file).collect()
        });
        checked.pages = files.len();
        let tables = &self.tables;
        let found = |file: FileId| {
            let page = course.by_file.get(&file).map(|id| course.page(*id));
            (file, weighed(page.map(|page| course_page(course, page, tables)).unwrap_or_default(), levels))
        };
        let all: Vec<_> = files.into_par_iter().map(found).collect();
        for (file, found) in all.into_iter().filter(|(_, found)| !is_first || !found.is_empty()) {
            findings.put(FoundIn::PageInCourse(file), found);
        }
        self.last = Some(Looked { read, levels: levels.clone(), course: Course::clone(course) });
        for rule in &WHOLE {
            let digest = (rule.digest)(&read);
            // Findings are weighed when they are found: with other levels the context is another.
            if is_first || self.whole.get(rule.name) != Some(&digest) {
                checked.rules += 1;
                let mut found = Vec::new();
                (rule.check)(course, &read, &mut found);
                findings.put(FoundIn::Whole(rule.name), weighed(found, levels));
                self.whole.insert(rule.name, digest);
            }
        }
        // The first page of each sort ends the search.
        findings.put(FoundIn::Whole("certificate"), certificate::check(course).into());
        findings.put(FoundIn::Whole("named in site.toml"), named_in_config::check(course).into());
        checked
    }

    /// The pages for which the rules that look at one page may find something else than last time; `None` where that may be
    /// each of them.
    fn stale(&mut self, changed: &Changed<'_>, levels: &Levels, findings: &Findings) -> Option<Vec<FileId>> {
        let Changed { course, read, files } = changed;
        let tables = std::mem::take(&mut self.tables);
        let last = self.last.as_ref()?;
        if (last.read.ground, last.read.references, &last.levels) != (read.ground, read.references, levels) {
            return None;
        }
        let mut stale: Vec<FileId> = files.iter().map(FileId::of).collect();
        let stays = (last.read.order, last.read.spans) == (read.order, read.spans);
        if stays && last.read.facets.anchors == read.facets.anchors {
            self.tables = tables;
            return Some(stale);
        }
        // A link to a folder leads to the folder's page.
        let folders = files.iter().map(|path| FileId::of(&CoursePath::new(path.folder())));
        let touched: FileSet = stale.iter().copied().chain(folders).collect();
        let filter: FileFilter = touched.iter().copied().collect();
        let taught = (last.read.facets.taught, last.read.teaching) == (read.facets.taught, read.teaching);
        if stays && taught {
            // Other pages are told of places on those that changed, and of nothing else of them.
            self.tables = tables.without_places();
            let is_stale = |page: &&Page| page.outline.leads_to.may_meet(filter) && leads_to_one(page, &touched);
            stale.extend(course.pages.iter().filter(is_stale).map(|page| page.file));
            stale.sort_unstable();
            stale.dedup();
            return Some(stale);
        }
        let named = tables.made_names().is_some_and(|names| *names == *self.tables.names(course));
        let is_stale = |page: &&Page| {
            let outline = &page.outline;
            (!named && !outline.marks.is_empty())
                || (!taught && !outline.objectives.is_empty())
                || (outline.leads_to.may_meet(filter) && leads_to_one(page, &touched))
        };
        // What was found is said of other pages, too, and of the places of what stands on them.
        stale.extend(findings.pages_in_course());
        let [_, moved] = last.course.differences(course);
        stale.extend(moved.map(|page| page.file).filter(|file| last.course.made_from(*file).is_none()));
        let pages: Vec<&Page> = course.pages.iter().collect();
        stale.extend(pages.into_par_iter().filter(is_stale).map(|page| page.file).collect::<Vec<_>>());
        stale.sort_unstable();
        stale.dedup();
        Some(stale)
    }
}

/// Whether a link of a page leads to one of these files.
fn leads_to_one(page: &Page, files: &FileSet) -> bool {
    page.outline.all_links().any(|link| link.destination.file().is_some_and(|file| files.contains(&file)))
}

/// The rules that look at one page as part of the course.
fn course_page(course: &Course, page: &Page, tables: &Tables) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    assessment::check(page, &mut findings);
    links::check(course, page, tables, &mut findings);
    if !page.outline.marks.is_empty() {
        marks::check(course, page, tables, &mut findings);
    }
    objectives::check(course, page, tables, &mut findings);
    references::unknown(course, page, tables, &mut findings);
    findings
}

/// Findings on how questions are written, weighed as `[items]` asks.
pub(crate) fn weighed(mut findings: Vec<Diagnostic>, levels: &Levels) -> Arc<[Diagnostic]> {
    if !levels.is_empty() {
        findings.retain_mut(|finding| match levels.get(&finding.code) {
            Some(Level::Allow) => false,
            Some(Level::Deny) => {
                finding.severity = Severity::Error;
                true
            }
            Some(Level::Warn) | None => true,
        });
    }
    findings.into()
}

/// Runs the rules to which one page is enough.
pub(crate) fn page(blocks: &[Block], outline: &Outline) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    headings::check(outline, &mut findings);
    items::check(blocks, &mut findings);
    findings
}

//! Rules over the whole course, one file a rule.
//!
//! [`page`] runs the rules to which one page is enough, where the page is parsed. [`CachedRules::check`] runs the others:
//! those that look at one page as part of the course ([`course_page`]), and those that look at all pages at once
//! ([`WHOLE`]). What they read of other pages has a digest; after an edit only what is other is looked at again.
//! What makes a course impossible (two sources for one address) is found where it is assembled.

mod assessment;
mod certificate;
pub mod coverage;
mod headings;
mod items;
mod links;
mod marks;
mod objectives;
mod references;
mod unreachable;
mod withheld;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Level;
use crate::course::{Block, Course, Facets, Outline, Page};
use crate::diagnostic::{Code, Diagnostic, Findings, FoundIn, Severity};
use crate::source::{Digest, FileId};

pub use withheld::Withheld;

use marks::Names;
use objectives::Taught;

/// What the rules on how questions are written weigh in a course.
pub type Levels = BTreeMap<Code, Level>;

/// A rule that looks at all pages at once.
struct Whole {
    name: &'static str,
    check: fn(&Course, &Read, &mut Vec<Diagnostic>),
    /// Of everything that it reads.
    digest: fn(&Read) -> Digest,
}

/// Every rule that looks at all pages at once.
const WHOLE: [Whole; 5] = [
    Whole {
        name: "answer keys",
        check: items::course_keys,
        digest: |read| Digest::of_value(&(read.order, read.facets.answer_keys)),
    },
    Whole {
        name: "right places",
        check: |course, _, findings| items::places(course, findings),
        digest: |read| Digest::of_value(&(read.order, read.facets.right_places)),
    },
    Whole {
        name: "objectives",
        check: |course, _, findings| objectives::untested(course, findings),
        digest: |read| Digest::of_value(&(read.order, read.facets.served)),
    },
    Whole {
        name: "unreachable",
        check: |course, _, findings| unreachable::check(course, findings),
        digest: |read| Digest::of_value(&(read.order, read.facets.links, read.facets.anchors)),
    },
    Whole {
        name: "unused works",
        check: |course, _, findings| references::unused(course, findings),
        digest: |read| Digest::of_value(&(read.references, read.facets.works, read.cited_in_drafts)),
    },
];

/// What rules read of a course, as digests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// Of the front matter of all pages and of everything that gives the course its order.
    pub order: Digest,
    /// Of everything that a link, a mark or the name of an objective can lead to, but for the places on pages.
    pub shape: Digest,
    /// Of the bibliographies.
    pub references: Digest,
    /// Of the works that drafts cite.
    pub cited_in_drafts: Digest,
    /// Of the bodies.
    pub facets: Facets,
}

/// A course and what is other in it than when the rules last looked.
#[derive(Debug, Clone, Copy)]
pub struct Changed<'a> {
    /// The course.
    pub course: &'a Course,
    /// What rules read of it.
    pub read: Read,
    /// The files of pages that are other than last time, or gone.
    pub files: &'a [FileId],
}

/// How much rules looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checked {
    /// Pages, each as part of the course.
    pub pages: usize,
    /// Rules that look at all pages at once.
    pub rules: usize,
}

/// Tables over the course for the rules that look at one page.
#[derive(Debug, Default)]
struct Tables {
    names: Names,
    taught: Taught,
}

/// What the rules last found, by what they read.
#[derive(Debug, Default)]
pub struct CachedRules {
    /// Of everything that a rule reads which looks at one page, but for that page; and the levels.
    context: Option<(Digest, Levels)>,
    tables: Tables,
    /// By the name of the rule.
    whole: BTreeMap<&'static str, Digest>,
}

impl CachedRules {
    /// Brings the findings of every rule up to date.
    pub fn check(&mut self, changed: Changed<'_>, levels: &Levels, findings: &mut Findings) -> Checked {
        let mut checked = Checked::default();
        let Changed { course, read, files } = changed;
        let context = Digest::of_value(&(read.shape, read.references, read.facets.anchors));
        let known = self.context.as_ref().is_some_and(|(known, weighed)| *known == context && weighed == levels);
        if known {
            checked.pages = files.len();
            for file in files {
                let page = course.by_file.get(file).map(|id| course.page(*id));
                let found = page.map(|page| course_page(course, page, &self.tables)).unwrap_or_default();
                findings.put(FoundIn::PageInCourse(*file), weighed(found, levels));
            }
        } else {
            self.tables = Tables { names: Names::default(), taught: Taught::of(course) };
            checked.pages = course.pages.len();
            let tables = &self.tables;
            let found = |page: &Arc<Page>| (page.file, weighed(course_page(course, page, tables), levels));
            let pages: Vec<_> = course.pages.iter().collect();
            let all: Vec<_> = pages.into_par_iter().map(found).collect();
            findings.clear_pages_in_course();
            for (file, found) in all.into_iter().filter(|(_, found)| !found.is_empty()) {
                findings.put(FoundIn::PageInCourse(file), found);
            }
            self.context = Some((context, levels.clone()));
        }
        for rule in &WHOLE {
            let digest = (rule.digest)(&read);
            // Findings are weighed when they are found: with other levels the context is another.
            if !known || self.whole.get(rule.name) != Some(&digest) {
                checked.rules += 1;
                let mut found = Vec::new();
                (rule.check)(course, &read, &mut found);
                findings.put(FoundIn::Whole(rule.name), weighed(found, levels));
                self.whole.insert(rule.name, digest);
            }
        }
        // The first page of each sort ends the search.
        findings.put(FoundIn::Whole("certificate"), certificate::check(course).into());
        checked
    }
}

/// The rules that look at one page as part of the course.
fn course_page(course: &Course, page: &Page, tables: &Tables) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    assessment::check(page, &mut findings);
    links::check(course, page, &mut findings);
    marks::check(course, page, &tables.names, &mut findings);
    objectives::check(page, &tables.taught, &mut findings);
    references::unknown(course, page, &mut findings);
    findings
}

/// Findings on how questions are written, weighed as `[items]` asks.
pub fn weighed(mut findings: Vec<Diagnostic>, levels: &Levels) -> Arc<[Diagnostic]> {
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
pub fn page(blocks: &[Block], outline: &Outline) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    headings::check(outline, &mut findings);
    items::check(blocks, &mut findings);
    findings
}

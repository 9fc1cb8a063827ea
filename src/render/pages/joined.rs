//! What pages share that show the bodies of several: numbers that go on from one to the next, what they cite together, and which
//! terms of the glossary they use.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::course::{Address, Block, Citation, Page, PageId, citations, items};

use crate::render::blocks::body::Body;
use crate::render::blocks::guest::{Guest, Medium};
use crate::render::citations::PageCitations;
use crate::render::context::SiteContext;
use crate::render::links::{JoinedPages, Urls};
use crate::render::view::PageView;

/// The bodies that one page shows, as far as it has shown them.
pub(super) struct Joined<'a> {
    context: &'a SiteContext,
    urls: Urls<'a>,
    /// Questions of all bodies, and of those so far.
    total: usize,
    questions: usize,
    citations: Vec<(usize, &'a Citation)>,
    /// The number from which on none is given.
    next_citation: usize,
    terms: BTreeSet<&'a str>,
    /// Whether there are formulas in any body, and code in colours.
    notation: (bool, bool),
}

/// How one body is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// By how much its headings stand lower than on its own page.
    pub(super) lower: u8,
    pub(super) medium: Medium,
}

impl<'a> Joined<'a> {
    /// For the page at `from`, which shows the `whole` of some pages and has `total` questions.
    pub(super) fn new(context: &'a SiteContext, from: &Address, whole: &[&Page], total: usize) -> Self {
        let sections = whole.iter().map(|page| (page.address.clone(), section(page)));
        let joined = JoinedPages {
            from: from.clone(),
            form: context.config.address_form(),
            sections: sections.collect::<BTreeMap<_, _>>(),
            has_terms: !whole.is_empty(),
        };
        Self {
            context,
            urls: Urls::Joined(Arc::new(joined)),
            total,
            questions: 0,
            citations: Vec::new(),
            next_citation: 0,
            terms: BTreeSet::new(),
            notation: (false, false),
        }
    }

    /// How the page writes addresses.
    pub(super) fn urls(&self) -> &Urls<'a> {
        &self.urls
    }

    /// How many questions were shown so far.
    pub(super) fn questions(&self) -> usize {
        self.questions
    }

    /// Takes a body that is shown whole, or of which these `parts` are shown.
    pub(super) fn body(&mut self, page: &'a Page, place: Place, parts: Option<&[&'a Block]>) -> Body<'a> {
        let guest = Guest {
            section: section(page),
            title: page.front.title.clone(),
            is_whole: parts.is_none(),
            lower: place.lower,
            citations: self.next_citation,
            questions: (self.questions, self.total),
            medium: place.medium,
        };
        let has = &page.outline.has;
        self.notation = (self.notation.0 || has.math, self.notation.1 || has.highlighted_code);
        let cited: Vec<&Citation> = match parts {
            None => page.outline.citations.iter().collect(),
            Some(parts) => parts.iter().flat_map(|block| citations(std::slice::from_ref(*block))).collect(),
        };
        let first = self.next_citation;
        self.citations.extend(cited.iter().map(|citation| (first + citation.number, *citation)));
        let last = page.outline.citations.iter().map(|citation| citation.number + 1).max();
        self.next_citation += last.unwrap_or_default();
        self.questions += match parts {
            None => page.items,
            Some(parts) => parts.iter().map(|block| items(std::slice::from_ref(*block)).len()).sum(),
        };
        Body::with_urls(self.context, page, self.urls.clone()).shown_as(guest)
    }

    /// Takes note of what a body used, when all of it was shown.
    pub(super) fn shown(&mut self, body: &Body<'a>) {
        self.terms.extend(body.terms());
    }

    /// The terms of the glossary that all bodies use.
    pub(super) fn terms(&self) -> &BTreeSet<&'a str> {
        &self.terms
    }

    /// Takes note on the page of what style sheets its bodies need beside its own.
    pub(super) fn mark(&self, page: &mut PageView) {
        (page.has_math, page.has_highlighted_code) = self.notation;
    }

    /// What all bodies cite.
    pub(super) fn citations(self) -> PageCitations<'a> {
        let SiteContext { course, index, theme, .. } = self.context;
        PageCitations::of_several(&theme.citation_style, course, index, self.citations)
    }
}

/// The id of the section of a page.
pub(super) fn section(page: &Page) -> String {
    let PageId(place) = page.id;
    format!("p{place}")
}

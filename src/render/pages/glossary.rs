//! The glossary, and what a page says of the terms that it links to.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::reserved::GeneratedPage;
use crate::course::{ElementKind, Page, PageId, Term, Typography};
use crate::library::{definition_html, definition_words};
use crate::site::LazyFile;

use crate::render::blocks::body::Body;
use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::{Urls, fragment, page_link};
use crate::render::renderer::Renderer;
use crate::render::view::{GlossaryView, LetterGroup, Link, TermNote, TermView};

const TEMPLATE: Template = Template { path: "glossary.html", variable: "glossary" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::Glossary.address(renderer.context.course.names));
    let mut frame = renderer.frame(&address, context.theme.message("glossary"), "");
    let view = view(context, &context.urls(&address));
    let mut terms = view.groups.iter().flat_map(|group| &group.terms);
    frame.page.has_math = terms.any(|term| term.definition_html.contains("<math"));
    renderer.generated(&TEMPLATE, frame, view)
}

pub(in crate::render) fn view(context: &SiteContext, urls: &Urls<'_>) -> GlossaryView {
    let mentions = mentions(context);
    let mut terms: Vec<&Term> = context.course.terms.values().collect();
    terms.sort_by(|a, b| context.collation.compare(&a.term, &b.term).then_with(|| a.id.cmp(&b.id)));
    let mut groups: Vec<LetterGroup> = Vec::new();
    for term in terms {
        let letter: String = term.term.chars().next().into_iter().flat_map(char::to_uppercase).collect();
        let view = term_view(context, term, &mentions, urls);
        if let Some(group) = groups.last_mut().filter(|group| context.collation.is_same_letter(&group.letter, &letter))
        {
            // A group of words with A and with Ä is that of A, whichever comes first.
            if context.collation.compare(&letter, &group.letter).is_lt() {
                group.letter = letter;
            }
            group.terms.push(view);
        } else {
            let dom_id = ElementKind::Letter.id(&(groups.len() + 1).to_string());
            groups.push(LetterGroup { letter, dom_id, terms: vec![view] });
        }
    }
    GlossaryView { count: context.course.terms.len(), groups }
}

fn term_view(context: &SiteContext, term: &Term, mentions: &BTreeMap<&str, Vec<PageId>>, urls: &Urls<'_>) -> TermView {
    let see = |id: &String| {
        let other = context.course.terms.get(id)?;
        Some(Link { title: other.term.clone(), url: fragment(ElementKind::Term, id), ..Link::default() })
    };
    let pages = mentions.get(term.id.as_str()).into_iter().flatten();
    let typography = Typography::of_course(&context.config.language, context.config.smart);
    TermView {
        dom_id: ElementKind::Term.id(&term.id),
        term: typography.set(&term.term).into_owned(),
        definition: definition_words(&term.definition, (typography, context.config.math)),
        definition_html: definition_html(&term.definition, (typography, context.config.math)),
        see: term.see.iter().filter_map(see).collect(),
        pages: pages.map(|id| page_link(context.course.page(*id), urls)).collect(),
    }
}

/// Which pages link to each term, in reading order.
fn mentions(context: &SiteContext) -> BTreeMap<&str, Vec<PageId>> {
    let mut mentions: BTreeMap<&str, Vec<PageId>> = BTreeMap::new();
    for page in context.course.listed() {
        let mut body = Body::new(context, page);
        if context.linker().is_some() {
            body.mention(&page.blocks);
        }
        for id in body.terms() {
            mentions.entry(id).or_default().push(page.id);
        }
    }
    mentions
}

/// What a page says of the terms that it links to, in the order of their words.
pub(super) fn notes(context: &SiteContext, page: &Page, body: &Body<'_>) -> Vec<TermNote> {
    notes_of(context, body.terms(), &context.urls(&page.address))
}

/// What a page that writes addresses as `urls` says of these terms, in the order of their words.
pub(super) fn notes_of(context: &SiteContext, terms: &BTreeSet<&str>, urls: &Urls<'_>) -> Vec<TermNote> {
    let typography = Typography::of_course(&context.config.language, context.config.smart);
    let note = |id: &&str| {
        let term = context.course.terms.get(*id)?;
        Some(TermNote {
            dom_id: ElementKind::TermNote.id(id),
            term: typography.set(&term.term).into_owned(),
            definition: definition_words(&term.definition, (typography, context.config.math)),
            url: urls.term(&context.course, id),
        })
    };
    let mut notes: Vec<TermNote> = terms.iter().filter_map(note).collect();
    notes.sort_by(|a, b| context.collation.compare(&a.term, &b.term));
    notes
}

//! The documents that are made from pages of the course, and the lists at the book's end.

use serde::Serialize;

use crate::config::{Author, is_right_to_left};
use crate::course::reserved::GeneratedPage;
use crate::course::{Address, Item, Page, PageRole, items};
use crate::diagnostic::Diagnostic;

use crate::render::blocks::block_html::{BlockHtml, Made};
use crate::render::blocks::body::Body;
use crate::render::blocks::html::{BlockRenderer, BlockTemplates, RenderedBlock};
use crate::render::blocks::placeholders::{FilledTemplate, Placeholders};
use crate::render::citations::{PageCitations, PrintedCitations};
use crate::render::furniture::site::{contributor, doi, licence};
use crate::render::links::{CHAPTER, page_link};
use crate::render::pages::{bibliography, glossary, home, lesson, module};
use crate::render::view::{AnswersView, AuthorView, BookView, ChapterView, Placeholder, ReferenceView};

use super::{Book, has_answers};

/// The templates of blocks in the document of a page.
const BLOCKS: BlockTemplates = BlockTemplates {
    item: "book/item.html",
    blank: "book/blank.html",
    dialogue: "book/dialogue.html",
    scenario: "book/scenario.html",
    practice: "book/practice.html",
    figure: "book/figure.html",
    media: "book/media.html",
    container: "book/container.html",
};
/// Those of the answers to its questions.
const ANSWERS: BlockTemplates = BlockTemplates { item: "book/answer.html", ..BLOCKS };
/// Those of the hints to them.
const HINTS: BlockTemplates = BlockTemplates { item: "book/hint.html", ..BLOCKS };

/// What the template of a page's document sees, with the page's own part by the name of its view.
#[derive(Serialize)]
struct PageContext<'a, V> {
    book: &'a BookView,
    chapter: &'a ChapterView,
    #[serde(flatten)]
    own: V,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Own<H, M, L> {
    Home(H),
    Module(M),
    Lesson(L),
}

/// What the template of any other document sees: the book, and its own part by the name of its view.
#[derive(Serialize)]
pub(super) struct PartContext<V> {
    pub(super) book: BookView,
    #[serde(flatten)]
    pub(super) own: V,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum OwnPart<G, R, A> {
    Glossary(G),
    References(R),
    Answers(A),
}

type Html = Result<String, Box<Diagnostic>>;

impl Book {
    /// What every document sees, from where it stands.
    pub(super) fn view(&self, from: &Address) -> BookView {
        let config = &self.context.config;
        let facts = &config.course;
        let author =
            |author: &Author| AuthorView { name: author.name.clone(), credentials: author.credentials.clone() };
        BookView {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            direction: if is_right_to_left(&config.language) { "rtl" } else { "ltr" },
            root: from.to_root(),
            audience: facts.audience.clone(),
            prerequisites: facts.prerequisites.clone(),
            authors: facts.authors.iter().map(author).collect(),
            contributors: facts.contributors.iter().map(contributor).collect(),
            version: facts.version.clone(),
            licence: licence(facts),
            doi: doi(facts),
            reviewed: facts.reviewed.map(|date| self.context.date(date)),
            disclosures: facts.disclosures.clone(),
            site_url: self.site_url.clone(),
        }
    }

    /// The document of a page.
    pub(super) fn chapter(&self, page: &Page) -> Html {
        let context = &self.context;
        let urls = &self.urls(&page.address);
        let mut blocks = Body::with_urls(context, page, urls.clone()).blocks(&page.blocks);
        if page.is_assessment() {
            blocks = without_questions(blocks);
        }
        let (citations, references) = self.citations(page).print("");
        let body = BlockRenderer { theme: &context.theme, templates: &BLOCKS, citations: &citations, site: None }
            .html(blocks)?;
        let (book, chapter) = (&self.view(&page.address), &chapter_view(page, references));
        let (template, own) = match page.role {
            PageRole::Home => ("book/home.html", Own::Home(home::view(context, page, urls))),
            PageRole::ModuleIndex(at) => {
                ("book/module.html", Own::Module(module::view(context, (&context.course.modules[at], page), urls)))
            }
            PageRole::Lesson(_) | PageRole::Standalone => {
                ("book/lesson.html", Own::Lesson(lesson::view(context, page, urls)))
            }
        };
        let made = context.theme.render(template, &PageContext { book, chapter, own })?;
        Ok(filled(made, &Placeholders::only(body)))
    }

    /// The document with the answers to a page's questions.
    pub(super) fn answers(&self, page: &Page) -> Html {
        let (citations, _) = self.citations(page).print(CHAPTER);
        let mut placeholders = Placeholders::default();
        let mut questions = |templates, citations: &PrintedCitations| -> Result<Placeholder, Box<Diagnostic>> {
            let blocks = Body::with_urls(&self.context, page, self.urls(&page.address)).blocks(&page.blocks);
            let renderer = BlockRenderer { theme: &self.context.theme, templates, citations, site: None };
            let html = renderer.html(questions_of(blocks))?;
            Ok(placeholders.html(BlockHtml::new(html, Vec::new())))
        };
        let asked = items(&page.blocks);
        let has_hints = asked.iter().any(|item| !item.hints.is_empty());
        debug_assert!(asked.into_iter().any(Item::is_answered), "only such a page has answers");
        let hints_html = if has_hints { questions(&HINTS, &citations)? } else { Placeholder::default() };
        let answers_html = questions(&ANSWERS, &citations)?;
        let chapter = page_link(page, &self.urls(&page.address));
        let own = OwnPart::<(), (), _>::Answers(AnswersView { chapter, hints_html, answers_html });
        let context = PartContext { book: self.view(&page.address), own };
        Ok(filled(self.context.theme.render("book/answers.html", &context)?, &placeholders))
    }

    pub(super) fn glossary(&self) -> Html {
        let address = GeneratedPage::Glossary.address(self.context.course.names);
        let own = OwnPart::<_, (), ()>::Glossary(glossary::view(&self.context, &self.urls(&address)));
        self.context.theme.render("book/glossary.html", &PartContext { book: self.view(&address), own })
    }

    pub(super) fn bibliography(&self) -> Html {
        let address = GeneratedPage::Bibliography.address(self.context.course.names);
        let own = OwnPart::<(), _, ()>::References(bibliography::view(&self.context, &self.urls(&address)));
        self.context.theme.render("book/references.html", &PartContext { book: self.view(&address), own })
    }

    fn citations<'a>(&'a self, page: &'a Page) -> PageCitations<'a> {
        let context = &self.context;
        PageCitations::of(&context.theme.citation_style, &context.course, &context.index, page)
    }
}

fn chapter_view(page: &Page, references: Vec<ReferenceView>) -> ChapterView {
    ChapterView {
        title: page.front.title.clone(),
        summary: page.front.summary.clone().unwrap_or_default(),
        references,
        has_answers: has_answers(page),
    }
}

/// The questions among some blocks, also those inside others.
fn questions_of(blocks: Vec<RenderedBlock<'_>>) -> Vec<RenderedBlock<'_>> {
    let inside = |block| match block {
        RenderedBlock::Container(.., blocks) => questions_of(blocks),
        RenderedBlock::Item(_) => vec![block],
        _ => Vec::new(),
    };
    blocks.into_iter().flat_map(inside).collect()
}

/// Blocks without the questions among them: a test is taken on its page on the web.
fn without_questions(blocks: Vec<RenderedBlock<'_>>) -> Vec<RenderedBlock<'_>> {
    let without = |block| match block {
        RenderedBlock::Container(view, own, blocks) => {
            Some(RenderedBlock::Container(view, own, without_questions(blocks)))
        }
        RenderedBlock::Item(_) => None,
        block => Some(block),
    };
    blocks.into_iter().filter_map(without).collect()
}

/// What a template made, with texts in the places of their marks.
fn filled(made: String, placeholders: &Placeholders<'_>) -> String {
    let made = FilledTemplate::new(made);
    let mut html = String::with_capacity(made.as_str().len() + placeholders.size());
    placeholders.put(&made, Made { citations: &PrintedCitations::default(), blanks: &[] }, &mut html);
    html
}

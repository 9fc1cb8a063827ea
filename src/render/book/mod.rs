//! A course as a book: one document for each page, in reading order, with contents, glossary, references, and the answers to
//! questions at the end. The documents are HTML, made from the same blocks and views as the site's pages, with templates of their
//! own (`book/` in the theme); what makes a file of them is [`crate::export`]. Start at [`Book`].
//!
//! Learners' edition only: a book is never made from the facilitators'.

mod contents;
mod cover;
mod documents;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::assemble::resolve::{Target, resolve};
use crate::config::is_right_to_left;
use crate::course::reserved::{ASSETS, GeneratedPage};
use crate::course::{Address, Item, OutPath, Page, PageId, PageRole, items};
use crate::diagnostic::Diagnostic;
use crate::site::media;

use crate::render::context::SiteContext;
use crate::render::links::{CHAPTER, Urls};

/// The answers to a page's questions, beside its document.
const ANSWERS: &str = "answers.xhtml";

/// A course as a book.
#[derive(Debug)]
pub(crate) struct Book {
    context: SiteContext,
    /// Where the course stands on the web; ends with `/`.
    site_url: Option<String>,
}

/// A document of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BookPart {
    Cover,
    /// A page of the course.
    Page(PageId),
    /// The contents, which reading systems show too.
    Contents,
    Glossary,
    Bibliography,
    /// The answers to the questions of a page.
    Answers(PageId),
}

/// What a book's package says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BookFacts {
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// BCP 47 tag.
    pub language: String,
    pub is_right_to_left: bool,
    /// Names.
    pub authors: Vec<String>,
    /// Names of those who helped.
    pub contributors: Vec<String>,
    /// The licence's name, with its address where it has one.
    pub licence: Option<String>,
    pub version: Option<String>,
    /// Without `https://doi.org/`.
    pub doi: Option<String>,
    /// Where the course stands on the web.
    pub site_url: Option<String>,
    /// What stays the same over all editions of the course: its id, where it stands, or its title.
    pub identity: String,
    /// The latest date that the course names: when it, a page or a case was reviewed.
    pub reviewed: Option<Date>,
    /// What is said of the book's accessibility, in its language.
    pub accessibility: String,
    pub has_dialogues: bool,
}

impl Book {
    /// The course that this context is of.
    pub(super) fn new(context: SiteContext) -> Self {
        let site_url = context.config.base_url.as_ref().map(crate::config::BaseUrl::root);
        Self { context, site_url }
    }

    /// Every document in reading order.
    pub(crate) fn parts(&self) -> Vec<BookPart> {
        let course = &self.context.course;
        let (mut parts, mut beside) = (vec![BookPart::Cover], Vec::new());
        let pages = self.pages();
        for page in pages.iter().copied() {
            match page.role {
                PageRole::Home => parts.extend([BookPart::Page(page.id), BookPart::Contents]),
                PageRole::Standalone => beside.push(BookPart::Page(page.id)),
                PageRole::ModuleIndex(_) | PageRole::Lesson(_) => parts.push(BookPart::Page(page.id)),
            }
        }
        parts.append(&mut beside);
        parts.extend((!course.terms.is_empty()).then_some(BookPart::Glossary));
        parts.extend(self.context.has_references.then_some(BookPart::Bibliography));
        let answered = pages.into_iter().filter(|page| has_answers(page));
        parts.extend(answered.map(|page| BookPart::Answers(page.id)));
        parts
    }

    /// The pages that are in the book, in reading order: what only others show or say is not in it.
    fn pages(&self) -> Vec<&Page> {
        let reached = self.reached();
        self.context.course.pages.iter().filter(|page| !page.is_hidden || reached.contains(&page.id)).collect()
    }

    /// Pages that are listed, and those that links lead to from them: a document outside the reading order that none leads to is an error
    /// in a book (EPUB 3.3, 5.7.2.1).
    fn reached(&self) -> BTreeSet<PageId> {
        let course = &self.context.course;
        let mut waiting: Vec<&Page> = course.listed().collect();
        let mut reached: BTreeSet<PageId> = waiting.iter().map(|page| page.id).collect();
        while let Some(page) = waiting.pop() {
            for link in &page.outline.links {
                if let Ok(Target::Page(id, _)) = resolve(course, page, &link.destination)
                    && reached.insert(id)
                {
                    waiting.push(course.page(id));
                }
            }
        }
        reached
    }

    /// Whether a document is of a page that is listed nowhere.
    pub(crate) fn is_hidden(&self, part: BookPart) -> bool {
        matches!(part, BookPart::Page(page) | BookPart::Answers(page) if self.context.course.page(page).is_hidden)
    }

    /// Where a document stands in the book.
    pub(crate) fn path(&self, part: BookPart) -> OutPath {
        match part {
            BookPart::Cover => OutPath::new("cover.xhtml"),
            BookPart::Contents => OutPath::new("contents.xhtml"),
            BookPart::Page(page) => self.context.course.page(page).address.file(CHAPTER),
            BookPart::Answers(page) => self.context.course.page(page).address.file(ANSWERS),
            BookPart::Glossary => GeneratedPage::Glossary.address(self.context.course.names).file(CHAPTER),
            BookPart::Bibliography => GeneratedPage::Bibliography.address(self.context.course.names).file(CHAPTER),
        }
    }

    /// Where the picture of the cover stands.
    pub(crate) fn cover_path() -> OutPath {
        OutPath::new(format!("{ASSETS}/cover.svg"))
    }

    /// Where the style sheet stands.
    pub(crate) fn style_path() -> OutPath {
        OutPath::new(format!("{ASSETS}/style.css"))
    }

    /// A document as HTML.
    ///
    /// # Errors
    /// What is wrong in a template.
    pub(crate) fn html(&self, part: BookPart) -> Result<String, Box<Diagnostic>> {
        match part {
            BookPart::Cover => self.cover(),
            BookPart::Contents => self.contents(),
            BookPart::Page(page) => self.chapter(self.context.course.page(page)),
            BookPart::Answers(page) => self.answers(self.context.course.page(page)),
            BookPart::Glossary => self.glossary(),
            BookPart::Bibliography => self.bibliography(),
        }
    }

    /// Files of the course that documents show in place, as far as readers of books can show them.
    pub(crate) fn shown_files(&self) -> BTreeSet<OutPath> {
        self.embedded().filter(|file| media::of_books(file.as_str()).is_some()).cloned().collect()
    }

    /// Files that documents would show in place and no reader of books can show.
    pub(crate) fn left_out(&self) -> BTreeSet<OutPath> {
        self.embedded().filter(|file| media::of_books(file.as_str()).is_none()).cloned().collect()
    }

    fn embedded(&self) -> impl Iterator<Item = &OutPath> {
        let course = &self.context.course;
        self.pages().into_iter().flat_map(move |page| {
            let shown = page.outline.links.iter().filter(|link| link.embedded);
            shown.filter_map(move |link| match resolve(course, page, &link.destination) {
                Ok(Target::File(file, _)) => Some(file),
                _ => None,
            })
        })
    }

    /// What the package says of the book.
    pub(crate) fn facts(&self) -> BookFacts {
        let (config, pages) = (&self.context.config, self.pages());
        let of_page = |page: &Page| {
            let case = page.front.case.as_ref().and_then(|case| case.reviewed_on);
            page.front.reviewed.max(case)
        };
        let identity = config.course.id.clone().or_else(|| self.site_url.clone());
        BookFacts {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            is_right_to_left: is_right_to_left(&config.language),
            authors: config.course.authors.iter().map(|author| author.name.clone()).collect(),
            contributors: config.course.contributors.iter().map(|who| who.name.clone()).collect(),
            licence: config.course.licence.as_ref().map(|licence| match &licence.url {
                Some(url) => format!("{} ({url})", licence.name),
                None => licence.name.clone(),
            }),
            version: config.course.version.clone(),
            doi: config.course.doi.clone(),
            site_url: self.site_url.clone(),
            identity: identity.unwrap_or_else(|| config.title.clone()),
            reviewed: pages.iter().copied().map(of_page).max().flatten().max(config.course.reviewed),
            accessibility: self.context.theme.message("book_accessibility").to_owned(),
            has_dialogues: pages.iter().any(|page| page.outline.has.dialogue),
        }
    }

    /// How the document of the page at this address writes addresses.
    fn urls<'a>(&'a self, address: &'a Address) -> Urls<'a> {
        Urls::InBook(address, self.site_url.as_deref())
    }
}

/// Whether a page has a question whose answer, or a hint to it, stands at the book's end. Those of a test stand nowhere in a book.
fn has_answers(page: &Page) -> bool {
    !page.is_assessment() && items(&page.blocks).into_iter().any(Item::is_answered)
}

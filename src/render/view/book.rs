//! Views of a course as a book. Templates below `book/` see them; addresses lead to other documents of the book.

use serde::Serialize;

use super::link::{DateView, Link};
use super::page::ReferenceView;
use super::placeholder::Placeholder;
use super::site::{AuthorView, ContributorView};

/// What every document of a book sees as `book`.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct BookView {
    /// The course's title.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// BCP 47 tag, for `lang`.
    pub language: String,
    /// `ltr` or `rtl`, for `dir`.
    pub direction: &'static str,
    /// The way from this document to the book's root: empty, or `../`….
    pub root: String,
    /// For whom.
    pub audience: Option<String>,
    /// What learners should know or have before.
    pub prerequisites: Vec<String>,
    /// By whom.
    pub authors: Vec<AuthorView>,
    /// Who helped.
    pub contributors: Vec<ContributorView>,
    /// Which version of the course it is.
    pub version: Option<String>,
    /// Under which licence the course can be used; the address of its text may be empty.
    pub licence: Option<Link>,
    /// The DOI, and where it leads.
    pub doi: Option<Link>,
    /// When last reviewed.
    pub reviewed: Option<DateView>,
    /// Interests to be disclosed.
    pub disclosures: Option<String>,
    /// Where the course stands on the web, when it says so.
    pub site_url: Option<String>,
}

/// What a document made from a page sees as `chapter`.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct ChapterView {
    pub title: String,
    /// One sentence; may be empty.
    pub summary: String,
    /// What the page cites, as the course's style prints it.
    pub references: Vec<ReferenceView>,
    /// Whether its questions have answers in a document of their own.
    pub has_answers: bool,
}

/// The hints and answers of one page (`answers` in `book/answers.html`).
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct AnswersView {
    /// The page they belong to.
    pub chapter: Link,
    /// May be empty.
    pub hints_html: Placeholder,
    pub answers_html: Placeholder,
}

/// The contents of a book (`contents` in `book/contents.html`).
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct BookContentsView {
    pub entries: Vec<BookEntry>,
    /// Where a reader may want to go at once: the document, and what it is as EPUB's vocabulary of structure names it.
    pub landmarks: Vec<BookLandmark>,
}

/// A document in the contents, with those below it.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct BookEntry {
    pub title: String,
    pub url: String,
    pub children: Vec<BookEntry>,
}

/// A document that has a place of its own in every book.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct BookLandmark {
    /// `cover`, `toc`, `bodymatter`, `glossary` or `bibliography` (EPUB 3 Structural Semantics Vocabulary 1.1).
    pub kind: &'static str,
    pub title: String,
    pub url: String,
}

/// The picture of the cover (`cover` in `book/cover.xml`): lines of text, broken for its width.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct CoverView {
    /// The title before its colon, line by line, and the height of a line in units of the drawing.
    pub title: Vec<CoverLine>,
    /// In units of the drawing.
    pub title_size: u32,
    /// The rest of the title.
    pub subtitle: Vec<CoverLine>,
    /// Names.
    pub authors: Vec<CoverLine>,
}

/// A line of text on the cover.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct CoverLine {
    pub text: String,
    /// Where its base line is, from the top, in units of the drawing.
    pub y: u32,
}

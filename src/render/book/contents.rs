//! The contents of a book, and what stands in every book at a place of its own.

use serde::Serialize;

use crate::course::{Address, Page, PageId, PageRole};
use crate::diagnostic::Diagnostic;

use crate::render::links::encode;
use crate::render::view::{BookContentsView, BookEntry, BookLandmark};

use super::documents::PartContext;
use super::{Book, BookPart};

#[derive(Serialize)]
struct Own {
    contents: BookContentsView,
}

impl Book {
    /// The contents as a document, in the form that reading systems read (EPUB 3.3, 7).
    pub(super) fn contents(&self) -> Result<String, Box<Diagnostic>> {
        let contents = BookContentsView { entries: self.entries(), landmarks: self.landmarks() };
        let context = PartContext { book: self.view(&Address::home()), own: Own { contents } };
        self.context.theme.render("book/contents.html", &context)
    }

    /// What is listed: the front page, modules with their lessons, and what follows them.
    fn entries(&self) -> Vec<BookEntry> {
        let course = &self.context.course;
        let page = |id: &PageId| self.entry(BookPart::Page(*id), course.page(*id).front.title.clone());
        let is_home = |page: &&Page| page.role == PageRole::Home;
        let mut entries: Vec<BookEntry> = course.pages.iter().filter(is_home).map(|home| page(&home.id)).collect();
        for module in course.modules.iter() {
            let children = module.lessons.iter().map(page).collect();
            entries.push(BookEntry { children, ..page(&module.index) });
        }
        let mut answers: Vec<BookEntry> = Vec::new();
        for part in self.parts().into_iter().filter(|part| !self.is_hidden(*part)) {
            match part {
                BookPart::Page(id) if course.page(id).role == PageRole::Standalone => entries.push(page(&id)),
                BookPart::Glossary => entries.push(self.entry(part, self.message("glossary"))),
                BookPart::Bibliography => entries.push(self.entry(part, self.message("references"))),
                BookPart::Answers(id) => answers.push(self.entry(part, course.page(id).front.title.clone())),
                BookPart::Page(_) | BookPart::Cover | BookPart::Contents => {}
            }
        }
        if let Some(first) = answers.first() {
            let (title, url) = (self.message("book_answers"), first.url.clone());
            entries.push(BookEntry { title, url, children: answers });
        }
        entries
    }

    fn landmarks(&self) -> Vec<BookLandmark> {
        let first = self.context.course.modules.first().map(|module| BookPart::Page(module.index));
        let has = |part: BookPart| self.parts().contains(&part).then_some(part);
        let found = [
            ("cover", "book_cover", Some(BookPart::Cover)),
            ("toc", "course_contents", Some(BookPart::Contents)),
            ("bodymatter", "begin", first),
            ("glossary", "glossary", has(BookPart::Glossary)),
            ("bibliography", "references", has(BookPart::Bibliography)),
        ];
        let landmark = |(kind, title, part): (&'static str, &str, Option<BookPart>)| {
            let BookEntry { title, url, .. } = self.entry(part?, self.message(title));
            Some(BookLandmark { kind, title, url })
        };
        found.into_iter().filter_map(landmark).collect()
    }

    fn entry(&self, part: BookPart, title: String) -> BookEntry {
        // The contents stand at the book's root.
        BookEntry { title, url: encode(self.path(part).as_str()), children: Vec::new() }
    }

    pub(super) fn message(&self, key: &str) -> String {
        self.context.theme.message(key).to_owned()
    }
}

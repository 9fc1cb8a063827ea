//! Books of mdBook, with the quizzes that mdbook-quiz embeds in them, and such quizzes alone.
//!
//! [`summary`] reads `SUMMARY.md`, [`quiz`] the TOML of a quiz, [`includes`] what pages take from other files,
//! [`listing`] code with a number and a caption.

mod formulas;
mod headings;
mod includes;
mod listing;
mod quiz;
mod summary;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::data::toml;
use crate::data::{Node, Value};
use crate::diagnostic::{Code, Place as At};
use crate::source::{CoursePath, FileId};

use super::bank::{Bank, name_of};
use super::front::{self, Front, front};
use super::hidden::{Dialect, Hidden};
use super::links::definitions_of;
use super::material::{Material, PAGE, Page, Part};
use super::phrases::Phrases;
use super::relocate::free;
use super::report::{Place, Report};
use super::rich_text::{Inline, Text, each_line};
use super::site_links::{SiteLinks, Withheld};
use super::source::{Source, title_of};
use formulas::with_dollars;
use headings::without_title;
use includes::Includes;
use summary::Chapter;

/// Whether a folder is a book.
pub(super) fn is_book(source: &Source<'_>) -> bool {
    source.has("book.toml")
}

/// Whether a text is a quiz.
pub(super) fn is_quiz(text: &str) -> bool {
    text.contains("[[questions]]")
}

/// Reads a quiz alone: its file, its text and what it is called.
pub(super) fn read_quiz(
    (file, text, title): (&str, &str, &str),
    phrases: &'static Phrases,
    report: &mut Report,
) -> Material {
    let mut bank = Bank::new(title);
    for part in quiz::questions(text, file, phrases, report) {
        bank.push(&[], part);
    }
    Material { title: title.to_owned(), pages: bank.pages(&Place::file(file)), ..Material::default() }
}

/// A TOML file as a tree; what is wrong with it is reported.
fn tree(text: &str, file: &str, report: &mut Report) -> Option<Node> {
    let read = toml::parse(text, FileId::of(&CoursePath::new("import.toml")), Code::ConfigSyntax);
    for found in &read.diagnostics {
        let place = match &found.place {
            At::At(span) => Place::byte(file, span.range().start),
            At::File(_) => Place::file(file),
        };
        report.fault(&place, found.message.clone(), found.help.clone().unwrap_or_default());
    }
    read.diagnostics.is_empty().then_some(read.value)
}

/// The value of a key in a table.
fn value<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.entries()?.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
}

/// A single value as written.
fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// Reads a book. `language` is the course's, where that is known.
pub(super) fn read(source: &Source<'_>, language: Option<&str>, report: &mut Report) -> Material {
    let file = source.named("book.toml");
    let settings = match source.text("book.toml") {
        Ok(text) => tree(&text, &file, report),
        Err(why) => {
            report.fault(&Place::file(&file), format!("the file {why}"), "save it as UTF-8");
            None
        }
    };
    let Some(settings) = settings else { return Material::default() };
    let book = value(&settings, "book");
    let text_of = |key: &str| book.and_then(|book| value(book, key)).and_then(scalar).map(str::to_owned);
    let folder = text_of("src").unwrap_or_else(|| "src".to_owned());
    let summary = format!("{folder}/SUMMARY.md");
    let chapters = match source.text(&summary) {
        Ok(text) => summary::chapters(&text, &source.named(&summary), report),
        Err(why) => {
            report.fault(
                &Place::file(&source.named(&summary)),
                format!("the file {why}"),
                "a book has its order there",
            );
            return Material::default();
        }
    };
    let title = text_of("title").unwrap_or_else(|| title_of(&source.name));
    let (placed, modules) = places(&chapters, &title);
    let from = |path: &str| format!("{folder}/{path}");
    let paths: BTreeMap<String, String> =
        placed.iter().filter_map(|place| Some((from(place.chapter.path.as_deref()?), place.to.clone()))).collect();
    told_settings(&settings, &file, report);
    let language = language.map(str::to_owned).or_else(|| text_of("language")).unwrap_or_default();
    let phrases = Phrases::of(&language);
    let in_book = Book { source, phrases, has_math: has_math(&settings) };
    let is_draft = |from: &String| source.text(from).is_ok_and(|text| front::withheld(&head(&text).0).is_some());
    let withheld =
        paths.iter().filter(|(from, _)| is_draft(from)).map(|(_, to)| (to.clone(), Withheld::Draft)).collect();
    let mut links = SiteLinks::new(source, paths, withheld);
    let mut pages: Vec<Page> =
        modules.into_iter().map(|(path, title)| Page::new(path, title, Place::file(&file))).collect();
    for place in &placed {
        pages.push(chapter(&in_book, &folder, place, (&mut links, report)));
    }
    let folders: Vec<&str> = placed.iter().filter_map(|place| place.chapter.path.as_deref()).collect();
    let is_own = |path: &str| {
        let inner = path.strip_prefix(&format!("{folder}/"));
        inner.is_some_and(|inner| inner != "SUMMARY.md" && !folders.contains(&inner))
    };
    let (files, allowed) = links.finish(&is_own, report);
    let authors = book.and_then(|book| value(book, "authors")).and_then(Node::items).unwrap_or_default();
    let authors = authors.iter().filter_map(|author| scalar(author).map(str::to_owned)).collect();
    Material {
        title,
        description: text_of("description").unwrap_or_default(),
        language,
        authors,
        pages,
        files,
        allowed,
        ..Material::default()
    }
}

/// A chapter with the path of its page.
struct Placed<'c> {
    chapter: &'c Chapter,
    to: String,
}

/// Index pages that no chapter makes: path and title.
type Indexes = Vec<(String, String)>;

/// Where each chapter goes: one that holds others is a module; those before the first such are a module together, called as the book is; a
/// later one is the lesson of a module of its own.
fn places<'c>(chapters: &'c [Chapter], title: &str) -> (Vec<Placed<'c>>, Indexes) {
    let (mut placed, mut taken, mut indexes) = (Vec::new(), BTreeSet::new(), Indexes::new());
    let first = chapters.iter().take_while(|chapter| chapter.children.is_empty()).count();
    if first > 0 {
        let folder = format!("01-{}", name_of(title));
        let mut names = BTreeSet::new();
        for (at, chapter) in chapters[..first].iter().enumerate() {
            let name = free(&mut names, &name_of(&chapter.title));
            placed.push(Placed { chapter, to: format!("{folder}/{:02}-{name}.md", at + 1) });
        }
        taken.insert(name_of(title));
        indexes.push((format!("{folder}/_index.md"), title.to_owned()));
    }
    for (at, chapter) in chapters[first..].iter().enumerate() {
        let number = at + 1 + usize::from(first > 0);
        let name = free(&mut taken, &name_of(&chapter.title));
        let folder = format!("{number:02}-{name}");
        if chapter.children.is_empty() && chapter.path.is_some() {
            placed.push(Placed { chapter, to: format!("{folder}/01-{name}.md") });
            indexes.push((format!("{folder}/_index.md"), chapter.title.clone()));
        } else {
            place(&mut placed, chapter, &folder, 1);
        }
    }
    (placed, indexes)
}

fn place<'c>(placed: &mut Vec<Placed<'c>>, chapter: &'c Chapter, folder: &str, depth: usize) {
    placed.push(Placed { chapter, to: format!("{folder}/_index.md") });
    let (mut number, mut taken) = (0, BTreeSet::new());
    for child in &chapter.children {
        number += 1;
        let name = format!("{folder}/{number:02}-{}", free(&mut taken, &name_of(&child.title)));
        if child.children.is_empty() {
            placed.push(Placed { chapter: child, to: format!("{name}.md") });
        } else if depth < 2 {
            place(placed, child, &name, depth + 1);
        } else {
            // A course has three levels: what lies deeper stands behind its chapter.
            placed.push(Placed { chapter: child, to: format!("{name}.md") });
            for inner in child.all_below() {
                number += 1;
                let name = free(&mut taken, &name_of(&inner.title));
                placed.push(Placed { chapter: inner, to: format!("{folder}/{number:02}-{name}.md") });
            }
        }
    }
}

/// What the configuration says of the book's look, and of programs that change its text.
fn told_settings(settings: &Node, file: &str, report: &mut Report) {
    // What these make is known here.
    const KNOWN: [&str; 6] = ["links", "index", "quiz", "katex", "trpl-listing", "trpl-note"];
    for entry in value(settings, "preprocessor").and_then(Node::entries).unwrap_or_default() {
        if !KNOWN.contains(&entry.key.as_str()) {
            let place = Place::byte(file, entry.node.span.range().start);
            let instead = "left out: what stands in the text for it stays as it is written";
            report.lost(&place, format!("what the preprocessor `{}` makes of the text", entry.key), instead);
        }
    }
    let html = value(settings, "output").and_then(|output| value(output, "html"));
    for key in ["additional-css", "additional-js", "theme"] {
        if let Some(node) = html.and_then(|html| value(html, key)) {
            let place = Place::byte(file, node.span.range().start);
            report.lost(&place, format!("the look and the scripts of its own (`{key}`)"), "left out");
        }
    }
    for entry in html.and_then(|html| value(html, "redirect")).and_then(Node::entries).unwrap_or_default() {
        let place = Place::byte(file, entry.node.span.range().start);
        let to = scalar(&entry.node).unwrap_or_default();
        let instead =
            "left out: write the old address below `aliases` in the front matter of the page that it leads to";
        report.lost(&place, format!("the old address `{}`, which leads to `{to}`", entry.key), instead);
    }
    for key in ["edit-url-template", "git-repository-url"] {
        if let Some(node) = html.and_then(|html| value(html, key)) {
            let place = Place::byte(file, node.span.range().start);
            let instead = "left out: `edit` below `[course]` in `site.toml` says where the course's own files are";
            report.lost(&place, format!("where its files are (`{key}`)"), instead);
        }
    }
}

/// What the chapters of a book have in common.
struct Book<'s> {
    source: &'s Source<'s>,
    phrases: &'static Phrases,
    /// Whether formulas stand between backslashes and brackets.
    has_math: bool,
}

/// Whether a book's formulas are set.
fn has_math(settings: &Node) -> bool {
    let html = value(settings, "output").and_then(|output| value(output, "html"));
    let has_mathjax = html.and_then(|html| value(html, "mathjax-support")).and_then(scalar) == Some("true");
    has_mathjax || value(settings, "preprocessor").is_some_and(|preprocessor| value(preprocessor, "katex").is_some())
}

/// The page of a chapter; `folder` is where the book's texts lie.
fn chapter(
    in_book: &Book<'_>,
    folder: &str,
    place: &Placed<'_>,
    (links, report): (&mut SiteLinks<'_>, &mut Report),
) -> Page {
    let summary = format!("{folder}/SUMMARY.md");
    let from = |path: &str| format!("{folder}/{path}");
    let source = in_book.source;
    let path = place.chapter.path.as_deref().map_or_else(|| summary.clone(), from);
    let mut page = Page::new(&place.to, &place.chapter.title, Place::file(&source.named(&path)));
    match &place.chapter.path {
        Some(path) if source.has(&from(path)) => body(in_book, &from(path), &mut page, (links, report)),
        Some(path) => report.lost(
            &Place::words(&source.named(&summary), path),
            format!("the chapter `{path}`, which is not there"),
            "a page without text",
        ),
        None => page.is_draft = place.chapter.is_draft,
    }
    page
}

/// The text of a chapter, with the questions where they are embedded.
fn body(
    &Book { source, phrases, has_math }: &Book<'_>,
    from: &str,
    page: &mut Page,
    (links, report): (&mut SiteLinks<'_>, &mut Report),
) {
    let file = source.named(from);
    let text = match source.text(from) {
        Ok(text) => text,
        Err(why) => return report.fault(&Place::file(&file), format!("the file {why}"), "save it as UTF-8"),
    };
    let (mut parts, mut hidden) = (Vec::new(), Hidden::default());
    let text = without_front(&text, &file, page, report);
    let shown = hidden.set_aside(&text, Dialect::Markdown, &|at| Place::byte(&file, at), report);
    Includes { source, from, file: &file, phrases, taken: 0, report }.read(&shown, &mut parts);
    let definitions = definitions_of(&parts);
    let mut first = true;
    let mut gone = Vec::new();
    for part in parts {
        match part {
            Part::Markdown(mut markdown) => {
                // What pages include may hide a text, too.
                markdown = hidden.set_aside(&markdown, Dialect::Markdown, &|_| Place::file(&file), report);
                if std::mem::take(&mut first) {
                    let headed = without_title(&markdown, &page.title);
                    page.title = headed.title.unwrap_or(std::mem::take(&mut page.title));
                    markdown = headed.markdown;
                }
                let markdown = if has_math { with_dollars(&markdown, &file, report) } else { markdown };
                let markdown = links.rewrite_piece((&markdown, &definitions), from, &page.path, report);
                let markdown = hidden.back(&markdown);
                if !markdown.trim().is_empty() {
                    page.parts.push(Part::Markdown(markdown));
                }
            }
            Part::Text(mut text) => {
                linked(&mut text, (from, &page.path), links, &mut gone);
                page.parts.push(Part::Text(text));
            }
            Part::Question(mut question) => {
                question.texts().into_iter().for_each(|text| linked(text, (from, &page.path), links, &mut gone));
                page.parts.push(Part::Question(question));
            }
            notes @ Part::Notes(_) => page.parts.push(notes),
        }
    }
    for to in gone {
        let what = format!("a link to `{to}`, which is a draft");
        report.lost(&Place::words(&file, &to), what, "its words were kept, without the link");
    }
}

/// The front matter at the head of a chapter, and where the text begins: mdBook knows none, its preprocessors do.
fn head(text: &str) -> (Front, usize) {
    let (front, body) = front(text, "", &mut Report::default());
    if front.keys().is_empty() { (Front::default(), 0) } else { (front, text.len() - body.len()) }
}

/// The text below its front matter, whose lines are empty, so that the others keep their numbers. A title is the heading's.
fn without_front(text: &str, file: &str, page: &mut Page, report: &mut Report) -> String {
    let (front, begins) = head(text);
    let withheld = front::withheld(&front);
    let of_draft = withheld.as_deref().and_then(|key| key.split(':').next());
    page.is_draft |= withheld.is_some();
    for key in front.keys() {
        let place = Place::words(file, &format!("{key}:"));
        if of_draft == Some(key) {
            report.lost(
                &place,
                format!("`{key}`, by which the page is not published"),
                "it is a draft (`draft: true`)",
            );
        } else {
            report.lost(&place, format!("`{key}` in the front matter"), "left out");
        }
    }
    let lines: String = text[..begins].chars().filter(|sign| *sign == '\n').collect();
    // Blanks of the same length keep the places of what follows.
    let blanks = " ".repeat(begins - lines.len());
    format!("{blanks}{lines}{}", &text[begins..])
}

/// Links of a question on a page lead to the pages of the book; of those to pages that are not there for who reads it the words stay.
fn linked(text: &mut Text, (from, to): (&str, &str), links: &SiteLinks<'_>, gone: &mut Vec<String>) {
    each_line(text, &mut |line| {
        *line = std::mem::take(line)
            .into_iter()
            .flat_map(|inline| match inline {
                Inline::Link { to: address, text } => match links.page_at(from, &address) {
                    Some(page) if links.is_there((to, false), page.split('#').next().unwrap_or_default()) => {
                        vec![Inline::Link { to: format!("{PAGE}{page}"), text }]
                    }
                    Some(_) => {
                        gone.push(address);
                        text
                    }
                    None => vec![Inline::Link { to: address, text }],
                },
                other => vec![other],
            })
            .collect();
    });
}

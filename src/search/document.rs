//! A page as the search index reads it.

use std::fmt::Write as _;

use crate::config::{SiteConfig, primary_language};
use crate::course::reserved::GeneratedPage;
use crate::course::{Block, Callout, Course, ElementKind, OutPath, Page, PageRole, Prose, Reading, Typography};
use crate::library::definition_words;
use crate::source::html::{attribute, push_text};

use super::pagefind::Document;
use super::text;

/// What becomes a document.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    Page(&'a Page),
    Glossary,
}

/// Every page with its file, in reading order; the glossary last.
pub(super) fn sources(course: &Course) -> Vec<(OutPath, Source<'_>)> {
    let pages = course.listed().map(|page| (page.address.out_path(), Source::Page(page)));
    let glossary = (!course.terms.is_empty())
        .then(|| (GeneratedPage::Glossary.address(course.names).out_path(), Source::Glossary));
    pages.chain(glossary).collect()
}

/// A page or the glossary as the index reads it.
pub(super) fn of(course: &Course, config: &SiteConfig, address: &OutPath, source: Source<'_>) -> Document {
    let html = match source {
        Source::Page(page) => of_page(course, config, page),
        Source::Glossary => of_glossary(course, config),
    };
    Document { address: address.clone(), html }
}

/// What a reader can filter a page by, and sees beside it in a list of results.
pub(super) fn filters<'a>(course: &'a Course, page: &'a Page) -> impl Iterator<Item = (&'static str, &'a str)> {
    let module = match page.role {
        PageRole::ModuleIndex(module) | PageRole::Lesson(module) => Some(course.page(course.modules[module].index)),
        PageRole::Home | PageRole::Standalone => None,
    };
    let module = module.map(|module| ("module", module.front.title.as_str()));
    let kind = course.kinds.get(&page.kind).filter(|kind| kind.name != "lesson");
    module.into_iter().chain(kind.map(|kind| ("kind", kind.label.as_str())))
}

fn of_page(course: &Course, config: &SiteConfig, page: &Page) -> String {
    let mut html = open(config, &page.front.title, filters(course, page));
    if let Some(summary) = &page.front.summary {
        tagged(&mut html, "p", summary);
    }
    for objective in &page.front.objectives {
        tagged(&mut html, "p", &objective.text);
    }
    blocks(&mut html, &page.blocks);
    html.push_str("</body></html>");
    with_elisions_apart(with_single_spaces(&html), &config.language)
}

fn of_glossary(course: &Course, config: &SiteConfig) -> String {
    let mut html = open(config, &course.glossary_title, std::iter::empty());
    let typography = Typography::of_course(&config.language, config.smart);
    for term in course.terms.values() {
        let _ =
            write!(html, "<h2 id=\"{}\">{}</h2>", attribute(&ElementKind::Term.id(&term.id)), attribute(&term.term));
        tagged(&mut html, "p", &definition_words(&term.definition, (typography, config.math)));
    }
    html.push_str("</body></html>");
    with_elisions_apart(with_single_spaces(&html), &config.language)
}

/// White space says nothing here, and must not: more of it would tell where something was left out.
fn with_single_spaces(html: &str) -> String {
    let mut single = String::with_capacity(html.len());
    let mut pieces = html.split_ascii_whitespace();
    single.extend(pieces.next());
    for piece in pieces {
        single.push(' ');
        single.push_str(piece);
    }
    single
}

/// In languages that elide, words are parted at the apostrophe by the thinnest of spaces: who looks for "empathie" finds
/// "l’empathie". The theme's script does the same to what is looked for.
fn with_elisions_apart(html: String, language: &str) -> String {
    const ELIDING: [&str; 4] = ["fr", "it", "ca", "oc"];
    if !ELIDING.contains(&primary_language(language).as_str()) || !html.contains(['’', '\'']) {
        return html;
    }
    let mut apart = String::with_capacity(html.len() + 64);
    let mut characters = html.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        apart.push(character);
        let is_elision = matches!(character, '’' | '\'') && before.is_alphabetic();
        if is_elision && characters.peek().is_some_and(|next| next.is_alphabetic()) {
            apart.push('\u{200a}');
        }
        before = character;
    }
    apart
}

fn open<'a>(config: &SiteConfig, title: &str, filters: impl Iterator<Item = (&'static str, &'a str)>) -> String {
    let mut html = format!("<!doctype html><html lang=\"{}\"><head>", attribute(&config.language));
    for (name, value) in filters {
        let _ = write!(
            html,
            "<meta data-pagefind-filter=\"{name}[content]\" data-pagefind-meta=\"{name}[content]\" content=\"{}\">",
            attribute(value)
        );
    }
    html.push_str("</head><body data-pagefind-body>");
    tagged(&mut html, "h1", title);
    html
}

fn blocks(html: &mut String, of: &[Block]) {
    for block in of {
        match block {
            Block::Prose(text) => prose(html, text),
            // A question is met where it is asked; a list of results would give its words away, and half of its answer.
            Block::Item(_) => {}
            Block::Dialogue(dialogue) => {
                for turn in &dialogue.turns {
                    tagged(html, "p", &turn.speaker);
                    prose(html, &turn.words);
                    // Where readers are to find the marks, a note is the answer.
                    if dialogue.reading != Reading::Spot {
                        prose(html, &turn.note);
                    }
                }
            }
            // What can be chosen and what comes of it is met on the way; only the beginning is to be found.
            Block::Scenario(scenario) => {
                titled(html, &scenario.title);
                prose(html, &scenario.setting);
            }
            Block::Practice(practice) => {
                titled(html, &practice.title);
                prose(html, &practice.task);
            }
            Block::Figure(figure) => {
                prose(html, &figure.picture);
                prose(html, &figure.caption);
            }
            Block::Media(media) => {
                titled(html, &media.title);
                prose(html, &media.transcript);
            }
            Block::Container(container) if is_hidden(container.callout) => {}
            Block::Container(container) => {
                if let Some((_, label)) = &container.own {
                    tagged(html, "p", label);
                }
                titled(html, &container.title);
                blocks(html, &container.blocks);
            }
        }
    }
}

/// What is not to be found: what a reader first asks for when an exercise was tried. Parts for facilitators are in a course of their
/// edition alone.
fn is_hidden(callout: Callout) -> bool {
    matches!(callout, Callout::Solution | Callout::Hint)
}

/// Running text with the ids of its headings; what fills its gaps is not to be found.
fn prose(html: &mut String, prose: &Prose) {
    text::add(html, &prose.html());
}

/// A title in a paragraph of its own.
fn titled(html: &mut String, title: &Prose) {
    if !title.is_empty() {
        html.push_str("<p>");
        prose(html, title);
        html.push_str("</p>");
    }
}

fn tagged(html: &mut String, tag: &str, text: &str) {
    let _ = write!(html, "<{tag}>");
    push_text(html, text);
    let _ = write!(html, "</{tag}>");
}

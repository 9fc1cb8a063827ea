//! A page's blocks as HTML.

use std::fmt::Write as _;

use serde::Serialize;

use crate::assemble::resolve::resolve;
use crate::course::{Block, Container, Course, Dialogue, Figure, Link, Page, Prose, SlotContent, TurnMark};
use crate::diagnostic::Diagnostic;

use super::item;
use super::look::Look;
use super::urls::Urls;
use super::view::{ContainerView, DialogueView, FigureView, MarkView, TurnView};

/// What the blocks of one page need to become HTML.
pub(super) struct Body<'a> {
    pub(super) course: &'a Course,
    pub(super) look: &'a Look<'a>,
    pub(super) page: &'a Page,
    pub(super) urls: Urls<'a>,
    /// Questions rendered so far.
    items: usize,
    dialogues: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(course: &'a Course, look: &'a Look<'a>, page: &'a Page) -> Self {
        Self { course, look, page, urls: Urls::From(&page.address), items: 0, dialogues: 0 }
    }

    /// All blocks in order.
    pub(super) fn html(&mut self, blocks: &[Block]) -> Result<String, Box<Diagnostic>> {
        let mut html = String::new();
        for block in blocks {
            match block {
                Block::Prose(prose) => html.push_str(&self.prose(prose)),
                Block::Item(written) => {
                    self.items += 1;
                    let view = item::view(self, written, self.items)?;
                    html.push_str(&self.look.render("blocks/item.html", &ItemContext { item: &view })?);
                }
                Block::Dialogue(dialogue) => html.push_str(&self.dialogue(dialogue)?),
                Block::Figure(figure) => html.push_str(&self.figure(figure)?),
                Block::Container(container) => html.push_str(&self.container(container)?),
            }
        }
        Ok(html)
    }

    /// Running text with its slots filled; blanks stay empty.
    pub(super) fn prose(&self, prose: &Prose) -> String {
        self.filled(prose, &[])
    }

    /// Running text with its slots filled, blanks with these controls.
    pub(super) fn filled(&self, prose: &Prose, blanks: &[String]) -> String {
        let mut html = String::with_capacity(prose.html.len() + prose.slots.len() * 40);
        let mut from = 0;
        for slot in &prose.slots {
            html.push_str(&prose.html[from..slot.at]);
            from = slot.at;
            match &slot.content {
                SlotContent::Address(link) => push_escaped(&mut html, &self.address(link)),
                SlotContent::Word(key) => push_escaped(&mut html, self.look.word(key)),
                SlotContent::Blank(index) => html.push_str(blanks.get(*index).map_or("", String::as_str)),
            }
        }
        html.push_str(&prose.html[from..]);
        html
    }

    /// A link's address. Broken links were reported by [`crate::check`] and stop the build before anything is written.
    fn address(&self, link: &Link) -> String {
        match resolve(self.course, self.page, &link.destination) {
            Ok(target) => self.urls.target(self.course, &target),
            Err(_) => "#".to_owned(),
        }
    }

    fn container(&mut self, container: &Container) -> Result<String, Box<Diagnostic>> {
        let view = ContainerView {
            name: container.callout.as_str(),
            dom_id: container.id.as_ref().map(|id| format!("s-{id}")),
            title: container.title.clone(),
            body_html: self.html(&container.blocks)?,
        };
        self.look.render("blocks/container.html", &ContainerContext { container: &view })
    }

    fn figure(&self, figure: &Figure) -> Result<String, Box<Diagnostic>> {
        let view = FigureView {
            dom_id: figure.id.as_ref().map(|id| format!("s-{id}")),
            picture_html: self.prose(&figure.picture),
            caption_html: self.prose(&figure.caption),
        };
        self.look.render("blocks/figure.html", &FigureContext { figure: &view })
    }

    fn dialogue(&mut self, dialogue: &Dialogue) -> Result<String, Box<Diagnostic>> {
        self.dialogues += 1;
        let dom_id =
            dialogue.id.as_ref().map_or_else(|| format!("dialogue-{}", self.dialogues), |id| format!("s-{id}"));
        let mut voices: Vec<&str> = Vec::new();
        let mut turns = Vec::with_capacity(dialogue.turns.len());
        for (at, turn) in dialogue.turns.iter().enumerate() {
            let known = voices.iter().position(|voice| *voice == turn.speaker);
            let voice = known.unwrap_or_else(|| {
                voices.push(&turn.speaker);
                voices.len() - 1
            });
            turns.push(TurnView {
                dom_id: format!("{dom_id}-turn-{}", at + 1),
                speaker: turn.speaker.clone(),
                voice: voice + 1,
                words_html: self.prose(&turn.words),
                marks: turn.marks.iter().map(|mark| self.mark(mark)).collect(),
                note_html: self.prose(&turn.note),
            });
        }
        let view = DialogueView { dom_id, turns };
        self.look.render("blocks/dialogue.html", &DialogueContext { dialogue: &view })
    }

    /// A mark leads to the page whose address ends with its value, when that page is of a kind the mark can name.
    fn mark(&self, mark: &TurnMark) -> MarkView {
        let role = match (mark.kind.as_str(), mark.value.as_str()) {
            ("strategy", _) => "strategy",
            ("step", _) => "repair",
            ("rupture", "withdrawal") => "withdrawal",
            ("rupture", "confrontation") => "confrontation",
            _ => "rupture",
        };
        let teaches =
            |page: &&Page| page.address.as_str().trim_end_matches('/').rsplit('/').next() == Some(&mark.value);
        let page = self.course.pages.iter().filter(|page| page.address.depth() > 0).find(teaches);
        let words = mark.value.replace('-', " ");
        MarkView {
            role,
            kind: mark.kind.clone(),
            label: page.map_or(words, |page| page.front.title.clone()),
            url: page.map(|page| self.urls.page(&page.address)),
        }
    }
}

#[derive(Serialize)]
struct ItemContext<'a> {
    item: &'a super::view::ItemView,
}

#[derive(Serialize)]
struct ContainerContext<'a> {
    container: &'a ContainerView,
}

#[derive(Serialize)]
struct FigureContext<'a> {
    figure: &'a FigureView,
}

#[derive(Serialize)]
struct DialogueContext<'a> {
    dialogue: &'a DialogueView,
}

fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

/// HTML's words without markup, with the five named entities the writer uses turned back.
pub(super) fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let gap = if words.is_empty() { "" } else { " " };
        let _ = write!(words, "{gap}{word}");
    }
    words
}

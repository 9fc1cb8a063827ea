//! A page's blocks with everything known: addresses, words of the interface, the order of answers. HTML comes after
//! ([`super::parts`]).

use std::fmt::Write as _;

use crate::assemble::resolve::resolve;
use crate::course::{Block, Container, Dialogue, Figure, Link, Page, Prose, SlotContent, TurnMark};

use super::frame::Frame;
use super::item;
use super::parts::Part;
use super::urls::Urls;
use super::view::{ContainerView, DialogueView, FigureView, MarkView, TurnView};

/// What the blocks of one page need to become parts.
pub(super) struct Body<'a> {
    pub(super) frame: &'a Frame,
    pub(super) page: &'a Page,
    pub(super) urls: Urls<'a>,
    /// Questions so far.
    items: usize,
    dialogues: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(frame: &'a Frame, page: &'a Page) -> Self {
        Self { frame, page, urls: Urls::From(&page.address), items: 0, dialogues: 0 }
    }

    /// All blocks in order.
    pub(super) fn parts(&mut self, blocks: &[Block]) -> Vec<Part> {
        blocks.iter().map(|block| self.part(block)).collect()
    }

    fn part(&mut self, block: &Block) -> Part {
        match block {
            Block::Prose(prose) => Part::Html(self.prose(prose)),
            Block::Item(written) => {
                self.items += 1;
                let number = self.items;
                Part::Item(Box::new(item::part(self, written, number)))
            }
            Block::Dialogue(dialogue) => Part::Dialogue(self.dialogue(dialogue)),
            Block::Figure(figure) => Part::Figure(self.figure(figure)),
            Block::Container(container) => self.container(container),
        }
    }

    /// Running text with its slots filled; blanks stay empty.
    pub(super) fn prose(&self, prose: &Prose) -> String {
        self.filled(prose, &mut Vec::new())
    }

    /// Running text with its slots filled but for blanks: their places in the text, each with the blank's index.
    pub(super) fn filled(&self, prose: &Prose, gaps: &mut Vec<(usize, usize)>) -> String {
        let mut html = String::with_capacity(prose.html.len() + prose.slots.len() * 40);
        let mut from = 0;
        for slot in &prose.slots {
            html.push_str(&prose.html[from..slot.at]);
            from = slot.at;
            match &slot.content {
                SlotContent::Address(link) => push_escaped(&mut html, &self.address(link)),
                SlotContent::Word(key) => push_escaped(&mut html, self.frame.look.word(key)),
                SlotContent::Blank(index) => gaps.push((html.len(), *index)),
            }
        }
        html.push_str(&prose.html[from..]);
        html
    }

    /// A link's address. Broken links were reported by [`crate::check`] and stop the build before anything is written.
    fn address(&self, link: &Link) -> String {
        match resolve(&self.frame.course, self.page, &link.destination) {
            Ok(target) => self.urls.target(&self.frame.course, &target),
            Err(_) => "#".to_owned(),
        }
    }

    fn container(&mut self, container: &Container) -> Part {
        let view = ContainerView {
            name: container.callout.as_str(),
            dom_id: container.id.as_ref().map(|id| format!("s-{id}")),
            title: container.title.clone(),
            body_html: String::new(),
        };
        Part::Container(view, self.parts(&container.blocks))
    }

    fn figure(&self, figure: &Figure) -> FigureView {
        FigureView {
            dom_id: figure.id.as_ref().map(|id| format!("s-{id}")),
            picture_html: self.prose(&figure.picture),
            caption_html: self.prose(&figure.caption),
        }
    }

    fn dialogue(&mut self, dialogue: &Dialogue) -> DialogueView {
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
        DialogueView { dom_id, turns }
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
        let page = self.frame.page_named(&mark.value);
        let words = mark.value.replace('-', " ");
        MarkView {
            role,
            kind: mark.kind.clone(),
            label: page.map_or(words, |page| page.front.title.clone()),
            url: page.map(|page| self.urls.page(&page.address)),
        }
    }
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

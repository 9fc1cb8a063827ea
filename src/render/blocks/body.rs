//! A page's blocks with everything known: addresses, words of the interface, the order of answers. HTML comes after
//! ([`crate::render::parts`]).

use std::borrow::Cow;
use std::fmt::Write as _;

use std::collections::BTreeSet;

use crate::assemble::resolve::{GLOSSARY, Target, resolve};
use crate::config::Support;
use crate::course::{Block, Callout, Container, Figure, Link, OutPath, Page, Prose, SlotContent};
use crate::source::html::push_escaped;

use crate::render::blocks::exchange;
use crate::render::blocks::html::RenderedBlock;
use crate::render::blocks::question;
use crate::render::citations::{push_gap, without_gaps};
use crate::render::context::SiteContext;
use crate::render::links::{Urls, page_link};
use crate::render::view::{self, ContainerView, FigureView, SupportView};

/// What the blocks of one page need to become parts.
pub(crate) struct Body<'a> {
    pub(crate) frame: &'a SiteContext,
    pub(crate) page: &'a Page,
    pub(crate) urls: Urls<'a>,
    /// Questions so far.
    items: usize,
    /// Terms of the glossary that the page links to so far: those that its author links to, from the start.
    terms: BTreeSet<&'a str>,
}

impl<'a> Body<'a> {
    pub(crate) fn new(frame: &'a SiteContext, page: &'a Page) -> Self {
        let linked =
            page.outline.links.iter().filter_map(|link| match resolve(&frame.course, page, &link.destination) {
                Ok(Target::Term(id)) => Some(id),
                _ => None,
            });
        Self { frame, page, urls: Urls::From(&page.address), items: 0, terms: linked.collect() }
    }

    /// Terms of the glossary that the parts made so far link to, and those that the author links to anywhere.
    pub(crate) fn terms(&self) -> &BTreeSet<&'a str> {
        &self.terms
    }

    /// All blocks in order.
    pub(crate) fn parts(&mut self, blocks: &'a [Block]) -> Vec<RenderedBlock<'a>> {
        blocks.iter().map(|block| self.part(block)).collect()
    }

    fn part(&mut self, block: &'a Block) -> RenderedBlock<'a> {
        match block {
            Block::Prose(prose) => RenderedBlock::Html(self.running_text(prose)),
            Block::Item(written) => {
                self.items += 1;
                let number = self.items;
                RenderedBlock::Item(Box::new(question::part(self, written, number)))
            }
            Block::Dialogue(dialogue) => RenderedBlock::Dialogue(exchange::dialogue(self, dialogue)),
            Block::Scenario(scenario) => RenderedBlock::Scenario(Box::new(exchange::scenario(self, scenario))),
            Block::Practice(practice) => RenderedBlock::Practice(Box::new(exchange::practice(self, practice))),
            Block::Figure(figure) => RenderedBlock::Figure(self.figure(figure)),
            Block::Container(container) => self.container(container),
        }
    }

    /// Takes note of the terms that these blocks mention, without making parts of them.
    pub(crate) fn mention(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Prose(prose) => drop(self.running_text(prose)),
                Block::Container(container) => self.mention(&container.blocks),
                Block::Item(item) => item.hints.iter().for_each(|hint| self.mention(hint)),
                Block::Dialogue(_) | Block::Scenario(_) | Block::Practice(_) | Block::Figure(_) => {}
            }
        }
    }

    /// Running text of the page itself, in which the first mention of a term becomes a link where the course wants that.
    fn running_text<'p>(&mut self, prose: &'p Prose) -> Cow<'p, str> {
        let html = self.html(prose);
        let Some(linker) = self.frame.linker() else { return html };
        let glossary = &self.urls.file(&OutPath::new(GLOSSARY));
        let url = |id: &str| format!("{glossary}#g-{}", crate::render::links::encode(id));
        linker.link(&html, &mut self.terms, url).map_or(html, Cow::Owned)
    }

    /// Running text with its slots filled; blanks stay empty.
    pub(crate) fn html<'p>(&self, prose: &'p Prose) -> Cow<'p, str> {
        self.filled(prose, &mut Vec::new())
    }

    /// The same for a view, which owns what it shows.
    pub(crate) fn prose(&self, prose: &Prose) -> String {
        self.html(prose).into_owned()
    }

    /// Running text with its slots filled but for blanks: their places in the text, each with the blank's index.
    pub(crate) fn filled<'p>(&self, prose: &'p Prose, gaps: &mut Vec<(usize, usize)>) -> Cow<'p, str> {
        if prose.slots.is_empty() {
            return Cow::Borrowed(&prose.html);
        }
        let mut html = String::with_capacity(prose.html.len() + prose.slots.len() * 40);
        let mut from = 0;
        for slot in &prose.slots {
            html.push_str(&prose.html[from..slot.at]);
            from = slot.at;
            match &slot.content {
                SlotContent::Address(link) => push_escaped(&mut html, &self.address(link)),
                SlotContent::Word(key) => push_escaped(&mut html, self.frame.theme.word(key)),
                SlotContent::Citation(citation) => push_gap(&mut html, citation),
                SlotContent::Blank(index) => gaps.push((html.len(), *index)),
            }
        }
        html.push_str(&prose.html[from..]);
        Cow::Owned(html)
    }

    /// A link's address. Broken links were reported by [`crate::check`] and stop the build before anything is written.
    fn address(&self, link: &Link) -> String {
        match resolve(&self.frame.course, self.page, &link.destination) {
            Ok(target) => self.urls.target(&self.frame.course, &target),
            Err(_) => "#".to_owned(),
        }
    }

    fn container(&mut self, container: &'a Container) -> RenderedBlock<'a> {
        let view = ContainerView {
            name: container.callout.as_str(),
            dom_id: container.id.as_ref().map(|id| format!("s-{id}")),
            title: container.title.clone(),
            body_html: String::new(),
            skip_to: self.beyond().filter(|_| container.callout == Callout::Advisory),
            support: self.support().filter(|_| container.callout == Callout::Advisory),
        };
        RenderedBlock::Container(view, self.parts(&container.blocks))
    }

    /// The next page.
    fn beyond(&self) -> Option<view::Link> {
        self.frame.course.beside(self.page.id).1.map(|page| page_link(page, &self.urls))
    }

    fn support(&self) -> Option<SupportView> {
        let Support { title, text, links } = self.frame.config.support.as_ref()?;
        let link = |(title, url): &(String, Option<String>)| view::Link {
            title: title.clone(),
            url: url.clone().unwrap_or_default(),
            ..view::Link::default()
        };
        Some(SupportView { title: title.clone(), text: text.clone(), links: links.iter().map(link).collect() })
    }

    fn figure(&self, figure: &Figure) -> FigureView {
        FigureView {
            dom_id: figure.id.as_ref().map(|id| format!("s-{id}")),
            picture_html: self.prose(&figure.picture),
            caption_html: self.prose(&figure.caption),
        }
    }
}

/// HTML's words without markup, with the five named entities the writer uses turned back.
pub(crate) fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let text =
        without_gaps(&text).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let gap = if words.is_empty() { "" } else { " " };
        let _ = write!(words, "{gap}{word}");
    }
    words
}

//! A page's blocks with everything known but what is printed late: addresses, messages of the interface, the order of
//! answers. HTML comes after ([`crate::render::blocks::html`]).

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memmem;

use crate::assemble::resolve::{Name, Target, name_of, resolve};
use crate::config::{BaseUrl, Support};
use crate::course::{
    Block, Callout, Container, Destination, ElementKind, Figure, Inserted, Link, Numbered, Page, Prose, Segment, Words,
};
use crate::source::html::{push_attribute, push_text};

use crate::render::blocks::block_html::{BlockHtml, Later};
use crate::render::blocks::exchange;
use crate::render::blocks::guest::{Guest, Medium, element_id};
use crate::render::blocks::html::{ItemForm, RenderedBlock};
use crate::render::blocks::media;
use crate::render::blocks::picture::picture;
use crate::render::blocks::placeholders::Placeholders;
use crate::render::blocks::question;
use crate::render::context::SiteContext;
use crate::render::links::{Urls, encode, page_link};
use crate::render::view::{self, ContainerView, FigureView, Placeholder, SupportView};

/// What the blocks of one page need to be rendered.
pub(crate) struct Body<'a> {
    pub(crate) site: &'a SiteContext,
    pub(crate) page: &'a Page,
    pub(crate) urls: Urls<'a>,
    /// Where the page is shown on another one, how.
    guest: Option<Guest>,
    /// Of a guest on paper: what answers its questions and exercises.
    pub(crate) answers: Vec<RenderedBlock<'a>>,
    /// What the exercise is called that is being shown, or the last one.
    exercise: Option<String>,
    /// The level of the heading below which the next block stands: 1 for the page's own.
    pub(crate) heading: u8,
    /// Questions so far.
    items: usize,
    /// Dialogues so far.
    dialogues: usize,
    /// Terms of the glossary that the page links to so far: those that its author links to, from the start.
    terms: BTreeSet<&'a str>,
}

impl<'a> Body<'a> {
    pub(crate) fn new(site: &'a SiteContext, page: &'a Page) -> Self {
        Self::with_urls(site, page, site.urls(&page.address))
    }

    /// The same with addresses written in another way.
    pub(crate) fn with_urls(site: &'a SiteContext, page: &'a Page, urls: Urls<'a>) -> Self {
        let linked =
            page.outline.links.iter().filter_map(|link| match resolve(&site.course, page, &link.destination) {
                Ok(Target::Term(id)) => Some(id),
                _ => None,
            });
        Self {
            site,
            page,
            urls,
            guest: None,
            answers: Vec::new(),
            exercise: None,
            heading: 1,
            items: 0,
            dialogues: 0,
            terms: linked.collect(),
        }
    }

    /// The same on a page that is not the page itself.
    pub(crate) fn shown_as(self, guest: Guest) -> Self {
        Self { items: guest.questions.0, guest: Some(guest), ..self }
    }

    /// The id of the element of this name.
    pub(crate) fn id(&self, kind: ElementKind, name: &str) -> String {
        element_id(self.guest.as_ref(), kind, name)
    }

    /// The level of a heading that stands at `level` on the page itself.
    pub(crate) fn level(&self, level: u8) -> u8 {
        self.guest.as_ref().map_or(level, |guest| guest.level(level))
    }

    /// Where a question stands on its page, where only parts of the page are shown.
    pub(crate) fn question_url(&self, id: &str) -> Option<String> {
        let is_part = self.guest.as_ref().is_some_and(|guest| !guest.is_whole);
        is_part.then(|| self.urls.element(&self.page.address, ElementKind::Question, id))
    }

    /// The title of the page, where it is shown on another one.
    pub(crate) fn guest_title(&self) -> Option<String> {
        self.guest.as_ref().map(|guest| guest.title.clone())
    }

    /// In which form questions are shown.
    pub(crate) fn medium(&self) -> Medium {
        self.guest.as_ref().map(|guest| guest.medium).unwrap_or_default()
    }

    /// How many questions there are, in all that the page shows.
    pub(crate) fn total(&self) -> usize {
        self.guest.as_ref().map_or(self.page.items, |guest| guest.questions.1)
    }

    /// Terms of the glossary that the blocks rendered so far link to, and those that the author links to anywhere.
    pub(crate) fn terms(&self) -> &BTreeSet<&'a str> {
        &self.terms
    }

    /// All blocks in order. Headings among them are above none of what comes behind.
    pub(crate) fn blocks(&mut self, blocks: &'a [Block]) -> Vec<RenderedBlock<'a>> {
        let heading = self.heading;
        let blocks = blocks.iter().map(|block| self.block(block)).collect();
        self.heading = heading;
        blocks
    }

    fn block(&mut self, block: &'a Block) -> RenderedBlock<'a> {
        match block {
            Block::Prose(prose) => {
                if self.page.items > 0 {
                    self.heading = last_heading(prose).unwrap_or(self.heading);
                }
                RenderedBlock::Html(self.running_text(prose))
            }
            Block::Item(item) => {
                self.items += 1;
                let number = self.items;
                if self.medium() == Medium::Paper {
                    if item.is_answered() {
                        let answer = question::question(self, item, (number, ItemForm::Answer));
                        self.answers.push(RenderedBlock::Item(Box::new(answer)));
                    }
                    return RenderedBlock::Item(Box::new(question::question(self, item, (number, ItemForm::Paper))));
                }
                RenderedBlock::Item(Box::new(question::question(self, item, (number, ItemForm::Screen))))
            }
            Block::Dialogue(dialogue) => {
                self.dialogues += 1;
                exchange::dialogue(self, dialogue, self.dialogues)
            }
            Block::Scenario(scenario) => exchange::scenario(self, scenario),
            Block::Practice(practice) => exchange::practice(self, practice),
            Block::Figure(figure) => self.figure(figure),
            Block::Media(media) => {
                let texts = [self.html(&media.title), self.html(&media.transcript)];
                let dom_id = media.id.as_ref().map(|id| self.id(ElementKind::Section, id));
                let addresses = |link: &Link| (self.address(link), self.paper_address(link));
                media::media(media, dom_id, &self.site.config.language, addresses, texts)
            }
            Block::Container(container) => self.container(container),
        }
    }

    /// Takes note of the terms that these blocks mention, without rendering them.
    pub(crate) fn mention(&mut self, blocks: &[Block]) {
        let Some(linker) = self.site.linker() else { return };
        for block in blocks {
            match block {
                Block::Prose(prose) => drop(linker.mentions(prose, &mut self.terms)),
                Block::Container(container) => self.mention(&container.blocks),
                Block::Item(item) => item.hints.iter().for_each(|hint| self.mention(hint)),
                Block::Dialogue(_) | Block::Scenario(_) | Block::Practice(_) | Block::Figure(_) | Block::Media(_) => {}
            }
        }
    }

    /// Running text of the page itself, in which the first mention of a term becomes a link where the course wants that.
    fn running_text<'p>(&mut self, prose: &'p Prose) -> BlockHtml<'p> {
        let linker = self.site.linker();
        let mentions = linker.map(|linker| linker.mentions(prose, &mut self.terms)).unwrap_or_default();
        self.linked(prose, &mentions)
    }

    /// Running text as HTML.
    pub(crate) fn html<'p>(&self, prose: &'p Prose) -> BlockHtml<'p> {
        self.linked(prose, &[])
    }

    /// The placeholder for running text.
    pub(crate) fn placeholder<'p>(&self, prose: &'p Prose, placeholders: &mut Placeholders<'p>) -> Placeholder {
        placeholders.html(self.html(prose))
    }

    /// Running text as HTML, with links to the glossary at these places of its content.
    fn linked<'p>(&self, prose: &'p Prose, mentions: &[(Range<usize>, &str)]) -> BlockHtml<'p> {
        let (content, inserts) = (prose.content(), prose.inserts());
        let is_plain = mentions.is_empty() && !prose.needs_escape() && self.guest.is_none();
        if inserts.is_empty() && is_plain {
            return BlockHtml::new(content, Vec::new());
        }
        let mut html = String::with_capacity(content.len() + (inserts.len() + mentions.len()) * 48 + 32);
        let mut later = Vec::new();
        if is_plain {
            let mut from = 0;
            for insert in inserts {
                let at = insert.at as usize;
                html.push_str(&content[from..at]);
                from = at + self.insert(&insert.what, &mut html, &mut later);
            }
            html.push_str(&content[from..]);
            return BlockHtml::new(html, later);
        }
        let mut mentions = mentions.iter().peekable();
        let mut written = 0;
        for segment in prose.segments() {
            match segment {
                Segment::Html(markup) => {
                    let markup = &markup[std::mem::take(&mut written)..];
                    match &self.guest {
                        Some(guest) => guest.push(markup, (&self.page.address, &self.urls), &mut html),
                        None => html.push_str(markup),
                    }
                }
                Segment::Inserted(what) => written = self.insert(what, &mut html, &mut later),
                Segment::Words(Words { text, at, .. }) => {
                    let mut from = 0;
                    while let Some((range, id)) = mentions.next_if(|(range, _)| range.end <= at + text.len()) {
                        let (start, end) = (range.start - at, range.end - at);
                        push_text(&mut html, &text[from..start]);
                        self.term_link(id, &text[start..end], &mut html);
                        from = end;
                    }
                    push_text(&mut html, &text[from..]);
                }
            }
        }
        BlockHtml::new(html, later)
    }

    fn term_link(&self, id: &str, words: &str, html: &mut String) {
        html.push_str("<a href=\"");
        push_attribute(html, &self.urls.term(&self.site.course, id));
        html.push_str("\" class=\"term\">");
        push_text(html, words);
        html.push_str("</a>");
    }

    /// Adds what depends on the whole course; how many bytes of the markup behind it are written with it.
    fn insert(&self, what: &Inserted, html: &mut String, later: &mut Vec<(usize, Later)>) -> usize {
        match what {
            Inserted::Address(link) => push_attribute(html, &self.address(link)),
            Inserted::PictureSize(size) => {
                let course = &self.site.course;
                let drawing = course.drawings.get(&size.path).filter(|_| !self.urls.is_in_book());
                let ids = self.id(ElementKind::Drawing, &format!("{}-", size.number));
                let drawing = drawing.map(|drawing| (&**drawing, &*ids));
                return picture(size, course.picture_sizes.get(&size.path).copied(), drawing, html);
            }
            Inserted::Name(destination) => push_text(html, &self.name(destination)),
            Inserted::Message(key) => push_attribute(html, self.site.theme.message(key)),
            Inserted::Citation(citation) => {
                let before = self.guest.as_ref().map_or(0, |guest| guest.citations);
                later.push((html.len(), Later::Citation(before + citation.number)));
            }
            Inserted::Blank(index) => later.push((html.len(), Later::Blank(*index))),
        }
        0
    }

    /// What a link without words leads to.
    fn name(&self, destination: &Destination) -> String {
        let course = &self.site.course;
        let target = resolve(course, self.page, destination).ok();
        match target.and_then(|target| name_of(course, &target)) {
            Some(Name::Words(words)) => words.to_owned(),
            Some(Name::Numbered(Numbered::Figure(number))) => self.numbered("figure_n", number),
            Some(Name::Numbered(Numbered::Exercise(number))) => self.numbered("exercise_n", number),
            None => String::new(),
        }
    }

    fn numbered(&self, key: &str, number: usize) -> String {
        self.site.theme.message(key).replace("{n}", &number.to_string())
    }

    /// A link's address. Broken links were reported by [`crate::check`] and stop the build before anything is written.
    fn address(&self, link: &Link) -> String {
        match resolve(&self.site.course, self.page, &link.destination) {
            Ok(target) if link.embedded => self.urls.shown(&self.site.course, &target),
            Ok(target) => self.urls.with_query(self.urls.target(&self.site.course, &target), &link.destination),
            Err(_) => "#".to_owned(),
        }
    }

    /// The address of a file of the course for who has it on paper.
    fn paper_address(&self, link: &Link) -> String {
        let base = self.site.config.base_url.as_ref().map(BaseUrl::root).unwrap_or_default();
        match resolve(&self.site.course, self.page, &link.destination) {
            Ok(Target::File(out, _)) if base.is_empty() => out.as_str().to_owned(),
            Ok(Target::File(out, _)) => base + &encode(out.as_str()),
            _ => self.address(link),
        }
    }

    fn container(&mut self, container: &'a Container) -> RenderedBlock<'a> {
        let is_answer = matches!(container.callout, Callout::Solution | Callout::Hint);
        let is_paper = self.medium() == Medium::Paper;
        let mut placeholders = Placeholders::default();
        let view = ContainerView {
            name: container.callout.as_str(),
            own: container.own.as_ref().map(|(name, _)| name.clone()),
            label: container.own.as_ref().map(|(_, label)| label.clone()),
            exercise: self.exercise.clone().filter(|_| is_answer && !is_paper),
            number: container.number,
            minutes: container.minutes,
            open: is_paper || (self.site.facilitator && is_answer),
            dom_id: container.id.as_ref().map(|id| self.id(ElementKind::Section, id)),
            title_html: self.placeholder(&container.title, &mut placeholders),
            body_html: Placeholder::default(),
            skip_to: self.beyond().filter(|_| container.callout == Callout::Advisory),
            support: self.support().filter(|_| container.callout == Callout::Advisory),
        };
        if !(is_paper && is_answer) {
            let last = self.exercise.take();
            self.exercise = if container.callout == Callout::Exercise { self.exercise_label(container) } else { last };
            return RenderedBlock::Container(Box::new(view), placeholders, self.blocks(&container.blocks));
        }
        let label = self.exercise.clone();
        let view = Box::new(ContainerView { label, ..view });
        let answer = RenderedBlock::Container(view, placeholders, self.blocks(&container.blocks));
        self.answers.push(answer);
        RenderedBlock::Html(BlockHtml::default())
    }

    /// What an exercise is called where its solution stands elsewhere.
    fn exercise_label(&self, container: &Container) -> Option<String> {
        let (label, title) = (self.numbered("exercise_n", container.number?), container.title.text());
        Some(if title.is_empty() { label } else { format!("{label}: {title}") })
    }

    /// The next page.
    fn beyond(&self) -> Option<view::Link> {
        self.site.course.beside(self.page.id).1.map(|page| page_link(page, &self.urls))
    }

    fn support(&self) -> Option<SupportView> {
        let Support { title, text, links } = self.site.config.support.as_ref()?;
        let link = |(title, url): &(String, Option<String>)| view::Link {
            title: title.clone(),
            url: url.clone().unwrap_or_default(),
            ..view::Link::default()
        };
        Some(SupportView { title: title.clone(), text: text.clone(), links: links.iter().map(link).collect() })
    }

    fn figure(&self, figure: &'a Figure) -> RenderedBlock<'a> {
        let mut placeholders = Placeholders::default();
        let view = FigureView {
            dom_id: figure.id.as_ref().map(|id| self.id(ElementKind::Section, id)),
            number: figure.number,
            picture_html: self.placeholder(&figure.picture, &mut placeholders),
            caption_html: self.placeholder(&figure.caption, &mut placeholders),
        };
        RenderedBlock::Figure(view, placeholders)
    }
}

/// The level of the last heading in running text.
fn last_heading(prose: &Prose) -> Option<u8> {
    memmem::find(prose.content().as_bytes(), b"</h")?;
    let ends = prose.segments().filter_map(|segment| match segment {
        Segment::Html(markup) => markup.rfind("</h").and_then(|at| markup.as_bytes().get(at + 3)),
        Segment::Words(_) | Segment::Inserted(_) => None,
    });
    ends.filter(|level| (b'1'..=b'6').contains(level)).last().map(|level| level - b'0')
}

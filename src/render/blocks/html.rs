//! The blocks of a page's body, and their HTML. A block has a digest before it has HTML, and depends on nothing else.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::diagnostic::Diagnostic;

use crate::render::blocks::block_html::{BlockHtml, Made};
use crate::render::blocks::placeholders::{FilledTemplate, Placeholders};
use crate::render::citations::PrintedCitations;
use crate::render::furniture::site::SharedSite;
use crate::render::theme_context::ThemeContext;
use crate::render::view::{ContainerView, DialogueView, FigureView, ItemView, MediaView, PracticeView, ScenarioView};

/// A block of a page's body: the views of its templates, and the texts that templates put in their places unread.
#[derive(Debug, Hash)]
pub(crate) enum RenderedBlock<'a> {
    Html(BlockHtml<'a>),
    Item(Box<RenderedQuestion<'a>>),
    Dialogue(DialogueView, Placeholders<'a>),
    Scenario(Box<ScenarioView>, Placeholders<'a>),
    Practice(Box<PracticeView>, Placeholders<'a>),
    Figure(FigureView, Placeholders<'a>),
    Media(Box<MediaView>, Placeholders<'a>),
    Container(Box<ContainerView>, Placeholders<'a>, Vec<RenderedBlock<'a>>),
}

impl RenderedBlock<'_> {
    /// About how long its HTML is, in bytes; a guess saves copying a page that grows.
    fn size(&self) -> usize {
        match self {
            Self::Html(html) => html.size(),
            Self::Container(_, placeholders, blocks) => {
                512 + placeholders.size() + blocks.iter().map(Self::size).sum::<usize>()
            }
            Self::Item(_) => 4096,
            Self::Dialogue(_, placeholders)
            | Self::Scenario(_, placeholders)
            | Self::Practice(_, placeholders)
            | Self::Figure(_, placeholders)
            | Self::Media(_, placeholders) => 2048 + placeholders.size(),
        }
    }
}

/// What is shown of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ItemForm {
    /// All of it, to be answered on the page.
    Screen,
    /// What is asked, to be answered with a pen.
    Paper,
    /// What answers it.
    Answer,
    /// For a group to look at: what is asked, and what answers it on request.
    Slide,
}

impl ItemForm {
    /// The template of a question, and that of its blanks, where blocks have these.
    fn templates(self, all: &BlockTemplates) -> (&'static str, &'static str) {
        match self {
            Self::Screen => (all.item, all.blank),
            Self::Paper => ("blocks/paper-item.html", "blocks/paper-blank.html"),
            Self::Answer => ("blocks/paper-answer.html", "blocks/paper-blank.html"),
            Self::Slide => ("blocks/slide.html", "blocks/paper-blank.html"),
        }
    }
}

#[derive(Debug, Hash)]
pub(crate) struct RenderedQuestion<'a> {
    pub(crate) form: ItemForm,
    pub(crate) view: ItemView,
    pub(crate) placeholders: Placeholders<'a>,
    pub(crate) hints: Vec<Vec<RenderedBlock<'a>>>,
}

/// What the template of a block sees: its view by a name, and the site where templates of a course's own may ask for it.
#[derive(Hash)]
struct Seen<'a, V> {
    name: &'static str,
    view: &'a V,
    site: Option<&'a SharedSite>,
}

impl<V: Serialize> Serialize for Seen<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(self.name, self.view)?;
        if let Some(site) = self.site {
            map.serialize_entry("site", site)?;
        }
        map.end()
    }
}

/// The templates of blocks, by their paths below `templates`.
#[derive(Debug)]
pub(crate) struct BlockTemplates {
    pub(crate) item: &'static str,
    pub(crate) blank: &'static str,
    pub(crate) dialogue: &'static str,
    pub(crate) scenario: &'static str,
    pub(crate) practice: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) media: &'static str,
    pub(crate) container: &'static str,
}

/// Those of the site's pages.
pub(crate) const OF_PAGES: BlockTemplates = BlockTemplates {
    item: "blocks/item.html",
    blank: "blocks/blank.html",
    dialogue: "blocks/dialogue.html",
    scenario: "blocks/scenario.html",
    practice: "blocks/practice.html",
    figure: "blocks/figure.html",
    media: "blocks/media.html",
    container: "blocks/container.html",
};

/// Makes the HTML of blocks.
#[derive(Clone, Copy)]
pub(crate) struct BlockRenderer<'r> {
    pub(crate) theme: &'r ThemeContext,
    pub(crate) templates: &'static BlockTemplates,
    /// The page's citations as they are printed.
    pub(crate) citations: &'r PrintedCitations,
    /// What templates see of the site, made ready; nothing in a book.
    pub(crate) site: Option<&'r SharedSite>,
}

impl BlockRenderer<'_> {
    /// The HTML of some blocks.
    pub(crate) fn html(self, blocks: Vec<RenderedBlock<'_>>) -> Result<String, Box<Diagnostic>> {
        let mut html = String::with_capacity(blocks.iter().map(RenderedBlock::size).sum());
        for block in blocks {
            match block {
                RenderedBlock::Html(text) => text.write(&mut html, self.made(&[])),
                RenderedBlock::Item(question) => self.question(*question, &mut html)?,
                RenderedBlock::Dialogue(view, placeholders) => {
                    let template = view.form.template(self.templates.dialogue);
                    self.block(template, &self.seen("dialogue", &view), &placeholders, &mut html)?;
                }
                RenderedBlock::Scenario(view, placeholders) => {
                    self.block(self.templates.scenario, &self.seen("scenario", &view), &placeholders, &mut html)?;
                }
                RenderedBlock::Practice(view, placeholders) => {
                    let template = view.form.template(self.templates.practice);
                    self.block(template, &self.seen("practice", &view), &placeholders, &mut html)?;
                }
                RenderedBlock::Figure(view, placeholders) => {
                    self.block(self.templates.figure, &self.seen("figure", &view), &placeholders, &mut html)?;
                }
                RenderedBlock::Media(view, placeholders) => {
                    self.block(self.templates.media, &self.seen("media", &view), &placeholders, &mut html)?;
                }
                RenderedBlock::Container(view, mut placeholders, blocks) => {
                    let body_html = placeholders.html(BlockHtml::new(self.html(blocks)?, Vec::new()));
                    let container = &ContainerView { body_html, ..*view };
                    self.block(self.templates.container, &self.seen("container", container), &placeholders, &mut html)?;
                }
            }
        }
        Ok(html)
    }

    fn seen<'s, V>(&'s self, name: &'static str, view: &'s V) -> Seen<'s, V> {
        Seen { name, view, site: self.site.filter(|_| self.theme.has_own_templates()) }
    }

    fn made<'m>(&'m self, blanks: &'m [String]) -> Made<'m> {
        Made { citations: self.citations, blanks }
    }

    /// Adds what a template makes of a block.
    fn block<T: Serialize>(
        self,
        template: &str,
        context: &T,
        placeholders: &Placeholders<'_>,
        html: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        let made = FilledTemplate::new(self.theme.render(template, context)?);
        placeholders.put(&made, self.made(&[]), html);
        Ok(())
    }

    /// Adds a question.
    fn question(self, question: RenderedQuestion<'_>, html: &mut String) -> Result<(), Box<Diagnostic>> {
        let RenderedQuestion { form, mut view, mut placeholders, hints } = question;
        let (template, blank_template) = form.templates(self.templates);
        for hint in hints {
            view.hints_html.push(placeholders.html(BlockHtml::new(self.html(hint)?, Vec::new())));
        }
        let context = self.seen("item", &view);
        if view.blanks.is_empty() {
            let made = self.theme.fragment(template, &context)?;
            placeholders.put(&made, self.made(&[]), html);
            return Ok(());
        }
        let control = |blank| {
            let control = self.theme.render(blank_template, &self.seen("blank", blank))?;
            Ok(control.trim().to_owned())
        };
        let blanks = view.blanks.iter().map(control).collect::<Result<Vec<String>, Box<Diagnostic>>>()?;
        // What fits into blanks stands in the view itself: no two questions have the same.
        let made = FilledTemplate::new(self.theme.render(template, &context)?);
        placeholders.put(&made, self.made(&blanks), html);
        Ok(())
    }
}

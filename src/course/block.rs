//! The body of a page.

use std::collections::BTreeMap;

use crate::source::Span;

use super::{Citation, Inserted, Item, Link, Media, Practice, Prose, Scenario};

/// One part of a page's body, in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Block {
    /// Running text.
    Prose(Prose),
    Item(Box<Item>),
    /// A session excerpt.
    Dialogue(Dialogue),
    /// A branching exchange.
    Scenario(Box<Scenario>),
    /// A skill to rehearse.
    Practice(Box<Practice>),
    /// A picture with a caption.
    Figure(Figure),
    /// A film or a recording.
    Media(Box<Media>),
    /// A part set off from the text.
    Container(Container),
}

/// The questions among some blocks, in reading order.
pub fn items(blocks: &[Block]) -> Vec<&Item> {
    let mut items = Vec::new();
    visit(blocks, &mut |block| {
        if let Block::Item(item) = block {
            items.push(&**item);
        }
    });
    items
}

/// The blocks that are questions, also those inside others, in reading order.
pub(crate) fn item_blocks(blocks: &[Block]) -> Vec<&Block> {
    let mut found = Vec::new();
    visit(blocks, &mut |block| found.extend(matches!(block, Block::Item(_)).then_some(block)));
    found
}

/// Every link in some blocks, in reading order.
pub(crate) fn links(blocks: &[Block]) -> Vec<&Link> {
    let mut links = Vec::new();
    visit(blocks, &mut |block| {
        if let Block::Media(media) = block {
            links.extend(media.links());
        }
        block.prose(&mut |prose| {
            links.extend(prose.inserts().iter().filter_map(|insert| match &insert.what {
                Inserted::Address(link) => Some(link),
                _ => None,
            }));
        });
    });
    links
}

/// Every citation in some blocks, in reading order.
pub(crate) fn citations(blocks: &[Block]) -> Vec<&Citation> {
    let mut citations = Vec::new();
    inserts(blocks, &mut |what| {
        if let Inserted::Citation(citation) = what {
            citations.push(&**citation);
        }
    });
    citations
}

/// The words of some blocks, stretch by stretch, with the titles of containers.
pub(crate) fn texts(blocks: &[Block]) -> Vec<String> {
    let mut texts = Vec::new();
    visit(blocks, &mut |block| {
        block.prose(&mut |prose| texts.push(prose.text()));
    });
    texts
}

/// What a link without words can be called by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Numbered {
    Figure(usize),
    Exercise(usize),
}

/// The numbered figures and exercises by their ids.
pub(super) fn numbered(blocks: &[Block]) -> BTreeMap<String, Numbered> {
    let mut found = BTreeMap::new();
    visit(blocks, &mut |block| match block {
        Block::Figure(Figure { id: Some(id), number: Some(number), .. }) => {
            found.insert(id.clone(), Numbered::Figure(*number));
        }
        Block::Container(Container { id: Some(id), number: Some(number), .. }) => {
            found.insert(id.clone(), Numbered::Exercise(*number));
        }
        _ => {}
    });
    found
}

/// Shows everything in some blocks that depends on the whole course, in reading order.
fn inserts<'b>(blocks: &'b [Block], see: &mut impl FnMut(&'b Inserted)) {
    visit(blocks, &mut |block| {
        block.prose(&mut |prose| prose.inserts().iter().for_each(|insert| see(&insert.what)));
    });
}

/// Shows every block, also those inside others.
pub(super) fn visit<'b>(blocks: &'b [Block], see: &mut impl FnMut(&'b Block)) {
    for block in blocks {
        see(block);
        match block {
            Block::Container(container) => visit(&container.blocks, see),
            Block::Item(item) => item.hints.iter().for_each(|hint| visit(hint, see)),
            Block::Prose(_)
            | Block::Dialogue(_)
            | Block::Figure(_)
            | Block::Media(_)
            | Block::Scenario(_)
            | Block::Practice(_) => {}
        }
    }
}

impl Block {
    /// Shows each stretch of text of this block itself, without the blocks inside it.
    fn prose<'b>(&'b self, see: &mut impl FnMut(&'b Prose)) {
        match self {
            Self::Prose(prose) => see(prose),
            Self::Item(item) => item.prose(see),
            Self::Dialogue(dialogue) => dialogue.turns.iter().for_each(|turn| {
                see(&turn.words);
                see(&turn.note);
            }),
            Self::Figure(figure) => {
                see(&figure.picture);
                see(&figure.caption);
            }
            Self::Scenario(scenario) => {
                see(&scenario.title);
                see(&scenario.ask);
                see(&scenario.setting);
                for node in &scenario.nodes {
                    see(&node.text);
                    for option in &node.options {
                        see(&option.words);
                        see(&option.feedback);
                    }
                }
            }
            Self::Practice(practice) => {
                see(&practice.title);
                see(&practice.task);
                for level in &practice.levels {
                    see(&level.words);
                    see(&level.model);
                }
                practice.criteria.iter().for_each(&mut *see);
                see(&practice.next);
            }
            Self::Media(media) => {
                see(&media.title);
                see(&media.transcript);
            }
            Self::Container(container) => see(&container.title),
        }
    }
}

/// A figure: a picture and a caption.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Figure {
    /// The id, when given.
    pub id: Option<String>,
    /// Its number on the page, from 1, where it has a caption; none in a part for facilitators.
    pub number: Option<usize>,
    pub picture: Prose,
    /// What stands under it; may be empty.
    pub caption: Prose,
    /// The opening line.
    pub span: Span,
}

/// A part set off from the text, with blocks inside.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Container {
    /// What it is.
    pub callout: Callout,
    /// The id, when given.
    pub id: Option<String>,
    /// Of an exercise: its number on the page, from 1; none in a part for facilitators.
    pub number: Option<usize>,
    /// Of a part for facilitators: how long what it tells takes a group, in minutes, when given.
    pub minutes: Option<u32>,
    /// Of a part for facilitators that stands in a question: the question's id.
    pub question: Option<String>,
    /// Where it is a container of the course's own: its name and its label.
    pub own: Option<(String, String)>,
    /// The title (`title`, `summary` for details, or the heading with which it begins); may be empty.
    pub title: Prose,
    pub blocks: Vec<Block>,
    /// The opening line.
    pub span: Span,
}

/// The kinds of container that hold blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Callout {
    Note,
    /// Advice.
    Tip,
    /// Care is needed.
    Warning,
    /// What follows may distress; at the head of a page.
    Advisory,
    /// What to take away.
    KeyPoints,
    /// Shown on request.
    Details,
    /// A task.
    Exercise,
    /// The answer to a task, shown on request.
    Solution,
    /// Help with a task, shown on request.
    Hint,
    /// Pictures side by side.
    Figures,
    /// For the facilitator's edition alone.
    Facilitator,
}

impl Callout {
    /// The name in Markdown and in class names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Warning => "warning",
            Self::Advisory => "advisory",
            Self::KeyPoints => "key-points",
            Self::Details => "details",
            Self::Exercise => "exercise",
            Self::Solution => "solution",
            Self::Hint => "hint",
            Self::Figures => "figures",
            Self::Facilitator => "facilitator",
        }
    }
}

/// How a dialogue is read at first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Reading {
    /// With its marks.
    #[default]
    Marks,
    /// Without them.
    Plain,
    /// Without them, to be found by the reader.
    Spot,
}

impl Reading {
    /// Every way to read, by its name in Markdown and in the page.
    pub const NAMES: [(&'static str, Self); 3] = [("marks", Self::Marks), ("plain", Self::Plain), ("spot", Self::Spot)];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::Plain => "plain",
            Self::Spot => "spot",
        }
    }
}

/// A session excerpt, set like a script.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Dialogue {
    /// Unique on its page.
    pub id: String,
    /// Whether the author gave the id.
    pub id_given: bool,
    /// How it is read at first.
    pub reading: Reading,
    /// The turns in order; at least one.
    pub turns: Vec<Turn>,
    /// The opening line.
    pub span: Span,
}

/// What one person says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Turn {
    pub speaker: String,
    pub words: Prose,
    /// Marks on the turn, in the order written.
    pub marks: Vec<TurnMark>,
    /// A note to the turn; may be empty.
    pub note: Prose,
}

/// A mark such as `{rupture=withdrawal}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TurnMark {
    /// `rupture`, `step`, `strategy` or the name of a kind of page.
    pub kind: String,
    pub value: String,
    /// Where it was written.
    pub span: Span,
}

//! The model: what a course is, whatever it was written in and whatever it is made into.
//!
//! Nothing here reads, parses or renders. Start at [`Course`]; a page's body is a list of [`Block`]s.

mod address;
mod address_names;
mod anchors;
mod answer_keys;
mod block;
mod collation;
mod element_id;
mod exchanges;
mod facets;
mod front;
mod inline_drawing;
mod item;
mod item_digest;
mod left_out;
mod link;
mod media;
mod message_keys;
mod outline;
mod page;
pub(crate) mod portable;
mod practice;
mod prose;
mod reference;
pub(crate) mod reserved;
mod scenario;
mod slug;
pub(crate) mod study_time;
mod typography;

pub(crate) use address::Address;
pub use address::OutPath;
pub(crate) use address_names::{AddressNames, address_names, former};
pub(crate) use anchors::Anchors;
pub(crate) use answer_keys::{AnswerKeys, Surface, WHOLE};
pub use block::items;
pub(crate) use block::{
    Block, Callout, Container, Dialogue, Figure, Numbered, Reading, Turn, TurnMark, citations, item_blocks, links,
    texts,
};
pub(crate) use collation::Collation;
pub(crate) use element_id::ElementKind;
pub(crate) use exchanges::MarkedTurn;
pub(crate) use facets::Facets;
pub(crate) use front::{Assessment, CaseAttestation, Consent, FrontMatter, Known, Objective, Photograph, Shows};
pub(crate) use inline_drawing::InlineDrawing;
pub(crate) use item::{
    Answer, Blank, BlankEntry, Choice, Credit, Item, ItemKind, MenuOption, NumberAnswer, Pair, QuestionRef,
};
pub(crate) use item_digest::{former_item_digest, item_digest, menu_keys, option_keys};
pub(crate) use left_out::LeftOutPage;
pub(crate) use link::{Destination, Link, PictureSize};
pub(crate) use media::{Media, MediaKind, MediaSource, Player};
pub(crate) use message_keys::{MESSAGE_KEYS, item_kind_key};
pub(crate) use outline::{Heading, Outline};
pub use page::Course;
pub(crate) use page::{Module, NamedInConfig, Page, PageContent, PageId, PageRole, Term, Topic};
pub(crate) use practice::{Practice, PracticeLevel};
pub(crate) use prose::{Inserted, Prose, ProseBuffers, ProseBuilder, Segment, Setting, Words};
pub(crate) use reference::{Citation, Cited, Reference};
pub(crate) use scenario::{Ending, Scenario, ScenarioNode, ScenarioOption};
pub(crate) use slug::{has_slug, slug, topic_slug};
pub(crate) use typography::{Quoting, Typography};

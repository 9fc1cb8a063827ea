//! The model: what a course is, whatever it was written in and whatever it is made into.
//!
//! Nothing here reads, parses or renders. Start at [`Course`]; a page's body is a list of [`Block`]s.

mod address;
mod answer_keys;
mod block;
mod collation;
mod element_id;
mod exchanges;
mod facets;
mod front;
mod item;
mod item_digest;
mod link;
mod page;
mod practice;
mod prose;
mod reference;
pub mod reserved;
mod scenario;
mod slug;
pub mod study_time;

pub use address::{Address, OutPath};
pub use answer_keys::{AnswerKeys, Surface, WHOLE};
pub use block::{Block, Callout, Container, Dialogue, Figure, Reading, Turn, TurnMark, citations, items, links, texts};
pub use collation::Collation;
pub use element_id::ElementKind;
pub use exchanges::MarkedTurn;
pub use facets::Facets;
pub use front::{Assessment, CaseAttestation, Consent, FrontMatter, Objective};
pub use item::{Answer, Blank, BlankEntry, Choice, Credit, Item, ItemKind, MenuOption, Pair, QuestionRef};
pub use item_digest::{former_item_digest, item_digest, menu_keys, option_keys};
pub use link::{Destination, Link};
pub use page::{Anchors, Course, Draft, Heading, Module, Outline, Page, PageId, PageRole, Term, Topic};
pub use practice::{Practice, PracticeLevel};
pub use prose::{Insert, Inserted, Prose, ProseBuffers, ProseBuilder, Segment, Segments, Setting, Words};
pub use reference::{Citation, Cited, Reference};
pub use scenario::{Ending, Scenario, ScenarioNode, ScenarioOption};
pub use slug::{has_slug, slug};

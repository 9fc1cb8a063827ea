//! The view of a question.

use serde::Serialize;

use super::placeholder::Placeholder;

/// A question (`blocks/item.html`). The template is run once for all questions that differ in placeholders alone. Options, entries and definitions stand in the order shown; letters go by that order.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ItemView {
    /// The element's id: `q-` and the item's id.
    pub dom_id: Placeholder,
    /// Under which a learner's answer is kept: the page's address, `#` and the item's id.
    pub key: Placeholder,
    /// Digest of what is answered; kept with an answer.
    pub digest: Placeholder,
    /// The digest that versions up to 0.1 kept.
    pub former_digest: Placeholder,
    /// `single-choice`, `multiple-response`, `judgement`, `rating`, `ordering`, `matching`, `fill-in`, `menu` or `reflection`.
    pub kind: &'static str,
    /// Whether the answer stands open: in the facilitator's edition.
    pub open: bool,
    /// The level of its heading.
    pub level: u8,
    /// From 1, on its page.
    pub number: usize,
    /// Questions on the page.
    pub total: usize,
    /// Points for a right answer.
    pub points: u32,
    /// How many checks a learner has; no limit when null.
    pub attempts: Option<u32>,
    /// From 1 to 5.
    pub difficulty: Option<u8>,
    /// Whether to ask how sure the learner is.
    pub confidence: bool,
    /// On an assessment, the id of the objective it serves.
    pub objective: Option<String>,
    /// Where it stands on its page, where it is shown alone on another one; empty elsewhere.
    pub page_url: Placeholder,
    /// What is asked, as block HTML. For blanks and menus their controls stand in it.
    pub stem_html: Placeholder,
    /// Whether its own words ask to choose all that apply, so that the interface need not.
    pub asks_for_all: bool,
    /// Options of single choice, multiple response, judgement and rating.
    pub choices: Vec<ChoiceView>,
    /// Entries to put in order.
    pub entries: Vec<EntryView>,
    /// The right order of the entries, for the answer.
    pub order: Vec<EntryView>,
    /// Terms to match.
    pub pairs: Vec<PairView>,
    /// Definitions to match them to.
    pub definitions: Vec<DefinitionView>,
    /// Blanks and menus, in the order of the text.
    pub blanks: Vec<BlankView>,
    /// The model answer of a reflection; empty otherwise.
    pub model_html: Placeholder,
    /// Shown after answering; may be empty.
    pub explanation_html: Placeholder,
    /// Shown on request.
    pub hints_html: Vec<Placeholder>,
}

#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ChoiceView {
    /// What a kept answer names it by, wherever it stands.
    pub key: Placeholder,
    /// What earlier versions named it by, with spaces between.
    pub former_keys: Placeholder,
    /// `a`, `b`, … by place shown.
    pub letter: String,
    /// The words, as inline HTML; may be empty where it has blocks.
    pub text_html: Placeholder,
    /// Code, a table or other blocks that belong to it, as block HTML.
    pub blocks_html: Option<Placeholder>,
    /// `full`, `half` or `none`.
    pub credit: &'static str,
    /// The same as a verdict on the option: `right`, `partial` or `wrong`.
    pub verdict: &'static str,
    /// What is said when it was chosen; may be empty.
    pub feedback_html: Placeholder,
}

/// An entry to put in order.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct EntryView {
    /// What a kept answer names it by.
    pub key: Placeholder,
    /// `a`, `b`, … by place shown.
    pub letter: String,
    pub text_html: Placeholder,
    /// The words without markup, for the names of buttons.
    pub text: Placeholder,
    /// Its right place, from 1.
    pub place: usize,
}

/// A term to match.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct PairView {
    /// What a kept answer names it by.
    pub key: Placeholder,
    /// From 1, by place shown.
    pub number: usize,
    pub term_html: Placeholder,
    /// The term without markup, for labels.
    pub term: Placeholder,
    /// The letter of its definition.
    pub right: String,
    /// The key of its definition.
    pub right_key: Placeholder,
}

/// A definition to choose.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct DefinitionView {
    /// What a kept answer names it by; the same for the same words.
    pub key: Placeholder,
    /// What earlier versions named it by, with spaces between.
    pub former_keys: Placeholder,
    /// `a`, `b`, … by place shown.
    pub letter: String,
    pub text_html: Placeholder,
    /// The words without markup, for menus.
    pub text: Placeholder,
}

/// A gap in the text (`blocks/blank.html`, put into [`ItemView::stem_html`]; and again in the item for its answer).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct BlankView {
    /// The control's id.
    pub dom_id: String,
    /// The item's element id, for names of controls.
    pub item_dom_id: String,
    /// From 1.
    pub number: usize,
    /// How many the item has.
    pub total: usize,
    /// What may be typed; the first is shown as the answer. Empty for a menu.
    pub accepted: Vec<String>,
    /// Whether case counts in what is typed.
    pub exact: bool,
    /// Of a number: the least and the greatest that are right, as JavaScript writes numbers, and the unit, with spaces between; several
    /// forms with `|` between.
    pub range: Option<String>,
    /// Characters of the longest accepted answer, for the width of the field.
    pub width: usize,
    /// The menu's options in the order shown; empty for a typed blank.
    pub options: Vec<MenuOptionView>,
    /// The right answer to show.
    pub answer: String,
}

/// An option of a menu.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct MenuOptionView {
    /// What a kept answer names it by.
    pub key: String,
    /// What earlier versions named it by, with spaces between.
    pub former_keys: String,
    pub text: String,
    /// Whether it is right.
    pub right: bool,
}

//! `kind=…`: the kind of question that an author says it is. What is written decides; where it says something else, that is told.

use crate::course::{Answer, ItemKind};
use crate::diagnostic::{Code, Diagnostic};

use super::super::parse_context::ParseContext;
use super::settings::Settings;

/// A kind that an author can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asserted {
    Kind(ItemKind),
    /// One right answer of two.
    TrueOrFalse,
}

impl Asserted {
    /// Every kind by its name, and by what else it is called.
    pub(super) const NAMES: [(&'static str, Self); 12] = [
        ("single-choice", Self::Kind(ItemKind::SingleChoice)),
        ("true-false", Self::TrueOrFalse),
        ("multiple-response", Self::Kind(ItemKind::MultipleResponse)),
        ("all-that-apply", Self::Kind(ItemKind::MultipleResponse)),
        ("judgement", Self::Kind(ItemKind::Judgement)),
        ("judgment", Self::Kind(ItemKind::Judgement)),
        ("rating", Self::Kind(ItemKind::Rating)),
        ("ordering", Self::Kind(ItemKind::Ordering)),
        ("matching", Self::Kind(ItemKind::Matching)),
        ("fill-in", Self::Kind(ItemKind::FillIn)),
        ("menu", Self::Kind(ItemKind::Menu)),
        ("reflection", Self::Kind(ItemKind::Reflection)),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// The kind of item.
    pub(super) fn of(self) -> ItemKind {
        match self {
            Self::Kind(kind) => kind,
            Self::TrueOrFalse => ItemKind::SingleChoice,
        }
    }
}

/// Reports a question that is of another kind than its author says.
pub(super) fn check(page: &mut ParseContext<'_>, settings: &Settings, answer: &Answer) {
    let Some((asserted, span)) = settings.kind else { return };
    let written = answer.kind();
    let name = Asserted::NAMES.iter().find(|(_, kind)| *kind == asserted).map_or("", |(name, _)| name);
    let message = match (asserted, answer) {
        (Asserted::TrueOrFalse, Answer::Single(choices)) if choices.len() != 2 => {
            format!("`kind={name}` has two options, and this question has {}", choices.len())
        }
        _ if asserted.of() == written => return,
        _ => format!("`kind={name}` is not what is written here: that is `{}`", written.as_str()),
    };
    let help = format!("{}; or leave out `kind`", form(asserted.of()));
    page.report(Diagnostic::new(Code::QuestionKind, span, message).help(help));
}

/// What makes a question one of this kind.
fn form(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::SingleChoice => "write options with one `- [x]`",
        ItemKind::MultipleResponse => "write options with `- [x]` before each that is right",
        ItemKind::Judgement => "write options with `- [x]` (best), `- [~]` (defensible) and `- [ ]` (unhelpful)",
        ItemKind::Rating => "write options to be rated, with `- [x]`, `- [~]` and `- [ ]`",
        ItemKind::Ordering => "write a numbered list in the right order",
        ItemKind::Matching => "write each term on a line, and below it `: ` and its definition",
        ItemKind::FillIn => "write what is to be typed in the text: `[[attunement]]`",
        ItemKind::Menu => "write the menu in the text: `[[agree / *stay curious]]`",
        ItemKind::Reflection => "write what is asked, and below it a model answer or nothing",
    }
}

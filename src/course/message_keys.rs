//! The interface's messages that Rust asks a theme for. What templates and scripts ask for stands in them, and is held by tests of
//! [`crate::theme`].

use super::ItemKind;

/// Keys that stand in Rust as they are, in order; `tests/architecture` reads the sources and holds that none is missing.
pub(crate) const MESSAGE_KEYS: [&str; 43] = [
    "alert_caution",
    "alert_important",
    "alert_note",
    "alert_tip",
    "alert_warning",
    "begin",
    "book_accessibility",
    "book_answers",
    "book_cover",
    "certificate",
    "code_label",
    "course_contents",
    "coverage",
    "coverage_summary",
    "decimal",
    "exercise",
    "exercise_n",
    "figure_n",
    "footnote_back",
    "footnotes",
    "formula_label",
    "glossary",
    "home",
    "not_found_title",
    "objectives_all",
    "objectives_summary",
    "plan",
    "plan_dialogue",
    "plan_practice",
    "plan_reflection",
    "plan_scenario",
    "plan_summary",
    "progress",
    "progress_private",
    "references",
    "references_summary",
    "review",
    "review_summary",
    "table_label",
    "task_done",
    "task_open",
    "topics",
    "ways_in",
];

/// Keys that Rust puts together: for each kind of question, what it is called.
pub(crate) fn item_kind_key(kind: ItemKind) -> String {
    format!("item_{}", kind.as_str())
}

//! The interface's messages that Rust asks a theme for. What templates and scripts ask for stands in them, and is held by tests of
//! [`crate::theme`].

use super::ItemKind;

/// Keys that stand in Rust as they are, in order; `tests/architecture` reads the sources and holds that none is missing.
pub(crate) const MESSAGE_KEYS: [&str; 54] = [
    "alert_caution",
    "alert_important",
    "alert_note",
    "alert_tip",
    "alert_warning",
    "answers",
    "certificate",
    "coverage",
    "coverage_kind",
    "coverage_objective",
    "coverage_page",
    "coverage_summary",
    "coverage_taught",
    "coverage_total",
    "decimal",
    "dialogue",
    "exercise",
    "exercise_n",
    "figure_n",
    "footnote_back",
    "footnotes",
    "glossary",
    "handout_answers",
    "handout_questions",
    "handout_slides",
    "home",
    "module",
    "not_found_title",
    "objectives_all",
    "objectives_summary",
    "plan",
    "plan_dialogue",
    "plan_practice",
    "plan_reflection",
    "plan_scenario",
    "plan_summary",
    "practice",
    "print",
    "print_course",
    "print_module",
    "progress",
    "progress_private",
    "question",
    "question_of",
    "references",
    "references_summary",
    "review",
    "review_summary",
    "scenario",
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

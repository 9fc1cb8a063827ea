//! The names of containers: for those who read them, and for those who look for lines that were meant to be one.

use crate::diagnostic::suggest;

/// Every container, as written.
pub(crate) const NAMES: [&str; 21] = [
    "question",
    "hint",
    "note",
    "tip",
    "warning",
    "advisory",
    "key-points",
    "details",
    "exercise",
    "solution",
    "figure",
    "figures",
    "video",
    "audio",
    "facilitator",
    "dialogue",
    "scenario",
    "practice",
    "model",
    "criteria",
    "next",
];

/// What other tools call the same: Pandoc's and Quarto's callouts, the Carpentries' Workbench, Docusaurus, `MkDocs`. By name, with
/// ours behind it.
const OTHER_NAMES: [(&str, &str); 46] = [
    ("attention", "warning"),
    ("callout", "note"),
    ("callout-caution", "warning"),
    ("callout-exercise", "exercise"),
    ("callout-important", "note"),
    ("callout-note", "note"),
    ("callout-tip", "tip"),
    ("callout-warning", "warning"),
    ("caution", "warning"),
    ("challenge", "exercise"),
    ("challenges", "exercise"),
    ("checklist", "note"),
    ("collapse", "details"),
    ("danger", "warning"),
    ("discussion", "note"),
    ("exercises", "exercise"),
    ("group-tab", "note"),
    ("hinweis", "note"),
    ("important", "note"),
    ("info", "note"),
    ("instructor", "facilitator"),
    ("instructor-note", "facilitator"),
    ("instructor-notes", "facilitator"),
    ("instructors", "facilitator"),
    ("key-takeaways", "key-points"),
    ("keypoint", "key-points"),
    ("keypoints", "key-points"),
    ("objectives", "note"),
    ("prereq", "note"),
    ("prerequisite", "note"),
    ("prerequisites", "note"),
    ("questions", "note"),
    ("quiz", "question"),
    ("solutions", "solution"),
    ("spoiler", "details"),
    ("summary", "key-points"),
    ("tab", "note"),
    ("takeaways", "key-points"),
    ("teacher", "facilitator"),
    ("teacher-note", "facilitator"),
    ("teacher-notes", "facilitator"),
    ("teachers", "facilitator"),
    ("testimonial", "note"),
    ("tips", "tip"),
    ("trainer", "facilitator"),
    ("warn", "warning"),
];

/// The container that learners never see.
pub(crate) const WITHHELD: &str = "facilitator";

/// Our name for what is written; the names of other tools are understood, whatever their case.
pub(super) fn built_in(written: &str) -> Option<&'static str> {
    let lower = written.to_ascii_lowercase();
    let ours = || NAMES.into_iter().find(|name| *name == written);
    OTHER_NAMES.binary_search_by(|(name, _)| (*name).cmp(&lower)).map_or_else(|_| ours(), |at| Some(OTHER_NAMES[at].1))
}

/// Whether a name says that learners never see the part, also misspelt or in the plural.
pub(super) fn says_withheld(name: &str) -> bool {
    name.starts_with(WITHHELD) || built_in(name) == Some(WITHHELD) || suggest(name, [WITHHELD]).correction.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_are_in_order_and_lead_to_a_container() {
        assert!(OTHER_NAMES.is_sorted_by_key(|(name, _)| name));
        assert!(OTHER_NAMES.iter().all(|(name, ours)| NAMES.contains(ours) && !NAMES.contains(name)));
        assert_eq!(built_in("Callout"), Some("note"));
        assert_eq!((built_in("question"), built_in("Question")), (Some("question"), None));
        assert_eq!(built_in("nots"), None);
    }
}

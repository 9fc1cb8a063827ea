//! The names of containers: for those who read them, and for those who look for lines that were meant to be one.

/// Every container, as written.
pub(crate) const NAMES: [&str; 16] = [
    "question",
    "hint",
    "note",
    "tip",
    "warning",
    "advisory",
    "key-points",
    "details",
    "figure",
    "facilitator",
    "dialogue",
    "scenario",
    "practice",
    "model",
    "criteria",
    "next",
];

/// The container that learners never see.
pub(crate) const WITHHELD: &str = "facilitator";

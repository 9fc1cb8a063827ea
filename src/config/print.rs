//! `[print]` and `[sessions]`: pages that hold many, and how a group meets.

use crate::data::{Key, Reader, Shape, Table};

/// The keys of `[print]`.
pub(super) const PRINT: &[Key] = &[
    Key::new(
        "enabled",
        Shape::Truth,
        "Whether there is a page for print of each module, and one of the whole course; when left out, in courses of at most \
         1,000 pages.",
    ),
    Key::new(
        "whole_course",
        Shape::Whole(0, 2000),
        "The most pages that a course may have for one page of all of it; 300 when left out.",
    ),
];

/// The keys of `[sessions]`.
pub(super) const SESSIONS: &[Key] = &[
    Key::new(
        "meetings",
        Shape::Whole(1, 100),
        "How many times a group meets; when left out, as often as the time asks for.",
    ),
    Key::new("minutes", Shape::Whole(15, 600), "How long a group meets, in minutes; 90 when left out."),
];

/// `[print]`: pages that hold many, for print.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct PrintSettings {
    /// `enabled`; when absent, it goes by the size of the course.
    pub enabled: Option<bool>,
    /// `whole_course`: the most pages that a course may have for one page of all of it.
    pub whole_course: Option<usize>,
}

/// `[sessions]`: how a group meets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct SessionSettings {
    /// `meetings`: how often.
    pub meetings: Option<usize>,
    /// `minutes`: how long.
    pub minutes: Option<u32>,
}

/// `[print]`.
pub(super) fn print(reader: &mut Reader, table: &Table<'_>) -> PrintSettings {
    let enabled = table.truth(reader, "enabled");
    if let Some(entry) = table.entry("whole_course").filter(|_| enabled == Some(false)) {
        let message = "`whole_course` does nothing beside `enabled = false`".to_owned();
        reader.bad(entry.key_span, message, "remove one of the two");
    }
    PrintSettings { enabled, whole_course: table.whole(reader, "whole_course") }
}

/// `[sessions]`.
pub(super) fn sessions(reader: &mut Reader, table: &Table<'_>) -> SessionSettings {
    SessionSettings { meetings: table.whole(reader, "meetings"), minutes: table.whole(reader, "minutes") }
}

//! What is being done at the moment, for whoever waits. Nothing that a build makes depends on it.

use std::fmt;

/// A part of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The course folder is read.
    Read,
    /// Markdown becomes pages; the theme is loaded beside them.
    Parse,
    /// Pages become a course.
    Assemble,
    /// The rules look at the course.
    Check,
    /// The words are indexed for search.
    Search,
    /// Pages are made and written.
    Write,
    /// Files are sent to a host.
    Publish,
}

impl Stage {
    /// The name in tables and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Parse => "parse",
            Self::Assemble => "assemble",
            Self::Check => "check",
            Self::Search => "search",
            Self::Write => "write",
            Self::Publish => "publish",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Hears how far a build is. Its methods are called from several threads.
pub trait Progress: Sync {
    /// A stage begins, with so many things to do; the stage before it is over.
    fn begin(&self, stage: Stage, things: usize);

    /// One thing more is done.
    fn step(&self) {}
}

/// Nobody waits.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
}

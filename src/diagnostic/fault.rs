//! What the machine did.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure of the machine, not of the content: the disk, the network, a port, or a folder that is not ours to write.
#[derive(Debug)]
pub struct IoFault {
    /// What was being done, such as "cannot write".
    pub action: String,
    /// To what; a path or an address.
    pub subject: PathBuf,
    /// The system's words, or ours where we refuse.
    pub reason: String,
    /// What to do, where there is something.
    pub help: Option<String>,
}

impl IoFault {
    /// A fault with the system's own words.
    pub fn new(action: &str, subject: &Path, error: &io::Error) -> Self {
        Self { action: action.to_owned(), subject: subject.to_owned(), reason: error.to_string(), help: None }
    }

    /// A refusal of ours, in our own words.
    pub fn refused(action: &str, subject: &Path, reason: &str, help: &str) -> Self {
        let (action, reason, help) = (action.to_owned(), reason.to_owned(), Some(help.to_owned()));
        Self { action, subject: subject.to_owned(), reason, help }
    }
}

impl fmt::Display for IoFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} `{}`: {}", self.action, self.subject.display(), self.reason)
    }
}

impl std::error::Error for IoFault {}

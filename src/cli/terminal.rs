//! What the terminal can show, and how it is written to.

use std::borrow::Cow;
use std::fmt::Arguments;
use std::io::{ErrorKind, IsTerminal, Write as _, stderr, stdout};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use crate::diagnostic::IoFault;
use crate::privacy::DenyList;

/// Where colour goes: to a terminal, or wherever `FORCE_COLOR` wants it (force-color.org), and never against `NO_COLOR`
/// (no-color.org).
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    /// Whether standard error is coloured.
    pub(super) errors: bool,
    /// Whether standard output is coloured.
    pub(super) output: bool,
}

impl Terminal {
    pub(super) fn new() -> Self {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        let is_wanted = |is_terminal: bool| !is_set("NO_COLOR") && (is_set("FORCE_COLOR") || (is_terminal && !is_dumb));
        Self { errors: is_wanted(stderr().is_terminal()), output: is_wanted(stdout().is_terminal()) }
    }
}

/// `1 page`, `2 pages`.
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// Writes a message and a line end to standard error, as `eprintln!` does; but where nobody reads any more
/// (`attune build 2>&1 | head -1`) that is no reason to stop.
macro_rules! say {
    ($($part:tt)*) => { $crate::cli::terminal::message(format_args!("{}\n", format_args!($($part)*))) };
}
pub(super) use say;

/// What is written nowhere, not even where a message quotes it.
static DENY_LIST: RwLock<Option<Arc<DenyList>>> = RwLock::new(None);

/// From now on no term of this list is written.
pub(super) fn deny(list: Option<Arc<DenyList>>) {
    *DENY_LIST.write().unwrap_or_else(PoisonError::into_inner) = list;
}

/// The text with every term of the deny list covered.
fn covered(text: &str) -> Cow<'_, str> {
    let list = DENY_LIST.read().unwrap_or_else(PoisonError::into_inner);
    list.as_ref().map_or(Cow::Borrowed(text), |list| Cow::Owned(list.covered(text)))
}

/// Writes to standard error as it stands.
pub(super) fn message(text: Arguments<'_>) {
    let _ = stderr().lock().write_all(covered(&text.to_string()).as_bytes());
}

/// Writes a command's result to standard output. A reader who has read enough is no fault; a full disk is.
pub(super) fn result(text: &str) -> Result<(), IoFault> {
    let mut out = stdout().lock();
    match out.write_all(covered(text).as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(IoFault::new("cannot write to", Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}

//! What the terminal can show.

use std::io::{IsTerminal, stderr, stdout};

/// Where colour goes: to a terminal only, and never against `NO_COLOR` (no-color.org).
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    /// Whether standard error is coloured.
    pub(super) errors: bool,
    /// Whether standard output is coloured.
    pub(super) output: bool,
}

impl Terminal {
    pub(super) fn new() -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb");
        Self { errors: wanted && stderr().is_terminal(), output: wanted && stdout().is_terminal() }
    }
}

/// `1 page`, `2 pages`.
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

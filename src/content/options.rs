//! What changes how a page is read, beside the page itself.

use memchr::memchr;
use pulldown_cmark::Options;

use crate::config::{HtmlPolicy, OwnContainers};
use crate::course::Typography;

/// What of the configuration and the command line changes how a page is read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ParseOptions {
    /// What becomes of raw HTML.
    pub html: HtmlPolicy,
    /// Whether facilitators' parts are kept.
    pub facilitator: bool,
    /// How quotation marks are set.
    pub typography: Typography,
    /// Containers of the course's own.
    pub containers: OwnContainers,
    /// Whether formulas stand between dollar signs.
    pub math: bool,
    /// Whether code is shown in colours.
    pub highlight: bool,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self {
            html: HtmlPolicy::default(),
            facilitator: false,
            typography: Typography::default(),
            containers: OwnContainers::default(),
            math: true,
            highlight: true,
        }
    }
}

/// What of the options the Markdown parser is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Syntax {
    /// How quotation marks are set.
    pub(super) typography: Typography,
    /// Whether formulas stand between dollar signs.
    pub(super) math: bool,
}

impl ParseOptions {
    /// What of them the Markdown parser is told.
    pub(super) fn syntax(&self) -> Syntax {
        Syntax { typography: self.typography, math: self.math }
    }
}

/// The extensions of `CommonMark` that this text of a lesson is written in. Most have no formula, and are read without looking for one.
pub(super) fn extensions(text: &str, syntax: Syntax) -> Options {
    let smart = if syntax.typography.is_smart { Options::ENABLE_SMART_PUNCTUATION } else { Options::empty() };
    let has_math = syntax.math && memchr(b'$', text.as_bytes()).is_some();
    let math = if has_math { Options::ENABLE_MATH } else { Options::empty() };
    smart
        | math
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

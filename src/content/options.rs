//! What changes how a page is read, beside the page itself.

use pulldown_cmark::Options;

use crate::config::{HtmlPolicy, OwnContainers};
use crate::course::Typography;

/// What of the configuration and the command line changes how a page is read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ParseOptions {
    /// What becomes of raw HTML.
    pub html: HtmlPolicy,
    /// Whether facilitators' parts are kept.
    pub facilitator: bool,
    /// How quotation marks are set.
    pub typography: Typography,
    /// Containers of the course's own.
    pub containers: OwnContainers,
}

/// The extensions of `CommonMark` that lessons are written in.
pub(super) fn extensions(typography: Typography) -> Options {
    let smart = if typography.is_smart { Options::ENABLE_SMART_PUNCTUATION } else { Options::empty() };
    smart
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

//! What changes how a page is read, beside the page itself.

use crate::config::HtmlPolicy;
use crate::course::Typography;

/// What of the configuration and the command line changes how a page is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ParseOptions {
    /// What becomes of raw HTML.
    pub html: HtmlPolicy,
    /// Whether facilitators' parts are kept.
    pub facilitator: bool,
    /// How quotation marks are set.
    pub typography: Typography,
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
            math: true,
            highlight: true,
        }
    }
}

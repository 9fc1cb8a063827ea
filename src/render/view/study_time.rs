//! The view of study time and credit.

use serde::Serialize;

/// Credit for the course, and what it is estimated from (`home.estimate` in `home.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct EstimateView {
    /// `mergener` or `nasba`.
    pub formula: &'static str,
    /// Words of running text.
    pub words: usize,
    /// Questions a learner is asked.
    pub items: usize,
    /// Minutes of audio and video.
    pub media: u32,
    /// From 1 to 5, for the formula that asks for it.
    pub difficulty: Option<u8>,
    /// Minutes of study, as everywhere in the site.
    pub minutes: u32,
    /// Credits of 50 minutes, rounded down to fifths, or hours of credit, rounded down to tenths; as the language writes it.
    pub credits: String,
}

//! The view of study time.

use serde::Serialize;

/// What the study time of the course is estimated from (`home.estimate` in `home.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct EstimateView {
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
    /// Minutes.
    pub minutes: u32,
    /// Credits of 50 minutes, rounded down to fifths; absent for the formula that has none.
    pub credits: Option<String>,
}

//! What a learner will be able to do.

use serde::Serialize;

/// An objective.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct ObjectiveView {
    /// The element's id.
    pub dom_id: String,
    /// The words.
    pub text: String,
}

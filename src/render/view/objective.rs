//! What a learner will be able to do.

use serde::Serialize;

#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ObjectiveView {
    /// The element's id.
    pub dom_id: String,
    pub text: String,
}

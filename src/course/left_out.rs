//! What rules know of pages that are no part of an edition.

use std::sync::Arc;

use crate::source::FileId;

use super::{Block, FrontMatter, Outline};

/// A page that is left out of this edition.
#[derive(Debug, Clone)]
pub(crate) struct LeftOutPage {
    pub file: FileId,
    /// What its front matter says.
    pub front: Arc<FrontMatter>,
    pub blocks: Arc<Vec<Block>>,
    /// What there is to know of the body without reading it.
    pub outline: Arc<Outline>,
}

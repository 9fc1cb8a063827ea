//! The places on a page that a link can lead to.

use super::ElementKind;

/// Places on a page that a link can lead to: as authors write them, and the id of the element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anchors(Vec<(Box<str>, ElementKind)>);

impl Anchors {
    /// From ids as authors write them, by rising id, each with what it names.
    pub fn new(by_id: impl Iterator<Item = (String, ElementKind)>) -> Self {
        Self(by_id.map(|(id, kind)| (id.into_boxed_str(), kind)).collect())
    }

    /// The id of the element.
    pub fn element(&self, id: &str) -> Option<String> {
        let at = self.0.binary_search_by(|(known, _)| (**known).cmp(id)).ok()?;
        Some(self.0[at].1.id(id))
    }

    /// The ids that begin so, as authors write them, by rising id.
    pub fn beginning_with<'a>(&'a self, begun: &str) -> impl Iterator<Item = &'a str> {
        let from = self.0.partition_point(|(id, _)| **id < *begun);
        self.0[from..].iter().map(|(id, _)| &**id).take_while(move |id| id.starts_with(begun))
    }

    /// Every id, as authors write it.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(id, _)| &**id)
    }
}

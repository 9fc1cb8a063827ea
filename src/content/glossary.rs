//! Stand-in.
use crate::{course::Term, diagnostic::Outcome, source::FileId};
use std::collections::BTreeMap;
pub(crate) fn parse(_: &str, _: FileId) -> Outcome<BTreeMap<String, Term>> {
    Outcome::clean(BTreeMap::new())
}

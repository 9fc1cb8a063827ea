//! Stand-in.
use crate::{course::FrontMatter, diagnostic::Outcome, source::FileId};
pub(crate) fn split_and_parse(text: &str, _file: FileId) -> Outcome<(FrontMatter, usize)> {
    let end = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map_or(0, |at| at + 9);
    Outcome::clean((FrontMatter::default(), end))
}

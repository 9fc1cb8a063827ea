//! How pages are put in order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::source::CoursePath;

use super::SourcePage;

/// The `order` that each folder's own page gives it.
pub(super) fn orders<'a>(pages: &[SourcePage<'a>]) -> BTreeMap<&'a str, i64> {
    let indexes = pages.iter().filter(|page| page.is_index);
    indexes.filter_map(|page| Some((page.path.folder(), page.parsed.front.order?))).collect()
}

/// How pages are put in order: by `order`, else by the number in the name; those with neither come last, by name. Pages of a folder
/// in a module stand together in the folder's place, its own page first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order<'a> {
    /// The module's own part, or that of a page or folder in it: the number, and the path in lower case.
    pub(super) own: (i64, Cow<'a, str>),
    /// The same for what stands in that folder, from the outermost on; mostly nothing.
    inner: Vec<(i64, Cow<'a, str>)>,
}

impl<'a> Order<'a> {
    pub(super) fn of(page: &SourcePage<'a>, orders: &BTreeMap<&'a str, i64>) -> Self {
        let path: &'a CoursePath = page.path;
        let name = if page.is_index { path.folder().rsplit('/').next().unwrap_or_default() } else { path.name() };
        // A folder's own page stands for the folder, before the pages in it.
        let whole = if page.is_index { path.folder() } else { path.as_str() };
        let own = (page.parsed.front.order.unwrap_or_else(|| number(name)), in_lower_case(whole));
        let mut folders = folders_in_module(path.folder());
        if page.is_index {
            folders.pop();
        }
        if folders.is_empty() {
            return Self { own, inner: Vec::new() };
        }
        let part = |folder: &'a str| {
            let name = folder.rsplit('/').next().unwrap_or_default();
            (orders.get(folder).copied().unwrap_or_else(|| number(name)), in_lower_case(folder))
        };
        let mut parts = folders.into_iter().map(part).chain([own]);
        let own = parts.next().unwrap_or_default();
        Self { own, inner: parts.collect() }
    }
}

/// The folders of a page below that of its module, from the outermost on.
fn folders_in_module(folder: &str) -> Vec<&str> {
    // `content/module/…`
    let ends = folder.match_indices('/').map(|(at, _)| at).skip(2).chain([folder.len()]);
    if folder.matches('/').count() < 2 { Vec::new() } else { ends.map(|end| &folder[..end]).collect() }
}

/// The number at the head of a name; the greatest where it has none.
fn number(name: &str) -> i64 {
    number_prefix(name).map_or(i64::MAX, |(number, _)| number)
}

/// `02-what` is number 2 and `what`.
pub(super) fn number_prefix(name: &str) -> Option<(i64, &str)> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[digits..].strip_prefix(['-', '_', '.', ' '])?;
    if rest.is_empty() {
        return None;
    }
    Some((name[..digits].parse().ok()?, rest))
}

/// A text in lower case; most paths are.
pub(super) fn in_lower_case(text: &str) -> Cow<'_, str> {
    let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if text.bytes().all(is_lower) { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_a_module_are_those_below_it() {
        assert_eq!(folders_in_module("content/m"), [""; 0]);
        assert_eq!(folders_in_module("content/m/a/b"), ["content/m/a", "content/m/a/b"]);
    }

    #[test]
    fn a_number_at_the_head_of_a_name_gives_order() {
        assert_eq!(number_prefix("02-what-they"), Some((2, "what-they")));
        assert_eq!(number_prefix("2024"), None);
    }
}

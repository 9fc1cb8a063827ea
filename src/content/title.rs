//! The title of a container as running text: from its attribute ([`super::titles`]), or from the heading with which it begins.

use crate::course::Prose;

use super::attributes::Attributes;
use super::events::Located;
use super::parse_context::ParseContext;
use super::prose::prose;

/// The title among some attributes; empty where there is none.
pub(crate) fn title(page: &mut ParseContext<'_>, attributes: &Attributes) -> Prose {
    titled(page, attributes, &["title", "summary"])
}

/// The running text that one of these attributes holds; empty where there is none.
pub(crate) fn titled(page: &mut ParseContext<'_>, attributes: &Attributes, keys: &[&str]) -> Prose {
    let titles = page.titles;
    let is_one = |key: &str| keys.contains(&key);
    let Some(pair) = attributes.pairs.iter().find(|pair| is_one(&pair.key) && pair.value.is_some()) else {
        return Prose::default();
    };
    title_prose(page, &titles.at(pair))
}

/// The words of a title, which do not count as words of the page.
pub(crate) fn title_prose<'a>(page: &mut ParseContext<'a>, events: &[Located<'a>]) -> Prose {
    let words = page.words;
    let title = prose(page, events);
    page.words = words;
    title
}

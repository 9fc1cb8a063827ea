//! The feed of what was reviewed last: Atom (RFC 4287).

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::config::SiteConfig;
use crate::course::reserved::FEED;
use crate::course::{Course, Page, PageRole};

use crate::render::files::xml::{escape, location, root};

/// How many pages the feed has.
const MAX_ENTRIES: usize = 20;

/// What can stand in the feed: pages that say when they were reviewed, with that date, in reading order.
pub(crate) fn entries(course: &Course) -> impl Iterator<Item = (Date, &Page)> {
    let pages = course.listed().filter(|page| page.role != PageRole::Home);
    pages.filter_map(|page| Some((page.front.reviewed?, page)))
}

/// The pages reviewed last, latest first; for a course that has at least one.
pub(crate) fn feed(course: &Course, config: &SiteConfig) -> String {
    let root = &root(config);
    let mut reviewed: Vec<(Date, &Page)> = entries(course).collect();
    reviewed.sort_by_key(|(date, page)| (std::cmp::Reverse(*date), page.id));
    // The date that RFC 4287 asks for; without any entry there is no feed.
    let updated =
        reviewed.first().map(|(date, _)| format!("<updated>{date}T00:00:00Z</updated>\n")).unwrap_or_default();
    let author = config.course.authors.first().map_or(config.title.as_str(), |author| author.name.as_str());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{root}</id>\n<link href=\"{root}\"/>\n<link rel=\"self\" href=\"{root}{FEED}\"/>\n\
         {updated}<author><name>{}</name></author>\n",
        escape(&config.language),
        escape(&config.title),
        escape(author),
        root = escape(root),
    );
    for (date, page) in reviewed.into_iter().take(MAX_ENTRIES) {
        let at = escape(&location(root, page));
        let _ = writeln!(
            xml,
            "<entry><title>{}</title><id>{at}</id><link href=\"{at}\"/><updated>{date}T00:00:00Z</updated><summary>{}</summary></entry>",
            escape(&page.front.title),
            escape(page.front.summary.as_deref().unwrap_or_default()),
        );
    }
    xml.push_str("</feed>\n");
    xml
}

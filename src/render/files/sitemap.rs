//! The sitemap (the protocol of sitemaps.org), for search engines.

use std::fmt::Write as _;

use crate::config::SiteConfig;
use crate::course::Course;

use crate::render::files::xml::{escape, location, root};

/// Every page of the course; `lastmod` only where the page itself says when it was reviewed.
pub(crate) fn sitemap(course: &Course, config: &SiteConfig) -> String {
    let root = &root(config);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in course.listed() {
        let _ = write!(xml, "<url><loc>{}</loc>", escape(&location(root, page)));
        if let Some(date) = page.front.reviewed {
            let _ = write!(xml, "<lastmod>{date}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

//! Files for hosts and machines: headers, sitemap, feed.

pub(crate) mod feed;
pub(crate) mod headers;
pub(crate) mod learner_index;
pub(crate) mod sitemap;
mod xml;

use crate::config::SiteConfig;
use crate::course::OutPath;
use crate::course::reserved::{HEADERS, NO_JEKYLL, ROBOTS, SITEMAP};
use crate::site::{OutFile, Site};

/// Adds the files for hosts to the site.
pub(crate) fn add(site: &mut Site, config: &SiteConfig) {
    let mut put = |name: &str, text: String| {
        site.insert(OutPath::new(name), OutFile::from(text));
    };
    put(NO_JEKYLL, String::new());
    put(HEADERS, headers::headers(config));
    if config.base_url.is_some() {
        put(ROBOTS, format!("User-agent: *\nAllow: /\nSitemap: {}{SITEMAP}\n", xml::root(config)));
    }
}

//! Files for hosts and machines: headers, sitemap, feed.

pub(crate) mod feed;
pub(crate) mod headers;
pub(crate) mod learner_index;
pub(crate) mod sitemap;
mod xml;

use crate::config::SiteConfig;
use crate::course::OutPath;
use crate::course::reserved::{HEADERS, NO_JEKYLL, ROBOTS, SITEMAP};
use crate::site::OutFile;

/// The files for hosts.
pub(crate) fn for_hosts(config: &SiteConfig) -> Vec<(OutPath, OutFile)> {
    let mut files = vec![(NO_JEKYLL, String::new()), (HEADERS, headers::headers(config))];
    if config.base_url.is_some() {
        files.push((ROBOTS, format!("User-agent: *\nAllow: /\nSitemap: {}{SITEMAP}\n", xml::root(config))));
    }
    files.into_iter().map(|(name, text)| (OutPath::new(name), OutFile::from(text))).collect()
}

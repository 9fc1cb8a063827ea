//! Files for hosts and machines: headers, sitemap, feed.

pub(crate) mod feed;
pub(crate) mod learner_index;
pub(crate) mod offline;
pub(crate) mod redirects;
pub(crate) mod sitemap;
pub(crate) mod table;
mod xml;

use crate::config::SiteConfig;
use crate::course::OutPath;
use crate::course::reserved::{GIT_IGNORE, HEADERS, NO_JEKYLL, ROBOTS, SITEMAP};
use crate::hosting::headers::HeaderTable;
use crate::site::OutFile;

/// The files for hosts. Search engines list the learners' edition and not that for facilitators.
pub(crate) fn for_hosts(config: &SiteConfig, facilitator: bool) -> Vec<(OutPath, OutFile)> {
    let headers = HeaderTable::new(config, !facilitator).as_file();
    let mut files = vec![(NO_JEKYLL, String::new()), (HEADERS, headers)];
    if facilitator {
        // A repository of the course may be public; what is for facilitators is not added to it by oversight.
        files.push((GIT_IGNORE, "*\n".to_owned()));
    }
    files.extend(robots(config, facilitator).map(|text| (ROBOTS, text)));
    files.into_iter().map(|(name, text)| (OutPath::new(name), OutFile::from(text))).collect()
}

/// What robots are told. They ask for it at the root of a host alone (RFC 9309, section 2.3), so that a course below a path
/// has nothing to say there: it would be of all the host's other pages too.
fn robots(config: &SiteConfig, facilitator: bool) -> Option<String> {
    let is_at_root = config.base_url.as_ref().is_none_or(|base| base.path == "/");
    match (is_at_root, facilitator) {
        (false, _) => None,
        (true, true) => Some("User-agent: *\nDisallow: /\n".to_owned()),
        (true, false) => {
            config.base_url.as_ref()?;
            Some(format!("User-agent: *\nAllow: /\nSitemap: {}{SITEMAP}\n", xml::root(config)))
        }
    }
}

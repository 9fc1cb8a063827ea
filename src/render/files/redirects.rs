//! Old addresses, for hosts that answer them with the new one (Netlify, Cloudflare Pages). Every other host shows the page that
//! stands at the old address and leads on.

use std::fmt::Write as _;

use crate::config::SiteConfig;
use crate::course::{Address, OutPath};

use crate::render::links::encode;

/// What a folder's page is called.
const INDEX: &str = "index.html";

/// The lines of `_redirects` for these old addresses, each with the new one. The old addresses are those of the published folder,
/// since the host sees no other; the new ones are what browsers ask for, below the path of `base_url`.
pub(crate) fn redirects(moved: impl Iterator<Item = (OutPath, Address)>, config: &SiteConfig) -> String {
    let base = config.base_url.as_ref().map_or("/", |base| base.path.as_str());
    let mut text = String::new();
    for (from, to) in moved {
        let to = format!("{base}{}", encode(to.as_str()));
        match from.as_str().strip_suffix(INDEX).map(|folder| folder.trim_end_matches('/')) {
            // Some hosts take an address with and without its last `/` for two.
            Some(folder) if !folder.is_empty() => {
                let from = encode(folder);
                let _ = write!(text, "/{from} {to} 301\n/{from}/ {to} 301\n");
            }
            _ => {
                let _ = writeln!(text, "/{} {to} 301", encode(from.as_str()));
            }
        }
    }
    text
}

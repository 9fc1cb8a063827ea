//! What stands around a page's own part: the site's name and menus, the sidebar, the breadcrumb, the neighbours.
//!
//! Start at [`page_frame::PageFrame`]. Many pages share a sidebar and the view of the site; [`Furniture`] keeps what they share.

pub(crate) mod page_frame;
pub(crate) mod sidebar;
pub(crate) mod site;
pub(crate) mod structured_data;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::course::Address;

use crate::render::context::SiteContext;

use sidebar::Sidebar;
use site::{SharedSite, site_view};

/// What the pages of a site share, as far as any page has asked for it.
#[derive(Debug, Default)]
pub(crate) struct Furniture {
    pub(crate) sites: site::SharedSites,
    pub(crate) sidebars: sidebar::SharedSidebars,
    pub(crate) folders: SharedFolders,
}

/// The surroundings of the pages that Attune makes itself and no menu leads to, by their folder: all addresses in them are
/// the same from each page of it.
#[derive(Debug, Default)]
pub(crate) struct SharedFolders(Mutex<BTreeMap<String, (SharedSite, Sidebar)>>);

impl SharedFolders {
    /// Those of the page at an address.
    fn of(&self, context: &SiteContext, address: &Address) -> (SharedSite, Sidebar) {
        let mut folders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || {
            let urls = context.urls(address);
            (site_view(context, &urls, None), Sidebar::of_no_page(context, &urls))
        };
        folders.entry(address.folder().to_owned()).or_insert_with(made).clone()
    }
}

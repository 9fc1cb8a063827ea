//! What stands around a page's own part: the site's name and menus, the sidebar, the breadcrumb, the neighbours.
//!
//! Start at [`page_frame::PageFrame`]. Many pages share a sidebar and the view of the site; [`Furniture`] keeps what they share.

pub(crate) mod page_frame;
pub(crate) mod sidebar;
pub(crate) mod site;

/// What the pages of a site share, as far as any page has asked for it.
#[derive(Debug, Default)]
pub(crate) struct Furniture {
    pub(crate) sites: site::SharedSites,
    pub(crate) sidebars: sidebar::SharedSidebars,
}

//! What stands around a page's body: the sidebar and what all pages of a site share.

pub(crate) mod shared;
pub(crate) mod sidebar;

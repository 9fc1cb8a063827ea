//! A page's blocks: [`body`] turns the course's blocks into rendered blocks with everything known; [`html`] makes their
//! HTML.

pub(crate) mod auto_link;
pub(crate) mod block_html;
pub(crate) mod body;
pub(crate) mod exchange;
pub(crate) mod guest;
pub(crate) mod html;
pub(crate) mod media;
mod picture;
pub(crate) mod placeholders;
pub(crate) mod question;
mod scenario_layout;
mod scenario_lines;
pub(crate) mod scenario_map;
mod scenario_places;
pub(crate) mod shuffle;

//! Course and theme become a site.

pub mod view;

//! Data files as trees in which every key and value has its place in the text.

pub(crate) mod yaml;

//! Stand-in until the parser of pages is merged.
#![allow(dead_code, unused_imports)]
pub(crate) mod front_matter;
pub(crate) mod glossary;
mod yaml;

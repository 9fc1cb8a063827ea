//! Data files as trees in which every key and value has its place in the text.
//!
//! [`toml`] and [`yaml`] make a tree of [`Node`]s; a [`Reader`] takes values out of it, [`Table`] by [`Table`], and reports
//! what is not as a table of [`Key`]s says. What a value means is left to the rooms that own the files: [`crate::config`],
//! [`crate::content`] and [`crate::library`].

mod free;
mod hidden;
mod keys;
mod node;
mod reader;
mod table;
pub(crate) mod toml;
pub(crate) mod yaml;

pub(crate) use free::FreeValue;
pub(crate) use keys::{Key, Shape, Words, words};
pub(crate) use node::{Entry, Kind, Node, Value, shorten};
pub(crate) use reader::{Codes, Notation, Reader, iso_date};
pub(crate) use table::Table;

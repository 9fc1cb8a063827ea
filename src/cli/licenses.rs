//! `attune licenses`: what the licences of the packages in the program ask to be told with it. `build.rs` gathers it.

use std::path::Path;

use crate::diagnostic::IoFault;

use super::{Ending, result};

const NOTICES: &str = include_str!(concat!(env!("OUT_DIR"), "/notices.txt"));
/// The same for lists of words, which are no packages of Rust.
const WORD_LISTS: &str = include_str!("word-lists.txt");

pub(super) fn run() -> Ending {
    if NOTICES.is_empty() {
        let (program, why) = (Path::new("the notices"), "they could not be had when this program was compiled");
        return IoFault::refused("cannot show", program, why, "`cargo build` says why; try it with a network").into();
    }
    result(&format!("{NOTICES}{WORD_LISTS}")).map_or_else(Ending::Fault, |()| Ending::Done)
}

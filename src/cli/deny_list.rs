//! `attune deny-list`.

use std::path::PathBuf;

use crate::diagnostic::IoFault;
use crate::privacy::hashed;
use crate::project::told;

use super::Ending;
use super::terminal::result;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example: attune deny-list names.txt > digests.txt

The names cannot be read from the digests, but whoever has the file can try names one by one: give
it to those alone who may know whether a name is in it.")]
pub(super) struct Arguments {
    /// The list: a term a line; empty lines and lines that begin with `#` say nothing.
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let path = &arguments.file;
    let refused = |why: &str, help: &str| Ending::Fault(IoFault::refused("cannot use the deny list", path, why, help));
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Ending::Fault(IoFault::new("cannot read", path, &error)),
    };
    let Ok(text) = String::from_utf8(bytes) else { return refused("it is not UTF-8", "save it as UTF-8") };
    let mut salt = [0; 16];
    if let Err(error) = getrandom::fill(&mut salt) {
        return refused(&error.to_string(), "try again");
    }
    match hashed(&text, salt) {
        Ok(digests) => result(&digests).map_or_else(Ending::Fault, |()| Ending::Done),
        Err(faults) => refused(&told(&faults), "no line of it is shown here: open it"),
    }
}

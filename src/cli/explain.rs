//! `attune explain`.

use crate::diagnostic::explain::explain;

use super::Ending;
use super::terminal::result;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attune explain broken-link")]
pub(super) struct Arguments {
    /// The code, as it stands in brackets after `error` or `warning`.
    code: String,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    match explain(&arguments.code) {
        Ok(text) => result(&format!("{}\n\n{text}\n", arguments.code)).map_or_else(Ending::Fault, |()| Ending::Done),
        Err(message) => Ending::Usage(message),
    }
}

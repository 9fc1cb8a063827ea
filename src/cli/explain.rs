//! `attune explain`.

use crate::diagnostic::explain::explain;

use super::Ending;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attune explain broken-link")]
pub(super) struct Arguments {
    /// The code, as it stands in brackets after `error` or `warning`.
    code: String,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    match explain(&arguments.code) {
        Ok(text) => {
            println!("{}\n\n{text}", arguments.code);
            Ending::Done
        }
        Err(message) => Ending::Usage(message),
    }
}

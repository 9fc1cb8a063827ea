//! `attune explain`.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::Error;
use clap::{Arg, Command};

use crate::diagnostic::Code;
use crate::diagnostic::explain::explain;

use super::Ending;
use super::terminal::result;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attune explain broken-link")]
pub(super) struct Arguments {
    /// The code, as it stands in brackets after `error` or `warning`.
    #[arg(value_parser = Codes, hide_possible_values = true)]
    code: String,
}

/// Every code, for completion; what is none is told with the nearest one.
#[derive(Debug, Clone)]
struct Codes;

impl TypedValueParser for Codes {
    type Value = String;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Code::ALL.iter().map(|code| PossibleValue::new(code.as_str()))))
    }
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    match explain(&arguments.code) {
        Ok(text) => result(&format!("{}\n\n{text}\n", arguments.code)).map_or_else(Ending::Fault, |()| Ending::Done),
        Err(message) => Ending::Usage(message),
    }
}

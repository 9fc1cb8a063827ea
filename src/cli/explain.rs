//! `attune explain`.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::Error;
use clap::{Arg, Command};

use crate::diagnostic::Code;
use crate::diagnostic::explain::{explain, summary};

use super::Ending;
use super::terminal::result;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune explain broken-link
  attune explain --list | grep privacy")]
pub(super) struct Arguments {
    /// The code, as it stands in brackets after `error` or `warning`.
    #[arg(value_parser = Codes, hide_possible_values = true, required_unless_present = "list")]
    code: Option<String>,
    /// List every code with what it means.
    #[arg(long, conflicts_with = "code")]
    list: bool,
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
    let Some(code) = &arguments.code else { return said(&list()) };
    match explain(code) {
        Ok(text) => said(&format!("{code}\n\n{text}\n")),
        Err(message) => Ending::Usage(message),
    }
}

fn said(text: &str) -> Ending {
    result(text).map_or_else(Ending::Fault, |()| Ending::Done)
}

/// Every code on a line of its own: what it weighs, and what it means.
fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or_default();
    let line = |code: &Code| {
        let severity = code.severity().as_str();
        format!("{:<width$}  {severity:<7}  {}\n", code.as_str(), summary(*code))
    };
    Code::ALL.iter().map(line).collect()
}

//! The program `attune`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    attune::cli::run()
}

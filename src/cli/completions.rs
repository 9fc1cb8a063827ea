//! `attune completions`.

use std::fmt::Write as _;

use clap::Command;
use clap_complete::Shell;

use super::Ending;
use super::terminal::result;

/// Prints the script for a shell.
pub(super) fn run(shell: Shell, mut command: Command) -> Ending {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "attune", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if shell == Shell::Fish {
        script.push_str(&of_arguments(&command));
    }
    result(&script).map_or_else(Ending::Fault, |()| Ending::Done)
}

/// What the arguments of commands can be, which the script for fish would leave out: kinds, codes, files of the theme.
fn of_arguments(command: &Command) -> String {
    let mut lines = String::new();
    for sub in command.get_subcommands() {
        let condition = format!("__fish_attune_using_subcommand {}", sub.get_name());
        add(&mut lines, sub, &condition);
        for inner in sub.get_subcommands() {
            add(&mut lines, inner, &format!("{condition}; and __fish_seen_subcommand_from {}", inner.get_name()));
        }
    }
    lines
}

fn add(lines: &mut String, command: &Command, condition: &str) {
    let values = command.get_positionals().flat_map(clap::Arg::get_possible_values);
    let words: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
    if !words.is_empty() {
        let _ = writeln!(lines, "complete -c attune -n \"{condition}\" -a \"{}\"", words.join(" "));
    }
}

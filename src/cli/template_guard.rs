//! What a course's own templates may take before the program ends instead of the machine.

use crate::theme::{TemplateGuard, TemplateLimits, guard_templates};

use super::Ending;
use super::terminal::say;

/// The variables that set other limits than the usual ones.
const SECONDS: &str = "ATTUNE_TEMPLATE_SECONDS";
const MEGABYTES: &str = "ATTUNE_TEMPLATE_MEGABYTES";

/// Holds templates to the limits that the environment sets, or to the usual ones.
pub(super) fn set() -> Result<(), Ending> {
    let usual = TemplateLimits::default();
    let limits =
        TemplateLimits { seconds: number(SECONDS, usual.seconds)?, megabytes: number(MEGABYTES, usual.megabytes)? };
    guard_templates(TemplateGuard { limits, memory, stop });
    Ok(())
}

/// A whole number in a variable of the environment.
fn number(variable: &str, otherwise: u64) -> Result<u64, Ending> {
    let Some(value) = std::env::var_os(variable).filter(|value| !value.is_empty()) else { return Ok(otherwise) };
    let read = value.to_str().and_then(|value| value.parse().ok());
    read.ok_or_else(|| Ending::Usage(format!("{variable} is to be a whole number, not `{}`", value.display())))
}

fn stop(said: &str) {
    say!("error[template-render]: {said}, and was stopped");
    say!(
        "help: look for a loop that runs far too often, or a text that doubles; {SECONDS} and {MEGABYTES} set the limits"
    );
    std::process::exit(1);
}

/// Bytes of memory that the program has, where the system tells by a file (Linux); elsewhere only time is limited.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = resident.and_then(|rest| rest.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.map_or(0, |kilobytes| kilobytes * 1024)
}

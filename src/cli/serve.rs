//! `attune serve`.
use super::{Ending, terminal::Terminal};
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}
pub(super) fn run(_: &Arguments, _: &Terminal) -> Ending {
    Ending::Done
}

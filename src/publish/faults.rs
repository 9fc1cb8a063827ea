//! What went wrong, in words that have nothing secret.

use std::path::Path;

use crate::diagnostic::IoFault;

use super::claim::Failure;
use super::store::StoreFault;

/// A failure of a publication to a store, as it is told.
pub(super) fn fault(store: &str, failure: Failure) -> IoFault {
    let store = Path::new(store);
    let refused = |reason: &str, help: &str| IoFault::refused("cannot publish to", store, reason, help);
    match failure {
        Failure::Overtaken => {
            let help = "publish again: what you have is then compared with what is there";
            refused("somebody else published there meanwhile", help)
        }
        Failure::Stopped { sent, of } => {
            let help = "nothing was deleted; publish again, and it goes on where it stopped";
            refused(&format!("it was stopped when {sent} of {of} files were sent"), help)
        }
        Failure::Store(doing, StoreFault::Lasting(reason, help)) => refused(&format!("while {doing}: {reason}"), &help),
        Failure::Store(doing, StoreFault::Passing(reason)) => {
            let help = "nothing was deleted; publish again, and it goes on where it stopped";
            refused(&format!("while {doing}: {reason}, time and again"), help)
        }
        Failure::Store(doing, StoreFault::Condition | StoreFault::NoConditions) => {
            let help = "publish again; it goes on where it stopped";
            refused(&format!("while {doing}: it refused a condition"), help)
        }
        Failure::NotRemoved(failure) => {
            let again = "publish again, which deletes them";
            let (reason, help) = match *failure {
                Failure::Stopped { .. } => ("it was stopped".to_owned(), again.to_owned()),
                Failure::Store(_, StoreFault::Lasting(reason, help)) => (reason, format!("{help}; then {again}")),
                Failure::Store(_, StoreFault::Passing(reason)) => (reason, again.to_owned()),
                Failure::Store(..) => ("it refused a condition".to_owned(), again.to_owned()),
                Failure::Overtaken | Failure::NotRemoved(_) => {
                    ("somebody else publishes there".to_owned(), again.to_owned())
                }
            };
            let reason = format!("the new version is published, but old files could not be deleted: {reason}");
            IoFault::refused("cannot clear up", store, &reason, &help)
        }
    }
}

//! Stopping a publication: whoever presses Ctrl+C, or a system that sends SIGTERM, is heard, so that the claim on the target is given back
//! and nobody else has to wait.

use std::io;

use tokio::sync::watch::Sender;

use crate::signals::{spare_files, stop_signal};

/// How often somebody asked to stop.
#[derive(Debug, Default)]
pub(crate) struct Stop(Sender<u32>);

impl Stop {
    /// Asks to stop, or asks again.
    pub(crate) fn ask(&self) {
        self.0.send_modify(|times| *times += 1);
    }

    /// Ready when it was asked so often.
    pub(super) async fn asked(&self, often: u32) {
        // The sender is there for as long as this value.
        let _ = self.0.subscribe().wait_for(|times| *times >= often).await;
    }

    /// Hears the process's signals while `work` goes on.
    ///
    /// # Errors
    /// When the system lets nobody listen.
    pub(crate) async fn while_listening<T>(&self, work: impl Future<Output = T>) -> io::Result<T> {
        spare_files()?;
        let first = stop_signal()?;
        let listen = async {
            first.await;
            self.ask();
            while let Ok(next) = stop_signal() {
                next.await;
                self.ask();
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            biased;
            done = work => Ok(done),
            () = listen => unreachable!("it listens for as long as the work takes"),
        }
    }
}

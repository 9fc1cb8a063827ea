//! Threads, which the system may refuse (`ulimit -u`, a container's limit): a message then, or fewer of them.

use std::io;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::thread::{Builder, JoinHandle, available_parallelism};

use rayon::{ThreadBuilder, ThreadPoolBuilder};

use crate::diagnostic::IoFault;

/// Starts a thread.
///
/// # Errors
/// When the system gives none.
pub(crate) fn spawn<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<JoinHandle<T>, IoFault> {
    Builder::new().name(name.to_owned()).spawn(work).map_err(|error| refused(&error))
}

fn refused(error: &io::Error) -> IoFault {
    let help = "the system allows no more threads or processes: see `ulimit -u`, or the limit of the container";
    IoFault::refused("cannot start", Path::new("a thread"), &error.to_string(), help)
}

/// Starts the threads that share the work of a build, as many as the system gives: how many. With none, everything is
/// done by the thread that calls this, and no other may then ask for work.
///
/// Rayon starts them by itself at the first use, and ends the program where one is refused. Here all are there before
/// rayon hears of them.
pub(crate) fn start_workers() -> usize {
    let mut waiting: Vec<Sender<ThreadBuilder>> = Vec::new();
    for number in 0..wanted() {
        let (sender, receiver) = channel::<ThreadBuilder>();
        let work = move || {
            if let Ok(worker) = receiver.recv() {
                worker.run();
            }
        };
        match spawn(&format!("worker-{number}"), work) {
            Ok(_) => waiting.push(sender),
            Err(_) => break,
        }
    }
    let count = waiting.len();
    let hand_over = move |worker: ThreadBuilder| {
        let sender = waiting.pop().ok_or_else(|| io::Error::other("there is no such thread"))?;
        sender.send(worker).map_err(|_| io::Error::other("the thread has ended"))
    };
    let pool = ThreadPoolBuilder::new().num_threads(count.max(1));
    // Where the pool is there already, in a program that made its own, that one is used.
    let _ = if count == 0 {
        pool.use_current_thread().build_global()
    } else {
        pool.spawn_handler(hand_over).build_global()
    };
    count
}

/// One for each core, or what `RAYON_NUM_THREADS` says.
fn wanted() -> usize {
    let said = std::env::var("RAYON_NUM_THREADS").ok().and_then(|count| count.parse().ok());
    said.filter(|count| *count > 0).unwrap_or_else(|| available_parallelism().map_or(1, usize::from))
}

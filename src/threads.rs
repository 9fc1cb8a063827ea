//! Threads, which the system may refuse (`ulimit -u`, a container's limit): a message then, or fewer of them.

use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::thread::{Builder, JoinHandle, available_parallelism, yield_now};
use std::{fs, io};

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

/// The threads that share the work of a build.
#[derive(Debug)]
pub(crate) struct Workers {
    /// How many there are. With none, everything is done by the thread that started them, and no other may ask for work.
    pub(crate) count: usize,
    /// Why there are fewer than the machine has cores, or none to spare.
    pub(crate) refused: Option<IoFault>,
}

/// Starts the threads that share the work of a build, as many as the system gives but one, which is left to what needs a
/// thread for a moment.
///
/// Rayon starts them by itself at the first use, and ends the program where one is refused. Here all are there before
/// rayon hears of them.
pub(crate) fn start_workers() -> Workers {
    let (mut waiting, mut refused) = (Vec::new(), None);
    for number in 0..=wanted() {
        let (sender, receiver) = channel::<ThreadBuilder>();
        let work = move || {
            let own = own();
            if let Ok(worker) = receiver.recv() {
                worker.run();
            }
            own
        };
        match spawn(&format!("worker-{number}"), work) {
            Ok(thread) => waiting.push((sender, thread)),
            Err(fault) => {
                refused = Some(fault);
                break;
            }
        }
    }
    if let Some((sender, thread)) = waiting.pop() {
        drop(sender);
        ended(thread);
    }
    let count = waiting.len();
    let hand_over = move |worker: ThreadBuilder| {
        let (sender, _) = waiting.pop().ok_or_else(|| io::Error::other("there is no such thread"))?;
        sender.send(worker).map_err(|_| io::Error::other("the thread has ended"))
    };
    let pool = ThreadPoolBuilder::new().num_threads(count.max(1));
    // Where the pool is there already, in a program that made its own, that one is used.
    let _ = if count == 0 {
        pool.use_current_thread().build_global()
    } else {
        pool.spawn_handler(hand_over).build_global()
    };
    Workers { count, refused }
}

/// Whether there is a thread to be had, for what starts one itself and panics where the system refuses.
///
/// # Errors
/// When there is none.
pub(crate) fn spare() -> Result<(), IoFault> {
    ended(spawn("spare", own)?);
    Ok(())
}

/// Where Linux tells of the calling thread.
#[expect(clippy::disallowed_methods, reason = "what the system tells of a thread is no file of anyone's")]
fn own() -> Option<PathBuf> {
    fs::read_link("/proc/thread-self").ok().map(|own| Path::new("/proc").join(own))
}

/// Waits for the end of a thread, and until Linux counts it no more, which may be later: what starts another one in
/// between would be refused it.
#[expect(clippy::disallowed_methods, reason = "as `own`")]
fn ended(thread: JoinHandle<Option<PathBuf>>) {
    // It did nothing, and cannot have broken off.
    let own = thread.join().ok().flatten();
    while own.as_ref().is_some_and(|own| own.exists()) {
        yield_now();
    }
}

/// One for each core, or what `RAYON_NUM_THREADS` says.
fn wanted() -> usize {
    let said = std::env::var("RAYON_NUM_THREADS").ok().and_then(|count| count.parse().ok());
    said.filter(|count| *count > 0).unwrap_or_else(|| available_parallelism().map_or(1, usize::from))
}

//! When the process is asked to end: Ctrl+C, and on Unix SIGTERM.

use std::io;

/// Whether there are files to be had: Tokio opens some to hear of signals, and panics where the system refuses them.
///
/// # Errors
/// When the system refuses them.
pub(crate) fn spare_files() -> io::Result<()> {
    #[cfg(unix)]
    {
        let pairs: io::Result<Vec<_>> = (0..6).map(|_| std::os::unix::net::UnixStream::pair()).collect();
        drop(pairs?);
    }
    Ok(())
}

/// Ready when the process is asked to end. It listens from now on, and not from when it is waited for: nobody may be there yet who waits.
///
/// # Errors
/// When the system lets nobody listen.
pub(crate) fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(windows)]
    {
        let mut interrupt = tokio::signal::windows::ctrl_c()?;
        Ok(async move { _ = interrupt.recv().await })
    }
}

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

/// Ready when the process is asked to end.
///
/// # Errors
/// When the system lets nobody listen.
pub(crate) fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    #[cfg(unix)]
    let terminate = async move { _ = terminate.recv().await };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    Ok(async move {
        tokio::select! {
            // Where Ctrl+C cannot be heard it ends the program by itself.
            Ok(()) = tokio::signal::ctrl_c() => {}
            () = terminate => {}
        }
    })
}

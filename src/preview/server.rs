//! Connections: how many there are, how long a request may take to arrive, and their end.
//!
//! Whoever keeps connections open without asking for anything, by ill will or by a broken program, must not lock others
//! out, nor use up the files that the watcher needs to open: beyond a limit the connection that has been silent longest
//! makes way for a new one.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::{AbortHandle, Id, JoinSet};

/// How much of the machine connections may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// How long a request's head may take to arrive, from its connection's start or from the answer before.
    pub(super) head: Duration,
    /// Bytes of a request's head; browsers send one or two thousand.
    pub(super) head_bytes: usize,
    /// Connections at a time. A browser opens six; systems allow a program some thousand open files, or 256.
    pub(super) connections: usize,
}

/// Those of every preview.
pub(super) const LIMITS: Limits = Limits { head: Duration::from_secs(10), head_bytes: 32 * 1024, connections: 100 };
/// How long to wait when the system has no file for one more connection.
const OUT_OF_FILES: Duration = Duration::from_millis(100);

/// Answers until `end` comes; then every connection is closed.
pub(super) async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut connections =
        Connections { limits, tasks: JoinSet::new(), open: BTreeMap::new(), requests: Arc::default() };
    tokio::pin!(end);
    loop {
        tokio::select! {
            () = &mut end => break,
            Some(over) = connections.tasks.join_next_with_id() => {
                let id = over.map_or_else(|error| error.id(), |(id, ())| id);
                connections.open.remove(&id);
            }
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => connections.add(stream, &app),
                // The other end has gone already.
                Err(error) if is_of_one_connection(&error) => {}
                Err(_) => {
                    connections.close_most_silent();
                    tokio::time::sleep(OUT_OF_FILES).await;
                }
            },
        }
    }
    connections.tasks.shutdown().await;
    Ok(())
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// Those that are open, each with the number of its last request; the numbers rise. One that never asked has 0.
struct Connections {
    limits: Limits,
    tasks: JoinSet<()>,
    open: BTreeMap<Id, (AbortHandle, Arc<AtomicU64>)>,
    requests: Arc<AtomicU64>,
}

impl Connections {
    fn add(&mut self, stream: TcpStream, app: &Router) {
        if self.open.len() >= self.limits.connections {
            self.close_most_silent();
        }
        let last_request = Arc::new(AtomicU64::new(0));
        let numbers = (Arc::clone(&self.requests), Arc::clone(&last_request));
        let task = self.tasks.spawn(connection(stream, app.clone(), self.limits, numbers));
        self.open.insert(task.id(), (task, last_request));
    }

    fn close_most_silent(&mut self) {
        // Of those that never asked, the oldest: ids of tasks rise too.
        let silent = self.open.iter().min_by_key(|(_, (_, request))| request.load(Ordering::Relaxed));
        if let Some((id, _)) = silent.map(|(id, open)| (*id, open))
            && let Some((task, _)) = self.open.remove(&id)
        {
            task.abort();
        }
    }
}

/// Answers the requests of one connection. The numbers are that of the last request of all, and that of its own last one.
async fn connection(
    stream: TcpStream,
    app: Router,
    limits: Limits,
    (requests, last_request): (Arc<AtomicU64>, Arc<AtomicU64>),
) {
    // Without it, small answers would wait for others; a system that has no such switch does without.
    let _ = stream.set_nodelay(true);
    converse(stream, app, limits, (requests, last_request)).await;
}

/// The same over any stream.
pub(super) async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin + 'static,
    app: Router,
    limits: Limits,
    (requests, last_request): (Arc<AtomicU64>, Arc<AtomicU64>),
) {
    let app = TowerToHyperService::new(app);
    let answer = service_fn(move |request| {
        last_request.store(requests.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
        let answer = app.call(request);
        async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(limits.head_bytes);
    // What goes wrong on a connection is its own matter: it is closed.
    let _ = http.serve_connection(TokioIo::new(stream), answer).await;
}

#[cfg(test)]
mod tests;

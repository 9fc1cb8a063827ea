//! The preview: the built site from memory, rebuilt on every change, with errors shown over the last good page.
//!
//! [`watch`] notices changes ([`look`]: those that the system does not tell of), [`rebuild`] makes what is next [`snapshot`], [`http`] answers requests from it and makes each
//! page when it is asked for, [`background`] looks for faults in the pages nobody asked for, [`origin_check`] keeps other sites' pages
//! out. No path of the file system is ever made from a request, and the output folder is never
//! written. Start at [`run`].

#![expect(clippy::disallowed_methods, reason = "watching asks the disk for sizes and times")]

mod background;
mod editor;
mod http;
mod lazy_search_index;
mod look;
mod origin_check;
mod problem;
mod range;
mod rebuild;
mod routes;
mod snapshot;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch as channel;

use crate::diagnostic::{Diagnostic, IoFault};
use crate::pipeline::BuildOptions;
use crate::source::SourceMap;

use background::Background;
pub use rebuild::Change;
use rebuild::Rebuilder;

/// How many ports after the one asked for are tried.
const PORTS_TRIED: u16 = 20;

/// What the command line asks of the preview.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The course's folder.
    pub root: PathBuf,
    /// The address to listen on.
    pub host: IpAddr,
    /// The port; 0 for any free one.
    pub port: u16,
    /// Look for changes without the system's help.
    pub poll: bool,
    /// What to build.
    pub build: BuildOptions,
}

/// What the preview tells as it goes.
#[derive(Debug)]
pub enum Event<'a> {
    /// It listens; the page to open, and whether another port than the one asked for was taken.
    Ready(&'a str, bool),
    /// It built, first or again.
    Built(&'a Change),
    /// Faults of templates in pages that nobody asked for, and the texts they point into.
    Found(&'a [Diagnostic], &'a SourceMap),
    /// A build or a watch failed on the machine's side; the preview goes on.
    Fault(&'a IoFault),
}

/// Serves until the process ends.
///
/// # Errors
/// When no port can be had or the course cannot be read at all.
pub fn run(options: &ServeOptions, tell: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Result<(), IoFault> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| IoFault::new("cannot start", Path::new("the preview"), &error))?;
    let editor = editor::chosen(|name| std::env::var(name).ok()).unwrap_or_else(|why| {
        let help = "write the name of an editor such as `code`, `zed`, `subl` or `idea`, or `none`";
        tell(&Event::Fault(&IoFault::refused("cannot use", Path::new("ATTUNE_EDITOR"), &why, help)));
        editor::Chosen::Open
    });
    let tell = Arc::new(tell);
    // Events name what is watched: the same path that they are to be taken from.
    let root = options.root.canonicalize().unwrap_or_else(|_| options.root.clone());
    // From before the first build: what is saved while it is under way is seen.
    let stamps = look::stamps(&root);
    let (mut rebuilder, first) = Rebuilder::start(options, editor)?;
    tell(&Event::Built(&first));
    let (sender, receiver) = channel::channel(Arc::new(rebuilder.snapshot()));
    runtime.block_on(async {
        let (listener, moved) = listen(options).await?;
        let bound = listener.local_addr().map_err(|error| fault(options, &error))?;
        let base = receiver.borrow().base_path.clone();
        tell(&Event::Ready(&format!("http://{}{base}", named(bound)), moved));
        let poll = options.poll;
        let background = Background::start(root.clone(), sender.clone(), Arc::clone(&tell));
        let app = http::router(receiver, background.search_index(), bound);
        std::thread::spawn(move || {
            background.check(rebuilder.snapshot(), rebuilder.sources());
            let mut last_fault = None;
            watch::watch(&root, poll, &stamps, &*tell, |touched, tell| match rebuilder.rebuild(touched.as_ref()) {
                Ok(change) => {
                    last_fault = None;
                    if let Some(change) = change {
                        sender.send_replace(Arc::new(rebuilder.snapshot()));
                        tell(&Event::Built(&change));
                        if change.errors() == 0 {
                            background.check(rebuilder.snapshot(), rebuilder.sources());
                        }
                    }
                    true
                }
                Err(fault) => {
                    // It is tried again and again, but told once.
                    let text = fault.to_string();
                    if last_fault.replace(text.clone()).as_ref() != Some(&text) {
                        tell(&Event::Fault(&fault));
                    }
                    false
                }
            });
        });
        axum::serve(listener, app).await.map_err(|error| fault(options, &error))
    })
}

async fn listen(options: &ServeOptions) -> Result<(TcpListener, bool), IoFault> {
    let mut port = options.port;
    let last = options.port.saturating_add(PORTS_TRIED);
    loop {
        match TcpListener::bind((options.host, port)).await {
            Ok(listener) => return Ok((listener, port != options.port)),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse && port < last => {
                port += 1;
            }
            Err(error) => return Err(fault(options, &error)),
        }
    }
}

fn fault(options: &ServeOptions, error: &std::io::Error) -> IoFault {
    let address = SocketAddr::new(options.host, options.port).to_string();
    IoFault::new("cannot listen on", Path::new(&address), error)
}

/// The address as a browser takes it: an unspecified one is this machine.
fn named(bound: SocketAddr) -> String {
    if bound.ip().is_unspecified() { format!("localhost:{}", bound.port()) } else { bound.to_string() }
}

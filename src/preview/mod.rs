//! The preview: the built site from memory, rebuilt on every change, with errors shown over the last good page.
//!
//! [`watch`] notices changes, [`look`] those that no event tells of, [`rebuild`] makes what is next [`snapshot`], [`server`]
//! holds the connections, [`gate`] says who is answered, [`http`] answers requests from the snapshot and makes each page when
//! it is asked for, [`background`] looks for faults in the pages nobody asked for. No path of the file system is ever made
//! from a request, and the output folder is never written. Start at [`run`].

#![expect(clippy::disallowed_methods, reason = "watching asks the disk for sizes and times")]

mod background;
mod conversation;
mod copied;
mod editor;
mod file_answer;
mod gate;
mod http;
mod lazy_search_index;
mod look;
mod origin_check;
mod problem;
mod rebuild;
mod routes;
mod server;
mod snapshot;
mod token;
mod unserved;
mod watch;

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use tokio::sync::watch::{Sender as Show, channel as show};

use crate::diagnostic::{Diagnostic, IoFault};
use crate::pipeline::BuildOptions;
use crate::signals::{spare_files, stop_signal};
use crate::source::SourceMap;
use crate::threads;

use background::Background;
pub use conversation::Conversation;
use gate::Gate;
use look::Stamps;
pub(crate) use rebuild::Change;
use rebuild::Rebuilder;
use snapshot::Snapshot;
use token::Token;
pub use unserved::UnservedPreview;
use watch::Watch;

/// How many ports after the one asked for are tried.
const PORTS_TRIED: u16 = 20;

/// What the command line asks of the preview.
#[derive(Debug, Clone)]
pub(crate) struct ServeOptions {
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
pub(crate) enum Event<'a> {
    /// It listens.
    Ready(&'a Ready),
    /// It built, first or again.
    Built(&'a Change),
    /// Faults of templates in pages that nobody asked for, and the texts they point into.
    Found(&'a [Diagnostic], &'a SourceMap),
    /// A build or a watch failed on the machine's side; the preview goes on.
    Fault(&'a IoFault),
}

/// Where the preview is to be had.
#[derive(Debug, Clone)]
pub(crate) struct Ready {
    /// The page to open, with the token where one is needed.
    pub address: String,
    /// Whether another port than the one asked for was free.
    pub moved: bool,
    /// Whether other machines can reach it.
    pub exposed: bool,
}

/// How long a build that is under way may take to end with the preview.
const LAST_BUILD: Duration = Duration::from_secs(3);

/// Serves until the process is asked to end, by Ctrl+C or by a signal to terminate.
///
/// # Errors
/// When no port can be had, the system refuses a thread, or the course cannot be read at all.
pub(crate) fn run(options: &ServeOptions, tell: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Result<(), IoFault> {
    let start = |error| IoFault::new("cannot start", Path::new("the preview"), &error);
    spare_files().map_err(start)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(start)?;
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
    let (rebuilder, first) = Rebuilder::start(options, editor)?;
    tell(&Event::Built(&first));
    let (sender, receiver) = show(Arc::new(rebuilder.snapshot()));
    let (listener, moved) = listen(options)?;
    let bound = listener.local_addr().map_err(|error| fault(options, &error))?;
    let exposed = !bound.ip().to_canonical().is_loopback();
    let token = if exposed { Some(Token::random()?) } else { None };
    let background = Background::start(root.clone(), sender.clone(), Arc::clone(&tell))?;
    let query = token.as_ref().map_or_else(String::new, |token| format!("?{}", token.query()));
    let address = format!("http://{}{}{query}", named(bound), receiver.borrow().base_path);
    let app = http::router(receiver, background.search_index(), Gate::new(bound, token));
    let watch = Watch::new();
    let (end, (over, ended)) = (watch.end(), channel::<()>());
    let rebuilding = Rebuilding { rebuilder, background, sender, over };
    let poll = options.poll;
    let told = Arc::clone(&tell);
    threads::spawn("rebuild", move || rebuilding.run(&watch, (&root, poll), &stamps, &*told))?;
    let served = runtime.block_on(async {
        let stop = stop_signal().map_err(start)?;
        tell(&Event::Ready(&Ready { address, moved, exposed }));
        server::serve(listener, app, server::LIMITS, stop).await.map_err(|error| fault(options, &error))
    });
    end.end();
    // Nothing is ever sent: the other end goes with the thread. A build that takes longer ends with the process.
    let _: Result<(), RecvTimeoutError> = ended.recv_timeout(LAST_BUILD);
    served
}

/// What the thread that builds has.
struct Rebuilding {
    rebuilder: Rebuilder,
    background: Background,
    sender: Show<Arc<Snapshot>>,
    /// Gone when the thread has ended.
    over: Sender<()>,
}

impl Rebuilding {
    fn run<T: Fn(&Event<'_>)>(mut self, watch: &Watch, place: (&Path, bool), stamps: &Stamps, tell: &T) {
        self.background.check(self.rebuilder.snapshot(), self.rebuilder.sources());
        let mut last_fault = None;
        watch.run(place, stamps, tell, |touched, tell| match self.rebuilder.rebuild(touched.as_ref()) {
            Ok(change) => {
                last_fault = None;
                if let Some(change) = change {
                    self.sender.send_replace(Arc::new(self.rebuilder.snapshot()));
                    tell(&Event::Built(&change));
                    if change.errors() == 0 {
                        self.background.check(self.rebuilder.snapshot(), self.rebuilder.sources());
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
        self.background.end();
        drop(self.over);
    }
}

fn listen(options: &ServeOptions) -> Result<(TcpListener, bool), IoFault> {
    let mut port = options.port;
    let last = options.port.saturating_add(PORTS_TRIED);
    loop {
        match TcpListener::bind((options.host, port)) {
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

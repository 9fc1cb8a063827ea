//! Connections that say too little, or too many at once.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use tokio::sync::oneshot;

use super::*;

/// A server that answers every request, on a thread of its own, until the test is over.
fn start(limits: Limits) -> (SocketAddr, oneshot::Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let (end, ended) = oneshot::channel::<()>();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let app = Router::new().fallback(|| async { "answered" });
        let over = async move { _ = ended.await };
        runtime.block_on(serve(listener, app, limits, over)).expect("it serves");
    });
    (address, end)
}

fn send(address: SocketAddr, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.write_all(text.as_bytes()).expect("sent");
    stream
}

/// What comes until the other end closes; a connection that is cut off counts as closed.
fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

const ASKED: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

#[test]
fn what_is_half_sent_is_closed_after_a_while() {
    assert_eq!(LIMITS.head, Duration::from_secs(10));
    let (address, _end) = start(Limits { head: Duration::from_secs(1), ..LIMITS });
    for half in ["", "G", "GET / HTTP/1.1\r\nHost: a\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: "] {
        assert!(!rest(send(address, half)).contains("answered"), "{half:?}");
    }
    // One that asked, and then half asks again, is answered once.
    assert_eq!(rest(send(address, &format!("{ASKED}GET /"))).matches("answered").count(), 1);
    assert_eq!(rest(send(address, ASKED)).matches("answered").count(), 1);
}

#[test]
fn the_most_silent_connection_makes_way() {
    let (address, _end) = start(Limits { connections: 3, ..LIMITS });
    let mut asking = send(address, ASKED);
    let mut answer = [0; 12];
    asking.read_exact(&mut answer).expect("answered");
    let silent: Vec<TcpStream> = (0..2).map(|_| send(address, "GET")).collect();
    for _ in 0..5 {
        let mut other = send(address, ASKED);
        other.read_exact(&mut answer).expect("answered");
    }
    // Those that never asked went first, then those that asked longest ago.
    for stream in silent {
        assert_eq!(rest(stream), "");
    }
    assert!(rest(asking).ends_with("answered"));
}

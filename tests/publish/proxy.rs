//! What networks do, between a publisher and a store: each request is written down, and passed on, or not, as the test says.

use std::io::{BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::http::{Message, ask};

/// What is done with a request.
#[derive(Debug, Clone)]
pub(crate) enum Fate {
    Pass,
    /// The connection ends without an answer; nothing is passed on.
    Cut,
    /// It is done, and the connection ends in the middle of the answer.
    CutAnswer,
    /// It is passed on after so many milliseconds.
    Delay(u64),
    /// This is answered, and nothing passed on.
    Answer(u16, &'static str),
    /// It is said to be written, and is not.
    Lie,
    /// It is passed on without its conditions.
    Unconditional,
}

type Judge = Box<dyn Fn(&Message, usize) -> Fate + Send + Sync>;

/// A proxy before a server.
pub(crate) struct Proxy {
    /// Host and port.
    pub(crate) address: String,
    requests: Arc<Mutex<Vec<Message>>>,
    judge: Arc<Mutex<Judge>>,
}

impl Proxy {
    /// Before the server at `upstream`; passes everything on.
    pub(crate) fn before(upstream: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let judge: Arc<Mutex<Judge>> = Arc::new(Mutex::new(Box::new(|_, _| Fate::Pass)));
        let (seen, asked, upstream) = (Arc::clone(&requests), Arc::clone(&judge), upstream.to_owned());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, asked, upstream) = (Arc::clone(&seen), Arc::clone(&asked), upstream.clone());
                std::thread::spawn(move || serve(stream, &upstream, &seen, &asked));
            }
        });
        Self { address, requests, judge }
    }

    /// From now on requests are judged so, by what they are and how many came before.
    pub(crate) fn judged_by(&self, judge: impl Fn(&Message, usize) -> Fate + Send + Sync + 'static) {
        *self.judge.lock().expect("no test broke off") = Box::new(judge);
        self.forget();
    }

    /// Counts anew.
    pub(crate) fn forget(&self) {
        self.requests.lock().expect("no test broke off").clear();
    }

    /// Methods and paths of all requests since then.
    pub(crate) fn requests(&self) -> Vec<String> {
        let requests = self.requests.lock().expect("no test broke off");
        requests.iter().map(|request| request.first.trim_end_matches(" HTTP/1.1").to_owned()).collect()
    }
}

fn serve(mut stream: TcpStream, upstream: &str, seen: &Mutex<Vec<Message>>, judge: &Mutex<Judge>) {
    let Ok(reader) = stream.try_clone() else { return };
    let Ok(Some(mut request)) = Message::read(&mut BufReader::new(reader), true) else { return };
    let fate = {
        let mut seen = seen.lock().expect("no test broke off");
        let fate = judge.lock().expect("no test broke off")(&request, seen.len());
        seen.push(request.clone());
        fate
    };
    let is_head = request.first.starts_with("HEAD ");
    let answer = match fate {
        Fate::Cut => return,
        Fate::Answer(status, body) => Message::answer(status, &[], if is_head { "" } else { body }),
        Fate::Lie => Message::answer(200, &[("etag", "\"0123456789abcdef0123456789abcdef\"")], ""),
        Fate::Pass | Fate::CutAnswer | Fate::Delay(_) | Fate::Unconditional => {
            if let Fate::Delay(milliseconds) = fate {
                std::thread::sleep(Duration::from_millis(milliseconds));
            }
            if let Fate::Unconditional = fate {
                request.headers.retain(|(name, _)| !["if-match", "if-none-match"].contains(&name.as_str()));
            }
            match ask(upstream, &request) {
                Ok(answer) => answer,
                Err(_) => return,
            }
        }
    };
    let bytes = answer.bytes(is_head);
    let length = if let Fate::CutAnswer = fate { bytes.len() / 2 } else { bytes.len() };
    // A publisher that went away is no fault of the proxy's.
    let _ = stream.write_all(&bytes[..length]);
}

/// Pseudo-random numbers (xorshift64), the same on every run.
pub(crate) fn random(seed: u64) -> impl Fn(u64) -> u64 + Send + Sync {
    let state = Mutex::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    move |limit| {
        let mut state = state.lock().expect("no test broke off");
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        *state % limit
    }
}

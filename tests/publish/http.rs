//! Requests, as plain as can be.

use std::io::{self, BufReader, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// No answer takes longer, but where a test fails.
const PATIENCE: Duration = Duration::from_secs(180);

/// A request or an answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Message {
    /// The first line.
    pub(crate) first: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Message {
    /// Reads one; `None` at the end of a connection. `has_body` is whether one may follow the head.
    pub(crate) fn read(source: &mut impl io::BufRead, has_body: bool) -> io::Result<Option<Self>> {
        let mut message = Self::default();
        if source.read_line(&mut message.first)? == 0 {
            return Ok(None);
        }
        message.first.truncate(message.first.trim_end().len());
        loop {
            let mut line = String::new();
            source.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            message.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        if message.header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked")) {
            message.body = chunks(source)?;
            message.headers.retain(|(name, _)| name != "transfer-encoding");
        } else if has_body {
            match message.header("content-length").and_then(|length| length.parse().ok()) {
                Some(length) => {
                    message.body = vec![0; length];
                    source.read_exact(&mut message.body)?;
                }
                None if message.first.starts_with("HTTP/") => drop(source.read_to_end(&mut message.body)?),
                None => {}
            }
        }
        Ok(Some(message))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The status of an answer.
    pub(crate) fn status(&self) -> u16 {
        self.first.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default()
    }

    /// As it goes over the line; after it the connection ends. The length is that of the body, but for an answer to HEAD.
    pub(crate) fn bytes(&self, keeps_length: bool) -> Vec<u8> {
        let mut bytes = format!("{}\r\n", self.first).into_bytes();
        let is_told = |name: &str| name == "connection" || (name == "content-length" && !keeps_length);
        for (name, value) in self.headers.iter().filter(|(name, _)| !is_told(name)) {
            bytes.extend(format!("{name}: {value}\r\n").bytes());
        }
        if !keeps_length {
            bytes.extend(format!("content-length: {}\r\n", self.body.len()).bytes());
        }
        bytes.extend(b"connection: close\r\n\r\n");
        bytes.extend(&self.body);
        bytes
    }

    /// An answer of one's own.
    pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { first: format!("HTTP/1.1 {status} Answer"), headers, body: body.as_bytes().to_vec() }
    }
}

fn chunks(source: &mut impl io::BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        source.read_line(&mut line)?;
        let size = usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
        let start = body.len();
        body.resize(start + size, 0);
        source.read_exact(&mut body[start..])?;
        source.read_line(&mut line)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

/// Passes a request on, and the answer back.
pub(crate) fn ask(address: &str, request: &Message) -> io::Result<Message> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(&request.bytes(false))?;
    let is_head = request.first.starts_with("HEAD ");
    Message::read(&mut BufReader::new(stream), !is_head)?.ok_or_else(|| io::Error::other("no answer"))
}

/// A request without credentials.
pub(crate) fn send(address: &str, method: &str, path: &str) -> Message {
    send_body(address, method, path, &[], b"")
}

/// The same with headers and a body.
pub(crate) fn send_body(address: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Message {
    let mut headers: Vec<(String, String)> =
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    headers.push(("host".to_owned(), address.to_owned()));
    let first = format!("{method} {path} HTTP/1.1");
    let request = Message { first, headers, body: body.to_vec() };
    ask(address, &request).expect("an answer")
}

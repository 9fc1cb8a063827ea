//! Requests as bytes, against the real program: what no browser sends.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};

use crate::preview::Preview;

/// What the preview answers to these bytes until it closes the connection or has answered all.
fn answer(preview: &Preview, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(&preview.address).expect("it listens");
    // It may answer, and close, before it has read all.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let over = stream.read_to_end(&mut answer).map_err(|error| error.kind());
    assert!(over.is_ok() || over == Err(ErrorKind::ConnectionReset), "{over:?}");
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> &str {
    let is_http = answer.starts_with("HTTP/1.1 ") || answer.starts_with("HTTP/1.0 ");
    if is_http { answer.get(9..12).unwrap_or_default() } else { "" }
}

const HOST: &str = "Host: localhost\r\nConnection: close\r\n";

#[test]
fn requests_that_could_be_read_in_two_ways_are_refused() {
    let preview = Preview::start(&[]);
    for (line, headers, wanted) in [
        ("GET / HTTP/1.1", HOST, "200"),
        ("GET / HTTP/1.0", HOST, "200"),
        ("GET / HTTP/1.0", "", "403"),
        ("GET / HTTP/1.1", "Connection: close\r\n", "403"),
        ("GET / HTTP/1.1", "Host: localhost\r\nHost: localhost\r\n", "400"),
        ("GET / HTTP/1.1", "Host: localhost\r\nhOsT: evil.example\r\n", "400"),
        ("GET / HTTP/1.1", "Host: evil.example\r\n", "403"),
        ("GET / HTTP/1.1", "Host: localhost@evil.example\r\n", "403"),
        ("GET / HTTP/1.1", "Host: evil.example@localhost\r\n", "403"),
        ("GET / HTTP/1.1", "Host: localhost, evil.example\r\n", "403"),
        ("GET / HTTP/1.1", "Host: localhost evil.example\r\n", "403"),
        ("GET / HTTP/1.1", "Host : localhost\r\n", "400"),
        ("GET / HTTP/1.1", "Host: localhost\r\n folded\r\n", "400"),
        ("GET / HTTP/1.1", "Host: local\0host\r\n", "400"),
        ("GET http://localhost/ HTTP/1.1", HOST, "400"),
        ("GET http://evil.example/ HTTP/1.1", HOST, "400"),
        ("GET https://localhost/ HTTP/1.1", HOST, "400"),
        ("GET //evil.example/ HTTP/1.1", HOST, "400"),
        ("GET * HTTP/1.1", HOST, "400"),
        ("OPTIONS * HTTP/1.1", HOST, "400"),
        ("CONNECT localhost:80 HTTP/1.1", HOST, "400"),
        ("POST / HTTP/1.1", HOST, "405"),
        ("TRACE / HTTP/1.1", HOST, "405"),
        ("BREW / HTTP/1.1", HOST, "405"),
        ("get / HTTP/1.1", HOST, "405"),
        ("GET / HTTP/2.0", HOST, "400"),
        ("GET / HTTP/1.2", HOST, "400"),
        ("GET /", "", "400"),
        ("GET /\0 HTTP/1.1", HOST, "400"),
        ("GET / / HTTP/1.1", HOST, "400"),
        ("GET /\\..\\..\\site.toml HTTP/1.1", HOST, "400"),
        ("GET /../site.toml HTTP/1.1", HOST, "404"),
        ("GET /%2e%2e/site.toml HTTP/1.1", HOST, "404"),
        ("GET /%2e%2e%2fsite.toml HTTP/1.1", HOST, "404"),
        ("GET /..%5csite.toml HTTP/1.1", HOST, "404"),
        ("GET /%00 HTTP/1.1", HOST, "404"),
        ("GET /index.html%00.png HTTP/1.1", HOST, "404"),
        ("GET /%c0%ae%c0%ae/site.toml HTTP/1.1", HOST, "404"),
        ("GET /site.toml HTTP/1.1", HOST, "404"),
        ("GET /content/_index.md HTTP/1.1", HOST, "404"),
        ("GET /.attune/ HTTP/1.1", HOST, "404"),
        ("GET / HTTP/1.1", "Host: localhost\r\nContent-Length: 5\r\n", "400"),
        ("GET / HTTP/1.1", "Host: localhost\r\nContent-Length: 0\r\nContent-Length: 5\r\n", "400"),
        ("GET / HTTP/1.1", "Host: localhost\r\nTransfer-Encoding: chunked\r\n", "400"),
        ("GET / HTTP/1.1", "Host: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n", "400"),
        ("GET / HTTP/1.1", "Host: localhost\r\nTransfer-Encoding : chunked\r\n", "400"),
        ("GET / HTTP/1.1", "Host: localhost\r\nTransfer-Encoding: xchunked\r\n", "400"),
    ] {
        let answer = answer(&preview, format!("{line}\r\n{headers}\r\n").as_bytes());
        assert_eq!(status(&answer), wanted, "{line:?} {headers:?}\n{answer:.300}");
        assert!(!answer.contains("title ="), "{line:?}: the course's own files stay at home");
    }
    assert!(answer(&preview, b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\n").contains("allow: GET, HEAD"));
}

#[test]
fn a_request_that_hides_in_another_is_never_answered() {
    let preview = Preview::start(&[]);
    let inner = "GET /noticing/fork.svg HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for headers in [
        format!("Content-Length: {}\r\n", inner.len()),
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n".to_owned(),
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n".to_owned(),
        "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n".to_owned(),
    ] {
        for body in [inner.to_owned(), format!("0\r\n\r\n{inner}")] {
            let answer =
                answer(&preview, format!("GET / HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n{body}").as_bytes());
            assert_eq!((status(&answer), answer.matches("HTTP/1.1 ").count()), ("400", 1), "{headers}\n{answer}");
        }
    }
}

#[test]
fn what_is_too_long_is_refused() {
    let preview = Preview::start(&[]);
    let many = "X: y\r\n".repeat(200);
    for (line, headers) in [
        (format!("GET /{} HTTP/1.1", "a".repeat(100_000)), String::new()),
        (format!("GET /{} HTTP/1.1", "a/".repeat(200_000)), String::new()),
        (format!("{} / HTTP/1.1", "G".repeat(100_000)), String::new()),
        ("GET / HTTP/1.1".to_owned(), format!("X: {}\r\n", "y".repeat(1_000_000))),
        ("GET / HTTP/1.1".to_owned(), format!("{}: y\r\n", "x".repeat(100_000))),
        ("GET / HTTP/1.1".to_owned(), many),
    ] {
        let answer = answer(&preview, format!("{line}\r\n{HOST}{headers}\r\n").as_bytes());
        assert!(["400", "414", "431", ""].contains(&status(&answer)), "{line:.40} {headers:.40}\n{answer:.200}");
    }
    let long = format!("GET /{} HTTP/1.1\r\n{HOST}\r\n", "a/".repeat(10_000));
    assert_eq!(status(&answer(&preview, long.as_bytes())), "404");
    assert_eq!(status(&answer(&preview, format!("GET / HTTP/1.1\r\n{HOST}\r\n").as_bytes())), "200");
}

#[test]
fn connections_that_ask_for_nothing_lock_nobody_out() {
    let preview = Preview::start(&[]);
    let mut held = Vec::new();
    for (number, start) in ["", "GET / HTTP/1.1\r\n", "GET", "GET / HTTP/1.1\r\nHost: localhost\r\nX: "]
        .iter()
        .cycle()
        .take(600)
        .enumerate()
    {
        let mut stream = TcpStream::connect(&preview.address).expect("it listens");
        // An older one may be closed by now; this one is new.
        let _ = stream.write_all(start.as_bytes());
        held.push(stream);
        if number % 100 == 99 {
            assert!(preview.ask("/", &[]).starts_with("HTTP/1.1 200 "), "after {number}");
        }
    }
    // Nor do those who ask and never read the answer.
    for _ in 0..300 {
        let mut stream = TcpStream::connect(&preview.address).expect("it listens");
        let _ = write!(stream, "GET / HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address);
        held.push(stream);
    }
    assert!(preview.ask("/", &[]).starts_with("HTTP/1.1 200 "));
    let lesson = preview.file("content/01-noticing/01-what-changed.md");
    let text = std::fs::read_to_string(&lesson).expect("a page");
    std::fs::write(&lesson, format!("{text}\nStill seen.\n")).expect("saved");
    preview.wait_for("/noticing/what-changed/", |page| page.contains("Still seen."));
    for stream in held {
        let _ = stream.shutdown(Shutdown::Both);
    }
}

#[test]
fn a_preview_for_other_machines_warns_and_asks_for_its_token() {
    let preview = Preview::start(&["--host", "0.0.0.0"]);
    assert!(preview.said.contains("warning: other machines can reach this preview"), "{}", preview.said);
    let query = preview.said.split_once("/?token=").expect("it says the token").1;
    let token: String = query.chars().take_while(char::is_ascii_hexdigit).collect();
    assert_eq!(token.len(), 32, "{}", preview.said);
    for path in ["/", "/noticing/fork.svg", "/__attune/events", "/__attune/reload.js", "/pagefind/pagefind.js", "/x"] {
        for wrong in ["", "?token=", "?token=0", &format!("?token={}", token.to_uppercase() + "0")] {
            let answer = preview.ask(&format!("{path}{wrong}"), &[]);
            assert!(answer.starts_with("HTTP/1.1 403 ") && answer.contains("token"), "{path}{wrong}: {answer}");
        }
    }
    let welcome = preview.ask(&format!("/noticing/?a=b&token={token}"), &[]);
    assert!(welcome.starts_with("HTTP/1.1 303 ") && welcome.contains("location: /noticing/?a=b\r\n"), "{welcome}");
    let cookie = welcome.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    assert!(cookie.contains("HttpOnly"), "{cookie}");
    let cookie = format!("Cookie: {}", cookie.split(';').next().expect("a value"));
    for path in ["/", "/noticing/fork.svg", "/__attune/reload.js"] {
        assert!(preview.ask(path, &[&cookie]).starts_with("HTTP/1.1 200 "), "{path}");
    }
    assert!(preview.ask("/", &[&cookie, "Host: evil.example"]).starts_with("HTTP/1.1 403 "));
    assert!(preview.ask("/", &[&cookie, "Host: 192.0.2.1"]).starts_with("HTTP/1.1 200 "));
}

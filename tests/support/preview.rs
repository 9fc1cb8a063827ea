//! A running preview of the course that `attune init` writes.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Long enough for any machine; a test ends as soon as what it waits for is there.
pub(crate) const PATIENCE: Duration = Duration::from_secs(180);

pub(crate) struct Preview {
    pub(crate) child: Child,
    /// Host and port.
    pub(crate) address: String,
    /// What it said until it was ready.
    pub(crate) said: String,
    pub(crate) folder: tempfile::TempDir,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::start_with(arguments, |_| {})
    }

    pub(crate) fn start_with(arguments: &[&str], prepare: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("course");
        let attune = env!("CARGO_BIN_EXE_attune");
        let made = Command::new(attune).arg("init").arg(&root).output().expect("it runs");
        assert!(made.status.success());
        prepare(&root);
        let mut child = Command::new(attune)
            .args(["serve", "--root"])
            .arg(&root)
            .args(if arguments.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let stderr = child.stderr.take().expect("it is piped");
        let mut lines = BufReader::new(stderr).lines();
        let mut said = String::new();
        let address = lines
            .find_map(|line| {
                let line = line.ok()?;
                said.push_str(&line);
                said.push('\n');
                Some(line.split_once("http://")?.1.split('/').next()?.to_owned())
            })
            .expect("it says where");
        // What it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address, said, folder }
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("course").join(name)
    }

    /// Status line, headers and body of an answer.
    pub(crate) fn ask(&self, path: &str, headers: &[&str]) -> String {
        self.request("GET", path, headers)
    }

    pub(crate) fn request(&self, method: &str, path: &str, headers: &[&str]) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let host = format!("Host: {}", self.address);
        let own = if headers.iter().any(|header| header.starts_with("Host:")) { vec![] } else { vec![host.as_str()] };
        let lines: Vec<&str> = own.into_iter().chain(headers.iter().copied()).collect();
        write!(stream, "{method} {path} HTTP/1.1\r\n{}\r\nConnection: close\r\n\r\n", lines.join("\r\n"))
            .expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub(crate) fn wait_for(&self, path: &str, wanted: impl Fn(&str) -> bool) {
        let start = Instant::now();
        loop {
            let answer = self.ask(path, &[]);
            if wanted(&answer) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{path} stayed\n{answer}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn wait_for_event(&self, wanted: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let event = self.event();
            if wanted(&event) {
                return event;
            }
            assert!(start.elapsed() < PATIENCE, "the event stayed\n{event}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The first event of the stream.
    pub(crate) fn event(&self) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(stream, "GET /__attune/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).expect("asked");
        let lines = BufReader::new(stream).lines();
        lines.map_while(Result::ok).find_map(|line| Some(line.strip_prefix("data: ")?.to_owned())).expect("an event")
    }
}

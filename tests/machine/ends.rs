//! Ends that are asked for, and readers that went away.

use std::fs;
use std::io::{Read as _, Write as _, pipe};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::course::{Course, attune, said};
use crate::preview::{PATIENCE, Preview};

fn signal(name: &str, id: u32) {
    let sent = Command::new("kill").args([format!("-{name}"), id.to_string()]).status().expect("it runs");
    assert!(sent.success());
}

#[test]
fn a_preview_ends_when_it_is_asked_to_whatever_is_open() {
    for name in ["TERM", "INT"] {
        let mut preview = Preview::start(&[]);
        let mut events = TcpStream::connect(&preview.address).expect("it listens");
        write!(events, "GET /__attune/events HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address).expect("asked");
        let mut first = [0; 15];
        events.read_exact(&mut first).expect("answered");
        assert_eq!(&first, b"HTTP/1.1 200 OK");
        let mut half = TcpStream::connect(&preview.address).expect("it listens");
        half.write_all(b"GET / HT").expect("asked");
        let lesson = preview.file("content/01-noticing/01-what-changed.md");
        let text = fs::read_to_string(&lesson).expect("a page");
        fs::write(&lesson, format!("{text}\nOther.\n")).expect("saved");
        signal(name, preview.child.id());
        assert_eq!(preview.child.wait().expect("it ends").code(), Some(0), "{name}");
        // What is read is the end of each connection, or that it is gone.
        let _ = events.read_to_end(&mut Vec::new());
        let _ = half.read_to_end(&mut Vec::new());
        assert!(TcpStream::connect(&preview.address).is_err(), "{name}: nobody listens any more");
    }
}

/// A command with streams that nobody reads.
fn unread(command: &mut Command, output: bool, errors: bool) {
    let closed = || Stdio::from(pipe().expect("a pipe").1);
    command.stdout(if output { closed() } else { Stdio::piped() });
    command.stderr(if errors { closed() } else { Stdio::piped() });
}

#[test]
fn no_command_minds_that_nobody_reads() {
    let course = Course::new();
    fs::write(course.root().join("content/01-noticing/07-bad.md"), "---\ntitle: Bad\n---\n\n[x](nowhere.md)\n")
        .expect("written");
    let good = Course::new();
    let good = good.root();
    let new = course.beside("new");
    for (arguments, root) in [
        (vec!["build"], good.clone()),
        (vec!["build", "--timings=json", "--output", "other"], good.clone()),
        (vec!["check", "--format", "json"], good.clone()),
        (vec!["build"], course.root()),
        (vec!["check"], course.root()),
        (vec!["check", "--format", "json"], course.root()),
        (vec!["check", "--fix"], course.root()),
        (vec!["explain", "broken-link"], good.clone()),
        (vec!["explain", "no-such-code"], good.clone()),
        (vec!["schema", "site"], good.clone()),
        (vec!["completions", "bash"], good.clone()),
        (vec!["new", "--help"], good.clone()),
        (vec!["--help"], good.clone()),
        (vec!["--version"], good.clone()),
        (vec!["no-such-command"], good.clone()),
        (vec!["init", new.to_str().expect("text")], good.clone()),
    ] {
        let run = |output: bool, errors: bool| {
            let mut command = attune();
            unread(command.args(&arguments).current_dir(&root), output, errors);
            let ended = command.output().expect("it runs");
            assert!(!said(&ended).contains("panicked"), "{arguments:?}: {}", said(&ended));
            let _ = fs::remove_dir_all(&new);
            ended.status.code()
        };
        let wanted = run(false, false);
        assert!(wanted.is_some_and(|code| code < 3), "{arguments:?}: {wanted:?}");
        for (output, errors) in [(true, false), (false, true), (true, true)] {
            assert_eq!(run(output, errors), wanted, "{arguments:?}, unread: output {output}, errors {errors}");
        }
    }
}

#[test]
fn a_preview_that_nobody_listens_to_goes_on() {
    let course = Course::new();
    // Free a moment ago, and below those that systems give to connections outward.
    let first = 20_000 + (std::process::id() % 10_000) as u16;
    let port = (first..first + 2000).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a port");
    let mut command = attune();
    command.args(["serve", "--port", &port.to_string(), "--root"]).arg(course.root());
    unread(&mut command, true, true);
    let mut child = command.spawn().expect("it runs");
    let lesson = course.root().join("content/01-noticing/01-what-changed.md");
    let text = fs::read_to_string(&lesson).expect("a page");
    let start = Instant::now();
    let wait_for = |wanted: &str| {
        while start.elapsed() < PATIENCE {
            if page(port).is_some_and(|page| page.contains(wanted)) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    };
    let found = wait_for("HTTP/1.1 200");
    fs::write(&lesson, format!("{text}\n[x](nowhere.md)\n")).expect("saved");
    let told = wait_for("attune-problems");
    fs::write(&lesson, format!("{text}\nFixed.\n")).expect("saved");
    let fixed = wait_for("Fixed.");
    signal("TERM", child.id());
    let code = child.wait().expect("it ends").code();
    assert_eq!((found, told, fixed, code), (true, true, true, Some(0)));
}

fn page(port: u16) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(stream, "GET /noticing/what-changed/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

//! Somebody presses Ctrl+C, or the system ends the process: what was begun is given back, and nobody else has to wait.

use std::process::{Child, Command, Stdio};

use crate::course::{Course, ended, get};
use crate::proxy::{Fate, Proxy};
use crate::servers::{POLL, Server};

fn start(course: &Course) -> Child {
    course.command(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs")
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).status().expect("it runs");
    assert!(sent.success());
}

/// What the publisher said, which ended by itself.
fn said(child: Child) -> (String, i32) {
    ended(&child.wait_with_output().expect("it ends"))
}

#[test]
fn a_signal_ends_a_publication_and_gives_the_target_back() {
    for name in ["INT", "TERM"] {
        let moto = Server::moto("course");
        let proxy = Proxy::before(&moto.address);
        let course = Course::at_s3(&proxy.address, "parallel = 4");
        proxy.judged_by(|request, _| if request.first.starts_with("PUT ") { Fate::Delay(60) } else { Fate::Pass });
        let mut child = start(&course);
        while proxy.requests().iter().filter(|request| request.starts_with("PUT ")).count() < 12 {
            assert!(child.try_wait().expect("it is ours").is_none(), "it ended too early");
            std::thread::sleep(POLL);
        }
        let other = course.copied();
        let (busy, status) = other.publish(&[]);
        assert!(status == 3 && busy.contains("another publication is under way"), "{busy}");
        signal(&child, name);
        let (said, status) = said(child);
        assert!(status == 3 && said.contains("it was stopped when "), "{name}: {said}");
        let counts: Vec<usize> = said.split(' ').filter_map(|word| word.parse().ok()).collect();
        assert!(matches!(counts[..], [sent, of] if sent > 0 && sent < of), "{said}");
        other.published(&[]);
        other.assert_at(&moto.address, crate::s3::BELOW, &[]);
        assert_eq!(get(&moto.address, crate::s3::BELOW, ".attune/clock").status(), 404);
    }
}

#[test]
fn a_signal_ends_a_publication_into_a_folder_too() {
    let course = Course::new("to = \"../pages\"");
    for number in 0..1500 {
        course.write(&format!("03-own/file-{number}.txt"), format!("{number}\n"));
    }
    let mut child = start(&course);
    let manifest = course.beside("pages/.attune/manifest.json");
    while !manifest.exists() && child.try_wait().expect("it is ours").is_none() {
        std::thread::sleep(POLL);
    }
    signal(&child, "INT");
    let (said, status) = said(child);
    // On a machine that is fast enough it had come to its end.
    assert!(status == 0 || status == 3 && said.contains("it was stopped when "), "{status}: {said}");
    let pages = course.beside("pages");
    let other = course.copied();
    other.publish_to_folder(&pages);
    other.published(&[]);
    let there = crate::files::files(&pages);
    let missing: Vec<_> = other.site().into_iter().filter(|(path, bytes)| there.get(path) != Some(bytes)).collect();
    assert!(missing.is_empty(), "{:?}", missing.iter().map(|(path, _)| path).collect::<Vec<_>>());
}

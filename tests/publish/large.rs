//! Files that are too large to be held: they are sent in parts, each of which is tried again by itself.

use std::fmt::Write as _;
use std::io::Read as _;

use crate::course::{Course, get};
use crate::google::translator;
use crate::http::send;
use crate::proxy::{Fate, Proxy, random};
use crate::servers::{POLL, Server};

const FILM: &str = "own/film.dat";
const MEGABYTE: usize = 1024 * 1024;

/// So many bytes, the same for a seed.
fn bytes(seed: u64, length: usize) -> Vec<u8> {
    let next = random(seed);
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        bytes.extend(next(u64::MAX).to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

fn with_film(course: Course, seed: u64) -> Course {
    course.configure("[files]\nallow = [\"*.dat\"]");
    course.write("03-own/film.dat", bytes(seed, 37 * MEGABYTE));
    course
}

fn count(proxy: &Proxy, part: &str) -> usize {
    proxy.requests().iter().filter(|request| request.contains(part)).count()
}

/// Fails the third part once and cuts the connection of the fourth once.
fn disturb(proxy: &Proxy, is_part: fn(&str) -> bool) {
    let parts = std::sync::atomic::AtomicUsize::new(0);
    proxy.judged_by(move |request, _| {
        if !is_part(&request.first) {
            return Fate::Pass;
        }
        match parts.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
            2 => Fate::Answer(500, "<Error><Code>InternalError</Code></Error>"),
            3 => Fate::Cut,
            _ => Fate::Pass,
        }
    });
}

#[test]
fn s3_gets_a_large_file_in_parts_and_a_part_that_failed_alone_again() {
    let (moto, below) = (Server::moto("course"), crate::s3::BELOW);
    let proxy = Proxy::before(&moto.address);
    let course = with_film(Course::at_s3(&proxy.address, ""), 1);
    disturb(&proxy, |first| first.starts_with("PUT ") && first.contains("partNumber="));
    course.published(&[]);
    assert_eq!((count(&proxy, "?uploads"), count(&proxy, "partNumber=")), (1, 5 + 2));
    assert!(get(&moto.address, below, FILM).body == bytes(1, 37 * MEGABYTE));
    let head = send(&moto.address, "HEAD", &format!("{below}{FILM}"));
    assert_eq!(head.header("cache-control"), Some("no-cache"));
    proxy.judged_by(|_, _| Fate::Pass);
    assert!(course.published(&[]).contains("is as it should be"));

    // One that does not go through changes nothing, and leaves no parts.
    course.write("03-own/film.dat", bytes(2, 37 * MEGABYTE));
    proxy.judged_by(|request, _| {
        let is_third = request.first.contains("partNumber=3");
        if is_third { Fate::Answer(400, "<Error><Code>QuotaExceeded</Code></Error>") } else { Fate::Pass }
    });
    let (said, status) = course.publish(&[]);
    assert!(status == 3 && said.contains("QuotaExceeded") && said.contains(FILM), "{said}");
    assert!(proxy.requests().iter().any(|request| request.starts_with("DELETE ") && request.contains("uploadId=")));
    assert!(get(&moto.address, below, FILM).body == bytes(1, 37 * MEGABYTE));
    proxy.judged_by(|_, _| Fate::Pass);
    course.published(&[]);
    assert!(get(&moto.address, below, FILM).body == bytes(2, 37 * MEGABYTE));
    course.published(&["--previous"]);
    assert!(get(&moto.address, below, FILM).body == bytes(1, 37 * MEGABYTE));
}

#[test]
fn s3_is_not_asked_for_a_large_file_again_whose_last_answer_was_lost() {
    let (moto, below) = (Server::moto("course"), crate::s3::BELOW);
    let proxy = Proxy::before(&moto.address);
    let course = with_film(Course::at_s3(&proxy.address, ""), 4);
    let is_first = std::sync::atomic::AtomicBool::new(true);
    proxy.judged_by(move |request, _| {
        let is_end = request.first.starts_with("POST ") && request.first.contains("uploadId=");
        if is_end && is_first.swap(false, std::sync::atomic::Ordering::Relaxed) { Fate::CutAnswer } else { Fate::Pass }
    });
    course.published(&[]);
    assert!(get(&moto.address, below, FILM).body == bytes(4, 37 * MEGABYTE));
    assert_eq!(count(&proxy, "?uploads"), 1);
}

#[test]
fn azure_gets_a_large_file_in_blocks() {
    let (azurite, below) = (Server::azurite("course"), crate::azure::BELOW);
    let proxy = Proxy::before(&azurite.address);
    let course = with_film(Course::at_azure(&proxy.address, ""), 3);
    disturb(&proxy, |first| first.starts_with("PUT ") && first.contains("comp=block&"));
    course.published(&[]);
    assert_eq!((count(&proxy, "comp=block&"), count(&proxy, "comp=blocklist")), (5 + 2, 1));
    assert!(get(&azurite.address, below, FILM).body == bytes(3, 37 * MEGABYTE));
    proxy.judged_by(|_, _| Fate::Pass);
    assert!(course.published(&[]).contains("is as it should be"));
}

#[test]
fn google_gets_a_large_file_in_parts_and_none_is_seen_before_the_last() {
    let emulator = Server::google("course");
    let address = translator(&emulator.address);
    let proxy = Proxy::before(&address);
    let course = with_film(Course::at_google(&proxy.address, ""), 5);
    let film = |method| send(&address, method, "/course/repair%2Fown%2Ffilm.dat");
    disturb(&proxy, |first| first.starts_with("PUT ") && first.contains("partNumber="));
    course.published(&[]);
    assert_eq!((count(&proxy, "?uploads"), count(&proxy, "partNumber=")), (1, 5 + 2));
    assert!(film("GET").body == bytes(5, 37 * MEGABYTE));
    assert_eq!(film("HEAD").header("cache-control"), Some("no-cache"));
    proxy.judged_by(|_, _| Fate::Pass);
    assert!(course.published(&[]).contains("is as it should be"));

    // One that does not go through changes nothing, and leaves no parts; the next one does.
    course.write("03-own/film.dat", bytes(6, 37 * MEGABYTE));
    proxy.judged_by(|request, _| {
        let is_third = request.first.contains("partNumber=3");
        if is_third { Fate::Answer(403, "<Error><Code>AccessDenied</Code></Error>") } else { Fate::Pass }
    });
    let (said, status) = course.publish(&[]);
    assert!(status == 3 && said.contains("AccessDenied") && said.contains(FILM), "{said}");
    assert!(proxy.requests().iter().any(|request| request.starts_with("DELETE ") && request.contains("uploadId=")));
    assert!(film("GET").body == bytes(5, 37 * MEGABYTE));
    proxy.judged_by(|_, _| Fate::Pass);
    course.published(&[]);
    assert!(film("GET").body == bytes(6, 37 * MEGABYTE));
    course.published(&["--previous"]);
    assert!(film("GET").body == bytes(5, 37 * MEGABYTE));
}

/// A text of which one part is not enough when it is compressed either: it is compressed as it is read.
#[test]
fn a_large_text_is_compressed_on_its_way_to_every_store() {
    const TABLE: &str = "own/table.csv";
    let text = {
        let next = random(8);
        let mut text = String::with_capacity(21 * MEGABYTE);
        while text.len() < 20 * MEGABYTE {
            writeln!(text, "{},{}", next(u64::MAX), next(1000)).expect("it is written");
        }
        text
    };
    let (moto, azurite, emulator) = (Server::moto("course"), Server::azurite("course"), Server::google("course"));
    let google = translator(&emulator.address);
    let more = "compress = true";
    let stores = [
        (Course::at_s3(&moto.address, more), &moto.address, format!("{}{TABLE}", crate::s3::BELOW)),
        (Course::at_azure(&azurite.address, more), &azurite.address, format!("{}{TABLE}", crate::azure::BELOW)),
        (Course::at_google(&google, more), &google, "/course/repair%2Fown%2Ftable.csv".to_owned()),
    ];
    for (course, address, path) in stores {
        course.write("03-own/table.csv", &text);
        course.published(&[]);
        let there = send(address, "GET", &path);
        assert_eq!((there.status(), there.header("content-encoding")), (200, Some("gzip")), "{path}");
        assert!(there.body.len() > 8 * MEGABYTE && there.body.len() < text.len(), "{} bytes", there.body.len());
        let mut read = String::new();
        flate2::read::GzDecoder::new(&there.body[..]).read_to_string(&mut read).expect("it is whole");
        assert!(read == text, "{path}");
        assert!(course.published(&[]).contains("is as it should be"));
    }
}

/// Many files at a time, each just too small for parts, and some in parts beside them.
#[cfg(target_os = "linux")]
#[test]
fn no_more_than_so_many_bytes_are_held_at_a_time() {
    let moto = Server::moto("course");
    let course = Course::at_s3(&moto.address, "parallel = 32");
    course.configure("[files]\nallow = [\"*.dat\"]");
    let small = peak(&course);
    for number in 0..20 {
        course.write(&format!("03-own/{number}.dat"), bytes(number, 15 * MEGABYTE));
    }
    course.write("03-own/a.dat", bytes(21, 40 * MEGABYTE));
    course.write("03-own/b.dat", bytes(22, 40 * MEGABYTE));
    let large = peak(&course);
    // 380 MB are sent, 96 of them held at a time.
    assert!(large < small + 250 * 1024, "{small} kB without, {large} kB with large files");
}

/// The most memory that a publication had, in kilobytes.
#[cfg(target_os = "linux")]
fn peak(course: &Course) -> u64 {
    let mut child = course.command(&[]).stderr(std::process::Stdio::null()).spawn().expect("it runs");
    let mut peak = 0;
    loop {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(peak);
        if let Some(status) = child.try_wait().expect("it is ours") {
            assert!(status.success());
            return peak;
        }
        std::thread::sleep(POLL);
    }
}

//! Publications that are interrupted at moments drawn by chance while a reader walks the site, and targets whose manifest is not what it was.
//! How much of it there is can be said: `MOMENTS=50 ROUNDS=20 cargo test --test publish -- --nocapture hostile two_publishers no_reader`
//! tells what was done and what was lost.

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::course::{Course, ended, get};
use crate::files::Files;
use crate::http::send_body;
use crate::proxy::{Fate, Proxy, random};
use crate::reader::Reader;
use crate::readers::from_server;
use crate::s3::BELOW;
use crate::servers::{POLL, Server};

const PAGE: &str = "---\ntitle: A page\n---\n\nText.\n";
const MANIFEST: &str = "/course/repair/.attune/manifest.json";

/// How often something is tried: as the environment says.
pub(crate) fn times(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect("a number"))
}

/// What was done and what came of it, for whoever asks for the figures.
#[expect(clippy::print_stdout, reason = "shown with --nocapture alone")]
pub(crate) fn tell(figures: &str) {
    println!("{figures}");
}

/// Something that is other than before: the theme, and so every page, or one page for another.
fn edit(course: &Course, number: u64) {
    course.write(&format!("03-own/page-{number}.md"), PAGE);
    if number > 0 {
        course.remove(&format!("03-own/page-{}.md", number - 1));
    }
    if number.is_multiple_of(3) {
        course.change_theme(usize::try_from(number).expect("it is small"));
    }
}

/// Publishes, and sends the signal when so many requests were made. The exit status, where the process ended by itself.
fn interrupted(course: &Course, proxy: &Proxy, (signal, at): (&'static str, u64)) -> Option<i32> {
    let publisher = Arc::new(AtomicU32::new(0));
    let told = Arc::clone(&publisher);
    proxy.judged_by(move |_, number| {
        if number as u64 == at {
            while told.load(Ordering::Acquire) == 0 {
                std::thread::sleep(POLL);
            }
            let id = told.load(Ordering::Acquire).to_string();
            // One that has just ended cannot be told any more.
            let _ = std::process::Command::new("kill").arg(format!("-{signal}")).arg(id).stderr(Stdio::null()).status();
        }
        Fate::Pass
    });
    let child = course.command(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    publisher.store(child.id(), Ordering::Release);
    let output = child.wait_with_output().expect("it ends");
    let status = output.status.code().map(|_| ended(&output));
    if let Some((said, status)) = &status {
        let is_stopped = *status == 3 && said.contains("it was stopped when ");
        assert!(is_stopped || *status == 0 || said.contains("old files could not be deleted"), "{status}: {said}");
    }
    status.map(|(_, status)| status)
}

/// Whatever of a site was neither changed nor taken away is there, and of the rest nothing that is neither old nor new.
fn assert_old_or_new(address: &str, (old, new): (&Files, &Files)) {
    for (path, bytes) in old.iter().filter(|(path, _)| new.contains_key(*path)) {
        let there = get(address, BELOW, path);
        assert!(there.status() == 200 && (there.body == *bytes || there.body == new[path]), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn whatever_the_moment_of_an_interruption_nothing_is_lost_and_the_next_publication_goes_on() {
    let moto = Server::moto("course");
    let proxy = Proxy::before(&moto.address);
    let course = Course::at_s3(&proxy.address, "parallel = 4");
    edit(&course, 0);
    course.published(&[]);
    let reader = Reader::start(from_server(&moto.address, BELOW));
    let (next, moments) = (random(15), times("MOMENTS", 6));
    let (mut requests, mut cut, mut old) = (0, 0, course.site());
    for moment in 1..=moments {
        edit(&course, moment);
        // What changes everything makes some three hundred requests, a page for another some thirty.
        let at = if moment.is_multiple_of(3) { next(320) } else { next(40) };
        let signal = if moment % 2 == 0 { "INT" } else { "KILL" };
        let status = interrupted(&course, &proxy, (signal, at));
        requests += proxy.requests().len();
        cut += usize::from(status != Some(0));
        let new = course.site();
        assert_old_or_new(&moto.address, (&old, &new));
        proxy.judged_by(|_, _| Fate::Pass);
        if next(4) == 0 {
            // Somebody else goes on; who was killed says nothing any more.
            let other = course.copied();
            other.published(&["--take-over"]);
        }
        course.published(&[]);
        requests += proxy.requests().len();
        course.assert_at(&moto.address, BELOW, &[&format!("own/page-{}/index.html", moment - 1)]);
        old = new;
    }
    let pages = reader.ended();
    assert!(cut > 0 && pages > 0, "{cut} cut, {pages} pages met");
    tell(&format!(
        "interrupted: {moments} publications with SIGKILL and SIGINT by turns, {cut} of them before their end; {requests} requests; a \
         reader met {pages} pages, none without its parts; lost: nothing"
    ));
}

/// A manifest at the target as `change` makes it; what stood there before.
fn change_manifest(address: &str, change: impl FnOnce(&str) -> String) -> Vec<u8> {
    let headers = [Course::signed(), ("content-type", "application/json")];
    let before = send_body(address, "GET", MANIFEST, &headers, b"").body;
    let put = send_body(address, "PUT", MANIFEST, &headers, change(&String::from_utf8_lossy(&before)).as_bytes());
    assert_eq!(put.status(), 200);
    before
}

/// What a manifest is made into, and how that is called.
type Damage = (&'static str, fn(&str) -> String);

#[test]
fn a_damaged_or_foreign_manifest_costs_nothing_and_nothing_foreign_is_deleted() {
    let moto = Server::moto("course");
    let course = Course::at_s3(&moto.address, "");
    course.published(&[]);
    let theirs = [Course::signed(), ("content-type", "text/plain")];
    for path in ["/course/repair/theirs.html", "/course/theirs.html"] {
        assert_eq!(send_body(&moto.address, "PUT", path, &theirs, b"theirs").status(), 200);
    }
    let damages: [Damage; 6] = [
        ("empty", |_| String::new()),
        ("cut", |text| text[..text.len() / 2].to_owned()),
        ("a page", |_| "<html><title>Not found</title></html>".to_owned()),
        ("somebody else's", |_| r#"{"version": 1, "files": ["theirs.html"]}"#.to_owned()),
        ("one that names what is not its own", |text| {
            text.replacen(
                "\"files\":{",
                "\"files\":{\"../theirs.html\":\"0000000000000000000000000000000000000000\",",
                1,
            )
        }),
        ("one with names twice", |text| text.replacen("\"course\"", "\"version\":1,\"course\"", 1)),
    ];
    for (number, (name, damage)) in damages.into_iter().enumerate() {
        change_manifest(&moto.address, damage);
        let said = course.published(&[]);
        assert!(said.contains(": 0 files sent"), "{name}: {said}");
        change_manifest(&moto.address, damage);
        edit(&course, number as u64);
        course.published(&[]);
        course.assert_at(&moto.address, BELOW, &[]);
        for path in ["/course/repair/theirs.html", "/course/theirs.html"] {
            assert_eq!(send_body(&moto.address, "GET", path, &theirs, b"").body, b"theirs", "{name}");
        }
    }
}

#[test]
fn what_a_later_version_published_is_left_alone() {
    let moto = Server::moto("course");
    let proxy = Proxy::before(&moto.address);
    let course = Course::at_s3(&proxy.address, "");
    course.published(&[]);
    let before = course.site();
    change_manifest(&moto.address, |text| text.replacen("\"version\":1", "\"version\":2", 1));
    edit(&course, 0);
    proxy.forget();
    for more in [&[][..], &["--yes"], &["--take-over"], &["--dry-run"], &["--previous"], &["--forget"]] {
        let (said, status) = course.publish(more);
        assert!(status == 3 && said.contains("was written by a later version of Attune"), "{more:?}: {said}");
    }
    assert!(proxy.requests().iter().all(|request| request.starts_with("GET ")), "{:?}", proxy.requests());
    assert_old_or_new(&moto.address, (&before, &before));
}

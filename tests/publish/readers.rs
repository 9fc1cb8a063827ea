//! Readers walk a site by links all the while: through changes, deletions after their grace, and a version that is put back. None meets
//! a page whose parts are missing, whatever the network does.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::course::{Course, get};
use crate::google::translator;
use crate::hostile::tell;
use crate::proxy::{Fate, Proxy, random};
use crate::reader::Reader;
use crate::servers::Server;

const PAGE: &str = "---\ntitle: A page\n---\n\nText.\n";

/// Judges one request in seven to be cut, delayed or answered with a fault; how many were is counted.
fn disturbed(proxy: &Proxy, seed: u64, count: &Arc<AtomicUsize>) {
    let (next, count) = (random(seed), Arc::clone(count));
    proxy.judged_by(move |_, _| {
        let fate = match next(40) {
            0 => Fate::Cut,
            1 => Fate::CutAnswer,
            2 => Fate::Answer(500, "<Error><Code>InternalError</Code></Error>"),
            3 => Fate::Answer(503, "<Error><Code>SlowDown</Code></Error>"),
            4 => Fate::Answer(429, ""),
            5 => Fate::Delay(30),
            _ => return Fate::Pass,
        };
        count.fetch_add(1, Ordering::Relaxed);
        fate
    });
}

/// Publishes change after change while a reader walks.
fn walked(course: &Course, proxy: Option<&Proxy>, fetch: impl Fn(&str) -> Option<Vec<u8>> + Clone + Send + 'static) {
    course.published(&[]);
    let reader = Reader::start(fetch.clone());
    let faults = Arc::new(AtomicUsize::new(0));
    for round in 0..4 {
        if let Some(proxy) = proxy {
            disturbed(proxy, round, &faults);
        }
        course.change_theme(usize::try_from(round).expect("it is small"));
        course.write(&format!("03-own/1{round}-new.md"), PAGE);
        if round > 0 {
            course.remove(&format!("03-own/1{}-new.md", round - 1));
        }
        course.published(&[]);
        if round == 2 {
            // The version before, and the last one again.
            course.published(&["--previous"]);
            course.published(&["--previous"]);
        }
    }
    let pages = reader.ended();
    tell(&format!(
        "changed under way: a reader met {pages} pages, none without its parts; {faults:?} faults were injected; lost: nothing"
    ));
    for (path, bytes) in course.site() {
        assert!(fetch(&path).as_ref() == Some(&bytes), "{path}");
    }
    assert!(pages > 20, "{pages} pages");
    assert!(proxy.is_none() || faults.load(Ordering::Relaxed) > 20, "{faults:?} faults");
}

/// What a server has at an address.
pub(crate) fn from_server(address: &str, below: &str) -> impl Fn(&str) -> Option<Vec<u8>> + Clone + Send + 'static {
    let (address, below) = (address.to_owned(), below.to_owned());
    move |path| Some(get(&address, &below, path)).filter(|answer| answer.status() == 200).map(|answer| answer.body)
}

#[test]
fn no_reader_meets_a_broken_page_at_s3() {
    let moto = Server::moto("course");
    let proxy = Proxy::before(&moto.address);
    walked(&Course::at_s3(&proxy.address, ""), Some(&proxy), from_server(&moto.address, crate::s3::BELOW));
}

#[test]
fn no_reader_meets_a_broken_page_at_azure() {
    let azurite = Server::azurite("course");
    let proxy = Proxy::before(&azurite.address);
    walked(&Course::at_azure(&proxy.address, ""), Some(&proxy), from_server(&azurite.address, crate::azure::BELOW));
}

#[test]
fn no_reader_meets_a_broken_page_at_google() {
    let emulator = Server::google("course");
    let address = translator(&emulator.address);
    let proxy = Proxy::before(&address);
    let fetch = move |path: &str| {
        let answer = get(&address, "/course/repair%2F", &path.replace('/', "%2F"));
        Some(answer).filter(|answer| answer.status() == 200).map(|answer| answer.body)
    };
    walked(&Course::at_google(&proxy.address, ""), Some(&proxy), fetch);
}

#[test]
fn no_reader_meets_a_broken_page_in_a_folder() {
    let course = Course::new("to = \"../pages\"");
    let pages = course.beside("pages");
    walked(&course, None, move |path| fs::read(pages.join(path)).ok());
}

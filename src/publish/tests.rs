//! The whole of a publication against a store in memory that fails as a script says: nothing is lost, whatever happens.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use crate::course::OutPath;
use crate::progress::Silent;
use crate::site::OutFile;

use super::execute::{Done, Publisher, Source};
use super::fake_store::{Fake, Faults, Object, Random};
use super::manifest::{PLACE, is_of_site};
use super::stamp::{Headers, Role};
use super::store::StoreFault;
use super::*;

/// Nobody waits; pauses are counted.
struct NoTime {
    now: Cell<i64>,
    pauses: RefCell<Vec<Duration>>,
}

impl Clock for NoTimeRef {
    fn now(&self) -> i64 {
        NOW.with(|time| time.now.get())
    }

    fn pause(&self, time: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + '_>> {
        // What is waited for so long never comes.
        if time >= Duration::from_secs(10) {
            return Box::pin(std::future::pending());
        }
        NOW.with(|now| now.pauses.borrow_mut().push(time));
        Box::pin(tokio::task::yield_now())
    }
}

/// The clock of a test's thread.
struct NoTimeRef;

thread_local! {
    static NOW: NoTime = NoTime { now: Cell::new(1_000_000), pauses: RefCell::default() };
}

/// A site of pages, each with a style sheet of its own version and a list of them all.
fn site(pages: impl IntoIterator<Item = (u64, u64)>) -> Site {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (page, content) in pages {
        files.insert(format!("assets/{content}/site.css"), format!("/* {content} */"));
        files.insert(format!("p{page}/index.html"), format!("<link href=../assets/{content}/site.css>{page}"));
    }
    let list = files.keys().cloned().collect::<Vec<_>>().join(" ");
    files.insert("sitemap.xml".to_owned(), list);
    files.into_iter().map(|(path, text)| (OutPath::new(path), OutFile::from(text))).collect()
}

/// Every page that can be met has what it loads.
fn meets_whole_pages(objects: &BTreeMap<String, Object>) {
    for (path, object) in objects.iter().filter(|(path, _)| is_of_site(path) && path.ends_with("/index.html")) {
        let text = String::from_utf8_lossy(&object.bytes);
        let Some((_, rest)) = text.split_once("../") else { continue };
        let (sheet, _) = rest.split_once('>').expect("the link ends");
        assert!(objects.contains_key(sheet), "`{path}` lacks `{sheet}`");
    }
}

fn rules(cache: &str) -> HeaderRules {
    let own = ("*.html".to_owned(), cache.to_owned());
    HeaderRules { table: Some(HeaderTable::new(&SiteConfig::default(), true)), compresses: false, cache: vec![own] }
}

/// Publishes as `by`: what `publish_to` does, without a course on disk.
async fn run(store: &Fake, site: &Site, cache: &str, by: &str) -> Result<Option<Done>, Failure> {
    let files = SiteFiles::new(site, rules(cache), &Silent).expect("no fault").expect("no finding");
    let clock = &NoTimeRef;
    let observer = Observer { store, clock, parallel: 4 };
    let reading = |fault| Failure::Store("reading".to_owned(), fault);
    let found = observer.manifest().await.map_err(reading)?;
    if is_busy(store, clock, found.0.as_ref(), by).await.map_err(reading)?.is_some() {
        return Err(Failure::Overtaken);
    }
    let known = observer.look(found, &files.stamps, Some(&files)).await.map_err(reading)?;
    let how = How { keeps_previous: true, forgets: false, is_folder: false };
    let situation =
        Situation { last: known.last.as_ref(), there: &known.there, wanted: &files.stamps, course: "T", how };
    let plan = Plan::new(situation);
    if plan.is_empty(known.last.as_ref()) {
        return Ok(None);
    }
    let source = Source::Site(&files, Makers::default());
    let (stop, counts) = (&store.stop, Counts::default());
    let publisher = Publisher { store, source, clock, progress: &Silent, parallel: 4, stop, counts };
    let name = format!("{by}{}", store.random.below(u64::MAX));
    publisher.carry_out(&plan, &known, (&name, by)).await.map(Some)
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

/// What stands there is this site and nothing else but what is kept for open pages.
fn assert_holds(store: &Fake, site: &Site) {
    for file in site.iter() {
        let objects = store.objects.borrow();
        let object = objects.get(file.path.as_str()).unwrap_or_else(|| panic!("`{}` is not there", file.path));
        assert_eq!(object.bytes, file.make().expect("it is made").into_owned(), "{}", file.path);
    }
    let left: Vec<String> = store.paths().into_iter().filter(|path| Role::of(path) != Role::Asset).collect();
    let extra: Vec<&String> = left.iter().filter(|path| !site.contains_key(&OutPath::new(path.as_str()))).collect();
    assert!(extra.is_empty(), "{extra:?} were left behind");
}

/// `aws s3 sync` compares size and time (aws-cli 599, 8377), and `s3_website` (116) fetched whole objects to compare them.
#[test]
fn size_or_time_compared_and_whole_objects_downloaded() {
    let (store, site) = (Fake::new(1), site((0..10_000).map(|page| (page, page % 7))));
    wait(run(&store, &site, "no-cache", "a")).expect("it is published");
    store.requests.borrow_mut().clear();
    assert_eq!(wait(run(&store, &site, "no-cache", "a")), Ok(None));
    assert_eq!(*store.requests.borrow(), [format!("read {PLACE}")], "one manifest tells of 10,000 files");
    // The same size, another content.
    let other = self::site((0..10_000).map(|page| (page, if page == 5 { 6 } else { page % 7 })));
    let done = wait(run(&store, &other, "no-cache", "a")).expect("it is published").expect("something changed");
    assert_eq!(done.sent, 1, "{done:?}");
    assert_holds(&store, &other);
}

/// aws-cli 599: changed headers are never sent, for the bytes are the same.
#[test]
fn changed_headers_never_sent() {
    let (store, site) = (Fake::new(2), site([(1, 1)]));
    wait(run(&store, &site, "no-cache", "a")).expect("it is published");
    let done = wait(run(&store, &site, "private", "a")).expect("it is published").expect("something changed");
    assert_eq!(done.sent, 1);
    assert_eq!(store.objects.borrow()["p1/index.html"].headers.cache_control, "private");
}

/// hugo 9735: without a record everything was sent, or fetched, again.
#[test]
fn a_lost_manifest_costs_a_listing_and_no_download() {
    for no_stamps in [false, true] {
        let (store, site) = (Fake::new(3), site((0..200).map(|page| (page, page % 3))));
        store.faults.set(Faults { no_stamps, ..Faults::default() });
        wait(run(&store, &site, "no-cache", "a")).expect("it is published");
        for damage in [None, Some(&b"{\"version\":9}"[..])] {
            let manifest = store.objects.borrow_mut().remove(PLACE).expect("it was written");
            if let Some(bytes) = damage {
                let object = Object { bytes: bytes.to_vec(), ..manifest };
                store.objects.borrow_mut().insert(PLACE.to_owned(), object);
            }
            store.requests.borrow_mut().clear();
            let done =
                wait(run(&store, &site, "no-cache", "a")).expect("it is published").expect("the manifest was lost");
            assert_eq!((done.sent, done.removed, store.count("list")), (0, 0, 1));
            let read = store.requests.borrow().iter().filter(|r| r.starts_with("read") && !r.ends_with(PLACE)).count();
            assert_eq!(read, 0, "nothing was downloaded");
        }
    }
}

#[test]
fn whatever_fails_no_page_is_broken_nothing_is_lost_and_the_next_publication_goes_on() {
    for seed in 0..150 {
        let store = Fake { reader: meets_whole_pages, ..Fake::new(seed) };
        let random = Random::new(seed ^ 0xabcd);
        let mut last = site([(0, 0)]);
        for _ in 0..4 {
            last = site((0..random.below(9)).map(|page| (page, random.below(5))));
            let faults = Faults {
                passing: random.below(200),
                lies: random.below(100),
                lost_answers: random.below(150),
                cut_after: (random.below(2) == 0)
                    .then(|| store.requests.borrow().len() + usize::try_from(random.below(40)).unwrap()),
                no_conditions: [None, None, Some(true), Some(false)][usize::try_from(seed % 4).unwrap()],
                no_stamps: seed % 5 == 4,
                lost_copies: false,
            };
            store.faults.set(faults);
            let before = store.paths();
            let ended = wait(run(&store, &last, "no-cache", "a"));
            if let Err(Failure::Store(..) | Failure::Overtaken) = ended {
                let deleted: Vec<_> = before.difference(&store.paths()).cloned().collect();
                assert!(deleted.is_empty() || manifest_is_new(&store, &last), "{seed}: {deleted:?} was deleted");
            }
        }
        store.faults.set(Faults { no_conditions: store.faults.get().no_conditions, ..Faults::default() });
        wait(run(&store, &last, "no-cache", "a")).unwrap_or_else(|failure| panic!("{seed}: {failure:?}"));
        assert_holds(&store, &last);
        assert_eq!(wait(run(&store, &last, "no-cache", "a")), Ok(None), "{seed}");
    }
}

/// Whether all was sent, so that deleting had begun.
fn manifest_is_new(store: &Fake, site: &Site) -> bool {
    let manifest = store.objects.borrow().get(PLACE).and_then(|object| Manifest::from_bytes(&object.bytes));
    manifest.is_some_and(|manifest| manifest.files.len() == site.len() && !manifest.is_cut())
}

#[test]
fn what_was_sent_before_a_cut_is_not_sent_again() {
    let (store, site) = (Fake::new(4), site((0..300).map(|page| (page, page))));
    store.faults.set(Faults { cut_after: Some(350), ..Faults::default() });
    assert!(matches!(wait(run(&store, &site, "no-cache", "a")), Err(Failure::Store(..))));
    let (there, all) = (store.paths().len(), site.len());
    assert!(there > 200, "{there}");
    store.faults.set(Faults::default());
    let done = wait(run(&store, &site, "no-cache", "a")).expect("it goes on").expect("something is left");
    assert_eq!(done.sent, all - there);
    assert_holds(&store, &site);
}

#[test]
fn of_two_publishers_at_once_one_is_told_and_nothing_is_mixed() {
    for seed in 0..200 {
        let store = Fake { reader: meets_whole_pages, ..Fake::new(seed) };
        store.faults.set(Faults { passing: seed % 3 * 50, lost_answers: seed % 2 * 50, ..Faults::default() });
        let (one, other) = (site((0..20).map(|page| (page, 1))), site((0..20).map(|page| (page, 2))));
        let late = seed % 17;
        let second = async {
            for _ in 0..late * 5 {
                tokio::task::yield_now().await;
            }
            run(&store, &other, "no-cache", "b").await
        };
        let (first, second) = wait(futures_util::future::join(run(&store, &one, "no-cache", "a"), second));
        match (&first, &second) {
            (Ok(_), Err(Failure::Overtaken)) => assert_holds(&store, &one),
            (Err(Failure::Overtaken) | Ok(_), Ok(_)) => assert_holds(&store, &other),
            both => panic!("{seed}: {both:?}"),
        }
    }
}

#[test]
fn a_publisher_that_was_cut_off_elsewhere_is_waited_for_and_then_forgotten() {
    let (store, site) = (Fake::new(5), site((0..20).map(|page| (page, 1))));
    store.faults.set(Faults { cut_after: Some(12), ..Faults::default() });
    assert!(wait(run(&store, &site, "no-cache", "a")).is_err());
    store.faults.set(Faults::default());
    assert_eq!(wait(run(&store, &site, "no-cache", "b")), Err(Failure::Overtaken));
    store.now.update(|now| now + 16 * 60);
    wait(run(&store, &site, "no-cache", "b")).expect("it is thought to have ended");
    assert_holds(&store, &site);
}

#[test]
fn a_store_that_says_it_has_what_it_has_not_is_found_out() {
    let (store, first) = (Fake::new(6), site([(1, 1), (2, 1)]));
    wait(run(&store, &first, "no-cache", "a")).expect("it is published");
    let before = store.paths();
    for pages in [3, 200] {
        store.faults.set(Faults { lies: 1000, ..Faults::default() });
        let other = site((0..pages).map(|page| (page, 2)));
        let Err(Failure::Store(_, StoreFault::Lasting(why, _))) = wait(run(&store, &other, "no-cache", "a")) else {
            panic!("it was not found out")
        };
        assert!(why.contains("and has it not"), "{why}");
        assert_eq!(store.paths(), before, "nothing was deleted");
    }
}

#[test]
fn a_store_without_conditions_is_said() {
    for (no_conditions, expected) in [(None, true), (Some(true), false), (Some(false), false)] {
        let (store, site) = (Fake::new(7), site([(1, 1)]));
        store.faults.set(Faults { no_conditions, ..Faults::default() });
        let done = wait(run(&store, &site, "no-cache", "a")).expect("it is published").expect("it was not there");
        assert_eq!(done.has_conditions, expected);
    }
}

#[test]
fn a_busy_store_is_asked_again_after_growing_pauses() {
    let (store, site) = (Fake::new(8), site([(1, 1)]));
    store.faults.set(Faults { passing: 1000, ..Faults::default() });
    NOW.with(|time| time.pauses.borrow_mut().clear());
    assert!(matches!(wait(run(&store, &site, "no-cache", "a")), Err(Failure::Store(_, StoreFault::Passing(_)))));
    let pauses = NOW.with(|time| time.pauses.borrow().clone());
    assert_eq!(pauses.len(), 6);
    for (at, pause) in pauses.iter().enumerate() {
        let most = Duration::from_millis(200 << at);
        assert!(*pause >= most / 2 && *pause <= most, "{pauses:?}");
    }
}

/// Zola 1378, 1976: the output was wiped, with a project in it.
#[test]
fn the_output_folder_was_wiped_with_a_project_in_it() {
    let (store, first) = (Fake::new(9), site([(1, 1), (2, 2)]));
    let foreign =
        Object { bytes: b"theirs".to_vec(), headers: Headers::default(), stamp: None, version: 0, written: 0 };
    for path in ["CNAME", "p1/own.html", "other/index.html", "assets/own.css"] {
        store.objects.borrow_mut().insert(path.to_owned(), foreign.clone());
    }
    wait(run(&store, &first, "no-cache", "a")).expect("it is published");
    wait(run(&store, &site([]), "no-cache", "a")).expect("it is published");
    wait(run(&store, &site([(3, 3)]), "no-cache", "a")).expect("it is published");
    for path in ["CNAME", "p1/own.html", "other/index.html", "assets/own.css"] {
        assert_eq!(store.objects.borrow()[path].bytes, b"theirs", "{path}");
    }
    assert!(!store.paths().contains("p1/index.html") && !store.paths().contains("assets/1/site.css"));
}

#[test]
fn who_is_stopped_begins_nothing_more_and_lets_others_publish_at_once() {
    for after in 0..120 {
        let store = Fake { reader: meets_whole_pages, ..Fake::new(after) };
        let first = site((0..20).map(|page| (page, 1)));
        wait(run(&store, &first, "no-cache", "a")).expect("it is published");
        let (begun, before) = (store.requests.borrow().len(), store.paths());
        store.stop_after.set(Some(begun + usize::try_from(after).expect("it is small")));
        let second = site((5..25).map(|page| (page, 2)));
        match wait(run(&store, &second, "no-cache", "a")) {
            Err(Failure::Stopped { sent, of }) => {
                assert!(sent <= of && before.is_subset(&store.paths()), "{after}: {sent} of {of}");
            }
            Err(Failure::NotRemoved(failure)) => assert!(matches!(*failure, Failure::Stopped { .. }), "{failure:?}"),
            ended => assert!(ended.is_ok_and(|done| done.is_some()), "{after}"),
        }
        let store = Fake { stop: Stop::default(), stop_after: Cell::new(None), ..store };
        let third = site((5..30).map(|page| (page, 3)));
        wait(run(&store, &third, "no-cache", "b")).unwrap_or_else(|failure| panic!("{after}: {failure:?}"));
        assert_holds(&store, &third);
    }
}

/// What one publisher deletes last, another may just have sent.
#[test]
fn nobody_else_begins_while_what_is_old_is_deleted() {
    for late in 0..150 {
        let store = Fake { reader: meets_whole_pages, ..Fake::new(late) };
        let (many, few) = (site((0..12).map(|page| (page, 1))), site([(0, 1)]));
        wait(run(&store, &many, "no-cache", "a")).expect("it is published");
        let second = async {
            for _ in 0..late {
                tokio::task::yield_now().await;
            }
            run(&store, &many, "no-cache", "b").await
        };
        let (first, second) = wait(futures_util::future::join(run(&store, &few, "no-cache", "a"), second));
        match (&first, &second) {
            (Ok(_), Ok(Some(_))) => assert_holds(&store, &many),
            (Ok(_), Ok(None) | Err(Failure::Overtaken)) => assert_holds(&store, &few),
            both => panic!("{late}: {both:?}"),
        }
    }
}

#[test]
fn clocks_of_publishers_may_differ_by_hours() {
    for hours in [-3, 3] {
        let (store, site) = (Fake::new(5), site((0..20).map(|page| (page, 1))));
        store.faults.set(Faults { cut_after: Some(12), ..Faults::default() });
        assert!(wait(run(&store, &site, "no-cache", "a")).is_err());
        store.faults.set(Faults::default());
        NOW.with(|time| time.now.update(|now| now + hours * 3600));
        assert_eq!(wait(run(&store, &site, "no-cache", "b")), Err(Failure::Overtaken), "{hours}");
        store.now.update(|now| now + 16 * 60);
        wait(run(&store, &site, "no-cache", "b")).expect("it is thought to have ended");
        NOW.with(|time| time.now.update(|now| now - hours * 3600));
    }
}

#[test]
fn what_another_course_has_there_is_not_replaced_unasked() {
    let (store, first) = (Fake::new(10), site([(1, 1)]));
    wait(run(&store, &first, "no-cache", "a")).expect("it is published");
    let headers = Headers::default();
    let stamp = Some(Stamp::new(crate::source::Digest::of(b"theirs"), &headers));
    let foreign = Object { bytes: b"theirs".to_vec(), headers, stamp, version: 0, written: 0 };
    for count in [1, 100] {
        store.objects.borrow_mut().insert("p2/index.html".to_owned(), foreign.clone());
        let files = site((1..2 + count).map(|page| (page, 1)));
        let files = SiteFiles::new(&files, rules("no-cache"), &Silent).expect("no fault").expect("no finding");
        let observer = Observer { store: &store, clock: &NoTimeRef, parallel: 4 };
        let found = wait(observer.manifest()).expect("it is read");
        let known = wait(observer.look(found, &files.stamps, Some(&files))).expect("it is looked at");
        assert_eq!(known.there.files.get("p2/index.html"), Some(&None), "{count}");
    }
}

#[test]
fn a_copy_that_is_said_to_be_set_aside_and_is_not_is_found_out() {
    let (store, first) = (Fake::new(11), site([(1, 1)]));
    wait(run(&store, &first, "no-cache", "a")).expect("it is published");
    store.faults.set(Faults { lost_copies: true, ..Faults::default() });
    let Err(Failure::Store(doing, _)) = wait(run(&store, &site([(1, 2)]), "no-cache", "a")) else {
        panic!("it was not found out")
    };
    assert_eq!(doing, "setting aside what is replaced");
    assert_holds(&store, &first);
}

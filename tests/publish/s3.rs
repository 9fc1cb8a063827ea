//! S3, as moto has it.

use crate::course::{Course, SECRET, ended, get};
use crate::hostile::{tell, times};
use crate::http::send;
use crate::proxy::{Fate, Proxy};
use crate::servers::Server;

pub(crate) const BELOW: &str = "/course/repair/";
const PAGE: &str = "---\ntitle: A page\n---\n\nText.\n";

#[test]
fn only_what_changed_is_sent_with_its_headers_and_the_version_before_can_be_put_back() {
    let moto = Server::moto("course");
    let proxy = Proxy::before(&moto.address);
    let course = Course::at_s3(&proxy.address, "cache = { \"*.txt\" = \"public, max-age=60\" }\ncompress = false");
    let said = course.published(&[]);
    assert!(said.contains("Published to `live`") && !said.contains("note:"), "{said}");
    course.assert_at(&moto.address, BELOW, &[]);
    let header = |path: &str, name: &str| {
        send(&moto.address, "HEAD", &format!("{BELOW}{path}")).header(name).unwrap_or_default().to_owned()
    };
    assert_eq!(header("index.html", "content-type"), "text/html; charset=utf-8");
    assert_eq!(header("index.html", "cache-control"), "no-cache");
    assert_eq!(header("own/a.txt", "cache-control"), "public, max-age=60");
    let sheet = course.site().into_keys().find(|path| path.ends_with("/site.css")).expect("there is one");
    assert_eq!(header(&sheet, "cache-control"), "public, max-age=31536000, immutable");

    proxy.forget();
    let said = course.published(&[]);
    assert!(said.contains("is as it should be"), "{said}");
    assert_eq!(proxy.requests(), ["GET /course/repair/.attune/manifest.json"]);

    let before = course.site();
    course.write("03-own/09-new.md", PAGE);
    course.remove("03-own/01-one.md");
    let dry = course.published(&["--dry-run"]);
    assert!(dry.contains("send     own/new/index.html  (new)"), "{dry}");
    assert!(dry.contains("delete   own/one/index.html  (no longer part of the site)"), "{dry}");
    assert_eq!(get(&moto.address, BELOW, "own/new/index.html").status(), 404, "nothing was done");
    course.published(&["--verbose"]);
    course.assert_at(&moto.address, BELOW, &["own/one/index.html"]);

    course.published(&["--previous"]);
    for (path, bytes) in &before {
        assert!(get(&moto.address, BELOW, path).body == *bytes, "{path}");
    }
    assert_eq!(get(&moto.address, BELOW, "own/new/index.html").status(), 404);
    assert_eq!(header("index.html", "content-type"), "text/html; charset=utf-8", "headers come back as well");
    course.published(&["--forget"]);
    course.assert_at(&moto.address, BELOW, &["own/one/index.html"]);
    let (said, status) = course.publish(&["--previous"]);
    assert!(status == 3 && said.contains("the version before the last is not there any more"), "{said}");
}

#[test]
fn an_upload_that_was_cut_costs_nothing_and_goes_on() {
    let moto = Server::moto("course");
    let proxy = Proxy::before(&moto.address);
    let course = Course::at_s3(&proxy.address, "");
    course.published(&[]);
    let before = course.site();
    course.change_theme(1);
    course.remove("03-own/01-one.md");
    let all = course.published(&["--dry-run"]).lines().filter(|line| line.starts_with("send")).count();
    // A bucket that takes no more: that is no fault that passes.
    let files = std::sync::atomic::AtomicUsize::new(0);
    proxy.judged_by(move |request, _| {
        let is_file = request.first.starts_with("PUT ") && request.header("x-amz-copy-source").is_none();
        let is_too_much = is_file && files.fetch_add(1, std::sync::atomic::Ordering::Relaxed) > 20;
        if is_too_much { Fate::Answer(400, "<Error><Code>QuotaExceeded</Code></Error>") } else { Fate::Pass }
    });
    let (said, status) = course.publish(&[]);
    assert!(status == 3 && said.contains("QuotaExceeded"), "{said}");
    assert!(proxy.requests().iter().all(|request| !request.contains("?delete") && !request.starts_with("DELETE")));
    for path in before.keys() {
        assert_eq!(get(&moto.address, BELOW, path).status(), 200, "`{path}` was deleted");
    }
    proxy.judged_by(|_, _| Fate::Pass);
    let said = course.published(&[]);
    let sent: usize = said.split(": ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok()).expect("it says");
    assert!(sent > 0 && sent < all, "{sent} of {all}: {said}");
    course.assert_at(&moto.address, BELOW, &["own/one/index.html"]);
    assert!(course.published(&[]).contains("is as it should be"));
}

#[test]
fn a_store_without_conditional_put_is_said_and_one_that_lies_is_found_out() {
    let moto = Server::moto("course");
    let proxy = Proxy::before(&moto.address);
    let course = Course::at_s3(&proxy.address, "");
    for (number, refuses) in [false, true].into_iter().enumerate() {
        proxy.judged_by(move |request, _| match request.header("if-match").or(request.header("if-none-match")) {
            Some(_) if refuses => Fate::Answer(501, "<Error><Code>NotImplemented</Code></Error>"),
            Some(_) => Fate::Unconditional,
            None => Fate::Pass,
        });
        course.change_theme(number);
        let said = course.published(&[]);
        assert!(said.contains("note: this store cannot refuse"), "{said}");
        course.assert_at(&moto.address, BELOW, &[]);
    }
    course.change_theme(7);
    proxy.judged_by(|request, _| {
        let is_asset = request.first.starts_with("PUT ") && request.first.contains("/assets/");
        if is_asset { Fate::Lie } else { Fate::Pass }
    });
    let (said, status) = course.publish(&[]);
    assert!(status == 3 && said.contains("and has it not"), "{said}");
}

#[test]
fn of_two_publishers_the_later_is_told_and_the_site_is_that_of_one() {
    let moto = Server::moto("course");
    let proxy = Proxy::before(&moto.address);
    let one = Course::at_s3(&proxy.address, "");
    one.published(&[]);
    let other = one.copied();
    let (rounds, mut told_times) = (times("ROUNDS", 2), 0);
    for round in 0..rounds {
        let number = usize::try_from(round).expect("it is small");
        one.change_theme(1000 + number);
        other.change_theme(2000 + number);
        let started = [&one, &other].map(|course| {
            course
                .command(&[])
                .stderr(std::process::Stdio::piped())
                .stdout(std::process::Stdio::piped())
                .spawn()
                .expect("it runs")
        });
        let ended = started.map(|child| ended(&child.wait_with_output().expect("it ends")));
        let told = |(said, status): &(String, i32)| {
            *status == 3
                && (said.contains("another publication is under way") || said.contains("somebody else published"))
        };
        let winner = match &ended {
            [(_, 0), second] if told(second) => &one,
            [first, (_, 0)] if told(first) => &other,
            // One began when the other had ended.
            [(_, 0), (_, 0)] => {
                let sheet = other.site().into_keys().find(|path| path.ends_with("/site.css")).expect("there is one");
                let page = get(&moto.address, BELOW, "index.html").body;
                if String::from_utf8_lossy(&page).contains(&sheet) { &other } else { &one }
            }
            both => panic!("{both:?}"),
        };
        told_times += ended.iter().filter(|ended| told(ended)).count();
        winner.assert_at(&moto.address, BELOW, &[]);
    }
    tell(&format!(
        "two publishers at once: {rounds} times, {told_times} times one was told; the site was always that of one"
    ));
}

#[test]
fn credentials_come_from_the_environment_and_are_in_no_message() {
    let moto = Server::moto("course");
    let proxy = Proxy::before(&moto.address);
    let course = Course::at_s3(&proxy.address, "");
    let mut bare = course.command(&[]);
    bare.env_remove("AWS_SECRET_ACCESS_KEY");
    let (said, status) = ended(&bare.output().expect("it runs"));
    assert!(status == 3 && said.contains("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"), "{said}");
    assert_eq!(proxy.requests(), Vec::<String>::new(), "nothing else was asked for credentials");
    for (status, code) in [(403, "SignatureDoesNotMatch"), (401, "AccessDenied"), (400, "InvalidRequest")] {
        // A store that tells what it was sent.
        let body: &'static str =
            format!("<Error><Code>{code}</Code><StringToSign>{SECRET}</StringToSign></Error>").leak();
        proxy.judged_by(move |_, _| Fate::Answer(status, body));
        let (said, ended) = course.publish(&["--verbose"]);
        assert!(ended == 3 && said.contains(code), "{said}");
    }
    let nowhere = Course::at_s3("127.0.0.1:1", "");
    let (said, status) = nowhere.publish(&["--verbose"]);
    assert!(status == 3 && said.contains("time and again"), "{said}");
}

/// That a file was not deleted stands in an answer that says that all went well.
#[test]
fn credentials_that_may_not_delete_are_told_and_a_deletion_that_failed_is_tried_again() {
    let moto = Server::moto("course");
    let proxy = Proxy::before(&moto.address);
    let course = Course::at_s3(&proxy.address, "");
    course.published(&[]);
    course.remove("03-own/01-one.md");
    let answer = |request: &crate::http::Message, code: &str| {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let key = body.split("<Key>").nth(1).and_then(|rest| rest.split("</Key>").next()).expect("a key");
        let error = format!("<Error><Key>{key}</Key><Code>{code}</Code><Message>no</Message></Error>");
        Fate::Answer(200, format!("<DeleteResult>{error}</DeleteResult>").leak())
    };
    let is_deletion = |request: &crate::http::Message| request.first.contains("?delete");
    proxy.judged_by(move |request, _| if is_deletion(request) { answer(request, "AccessDenied") } else { Fate::Pass });
    let (said, status) = course.publish(&[]);
    assert!(status == 3 && said.contains("the store refuses the credentials (AccessDenied)"), "{said}");
    assert!(said.contains("let these credentials read, write, list and delete there; then publish again"), "{said}");
    let deletions = proxy.requests().iter().filter(|request| request.contains("?delete")).count();
    assert!(deletions <= 16, "{deletions}: asking again does not help");
    let strange =
        "<DeleteResult><Error><Key>another</Key><Code>InternalError</Code><Message>no</Message></Error></DeleteResult>";
    proxy.judged_by(move |request, _| if is_deletion(request) { Fate::Answer(200, strange) } else { Fate::Pass });
    let (said, status) = course.publish(&[]);
    assert!(status == 3 && said.contains("its answer is about something else"), "{said}");
    let is_first = std::sync::atomic::AtomicBool::new(true);
    proxy.judged_by(move |request, _| {
        let is_failed = is_deletion(request) && is_first.swap(false, std::sync::atomic::Ordering::Relaxed);
        if is_failed { answer(request, "InternalError") } else { Fate::Pass }
    });
    course.published(&[]);
    course.assert_at(&moto.address, BELOW, &["own/one/index.html"]);
}

#[test]
fn somebody_has_to_agree_to_many_deletions_and_to_what_is_not_ours() {
    let moto = Server::moto("course");
    let course = Course::at_s3(&moto.address, "max_deletes = 1");
    // As `aws s3 sync` would have left it: one file is the site's, the other is not.
    let headers = [Course::signed(), ("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-cache")];
    let foreign = |path: &str, body: &[u8]| {
        let put = crate::http::send_body(&moto.address, "PUT", &format!("{BELOW}{path}"), &headers, body);
        assert_eq!(put.status(), 200, "{}", put.first);
    };
    foreign("own/a.txt", &course.site()["own/a.txt"]);
    foreign("index.html", b"theirs");
    foreign("theirs/page.html", b"theirs");
    let (said, status) = course.publish(&[]);
    assert!(
        status == 3 && said.contains("1 file that Attune did not put there would be replaced, such as `index.html`"),
        "{said}"
    );
    assert_eq!(get(&moto.address, BELOW, "index.html").body, b"theirs");
    let said = course.published(&["--yes"]);
    assert!(said.contains("1 unchanged"), "{said}");
    for page in ["03-own/01-one.md", "03-own/02-two.md"] {
        course.remove(page);
    }
    let (said, status) = course.publish(&[]);
    assert!(status == 3 && said.contains("2 files would be deleted, and `max_deletes` is 1"), "{said}");
    course.published(&["--yes"]);
    course.assert_at(&moto.address, BELOW, &["own/one/index.html"]);
    assert_eq!(get(&moto.address, BELOW, "theirs/page.html").body, b"theirs", "what is not ours is left alone");
}

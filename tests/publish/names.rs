//! Names of files and of places that stores, addresses and signatures write in different ways, and courses that share a bucket.

use std::fs;

use crate::course::{Course, get};
use crate::google::translator;
use crate::servers::Server;

/// Names of files beside a page, and what they hold.
const FILES: [(&str, &str); 9] = [
    ("two words.txt", "a"),
    ("100%.txt", "b"),
    ("%41.txt", "c"),
    ("a+b=c&d.txt", "d"),
    ("für-immer.txt", "e"),
    ("日本語.txt", "f"),
    ("quote'(x)~!@$,;.txt", "g"),
    ("empty.txt", ""),
    ("a#b.txt", "h"),
];

/// With all of them, and one whose name is as long as names get.
fn with_names(course: Course) -> Course {
    for (name, text) in FILES {
        course.write(&format!("03-own/{name}"), text);
    }
    course.write(&format!("03-own/{}.txt", "long".repeat(50)), "long");
    course
}

/// A path as an address has it.
fn encoded(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|b| if is_plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// Publishes, changes every one of the files, takes them away, and puts the version before back: each time all is as it should be.
fn kept(course: &Course, fetch: impl Fn(&str) -> Option<Vec<u8>>) {
    course.published(&[]);
    let names: Vec<String> = course.site().into_keys().filter(|path| path.starts_with("own/")).collect();
    assert!(names.len() >= FILES.len() + 2, "{names:?}");
    let is_there = |site: &crate::files::Files| {
        for (path, bytes) in site {
            assert!(fetch(path).as_ref() == Some(bytes), "{path}");
        }
    };
    is_there(&course.site());
    assert!(course.published(&[]).contains("is as it should be"));
    for (name, text) in FILES {
        course.write(&format!("03-own/{name}"), format!("{text} changed"));
    }
    course.published(&[]);
    let changed = course.site();
    is_there(&changed);
    for (name, _) in FILES {
        course.remove(&format!("03-own/{name}"));
    }
    course.published(&["--yes"]);
    course.published(&["--previous"]);
    is_there(&changed);
    course.published(&["--forget", "--yes"]);
    is_there(&course.site());
    for path in changed.keys().filter(|path| !course.site().contains_key(*path)) {
        assert!(fetch(path).is_none(), "{path} is still there");
    }
}

fn fetched(address: &str, below: &str, path: &str) -> Option<Vec<u8>> {
    let answer = get(address, below, &encoded(path));
    (answer.status() == 200).then_some(answer.body)
}

#[test]
fn s3_keeps_odd_names_below_an_odd_prefix() {
    let moto = Server::moto("course");
    let prefix = "a b+c&d=é%20~(x)'/deep";
    let course = Course::at_s3_below(&moto.address, prefix, "");
    kept(&with_names(course), |path| fetched(&moto.address, &format!("/course/{}/", encoded(prefix)), path));
}

#[test]
fn azure_keeps_odd_names() {
    let azurite = Server::azurite("course");
    kept(&with_names(Course::at_azure(&azurite.address, "")), |path| {
        fetched(&azurite.address, crate::azure::BELOW, path)
    });
}

#[test]
fn google_keeps_odd_names() {
    let emulator = Server::google("course");
    let address = translator(&emulator.address);
    let course = with_names(Course::at_google(&address, ""));
    kept(&course, |path| {
        let answer = get(&address, "/course/repair%2F", &encoded(path).replace('/', "%2F"));
        (answer.status() == 200).then_some(answer.body)
    });
}

#[test]
fn a_folder_keeps_odd_names() {
    let course = with_names(Course::new("to = \"../my pages (ü)\""));
    let pages = course.beside("my pages (ü)");
    kept(&course, |path| fs::read(pages.join(path)).ok());
}

/// One prefix begins the other, as a name and as a folder.
#[test]
fn courses_that_share_a_bucket_leave_each_other_alone() {
    let moto = Server::moto("course");
    let at = |prefix: &str| Course::at_s3_below(&moto.address, prefix, "");
    let (whole, second, inner) = (at("repair"), at("repair2"), at("repair/inner"));
    for course in [&whole, &second, &inner] {
        course.published(&[]);
    }
    let whole_ones = || {
        second.assert_at(&moto.address, "/course/repair2/", &[]);
        inner.assert_at(&moto.address, "/course/repair/inner/", &[]);
        whole.assert_at(&moto.address, "/course/repair/", &[]);
    };
    whole.remove("03-own/01-one.md");
    whole.published(&["--forget"]);
    whole_ones();
    // Its manifest is lost, and what it has is found again among what others have.
    let (signed, manifest) = (Course::signed(), "/course/repair/.attune/manifest.json");
    assert!(crate::http::send_body(&moto.address, "DELETE", manifest, &[signed], b"").status() < 300);
    let said = whole.published(&[]);
    assert!(said.contains(": 0 files sent"), "{said}");
    whole_ones();
    // A page of one that would come where the other's stands is not put there unasked.
    whole.write("04-inner/_index.md", "---\ntitle: Inner\n---\n\nText.\n");
    let (said, status) = whole.publish(&[]);
    assert!(status == 3 && said.contains("did not put there would be replaced, such as `inner/index.html`"), "{said}");
    inner.assert_at(&moto.address, "/course/repair/inner/", &[]);
}

/// A page whose address is that of a file, and then the other way round.
#[test]
fn a_file_that_becomes_a_folder_and_a_folder_that_becomes_a_file() {
    let moto = Server::moto("course");
    for target in ["folder", "s3"] {
        let course = if target == "s3" { Course::at_s3(&moto.address, "") } else { Course::new("to = \"../pages\"") };
        let pages = course.beside("pages");
        let fetch = |path: &str| match target {
            "s3" => fetched(&moto.address, crate::s3::BELOW, path),
            _ => fs::read(pages.join(path)).ok(),
        };
        course.configure("[files]\nallow = [\"thing\"]");
        let page = "---\ntitle: Thing\nslug: thing\n---\n\nText.\n";
        for _ in 0..2 {
            course.write("03-own/thing", "a file");
            course.published(&[]);
            assert_eq!(fetch("own/thing").as_deref(), Some(&b"a file"[..]), "{target}");
            course.remove("03-own/thing");
            course.write("03-own/05-thing.md", page);
            course.published(&[]);
            assert!(fetch("own/thing/index.html").is_some(), "{target}");
            course.remove("03-own/05-thing.md");
        }
    }
}

//! A reader who walks the site by links all the while: whatever page is met, all that it loads is there.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use crate::http::send;

/// A reader at work.
pub(crate) struct Reader {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<(usize, Vec<String>)>,
}

impl Reader {
    /// Walks the site below an address such as `/bucket/prefix/`.
    pub(crate) fn start(address: &str, below: &str) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, address, below) = (Arc::clone(&stop), address.to_owned(), below.to_owned());
        let thread = std::thread::spawn(move || {
            let (mut pages, mut missing) = (0, Vec::new());
            while !stopped.load(Ordering::Relaxed) {
                walk(&address, &below, &stopped, &mut pages, &mut missing);
            }
            (pages, missing)
        });
        Self { stop, thread }
    }

    /// How many pages were met; none lacked a part.
    pub(crate) fn ended(self) -> usize {
        self.stop.store(true, Ordering::Relaxed);
        let (pages, missing) = self.thread.join().expect("it walks");
        assert!(missing.is_empty(), "of {pages} pages: {missing:?}");
        pages
    }
}

fn walk(address: &str, below: &str, stop: &AtomicBool, pages: &mut usize, missing: &mut Vec<String>) {
    let (mut open, mut seen) = (VecDeque::from(["index.html".to_owned()]), BTreeSet::new());
    while let Some(path) = open.pop_front().filter(|_| !stop.load(Ordering::Relaxed)) {
        let answer = send(address, "GET", &format!("{below}{path}"));
        // A page that is gone is gone; one that is not there yet has no part that could be missing.
        if answer.status() != 200 {
            continue;
        }
        *pages += 1;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        for part in parts(&text) {
            let part = resolved(&path, &part);
            let there = send(address, "HEAD", &format!("{below}{part}"));
            if there.status() != 200 {
                missing.push(format!("`{path}` lacks `{part}`"));
            }
        }
        for link in attributes(&text, "<a ", "href=\"").filter(|link| link.ends_with("index.html")) {
            let link = resolved(&path, &link);
            if seen.insert(link.clone()) {
                open.push_back(link);
            }
        }
    }
}

/// What a page loads from its own site.
fn parts(text: &str) -> Vec<String> {
    let sheets = attributes(text, "<link rel=\"stylesheet\"", "href=\"");
    let scripts = attributes(text, "<script", "src=\"");
    let pictures = attributes(text, "<img", "src=\"");
    sheets.chain(scripts).chain(pictures).filter(|part| !part.contains(':')).collect()
}

/// The values of an attribute in all tags that begin so.
fn attributes<'t>(text: &'t str, tag: &'t str, attribute: &'t str) -> impl Iterator<Item = String> + 't {
    text.split(tag).skip(1).filter_map(move |rest| {
        let (tag, _) = rest.split_once('>')?;
        let (_, value) = tag.split_once(attribute)?;
        let value = value.split(['"', '#', '?']).next()?;
        (!value.is_empty() && !value.contains(':')).then(|| value.to_owned())
    })
}

fn resolved(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

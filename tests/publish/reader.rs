//! A reader who walks the site by links all the while: whatever page is met, all that it loads is there.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

/// A reader at work.
pub(crate) struct Reader {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<(usize, Vec<String>)>,
}

impl Reader {
    /// Walks a site, whose files `fetch` has by their paths.
    pub(crate) fn start(fetch: impl Fn(&str) -> Option<Vec<u8>> + Send + 'static) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let (mut pages, mut missing) = (0, Vec::new());
            while !stopped.load(Ordering::Relaxed) {
                walk(&fetch, &stopped, &mut pages, &mut missing);
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

fn walk(fetch: &impl Fn(&str) -> Option<Vec<u8>>, stop: &AtomicBool, pages: &mut usize, missing: &mut Vec<String>) {
    let (mut open, mut seen) = (VecDeque::from(["index.html".to_owned()]), BTreeSet::new());
    while let Some(path) = open.pop_front().filter(|_| !stop.load(Ordering::Relaxed)) {
        // A page that is gone is gone; one that is not there yet has no part that could be missing.
        let Some(bytes) = fetch(&path) else { continue };
        *pages += 1;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for part in parts(&text) {
            let part = resolved(&path, &part);
            if fetch(&part).is_none() {
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
    let sheets = ["stylesheet", "icon", "apple-touch-icon", "modulepreload"];
    let sheets = sheets.iter().flat_map(|kind| links(text, kind));
    let scripts = attributes(text, "<script", "src=\"");
    let pictures = attributes(text, "<img", "src=\"");
    sheets.chain(scripts).chain(pictures).filter(|part| !part.contains(':')).collect()
}

/// What links of a kind lead to.
fn links(text: &str, kind: &str) -> Vec<String> {
    attributes(text, &format!("<link rel=\"{kind}\""), "href=\"").collect()
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

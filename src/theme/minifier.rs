//! What was minified is kept for as long as the program runs: a preview reads the theme anew after each edit of a template, and
//! nearly all scripts and sheets are what they were.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So many texts are kept, which are about three themes; then it begins anew.
const MOST: usize = 300;

/// A way to make texts small, and what came of it. The same text always becomes the same bytes.
pub(super) struct Minifier {
    minify: fn(&str) -> String,
    known: Mutex<BTreeMap<Box<str>, Arc<[u8]>>>,
}

impl Minifier {
    pub(super) const fn new(minify: fn(&str) -> String) -> Self {
        Self { minify, known: Mutex::new(BTreeMap::new()) }
    }

    /// The text minified, as bytes to publish.
    pub(super) fn bytes_of(&self, text: &str) -> Arc<[u8]> {
        // A panic while it was locked leaves it whole: it is only read and put into.
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = known().get(text) {
            return Arc::clone(bytes);
        }
        let bytes: Arc<[u8]> = (self.minify)(text).into_bytes().into();
        let mut known = known();
        if known.len() == MOST {
            known.clear();
        }
        known.insert(text.into(), Arc::clone(&bytes));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_minified_once_and_no_more_are_kept_than_it_says() {
        let minifier = Minifier::new(|text| text.replace(' ', ""));
        let first = minifier.bytes_of("a b");
        assert_eq!(&*first, b"ab");
        assert!(Arc::ptr_eq(&first, &minifier.bytes_of("a b")));
        for count in 0..2 * MOST {
            assert_eq!(&*minifier.bytes_of(&format!("c {count}")), format!("c{count}").as_bytes());
        }
        assert!(minifier.known.lock().unwrap().len() <= MOST);
    }
}

//! What tells one content of a file from another: its bytes and the headers that it is sent with.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::course::reserved::{
    FEED, HEADERS, LEARNER_INDEX, OFFLINE_LIST, REDIRECTS, ROBOTS, SEARCH_INDEX, SITEMAP, TITLES, WORKER,
};
use crate::site::media::is_page;
use crate::source::Digest;

/// Hexadecimal digits for the bytes.
const OF_BYTES: usize = 32;
/// Hexadecimal digits for the headers.
const OF_HEADERS: usize = 8;

/// What a file is sent with. A folder has none of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Headers {
    /// Content-Type.
    pub(crate) content_type: String,
    /// Cache-Control.
    pub(crate) cache_control: String,
    /// Content-Encoding; empty where the bytes are as they are.
    pub(crate) encoding: &'static str,
}

/// The digest of a file's bytes, as they are before any encoding, and of its headers.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Stamp(String);

impl Stamp {
    /// Of these bytes and headers.
    pub(crate) fn new(bytes: Digest, headers: &Headers) -> Self {
        let Headers { content_type, cache_control, encoding } = headers;
        let headers = Digest::of(format!("{content_type}\n{cache_control}\n{encoding}").as_bytes());
        Self(bytes.hex(OF_BYTES) + &headers.hex(OF_HEADERS))
    }

    /// From text that was written by an earlier publication.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == OF_BYTES + OF_HEADERS && text.bytes().all(is_digit)).then(|| Self(text.to_owned()))
    }

    /// The stamp as text: 40 hexadecimal digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the bytes are the same, whatever the headers.
    pub(crate) fn has_bytes_of(&self, other: &Self) -> bool {
        self.0.get(..OF_BYTES) == other.0.get(..OF_BYTES)
    }
}

impl TryFrom<String> for Stamp {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("no stamp")
    }
}

impl From<Stamp> for String {
    fn from(stamp: Stamp) -> Self {
        stamp.0
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What a file is for readers, which decides when it is sent and when it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    /// What pages load: sent before them, and removed one publication after the last page that loads it.
    Asset,
    /// A page.
    Page,
    /// What lists pages: sent after them.
    Index,
}

impl Role {
    /// The role of the file at a path of the site.
    pub(crate) fn of(path: &str) -> Self {
        let in_search = path.strip_prefix(SEARCH_INDEX).and_then(|rest| rest.strip_prefix('/'));
        // The entries name the pieces of the index; the texts are all of them in one file, for pages opened from disk.
        let is_entry = in_search.is_some_and(|name| ["attune.js", "pagefind-entry.json", "text.js"].contains(&name));
        // The worker that keeps pages fetches all of its edition as soon as it is there.
        let lists = [SITEMAP, FEED, ROBOTS, TITLES, LEARNER_INDEX, HEADERS, REDIRECTS, OFFLINE_LIST, WORKER];
        if is_entry || lists.contains(&path) {
            Self::Index
        } else if is_page(path) {
            Self::Page
        } else {
            Self::Asset
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_headers_are_another_stamp_with_the_same_bytes() {
        let bytes = Digest::of(b"a");
        let headers = Headers { content_type: "text/css".to_owned(), ..Headers::default() };
        let (plain, with) = (Stamp::new(bytes, &Headers::default()), Stamp::new(bytes, &headers));
        assert!(plain != with && plain.has_bytes_of(&with));
        assert!(!plain.has_bytes_of(&Stamp::new(Digest::of(b"b"), &Headers::default())));
        assert_eq!(Stamp::parse(plain.as_str()), Some(plain));
    }

    #[test]
    fn a_stamp_leads_nowhere() {
        for text in ["", "../../../../../../../../../../etc/passwd0", &"A".repeat(40), &"0".repeat(41)] {
            assert_eq!(Stamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_lists_pages_comes_after_them_and_what_they_load_before() {
        for (path, role) in [
            ("assets/1/site.css", Role::Asset),
            ("a/fork.svg", Role::Asset),
            ("pagefind/fragment/en_1.pf_fragment", Role::Asset),
            ("pagefind/pagefind.js", Role::Asset),
            ("index.html", Role::Page),
            ("404.html", Role::Page),
            ("a/b/index.html", Role::Page),
            ("pagefind/pagefind-entry.json", Role::Index),
            ("pagefind/attune.js", Role::Index),
            ("offline.json", Role::Index),
            ("sw.js", Role::Index),
            ("_redirects", Role::Index),
            ("sitemap.xml", Role::Index),
            ("feed.xml", Role::Index),
            ("titles.js", Role::Index),
            ("course.js", Role::Index),
            ("_headers", Role::Index),
        ] {
            assert_eq!(Role::of(path), role, "{path}");
        }
    }
}

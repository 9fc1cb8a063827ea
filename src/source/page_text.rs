//! The text of a page, which is let go once it is parsed and read again where a finding shows a line of it.

#![expect(clippy::disallowed_methods, reason = "what was let go is read again from where it lay")]

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::Digest;

/// A page's text as it was when the course was read. All pages of a large course take as much memory as what is made of them.
#[derive(Debug)]
pub struct PageText {
    held: Mutex<Option<Arc<str>>>,
    digest: Digest,
    /// Where it can be read again; nowhere for what is not on a disk, or is not there as it is here.
    lies_at: Option<PathBuf>,
}

impl PageText {
    /// The text of the file at a path on this machine, whose bytes have this digest.
    pub(crate) fn of_file(text: Arc<str>, digest: Digest, lies_at: Option<PathBuf>) -> Self {
        Self { held: Mutex::new(Some(text)), digest, lies_at }
    }

    /// The text; `None` when it was let go and is no longer on the disk as it was.
    pub fn get(&self) -> Option<Arc<str>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).clone().or_else(|| self.again())
    }

    /// Lets it go, where it can be read again.
    pub(crate) fn let_go(&self) {
        if self.lies_at.is_some() {
            self.held.lock().unwrap_or_else(PoisonError::into_inner).take();
        }
    }

    fn again(&self) -> Option<Arc<str>> {
        let bytes = std::fs::read(self.lies_at.as_ref()?).ok()?;
        let is_as_it_was = Digest::of(&bytes) == self.digest;
        String::from_utf8(bytes).ok().filter(|_| is_as_it_was).map(Arc::from)
    }
}

/// Texts are the same when they have the same bytes, held or not.
impl PartialEq for PageText {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl Eq for PageText {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_let_go_is_read_again_unless_it_is_another_now() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "as it was").unwrap();
        let text = PageText::of_file("as it was".into(), Digest::of(b"as it was"), Some(path.clone()));
        text.let_go();
        assert_eq!(text.get().as_deref(), Some("as it was"));
        std::fs::write(&path, "as it is").unwrap();
        assert_eq!(text.get(), None);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(text.get(), None);
    }

    #[test]
    fn a_text_that_is_on_no_disk_stays() {
        let text = PageText::of_file("words".into(), Digest::of(b"words"), None);
        text.let_go();
        assert_eq!(text.get().as_deref(), Some("words"));
    }
}

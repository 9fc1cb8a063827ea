//! Where what is imported comes from: a file, or a folder of which files are read when they are asked for.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::string::FromUtf8Error;
use std::sync::Arc;

use crate::source::text::count_bytes;

/// The largest file that is read, in bytes.
pub(crate) const LARGEST: u64 = 64 * 1024 * 1024;

/// What reads a file by its path.
pub(crate) type Reader<'a> = Box<dyn Fn(&str) -> io::Result<Vec<u8>> + 'a>;

/// A file or a folder, by name.
pub(crate) struct Source<'a> {
    /// As the command line names it.
    pub(crate) name: String,
    /// Paths of the files in a folder, with `/`, in the order of their bytes; a file alone has its own name.
    pub(crate) paths: Vec<String>,
    /// Whether it is a folder.
    pub(crate) is_folder: bool,
    /// Reads one of them.
    read: Reader<'a>,
    /// The texts that were read, by path: findings lie in them.
    texts: RefCell<BTreeMap<String, Arc<str>>>,
}

impl<'a> Source<'a> {
    /// A folder with the files at these paths.
    pub(crate) fn folder(name: String, mut paths: Vec<String>, read: Reader<'a>) -> Self {
        paths.sort();
        Self { name, paths, is_folder: true, read, texts: RefCell::default() }
    }

    /// Files in memory, as those of a package.
    pub(crate) fn in_memory(name: &str, files: BTreeMap<String, Vec<u8>>, is_folder: bool) -> Source<'static> {
        let paths = files.keys().cloned().collect();
        let read = move |path: &str| files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound));
        Source { is_folder, ..Source::folder(name.to_owned(), paths, Box::new(read)) }
    }

    /// Whether there is a file at this path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.paths.binary_search_by(|known| known.as_str().cmp(path)).is_ok()
    }

    /// What a file of it is called in messages.
    pub(crate) fn named(&self, path: &str) -> String {
        if self.is_folder { format!("{}/{path}", self.name.trim_end_matches('/')) } else { self.name.clone() }
    }

    /// A file's text: UTF-8 with or without a mark at its head, or UTF-16 with one. Why it cannot be read otherwise.
    pub(crate) fn text(&self, path: &str) -> Result<String, String> {
        if let Some(known) = self.texts.borrow().get(path) {
            return Ok(known.to_string());
        }
        if !self.has(path) {
            return Err("is not there".to_owned());
        }
        let text = decoded(self.bytes(path).map_err(|error| format!("cannot be read: {error}"))?)?;
        self.texts.borrow_mut().insert(path.to_owned(), text.as_str().into());
        Ok(text)
    }

    /// A file's bytes. What is no file of the source is never read, wherever its path leads.
    pub(crate) fn bytes(&self, path: &str) -> io::Result<Vec<u8>> {
        if self.has(path) { (self.read)(path) } else { Err(io::Error::from(io::ErrorKind::NotFound)) }
    }

    /// The texts that were read, by what their files are called in messages.
    pub(crate) fn texts(&self) -> Vec<(String, Arc<str>)> {
        self.texts.borrow().iter().map(|(path, text)| (self.named(path), Arc::clone(text))).collect()
    }
}

/// Bytes as text, in which lines end with a line feed alone.
fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    let text = characters(bytes)?;
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

fn characters(bytes: Vec<u8>) -> Result<String, String> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| "is not text".to_owned())
    };
    match bytes.as_slice() {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).map_err(|fault| not_utf8(&fault)),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|fault| not_utf8(&fault)),
    }
}

/// Where the first byte stands that belongs to no character.
fn not_utf8(fault: &FromUtf8Error) -> String {
    let before = &fault.as_bytes()[..fault.utf8_error().valid_up_to()];
    let line = 1 + count_bytes(before, |byte| byte == b'\n');
    let begins = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let column = 1 + String::from_utf8_lossy(&before[begins..]).chars().count();
    format!("is not UTF-8 at line {line}, column {column}: save it as UTF-8")
}

/// What a file is called, as a title: its name without its ending.
pub(super) fn title_of(name: &str) -> String {
    let name = name.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
    let words = stem.replace(['_', '-'], " ");
    let mut characters = words.trim().chars();
    characters.next().map_or_else(|| "Questions".to_owned(), |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_of_the_source_is_not_read() {
        let read = |path: &str| Ok(path.as_bytes().to_vec());
        let source = Source::folder("lesson".to_owned(), vec!["b.md".to_owned(), "a.md".to_owned()], Box::new(read));
        assert_eq!(source.text("a.md").as_deref(), Ok("a.md"));
        assert!(source.text("../../../etc/passwd").is_err() && source.bytes("/etc/passwd").is_err());
    }

    #[test]
    fn text_may_come_in_either_form_of_unicode_and_with_any_line_ends() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("é\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decoded(utf16).as_deref(), Ok("é\n"));
        assert_eq!(decoded(b"\xef\xbb\xbfa\rb".to_vec()).as_deref(), Ok("a\nb"));
        let fault = "is not UTF-8 at line 2, column 5: save it as UTF-8";
        assert_eq!(decoded(b"a\nCaf\xc3\xa9\xe9".to_vec()), Err(fault.to_owned()));
    }
}

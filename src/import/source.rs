//! Where what is imported comes from: a file, or a folder of which files are read when they are asked for.

use std::collections::BTreeMap;
use std::io;

/// The largest file that is read, in bytes.
pub(crate) const LARGEST: u64 = 64 * 1024 * 1024;

/// What reads a file by its path.
pub(crate) type Reader<'a> = Box<dyn Fn(&str) -> io::Result<Vec<u8>> + 'a>;

/// A file or a folder, by name.
pub(crate) struct Source<'a> {
    /// As the command line names it.
    pub(crate) name: String,
    /// Paths of the files in a folder, with `/`; a file alone has its own name.
    pub(crate) paths: Vec<String>,
    /// Whether it is a folder.
    pub(crate) is_folder: bool,
    /// Reads one of them.
    pub(crate) read: Reader<'a>,
}

impl Source<'_> {
    /// Files in memory, as those of a package.
    pub(crate) fn in_memory(name: &str, files: BTreeMap<String, Vec<u8>>, is_folder: bool) -> Source<'static> {
        let paths = files.keys().cloned().collect();
        let read = move |path: &str| files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound));
        Source { name: name.to_owned(), paths, is_folder, read: Box::new(read) }
    }

    /// Whether there is a file at this path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.paths.iter().any(|known| known == path)
    }

    /// What a file of it is called in messages.
    pub(crate) fn named(&self, path: &str) -> String {
        if self.is_folder { format!("{}/{path}", self.name.trim_end_matches('/')) } else { self.name.clone() }
    }

    /// A file's text: UTF-8 with or without a mark at its head, or UTF-16 with one. Why it cannot be read otherwise.
    pub(crate) fn text(&self, path: &str) -> Result<String, String> {
        let bytes = (self.read)(path).map_err(|error| format!("cannot be read: {error}"))?;
        decoded(bytes)
    }
}

/// Bytes as text.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| "is not text".to_owned())
    };
    match bytes.as_slice() {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).map_err(|_| "is not UTF-8".to_owned()),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|_| "is not UTF-8: save it as UTF-8".to_owned()),
    }
}

/// What a file is called, as a title: its name without its ending.
pub(super) fn title_of(name: &str) -> String {
    let name = name.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
    let words = stem.replace(['_', '-'], " ");
    let mut characters = words.trim().chars();
    characters.next().map_or_else(|| "Questions".to_owned(), |first| first.to_uppercase().chain(characters).collect())
}

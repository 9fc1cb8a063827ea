//! Which table of letters is meant by the name of a font: pages name their fonts, fonts refer to their tables (ISO 32000-1, 7.8.3 and 9.10.3).
//! Objects are looked for and not followed from the file's table, as everywhere: a name may be that of several fonts.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;

use super::pdf_letters::Letters;
use super::unpacked::Unpacked;

/// As many fonts of a PDF as are asked which letters they have: each for all that is shown.
const MOST_TABLES: usize = 200;

/// The tables of a file, and which of them a name of a font may stand for.
#[derive(Default)]
pub(super) struct Fonts {
    tables: Vec<Letters>,
    by_name: BTreeMap<Vec<u8>, BTreeSet<usize>>,
}

impl Fonts {
    /// Those of a file: what stands beside its streams, and its streams.
    pub(super) fn of(beside: &[u8], streams: &[Unpacked]) -> Self {
        let mut fonts = Self::default();
        let mut by_object: BTreeMap<usize, usize> = BTreeMap::new();
        for stream in streams {
            let Some(table) = Letters::read(&stream.bytes) else { continue };
            let known = fonts.tables.iter().position(|known| *known == table);
            if known.is_none() && fonts.tables.len() == MOST_TABLES {
                continue;
            }
            let at = known.unwrap_or(fonts.tables.len());
            if known.is_none() {
                fonts.tables.push(table);
            }
            by_object.extend(leading_number(stream.name.as_bytes()).map(|object| (object, at)));
        }
        let packed = || streams.iter().filter(|stream| stream.name.contains("/ObjStm"));
        let mut of_fonts: BTreeMap<usize, usize> = BTreeMap::new();
        tables_of(beside, &|at| object_at(beside, at), &by_object, &mut of_fonts);
        for stream in packed() {
            let index = index(stream);
            let object = |at| index.iter().rev().find(|(_, start)| *start <= at).map(|(object, _)| *object);
            tables_of(&stream.bytes, &object, &by_object, &mut of_fonts);
        }
        for bytes in std::iter::once(beside).chain(packed().map(|stream| &*stream.bytes)) {
            for (name, object) in references(bytes) {
                if let Some(table) = of_fonts.get(&object) {
                    fonts.by_name.entry(name.to_vec()).or_default().insert(*table);
                }
            }
        }
        fonts
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// The tables that a name may stand for: all where nothing names one.
    pub(super) fn tables(&self, name: &[u8]) -> Vec<&Letters> {
        match self.by_name.get(name) {
            Some(named) => named.iter().map(|at| &self.tables[*at]).collect(),
            None => self.tables.iter().collect(),
        }
    }
}

/// Puts down which font has which table, by objects.
fn tables_of(
    bytes: &[u8],
    object: &dyn Fn(usize) -> Option<usize>,
    by_object: &BTreeMap<usize, usize>,
    of_fonts: &mut BTreeMap<usize, usize>,
) {
    const KEY: &[u8] = b"/ToUnicode";
    for at in memmem::find_iter(bytes, KEY) {
        let table = leading_number(&bytes[at + KEY.len()..]).and_then(|table| by_object.get(&table));
        of_fonts.extend(object(at).zip(table.copied()));
    }
}

/// The number of the object in which a place stands.
fn object_at(bytes: &[u8], at: usize) -> Option<usize> {
    let head = &bytes[..memmem::rfind(&bytes[..at], b" obj")?];
    let head = &head[..head.iter().rposition(|byte| !byte.is_ascii_digit())?];
    let start = head.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |before| before + 1);
    leading_number(&head[start..])
}

/// The objects of a packed stream, and where each begins (7.5.7).
fn index(stream: &Unpacked) -> Vec<(usize, usize)> {
    let first = stream.name.find("/First").and_then(|at| leading_number(&stream.name.as_bytes()[at + 6..]));
    let Some(head) = first.and_then(|first| stream.bytes.get(..first)) else { return Vec::new() };
    let numbers: Vec<usize> = String::from_utf8_lossy(head).split_ascii_whitespace().flat_map(str::parse).collect();
    numbers.chunks_exact(2).map(|pair| (pair[0], head.len() + pair[1])).collect()
}

/// Names that refer to objects: `/F1 5 0 R`.
fn references(bytes: &[u8]) -> impl Iterator<Item = (&[u8], usize)> {
    memchr::memchr_iter(b'/', bytes).filter_map(|at| {
        let rest = &bytes[at + 1..];
        let length = rest.iter().take_while(|byte| super::pdf_shown::is_name(**byte)).count();
        let (name, rest) = rest.split_at(length);
        let mut parts = rest[..rest.len().min(24)].split(u8::is_ascii_whitespace).filter(|part| !part.is_empty());
        let (object, _, sign) = (parts.next()?, parts.next()?, parts.next()?);
        sign.starts_with(b"R").then_some(())?;
        Some((name, leading_number(object)?))
    })
}

/// A number at the beginning of some bytes.
fn leading_number(bytes: &[u8]) -> Option<usize> {
    let bytes = bytes.trim_ascii_start();
    let length = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..length]).ok()?.parse().ok()
}

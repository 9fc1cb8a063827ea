//! What older Office files say of themselves ([MS-OLEPS], 2.21 and 2.25), and whether they are locked. Sets of properties are looked for by what
//! each begins with.

use std::ops::Range;

use memchr::memmem;

use super::encodings::{wide, windows_1252};
use super::{Metadata, Trace};

/// Sets of properties, by what they are called.
const SUMMARY: [u8; 16] =
    [0xe0, 0x85, 0x9f, 0xf2, 0xf9, 0x4f, 0x68, 0x10, 0xab, 0x91, 0x08, 0x00, 0x2b, 0x27, 0xb3, 0xd9];
const OF_DOCUMENT: [u8; 16] =
    [0x02, 0xd5, 0xcd, 0xd5, 0x9c, 0x2e, 0x1b, 0x10, 0x93, 0x97, 0x08, 0x00, 0x2b, 0x2c, 0xf9, 0xae];
/// Where in its stream the name of the first set stands, and where it stands behind the name where the set is, in bytes.
const NAME: usize = 28;
/// No set has more properties.
const MOST: u32 = 1000;
/// The list of a file's fonts, slides and sheets.
const LISTED_PARTS: u32 = 0x0d;

/// Persons: author and who saved it last; manager and company.
const PERSONS: [(&[u8; 16], u32); 4] = [(&SUMMARY, 4), (&SUMMARY, 8), (&OF_DOCUMENT, 14), (&OF_DOCUMENT, 15)];
/// Title, subject, keywords, remarks; category.
const TEXTS: [(&[u8; 16], u32); 5] = [(&SUMMARY, 2), (&SUMMARY, 3), (&SUMMARY, 5), (&SUMMARY, 6), (&OF_DOCUMENT, 2)];

/// What such a file tells.
pub(super) fn look(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    if is_locked(bytes) {
        found.trace(Trace::Locked);
    }
    let said = |(set, id): (&[u8; 16], u32)| {
        let own = properties(bytes, set).into_iter().filter(move |(property, _)| *property == id);
        own.filter_map(|(_, range)| text(&bytes[range])).find(|text| !text.trim().is_empty())
    };
    for person in PERSONS.into_iter().filter_map(said) {
        found.trace(Trace::Person);
        found.text(&person);
    }
    TEXTS.into_iter().filter_map(said).for_each(|text| found.text(&text));
    found
}

/// Whether a file is locked, so that its words are none that can be read: a document of a newer kind in a locked file ([MS-OFFCRYPTO], 2.3),
/// a text ([MS-DOC], 2.5.2), a presentation ([MS-PPT], 2.3.2) or a table ([MS-XLS], 2.4.117).
pub(super) fn is_locked(bytes: &[u8]) -> bool {
    const SECTOR: usize = 512;
    let package: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let of_text =
        |sector: &[u8]| sector.starts_with(&[0xec, 0xa5]) && sector.get(11).is_some_and(|flags| flags & 1 == 1);
    let of_table = |sector: &[u8]| sector.starts_with(&[0x09, 0x08, 0x10, 0]) && sector.get(20..22) == Some(&[0x2f, 0]);
    memmem::find(bytes, &package).is_some()
        || memmem::find(bytes, &[0x14, 0, 0, 0, 0xdf, 0xc4, 0xd1, 0xf3]).is_some()
        || bytes.chunks(SECTOR).any(|sector| of_text(sector) || of_table(sector))
}

/// Where the list of a file's parts stands, which are in the file anyway.
pub(super) fn listed_parts(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    properties(bytes, &OF_DOCUMENT).into_iter().filter(|(id, _)| *id == LISTED_PARTS).map(|(_, range)| range)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// The properties of each set of this name: number and place.
fn properties(bytes: &[u8], set: &[u8; 16]) -> Vec<(u32, Range<usize>)> {
    let of_set = |at: usize| -> Option<Vec<(u32, Range<usize>)>> {
        let stream = at.checked_sub(NAME)?;
        let section = stream + usize::try_from(number(bytes, at + set.len())?).ok()?;
        let size = usize::try_from(number(bytes, section)?).ok()?;
        let count = number(bytes, section + 4).filter(|count| *count <= MOST)?;
        let end = (section + size).min(bytes.len());
        let entry = |index: u32| {
            let at = section + 8 + 8 * usize::try_from(index).ok()?;
            Some((number(bytes, at)?, section + usize::try_from(number(bytes, at + 4)?).ok()?))
        };
        let entries: Vec<(u32, usize)> = (0..count).filter_map(entry).filter(|(_, from)| *from < end).collect();
        let next = |from: usize| entries.iter().map(|(_, at)| *at).filter(|at| *at > from).min().unwrap_or(end);
        Some(entries.iter().map(|(id, from)| (*id, *from..next(*from))).collect())
    };
    memmem::find_iter(bytes, set).filter_map(of_set).flatten().collect()
}

/// The text of a property, in bytes of a code page or of UTF-8, or in UTF-16 ([MS-OLEPS], 2.15).
fn text(property: &[u8]) -> Option<String> {
    let length = usize::try_from(number(property, 4)?).ok()?;
    let value = &property[8..];
    let text = match number(property, 0)? & 0xffff {
        0x1e => {
            let value = &value[..length.min(value.len())];
            std::str::from_utf8(value).map_or_else(|_| windows_1252(value), str::to_owned)
        }
        0x1f => wide(&value[..(2 * length).min(value.len())]),
        _ => return None,
    };
    Some(text.trim_end_matches('\0').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A set of properties with this text as the one of this number, and another one behind it.
    fn set(name: &[u8; 16], id: u32, text: &str) -> Vec<u8> {
        let value =
            [&0x1e_u32.to_le_bytes()[..], &u32::try_from(text.len()).expect("short").to_le_bytes(), text.as_bytes()];
        let value = value.concat();
        let size = u32::try_from(8 + 16 + value.len() + 8).expect("short");
        let numbers = [size, 2, id, 24, 19, size - 8].map(u32::to_le_bytes).concat();
        let head = [&[0xfe, 0xff][..], &[0; 26], name, &48_u32.to_le_bytes()].concat();
        [head, numbers, value, vec![3, 0, 0, 0, 1, 0, 0, 0]].concat()
    }

    #[test]
    fn a_plain_file_tells_who_wrote_it_and_is_not_locked() {
        let sign = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        let file = |parts: &[Vec<u8>]| [sign.to_vec(), parts.concat()].concat();
        let of = |bytes: &[u8]| {
            let found = look(bytes);
            (found.traces.into_iter().collect::<Vec<_>>(), found.texts)
        };
        assert_eq!(of(&file(&[vec![0; 99]])), (Vec::new(), Vec::new()));
        assert_eq!(of(&file(&[set(&SUMMARY, 4, "Jo\0\0")])), (vec![Trace::Person], vec!["Jo".to_owned()]));
        assert_eq!(
            of(&file(&[set(&SUMMARY, 4, "\0\0\0\0"), set(&SUMMARY, 2, "Plan")])),
            (Vec::new(), vec!["Plan".to_owned()])
        );
        let listed = file(&[set(&OF_DOCUMENT, LISTED_PARTS, "Nadine")]);
        let parts: Vec<_> = listed_parts(&listed).collect();
        assert!(parts.len() == 1 && listed[parts[0].clone()].ends_with(b"Nadine"));
    }

    #[test]
    fn a_locked_file_is_told_by_what_locks_it() {
        let sector = |begin: &[u8]| [&[1; 512], begin, &[0; 40]].concat();
        let package: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for locked in [
            sector(&[0xec, 0xa5, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0, 0x03]),
            sector(&[&[0x09, 0x08, 0x10, 0][..], &[0; 16], &[0x2f, 0]].concat()),
            sector(&[0x14, 0, 0, 0, 0xdf, 0xc4, 0xd1, 0xf3]),
            sector(&package),
        ] {
            assert!(is_locked(&locked), "{locked:?}");
        }
        assert!(!is_locked(&sector(&[0xec, 0xa5, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0, 0x02])));
        assert!(!is_locked(&sector(&[&[0x09, 0x08, 0x10, 0][..], &[0; 16], &[0xe1, 0]].concat())));
    }
}

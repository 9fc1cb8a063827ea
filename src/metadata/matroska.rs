//! What films in `WebM` and Matroska tell (RFC 9559): their titles, when they were made, tags, and files inside. Of a long film only
//! its beginning and its end are read, so each part is found by the identifier that it begins with.

use super::{Metadata, Trace};

/// How such a file begins (EBML, RFC 8794).
pub(super) const SIGN: &[u8] = &[0x1a, 0x45, 0xdf, 0xa3];
/// Parts of the file that tell something, by the signs with which they begin: of the whole film, of its streams, of its chapters, tags, and
/// files inside.
const PARTS: [u32; 5] = [0x1549_a966, 0x1654_ae6b, 0x1043_a770, 0x1254_c367, 0x1941_a469];
/// Elements that hold others: an entry of each part, and what lies in it.
const HOLDERS: [u32; 8] = [0xae, 0x45b9, 0xb6, 0x80, 0x7373, 0x63c0, 0x67c8, 0x61a7];
/// Elements that are texts: a title, a file's name before this one, names of streams and chapters, names and descriptions of files inside.
const TEXTS: [u32; 6] = [0x7ba9, 0x7384, 0x536e, 0x85, 0x466e, 0x467e];
const DATE: u32 = 0x4461;
const FILE_INSIDE: u32 = 0x61a7;
const TAG_NAME: u32 = 0x45a3;
const TAG_TEXT: u32 = 0x4487;
/// Elements that are looked at at most.
const MOST: usize = 10_000;

/// What a film tells.
pub(super) fn look(bytes: &[u8]) -> Metadata {
    let mut reader = Reader { found: Metadata::default(), tag: String::new(), left: MOST };
    for part in PARTS {
        for at in memchr::memmem::find_iter(bytes, &part.to_be_bytes()) {
            if let Some((_, content)) = element(&bytes[at..]).filter(|(_, content)| begins_well(content)) {
                reader.read(content);
            }
        }
    }
    reader.found
}

struct Reader {
    found: Metadata,
    /// The name of the tag that is read.
    tag: String,
    left: usize,
}

impl Reader {
    /// Reads the elements of a part, and those inside them.
    fn read(&mut self, mut bytes: &[u8]) {
        while let Some((id, content)) = element(bytes).filter(|_| self.left > 0) {
            self.left -= 1;
            bytes = &bytes[content.as_ptr() as usize - bytes.as_ptr() as usize + content.len()..];
            if id == FILE_INSIDE {
                self.found.trace(Trace::Inside);
            }
            match id {
                _ if HOLDERS.contains(&id) => self.read(content),
                _ if TEXTS.contains(&id) => self.found.text(&String::from_utf8_lossy(content)),
                DATE => self.found.trace(Trace::Time),
                TAG_NAME => self.tag = String::from_utf8_lossy(content).to_ascii_lowercase(),
                TAG_TEXT => self.tagged(&String::from_utf8_lossy(content)),
                _ => {}
            }
        }
    }

    /// What a tag says, by its name (`matroska.org/technical/tagging.html`, and what phones and `FFmpeg` write).
    fn tagged(&mut self, text: &str) {
        const PEOPLE: [&str; 10] = [
            "artist",
            "author",
            "director",
            "actor",
            "composer",
            "producer",
            "performer",
            "written_by",
            "copyright",
            "encoded_by",
        ];
        let tag = self.tag.as_str();
        let has = |parts: &[&str]| parts.iter().any(|part| tag.contains(part));
        let trace = match tag {
            _ if text.trim().is_empty() || has(&["encoder", "duration", "statistics", "number_of", "bps"]) => return,
            _ if has(&["location", "latitude", "longitude", "geo"]) => Some(Trace::Place),
            _ if has(&["date", "creation_time"]) => Some(Trace::Time),
            _ if has(&PEOPLE) => Some(Trace::Person),
            _ if has(&["model", "make", "com.android"]) => Some(Trace::Device),
            _ if has(&["comment"]) => Some(Trace::Comment),
            _ => None,
        };
        self.found.traces.extend(trace);
        self.found.text(text);
    }
}

/// The element that bytes begin with, as far as it is there: its sign and what it holds.
fn element(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (id, after) = number(bytes, 4, true)?;
    let (size, rest) = number(after, 8, false)?;
    let size = usize::try_from(size).unwrap_or(usize::MAX).min(rest.len());
    Some((u32::try_from(id).ok()?, &rest[..size]))
}

/// Whether an element stands at the beginning whose sign has two bytes or three, or is one that the parts have: anything else only looks like a part.
fn begins_well(content: &[u8]) -> bool {
    let known = |id: u32| HOLDERS.contains(&id) || matches!(id, 0xec | 0xbf) || (0x4000..0x40_0000).contains(&id);
    content.is_empty() || element(content).is_some_and(|(id, _)| known(id))
}

/// A number of as many bytes as the zeros at its beginning say, `most` at most; with the mark that ends them or without; and what stands after it.
fn number(bytes: &[u8], most: usize, with_mark: bool) -> Option<(u64, &[u8])> {
    let first = *bytes.first().filter(|first| **first != 0)?;
    let length = first.leading_zeros() as usize + 1;
    let read = bytes.get(..length).filter(|_| length <= most)?;
    let mark = if with_mark { 0 } else { 0x80_u8 >> (length - 1) };
    let value = read[1..].iter().fold(u64::from(first & !mark), |value, byte| value << 8 | u64::from(*byte));
    Some((value, &bytes[length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(id: u32, content: &[u8]) -> Vec<u8> {
        let id: Vec<u8> = id.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
        let size = u32::try_from(content.len()).expect("it fits") | 0x1000_0000;
        [&id[..], &size.to_be_bytes(), content].concat()
    }

    fn tag(name: &str, text: &str) -> Vec<u8> {
        let simple = [made(TAG_NAME, name.as_bytes()), made(TAG_TEXT, text.as_bytes())].concat();
        made(0x7373, &[made(0x63c0, &[]), made(0x67c8, &simple)].concat())
    }

    /// A film of which the size is not known, as browsers record it.
    fn film(parts: &[Vec<u8>]) -> Vec<u8> {
        let head = made(u32::from_be_bytes([0x1a, 0x45, 0xdf, 0xa3]), &made(0x4282, b"webm"));
        [&head[..], &[0x18, 0x53, 0x80, 0x67, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], &parts.concat()].concat()
    }

    #[test]
    fn titles_dates_tags_and_files_inside_are_told() {
        let info = made(
            0x1549_a966,
            &[made(0x002a_d7b1, &[1]), made(DATE, &[0; 8]), made(0x7ba9, b"Katarzyna at home")].concat(),
        );
        let tracks = made(0x1654_ae6b, &made(0xae, &[made(0xd7, &[1]), made(0x536e, b"Ann's microphone")].concat()));
        let tags =
            [tag("ARTIST", "Ann Moreno"), tag("LOCATION", "+52.1/"), tag("COMMENT", "cut"), tag("ENCODER", "Lavf60")]
                .concat();
        let inside = made(0x1941_a469, &made(0x61a7, &made(0x466e, b"notes.pdf")));
        let cluster = made(0x1f43_b675, &[0; 40]);
        let found = look(&film(&[info, tracks, cluster, inside, made(0x1254_c367, &tags)]));
        let told: Vec<Trace> = found.traces.into_iter().collect();
        assert_eq!(told, [Trace::Place, Trace::Person, Trace::Time, Trace::Comment, Trace::Inside]);
        assert_eq!(found.texts, ["Katarzyna at home", "Ann's microphone", "Ann Moreno", "+52.1/", "cut", "notes.pdf"]);
    }

    #[test]
    fn a_film_that_tells_nothing_and_one_that_is_cut_off_tell_nothing() {
        let info =
            made(0x1549_a966, &[made(0x002a_d7b1, &[1]), made(0x4d80, b"Chrome"), made(0x5741, b"Chrome")].concat());
        assert_eq!(look(&film(&[info])), Metadata::default());
        let tags = made(0x1254_c367, &tag("ARTIST", "Ann Moreno"));
        for end in 0..tags.len() {
            look(&film(&[tags[..end].to_vec()]));
        }
        // A picture's bytes that look like a part.
        assert_eq!(
            look(&film(&[made(0x1f43_b675, &[0x12, 0x54, 0xc3, 0x67, 0x83, 0x99, 0x81, 0])])),
            Metadata::default()
        );
        assert_eq!(look(&[&0x1254_c367_u32.to_be_bytes()[..], &[0xff; 9]].concat()), Metadata::default());
    }
}

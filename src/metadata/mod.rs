//! What files beside the pages tell of those whom they show and those who made them: the data in pictures that no eye sees,
//! and the properties, comments and tracked changes of documents.
//!
//! [`look`] reads a file's bytes and goes by what they are and not by its name; [`stripped`] takes such data out of a picture or a sound and
//! leaves every byte that makes up what is seen or heard. Files are untrusted: nothing here fails on any bytes, and what is unpacked has
//! limits.

mod chunks;
mod compound;
mod compound_lists;
mod compound_properties;
mod data_uri;
mod document;
mod encodings;
mod exif;
mod gif;
mod heif;
mod id3;
mod iptc;
mod jpeg;
mod matroska;
mod office;
mod pdf;
mod pdf_filters;
mod pdf_fonts;
mod pdf_letters;
mod pdf_shown;
mod pdf_text;
mod png;
mod rtf;
mod styles;
mod texts;
mod unpacked;
mod webp;
pub(crate) mod webvtt;
mod xml;
mod xmp;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::CoursePath;

pub(crate) use data_uri::embedded;
pub(crate) use texts::Texts;
pub(crate) use unpacked::{MOST_OF_ALL, gunzipped, is_gzip, is_office, unpacked};

/// Something that a file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Trace {
    /// Where a picture was taken.
    Place,
    /// The number of a device.
    Serial,
    /// Who made it, or whom it belongs to.
    Person,
    /// When it was taken.
    Time,
    /// What it was taken with.
    Device,
    /// Remarks, also those of reviewers.
    Comment,
    /// Text that was deleted or put in, with who did it.
    Changes,
    /// A small picture of what the picture was before it was cut.
    Preview,
    /// Other data, such as a film behind a picture or a file in a document.
    Inside,
    /// It is locked, so that nobody but its readers can look into it.
    Locked,
}

impl Trace {
    /// What it is, in words that follow "it tells".
    pub(crate) fn what(self) -> &'static str {
        match self {
            Self::Place => "where it was made",
            Self::Serial => "the number of a device",
            Self::Person => "who made it",
            Self::Time => "when it was made",
            Self::Device => "with which device",
            Self::Comment => "comments",
            Self::Changes => "tracked changes",
            Self::Preview => "a small picture of what it was before",
            Self::Inside => "other data inside it",
            Self::Locked => "nothing that can be looked at, because it is locked",
        }
    }

    /// Whether it has no business in any published file.
    pub(crate) fn is_grave(self) -> bool {
        matches!(self, Self::Place | Self::Serial | Self::Comment | Self::Changes)
    }
}

/// What a file tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub(crate) traces: BTreeSet<Trace>,
    /// Titles, captions, keywords and comments, which may hold anything.
    pub(crate) texts: Vec<String>,
    /// Whether [`stripped`] can take it out.
    pub(crate) is_removable: bool,
}

/// The longest text that is kept, in bytes, and how many.
const LONGEST_TEXT: usize = 16 * 1024;
const MOST_TEXTS: usize = 500;

impl Metadata {
    fn trace(&mut self, trace: Trace) {
        self.traces.insert(trace);
    }

    fn text(&mut self, text: &str) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if !text.is_empty() && self.texts.len() < MOST_TEXTS {
            let mut end = text.len().min(LONGEST_TEXT);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            self.texts.push(text[..end].to_owned());
        }
    }

    /// Takes over what a part of the file tells.
    fn add(&mut self, part: Self) {
        self.traces.extend(part.traces);
        part.texts.iter().for_each(|text| self.text(text));
    }
}

/// Looks at a file.
pub(crate) fn look(bytes: &[u8]) -> Metadata {
    match kind(bytes) {
        Kind::Jpeg => Metadata { is_removable: true, ..jpeg::look(bytes) },
        Kind::Png => Metadata { is_removable: true, ..png::look(bytes) },
        Kind::Webp => Metadata { is_removable: true, ..webp::look(bytes) },
        Kind::Gif => Metadata { is_removable: true, ..gif::look(bytes) },
        Kind::Sound => Metadata { is_removable: true, ..id3::look(bytes) },
        Kind::Tiff | Kind::Iso => exif::in_container(bytes),
        Kind::Matroska => matroska::look(bytes),
        Kind::Pdf => pdf::look(bytes),
        Kind::Zip => office::look(bytes),
        Kind::Rtf => document::rich_text(bytes),
        Kind::Ole => compound_properties::look(bytes),
        Kind::Svg => xml::drawing(bytes),
        Kind::Other => Metadata::default(),
    }
}

/// Whether the text of a file is other than its bytes, by how it begins: it is packed, or written in another way.
pub(crate) fn is_packed(head: &[u8]) -> bool {
    let is_packed = matches!(kind(head), Kind::Zip | Kind::Pdf | Kind::Png | Kind::Svg | Kind::Rtf);
    is_packed || is_gzip(head) || encodings::is_wide(head) || texts::is_compound(head)
}

/// Whether a file is a text as it stands.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    !bytes.contains(&0) && (!is_packed(bytes) || kind(bytes) == Kind::Svg)
}

/// Whether all words of a file are in its texts, so that what stands beside them are names and values of its format.
pub(crate) fn is_document(bytes: &[u8]) -> bool {
    matches!(kind(bytes), Kind::Pdf | Kind::Rtf | Kind::Ole) || is_office(bytes)
}

/// Whether a file is looked at as a whole, by how it begins. Films are only where they tell of themselves, at the head and at the
/// end, and of everything else nothing is known to look for.
pub(crate) fn is_read_whole(head: &[u8]) -> bool {
    const FILMS: [&[u8]; 8] = [b"isom", b"iso2", b"mp41", b"mp42", b"qt  ", b"M4V ", b"M4A ", b"avc1"];
    !matches!(kind(head), Kind::Other | Kind::Matroska) && !head.get(8..12).is_some_and(|brand| FILMS.contains(&brand))
}

/// How much a file tells, in things and texts.
pub fn told(bytes: &[u8]) -> usize {
    let found = look(bytes);
    found.traces.len() + found.texts.len() + unpacked(bytes).len() + Texts::of(bytes).all().count()
}

/// A picture or a sound without what it tells, with the bytes of what is seen or heard as they were, its colour profile, and which way up it is.
/// Nothing where there is nothing to take out, or it is no picture of a kind that this is known for.
pub fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    match without_metadata(bytes) {
        Stripped::Other(stripped) => Some(stripped),
        Stripped::Same | Stripped::Refused => None,
    }
}

/// A file without its metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stripped {
    /// It has none, or is neither a picture nor a sound.
    Same,
    /// The file without them.
    Other(Vec<u8>),
    /// A picture that may have some which cannot be taken out.
    Refused,
}

/// A file without its metadata, also where nobody can say what these tell.
fn without_metadata(bytes: &[u8]) -> Stripped {
    let stripped = match kind(bytes) {
        Kind::Jpeg => jpeg::strip(bytes),
        Kind::Png => png::strip(bytes),
        Kind::Webp => webp::strip(bytes),
        Kind::Gif => gif::strip(bytes),
        Kind::Sound => return id3::strip(bytes).filter(|it| it != bytes).map_or(Stripped::Same, Stripped::Other),
        Kind::Tiff => None,
        Kind::Iso if heif::is_picture(bytes) && heif::has_metadata(bytes) => None,
        Kind::Other if heif::is_jxl(bytes) => None,
        _ => return Stripped::Same,
    };
    match stripped {
        Some(stripped) if stripped == bytes => Stripped::Same,
        Some(stripped) => Stripped::Other(stripped),
        None => Stripped::Refused,
    }
}

/// Whether a picture has no metadata.
pub(crate) fn is_bare(bytes: &[u8]) -> bool {
    without_metadata(bytes) == Stripped::Same
}

/// Endings of pictures that every browser shows.
const PICTURES: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];

/// A file as it is published where no picture may have metadata: what is called a picture and is none is refused too.
pub(crate) fn published_without_metadata(path: &CoursePath, bytes: &[u8]) -> Stripped {
    let ending = path.name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_called = ending.is_some_and(|ending| PICTURES.contains(&&*ending));
    if is_called && !is_picture(bytes) { Stripped::Refused } else { without_metadata(bytes) }
}

/// A picture that is to be published without its metadata and cannot be.
pub(crate) fn unstrippable(path: &CoursePath) -> Diagnostic {
    let message = format!(
        "the metadata of `{path}` cannot be taken out, and `strip_metadata` lets no picture be published with them"
    );
    let help = "save it again as JPEG, PNG or WebP with a program for pictures, or remove it";
    Diagnostic::at(Code::PrivacyMetadata, Place::File(path.clone()), message).help(help)
}

/// Whether a file is a picture that is made of pixels, by how it begins.
pub(crate) fn is_picture(head: &[u8]) -> bool {
    match kind(head) {
        Kind::Jpeg | Kind::Png | Kind::Webp | Kind::Gif | Kind::Tiff => true,
        Kind::Iso => heif::is_picture(head),
        _ => heif::is_jxl(head),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Jpeg,
    Png,
    Webp,
    Gif,
    /// MP3.
    Sound,
    Tiff,
    /// HEIC, AVIF and films.
    Iso,
    /// Films in `WebM` and Matroska.
    Matroska,
    Pdf,
    /// Office files.
    Zip,
    Rtf,
    /// Office files as they were until 2007.
    Ole,
    Svg,
    Other,
}

/// What bytes are, by how they begin.
fn kind(bytes: &[u8]) -> Kind {
    let begins = |sign: &[u8]| bytes.starts_with(sign);
    match bytes {
        _ if begins(&[0xff, 0xd8, 0xff]) => Kind::Jpeg,
        _ if begins(png::SIGN) => Kind::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Kind::Webp,
        _ if begins(b"GIF87a") || begins(b"GIF89a") => Kind::Gif,
        _ if begins(b"II*\0") || begins(b"MM\0*") => Kind::Tiff,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Kind::Iso,
        _ if begins(matroska::SIGN) => Kind::Matroska,
        _ if id3::is_tagged(bytes) => Kind::Sound,
        _ if begins(b"PK\x03\x04") => Kind::Zip,
        _ if begins(b"{\\rtf") => Kind::Rtf,
        _ if begins(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) => Kind::Ole,
        _ if memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() => Kind::Pdf,
        _ if xml::is_drawing(bytes) => Kind::Svg,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests;

//! The texts that a file holds as they are read, whatever it packs, splits or escapes them with.

use std::io::Read as _;

use memchr::memchr;

use super::encodings::{is_wide, wide, windows_1252};
use super::pdf_letters::Letters;
use super::unpacked::{MOST_OF_ONE, unpacked};
use super::{Kind, kind, pdf_text, png, rtf};

/// How deep files lie in files that are looked into, and how many bytes of all are looked at.
const DEEPEST: usize = 3;
const MOST: usize = 64 * 1024 * 1024;
/// As many fonts of a PDF as are asked which letters they have: each for all that is shown.
const MOST_TABLES: usize = 200;
/// How a packed file begins (RFC 1952, 2.3.1).
const PACKED: &[u8] = &[0x1f, 0x8b];
/// Elements that part what stands before and behind them: of Office Open XML, `OpenDocument`, SVG and XHTML, without their prefixes.
const PARTING: [&str; 24] = [
    "p",
    "tc",
    "tr",
    "br",
    "tab",
    "cr",
    "h",
    "list-item",
    "table-cell",
    "table-row",
    "line-break",
    "s",
    "tspan",
    "text",
    "row",
    "c",
    "si",
    "title",
    "desc",
    "textPath",
    "div",
    "li",
    "td",
    "th",
];

/// Every text of a file beside the bytes as they stand: what is packed, joined from its parts, and freed of escapes.
pub(crate) fn texts(bytes: &[u8]) -> Vec<String> {
    let mut found = Found { texts: Vec::new(), left: MOST };
    found.look(bytes, 0);
    found.texts
}

struct Found {
    texts: Vec<String>,
    left: usize,
}

impl Found {
    fn look(&mut self, bytes: &[u8], depth: usize) {
        if self.left < bytes.len() || depth > DEEPEST {
            return;
        }
        self.left -= bytes.len();
        if bytes.starts_with(PACKED) {
            let mut content = Vec::new();
            // What is damaged is looked at as far as it can be read.
            let _ = flate2::read::GzDecoder::new(bytes).take(MOST_OF_ONE).read_to_end(&mut content);
            return self.look(&content, depth + 1);
        }
        if is_wide(bytes) {
            return self.text(wide(bytes).as_bytes(), true);
        }
        if is_compound(bytes) {
            // Word writes a text in bytes where it can, and in UTF-16 where it cannot.
            self.texts.extend([windows_1252(bytes), wide(bytes)]);
            return;
        }
        match kind(bytes) {
            Kind::Zip if depth < DEEPEST => {
                for part in unpacked(bytes) {
                    self.texts.push(part.name);
                    self.look(&part.bytes, depth + 1);
                }
            }
            Kind::Pdf => {
                self.texts.extend(pdf_text::strings(bytes));
                let parts = unpacked(bytes);
                let mut letters: Vec<Letters> = Vec::new();
                for table in parts.iter().filter_map(|part| Letters::read(&part.bytes)) {
                    if letters.len() < MOST_TABLES && !letters.contains(&table) {
                        letters.push(table);
                    }
                }
                for part in parts {
                    self.texts.extend(pdf_text::strings(&part.bytes));
                    self.texts.extend(pdf_text::numbered(&part.bytes, &letters));
                    self.look(&part.bytes, depth + 1);
                }
            }
            Kind::Png => self.texts.extend(png::texts(bytes)),
            Kind::Rtf => self.texts.push(rtf::text(bytes)),
            Kind::Svg | Kind::Other if !bytes.contains(&0) => self.text(bytes, depth > 0),
            _ => {}
        }
    }

    /// A text, which may be marked up, escaped or folded; as it stands only where `is_inside` another file.
    fn text(&mut self, bytes: &[u8], is_inside: bool) {
        let text = std::str::from_utf8(bytes).map_or_else(|_| windows_1252(bytes), str::to_owned);
        let is_page = text.trim_start().get(..14).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype html"));
        if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && !is_page {
            self.texts
                .extend([Joined::AtParting, Joined::Nowhere, Joined::Everywhere].map(|how| of_markup(&text, how)));
        }
        if memchr(b'\\', bytes).is_some() {
            self.texts.push(unescaped(&text));
        }
        if text.starts_with("BEGIN:V") {
            let flat = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
            self.texts.push(flat.replace("\\n", " ").replace('\\', ""));
        }
        if is_inside || std::str::from_utf8(bytes).is_err() {
            self.texts.push(text);
        }
    }
}

/// Whether a file is a document of older Office programs ([MS-CFB], 2.2).
pub(super) fn is_compound(head: &[u8]) -> bool {
    head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}

/// Where tags stand for nothing: all but those that part words, none of them, or all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    AtParting,
    Nowhere,
    Everywhere,
}

/// The text of XML. It is not parsed, since what is no XML has words too.
fn of_markup(text: &str, joined: Joined) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len() / 2), text);
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/').split([' ', '/', '\n', '\t', '\r']).next().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default();
        let parts = match joined {
            Joined::AtParting => PARTING.contains(&name),
            Joined::Nowhere => true,
            Joined::Everywhere => false,
        };
        if parts {
            plain.push(' ');
        }
        rest = after;
    }
    plain.push_str(rest);
    without_references(&plain)
}

/// A text without the references of XML.
fn without_references(text: &str) -> String {
    let (mut free, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once('&') {
        free.push_str(before);
        let end = after.bytes().take(10).position(|byte| byte == b';');
        let letter = end.and_then(|end| match &after[..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            number => {
                let number = number.strip_prefix('#')?;
                let hex = number.strip_prefix(['x', 'X']);
                let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
                char::from_u32(code?)
            }
        });
        free.push(letter.unwrap_or('&'));
        rest = if letter.is_some() { &after[end.unwrap_or_default() + 1..] } else { after };
    }
    free.push_str(rest);
    free
}

/// A text of JSON or of a script without its escapes (RFC 8259, 7).
fn unescaped(text: &str) -> String {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        units.extend(before.encode_utf16());
        let code = after.strip_prefix('u').and_then(|code| u16::from_str_radix(code.get(..4)?, 16).ok());
        let length = match (code, after.chars().next()) {
            (Some(code), _) => {
                units.push(code);
                5
            }
            (None, Some(letter)) => {
                let meant = if matches!(letter, 'n' | 't' | 'r' | 'f' | 'b') { ' ' } else { letter };
                units.extend(meant.encode_utf16(&mut [0; 2]).iter());
                letter.len_utf8()
            }
            (None, None) => 0,
        };
        rest = &after[length..];
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

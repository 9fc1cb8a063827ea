//! The texts that a file holds as they are read, whatever it packs, splits or escapes them with.

use memchr::{memchr, memmem};

use super::data_uri::embedded;
use super::encodings::{is_wide, wide, windows_1252};
use super::pdf_letters::Letters;
use super::unpacked::{
    MOST_OF_ALL, Unpacked, beside_streams, gunzipped, is_gzip, is_of_formats, is_of_subtype, is_office, unpacked,
};
use super::{Kind, is_packed, kind, look, pdf_text, png, rtf};

/// How deep files lie in files that are looked into.
const DEEPEST: usize = 3;
/// As many fonts of a PDF as are asked which letters they have: each for all that is shown.
const MOST_TABLES: usize = 200;
/// No text has a zero among its first bytes.
const HEAD: usize = 1024;
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
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// As they are read.
    pub(crate) read: Vec<String>,
    /// As programs keep them: what they are joined from, and names and values of formats among them. What is short stands there by chance, too.
    pub(crate) raw: Vec<String>,
    /// Whether something was passed over in which there may be words: it lies too deep, is too large, locked, or packed in a way that is
    /// not known.
    pub(crate) is_cut: bool,
    /// Whether it is a PDF that is locked, and read all the same by everybody who may open it.
    pub(crate) is_locked: bool,
}

impl Texts {
    /// Those of a file.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let left = usize::try_from(MOST_OF_ALL).unwrap_or(usize::MAX);
        let mut found = Found { texts: Self::default(), left, in_office: false };
        found.look(bytes, 0);
        found.texts
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        self.read.iter().chain(&self.raw)
    }
}

struct Found {
    texts: Texts,
    /// How many bytes of what lies in the file may yet be looked at.
    left: usize,
    /// Whether what is looked at lies in a file of Office.
    in_office: bool,
}

/// Whether there may be words in what begins so.
fn may_have_words(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    !head.is_empty() && (!head.contains(&0) || is_packed(head)) && !super::is_picture(head)
}

impl Found {
    fn look(&mut self, bytes: &[u8], depth: usize) {
        if depth > 0 {
            if self.left < bytes.len() || depth > DEEPEST {
                self.texts.is_cut |= may_have_words(bytes);
                return;
            }
            self.left -= bytes.len();
        }
        if is_gzip(bytes) {
            let (content, is_cut) = gunzipped(bytes, self.left as u64);
            self.texts.is_cut |= is_cut && may_have_words(&content);
            return self.look(&content, depth + 1);
        }
        if is_wide(bytes) {
            return self.text(wide(bytes).as_bytes(), depth, true);
        }
        if is_compound(bytes) {
            // Word writes a text in bytes where it can, and in UTF-16 where it cannot.
            self.texts.raw.extend([windows_1252(bytes), wide(bytes)]);
            return;
        }
        match kind(bytes) {
            Kind::Zip if depth < DEEPEST => self.zip(bytes, depth),
            Kind::Zip => self.texts.is_cut = true,
            Kind::Pdf => self.pdf(bytes, depth),
            Kind::Rtf => {
                self.texts.read.push(rtf::text(bytes));
                self.texts.raw.push(windows_1252(&rtf::beside_tables(bytes)));
            }
            Kind::Svg | Kind::Other if !bytes.contains(&0) => self.text(bytes, depth, depth > 0),
            Kind::Svg | Kind::Other => {}
            Kind::Png => self.texts.read.extend(png::texts(bytes)),
            _ => self.texts.read.extend(look(bytes).texts),
        }
    }

    fn zip(&mut self, bytes: &[u8], depth: usize) {
        let is_office = is_office(bytes);
        let around = std::mem::replace(&mut self.in_office, is_office);
        for part in &unpacked(bytes) {
            if is_office && is_of_formats(&part.name) {
                self.texts.raw.extend(own_styles(&part.bytes));
                continue;
            }
            let folder = part.name.rsplit('/').nth(1).unwrap_or_default();
            // Entries of Office files have the names that the format gives them, but for what was put into them.
            if !is_office || ["media", "embeddings", "Pictures"].contains(&folder) {
                self.texts.read.push(part.name.clone());
            }
            self.part(part, depth);
        }
        self.in_office = around;
    }

    fn part(&mut self, part: &Unpacked, depth: usize) {
        let is_known = part.is_wordless() || !part.bytes.is_empty() && !may_have_words(&part.bytes);
        self.texts.is_cut |= part.is_cut && !is_known;
        self.look(&part.bytes, depth + 1);
    }

    fn pdf(&mut self, bytes: &[u8], depth: usize) {
        self.texts.is_locked |= memmem::find(bytes, b"/Encrypt").is_some();
        let parts = unpacked(bytes);
        let mut letters: Vec<Letters> = Vec::new();
        for table in parts.iter().filter_map(|part| Letters::read(&part.bytes)) {
            if letters.len() < MOST_TABLES && !letters.contains(&table) {
                letters.push(table);
            }
        }
        self.strings(&beside_streams(bytes), &[]);
        for part in &parts {
            let head = part.name.as_bytes();
            let is_font =
                ["Type1C", "CIDFontType0C", "OpenType"].iter().any(|name| is_of_subtype(head, name.as_bytes()));
            if is_font || is_of_subtype(head, b"Image") || part.name.contains("/Length1") {
                continue;
            }
            self.strings(&part.bytes, &letters);
            if kind(&part.bytes) == Kind::Other && !part.name.contains("/EmbeddedFile") && !part.bytes.starts_with(b"<")
            {
                // What pages are drawn with.
                self.texts.is_cut |= part.is_cut && (part.bytes.is_empty() || may_have_words(&part.bytes));
                self.texts.raw.extend(std::str::from_utf8(&part.bytes).map(without_names));
            } else {
                self.part(part, depth);
            }
        }
    }

    fn strings(&mut self, bytes: &[u8], letters: &[Letters]) {
        for [apart, joined] in
            [Some(pdf_text::strings(bytes)), pdf_text::numbered(bytes, letters)].into_iter().flatten()
        {
            self.texts.read.push(apart);
            self.texts.raw.push(joined);
        }
    }

    /// A text, which may be marked up, escaped or folded; as it stands only where it `is_other` than the file's bytes.
    fn text(&mut self, bytes: &[u8], depth: usize, is_other: bool) {
        let text = std::str::from_utf8(bytes).map_or_else(|_| windows_1252(bytes), str::to_owned);
        let is_page = text.trim_start().get(..14).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype html"));
        let is_markup = text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && !is_page;
        if is_markup {
            let joined = [Joined::AtParting, Joined::Nowhere, Joined::Everywhere].map(|how| of_markup(&text, how));
            self.texts.read.extend(joined);
        }
        if memchr(b'\\', bytes).is_some() {
            self.texts.read.push(unescaped(&text));
        }
        if text.starts_with("BEGIN:V") {
            let flat = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
            self.texts.read.push(flat.replace("\\n", " ").replace('\\', ""));
        }
        for file in embedded(&text) {
            self.look(&file.bytes, depth + 1);
        }
        if is_other || std::str::from_utf8(bytes).is_err() {
            let texts = if is_markup { &mut self.texts.raw } else { &mut self.texts.read };
            texts.push(if is_markup && self.in_office { values(&text) } else { text });
        }
    }
}

/// The names that an author gave to styles of a file of Office.
fn own_styles(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let own = text.split("customStyle=\"1\"").skip(1);
    let name = |style: &str| Some(style.split_once("name w:val=\"")?.1.split('"').next()?.to_owned());
    own.filter_map(name).collect()
}

/// What pages of a PDF are drawn with, without the names of its format.
fn without_names(text: &str) -> String {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "#+,.-_".contains(letter);
    let mut parts = text.split('/');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| format!("{all} {}", part.trim_start_matches(is_name)))
}

/// The values of attributes in a part of a file of Office that are not about fonts and styles.
fn values(text: &str) -> String {
    let is_of_format = |name: &str| {
        let name = name.to_ascii_lowercase();
        ["style", "font", "typeface", "ascii", "hansi", "eastasia"].iter().any(|word| name.contains(word))
    };
    let mut all = String::new();
    for tag in text.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let (element, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if is_of_format(element) {
            continue;
        }
        while let Some((name, after)) = rest.split_once("=\"") {
            let (value, behind) = after.split_once('"').unwrap_or((after, ""));
            if !is_of_format(name) && !name.trim_start().starts_with("xmlns") {
                all.push_str(&without_references(value));
                all.push('\n');
            }
            rest = behind;
        }
    }
    all
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

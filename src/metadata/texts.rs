//! The texts that a file holds as they are read, whatever it packs, splits or escapes them with.

use memchr::{memchr, memmem};

use super::data_uri::embedded;
use super::encodings::{is_wide, wide, windows_1252};
use super::pdf_fonts::Fonts;
use super::unpacked::{
    MOST_OF_ALL, MOST_OF_ONE, Unpacked, beside_streams, gunzipped, is_gzip, is_of_formats, is_of_subtype, is_office,
    unpacked,
};
use super::{Kind, compound, compound_properties, is_packed, kind, look, pdf_text, png, rtf, styles};

/// How deep files lie in files that are looked into.
const DEEPEST: usize = 3;
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
    /// Whether it is locked, and read all the same by everybody who may open it.
    pub(crate) is_locked: bool,
}

impl Texts {
    /// Those of a file.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut found = Found { texts: Self::default(), left: usize::try_from(MOST_OF_ALL).unwrap_or(usize::MAX) };
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
            self.texts.is_locked |= compound_properties::is_locked(bytes);
            self.texts.raw.extend(compound::texts(bytes));
            return compound::objects(bytes, MOST_OF_ONE).iter().for_each(|object| self.look(object, depth + 1));
        }
        match kind(bytes) {
            Kind::Zip if depth < DEEPEST => self.zip(bytes, depth),
            Kind::Zip => self.texts.is_cut = true,
            Kind::Pdf => self.pdf(bytes, depth),
            Kind::Rtf => {
                let read = rtf::read(bytes);
                self.texts.read.push(read.text);
                self.texts.raw.extend(read.own_styles);
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
        for part in &unpacked(bytes) {
            if is_office && is_of_formats(&part.name) {
                let own = styles::own_words(&part.name, &part.bytes);
                self.texts.raw.extend(own.iter().map(|words| without_references(words, ' ')));
                continue;
            }
            let folder = part.name.rsplit('/').nth(1).unwrap_or_default();
            // Entries of Office files have the names that the format gives them, but for what was put into them.
            if !is_office || ["media", "embeddings", "Pictures"].contains(&folder) {
                self.texts.read.push(part.name.clone());
            }
            self.part(part, depth);
        }
    }

    fn part(&mut self, part: &Unpacked, depth: usize) {
        let is_known = part.is_wordless() || !part.bytes.is_empty() && !may_have_words(&part.bytes);
        self.texts.is_cut |= part.is_cut && !is_known;
        self.look(&part.bytes, depth + 1);
    }

    fn pdf(&mut self, bytes: &[u8], depth: usize) {
        let (beside, parts) = (beside_streams(bytes), unpacked(bytes));
        let fonts = Fonts::of(&beside, &parts);
        self.strings(&beside, &Fonts::default());
        // Whatever is encrypted is no text, though the file may open without a password (ISO 32000-1, 7.6).
        self.texts.is_locked |= memmem::find(&beside, b"/Encrypt").is_some();
        for part in &parts {
            let head = part.name.as_bytes();
            let is_font =
                ["Type1C", "CIDFontType0C", "OpenType"].iter().any(|name| is_of_subtype(head, name.as_bytes()));
            if is_font || is_of_subtype(head, b"Image") || part.name.contains("/Length1") {
                continue;
            }
            self.strings(&part.bytes, &fonts);
            if kind(&part.bytes) == Kind::Other && !part.name.contains("/EmbeddedFile") && !part.bytes.starts_with(b"<")
            {
                // What pages are drawn with.
                self.texts.is_cut |= part.is_cut && (part.bytes.is_empty() || may_have_words(&part.bytes));
                self.texts.raw.extend(std::str::from_utf8(&part.bytes).map(pdf_text::without_names));
            } else {
                self.part(part, depth);
            }
        }
    }

    fn strings(&mut self, bytes: &[u8], fonts: &Fonts) {
        for [apart, joined, linked] in
            [Some(pdf_text::strings(bytes)), pdf_text::strings_beside_pages(bytes), pdf_text::numbered(bytes, fonts)]
                .into_iter()
                .flatten()
        {
            self.texts.read.push(apart);
            self.texts.raw.extend([joined, linked]);
        }
    }

    /// A text, which may be marked up, escaped or folded; as it stands only where it `is_other` than the file's bytes.
    fn text(&mut self, bytes: &[u8], depth: usize, is_other: bool) {
        let text = std::str::from_utf8(bytes).map_or_else(|_| windows_1252(bytes), str::to_owned);
        let text = without_listed_parts(text);
        let is_page = text.trim_start().get(..14).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype html"));
        let is_markup = text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && !is_page;
        if is_markup {
            let joined = [Joined::AtParting, Joined::Nowhere, Joined::Everywhere].map(|how| of_markup(&text, how));
            if text.contains("<office:styles") {
                let own = styles::of_open_document(&text);
                self.texts.raw.extend(own.iter().map(|words| without_references(words, ' ')));
            }
            if text.contains("<headerFooter") {
                self.texts.read.push(compound::without_codes(&joined[0]));
            }
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
            if is_markup {
                // A quote that is referred to ends no value.
                self.texts.raw.push(without_references(&text, '\''));
            } else {
                self.texts.read.push(text);
            }
        }
    }
}

/// Whether a file is a document of older Office programs ([MS-CFB], 2.2).
pub(super) fn is_compound(head: &[u8]) -> bool {
    head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}

/// A text without the list that Office programs write of a file's fonts, slides and sheets, which are in the file anyway (ECMA-376-1, 22.2.2.27).
fn without_listed_parts(mut text: String) -> String {
    const END: &str = "</TitlesOfParts>";
    if let Some(range) = text.find("<TitlesOfParts>").and_then(|from| Some(from..from + text[from..].find(END)?)) {
        text.replace_range(range, "");
    }
    text
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
    without_references(&plain, '"')
}

/// A text without the references of XML, with this sign for a quote that is referred to.
fn without_references(text: &str, quote: char) -> String {
    let (mut free, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once('&') {
        free.push_str(before);
        let end = after.bytes().take(10).position(|byte| byte == b';');
        let letter = end.and_then(|end| match &after[..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some(quote),
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

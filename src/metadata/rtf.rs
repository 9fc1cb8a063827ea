//! The text of a file in RTF (version 1.9.1): without its control words, with its letters of a code page and of Unicode.

use super::encodings::windows_1252;

/// Parts that hold no words of an author: names of fonts and of styles, colours, and what the program says of itself.
const NO_TEXT: [&str; 8] =
    ["fonttbl", "stylesheet", "latentstyles", "colortbl", "themedata", "colorschememapping", "datastore", "generator"];

/// What holds in a group, and ends with it.
#[derive(Clone, Copy)]
struct Group {
    /// How many characters stand behind a letter of Unicode for programs that know none.
    fallback: usize,
    of: Letters,
}

/// What letters in a group belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Text,
    /// Names of the file's styles, with a semicolon behind each.
    Styles,
    /// Names of the styles that the program itself has.
    Known,
    Nothing,
}

/// What a file says.
pub(super) struct Read {
    /// Bytes of a letter in another code page than Windows-1252 come out as letters of that one.
    pub(super) text: String,
    /// Names of styles that are none of the program's.
    pub(super) own_styles: Vec<String>,
}

pub(super) fn read(bytes: &[u8]) -> Read {
    let mut reader = Reader { bytes, at: 0, skipped: 0, units: Vec::new(), styles: Vec::new(), known: Vec::new() };
    reader.read();
    let known = String::from_utf16_lossy(&reader.known);
    let known: Vec<String> = known.split(';').map(|name| name.trim().to_lowercase()).collect();
    let styles = String::from_utf16_lossy(&reader.styles);
    let own = styles.split(';').map(str::trim).filter(|name| !name.is_empty() && !known.contains(&name.to_lowercase()));
    Read { own_styles: own.map(str::to_owned).collect(), text: String::from_utf16_lossy(&reader.units) }
}

/// The file as it is written, without the groups that hold no words of an author.
pub(super) fn beside_tables(bytes: &[u8]) -> Vec<u8> {
    let (mut beside, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    while let Some(at) = memchr::memchr(b'{', rest) {
        let (before, group) = rest.split_at(at);
        beside.extend_from_slice(before);
        // With the sign of groups that not every program knows.
        let word = group[1..].strip_prefix(br"\*").unwrap_or(&group[1..]).strip_prefix(br"\");
        let is_table = word.is_some_and(|word| NO_TEXT.iter().any(|name| word.starts_with(name.as_bytes())));
        let length = if is_table { group_length(group) } else { 1 };
        beside.push(b' ');
        rest = &group[length..];
    }
    beside.extend_from_slice(rest);
    beside
}

/// How long a group is that begins here, with its braces.
fn group_length(group: &[u8]) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in group.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    group.len()
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    /// So many of the next characters stand for a letter that is there already.
    skipped: usize,
    units: Vec<u16>,
    styles: Vec<u16>,
    known: Vec<u16>,
}

impl Reader<'_> {
    /// Where letters of a group go.
    fn units(&mut self, group: Group) -> Option<&mut Vec<u16>> {
        match group.of {
            Letters::Text => Some(&mut self.units),
            Letters::Styles => Some(&mut self.styles),
            Letters::Known => Some(&mut self.known),
            Letters::Nothing => None,
        }
    }

    fn read(&mut self) {
        let mut group = Group { fallback: 1, of: Letters::Text };
        let mut around = Vec::new();
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => around.push(group),
                b'}' => {
                    group = around.pop().unwrap_or(group);
                    self.skipped = 0;
                }
                b'\\' => self.control(&mut group),
                b'\r' | b'\n' => {}
                _ => self.letter(byte, group),
            }
        }
    }

    fn letter(&mut self, byte: u8, group: Group) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if let Some(units) = self.units(group) {
            units.extend(windows_1252(&[byte]).encode_utf16());
        }
    }

    fn control(&mut self, group: &mut Group) {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let Ok(word) = std::str::from_utf8(&rest[..length]) else { return };
        if word.is_empty() {
            self.at += usize::from(!rest.is_empty());
            return self.symbol(rest, *group);
        }
        let digits = rest[length..].iter().enumerate();
        let digits = digits.take_while(|(at, byte)| byte.is_ascii_digit() || *at == 0 && **byte == b'-').count();
        let number =
            std::str::from_utf8(&rest[length..length + digits]).ok().and_then(|number| number.parse::<i64>().ok());
        self.at += length + digits;
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        match (word, number) {
            ("u", Some(number)) => {
                // Numbers above 32,767 are written below zero.
                let unit = u16::try_from(number & 0xffff).unwrap_or_default();
                self.units(*group).into_iter().for_each(|units| units.push(unit));
                self.skipped = group.fallback;
            }
            ("uc", Some(number)) => group.fallback = usize::try_from(number).unwrap_or_default(),
            ("bin", Some(number)) => self.at = self.at.saturating_add(usize::try_from(number).unwrap_or_default()),
            ("par" | "line" | "tab" | "cell" | "row" | "sect" | "page" | "emspace" | "enspace", _)
                if group.of == Letters::Text =>
            {
                self.units.push(32);
            }
            ("rquote" | "lquote", _) => self.units.push(0x2019),
            ("emdash" | "endash", _) => self.units.push(0x2013),
            ("stylesheet", _) => group.of = Letters::Styles,
            ("latentstyles", _) => group.of = Letters::Known,
            _ if NO_TEXT.contains(&word) => group.of = Letters::Nothing,
            _ => {}
        }
    }

    fn symbol(&mut self, rest: &[u8], group: Group) {
        match rest {
            [b'\'', high, low, ..] => {
                self.at += 2;
                let digits = [*high, *low].map(|digit| char::from(digit).to_digit(16));
                if let [Some(high), Some(low)] = digits {
                    self.letter(u8::try_from(high << 4 | low).unwrap_or_default(), group);
                }
            }
            [sign @ (b'\\' | b'{' | b'}'), ..] => self.letter(*sign, group),
            [b'~' | b'\r' | b'\n', ..] => self.units.push(32),
            [b'_', ..] => self.units.push(u16::from(b'-')),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authors_own_styles_are_those_that_the_program_does_not_list() {
        let file = br"{\rtf1{\stylesheet{\s0 Normal;}{\*\cs10 \additive Default Paragraph Font;}{\s15\sbasedon0 Own \'e9ne;}}{\*\latentstyles\lsdstimax371{\lsdlockedexcept \lsdqformat1 normal;\lsdpriority1 Default Paragraph Font;}}Hello\par}";
        let read = read(file);
        assert_eq!((read.text.trim(), read.own_styles), ("Hello", vec!["Own éne".to_owned()]));
    }
}

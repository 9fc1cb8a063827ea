//! What a PDF shows, one string behind the other, and what parts them: a gap within a line, a move along it, or another line
//! (ISO 32000-1, 9.4). How wide letters are is not looked up.

use memchr::memmem;

use super::pdf_text::string;

/// From here on a gap within a line parts words, in thousandths of the size of the letters (ISO 32000-1, 9.4.3).
const GAP: f64 = -150.0;

/// Keys of strings that programs write, and no author: of fonts, of the program, and of a form's look (9.8.2, 14.3.3, 12.7.3.3).
const MACHINERY: [&[u8]; 6] = [b"FontFamily", b"Registry", b"Ordering", b"Producer", b"DA", b"DS"];

/// What is shown one behind the other.
pub(super) enum Shown<'b> {
    /// A string, and the name of its font.
    String(Vec<u8>, &'b [u8]),
    /// Words are apart here.
    Gap,
    /// The pen was moved along the line, so far from where the strings before began, in sizes of their letters.
    Along(f64),
    /// Something else begins, such as a line.
    Line,
}

/// Everything that is shown.
pub(super) fn shown(bytes: &[u8]) -> Vec<Shown<'_>> {
    let mut reader = Reader { bytes, ..Reader::default() };
    while reader.at < bytes.len() {
        reader.read();
    }
    reader.shown
}

/// Where letters are put.
#[derive(Clone, Copy, Default, PartialEq)]
struct Pen {
    x: f64,
    y: f64,
    /// Of letters, in the units of the two before.
    size: f64,
}

#[derive(Default)]
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    shown: Vec<Shown<'b>>,
    /// Whether strings stand in brackets, which make one line of them.
    is_line: bool,
    is_text: bool,
    /// The last name, the font that it became, and how much larger its letters are shown.
    name: &'b [u8],
    font: &'b [u8],
    scale: f64,
    /// The last numbers.
    numbers: Vec<f64>,
    pen: Pen,
    /// Where the strings before began.
    before: Pen,
}

impl Reader<'_> {
    fn read(&mut self) {
        let rest = &self.bytes[self.at..];
        let length = |is_part: fn(u8) -> bool| rest.iter().take_while(|byte| is_part(**byte)).count();
        if let Some((string, end)) = string(self.bytes, self.at) {
            self.at = end;
            if !self.is_text && MACHINERY.contains(&self.name) {
                return;
            }
            if !self.is_line {
                self.begin();
            }
            self.shown.push(Shown::String(string, self.font));
            return;
        }
        self.at += match rest[0] {
            b'[' => {
                self.begin();
                self.is_line = true;
                1
            }
            b']' => {
                self.is_line = false;
                1
            }
            b'/' => {
                let length = rest[1..].iter().take_while(|byte| is_name(**byte)).count();
                self.name = &rest[1..=length];
                1 + length
            }
            b'-' | b'+' | b'.' | b'0'..=b'9' => {
                let length = length(|byte| matches!(byte, b'-' | b'+' | b'.' | b'0'..=b'9'));
                self.number(&rest[..length]);
                length
            }
            byte if byte.is_ascii_alphabetic() || byte == b'\'' || byte == b'"' => {
                let length = length(|byte| byte.is_ascii_alphanumeric() || b"*'\"_".contains(&byte));
                self.at += length;
                self.operator(&rest[..length]);
                self.numbers.clear();
                0
            }
            // An opening that begins no string.
            b'<' if rest.get(1) == Some(&b'<') => 2,
            _ => 1,
        };
    }

    fn number(&mut self, digits: &[u8]) {
        let Some(number) = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<f64>().ok()) else {
            return;
        };
        if !self.is_line {
            self.numbers.push(number);
        } else if number <= GAP {
            self.shown.push(Shown::Gap);
        }
    }

    fn operator(&mut self, name: &[u8]) {
        match (name, self.numbers.as_slice()) {
            (b"BT", _) => {
                (self.is_text, self.scale) = (true, 1.0);
                (self.pen.x, self.pen.y) = (0.0, 0.0);
            }
            (b"ET", _) => self.is_text = false,
            (b"Tf", [.., size]) => (self.font, self.pen.size) = (self.name, size.abs()),
            (b"Td" | b"TD", [.., x, y]) => {
                self.pen.x += x * self.scale;
                self.pen.y += y * self.scale;
            }
            (b"Tm", [.., a, b, _, _, x, y]) => {
                self.scale = a.hypot(*b);
                (self.pen.x, self.pen.y) = (*x, *y);
            }
            (b"T*" | b"'" | b"\"", _) => self.pen.y -= self.pen.size.max(1.0) * self.scale,
            // A picture within a line (8.9.7): its bytes mean nothing here.
            (b"ID", _) if self.is_text || memmem::rfind(&self.bytes[..self.at], b"BI").is_some() => {
                let ends = memmem::find_iter(&self.bytes[self.at..], b"EI").map(|end| self.at + end);
                let is_end = |end: &usize| {
                    let is_space = |at: usize| self.bytes.get(at).is_none_or(u8::is_ascii_whitespace);
                    is_space(end - 1) && is_space(end + 2)
                };
                self.at = ends.into_iter().find(is_end).map_or(self.at, |end| end + 2);
            }
            _ => {}
        }
    }

    /// Says what parts the strings that come from those before.
    fn begin(&mut self) {
        let size = self.before.size * if self.scale > 0.0 { self.scale } else { 1.0 };
        let is_beside = self.is_text && (self.pen.y - self.before.y).abs() < 0.1 * size.max(1.0);
        self.shown.push(if is_beside {
            Shown::Along((self.pen.x - self.before.x) / size.max(0.1))
        } else {
            Shown::Line
        });
        self.before = self.pen;
    }
}

/// Whether a byte may stand in a name (ISO 32000-1, 7.2.2).
pub(super) fn is_name(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
}

//! Which letters the numbers of a font's letters are: the tables that a PDF has for those who copy its text (ISO 32000-1, 9.10.3).

use std::collections::HashMap;

use memchr::memmem;

/// As many letters as are read of a table: four times as many as there are numbers of two bytes.
const MOST: usize = 4 * 65_536;

/// One table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Letters {
    /// How many bytes a number has.
    length: usize,
    by_number: HashMap<u32, String>,
    /// So many more may be put in, also in the place of others.
    left: usize,
}

impl Letters {
    /// The table in a stream that holds one.
    pub(super) fn read(stream: &[u8]) -> Option<Self> {
        memmem::find(stream, b"begincmap")?;
        let length = sections(stream, "codespacerange").flatten().next().map_or(2, |token| match token {
            Token::String(number) => number.len().clamp(1, 4),
            _ => 2,
        });
        let mut table = Self { length, by_number: HashMap::new(), left: MOST };
        for tokens in sections(stream, "bfchar") {
            for pair in tokens.chunks_exact(2) {
                if let [Token::String(from), Token::String(to)] = pair {
                    table.put(number(from), &utf_16(to));
                }
            }
        }
        for tokens in sections(stream, "bfrange") {
            table.put_ranges(&tokens);
        }
        (!table.by_number.is_empty()).then_some(table)
    }

    fn put(&mut self, number: u32, letters: &[u16]) {
        if self.left > 0 {
            self.left -= 1;
            self.by_number.insert(number, String::from_utf16_lossy(letters));
        }
    }

    /// First and last number, and the letters of the first, or of all in brackets.
    fn put_ranges(&mut self, tokens: &[Token]) {
        let mut tokens = tokens.iter();
        while let (Some(Token::String(first)), Some(Token::String(last)), Some(letters)) =
            (tokens.next(), tokens.next(), tokens.next())
        {
            let (first, last) = (number(first), number(last));
            match letters {
                Token::String(letters) => {
                    let mut letters = utf_16(letters);
                    for number in (first..=last).take(self.left) {
                        self.put(number, &letters);
                        if let Some(unit) = letters.last_mut() {
                            *unit = unit.wrapping_add(1);
                        }
                    }
                }
                Token::Open => {
                    let each = tokens.by_ref().map_while(|token| match token {
                        Token::String(letters) => Some(utf_16(letters)),
                        _ => None,
                    });
                    each.zip(first..=last).for_each(|(letters, number)| self.put(number, &letters));
                }
                Token::Close => return,
            }
        }
    }

    fn numbers<'s>(&self, string: &'s [u8]) -> impl Iterator<Item = u32> + use<'s> {
        string.chunks(self.length).map(number)
    }

    /// How many letters of a string it knows, less those that it does not.
    pub(super) fn known(&self, string: &[u8]) -> usize {
        let all = self.numbers(string).count();
        let known = self.numbers(string).filter(|number| self.by_number.contains_key(number)).count();
        (2 * known).saturating_sub(all)
    }

    /// A string as it is read; a space for what it does not know.
    pub(super) fn text(&self, string: &[u8]) -> String {
        self.numbers(string).map(|number| self.by_number.get(&number).map_or(" ", String::as_str)).collect()
    }
}

enum Token {
    String(Vec<u8>),
    Open,
    Close,
}

/// The tokens of each section of a name: strings of digits and brackets.
fn sections<'s>(stream: &'s [u8], name: &str) -> impl Iterator<Item = Vec<Token>> + use<'s> {
    let (begin, end) = (format!("begin{name}"), format!("end{name}"));
    let mut rest = stream;
    std::iter::from_fn(move || {
        let from = memmem::find(rest, begin.as_bytes())? + begin.len();
        let section = &rest[from..];
        let length = memmem::find(section, end.as_bytes()).unwrap_or(section.len());
        rest = &section[length..];
        Some(tokens(&section[..length]))
    })
}

fn tokens(section: &[u8]) -> Vec<Token> {
    let (mut tokens, mut at) = (Vec::new(), 0);
    while let Some(byte) = section.get(at) {
        at += 1;
        match byte {
            b'[' => tokens.push(Token::Open),
            b']' => tokens.push(Token::Close),
            b'<' => {
                if let Some((string, end)) = hexadecimal(section, at) {
                    tokens.push(Token::String(string));
                    at = end;
                }
            }
            _ => {}
        }
    }
    tokens
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf_16(bytes: &[u8]) -> Vec<u16> {
    bytes.chunks(2).map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte))).collect()
}

/// A string of digits, and where it ends; nothing where it is none.
pub(super) fn hexadecimal(bytes: &[u8], from: usize) -> Option<(Vec<u8>, usize)> {
    let length = bytes[from..].iter().position(|byte| !byte.is_ascii_hexdigit() && !byte.is_ascii_whitespace())?;
    (bytes.get(from + length) == Some(&b'>')).then_some(())?;
    let digits = bytes[from..from + length].iter().filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
    Some((digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect(), from + length + 1))
}

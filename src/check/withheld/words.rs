//! Words of a text or of HTML, as hashes: without case, punctuation and markup.

/// A word, or a run of words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) hash: u64,
    /// How many letters it has; a character of a script without spaces counts three, and a figure none.
    pub(super) letters: usize,
}

const EMPTY: Word = Word { hash: 0, letters: 0 };

impl Word {
    /// Adds a character in lower case.
    fn add(&mut self, lower: u32) {
        self.hash = (self.hash ^ u64::from(lower)).wrapping_mul(0x0100_0000_01b3);
    }
}

/// Words in the order in which they are read, with sums over all up to each, from which any run is told at once.
#[derive(Debug)]
pub(super) struct Words {
    /// Before each word, and after the last.
    sums: Vec<Word>,
}

/// A prime for the polynomial over the hashes of words, modulo 2^64.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Words {
    fn new() -> Self {
        Self { sums: vec![EMPTY] }
    }

    /// The words of a plain text.
    pub(super) fn of_text(text: &str) -> Self {
        let mut words = Self::new();
        words.push_text(text);
        words
    }

    /// The words of HTML or XML that are read, and those in each value of an attribute.
    pub(super) fn of_markup(text: &str) -> (Self, Vec<Self>) {
        let (mut words, mut values, mut rest) = (Self::new(), Vec::new(), text);
        while let Some((before, tag)) = rest.split_once('<') {
            words.push_text(before);
            rest = tag;
            // Up to the tag's end, which is not in quotation marks.
            while let Some(at) = rest.find(['>', '"', '\'']) {
                let mark = rest.as_bytes()[at];
                rest = &rest[at + 1..];
                if mark == b'>' {
                    break;
                }
                let Some((value, after)) = rest.split_once(char::from(mark)) else { break };
                let value = Self::of_text(value);
                values.extend((value.len() > 2).then_some(value));
                rest = after;
            }
        }
        words.push_text(rest);
        (words, values)
    }

    /// How many words.
    pub(super) fn len(&self) -> usize {
        self.sums.len() - 1
    }

    /// Every run of so many words.
    pub(super) fn runs(&self, length: usize) -> impl Iterator<Item = Word> {
        let power = (0..length).fold(1_u64, |power, _| power.wrapping_mul(BASE));
        self.sums.iter().zip(self.sums.iter().skip(length)).map(move |(before, after)| Word {
            hash: after.hash.wrapping_sub(before.hash.wrapping_mul(power)),
            letters: after.letters - before.letters,
        })
    }

    fn push_text(&mut self, text: &str) {
        let (mut word, mut open, mut at) = (EMPTY, false, 0);
        while let Some(&byte) = text.as_bytes().get(at) {
            // Nearly all characters of a page are ASCII.
            if byte.is_ascii_alphanumeric() {
                word.add(u32::from(byte.to_ascii_lowercase()));
                word.letters += usize::from(!byte.is_ascii_digit());
                (open, at) = (true, at + 1);
                continue;
            }
            let Some(character) = text[at..].chars().next() else { break };
            let is_alone = is_unspaced(character);
            if open && (is_alone || !character.is_alphanumeric()) {
                self.push(std::mem::replace(&mut word, EMPTY));
                open = false;
            }
            if character.is_alphanumeric() {
                character.to_lowercase().for_each(|lower| word.add(u32::from(lower)));
                word.letters += if is_alone { 3 } else { usize::from(!character.is_numeric()) };
                open = true;
            }
            if is_alone {
                self.push(std::mem::replace(&mut word, EMPTY));
                open = false;
            }
            at += if byte == b'&' { entity_length(&text[at..]) } else { character.len_utf8() };
        }
        if open {
            self.push(word);
        }
    }

    fn push(&mut self, word: Word) {
        let last = self.sums.last().copied().unwrap_or(EMPTY);
        // Mixed, so that words that are nearly the same are far from each other.
        let mixed = (word.hash ^ (word.hash >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let hash = last.hash.wrapping_mul(BASE).wrapping_add(mixed ^ (mixed >> 29));
        self.sums.push(Word { hash, letters: last.letters + word.letters });
    }
}

/// How many bytes an entity has that a text begins with: it parts words, as what it stands for does nearly always. An ampersand that begins none has one.
fn entity_length(text: &str) -> usize {
    text.bytes().take(10).position(|byte| byte == b';').map_or(1, |end| end + 1)
}

/// Letters of scripts that do not part words: Thai, Lao, Myanmar, Khmer, Chinese and Japanese.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3041}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3fffd}')
        && character.is_alphanumeric()
}

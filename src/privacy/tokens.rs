//! A text as words and numbers, each with its letters folded: lower case, without accents.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

/// A word or a number.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// Where it stands in the text.
    pub(crate) range: Range<usize>,
    /// In lower case and without accents; `O'Brien` and `Jean-Luc` are two words each.
    pub(crate) folded: Box<str>,
    /// How it is written.
    pub(crate) case: Case,
    /// What stands between it and the word before.
    pub(crate) gap: Gap,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// `word`, or letters of a script without case.
    Lower,
    /// `Word`, or `McWord`.
    Title,
    /// `WORD`; one letter is `Title`.
    Upper,
    /// With a digit in it.
    Number,
}

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// White space alone.
    Space,
    /// A hyphen, an apostrophe or an underscore alone.
    Joined,
    /// A full stop and a space: after an abbreviation, or at a sentence's end.
    Stop,
    Comma,
    /// The end of a sentence, a colon or a mark that opens speech: a capital letter says nothing.
    Begins,
    /// The end of a block, or the beginning of all.
    Block,
    /// Anything else.
    Other,
}

/// What capital letters say in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capitals {
    /// What they always do.
    Plain,
    /// Little: every word of a title begins with one.
    Title,
    /// Nothing: there are no others.
    All,
}

impl Capitals {
    /// Of a block by its words: a title is two words or more that are longer than three letters, all with a capital letter.
    pub(crate) fn of(tokens: &[Token]) -> Self {
        let mut long = tokens.iter().filter(|token| token.folded.len() > 3 && token.case != Case::Number);
        let count = long.clone().count();
        if count > 1 && long.all(Token::is_capital) { Self::Title } else { Self::Plain }
    }
}

impl Token {
    /// Whether it begins with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper)
    }

    /// Whether it would have a capital letter as any word there.
    pub(crate) fn begins(&self) -> bool {
        matches!(self.gap, Gap::Begins | Gap::Block | Gap::Stop)
    }
}

/// The words of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 6);
    let mut from = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            if !bytes[at].is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
        } else {
            let character = text[at..].chars().next().unwrap_or(' ');
            if !character.is_alphanumeric() {
                at += character.len_utf8();
                continue;
            }
        }
        let end = word_end(text, at);
        let gap = if tokens.is_empty() { Gap::Block } else { gap(&text[from..at]) };
        tokens.push(Token { range: at..end, folded: fold(&text[at..end]).into(), case: case(&text[at..end]), gap });
        (from, at) = (end, end);
    }
    tokens
}

fn word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            if !bytes[at].is_ascii_alphanumeric() {
                return at;
            }
            at += 1;
        } else {
            let character = text[at..].chars().next().unwrap_or(' ');
            if !character.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(character) {
                return at;
            }
            at += character.len_utf8();
        }
    }
    at
}

fn case(word: &str) -> Case {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return Case::Number;
    }
    let mut characters = word.chars();
    let first = characters.next().unwrap_or(' ');
    if !first.is_uppercase() {
        return Case::Lower;
    }
    let mut rest = characters.peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) { Case::Upper } else { Case::Title }
}

fn gap(between: &str) -> Gap {
    match between {
        " " => return Gap::Space,
        "-" | "'" | "_" => return Gap::Joined,
        _ => {}
    }
    if between.contains('\n') {
        return Gap::Block;
    }
    if between.contains(['!', '?', '"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}', '\u{2026}', ':', ';']) {
        return Gap::Begins;
    }
    let trimmed = between.trim();
    match trimmed {
        "" => Gap::Space,
        "." => Gap::Stop,
        "," => Gap::Comma,
        _ if trimmed.contains('.') => Gap::Begins,
        _ => Gap::Other,
    }
}

/// A text in lower case and without accents.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkd().filter(|character| !unicode_normalization::char::is_combining_mark(*character)) {
        for lower in character.to_lowercase() {
            match lower {
                'ß' => folded.push_str("ss"),
                'ø' => folded.push('o'),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ı' => folded.push('i'),
                'þ' => folded.push_str("th"),
                _ => folded.push(lower),
            }
        }
    }
    folded
}

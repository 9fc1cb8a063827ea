//! Characters of a question, each with whether it is escaped: `\~ \= \# \{ \} \:` are themselves, and `\n` ends a line.

/// A stretch of characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Signs(Vec<(char, bool)>);

impl Signs {
    /// The characters of a text as it is written.
    pub(super) fn of(text: &str) -> Self {
        let (mut signs, mut characters) = (Vec::with_capacity(text.len()), text.chars().peekable());
        while let Some(character) = characters.next() {
            let next = characters.peek().copied();
            match next {
                Some('n') if character == '\\' => signs.push(('\n', true)),
                Some(next @ ('~' | '=' | '#' | '{' | '}' | ':' | '\\')) if character == '\\' => {
                    signs.push((next, true));
                }
                _ => {
                    signs.push((character, false));
                    continue;
                }
            }
            characters.next();
        }
        Self(signs)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Where a text stands first, from `from` on, with none of its characters escaped.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<usize> {
        let wanted: Vec<char> = text.chars().collect();
        (from..self.0.len()).find(|at| {
            let here = self.0.get(*at..at + wanted.len());
            here.is_some_and(|here| {
                here.iter().zip(&wanted).all(|((character, escaped), wanted)| !escaped && character == wanted)
            })
        })
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.find(text, 0) == Some(0)
    }

    pub(super) fn slice(&self, from: usize, to: usize) -> Self {
        Self(self.0.get(from..to).unwrap_or_default().to_vec())
    }

    /// Without white space at both ends.
    pub(super) fn trimmed(&self) -> Self {
        let is_space = |sign: &(char, bool)| sign.0.is_whitespace() && !sign.1;
        let start = self.0.iter().position(|sign| !is_space(sign)).unwrap_or(self.0.len());
        let end = self.0.iter().rposition(|sign| !is_space(sign)).map_or(start, |at| at + 1);
        self.slice(start, end)
    }

    /// The text without escapes.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|(character, _)| *character).collect()
    }

    /// Where one of these characters stands that is not escaped, from `from` on.
    pub(super) fn find_any(&self, characters: &[char], from: usize) -> Option<usize> {
        let is_one = |sign: &(char, bool)| !sign.1 && characters.contains(&sign.0);
        self.0.iter().skip(from).position(is_one).map(|at| from + at)
    }

    /// The character at a place.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.0.get(at).map(|(character, _)| *character)
    }
}

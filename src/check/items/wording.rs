//! How stems and options are worded.

use crate::source::text::count_bytes;

/// How an option is worded.
pub(super) struct Wording {
    /// In lower case, without marks.
    pub(super) lower: String,
    /// How long it is as written.
    pub(super) characters: usize,
    /// How many letters and digits of ASCII there are.
    letters: usize,
    has_digits: bool,
}

impl Wording {
    pub(super) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let digits = count_bytes(lower.as_bytes(), |byte| byte.is_ascii_digit());
        // They are in lower case.
        let letters = digits + count_bytes(lower.as_bytes(), |byte| byte.is_ascii_lowercase());
        Self { lower, characters: text.chars().count(), letters, has_digits: digits > 0 }
    }

    /// Whether both have the same words, in whatever order; numbers in other places say something else.
    pub(super) fn same(&self, other: &Self) -> bool {
        if self.has_digits {
            return words(&self.lower).eq(words(&other.lower));
        }
        // Few have even as many letters; only those are worth putting in order.
        self.letters == other.letters && !self.sorted().is_empty() && self.sorted() == other.sorted()
    }

    /// Whether it is something that somebody says.
    pub(super) fn is_quoted(&self) -> bool {
        let speech = self.lower.trim_end_matches(['.', ',', ' ']);
        let Some(speech) = speech.strip_prefix(['“', '"', '„', '«']) else { return false };
        speech.find(['”', '"', '“', '»']).is_some_and(|end| speech[end..].chars().count() == 1)
    }

    /// Whether it asks something.
    pub(super) fn is_question(&self) -> bool {
        self.lower.ends_with('?')
    }

    /// Whether all its words stand at the head of the other one, which goes on with `and` or `or`.
    pub(super) fn holds(&self, other: &Self) -> bool {
        const AND: [&str; 8] = ["and", "or", "und", "oder", "et", "ou", "y", "o"];
        let shorter = self.lower.trim_end_matches('.');
        let rest = other.lower.strip_prefix(shorter).map(|rest| rest.trim_start_matches([',', ' ']));
        !shorter.is_empty() && rest.is_some_and(|rest| AND.contains(&rest.split(' ').next().unwrap_or_default()))
    }

    /// The range of numbers that the option is, such as `2 to 4` or `10–20 minutes`.
    pub(super) fn range(&self) -> Option<(f64, f64)> {
        if !self.lower.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (low, rest) = self.lower.split_at(digits(&self.lower));
        let rest = [" to ", "–", "-", " bis ", " à ", " a "].iter().find_map(|to| rest.strip_prefix(to))?;
        Some((low.parse().ok()?, rest[..digits(rest)].parse().ok()?))
    }

    fn sorted(&self) -> Vec<&str> {
        let mut words: Vec<&str> = words(&self.lower).collect();
        words.sort_unstable();
        words
    }
}

/// Words in lower case.
pub(super) fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower.split(|character: char| !character.is_alphanumeric() && character != '’').filter(|word| !word.is_empty())
}

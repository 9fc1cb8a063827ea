//! How stems and options are worded.

use std::cell::OnceCell;

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
    compared: OnceCell<Compared>,
}

/// What two options are held against each other by.
struct Compared {
    signs: String,
    /// Words with single spaces between them.
    words: String,
    /// The parts of a list, in the order of the alphabet.
    listed: Option<Vec<String>>,
}

impl Wording {
    pub(super) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let digits = count_bytes(lower.as_bytes(), |byte| byte.is_ascii_digit());
        // They are in lower case.
        let letters = digits + count_bytes(lower.as_bytes(), |byte| byte.is_ascii_lowercase());
        Self { lower, characters: text.chars().count(), letters, has_digits: digits > 0, compared: OnceCell::new() }
    }

    /// Whether both have the same words, where a list may have them in another order: "anger and shame" is "shame and anger",
    /// and who leads whom is not who follows whom.
    pub(super) fn same(&self, other: &Self) -> bool {
        // Few have even as many letters; only those are worth looking at closely, and each once.
        if self.letters != other.letters {
            return false;
        }
        let (one, two) = (self.compared(), other.compared());
        one.signs == two.signs
            && (!one.words.is_empty() && one.words == two.words || one.listed.is_some() && one.listed == two.listed)
    }

    fn compared(&self) -> &Compared {
        self.compared.get_or_init(|| {
            let listed = Some(self.listed()).filter(|listed| !self.has_digits && listed.len() > 1);
            let joined = |words: &[&str]| words.join(" ");
            Compared {
                signs: signs(&self.lower),
                words: joined(&words(&self.lower).collect::<Vec<_>>()),
                listed: listed.map(|listed| listed.iter().map(|words| joined(words)).collect()),
            }
        })
    }

    /// What stands between commas and words such as `and`, in the order of the alphabet.
    fn listed(&self) -> Vec<Vec<&str>> {
        let mut listed: Vec<Vec<&str>> = vec![Vec::new()];
        for part in self.lower.split([',', ';', '/']) {
            listed.push(Vec::new());
            for word in words(part) {
                if AND.contains(&word) {
                    listed.push(Vec::new());
                } else if let Some(last) = listed.last_mut() {
                    last.push(word);
                }
            }
        }
        listed.retain(|words| !words.is_empty());
        listed.sort_unstable();
        listed
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
}

/// Words that join the parts of a list.
const AND: [&str; 8] = ["and", "or", "und", "oder", "et", "ou", "y", "o"];

/// Signs that change what a number says: `< 90` and `> 90`.
fn signs(lower: &str) -> String {
    let is_minus = |at: usize| {
        lower[at + 1..].starts_with(|next: char| next.is_ascii_digit())
            && !lower[..at].ends_with(|before: char| before.is_alphanumeric())
    };
    let is_sign = |(at, character): &(usize, char)| match character {
        '-' => is_minus(*at),
        other => "<>=≤≥≠±+−%°×÷^~≈√∞".contains(*other),
    };
    lower.char_indices().filter(is_sign).map(|(_, character)| character).collect()
}

/// The two answers to a question of true or false, or of yes or no, in the languages of the interface.
const TRUE_OR_FALSE: [[&str; 2]; 12] = [
    ["true", "false"],
    ["yes", "no"],
    ["correct", "incorrect"],
    ["right", "wrong"],
    ["richtig", "falsch"],
    ["wahr", "falsch"],
    ["ja", "nein"],
    ["vrai", "faux"],
    ["oui", "non"],
    ["verdadero", "falso"],
    ["sí", "no"],
    ["صحيح", "خطأ"],
];

/// Whether two options are true and false.
pub(super) fn is_true_or_false(options: &[Wording]) -> bool {
    let [one, other] = options else { return false };
    let [one, other] = [one, other].map(|wording| words(&wording.lower).next().unwrap_or_default());
    let is_short = options.iter().all(|wording| words(&wording.lower).count() == 1);
    is_short && TRUE_OR_FALSE.iter().any(|[yes, no]| one == *yes && other == *no || one == *no && other == *yes)
}

/// Words in lower case.
pub(super) fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower.split(|character: char| !character.is_alphanumeric() && character != '’').filter(|word| !word.is_empty())
}

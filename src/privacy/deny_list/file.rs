//! The file of a deny list: a term a line, or salted digests that can be shared.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::OnceLock;

use super::words::{Spelling, Words};
use super::{DenyList, TermDigest, digest, fast_hash, filtered, sounds};

/// How a list of digests begins.
const HEADER: &str = "# attune deny list 1, salted digests";
/// What stands before the salt.
const SALT: &str = "salt ";
/// Letters and figures that a term has at least.
const SHORTEST: usize = 2;
/// Words that a term may have.
const MOST_WORDS: usize = 12;
/// How long a term of a list of digests may be, folded and joined, in bytes.
const LONGEST: usize = 80;

/// A line of a list that cannot be used. What stands in it is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    /// From 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub why: &'static str,
}

pub(super) fn read(text: &str, salt: [u8; 16], stamp: u64) -> Result<DenyList, Vec<Fault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with(HEADER) { read_digests(text, stamp) } else { read_terms(text, salt, stamp) }
}

/// The lines that say something, by their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The forms in which a term is compared, each with how many words it has.
fn forms(term: &str) -> Result<Vec<(String, u8)>, &'static str> {
    let plain = Words::of(term, Spelling::Plain);
    let mut forms = vec![form(&plain)?];
    if plain.has_umlauts {
        forms.push(form(&Words::of(term, Spelling::Umlauts))?);
    }
    Ok(forms)
}

fn form(words: &Words) -> Result<(String, u8), &'static str> {
    let joined: String = words.iter().collect();
    if joined.chars().count() < SHORTEST {
        return Err("has fewer than two letters or digits: write the whole term, or remove the line");
    }
    if words.len() > MOST_WORDS || joined.len() > LONGEST {
        return Err("is longer than a term may be: write one term a line");
    }
    let count = u8::try_from(words.len()).unwrap_or(u8::MAX);
    Ok((joined, count))
}

fn read_terms(text: &str, salt: [u8; 16], stamp: u64) -> Result<DenyList, Vec<Fault>> {
    let (mut list, mut faults) = (empty(salt.to_vec(), stamp), Vec::new());
    for (line, term) in lines(text) {
        match forms(term) {
            Ok(forms) => {
                for (form, words) in &forms {
                    list.add(digest(&list.salt, form), fast_hash(&list.salt, form), *words);
                    list.longest = list.longest.max(form.len());
                }
                let words = Words::of(term, Spelling::Plain);
                for word in words.iter().filter(|word| word.chars().any(char::is_alphabetic)) {
                    list.initials.extend(word.chars().next());
                    list.sounds.extend(sounds(word));
                }
            }
            Err(why) => faults.push(Fault { line, why }),
        }
    }
    finished(list, faults)
}

fn read_digests(text: &str, stamp: u64) -> Result<DenyList, Vec<Fault>> {
    let mut lines = lines(text);
    let salt = lines.next().and_then(|(_, line)| bytes(line.strip_prefix(SALT)?)).filter(|salt| salt.len() >= 8);
    let Some(salt) = salt else {
        return Err(vec![Fault { line: 2, why: "is not the salt of the list: write the list again from its terms" }]);
    };
    let (mut list, mut faults) = (DenyList { longest: LONGEST, ..empty(salt, stamp) }, Vec::new());
    for (line, entry) in lines {
        match term(entry) {
            Some((digest, hash, words)) => list.add(digest, hash, words),
            None => faults.push(Fault { line, why: "is no digest: write the list again from its terms" }),
        }
    }
    finished(list, faults)
}

fn term(entry: &str) -> Option<(TermDigest, u16, u8)> {
    let mut parts = entry.split_ascii_whitespace();
    let words = parts.next()?.parse().ok().filter(|words| (1..=MOST_WORDS).contains(&usize::from(*words)))?;
    let hash = u16::from_str_radix(parts.next()?, 16).ok()?;
    let digest = bytes(parts.next()?)?.try_into().ok()?;
    parts.next().is_none().then_some((digest, hash, words))
}

/// The bytes of a number in hexadecimal.
fn bytes(hex: &str) -> Option<Vec<u8>> {
    let hex = hex.trim();
    if !hex.is_ascii() || !hex.len().is_multiple_of(2) {
        return None;
    }
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok()).collect()
}

fn empty(salt: Vec<u8>, stamp: u64) -> DenyList {
    let filter = vec![0; 1 << 10];
    let (terms, initials, sounds) = (HashMap::new(), BTreeSet::new(), BTreeSet::new());
    DenyList { salt, terms, filter, most_words: 0, longest: 0, initials, sounds, stamp, beyond: OnceLock::new() }
}

fn finished(list: DenyList, mut faults: Vec<Fault>) -> Result<DenyList, Vec<Fault>> {
    if list.terms.is_empty() && faults.is_empty() {
        faults.push(Fault { line: 1, why: "is the first of a list without a term: write a term a line" });
    }
    if faults.is_empty() { Ok(list) } else { Err(faults) }
}

impl DenyList {
    fn add(&mut self, digest: TermDigest, hash: u16, words: u8) {
        let (at, bit) = filtered(hash);
        self.filter[at] |= bit;
        self.most_words = self.most_words.max(words);
        let known = self.terms.entry(digest).or_insert(words);
        *known = (*known).max(words);
    }
}

/// A list of plain terms as salted digests.
///
/// # Errors
/// Lines that cannot be used.
pub(crate) fn hashed(text: &str, salt: [u8; 16]) -> Result<String, Vec<Fault>> {
    let (mut entries, mut faults) = (BTreeSet::new(), Vec::new());
    for (line, term) in lines(text) {
        match forms(term) {
            Ok(forms) => entries.extend(forms.into_iter().map(|(form, words)| {
                let digest = hex(&digest(&salt, &form));
                (digest, words, fast_hash(&salt, &form))
            })),
            Err(why) => faults.push(Fault { line, why }),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut text = format!("{HEADER}\n{SALT}{}\n", hex(&salt));
    for (digest, words, hash) in entries {
        let _ = writeln!(text, "{words} {hash:04x} {digest}");
    }
    Ok(text)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

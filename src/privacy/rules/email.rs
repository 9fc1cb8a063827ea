//! Email addresses, also with words for their marks: `maria at example dot org`.

use std::sync::LazyLock;

use memchr::memchr2;
use memchr::memmem::Finder;
use regex::Regex;

use super::{Found, Identifier, Rule, detail, expression};

static WRITTEN: LazyLock<Regex> =
    LazyLock::new(|| expression(r"[\w.+%'-]*\w ?@ ?\w[\w-]*(?:\.\w[\w-]*)*\.\p{L}{2,24}"));
static IN_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    const AT: &str = r"(?:\s*[\[({]\s*(?:at|ät|arroba|@)\s*[\])}]\s*|\s+(?-i:at|ät|arroba|AT)\s+)";
    const DOT: &str = r"(?:\s*[\[({]\s*(?:dot|punkt|point|punto|\.)\s*[\])}]\s*|\s+(?:dot|punkt|point|punto)\s+|\.)";
    // Where the last dot is a word, too, nothing else ends so, whatever the ending.
    const SPOKEN: &str = r"(?:\s*[\[({]\s*(?:dot|punkt|point|punto)\s*[\])}]\s*|\s+(?-i:dot|punkt|punto|DOT)\s+)";
    let host = r"[a-z0-9-]+";
    let ending = r"(?:com|org|net|edu|gov|info|eu|de|uk|fr|es|nl|ch|example|test)\b";
    expression(&format!(
        r"(?i)\b[\w.+-]*\w(?:{DOT}[\w+-]+){{0,3}}{AT}{host}(?:{DOT}{host})*(?:{DOT}{ending}|{SPOKEN}[a-z]{{2,6}}\b)"
    ))
});

/// Of which one stands in every address in words.
const WORDS: [&str; 6] = [" dot ", "(at)", "[at]", " punkt ", " arroba ", "(dot)"];

/// Whether a text may have an address in words.
fn has_words(text: &str) -> bool {
    static FINDERS: LazyLock<Vec<Finder<'static>>> =
        LazyLock::new(|| WORDS.iter().map(|word| Finder::new(*word)).collect());
    FINDERS.iter().any(|finder| finder.find(text.as_bytes()).is_some())
}

/// Whether a source may have an address once its marks are taken away.
pub(super) fn may_stand_in_source(source: &str) -> bool {
    const SIGNS: [&str; 5] = ["dot", "punkt", "arroba", "at)", "at]"];
    static FINDERS: LazyLock<Vec<Finder<'static>>> =
        LazyLock::new(|| SIGNS.iter().map(|sign| Finder::new(*sign)).collect());
    let source = source.as_bytes();
    memchr2(b'@', b'&', source).is_some() || FINDERS.iter().any(|finder| finder.find(source).is_some())
}

/// Whether a text may have an address at all.
pub(super) fn may_stand_in(text: &str) -> bool {
    text.contains('@') || has_words(text)
}

/// Looks for them.
pub(super) fn find(text: &str, found: &mut Found) {
    let email = |confidence, range| detail(Rule::Email, Identifier::Emails, confidence, range, "an email address");
    if text.contains('@') {
        found.extend(WRITTEN.find_iter(text).map(|at| email(98, at.range())));
    }
    if has_words(text) {
        found.extend(IN_WORDS.find_iter(text).map(|at| email(85, at.range())));
    }
}

//! Documents in Rich Text Format.

use memchr::memmem;

use super::{Metadata, Trace};

/// Groups of RTF (1.9.1) that name somebody or hold what was not meant to be read, and what each tells.
const GROUPS: [(&[u8], Trace); 10] = [
    (b"{\\author ", Trace::Person),
    (b"{\\operator ", Trace::Person),
    (b"{\\manager ", Trace::Person),
    (b"{\\*\\manager ", Trace::Person),
    (b"{\\company ", Trace::Person),
    (b"{\\*\\company ", Trace::Person),
    (b"{\\*\\atnauthor ", Trace::Person),
    (b"{\\*\\annotation", Trace::Comment),
    (b"\\revised", Trace::Changes),
    (b"\\deleted", Trace::Changes),
];
/// Groups with words in them.
const TEXTS: [&[u8]; 5] = [b"{\\title ", b"{\\subject ", b"{\\keywords ", b"{\\doccomm ", b"{\\author "];

/// What a text in RTF tells.
pub(super) fn rich_text(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    for (sign, trace) in GROUPS {
        if memmem::find(bytes, sign).is_some() {
            found.trace(trace);
        }
    }
    for sign in TEXTS {
        for at in memmem::find_iter(bytes, sign) {
            let words = &bytes[at + sign.len()..];
            let end = words.iter().position(|byte| matches!(byte, b'{' | b'}')).unwrap_or(words.len());
            found.text(&String::from_utf8_lossy(&words[..end]));
        }
    }
    found
}

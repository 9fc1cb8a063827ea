//! Names of files and folders that every system takes: a site is built on one machine, unpacked on another and served by a third.

use std::borrow::Cow;

use crate::source::Digest;

/// Names of devices, which Windows opens in place of a file, whatever extension follows ("Naming Files, Paths, and Namespaces",
/// Microsoft Learn).
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// The same with a digit after them.
const NUMBERED: [&str; 2] = ["com", "lpt"];
const DIGITS: &str = "0123456789¹²³";
/// Characters that a name cannot have on Windows, or that a path has between names.
const FORBIDDEN: [char; 9] = ['<', '>', ':', '"', '|', '?', '*', '\\', '/'];
/// Bytes that a name may have on every common system.
const LONGEST: usize = 255;
/// Bytes of a shortened name, before its digest.
const SHORTENED: usize = 200;

/// Why some system does not take a name; nothing where all do.
pub(crate) fn unportable(name: &str) -> Option<&'static str> {
    if is_device(name) {
        Some("is the name of a device on Windows")
    } else if name.len() > LONGEST {
        Some("is longer than 255 bytes")
    } else if name.ends_with(['.', ' ']) {
        Some("ends with a dot or a space, which Windows drops")
    } else if name.contains(FORBIDDEN) || name.contains(char::is_control) {
        Some("has a character that Windows does not take in names")
    } else {
        None
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if stem.len() < 3 || stem.len() > 7 {
        return false;
    }
    let stem = stem.to_lowercase();
    let is_numbered = |device: &str| {
        let number = stem.strip_prefix(device).unwrap_or_default();
        number.chars().count() == 1 && DIGITS.contains(number)
    };
    DEVICES.contains(&&*stem) || NUMBERED.into_iter().any(is_numbered)
}

/// A slug that every system takes as a name; no other slug becomes the same, because none ends with a hyphen.
pub(crate) fn portable(slug: &str) -> Cow<'_, str> {
    if is_device(slug) {
        return Cow::Owned(format!("{slug}-"));
    }
    if slug.len() <= LONGEST {
        return Cow::Borrowed(slug);
    }
    let end = (0..=SHORTENED).rev().find(|end| slug.is_char_boundary(*end)).unwrap_or_default();
    Cow::Owned(format!("{}-{}-", &slug[..end], Digest::of(slug.as_bytes()).hex(16)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_some_system_does_not_take_is_known() {
        for name in [
            "con",
            "CON",
            "Con.txt",
            "nul.tar.gz",
            "aux .svg",
            "com1",
            "LPT9.md",
            "com¹",
            "conin$",
            "a.",
            "a ",
            "...",
            "a:b",
            "a\\b",
        ] {
            assert!(unportable(name).is_some(), "{name}");
        }
        for name in ["<", "a>b", "\"", "a|b", "what?", "*", "\u{1}", "a\nb", "\u{7f}", &"é".repeat(128)] {
            assert!(unportable(name).is_some(), "{name}");
        }
    }

    #[test]
    fn other_names_are_left_alone() {
        for name in [
            "contact",
            "con-fusion",
            "nul1",
            "com",
            "com10",
            "lpt",
            "a.con",
            ".x",
            "überträgt",
            "日本",
            "a b's & (c).svg",
            "v1.2",
        ] {
            assert_eq!(unportable(name), None, "{name}");
            assert_eq!(portable(name), name);
        }
    }

    #[test]
    fn a_slug_becomes_a_name_of_its_own() {
        assert_eq!(portable("con"), "con-");
        let (one, two) = ("é".repeat(300), format!("{}x", "é".repeat(300)));
        assert!(unportable(&portable(&one)).is_none());
        assert_ne!(portable(&one), portable(&two));
    }
}

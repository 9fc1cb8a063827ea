//! What a link in Markdown or HTML leads to, as far as one file can tell.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::course::Destination;
use crate::source::CoursePath;
use crate::source::text::is_printable;

/// Schemes that are followed by a person's choice and run nothing.
const SAFE_SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// A link whose scheme could run code or read files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnsafeScheme(pub(crate) String);

/// Reads a link's address as written on the page at `page`.
///
/// Browsers drop tabs, line ends and leading controls in addresses (WHATWG URL, 4.4), so they are dropped before the
/// scheme is read.
pub(crate) fn destination(page: &CoursePath, written: &str) -> Result<Destination, UnsafeScheme> {
    let cleaned: Cow<'_, str> = if written.bytes().all(|byte| byte.is_ascii_graphic()) {
        Cow::Borrowed(written)
    } else {
        written.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r') && is_printable(*c)).collect()
    };
    let address = cleaned.trim_matches(|c: char| c <= ' ');
    if let Some(id) = address.strip_prefix("term:") {
        return Ok(Destination::Term(decode(id)));
    }
    if let Some(scheme) = scheme(address) {
        let safe = SAFE_SCHEMES.contains(&scheme.as_str());
        return if safe { Ok(Destination::External(address.to_owned())) } else { Err(UnsafeScheme(scheme)) };
    }
    if address.starts_with("//") {
        return Ok(Destination::External(format!("https:{address}")));
    }
    if let Some(fragment) = address.strip_prefix('#') {
        return Ok(Destination::Fragment(decode(fragment)));
    }
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(decode(fragment))),
        None => (address, None),
    };
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned()).filter(|query| !query.is_empty())),
        None => (path, None),
    };
    if path.is_empty() || path.starts_with('/') {
        return Ok(Destination::Outside(address.to_owned()));
    }
    Ok(match page.resolve(&decode(path)) {
        Some(path) => Destination::File { path, query, fragment },
        None => Destination::Outside(address.to_owned()),
    })
}

fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let well_formed = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    well_formed.then(|| scheme.to_ascii_lowercase())
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Result<Destination, UnsafeScheme> {
        destination(&CoursePath::new("content/01-a/02-b.md"), address)
    }

    fn file(path: &str, fragment: Option<&str>) -> Destination {
        Destination::File { path: CoursePath::new(path), query: None, fragment: fragment.map(str::to_owned) }
    }

    #[test]
    fn relative_links_name_files_of_the_course() {
        assert_eq!(read("../c/d%20e.md#f%C3%A9"), Ok(file("content/c/d e.md", Some("fé"))));
        let asked = |query: &str| Destination::File {
            path: CoursePath::new("content/01-a/03-x.md"),
            query: Some(query.to_owned()),
            fragment: Some("y".to_owned()),
        };
        assert_eq!(read("03-x.md?v=1&w=%20#y"), Ok(asked("v=1&w=%20")));
        assert_eq!(read("03-x.md?"), Ok(file("content/01-a/03-x.md", None)));
        assert_eq!(read("#here"), Ok(Destination::Fragment("here".to_owned())));
        assert_eq!(read("term:rupture"), Ok(Destination::Term("rupture".to_owned())));
    }

    #[test]
    fn links_out_of_the_course_are_kept_to_be_reported() {
        for address in ["/rooted", "../../../up.md", ""] {
            assert_eq!(read(address), Ok(Destination::Outside(address.to_owned())));
        }
    }

    #[test]
    fn only_harmless_schemes_pass_however_they_are_written() {
        assert!(matches!(read("mailto:a@b.example"), Ok(Destination::External(_))));
        assert_eq!(read("//x.example/y"), Ok(Destination::External("https://x.example/y".to_owned())));
        for address in
            ["javascript:alert(1)", " \u{1}java\nscript:alert(1)", "DATA:text/html,x", "vbscript:x", "file:///etc"]
        {
            assert!(read(address).is_err(), "{address}");
        }
    }
}

//! What a browser takes a file for by its first bytes, where a host does not say what it is.

/// How an HTML document begins, in lower case, without its `<` (WHATWG MIME Sniffing, 7.1).
const HTML: [&str; 17] = [
    "!doctype html",
    "html",
    "head",
    "script",
    "iframe",
    "h1",
    "div",
    "font",
    "table",
    "a",
    "style",
    "title",
    "b",
    "body",
    "br",
    "p",
    "!--",
];

/// Whether a browser that guesses would take a file that begins so for HTML or XML.
pub(super) fn is_document(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = text.trim_ascii_start();
    let Some(tag) = text.strip_prefix(b"<") else { return is_wide_document(head) };
    let begins = |name: &str| tag.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()));
    let ends = |name: &str| {
        name == "!--"
            || tag
                .get(name.len())
                .is_none_or(|next| matches!(next, b' ' | b'>' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/'))
    };
    HTML.iter().any(|name| begins(name) && ends(name)) || begins("?xml") || begins("svg") || begins("!doctype")
}

/// The same in UTF-16, which its mark tells.
fn is_wide_document(head: &[u8]) -> bool {
    let (marked, first) = match head {
        [0xff, 0xfe, rest @ ..] => (rest, 0),
        [0xfe, 0xff, rest @ ..] => (rest, 1),
        _ => return false,
    };
    let narrow: Vec<u8> = marked.iter().skip(first).step_by(2).copied().collect();
    narrow.trim_ascii_start().starts_with(b"<") && is_document(&narrow)
}

#[cfg(test)]
mod tests {
    use super::is_document;

    #[test]
    fn what_a_browser_would_take_for_a_document_is_one() {
        for head in [
            "<script>alert(1)</script>",
            " \n\t<HTML lang=en>",
            "\u{feff}<!DOCTYPE html>",
            "<!-- x --><b>",
            "<?xml version=\"1.0\"?>",
            "<svg/onload=alert(1)>",
            "<a href=x>",
            "<P>",
            "<b",
            "<!doctype svg>",
        ] {
            assert!(is_document(head.as_bytes()), "{head}");
        }
        let wide = |mark: [u8; 2], low: usize| {
            let mut bytes = mark.to_vec();
            for letter in b"<html>" {
                let mut pair = [0; 2];
                pair[low] = *letter;
                bytes.extend(pair);
            }
            bytes
        };
        assert!(is_document(&wide([0xff, 0xfe], 0)) && is_document(&wide([0xfe, 0xff], 1)));
    }

    #[test]
    fn anything_else_is_none() {
        for head in ["", "<", "a <script>", "{\"a\": \"<html>\"}", "<bold>", "<appendix>", "%PDF-1.7", "< html>", "<3"]
        {
            assert!(!is_document(head.as_bytes()), "{head}");
        }
        assert!(!is_document(b"\xff\xfea\0b\0"));
    }
}

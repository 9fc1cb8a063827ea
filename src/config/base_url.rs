//! `base_url`, and `--base-url` on the command line: read by hand, since it must be plain enough to put before paths.

use super::BaseUrl;

impl BaseUrl {
    /// Reads an address such as `https://example.org/courses/repair`, with or without a final slash.
    ///
    /// # Errors
    /// What is wrong with it, in lower case, and what to write instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        let fault = |why: &str| Err(format!("`{text}` {why}"));
        if let Some(odd) = text.chars().find(|character| !character.is_ascii_graphic()) {
            return fault(&format!("has the character `{}`; write it percent-encoded", odd.escape_default()));
        }
        let Some((scheme, rest)) = text.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest))
        else {
            return fault("does not begin with `https://` or `http://`");
        };
        if scheme != "https" && scheme != "http" {
            return fault("does not begin with `https://` or `http://`");
        }
        if rest.contains(['?', '#']) {
            return fault("has a part after `?` or `#`; remove it");
        }
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        if authority.contains('@') {
            return fault("names a user; remove what comes before `@`");
        }
        if let Some(why) = authority_fault(authority).or_else(|| path_fault(path)) {
            return fault(why);
        }
        let path = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
        Ok(Self { origin: format!("{scheme}://{}", authority.to_ascii_lowercase()), path })
    }
}

/// What is wrong with the host and port (RFC 3986, section 3.2).
fn authority_fault(authority: &str) -> Option<&'static str> {
    let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => {
            if address.parse::<std::net::Ipv6Addr>().is_err() {
                return Some("has no IPv6 address between its brackets");
            }
            ("", port)
        }
        None => authority.find(':').map_or((authority, ""), |at| authority.split_at(at)),
    };
    let is_label = |label: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        !label.is_empty() && label.len() <= 63 && label.bytes().all(allowed)
    };
    if authority.is_empty() {
        Some("names no host")
    } else if !authority.starts_with('[') && !host.strip_suffix('.').unwrap_or(host).split('.').all(is_label) {
        Some("has a host that is not a name")
    } else if !port.is_empty() && port.strip_prefix(':').is_none_or(|port| port.parse::<u16>().is_err()) {
        Some("has a port that is not a number up to 65535")
    } else {
        None
    }
}

/// What is wrong with the path (RFC 3986, section 3.3), which is empty or begins with `/`.
fn path_fault(path: &str) -> Option<&'static str> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@%".contains(&byte);
    let is_encoded = |after: &str| after.len() >= 2 && after.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    let inner = path.strip_suffix('/').unwrap_or(path);
    if path == "/" || path.is_empty() {
        None
    } else if path.contains("//") {
        Some("has two `/` in a row")
    } else if inner.split('/').any(|part| part == "." || part == "..") {
        Some("has `.` or `..` in its path")
    } else if !path.bytes().all(allowed) {
        Some("has a character that cannot stand in a path; write it percent-encoded")
    } else if !path.split('%').skip(1).all(is_encoded) {
        Some("has a `%` that is not followed by two digits")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        for (text, origin, path) in [
            ("https://example.org", "https://example.org", "/"),
            ("HTTPS://Example.ORG/", "https://example.org", "/"),
            ("http://localhost:4173/a", "http://localhost:4173", "/a/"),
            ("https://example.org/Courses/re%20pair/", "https://example.org", "/Courses/re%20pair/"),
            ("https://[::1]:80/~a", "https://[::1]:80", "/~a/"),
            ("https://xn--bcher-kva.example./", "https://xn--bcher-kva.example.", "/"),
        ] {
            let expected = BaseUrl { origin: origin.to_owned(), path: path.to_owned() };
            assert_eq!(BaseUrl::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_stand_before_every_path_is_refused() {
        for (text, why) in [
            ("", "does not begin with `https://` or `http://`"),
            ("example.org", "does not begin with `https://` or `http://`"),
            ("ftp://example.org", "does not begin with `https://` or `http://`"),
            ("javascript://example.org", "does not begin with `https://` or `http://`"),
            ("https://", "names no host"),
            ("https:///a", "names no host"),
            ("https://a:b@example.org", "names a user; remove what comes before `@`"),
            ("https://example..org", "has a host that is not a name"),
            ("https://exa\"mple.org", "has a host that is not a name"),
            ("https://example.org:99999", "has a port that is not a number up to 65535"),
            ("https://example.org:", "has a port that is not a number up to 65535"),
            ("https://[::g]/", "has no IPv6 address between its brackets"),
            ("https://[::1]80/", "has a port that is not a number up to 65535"),
            ("https://example.org/?a", "has a part after `?` or `#`; remove it"),
            ("https://example.org/a#b", "has a part after `?` or `#`; remove it"),
            ("https://example.org//a", "has two `/` in a row"),
            ("https://example.org/a/..", "has `.` or `..` in its path"),
            ("https://example.org/./", "has `.` or `..` in its path"),
            ("https://example.org/<a>", "has a character that cannot stand in a path; write it percent-encoded"),
            ("https://example.org/a\\b", "has a character that cannot stand in a path; write it percent-encoded"),
            ("https://example.org/%zz", "has a `%` that is not followed by two digits"),
            ("https://example.org/a b", "has the character ` `; write it percent-encoded"),
            ("https://büro.example", "has the character `\\u{fc}`; write it percent-encoded"),
        ] {
            assert_eq!(BaseUrl::parse(text), Err(format!("`{text}` {why}")));
        }
    }
}

//! `base_url`, and `--base-url` on the command line: an address plain enough to put before paths.

use url::{ParseError, Url};

use super::BaseUrl;

impl BaseUrl {
    /// Reads an address such as `https://example.org/courses/repair`, with or without a final slash. Names and paths of any
    /// script are written as hosts and servers have them: `https://bücher.example` is `https://xn--bcher-kva.example`.
    ///
    /// # Errors
    /// What is wrong with it, in lower case, and what to write instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        match read(text) {
            Ok(url) => {
                let path = url.path();
                let path = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
                Ok(Self { origin: url.origin().ascii_serialization(), path })
            }
            Err(why) => Err(format!("`{text}` {why}")),
        }
    }
}

/// The address, or what is wrong with it. What the standard fixes in silence (white space, `\`, `..`) is an error here.
fn read(text: &str) -> Result<Url, String> {
    let is_odd = |character: &char| character.is_whitespace() || character.is_control();
    if let Some(odd) = text.chars().find(is_odd) {
        return Err(format!("has the character `{}`; write it percent-encoded", odd.escape_default()));
    }
    let rest = text
        .split_once("://")
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"));
    let Some((_, rest)) = rest else { return Err("does not begin with `https://` or `http://`".to_owned()) };
    if rest.contains(['?', '#']) {
        return Err("has a part after `?` or `#`; remove it".to_owned());
    }
    let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    if let Some(why) = authority_fault(authority).or_else(|| path_fault(path)) {
        return Err(why.to_owned());
    }
    let url = Url::parse(text).map_err(|error| host_fault(error).to_owned())?;
    let host = url.host_str().unwrap_or_default();
    let is_label = |label: &str| !label.is_empty() && label.len() <= 63;
    let is_name = host.starts_with('[') || host.strip_suffix('.').unwrap_or(host).split('.').all(is_label);
    if is_name { Ok(url) } else { Err("has a host that is not a name".to_owned()) }
}

/// What is wrong with the part between `//` and the path, as far as the standard would let it pass.
fn authority_fault(authority: &str) -> Option<&'static str> {
    if authority.is_empty() {
        Some("names no host")
    } else if authority.contains('@') {
        Some("names a user; remove what comes before `@`")
    } else if authority.ends_with(':') {
        Some("has a port that is not a number up to 65535")
    } else if !authority.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || "-._:[]".contains(c)) {
        Some("has a host that is not a name")
    } else {
        None
    }
}

fn host_fault(error: ParseError) -> &'static str {
    match error {
        ParseError::InvalidPort => "has a port that is not a number up to 65535",
        ParseError::InvalidIpv6Address => "has no IPv6 address between its brackets",
        ParseError::EmptyHost => "names no host",
        _ => "has a host that is not a name",
    }
}

/// What is wrong with the path (RFC 3986, section 3.3), which is empty or begins with `/`.
fn path_fault(path: &str) -> Option<&'static str> {
    let allowed = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@%".contains(c);
    let is_encoded = |after: &str| after.len() >= 2 && after.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    let inner = path.strip_suffix('/').unwrap_or(path);
    let is_dots = |part: &str| matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    if path.contains("//") {
        Some("has two `/` in a row")
    } else if inner.split('/').any(is_dots) {
        Some("has `.` or `..` in its path")
    } else if !path.chars().all(allowed) {
        Some("has a character that a path cannot have; write it percent-encoded")
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
            ("https://example.org:443/a", "https://example.org", "/a/"),
            ("https://example.org/Courses/re%20pair/", "https://example.org", "/Courses/re%20pair/"),
            ("https://[::1]:80/~a", "https://[::1]:80", "/~a/"),
            ("https://127.0.0.1:8080/", "https://127.0.0.1:8080", "/"),
            ("https://a_b.example/", "https://a_b.example", "/"),
            ("https://xn--bcher-kva.example./", "https://xn--bcher-kva.example.", "/"),
            ("https://bücher.example/", "https://xn--bcher-kva.example", "/"),
            ("https://BÜCHER.example/über/uns", "https://xn--bcher-kva.example", "/%C3%BCber/uns/"),
            ("https://例え.テスト", "https://xn--r8jz45g.xn--zckzah", "/"),
            ("https://مثال.إختبار/a", "https://xn--mgbh0fb.xn--kgbechtv", "/a/"),
        ] {
            let expected = BaseUrl { origin: origin.to_owned(), path: path.to_owned() };
            assert_eq!(BaseUrl::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_come_before_every_path_is_refused() {
        for (text, why) in [
            ("", "does not begin with `https://` or `http://`"),
            ("example.org", "does not begin with `https://` or `http://`"),
            ("https:example.org", "does not begin with `https://` or `http://`"),
            ("ftp://example.org", "does not begin with `https://` or `http://`"),
            ("javascript://example.org", "does not begin with `https://` or `http://`"),
            ("https://", "names no host"),
            ("https:///a", "names no host"),
            ("https://a:b@example.org", "names a user; remove what comes before `@`"),
            ("https://@example.org", "names a user; remove what comes before `@`"),
            ("https://example..org", "has a host that is not a name"),
            ("https://exa\"mple.org", "has a host that is not a name"),
            ("https://exa%6dple.org", "has a host that is not a name"),
            ("https://example.org\\a", "has a host that is not a name"),
            ("https://example.org:99999", "has a port that is not a number up to 65535"),
            ("https://example.org:", "has a port that is not a number up to 65535"),
            ("https://[::g]/", "has no IPv6 address between its brackets"),
            ("https://example.org/?a", "has a part after `?` or `#`; remove it"),
            ("https://example.org?", "has a part after `?` or `#`; remove it"),
            ("https://example.org/a#b", "has a part after `?` or `#`; remove it"),
            ("https://example.org//a", "has two `/` in a row"),
            ("https://example.org/a/..", "has `.` or `..` in its path"),
            ("https://example.org/a/%2E%2e/b", "has `.` or `..` in its path"),
            ("https://example.org/./", "has `.` or `..` in its path"),
            ("https://example.org/<a>", "has a character that a path cannot have; write it percent-encoded"),
            ("https://example.org/a\\b", "has a character that a path cannot have; write it percent-encoded"),
            ("https://example.org/%zz", "has a `%` that is not followed by two digits"),
            ("https://example.org/a b", "has the character ` `; write it percent-encoded"),
            ("https://example.org/a\tb", "has the character `\\t`; write it percent-encoded"),
        ] {
            assert_eq!(BaseUrl::parse(text), Err(format!("`{text}` {why}")));
        }
    }
}

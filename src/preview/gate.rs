//! Who is answered: requests in the one form that browsers send, from a page of the preview or from a person, and with the
//! token where the preview can be reached from other machines.

use std::net::SocketAddr;

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Version, header};

use super::origin_check;
use super::token::Token;

/// What is done with a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is answered.
    Admit,
    /// It is not; the text is the answer's body.
    Refuse(StatusCode, &'static str),
    /// It brought the token in its address: on to the address without it, with a cookie that holds it from now on.
    Welcome {
        /// The path and the rest of the query.
        address: String,
        cookie: String,
    },
}

/// The preview's guard.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    bound: SocketAddr,
    token: Option<Token>,
}

/// Headers that decide who is answered or what: two of one kind could be read as either.
const ONCE: [&str; 6] = ["host", "origin", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "range"];

impl Gate {
    pub(super) fn new(bound: SocketAddr, token: Option<Token>) -> Self {
        Self { bound, token }
    }

    /// Judges a request by its head; the body is never read.
    pub(super) fn judge(&self, request: &Parts) -> Verdict {
        if let Some(why) = malformed(request) {
            return Verdict::Refuse(StatusCode::BAD_REQUEST, why);
        }
        if let Some(why) = origin_check::refusal(&request.headers, &request.method, self.bound) {
            return Verdict::Refuse(StatusCode::FORBIDDEN, why);
        }
        if !matches!(request.method, Method::GET | Method::HEAD) {
            return Verdict::Refuse(StatusCode::METHOD_NOT_ALLOWED, "the preview answers to GET and HEAD only\n");
        }
        let Some(token) = &self.token else { return Verdict::Admit };
        if let Some(address) = token.address_without(&request.uri) {
            return Verdict::Welcome { address, cookie: token.cookie(self.bound.port()) };
        }
        if token.is_in_cookie(&request.headers, self.bound.port()) {
            return Verdict::Admit;
        }
        let why = "this preview can be reached from other machines and asks for a token: open the address that \
                   `attune serve` printed\n";
        Verdict::Refuse(StatusCode::FORBIDDEN, why)
    }
}

/// What is wrong with a request's form. A proxy or a cache before us could read such a request in another way than we do.
fn malformed(request: &Parts) -> Option<&'static str> {
    let uri = &request.uri;
    if uri.scheme().is_some() || uri.authority().is_some() || !uri.path().starts_with('/') {
        return Some("the preview answers to paths, and is no proxy\n");
    }
    // To a browser that is led there, both begin the address of another host.
    if uri.path().starts_with("//") || uri.path().contains('\\') {
        return Some("a path begins with one slash and has no backslash\n");
    }
    if !matches!(request.version, Version::HTTP_10 | Version::HTTP_11) {
        return Some("the preview speaks HTTP/1.1\n");
    }
    let count = |name: &str| request.headers.get_all(name).iter().count();
    if ONCE.iter().any(|name| count(name) > 1) {
        return Some("a header that may be there once is there twice\n");
    }
    has_body(&request.headers).then_some("the preview takes no content\n")
}

fn has_body(headers: &HeaderMap) -> bool {
    let has = |name: HeaderName| headers.contains_key(name);
    let is_empty = |value: &axum::http::HeaderValue| value.as_bytes() == b"0";
    has(header::TRANSFER_ENCODING) || headers.get(header::CONTENT_LENGTH).is_some_and(|length| !is_empty(length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn judge(gate: &Gate, target: &str, headers: &[(&str, &str)]) -> Verdict {
        let mut request = Request::builder().uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        gate.judge(&request.body(()).expect("a request").into_parts().0)
    }

    fn status(verdict: &Verdict) -> u16 {
        match verdict {
            Verdict::Admit => 200,
            Verdict::Refuse(status, _) => status.as_u16(),
            Verdict::Welcome { .. } => 303,
        }
    }

    const HOST: (&str, &str) = ("host", "localhost:4173");

    #[test]
    fn a_request_has_one_form() {
        let gate = Gate::new("127.0.0.1:4173".parse().expect("an address"), None);
        assert_eq!(judge(&gate, "/a/?b=c", &[HOST]), Verdict::Admit);
        assert_eq!(judge(&gate, "/", &[HOST, ("content-length", "0")]), Verdict::Admit);
        for (target, headers) in [
            ("http://localhost:4173/", &[HOST][..]),
            ("http://evil.example/", &[HOST]),
            ("localhost:4173", &[HOST]),
            ("*", &[HOST]),
            ("//evil.example/", &[HOST]),
            ("/\\evil.example/", &[HOST]),
            ("/", &[HOST, HOST]),
            ("/", &[HOST, ("Host", "evil.example")]),
            ("/", &[HOST, ("origin", "http://localhost:4173"), ("origin", "null")]),
            ("/", &[HOST, ("sec-fetch-site", "none"), ("sec-fetch-site", "cross-site")]),
            ("/", &[HOST, ("transfer-encoding", "chunked")]),
            ("/", &[HOST, ("transfer-encoding", "identity")]),
            ("/", &[HOST, ("content-length", "5")]),
            ("/", &[HOST, ("content-length", "+0")]),
        ] {
            assert_eq!(status(&judge(&gate, target, headers)), 400, "{target} {headers:?}");
        }
    }

    #[test]
    fn with_a_token_nothing_is_answered_without_it() {
        let token = Token::known("0123456789abcdef0123456789abcdef");
        let gate = Gate::new("0.0.0.0:4173".parse().expect("an address"), Some(token));
        for target in ["/", "/a.svg", "/__attune/events", "/?token=", "/?token=0123", "/?token=x&token=y"] {
            assert_eq!(status(&judge(&gate, target, &[HOST])), 403, "{target}");
        }
        for cookie in [
            "",
            "attune-preview-4173=",
            "attune-preview-4173=0123",
            "attune-preview-80=0123456789abcdef0123456789abcdef",
            "attune-preview-4173=0123456789ABCDEF0123456789ABCDEF",
        ] {
            assert_eq!(status(&judge(&gate, "/", &[HOST, ("cookie", cookie)])), 403, "{cookie}");
        }
        let cookie = "a=b; attune-preview-4173=0123456789abcdef0123456789abcdef";
        assert_eq!(judge(&gate, "/", &[HOST, ("cookie", cookie)]), Verdict::Admit);
        assert_eq!(status(&judge(&gate, "/", &[("host", "evil.example"), ("cookie", cookie)])), 403);
        let welcome = judge(&gate, "/a/?b=c%26d&token=0123456789abcdef0123456789abcdef&e=f", &[HOST]);
        let Verdict::Welcome { address, cookie } = welcome else { panic!("{welcome:?}") };
        assert_eq!(address, "/a/?b=c%26d&e=f");
        assert!(cookie.starts_with("attune-preview-4173=0123456789abcdef0123456789abcdef; "), "{cookie}");
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
            "{cookie}"
        );
    }
}

//! The token by which a preview that other machines can reach knows its readers.

use std::fmt::{self, Write as _};
use std::path::Path;

use axum::http::{HeaderMap, Uri};
use headers::{Cookie, HeaderMapExt as _};
use subtle::ConstantTimeEq as _;
use url::form_urlencoded::{Serializer, parse};

use crate::diagnostic::IoFault;

/// The name in an address.
const PARAMETER: &str = "token";

/// 128 random bits as hexadecimal digits.
#[derive(Clone)]
pub(super) struct Token(String);

impl Token {
    /// A new one from the system's source of randomness.
    pub(super) fn random() -> Result<Self, IoFault> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)
            .map_err(|error| IoFault::new("cannot make", Path::new("a token"), &std::io::Error::other(error)))?;
        let mut text = String::new();
        for byte in bytes {
            // Writing into memory does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Self(text))
    }

    #[cfg(test)]
    pub(super) fn known(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What stands behind the `?` of the address that a person opens.
    pub(super) fn query(&self) -> String {
        format!("{PARAMETER}={}", self.0)
    }

    /// The address without the token, when it brought the right one.
    pub(super) fn address_without(&self, uri: &Uri) -> Option<String> {
        let query = uri.query()?;
        parse(query.as_bytes()).find(|(name, value)| name == PARAMETER && self.is(value))?;
        let rest = parse(query.as_bytes()).filter(|(name, _)| name != PARAMETER);
        let rest = Serializer::new(String::new()).extend_pairs(rest).finish();
        let path = uri.path();
        Some(if rest.is_empty() { path.to_owned() } else { format!("{path}?{rest}") })
    }

    /// The value of `Set-Cookie`. Browsers do not tell ports apart: its name does. A link that a person follows from
    /// elsewhere brings the cookie; nothing else on another site's page does.
    pub(super) fn cookie(&self, port: u16) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Lax", cookie_name(port), self.0)
    }

    pub(super) fn is_in_cookie(&self, headers: &HeaderMap, port: u16) -> bool {
        let name = cookie_name(port);
        let cookies = headers.typed_get::<Cookie>();
        cookies.is_some_and(|cookies| cookies.iter().any(|(known, value)| known == name && self.is(value)))
    }

    /// Compares in a time that does not tell how much is right.
    fn is(&self, other: &str) -> bool {
        self.0.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

/// A token is for one person's eyes: no message for developers holds it.
impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token")
    }
}

fn cookie_name(port: u16) -> String {
    format!("attune-preview-{port}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_and_never_the_same() {
        let (one, other) = (Token::random().expect("random"), Token::random().expect("random"));
        assert!(one.0.len() == 32 && one.0.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_ne!(one.0, other.0);
        assert_eq!(format!("{one:?}"), "Token");
    }
}

//! What went wrong at a store, in words that have nothing secret. A store's own are never repeated, for they may quote what was sent: a
//! status, a code and the system's words for a broken connection are all that a message has.

use object_store::Error;
use object_store::client::{HttpError, HttpErrorKind};

use crate::publish::credentials::Secrets;
use crate::publish::store::StoreFault;
use crate::source::FileOnDisk;

use super::Objects;

impl Objects {
    /// What went wrong.
    pub(super) fn fault(&self, error: &Error) -> StoreFault {
        let lasting = |reason: String, help: &str| StoreFault::Lasting(reason, help.to_owned());
        let text = whole_text(error);
        let status = status(&text);
        match error {
            Error::Precondition { .. } | Error::AlreadyExists { .. } | Error::NotModified { .. } => {
                StoreFault::Condition
            }
            Error::NotImplemented { .. } | Error::NotSupported { .. } => StoreFault::NoConditions,
            Error::NotFound { .. } => {
                lasting("there is no such bucket".to_owned(), "make it, or correct `to` in site.toml")
            }
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => self.refused(code(&text)),
            _ => match status {
                Some(501) => StoreFault::NoConditions,
                Some(412) => StoreFault::Condition,
                Some(status @ 400..=499) if ![408, 425, 429].contains(&status) => {
                    let code = code(&text).map_or_else(String::new, |code| format!(" {code}"));
                    lasting(
                        format!("the store answers {status}{code}"),
                        "look at the target in site.toml, and at its `region` and `endpoint`",
                    )
                }
                Some(status) => StoreFault::Passing(format!("the store answers {status}")),
                None => match not_deleted(&text) {
                    Some(code) if RIGHTS.contains(&code.as_str()) => self.refused(Some(code)),
                    Some(code) => StoreFault::Passing(format!("the store answers {code}")),
                    None => StoreFault::Passing(told(error, &self.secrets)),
                },
            },
        }
    }

    /// Credentials that the store does not know, or that may not do this.
    fn refused(&self, code: Option<String>) -> StoreFault {
        let is_known = code.as_deref().is_some_and(|code| RIGHTS.contains(&code));
        let help =
            if is_known { "let these credentials read, write, list and delete there" } else { self.provider.help() };
        let code = code.map_or_else(String::new, |code| format!(" ({code})"));
        StoreFault::Lasting(format!("the store refuses the credentials{code}"), help.to_owned())
    }
}

/// With these codes stores say that credentials are good, and may not do what they were used for.
const RIGHTS: [&str; 3] = ["AccessDenied", "AuthorizationPermissionMismatch", "AuthorizationFailure"];

/// That a file of the course cannot be read.
pub(super) fn unreadable(file: &FileOnDisk, error: &std::io::Error) -> StoreFault {
    StoreFault::Lasting(format!("cannot read `{}`: {error}", file.path().display()), "publish again".to_owned())
}

/// What can be told of an error that is no answer of the store: the system's words where it has some, such as "connection refused", and
/// else what kind of thing went wrong. A library's own words may quote what it read, which may be credentials.
pub(super) fn told(error: &(dyn std::error::Error + 'static), secrets: &Secrets) -> String {
    let causes = || std::iter::successors(Some(error), |error| error.source());
    let (mut kind, mut system) = (None, None);
    for cause in causes() {
        if let Some(error) = cause.downcast_ref::<HttpError>() {
            kind = Some(error.kind());
        }
        if cause.downcast_ref::<std::io::Error>().is_some() {
            system = causes().last().map(ToString::to_string);
        }
    }
    let text = system.unwrap_or_else(|| {
        let text = match kind {
            Some(HttpErrorKind::Connect) => "no connection comes about",
            Some(HttpErrorKind::Timeout) => "it does not answer in time",
            Some(HttpErrorKind::Request | HttpErrorKind::Interrupted) => "the connection breaks off",
            Some(HttpErrorKind::Decode) => "its answer makes no sense",
            _ => "the client does not understand its credentials, its address or its answer",
        };
        text.to_owned()
    });
    let line: String = text.lines().next().unwrap_or_default().chars().take(200).collect();
    secrets.covered(&line)
}

/// An error with everything that led to it, to be searched and never shown.
fn whole_text(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        text.push('\n');
        text.push_str(&error.to_string());
        next = error.source();
    }
    text
}

/// The status that a store answered with.
fn status(text: &str) -> Option<u16> {
    let (_, after) = text.split_once("status code: ")?;
    after.get(..3)?.parse().ok()
}

/// The code in a store's answer in XML, such as `SignatureDoesNotMatch`.
fn code(text: &str) -> Option<String> {
    let (_, after) = text.split_once("<Code>")?;
    let (code, _) = after.split_once("</Code>")?;
    is_code(code).then(|| code.to_owned())
}

/// Why a file was not deleted, of which S3 tells in an answer that says that all went well.
fn not_deleted(text: &str) -> Option<String> {
    let (_, after) = text.split_once("DeleteObjects request failed for key ")?;
    let code = after.lines().next()?.rsplit_once("(code: ")?.1.strip_suffix(')')?;
    is_code(code).then(|| code.to_owned())
}

fn is_code(text: &str) -> bool {
    text.len() < 60 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_stores_answer_only_status_and_code_are_told() {
        let text = "Error performing PUT https://b/a?sig=secret in 1s - Server returned non-2xx status code: 403 Forbidden: \
                    <Error><Code>SignatureDoesNotMatch</Code><StringToSign>AKIA</StringToSign></Error>";
        assert_eq!((status(text), code(text).as_deref()), (Some(403), Some("SignatureDoesNotMatch")));
        assert_eq!((status("no answer"), code("<Code>a b</Code>"), code("<Code>")), (None, None, None));
    }

    #[test]
    fn why_a_file_was_not_deleted_is_told() {
        let text = "Generic S3 error: DeleteObjects request failed for key a (code: b)/c: Access Denied (code: AccessDenied)\nmore";
        assert_eq!(not_deleted(text).as_deref(), Some("AccessDenied"));
        assert_eq!((not_deleted("no answer"), not_deleted("DeleteObjects request failed for key a: b")), (None, None));
    }

    #[test]
    fn what_a_library_quotes_is_not_told_and_what_the_system_says_is() {
        let secrets = Secrets::from_environment();
        let quoted = serde_json::from_str::<u8>("\"-----BEGIN PRIVATE KEY\"").expect_err("it is no number");
        let error = Error::Generic { store: "GCS", source: Box::new(quoted) };
        assert!(!told(&error, &secrets).contains("PRIVATE"), "{error}");
        let missing = std::io::Error::from_raw_os_error(2);
        let error = Error::Generic { store: "GCS", source: Box::new(missing) };
        assert!(told(&error, &secrets).contains("os error 2"), "{error}");
    }
}

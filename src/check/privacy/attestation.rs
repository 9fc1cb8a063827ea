//! What the attestation of a case leaves open, or no longer says.

use std::ops::Range;

use jiff::civil::Date;

use crate::course::{CaseAttestation, Consent, Destination, Photograph};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::privacy::{Detail, Identifier, Rule};
use crate::source::CoursePath;

/// Endings of pictures that may be photographs.
const PHOTOGRAPHS: [&str; 10] = ["jpg", "jpeg", "png", "webp", "heic", "avif", "gif", "tif", "tiff", "bmp"];

/// What a case says of itself, and what of that its page holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Attested {
    case: CaseAttestation,
    /// Photographs of which the attestation speaks and that the page does not show.
    absent: Vec<Photograph>,
}

impl Attested {
    /// Of a page at `path` that shows these pictures.
    pub(super) fn new(path: &CoursePath, case: &CaseAttestation, shown: &[Picture]) -> Self {
        let is_absent = |photograph: &&Photograph| !shown.iter().any(|picture| picture.is(path, &photograph.file));
        Self { case: case.clone(), absent: case.photographs.iter().filter(is_absent).cloned().collect() }
    }

    /// What there is to say of it on a day.
    pub(super) fn findings(&self, today: Option<Date>) -> Vec<Diagnostic> {
        let Self { case, absent } = self;
        let said = |message: String, help: &'static str| {
            Diagnostic::new(Code::PrivacyAttestation, case.span, message).help(help)
        };
        let mut findings = Vec::new();
        if case.would_know == Some(true) && case.consent != Consent::Written {
            let message = "the client or those close to them would know who is meant, and have not agreed in writing";
            let help = "change more, until nobody would know; or ask for consent and write `consent: written`";
            let mut finding = said(message.to_owned(), help);
            finding.severity = Severity::Error;
            findings.push(finding);
        }
        let open = open(case);
        if !open.is_empty() {
            let help = "answer the test question in `would_know`, and name in `reviewed_by` and `reviewed_on` who \
                        else read the case and when";
            findings.push(said(format!("the case does not say {}", open.join(", ")), help));
        }
        let Some(today) = today else { return findings };
        if let Some(due) = case.review_due.filter(|due| *due < today) {
            let message = format!("this case was to be reviewed again by {due}");
            let help = "let somebody read it again, and write the new days in `reviewed_on` and `review_due`";
            findings.push(said(message, help));
        }
        if let Some(day) = case.reviewed_on.filter(|day| *day > today) {
            findings.push(said(format!("the case was reviewed on {day}, which is still to come"), "correct the day"));
        }
        let stale = |photograph: &Photograph| {
            let message = format!("the page shows no photograph `{}`", photograph.file);
            let help = "correct its address, or remove what is said of it";
            Diagnostic::new(Code::PrivacyAttestation, photograph.span, message).help(help)
        };
        findings.extend(absent.iter().map(stale));
        findings
    }
}

/// What has no answer of all that is asked of a case which its author knows from their own work.
fn open(case: &CaseAttestation) -> Vec<&'static str> {
    if matches!(case.consent, Consent::Fictional | Consent::Published) {
        return Vec::new();
    }
    let asked = [
        (case.would_know.is_none(), "whether the client or those close to them would know who is meant"),
        (case.reviewed_by.is_none(), "who reviewed it"),
        (case.reviewed_on.is_none(), "when it was reviewed"),
    ];
    asked.into_iter().filter(|(is_open, _)| *is_open).map(|(_, what)| what).collect()
}

/// A picture of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picture {
    /// Where it stands.
    pub(super) range: Range<usize>,
    destination: Destination,
}

impl Picture {
    /// The picture that a link is, if it may be a photograph.
    pub(super) fn of(link: &crate::course::Link) -> Option<Self> {
        let address = match &link.destination {
            Destination::File { path, .. } => path.as_str(),
            Destination::External(address) | Destination::Outside(address) => address,
            Destination::Fragment(_) | Destination::Term(_) => return None,
        };
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let (_, ending) = address.rsplit_once('.')?;
        let is_photograph = PHOTOGRAPHS.iter().any(|known| ending.eq_ignore_ascii_case(known));
        (link.embedded && is_photograph)
            .then(|| Self { range: link.span.range(), destination: link.destination.clone() })
    }

    /// Whether this is the picture at an address, as a page at `path` would write it.
    fn is(&self, path: &CoursePath, address: &str) -> bool {
        match &self.destination {
            Destination::File { path: file, .. } => path.resolve(address).is_some_and(|meant| meant == *file),
            Destination::External(known) | Destination::Outside(known) => known == address,
            Destination::Fragment(_) | Destination::Term(_) => false,
        }
    }

    /// Whether an attestation speaks of it.
    pub(super) fn is_attested(&self, path: &CoursePath, case: Option<&CaseAttestation>) -> bool {
        case.is_some_and(|case| case.photographs.iter().any(|photograph| self.is(path, &photograph.file)))
    }

    /// As something by which somebody could be known.
    pub(super) fn detail(&self) -> Detail {
        Detail {
            range: self.range.clone(),
            rule: Rule::Photo,
            identifier: Identifier::Photographs,
            confidence: 60,
            what: "a picture that may be a photograph of somebody",
            instead: None,
        }
    }
}

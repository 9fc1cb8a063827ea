//! From what was found in a page to messages.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::config::{Level, Place, Privacy};
use crate::diagnostic::{Code, Diagnostic, Place as At, Severity, suggest};
use crate::privacy::{Combination, Detail, Exception, ExceptionFault, Identifier, Likeness, Rule};
use crate::source::{CoursePath, Digest, FileId, Span};

use super::attachments::{Attachments, named};
use super::found::{code, data};
use super::known::Known;
use super::scan::{Found, PrivacyScan};

/// What is surer than this is said, in percent.
const LEAST: u8 = 60;

/// What decides over findings and is the same for every page.
#[derive(Debug)]
pub(crate) struct Weighing<'a> {
    /// `[privacy]`.
    pub privacy: &'a Privacy,
    /// Whom and what the course names openly.
    pub known: &'a Known,
    /// The host of `base_url`, and that of its links.
    pub host: Option<&'a str>,
    /// What the files beside the pages tell.
    pub attachments: &'a Attachments,
    /// The day on which the course is checked; without one no exception ends.
    pub today: Option<Date>,
}

impl Weighing<'_> {
    /// Of everything in it.
    pub(super) fn digest(&self) -> Digest {
        Digest::of_value(&(self.privacy, self.known, self.attachments, self.host, self.today))
    }

    /// Everything that there is to say of a page but what [`unused`] says, and of each exception whether it lets something stand.
    pub(super) fn judged(&self, file: FileId, scan: &PrivacyScan) -> (Vec<Diagnostic>, Vec<bool>) {
        let mut findings: Vec<Diagnostic> = scan.faults.iter().map(|fault| unreadable(file, fault)).collect();
        let mut is_used = vec![false; scan.exceptions.len()];
        for found in scan.found.iter().filter(|found| !self.is_open(found, scan)) {
            let Range { start, end } = found.detail.range;
            // As a term of the deny list it is said already, and may not be allowed.
            if scan.denied.iter().any(|denied| denied.start < end && start < denied.end) {
                continue;
            }
            let covers = |exception: &Exception| {
                exception.rules.contains(&found.detail.rule) && exception.scope.contains(&found.detail.range.start)
            };
            if self.is_allowed(scan, covers, &mut is_used) {
                continue;
            }
            let level = self.privacy.level(found.detail.rule, &scan.kind, found.place);
            findings.extend(weighed(of_detail(file, &found.detail), level));
        }
        let combination = scan.combination.weighted(|part| self.privacy.weight(part.kind, part.weight));
        if combination.sum() > self.privacy.combination() {
            let covers = |exception: &Exception| exception.rules.contains(&Rule::Combination);
            if !self.is_allowed(scan, covers, &mut is_used) {
                let level = self.privacy.level(Rule::Combination, &scan.kind, Place::Material);
                findings.extend(weighed(self.of_combination(file, &combination), level));
            }
        }
        self.of_files(file, scan, &mut is_used, &mut findings);
        self.of_deny_list(file, scan, &mut is_used, &mut findings);
        findings.extend(scan.attested.iter().flat_map(|attested| attested.findings(self.today)));
        let used = scan.exceptions.iter().zip(&is_used).filter(|(_, is_used)| **is_used);
        findings.extend(used.filter_map(|(exception, _)| self.ended(file, exception)));
        (findings, is_used)
    }

    /// Terms of the deny list, which nothing lets stand; and pseudonyms that are like one.
    fn of_deny_list(&self, file: FileId, scan: &PrivacyScan, is_used: &mut [bool], findings: &mut Vec<Diagnostic>) {
        let in_path = scan.denied_path.iter().map(denied_path);
        let in_text = scan.denied.iter().map(|range| denied_term(Span::new(file, range.clone())));
        findings.extend(in_path.chain(in_text).chain(scan.denied_as_read.iter().map(denied_as_read)));
        for (range, likeness) in &scan.likenesses {
            let covers = |exception: &Exception| {
                exception.rules.contains(&Rule::Pseudonym) && exception.scope.contains(&range.start)
            };
            if self.is_allowed(scan, covers, is_used) {
                continue;
            }
            let how = if *likeness == Likeness::Sound { "sounds like" } else { "begins with the same letter as" };
            let message = format!("this made-up name {how} a term of the deny list");
            let help = "take a name with another first letter and another sound; which term it is like is not told";
            let finding = Diagnostic::new(Code::PrivacyPseudonym, Span::new(file, range.clone()), message).help(help);
            findings.extend(weighed(finding, self.privacy.level(Rule::Pseudonym, &scan.kind, Place::Material)));
        }
    }

    /// Whether what was found is no detail of a person in case material.
    fn is_open(&self, found: &Found, scan: &PrivacyScan) -> bool {
        found.detail.confidence < LEAST || self.may_stand(found.detail.rule, &found.words, scan)
    }

    /// Whether words may stand in a page: its pseudonyms, and whom and what the course names openly.
    fn may_stand(&self, rule: Rule, words: &str, scan: &PrivacyScan) -> bool {
        let is_pseudonym = |word: &str| {
            let is = |word: &str| scan.pseudonyms.iter().any(|known| known == word);
            is(word) || word.strip_suffix('s').is_some_and(is)
        };
        match rule {
            Rule::Name => {
                words.split(' ').filter(|word| *word != "s").all(is_pseudonym)
                    || self.known.has_person(words)
                    || self.known.has_phrase(words)
            }
            Rule::Place => self.known.has_phrase(words) || words.split(' ').all(is_pseudonym),
            Rule::Url => words.contains("doi org") || self.host.is_some_and(|host| words.contains(host)),
            _ => false,
        }
    }

    /// What the files of a page tell, each said once, and what the page's own name tells.
    fn of_files(&self, file: FileId, scan: &PrivacyScan, is_used: &mut [bool], findings: &mut Vec<Diagnostic>) {
        let mut said = BTreeSet::new();
        for used in &scan.files {
            let Some(told) = self.attachments.get(&used.path).filter(|_| said.insert((&used.path, used.place))) else {
                continue;
            };
            let metadata = told.of_metadata(used.at(file), &used.path, used.place, self.known);
            let metadata = metadata.map(|finding| (Rule::Metadata, finding));
            // What the page's own text shows of the name is said already.
            let is_said = |rule: Rule| {
                let is_it = |found: &Found| found.detail.rule == rule && used.range.contains(&found.detail.range.start);
                scan.found.iter().any(is_it)
            };
            let is_open = |rule: Rule, words: &str| self.may_stand(rule, words, scan);
            let named = told.of_name(&used.at(file), is_open).into_iter();
            let named = named.filter(|(rule, _)| !is_said(*rule));
            let said = told.of_said(&used.at(file), &used.path, LEAST, is_open);
            let in_material = named.chain(said).filter(|_| used.place == Place::Material);
            for (rule, finding) in metadata.into_iter().chain(in_material) {
                let covers = |exception: &Exception| {
                    exception.rules.contains(&rule) && exception.scope.contains(&used.range.start)
                };
                if !self.is_allowed(scan, covers, is_used) {
                    findings.extend(weighed(finding, self.privacy.level(rule, &scan.kind, used.place)));
                }
            }
        }
        for (picture, place) in &scan.embedded {
            let covers = |exception: &Exception| {
                exception.rules.contains(&Rule::Metadata) && exception.scope.contains(&picture.range.start)
            };
            if self.privacy.strip_metadata {
                findings.extend(weighed(picture.finding(file), Level::Deny));
            } else if (picture.is_grave || *place == Place::Material) && !self.is_allowed(scan, covers, is_used) {
                findings.extend(weighed(picture.finding(file), self.privacy.level(Rule::Metadata, &scan.kind, *place)));
            }
        }
        for (path, (rule, what, words)) in
            scan.named.iter().flat_map(|(path, all)| all.iter().map(move |one| (path, one)))
        {
            if !self.may_stand(*rule, words, scan) {
                let finding = named(At::File(path.clone()), *rule, what);
                findings.extend(weighed(finding, self.privacy.level(*rule, &scan.kind, Place::Material)));
            }
        }
    }

    /// Whether an exception lets something stand that it `covers`; takes note of those that are of use.
    fn is_allowed(&self, scan: &PrivacyScan, covers: impl Fn(&Exception) -> bool, is_used: &mut [bool]) -> bool {
        let mut is_allowed = false;
        for (exception, is_used) in scan.exceptions.iter().zip(is_used).filter(|(exception, _)| covers(exception)) {
            *is_used = true;
            is_allowed |= !self.is_over(exception);
        }
        is_allowed
    }

    pub(super) fn is_over(&self, exception: &Exception) -> bool {
        exception.until.zip(self.today).is_some_and(|(until, today)| until < today)
    }

    fn ended(&self, file: FileId, exception: &Exception) -> Option<Diagnostic> {
        let span = Span::new(file, exception.range.clone());
        let until = exception.until.filter(|_| self.is_over(exception))?;
        let message = format!("this exception held until {until}");
        let help = "look at what it lets stand again, and write a later day or remove it";
        Some(Diagnostic::new(Code::PrivacyExceptionEnded, span, message).help(help))
    }

    fn of_combination(&self, file: FileId, combination: &Combination) -> Diagnostic {
        let tenths = |weight: u32| {
            if weight.is_multiple_of(10) {
                (weight / 10).to_string()
            } else {
                format!("{}.{}", weight / 10, weight % 10)
            }
        };
        let parts: Vec<String> =
            combination.parts.iter().map(|part| format!("{} ({})", part.what, tenths(part.weight))).collect();
        let (sum, most) = (tenths(combination.sum()), tenths(self.privacy.combination()));
        let message = format!(
            "together these may single somebody out: {} = {sum}, and at most {most} may stand",
            parts.join(" + ")
        );
        let help = "leave out or change what is not essential, or say why it may stand: `<!-- allow privacy-combination: … -->`";
        let first = combination.parts.first().map_or(0..0, |part| part.range.clone());
        let mut finding = Diagnostic::new(Code::PrivacyCombination, Span::new(file, first), message).help(help);
        finding.data = Some(data(Identifier::Other, 70, None));
        for part in combination.parts.iter().skip(1) {
            finding = finding.related(At::At(Span::new(file, part.range.clone())), part.what);
        }
        finding
    }
}

/// An exception that lets nothing stand.
pub(super) fn unused(span: Span) -> Diagnostic {
    let message = "this exception lets nothing stand: nothing of its kind is found beside it";
    Diagnostic::new(Code::PrivacyExceptionUnused, span, message).help("remove it")
}

/// A term of the deny list in a text. What it is stands in no message.
pub(crate) fn denied_term(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PrivacyDeniedTerm, span, "here stands a term of the deny list").help(LEAVE_OUT)
}

/// The same in the name of a file or a folder.
pub(crate) fn denied_path(path: &CoursePath) -> Diagnostic {
    let message = "in the name of this file, or of its folder, stands a term of the deny list";
    Diagnostic::at(Code::PrivacyDeniedTerm, At::File(path.clone()), message).help("rename it")
}

/// The same in what is read on a page, where its source does not show it.
fn denied_as_read(path: &CoursePath) -> Diagnostic {
    let message = "on this page a term of the deny list is read";
    let help = "look for values and escapes that make it together, and leave it out";
    Diagnostic::at(Code::PrivacyDeniedTerm, At::File(path.clone()), message).help(help)
}

const LEAVE_OUT: &str = "leave it out, or write a made-up name that neither begins nor sounds like it";

fn of_detail(file: FileId, detail: &Detail) -> Diagnostic {
    let Detail { range, rule, identifier, confidence, what, instead } = detail;
    let (code, span) = (code(*rule), Span::new(file, range.clone()));
    let help = match (rule, instead) {
        (Rule::Name, _) => "declare a made-up name in `pseudonyms`, write a role, or leave it out".to_owned(),
        (Rule::Photo, _) => "say in `photographs` of `case` whom it shows, or leave it out".to_owned(),
        (_, Some(instead)) => format!("write `{instead}`, or leave it out"),
        (_, None) => "leave it out".to_owned(),
    };
    let help = format!("{help}; what may stand is allowed beside it, with a reason: `<!-- allow {code}: … -->`");
    let mut finding = Diagnostic::new(code, span, format!("this looks like {what}")).help(help);
    finding.data = Some(data(*identifier, *confidence, instead.as_deref()));
    finding
}

fn weighed(mut finding: Diagnostic, level: Level) -> Option<Diagnostic> {
    finding.severity = match level {
        Level::Deny => Severity::Error,
        Level::Warn => Severity::Warning,
        Level::Allow => return None,
    };
    Some(finding)
}

fn unreadable(file: FileId, fault: &ExceptionFault) -> Diagnostic {
    const FORM: &str = "write `<!-- allow privacy-place: the reason (until 2027-06-30) -->`; the end may be left out";
    let (range, message, help) = match fault {
        ExceptionFault::UnknownRule(range, name) => {
            let meant = suggest(name, Rule::NAMES.iter().map(|(name, _)| *name));
            let message = format!("there is no rule `{name}` that an exception could be for");
            (range, message, meant.help(FORM))
        }
        ExceptionFault::NoReason(range) => (range, "an exception without a reason".to_owned(), FORM.into()),
        ExceptionFault::BadDate(range, date) => {
            (range, format!("the end of this exception is `{date}`, which is not a date"), FORM.into())
        }
    };
    Diagnostic::new(Code::PrivacyException, Span::new(file, range.clone()), message).help(help)
}

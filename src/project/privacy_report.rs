//! What an ethics board has to know of a course, as a page: what was looked for, what was found, what its authors vouch for and
//! what they let stand. It has no word that was found, and claims no more than was looked for.

use jiff::civil::Date;
use serde::Serialize;

use crate::check::privacy::{ExceptionState, ReviewedException, ReviewedPage};
use crate::config::{Level, Place as Part, SiteConfig, is_right_to_left, privacy_rules};
use crate::course::CaseAttestation;
use crate::diagnostic::{Diagnostic, Origins, Place};
use crate::input::Inputs;
use crate::privacy::{DenyList, Scope, fold, look, rules_date};
use crate::source::{SourceMap, Span};
use crate::theme::{Messages, Theme, date_text};

const TEMPLATE: &str = "privacy-report.html";
/// What no rule looks at; `privacy_not_` and one of these is a message of the interface.
const NOT_LOOKED: [&str; 6] = ["names", "voice", "pages", "media", "described", "consent"];

#[derive(Debug, Serialize)]
struct ReportView {
    language: String,
    direction: &'static str,
    title: String,
    date: Option<String>,
    version: &'static str,
    rules_date: String,
    has_list: bool,
    cases: Vec<PageView>,
    /// Other pages of which there is something to tell.
    others: Vec<PageView>,
    /// Those of which nothing was flagged and that have no exceptions.
    others_with_nothing: Vec<PageView>,
    elsewhere: Vec<FindingView>,
    rules: Vec<RuleView>,
    not_looked: [&'static str; 6],
}

#[derive(Debug, Serialize)]
struct PageView {
    title: String,
    path: String,
    is_draft: bool,
    is_case: bool,
    case: Option<CaseView>,
    findings: Vec<FindingView>,
    exceptions: Vec<ExceptionView>,
}

#[derive(Debug, Serialize)]
struct CaseView {
    consent: &'static str,
    /// `yes`, `no` or `no_answer`.
    would_know: &'static str,
    pseudonyms: Vec<String>,
    changed: Vec<String>,
    reviewed_by: Option<String>,
    reviewed_on: Option<String>,
    review_due: Option<String>,
    photographs: Vec<PhotographView>,
}

#[derive(Debug, Serialize)]
struct PhotographView {
    file: String,
    shows: &'static str,
}

#[derive(Debug, Serialize)]
struct FindingView {
    place: String,
    is_error: bool,
    rule: &'static str,
    message: String,
}

#[derive(Debug, Serialize)]
struct ExceptionView {
    place: String,
    rules: Vec<&'static str>,
    reason: String,
    until: String,
    state: &'static str,
}

#[derive(Debug, Serialize)]
struct RuleView {
    name: &'static str,
    about: &'static str,
    level: &'static str,
}

/// What the report is made from.
pub(super) struct Reviewed<'a> {
    pub(super) config: &'a SiteConfig,
    /// The pages that it is about, by rising path.
    pub(super) pages: Vec<ReviewedPage>,
    /// Everything that was found, in reading order.
    pub(super) findings: Vec<&'a Diagnostic>,
    pub(super) sources: &'a SourceMap,
    /// Where the pieces of pages were written.
    pub(super) origins: Origins,
    pub(super) deny_list: Option<&'a DenyList>,
    pub(super) today: Option<Date>,
}

impl Reviewed<'_> {
    /// The page. It is made by the program's own template and none of the course's, which could say more than was looked for.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub(super) fn html(&self) -> Result<String, Diagnostic> {
        let theme = Theme::named(&Inputs::default(), "default").value;
        let language = &self.config.language;
        let view = self.view(theme.messages(language));
        theme.render(TEMPLATE, language, &view)
    }

    fn view(&self, messages: &Messages) -> ReportView {
        let day = |date: Date| date_text(messages, date);
        let (cases, others): (Vec<&ReviewedPage>, Vec<_>) = self.pages.iter().partition(|page| page.is_case);
        let others = others.into_iter().map(|page| self.page(page, messages));
        let (others, others_with_nothing) =
            others.partition(|page| !page.findings.is_empty() || !page.exceptions.is_empty());
        let is_elsewhere = |finding: &&&Diagnostic| !self.pages.iter().any(|page| is_of(finding, page));
        let elsewhere: Vec<FindingView> =
            self.privacy().filter(is_elsewhere).map(|finding| self.finding(finding)).collect();
        let rules = privacy_rules().map(|(rule, about)| RuleView {
            name: rule.as_str(),
            about,
            level: match self.config.privacy.level(rule, "case", Part::Material) {
                Level::Deny => "deny",
                Level::Warn => "warn",
                Level::Allow => "allow",
            },
        });
        ReportView {
            language: language_of(messages, &self.config.language),
            direction: if is_right_to_left(&self.config.language) { "rtl" } else { "ltr" },
            title: self.covered(&self.config.title),
            date: self.today.map(day),
            version: env!("CARGO_PKG_VERSION"),
            rules_date: rules_date().map(day).unwrap_or_default(),
            has_list: self.deny_list.is_some(),
            cases: cases.into_iter().map(|page| self.page(page, messages)).collect(),
            others,
            others_with_nothing,
            elsewhere,
            rules: rules.collect(),
            not_looked: NOT_LOOKED,
        }
    }

    fn privacy(&self) -> impl Iterator<Item = &&Diagnostic> {
        self.findings.iter().filter(|finding| finding.code.as_str().starts_with("privacy-"))
    }

    fn page(&self, page: &ReviewedPage, messages: &Messages) -> PageView {
        PageView {
            title: self.covered(&if page.is_case { untold(&page.title, Some(page)) } else { page.title.clone() }),
            path: self.covered(&if page.is_case {
                untold(page.path.as_str(), Some(page))
            } else {
                page.path.to_string()
            }),
            is_draft: page.is_draft,
            is_case: page.is_case,
            case: page.case.as_ref().map(|case| self.case(case, messages)),
            findings: self
                .privacy()
                .filter(|finding| is_of(finding, page))
                .map(|finding| self.finding(finding))
                .collect(),
            exceptions: page.exceptions.iter().map(|exception| self.exception(page, exception, messages)).collect(),
        }
    }

    fn case(&self, case: &CaseAttestation, messages: &Messages) -> CaseView {
        let covered = |texts: &[String]| texts.iter().map(|text| self.covered(text)).collect();
        let day = |date: Date| date_text(messages, date);
        CaseView {
            consent: case.consent.as_str(),
            would_know: match case.would_know {
                Some(true) => "yes",
                Some(false) => "no",
                None => "no_answer",
            },
            pseudonyms: covered(&case.pseudonyms),
            changed: covered(&case.changed),
            reviewed_by: case.reviewed_by.as_ref().map(|name| self.covered(name)),
            reviewed_on: case.reviewed_on.map(day),
            review_due: case.review_due.map(day),
            photographs: case
                .photographs
                .iter()
                .map(|photograph| PhotographView {
                    file: self.covered(&untold(&photograph.file, None)),
                    shows: photograph.shows.as_str(),
                })
                .collect(),
        }
    }

    fn exception(&self, page: &ReviewedPage, of: &ReviewedException, messages: &Messages) -> ExceptionView {
        let exception = &of.exception;
        let span = self.origins.written(Span::new(page.file, exception.range.clone()));
        ExceptionView {
            place: self.covered(&self.place(&Place::At(span))),
            rules: exception.rules.iter().map(|rule| rule.as_str()).collect(),
            reason: self.covered(&exception.reason),
            until: exception.until.map(|until| date_text(messages, until)).unwrap_or_default(),
            state: match of.state {
                ExceptionState::Used => "used",
                ExceptionState::Unused => "unused",
                ExceptionState::Ended => "ended",
            },
        }
    }

    fn finding(&self, finding: &Diagnostic) -> FindingView {
        FindingView {
            place: self.covered(&untold(&self.place(&finding.place), None)),
            is_error: finding.is_error(),
            rule: finding.code.as_str(),
            // It may have the name of a file.
            message: self.covered(&untold(&finding.message, None)),
        }
    }

    /// `file:line`, or the file alone.
    fn place(&self, place: &Place) -> String {
        match place {
            Place::File(path) => path.to_string(),
            Place::At(span) => {
                let path = self.sources.get(span.file).map(|file| file.path.to_string()).unwrap_or_default();
                let line = self.sources.positions(*span).map(|(start, _)| format!(":{}", start.line));
                path + &line.unwrap_or_default()
            }
        }
    }

    /// A text without any term of the deny list.
    fn covered(&self, text: &str) -> String {
        self.deny_list.map_or_else(|| text.to_owned(), |list| list.covered(text))
    }
}

fn is_of(finding: &Diagnostic, page: &ReviewedPage) -> bool {
    match &finding.place {
        Place::At(span) => span.file == page.file,
        Place::File(path) => *path == page.path,
    }
}

/// The language that the interface's messages are in.
fn language_of(messages: &Messages, asked: &str) -> String {
    messages.get("language").cloned().unwrap_or_else(|| asked.to_owned())
}

/// What stands in the place of words that were found.
const COVER: &str = "[\u{2026}]";

/// A title, a path or a message without what looks like a detail of a person, but for made-up names of a page.
fn untold(text: &str, page: Option<&ReviewedPage>) -> String {
    let pseudonyms = page.and_then(|page| page.case.as_ref()).into_iter().flat_map(|case| &case.pseudonyms);
    let made_up: Vec<String> = pseudonyms.map(|name| fold(name)).collect();
    let is_made_up = |word: &str| {
        let word = fold(word);
        made_up.iter().any(|name| name.split(' ').any(|part| part == word || word.strip_suffix('s') == Some(part)))
    };
    let mut told = text.to_owned();
    for detail in look(text, 0, &[], Scope::Everything).details.iter().rev() {
        let words = text[detail.range.clone()].split(|letter: char| !letter.is_alphanumeric());
        if !words.filter(|word| !word.is_empty()).all(is_made_up) {
            told.replace_range(detail.range.clone(), COVER);
        }
    }
    told
}

//! What files beside the pages tell: their metadata, and their names.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::config::Place;
use crate::course::{Destination, Link};
use crate::diagnostic::{Code, Diagnostic, Place as At, Severity};
use crate::input::roles::page_stem;
use crate::metadata::{self, Metadata, Trace};
use crate::privacy::{Detail, Identifier, Rule, Scope, is_given_name, is_word, look};
use crate::source::{CoursePath, FileId, Span};

use super::Scanned;
use super::captions::{Said, is_caption, said};
use super::found::{code, data, words};
use super::known::Known;

/// What the files of a course tell, by path; those that tell nothing are not in it.
pub(crate) type Attachments = BTreeMap<CoursePath, Arc<AttachmentScan>>;

/// What stands in a name or a text that has no place: the rule that found it, what it looks like, and the words.
pub(super) type InName = (Rule, &'static str, String);

/// What a file tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct AttachmentScan {
    traces: BTreeSet<Trace>,
    /// Whether `attune check --fix` can take that out.
    pub(crate) is_removable: bool,
    /// What its titles, captions and comments look like, with the words where these are a name or a place.
    texts: Vec<InName>,
    /// The same of its name.
    name: Vec<InName>,
    /// What is said in it, where it is a text.
    said: Vec<Said>,
}

/// What counts in a text of which nobody knows the sentences around it, in percent.
const SURE: u8 = 70;
/// From this confidence on, what stands where a person is named is a name, in percent.
const LEAST: u8 = 60;

impl AttachmentScan {
    /// Looks at a file; nothing where it tells nothing.
    pub(crate) fn of(path: &CoursePath, bytes: &[u8]) -> Option<Self> {
        let Metadata { traces, texts, is_removable } = metadata::look(bytes);
        let texts = details(&texts.join("\n\n"), |_| true);
        let said = if is_caption(path) { said(bytes) } else { Vec::new() };
        let scan = Self { traces, is_removable, texts, name: in_name(path), said };
        let tells = !scan.traces.is_empty() || !scan.texts.is_empty() || !scan.name.is_empty() || !scan.said.is_empty();
        tells.then_some(scan)
    }

    /// The same file once its metadata are taken out; nothing where it then tells nothing.
    pub(crate) fn without_metadata(&self) -> Option<Self> {
        let scan = Self { traces: BTreeSet::new(), texts: Vec::new(), ..self.clone() };
        (!scan.name.is_empty() || !scan.said.is_empty()).then_some(scan)
    }

    /// What its metadata tell, in words; in case material everything, elsewhere what no published file should.
    fn told(&self, place: Place, known: &Known) -> Vec<String> {
        let is_meant = |trace: &&Trace| place == Place::Material || trace.is_grave();
        let mut told: Vec<String> = self.traces.iter().filter(is_meant).map(|trace| trace.what().to_owned()).collect();
        if place == Place::Material {
            let found: BTreeSet<&str> =
                self.texts.iter().filter(|found| !is_open(found, known)).map(|(_, what, _)| *what).collect();
            told.extend(found.into_iter().map(|what| format!("in its own words, what looks like {what}")));
        }
        told
    }

    /// What its metadata tell, as a finding.
    pub(super) fn of_metadata(&self, at: At, path: &CoursePath, place: Place, known: &Known) -> Option<Diagnostic> {
        let told = self.told(place, known);
        let (last, first) = told.split_last()?;
        let told = if first.is_empty() { last.clone() } else { format!("{} and {last}", first.join(", ")) };
        let help = if self.is_removable {
            "`attune check --fix` takes it out of the file; `[privacy] strip_metadata` keeps it out of the site"
        } else if is_exported(path) {
            "save the picture as JPEG, PNG or WebP, from which `attune check --fix` takes it out, and which every browser shows"
        } else {
            "remove it with the program that made the file, or export the file again without it"
        };
        let mut finding = Diagnostic::at(Code::PrivacyMetadata, at, format!("`{path}` tells {told}")).help(help);
        let mut told = data(self.identifier(), 90, None);
        told["file"] = path.as_str().into();
        finding.data = Some(told);
        Some(finding)
    }

    fn identifier(&self) -> Identifier {
        match self.traces.first() {
            Some(Trace::Place) => Identifier::Places,
            Some(Trace::Serial | Trace::Device) => Identifier::Devices,
            Some(Trace::Person) => Identifier::Names,
            Some(Trace::Time) => Identifier::Dates,
            _ => Identifier::Other,
        }
    }

    /// What its name tells, as findings with their rules; `is_open` says which names may stand.
    pub(super) fn of_name(&self, at: &At, is_open: impl Fn(Rule, &str) -> bool) -> Vec<(Rule, Diagnostic)> {
        let found = self.name.iter().filter(|(rule, _, words)| !is_open(*rule, words));
        found.map(|(rule, what, _)| (*rule, named(at.clone(), *rule, what))).collect()
    }

    /// What is said in it, as findings with their rules: those of which a rule is surer than `least`, in percent.
    pub(super) fn of_said(
        &self,
        at: &At,
        path: &CoursePath,
        least: u8,
        is_open: impl Fn(Rule, &str) -> bool,
    ) -> Vec<(Rule, Diagnostic)> {
        let found = self.said.iter().filter(|said| said.confidence >= least && !is_open(said.rule, &said.words));
        let finding = |said: &Said| {
            let message = format!("line {} of `{path}` holds what looks like {}", said.line, said.what);
            let mut finding = Diagnostic::at(code(said.rule), at.clone(), message)
                .help("write something else there, or leave it out");
            let mut told = data(identifier_of(said.rule), said.confidence, None);
            (told["file"], told["line"]) = (path.as_str().into(), said.line.into());
            finding.data = Some(told);
            (said.rule, finding)
        };
        found.map(finding).collect()
    }
}

/// What stands in the name of a page of case material.
pub(super) fn of_page_name(path: &CoursePath) -> Vec<InName> {
    in_name(path)
}

/// Says what stands in a name.
pub(super) fn named(at: At, rule: Rule, what: &str) -> Diagnostic {
    let message = format!("in the name of this file stands what looks like {what}");
    let mut finding = Diagnostic::at(code(rule), at, message).help("rename it");
    finding.data = Some(data(identifier_of(rule), SURE, None));
    finding
}

/// Whether a file is a picture of a kind from which nothing can be taken out here.
fn is_exported(path: &CoursePath) -> bool {
    let ending = path.name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| matches!(&*ending, "tif" | "tiff" | "heic" | "heif" | "avif" | "jxl"))
}

fn identifier_of(rule: Rule) -> Identifier {
    match rule {
        Rule::Name => Identifier::Names,
        Rule::Place => Identifier::Places,
        Rule::Date | Rule::Age => Identifier::Dates,
        Rule::Phone => Identifier::Phones,
        Rule::Email => Identifier::Emails,
        Rule::Url => Identifier::Urls,
        Rule::Ip => Identifier::IpAddresses,
        Rule::Vehicle => Identifier::Vehicles,
        Rule::Device => Identifier::Devices,
        Rule::Biometric => Identifier::Biometrics,
        _ => Identifier::Other,
    }
}

fn is_open((rule, _, words): &InName, known: &Known) -> bool {
    match rule {
        Rule::Name => known.has_person(words) || known.has_phrase(words),
        Rule::Place => known.has_phrase(words),
        _ => false,
    }
}

/// What a text holds, as far as it is sure.
fn details(text: &str, is_meant: impl Fn(&Detail) -> bool) -> Vec<InName> {
    likely(text, |detail| detail.confidence >= SURE && is_meant(detail))
}

/// What a text holds that is meant.
fn likely(text: &str, is_meant: impl Fn(&Detail) -> bool) -> Vec<InName> {
    let details = look(text, 0, &[], Scope::Everything).details;
    let sure = details.into_iter().filter(is_meant);
    sure.map(|detail| (detail.rule, detail.what, words(&text[detail.range]))).collect()
}

/// What a file's name holds, whose words stand apart by hyphens, underscores, dots or capitals.
fn in_name(path: &CoursePath) -> Vec<InName> {
    let stem = path.name().rsplit_once('.').map_or(path.name(), |(stem, _)| stem);
    let mut spaced = String::with_capacity(stem.len() + 8);
    let mut last = ' ';
    for letter in stem.chars() {
        if letter.is_uppercase() && last.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(if letter == '_' { ' ' } else { letter });
        last = letter;
    }
    let is_number = |detail: &Detail| matches!(detail.rule, Rule::Date | Rule::Phone | Rule::Email | Rule::Number);
    let mut found = details(&spaced, is_number);
    let apart = spaced.replace(['-', '.'], " ");
    let titled: Vec<String> = apart.split_whitespace().map(capitalized).collect();
    let is_name = |detail: &Detail| matches!(detail.rule, Rule::Name | Rule::Place);
    // Nothing stands beside a name here but what says whose or of whom a picture is: each is read as a sentence would have it.
    let spoken = persons(&titled).flat_map(|(person, least)| {
        let is_name = move |detail: &Detail| detail.rule == Rule::Name && detail.confidence >= least;
        likely(&format!("This is a letter from {person} to her."), is_name)
    });
    let written = [apart.to_lowercase(), titled.join(" ")];
    for named in written.iter().flat_map(|text| details(text, is_name)).chain(spoken) {
        let is_new = !found.iter().any(|known| (known.0, known.1) == (named.0, named.1));
        if is_new && (named.0 != Rule::Name || is_named(&named.2)) {
            found.push(named);
        }
    }
    found
}

/// Whether words that look like a name in a file's name are one: not all of them are ordinary ones of some language, or all are given names.
fn is_named(words: &str) -> bool {
    let mut long = words.split(' ').filter(|word| word.len() > 2);
    long.clone().any(|word| !is_word(word)) || long.all(is_given_name)
}

/// Words of a file's name that stand where a person is named, after `from`, `portrait` and the like or at its beginning, and how sure it
/// has to be that they are a name.
fn persons(words: &[String]) -> impl Iterator<Item = (String, u8)> + '_ {
    const OF: [&str; 34] = [
        "from",
        "by",
        "of",
        "for",
        "to",
        "with",
        "and",
        "about",
        "portrait",
        "photo",
        "picture",
        "drawing",
        "letter",
        "interview",
        "session",
        "von",
        "mit",
        "und",
        "brief",
        "de",
        "du",
        "par",
        "avec",
        "et",
        "lettre",
        "carta",
        "con",
        "por",
        "para",
        "foto",
        "bild",
        "dessin",
        "dibujo",
        "di",
    ];
    let is_long = |word: &&String| word.chars().all(char::is_alphabetic) && word.chars().count() > 2;
    (0..words.len()).filter(move |at| is_long(&&words[*at])).filter_map(move |at| {
        let is_after = at > 0 && OF.contains(&&*words[at - 1].to_lowercase());
        match words.get(at + 1).filter(is_long) {
            Some(next) if is_after || at == 0 => {
                Some((format!("{} {next}", words[at]), if is_after { LEAST } else { SURE }))
            }
            _ => is_after.then(|| (words[at].clone(), LEAST)),
        }
    })
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A file that a page shows or leads to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UsedFile {
    pub(super) range: Range<usize>,
    pub(super) path: CoursePath,
    pub(super) place: Place,
}

impl UsedFile {
    /// The file that a link names, if it is none of the course's pages.
    pub(super) fn of(link: &Link, place: Place) -> Option<Self> {
        let Destination::File { path, .. } = &link.destination else { return None };
        page_stem(path.name()).is_none().then(|| Self { range: link.span.range(), path: path.clone(), place })
    }

    /// Where it is named.
    pub(super) fn at(&self, page: FileId) -> At {
        At::At(Span::new(page, self.range.clone()))
    }
}

/// Files that no page names, as far as they tell what no published file should.
pub(crate) fn unused<'s>(
    attachments: &Attachments,
    pages: impl Iterator<Item = Scanned<'s>>,
    known: &Known,
) -> Vec<Diagnostic> {
    let used: BTreeSet<&CoursePath> =
        pages.filter_map(|(_, scan)| scan).flat_map(|scan| scan.files.iter().map(|file| &file.path)).collect();
    let free = attachments.iter().filter(|(path, _)| !used.contains(path));
    let found = free.filter_map(|(path, scan)| scan.of_metadata(At::File(path.clone()), path, Place::Text, known));
    found.map(|finding| Diagnostic { severity: Severity::Warning, ..finding }).collect()
}

//! Courses and questions of other tools, as pages.
//!
//! Each format has a reader that makes [`material`]: pages with text ([`rich_text`]) and questions in a neutral form. [`mod@fit`] sees
//! to what Attune asks of a question, and [`mod@write`] is the only writer of Markdown. What has no counterpart is never dropped
//! without a word: it stands in the [`mod@report`], whose findings have their places in the files that are imported. What is for who
//! teaches is never shown to learners. Start at [`import`].

#![expect(clippy::format_push_string, reason = "Markdown is put together from small pieces")]

mod anchors;
mod bank;
mod code_lines;
mod fit;
mod format;
mod formula;
mod front;
mod gift;
mod headings;
mod hidden;
mod html;
mod links;
mod material;
mod mdbook;
mod moodle;
mod numbers;
mod package;
mod phrases;
mod qti;
mod relocate;
mod report;
mod rich_text;
mod sameness;
mod scoring;
mod site_links;
mod source;
#[cfg(test)]
mod testing;
mod workbench;
mod write;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use crate::course::address_names;
use crate::diagnostic::Diagnostic;
use crate::source::SourceMap;

pub(crate) use format::Format;
pub(crate) use package::{is_package, unpacked};
pub(crate) use relocate::{Target, bare};
pub(crate) use report::{Place, Report};
pub(crate) use source::{LARGEST, Source};

use material::{Material, Page, Part};
use phrases::Phrases;

/// What is wanted of an import.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// The format, where the content does not tell.
    pub(crate) format: Option<Format>,
    /// The tag of the course's language, where it is known before the sources are read.
    pub(crate) language: Option<String>,
    pub(crate) target: Target,
}

/// What an import made and found.
pub(crate) struct Imported {
    /// The files to write by their path from the folder `content`, or from the folder that is named.
    pub(crate) content: BTreeMap<String, Vec<u8>>,
    /// `site.toml`, for a course of its own.
    pub(crate) site: String,
    /// How many of the files are pages.
    pub(crate) pages: usize,
    pub(crate) questions: usize,
    /// How many of the pages have formulas.
    pub(crate) with_formulas: usize,
    /// What has no counterpart, and what could not be read: then nothing must be written.
    pub(crate) findings: Vec<Diagnostic>,
    /// The texts that the findings lie in.
    pub(crate) sources: SourceMap,
}

impl Imported {
    /// Whether everything could be read.
    pub(crate) fn is_complete(&self) -> bool {
        !self.findings.iter().any(Diagnostic::is_error)
    }
}

/// Reads sources, of which each says by its content what it is unless a format is wanted, and makes pages of them. `report` may hold what
/// was found before.
pub(crate) fn import(sources: &[Source<'_>], wanted: &Wanted, mut report: Report) -> Imported {
    let mut whole = Material::default();
    for source in sources {
        let Some(format) = wanted.format.or_else(|| Format::of(source)) else {
            if let [path] = source.paths.as_slice()
                && let Err(why) = source.text(path)
            {
                report.fault(
                    &Place::file(&source.name),
                    format!("the file {why}"),
                    "a text is needed: see what the other tool exports",
                );
                continue;
            }
            let names = Format::ALL.map(Format::name).join(", ");
            report.fault(
                &Place::file(&source.name),
                "what format this is, its content does not say",
                format!("name it with `--format`: {names}"),
            );
            continue;
        };
        join(&mut whole, format.read(source, wanted.language.as_deref(), &mut report));
    }
    for (file, text) in sources.iter().flat_map(Source::texts) {
        report.add_text(&file, text);
    }
    if !report.has_faults() && !whole.pages.iter().any(|page| !page.parts.is_empty()) {
        let name = sources.first().map_or("", |source| source.name.as_str());
        report.fault(&Place::file(name), "there is nothing in it to import", "look whether it is the file you mean");
    }
    if let Some(language) = &wanted.language {
        whole.language.clone_from(language);
    }
    relocate::relocate(&mut whole, &wanted.target);
    let names = address_names(&whole.language);
    relocate::leave_reserved(&mut whole, &wanted.target, names, &mut report);
    let place = Place::file(sources.first().map_or("", |source| source.name.as_str()));
    written(whole, &wanted.target, &place, report)
}

/// Puts one source's pages behind those of another.
fn join(whole: &mut Material, mut more: Material) {
    if whole.pages.is_empty() {
        *whole = more;
        return;
    }
    let folders: BTreeSet<&str> =
        whole.pages.iter().filter_map(|page| page.path.split_once('/')).map(|(folder, _)| folder).collect();
    let taken = folders.iter().map(|folder| bare(folder).to_owned()).collect();
    relocate::relocate(&mut more, &Target::Modules { last: folders.len(), taken });
    whole.pages.extend(more.pages);
    whole.files.extend(more.files);
    whole.authors.extend(more.authors);
    if whole.licence.is_empty() {
        whole.licence = more.licence;
    }
    if whole.feedback.is_empty() {
        whole.feedback = more.feedback;
    }
    whole.allowed.extend(more.allowed);
}

fn written(mut material: Material, target: &Target, place: &Place, mut report: Report) -> Imported {
    let phrases = Phrases::of(&material.language);
    let language = material.language.as_str();
    if !language.is_empty() && !phrases.are_in(language) {
        let what =
            format!("words that the import itself writes, such as “{}”, in the language `{language}`", phrases.is_true);
        report.lost(place, what, "they are English: write them anew");
    }
    if material.title.trim().is_empty() {
        phrases.untitled.clone_into(&mut material.title);
    }
    if *target == Target::Course && !material.pages.iter().any(|page| page.path == "_index.md") {
        material.pages.push(Page::new("_index.md", material.title.clone(), place.clone()));
    }
    if *target != Target::Course {
        told_settings(&material, place, &mut report);
    }
    let mut questions = 0;
    for page in &mut material.pages {
        for part in std::mem::take(&mut page.parts) {
            page.parts.push(match part {
                Part::Question(question) => {
                    questions += 1;
                    Part::Question(Box::new(fit::fit(*question, &page.path, phrases, &mut report)))
                }
                Part::Text(mut text) => {
                    fit::settle_text(&mut text, &page.path, &page.place, &mut report);
                    Part::Text(text)
                }
                Part::Notes(mut text) => {
                    fit::settle_text(&mut text, &page.path, &page.place, &mut report);
                    Part::Notes(text)
                }
                markdown @ Part::Markdown(_) => markdown,
            });
        }
        headings::settle(page);
    }
    anchors::settle(&mut material, &mut report);
    let site = write::site(&material);
    let written: Vec<(String, String)> =
        material.pages.iter().map(|page| (page.path.clone(), write::page(page))).collect();
    let pages = written.len();
    let with_formulas = written.iter().filter(|(path, text)| formula::has_formula(path, text)).count();
    let mut content: BTreeMap<String, Vec<u8>> =
        written.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    content.extend(material.files.into_iter().map(|file| (file.path, file.bytes)));
    let (findings, sources) = report.finish();
    Imported { content, site, pages, questions, with_formulas, findings, sources }
}

/// What would stand in the configuration of a course of its own, and is not written into that of another.
fn told_settings(material: &Material, place: &Place, report: &mut Report) {
    if !material.allowed.is_empty() {
        let allowed: Vec<String> = material.allowed.iter().map(|pattern| format!("{pattern:?}")).collect();
        let allowed: BTreeSet<String> = allowed.into_iter().collect();
        let allowed = allowed.into_iter().collect::<Vec<_>>().join(", ");
        let instead = format!("write `allow = [{allowed}]` below `[files]` in `site.toml`, or the build refuses them");
        report.lost(place, "files of a type that no course has by itself", instead);
    }
    for (key, value) in [("licence", &material.licence), ("feedback", &material.feedback)] {
        if !value.is_empty() {
            let instead = format!(
                "left out: write `{key} = {value:?}` below `[course]` in `site.toml` where it goes for the course"
            );
            report.lost(place, format!("the {key} `{value}`"), instead);
        }
    }
    if !material.authors.is_empty() {
        let names = material.authors.join(", ");
        report.lost(place, format!("the authors {names}"), "left out: name them in `site.toml` or on the pages");
    }
}

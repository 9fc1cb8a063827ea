//! Findings in five formats, one file each: for a person ([`Format::Human`]), one line each ([`Format::Short`]), and for
//! programs (JSON, SARIF 2.1.0, GitHub's workflow commands).

mod changes;
mod github;
mod human;
mod json;
mod located;
mod once;
mod sarif;
mod short;

use std::str::FromStr;

use crate::source::SourceMap;

pub(crate) use once::{Once, once};

use super::{Diagnostic, Fixed, Severity, suggest};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the source line and a caret.
    Human,
    /// A line each.
    Short,
    /// One JSON object, version 1.
    Json,
    /// SARIF 2.1.0 (OASIS standard).
    Sarif,
    /// GitHub's workflow commands.
    Github,
}

impl Format {
    /// Every format with its name on the command line.
    pub const ALL: [(&'static str, Self); 5] = [
        ("human", Self::Human),
        ("short", Self::Short),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
    ];
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if let Some((_, format)) = Self::ALL.iter().find(|(known, _)| *known == name) {
            return Ok(*format);
        }
        let names = Self::ALL.map(|(known, _)| known);
        let help = suggest(name, names).help(format!("the formats are {}", names.join(", ")));
        Err(format!("there is no format `{name}`: {help}"))
    }
}

/// What a report tells beside the findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings that stop a build.
    pub errors: usize,
    /// Findings that `--strict` makes errors.
    pub warnings: usize,
    /// Pages in the course.
    pub pages: usize,
    /// Questions in the course.
    pub items: usize,
    /// What was fixed before, when that was asked for.
    pub fixed: Option<Vec<Fixed>>,
    /// The way from the folder in which the program runs to the course, such as `courses/repair/` or `../`; empty where it is that
    /// folder. It stands before paths in formats whose readers open files by them.
    pub folder: String,
}

impl Summary {
    /// Counts the findings, each mistake once.
    pub fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>, pages: usize, items: usize) -> Self {
        let mut summary = Self { pages, items, ..Self::default() };
        for finding in once(diagnostics).into_iter().map(|told| told.finding) {
            summary.errors += usize::from(finding.severity == Severity::Error);
            summary.warnings += usize::from(finding.severity == Severity::Warning);
        }
        summary
    }
}

/// Writes findings, which are in the order wanted. `colour` is for [`Format::Human`].
pub fn render<'d>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    sources: &'d SourceMap,
    summary: &Summary,
    format: Format,
    colour: bool,
) -> String {
    let located = located::locate(diagnostics, sources);
    let fixed = summary.fixed.as_deref().unwrap_or_default();
    let folder = summary.folder.as_str();
    match format {
        Format::Human => changes::human(fixed) + &human::render(&located, colour),
        Format::Short => changes::short(fixed, folder) + &short::render(&located, folder),
        Format::Json => json::render(&located, summary),
        Format::Sarif => sarif::render(&located, folder),
        Format::Github => changes::github(fixed, folder) + &github::render(&located, folder),
    }
}

#[cfg(test)]
mod tests;

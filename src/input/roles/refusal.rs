//! Files that are not published: why, and what to do about it.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::CoursePath;

use super::{AllowedFiles, CONTENT, PAGES, ending};

/// Why a file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It or a folder that it lies in is hidden: the name begins with a dot.
    Hidden,
    /// What an editor or a program keeps of an earlier state: `a.md~`, `a.svg.bak`.
    Backup,
    /// A page under a name that is not a page's: `a.md.txt`, `a.mdx`.
    PageSpelling,
    /// A document whose scripts would run in the course's name.
    RunsScripts,
    /// Its name says otherwise, and its first bytes say that it is a document with scripts.
    LooksLikeDocument,
    /// Its type is not known.
    UnknownType,
    /// It lies in the folder of a theme from which everything is published, and no page could load it.
    BesideTheme,
}

/// What backups end with, in lower case.
const BACKUPS: [&str; 14] =
    ["bak", "backup", "orig", "old", "save", "sav~", "tmp", "temp", "rej", "part", "crdownload", "swp", "swo", "swn"];
/// Other endings that are in use for Markdown, in lower case.
const OTHER_PAGES: [&str; 9] = ["mdx", "mdown", "mkdn", "mkd", "mdwn", "mdtxt", "mdtext", "rmd", "qmd"];

impl Refusal {
    /// Why a file is refused wherever in the course it lies.
    pub(super) fn of_any(path: &CoursePath) -> Option<Self> {
        if path.as_str().split('/').any(|part| part.starts_with('.')) {
            return Some(Self::Hidden);
        }
        let name = path.name();
        (name.ends_with('~') || BACKUPS.contains(&ending(name).as_str())).then_some(Self::Backup)
    }

    /// Why a file in `content` is refused that looks like a page and is none.
    pub(super) fn of_page_like(name: &str) -> Option<Self> {
        let folded = name.to_lowercase();
        // `a.md.txt`, `a.md (1)`, `a.md_old`: an ending of a page that does not end the name.
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        let holds_page = folded.match_indices('.').any(|(at, _)| {
            let after = &folded[at + 1..];
            PAGES.iter().any(|page| after.strip_prefix(page).is_some_and(ends))
        });
        let is_other = OTHER_PAGES.contains(&ending(name).as_str());
        (is_other || holds_page).then_some(Self::PageSpelling)
    }

    /// Whether `[files] allow` can let such a file through.
    pub(super) fn may_be_allowed(self) -> bool {
        matches!(self, Self::RunsScripts | Self::LooksLikeDocument | Self::UnknownType)
    }

    /// Whether the author lets the file at this path through.
    pub(crate) fn is_allowed(self, path: &CoursePath, allowed: &AllowedFiles) -> bool {
        self.may_be_allowed() && path.below(CONTENT).is_some_and(|inside| allowed.has(inside))
    }

    fn report(self, path: &CoursePath) -> Diagnostic {
        let name = path.name();
        let pattern = if self == Self::UnknownType { pattern(path) } else { path.below(CONTENT).map(str::to_owned) };
        let allow = format!("`[files] allow = [\"{}\"]` in site.toml", pattern.as_deref().unwrap_or(name));
        let (code, message, help) = match self {
            Self::Hidden => (
                Code::InputHidden,
                format!("`{path}` is hidden: its name begins with a dot"),
                "move it out of the course, or give it a name without the dot".to_owned(),
            ),
            Self::Backup => (
                Code::InputBackup,
                format!("`{path}` looks like a backup"),
                "delete it or move it out of the course: backups are not published".to_owned(),
            ),
            Self::PageSpelling => (
                Code::InputPageSpelling,
                format!("`{path}` looks like a page and is not called one"),
                "let its name end with `.md` if it is a page; delete it or move it out of the course if it is a copy"
                    .to_owned(),
            ),
            Self::RunsScripts => (
                Code::InputRunsScripts,
                format!("scripts in `{path}` would run in the course's name, with all that the browser keeps for it"),
                format!("write it as a page or put it on another site; {allow} publishes it all the same"),
            ),
            Self::LooksLikeDocument => (
                Code::InputRunsScripts,
                format!(
                    "`{path}` begins as HTML or XML does, and a browser that guesses what it is would run its scripts"
                ),
                format!("give it the ending it should have, or write it as a page; {allow} publishes it all the same"),
            ),
            Self::UnknownType => (
                Code::InputUnknownType,
                format!("`{name}` is a file of no type that Attune knows"),
                format!("move it out of the course, or write {allow} to publish it"),
            ),
            Self::BesideTheme => (
                Code::InputUnknownType,
                format!("`{path}` would be published, and is of no type that pages load"),
                "move it out of the theme's `static`; let the name of a licence end with `.txt`".to_owned(),
            ),
        };
        Diagnostic::at(code, Place::File(path.clone()), message).help(help)
    }
}

/// What lets files of this type through; without a type, this file alone.
fn pattern(path: &CoursePath) -> Option<String> {
    match path.stem_and_extension() {
        (_, "") => path.below(CONTENT).map(str::to_owned),
        (_, ending) => Some(format!("*.{ending}")),
    }
}

/// An error for each refused file; one for a whole hidden folder.
pub(crate) fn refusals<'a>(refused: impl IntoIterator<Item = (&'a CoursePath, Refusal)>) -> Vec<Diagnostic> {
    let (mut found, mut hidden) = (Vec::new(), BTreeSet::new());
    for (path, refusal) in refused {
        if refusal == Refusal::Hidden {
            let first = hidden_part(path);
            if hidden.insert(first.clone()) {
                found.push(refusal.report(&first));
            }
        } else {
            found.push(refusal.report(path));
        }
    }
    found
}

/// The path up to its first hidden part.
fn hidden_part(path: &CoursePath) -> CoursePath {
    let mut parts = Vec::new();
    for part in path.as_str().split('/') {
        parts.push(part);
        if part.starts_with('.') {
            break;
        }
    }
    CoursePath::new(&parts.join("/"))
}

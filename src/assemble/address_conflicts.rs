//! Two sources for one address, compared as hosts compare them: without regard to case, in Unicode NFC.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;

use crate::course::portable::unportable;
use crate::course::reserved::is_reserved;
use crate::course::{Address, Course, OutPath, Page, PageId};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{CoursePath, Span};

use super::tree::in_lower_case;

/// The file of a page, after the page's address; and such a file where it is taken for a folder.
const INDEX: &str = "index.html";
const INDEX_FOLDER: &str = "index.html/";
static HAS_INDEX_FOLDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(INDEX_FOLDER));

/// Reports clashes and returns the redirects: old addresses as files of the site, with the page each leads to.
pub(super) fn check(course: &Course, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<OutPath, PageId> {
    let mut taken = Taken::default();
    taken.by_folded.reserve(course.pages.len() + course.attachments.len());
    for page in &course.pages {
        let source = Source { place: place_of(page), path: &page.path, what: What::Page };
        taken.take(page.address.file_path(), source, diagnostics);
    }
    for (path, out) in course.attachments.iter() {
        let source = Source { place: Place::File(path.clone()), path, what: What::File };
        taken.take(out, source, diagnostics);
    }
    let aliases = course.pages.iter().flat_map(|page| page.front.aliases.iter().map(move |alias| (page, alias)));
    let aliases: Vec<_> = aliases.map(|(page, (alias, span))| (page, alias_file(alias), *span)).collect();
    let mut redirects = BTreeMap::new();
    for (page, out, span) in &aliases {
        let source = Source { place: Place::At(*span), path: &page.path, what: What::Alias };
        if taken.take(out, source, diagnostics) {
            redirects.insert(out.clone(), page.id);
        }
    }
    taken.files_for_folders(diagnostics);
    redirects
}

/// The file an old address stands for: with an extension it is itself, otherwise a folder's index.
fn alias_file(alias: &str) -> OutPath {
    let path = alias.trim_matches('/');
    let last = path.rsplit('/').next().unwrap_or(path);
    if last.contains('.') {
        return OutPath::new(path);
    }
    Address::from_parts(path.split('/').filter(|part| !part.is_empty())).out_path()
}

fn place_of(page: &Page) -> Place {
    page.front.title_span.map_or_else(|| Place::File(page.path.clone()), |span: Span| Place::At(span))
}

/// What has an address.
#[derive(Debug, Clone, Copy)]
enum What {
    Page,
    File,
    Alias,
}

/// Where an address comes from.
#[derive(Debug)]
struct Source<'a> {
    place: Place,
    path: &'a CoursePath,
    what: What,
}

impl Source<'_> {
    /// What to do so that it has another address.
    fn help(&self) -> &'static str {
        match self.what {
            What::Page => "give the page or its folder another `slug`",
            What::File => "give the file or its folder another name",
            What::Alias => "remove this alias",
        }
    }
}

/// The addresses that were taken, each with its source. Nothing goes by the order of the table.
#[derive(Default)]
struct Taken<'a> {
    by_folded: HashMap<Cow<'a, str>, (&'a OutPath, Source<'a>)>,
    /// Whether any of them could stand where another one needs a folder.
    may_block: bool,
    /// The first part of an address of which it is known that Attune does not use it.
    free: &'a str,
    /// Addresses of folders and files that some system does not take, and that were reported.
    unportable: HashSet<&'a str>,
}

impl<'a> Taken<'a> {
    /// Takes the address; false (and a finding) when another source has it, or Attune itself.
    fn take(&mut self, out: &'a OutPath, source: Source<'a>, diagnostics: &mut Vec<Diagnostic>) -> bool {
        if !self.is_portable(out, &source, diagnostics) {
            return false;
        }
        let folded = folded(out);
        if self.is_reserved(&folded, out) {
            let message = format!("the address `{}` is one that Attune uses itself", shown(out));
            diagnostics.push(Diagnostic::at(Code::DuplicateAddress, source.place.clone(), message).help(source.help()));
            return false;
        }
        if let Some((_, first)) = self.by_folded.get(&folded) {
            let message =
                format!("the address `{}` has two sources: `{}` and `{}`", shown(out), first.path, source.path);
            let finding = Diagnostic::at(Code::DuplicateAddress, source.place, message)
                .related(first.place.clone(), "the other one")
                .help("rename one of them, or give it another `slug`; case makes no difference to some hosts");
            diagnostics.push(finding);
            return false;
        }
        // The page of a folder stands in nobody's way, but in that of what has a folder of its name.
        self.may_block |= !folded.ends_with(INDEX) || HAS_INDEX_FOLDER.find(folded.as_bytes()).is_some();
        self.by_folded.insert(folded, (out, source));
        true
    }

    /// Whether every system takes the names in an address; a finding for the first that one does not, once for all below it.
    fn is_portable(&mut self, out: &'a OutPath, source: &Source<'a>, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let mut end = 0;
        for name in out.as_str().split('/') {
            end += name.len();
            if let Some(why) = unportable(name) {
                if self.unportable.insert(&out.as_str()[..end]) {
                    let message = format!("the address `{}` cannot be written everywhere: `{name}` {why}", shown(out));
                    let finding = Diagnostic::at(Code::AddressNotPortable, source.place.clone(), message);
                    diagnostics.push(finding.help(source.help()));
                }
                return false;
            }
            end += 1;
        }
        true
    }

    /// Whether Attune uses an address itself. A file of Attune's own is no folder for others.
    fn is_reserved(&mut self, folded: &str, out: &'a OutPath) -> bool {
        let first = folded.split_once('/').map(|(first, _)| first);
        if first.is_some_and(|first| first == self.free) {
            return false;
        }
        let used = is_reserved(folded) || first.is_some_and(is_reserved);
        if let (false, Some(first)) = (used, first.filter(|first| out.as_str().starts_with(first))) {
            self.free = &out.as_str()[..first.len()];
        }
        used
    }

    /// Reports every file at an address where another one needs a folder.
    fn files_for_folders(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut found = Vec::new();
        if !self.may_block {
            return;
        }
        for (folded, (out, source)) in &self.by_folded {
            let mut folders = folded.match_indices('/').map(|(at, _)| &folded[..at]);
            let Some((_, file)) = folders.find_map(|folder| self.by_folded.get(folder)) else { continue };
            let message = format!("the address `{}` lies in a folder where `{}` puts a file", shown(out), file.path);
            let finding = Diagnostic::at(Code::DuplicateAddress, source.place.clone(), message)
                .related(file.place.clone(), "the file")
                .help(source.help());
            found.push((folded, finding));
        }
        found.sort_by_key(|(folded, _)| *folded);
        diagnostics.extend(found.into_iter().map(|(_, finding)| finding));
    }
}

fn folded(out: &OutPath) -> Cow<'_, str> {
    if out.as_str().is_ascii() {
        return in_lower_case(out.as_str());
    }
    out.as_str().nfc().flat_map(char::to_lowercase).collect()
}

fn shown(out: &OutPath) -> String {
    format!("/{}", out.as_str().strip_suffix("index.html").unwrap_or(out.as_str()))
}

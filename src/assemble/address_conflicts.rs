//! Two sources for one address, compared as hosts compare them: without regard to case, in Unicode NFC.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;

use crate::course::portable::unportable;
use crate::course::reserved::is_reserved;
use crate::course::{Address, AddressNames, Course, OutPath, Page, PageId};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{CoursePath, Digest, DigestMap, Span};

use super::order::in_lower_case;

/// The file of a page, after the page's address; and such a file where it is taken for a folder.
const INDEX: &str = "index.html";
const INDEX_FOLDER: &str = "index.html/";
static HAS_INDEX_FOLDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(INDEX_FOLDER));

/// What an address stands for in the comparison, found once for a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    /// Of the address as hosts compare it.
    key: Digest,
    /// Whether there is nothing to say of the address by itself: every system takes it, Attune does not use it, and it stands in
    /// nobody's way but that of what has a folder of its name.
    is_plain: bool,
}

impl Claim {
    pub(super) fn of(out: &OutPath, names: &AddressNames) -> Self {
        let folded = folded(out);
        let is_portable = out.as_str().split('/').all(|name| unportable(name).is_none());
        Self {
            key: Digest::of(folded.as_bytes()),
            is_plain: is_portable && !is_ours(&folded, names) && !may_block(&folded),
        }
    }
}

/// Whether Attune uses an address itself. A file of Attune's own is no folder for others.
fn is_ours(folded: &str, names: &AddressNames) -> bool {
    is_reserved(names, folded) || folded.split_once('/').is_some_and(|(first, _)| is_reserved(names, first))
}

/// Whether a file could stand where another one needs a folder. The page of a folder does not.
fn may_block(folded: &str) -> bool {
    !folded.ends_with(INDEX) || HAS_INDEX_FOLDER.find(folded.as_bytes()).is_some()
}

/// Reports clashes and returns the redirects: old addresses as files of the site, with the page each leads to. The claims
/// are those of the pages in their order.
pub(super) fn check(course: &Course, claims: &[Claim], diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<OutPath, PageId> {
    let mut taken = Taken::new(course.names);
    taken.by_key.reserve(course.pages.len() + course.attachments.len());
    for (page, claim) in course.pages.iter().zip(claims) {
        taken.take(Owner::Page(page), *claim, diagnostics);
    }
    for (path, out) in course.attachments.iter() {
        taken.take(Owner::File(path, out), Claim::of(out, course.names), diagnostics);
    }
    let aliases = course.pages.iter().flat_map(|page| page.front.aliases.iter().map(move |alias| (page, alias)));
    let aliases: Vec<_> = aliases.map(|(page, (alias, span))| (page, alias_file(alias), *span)).collect();
    let mut redirects = BTreeMap::new();
    for (page, out, span) in &aliases {
        if taken.take(Owner::Alias(page, out, *span), Claim::of(out, course.names), diagnostics) {
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

/// Whose an address is.
#[derive(Debug, Clone, Copy)]
enum Owner<'a> {
    Page(&'a Page),
    /// A file that is copied, and where to.
    File(&'a CoursePath, &'a OutPath),
    /// A page with an old address, and where that was written.
    Alias(&'a Page, &'a OutPath, Span),
}

impl<'a> Owner<'a> {
    fn out(self) -> &'a OutPath {
        match self {
            Self::Page(page) => page.address.file_path(),
            Self::File(_, out) | Self::Alias(_, out, _) => out,
        }
    }

    fn path(self) -> &'a CoursePath {
        match self {
            Self::Page(page) | Self::Alias(page, ..) => &page.path,
            Self::File(path, _) => path,
        }
    }

    fn place(self) -> Place {
        match self {
            Self::Page(page) => page.front.title_span.map_or_else(|| Place::File(page.path.clone()), Place::At),
            Self::File(path, _) => Place::File(path.clone()),
            Self::Alias(.., span) => Place::At(span),
        }
    }

    /// What to do so that it has another address.
    fn help(self) -> &'static str {
        match self {
            Self::Page(_) => "give the page or its folder another `slug`",
            Self::File(..) => "give the file or its folder another name",
            Self::Alias(..) => "remove this alias",
        }
    }
}

/// The addresses that were taken, each with its owner. Nothing goes by the order of the table.
struct Taken<'a> {
    names: &'static AddressNames,
    by_key: DigestMap<Owner<'a>>,
    /// Whether any of them could stand where another one needs a folder.
    may_block: bool,
    /// Addresses of folders and files that some system does not take, and that were reported.
    unportable: HashSet<&'a str>,
}

impl<'a> Taken<'a> {
    fn new(names: &'static AddressNames) -> Self {
        Self { names, by_key: DigestMap::default(), may_block: false, unportable: HashSet::new() }
    }

    /// Takes the address; false (and a finding) when another owner has it, or Attune itself.
    fn take(&mut self, owner: Owner<'a>, claim: Claim, diagnostics: &mut Vec<Diagnostic>) -> bool {
        if !claim.is_plain && !self.is_free(owner, diagnostics) {
            return false;
        }
        match self.by_key.entry(claim.key) {
            Entry::Vacant(free) => {
                free.insert(owner);
                true
            }
            Entry::Occupied(first) => {
                let first = first.get();
                let (shown, path) = (shown(owner.out()), owner.path());
                let message = format!("the address `{shown}` has two sources: `{}` and `{path}`", first.path());
                let finding = Diagnostic::at(Code::DuplicateAddress, owner.place(), message)
                    .related(first.place(), "the other one")
                    .help("rename one of them, or give it another `slug`; case makes no difference to some hosts");
                diagnostics.push(finding);
                false
            }
        }
    }

    /// Whether every system takes the address, and Attune does not use it itself.
    fn is_free(&mut self, owner: Owner<'a>, diagnostics: &mut Vec<Diagnostic>) -> bool {
        if !self.is_portable(owner, diagnostics) {
            return false;
        }
        let folded = folded(owner.out());
        if is_ours(&folded, self.names) {
            let message = format!("the address `{}` is one that Attune uses itself", shown(owner.out()));
            diagnostics.push(Diagnostic::at(Code::DuplicateAddress, owner.place(), message).help(owner.help()));
            return false;
        }
        self.may_block |= may_block(&folded);
        true
    }

    /// Whether every system takes the names in an address; a finding for the first that one does not, once for all below it.
    fn is_portable(&mut self, owner: Owner<'a>, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let (mut end, out) = (0, owner.out());
        for name in out.as_str().split('/') {
            end += name.len();
            if let Some(why) = unportable(name) {
                if self.unportable.insert(&out.as_str()[..end]) {
                    let message = format!("the address `{}` cannot be written everywhere: `{name}` {why}", shown(out));
                    let finding = Diagnostic::at(Code::AddressNotPortable, owner.place(), message);
                    diagnostics.push(finding.help(owner.help()));
                }
                return false;
            }
            end += 1;
        }
        true
    }

    /// Reports every file at an address where another one needs a folder.
    fn files_for_folders(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut found = Vec::new();
        if !self.may_block {
            return;
        }
        for owner in self.by_key.values() {
            let folded = folded(owner.out());
            let mut folders = folded.match_indices('/').map(|(at, _)| Digest::of(&folded.as_bytes()[..at]));
            let Some(file) = folders.find_map(|folder| self.by_key.get(&folder)) else { continue };
            let (out, path) = (shown(owner.out()), file.path());
            let message = format!("the address `{out}` lies in a folder where `{path}` puts a file");
            let finding = Diagnostic::at(Code::DuplicateAddress, owner.place(), message)
                .related(file.place(), "the file")
                .help(owner.help());
            found.push((folded, finding));
        }
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
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

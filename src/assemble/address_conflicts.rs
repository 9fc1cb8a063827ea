//! Two sources for one address, compared as hosts compare them: without regard to case, in Unicode NFC.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::course::reserved::is_reserved;
use crate::course::{Address, Course, OutPath, Page, PageId};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{CoursePath, Span};

/// Reports clashes and returns the redirects: old addresses as files of the site, with the page each leads to.
pub(super) fn check(course: &Course, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<OutPath, PageId> {
    let mut taken = Taken::default();
    for page in &course.pages {
        let place = place_of(page);
        taken.take_own(&page.address.out_path(), place, &page.path, diagnostics);
    }
    for (path, out) in &course.attachments {
        let place = Place::File(path.clone());
        taken.take_own(out, place, path, diagnostics);
    }
    let mut redirects = BTreeMap::new();
    for page in &course.pages {
        for (alias, span) in &page.front.aliases {
            let out = alias_file(alias);
            if taken.take(&out, Place::At(*span), &page.path, diagnostics) {
                redirects.insert(out, page.id);
            }
        }
    }
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

fn own(out: &OutPath, place: &Place, diagnostics: &mut Vec<Diagnostic>) {
    // Most addresses begin otherwise; folding is for those that may not.
    let folded = folded(out);
    if is_reserved(&folded) {
        let message = format!("the address `{}` is one that Attune uses itself", shown(out));
        let help = "give the page another `slug`, or the file another name";
        diagnostics.push(Diagnostic::at(Code::DuplicateAddress, place.clone(), message).help(help));
    }
}

/// The addresses that were taken, each with its source. Nothing goes by the order of the table.
#[derive(Default)]
struct Taken<'a> {
    by_folded: HashMap<String, (Place, &'a CoursePath)>,
}

impl<'a> Taken<'a> {
    /// Takes the address for a source of its own, which must not be one that Attune uses.
    fn take_own(&mut self, out: &OutPath, place: Place, source: &'a CoursePath, diagnostics: &mut Vec<Diagnostic>) {
        own(out, &place, diagnostics);
        self.take(out, place, source, diagnostics);
    }

    /// Takes the address; false (and a finding) when another source has it.
    fn take(&mut self, out: &OutPath, place: Place, source: &'a CoursePath, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let folded = folded(out);
        if let Some((first, first_source)) = self.by_folded.get(&folded) {
            let message = format!("the address `{}` has two sources: `{first_source}` and `{source}`", shown(out));
            let finding = Diagnostic::at(Code::DuplicateAddress, place, message)
                .related(first.clone(), "the other one")
                .help("rename one of them, or give it another `slug`; case makes no difference to some hosts");
            diagnostics.push(finding);
            return false;
        }
        self.by_folded.insert(folded, (place, source));
        true
    }
}

fn folded(out: &OutPath) -> String {
    if out.as_str().is_ascii() {
        return out.as_str().to_ascii_lowercase();
    }
    out.as_str().nfc().flat_map(char::to_lowercase).collect()
}

fn shown(out: &OutPath) -> String {
    format!("/{}", out.as_str().strip_suffix("index.html").unwrap_or(out.as_str()))
}

//! Where the links of a whole course lead, once its files have their new places: to pages, to files that are copied, or nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::config::WITHHELD;
use crate::input::{FileRole, Refusal};
use crate::source::CoursePath;

use super::code_lines::CodeLines;
use super::links::{Change, Found, is_elsewhere, relative, resolved, rewritten_piece};
use super::material::Attachment;
use super::report::{Place, Report};
use super::source::Source;

/// Why learners do not get a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Withheld {
    /// It is for facilitators, in whose edition it stands.
    Facilitators,
    /// It is a draft, which is in no edition unless drafts are asked for.
    Draft,
}

/// The files of a course that is imported, with where their pages went.
pub(super) struct SiteLinks<'s> {
    pub(super) source: &'s Source<'s>,
    /// Paths of pages in the source, with those in `content`.
    pub(super) pages: BTreeMap<String, String>,
    /// Those in `content` that learners do not get.
    withheld: BTreeMap<String, Withheld>,
    /// Files that some page names, by their path in `content`.
    files: BTreeMap<String, Vec<u8>>,
    /// Where files of the source were put.
    placed: BTreeMap<String, String>,
    /// Patterns for files of no known type.
    allowed: BTreeSet<String>,
}

impl<'s> SiteLinks<'s> {
    /// For a course with these pages, of which learners do not get some.
    pub(super) fn new(
        source: &'s Source<'s>,
        pages: BTreeMap<String, String>,
        withheld: BTreeMap<String, Withheld>,
    ) -> Self {
        Self { source, pages, withheld, files: BTreeMap::new(), placed: BTreeMap::new(), allowed: BTreeSet::new() }
    }

    /// The text of a page with its links as they are in the course. `from` is its path in the source, `to` that in `content`.
    pub(super) fn rewrite(&mut self, text: &str, from: &str, to: &str, report: &mut Report) -> String {
        self.rewrite_piece((text, ""), from, to, report)
    }

    /// The same for a piece of a page, of which these definitions of links stand in other pieces.
    pub(super) fn rewrite_piece(
        &mut self,
        (text, definitions): (&str, &str),
        from: &str,
        to: &str,
        report: &mut Report,
    ) -> String {
        let file = self.source.named(from);
        let mut found = Vec::new();
        let notes = parts_for_facilitators(text);
        let rewritten = rewritten_piece(text, definitions, |link| {
            let in_notes = notes.iter().any(|notes| notes.contains(&link.at));
            let (change, remark) = self.change(&link, from, (to, in_notes));
            found.extend(remark.map(|(what, instead)| (Place::words(&file, link.to), what, instead)));
            change
        });
        for (place, what, instead) in found {
            report.lost(&place, what, instead);
        }
        rewritten
    }

    /// Whether all who read the page at `from`, or its parts for facilitators alone, get the page at `to`.
    pub(super) fn is_there(&self, (from, in_notes): (&str, bool), to: &str) -> bool {
        match (self.withheld.get(to), self.withheld.get(from)) {
            (None, _) | (Some(Withheld::Draft), Some(Withheld::Draft)) => true,
            (Some(Withheld::Draft), _) => false,
            (Some(Withheld::Facilitators), whose) => in_notes || whose == Some(&Withheld::Facilitators),
        }
    }

    fn change(
        &mut self,
        link: &Found<'_>,
        from: &str,
        (to, in_notes): (&str, bool),
    ) -> (Change, Option<(String, String)>) {
        let name = link.to.rsplit('/').next().unwrap_or_default().to_owned();
        if is_elsewhere(link.to) && link.is_picture {
            return picture_elsewhere(link, &name);
        }
        if link.to.is_empty() && !link.is_raw {
            return without_address(link.is_picture);
        }
        if is_elsewhere(link.to) || link.to.is_empty() || (link.to.starts_with('#') && !link.is_picture) {
            return (Change::Keep, None);
        }
        let (path, fragment) =
            link.to.split_once('#').map_or((link.to, String::new()), |(path, fragment)| (path, format!("#{fragment}")));
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
        if let Some(page) = self.page(from, &decoded) {
            if !self.is_there((to, in_notes), &page) {
                let what = format!("a link to `{}`, which is for who teaches or a draft", link.to);
                return (Change::Words, Some((what, "its words were kept, without the link".to_owned())));
            }
            return (Change::To(format!("{}{fragment}", relative(to, &page))), None);
        }
        let Some(file) = self.file(from, &decoded) else {
            let what = if link.is_picture {
                format!("the picture `{}`, which is not there", link.to)
            } else {
                format!("a link to `{}`, which is no page and no file of it", link.to)
            };
            let change = if link.is_picture { Change::Instead(link.alt.to_owned()) } else { Change::Words };
            return (change, Some((what, "its words were kept, without the link".to_owned())));
        };
        match self.place(&file, to) {
            Some(placed) if link.is_picture && link.alt.trim().is_empty() => {
                let address = relative(to, &placed);
                let instead = if link.is_raw {
                    Change::To(address)
                } else {
                    Change::Instead(format!("![{name}]({})", address.replace(' ', "%20")))
                };
                (
                    instead,
                    Some((
                        format!("the picture `{name}` has no words for those who cannot see it"),
                        "its file's name stands there".to_owned(),
                    )),
                )
            }
            Some(placed) => (Change::To(relative(to, &placed)), None),
            None => (
                Change::Words,
                Some((
                    format!("the file `{file}`, which is not published"),
                    "its words were kept, without the link".to_owned(),
                )),
            ),
        }
    }

    /// The page in `content` that an address on the page at `from` means, with the place on it.
    pub(super) fn page_at(&self, from: &str, address: &str) -> Option<String> {
        if is_elsewhere(address) || address.is_empty() || address.starts_with('#') {
            return None;
        }
        let (path, fragment) = address.split_once('#').map_or((address, ""), |(path, fragment)| (path, fragment));
        let page = self.page(from, &percent_encoding::percent_decode_str(path).decode_utf8_lossy())?;
        Some(if fragment.is_empty() { page } else { format!("{page}#{fragment}") })
    }

    /// The page that an address means: its file, or the page that other tools make of it.
    fn page(&self, from: &str, path: &str) -> Option<String> {
        let bare =
            path.trim_end_matches('/').trim_start_matches("{{ page.root }}").trim_start_matches("{{ site.baseurl }}");
        let stem = bare
            .strip_suffix(".html")
            .or_else(|| bare.strip_suffix(".md"))
            .or_else(|| bare.strip_suffix(".Rmd"))
            .unwrap_or(bare);
        let mut tries = Vec::new();
        for base in [resolved(from, stem), resolved("x", stem.trim_start_matches(['/', '.']))].into_iter().flatten() {
            let name = base.rsplit('/').next().unwrap_or_default().to_owned();
            for folder in ["", "episodes/", "learners/", "instructors/", "profiles/", "_episodes/", "_extras/", "src/"]
            {
                tries.push(format!("{folder}{name}"));
            }
            tries.insert(0, base.replace("/index", "/_index"));
            tries.insert(0, base);
        }
        let of = |stem: &String| ["md", "Rmd"].iter().find_map(|ending| self.pages.get(&format!("{stem}.{ending}")));
        tries.iter().find_map(of).cloned()
    }

    /// The file of the source that an address means.
    fn file(&self, from: &str, path: &str) -> Option<String> {
        let in_folder = from.split_once('/').map(|(folder, _)| format!("{folder}/{}", path.trim_start_matches("../")));
        let tries = [
            resolved(from, path),
            in_folder,
            Some(path.trim_start_matches(['/', '.']).to_owned()),
            Some(format!("episodes/{path}")),
        ];
        tries.into_iter().flatten().find(|path| self.source.has(path))
    }

    /// Copies a file beside the page at `to`, or where it was copied before.
    fn place(&mut self, file: &str, to: &str) -> Option<String> {
        let folder = to.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let inner = file.split_once('/').map_or(file, |(_, inner)| inner);
        let placed = format!("{folder}{inner}");
        let key = format!("{folder}\n{file}");
        if let Some(known) = self.placed.get(&key) {
            return Some(known.clone());
        }
        match FileRole::of(&CoursePath::new(&format!("content/{placed}"))) {
            FileRole::Attachment => {}
            FileRole::Refused(Refusal::UnknownType) => {
                let ending = file
                    .rsplit_once('.')
                    .map(|(_, ending)| ending)
                    .filter(|ending| !ending.is_empty() && !ending.contains('/'))?;
                self.allowed.insert(format!("*.{ending}"));
            }
            _ => return None,
        }
        let bytes = self.source.bytes(file).ok()?;
        self.files.insert(placed.clone(), bytes);
        self.placed.insert(key, placed.clone());
        Some(placed)
    }

    /// The files that were named, and the patterns for those of no known type. What no page names is reported.
    pub(super) fn finish(self, own: &dyn Fn(&str) -> bool, report: &mut Report) -> (Vec<Attachment>, Vec<String>) {
        let named: BTreeSet<&str> =
            self.placed.keys().filter_map(|key| key.split_once('\n')).map(|(_, file)| file).collect();
        let unnamed: Vec<&String> =
            self.source.paths.iter().filter(|path| own(path) && !named.contains(path.as_str())).collect();
        if !unnamed.is_empty() {
            let shown: Vec<String> = unnamed.iter().take(6).map(|path| format!("`{path}`")).collect();
            let more = if unnamed.len() > 6 { format!(" and {} more", unnamed.len() - 6) } else { String::new() };
            report.lost(
                &Place::file(&self.source.name),
                format!("files that no page names: {}{more}", shown.join(", ")),
                "they were not copied",
            );
        }
        let files = self.files.into_iter().map(|(path, bytes)| Attachment { path, bytes }).collect();
        (files, self.allowed.into_iter().collect())
    }
}

/// What becomes of a picture from another site, and what is said of it.
fn picture_elsewhere(link: &Found<'_>, name: &str) -> (Change, Option<(String, String)>) {
    let words = if link.alt.trim().is_empty() { name.to_owned() } else { link.alt.replace(['[', ']'], "") };
    let what = format!("a picture from `{}`", link.to);
    let instead = "a link to it: put the file beside the page to show it".to_owned();
    (Change::Instead(format!("[{words}](<{}>)", link.to)), Some((what, instead)))
}

/// What becomes of a link that leads nowhere, and what is said of it.
fn without_address(is_picture: bool) -> (Change, Option<(String, String)>) {
    let what = if is_picture { "a picture without an address" } else { "a link without an address" };
    (Change::Words, Some((what.to_owned(), "its words were kept".to_owned())))
}

/// Where parts for facilitators stand in a page.
fn parts_for_facilitators(markdown: &str) -> Vec<Range<usize>> {
    if !markdown.contains(WITHHELD) {
        return Vec::new();
    }
    let lines: Vec<&str> = markdown.split_inclusive('\n').collect();
    let code = CodeLines::of(&lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>()).lines;
    let (mut parts, mut open, mut at) = (Vec::new(), Vec::new(), 0);
    for (line, code) in lines.into_iter().zip(code) {
        if let Some(words) = line.trim().strip_prefix(":::").filter(|_| code.is_none()) {
            let words = words.trim_matches(':').trim();
            if !words.is_empty() {
                open.push((words.starts_with(WITHHELD), at));
            } else if let Some((true, from)) = open.pop() {
                parts.push(from..at);
            }
        }
        at += line.len();
    }
    parts
}

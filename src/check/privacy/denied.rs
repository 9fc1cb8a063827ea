//! The deny list over everything that is no page's source: other texts of the course, names of files, and the finished site.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::course::reserved::ASSETS;
use crate::course::{Course, OutPath, Reference};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::input::{Inputs, roles};
use crate::metadata::{self, MOST_OF_ALL, Texts, gunzipped, is_gzip};
use crate::privacy::{DenyList, denied};
use crate::search;
use crate::site::Inspection;
use crate::source::text::utf_16;
use crate::source::{CoursePath, FileId, Span};
use crate::theme::{self, Theme};

use super::as_read;
use super::own_markup::{OWN_WORDS, own_markup};
use super::weigh::{denied_path, denied_term};

/// Every term in a source that is no page, or in the name of one; in the spelling of a file of data also as it is read.
pub(crate) fn in_sources(inputs: &Inputs, list: &DenyList) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, file) in inputs.files.iter().filter(|(_, file)| !file.role.is_page()) {
        found.extend(is_named_so(path, list).then(|| denied_path(path)));
        let text = file.content.text().unwrap_or_default();
        let mut spans: Vec<Span> =
            beside_markup(&text, list, false).into_iter().map(|range| Span::new(FileId::of(path), range)).collect();
        if spans.is_empty() && text.contains(ESCAPES) {
            spans.extend(
                as_read::of_data(path, &text).into_iter().filter(|(_, text)| list.is_in(text)).map(|(span, _)| span),
            );
        }
        found.extend(spans.into_iter().map(denied_term));
    }
    found
}

/// Whether a term stands in what an author called a file and its folders: names that Attune gives mean nothing.
pub(super) fn is_named_so(path: &CoursePath, list: &DenyList) -> bool {
    const GIVEN: [&str; 10] =
        ["content", "_shared", "themes", "templates", "static", "strings", "css", "js", "site.toml", "_index.md"];
    if !list.is_in(path.as_str()) {
        return false;
    }
    let is_given = |part: &&str| GIVEN.contains(part) || roles::is_data(part);
    let parts: Vec<&str> = path.as_str().split('/').filter(|part| !is_given(part)).collect();
    let name = parts.join("/");
    let stem = name.rsplit_once('.').filter(|(_, ending)| roles::is_type(ending)).map_or(&*name, |(stem, _)| stem);
    let is_of_theme = path.below("themes").and_then(|below| below.split_once('/'));
    if let Some((theme, inside)) = is_of_theme
        && theme::default_paths().contains(&inside)
    {
        return list.is_in(theme) && theme != "default";
    }
    list.is_in(stem)
}

/// Every work of the bibliography in which a term stands that its source does not show.
pub(crate) fn in_works(references: &BTreeMap<String, Reference>, list: &DenyList) -> Vec<Diagnostic> {
    let is_denied = |work: &&Reference| as_read::of_work(&work.entry).iter().any(|text| list.is_in(text));
    references.values().filter(is_denied).map(|work| denied_term(work.span)).collect()
}

/// What a value of TOML or YAML that is not read as it is written has.
const ESCAPES: char = '\\';

/// Where terms stand in a text that is not the markup around it, nor the letters that stand for the bytes of a file in it.
fn beside_markup(text: &str, list: &DenyList, is_made: bool) -> Vec<Range<usize>> {
    let mut found = denied(text, 0, list);
    if !found.is_empty() {
        let mut own = own_markup(text, is_made);
        own.extend(metadata::embedded(text).into_iter().map(|file| file.range));
        own.sort_by_key(|own| own.start);
        let is_own = |at: usize| {
            let before = own.partition_point(|own| own.start <= at);
            before > 0 && at < own[before - 1].end
        };
        // What begins or ends in a tag is joined of its name and of words beside it.
        found.retain(|range| !is_own(range.start) && !is_own(range.end.saturating_sub(1)));
    }
    found
}

/// Why a file was not looked at as a whole, and what to do about that.
pub(crate) const NOT_ALL: &str = "not all that is packed in it can be looked at";
pub(crate) const UNPACK: &str = "at most three files within each other and 64 MiB of what they hold are looked at, and nothing that is locked: \
                                 publish the files apart or smaller, and without a password";

/// The rule over the finished site. Where sources hold terms, which is said already, it looks at the other files of authors alone: what is
/// made of sources holds the same.
#[derive(Debug)]
pub(crate) struct DeniedInSite {
    list: Arc<DenyList>,
    course: Arc<Course>,
    theme: Arc<Theme>,
    /// The sources in which terms are found already.
    said: BTreeSet<FileId>,
    /// The files that are published as authors have them: where each is in the site, and in the course.
    copied: OnceLock<BTreeMap<OutPath, CoursePath>>,
}

/// Whose a file of the site is.
enum Maker<'a> {
    /// The program's, or joined from texts that are looked at one by one.
    Program,
    /// An author's, published as it is.
    Author(Option<&'a CoursePath>),
    /// Made from what authors wrote, which is looked at in the sources, and from words of the program's own.
    Attune,
}

/// How much is read of a file at a time, in bytes, and how much of that is read twice.
const PIECE: u64 = 1024 * 1024;
const OVERLAP: usize = 4096;
/// How many bytes tell what a file is.
const HEAD: u64 = 4096;
/// In what is no text, letters stand beside each other by chance: a term has at least so many of them there.
const SHORTEST_IN_BINARY: usize = 5;

/// What is looked for in a file.
struct Search<'a> {
    list: &'a DenyList,
    /// Whether Attune makes the file.
    is_made: bool,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Term,
    Nothing,
    /// Not all of the file could be looked at.
    Unknown,
}

/// Whether a term is so long that it stands nowhere by chance.
fn is_long(term: &str) -> bool {
    term.chars().filter(|letter| letter.is_alphanumeric()).count() >= SHORTEST_IN_BINARY
}

impl Search<'_> {
    /// Whether a term stands in a text, of those that `count`.
    fn is_in(&self, text: &str, counts: impl Fn(&str) -> bool) -> bool {
        beside_markup(text, self.list, self.is_made).into_iter().any(|range| counts(&text[range]))
    }

    fn is_in_binary(&self, bytes: &[u8]) -> bool {
        let wide = |first: usize, order: fn([u8; 2]) -> u16| utf_16(&bytes[first.min(bytes.len())..], order);
        self.is_in(&String::from_utf8_lossy(bytes), is_long)
            || [0, 1].into_iter().any(|first| {
                self.is_in(&wide(first, u16::from_le_bytes), is_long)
                    || self.is_in(&wide(first, u16::from_be_bytes), is_long)
            })
    }

    /// Whether a file holds a term; of what it packs, all of it is looked at.
    fn look(&self, bytes: &[u8]) -> Held {
        let text = std::str::from_utf8(bytes).ok().filter(|_| metadata::is_text(bytes));
        let is_document = metadata::is_document(bytes);
        let is_in_whole = || !is_document && self.is_in_binary(bytes);
        if text.map_or_else(is_in_whole, |text| self.is_in(text, |_| true)) {
            return Held::Term;
        }
        let texts = Texts::of(bytes);
        // What is shown letter by letter may stand side by side without being a word.
        let counts = |term: &str| text.is_some() || is_long(term) || !term.contains(char::is_whitespace);
        let parts = metadata::unpacked(bytes).into_iter().map(|part| part.bytes);
        let mut parts: Vec<Vec<u8>> = parts.filter(|part| !is_document || metadata::is_picture(part)).collect();
        parts.extend(metadata::embedded(text.unwrap_or_default()).into_iter().map(|file| file.bytes));
        if is_gzip(bytes) {
            parts.push(gunzipped(bytes, MOST_OF_ALL).0);
        }
        let is_held = texts.read.iter().any(|text| self.is_in(text, counts))
            || texts.raw.iter().any(|text| self.is_in(text, is_long))
            || parts.iter().any(|part| self.is_in_binary(part));
        match is_held {
            true => Held::Term,
            false if texts.is_cut || texts.is_locked => Held::Unknown,
            false => Held::Nothing,
        }
    }
}

/// Endings of files that Attune makes, and no author's file is published under another path with; and files without one.
const MADE: &str =
    "html xhtml xml opf ncx css js json txt webmanifest csv gitignore nojekyll pf_filter pf_fragment pf_index pf_meta";

impl DeniedInSite {
    /// The rule for a list, a course, and the theme that its site has.
    pub(crate) fn new(list: Arc<DenyList>, course: Arc<Course>, theme: Arc<Theme>) -> Self {
        Self { list, course, theme, said: BTreeSet::new(), copied: OnceLock::new() }
    }

    /// The same, where terms are found at these places already.
    pub(crate) fn beside(self, places: impl Iterator<Item = Place>) -> Self {
        let file = |place| match place {
            Place::At(span) => span.file,
            Place::File(path) => FileId::of(&path),
        };
        Self { said: places.map(file).collect(), ..self }
    }

    /// Whether what is in a file is said already, or would be said of what it is made of.
    fn is_said(&self, maker: &Maker<'_>) -> bool {
        !self.said.is_empty() && !matches!(maker, Maker::Author(Some(file)) if !self.said.contains(&FileId::of(file)))
    }

    fn maker(&self, path: &OutPath) -> Maker<'_> {
        let written = path.as_str();
        if let Some(inside) = written.strip_prefix(ASSETS).and_then(|below| below.strip_prefix('/')) {
            let is_joined = matches!(inside.rsplit_once('.'), Some((_, "js" | "css")));
            let file = self.theme.brought_by_course(inside).filter(|_| !is_joined);
            return file.map_or(Maker::Program, |file| Maker::Author(Some(file)));
        }
        if search::is_program(path) {
            return Maker::Program;
        }
        let attachments = || self.course.attachments.iter().map(|(file, out)| (out.clone(), file.clone())).collect();
        if let Some(file) = self.copied.get_or_init(attachments).get(path) {
            return Maker::Author(Some(file));
        }
        let name = written.rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        if ending.is_none_or(|ending| MADE.split(' ').any(|made| ending.starts_with(made))) {
            Maker::Attune
        } else {
            Maker::Author(None)
        }
    }

    /// That nobody can say whether a file holds a term.
    fn unknown(&self, path: &OutPath, maker: &Maker<'_>) -> Box<Diagnostic> {
        let covered = self.list.covered(path.as_str());
        let message = format!("whether `{covered}` holds a term of the deny list cannot be told: {NOT_ALL}");
        Box::new(Diagnostic { message, help: Some(UNPACK.into()), ..*self.finding(path, maker) })
    }

    fn finding(&self, path: &OutPath, maker: &Maker<'_>) -> Box<Diagnostic> {
        let covered = self.list.covered(path.as_str());
        let message = format!("`{covered}` of the site holds a term of the deny list");
        let page = || self.course.pages.iter().find(|page| page.address.out_path() == *path);
        let (place, help) = match maker {
            Maker::Author(Some(file)) => (
                Place::File((*file).clone()),
                "look for it in the file's metadata, and in what is packed in it: take it out with the program that made it",
            ),
            _ => match page() {
                Some(page) => (
                    Place::File(page.path.clone()),
                    "look for it in what the page is made from beside its own text: values, works that it cites, the theme's \
                     templates",
                ),
                None => (
                    Place::File(CoursePath::new("site.toml")),
                    "look for it in the theme's words and templates, and in what the file is made from",
                ),
            },
        };
        Box::new(Diagnostic::at(Code::PrivacyDeniedTerm, place, message).help(help))
    }
}

impl Inspection for DeniedInSite {
    fn inspect(&self, path: &OutPath, bytes: &[u8]) -> Option<Box<Diagnostic>> {
        let maker = self.maker(path);
        let search = match maker {
            _ if self.is_said(&maker) => return None,
            Maker::Program => return None,
            Maker::Author(_) => Search { list: &self.list, is_made: false },
            Maker::Attune => Search { list: self.list.beyond(own_words), is_made: true },
        };
        // What authors called a file is looked at where it lies in the course.
        if self.list.beyond(own_words).is_in(path.as_str()) {
            return Some(self.finding(path, &maker));
        }
        match search.look(bytes) {
            Held::Term => Some(self.finding(path, &maker)),
            Held::Unknown => Some(self.unknown(path, &maker)),
            Held::Nothing => None,
        }
    }

    fn inspect_stream(&self, path: &OutPath, bytes: &mut dyn Read) -> io::Result<Option<Box<Diagnostic>>> {
        let mut piece = Vec::new();
        bytes.take(HEAD).read_to_end(&mut piece)?;
        if metadata::is_packed(&piece) {
            bytes.take(MOST_OF_ALL + 1).read_to_end(&mut piece)?;
            let is_cut = piece.len() as u64 > MOST_OF_ALL && !metadata::is_picture(&piece);
            return Ok(self.inspect(path, &piece).or_else(|| is_cut.then(|| self.unknown(path, &self.maker(path)))));
        }
        loop {
            let before = piece.len();
            bytes.take(PIECE).read_to_end(&mut piece)?;
            if let Some(finding) = self.inspect(path, &piece) {
                return Ok(Some(finding));
            }
            if piece.len() == before {
                return Ok(None);
            }
            piece.drain(..piece.len().saturating_sub(OVERLAP));
        }
    }
}

/// Every text in which the program's own words stand: the theme's files, and what no template writes.
fn own_words() -> Vec<Arc<str>> {
    let mut texts = theme::own_texts();
    texts.push(Arc::from(OWN_WORDS));
    texts
}

#[cfg(test)]
mod document_tests;
#[cfg(test)]
mod tests;

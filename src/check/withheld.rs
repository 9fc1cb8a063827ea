//! Whether the finished site holds words that learners must not get: of parts and pages for facilitators, and of drafts.
//!
//! Every run of six words of such a part is looked for in every file of the site, in its text and in the values of attributes,
//! also in what the search index packed. Shorter parts are looked for whole; what is shorter than three words, or twelve letters, could
//! stand anywhere and is not looked for. The table of runs is made when the first file is looked at; without withheld parts there is none.
//! A file is read once.
//!
//! A run that learners read anyway is no finding: one in the open parts of a page, or else one that is in the site as it would be if nobody
//! had written what is withheld. That site is built only where a run is found.

mod shown;
mod words;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Read};
use std::sync::{Arc, OnceLock};
use std::{fmt, thread};

use rayon::ThreadPoolBuilder;

use crate::course::{Course, OutPath, Page, texts};
use crate::diagnostic::{Code, Diagnostic, Origins, Place};
use crate::metadata::{self, MOST_OF_ALL, Texts, gunzipped, is_gzip, is_packed};
use crate::site::{Inspection, Site};
use crate::source::{CoursePath, Span};

use super::privacy::denied::{NOT_ALL, UNPACK};
use words::{Word, Words};

/// Words in a run.
const RUN: usize = 6;
/// The shortest part that is looked for, in words and in letters.
const SHORTEST: (usize, usize) = (3, 12);
/// The first bytes of a file, in which no text has a zero.
const HEAD: u64 = 1024;
/// How much is held of a file that is copied, in bytes, and how much of that is looked at twice.
const PIECE: u64 = 256 * 1024;
const OVERLAP: usize = 4096;

/// The rule over the finished site.
#[derive(Debug)]
pub struct Withheld {
    course: Arc<Course>,
    /// Where the pieces of pages were written.
    origins: Origins,
    runs: OnceLock<Runs>,
    /// Runs that stand in what learners may read.
    public: OnceLock<HashSet<u64>>,
    /// Builds the site without what is withheld.
    bare: Option<BareSite>,
    /// Runs that stand in it.
    in_bare: OnceLock<HashSet<u64>>,
}

/// Builds the site as it would be if nobody had written what is withheld.
#[derive(Clone)]
pub(crate) struct BareSite(pub(crate) Arc<dyn Fn() -> Site + Send + Sync>);

impl fmt::Debug for BareSite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BareSite")
    }
}

/// Runs of words by their hash, with the part each is from.
#[derive(Debug, Default)]
struct Runs {
    by_hash: HashMap<u64, Span>,
    /// How many words a run may have.
    lengths: BTreeSet<usize>,
    /// One bit for each run: most words of a site begin none.
    filter: Vec<u64>,
}

impl Withheld {
    /// The rule for a course. Where nothing is withheld, it finds nothing and costs nothing.
    pub fn of(course: &Arc<Course>) -> Self {
        Self {
            course: Arc::clone(course),
            origins: Origins::default(),
            runs: OnceLock::new(),
            public: OnceLock::new(),
            bare: None,
            in_bare: OnceLock::new(),
        }
    }

    /// The same, which compares with the site without what is withheld.
    pub(crate) fn compared_with(self, bare: BareSite) -> Self {
        Self { bare: Some(bare), ..self }
    }

    /// The same, for pages whose pieces were written in these places.
    pub(crate) fn written_in(self, origins: Origins) -> Self {
        Self { origins, ..self }
    }

    fn runs(&self) -> &Runs {
        self.runs.get_or_init(|| {
            let mut runs = Runs::default();
            for (span, text) in self.course.pages.iter().flat_map(|page| &page.outline.withheld_texts) {
                runs.add(*span, text);
            }
            for page in self.course.left_out.iter() {
                let span = page.front.title_span.unwrap_or_else(|| Span::new(page.file, 0..0));
                let front = &page.front;
                let objectives = front.objectives.iter().map(|objective| &objective.text);
                for text in [&front.title].into_iter().chain(&front.summary).chain(objectives) {
                    runs.add(span, text);
                }
                for text in texts(&page.blocks) {
                    runs.add(span, &text);
                }
                for (span, text) in &page.outline.withheld_texts {
                    runs.add(*span, text);
                }
            }
            runs.finish();
            runs
        })
    }

    /// Whether learners may read a run: it also stands in an open part of the course.
    fn is_public(&self, run: u64) -> bool {
        let public = self.public.get_or_init(|| {
            let mut public = HashSet::new();
            let runs = self.runs();
            let mut read = |text: &str| {
                runs.find(&Words::of_text(text), |hash, _| {
                    public.insert(hash);
                });
            };
            for page in &self.course.pages {
                read(&open_text(page));
            }
            // Contents list the titles one behind the other.
            let titles: Vec<&str> = self.course.pages.iter().map(|page| page.front.title.as_str()).collect();
            read(&titles.join(" "));
            for term in self.course.terms.values() {
                read(&format!("{} {}", term.term, term.definition));
            }
            public
        });
        public.contains(&run) || self.in_bare.get_or_init(|| self.runs_in_bare().unwrap_or_default()).contains(&run)
    }

    /// The runs in the site without what is withheld. Nothing where it could not be built: then all that was found is said.
    fn runs_in_bare(&self) -> Option<HashSet<u64>> {
        let bare = self.bare.as_ref()?;
        let build = || {
            let mut runs = HashSet::new();
            let shown = shown::shown(&self.course);
            for file in (bare.0)().iter() {
                // What an author attached may be just what should not be published.
                let is_drawing = has_ending(file.path, ".svg");
                let is_shown =
                    file.is_page() || shown.contains(file.path) && (is_drawing || has_ending(file.path, ".vtt"));
                if let Some(bytes) = is_shown.then(|| file.make().ok()).flatten() {
                    let bytes = if is_drawing { shown::drawn(&bytes) } else { bytes };
                    _ = words_of(file.path, &bytes, &mut |words| {
                        self.runs().find(words, |hash, _| _ = runs.insert(hash));
                        None
                    });
                }
            }
            runs
        };
        // On a thread that takes no other work on: it would wait for itself.
        let alone = || {
            let pool = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok()?;
            Some(pool.install(build))
        };
        thread::scope(|scope| thread::Builder::new().spawn_scoped(scope, alone).ok()?.join().ok()?)
    }

    fn first(&self, words: &Words) -> Option<Span> {
        let mut first = None;
        self.runs().find(words, |hash, span| {
            if first.is_none() && !self.is_public(hash) {
                first = Some(span);
            }
        });
        first
    }

    /// Looks through a text that is longer than what is held of it: in pieces that overlap by more than a run.
    fn look_through(&self, head: Vec<u8>, rest: &mut dyn Read) -> io::Result<Option<Span>> {
        let mut piece = head;
        loop {
            let before = piece.len();
            rest.take(PIECE).read_to_end(&mut piece)?;
            let plain = self.first(&Words::of_text(&String::from_utf8_lossy(&piece)));
            let inside = plain.map_or_else(|| self.look_inside(&piece), Seen::Words);
            if let Seen::Words(span) = inside {
                return Ok(Some(span));
            }
            if piece.len() == before {
                return Ok(None);
            }
            piece.drain(..piece.len().saturating_sub(OVERLAP));
        }
    }

    /// Looks at the texts that a document packs, splits or escapes.
    fn look_inside(&self, bytes: &[u8]) -> Seen {
        inside(bytes, &mut |words| self.first(words))
    }

    fn look(&self, path: &OutPath, bytes: &[u8]) -> Seen {
        words_of(path, bytes, &mut |words| self.first(words))
    }

    fn finding(&self, path: &OutPath, seen: Seen) -> Option<Box<Diagnostic>> {
        match seen {
            Seen::Words(span) => Some(report(path, self.origins.written(span))),
            Seen::Nothing => None,
            Seen::NotAll => {
                let file = self.course.attachments.iter().find(|(_, out)| *out == path).map(|(file, _)| file.clone());
                let place = Place::File(file.unwrap_or_else(|| CoursePath::new(path.as_str())));
                let message =
                    format!("whether `{path}` holds words that learners must not get cannot be told: {NOT_ALL}");
                Some(Box::new(Diagnostic::at(Code::WithheldPublished, place, message).help(UNPACK)))
            }
        }
    }
}

/// What was seen in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// Words of this part.
    Words(Span),
    Nothing,
    /// Nothing, and not all of it could be looked at.
    NotAll,
}

/// Shows all words of a file that is held, each as it stands beside the others, until something is said of some.
fn words_of(path: &OutPath, bytes: &[u8], see: &mut dyn FnMut(&Words) -> Option<Span>) -> Seen {
    // Pictures, sound and fonts hold no words, and most of a site's bytes; no text has a zero among its first ones.
    let is_text = is_gzip(bytes) || !bytes.iter().take(1024).any(|byte| *byte == 0);
    let plain = is_text.then(|| words_in(path, bytes, see)).flatten();
    plain.map_or_else(|| inside(bytes, see), Seen::Words)
}

/// The same of the texts that a document packs, splits or escapes.
fn inside(bytes: &[u8], see: &mut dyn FnMut(&Words) -> Option<Span>) -> Seen {
    let texts = Texts::of(bytes);
    match texts.all().find_map(|text| see(&Words::of_text(text))) {
        Some(span) => Seen::Words(span),
        None if texts.is_cut => Seen::NotAll,
        None => Seen::Nothing,
    }
}

/// Shows the words of a file that is a text, or a packed one, until something is said of some.
fn words_in<T>(path: &OutPath, bytes: &[u8], see: &mut dyn FnMut(&Words) -> Option<T>) -> Option<T> {
    let unpacked = is_gzip(bytes).then(|| gunzipped(bytes, MOST_OF_ALL).0);
    let text = String::from_utf8_lossy(unpacked.as_deref().unwrap_or(bytes));
    if !is_markup(path) {
        return see(&Words::of_text(&text));
    }
    let (words, values) = Words::of_markup(&text);
    see(&words).or_else(|| values.iter().find_map(see))
}

impl Inspection for Withheld {
    fn inspect(&self, path: &OutPath, bytes: &[u8]) -> Option<Box<Diagnostic>> {
        if self.runs().lengths.is_empty() {
            return None;
        }
        self.finding(path, self.look(path, bytes))
    }

    fn inspect_stream(&self, path: &OutPath, bytes: &mut dyn Read) -> io::Result<Option<Box<Diagnostic>>> {
        if self.runs().lengths.is_empty() {
            return Ok(None);
        }
        let mut head = Vec::new();
        bytes.take(HEAD).read_to_end(&mut head)?;
        let seen = if is_packed(&head) || is_markup(path) {
            // An author may let HTML through; as much is looked at as a page may have.
            bytes.take(MOST_OF_ALL).read_to_end(&mut head)?;
            let is_cut = bytes.take(1).read_to_end(&mut Vec::new())? > 0 && !metadata::is_picture(&head);
            match self.look(path, &head) {
                Seen::Nothing if is_cut => Seen::NotAll,
                seen => seen,
            }
        } else if head.contains(&0) {
            Seen::Nothing
        } else {
            self.look_through(head, bytes)?.map_or(Seen::Nothing, Seen::Words)
        };
        Ok(self.finding(path, seen))
    }
}

fn is_markup(path: &OutPath) -> bool {
    [".html", ".xhtml", ".xml", ".opf", ".svg"].iter().any(|ending| has_ending(path, ending))
}

fn has_ending(path: &OutPath, ending: &str) -> bool {
    path.as_str().ends_with(ending)
}

fn report(path: &OutPath, span: Span) -> Box<Diagnostic> {
    let message = format!("words of this part, which learners must not get, are in `{path}`");
    let help = "look for the same words outside the part, in this page or in a template; if there are none, this is a fault of Attune";
    Box::new(Diagnostic::new(Code::WithheldPublished, span, message).help(help))
}

/// Everything that learners may read of a page.
fn open_text(page: &Page) -> String {
    let front = &page.front;
    let objectives = front.objectives.iter().map(|objective| objective.text.clone());
    let mut parts = vec![front.title.clone()];
    parts.extend(front.summary.clone());
    parts.extend(objectives);
    front.extra.texts(&mut parts);
    parts.extend(texts(&page.blocks));
    parts.join(" ")
}

impl Runs {
    fn add(&mut self, span: Span, text: &str) {
        let words = Words::of_text(text);
        let length = words.len().min(RUN);
        if length < SHORTEST.0 {
            return;
        }
        self.lengths.insert(length);
        for run in words.runs(length).filter(|run| run.letters >= SHORTEST.1) {
            self.by_hash.entry(run.hash).or_insert(span);
        }
    }

    fn finish(&mut self) {
        let size = (self.by_hash.len() * 16).next_power_of_two().max(1024) / 64;
        self.filter = vec![0; size];
        for hash in self.by_hash.keys() {
            let (at, bit) = place(*hash, size);
            self.filter[at] |= bit;
        }
    }

    /// Shows every run that stands among some words.
    fn find(&self, words: &Words, mut see: impl FnMut(u64, Span)) {
        for length in &self.lengths {
            for Word { hash, .. } in words.runs(*length) {
                let (at, bit) = place(hash, self.filter.len());
                if self.filter[at] & bit != 0
                    && let Some(span) = self.by_hash.get(&hash)
                {
                    see(hash, *span);
                }
            }
        }
    }
}

/// The bit of a filter of `size` numbers, a power of two, that stands for a hash.
fn place(hash: u64, size: usize) -> (usize, u64) {
    let hash = hash ^ (hash >> 29);
    (usize::try_from(hash >> 6).unwrap_or(usize::MAX) & (size - 1), 1 << (hash & 63))
}

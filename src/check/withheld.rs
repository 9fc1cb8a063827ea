//! Whether the finished site holds words that learners must not get: of parts for facilitators, and of drafts.
//!
//! Every run of six words of such a part is looked for in every file of the site, in its text and in the values of attributes,
//! also in what the search index packed. A run that learners read elsewhere in the course, too, is no finding. Shorter parts are
//! looked for whole; what is shorter than three words, or twelve letters, could stand anywhere and is not looked for. The table
//! of runs is made when the first file is looked at; without withheld parts there is none. A file is read once.

mod words;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Read as _;
use std::sync::{Arc, OnceLock};

use crate::course::{Course, OutPath, Page, texts};
use crate::diagnostic::{Code, Diagnostic};
use crate::site::Inspection;
use crate::source::Span;

use words::{Word, Words};

/// Words in a run.
const RUN: usize = 6;
/// The shortest part that is looked for, in words and in letters.
const SHORTEST: (usize, usize) = (3, 12);
/// How much is unpacked of one file of the search index, in bytes.
const UNPACKED: u64 = 64 * 1024 * 1024;

/// The rule over the finished site.
#[derive(Debug)]
pub struct Withheld {
    course: Arc<Course>,
    runs: OnceLock<Runs>,
    /// Runs that stand in what learners may read.
    public: OnceLock<HashSet<u64>>,
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
        Self { course: Arc::clone(course), runs: OnceLock::new(), public: OnceLock::new() }
    }

    fn runs(&self) -> &Runs {
        self.runs.get_or_init(|| {
            let mut runs = Runs::default();
            for (span, text) in self.course.pages.iter().flat_map(|page| &page.outline.withheld_texts) {
                runs.add(*span, text);
            }
            for draft in self.course.left_out.iter() {
                let span = draft.front.title_span.unwrap_or_else(|| Span::new(draft.file, 0..0));
                runs.add(span, &draft.front.title);
                for text in texts(&draft.blocks) {
                    runs.add(span, &text);
                }
                for (span, text) in &draft.outline.withheld_texts {
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
            for term in self.course.terms.values() {
                read(&format!("{} {}", term.term, term.definition));
            }
            public
        });
        public.contains(&run)
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

    fn look(&self, path: &OutPath, bytes: &[u8]) -> Option<Span> {
        let mut unpacked = Vec::new();
        let packed = bytes.starts_with(&[0x1f, 0x8b]);
        if packed && flate2::read::GzDecoder::new(bytes).take(UNPACKED).read_to_end(&mut unpacked).is_err() {
            return None;
        }
        let text = String::from_utf8_lossy(if packed { &unpacked } else { bytes });
        let is_markup = [".html", ".xml", ".svg"].iter().any(|ending| path.as_str().ends_with(ending));
        if !is_markup {
            return self.first(&Words::of_text(&text));
        }
        let (words, values) = Words::of_markup(&text);
        self.first(&words).or_else(|| values.iter().find_map(|value| self.first(value)))
    }
}

impl Inspection for Withheld {
    fn inspect(&self, path: &OutPath, bytes: &[u8]) -> Option<Box<Diagnostic>> {
        // Pictures, sound and fonts hold no words, and most of a site's bytes; no text has a zero among its first ones.
        let is_packed = bytes.starts_with(&[0x1f, 0x8b]);
        let is_text = is_packed || !bytes[..bytes.len().min(1024)].contains(&0);
        if !is_text || self.runs().lengths.is_empty() {
            return None;
        }
        let span = self.look(path, bytes)?;
        let message = format!("words of this part, which learners must not get, are in `{path}`");
        let help = "look for the same words outside the part, in this page or in a template; if there are none, this is a fault of Attune";
        Some(Box::new(Diagnostic::new(Code::WithheldPublished, span, message).help(help)))
    }
}

/// Everything that learners may read of a page.
fn open_text(page: &Page) -> String {
    let front = &page.front;
    let objectives = front.objectives.iter().map(|objective| objective.text.clone());
    let mut parts = vec![front.title.clone()];
    parts.extend(front.summary.clone());
    parts.extend(objectives);
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

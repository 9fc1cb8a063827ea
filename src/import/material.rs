//! What is imported, whatever format it came from: a course of pages, and the neutral form of a question.

use std::collections::BTreeSet;

use super::fit::EMBEDDED;
use super::report::Place;
use super::rich_text::{Inline, Text, each_line};

/// What the address of a link to another page begins with, before the page's path from the folder `content`.
pub(super) const PAGE: &str = "page:";

/// Pages and files to write.
#[derive(Debug, Default)]
pub(crate) struct Material {
    /// What the whole is called.
    pub(crate) title: String,
    /// One sentence, where the source has one.
    pub(crate) description: String,
    /// A language tag; empty where the source names none.
    pub(crate) language: String,
    /// Names of authors.
    pub(crate) authors: Vec<String>,
    /// Under what terms others may use it; empty where the source does not say.
    pub(crate) licence: String,
    /// An address to write to about a page; empty where the source has none.
    pub(crate) feedback: String,
    /// Folders and pages in their order.
    pub(crate) pages: Vec<Page>,
    /// What lies beside the pages.
    pub(crate) files: Vec<Attachment>,
    /// Endings of files that are published although their type is not known, such as `*.dat`.
    pub(crate) allowed: Vec<String>,
}

/// A page of the course.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// From the folder `content`, with `/`: `01-basics/02-loops.md`, or `01-basics/_index.md`.
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    /// What a learner will be able to do.
    pub(crate) objectives: Vec<String>,
    /// Minutes; none where nobody said.
    pub(crate) duration: Option<u32>,
    pub(crate) is_draft: bool,
    /// Whether it is for who teaches alone.
    pub(crate) is_for_facilitators: bool,
    pub(crate) parts: Vec<Part>,
    /// The file that it is made of, for the report.
    pub(crate) place: Place,
}

impl Page {
    /// An empty page.
    pub(crate) fn new(path: impl Into<String>, title: impl Into<String>, place: Place) -> Self {
        Self {
            path: path.into(),
            title: title.into(),
            summary: String::new(),
            objectives: Vec::new(),
            duration: None,
            is_draft: false,
            is_for_facilitators: false,
            parts: Vec::new(),
            place,
        }
    }
}

/// A stretch of a page.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    /// Text that any reader made.
    Text(Text),
    /// Text for who teaches alone.
    Notes(Text),
    /// Markdown that is Attune's already.
    Markdown(String),
    Question(Box<Question>),
}

/// A file beside the pages.
#[derive(Debug, Clone)]
pub(crate) struct Attachment {
    /// From the folder `content`, with `/`.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// A question of any format.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    /// What it is called where it came from, of which its id is made; may be empty.
    pub(crate) name: String,
    pub(crate) stem: Text,
    pub(crate) answer: Answer,
    /// Shown after answering.
    pub(crate) explanation: Text,
    /// Shown one after the other.
    pub(crate) hints: Vec<Text>,
    /// For the trainer's edition alone.
    pub(crate) notes: Text,
    pub(crate) points: Option<u32>,
    pub(crate) attempts: Option<u32>,
    /// Whether the order of options may change.
    pub(crate) shuffle: bool,
    /// Whether capitals count in what is typed.
    pub(crate) case_counts: bool,
    /// Where it stands, for the report.
    pub(crate) place: Place,
}

impl Question {
    /// A question without hints, notes or settings.
    pub(crate) fn new(name: &str, stem: Text, answer: Answer, place: Place) -> Self {
        Self {
            name: name.to_owned(),
            stem,
            answer,
            explanation: Vec::new(),
            hints: Vec::new(),
            notes: Vec::new(),
            points: None,
            attempts: None,
            shuffle: true,
            case_counts: false,
            place,
        }
    }
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// One, several or the best of these options; `several` where boxes are ticked although one alone is right.
    Choice { options: Vec<Choice>, several: bool },
    /// Entries in the right order.
    Order(Vec<Text>),
    /// Terms with what belongs to them.
    Match(Vec<(Text, Text)>),
    /// The gaps of the stem, by their index.
    Gaps(Vec<Gap>),
    /// Free text; the model answer may be empty.
    Open(Text),
    /// The two options are true and false, in the course's language.
    Truth { is_true: bool, on_right: Text, on_wrong: Text },
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) text: Text,
    pub(crate) credit: Credit,
    pub(crate) feedback: Text,
}

/// What choosing an option earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Credit {
    Full,
    Half,
    None,
}

/// How a gap is filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Typed; any of these is right.
    Typed(Vec<String>),
    /// A number; each form that is right, as `42 ± 0.5 mg`.
    Number(Vec<String>),
    /// Chosen; each entry with whether it is the right one.
    Menu(Vec<(String, bool)>),
}

impl Question {
    /// Every text of the question.
    pub(crate) fn texts(&mut self) -> Vec<&mut Text> {
        let mut texts = vec![&mut self.stem, &mut self.explanation, &mut self.notes];
        texts.extend(&mut self.hints);
        match &mut self.answer {
            Answer::Choice { options, .. } => {
                texts.extend(options.iter_mut().flat_map(|choice| [&mut choice.text, &mut choice.feedback]));
            }
            Answer::Order(entries) => texts.extend(entries),
            Answer::Match(pairs) => texts.extend(pairs.iter_mut().flat_map(|(term, definition)| [term, definition])),
            Answer::Open(model) => texts.push(model),
            Answer::Truth { on_right, on_wrong, .. } => texts.extend([on_right, on_wrong]),
            Answer::Gaps(_) => {}
        }
        texts
    }
}

/// A copy of each file beside every page that shows it.
pub(crate) fn beside(pages: &[Page], files: &[Attachment]) -> Vec<Attachment> {
    let mut beside = Vec::new();
    for page in pages {
        let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut shown = BTreeSet::new();
        for part in page.parts.clone() {
            match part {
                Part::Text(mut text) | Part::Notes(mut text) => embedded(&mut text, &mut shown),
                Part::Question(mut question) => {
                    question.texts().into_iter().for_each(|text| embedded(text, &mut shown));
                }
                Part::Markdown(_) => {}
            }
        }
        let here = files.iter().filter(|file| shown.contains(&file.path));
        beside
            .extend(here.map(|file| Attachment { path: format!("{folder}/{}", file.path), bytes: file.bytes.clone() }));
    }
    beside.sort_by(|one, other| one.path.cmp(&other.path));
    beside.dedup_by(|one, other| one.path == other.path);
    beside
}

fn embedded(text: &mut Text, shown: &mut BTreeSet<String>) {
    each_line(text, &mut |line| {
        for inline in line.iter() {
            if let Inline::Picture { to, .. } | Inline::Link { to, .. } = inline {
                shown.extend(to.strip_prefix(EMBEDDED).map(str::to_owned));
            }
        }
    });
}

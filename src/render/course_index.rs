//! What pages ask of the course as a whole; found when the first page asks.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use crate::course::{Course, MarkedTurn, Objective, Page, PageId};

use crate::render::blocks::auto_link::TermLinker;

/// Tables over the whole course.
#[derive(Debug, Clone)]
pub(crate) struct CourseIndex {
    course: Arc<Course>,
    tables: Arc<Tables>,
}

/// Nothing in them depends on what stands in bodies, but for the marks on turns and the works that are cited.
#[derive(Debug, Default)]
struct Tables {
    objectives: OnceLock<BTreeMap<String, (PageId, usize)>>,
    by_name: OnceLock<BTreeMap<String, PageId>>,
    /// Marked turns by the name of the page that teaches what they are marked with: the page they stand on, and which.
    seen: OnceLock<HashMap<String, Vec<(PageId, usize)>>>,
    linker: OnceLock<Option<TermLinker>>,
    /// Works that are told apart by letters wherever one of them is cited, by the key of each.
    namesakes: OnceLock<BTreeMap<String, Vec<String>>>,
}

impl CourseIndex {
    pub(crate) fn new(course: Arc<Course>) -> Self {
        Self { course, tables: Arc::default() }
    }

    /// The same tables for the same course with other bodies.
    pub(crate) fn with_course(&self, course: &Arc<Course>) -> Self {
        Self { course: Arc::clone(course), tables: Arc::clone(&self.tables) }
    }

    /// An objective with the page that teaches it.
    pub(crate) fn objective(&self, id: &str) -> Option<(&Page, &Objective)> {
        let (page, at) = self.tables.objectives.get_or_init(|| objectives(&self.course)).get(id)?;
        let page = self.course.page(*page);
        Some((page, &page.front.objectives[*at]))
    }

    /// What finds the terms of the glossary in a text.
    pub(crate) fn linker(&self) -> Option<&TermLinker> {
        self.tables.linker.get_or_init(|| TermLinker::new(&self.course)).as_ref()
    }

    /// Every work of this edition with the authors and the year of the one with this key, itself too, by rising key;
    /// empty where it stands alone.
    pub(crate) fn namesakes(&self, key: &str) -> &[String] {
        let namesakes = self.tables.namesakes.get_or_init(|| namesakes(&self.course));
        namesakes.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first page in reading order whose address ends with a name.
    pub(crate) fn page_named(&self, name: &str) -> Option<&Page> {
        let id = self.tables.by_name.get_or_init(|| by_name(&self.course)).get(name)?;
        Some(self.course.page(*id))
    }

    /// Turns that are marked with the name of this page, on every other page, but for marks that readers are to find.
    pub(crate) fn seen(&self, page: &Page) -> impl Iterator<Item = (&Page, &MarkedTurn)> {
        let name = page.address.name();
        let turns = name.and_then(|name| self.tables.seen.get_or_init(|| seen(&self.course)).get(name));
        let turns =
            turns.filter(|_| name.and_then(|name| self.page_named(name)).is_some_and(|named| named.id == page.id));
        let turn = |(page, at): &(PageId, usize)| {
            let page = self.course.page(*page);
            (page, &page.outline.marks[*at])
        };
        turns.into_iter().flatten().map(turn).filter(move |(other, _)| other.id != page.id)
    }
}

fn objectives(course: &Course) -> BTreeMap<String, (PageId, usize)> {
    let mut objectives = BTreeMap::new();
    for page in &course.pages {
        for (at, objective) in page.front.objectives.iter().enumerate() {
            objectives.entry(objective.id.clone()).or_insert((page.id, at));
        }
    }
    objectives
}

fn by_name(course: &Course) -> BTreeMap<String, PageId> {
    let mut by_name = BTreeMap::new();
    for page in course.listed() {
        if let Some(name) = page.address.name() {
            by_name.entry(name.to_owned()).or_insert(page.id);
        }
    }
    by_name
}

fn namesakes(course: &Course) -> BTreeMap<String, Vec<String>> {
    let mut by_name: HashMap<_, Vec<&str>> = HashMap::new();
    for key in course.cited() {
        let Some(entry) = course.references.get(key).map(|reference| &reference.entry) else { continue };
        by_name.entry((entry.authors(), entry.date_any().map(|date| date.year))).or_default().push(key);
    }
    let shared = by_name.into_values().filter(|keys| keys.len() > 1);
    let mut namesakes = BTreeMap::new();
    for keys in shared {
        let all: Vec<String> = keys.iter().map(ToString::to_string).collect();
        namesakes.extend(keys.into_iter().map(|key| (key.to_owned(), all.clone())));
    }
    namesakes
}

fn seen(course: &Course) -> HashMap<String, Vec<(PageId, usize)>> {
    let mut seen: HashMap<String, Vec<(PageId, usize)>> = HashMap::new();
    for page in course.listed() {
        for (at, turn) in page.outline.marks.iter().enumerate().filter(|(_, turn)| !turn.is_sought) {
            seen.entry(turn.mark.value.clone()).or_default().push((page.id, at));
        }
    }
    seen
}

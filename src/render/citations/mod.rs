//! Citations and lists of references, as the course's style prints them.
//!
//! [`CitationStyle`] holds the style, read when the first page asks. [`PageCitations`] is what one page cites: it has a digest before
//! anything is printed, and is printed when the page is made ([`PageCitations::print`]). Hayagriva formats; the HTML is ours,
//! since the pages' policy forbids style attributes.

mod arabic;
mod locales;
mod printed;
mod surnames;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::taxonomy::{Locator, OtherTerm, Term};
use hayagriva::citationberg::{
    CitationFormat, IndependentStyle, Locale, LocaleCode, LocalizedTerm, Style, StyleCategory, TermForm,
};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, Entry, LocatorPayload,
    Rendered, SpecificLocator,
};

use crate::config::is_written_in_arabic;
use crate::course::{Citation, Cited, Course, ElementKind, Page};

use crate::render::course_index::CourseIndex;
use crate::render::view::ReferenceView;

use arabic::with_arabic_signs;
use printed::{listed, printed, text};

/// What a work is that was accepted and is not published yet.
const IN_PRESS: Term = Term::Other(OtherTerm::InPress);

/// The style of a course, and its language.
#[derive(Debug)]
pub(crate) struct CitationStyle {
    style: String,
    language: String,
    loaded: OnceLock<Option<Loaded>>,
}

#[derive(Debug)]
struct Loaded {
    style: IndependentStyle,
    /// Whether a citation names the author and the date, so that the author can be left out.
    author_date: bool,
    locale: LocaleCode,
    locales: Vec<Locale>,
    /// Whether the language is written in Arabic script.
    arabic: bool,
    /// What stands in the place of the year of a work in press.
    press: String,
}

impl CitationStyle {
    /// The style with this name in a language, a BCP 47 tag; nothing is read yet.
    pub(crate) fn new(style: &str, language: &str) -> Self {
        Self { style: style.to_owned(), language: language.to_owned(), loaded: OnceLock::new() }
    }

    /// Whether this is the style with that name in that language.
    pub(crate) fn is(&self, style: &str, language: &str) -> bool {
        self.style == style && self.language == language
    }

    /// Every work that this edition of a course cites, as a list.
    pub(crate) fn all(&self, course: &Course) -> Vec<ReferenceView> {
        let keys = course.cited();
        let entries = keys.iter().filter_map(|key| Some(&course.references.get(*key)?.entry));
        let entries: Vec<&Entry> = entries.collect();
        self.loaded().map(|loaded| loaded.list(&entries, &keys)).unwrap_or_default()
    }

    fn loaded(&self) -> Option<&Loaded> {
        self.loaded.get_or_init(|| Loaded::read(&self.style, &self.language)).as_ref()
    }
}

/// The citations of one page as HTML, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct PrintedCitations(BTreeMap<usize, String>);

impl PrintedCitations {
    /// The citation with this number; empty where the style prints nothing.
    pub(crate) fn html(&self, number: usize) -> &str {
        self.0.get(&number).map_or("", String::as_str)
    }
}

/// What one page cites.
pub(crate) struct PageCitations<'f> {
    citing: &'f CitationStyle,
    course: &'f Course,
    /// Each with its number among those of the page.
    citations: Vec<(usize, &'f Citation)>,
    /// Works of the course that are told from cited ones by letters, so that a letter is the same on every page.
    namesakes: Vec<&'f Entry>,
}

/// Of all that the printed citations depend on.
impl Hash for PageCitations<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.citations.len().hash(state);
        if self.citations.is_empty() {
            return;
        }
        (&self.citing.style, &self.citing.language, &self.namesakes).hash(state);
        for (number, citation) in &self.citations {
            (number, &citation.before, &citation.after).hash(state);
            for Cited { key, locator, author_named, .. } in &citation.works {
                (key, locator, author_named, self.entry(key)).hash(state);
            }
        }
    }
}

impl<'f> PageCitations<'f> {
    /// What `page` cites.
    pub(crate) fn of(citing: &'f CitationStyle, course: &'f Course, index: &'f CourseIndex, page: &'f Page) -> Self {
        let citations = page.outline.citations.iter().map(|citation| (citation.number, citation)).collect();
        Self::of_several(citing, course, index, citations)
    }

    /// What a page cites that shows the bodies of several: citations by their numbers there, in reading order.
    pub(crate) fn of_several(
        citing: &'f CitationStyle,
        course: &'f Course,
        index: &'f CourseIndex,
        citations: Vec<(usize, &'f Citation)>,
    ) -> Self {
        let cited = citations.iter().flat_map(|(_, citation)| &citation.works);
        let namesakes: BTreeSet<&str> = cited.flat_map(|work| index.namesakes(&work.key)).map(String::as_str).collect();
        let entry = |key: &str| Some(&course.references.get(key)?.entry);
        let namesakes = namesakes.into_iter().filter_map(entry).collect();
        Self { citing, course, citations, namesakes }
    }

    /// The page's citations as HTML, and the list of what they cite, which stands on the page at this address; empty where
    /// that is the page itself.
    pub(crate) fn print(&self, list: &str) -> (PrintedCitations, Vec<ReferenceView>) {
        let loaded = if self.citations.is_empty() { None } else { self.citing.loaded() };
        let Some(loaded) = loaded else { return Default::default() };
        let works: BTreeSet<&str> =
            self.citations.iter().flat_map(|(_, citation)| &citation.works).map(|work| work.key.as_str()).collect();
        let entries: Vec<&Entry> = works.iter().filter_map(|key| self.entry(key)).collect();
        let shared = if loaded.author_date { surnames::shared(&entries) } else { BTreeSet::new() };
        let named_in_text = surnames::named_in_text(&entries, &shared);
        let entry = |key: &str| named_in_text.get(key).or_else(|| self.entry(key));
        let items = |(_, citation): &(usize, &'f Citation)| {
            citation.works.iter().filter_map(|work| Some(item(loaded, work, entry(&work.key)?))).collect()
        };
        let mut groups: Vec<Vec<CitationItem<'_, Entry>>> = self.citations.iter().map(items).collect();
        if loaded.author_date {
            let hidden = |entry: &&'f Entry| CitationItem::new(*entry, None, None, true, None);
            groups.insert(0, self.namesakes.iter().map(hidden).collect());
        }
        let first = groups.len() - self.citations.len();
        let rendered = loaded.format(groups);
        let formatted = self.citations.iter().zip(&rendered.citations[first..]);
        let by_number = formatted.map(|((number, citation), entry)| {
            (*number, loaded.signed(printed(citation, &entry.citation, list, &loaded.press)))
        });
        let printed = PrintedCitations(by_number.collect());
        let all: Vec<&Entry> = entries.iter().chain(&self.namesakes).copied().collect();
        if surnames::groups(&all, &shared).is_empty() {
            return (printed, loaded.references(&rendered, &works));
        }
        (printed, loaded.list(&all, &works))
    }

    fn entry(&self, key: &str) -> Option<&'f Entry> {
        self.course.references.get(key).map(|reference| &reference.entry)
    }
}

fn item<'e>(loaded: &Loaded, work: &'e Cited, entry: &'e Entry) -> CitationItem<'e, Entry> {
    let locator =
        work.locator.as_ref().map(|(kind, at): &(Locator, String)| SpecificLocator(*kind, LocatorPayload::Str(at)));
    let mut item = CitationItem::with_locator(entry, locator);
    item.purpose = (work.author_named && loaded.author_date).then_some(CitePurpose::Prose);
    item
}

impl Loaded {
    /// `None` for a name that is no style; `site.toml` was checked for that.
    fn read(style: &str, language: &str) -> Option<Self> {
        let Style::Independent(style) = ArchivedStyle::by_name(style)?.get() else { return None };
        let format = style.info.category.iter().find_map(|category| match category {
            StyleCategory::CitationFormat { format } => Some(*format),
            StyleCategory::Field { .. } => None,
        });
        let (locale, locales) = locales::of(language);
        let author_date = format == Some(CitationFormat::AuthorDate);
        let is_of = |known: &&Locale| known.lang.as_ref() == Some(&locale);
        let press = locales.iter().find(is_of).and_then(|locale| locale.term(IN_PRESS, TermForm::Long));
        let press = press.and_then(LocalizedTerm::single).unwrap_or("in press").to_owned();
        Some(Self { author_date, style, locale, locales, press, arabic: is_written_in_arabic(language) })
    }

    /// The list of `works`, which are among `entries`. Hayagriva takes initials away where it tells authors apart, so
    /// their works are formatted by themselves.
    fn list(&self, entries: &[&Entry], works: &BTreeSet<&str>) -> Vec<ReferenceView> {
        let mut list = self.references(&self.format(vec![items(entries)]), works);
        let shared = surnames::shared(entries);
        for group in surnames::groups(entries, &shared) {
            for work in self.references(&self.format(vec![items(&group)]), works) {
                if let Some(place) = list.iter_mut().find(|other| other.key == work.key) {
                    place.html = work.html;
                }
            }
        }
        list
    }

    /// What was printed, with the signs of the language's script.
    fn signed(&self, html: String) -> String {
        if self.arabic { with_arabic_signs(&html) } else { html }
    }

    /// The list of what was formatted, of it only those works.
    fn references(&self, rendered: &Rendered, works: &BTreeSet<&str>) -> Vec<ReferenceView> {
        let items = rendered.bibliography.iter().flat_map(|bibliography| &bibliography.items);
        let view = |item: &hayagriva::BibliographyItem| ReferenceView {
            key: item.key.clone(),
            dom_id: ElementKind::Work.id(&item.key),
            label: item.first_field.as_ref().map(|label| text(std::slice::from_ref(label))),
            html: self.signed(listed(&item.content.0, &self.press)),
        };
        items.filter(|item| works.contains(item.key.as_str())).map(view).collect()
    }

    fn format(&self, citations: Vec<Vec<CitationItem<'_, Entry>>>) -> Rendered {
        let mut driver = BibliographyDriver::new();
        for items in citations {
            driver.citation(CitationRequest::new(items, &self.style, Some(self.locale.clone()), &self.locales, None));
        }
        driver.finish(BibliographyRequest::new(&self.style, Some(self.locale.clone()), &self.locales))
    }
}

fn items<'e>(entries: &[&'e Entry]) -> Vec<CitationItem<'e, Entry>> {
    entries.iter().map(|entry| CitationItem::with_entry(*entry)).collect()
}

//! What stays the same for every page of a build: the course, its settings, the theme, and tables over the course.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::{KindOrder, SiteConfig};
use crate::course::reserved::kind_address;
use crate::course::{Address, Collation, Course, Page, PageId, Topic};

use crate::render::blocks::auto_link::TermLinker;
use crate::render::course_index::CourseIndex;
use crate::render::files::feed;
use crate::render::links::{Urls, encode};
use crate::render::theme_context::ThemeContext;
use crate::render::view::DateView;

/// What stays the same for every page of a build. To clone it costs nothing, whatever the size of the course.
#[derive(Debug, Clone)]
pub(crate) struct SiteContext {
    pub(crate) course: Arc<Course>,
    pub(crate) config: Arc<SiteConfig>,
    pub(crate) theme: Arc<ThemeContext>,
    /// Whether this is the facilitators' edition.
    pub(crate) facilitator: bool,
    /// Kinds with pages (other than plain lessons), in the order of their names, with the address of the index.
    pub(crate) kinds: Arc<[(String, Address)]>,
    /// Every topic by its slug.
    pub(crate) topics: Arc<BTreeMap<String, Topic>>,
    /// The order of words in the course's language.
    pub(crate) collation: Arc<Collation>,
    /// Whether any page cites a work.
    pub(crate) has_references: bool,
    /// Whether any page says what learners will be able to do.
    pub(crate) has_objectives: bool,
    /// Whether the site has a feed: it knows where it stands, is to be listed, and has pages with a date to show in it.
    pub(crate) has_feed: bool,
    /// Whether there is any question.
    pub(crate) has_items: bool,
    /// The pages of each kind in step order that has pages: by step and then in reading order.
    pub(crate) steps: Arc<[(String, Vec<PageId>)]>,
    pub(crate) index: CourseIndex,
}

impl SiteContext {
    pub(crate) fn new(course: Arc<Course>, config: Arc<SiteConfig>, theme: ThemeContext, facilitator: bool) -> Self {
        let mut used = BTreeSet::new();
        let (mut last, mut has_references, mut has_items, mut has_objectives) = ("", false, false, false);
        let is_listed = config.base_url.is_some() && !facilitator;
        for page in course.listed() {
            if page.kind != last {
                last = &page.kind;
                used.insert(last);
            }
            has_references = has_references || !page.outline.citations.is_empty();
            has_items = has_items || page.items > 0;
            has_objectives = has_objectives || !page.front.objectives.is_empty();
        }
        let named = course.kinds.values().filter(|kind| kind.name != "lesson" && used.contains(kind.name.as_str()));
        let kinds: Arc<[(String, Address)]> =
            named.map(|kind| (kind.name.clone(), kind_address(course.names, kind))).collect();
        let stepped = kinds.iter().filter(|(name, _)| course.kinds[name].order == KindOrder::Step);
        let steps = stepped.map(|(name, _)| (name.clone(), steps(&course, name))).collect();
        Self {
            has_feed: is_listed && feed::entries(&course).next().is_some(),
            facilitator,
            kinds,
            steps,
            index: CourseIndex::new(Arc::clone(&course)),
            has_references,
            has_items,
            has_objectives,
            topics: Arc::new(course.topics()),
            collation: Arc::new(Collation::of(&config.language)),
            course,
            config,
            theme: Arc::new(theme),
        }
    }

    /// The same for the same course with other bodies: nothing that is known of it is found again.
    pub(crate) fn with_course(&self, course: &Arc<Course>) -> Self {
        Self { course: Arc::clone(course), index: self.index.with_course(course), ..self.clone() }
    }

    /// How the page at this address writes addresses.
    pub(crate) fn urls<'a>(&self, page: &'a Address) -> Urls<'a> {
        Urls::From(page, self.config.address_form())
    }

    /// What links the first mention of a term on a page; `None` where the course does not want that.
    pub(crate) fn linker(&self) -> Option<&TermLinker> {
        self.config.auto_link.then(|| self.index.linker()).flatten()
    }

    /// A date for people and machines.
    pub(crate) fn date(&self, date: jiff::civil::Date) -> DateView {
        DateView { iso: date.to_string(), text: self.theme.date_text(date) }
    }

    /// In the facilitators' edition: where the same page of the learners' stands, where the course knows its address.
    pub(crate) fn learner_url(&self, address: &Address) -> Option<String> {
        let base = self.config.base_url.as_ref().filter(|_| self.facilitator)?;
        Some(format!("{}{}", base.root(), encode(address.as_str())))
    }

    /// A page's absolute address, for search engines, where the course knows its own. The facilitators' edition has none: it
    /// is not listed, and `base_url` is where the learners' stands.
    pub(crate) fn canonical(&self, address: &Address) -> Option<String> {
        let base = self.config.base_url.as_ref().filter(|_| !self.facilitator)?;
        Some(format!("{}{}", base.root(), encode(address.as_str())))
    }
}

/// The pages of a kind by step, and then in reading order.
fn steps(course: &Course, kind: &str) -> Vec<PageId> {
    let mut steps: Vec<&Page> = course.listed().filter(|page| page.kind == kind && page.front.step.is_some()).collect();
    steps.sort_by_key(|page| (page.front.step, page.id));
    steps.into_iter().map(|page| page.id).collect()
}

//! The sidebar beside every page: the modules, and the lessons of the open one.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;

use crate::course::{Address, Course, Page, PageId, PageRole};
use crate::diagnostic::Diagnostic;
use crate::source::Digest;

use crate::render::blocks::block_html::Made;
use crate::render::blocks::placeholders::Placeholders;
use crate::render::citations::PrintedCitations;
use crate::render::context::SiteContext;
use crate::render::furniture::site::SharedSite;
use crate::render::links::Urls;
use crate::render::theme_context::ThemeContext;
use crate::render::view::{Link, Placeholder, TreeModule, TreeView};

/// A course with more modules shows only the open one and its neighbours in the tree, so that a page's size does not
/// grow with the course.
const TREE_MODULES: usize = 24;
/// How many neighbours on each side then.
const TREE_NEIGHBOURS: usize = 2;
/// A page of a module with more lessons shows only those around it, so that a page's size does not grow with the module.
const MAX_LESSONS: usize = 100;
/// How many lessons on each side then.
const LESSON_NEIGHBOURS: usize = 12;

/// A page's sidebar, before it is HTML.
#[derive(Debug, Clone, Default, Hash)]
pub(crate) struct Sidebar {
    pub(crate) modules: TreeView,
    lessons: Option<Lessons>,
}

/// The lessons of the open module as one page shows them.
#[derive(Debug, Clone, Hash)]
enum Lessons {
    /// All of a small module.
    All {
        shared: Arc<SharedLessons>,
        /// Those that this page shows in a way of its own, by rising place: itself, and what lies below it.
        own: Vec<(usize, Link)>,
    },
    /// Those around the page in a large one.
    Near(Vec<Link>),
}

/// The lessons of a module as the pages of one folder show them.
#[derive(Debug)]
struct SharedLessons {
    links: Vec<Link>,
    digest: Digest,
    html: OnceLock<Vec<Arc<str>>>,
}

/// The lessons that pages share, by the module and the folder.
#[derive(Debug, Default)]
pub(crate) struct SharedSidebars(Mutex<HashMap<(usize, String), Arc<SharedLessons>>>);

impl Hash for SharedLessons {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

impl Sidebar {
    /// The sidebar of a page that stands in no module.
    pub(crate) fn of_no_page(context: &SiteContext, urls: &Urls<'_>) -> Self {
        Self { modules: modules(context, None, urls), lessons: None }
    }

    /// The HTML of the sidebar.
    pub(crate) fn html(&self, theme: &ThemeContext, site: &SharedSite) -> Result<String, Box<Diagnostic>> {
        #[derive(Hash, Serialize)]
        struct Context<'a> {
            site: &'a SharedSite,
            tree: &'a TreeView,
        }
        let lessons = self.lessons.as_ref().map_or_else(|| Ok(String::new()), |lessons| lessons.html(theme))?;
        let tree = theme.fragment("parts/tree.html", &Context { site, tree: &self.modules })?;
        let mut html = String::with_capacity(tree.as_str().len() + lessons.len());
        let citations = PrintedCitations::default();
        Placeholders::only(lessons).put(&tree, Made { citations: &citations, blanks: &[] }, &mut html);
        Ok(html)
    }
}

impl Lessons {
    fn html(&self, theme: &ThemeContext) -> Result<String, Box<Diagnostic>> {
        let mut html = String::new();
        match self {
            Self::All { shared, own } => {
                let shared = shared.html(theme)?;
                html.reserve(shared.iter().map(|lesson| lesson.len() + 32).sum());
                let mut own = own.iter().peekable();
                for (at, lesson) in shared.iter().enumerate() {
                    match own.next_if(|(place, _)| *place == at) {
                        Some((_, link)) => html.push_str(&render(theme, link)?),
                        None => html.push_str(lesson),
                    }
                }
            }
            Self::Near(lessons) => {
                for lesson in lessons {
                    html.push_str(theme.fragment(LESSON_TEMPLATE, &LessonContext { lesson })?.as_str());
                }
            }
        }
        Ok(html)
    }
}

impl SharedLessons {
    fn html(&self, theme: &ThemeContext) -> Result<&[Arc<str>], Box<Diagnostic>> {
        if let Some(known) = self.html.get() {
            return Ok(known);
        }
        let made = self.links.iter().map(|link| render(theme, link).map(Arc::from)).collect::<Result<_, _>>()?;
        // Another thread may have been here meanwhile; it made the same.
        Ok(self.html.get_or_init(|| made))
    }
}

const LESSON_TEMPLATE: &str = "parts/tree-lesson.html";

#[derive(Hash, Serialize)]
struct LessonContext<'a> {
    lesson: &'a Link,
}

fn render(theme: &ThemeContext, lesson: &Link) -> Result<String, Box<Diagnostic>> {
    let (mut lesson, mut placeholders) = (lesson.clone(), Placeholders::default());
    let is_marked = !theme.has_own_templates();
    if is_marked {
        lesson.mark(&mut placeholders);
    }
    let made = theme.shape(LESSON_TEMPLATE, &LessonContext { lesson: &lesson }, is_marked)?;
    let (mut html, citations) = (String::new(), PrintedCitations::default());
    placeholders.put(&made, Made { citations: &citations, blanks: &[] }, &mut html);
    Ok(html)
}

impl SharedSidebars {
    /// The sidebar of a page of the course.
    pub(crate) fn of(&self, context: &SiteContext, page: &Page) -> Sidebar {
        let urls = context.urls(&page.address);
        Sidebar { modules: modules(context, Some(page), &urls), lessons: self.lessons(context, page, &urls) }
    }

    /// The lessons of the module that a page stands in.
    fn lessons(&self, context: &SiteContext, page: &Page, urls: &Urls<'_>) -> Option<Lessons> {
        let (module, course) = (open(page)?, &context.course);
        let lessons = &course.modules[module].lessons;
        let link = |lesson: &PageId| lesson_link(course, *lesson, *lesson == page.id, urls);
        if lessons.len() > MAX_LESSONS {
            return Some(Lessons::Near(lessons[near(page, lessons)].iter().map(link).collect()));
        }
        let below = |lesson: &PageId| course.page(*lesson).address.as_str().starts_with(page.address.as_str());
        let own = lessons.iter().enumerate().filter(|(_, lesson)| below(lesson));
        let own = own.map(|(at, lesson)| (at, link(lesson))).collect();
        Some(Lessons::All { shared: self.shared_lessons(context, module, page.address.folder()), own })
    }

    fn shared_lessons(&self, context: &SiteContext, module: usize, folder: &str) -> Arc<SharedLessons> {
        let course = &context.course;
        let mut shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = shared.entry((module, folder.to_owned())).or_insert_with(|| {
            // A page of the folder that is no lesson: no address has such a part.
            let stranger = Address::from_parts(folder.split_terminator('/').chain(["."]));
            let link = |lesson: &PageId| lesson_link(course, *lesson, false, &context.urls(&stranger));
            let links: Vec<Link> = course.modules[module].lessons.iter().map(link).collect();
            Arc::new(SharedLessons { digest: Digest::of_value(&links), links, html: OnceLock::new() })
        });
        Arc::clone(shared)
    }
}

/// The lessons around a page of a large module: the first ones where the page is the module's own.
fn near(page: &Page, lessons: &[PageId]) -> Range<usize> {
    let shown = 2 * LESSON_NEIGHBOURS + 1;
    // A module's lessons follow each other in reading order.
    let at = lessons.binary_search(&page.id).unwrap_or_default();
    let first = at.saturating_sub(LESSON_NEIGHBOURS).min(lessons.len().saturating_sub(shown));
    first..(first + shown).min(lessons.len())
}

fn lesson_link(course: &Course, lesson: PageId, current: bool, urls: &Urls<'_>) -> Link {
    let lesson = course.page(lesson);
    Link { title: lesson.front.title.clone(), url: urls.page(&lesson.address), summary: None, current }
}

/// The modules as a page shows them; `None` for a page that stands in no module.
fn modules(context: &SiteContext, page: Option<&Page>, urls: &Urls<'_>) -> TreeView {
    let open = page.and_then(open);
    let modules = &context.course.modules;
    let shortened = modules.len() > TREE_MODULES;
    let shown = match (shortened, open) {
        (false, _) => 0..modules.len(),
        (true, None) => 0..TREE_MODULES,
        (true, Some(open)) => open.saturating_sub(TREE_NEIGHBOURS)..(open + TREE_NEIGHBOURS + 1).min(modules.len()),
    };
    let view = |at: usize| {
        let (module, open) = (&modules[at], open == Some(at));
        let index = context.course.page(module.index);
        TreeModule {
            number: module.number,
            title: index.front.title.clone(),
            url: urls.page(&index.address),
            current: page.is_some_and(|page| page.id == index.id),
            open,
            lessons_html: if open && !module.lessons.is_empty() { Placeholders::ONLY } else { Placeholder::default() },
            shortened: open && module.lessons.len() > MAX_LESSONS,
        }
    };
    TreeView { modules: shown.map(view).collect(), shortened }
}

/// The module that a page stands in.
fn open(page: &Page) -> Option<usize> {
    match page.role {
        PageRole::ModuleIndex(module) | PageRole::Lesson(module) => Some(module),
        PageRole::Home | PageRole::Standalone => None,
    }
}

//! The sidebar beside every page: the modules, and the lessons of the open one.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;

use crate::course::{Address, Course, Page, PageId, PageRole};
use crate::diagnostic::Diagnostic;
use crate::source::Digest;

use crate::render::blocks::placeholders::Pieces;
use crate::render::context::SiteContext;
use crate::render::furniture::site::SharedSite;
use crate::render::links::Urls;
use crate::render::theme_context::ThemeContext;
use crate::render::view::{Link, Piece, TreeModule, TreeView};

/// A course with more modules shows only the open one and its neighbours in the tree, so that a page's size does not
/// grow with the course.
const TREE_MODULES: usize = 24;
/// How many neighbours on each side then.
const TREE_NEIGHBOURS: usize = 2;

/// A page's sidebar, before it is HTML.
#[derive(Debug, Clone, Default, Hash)]
pub(crate) struct Sidebar {
    pub(crate) modules: TreeView,
    lessons: Option<Lessons>,
}

/// The lessons of the open module as one page shows them.
#[derive(Debug, Clone, Hash)]
struct Lessons {
    shared: Arc<SharedLessons>,
    /// Those that this page shows in a way of its own, by rising place: itself, and what lies below it.
    own: Vec<(usize, Link)>,
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
        Pieces::only(lessons).put(&tree, &mut html);
        Ok(html)
    }
}

impl Lessons {
    fn html(&self, theme: &ThemeContext) -> Result<String, Box<Diagnostic>> {
        let shared = self.shared.html(theme)?;
        let mut html = String::with_capacity(shared.iter().map(|lesson| lesson.len() + 32).sum());
        let mut own = self.own.iter().peekable();
        for (at, lesson) in shared.iter().enumerate() {
            match own.next_if(|(place, _)| *place == at) {
                Some((_, link)) => html.push_str(&render(theme, link)?),
                None => html.push_str(lesson),
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

fn render(theme: &ThemeContext, lesson: &Link) -> Result<String, Box<Diagnostic>> {
    #[derive(Serialize)]
    struct Context<'a> {
        lesson: &'a Link,
    }
    theme.render("parts/tree-lesson.html", &Context { lesson })
}

impl SharedSidebars {
    /// The sidebar of a page of the course.
    pub(crate) fn of(&self, context: &SiteContext, page: &Page) -> Sidebar {
        let urls = Urls::From(&page.address);
        Sidebar { modules: modules(context, Some(page), &urls), lessons: self.lessons(context, page, &urls) }
    }

    /// The lessons of the module that a page stands in.
    fn lessons(&self, context: &SiteContext, page: &Page, urls: &Urls<'_>) -> Option<Lessons> {
        let (module, course) = (open(page)?, &context.course);
        let below = |lesson: &PageId| course.page(*lesson).address.as_str().starts_with(page.address.as_str());
        let lessons = course.modules[module].lessons.iter().enumerate();
        let own = lessons.filter(|(_, lesson)| below(lesson));
        let own = own.map(|(at, lesson)| (at, lesson_link(course, *lesson, *lesson == page.id, urls))).collect();
        Some(Lessons { shared: self.shared_lessons(course, module, page.address.folder()), own })
    }

    fn shared_lessons(&self, course: &Course, module: usize, folder: &str) -> Arc<SharedLessons> {
        let mut shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = shared.entry((module, folder.to_owned())).or_insert_with(|| {
            // A page of the folder that is no lesson: no address has such a part.
            let stranger = Address::from_parts(folder.split_terminator('/').chain(["."]));
            let link = |lesson: &PageId| lesson_link(course, *lesson, false, &Urls::From(&stranger));
            let links: Vec<Link> = course.modules[module].lessons.iter().map(link).collect();
            Arc::new(SharedLessons { digest: Digest::of_value(&links), links, html: OnceLock::new() })
        });
        Arc::clone(shared)
    }
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
            lessons_html: if open && !module.lessons.is_empty() { Pieces::ONLY } else { Piece::default() },
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

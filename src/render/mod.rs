//! Course and theme become a site.
//!
//! [`site`] knows every page of the course and every page that Attune makes itself ([`pages`]), and makes each from typed
//! views ([`view`]) when it is asked for; it adds the theme's static files, the course's attachments and files for hosts
//! ([`files`]). Templates see their view and the interface's words, nothing else.
//!
//! What a page is made from, from the ground up: [`links`] and [`view`]; [`citations`] and [`blocks`], the parts of a body;
//! [`context`], what is the same for all pages; [`book`], the course as a book; [`furniture`], what stands around a page's own part; [`lazy_page`], which
//! puts them together; [`renderer`], which the files of [`pages`] call.

mod blocks;
mod book;
mod citations;
mod context;
mod course_index;
pub(crate) mod files;
mod furniture;
mod lazy_page;
mod links;
mod pages;
mod renderer;
mod theme_context;
pub(crate) mod view;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::config::SiteConfig;
use crate::course::reserved::ASSETS;
use crate::course::{Course, OutPath, Page};
use crate::input::Inputs;
use crate::site::{LazyFile, OutFile, PageRenderer, Site};
use crate::source::{CoursePath, Digest, FileId};
use crate::theme::Theme;

pub(crate) use book::{Book, BookFacts, BookPart};
pub(crate) use citations::CitationStyle;
pub(crate) use links::encode;

use context::SiteContext;
use pages::GeneratedFile;
use renderer::Renderer;
use theme_context::ThemeContext;

/// How a site looks: its theme, and how it prints citations.
#[derive(Debug)]
pub(crate) struct Appearance {
    pub theme: Arc<Theme>,
    /// The citation style.
    pub citing: Arc<CitationStyle>,
}

/// What a site is made from beside the course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edition<'a> {
    /// The files that are copied.
    pub inputs: &'a Inputs,
    /// Those of them that are published otherwise than they are written: cleaned pictures.
    pub drawings: &'a BTreeMap<CoursePath, Arc<str>>,
    /// Pictures that are published without their metadata.
    pub stripped: &'a BTreeMap<CoursePath, Arc<[u8]>>,
    /// Whether this is the facilitators' edition.
    pub facilitator: bool,
    /// Of everything that pages show of each other, but for the bodies that are read when a page is made.
    pub key: Digest,
    /// Of the configuration, the theme, the bytes of files that are copied, and which of them are withheld.
    pub beside: Digest,
}

/// A site as it was last made, for what the next one shares with it.
#[derive(Debug)]
pub(crate) struct CachedSite {
    /// See [`Edition::key`].
    key: Digest,
    /// See [`Edition::beside`].
    beside_key: Digest,
    /// The paths of files that no template makes.
    beside: Vec<OutPath>,
    pages: Arc<SitePages>,
    site: Site,
}

/// The whole site, and how many files were put into its table or taken out of it. Where the edition's key is as it was
/// `last` time, so are the files, and what is known of the course.
pub(crate) fn site(
    course: &Arc<Course>,
    config: &Arc<SiteConfig>,
    appearance: &Appearance,
    edition: Edition<'_>,
    last: &mut Option<CachedSite>,
) -> (Site, usize) {
    let (made, listed) = match last.take() {
        Some(last) if last.key == edition.key => {
            let pages = Arc::new(last.pages.with_course(course));
            let site = last.site.with_pages(Arc::clone(&pages) as Arc<dyn PageRenderer>);
            (CachedSite { pages, site, ..last }, 0)
        }
        last => {
            let Appearance { theme, citing } = appearance;
            let theme_context = ThemeContext::new(Arc::clone(theme), Arc::clone(citing), &config.language);
            let context = SiteContext::new(Arc::clone(course), Arc::clone(config), theme_context, edition.facilitator);
            let generated = Arc::new(pages::generated_files(&context).into_iter().collect());
            let pages = Arc::new(SitePages { renderer: Renderer::new(context), generated });
            let updated = last.and_then(|last| last.with_pages(&pages, theme, edition));
            updated.unwrap_or_else(|| new_site(pages, theme, edition))
        }
    };
    (last.insert(made).site.clone(), listed)
}

impl CachedSite {
    /// The same course as a book, with the theme and the citation style of its site.
    pub(crate) fn book(&self) -> Book {
        Book::new(self.pages.renderer.context.clone())
    }
}

fn new_site(pages: Arc<SitePages>, theme: &Theme, edition: Edition<'_>) -> (CachedSite, usize) {
    let SiteContext { course, config, .. } = &pages.renderer.context;
    let of_course = course.pages.iter().map(|page| (page.address.out_path(), Some(page.file)));
    let paths = of_course.chain(pages.generated.keys().map(|path| (path.clone(), None)));
    let mut site = Site::new(Arc::clone(&pages) as Arc<dyn PageRenderer>, paths);
    let copied = copied_files(course, config, theme, edition);
    let beside = copied.keys().cloned().collect();
    site.extend(copied);
    let listed = site.len();
    (CachedSite { key: edition.key, beside_key: edition.beside, beside, pages, site }, listed)
}

/// The files that no template makes, by their paths.
fn copied_files(
    course: &Course,
    config: &SiteConfig,
    theme: &Theme,
    edition: Edition<'_>,
) -> BTreeMap<OutPath, OutFile> {
    let withheld = course.withheld();
    let published = course.attachments.iter().filter(|(path, _)| !withheld.contains(path));
    let attachments = published.filter_map(|(path, out)| {
        let file = edition.inputs.files.get(path)?;
        let drawing = edition.drawings.get(path).map(|drawing| OutFile::Text(Arc::clone(drawing)));
        let stripped = edition.stripped.get(path).map(|picture| OutFile::Bytes(Arc::clone(picture)));
        Some((out.clone(), drawing.or(stripped).or_else(|| OutFile::copied(&file.content))?))
    });
    let statics = theme.statics().iter();
    let statics =
        statics.map(|(path, bytes)| (OutPath::new(format!("{ASSETS}/{path}")), OutFile::Bytes(bytes.clone())));
    let offline = files::offline::of_every_site(config, theme.statics().keys(), &theme.paper().light);
    attachments.chain(statics).chain(files::for_hosts(config, edition.facilitator)).chain(offline).collect()
}

impl CachedSite {
    /// The site with other pages, and how many files are put into the table or taken out; `None` where that cannot be told
    /// from this one: with two sources for one file, which is an error, the table does not tell of both.
    fn with_pages(self, pages: &Arc<SitePages>, theme: &Theme, edition: Edition<'_>) -> Option<(Self, usize)> {
        let Self { beside_key, mut beside, pages: before, mut site, .. } = self;
        let is_whole = |site: &Site, pages: &SitePages, beside: &Vec<OutPath>| site.len() == pages.len() + beside.len();
        if !is_whole(&site, &before, &beside) {
            return None;
        }
        let (gone, added) = before.differences(pages);
        site = site.with_pages(Arc::clone(pages) as Arc<dyn PageRenderer>);
        for path in &gone {
            site.remove(path);
        }
        let mut listed = gone.len() + added.len();
        let SiteContext { course, config, .. } = &pages.renderer.context;
        if beside_key != edition.beside || before.renderer.context.course.attachments != course.attachments {
            let copied = copied_files(course, config, theme, edition);
            for path in &beside {
                site.remove(path);
            }
            beside = copied.keys().cloned().collect();
            listed += beside.len();
            site.extend(copied);
        }
        for (path, file) in added {
            site.insert_page(path, file);
        }
        let pages = Arc::clone(pages);
        is_whole(&site, &pages, &beside)
            .then(|| (Self { key: edition.key, beside_key: edition.beside, beside, pages, site }, listed))
    }
}

/// Every page of a site: those of the course, and those that Attune makes itself.
struct SitePages {
    renderer: Renderer,
    generated: Arc<BTreeMap<OutPath, GeneratedFile>>,
}

/// A path, and the file of the course that the page there is made from, if it is.
type Listed = (OutPath, Option<FileId>);

impl SitePages {
    /// The same pages with other bodies.
    fn with_course(&self, course: &Arc<Course>) -> Self {
        Self { renderer: self.renderer.with_course(course), generated: Arc::clone(&self.generated) }
    }

    /// How many there are.
    fn len(&self) -> usize {
        self.renderer.context.course.pages.len() + self.generated.len()
    }

    /// The paths of pages that others have not, or not at the same path, and those that only the others have.
    fn differences(&self, others: &Self) -> (Vec<OutPath>, Vec<Listed>) {
        let (old, new) = (&self.renderer.context.course, &others.renderer.context.course);
        let (mut gone, mut added) = (Vec::new(), Vec::new());
        if !Arc::ptr_eq(&old.by_file, &new.by_file) {
            let is_in = |course: &Course, page: &Page| {
                course.made_from(page.file).is_some_and(|other| other.address == page.address)
            };
            let [before, now] = old.differences(new);
            gone.extend(before.filter(|page| !is_in(new, page)).map(|page| page.address.out_path()));
            let of_course = now.filter(|page| !is_in(old, page));
            added.extend(of_course.map(|page| (page.address.out_path(), Some(page.file))));
        }
        let (before, now) = (&*self.generated, &*others.generated);
        gone.extend(before.keys().filter(|path| !now.contains_key(*path)).cloned());
        added.extend(now.keys().filter(|path| !before.contains_key(*path)).map(|path| (path.clone(), None)));
        (gone, added)
    }
}

impl PageRenderer for SitePages {
    fn prepare(&self, path: &OutPath, file: Option<FileId>) -> LazyFile<'_> {
        if let Some(file) = file {
            let page = self.renderer.context.course.made_from(file);
            pages::course_page(&self.renderer, page.expect("the site has the pages of its course"))
        } else {
            let file = self.generated.get(path).expect("the site has the pages that Attune makes itself");
            pages::generated(&self.renderer, path, file)
        }
    }
}

impl fmt::Debug for SitePages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pages = self.renderer.context.course.pages.len();
        formatter.debug_struct("SitePages").field("pages", &pages).finish_non_exhaustive()
    }
}

//! The stages, composed: a snapshot of the course folder in, the site as data out.
//!
//! [`build`] is the only way to a site, for `build`, `check` and `serve` alike; [`Memo`] is what it may reuse. A memo
//! changes how long a build takes and never what it makes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::{CachedOrder, CourseInput, SourcePage, assemble};
use crate::check;
use crate::config::{self, BaseUrl, SiteConfig};
use crate::content::{self, ParseOptions, ParsedPage};
use crate::course::{Course, Reference, Term};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::input::roles::{AllowedFiles, BibliographySyntax, refusals};
use crate::input::{FileContent, FileRole, InputFile, Inputs};
use crate::library::{self, BibliographyFormat};
use crate::progress::{Progress, Silent, Stage};
use crate::render::{self, Appearance, CitationStyle};
use crate::site::{Finished, Site};
use crate::source::{CoursePath, Digest, FileId, Span};
use crate::theme::Theme;

/// What the command line asks of a build.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct BuildOptions {
    /// In place of `base_url`.
    pub base_url: Option<BaseUrl>,
    /// Whether drafts are part of the course.
    pub drafts: bool,
    /// Whether this is the facilitator's edition.
    pub facilitator: bool,
    /// Whether the site goes without a search index.
    pub no_search: bool,
}

/// What earlier builds made that a later one may reuse: each page's parse, by its source's digest; the
/// order of the course, by a digest of all front matter; the bibliography; the theme and the citation style.
#[derive(Debug, Default)]
pub struct Memo {
    /// By rising path.
    pages: Vec<CachedPage>,
    arranged: Option<CachedOrder>,
    references: Option<CachedReferences>,
    theme: Option<CachedTheme>,
    citing: Option<Arc<CitationStyle>>,
    /// Whether no later build will ask: what was found is then given away and not kept twice.
    once: bool,
}

impl Memo {
    /// A memory for a single build.
    pub fn once() -> Self {
        Self { once: true, ..Self::default() }
    }
}

#[derive(Debug)]
struct CachedReferences {
    /// Of the files.
    digest: Digest,
    references: Arc<BTreeMap<String, Reference>>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Debug)]
struct CachedPage {
    path: CoursePath,
    file: FileId,
    is_index: bool,
    digest: Digest,
    front: Digest,
    options: ParseOptions,
    page: ParsedPage,
    diagnostics: Box<[Diagnostic]>,
}

impl CachedPage {
    fn source(&self) -> SourcePage<'_> {
        let Self { path, file, is_index, digest, front, page, .. } = self;
        SourcePage { path, file: *file, is_index: *is_index, digest: *digest, front: *front, parsed: page }
    }
}

#[derive(Debug)]
struct CachedTheme {
    /// Of the theme's files, its name and where the name stands.
    digest: Digest,
    theme: Arc<Theme>,
    diagnostics: Vec<Diagnostic>,
}

/// A finished build.
#[derive(Debug, Clone, Default)]
pub struct Built {
    /// The files of the site. Pages are made when they are asked for, and what is wrong in a template is found then
    /// ([`faults`]). Where there were errors, nobody must see it.
    pub site: Site,
    /// The course as understood.
    pub course: Arc<Course>,
    /// The path of `base_url`: begins and ends with `/`.
    pub base_path: String,
    /// `site.toml`, with what the command line says instead.
    pub config: Arc<SiteConfig>,
    /// `editor` of `site.toml`: the template of the address that opens a file in it.
    pub editor: Option<String>,
    /// Pages that were parsed, and not remembered.
    pub parsed: usize,
}

impl Built {
    /// Questions in the course.
    pub fn item_count(&self) -> usize {
        self.course.pages.iter().map(|page| page.items).sum()
    }
}

/// Builds the site.
pub fn build(inputs: &Inputs, options: &BuildOptions, memo: &mut Memo) -> Outcome<Built> {
    build_with(inputs, options, memo, &Silent)
}

/// The same, for somebody who waits.
pub fn build_with(inputs: &Inputs, options: &BuildOptions, memo: &mut Memo, progress: &dyn Progress) -> Outcome<Built> {
    let mut diagnostics = Vec::new();
    let Some(mut config) = read_config(inputs, &mut diagnostics) else {
        let built = Built { base_path: "/".to_owned(), ..Built::default() };
        return Outcome { value: built, diagnostics };
    };
    if let Some(base_url) = &options.base_url {
        config.base_url = Some(base_url.clone());
    }
    config.search &= !options.no_search;
    let parse = ParseOptions { html: config.html, facilitator: options.facilitator };
    // Neither looks at the other, and the theme is read on one core.
    let Memo { pages, arranged, references, theme, citing: known_citing, once } = memo;
    let (parsed, theme) = rayon::join(
        || parse_pages(inputs, parse, pages, progress),
        || load_theme(inputs, &config.theme, config.theme_span, theme),
    );
    let theme = theme.collect(&mut diagnostics);
    progress.begin(Stage::Assemble, pages.len());
    diagnostics.reserve(pages.iter().map(|page| page.diagnostics.len()).sum());
    diagnostics.reserve_exact(pages.iter().map(|page| page.diagnostics.len()).sum());
    for page in pages.iter_mut() {
        let found = &mut page.diagnostics;
        diagnostics.extend(if *once { std::mem::take(found) } else { found.clone() });
    }
    let pages = pages.iter().map(CachedPage::source).collect();
    let terms = read_glossary(inputs, &mut diagnostics);
    let attachments = attachments(inputs, &config.allowed_files, &mut diagnostics);
    let references = read_references(inputs, references, &mut diagnostics);
    let material = CourseInput { config: &config, pages, attachments, terms, references, drafts: options.drafts };
    let course = assemble(material, arranged).collect(&mut diagnostics);
    progress.begin(Stage::Check, course.pages.len());
    diagnostics.extend(check::check(&course));
    check::weigh(&mut diagnostics, &config.items);
    let base_path = config.base_url.as_ref().map_or_else(|| "/".to_owned(), |base| base.path.clone());
    let editor = config.editor.clone();
    let config = Arc::new(config);
    let appearance = Appearance { theme, citing: citing(&config, known_citing) };
    let site = render::site(&course, &config, &appearance, inputs, options.facilitator);
    Outcome { value: Built { site, course, base_path, config, editor, parsed }, diagnostics }
}

/// Makes every page of a site and keeps none: what is wrong in templates and with the files, once for each place.
pub fn faults<'a>(site: impl Into<Finished<'a>>, progress: &dyn Progress) -> Vec<Diagnostic> {
    let site = site.into();
    progress.begin(Stage::Write, site.files.len());
    let made = site.files.par_iter().filter_map(|(path, file)| {
        let fault = site.make(path, file.prepare(path)).err().map(|fault| *fault);
        progress.step();
        fault
    });
    let mut faults: Vec<Diagnostic> = Vec::new();
    for fault in made.collect::<Vec<_>>() {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults
}

fn load_theme(
    inputs: &Inputs,
    name: &str,
    name_span: Option<Span>,
    cached: &mut Option<CachedTheme>,
) -> Outcome<Arc<Theme>> {
    let files = inputs.files.iter().filter(|(_, file)| file.role == FileRole::Theme);
    let files: Vec<_> = files.map(|(path, file)| (path, file.digest)).collect();
    let digest = Digest::of_value(&(files, name, name_span));
    let known = cached.take().filter(|known| known.digest == digest);
    let known = known.unwrap_or_else(|| {
        let Outcome { value, diagnostics } = Theme::load(inputs, name, name_span);
        CachedTheme { digest, theme: Arc::new(value), diagnostics }
    });
    let known = cached.insert(known);
    Outcome { value: Arc::clone(&known.theme), diagnostics: known.diagnostics.clone() }
}

/// The citation style, as the last build had it where it is the same.
fn citing(config: &SiteConfig, last: &mut Option<Arc<CitationStyle>>) -> Arc<CitationStyle> {
    let known = last.take().filter(|last| last.is(&config.citation_style, &config.language));
    let known = known.unwrap_or_else(|| Arc::new(CitationStyle::new(&config.citation_style, &config.language)));
    Arc::clone(last.insert(known))
}

/// `None` when there is no `site.toml`, which the snapshot has reported.
fn read_config(inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> Option<SiteConfig> {
    let (path, text) = texts(inputs, FileRole::Config).next()?;
    Some(config::parse(text, FileId::of(path)).collect(diagnostics))
}

/// Brings the remembered pages up to date; how many had to be parsed.
fn parse_pages(inputs: &Inputs, options: ParseOptions, cached: &mut Vec<CachedPage>, progress: &dyn Progress) -> usize {
    let mut before = std::mem::take(cached).into_iter().peekable();
    let (mut pages, mut stale) = (Vec::with_capacity(before.len()), Vec::new());
    for (path, text, file) in sources(inputs) {
        // Both are in the order of their paths: what is passed over is gone.
        while before.next_if(|page| page.path < *path).is_some() {}
        let known = before.next_if(|page| page.path == *path);
        let known = known.filter(|page| page.digest == file.digest && page.options == options);
        if known.is_none() {
            stale.push((pages.len(), path, text, file));
        }
        pages.push(known);
    }
    progress.begin(Stage::Parse, stale.len());
    let count = stale.len();
    let parse = |(at, path, text, source): (usize, &CoursePath, &Arc<str>, &InputFile)| {
        let Outcome { value: page, mut diagnostics } = content::parse(path, text, options);
        diagnostics.extend(check::page(&page.blocks, &page.outline));
        progress.step();
        let (path, file, front) = (path.clone(), FileId::of(path), Digest::of_value(&page.front));
        let (digest, is_index) = (source.digest, source.role == FileRole::Index);
        let diagnostics = diagnostics.into_boxed_slice();
        (at, CachedPage { path, file, is_index, digest, front, options, page, diagnostics })
    };
    for (at, page) in stale.into_par_iter().map(parse).collect::<Vec<_>>() {
        pages[at] = Some(page);
    }
    *cached = pages.into_iter().flatten().collect();
    count
}

/// The pages' texts by rising path.
fn sources(inputs: &Inputs) -> impl Iterator<Item = (&CoursePath, &Arc<str>, &InputFile)> {
    inputs.files.iter().filter(|(_, file)| file.role.is_page()).filter_map(|(path, file)| match &file.content {
        FileContent::Text(text) => Some((path, text, file)),
        FileContent::Bytes(_) => None,
    })
}

/// The works of every bibliography there is; a key stands in one of them only.
fn read_references(
    inputs: &Inputs,
    last: &mut Option<CachedReferences>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<BTreeMap<String, Reference>> {
    let with_role =
        |syntax, format| texts(inputs, FileRole::Bibliography(syntax)).map(move |(path, text)| (path, text, format));
    let yaml = with_role(BibliographySyntax::Yaml, BibliographyFormat::Yaml);
    let files: Vec<_> = yaml.chain(with_role(BibliographySyntax::BibTex, BibliographyFormat::Bib)).collect();
    let digest = Digest::of_value(&files.iter().map(|(path, text, _)| (path, text)).collect::<Vec<_>>());
    let known = last.take().filter(|last| last.digest == digest);
    let known = known.unwrap_or_else(|| {
        let Outcome { value: references, diagnostics } = library::references(&files);
        CachedReferences { digest, references: Arc::new(references), diagnostics }
    });
    diagnostics.extend(known.diagnostics.iter().cloned());
    Arc::clone(&last.insert(known).references)
}

fn read_glossary(inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Term> {
    library::glossary(&texts(inputs, FileRole::Glossary).collect::<Vec<_>>()).collect(diagnostics)
}

/// The files that are copied beside the pages; an error for each that is refused.
fn attachments(inputs: &Inputs, allowed: &AllowedFiles, diagnostics: &mut Vec<Diagnostic>) -> BTreeSet<CoursePath> {
    let (mut copied, mut refused) = (BTreeSet::new(), Vec::new());
    for (path, file) in &inputs.files {
        match file.role {
            FileRole::Refused(refusal) if !refusal.is_allowed(path, allowed) => refused.push((path, refusal)),
            FileRole::Attachment | FileRole::Refused(_) => _ = copied.insert(path.clone()),
            _ => {}
        }
    }
    diagnostics.extend(refusals(refused));
    copied
}

/// The texts that have a role, by rising path.
fn texts(inputs: &Inputs, role: FileRole) -> impl Iterator<Item = (&CoursePath, &str)> {
    inputs.files.iter().filter(move |(_, file)| file.role == role).filter_map(|(path, file)| match &file.content {
        FileContent::Text(text) => Some((path, &**text)),
        FileContent::Bytes(_) => None,
    })
}

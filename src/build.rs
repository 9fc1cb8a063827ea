//! The stages, composed: a snapshot of the course folder in, the site as data out.
//!
//! [`build`] is the only way to a site, for `build`, `check` and `serve` alike; [`Memo`] is what it may reuse. A memo
//! changes how long a build takes and never what it makes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::{Material, SourcePage, assemble};
use crate::check;
use crate::config::{self, BaseUrl, SiteConfig};
use crate::content::{self, ParseOptions, ParsedPage};
use crate::course::{Course, Term};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::input::{FileContent, Inputs};
use crate::progress::{Progress, Silent, Stage};
use crate::render;
use crate::site::Site;
use crate::source::{CoursePath, Digest, FileId};
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

/// What earlier builds made that a later one may reuse: each page's parse, by its source's digest, and the theme.
#[derive(Debug, Default)]
pub struct Memo {
    pages: Pages,
    theme: Option<RememberedTheme>,
}

/// Nothing goes by the order of this table.
type Pages = HashMap<FileId, Remembered>;

#[derive(Debug)]
struct Remembered {
    digest: Digest,
    options: ParseOptions,
    page: ParsedPage,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Debug)]
struct RememberedTheme {
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
    let parsed = parse_pages(inputs, parse, memo, progress);
    let remembered: Vec<_> =
        sources(inputs).filter_map(|(file, path, ..)| Some((path, memo.pages.get(&file)?))).collect();
    progress.begin(Stage::Assemble, remembered.len());
    diagnostics.extend(remembered.iter().flat_map(|(_, page)| page.diagnostics.iter().cloned()));
    let pages = remembered.iter().map(|(path, page)| SourcePage { path, digest: page.digest, parsed: &page.page });
    let pages = pages.collect();
    let terms = read_glossary(inputs, &mut diagnostics);
    let attachments = attachments(inputs);
    let material = Material { config: &config, pages, attachments, terms, drafts: options.drafts };
    let course = Arc::new(assemble(material).collect(&mut diagnostics));
    progress.begin(Stage::Check, course.pages.len());
    diagnostics.extend(check::check(&course));
    progress.begin(Stage::Theme, 1);
    let theme = load_theme(inputs, &config, memo, &mut diagnostics);
    let base_path = config.base_url.as_ref().map_or_else(|| "/".to_owned(), |base| base.path.clone());
    let editor = config.editor.clone();
    let site = render::site(&course, &Arc::new(config), &theme, inputs, options.facilitator);
    Outcome { value: Built { site, course, base_path, editor, parsed }, diagnostics }
}

/// Makes every page of a site and keeps none: what is wrong in templates, once for each place.
pub fn faults(site: &Site, progress: &dyn Progress) -> Vec<Diagnostic> {
    progress.begin(Stage::Write, site.len());
    let made = site.par_iter().filter_map(|(path, file)| {
        let fault = file.make(path).err().map(|fault| *fault);
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

fn load_theme(inputs: &Inputs, config: &SiteConfig, memo: &mut Memo, diagnostics: &mut Vec<Diagnostic>) -> Arc<Theme> {
    let files = inputs.files.iter().filter(|(path, _)| path.below("themes").is_some());
    let files: Vec<_> = files.map(|(path, file)| (path, file.digest)).collect();
    let digest = Digest::of_value(&(files, &config.theme, config.theme_span));
    let known = memo.theme.take().filter(|known| known.digest == digest);
    let known = known.unwrap_or_else(|| {
        let Outcome { value, diagnostics } = Theme::load(inputs, &config.theme, config.theme_span);
        RememberedTheme { digest, theme: Arc::new(value), diagnostics }
    });
    diagnostics.extend(known.diagnostics.iter().cloned());
    Arc::clone(&memo.theme.insert(known).theme)
}

/// `None` when there is no `site.toml`, which the snapshot has reported.
fn read_config(inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> Option<SiteConfig> {
    let path = CoursePath::new("site.toml");
    match &inputs.files.get(&path)?.content {
        FileContent::Text(text) => Some(config::parse(text, FileId::of(&path)).collect(diagnostics)),
        FileContent::Bytes(_) => None,
    }
}

/// Parses the pages that are not remembered; how many they were.
fn parse_pages(inputs: &Inputs, options: ParseOptions, memo: &mut Memo, progress: &dyn Progress) -> usize {
    let known = &mut memo.pages;
    let fresh = |file: &FileId, digest: Digest, known: &Pages| {
        known.get(file).is_some_and(|page| page.digest == digest && page.options == options)
    };
    let stale: Vec<_> = sources(inputs).filter(|(file, _, _, digest)| !fresh(file, *digest, known)).collect();
    progress.begin(Stage::Parse, stale.len());
    let parse = |(file, path, text, digest): (FileId, &CoursePath, &Arc<str>, Digest)| {
        let Outcome { value, mut diagnostics } = content::parse(path, text, options);
        diagnostics.extend(check::page(&value.outline));
        progress.step();
        (file, Remembered { digest, options, page: value, diagnostics })
    };
    let parsed: Vec<(FileId, Remembered)> = stale.into_par_iter().map(parse).collect();
    let count = parsed.len();
    known.extend(parsed);
    let there = sources(inputs).count();
    if known.len() > there {
        let there: HashSet<FileId> = sources(inputs).map(|(file, ..)| file).collect();
        known.retain(|file, _| there.contains(file));
    }
    count
}

/// The pages' texts by rising path.
fn sources(inputs: &Inputs) -> impl Iterator<Item = (FileId, &CoursePath, &Arc<str>, Digest)> {
    inputs.files.iter().filter(|(path, _)| is_page(path)).filter_map(|(path, file)| match &file.content {
        FileContent::Text(text) => Some((FileId::of(path), path, text, file.digest)),
        FileContent::Bytes(_) => None,
    })
}

fn is_page(path: &CoursePath) -> bool {
    path.below("content").is_some() && path.stem_and_extension().1 == "md"
}

/// The glossary's two possible names.
const GLOSSARIES: [&str; 2] = ["content/glossary.yaml", "content/glossary.yml"];
/// Files in `content` that are read rather than copied.
const DATA: [&str; 5] =
    [GLOSSARIES[0], GLOSSARIES[1], "content/references.yaml", "content/references.yml", "content/references.bib"];

fn read_glossary(inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Term> {
    for name in GLOSSARIES {
        let path = CoursePath::new(name);
        if let Some(FileContent::Text(text)) = inputs.files.get(&path).map(|file| &file.content) {
            return content::glossary(text, FileId::of(&path)).collect(diagnostics);
        }
    }
    BTreeMap::new()
}

fn attachments(inputs: &Inputs) -> BTreeSet<CoursePath> {
    let copied =
        |path: &&CoursePath| path.below("content").is_some() && !is_page(path) && !DATA.contains(&path.as_str());
    inputs.files.keys().filter(copied).cloned().collect()
}

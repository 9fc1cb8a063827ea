//! The stages, composed: a snapshot of the course folder in, the site as data out.
//!
//! [`build`] is the only way to a site, for `build`, `check` and `serve` alike; [`Memo`] is what it may reuse. A memo
//! changes how long a build takes and never what it makes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::{Material, assemble};
use crate::check;
use crate::config::{self, BaseUrl, SiteConfig};
use crate::content::{self, ParseOptions, ParsedPage};
use crate::course::{Course, Term, items};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::input::{FileContent, Inputs};
use crate::render;
use crate::site::Site;
use crate::source::{CoursePath, Digest, FileId};
use crate::theme::Theme;

/// What the command line asks of a build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// In place of `base_url`.
    pub base_url: Option<BaseUrl>,
    /// Whether drafts are part of the course.
    pub drafts: bool,
    /// Whether this is the facilitator's edition.
    pub facilitator: bool,
    /// Whether the site goes without a search index.
    pub no_search: bool,
    /// Whether the site is wanted, or the findings alone.
    pub check_only: bool,
}

/// What earlier builds made that a later one may reuse: each page's parse, by its source's digest.
#[derive(Debug, Default)]
pub struct Memo {
    pages: BTreeMap<CoursePath, Remembered>,
}

#[derive(Debug, Clone)]
struct Remembered {
    digest: Digest,
    options: ParseOptions,
    page: Arc<ParsedPage>,
    diagnostics: Vec<Diagnostic>,
}

/// A finished build.
#[derive(Debug, Clone, Default)]
pub struct Built {
    /// The files of the site; empty when there were errors.
    pub site: Site,
    /// The course as understood.
    pub course: Arc<Course>,
    /// The path of `base_url`: begins and ends with `/`.
    pub base_path: String,
    /// `editor` of `site.toml`: the template of the address that opens a file in it.
    pub editor: Option<String>,
}

impl Built {
    /// Questions in the course.
    pub fn item_count(&self) -> usize {
        self.course.pages.iter().map(|page| items(&page.blocks).len()).sum()
    }
}

/// Builds the site. With errors among the diagnostics the site is empty.
pub fn build(inputs: &Inputs, options: &BuildOptions, memo: &mut Memo) -> Outcome<Built> {
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
    let pages = parse_pages(inputs, parse, memo, &mut diagnostics);
    let terms = read_glossary(inputs, &mut diagnostics);
    let attachments = attachments(inputs);
    let material = Material { config: &config, pages, attachments, terms, drafts: options.drafts };
    let course = assemble(material).collect(&mut diagnostics);
    diagnostics.extend(check::check(&course));
    let theme = Theme::load(inputs, &config.theme, config.theme_span).collect(&mut diagnostics);
    let mut site = Site::new();
    if !options.check_only || !diagnostics.iter().any(Diagnostic::is_error) {
        site = render::site(&course, &config, &theme, inputs, options.facilitator).collect(&mut diagnostics);
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        site = Site::new();
    }
    let base_path = config.base_url.map_or_else(|| "/".to_owned(), |base| base.path);
    Outcome { value: Built { site, course: Arc::new(course), base_path, editor: config.editor }, diagnostics }
}

/// `None` when there is no `site.toml`, which the snapshot has reported.
fn read_config(inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> Option<SiteConfig> {
    let path = CoursePath::new("site.toml");
    match &inputs.files.get(&path)?.content {
        FileContent::Text(text) => Some(config::parse(text, FileId::of(&path)).collect(diagnostics)),
        FileContent::Bytes(_) => None,
    }
}

fn parse_pages(
    inputs: &Inputs,
    options: ParseOptions,
    memo: &mut Memo,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<CoursePath, (Arc<ParsedPage>, Digest)> {
    let known = &memo.pages;
    let sources: Vec<_> = inputs
        .files
        .iter()
        .filter(|(path, _)| is_page(path))
        .filter_map(|(path, file)| match &file.content {
            FileContent::Text(text) => Some((path, text, file.digest)),
            FileContent::Bytes(_) => None,
        })
        .collect();
    let parsed: BTreeMap<CoursePath, Remembered> = sources
        .into_par_iter()
        .map(|(path, text, digest)| {
            let fresh = |page: &&Remembered| page.digest == digest && page.options == options;
            let page = known.get(path).filter(fresh).cloned().unwrap_or_else(|| {
                let Outcome { value, diagnostics } = content::parse(path, text, options);
                Remembered { digest, options, page: Arc::new(value), diagnostics }
            });
            (path.clone(), page)
        })
        .collect();
    diagnostics.extend(parsed.values().flat_map(|page| page.diagnostics.iter().cloned()));
    let pages = parsed.iter().map(|(path, page)| (path.clone(), (Arc::clone(&page.page), page.digest))).collect();
    memo.pages = parsed;
    pages
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

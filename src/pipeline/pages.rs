//! The parsed pages, kept from build to build.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::{SourcePage, title_of_folder};
use crate::check::privacy::{PrivacyScan, Scanned};
use crate::check::{self, Levels, weighed};
use crate::config::{Privacy, SiteConfig};
use crate::content::{self, ParseOptions, ParsedPage, SharedTexts, Uses, WholePage};
use crate::course::{Facets, FrontMatter};
use crate::diagnostic::{Code, Diagnostic, Place, placed};
use crate::input::roles::CONTENT;
use crate::input::{FileContent, FileRole, InputFile, Inputs};
use crate::privacy::DenyList;
use crate::progress::{Progress, Stage};
use crate::source::{CoursePath, Digest, DigestSum, FileId, Origin};

use super::shared::ChangedNames;

/// Every page of a course, drafts too.
#[derive(Debug, Default)]
pub(super) struct ParsedPages {
    by_path: BTreeMap<CoursePath, CachedPage>,
    options: Option<(ParseOptions, Privacy, Option<Arc<DenyList>>)>,
    levels: Levels,
    /// Of all front matter.
    pub(super) fronts: Fronts,
    /// Of all bodies.
    pub(super) facets: Facets,
    /// Questions on all pages.
    pub(super) items: usize,
    /// Index pages that nobody wrote: a module's folder without one has one by its name.
    made: BTreeSet<CoursePath>,
    /// Whether texts are let go once they are parsed: there will be no other build of them.
    pub(super) lets_texts_go: bool,
    /// Whether pages are read as if nobody had written the parts that this edition leaves out.
    pub(super) forgets_withheld: bool,
}

#[derive(Debug)]
struct CachedPage {
    file: FileId,
    is_index: bool,
    digest: Digest,
    fronts: Fronts,
    facets: Facets,
    page: ParsedPage,
    /// At the places where it was written.
    diagnostics: Arc<[Diagnostic]>,
    /// What of the values and includes of the course it was made from, and where its pieces were written.
    uses: Uses,
    origin: Option<Arc<Origin>>,
    privacy: Option<PrivacyScan>,
    /// Whether there is no file of it.
    is_made: bool,
}

/// The front matter of pages, as digests.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fronts {
    /// Of all of it.
    pub(super) whole: DigestSum,
    /// Of what gives pages their places.
    pub(super) places: DigestSum,
    /// Of where in the files that stands.
    pub(super) spans: DigestSum,
}

impl Fronts {
    fn of(file: FileId, is_index: bool, front: &FrontMatter) -> Self {
        let sum = |digest: Digest| DigestSum::of(Digest::of_value(&(file, is_index, digest)));
        let (whole, places, spans) = (Digest::of_value(front), front.place_digest(), front.span_digest());
        Self { whole: sum(whole), places: sum(places), spans: sum(spans) }
    }

    fn add(&mut self, page: &Self) {
        self.whole.add(page.whole);
        self.places.add(page.places);
        self.spans.add(page.spans);
    }

    fn remove(&mut self, page: &Self) {
        self.whole.remove(page.whole);
        self.places.remove(page.places);
        self.spans.remove(page.spans);
    }
}

/// What became of the pages.
#[derive(Debug, Default)]
pub(super) struct Updated {
    /// Pages that are other, new or gone, by rising path.
    pub(super) changed: Vec<CoursePath>,
    /// How many were parsed.
    pub(super) parsed: usize,
    /// What is found in those that are other, each by itself, at the places where it was written.
    pub(super) findings: Vec<(FileId, Arc<[Diagnostic]>)>,
    /// Of those that are other, where their pieces were written, where some stand in other files.
    pub(super) origins: Vec<(FileId, Option<Arc<Origin>>)>,
}

impl ParsedPages {
    /// Brings the pages up to date, given those that are other than last time.
    pub(super) fn update(
        &mut self,
        changed: Vec<(CoursePath, Option<&InputFile>)>,
        (inputs, shared, names): (&Inputs, &SharedTexts, &ChangedNames),
        (options, config, deny_list): (ParseOptions, &SiteConfig, Option<&Arc<DenyList>>),
        progress: &dyn Progress,
    ) -> Updated {
        let (mut findings, mut origins) = (Vec::new(), Vec::new());
        let (levels, privacy) = (&config.items, &config.privacy);
        let read_as = Some((options.clone(), privacy.clone(), deny_list.cloned()));
        let is_read_alike = self.options.is_none() || self.options == read_as;
        let changed = if is_read_alike { self.with_users(changed, names, inputs) } else { self.every_page(inputs) };
        self.options = read_as;
        let stale: Vec<(&CoursePath, &InputFile)> =
            changed.iter().filter_map(|(path, file)| Some((path, (*file)?))).collect();
        progress.begin(Stage::Parse, stale.len());
        let (lets_texts_go, forgets_withheld) = (self.lets_texts_go, self.forgets_withheld);
        let parse = |(path, file): &(&CoursePath, &InputFile)| {
            let FileContent::Page(text) = &file.content else { return None };
            let written = text.get()?;
            let rest = forgets_withheld.then(|| content::without_withheld(path, &written, shared, &options)).flatten();
            let page = CachedPage::parse(
                (path, rest.as_deref().unwrap_or(&written)),
                file,
                (options.clone(), shared),
                (privacy, deny_list.map(|list| &**list)),
            );
            if lets_texts_go {
                text.let_go();
            }
            progress.step();
            Some(((*path).clone(), page))
        };
        let parsed: Vec<Option<(CoursePath, CachedPage)>> = stale.par_iter().map(parse).collect();
        let count = parsed.len();
        let is_other = changed.iter().any(|(path, file)| file.is_some() != self.by_path.contains_key(path));
        for (path, file) in &changed {
            if file.is_none() {
                self.take_out(path);
                findings.push((FileId::of(path), Arc::from([])));
                origins.push((FileId::of(path), None));
            }
        }
        if self.levels != *levels {
            self.levels.clone_from(levels);
            findings.extend(self.by_path.values().map(|page| (page.file, page.weighed(levels))));
        }
        for (path, page) in parsed.into_iter().flatten() {
            findings.push((page.file, page.weighed(levels)));
            origins.push((page.file, page.origin.clone()));
            self.put(path, page);
        }
        let mut changed: Vec<CoursePath> = changed.into_iter().map(|(path, _)| path).collect();
        if is_other || !is_read_alike {
            for path in self.make_indexes(&options) {
                let found = self.by_path.get(&path).map(|page| page.weighed(levels)).unwrap_or_default();
                findings.push((FileId::of(&path), found));
                changed.push(path);
            }
            changed.sort_unstable();
            changed.dedup();
        }
        Updated { changed, parsed: count, findings, origins }
    }

    /// Gives each folder of pages without an index page one, and takes those away that are no longer needed; the paths of both.
    fn make_indexes(&mut self, options: &ParseOptions) -> Vec<CoursePath> {
        let (mut has, mut all) = (BTreeSet::new(), BTreeSet::new());
        for (path, page) in self.by_path.iter().filter(|(_, page)| !page.is_made) {
            let Some((folder, _)) = path.below(CONTENT).and_then(|below| below.rsplit_once('/')) else { continue };
            let around = folder.match_indices('/').map(|(at, _)| &folder[..at]);
            all.extend(around.chain([folder]));
            if page.is_index {
                has.insert(folder);
            }
        }
        let path = |folder: &&str| CoursePath::new(&format!("{CONTENT}/{folder}/_index.md"));
        let wanted: BTreeSet<CoursePath> = all.difference(&has).map(path).collect();
        let stale: Vec<CoursePath> = self.made.difference(&wanted).cloned().collect();
        let fresh: Vec<CoursePath> = wanted.difference(&self.made).cloned().collect();
        for path in &stale {
            self.take_out(path);
        }
        for path in &fresh {
            self.put(path.clone(), CachedPage::made(path, options.clone()));
            self.made.insert(path.clone());
        }
        stale.into_iter().chain(fresh).collect()
    }

    /// Some changed pages, and those that are made of shared texts with these names.
    fn with_users<'i>(
        &self,
        changed: Vec<(CoursePath, Option<&'i InputFile>)>,
        names: &ChangedNames,
        inputs: &'i Inputs,
    ) -> Vec<(CoursePath, Option<&'i InputFile>)> {
        if names.is_empty() {
            return changed;
        }
        let mut all: BTreeMap<CoursePath, Option<&InputFile>> = changed.into_iter().collect();
        for (path, _) in self.by_path.iter().filter(|(_, page)| names.are_in(&page.uses)) {
            if let Some(file) = inputs.files.get(path) {
                all.insert(path.clone(), Some(file));
            }
        }
        all.into_iter().collect()
    }

    /// Every page that there is, and those that are gone.
    fn every_page<'i>(&self, inputs: &'i Inputs) -> Vec<(CoursePath, Option<&'i InputFile>)> {
        let mut all: BTreeMap<CoursePath, Option<&InputFile>> =
            self.by_path.keys().map(|path| (path.clone(), None)).collect();
        let pages = inputs.files.iter().filter(|(_, file)| file.role.is_page());
        all.extend(pages.map(|(path, file)| (path.clone(), Some(file))));
        all.into_iter().collect()
    }

    fn put(&mut self, path: CoursePath, page: CachedPage) {
        self.take_out(&path);
        self.fronts.add(&page.fronts);
        self.facets.add(&page.facets);
        self.items += page.page.outline.items;
        self.by_path.insert(path, page);
    }

    fn take_out(&mut self, path: &CoursePath) {
        self.made.remove(path);
        let Some(page) = self.by_path.remove(path) else { return };
        self.fronts.remove(&page.fronts);
        self.facets.remove(&page.facets);
        self.items -= page.page.outline.items;
    }

    /// Every page by rising path.
    pub(super) fn sources(&self) -> impl Iterator<Item = SourcePage<'_>> {
        self.by_path.iter().map(|(path, page)| page.source(path))
    }

    pub(super) fn source(&self, path: &CoursePath) -> Option<SourcePage<'_>> {
        self.by_path.get_key_value(path).map(|(path, page)| page.source(path))
    }

    /// What was found of persons in every page.
    pub(super) fn scans(&self) -> impl Iterator<Item = Scanned<'_>> {
        self.by_path.values().map(|page| (page.file, page.privacy.as_ref()))
    }

    /// What was found of persons in a page, which may be gone.
    pub(super) fn scan(&self, path: &CoursePath) -> Scanned<'_> {
        (FileId::of(path), self.by_path.get(path).and_then(|page| page.privacy.as_ref()))
    }

    /// How many pages there are.
    pub(super) fn len(&self) -> usize {
        self.by_path.len()
    }
}

impl CachedPage {
    fn parse(
        (path, text): (&CoursePath, &str),
        source: &InputFile,
        (options, shared): (ParseOptions, &SharedTexts),
        (privacy, deny_list): (&Privacy, Option<&DenyList>),
    ) -> Self {
        let WholePage { parsed: page, mut diagnostics, whole } = content::parse_whole(path, text, shared, options);
        diagnostics.extend(check::page(&page.blocks, &page.outline));
        let scan = PrivacyScan::of((path, &whole.text), &page, privacy, deny_list);
        if let Some(scan) = scan.as_ref().filter(|_| privacy.strip_metadata) {
            diagnostics.retain(|finding| !scan.says_the_same(finding));
        }
        if let Some(origin) = &whole.origin {
            diagnostics = diagnostics.iter().map(|finding| placed(finding, &|_| Some(origin))).collect();
        }
        diagnostics.extend(whole.diagnostics);
        let (file, is_index) = (FileId::of(path), source.role == FileRole::Index);
        let is_alone = whole.uses == Uses::default();
        let made_from = || Digest::of_value(&(source.digest, &*whole.text, &whole.origin, &page.front));
        Self {
            file,
            is_index,
            digest: if is_alone { source.digest } else { made_from() },
            privacy: scan,
            fronts: Fronts::of(file, is_index, &page.front),
            facets: Facets::of(path, &page.front, &page.blocks, &page.outline),
            page,
            diagnostics: diagnostics.into(),
            uses: whole.uses,
            origin: whole.origin,
            is_made: false,
        }
    }

    /// The index page of a module's folder that has none.
    fn made(path: &CoursePath, options: ParseOptions) -> Self {
        let title = title_of_folder(path.folder().rsplit('/').next().unwrap_or_default());
        let text = format!("---\ntitle: \"{}\"\n---\n", title.replace('\\', "\\\\").replace('"', "\\\""));
        let page = content::parse(path, &text, options).value;
        let file = FileId::of(path);
        Self {
            file,
            is_index: true,
            digest: Digest::of(text.as_bytes()),
            privacy: None,
            fronts: Fronts::of(file, true, &page.front),
            facets: Facets::of(path, &page.front, &page.blocks, &page.outline),
            diagnostics: Arc::from([no_index(path, &title)]),
            page,
            uses: Uses::default(),
            origin: None,
            is_made: true,
        }
    }

    fn weighed(&self, levels: &Levels) -> Arc<[Diagnostic]> {
        if levels.is_empty() { Arc::clone(&self.diagnostics) } else { weighed(self.diagnostics.to_vec(), levels) }
    }

    fn source<'a>(&'a self, path: &'a CoursePath) -> SourcePage<'a> {
        let Self { file, is_index, digest, page, is_made, .. } = self;
        SourcePage { path, file: *file, is_index: *is_index, is_made: *is_made, digest: *digest, parsed: page }
    }
}

fn no_index(path: &CoursePath, title: &str) -> Diagnostic {
    let folder = CoursePath::new(path.folder());
    let below = folder.below(CONTENT).unwrap_or(folder.name());
    let kind = if below.contains('/') { "folder" } else { "module" };
    let message = format!("the {kind} `{below}` has no index page, and is called \"{title}\" after its folder");
    let help = format!("write `{path}` with the {kind}'s title: `attune new module {below}` does it");
    Diagnostic::at(Code::ModuleNoIndex, Place::File(folder.clone()), message).help(help)
}

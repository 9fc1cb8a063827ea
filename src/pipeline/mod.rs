//! The stages, composed: a snapshot of the course folder in, the site as data out.
//!
//! [`build`] is the only way to a site, for `build`, `check` and `serve` alike; [`Memo`] is what it may reuse. A memo
//! changes how long a build takes and never what it makes. What is other than in the build before is found by comparing the
//! snapshots, which share what is the same ([`files`]); each stage then looks again at what reads of that.

mod attachments;
mod captions;
mod drawings;
mod faults;
mod files;
mod left_out;
mod library;
mod pages;
mod privacy;
mod shared;
mod shown_files;
mod theme;

pub(crate) use faults::faults;
pub(crate) use privacy::reviewed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::assemble::{self, ArrangedCourse, CourseInput};
use crate::check::privacy::{CachedPrivacy, Known};
use crate::check::{CachedRules, Changed, Checked, Read};
use crate::config::{self, AddressForm, BaseUrl, SiteConfig};
use crate::content::ParseOptions;
use crate::course::{Course, Reference, Term, Typography, address_names};
use crate::diagnostic::{Diagnostic, Findings, FoundIn, Outcome};
use crate::input::roles::refusals;
use crate::input::{FileRole, Inputs, Refusal};
use crate::privacy::DenyList;
use crate::progress::{Progress, Silent, Stage};
use crate::render::{self, Appearance, Book, CachedSite, CitationStyle, Edition};
use crate::site::Site;
use crate::source::{CoursePath, Digest, DigestSum, FileId};
use crate::theme::Theme;

use attachments::LookedFiles;
use captions::WithPlayers;
use drawings::Drawings;
use files::CourseFiles;
use left_out::LeftOut;
use library::read_library;
use pages::ParsedPages;
use shared::Shared;
use theme::load_theme;

/// What the command line asks of a build.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct BuildOptions {
    /// In place of `base_url`.
    pub base_url: Option<BaseUrl>,
    /// In place of `addresses`.
    pub addresses: Option<AddressForm>,
    /// Whether drafts are part of the course.
    pub drafts: bool,
    /// Whether this is the facilitator's edition.
    pub facilitator: bool,
    /// Whether the site goes without a search index.
    pub no_search: bool,
    /// The day of the build, after which exceptions end that an author gave an end; without one none does.
    pub today: Option<Date>,
}

/// What a build made that a later one may reuse, each by a digest of everything that it was made from.
#[derive(Debug, Default)]
pub struct Memo {
    files: CourseFiles,
    pages: ParsedPages,
    shared: Shared,
    drawings: Drawings,
    looked: LookedFiles,
    config: Option<Kept<SiteConfig>>,
    terms: Option<Kept<BTreeMap<String, Term>>>,
    references: Option<Kept<BTreeMap<String, Reference>>>,
    theme: Option<Kept<Theme>>,
    citing: Option<Arc<CitationStyle>>,
    arranged: Option<ArrangedCourse>,
    left_out: Option<LeftOut>,
    /// Of where in the files that stands what `arranged` reports.
    spans: DigestSum,
    rules: CachedRules,
    privacy: CachedPrivacy,
    known: Option<Kept<Known>>,
    captions: Option<Kept<()>>,
    players: Option<WithPlayers>,
    /// What the deny list says of files that are no pages, and what pictures tell that are written into them.
    denied: Option<Kept<()>>,
    embedded: Option<Kept<()>>,
    /// What takes long to load on a phone.
    shown_files: Option<Kept<BTreeSet<CoursePath>>>,
    site: Option<CachedSite>,
    findings: Findings,
    /// What must stand nowhere.
    deny_list: Option<Arc<DenyList>>,
}

impl Memo {
    /// That of a build after which there is no other: pages' texts are let go once they are parsed.
    pub fn of_one_build() -> Self {
        let mut memo = Self::default();
        memo.pages.lets_texts_go = true;
        memo
    }

    /// That of a build of pages as if nobody had written the parts that an edition leaves out.
    pub(crate) fn without_withheld() -> Self {
        let mut memo = Self::default();
        memo.pages.forgets_withheld = true;
        memo
    }

    /// What must stand nowhere.
    pub(crate) fn denied(&self) -> Option<Arc<DenyList>> {
        self.deny_list.clone()
    }

    /// From the next build on, the terms of this list must stand nowhere.
    pub(crate) fn deny(&mut self, list: Option<Arc<DenyList>>) {
        self.deny_list = list;
    }
}

/// A value with what was found in it, by a digest of what it was made from.
#[derive(Debug)]
struct Kept<T> {
    digest: Digest,
    value: Arc<T>,
    diagnostics: Arc<[Diagnostic]>,
}

/// The value as it was `last` made, or made now.
fn kept<T>(last: &mut Option<Kept<T>>, digest: Digest, make: impl FnOnce() -> Outcome<T>) -> &Kept<T> {
    let known = last.take().filter(|last| last.digest == digest);
    let known = known.unwrap_or_else(|| {
        let Outcome { value, diagnostics } = make();
        Kept { digest, value: Arc::new(value), diagnostics: diagnostics.into() }
    });
    last.insert(known)
}

/// A finished build.
#[derive(Debug, Clone, Default)]
pub struct Built {
    /// The files of the site. Pages are made when they are asked for, and what is wrong in a template is found then
    /// ([`crate::Report::template_faults`]). Where there were errors, nobody must see it.
    pub site: Site,
    /// Everything that was found on the way.
    pub findings: Findings,
    /// The course as understood.
    pub course: Arc<Course>,
    /// The path of `base_url`: begins and ends with `/`.
    pub base_path: String,
    /// `site.toml`, with what the command line says instead.
    pub config: Arc<SiteConfig>,
    /// Whether the course brings templates or words of its own, in which there may be faults.
    pub has_own_theme: bool,
    /// Questions in the course.
    pub items: usize,
    /// What had to be done, and was not remembered.
    pub work: Work,
}

/// How much a build did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Pages of which the Markdown was read.
    pub parsed: usize,
    /// What rules looked at.
    pub checked: Checked,
    /// Pages that were put in a place of their own, and not taken from the course before.
    pub placed: usize,
    /// Files that were put into the table of the site's files, or taken out of it.
    pub listed: usize,
}

/// Builds the site.
pub fn build(inputs: &Inputs, options: &BuildOptions, memo: &mut Memo) -> Built {
    build_with(inputs, options, memo, &Silent)
}

/// The same, for somebody who waits.
pub fn build_with(inputs: &Inputs, options: &BuildOptions, memo: &mut Memo, progress: &dyn Progress) -> Built {
    let changed = memo.files.update(inputs);
    let Some(config) = read_config(inputs, options, memo) else {
        // The snapshot has said that there is no `site.toml`. What is known is of a course that had one.
        let (deny_list, lets_texts_go) = (memo.deny_list.take(), memo.pages.lets_texts_go);
        *memo = Memo { deny_list, ..Memo::default() };
        memo.pages.lets_texts_go = lets_texts_go;
        return Built { base_path: "/".to_owned(), ..Built::default() };
    };
    let typography = Typography::of_course(&config.language, config.smart);
    let SiteConfig { html, math, highlight, ref containers, .. } = *config;
    let containers = containers.clone();
    let parse = ParseOptions { html, facilitator: options.facilitator, typography, containers, math, highlight };
    let Memo { files, pages, theme, findings, deny_list, shared, .. } = memo;
    let names = shared.update(files, inputs, &config.values);
    // Neither looks at the other, and the theme is read on one core.
    let (updated, (theme, of_theme)) = rayon::join(
        || pages.update(changed, (inputs, &shared.texts, &names), (parse, &config, deny_list.as_ref()), progress),
        || load_theme(inputs, files, &config, theme),
    );
    findings.put(FoundIn::Whole("theme"), of_theme);
    for (page, origin) in updated.origins {
        findings.set_origin(page, origin);
    }
    for (page, found) in updated.findings {
        findings.put_placed(FoundIn::Page(page), found);
    }
    progress.begin(Stage::Assemble, pages.len());
    let references = read_library(inputs, memo);
    let (_, bytes) = memo.files.beside_digests();
    let found = memo.drawings.update(&memo.files, inputs, (&config.allowed_files, bytes));
    memo.findings.put(FoundIn::Whole("drawings"), found);
    let (course, read) = assemble(&config, options, memo, &updated.changed, references);
    let config = captions::with_players(config, (&course, read.order), memo);
    captions::update(&config, &course, memo, inputs);
    shown_files::update(&course, memo, inputs);
    progress.begin(Stage::Check, course.pages.len());
    let changed = Changed { course: &course, read, files: &updated.changed };
    let checked = memo.rules.check(&changed, &config.items, &mut memo.findings);
    privacy::check(&config, options, memo, (inputs, &updated.changed));
    let appearance = Appearance { theme, citing: citing(&config, &mut memo.citing) };
    let (key, beside) = site_keys(&read, options, memo);
    let (drawings, stripped) = (memo.drawings.published(), memo.looked.stripped());
    let edition = Edition { inputs, drawings, stripped, facilitator: options.facilitator, key, beside };
    let (site, listed) = render::site(&course, &config, &appearance, edition, &mut memo.site);
    let site = site.inspected_by(privacy::inspections((inputs, options), &course, memo));
    let base_path = config.base_url.as_ref().map_or_else(|| "/".to_owned(), |base| base.path.clone());
    let (findings, items) =
        (memo.findings.clone(), memo.pages.items - memo.left_out.as_ref().map_or(0, |left_out| left_out.items));
    let has_own_theme = memo.files.has(FileRole::Theme);
    let placed = memo.arranged.as_ref().map_or(0, |arranged| arranged.placed);
    let work = Work { parsed: updated.parsed, checked, placed, listed };
    Built { site, findings, course, base_path, config, has_own_theme, items, work }
}

/// The course as it was last built, as a book; `None` before the first build, and where there is no `site.toml`.
pub(crate) fn book(memo: &Memo) -> Option<Book> {
    memo.site.as_ref().map(CachedSite::book)
}

/// `site.toml` with what the command line says instead; `None` when there is none.
fn read_config(inputs: &Inputs, options: &BuildOptions, memo: &mut Memo) -> Option<Arc<SiteConfig>> {
    let is_config = |role| role == FileRole::Config;
    let (path, text, _) = memo.files.texts(inputs, is_config).pop()?;
    let digest =
        Digest::of_value(&(memo.files.digest(is_config), &options.base_url, options.addresses, options.no_search));
    let config = kept(&mut memo.config, digest, || {
        config::parse(text, FileId::of(path)).map(|mut config| {
            if let Some(base_url) = &options.base_url {
                config.base_url = Some(base_url.clone());
            }
            config.addresses = options.addresses.or(config.addresses);
            config.search &= !options.no_search;
            set_texts(&mut config);
            config
        })
    });
    memo.findings.put(FoundIn::Whole("configuration"), Arc::clone(&config.diagnostics));
    Some(Arc::clone(&config.value))
}

/// Gives the course's own texts the quotation marks of its language.
fn set_texts(config: &mut SiteConfig) {
    let typography = Typography::of_course(&config.language, config.smart);
    let kinds = config.kinds.values_mut().flat_map(|kind| [&mut kind.label, &mut kind.plural, &mut kind.summary]);
    for text in kinds.chain([&mut config.title, &mut config.description]) {
        *text = typography.set(text).into_owned();
    }
    config.containers.set_labels(|label| typography.set(label).into_owned());
}

/// The citation style, as the last build had it where it is the same.
fn citing(config: &SiteConfig, last: &mut Option<Arc<CitationStyle>>) -> Arc<CitationStyle> {
    let known = last.take().filter(|last| last.is(&config.citation_style, &config.language));
    let known = known.unwrap_or_else(|| Arc::new(CitationStyle::new(&config.citation_style, &config.language)));
    Arc::clone(last.insert(known))
}

/// The course, and digests of what rules read of it.
fn assemble(
    config: &SiteConfig,
    options: &BuildOptions,
    memo: &mut Memo,
    changed: &[CoursePath],
    (references, unread): (Arc<BTreeMap<String, Reference>>, BTreeSet<String>),
) -> (Arc<Course>, Read) {
    let (beside, _) = memo.files.beside_digests();
    let (fronts, of_terms) = (memo.pages.fronts, digest(memo.terms.as_ref()));
    let named = (&config.footer, &config.image, config.certificate.as_ref().map(|certificate| &certificate.requires));
    let order = Digest::of_value(&(
        fronts.places,
        (&config.kinds, address_names(&config.language)),
        &config.allowed_files,
        named,
        of_terms,
        beside,
        edition(options),
    ));
    let known = match memo.arranged.take() {
        // What is wrong with the order is said of places in files.
        Some(mut known) if known.key == order && (known.diagnostics.is_empty() || memo.spans == fronts.spans) => {
            changed.iter().filter_map(|path| memo.pages.source(path)).for_each(|page| known.fill(&page));
            known.placed = 0;
            known
        }
        last => arrange(config, options, memo, order, last),
    };
    memo.spans = fronts.spans;
    let left_out = LeftOut::update(&mut memo.left_out, known.left_out(), changed, &memo.pages);
    let read = Read {
        order,
        fronts: fronts.whole,
        spans: fronts.spans,
        ground: known.ground,
        teaching: known.teaching,
        references: digest(memo.references.as_ref()),
        left_out: left_out.read,
        facets: memo.pages.facets,
    };
    let messages = memo.theme.as_ref().map(|theme| theme.value.messages(&config.language));
    let glossary_title = messages.and_then(|messages| messages.get("glossary")).map_or("", String::as_str).into();
    let (left_out, cited_in_left_out) = (Arc::clone(&left_out.pages), Arc::clone(&left_out.cited));
    let picture_sizes = memo.drawings.sizes();
    let drawings = memo.drawings.inline();
    let unread = Arc::new(unread);
    let complete = |course| Course {
        references,
        unread,
        cited_in_left_out,
        left_out,
        picture_sizes,
        drawings,
        glossary_title,
        ..course
    };
    (memo.arranged.insert(known).course(complete), read)
}

/// For whom it is built.
fn edition(options: &BuildOptions) -> assemble::Edition {
    assemble::Edition { drafts: options.drafts, facilitator: options.facilitator }
}

/// Puts all pages in order.
fn arrange(
    config: &SiteConfig,
    options: &BuildOptions,
    memo: &mut Memo,
    key: Digest,
    last: Option<ArrangedCourse>,
) -> ArrangedCourse {
    let is_copied = |path: &CoursePath, refusal: Option<Refusal>| {
        refusal.is_none_or(|refusal| refusal.is_allowed(path, &config.allowed_files))
    };
    let (copied, refused): (Vec<_>, Vec<_>) =
        memo.files.beside().partition(|(path, refusal)| is_copied(path, *refusal));
    let refused_files = refused.iter().map(|(path, _)| (*path).clone()).collect();
    let refused = refusals(refused.into_iter().filter_map(|(path, refusal)| Some((path, refusal?))));
    let material = CourseInput {
        config,
        pages: memo.pages.sources().collect(),
        attachments: copied.into_iter().map(|(path, _)| path.clone()).collect(),
        refused: refused_files,
        terms: memo.terms.as_ref().map(|kept| Arc::clone(&kept.value)).unwrap_or_default(),
        edition: edition(options),
    };
    let arranged = ArrangedCourse::arrange(material, key, last);
    memo.findings.put(FoundIn::Whole("files"), refused.into());
    memo.findings.put(FoundIn::Whole("order"), Arc::clone(&arranged.diagnostics));
    arranged
}

/// Of what a value was made from; that of nothing where there is none.
fn digest<T>(kept: Option<&Kept<T>>) -> Digest {
    kept.map_or_else(|| Digest::of(b""), |kept| kept.digest)
}

/// Of everything that pages show of each other, but for the bodies that are read when a page is made; and of the files that
/// are copied.
fn site_keys(read: &Read, options: &BuildOptions, memo: &mut Memo) -> (Digest, Digest) {
    let Read { order, fronts, references, facets, .. } = read;
    let (theme, config) = (digest(memo.theme.as_ref()), digest(memo.config.as_ref()));
    // Where nothing is withheld, no link can say that it is not.
    let has_files = memo.arranged.as_ref().is_some_and(ArrangedCourse::has_left_out_files)
        || memo.left_out.as_ref().is_some_and(|left_out| left_out.names_files);
    let withholds = facets.withheld != DigestSum::default() || has_files;
    let withheld = (facets.withheld, withholds.then_some((facets.links, order)));
    let (_, attachments) = memo.files.beside_digests();
    let beside = Digest::of_value(&(theme, config, attachments, withheld, options.facilitator, facets.media));
    let bodies = (facets.works, facets.marks, facets.holds);
    (Digest::of_value(&(order, fronts, references, beside, bodies)), beside)
}

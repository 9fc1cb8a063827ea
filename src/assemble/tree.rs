//! The tree of pages: modules and lessons in order, each with its address.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::course::{Address, Course, FrontMatter, OutPath, Page, has_slug, slug};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::input::roles::{CONTENT, page_stem};
use crate::source::{CoursePath, Digest};

use super::{Edition, SourcePage};

/// A page with its address.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) source: SourcePage<'a>,
    pub(super) address: Address,
    /// Whether it is listed nowhere.
    pub(super) is_hidden: bool,
}

/// A module with its lessons in order.
#[derive(Debug)]
pub(super) struct ModuleNode<'a> {
    pub(super) index: Node<'a>,
    pub(super) lessons: Vec<Node<'a>>,
}

/// All pages, in order.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    pub(super) home: Option<Node<'a>>,
    pub(super) modules: Vec<ModuleNode<'a>>,
    pub(super) standalone: Vec<Node<'a>>,
    folders: Folders,
}

/// Pages that are not part of this build, or not listed in it. What a module's own page says of itself goes for the whole module.
#[derive(Debug, Default)]
pub(super) struct SetAside {
    /// Pages that are drafts, where these are left out.
    pub(super) drafts: BTreeSet<CoursePath>,
    /// Pages for facilitators, where these are left out.
    pub(super) for_facilitators: BTreeSet<CoursePath>,
    /// Files to be copied in the folders of modules that are left out.
    pub(super) files: BTreeSet<CoursePath>,
    /// Pages that are listed nowhere.
    pub(super) hidden: BTreeSet<CoursePath>,
}

impl SetAside {
    /// What of all pages, and of the files beside them, is set aside in an edition.
    pub(super) fn of(pages: &[SourcePage<'_>], attachments: &BTreeSet<CoursePath>, edition: Edition) -> Self {
        let is_draft = |front: &FrontMatter| front.draft && !edition.drafts;
        let is_for_facilitators = |front: &FrontMatter| front.facilitator && !edition.facilitator;
        let (drafts, files) = marked(pages, attachments, is_draft);
        let (for_facilitators, more) = marked(pages, attachments, is_for_facilitators);
        let (hidden, _) = marked(pages, &BTreeSet::new(), |front| front.hidden);
        Self { drafts, for_facilitators, files: files.into_iter().chain(more).collect(), hidden }
    }

    /// Whether a page is no part of this build.
    pub(super) fn is_left_out(&self, path: &CoursePath) -> bool {
        self.drafts.contains(path) || self.for_facilitators.contains(path)
    }

    /// Every page that is no part of it.
    pub(super) fn left_out(&self) -> BTreeSet<CoursePath> {
        self.drafts.union(&self.for_facilitators).cloned().collect()
    }
}

/// Pages of which their front matter says something, with those of modules whose own page says it, and the files of these modules.
fn marked(
    pages: &[SourcePage<'_>],
    attachments: &BTreeSet<CoursePath>,
    is_marked: impl Fn(&FrontMatter) -> bool,
) -> (BTreeSet<CoursePath>, BTreeSet<CoursePath>) {
    let marked: Vec<&SourcePage<'_>> = pages.iter().filter(|page| is_marked(&page.parsed.front)).collect();
    if marked.is_empty() {
        return Default::default();
    }
    let folders = marked.iter().filter(|page| page.is_index && page.path.folder() != CONTENT);
    let folders: BTreeSet<&str> = folders.map(|page| page.path.folder()).collect();
    let is_in_folder = |path: &CoursePath| folders.iter().any(|folder| path.below(folder).is_some());
    let is_meant = |page: &&SourcePage<'_>| is_marked(&page.parsed.front) || is_in_folder(page.path);
    let pages = pages.iter().filter(is_meant).map(|page| page.path.clone()).collect();
    (pages, attachments.iter().filter(|path| is_in_folder(path)).cloned().collect())
}

/// Sorts pages into modules. The addresses of pages that are as they
/// were in the course before, `last`, are those that they had where their folders have theirs. Those that are `hidden` stand outside
/// every module.
pub(super) fn tree<'a>(pages: &[SourcePage<'a>], hidden: &BTreeSet<CoursePath>, last: &Course) -> Outcome<Tree<'a>> {
    let slugs = slugs(pages);
    // Each looks at every page, and neither at what the other finds.
    let (diagnostics, (mut tree, modules)) = rayon::join(
        || {
            let mut found = second_indexes(pages);
            found.extend(nameless(pages, &slugs));
            found
        },
        || sorted_into_modules(pages, &slugs, (hidden, last)),
    );
    let mut ordered = Vec::new();
    for (folder, nodes) in modules {
        let path = format!("{CONTENT}/{folder}");
        let (index, lessons): (Vec<_>, Vec<_>) =
            nodes.into_iter().partition(|(_, node)| node.source.is_index && node.source.path.folder() == path);
        match index.into_iter().next() {
            // Drafts alone make no module.
            Some((_, index)) if index.source.is_made && lessons.is_empty() => {}
            Some((order, index)) => ordered.push((order, ModuleNode { index, lessons: sorted(lessons) })),
            // The index of a module is left out or hidden with all of it, or there is one by the folder's name.
            None => tree.standalone.extend(sorted(lessons)),
        }
    }
    ordered.sort_by(|(a, _), (b, _)| a.cmp(b));
    tree.modules = ordered.into_iter().map(|(_, module)| module).collect();
    Outcome { value: tree, diagnostics }
}

/// The pages of each module by its folder, not yet in order; the rest of the tree is as it will be.
type Modules<'a> = BTreeMap<&'a str, Vec<(Order<'a>, Node<'a>)>>;

fn sorted_into_modules<'a>(
    pages: &[SourcePage<'a>],
    slugs: &BTreeMap<&str, &str>,
    (hidden, last): (&BTreeSet<CoursePath>, &Course),
) -> (Tree<'a>, Modules<'a>) {
    let mut tree = Tree { folders: Folders::of(pages, slugs), ..Tree::default() };
    let mut modules = Modules::new();
    let (mut standalone, orders) = (Vec::new(), orders(pages));
    let (mut folder, mut prefix) = ("", String::new());
    for page in pages {
        let Some(below) = page.path.below(CONTENT) else { continue };
        if page.path.folder() != folder {
            folder = page.path.folder();
            prefix = tree.folders.prefix(folder);
        }
        let known = last.made_from(page.file).filter(|known| Arc::ptr_eq(&known.front, &page.parsed.front));
        let in_folder =
            |known: &&Page| *(if page.is_index { known.address.as_str() } else { known.address.folder() }) == *prefix;
        let address = known.filter(in_folder).map(|known| known.address.clone());
        let is_hidden = hidden.contains(page.path);
        let address = address.unwrap_or_else(|| address_below(&prefix, page));
        let node = Node { source: *page, address, is_hidden };
        let order = Order::of(page, &orders);
        match below.split_once('/') {
            _ if is_hidden && page.path.folder() != CONTENT => standalone.push((order, node)),
            None if node.source.is_index => tree.home = tree.home.or(Some(node)),
            None => standalone.push((order, node)),
            Some((folder, _)) => modules.entry(folder).or_default().push((order, node)),
        }
    }
    tree.standalone = sorted(standalone);
    (tree, modules)
}

/// An error for every page of a folder that has one already, in another spelling.
fn second_indexes(pages: &[SourcePage<'_>]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &CoursePath> = BTreeMap::new();
    let mut found = Vec::new();
    for path in pages.iter().filter(|page| page.is_index).map(|page| page.path) {
        let known = *first.entry(path.folder()).or_insert(path);
        if known != path {
            let message = format!("the folder `{}` has two pages of its own: `{known}` and `{path}`", path.folder());
            let finding = Diagnostic::at(Code::DuplicateAddress, Place::File(path.clone()), message);
            found.push(finding.related(Place::File(known.clone()), "the other one").help("keep one of them"));
        }
    }
    found
}

/// The title of a folder without an index page: its name without the number, in words.
pub(crate) fn title_of_folder(name: &str) -> String {
    let bare = number_prefix(name).map_or(name, |(_, rest)| rest);
    let words = bare.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

fn sorted<'a>(mut nodes: Vec<(Order<'a>, Node<'a>)>) -> Vec<Node<'a>> {
    nodes.sort_by(|(a, _), (b, _)| a.cmp(b));
    nodes.into_iter().map(|(_, node)| node).collect()
}

impl Tree<'_> {
    /// Where each file that is copied goes: beside the pages of its folder, under its own name.
    pub(super) fn attachments(&self, files: &BTreeSet<CoursePath>) -> BTreeMap<CoursePath, OutPath> {
        let place = |path: &CoursePath| OutPath::new(format!("{}{}", self.folders.prefix(path.folder()), path.name()));
        files.iter().map(|path| (path.clone(), place(path))).collect()
    }
}

/// The address of each folder that has pages, by its path: empty for `content`, otherwise ending with `/`.
#[derive(Debug, Default)]
struct Folders(BTreeMap<String, String>);

impl Folders {
    /// A folder's own part comes from its index page's `slug`, or from its name.
    fn of(pages: &[SourcePage<'_>], slugs: &BTreeMap<&str, &str>) -> Self {
        let mut folders = Self::default();
        let mut last = CONTENT;
        for page in pages {
            if page.path.folder() != last {
                last = page.path.folder();
                folders.add(last, slugs);
            }
        }
        folders
    }

    fn add(&mut self, folder: &str, slugs: &BTreeMap<&str, &str>) {
        if folder == CONTENT || !folder.starts_with(CONTENT) || self.0.contains_key(folder) {
            return;
        }
        let (outer, own) = folder.rsplit_once('/').unwrap_or((CONTENT, folder));
        self.add(outer, slugs);
        let given = slugs.get(folder).map(|slug| (*slug).to_owned());
        let address = format!("{}{}/", self.prefix(outer), given.unwrap_or_else(|| address_part(own)));
        self.0.insert(folder.to_owned(), address);
    }

    /// The address of a folder; one that has no pages is made from its name.
    fn prefix(&self, folder: &str) -> String {
        if folder == CONTENT || !folder.starts_with(CONTENT) {
            return String::new();
        }
        self.0.get(folder).cloned().unwrap_or_else(|| {
            let (outer, own) = folder.rsplit_once('/').unwrap_or((CONTENT, folder));
            format!("{}{}/", self.prefix(outer), address_part(own))
        })
    }
}

/// The address of a page in a folder with this address.
fn address_below(prefix: &str, page: &SourcePage<'_>) -> Address {
    let SourcePage { path, parsed, is_index, .. } = page;
    let own = match &parsed.front.slug {
        _ if *is_index => None,
        Some(slug) => Some(slug.clone()),
        None => page_stem(path.name()).map(address_part),
    };
    Address::from_parts(
        std::iter::once(prefix.trim_end_matches('/')).filter(|part| !part.is_empty()).chain(own.as_deref()),
    )
}

/// The part of an address made from a file's or folder's name, without the number that gives order. It is never empty: a
/// name without a letter or digit, which [`nameless`] reports, stands for itself by its digest.
pub(super) fn address_part(name: &str) -> String {
    let bare = number_prefix(name).map_or(name, |(_, rest)| rest);
    let part = [bare, name].into_iter().map(slug).find(|part| !part.is_empty());
    part.unwrap_or_else(|| Digest::of(name.as_bytes()).hex(8))
}

/// An error for every page and every folder whose name has nothing of which an address could be made.
fn nameless(pages: &[SourcePage<'_>], slugs: &BTreeMap<&str, &str>) -> Vec<Diagnostic> {
    let (mut found, mut last) = (BTreeMap::new(), CONTENT);
    for page in pages {
        let own = page_stem(page.path.name()).filter(|_| !page.is_index && page.parsed.front.slug.is_none());
        if own.is_some_and(|stem| !has_slug(stem)) {
            found.insert(page.path.as_str(), "give the page a `slug`, or a name with a letter or digit");
        }
        let mut folder = page.path.folder();
        if folder == last {
            continue;
        }
        last = folder;
        while folder != CONTENT && !found.contains_key(folder) {
            let (outer, own) = folder.rsplit_once('/').unwrap_or((CONTENT, folder));
            if !has_slug(own) && !slugs.contains_key(folder) {
                found
                    .insert(folder, "give the folder's own page a `slug`, or the folder a name with a letter or digit");
            }
            folder = outer;
        }
    }
    let report = |(path, help): (&str, &'static str)| {
        let path = CoursePath::new(path);
        let message = format!("the name of `{path}` has no letter or digit to make an address from");
        Diagnostic::at(Code::AddressEmpty, Place::File(path), message).help(help)
    };
    found.into_iter().map(report).collect()
}

/// The slug that each folder's own page gives it.
fn slugs<'a>(pages: &[SourcePage<'a>]) -> BTreeMap<&'a str, &'a str> {
    let indexes = pages.iter().filter(|page| page.is_index);
    indexes.filter_map(|page| Some((page.path.folder(), page.parsed.front.slug.as_deref()?))).collect()
}

/// `02-what` is number 2 and `what`.
fn number_prefix(name: &str) -> Option<(i64, &str)> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[digits..].strip_prefix(['-', '_', '.', ' '])?;
    if rest.is_empty() {
        return None;
    }
    Some((name[..digits].parse().ok()?, rest))
}

/// The `order` that each folder's own page gives it.
fn orders<'a>(pages: &[SourcePage<'a>]) -> BTreeMap<&'a str, i64> {
    let indexes = pages.iter().filter(|page| page.is_index);
    indexes.filter_map(|page| Some((page.path.folder(), page.parsed.front.order?))).collect()
}

/// How pages are put in order: by `order`, else by the number in the name; those with neither come last, by name. Pages of a folder
/// in a module stand together in the folder's place, its own page first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Order<'a> {
    /// The module's own part, or that of a page or folder in it: the number, and the path in lower case.
    own: (i64, Cow<'a, str>),
    /// The same for what stands in that folder, from the outermost on; mostly nothing.
    inner: Vec<(i64, Cow<'a, str>)>,
}

impl<'a> Order<'a> {
    fn of(page: &SourcePage<'a>, orders: &BTreeMap<&'a str, i64>) -> Self {
        let path: &'a CoursePath = page.path;
        let name = if page.is_index { path.folder().rsplit('/').next().unwrap_or_default() } else { path.name() };
        // A folder's own page stands for the folder, before the pages in it.
        let whole = if page.is_index { path.folder() } else { path.as_str() };
        let own = (page.parsed.front.order.unwrap_or_else(|| number(name)), in_lower_case(whole));
        let mut folders = folders_in_module(path.folder());
        if page.is_index {
            folders.pop();
        }
        if folders.is_empty() {
            return Self { own, inner: Vec::new() };
        }
        let part = |folder: &'a str| {
            let name = folder.rsplit('/').next().unwrap_or_default();
            (orders.get(folder).copied().unwrap_or_else(|| number(name)), in_lower_case(folder))
        };
        let mut parts = folders.into_iter().map(part).chain([own]);
        let own = parts.next().unwrap_or_default();
        Self { own, inner: parts.collect() }
    }
}

/// The folders of a page below that of its module, from the outermost on.
fn folders_in_module(folder: &str) -> Vec<&str> {
    // `content/module/…`
    let ends = folder.match_indices('/').map(|(at, _)| at).skip(2).chain([folder.len()]);
    if folder.matches('/').count() < 2 { Vec::new() } else { ends.map(|end| &folder[..end]).collect() }
}

/// The number at the head of a name; the greatest where it has none.
fn number(name: &str) -> i64 {
    number_prefix(name).map_or(i64::MAX, |(number, _)| number)
}

/// A text in lower case; most paths are.
pub(super) fn in_lower_case(text: &str) -> Cow<'_, str> {
    let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if text.bytes().all(is_lower) { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_a_module_are_those_below_it() {
        assert_eq!(folders_in_module("content/m"), [""; 0]);
        assert_eq!(folders_in_module("content/m/a/b"), ["content/m/a", "content/m/a/b"]);
    }

    #[test]
    fn a_number_gives_order_and_is_not_in_the_address() {
        assert_eq!(number_prefix("02-what-they"), Some((2, "what-they")));
        assert_eq!(number_prefix("2024"), None);
        assert_eq!(address_part("10 Überblick"), "überblick");
        assert_eq!(address_part("2024"), "2024");
    }
}

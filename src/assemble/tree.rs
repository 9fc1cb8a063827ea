//! The tree of pages: modules and lessons in order, each with its address.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::ParsedPage;
use crate::course::{Address, FrontMatter, OutPath, slug};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::source::{CoursePath, Digest};

type Pages = BTreeMap<CoursePath, (Arc<ParsedPage>, Digest)>;

/// The course's folder of pages.
const CONTENT: &str = "content";
/// The page that stands for a folder.
const INDEX: &str = "_index.md";

/// A page with its address.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) path: CoursePath,
    pub(super) address: Address,
}

/// A module with its lessons in order.
#[derive(Debug)]
pub(super) struct ModuleNode {
    pub(super) index: Node,
    pub(super) lessons: Vec<Node>,
}

/// All pages, in order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) home: Option<Node>,
    pub(super) modules: Vec<ModuleNode>,
    pub(super) standalone: Vec<Node>,
    /// The address part of each folder below `content`, by its path.
    folders: BTreeMap<String, String>,
}

/// Pages that are drafts, or whose module's index is one.
pub(super) fn drafts(pages: &Pages) -> BTreeSet<CoursePath> {
    let folders: BTreeSet<&str> = pages
        .iter()
        .filter(|(path, (page, _))| path.name() == INDEX && page.front.draft && path.folder() != CONTENT)
        .map(|(path, _)| path.folder())
        .collect();
    let in_draft_folder = |path: &CoursePath| folders.iter().any(|folder| path.below(folder).is_some());
    let draft =
        |(path, (page, _)): &(&CoursePath, &(Arc<ParsedPage>, Digest))| page.front.draft || in_draft_folder(path);
    pages.iter().filter(draft).map(|(path, _)| path.clone()).collect()
}

/// Sorts pages into modules. A module's folder without an index page is an error.
pub(super) fn tree(pages: &Pages) -> Outcome<Tree> {
    let mut tree = Tree { folders: folders(pages), ..Tree::default() };
    let mut modules: BTreeMap<&str, Vec<(Order, Node)>> = BTreeMap::new();
    let mut standalone = Vec::new();
    for (path, (page, _)) in pages {
        let Some(below) = path.below(CONTENT) else { continue };
        let node = Node { path: path.clone(), address: tree.address(path, &page.front) };
        let order = Order::of(path, &page.front);
        match below.split_once('/') {
            None if below == INDEX => tree.home = Some(node),
            None => standalone.push((order, node)),
            Some((folder, _)) => modules.entry(folder).or_default().push((order, node)),
        }
    }
    tree.standalone = sorted(standalone);
    let mut diagnostics = Vec::new();
    let mut ordered = Vec::new();
    for (folder, nodes) in modules {
        let index_path = CoursePath::new(&format!("{CONTENT}/{folder}/{INDEX}"));
        let (index, lessons): (Vec<_>, Vec<_>) = nodes.into_iter().partition(|(_, node)| node.path == index_path);
        match index.into_iter().next() {
            Some((order, index)) => ordered.push((order, ModuleNode { index, lessons: sorted(lessons) })),
            None => diagnostics.push(no_index(folder, &index_path)),
        }
    }
    ordered.sort_by(|(a, _), (b, _)| a.cmp(b));
    tree.modules = ordered.into_iter().map(|(_, module)| module).collect();
    Outcome { value: tree, diagnostics }
}

fn no_index(folder: &str, index: &CoursePath) -> Diagnostic {
    let message = format!("the module `{folder}` has no index page");
    let help = format!("write `{index}` with the module's title: `attune new module {folder}` does it");
    Diagnostic::at(Code::InputMissing, Place::File(CoursePath::new(index.folder())), message).help(help)
}

fn sorted(mut nodes: Vec<(Order, Node)>) -> Vec<Node> {
    nodes.sort_by(|(a, _), (b, _)| a.cmp(b));
    nodes.into_iter().map(|(_, node)| node).collect()
}

/// The address part of every folder that has pages: from its index page's `slug`, or its name.
fn folders(pages: &Pages) -> BTreeMap<String, String> {
    let mut folders = BTreeMap::new();
    for path in pages.keys() {
        let mut folder = path.folder();
        while folder != CONTENT && folder.starts_with(CONTENT) && !folders.contains_key(folder) {
            let index = pages.get(&CoursePath::new(&format!("{folder}/{INDEX}")));
            let given = index.and_then(|(page, _)| page.front.slug.clone());
            let own = folder.rsplit('/').next().unwrap_or(folder);
            folders.insert(folder.to_owned(), given.unwrap_or_else(|| address_part(own)));
            folder = folder.rsplit_once('/').map_or(CONTENT, |(outer, _)| outer);
        }
    }
    folders
}

impl Tree {
    fn address(&self, path: &CoursePath, front: &FrontMatter) -> Address {
        let own = match &front.slug {
            _ if path.name() == INDEX => None,
            Some(slug) => Some(slug.clone()),
            None => Some(address_part(path.stem_and_extension().0)),
        };
        let folder = self.folder_parts(path.folder());
        Address::from_parts(folder.iter().map(String::as_str).chain(own.as_deref()))
    }

    fn folder_parts(&self, folder: &str) -> Vec<String> {
        let mut parts = Vec::new();
        let mut folder = folder;
        while folder != CONTENT && folder.starts_with(CONTENT) {
            let own = folder.rsplit('/').next().unwrap_or(folder);
            parts.push(self.folders.get(folder).cloned().unwrap_or_else(|| address_part(own)));
            folder = folder.rsplit_once('/').map_or(CONTENT, |(outer, _)| outer);
        }
        parts.reverse();
        parts
    }

    /// Where each file that is copied goes: beside the pages of its folder, under its own name.
    pub(super) fn attachments(&self, files: &BTreeSet<CoursePath>) -> BTreeMap<CoursePath, OutPath> {
        files
            .iter()
            .map(|path| {
                let folder = self.folder_parts(path.folder());
                let address = Address::from_parts(folder.iter().map(String::as_str));
                (path.clone(), address.file(path.name()))
            })
            .collect()
    }
}

/// The part of an address made from a file's or folder's name, without the number that gives order.
fn address_part(name: &str) -> String {
    let bare = number_prefix(name).map_or(name, |(_, rest)| rest);
    let part = slug(bare);
    if part.is_empty() { slug(name) } else { part }
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

/// How pages are put in order: by `order`, else by the number in the name; those with neither come last, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    number: i64,
    name: String,
}

impl Order {
    fn of(path: &CoursePath, front: &FrontMatter) -> Self {
        let folder = path.folder();
        let name = match path.name() {
            INDEX => folder.rsplit('/').next().unwrap_or(folder),
            name => name,
        };
        let number = front.order.or_else(|| number_prefix(name).map(|(number, _)| number)).unwrap_or(i64::MAX);
        Self { number, name: path.as_str().to_lowercase() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_gives_order_and_is_not_in_the_address() {
        assert_eq!(number_prefix("02-what-they"), Some((2, "what-they")));
        assert_eq!(number_prefix("2024"), None);
        assert_eq!(address_part("10 Überblick"), "überblick");
        assert_eq!(address_part("2024"), "2024");
    }
}

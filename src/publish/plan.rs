//! What has to be done so that a target holds a site: from the last manifest, what stands there and what should, to operations in
//! an order in which no reader meets a page without its parts. Pure; nothing is asked of a store here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::manifest::{Manifest, Names, Pending, aside_place};
use super::stamp::{Role, Stamp};

/// What stands at a target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct There {
    /// Paths at which something stands, with its stamp where it is known.
    pub(crate) files: BTreeMap<String, Option<Stamp>>,
    /// Copies that were set aside.
    pub(crate) aside: BTreeSet<Stamp>,
}

/// What a plan is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Situation<'a> {
    /// The manifest at the target, if there is one.
    pub(crate) last: Option<&'a Manifest>,
    /// What stands there.
    pub(crate) there: &'a There,
    /// Every file that should, by its path.
    pub(crate) wanted: &'a BTreeMap<String, Stamp>,
    /// The course's title.
    pub(crate) course: &'a str,
    /// How it is done.
    pub(crate) how: How,
}

/// How a site is published.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct How {
    /// Whether what is replaced is set aside.
    pub(crate) keeps_previous: bool,
    /// Whether nothing of earlier publications stays.
    pub(crate) forgets: bool,
    /// Whether the target is a folder, in which a file and a folder cannot have one name.
    pub(crate) is_folder: bool,
}

/// Why something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// It is not there.
    New,
    /// Its bytes are other.
    Bytes,
    /// Its bytes are the same, and its headers are other.
    Headers,
    /// What stands there is not known to be the same.
    Unknown,
    /// The site has it no more.
    Gone,
    /// It was kept for readers of the publication before the last.
    NotNeeded,
    /// A publication that was cut off left it.
    LeftBehind,
    /// It would be in the way of a file of the site.
    InTheWay,
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::New => "new",
            Self::Bytes => "changed",
            Self::Headers => "other headers",
            Self::Unknown => "what stands there is not known to be the same",
            Self::Gone => "no longer part of the site",
            Self::NotNeeded => "kept for readers of an earlier publication",
            Self::LeftBehind => "left by a publication that was cut off",
            Self::InTheWay => "in the way of a file of the site",
        })
    }
}

/// A file to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Send {
    pub(crate) path: String,
    pub(crate) stamp: Stamp,
    pub(crate) why: Why,
}

/// A file to be deleted: a path of the site, or the place of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Removal {
    pub(crate) path: String,
    pub(crate) why: Why,
}

/// What to do, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Files that are copied aside before they are replaced or deleted: from where, and under which stamp.
    pub(crate) set_aside: Vec<(String, Stamp)>,
    /// What makes way before anything is sent; in folders only.
    pub(crate) clear: Vec<Removal>,
    /// Files to send. Each of these is there before the next is begun: what pages load, new pages, changed pages, what
    /// lists pages.
    pub(crate) send: [Vec<Send>; 4],
    /// The manifest, when all is sent.
    pub(crate) after: Manifest,
    /// What is deleted, when the manifest is written.
    pub(crate) remove: Vec<Removal>,
    /// Files that are as they should be.
    pub(crate) unchanged: usize,
    /// Files of the publication before that stay for one more.
    pub(crate) kept: usize,
}

impl Plan {
    /// What to do.
    pub(crate) fn new(situation: Situation<'_>) -> Self {
        let Situation { last, there, wanted, how, .. } = situation;
        let (mut send, mut unchanged): ([Vec<Send>; 4], usize) = Default::default();
        for (path, stamp) in wanted {
            let why = match there.files.get(path) {
                None => Why::New,
                Some(None) => Why::Unknown,
                Some(Some(known)) if known == stamp => {
                    unchanged += 1;
                    continue;
                }
                Some(Some(known)) if known.has_bytes_of(stamp) => Why::Headers,
                Some(Some(_)) => Why::Bytes,
            };
            let at = match (Role::of(path), why) {
                (Role::Asset, _) => 0,
                (Role::Page, Why::New) => 1,
                (Role::Page, _) => 2,
                (Role::Index, _) => 3,
            };
            send[at].push(Send { path: path.clone(), stamp: stamp.clone(), why });
        }
        let (mut after, set_aside) = after(situation);
        let (mut clear, mut remove) = (Vec::new(), removals(last, there, &after));
        if how.is_folder && !remove.is_empty() {
            let names = Names::new(wanted);
            (clear, remove) = remove.into_iter().partition(|removal| names.meet(&removal.path));
            for removal in &mut clear {
                removal.why = Why::InTheWay;
            }
        }
        after.to_remove = remove.iter().map(|removal| removal.path.clone()).collect();
        let kept = after.kept().count();
        Self { set_aside, clear, send, after, remove, unchanged, kept }
    }

    /// Whether there is nothing to do at all.
    pub(crate) fn is_empty(&self, last: Option<&Manifest>) -> bool {
        last.is_some_and(|last| *last == self.after)
            && self.sent() == 0
            && self.remove.is_empty()
            && self.clear.is_empty()
    }

    /// How many files are to be sent.
    pub(crate) fn sent(&self) -> usize {
        self.send.iter().map(Vec::len).sum()
    }

    /// Files of the site that are to be deleted, copies left out.
    pub(crate) fn deletes(&self) -> impl Iterator<Item = &Removal> {
        self.clear.iter().chain(&self.remove).filter(|removal| super::manifest::is_of_site(&removal.path))
    }

    /// Files that are to be replaced although nobody knows them to be Attune's.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = &Send> {
        self.send.iter().flatten().filter(|send| send.why == Why::Unknown)
    }

    /// The manifest while this is under way.
    pub(crate) fn intention(&self, last: Option<&Manifest>, mut pending: Pending) -> Manifest {
        let mut manifest = last.cloned().unwrap_or_else(|| Manifest::empty(&self.after.course));
        // What an earlier publication may have left is still there.
        if let Some(earlier) = manifest.pending.take() {
            pending.files.extend(earlier.files);
        }
        let sends = self.send.iter().flatten();
        pending.files.extend(sends.map(|send| (send.path.clone(), send.stamp.clone())));
        manifest.pending = Some(pending);
        manifest
    }
}

/// The manifest when all is done, and what has to be set aside for it.
fn after(situation: Situation<'_>) -> (Manifest, Vec<(String, Stamp)>) {
    let Situation { last, there, wanted, course, how } = situation;
    let mut manifest = Manifest::empty(course);
    manifest.files = wanted.clone();
    let (Some(last), false) = (last, how.forgets) else { return (manifest, Vec::new()) };
    if last.files == *wanted {
        manifest.before.clone_from(&last.before);
        manifest.is_whole_before = last.is_whole_before;
        return (manifest, Vec::new());
    }
    let (names, mut copies) = (Names::new(wanted), BTreeMap::<Stamp, String>::new());
    manifest.is_whole_before = how.keeps_previous && !last.files.is_empty();
    let paths: BTreeSet<&String> = last.files.keys().chain(wanted.keys()).collect();
    for path in paths {
        let (old, new) = (last.files.get(path), wanted.get(path));
        if old == new {
            continue;
        }
        let stays = names.let_stay(path);
        if let Some(old) = old.filter(|old| how.keeps_previous && !stays && !there.aside.contains(*old)) {
            if there.files.get(path) == Some(&Some(old.clone())) {
                copies.entry(old.clone()).or_insert_with(|| path.clone());
            } else {
                // A publication that was cut off has replaced it.
                manifest.is_whole_before = false;
                continue;
            }
        }
        if how.keeps_previous || (stays && old.is_some()) {
            manifest.before.insert(path.clone(), old.cloned());
        }
    }
    if !manifest.is_whole_before {
        // Of what cannot be put back nothing is set aside.
        manifest.before.retain(|path, stamp| stamp.is_some() && names.let_stay(path));
        copies.clear();
    }
    (manifest, copies.into_iter().map(|(stamp, path)| (path, stamp)).collect())
}

/// Everything that is ours and has no place in the site or beside it any more.
fn removals(last: Option<&Manifest>, there: &There, after: &Manifest) -> Vec<Removal> {
    let Some(last) = last else { return Vec::new() };
    let pending = last.pending.iter().flat_map(|pending| pending.files.keys());
    let known = last.to_remove.iter().map(|path| (path, Why::Gone));
    let known = known.chain(pending.map(|path| (path, Why::LeftBehind)));
    let known = known.chain(last.kept().map(|(path, _)| (path, Why::NotNeeded)));
    let known: BTreeMap<&String, Why> = known.chain(last.files.keys().map(|path| (path, Why::Gone))).collect();
    let kept: BTreeSet<&String> = after.kept().map(|(path, _)| path).collect();
    let is_needed = |path: &String| after.files.contains_key(path) || kept.contains(path);
    // What an interrupted deletion has done already is not there.
    let is_there = |path: &String| there.files.contains_key(path) || last.to_remove.contains(path);
    let gone = known.into_iter().filter(|(path, _)| !is_needed(path) && is_there(path));
    let gone = gone.map(|(path, why)| Removal { path: path.clone(), why });
    let needed = if after.is_whole_before { after.aside() } else { BTreeSet::new() };
    let copies = there.aside.difference(&needed).map(|stamp| Removal { path: aside_place(stamp), why: Why::NotNeeded });
    let mut removals: Vec<Removal> = gone.chain(copies).collect();
    removals
        .retain(|removal| !super::manifest::aside_stamp(&removal.path).is_some_and(|stamp| needed.contains(&stamp)));
    // Pages go before what they load, and copies last.
    let rank = |removal: &Removal| match (super::manifest::is_of_site(&removal.path), Role::of(&removal.path)) {
        (false, _) => 2,
        (true, Role::Asset) => 1,
        (true, Role::Page | Role::Index) => 0,
    };
    removals.sort_by(|one, other| (rank(one), &one.path).cmp(&(rank(other), &other.path)));
    removals.dedup_by(|one, other| one.path == other.path);
    removals
}

#[cfg(test)]
mod tests;

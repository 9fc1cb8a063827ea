//! `crossref` and `xdata`: works that take fields from others. The library follows them without an end where they go
//! round in a circle, and copies once for each way that leads to a work; both are found here first.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{NameIndex, listed, suggest};
use crate::source::Span;

/// Works that take from works that take from others: the library goes down a level of its stack for each.
const DEEPEST: usize = 64;
/// What a copy of a work costs beside its fields, in bytes: it is looked through for a hundred names.
const COPY: usize = 1024;
/// Bytes that may be copied for all works together, as many as a large library has.
const MOST_COPIED: usize = 64 * 1024 * 1024;

/// A work and which others it takes fields from.
#[derive(Debug)]
pub(super) struct Heir {
    pub(super) key: String,
    /// Where the key is written.
    pub(super) span: Span,
    /// Other names of the work.
    pub(super) aliases: Vec<String>,
    /// The keys of the works it takes fields from, with the place where each is written.
    pub(super) parents: Vec<(String, Span)>,
    /// Bytes of its own fields.
    pub(super) size: usize,
}

/// What is wrong with a work, where, and what to do.
pub(super) type Fault = (Span, String, String);

#[derive(Debug, Clone, Copy)]
enum State {
    Open,
    /// Bytes that are copied for it.
    Done(usize),
    /// It cannot be read.
    Bad,
}

/// Which of the works can be read, and what is wrong with the others. `unread` are the keys of works that could not be
/// read for other reasons.
pub(super) fn readable(heirs: &[Heir], unread: &BTreeSet<String>) -> (Vec<bool>, Vec<Fault>) {
    let names = heirs.iter().enumerate().map(|(index, heir)| (heir.key.as_str(), index)).collect();
    let mut walk =
        Walk { heirs, unread, names, known: OnceCell::new(), states: vec![None; heirs.len()], faults: Vec::new() };
    walk.name_aliases();
    let mut copied = 0_usize;
    for (index, heir) in heirs.iter().enumerate() {
        walk.visit(index, &mut Vec::new());
        if let Some(State::Done(size)) = walk.states[index] {
            copied = copied.saturating_add(size);
            if copied > MOST_COPIED {
                walk.states[index] = Some(State::Bad);
                let message = format!("the works that `{}` takes fields from are more than Attune reads", heir.key);
                walk.faults.push((heir.span, message, "write the fields out".to_owned()));
            }
        }
    }
    let readable = walk.states.iter().map(|state| matches!(state, Some(State::Done(_)))).collect();
    (readable, walk.faults)
}

struct Walk<'h> {
    heirs: &'h [Heir],
    unread: &'h BTreeSet<String>,
    /// By key and by alias: which work is meant.
    names: BTreeMap<&'h str, usize>,
    /// The same names, to find what is meant by others.
    known: OnceCell<NameIndex>,
    states: Vec<Option<State>>,
    faults: Vec<Fault>,
}

impl Walk<'_> {
    /// An alias that is also the key or alias of another work would lead the library elsewhere than it leads here.
    fn name_aliases(&mut self) {
        let heirs = self.heirs;
        for (index, heir) in heirs.iter().enumerate() {
            for alias in &heir.aliases {
                let other = *self.names.entry(alias).or_insert(index);
                if other != index || self.unread.contains(alias) {
                    self.states[index] = Some(State::Bad);
                    let message =
                        format!("the work `{}` has `{alias}` among its `ids`, which is another work", heir.key);
                    self.faults.push((heir.span, message, "remove it from `ids`".to_owned()));
                }
            }
        }
    }

    fn visit(&mut self, index: usize, path: &mut Vec<usize>) {
        if self.states[index].is_some() {
            return;
        }
        self.states[index] = Some(State::Open);
        path.push(index);
        let heirs = self.heirs;
        let mut state = State::Done(heirs[index].size.saturating_add(COPY));
        for (parent, span) in &heirs[index].parents {
            let size = self.parent(parent, *span, path);
            state = match (state, size) {
                (State::Done(own), Some(size)) => State::Done(own.saturating_add(size)),
                _ => State::Bad,
            };
        }
        path.pop();
        self.states[index] = Some(state);
    }

    /// How much is copied for a parent; `None` where the heir cannot be read for it.
    fn parent(&mut self, key: &str, span: Span, path: &mut Vec<usize>) -> Option<usize> {
        let heir = path.last().map_or("", |heir| self.heirs[*heir].key.as_str());
        if self.unread.contains(key) {
            return None;
        }
        let Some(parent) = self.names.get(key).copied() else {
            let help = suggest(key, self.known.get_or_init(|| NameIndex::of(self.names.keys().copied())).near(key))
                .help("add that work, or remove the field");
            let message = format!("the work `{heir}` takes fields from `{key}`, which is not in this file");
            self.faults.push((span, message, help.into_owned()));
            return None;
        };
        if let Some(first) = path.iter().position(|known| *known == parent) {
            let keys: Vec<&str> = path[first..].iter().map(|index| self.heirs[*index].key.as_str()).collect();
            let message = match keys[..] {
                [own] => format!("the work `{own}` takes fields from itself"),
                _ => format!("the works {} take fields from each other", listed(keys)),
            };
            self.faults.push((span, message, "remove `crossref` or `xdata` from one of them".to_owned()));
            return None;
        }
        if path.len() >= DEEPEST {
            let message = format!("the work `{key}` is reached through {DEEPEST} others");
            self.faults.push((span, message, "write the fields out".to_owned()));
            return None;
        }
        self.visit(parent, path);
        match self.states[parent] {
            Some(State::Done(size)) => Some(size),
            _ => None,
        }
    }
}

//! `@string`: what BibTeX's abbreviations stand for, measured before they are replaced. The library replaces them without
//! an end where one stands for itself, and without a limit where each stands twice for the one before.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use biblatex::{Field, Pair, RawChunk};

use crate::diagnostic::listed;

/// Abbreviations within abbreviations, and braces within braces: the library goes down a level of its stack for each.
const DEEPEST: usize = 64;

/// What is wrong, where, and what to do.
pub(super) type Fault = (Range<usize>, String, &'static str);

/// The abbreviations of a file.
pub(super) struct Abbreviations<'r, 's> {
    pairs: HashMap<&'s str, &'r Pair<'s>>,
    /// How much each stands for; `None` for one that cannot be used.
    sizes: BTreeMap<&'s str, Option<usize>>,
}

impl<'r, 's> Abbreviations<'r, 's> {
    /// Measures all abbreviations. Those that are defined by themselves, or nested too deeply, are returned as faults.
    pub(super) fn new(pairs: &'r [Pair<'s>]) -> (Self, Vec<Fault>) {
        // As in the library, the last of several counts.
        let map: HashMap<&str, &Pair<'_>> = pairs.iter().map(|pair| (pair.key.v, pair)).collect();
        let mut found = Self { pairs: map, sizes: BTreeMap::new() };
        let mut faults = Vec::new();
        for pair in pairs {
            found.size(pair.key.v, &mut Vec::new(), &mut faults);
        }
        (found, faults)
    }

    /// How much the abbreviation stands for; `path` is how it was come to.
    fn size(&mut self, name: &'s str, path: &mut Vec<&'s str>, faults: &mut Vec<Fault>) -> Option<usize> {
        if let Some(known) = self.sizes.get(name) {
            return *known;
        }
        // One that is not defined is a month or an error of the library's own.
        let Some(pair) = self.pairs.get(name).copied() else { return Some(1) };
        if let Some(first) = path.iter().position(|known| *known == name) {
            let message = format!("the abbreviations {} are defined by each other", listed(&path[first..]));
            let own = format!("the abbreviation `{name}` is defined by itself");
            let message = if path.len() - first == 1 { own } else { message };
            faults.push((pair.key.span.clone(), message, "write the text of one of them in quotation marks"));
            return None;
        }
        if path.len() >= DEEPEST {
            let message = format!("the abbreviation `{name}` is reached through {DEEPEST} others");
            faults.push((pair.key.span.clone(), message, "write its text in quotation marks"));
            return None;
        }
        path.push(name);
        let size = self.field(&pair.value.v, path, faults);
        path.pop();
        self.sizes.insert(name, size);
        size
    }

    fn field(&mut self, field: &Field<'s>, path: &mut Vec<&'s str>, faults: &mut Vec<Fault>) -> Option<usize> {
        let mut sum = Some(0_usize);
        for chunk in field {
            let size = match chunk.v {
                RawChunk::Normal(text) => match too_deep(text) {
                    Some(at) => {
                        faults.push(deep(chunk.span.start + at));
                        None
                    }
                    None => Some(1 + text.len()),
                },
                RawChunk::Abbreviation(name) => self.size(name, path, faults).map(|size| size.saturating_add(1)),
            };
            sum = sum.zip(size).map(|(sum, size)| sum.saturating_add(size));
        }
        sum
    }

    /// How much a field of a work stands for, in bytes and pieces; `None`, and perhaps a fault, where it cannot be read.
    pub(super) fn measure(&mut self, field: &Field<'s>, faults: &mut Vec<Fault>) -> Option<usize> {
        self.field(field, &mut Vec::new(), faults)
    }

    /// The abbreviations that these fields need.
    pub(super) fn needed<'f>(&self, fields: impl Iterator<Item = &'f Field<'s>>) -> Vec<Pair<'s>>
    where
        's: 'f,
    {
        let names = |field: &Field<'s>| {
            let name = |chunk: &biblatex::Spanned<RawChunk<'s>>| match chunk.v {
                RawChunk::Abbreviation(name) => Some(name),
                RawChunk::Normal(_) => None,
            };
            field.iter().filter_map(name).collect::<Vec<_>>()
        };
        let mut open: Vec<&str> = fields.flat_map(names).collect();
        let mut needed = BTreeSet::new();
        while let Some(name) = open.pop() {
            if let Some(pair) = self.pairs.get(name).filter(|_| needed.insert(name)) {
                open.extend(names(&pair.value.v));
            }
        }
        needed.into_iter().filter_map(|name| self.pairs.get(name).map(|pair| (*pair).clone())).collect()
    }

    /// Every abbreviation that can be used.
    pub(super) fn usable(&self) -> Vec<Pair<'s>> {
        let is_usable = |pair: &&&Pair<'s>| self.sizes.get(pair.key.v).is_none_or(Option::is_some);
        self.pairs.values().filter(is_usable).map(|pair| (*pair).clone()).collect()
    }
}

fn deep(at: usize) -> Fault {
    (at..at + 1, "braces are nested too deeply here".to_owned(), "three levels are the most that any text needs")
}

/// Where braces are nested more deeply than the library can go.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

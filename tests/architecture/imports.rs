//! Which source uses which: read from the paths in the text, as the compiler resolves them.

use std::collections::{BTreeMap, BTreeSet};

use super::Source;

/// The sources that each source uses, by their places in the list; those inside it (`a/b.rs` inside `a/mod.rs`) are its own and
/// do not count.
pub(super) fn uses(sources: &[Source]) -> Vec<BTreeSet<usize>> {
    let modules: BTreeMap<String, usize> =
        sources.iter().enumerate().map(|(at, source)| (source.module.join("::"), at)).collect();
    let paths: Vec<Vec<Vec<String>>> = sources.iter().map(paths).collect();
    let exports: Vec<BTreeMap<String, Vec<String>>> = sources.iter().map(exports).collect();
    let resolve = |path: &[String]| resolve(path, &modules, &exports, 0);
    let is_inside = |at: usize, used: usize| sources[used].module.starts_with(&sources[at].module);
    let of = |(at, paths): (usize, &Vec<Vec<String>>)| {
        paths.iter().filter_map(|path| resolve(path)).filter(|used| !is_inside(at, *used)).collect()
    };
    paths.iter().enumerate().map(of).collect()
}

/// Circles: sources that all use each other, by the ways between them.
pub(super) fn circles(uses: &[BTreeSet<usize>]) -> Vec<BTreeSet<usize>> {
    let reach: Vec<BTreeSet<usize>> = (0..uses.len()).map(|from| reached(uses, from)).collect();
    let circle = |at: usize| -> BTreeSet<usize> {
        reach[at].iter().copied().filter(|other| reach[*other].contains(&at)).collect()
    };
    let circles: BTreeSet<BTreeSet<usize>> = (0..uses.len()).map(circle).filter(|circle| circle.len() > 1).collect();
    circles.into_iter().collect()
}

fn reached(uses: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(at) = next.pop() {
        next.extend(uses[at].iter().filter(|used| reached.insert(**used)));
    }
    reached
}

/// The source in which what the path names stands: that of the longest path of a module, or where that module has it from.
fn resolve(
    path: &[String],
    modules: &BTreeMap<String, usize>,
    exports: &[BTreeMap<String, Vec<String>>],
    depth: usize,
) -> Option<usize> {
    let length = (0..=path.len()).rev().find(|length| modules.contains_key(&path[..*length].join("::")))?;
    let module = modules[&path[..length].join("::")];
    let export = path.get(length).and_then(|name| exports[module].get(name));
    export.filter(|_| depth < 5).and_then(|path| resolve(path, modules, exports, depth + 1)).or(Some(module))
}

/// What a source names that stands in this crate, as absolute paths.
fn paths(source: &Source) -> Vec<Vec<String>> {
    let tokens = tokens(&source.code);
    let children = children(&tokens);
    let mut paths = Vec::new();
    for at in 0..tokens.len() {
        let is_first = at == 0 || tokens[at - 1] != "::";
        if is_first
            && tokens.get(at + 1).is_some_and(|token| token == "::")
            && let Some(base) = base(&tokens[at], source, &children)
        {
            expand(&tokens, at + 2, &base, &mut paths);
        }
    }
    paths
}

/// The path that the first part of a path stands for; `None` when it names no module of this crate.
fn base(first: &str, source: &Source, children: &BTreeSet<String>) -> Option<Vec<String>> {
    let module = &source.module;
    match first {
        "crate" => Some(Vec::new()),
        "self" => Some(module.clone()),
        "super" => Some(module[..module.len().saturating_sub(1)].to_vec()),
        child if children.contains(child) => Some(module.iter().cloned().chain([child.to_owned()]).collect()),
        _ => None,
    }
}

/// Adds every path that goes on from `base` with the tokens from `at`; returns where they end.
fn expand(tokens: &[String], mut at: usize, base: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut path = base.to_vec();
    loop {
        match tokens.get(at).map(String::as_str) {
            Some("{") => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = if tokens[at] == "," { at + 1 } else { expand(tokens, at, &path, paths).max(at + 1) };
                }
                return at + 1;
            }
            Some("super") => drop(path.pop()),
            Some("self" | "*") => {}
            Some(name) if is_name(name) => path.push(name.to_owned()),
            _ => {}
        }
        at += 1;
        if tokens.get(at).is_none_or(|token| token != "::") {
            paths.push(path);
            return at;
        }
        at += 1;
    }
}

/// What a source hands on of other modules, by name.
fn exports(source: &Source) -> BTreeMap<String, Vec<String>> {
    let tokens = tokens(&source.code);
    let children = children(&tokens);
    let mut exports = BTreeMap::new();
    for at in 0..tokens.len().saturating_sub(2) {
        let is_export = tokens[at] == "use" && at > 0 && (tokens[at - 1] == "pub" || tokens[at - 1] == ")");
        if let Some(base) = base(&tokens[at + 1], source, &children).filter(|_| is_export) {
            let mut paths = Vec::new();
            expand(&tokens, at + 3, &base, &mut paths);
            exports.extend(paths.into_iter().filter_map(|path| Some((path.last()?.clone(), path))));
        }
    }
    exports
}

/// Modules that a source declares in files of their own.
fn children(tokens: &[String]) -> BTreeSet<String> {
    let declared = tokens.windows(3).filter(|window| window[0] == "mod" && window[2] == ";");
    declared.map(|window| window[1].clone()).collect()
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
}

/// Names, `::`, and single characters.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if is_name(rest) {
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() {
            tokens.push(rest[..length].to_owned());
        }
        rest = &rest[length..];
    }
    tokens
}

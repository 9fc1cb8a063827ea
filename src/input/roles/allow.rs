//! `[files] allow`: files that are published although Attune does not know their type.

use std::hash::{Hash, Hasher};

/// What the author lets through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedFiles(Vec<String>);

impl AllowedFiles {
    /// From patterns, each of which [`AllowedFiles::fault`] has nothing against.
    pub fn new(patterns: Vec<String>) -> Self {
        Self(patterns)
    }

    /// What is wrong with a pattern.
    pub fn fault(pattern: &str) -> Option<&'static str> {
        let rest = pattern.strip_prefix("*.").unwrap_or(pattern);
        if rest.is_empty() || pattern == "*" {
            return Some("it lets every file through");
        }
        if rest.contains(['*', '?', '[', '\\']) {
            return Some("`*` can only stand for the name before the dot, as in `*.dat`");
        }
        if rest.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Some("a path starts in `content` and has no `.`, `..` or empty part");
        }
        None
    }

    /// Whether the file at this path below `content` is let through: by its ending (`*.dat`, in any case), by its name, or
    /// by its path.
    pub(super) fn has(&self, inside: &str) -> bool {
        let name = inside.rsplit_once('/').map_or(inside, |(_, name)| name);
        self.0.iter().any(|pattern| match pattern.strip_prefix('*') {
            Some(ending) => {
                let (name, ending) = (name.to_lowercase(), ending.to_lowercase());
                name.len() > ending.len() && name.ends_with(&ending)
            }
            None => pattern == inside || pattern == name,
        })
    }
}

impl Hash for AllowedFiles {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

//! Where a page or file stands on the site.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A page's address from the site's root: `protective-strategies/avoidance/`; empty for the front page. It never
/// begins with `/` and always ends with one, unless empty. To clone it costs nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(OutPath);

/// The file that a host serves for a folder.
const INDEX: &str = "index.html";

impl Address {
    /// The front page.
    pub fn home() -> Self {
        Self::default()
    }

    /// The address with these parts, none of them empty.
    pub fn from_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut text = String::new();
        for part in parts {
            text.push_str(part);
            text.push('/');
        }
        text.push_str(INDEX);
        Self(OutPath::new(text))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        let file = self.0.as_str();
        &file[..file.len() - INDEX.len()]
    }

    /// The file a host serves for this address.
    pub fn out_path(&self) -> OutPath {
        self.0.clone()
    }

    /// The same, to be looked at.
    pub fn file_path(&self) -> &OutPath {
        &self.0
    }

    /// A file beside this page.
    pub fn file(&self, name: &str) -> OutPath {
        OutPath::new(format!("{}{name}", self.as_str()))
    }

    /// The last part; none for the front page.
    pub fn name(&self) -> Option<&str> {
        self.as_str().strip_suffix('/').map(|path| path.rsplit('/').next().unwrap_or(path))
    }

    /// The address of the folder that the page stands in.
    pub fn folder(&self) -> &str {
        let own = self.name().map_or(0, |name| name.len() + 1);
        &self.as_str()[..self.as_str().len() - own]
    }

    /// How many folders deep the page stands.
    pub fn depth(&self) -> usize {
        self.as_str().matches('/').count()
    }

    /// The way back to the site's root: `../` for each folder.
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }
}

impl Default for Address {
    fn default() -> Self {
        Self(OutPath::new(INDEX))
    }
}

/// By what is seen of it: an address comes before those below it.
impl Ord for Address {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for Address {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Address {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Address").field(&self.as_str()).finish()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A file's path in the output folder, with `/` between parts, without a leading one. To clone it costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// Takes a clean relative path.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

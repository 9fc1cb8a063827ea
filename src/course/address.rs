//! Where a page or file stands on the site.

use std::fmt;

/// A page's address from the site's root: `protective-strategies/avoidance/`; empty for the front page. It never
/// begins with `/` and always ends with one, unless empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Address(String);

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
        Self(text)
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file a host serves for this address.
    pub fn out_path(&self) -> OutPath {
        OutPath::new(format!("{}index.html", self.0))
    }

    /// A file beside this page.
    pub fn file(&self, name: &str) -> OutPath {
        OutPath::new(format!("{}{name}", self.0))
    }

    /// The last part; none for the front page.
    pub fn name(&self) -> Option<&str> {
        self.0.strip_suffix('/').map(|path| path.rsplit('/').next().unwrap_or(path))
    }

    /// The address of the folder that the page stands in.
    pub fn folder(&self) -> &str {
        let own = self.name().map_or(0, |name| name.len() + 1);
        &self.0[..self.0.len() - own]
    }

    /// How many folders deep the page stands.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// The way back to the site's root: `../` for each folder.
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A file's path in the output folder, with `/` between parts, without a leading one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// Takes a clean relative path.
    pub fn new(path: impl Into<String>) -> Self {
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

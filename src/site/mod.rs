//! The output as data: every file of the site by its path. Nothing is written here.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::course::OutPath;

/// The first line of `_headers`, which every site has: how an output folder is known to be Attune's.
pub const SIGN: &str = "# Made by Attune";

/// Every file of the output folder.
pub type Site = BTreeMap<OutPath, OutFile>;

/// One file's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutFile {
    /// Text made by rendering.
    Text(Arc<str>),
    /// Bytes from the course or the theme.
    Bytes(Arc<[u8]>),
}

impl OutFile {
    /// The file's bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

impl From<String> for OutFile {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

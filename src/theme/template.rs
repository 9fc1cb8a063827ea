//! The texts of a theme's templates, with the places they came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::CoursePath;

use super::files::{self, ThemeFiles};

/// A template's text and where it came from.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// Its path in the course, or where it would be.
    pub(super) path: CoursePath,
    /// Without a byte order mark.
    pub(super) text: Arc<str>,
    /// Bytes of the byte order mark taken away.
    pub(super) skipped: usize,
    /// Whether the course's sources hold it.
    pub(super) of_course: bool,
}

/// Every template by its name.
pub(super) type Templates = BTreeMap<String, Template>;

pub(super) fn templates(files: &ThemeFiles) -> Templates {
    let read = |(path, file): (&String, &files::ThemeFile)| {
        let name = path.strip_prefix(files::TEMPLATES)?.to_owned();
        let text = file.text()?;
        let of_course = file.is_of_course();
        let template = match text.strip_prefix('\u{feff}') {
            Some(rest) => Template { path: file.path.clone(), text: Arc::from(rest), skipped: 3, of_course },
            None => Template { path: file.path.clone(), text, skipped: 0, of_course },
        };
        Some((name, template))
    };
    files.iter().filter_map(read).collect()
}

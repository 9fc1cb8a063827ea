//! The theme in one language: templates with their words.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::theme::{Theme, Words, date_text};

/// The theme as a course in one language uses it.
pub(super) struct Look<'a> {
    theme: &'a Theme,
    words: &'a Words,
    language: &'a str,
}

impl<'a> Look<'a> {
    pub(super) fn new(theme: &'a Theme, language: &'a str) -> Self {
        Self { theme, words: theme.words(language), language }
    }

    /// Renders a template; see [`Theme::render`].
    pub(super) fn render<T: Serialize>(&self, template: &str, view: &T) -> Result<String, Box<Diagnostic>> {
        self.theme.render(template, self.language, view)
    }

    /// A word of the interface. A theme's words are complete: a test holds every key that Rust asks for.
    pub(super) fn word(&self, key: &str) -> &'a str {
        self.words.get(key).map_or("", String::as_str)
    }

    /// A date as the language writes it.
    pub(super) fn date_text(&self, date: jiff::civil::Date) -> String {
        date_text(self.words, date)
    }
}

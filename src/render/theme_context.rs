//! The theme in one language: templates with their words, and the citation style.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use crate::course::MESSAGE_KEYS;
use crate::diagnostic::Diagnostic;
use crate::source::Digest;
use crate::theme::{Messages, PaperColors, Theme, date_text};

use crate::render::blocks::placeholders::FilledTemplate;
use crate::render::citations::CitationStyle;

/// The theme as a course in one language uses it.
#[derive(Debug)]
pub(crate) struct ThemeContext {
    theme: Arc<Theme>,
    /// How citations are printed.
    pub(crate) citation_style: Arc<CitationStyle>,
    language: String,
    fragments: Fragments,
    has_own_templates: bool,
    shapes: Shapes,
}

/// Pieces that many pages share, by what they are made from. In several parts, so that threads seldom meet.
#[derive(Debug, Default)]
struct Fragments([Mutex<HashMap<Digest, Arc<FilledTemplate>>>; 16]);

/// What the pages of one shape share, by the digest of the shape. Pages that follow each other mostly have few shapes, and so
/// no more than [`MOST_SHAPES`] are kept.
type Shapes = Mutex<HashMap<Digest, Arc<FilledTemplate>>>;

/// Each takes some ten kilobytes.
const MOST_SHAPES: usize = 64;

impl ThemeContext {
    pub(crate) fn new(theme: Arc<Theme>, citation_style: Arc<CitationStyle>, language: &str) -> Self {
        Self {
            has_own_templates: theme.has_own_templates(),
            theme,
            citation_style,
            language: language.to_owned(),
            fragments: Fragments::default(),
            shapes: Shapes::default(),
        }
    }

    /// A digest of the theme: the same digest and the same view give the same page.
    pub(crate) fn digest(&self) -> Digest {
        self.theme.digest()
    }

    /// Whether there is a static file of this name.
    pub(crate) fn has_static(&self, name: &str) -> bool {
        self.theme.has_static(name)
    }

    /// The colours of the page.
    pub(crate) fn paper(&self) -> &PaperColors {
        self.theme.paper()
    }

    fn messages(&self) -> &Messages {
        self.theme.messages(&self.language)
    }

    /// Renders a template; see [`Theme::render`].
    pub(crate) fn render<T: Serialize>(&self, template: &str, view: &T) -> Result<String, Box<Diagnostic>> {
        self.theme.render(template, &self.language, view).map_err(Box::new)
    }

    /// Renders a template for a piece that many pages share; once for equal views.
    pub(crate) fn fragment<T: Hash + Serialize>(
        &self,
        template: &str,
        view: &T,
    ) -> Result<Arc<FilledTemplate>, Box<Diagnostic>> {
        let key = Digest::of_value(&(template, view));
        let part = usize::try_from(key.seed() % 16).unwrap_or_default();
        let lock = || self.fragments.0[part].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(FilledTemplate::new(self.render(template, view)?));
        lock().insert(key, Arc::clone(&made));
        Ok(made)
    }

    /// Whether templates may read what those of the program only print.
    pub(crate) fn has_own_templates(&self) -> bool {
        self.has_own_templates
    }

    /// Renders a template; once for pages of one shape, where marks stand in the `view` for all that they have of their own.
    pub(crate) fn shape<T: Hash + Serialize>(
        &self,
        template: &str,
        view: &T,
        is_marked: bool,
    ) -> Result<Arc<FilledTemplate>, Box<Diagnostic>> {
        let render = || Ok(Arc::new(FilledTemplate::new(self.render(template, view)?)));
        if !is_marked {
            return render();
        }
        let key = Digest::of_value(&(template, view));
        let lock = || self.shapes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Ok(Arc::clone(known));
        }
        let made = render()?;
        let mut shapes = lock();
        if shapes.len() >= MOST_SHAPES {
            shapes.clear();
        }
        shapes.insert(key, Arc::clone(&made));
        Ok(made)
    }

    /// A word of the interface, by one of [`crate::course::MESSAGE_KEYS`]. A theme's words are complete: tests hold every key that is asked for.
    pub(crate) fn message(&self, key: &str) -> &str {
        debug_assert!(MESSAGE_KEYS.contains(&key) || key.starts_with("item_"), "`{key}` is in the table of keys");
        self.messages().get(key).map_or("", String::as_str)
    }

    /// A date as the language writes it.
    pub(crate) fn date_text(&self, date: jiff::civil::Date) -> String {
        date_text(self.messages(), date)
    }
}

#[cfg(test)]
mod tests {
    use crate::course::{ItemKind, MESSAGE_KEYS, item_kind_key};
    use crate::input::Inputs;
    use crate::theme::Theme;

    #[test]
    fn every_language_has_the_words_that_rust_asks_for() {
        let theme = Theme::named(&Inputs::default(), "default").value;
        for language in ["en", "de", "fr", "es", "ar"] {
            for key in MESSAGE_KEYS.map(str::to_owned).into_iter().chain(ItemKind::ALL.map(item_kind_key)) {
                assert!(theme.messages(language).get(&key).is_some_and(|word| !word.is_empty()), "{language} {key}");
            }
        }
    }
}

//! The theme that a course chose, and the language of its interface.

use std::sync::Arc;

use crate::config::SiteConfig;
use crate::diagnostic::{Code, Diagnostic, listed};
use crate::input::{FileRole, Inputs};
use crate::source::Digest;
use crate::theme::Theme;

use super::files::CourseFiles;
use super::{Kept, kept};

/// The theme, as it was last read or read now.
pub(super) fn load_theme(
    inputs: &Inputs,
    files: &CourseFiles,
    config: &SiteConfig,
    last: &mut Option<Kept<Theme>>,
) -> (Arc<Theme>, Arc<[Diagnostic]>) {
    let others = (&config.language, config.language_span, config.privacy.strip_metadata);
    let digest =
        Digest::of_value(&(files.digest(|role| role == FileRole::Theme), &config.theme, &config.security, others));
    let theme = kept(last, digest, || {
        let mut theme = Theme::load(inputs, &config.theme, (&config.security, config.privacy.strip_metadata));
        theme.diagnostics.extend(without_words(&theme.value, config));
        theme
    });
    (Arc::clone(&theme.value), Arc::clone(&theme.diagnostics))
}

/// A language in which the interface has no words.
fn without_words(theme: &Theme, config: &SiteConfig) -> Option<Diagnostic> {
    let (language, span) = (&config.language, config.language_span?);
    if theme.speaks(language) {
        return None;
    }
    let known: Vec<&str> = theme.languages().collect();
    let message = format!("the interface has no words in `{language}`, and will be in English");
    let help = format!(
        "write them in `themes/{}/strings/{language}.toml`: `attune theme copy strings/en.toml --as strings/{language}.toml` \
         writes all keys; there are words in {}",
        config.theme.name,
        listed(&known)
    );
    Some(Diagnostic::new(Code::InterfaceLanguage, span, message).help(help))
}

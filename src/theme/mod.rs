//! Templates, static files and the interface's messages: how a course looks, apart from what it says.
//!
//! The default theme (`themes/default`) is part of the program. A course's own theme, `themes/NAME`, shadows it file by
//! file, so that a course changes what it wants and keeps the rest; `themes/default` in a course shadows it too. This
//! module owns the template engine and the places in templates that its errors name. It knows nothing of a course's
//! content: what a template sees is a view made by [`crate::render`]. Start at [`Theme::load`] and [`Theme::render`].

mod catalog;
mod colors;
#[cfg(test)]
mod complete;
mod date;
mod engine;
mod fault;
mod files;
mod lint;
mod messages;
mod minifier;
mod plural;
mod runaway;
mod scripts;
mod styles;
mod template;
mod views;

pub(crate) use catalog::{Catalog, Change, Upstream, default_paths};
pub(crate) use colors::PaperColors;
pub(crate) use date::date_text;
pub(crate) use files::own_texts;
pub(crate) use messages::Messages;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::config::{Security, ThemeChoice};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::input::Inputs;
use crate::source::{CoursePath, Digest, Span};

use engine::Engine;
use files::ThemeFiles;
use messages::MessageTable;
use plural::Plurals;
pub(crate) use runaway::{TemplateGuard, TemplateLimits, guard_templates};

/// A theme, ready to render pages from many threads at once.
#[derive(Debug)]
pub(crate) struct Theme {
    engine: Engine,
    statics: BTreeMap<String, Arc<[u8]>>,
    /// Which of them the course brought, each with its file.
    of_course: BTreeMap<String, CoursePath>,
    messages: MessageTable,
    digest: Digest,
    paper: PaperColors,
}

/// A view made ready for templates once, for those that many pages share. It stands in other views like any field.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Ready(tera::Value);

impl Ready {
    /// Makes a view ready.
    pub(crate) fn of<T: Serialize>(view: &T) -> Self {
        Self(tera::Value::from_serializable(view))
    }
}

impl Theme {
    /// The theme that the course chose, over the default theme. Every fault of every template and of every file of
    /// words is found; its pictures are stripped of their metadata where `strips` says so. With faults, the value is the default theme alone, which a failed build does not show.
    ///
    /// # Panics
    /// Never: a test loads the embedded theme.
    pub(crate) fn load(inputs: &Inputs, choice: &ThemeChoice, (security, strips): (&Security, bool)) -> Outcome<Self> {
        let mut diagnostics = Vec::new();
        let mut files = files::collect(inputs, &choice.name);
        let folder = format!("themes/{}", choice.name);
        if choice.name != files::DEFAULT_NAME && !inputs.files.keys().any(|path| path.below(&folder).is_some()) {
            diagnostics.push(missing(&choice.name, choice.name_span));
        }
        diagnostics.extend(files::unused(&files));
        diagnostics.extend(files::not_there(&files, choice));
        if strips {
            diagnostics.extend(files::strip_pictures(&mut files));
        }
        let paper = colors::apply(&mut files, choice, &mut diagnostics);
        let value = Self::from_files(&files, paper.clone(), security, &mut diagnostics).unwrap_or_else(|| {
            Self::from_files(&files::embedded(), paper, security, &mut Vec::new())
                .expect("a test loads the embedded theme")
        });
        Outcome { value, diagnostics }
    }

    /// The theme of this name, as it is without further choices.
    pub(crate) fn named(inputs: &Inputs, name: &str) -> Outcome<Self> {
        let choice = ThemeChoice { name: name.to_owned(), ..ThemeChoice::default() };
        Self::load(inputs, &choice, (&Security::default(), false))
    }

    fn from_files(
        files: &ThemeFiles,
        paper: PaperColors,
        security: &Security,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let digest = files::digest(files.iter());
        let folder = files::digest(files.iter().filter(|(path, _)| path.starts_with(files::STATIC))).hex(8);
        let found = diagnostics.len();
        let mut statics = files::statics(files);
        styles::publish(files, &mut statics);
        let joined = scripts::publish(files, &mut statics, diagnostics);
        if diagnostics.len() > found {
            return None;
        }
        let messages = messages::load(files).collect(diagnostics);
        let mut published: BTreeMap<String, String> = statics.keys().map(|path| (path.clone(), path.clone())).collect();
        published.extend(joined);
        let own = |path: &str| files.get(&format!("{}{path}", files::STATIC)).filter(|file| file.is_of_course());
        let of_course = statics.keys().filter_map(|path| Some((format!("{folder}/{path}"), own(path)?.path.clone())));
        let of_course = of_course.collect();
        let statics = statics.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)).collect();
        let plurals = Plurals::of(messages.languages());
        let engine =
            Engine::new(files, &folder, published, plurals).map_err(|faults| diagnostics.extend(faults)).ok()?;
        let faults = lint::lint(engine.templates(), messages.of("en"), security);
        if !faults.is_empty() {
            diagnostics.extend(faults);
            return None;
        }
        Some(Self { engine, statics, of_course, messages, digest, paper })
    }

    /// Renders a template (its path below `templates`) with a view, whose fields are what the template sees beside the
    /// interface's messages in a language (`t`).
    ///
    /// # Errors
    /// A `template-render` diagnostic at the place in the template.
    pub(crate) fn render<T: Serialize>(&self, template: &str, language: &str, view: &T) -> Result<String, Diagnostic> {
        self.engine.render(template, self.messages.value_of(language), view)
    }

    /// Whether the course has templates of its own, which may do anything with what they see.
    pub(crate) fn has_own_templates(&self) -> bool {
        self.engine.has_own_templates()
    }

    /// The theme's static files by their path below `assets/`. The first folder of that path is a digest of them all:
    /// a changed file has a new address, and modules that import each other by relative paths still meet.
    pub(crate) fn statics(&self) -> &BTreeMap<String, Arc<[u8]>> {
        &self.statics
    }

    /// The file of the course that a static file is, if it is no part of the program.
    pub(crate) fn brought_by_course(&self, path: &str) -> Option<&CoursePath> {
        self.of_course.get(path)
    }

    /// The interface's messages in a language given as a BCP 47 tag: its own, where it has none those of the
    /// language without the region, and else English.
    pub(crate) fn messages(&self, language: &str) -> &Messages {
        self.messages.of(language)
    }

    /// Whether the interface has words in the language, or in it without its region.
    pub(crate) fn speaks(&self, language: &str) -> bool {
        self.messages.speaks(language)
    }

    /// The languages that the interface has words in.
    pub(crate) fn languages(&self) -> impl Iterator<Item = &str> {
        self.messages.languages()
    }

    /// Whether there is a static file of this name.
    pub(crate) fn has_static(&self, name: &str) -> bool {
        self.statics.keys().any(|path| path.split_once('/').is_some_and(|(_, known)| known == name))
    }

    /// The colours of the page.
    pub(crate) fn paper(&self) -> &PaperColors {
        &self.paper
    }

    /// A digest of every file of the theme: the same digest and the same view give the same page.
    pub(crate) fn digest(&self) -> Digest {
        self.digest
    }
}

fn missing(name: &str, span: Option<Span>) -> Diagnostic {
    let place = span.map_or_else(|| Place::File(CoursePath::new("site.toml")), Place::At);
    Diagnostic::at(Code::ThemeMissing, place, format!("there is no theme `{name}`"))
        .help(format!("create the folder `themes/{name}` with the files to change, or leave `theme` out"))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn course(files: &[(&str, &str)]) -> Inputs {
        let mut inputs = Inputs::default();
        for (path, text) in files {
            inputs.put(CoursePath::new(path), text.as_bytes().to_vec());
        }
        inputs
    }

    /// Where the main style sheet is published, and its bytes.
    fn site_css(theme: &Theme) -> (&str, &[u8]) {
        let found = theme.statics().iter().find(|(path, _)| path.ends_with("/site.css"));
        found.map(|(path, bytes)| (path.as_str(), &**bytes)).expect("there is one")
    }

    #[test]
    fn the_embedded_theme_has_no_faults() {
        let outcome = Theme::named(&Inputs::default(), "default");
        assert_eq!(outcome.diagnostics, []);
        assert!(!site_css(&outcome.value).1.is_empty());
    }

    #[test]
    fn a_course_changes_one_file_and_keeps_the_rest() {
        let inputs = course(&[("themes/mine/static/site.css", "p{}"), ("themes/mine/strings/en.toml", "skip = 'Go'")]);
        let theme = Theme::named(&inputs, "mine");
        assert_eq!(theme.diagnostics, []);
        let (mine, plain) = (theme.value, Theme::named(&Inputs::default(), "default").value);
        let ((own_path, own), (path, _)) = (site_css(&mine), site_css(&plain));
        assert_eq!(own, b"p{}");
        assert_eq!(mine.statics().len(), plain.statics().len());
        assert_ne!(own_path, path);
        assert_ne!(mine.digest(), plain.digest());
        assert_eq!(mine.messages("en-GB")["skip"], "Go");
        assert_eq!(mine.messages("de")["skip"], plain.messages("de")["skip"]);
    }

    #[test]
    fn a_theme_without_files_is_missing() {
        let outcome = Theme::named(&Inputs::default(), "gone");
        assert_eq!(outcome.diagnostics.len(), 1);
        assert_eq!(outcome.diagnostics[0].code, Code::ThemeMissing);
        assert_eq!(outcome.diagnostics[0].place, Place::File(CoursePath::new("site.toml")));
    }
}

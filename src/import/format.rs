//! The formats, and by what in a file each is told.

use super::material::Material;
use super::phrases::Phrases;
use super::report::{Place, Report};
use super::source::{Source, title_of};
use super::{gift, mdbook, moodle, qti, workbench};

/// A format that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Moodle's questions as text.
    Gift,
    /// Moodle's questions as XML.
    Moodle,
    /// A lesson of the Carpentries.
    Workbench,
    /// A book of mdBook, with its quizzes.
    Mdbook,
    /// A quiz of mdbook-quiz.
    MdbookQuiz,
    /// QTI 2.1, 2.2 or 3.
    Qti,
}

impl Format {
    /// Every format.
    pub(crate) const ALL: [Self; 6] =
        [Self::Gift, Self::Moodle, Self::Workbench, Self::Mdbook, Self::MdbookQuiz, Self::Qti];

    /// The name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gift => "gift",
            Self::Moodle => "moodle",
            Self::Workbench => "workbench",
            Self::Mdbook => "mdbook",
            Self::MdbookQuiz => "mdbook-quiz",
            Self::Qti => "qti",
        }
    }

    /// The format of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What a source is, by its content.
    pub(crate) fn of(source: &Source<'_>) -> Option<Self> {
        if source.is_folder {
            if qti::is_package(source) {
                return Some(Self::Qti);
            }
            let is_lesson = workbench::is_workbench(source);
            return is_lesson.then_some(Self::Workbench).or_else(|| mdbook::is_book(source).then_some(Self::Mdbook));
        }
        let [path] = source.paths.as_slice() else { return None };
        let text = source.text(path).ok()?;
        if moodle::is_moodle(&text) {
            return Some(Self::Moodle);
        }
        if qti::is_item(&text) {
            return Some(Self::Qti);
        }
        if mdbook::is_quiz(&text) {
            return Some(Self::MdbookQuiz);
        }
        // A name of this kind is only given to GIFT, so that what is wrong with its content is told.
        let is_named = path.to_ascii_lowercase().ends_with(".gift");
        (is_named || !text.trim_start().starts_with('<') && gift::is_gift(&text)).then_some(Self::Gift)
    }

    /// Reads a source in this format. `language` is the tag of the course's, where that is known.
    pub(super) fn read(self, source: &Source<'_>, language: Option<&str>, report: &mut Report) -> Material {
        match self {
            Self::Gift => one_text(source, report, gift::read),
            Self::Moodle => one_text(source, report, moodle::read),
            Self::Workbench => workbench::read(source, language, report),
            Self::Mdbook => mdbook::read(source, language, report),
            Self::MdbookQuiz => {
                let phrases = Phrases::of(language.unwrap_or_default());
                one_text(source, report, |file, text, title, report| {
                    mdbook::read_quiz((file, text, title), phrases, report)
                })
            }
            Self::Qti => qti::read(source, report),
        }
    }
}

/// Reads a source that is one text.
fn one_text(
    source: &Source<'_>,
    report: &mut Report,
    read: impl Fn(&str, &str, &str, &mut Report) -> Material,
) -> Material {
    let path = source.paths.first().cloned().unwrap_or_default();
    match source.text(&path) {
        Ok(text) => read(&source.name, &text, &title_of(&source.name), report),
        Err(why) => {
            report.fault(
                &Place::file(&source.name),
                format!("the file {why}"),
                "a text is needed: see what the other tool exports",
            );
            Material::default()
        }
    }
}

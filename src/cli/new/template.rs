//! The texts that `attune new` writes: pages for every kind, and the parts that stand in pages.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::config::{Kind, KindOrder, OwnContainers, primary_language};

use super::place::bare;

/// The same pages in German, by the names of their files.
static PAGES_DE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/pages-de");
/// The same parts.
static PARTS_DE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/parts-de");

/// The languages that texts are there in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextLanguage {
    English,
    German,
}

impl TextLanguage {
    /// That of a course in the language of this tag; none where there are no texts in it.
    pub(super) fn of(tag: &str) -> Option<Self> {
        match primary_language(tag).as_str() {
            "en" => Some(Self::English),
            "de" => Some(Self::German),
            _ => None,
        }
    }

    /// The text of a file of `german`, or the English one.
    fn choose(self, german: &'static Dir<'_>, file: &str, english: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::German => german.get_file(file).and_then(|file| file.contents_utf8()).unwrap_or(english),
        }
    }

    fn page(self, name: &str, english: &'static str) -> &'static str {
        self.choose(&PAGES_DE, &format!("{name}.md"), english)
    }

    /// The text of a file of data, by its name.
    pub(super) fn data(self, name: &str, english: &'static str) -> &'static str {
        self.choose(&PAGES_DE, &format!("{name}.yaml"), english)
    }

    fn part(self, name: &str, english: &'static str) -> &'static str {
        self.choose(&PARTS_DE, &format!("{name}.md"), english)
    }

    /// The title of a part that is printed, where it has one of its own.
    fn title(self, part: &str) -> &'static str {
        match (self, part) {
            (Self::English, "practice") => "title=\"The skill\"",
            (Self::German, "practice") => "title=\"Die Fertigkeit\"",
            (Self::English, _) => "title=\"What is at stake\"",
            (Self::German, _) => "title=\"Was auf dem Spiel steht\"",
        }
    }

    /// The line for the place of a page whose kind has an order of its own.
    fn step(self) -> &'static str {
        match self {
            Self::English => "step: 1 # its place among the others\n",
            Self::German => "step: 1 # ihr Platz unter den anderen\n",
        }
    }
}

/// Pages with a text of their own, and what each is.
pub(super) const PAGES: [(&str, &str, &str); 7] = [
    ("lesson", "A lesson with objectives and questions", include_str!("../pages/lesson.md")),
    ("module", "A folder of lessons with its index page", include_str!("../pages/module.md")),
    ("case", "A case with its attestation to fill in", include_str!("../pages/case.md")),
    ("assessment", "A test that draws from a pool of questions", include_str!("../pages/assessment.md")),
    ("scenario", "An exchange with choices", include_str!("../pages/scenario.md")),
    ("practice", "A skill to rehearse", include_str!("../pages/practice.md")),
    ("dialogue", "A session excerpt to look at", include_str!("../pages/dialogue.md")),
];
/// The page for any other kind.
const OTHER: &str = include_str!("../pages/kind.md");
/// Files of data in `content`, each under its name.
pub(super) const DATA: [(&str, &str, &str); 2] = [
    ("glossary", "Terms and what they mean", include_str!("../pages/glossary.yaml")),
    ("references", "Works that pages cite", include_str!("../pages/references.yaml")),
];
/// What stands in pages.
pub(super) const PARTS: [(&str, &str, &str); 25] = [
    ("question", "One right answer", include_str!("../parts/question.md")),
    ("question-several", "Several right answers", include_str!("../parts/question-several.md")),
    ("question-judgement", "Best, defensible and unhelpful answers", include_str!("../parts/question-judgement.md")),
    ("question-rating", "Options to rate one by one", include_str!("../parts/question-rating.md")),
    ("question-order", "Steps to put in order", include_str!("../parts/question-order.md")),
    ("question-match", "Words to match with meanings", include_str!("../parts/question-match.md")),
    ("question-blank", "A word to fill in", include_str!("../parts/question-blank.md")),
    ("question-number", "A number to type", include_str!("../parts/question-number.md")),
    ("question-menu", "A word to choose in a sentence", include_str!("../parts/question-menu.md")),
    ("question-open", "An open question with a model answer", include_str!("../parts/question-open.md")),
    ("note", "An aside", include_str!("../parts/note.md")),
    ("tip", "A piece of advice", include_str!("../parts/tip.md")),
    ("warning", "What can go wrong", include_str!("../parts/warning.md")),
    ("advisory", "A word before what may distress", include_str!("../parts/advisory.md")),
    ("key-points", "What to take away", include_str!("../parts/key-points.md")),
    ("details", "What opens on request", include_str!("../parts/details.md")),
    ("exercise", "A task with its answer", include_str!("../parts/exercise.md")),
    ("figure", "A picture with a caption", include_str!("../parts/figure.md")),
    ("figures", "Pictures side by side", include_str!("../parts/figures.md")),
    ("video", "A film with captions and a transcript", include_str!("../parts/video.md")),
    ("audio", "A recording with its transcript", include_str!("../parts/audio.md")),
    ("facilitator", "A part for the trainer's edition", include_str!("../parts/facilitator.md")),
    ("dialogue", "A session excerpt", include_str!("../parts/dialogue.md")),
    ("scenario", "An exchange with choices", SCENARIO),
    ("practice", "A skill to rehearse", PRACTICE),
];
const SCENARIO: &str = include_str!("../parts/scenario.md");
const PRACTICE: &str = include_str!("../parts/practice.md");

/// The text of the part with this name.
pub(super) fn part(name: &str, language: TextLanguage) -> Option<String> {
    let (_, _, text) = PARTS.iter().find(|(known, ..)| *known == name)?;
    Some(language.part(name, text).replace("HEAD", language.title(name)))
}

/// The text of a container of the course's own, of another name that the course has for one, or of one that is called otherwise
/// elsewhere.
pub(super) fn own_part(name: &str, own: &OwnContainers, language: TextLanguage) -> Option<String> {
    if own.labelled(name).is_some() {
        return Some(language.part("own", include_str!("../parts/own.md")).replace("NAME", name));
    }
    let ours = own.canonical(name)?;
    let is_of_the_course = own.names().any(|known| known == name);
    let written = if is_of_the_course { name } else { &*ours };
    Some(part(&ours, language)?.replacen(&format!("::: {ours}"), &format!("::: {written}"), 1))
}

/// The text of a page: for `template`, where it has one of its own, and of the kind `kind` of the course, where there is
/// one. `None` when there is neither.
pub(super) fn page(
    template: &str,
    kinds: &BTreeMap<String, Kind>,
    name: &str,
    language: TextLanguage,
) -> Option<String> {
    let own = PAGES.iter().find(|(known, ..)| *known == template).map(|(.., text)| language.page(template, text));
    let kind = kinds.get(template);
    let text = match (own, kind) {
        (Some(text), Some(kind)) if kind.name != "lesson" && !text.contains("\nkind: ") => {
            text.replacen("draft: true\n", &format!("kind: {}\ndraft: true\n", kind.name), 1)
        }
        (Some(text), _) => text.to_owned(),
        (None, Some(kind)) => {
            let step = if kind.order == KindOrder::Step { language.step() } else { "" };
            language.page("kind", OTHER).replace("KIND", &kind.name).replace("STEP", step)
        }
        (None, None) => return None,
    };
    let (part, english) = if template == "practice" { ("practice", PRACTICE) } else { ("scenario", SCENARIO) };
    let part = language.part(part, english);
    let (title, id) = names(name);
    let text = text.replace("PART", &part.replace("HEAD", "#NAME title=\"PLAIN\"")).replace("NAME", &id);
    // Inside YAML's double quotes two characters have a meaning; inside an attribute's the quotes themselves.
    let quoted = title.replace('\\', "\\\\").replace('"', "\\\"");
    Some(text.replace("TITLE", &quoted).replace("PLAIN", &title.replace('"', "'")))
}

/// A title and an id from a name: `03-mixed-forms` is "Mixed forms" and `mixed-forms`.
fn names(name: &str) -> (String, String) {
    let bare = bare(name);
    let words = bare.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let title = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    let id = crate::course::slug(bare);
    (title, if id.is_empty() { "page".to_owned() } else { id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_safe_in_its_quotes() {
        assert!(
            page("module", &BTreeMap::new(), "a\"b\\c", TextLanguage::English)
                .expect("there is one")
                .contains("title: \"A\\\"b\\\\c\"")
        );
    }

    #[test]
    fn a_title_comes_from_the_name() {
        assert_eq!(names("03-mixed-forms"), ("Mixed forms".to_owned(), "mixed-forms".to_owned()));
        assert_eq!(names("2024"), ("2024".to_owned(), "2024".to_owned()));
        assert_eq!(names("überblick").0, "Überblick");
    }
}

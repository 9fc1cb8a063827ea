//! What of the default theme a course can change, what it has changed, and what became of that since.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::input::{FileRole, Inputs};
use crate::source::CoursePath;

use super::files::{self, DEFAULT_NAME, STATIC, STRINGS, TEMPLATES, ThemeFile, ThemeFiles, UPSTREAM};
use super::views::{ENTRIES, Type, fields};

/// Every file of a course's theme and of the default one.
#[derive(Debug)]
pub(crate) struct Catalog {
    /// The theme's name.
    name: String,
    own: ThemeFiles,
    default: ThemeFiles,
    /// The default theme's files as they were when they were copied.
    upstream: BTreeMap<String, Arc<[u8]>>,
}

/// A file that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CatalogFile {
    /// Its path in a theme.
    pub(crate) path: String,
    /// What it is for.
    pub(crate) about: String,
    /// Whether it is the course's.
    pub(crate) is_own: bool,
}

/// A file of the course in the place of one of the default theme's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// Its path in a theme.
    pub(crate) path: String,
    /// The default theme's text, and the course's.
    pub(crate) default: String,
    pub(crate) own: String,
    pub(crate) upstream: Upstream,
}

/// What became of the default theme's file since it was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Upstream {
    /// It is the same.
    Unchanged,
    /// It was this text.
    Changed(String),
    /// Nobody knows: it was not copied by `attune theme copy`.
    Unknown,
}

impl Catalog {
    /// Of the theme that a course names.
    pub(crate) fn of(inputs: &Inputs, name: &str) -> Self {
        let folder = format!("themes/{name}/{UPSTREAM}");
        let in_upstream = |(path, file): (&CoursePath, &crate::input::InputFile)| {
            let inside = path.as_str().strip_prefix(&folder)?.to_owned();
            (file.role == FileRole::Theme).then(|| (inside, files::bytes(&file.content)))
        };
        Self {
            name: name.to_owned(),
            own: files::collect(inputs, name),
            default: files::embedded(),
            upstream: inputs.files.iter().filter_map(in_upstream).collect(),
        }
    }

    /// Every file, by path.
    pub(crate) fn files(&self) -> Vec<CatalogFile> {
        let file = |(path, file): (&String, &ThemeFile)| CatalogFile {
            path: path.clone(),
            about: self.about(path),
            is_own: file.is_of_course(),
        };
        self.own.iter().map(file).collect()
    }

    /// Every path, for "did you mean".
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str)
    }

    /// The bytes of a file of the default theme.
    pub(crate) fn default_bytes(&self, path: &str) -> Option<Arc<[u8]>> {
        self.default.get(path).map(ThemeFile::bytes)
    }

    /// Where a file of the theme lies in the course, and where what was copied is kept.
    pub(crate) fn places(&self, path: &str) -> (CoursePath, CoursePath) {
        let folder = format!("themes/{}", self.name);
        (CoursePath::new(&format!("{folder}/{path}")), CoursePath::new(&format!("{folder}/{UPSTREAM}{path}")))
    }

    fn about(&self, path: &str) -> String {
        if let Some(name) = path.strip_prefix(TEMPLATES) {
            let entry = ENTRIES.iter().find(|(entry, ..)| *entry == name);
            return entry.map_or_else(|| "a part of others".to_owned(), |(_, about, _)| (*about).to_owned());
        }
        if path.starts_with(STRINGS) {
            let missing = self.missing_words(path).len();
            return if missing == 0 {
                "words of the interface".to_owned()
            } else {
                format!("words of the interface; lacks {missing}")
            };
        }
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending {
            "css" if path.ends_with("/tokens.css") => "colours, letters and measures".to_owned(),
            "css" => "a style sheet, or a part of one".to_owned(),
            "js" | "mjs" => "a script".to_owned(),
            _ if path.starts_with(STATIC) => "published as it is".to_owned(),
            _ => String::new(),
        }
    }

    /// What one file holds: the fields that a template sees, the words that a language lacks; nothing of other files.
    pub(crate) fn described(&self, path: &str) -> Option<String> {
        let file = self.own.get(path)?;
        let mut text = format!("{path}: {}\n", self.about(path));
        if let Some(name) = path.strip_prefix(TEMPLATES) {
            match ENTRIES.iter().find(|(entry, ..)| *entry == name) {
                Some((_, _, variables)) => {
                    // What is its own first.
                    for (variable, view) in variables.iter().rev() {
                        describe(&mut text, variable, &Type::of_view(view), &mut Vec::new());
                    }
                    text.push_str("\nt: the interface's words, such as `{{ t.skip }}`; `attune theme list strings/en.toml` lists them\n");
                }
                None => text.push_str("\nIt sees what the template sees that includes it.\n"),
            }
        } else if path.starts_with(STRINGS) {
            let missing = self.missing_words(path);
            if missing.is_empty() {
                text.push('\n');
                for (key, words) in words(file) {
                    let _ = writeln!(text, "{key} = {words:?}");
                }
            } else {
                text.push_str("\nIt lacks, in English:\n");
                for (key, words) in missing {
                    let _ = writeln!(text, "{key} = {words:?}");
                }
            }
        }
        Some(text)
    }

    /// Keys of the interface that a language has no words for, with the English ones. What a region leaves to its language is
    /// not lacking.
    fn missing_words(&self, path: &str) -> BTreeMap<String, String> {
        let name = path.strip_prefix(STRINGS).and_then(|name| name.strip_suffix(".toml")).unwrap_or_default();
        let mut english = self.default.get(&format!("{STRINGS}en.toml")).map(words).unwrap_or_default();
        if name == "en" || name.starts_with("en-") {
            return BTreeMap::new();
        }
        let mut tag = Some(name);
        while let Some(language) = tag {
            for files in [&self.own, &self.default] {
                for key in files.get(&format!("{STRINGS}{language}.toml")).map(words).unwrap_or_default().keys() {
                    english.remove(key);
                }
            }
            tag = language.rsplit_once('-').map(|(shorter, _)| shorter);
        }
        english
    }

    /// Every text of the course that stands in the place of one of the default theme's.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let own = self.own.iter().filter(|(_, file)| file.is_of_course());
        let change = |(path, file): (&String, &ThemeFile)| {
            let default = self.default.get(path)?.text()?.to_string();
            let upstream = match self.upstream.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()) {
                Some(before) if before == default => Upstream::Unchanged,
                Some(before) => Upstream::Changed(before.to_owned()),
                None if self.name == DEFAULT_NAME && file.text().is_none() => return None,
                None => Upstream::Unknown,
            };
            Some(Change { path: path.clone(), default, own: file.text()?.to_string(), upstream })
        };
        own.filter_map(change).collect()
    }
}

/// The path of every file of the default theme.
pub(crate) fn default_paths() -> Vec<&'static str> {
    files::embedded_paths()
}

/// The words of a language.
fn words(file: &ThemeFile) -> BTreeMap<String, String> {
    let text = file.text().unwrap_or_default();
    toml::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default()
}

/// The fields of a value, and those of their values once each.
fn describe(text: &mut String, name: &str, value: &Type, seen: &mut Vec<&'static str>) {
    let view = match value {
        Type::View(view) => *view,
        _ => return,
    };
    if seen.contains(&view) {
        return;
    }
    seen.push(view);
    let _ = writeln!(text, "\n{name}");
    let mut below = Vec::new();
    for (field, written, about) in fields(view).unwrap_or_default() {
        let value = Type::of_field(written);
        let sign = if matches!(value, Type::List(_)) { "[]" } else { "" };
        let about = about.replace("[`Self::", "`").replace("`]", "`");
        let _ = writeln!(text, "  {:<24} {}", format!("{field}{sign}"), about);
        let item = if let Type::List(item) = &value { (**item).clone() } else { value };
        if matches!(item, Type::View(_)) {
            below.push((format!("{name}.{field}{sign}"), item));
        }
    }
    for (name, value) in below {
        describe(text, &name, &value, seen);
    }
}

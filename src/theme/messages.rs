//! The interface's messages: one TOML file of `key = "text"` for each language, `strings/LANG.toml`.
//!
//! A key that a language lacks comes from the language without its region, then from English. A course's theme shadows
//! the default messages key by key and may add keys of its own that begin with `own_`; any other key is an error, and so
//! is a name in braces that the English message does not fill.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Outcome, Place, suggest};
use crate::source::{FileId, Span};

use super::files::{self, ThemeFile, ThemeFiles};
use super::plural;

/// The messages of one language: key to text, with names in braces to be filled in.
pub(crate) type Messages = BTreeMap<String, String>;

const BASE: &str = "en";
const OWN: &str = "own_";

/// The messages of every language, each complete.
#[derive(Debug)]
pub(super) struct MessageTable {
    languages: BTreeMap<String, Messages>,
    values: BTreeMap<String, tera::Value>,
}

impl MessageTable {
    /// The same messages as templates see them, made once.
    pub(super) fn value_of(&self, language: &str) -> tera::Value {
        let value = self.values.get(language).or_else(|| self.values.get(&self.of(language)["language"]));
        value.cloned().unwrap_or_else(tera::Value::none)
    }

    /// The tags of all languages there are.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// Whether there are messages in the language, or in it without its region.
    pub(super) fn speaks(&self, language: &str) -> bool {
        chain(&canonical(language)).any(|tag| self.languages.contains_key(tag))
    }

    /// The messages of the nearest language there is.
    pub(super) fn of(&self, language: &str) -> &Messages {
        // Every message of every page asks; mostly the tag is one of ours as it stands.
        if let Some(messages) = self.languages.get(language) {
            return messages;
        }
        let tag = canonical(language);
        chain(&tag)
            .find_map(|tag| self.languages.get(tag))
            .or_else(|| self.languages.get(BASE))
            .expect("the embedded theme has English messages")
    }
}

/// A tag and the tags it falls back to, longest first.
fn chain(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(shorter, _)| shorter))
}

fn canonical(tag: &str) -> String {
    tag.replace('_', "-").to_ascii_lowercase()
}

/// Reads the messages of every language: the default theme's, then the course's over them.
pub(super) fn load(files: &ThemeFiles) -> Outcome<MessageTable> {
    let (mut raw, mut diagnostics) = (BTreeMap::new(), Vec::new());
    for (path, file) in &files::embedded() {
        diagnostics.extend(read_into(path, file, None, &mut raw));
    }
    // A language may have messages that English does not need.
    let mut known: Messages = raw.values().flatten().map(|(key, text)| (key.clone(), text.clone())).collect();
    known.extend(raw.get(BASE).cloned().unwrap_or_default());
    for (path, file) in files.iter().filter(|(_, file)| file.is_of_course()) {
        diagnostics.extend(read_into(path, file, Some(&known), &mut raw));
    }
    let languages: BTreeMap<String, Messages> = raw.keys().map(|tag| (tag.clone(), complete(tag, &raw))).collect();
    let values =
        languages.iter().map(|(tag, messages)| (tag.clone(), tera::Value::from_serializable(messages))).collect();
    Outcome { value: MessageTable { languages, values }, diagnostics }
}

fn complete(tag: &str, raw: &BTreeMap<String, Messages>) -> Messages {
    let mut messages = raw.get(BASE).cloned().unwrap_or_default();
    let tags: Vec<&str> = chain(tag).collect();
    for layer in tags.iter().rev().filter_map(|tag| raw.get(*tag)) {
        messages.extend(layer.clone());
    }
    messages.insert("language".to_owned(), tag.to_owned());
    messages
}

fn read_into(
    path: &str,
    file: &ThemeFile,
    known: Option<&Messages>,
    raw: &mut BTreeMap<String, Messages>,
) -> Vec<Diagnostic> {
    let Some(language) = path.strip_prefix(files::STRINGS).and_then(|name| name.strip_suffix(".toml")) else {
        return Vec::new();
    };
    let Some(text) = file.text() else { return Vec::new() };
    let (skipped, text) = text.strip_prefix('\u{feff}').map_or((0, text.as_ref()), |rest| (3, rest));
    let tag = canonical(language);
    let reader = Reader { file, skipped, language: &tag };
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<Diagnostic> = errors
        .iter()
        .map(|error| reader.fault(error.span().unwrap_or(0..0), format!("not TOML: {}", error.message())))
        .collect();
    let messages = raw.entry(tag.clone()).or_default();
    for (key, value) in table.get_ref() {
        match reader.message((key.get_ref(), key.span()), value.get_ref(), value.span(), known) {
            Ok(message) => {
                messages.insert(key.get_ref().to_string(), message);
            }
            Err(fault) => faults.push(fault),
        }
    }
    faults
}

struct Reader<'a> {
    file: &'a ThemeFile,
    skipped: usize,
    /// The tag of the language.
    language: &'a str,
}

impl Reader<'_> {
    fn message(
        &self,
        (key, key_span): (&str, Range<usize>),
        value: &DeValue<'_>,
        value_span: Range<usize>,
        known: Option<&Messages>,
    ) -> Result<String, Diagnostic> {
        let DeValue::String(text) = value else {
            let help = "write the words in quotation marks";
            return Err(self.fault(value_span, format!("`{key}` is not a text")).help(help));
        };
        if let Some(wrong) = plural::fault(text, self.language) {
            let help = "write the forms as `one: {n} day|other: {n} days`, by the categories of the Unicode CLDR";
            return Err(self.fault(value_span, format!("the forms of `{key}` are wrong: {wrong}")).help(help));
        }
        let Some(known) = known.filter(|_| !key.starts_with(OWN)) else { return Ok(text.to_string()) };
        let Some(english) = known.get(key) else {
            let own = format!("words for templates of your own begin with `{OWN}`");
            let meant = suggest(key, known.keys().map(String::as_str));
            let help = meant.nearest.map_or_else(|| own.clone(), |near| format!("did you mean `{near}`? {own}"));
            return Err(self.fault(key_span, format!("the interface has no words `{key}`")).help(help));
        };
        match names(text).find(|name| !names(english).any(|known| known == *name)) {
            Some(name) => {
                let known: Vec<String> = names(english).map(|name| format!("`{{{name}}}`")).collect();
                let help = if known.is_empty() {
                    "these words have nothing to fill in".to_owned()
                } else {
                    format!("these words can have {}", known.join(", "))
                };
                Err(self.fault(value_span, format!("nothing fills `{{{name}}}` in `{key}`")).help(help))
            }
            None => Ok(text.to_string()),
        }
    }

    fn fault(&self, range: Range<usize>, message: String) -> Diagnostic {
        let range = range.start + self.skipped..range.end + self.skipped;
        let place = if self.file.is_of_course() {
            Place::At(Span::new(FileId::of(&self.file.path), range))
        } else {
            Place::File(self.file.path.clone())
        };
        Diagnostic::at(Code::ThemeStrings, place, message)
    }
}

/// The names in braces.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::Theme;
    use super::super::tests::course;
    use super::*;
    use crate::input::Inputs;

    #[test]
    fn every_language_has_all_words_and_fills_the_same_names() {
        let (mut raw, mut faults) = (BTreeMap::new(), Vec::new());
        for (path, file) in &files::embedded() {
            faults.extend(read_into(path, file, None, &mut raw));
        }
        assert_eq!(faults, []);
        let english = &raw[BASE];
        for language in ["de", "fr", "es", "ar"] {
            let missing: Vec<&String> = english.keys().filter(|key| !raw[language].contains_key(*key)).collect();
            assert_eq!(missing, Vec::<&String>::new(), "missing in {language}");
            for (key, text) in &raw[language] {
                let english: BTreeSet<&str> = english.get(key).map(|text| names(text).collect()).unwrap_or_default();
                let unknown: Vec<&str> = names(text).filter(|name| !english.contains(name)).collect();
                assert_eq!(unknown, Vec::<&str>::new(), "{language}: {key}");
            }
        }
    }

    #[test]
    fn each_language_has_the_signs_and_spaces_of_its_own() {
        let languages = ["fr", "es", "de", "ar"].map(|language| {
            let text = files::embedded()[&format!("strings/{language}.toml")].text().unwrap();
            let table = DeTable::parse(&text).unwrap();
            let read = |(key, value): (&_, &toml::Spanned<DeValue<'_>>)| {
                let key: &toml::Spanned<std::borrow::Cow<'_, str>> = key;
                (key.get_ref().to_string(), value.get_ref().as_str().unwrap().to_owned())
            };
            (language, table.get_ref().iter().map(read).collect::<BTreeMap<String, String>>())
        });
        let follows = |text: &str, signs: &[char], before: &[char]| {
            let letters: Vec<char> = text.chars().collect();
            letters.windows(2).all(|pair| !signs.contains(&pair[1]) || before.contains(&pair[0]))
        };
        let spaces = ['\u{a0}', '\u{202f}'];
        for (language, messages) in &languages {
            for (key, text) in messages {
                let place = format!("{language}: {key}: {text}");
                match *language {
                    "ar" => assert!(!text.contains([',', ';', '?']), "{place}"),
                    "fr" => assert!(follows(text, &[':', ';', '?', '!', '»', '%'], &spaces), "{place}"),
                    _ => assert!(follows(text, &['%'], &spaces), "{place}"),
                }
            }
        }
    }

    #[test]
    fn words_fall_back_from_region_to_language_to_english() {
        let theme = Theme::named(&Inputs::default(), "default").value;
        assert_eq!(theme.messages("de-AT")["language"], "de");
        assert_eq!(theme.messages("DE_at")["skip"], theme.messages("de")["skip"]);
        assert_eq!(theme.messages("en-GB")["skip"], theme.messages("en")["skip"]);
        assert_eq!(theme.messages("xx")["language"], "en");
    }

    #[test]
    fn faults_in_words_are_all_found_with_their_place() {
        let text = "skipp = 'x'\nskip = 3\nquestion_of = '{m}'\nown_greeting = 'Hello {you}'\n";
        let inputs = course(&[("themes/mine/strings/en.toml", text)]);
        let outcome = Theme::named(&inputs, "mine");
        let mut found: Vec<(u32, String)> = Vec::new();
        for fault in &outcome.diagnostics {
            let Place::At(span) = fault.place else { panic!("no span: {fault:?}") };
            found.push((inputs.sources.positions(span).unwrap().0.line, fault.message.clone()));
        }
        found.sort();
        let lines: Vec<u32> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 3], "{found:?}");
        assert_eq!(outcome.value.messages("en")["own_greeting"], "Hello {you}");
    }

    #[test]
    fn forms_that_a_language_does_not_have_are_an_error() {
        let text = "minutes = 'one: {n} minute|few: {n} minutes|other: {n} minutes'\n";
        let inputs = course(&[("themes/mine/strings/en.toml", text)]);
        let faults = Theme::named(&inputs, "mine").diagnostics;
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].message.contains("no form `few`"), "{faults:?}");
    }

    #[test]
    fn words_that_are_not_toml_are_reported() {
        let inputs = course(&[("themes/mine/strings/en.toml", "skip = \n")]);
        let faults = Theme::named(&inputs, "mine").diagnostics;
        assert_eq!(faults[0].code, Code::ThemeStrings);
    }
}

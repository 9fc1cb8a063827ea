//! Long words of the course, in languages that write several words as one: who looks for "Abbruch" finds "Beziehungsabbruch". Pagefind
//! finds words by their beginning; the theme's script looks here for those that hold what is looked for further back.

use std::collections::BTreeSet;

use crate::config::primary_language;

use super::pagefind::Document;

/// The file, in the folder of the index.
pub(super) const NAME: &str = "words.json";
/// Languages that write compounds as one word.
const LANGUAGES: [&str; 9] = ["de", "nl", "sv", "da", "nb", "nn", "no", "fi", "is"];
/// Letters of the shortest word that is one of two.
const SHORTEST: usize = 8;
/// More letters than a word has; what is longer is an address or a number.
const LONGEST: usize = 60;

/// Whether the language has such words.
pub(super) fn has(language: &str) -> bool {
    LANGUAGES.contains(&primary_language(language).as_str())
}

/// The long words of documents, in lower case.
pub(super) fn of(documents: &[Document]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for document in documents {
        // What stands in a tag is nothing that is read.
        for text in document.html.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)) {
            for word in text.split(|letter: char| !letter.is_alphabetic()) {
                if (SHORTEST..=LONGEST).contains(&word.chars().count()) {
                    words.insert(word.to_lowercase());
                }
            }
        }
    }
    words
}

/// The file's text.
pub(super) fn text(words: &BTreeSet<String>) -> String {
    serde_json::to_string(words).expect("words are JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::OutPath;

    #[test]
    fn long_words_are_taken_once_and_not_from_tags() {
        let html =
            "<p id=\"verschiedenes\">Der Beziehungsabbruch, ein <em>Beziehungsabbruch</em>; Ärgernisse &amp; mehr</p>";
        let document = Document { address: OutPath::new("a/index.html"), html: html.to_owned() };
        assert_eq!(text(&of(&[document])), "[\"beziehungsabbruch\",\"ärgernisse\"]");
        assert!(has("de-CH") && !has("en") && !has("fr"));
    }
}

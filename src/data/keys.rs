//! Tables of keys: what a file can say, written down once. Reading, the JSON schemas, the words that editors offer and
//! the tables in the documentation are all made from them.

/// A key, what it is for and what its value looks like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// As written.
    pub(crate) name: &'static str,
    /// What it is for, in a sentence of Markdown; of a key with [`Shape::Unsupported`] what to do instead.
    pub(crate) about: &'static str,
    /// The form of its value.
    pub(crate) shape: Shape,
    /// Whether its table cannot be without it.
    pub(crate) required: bool,
}

/// The form of a value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// Text on one line.
    Line,
    /// Text that may have several lines.
    Text,
    /// Text on one line that matches this regular expression (ECMA 262), white space at its ends apart. Editors see the
    /// expression; the reader of the key decides, and a test holds that the two agree.
    Pattern(&'static str),
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// One of these words, or text that matches an expression.
    WordOr(fn() -> Vec<&'static str>, &'static str),
    /// `true` or `false`.
    Truth,
    /// A date as year, month and day.
    Date,
    /// A whole number between two others, both allowed.
    Whole(i64, i64),
    /// A number between two others, both allowed, in halves: unlike tenths, they are exact in every program that reads a schema.
    Halves(i64, i64),
    /// A list of such values.
    List(&'static Shape),
    /// A list of at least one of these words, each at most once.
    Choice(fn() -> Vec<&'static str>),
    /// Text on one line, or such a value.
    LineOr(&'static Shape),
    /// Text on one line that matches an expression, or such a value.
    PatternOr(&'static str, &'static Shape),
    /// A table of these keys.
    Table(&'static [Key]),
    /// A table of any keys with any values, which templates of a course's own see.
    Free,
    /// A table whose keys are names that a course chooses, each with a table of these keys.
    Named(&'static [Key]),
    /// A table whose keys are names that match the first expression, each with text on one line that matches the second.
    Lines(&'static str, &'static str),
    /// A table whose keys are names that a course chooses, each with text on one line or a number.
    Values,
    /// A table from rules to `deny`, `warn` or `allow`.
    Rules,
    /// A key that a later version will have: an error and not merely unknown, so that nobody believes it does anything.
    Unsupported,
}

impl Key {
    /// A key that can be left out.
    pub(crate) const fn new(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self { name, about, shape, required: false }
    }

    /// A key that must be there.
    pub(crate) const fn required(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self { name, about, shape, required: true }
    }

    /// Whether this version does something with the key.
    pub(crate) fn is_supported(&self) -> bool {
        !matches!(self.shape, Shape::Unsupported)
    }
}

/// The names of the keys that do something.
pub(crate) fn key_names(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().filter(|key| key.is_supported()).map(|key| key.name).collect()
}

/// Values that are written as words.
pub(crate) trait Words: Copy + 'static {
    /// Each value with its word.
    const WORDS: &'static [(&'static str, Self)];
}

/// The words for a type's values.
pub(crate) fn words<T: Words>() -> Vec<&'static str> {
    T::WORDS.iter().map(|(word, _)| *word).collect()
}

/// The table below which a key belongs, as written in brackets or before a `:`; empty for the keys above all tables.
pub(crate) fn owner(keys: &'static [Key], name: &str) -> Option<String> {
    if keys.iter().any(|key| key.is_supported() && key.name == name) {
        return Some(String::new());
    }
    keys.iter().find_map(|key| {
        let (own, inner) = match key.shape {
            Shape::Table(inner) => (key.name.to_owned(), inner),
            Shape::PatternOr(_, Shape::Table(inner)) => (key.name.to_owned(), *inner),
            Shape::Named(inner) => (format!("{}.NAME", key.name), inner),
            _ => return None,
        };
        let below = owner(inner, name)?;
        Some(if below.is_empty() { own } else { format!("{own}.{below}") })
    })
}

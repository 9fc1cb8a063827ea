//! Code in colours: what in a code block is a comment, a text, a number, a keyword or a name, for languages that courses use.
//!
//! A lexer by hand, and no library: those that know more read code with expressions that backtrack, or with megabytes of grammars, and
//! what readers need is to find their way. It goes through the code once, from left to right, and looks at no character twice but for
//! the word or the sign that begins there; so its time grows with the length, whatever the code is. [`languages`] has the
//! languages, [`markup`] reads tags.

mod languages;
mod markup;

pub(super) use languages::{Language, is_plain, language, nearest};

/// What a stretch of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Plain,
    Comment,
    /// A text, or a pattern.
    Text,
    Number,
    Keyword,
    /// A function where it is called or defined.
    Function,
    /// A tag, a constant or a variable of the shell.
    Tag,
    /// A key or an attribute.
    Key,
    /// A line that was added, and one that was taken away.
    Added,
    Removed,
}

impl Sort {
    /// The class in the page.
    pub(super) fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Comment => Some("hl-c"),
            Self::Text => Some("hl-s"),
            Self::Number => Some("hl-n"),
            Self::Keyword => Some("hl-k"),
            Self::Function => Some("hl-f"),
            Self::Tag => Some("hl-t"),
            Self::Key => Some("hl-a"),
            Self::Added => Some("hl-i"),
            Self::Removed => Some("hl-d"),
        }
    }
}

/// How a language is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Words and signs.
    Code,
    /// The same, with keys before `:` or `=`.
    Keys,
    /// Tags with attributes.
    Markup,
    /// Lines that begin with `+` or `-`.
    Diff,
    /// Commands that begin with a backslash.
    Tex,
}

/// The stretches of a code block in their order; together they are all of it.
pub(super) fn stretches<'c>(code: &'c str, language: &Language) -> Vec<(Sort, &'c str)> {
    let mut found = Found { code, list: Vec::new(), from: 0 };
    match language.form {
        Form::Markup => markup::read(code, &mut found),
        Form::Diff => diff(code, &mut found),
        Form::Code | Form::Keys | Form::Tex => read(code, language, &mut found),
    }
    found.plain_to(code.len());
    found.list
}

/// Stretches that were found so far.
struct Found<'c> {
    code: &'c str,
    list: Vec<(Sort, &'c str)>,
    /// Where the next begins.
    from: usize,
}

impl Found<'_> {
    /// What stands before `at` and after the last stretch is nothing of its own.
    fn plain_to(&mut self, at: usize) {
        if self.from < at {
            let text = &self.code[self.from..at];
            match self.list.last_mut() {
                Some((Sort::Plain, last)) => {
                    let start = self.from - last.len();
                    *last = &self.code[start..at];
                }
                _ => self.list.push((Sort::Plain, text)),
            }
            self.from = at;
        }
    }

    /// A stretch from `start` to `end`.
    fn add(&mut self, sort: Sort, start: usize, end: usize) {
        self.plain_to(start);
        if sort == Sort::Plain {
            return self.plain_to(end);
        }
        if start < end {
            self.list.push((sort, &self.code[start..end]));
            self.from = end;
        }
    }
}

fn diff(code: &str, found: &mut Found<'_>) {
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        let sort = match line.as_bytes()[0] {
            b'+' => Sort::Added,
            b'-' => Sort::Removed,
            b'@' => Sort::Keyword,
            _ => Sort::Plain,
        };
        found.add(sort, at, at + line.trim_end_matches('\n').len());
        at += line.len();
    }
}

/// Reads words and signs.
fn read(code: &str, language: &Language, found: &mut Found<'_>) {
    let mut at = 0;
    let mut begins_line = true;
    while let Some(first) = code[at..].chars().next() {
        let rest = &code[at..];
        let (sort, length) = stretch(rest, first, language, Before { text: &code[..at], begins_line });
        found.add(sort, at, at + length);
        begins_line = first == '\n' || begins_line && matches!(first, ' ' | '\t' | '-');
        at += length;
    }
}

/// What stands before a stretch.
#[derive(Clone, Copy)]
struct Before<'c> {
    text: &'c str,
    /// Whether only white space stands before it in its line.
    begins_line: bool,
}

/// What begins here, and how long it is.
fn stretch(rest: &str, first: char, language: &Language, before: Before<'_>) -> (Sort, usize) {
    if let Some(length) = comment(rest, language, before) {
        return (Sort::Comment, length);
    }
    if let Some(length) = text(rest, first, language, before) {
        let is_key = language.form == Form::Keys && is_key_end(&rest[length..]);
        return (if is_key { Sort::Key } else { Sort::Text }, length);
    }
    if first == '\\' && language.form == Form::Tex {
        let letters = rest[1..].find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(rest.len() - 1);
        let sign = rest[1..].chars().next().map_or(0, char::len_utf8);
        return (Sort::Keyword, 1 + if letters > 0 { letters } else { sign });
    }
    if first == '$' && language.has_variables {
        let name = rest[1..].find(|character: char| !is_word(character)).unwrap_or(rest.len() - 1);
        return (if name > 0 { Sort::Tag } else { Sort::Plain }, 1 + name);
    }
    let follows_word = before.text.chars().next_back().is_some_and(is_word);
    if first.is_ascii_digit() && !follows_word {
        return (Sort::Number, number(rest));
    }
    if !first.is_alphabetic() && first != '_' && first != '@' {
        return (Sort::Plain, first.len_utf8());
    }
    let skipped = usize::from(first == '@');
    let length =
        skipped + rest[skipped..].find(|character| !language.is_in_word(character)).unwrap_or(rest.len() - skipped);
    let word = rest[..length].trim_end_matches(['-', '.']);
    if word.len() <= skipped {
        return (Sort::Plain, length.max(1));
    }
    (word_sort(word, &rest[word.len()..], language, before), word.len())
}

fn word_sort(word: &str, after: &str, language: &Language, before: Before<'_>) -> Sort {
    if word.starts_with('@') {
        return Sort::Function;
    }
    if language.form == Form::Keys && before.begins_line && is_key_end(after) {
        return Sort::Key;
    }
    if language.has(language.keywords, word) {
        return Sort::Keyword;
    }
    if language.has(language.constants, word) {
        return Sort::Tag;
    }
    if after.starts_with('(') && language.form == Form::Code { Sort::Function } else { Sort::Plain }
}

/// Whether a key ends here.
fn is_key_end(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\t']);
    after.starts_with(':') && !after.starts_with("::") || after.starts_with('=') && !after.starts_with("==")
}

fn comment(rest: &str, language: &Language, before: Before<'_>) -> Option<usize> {
    let begins = |mark: &&&str| rest.starts_with(**mark);
    if language.line_comments.iter().find(begins).is_some() {
        // In a shell `#` within a word is none.
        let is_within =
            language.has_variables && !before.text.is_empty() && !before.text.ends_with(char::is_whitespace);
        if !is_within {
            return Some(rest.find('\n').unwrap_or(rest.len()));
        }
    }
    let (open, close) = language.block_comments.iter().find(|(open, _)| rest.starts_with(open))?;
    Some(rest[open.len()..].find(close).map_or(rest.len(), |at| open.len() + at + close.len()))
}

fn text(rest: &str, first: char, language: &Language, before: Before<'_>) -> Option<usize> {
    if let Some(mark) = language.long_texts.iter().find(|mark| rest.starts_with(**mark)) {
        return Some(rest[mark.len()..].find(mark).map_or(rest.len(), |at| mark.len() * 2 + at));
    }
    if !language.texts.contains(first) {
        return None;
    }
    // A lifetime (`'a`) or an apostrophe within a word is none.
    if first == '\'' && before.text.chars().next_back().is_some_and(is_word) {
        return None;
    }
    if first == '\'' && language.has_lifetimes {
        return character_length(rest);
    }
    let spans_lines = first == '`' || language.has_variables;
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' if !spans_lines => return Some(at),
            _ if character == first => return Some(at + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// The length of a character in its marks, and not of a lifetime: one, or an escape.
fn character_length(rest: &str) -> Option<usize> {
    let inside = &rest[1..];
    let length = if let Some(escaped) = inside.strip_prefix('\\') {
        1 + escaped.char_indices().skip(1).take(10).find(|(_, character)| *character == '\'')?.0
    } else {
        inside.chars().next()?.len_utf8()
    };
    inside[length..].starts_with('\'').then_some(length + 2)
}

/// The length of a number, with its fraction, exponent and suffix.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let is_sign = matches!(byte, b'+' | b'-') && matches!(bytes[at - 1], b'e' | b'E') && !rest.starts_with("0x");
        let is_point = byte == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_alphanumeric() && byte != b'_' && !is_sign && !is_point {
            break;
        }
        at += 1;
    }
    at
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stretches that are something, each with its class.
    fn shown(name: &str, code: &str) -> String {
        let language = language(name).expect("a language");
        let all = stretches(code, language);
        assert_eq!(all.iter().map(|(_, text)| *text).collect::<String>(), code, "nothing is lost");
        let own =
            all.iter().filter_map(|(sort, text)| Some(format!("{}:{text}", sort.class()?.trim_start_matches("hl-"))));
        own.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn code_is_read_as_its_language_has_it() {
        assert_eq!(
            shown("python", "def f(x): # no 'text'\n  return \"a\\\"b\" + 1.5e-3"),
            "k:def f:f c:# no 'text' k:return s:\"a\\\"b\" n:1.5e-3"
        );
        assert_eq!(shown("r", "x <- mean(d$a, na.rm = TRUE)"), "f:mean t:TRUE");
        assert_eq!(
            shown("bash", "echo \"a $b\" $HOME # c\nif [ -f a#b ]; then"),
            "s:\"a $b\" t:$HOME c:# c k:if k:then"
        );
        assert_eq!(shown("sql", "select a FROM b where c = 'd' -- e"), "k:select k:FROM k:where s:'d' c:-- e");
        assert_eq!(shown("rust", "fn a<'b>(c: &'b str) -> char { 'd' }"), "k:fn k:char s:'d'".replace("k:char ", ""));
        assert_eq!(shown("js", "const a = `b\n${c}`; // d"), "k:const s:`b\n${c}` c:// d");
    }

    #[test]
    fn keys_tags_lines_and_commands_are_known() {
        assert_eq!(shown("yaml", "a: 1\n- b-c: \"d\" # e"), "a:a n:1 a:b-c s:\"d\" c:# e");
        assert_eq!(shown("json", "{\"a\": [1, true]}"), "a:\"a\" n:1 t:true");
        assert_eq!(shown("toml", "[a]\nb = \"c\""), "a:b s:\"c\"");
        assert_eq!(
            shown("html", "<a href=\"b\" c>d &amp;</a><!-- e -->"),
            "t:a a:href s:\"b\" a:c n:&amp; t:a c:<!-- e -->"
        );
        assert_eq!(shown("diff", "+a\n-b\n c\n@@ d"), "i:+a d:-b k:@@ d");
        assert_eq!(shown("latex", "\\frac{a}{b} % c"), "k:\\frac c:% c");
    }

    #[test]
    fn nothing_is_lost_of_any_code_in_any_language() {
        let odd = [
            "'", "\"", "`", "\\", "$", "#", "//", "/*", "<", "<!--", "&", "é", "漢", "'''", "\n", "1.", "@", "-", "0x",
            "e+", "a.b",
        ];
        for name in languages::names() {
            let language = language(name).expect("a language");
            for one in odd {
                for other in odd {
                    for code in [format!("{one}{other}"), format!("a{one} {other}b"), one.repeat(30) + other] {
                        let all = stretches(&code, language);
                        assert_eq!(all.iter().map(|(_, text)| *text).collect::<String>(), code, "{name}");
                        assert!(all.iter().all(|(_, text)| !text.is_empty()), "{name}: {code}");
                    }
                }
            }
        }
    }

    #[test]
    fn names_are_understood_and_near_ones_suggested() {
        assert!(language("py").is_some() && language("C++").is_some() && language("mermaid").is_none());
        assert_eq!(nearest("pyhton"), Some("python"));
        assert_eq!(nearest("mermaid"), None);
        assert!(is_plain("output") && is_plain("text") && !is_plain("r"));
    }
}

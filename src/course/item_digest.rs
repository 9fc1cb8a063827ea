//! By what a kept answer knows its question again, and which options it names.
//!
//! Everything is written with its length before it is digested, so that no two questions are written the same.

use std::borrow::Cow;

use memchr::memchr;

use crate::source::Digest;

use super::{Answer, Blank, BlankEntry, Choice, Destination, Inserted, Prose};

/// What is digested: parts, each after its length.
#[derive(Default)]
struct Parts(Vec<u8>);

impl Parts {
    fn of<B: AsRef<[u8]>>(parts: impl IntoIterator<Item = B>) -> Self {
        let parts: Vec<B> = parts.into_iter().collect();
        let size = parts.iter().map(|part| size_of::<u64>() + part.as_ref().len()).sum();
        let mut all = Vec::with_capacity(size);
        for part in &parts {
            let part = part.as_ref();
            all.extend_from_slice(&(part.len() as u64).to_le_bytes());
            all.extend_from_slice(part);
        }
        Self(all)
    }

    /// The same for any order of the parts.
    fn sorted(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut parts: Vec<Self> = parts.into_iter().collect();
        parts.sort_by(|a, b| a.0.cmp(&b.0));
        Self::of(parts)
    }
}

impl AsRef<[u8]> for Parts {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// What stands in running text that is numbered or named among its like on the page.
const COUNTED: [&str; 5] = ["<pre ", "<math", TABLE, NOTE, "<h"];
/// How a table begins, whose number follows.
const TABLE: &str = "<div class=\"table\"";
/// How the mention of a footnote begins.
const NOTE: &str = "<sup class=\"footnote-ref\">";

/// The HTML of running text without what Attune adds to the words of formulas and code, which another version may read in another way,
/// and without numbers and ids that depend on what else stands on the page.
fn written(prose: &Prose) -> Cow<'_, str> {
    let html = prose.html();
    // Most options have no mark at all.
    if memchr(b'<', html.as_bytes()).is_none() || !COUNTED.iter().any(|counted| html.contains(counted)) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = &*html;
    let (mut in_color, mut in_formula) = (false, false);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let past = |end: &str| rest.split_once(end).map_or("", |(_, after)| after);
        if rest.starts_with("<pre ") {
            out.push_str("<pre tabindex=\"0\">");
            rest = past(">");
        } else if rest.starts_with(TABLE) {
            // As the first table of a page has it.
            out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\" 1\">");
            rest = past(">");
        } else if rest.starts_with(NOTE) {
            out.push_str(NOTE);
            rest = past("</sup>");
        } else if let Some(level) = heading(rest) {
            out.push_str(level);
            rest = past(">");
        } else if rest.starts_with("<span class=\"hl-") {
            in_color = true;
            rest = past(">");
        } else if rest.starts_with("<span class=\"formula") {
            in_formula = true;
            rest = past(">");
        } else if rest.starts_with("<math") {
            out.push_str("<math>");
            rest = past("\"application/x-tex\">");
        } else if rest.starts_with("</annotation>") {
            out.push_str("</math>");
            rest = past("</math>");
        } else if (in_color || in_formula) && rest.starts_with("</span>") {
            in_formula &= in_color;
            in_color = false;
            rest = past(">");
        } else {
            out.push('<');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// `<h3` at the head of a text that begins with a heading.
fn heading(html: &str) -> Option<&str> {
    let level =
        html.get(..3).filter(|tag| tag.starts_with("<h") && tag.ends_with(|level: char| level.is_ascii_digit()))?;
    html[3..].starts_with([' ', '>']).then_some(level)
}

/// Running text with the names of the pictures in it, wherever they lie.
fn text(prose: &Prose) -> Parts {
    let pictures = prose.inserts().iter().filter_map(|insert| match &insert.what {
        Inserted::Address(link) if link.embedded => Some(match &link.destination {
            Destination::File { path, .. } => path.as_str().rsplit('/').next().unwrap_or_default(),
            Destination::External(text) | Destination::Outside(text) | Destination::Fragment(text) => text,
            Destination::Term(id) => id,
        }),
        _ => None,
    });
    let html = written(prose);
    Parts::of(std::iter::once(&*html).chain(pictures))
}

/// The digest of all that a learner answers: what is asked, the options and which are right, in whatever order options are
/// written whose order is no answer. Feedback, hints, explanation and attributes are no part of it.
pub(crate) fn item_digest(stem: &Prose, answer: &Answer) -> Digest {
    let choices =
        |all: &[Choice]| Parts::sorted(all.iter().map(|c| Parts::of([c.credit.as_str().into(), text(&c.text).0])));
    let (kind, answer) = match answer {
        Answer::Single(all) => ("single", choices(all)),
        Answer::Multiple(all) => ("multiple", choices(all)),
        Answer::Judgement(all) => ("judgement", choices(all)),
        Answer::Rating(all) => ("rating", choices(all)),
        Answer::Ordering(entries) => ("ordering", Parts::of(entries.iter().map(text))),
        Answer::Matching(pairs) => {
            let pair = |pair: &super::Pair| Parts::of([text(&pair.term), text(&pair.definition)]);
            ("matching", Parts::sorted(pairs.iter().map(pair)))
        }
        Answer::Blanks(blanks) => ("blanks", Parts::of(blanks.iter().map(blank))),
        Answer::Reflection(_) => ("reflection", Parts::default()),
    };
    Digest::of(&Parts::of([kind.as_bytes(), &text(stem).0, &answer.0]).0)
}

fn blank(blank: &Blank) -> Parts {
    let part = |kind: &str, text: &str| Parts::of([kind, text]);
    match &blank.entry {
        BlankEntry::Typed { accepted, exact } => {
            let kind = if *exact { "exact" } else { "accepted" };
            Parts::sorted(accepted.iter().map(|text| part(kind, text)))
        }
        BlankEntry::Number(forms) => Parts::sorted(forms.iter().map(|form| part("number", &form.shown))),
        BlankEntry::Menu(options) => {
            Parts::sorted(options.iter().map(|o| part(if o.right { "right" } else { "wrong" }, &o.text)))
        }
    }
}

/// The digest that versions up to 0.1 kept with an answer: other for another order of the options, and the same for blanks whose
/// accepted answers were divided otherwise. Ids that authors do not give are made from it, and the order in which options are
/// shown.
pub(crate) fn former_item_digest(stem: &Prose, answer: &Answer) -> Digest {
    let mut text = written(stem).into_owned();
    let mut add = |kind: &str, part: &str| {
        text.push('\u{0}');
        text.push_str(kind);
        text.push_str(part);
    };
    match answer {
        Answer::Single(choices) | Answer::Multiple(choices) | Answer::Judgement(choices) => {
            for Choice { text, credit, .. } in choices {
                add(credit.as_str(), &written(text));
            }
        }
        Answer::Rating(choices) => {
            for Choice { text, credit, .. } in choices {
                add("rated ", credit.as_str());
                add("option", &written(text));
            }
        }
        Answer::Ordering(entries) => entries.iter().for_each(|entry| add("entry", &written(entry))),
        Answer::Matching(pairs) => pairs.iter().for_each(|pair| {
            add("term", &written(&pair.term));
            add("definition", &written(&pair.definition));
        }),
        Answer::Blanks(blanks) => blanks.iter().for_each(|Blank { entry, .. }| match entry {
            BlankEntry::Typed { accepted, .. } => accepted.iter().for_each(|text| add("accepted", text)),
            BlankEntry::Number(forms) => forms.iter().for_each(|form| add("number", &form.shown)),
            BlankEntry::Menu(options) => options.iter().for_each(|option| {
                add(if option.right { "right" } else { "wrong" }, &option.text);
            }),
        }),
        Answer::Reflection(_) => {}
    }
    Digest::of(text.as_bytes())
}

/// Digits of an option's key: among the options of one question no two are ever the same by chance.
const KEY_DIGITS: usize = 8;

/// What a kept answer names options by: their words, wherever they stand. Of options with the same words the later ones are
/// numbered.
pub(crate) fn option_keys<'p>(options: impl IntoIterator<Item = &'p Prose>) -> Vec<String> {
    numbered(options.into_iter().map(|option| text(option).0))
}

/// The same for the entries of a menu.
pub(crate) fn menu_keys<'t>(options: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    numbered(options.into_iter().map(|option| option.as_bytes().to_vec()))
}

fn numbered(options: impl Iterator<Item = Vec<u8>>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for option in options {
        let key = Digest::of(&option).hex(KEY_DIGITS);
        let same = keys.iter().filter(|known| known.split('-').next() == Some(&key)).count();
        keys.push(if same == 0 { key } else { format!("{key}-{}", same + 1) });
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::MenuOption;
    use crate::source::{CoursePath, FileId, Span};

    fn nowhere() -> Span {
        Span { file: FileId::of(&CoursePath::new("a.md")), start: 0, end: 0 }
    }

    fn typed(blanks: &[&[&str]]) -> Digest {
        let blank = |accepted: &&[&str]| Blank {
            entry: BlankEntry::Typed {
                accepted: accepted.iter().map(|text| (*text).to_owned()).collect(),
                exact: false,
            },
            span: nowhere(),
        };
        item_digest(&Prose::default(), &Answer::Blanks(blanks.iter().map(blank).collect()))
    }

    fn menus(menus: &[&[(&str, bool)]]) -> Digest {
        let blank = |options: &&[(&str, bool)]| Blank {
            entry: BlankEntry::Menu(
                options.iter().map(|(text, right)| MenuOption { text: (*text).to_owned(), right: *right }).collect(),
            ),
            span: nowhere(),
        };
        item_digest(&Prose::default(), &Answer::Blanks(menus.iter().map(blank).collect()))
    }

    #[test]
    fn what_divides_blanks_is_part_of_the_digest() {
        let all: Vec<Digest> = [
            &[&["a", "b"] as &[&str], &["c"]] as &[&[&str]],
            &[&["a"], &["b", "c"]],
            &[&["a", "b", "c"]],
            &[&["a"], &["b"], &["c"]],
            &[&["ab"], &["c"]],
            &[&["a"], &["bc"]],
            &[&["a", "b"], &["c"], &[]],
        ]
        .map(typed)
        .to_vec();
        for (at, digest) in all.iter().enumerate() {
            assert!(!all[..at].contains(digest), "{at}");
        }
        assert_eq!(typed(&[&["a", "b"]]), typed(&[&["b", "a"]]), "any accepted answer is as good as any other");
        assert_ne!(typed(&[&["a"], &["b"]]), typed(&[&["b"], &["a"]]), "blanks stand in the text");
    }

    #[test]
    fn menus_are_told_apart_by_their_options_and_not_by_the_order_of_these() {
        let both = menus(&[&[("a", true), ("b", false)], &[("c", true), ("d", false)]]);
        assert_eq!(both, menus(&[&[("b", false), ("a", true)], &[("d", false), ("c", true)]]));
        assert_ne!(both, menus(&[&[("a", true)], &[("b", false), ("c", true), ("d", false)]]));
        assert_ne!(both, menus(&[&[("a", false), ("b", true)], &[("c", true), ("d", false)]]));
        assert_ne!(menus(&[&[("a", true)]]), typed(&[&["a"]]));
    }

    #[test]
    fn keys_of_the_same_words_are_numbered() {
        let keys = menu_keys(["a", "b", "a", "a"]);
        assert_eq!(keys[2], format!("{}-2", keys[0]));
        assert_eq!(keys[3], format!("{}-3", keys[0]));
        assert_eq!(menu_keys(["b", "a"]), [&*keys[1], &*keys[0]]);
    }
}

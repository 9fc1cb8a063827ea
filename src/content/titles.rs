//! Titles that stand in the attributes of containers: inline Markdown, as the parser reads it.
//!
//! Each is parsed by itself, from the character before it on (its quotation mark, or the equals sign): so it begins a paragraph
//! whatever its first words are, and offsets are those of the source.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};

use crate::source::text::is_escaped;

use super::attributes::Pair;
use super::events::Located;
use super::fences::{Fence, FenceRole};
use super::options::{Syntax, extensions};
use super::prices::is_price;
use super::quotes::QuoteSetter;

/// Attributes that are titles.
const TITLES: [&str; 3] = ["title", "summary", "ask"];

/// The titles of a page's containers, by where the attribute begins in the source.
#[derive(Debug, Default)]
pub(crate) struct Titles<'a>(BTreeMap<usize, Vec<(Event<'a>, Range<usize>)>>);

impl<'a> Titles<'a> {
    /// Those of some container lines of `text`.
    pub(super) fn of(text: &'a str, fences: &[&Fence], syntax: Syntax) -> Self {
        let mut titles = BTreeMap::new();
        for fence in fences {
            let FenceRole::Open { attributes: Ok(attributes), .. } = &fence.role else { continue };
            for pair in attributes.pairs.iter().filter(|pair| TITLES.contains(&pair.key.as_str())) {
                if let Some(value) = value(text, pair) {
                    titles.insert(pair.range.start, events(text, value, syntax));
                }
            }
        }
        Self(titles)
    }

    /// The title that an attribute holds.
    pub(crate) fn at(&'a self, pair: &Pair) -> Vec<Located<'a>> {
        self.0.get(&pair.range.start).map(|events| events.iter().collect()).unwrap_or_default()
    }
}

/// Where the value of an attribute stands, without its quotation marks.
fn value(text: &str, pair: &Pair) -> Option<Range<usize>> {
    let written = &text[pair.range.clone()];
    let start = pair.range.start + written.find('=')? + 1;
    let quoted = text[start..pair.range.end].len() >= 2
        && ['"', '\''].iter().any(|quote| text[start..pair.range.end].starts_with(*quote) && written.ends_with(*quote));
    let value = if quoted { start + 1..pair.range.end - 1 } else { start..pair.range.end };
    (!text[value.clone()].trim().is_empty()).then_some(value)
}

fn events(text: &str, value: Range<usize>, syntax: Syntax) -> Vec<(Event<'_>, Range<usize>)> {
    let (base, typography) = (value.start - 1, syntax.typography);
    let parser = Parser::new_ext(&text[base..value.end], extensions(&text[base..value.end], syntax)).into_offset_iter();
    let mut quotes = QuoteSetter::new(typography);
    let (mut events, mut is_first) = (Vec::new(), true);
    for (event, range) in parser {
        let range = range.start + base..range.end + base;
        match event {
            // The paragraph itself is left out.
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Text(words) if is_first => {
                is_first = false;
                if range.len() > 1 {
                    events.push((Event::Text(without_first(words)), range.start + 1..range.end));
                }
            }
            // A quotation mark of the title itself, which a backslash keeps from ending it.
            Event::Text(words) if typography.is_smart && is_escaped_quote(text, &range) => {
                let quote = range.start..range.start + 1;
                events.push((Event::Text(CowStr::Borrowed(quotes.escaped(text, quote.start))), quote));
                if range.len() > 1 {
                    events.push((Event::Text(without_first(words)), range.start + 1..range.end));
                }
            }
            Event::InlineMath(tex) if is_price(&tex, &text[base + 1..range.start], &text[range.end..value.end]) => {
                events.push((Event::Text(CowStr::Borrowed(&text[range.clone()])), range));
            }
            event => events.push((quotes.set(event, text, &range), range)),
        }
    }
    events
}

/// Whether a text begins with a quotation mark behind a backslash.
fn is_escaped_quote(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].starts_with(['"', '\'']) && is_escaped(text, range.start)
}

/// A text without its first character, which is one byte long.
fn without_first(words: CowStr<'_>) -> CowStr<'_> {
    match words {
        CowStr::Borrowed(words) => CowStr::Borrowed(&words[1..]),
        other => other[1..].to_owned().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::parsed;
    use crate::course::{Block, Container};

    /// The title of the page's first container as HTML, and what was found.
    fn title(line: &str) -> (String, Vec<String>) {
        let outcome = parsed(&format!("{line}\nx\n:::\n"));
        let found = outcome.diagnostics.iter().map(|finding| finding.message.clone()).collect();
        match outcome.value.blocks.first() {
            Some(Block::Container(Container { title, .. })) => (title.html().into_owned(), found),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_title_is_inline_markdown_with_quotation_marks_of_the_language() {
        for (line, expected) in [
            ("::: note {title=\"In *the* room\"}", "In <em>the</em> room"),
            ("::: note {title=\"1. Breathe\"}", "1. Breathe"),
            ("::: note {title=\"# Not `a` heading\"}", "# Not <code>a</code> heading"),
            ("::: note {title=\"- a\"}", "- a"),
            ("::: note {title=\"> a\"}", "&gt; a"),
            ("::: note {title=\"_so_\"}", "<em>so</em>"),
            ("::: note {title='He said \"no\"'}", "He said “no”"),
            ("::: note {title=\"The client's turn -- now...\"}", "The client’s turn – now…"),
            ("::: note {title=\"say \\\"a b\\\" *now*\"}", "say “a b” <em>now</em>"),
            ("::: note {title=*So*}", "<em>So</em>"),
            ("::: note {title=1.}", "1."),
            ("::: note {title=\"A & B <b>c</b>\"}", "A &amp; B <b>c</b>"),
            ("::: details {summary=\"Open **me**\"}", "Open <strong>me</strong>"),
            ("::: details {title=\"Open me\"}", "Open me"),
            ("::: note {title=\"\"}", ""),
        ] {
            let (html, found) = title(line);
            assert_eq!((html.as_str(), found.len()), (expected, 0), "{line}: {found:?}");
        }
    }

    #[test]
    fn a_heading_first_is_the_title_where_no_attribute_says_one() {
        for name in ["note", "tip", "warning", "key-points", "details", "exercise", "facilitator"] {
            let outcome = parsed(&format!("::: {{.{name}}}\n## A *good* \"one\" {{#it}}\n\nx\n:::\n"));
            let Some(Block::Container(container)) = outcome.value.blocks.first() else {
                assert_eq!(name, "facilitator");
                continue;
            };
            assert_eq!(container.title.html(), "A <em>good</em> “one”", "{name}");
            assert_eq!(container.id.as_deref(), Some("it"), "{name}");
            assert!(outcome.value.outline.headings.is_empty(), "{name}");
        }
        let outcome = parsed("::: note {title=\"T\"}\n## H\n\nx\n:::\n");
        assert_eq!(outcome.value.outline.headings.len(), 1);
    }
}

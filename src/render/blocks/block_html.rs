//! HTML of running text in which citations and blanks are yet to be written, at places known by their offsets.

use std::borrow::Cow;

use crate::render::citations::PrintedCitations;

/// HTML, and what goes into it when the page is made.
#[derive(Debug, Default, Hash)]
pub(crate) struct BlockHtml<'a> {
    html: Cow<'a, str>,
    /// By rising offset into the HTML.
    later: Vec<(usize, Later)>,
}

/// What is written when the page is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Later {
    /// The citation with this number on its page.
    Citation(usize),
    /// The control of the blank with this index.
    Blank(usize),
}

/// How many signs stay with a blank at each side of it.
const MOST_SIGNS: usize = 3;

/// How long, in bytes, the signs are with which a text begins, or ends where its characters come in reverse.
fn signs(characters: impl Iterator<Item = char>, is_sign: impl Fn(char) -> bool) -> usize {
    characters.take(MOST_SIGNS).take_while(|character| is_sign(*character)).map(char::len_utf8).sum()
}

/// Whether a character belongs to the word beside it, and is not written in markup.
fn is_sign(character: char) -> bool {
    let never_breaks = matches!(character, '\u{a0}' | '\u{202f}');
    never_breaks || !(character.is_alphanumeric() || character.is_whitespace() || matches!(character, '<' | '>' | '&'))
}

/// What is known when the page is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Made<'m> {
    /// The page's citations as they are printed.
    pub(crate) citations: &'m PrintedCitations,
    /// The controls of one question's blanks, as HTML.
    pub(crate) blanks: &'m [String],
}

impl<'a> BlockHtml<'a> {
    /// HTML, with what goes into it later by rising offset.
    pub(crate) fn new(html: impl Into<Cow<'a, str>>, later: Vec<(usize, Later)>) -> Self {
        Self { html: html.into(), later }
    }

    /// Whether nothing will be seen of it.
    pub(crate) fn is_empty(&self) -> bool {
        self.html.is_empty() && self.later.is_empty()
    }

    /// About how long it is, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.html.len() + self.later.len() * 120
    }

    /// Adds it to a page.
    pub(crate) fn write(&self, page: &mut String, made: Made<'_>) {
        let mut from = 0;
        for (position, (at, later)) in self.later.iter().enumerate() {
            let text = self.html.get(from..*at).unwrap_or_default();
            match later {
                Later::Citation(number) => {
                    page.push_str(text);
                    page.push_str(made.citations.html(*number));
                    from = *at;
                }
                Later::Blank(index) => {
                    let until = self.later.get(position + 1).map_or(self.html.len(), |(next, _)| *next);
                    // A semicolon may end what `&` begins.
                    let opening = signs(text.chars().rev(), |sign| is_sign(sign) && sign != ';');
                    let (before, opening) = text.split_at(text.len() - opening);
                    let closing = &self.html[*at..until];
                    let closing = &closing[..signs(closing.chars(), is_sign)];
                    page.push_str(before);
                    // Browsers break lines at both sides of a control.
                    let control = made.blanks.get(*index).map_or("", String::as_str);
                    if opening.is_empty() && closing.is_empty() {
                        page.push_str(control);
                    } else {
                        page.extend(["<span class=\"unbroken\">", opening, control, closing, "</span>"]);
                    }
                    from = *at + closing.len();
                }
            }
        }
        page.push_str(&self.html[from..]);
    }
}

#[cfg(test)]
mod tests {
    use super::{BlockHtml, Later, Made};
    use crate::render::citations::PrintedCitations;

    /// HTML whose blanks are written as `|`, with the control of each.
    fn written(text: &str) -> String {
        let (mut html, mut later) = (String::new(), Vec::new());
        for (index, part) in text.split('|').enumerate() {
            if index > 0 {
                later.push((html.len(), Later::Blank(index - 1)));
            }
            html.push_str(part);
        }
        let controls: Vec<String> = later.iter().map(|_| "<input>".to_owned()).collect();
        let mut page = String::new();
        let citations = PrintedCitations::default();
        BlockHtml::new(html, later).write(&mut page, Made { citations: &citations, blanks: &controls });
        page.replace("<span class=\"unbroken\">", "{").replace("</span>", "}").replace("<input>", "|")
    }

    #[test]
    fn signs_beside_a_blank_stay_in_its_line() {
        assert_eq!(written("<p>A | and |</p>"), "<p>A | and |</p>");
        assert_eq!(written("<p>A |, and |.</p>"), "<p>A {|,} and {|.}</p>");
        assert_eq!(written("<p>أولًا |، ثم «|».</p>"), "<p>أولًا {|،} ثم {«|».}</p>");
        assert_eq!(written("<p>Puis (|)\u{a0}; |</p>"), "<p>Puis {(|)\u{a0};} |</p>");
        assert_eq!(written("<p>&amp;| and |&amp; <b>|</b>; |/|</p>"), "<p>&amp;| and |&amp; <b>|</b>; {|/}|</p>");
        assert_eq!(written("<p>|.........</p>"), "<p>{|...}......</p>", "a long row of signs goes on in the next line");
    }
}

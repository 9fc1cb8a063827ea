//! The cover: a drawing of words, and the document that shows it.

use serde::Serialize;

use crate::course::Address;
use crate::diagnostic::Diagnostic;

use crate::render::view::{BookView, CoverLine, CoverView};

use super::Book;

/// How wide a line may be, in units of the drawing, which is 1600 wide and 2400 high.
const WIDTH: u32 = 1280;
/// The largest size of the title, and the smallest.
const SIZES: [u32; 5] = [150, 128, 108, 92, 78];
/// Lines of the title at most, before it gets smaller.
const MOST_LINES: usize = 5;
const SMALL: u32 = 60;
/// Where the title begins, and the last name at most ends.
const FIRST_LINE: u32 = 640;
const LAST_LINE: u32 = 2200;
/// Of an average letter, in hundredths of its size; those of East Asia are twice as wide.
const LETTER: u32 = 54;

#[derive(Serialize)]
struct CoverContext {
    book: BookView,
    cover: CoverView,
}

#[derive(Serialize)]
struct DocumentContext {
    book: BookView,
}

impl Book {
    /// The document that shows the cover.
    pub(super) fn cover(&self) -> Result<String, Box<Diagnostic>> {
        let book = self.view(&Address::home());
        self.context.theme.render("book/cover.html", &DocumentContext { book })
    }

    /// The picture on the cover, as SVG.
    ///
    /// # Errors
    /// What is wrong in a template.
    pub(crate) fn cover_picture(&self) -> Result<String, Box<Diagnostic>> {
        let book = self.view(&Address::home());
        let cover = cover(&book.title, &book.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>());
        self.context.theme.render("book/cover.xml", &CoverContext { book, cover })
    }

    /// The style sheet of all documents.
    ///
    /// # Errors
    /// What is wrong in a template.
    pub(crate) fn style_sheet(&self) -> Result<String, Box<Diagnostic>> {
        let book = self.view(&Address::home());
        self.context.theme.render("book/style.css", &DocumentContext { book })
    }
}

fn cover(title: &str, authors: &[&str]) -> CoverView {
    let (head, rest) = title.split_once(": ").unwrap_or((title, ""));
    let broken = |size: u32| broken(head, WIDTH, size);
    let size = SIZES.into_iter().find(|size| broken(*size).len() <= MOST_LINES).unwrap_or(SIZES[SIZES.len() - 1]);
    let (title, y) = lines(broken(size), size, FIRST_LINE);
    let (subtitle, y) = lines(self::broken(rest, WIDTH, SMALL), SMALL, y + SMALL);
    let names: Vec<String> = authors.iter().flat_map(|name| self::broken(name, WIDTH, SMALL)).collect();
    let height = u32::try_from(names.len()).unwrap_or(u32::MAX).saturating_mul(line_height(SMALL));
    let (authors, _) = lines(names, SMALL, LAST_LINE.saturating_sub(height).max(y + SMALL));
    CoverView { title, title_size: size, subtitle, authors }
}

/// Lines of this size from `first` downwards, and where the next one would stand.
fn lines(texts: Vec<String>, size: u32, first: u32) -> (Vec<CoverLine>, u32) {
    let mut y = first;
    let mut line = |text| {
        let line = CoverLine { text, y };
        y += line_height(size);
        line
    };
    let lines = texts.into_iter().map(&mut line).collect();
    (lines, y)
}

/// From one base line to the next.
fn line_height(size: u32) -> u32 {
    size * 5 / 4
}

/// Words in lines that are no wider than `width` at this size, as far as words are not longer than that.
fn broken(text: &str, width: u32, size: u32) -> Vec<String> {
    let letters = |word: &str| word.chars().map(|letter| if is_wide(letter) { 2 } else { 1 }).sum::<u32>();
    let most = width * 100 / (size * LETTER);
    let (mut lines, mut used): (Vec<String>, u32) = (Vec::new(), 0);
    for word in text.split_whitespace() {
        let long = letters(word);
        match lines.last_mut() {
            Some(line) if used + 1 + long <= most => {
                line.push(' ');
                line.push_str(word);
                used += 1 + long;
            }
            _ => {
                lines.push(word.to_owned());
                used = long;
            }
        }
    }
    lines
}

/// Hangul, the kana and Han.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_into_lines_that_fit() {
        assert_eq!(broken("one two three", 100, 20), ["one two", "three"]);
        assert_eq!(broken("", 100, 20), Vec::<String>::new());
        assert_eq!(broken("unbreakablelongword x", 100, 20), ["unbreakablelongword", "x"]);
    }

    #[test]
    fn a_long_title_is_set_smaller_and_its_rest_below_it() {
        let short = cover("Still in the room: rupture and repair", &["A. Author"]);
        assert_eq!(short.title.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["Still in the", "room"]);
        assert_eq!(short.subtitle.len(), 1);
        assert!(short.title[0].y < short.subtitle[0].y && short.subtitle[0].y < short.authors[0].y);
        let long = cover(&"word ".repeat(30), &[]);
        assert!(long.title_size < short.title_size);
    }
}

//! Running text as data: markup, the words between it, and what depends on the whole course.
//!
//! [`Prose`] is written once, by a [`ProseBuilder`], and read as [`Segment`]s. Its words are never escaped before they are
//! written into a page, so that they are there as plain text for whoever asks: names of controls, rules, links to the
//! glossary. Nobody has to look for anything in HTML.

mod builder;
mod lengths;

use std::borrow::Cow;
use std::fmt;

use crate::source::html::push_text;
use crate::source::text::says_something;

use super::{Citation, Destination, Link, PictureSize};

pub(crate) use builder::{ProseBuffers, ProseBuilder};

use lengths::Lengths;

/// Running text made from Markdown.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Prose {
    /// Markup and words in reading order; the words as they are read, not escaped. After them, in one allocation because a
    /// page has dozens of these, [`Lengths`] that tell the two apart.
    content: Box<str>,
    /// Where the lengths begin.
    end: u32,
    /// Whether some word holds a character that HTML must escape. Where none does, the content is HTML as it stands.
    needs_escape: bool,
    inserts: Box<[Insert]>,
}

/// Something in running text that depends on the whole course.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Insert {
    /// Byte offset into [`Prose::content`].
    pub at: u32,
    /// What goes there.
    pub what: Inserted,
}

/// What depends on the whole course.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Inserted {
    /// The value of an `href`, `src` or `poster` attribute.
    Address(Link),
    /// The form control of the item's blank with this index.
    Blank(usize),
    /// A citation, as the course's style prints it.
    Citation(Box<Citation>),
    /// The width and height of a picture, as attributes with a space before them.
    PictureSize(Box<PictureSize>),
    /// What a link without words leads to: a numbered figure or exercise, a page, a term.
    Name(Destination),
    /// A message of the interface, by its key, in an attribute or as text.
    Message(&'static str),
}

/// A part of running text, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment<'p> {
    /// Finished HTML.
    Html(&'p str),
    /// Words, to be escaped.
    Words(Words<'p>),
    /// Something that depends on the whole course.
    Inserted(&'p Inserted),
}

/// Words without markup between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'p> {
    /// The words, not escaped.
    pub text: &'p str,
    /// Byte offset into [`Prose::content`].
    pub at: usize,
    /// What they stand in.
    pub setting: Setting,
    /// Whether a paragraph, an entry, a cell or a line begins with them.
    pub begins_block: bool,
}

/// What words stand in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Setting {
    /// In a link, a heading, code or a control, where no term of the glossary is linked.
    pub closed: bool,
    /// In emphasis, strong or not.
    pub emphasized: bool,
}

impl Prose {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        !says_something(self.content()) && self.inserts.is_empty()
    }

    /// Markup and words in reading order; the words are not escaped.
    pub fn content(&self) -> &str {
        &self.content[..self.end as usize]
    }

    /// Whether [`Self::content`] is no HTML before its words are escaped.
    pub fn needs_escape(&self) -> bool {
        self.needs_escape
    }

    /// What depends on the whole course, by rising offset.
    pub fn inserts(&self) -> &[Insert] {
        &self.inserts
    }

    /// Everything in reading order.
    pub fn segments(&self) -> Segments<'_> {
        let lengths = Lengths::new(&self.content[self.end as usize..]);
        Segments { prose: self, lengths, at: 0, insert: 0, markup: 0, words: None }
    }

    /// The words with what they stand in, in reading order.
    pub fn words(&self) -> impl Iterator<Item = Words<'_>> {
        self.segments().filter_map(|segment| match segment {
            Segment::Words(words) => Some(words),
            Segment::Html(_) | Segment::Inserted(_) => None,
        })
    }

    /// The HTML without what depends on the whole course.
    pub fn html(&self) -> Cow<'_, str> {
        if !self.needs_escape {
            return Cow::Borrowed(self.content());
        }
        let mut html = String::with_capacity(self.content().len() + 32);
        for segment in self.segments() {
            match segment {
                Segment::Html(markup) => html.push_str(markup),
                Segment::Words(words) => push_text(&mut html, words.text),
                Segment::Inserted(_) => {}
            }
        }
        Cow::Owned(html)
    }

    /// The words alone, with one space for every run of white space and between blocks.
    pub fn text(&self) -> String {
        self.plain(' ')
    }

    /// The words alone, block by block (a paragraph, an entry, a cell, a line), without empty ones.
    pub fn paragraphs(&self) -> Vec<String> {
        // No line end is left in a paragraph.
        self.plain('\n').lines().map(str::to_owned).collect()
    }

    /// The words with one space for every run of white space, and `between` two blocks that have any.
    fn plain(&self, between: char) -> String {
        let mut plain = String::with_capacity(self.content().len());
        // Where the block begins, and whether its last word may go on in the next stretch: `un*happy*`.
        let (mut block, mut open) = (0, false);
        for words in self.words() {
            if words.begins_block {
                if plain.len() > block {
                    plain.push(between);
                    block = plain.len();
                }
                open = false;
            }
            let joins = open && !words.text.starts_with(char::is_whitespace);
            let trimmed = words.text.trim();
            if !trimmed.is_empty() {
                if !joins && plain.len() > block {
                    plain.push(' ');
                }
                push_spaced(&mut plain, trimmed);
            }
            open = if trimmed.is_empty() {
                open && words.text.is_empty()
            } else {
                !words.text.ends_with(char::is_whitespace)
            };
        }
        if block > 0 && plain.len() == block {
            plain.truncate(block - between.len_utf8());
        }
        plain
    }
}

/// Adds words with one space for every run of white space between them.
fn push_spaced(plain: &mut String, words: &str) {
    // Mostly there is nothing to do, which is seen for many bytes at once. In ASCII without controls, only two blanks make a blank (`|`).
    let bytes = words.as_bytes();
    let odd = bytes.iter().fold(0, |any, byte| any | u8::from(!(b' '..0x7f).contains(byte)));
    let twice = bytes.iter().zip(&bytes[1..]).fold(0, |any, (one, two)| any | u8::from(one | two == b' '));
    if odd | twice == 0 {
        plain.push_str(words);
        return;
    }
    for (at, word) in words.split_whitespace().enumerate() {
        if at > 0 {
            plain.push(' ');
        }
        plain.push_str(word);
    }
}

impl fmt::Debug for Prose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.segments()).finish()
    }
}

/// See [`Prose::segments`].
#[derive(Debug)]
pub struct Segments<'p> {
    prose: &'p Prose,
    lengths: Lengths<'p>,
    /// How far the content was read.
    at: usize,
    /// The next insert.
    insert: usize,
    /// Bytes of markup before the next words.
    markup: usize,
    /// The words after that markup: how they stand, and their length.
    words: Option<(Setting, bool, usize)>,
}

impl<'p> Iterator for Segments<'p> {
    type Item = Segment<'p>;

    fn next(&mut self) -> Option<Segment<'p>> {
        let prose = self.prose;
        if let Some(insert) = prose.inserts.get(self.insert).filter(|insert| insert.at as usize == self.at) {
            self.insert += 1;
            return Some(Segment::Inserted(&insert.what));
        }
        if self.markup == 0 && self.words.is_none() {
            match self.lengths.next() {
                Some((markup, setting, begins_block, words)) => {
                    self.markup = markup;
                    self.words = Some((setting, begins_block, words));
                }
                // After the last words there is markup alone.
                None => self.markup = prose.content().len() - self.at,
            }
        }
        let from = self.at;
        if self.markup > 0 {
            let insert = prose.inserts.get(self.insert).map_or(usize::MAX, |insert| insert.at as usize);
            self.at = (from + self.markup).min(insert);
            self.markup -= self.at - from;
            return Some(Segment::Html(&prose.content[from..self.at]));
        }
        let (setting, begins_block, length) = self.words.take()?;
        self.at = from + length;
        Some(Segment::Words(Words { text: &prose.content[from..self.at], at: from, setting, begins_block }))
    }
}

#[cfg(test)]
mod tests;

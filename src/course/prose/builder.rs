//! Writing running text.

use memchr::memchr3;

use super::{Insert, Inserted, Prose, Segment, Setting, lengths};

/// Running text while it is written.
#[derive(Debug, Default)]
pub(crate) struct ProseBuilder {
    content: String,
    lengths: String,
    inserts: Vec<Insert>,
    needs_escape: bool,
    /// Bytes of markup since the last words whose lengths are written down.
    markup: usize,
    /// Whether some of that markup parts blocks.
    begins_block: bool,
    /// Bytes of words since then.
    words: usize,
    /// What those words stand in.
    setting: Setting,
}

impl ProseBuilder {
    /// Begins with nothing, in the allocations of `buffers`.
    pub(crate) fn new(buffers: ProseBuffers) -> Self {
        let ProseBuffers { content, lengths, inserts } = buffers;
        Self { content, lengths, inserts, ..Self::default() }
    }

    /// Adds finished HTML.
    pub(crate) fn html(&mut self, html: &str) {
        self.end_words();
        self.markup += html.len();
        self.content.push_str(html);
    }

    /// Adds finished HTML that parts what stands before it from what stands after it: a paragraph's end, a line's end.
    pub(crate) fn block(&mut self, html: &str) {
        self.html(html);
        self.begins_block = true;
    }

    /// Adds words, which are not escaped.
    pub(crate) fn words(&mut self, text: &str, setting: Setting) {
        if setting != self.setting {
            self.end_words();
            self.setting = setting;
        }
        self.needs_escape = self.needs_escape || memchr3(b'<', b'>', b'&', text.as_bytes()).is_some();
        self.words += text.len();
        self.content.push_str(text);
    }

    /// Adds something that depends on the whole course.
    pub(crate) fn insert(&mut self, what: Inserted) {
        self.end_words();
        let at = u32::try_from(self.content.len()).unwrap_or(u32::MAX);
        self.inserts.push(Insert { at, what });
    }

    /// Adds other running text.
    pub(crate) fn append(&mut self, prose: &Prose) {
        for segment in prose.segments() {
            match segment {
                Segment::Html(html) => self.html(html),
                Segment::Words(words) => {
                    self.begins_block |= words.begins_block;
                    self.words(words.text, words.setting);
                }
                Segment::Inserted(what) => self.insert(what.clone()),
            }
        }
    }

    /// Whether a line begins here: at the very beginning, or after a line's end.
    pub(crate) fn is_at_line_start(&self) -> bool {
        match self.inserts.last() {
            Some(insert) if insert.at as usize == self.content.len() => false,
            _ => self.content.is_empty() || self.content.ends_with('\n'),
        }
    }

    /// The running text, and the allocations for another.
    pub(crate) fn finish(mut self) -> (Prose, ProseBuffers) {
        self.end_words();
        let end = self.content.len();
        let mut content = String::with_capacity(end + self.lengths.len());
        content.push_str(&self.content);
        content.push_str(&self.lengths);
        let prose = Prose {
            content: content.into_boxed_str(),
            end: u32::try_from(end).unwrap_or(u32::MAX),
            needs_escape: self.needs_escape,
            inserts: self.inserts.drain(..).collect(),
        };
        self.content.clear();
        self.lengths.clear();
        (prose, ProseBuffers { content: self.content, lengths: self.lengths, inserts: self.inserts })
    }

    fn end_words(&mut self) {
        if self.words == 0 {
            return;
        }
        lengths::push(&mut self.lengths, self.markup, self.setting, self.begins_block, self.words);
        (self.markup, self.begins_block, self.words) = (0, false, 0);
    }
}

/// Empty allocations, to be used again: a page is written in dozens of pieces.
#[derive(Debug, Default)]
pub(crate) struct ProseBuffers {
    content: String,
    lengths: String,
    inserts: Vec<Insert>,
}

//! A text that is put together, with the place of every piece.

use std::ops::Range;

use crate::source::{FileId, Origin, Piece, Span};

/// The text so far and its pieces.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    pieces: Vec<Piece>,
}

impl Builder {
    /// Adds what stands at a place of a file whose text this is.
    pub(super) fn copy(&mut self, file: FileId, text: &str, range: Range<usize>) {
        if !range.is_empty() {
            self.add(&text[range.clone()], (file, range, true));
        }
    }

    /// Adds what is put in the place of something in a file.
    pub(super) fn put(&mut self, file: FileId, written: Range<usize>, text: &str) {
        self.add(text, (file, written, false));
    }

    fn add(&mut self, text: &str, (file, written, is_copy): (FileId, Range<usize>, bool)) {
        if !text.is_empty() {
            self.pieces.push(Piece { at: self.text.len(), file, written, is_copy });
            self.text.push_str(text);
        }
    }

    /// Puts another text in the place of a mark, which stands behind `before` on its line: as blocks of their own, whose lines begin as the
    /// mark's does.
    pub(super) fn splice(&mut self, other: &Self, before: &str, (file, mark): (FileId, Range<usize>)) {
        let is_item = before.contains(['-', '*', '+', '.', ')']);
        let next: String = before.chars().map(|sign| if matches!(sign, '>' | '\t') { sign } else { ' ' }).collect();
        if !is_item {
            // An empty line before it: what stands before the mark is on one already.
            self.put(file, mark.clone(), "\n");
            self.put(file, mark.clone(), &next);
        }
        let mut at = 0;
        for line in other.text.split_inclusive('\n') {
            if at > 0 {
                self.put(file, mark.clone(), if line.trim().is_empty() { next.trim_end() } else { &next });
            }
            self.append(other, at..at + line.len());
            at += line.len();
        }
        if !other.text.ends_with('\n') {
            self.put(file, mark.clone(), "\n");
        }
        self.put(file, mark, next.trim_end());
    }

    /// Adds a stretch of another text, with the places of its pieces.
    fn append(&mut self, other: &Self, range: Range<usize>) {
        let first = other.pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
        for (index, piece) in other.pieces.iter().enumerate().skip(first) {
            let end = other.pieces.get(index + 1).map_or(other.text.len(), |next| next.at).min(range.end);
            let start = piece.at.max(range.start);
            if start >= end {
                break;
            }
            let written = if piece.is_copy {
                piece.written.start + (start - piece.at)..piece.written.start + (end - piece.at)
            } else {
                piece.written.clone()
            };
            self.add(&other.text[start..end], (piece.file, written, piece.is_copy));
        }
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a place of the text so far was written.
    pub(super) fn place(&self, span: Span) -> Span {
        Origin::new(self.pieces.clone(), Vec::new()).place(span)
    }

    /// The text and its pieces.
    pub(super) fn finish(self) -> (String, Vec<Piece>) {
        (self.text, self.pieces)
    }
}

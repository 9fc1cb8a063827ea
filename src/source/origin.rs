//! Where the pieces of a text came from that was put together: a page with its includes and values in it.
//!
//! A page is parsed as one text, so that every rule of Markdown holds across it, and places count in that text. What an author
//! is told names the file and the line that were written: [`Origin::place`].

use std::ops::Range;

use super::{CoursePath, FileId, Span};

/// What a text was put together from, for texts in which something was put.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    /// By rising place in the text, without gaps.
    pieces: Vec<Piece>,
    /// The files other than the page's own.
    others: Vec<(FileId, CoursePath)>,
}

/// A stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Piece {
    /// Where it begins in the text.
    pub(crate) at: usize,
    /// The file that it is from, and where it stands there.
    pub(crate) file: FileId,
    pub(crate) written: Range<usize>,
    /// Whether it is what stands there; otherwise it was put in its place.
    pub(crate) is_copy: bool,
}

impl Origin {
    /// The origin of a text of these pieces; `others` are the files beside the page's own.
    pub(crate) fn new(pieces: Vec<Piece>, others: Vec<(FileId, CoursePath)>) -> Self {
        Self { pieces, others }
    }

    /// The place as it was written of a place in the text. One that begins in one file and ends in another ends with the piece
    /// that it begins in.
    pub(crate) fn place(&self, span: Span) -> Span {
        let Range { start, end } = span.range();
        let (Some(first), Some(last)) = (self.piece(start), self.piece(end.saturating_sub(1).max(start))) else {
            return span;
        };
        let from = first.written_at(start);
        let to = if first.file == last.file && last.written.end >= from && end > start {
            last.written_end(end)
        } else if end > start {
            first.written.end
        } else {
            from
        };
        Span::new(first.file, from..to.max(from))
    }

    /// The same for what is to be written anew; `None` where the text there was put together.
    pub(crate) fn edited(&self, span: Span) -> Option<Span> {
        let Range { start, end } = span.range();
        let piece = self.piece(start)?;
        let is_whole = piece.is_copy && end <= piece.at + piece.written.len();
        is_whole.then(|| Span::new(piece.file, piece.written_at(start)..piece.written_end(end)))
    }

    /// The path of the file that a place of the text is from; `None` where that is the page's own.
    pub(crate) fn other_at(&self, at: usize) -> Option<&CoursePath> {
        let file = self.piece(at)?.file;
        self.others.iter().find(|(other, _)| *other == file).map(|(_, path)| path)
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        self.pieces.get(after.checked_sub(1)?)
    }
}

impl Piece {
    fn written_at(&self, at: usize) -> usize {
        if self.is_copy { (self.written.start + (at - self.at)).min(self.written.end) } else { self.written.start }
    }

    fn written_end(&self, end: usize) -> usize {
        if self.is_copy { (self.written.start + (end - self.at)).min(self.written.end) } else { self.written.end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin() -> (FileId, FileId, Origin) {
        let (page, other) = (CoursePath::new("content/a.md"), CoursePath::new("content/_shared/b.md"));
        let (of_page, of_other) = (FileId::of(&page), FileId::of(&other));
        let piece = |at, file, written, is_copy| Piece { at, file, written, is_copy };
        let pieces = vec![
            piece(0, of_page, 0..10, true),
            piece(10, of_page, 10..30, false),
            piece(12, of_other, 0..8, true),
            piece(20, of_page, 30..40, true),
        ];
        (of_page, of_other, Origin::new(pieces, vec![(of_other, other)]))
    }

    #[test]
    fn a_place_is_told_where_it_was_written() {
        let (page, other, origin) = origin();
        let place = |range: Range<usize>| origin.place(Span::new(page, range));
        assert_eq!(place(2..5), Span::new(page, 2..5));
        assert_eq!(place(11..12), Span::new(page, 10..30));
        assert_eq!(place(14..17), Span::new(other, 2..5));
        assert_eq!(place(14..25), Span::new(other, 2..8), "it ends with the file");
        assert_eq!(place(5..25), Span::new(page, 5..35));
        assert_eq!(place(22..22), Span::new(page, 32..32));
        assert_eq!(origin.other_at(13), Some(&CoursePath::new("content/_shared/b.md")));
        assert_eq!(origin.other_at(21), None);
    }

    #[test]
    fn only_what_was_written_as_it_is_can_be_written_anew() {
        let (page, other, origin) = origin();
        let edited = |range: Range<usize>| origin.edited(Span::new(page, range));
        assert_eq!(edited(13..15), Some(Span::new(other, 1..3)));
        assert_eq!(edited(8..14), None);
        assert_eq!(edited(10..11), None);
    }
}

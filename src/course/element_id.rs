//! Ids of elements. Each kind has a prefix, so that no id that an author writes takes the place of another kind's, of a name that
//! scripts or browsers use, or of one that Attune makes.

/// What an id names; the prefix of its elements' ids goes by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ElementKind {
    /// A heading, a container, a dialogue and its turns, a scenario and its moments, a practice, or what raw HTML names.
    Section,
    Question,
    /// An objective on the page that teaches it.
    Objective,
    /// A term in the glossary.
    Term,
    /// What a page says of a term of the glossary.
    TermNote,
    /// A work in a list of references.
    Work,
    /// A footnote, by its number.
    Footnote,
    /// Where a footnote is referred to: its number, and `-2` for the second place.
    FootnoteReference,
    /// The terms of the glossary with one first letter, by their number.
    Letter,
    /// What a picture that stands in the page names for itself, by the picture's number.
    Drawing,
    /// What raw HTML of a trusted author names: its id is printed as it is written.
    Verbatim,
}

impl ElementKind {
    /// What every id of the kind begins with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Section => "s-",
            Self::Question => "q-",
            Self::Objective => "o-",
            Self::Term => "g-",
            Self::TermNote => "t-",
            Self::Work => "r-",
            Self::Footnote => "fn-",
            Self::FootnoteReference => "fnref-",
            Self::Letter => "letter-",
            Self::Drawing => "d-",
            Self::Verbatim => "",
        }
    }

    /// The id of the element that has this name among those of its kind.
    pub fn id(self, name: &str) -> String {
        [self.prefix(), name].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::ElementKind;

    #[test]
    fn no_id_of_one_kind_is_an_id_of_another() {
        use ElementKind::{
            Drawing, Footnote, FootnoteReference, Letter, Objective, Question, Section, Term, TermNote, Work,
        };
        let kinds = [Section, Question, Objective, Term, TermNote, Work, Footnote, FootnoteReference, Letter, Drawing];
        for kind in kinds {
            for other in kinds.into_iter().filter(|other| *other != kind) {
                assert!(!kind.prefix().starts_with(other.prefix()), "{kind:?} and {other:?}");
            }
        }
    }
}

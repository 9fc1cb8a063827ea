//! Walks through a page to where marks end or begin. Many marks may wait for one end that stands far below, or nowhere: what was walked
//! through for one is not walked through again for the next, so that a page costs as much as it is long.

/// What was found so far. Marks are asked for by rising offsets.
#[derive(Default)]
pub(super) struct Walks {
    /// What ends a mark, from where it was looked for, and where it stands.
    below: Vec<(&'static str, usize, Option<usize>)>,
    /// What begins a mark, up to where it was looked for, and where it stands last.
    above: Vec<(&'static str, usize, Option<usize>)>,
    /// Up to where backslashes were counted, and how many stand there in a row.
    backslashes: (usize, usize),
    /// How many bytes were walked through.
    #[cfg(test)]
    pub(super) walked: usize,
}

impl Walks {
    /// Where `words` stand first from an offset on.
    pub(super) fn first_from(&mut self, source: &str, from: usize, words: &'static str) -> Option<usize> {
        let known = self.below.iter().position(|(known, ..)| *known == words);
        if let Some((_, asked, found)) = known.map(|place| self.below[place])
            && asked <= from
            && found.is_none_or(|found| found >= from)
        {
            return found;
        }
        let found = source[from..].find(words).map(|offset| from + offset);
        #[cfg(test)]
        {
            self.walked += found.unwrap_or(source.len()) - from;
        }
        keep(&mut self.below, known, (words, from, found));
        found
    }

    /// Where `words` stand last before an offset.
    pub(super) fn last_before(&mut self, source: &str, before: usize, words: &'static str) -> Option<usize> {
        let known = self.above.iter().position(|(known, ..)| *known == words);
        let (upto, kept) = known.map_or((0, None), |place| (self.above[place].1, self.above[place].2));
        let (upto, kept) = if upto <= before { (upto, kept) } else { (0, None) };
        // What ends behind the last offset may begin before it.
        let from = upto.saturating_sub(words.len() - 1);
        let found = memchr::memmem::rfind(&source.as_bytes()[from..before], words.as_bytes());
        let found = found.map(|offset| from + offset).or(kept);
        #[cfg(test)]
        {
            self.walked += before - from;
        }
        keep(&mut self.above, known, (words, before, found));
        found
    }

    /// Whether the sign at an offset stands behind a backslash that escapes it, as [`crate::source::text::is_escaped`] has it.
    pub(super) fn is_escaped(&mut self, source: &str, at: usize) -> bool {
        let (upto, counted) = if self.backslashes.0 <= at { self.backslashes } else { (0, 0) };
        let above = source.as_bytes()[upto..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        #[cfg(test)]
        {
            self.walked += above;
        }
        let count = if above == at - upto { above + counted } else { above };
        self.backslashes = (at, count);
        count % 2 == 1
    }
}

type Known = (&'static str, usize, Option<usize>);

fn keep(list: &mut Vec<Known>, place: Option<usize>, known: Known) {
    match place {
        Some(place) => list[place] = known,
        None => list.push(known),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Values;

    use super::super::openings::openings;
    use super::super::{Walks, foreign};

    #[test]
    fn the_end_of_each_mark_is_looked_for_without_walking_through_the_page_again() {
        for part in [
            "{# ",
            "{#\n",
            "{/*\n",
            "{{/*\n",
            "{{!--\n",
            "{{!\n",
            "{% comment %}\n",
            "{%#\n",
            "{::comment}\n",
            "{>>\n",
            "{--\n",
            "<%\n",
            "\\iffalse\n",
            "\\begin{comment}\n",
            "a %% ",
            "////\n",
            ".. a\n",
            "){b ",
            "](a){b ",
            "}`a` ",
            "\\\\",
        ] {
            let source = part.repeat(2000);
            let mut walks = Walks::default();
            for (at, opening) in openings(&source, 0) {
                walks.is_escaped(&source, at);
                foreign(&source, at, opening, (&Values::default(), &mut walks));
            }
            // Each of few ends is looked for in all of it once.
            assert!(walks.walked <= 4 * source.len(), "{part:?}: {} of {}", walks.walked, source.len());
        }
    }

    #[test]
    fn what_is_kept_is_what_would_be_found() {
        let source = "a](b\\\\c](\\d*/e\\\\\\f*/[g](";
        let mut walks = Walks::default();
        for at in 0..source.len() {
            assert_eq!(walks.first_from(source, at, "*/"), source[at..].find("*/").map(|end| at + end), "{at}");
            assert_eq!(walks.last_before(source, at, "]("), source[..at].rfind("]("), "{at}");
            assert_eq!(walks.is_escaped(source, at), crate::source::text::is_escaped(source, at), "{at}");
        }
    }
}

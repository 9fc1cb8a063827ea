//! How often the surface of options gives away which are right: counts that add up over a course. What is counted are
//! choices that a reader could make who understands nothing of what is asked.

use super::{Answer, Block, Choice, Credit, items};

/// One in as many parts: shares of a question are counted in whole numbers, so that counts can be added and taken away.
pub(crate) const WHOLE: u64 = 1_000_000;
/// From so many right options of so many on, questions with several right ones are counted …
const FEWEST: (usize, usize) = (2, 3);
/// … and told apart for so many numbers of each.
const NUMBERS: usize = 6;

/// What can be seen of an option by someone who does not understand it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surface {
    /// The option has the most characters.
    Longest,
    /// It has the fewest.
    Shortest,
    /// It asks something, and others do not.
    Asks,
    /// It asks nothing, and others do.
    AsksNothing,
    /// It has the most sentences.
    MostSentences,
    /// It does without `why` and `but`, and others do not.
    NoObjection,
}

impl Surface {
    /// Every one, in the order of the counts.
    pub(crate) const ALL: [Self; 6] =
        [Self::Longest, Self::Shortest, Self::Asks, Self::AsksNothing, Self::MostSentences, Self::NoObjection];

    /// How much of it an option has.
    fn of(self, option: &SeenOption) -> usize {
        match self {
            Self::Longest => option.characters,
            Self::Shortest => usize::MAX - option.characters,
            Self::Asks => usize::from(option.asks),
            Self::AsksNothing => usize::from(!option.asks),
            Self::MostSentences => option.sentences,
            Self::NoObjection => usize::from(!option.objects),
        }
    }
}

/// What all surfaces go by, found once for each option.
struct SeenOption {
    characters: usize,
    asks: bool,
    sentences: usize,
    objects: bool,
}

impl SeenOption {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::of_ascii(text.as_bytes());
        }
        Self {
            characters: text.chars().count(),
            asks: text.contains(['?', '？', '؟']),
            sentences: text.matches(['.', '?', '!', '。', '？', '！', '؟']).count(),
            objects: text.split(|c: char| !c.is_alphanumeric()).any(|word| objects(word.as_bytes())),
        }
    }

    /// The same in one walk: this looks at every option of every question.
    fn of_ascii(text: &[u8]) -> Self {
        let mut seen = Self { characters: text.len(), asks: false, sentences: 0, objects: false };
        let mut word = 0;
        for (at, byte) in text.iter().enumerate().filter(|(_, byte)| !byte.is_ascii_alphanumeric()) {
            seen.asks |= *byte == b'?';
            seen.sentences += usize::from(matches!(byte, b'.' | b'?' | b'!'));
            seen.objects = seen.objects || objects(&text[word..at]);
            word = at + 1;
        }
        seen.objects = seen.objects || objects(&text[word..]);
        seen
    }
}

/// The words with which a reply argues, in the languages that Attune's interface has in Latin script.
fn objects(word: &[u8]) -> bool {
    const WORDS: [&str; 9] = ["why", "but", "warum", "wieso", "aber", "pourquoi", "mais", "pero", "sino"];
    // Most words begin otherwise, which is seen at once.
    let may_be = (3..=8).contains(&word.len()) && matches!(word[0] | 0x20, b'a' | b'b' | b'm' | b'p' | b's' | b'w');
    may_be && WORDS.iter().any(|objection| word.eq_ignore_ascii_case(objection.as_bytes()))
}

/// Counts over the questions of a page or of a course.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct AnswerKeys {
    /// Questions with one right option among several.
    pub single: u64,
    /// How many of those are hit by chance, in parts of [`WHOLE`] …
    pub chance: u64,
    /// … and with what variance.
    pub variance: u64,
    /// How many are hit by going by each surface, in parts of [`WHOLE`].
    pub hits: [u64; Surface::ALL.len()],
    /// Questions with several right options, by how many options are right (row) of how many (column): see [`Self::numbers`].
    several: [[u32; NUMBERS]; NUMBERS],
    /// Options to rate that are best, defensible and unhelpful.
    pub rated: [u32; 3],
}

impl AnswerKeys {
    /// The counts of one page.
    pub(crate) fn of(blocks: &[Block]) -> Self {
        let mut keys = Self::default();
        for item in items(blocks) {
            match &item.answer {
                Answer::Single(choices) | Answer::Judgement(choices) => keys.single(choices),
                Answer::Multiple(choices) => {
                    let right = choices.iter().filter(|choice| choice.credit == Credit::Full).count();
                    let cell = |number: usize, fewest| number.checked_sub(fewest).map(|at| at.min(NUMBERS - 1));
                    if let Some((row, column)) = cell(right, FEWEST.0).zip(cell(choices.len(), FEWEST.1)) {
                        keys.several[row][column] += 1;
                    }
                }
                Answer::Rating(choices) => choices.iter().for_each(|choice| keys.rated[choice.credit as usize] += 1),
                Answer::Ordering(_) | Answer::Matching(_) | Answer::Blanks(_) | Answer::Reflection(_) => {}
            }
        }
        keys
    }

    fn single(&mut self, choices: &[Choice]) {
        let right: Vec<bool> = choices.iter().map(|choice| choice.credit == Credit::Full).collect();
        let (Ok(count), 1) = (u64::try_from(choices.len()), right.iter().filter(|right| **right).count()) else {
            return;
        };
        self.single += 1;
        self.chance += WHOLE / count;
        self.variance += WHOLE * (count - 1) / (count * count);
        let options: Vec<SeenOption> = choices.iter().map(|choice| SeenOption::of(&choice.text.text())).collect();
        for (hits, surface) in self.hits.iter_mut().zip(Surface::ALL) {
            let points = || options.iter().map(|option| surface.of(option));
            let most = points().max().unwrap_or_default();
            // Of several that look alike any may be chosen.
            let alike = points().filter(|points| *points == most).count() as u64;
            let hit = points().zip(&right).any(|(points, right)| *right && points == most);
            *hits += if hit { WHOLE / alike } else { 0 };
        }
    }

    /// How many questions have so many right options of so many.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = (u32, usize, usize)> {
        let rows = self.several.iter().enumerate();
        rows.flat_map(|(row, columns)| {
            let cell = move |(column, count): (usize, &u32)| (*count, row + FEWEST.0, column + FEWEST.1);
            columns.iter().enumerate().map(cell)
        })
    }

    /// Those of a course with this page.
    pub(super) fn add(&mut self, page: &Self) {
        self.each(page, u64::wrapping_add, u32::wrapping_add);
    }

    /// Those of a course without this page.
    pub(super) fn remove(&mut self, page: &Self) {
        self.each(page, u64::wrapping_sub, u32::wrapping_sub);
    }

    fn each(&mut self, page: &Self, large: fn(u64, u64) -> u64, small: fn(u32, u32) -> u32) {
        let Self { single, chance, variance, hits, several, rated } = page;
        self.single = large(self.single, *single);
        self.chance = large(self.chance, *chance);
        self.variance = large(self.variance, *variance);
        self.hits.iter_mut().zip(hits).for_each(|(sum, count)| *sum = large(*sum, *count));
        let cells = self.several.as_flattened_mut().iter_mut().zip(several.as_flattened());
        cells.for_each(|(sum, count)| *sum = small(*sum, *count));
        self.rated.iter_mut().zip(rated).for_each(|(sum, count)| *sum = small(*sum, *count));
    }
}

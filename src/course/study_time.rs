//! Study time: of a page, of a module, and of the course, each by one function that every page of a site uses.
//!
//! The time of a page is what `duration` says, or by the word count formula of NASBA. The time of a module is the sum of its pages'.
//! The time of the course is by the formula that `credit` names, over all its words and questions; without one, the sum of its
//! pages'. It is an estimate, shown with what went into it, and no promise.

use crate::config::{CourseFacts, CreditFormula};

use super::{Course, FrontMatter, Module};

/// Study time of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StudyTime {
    /// Minutes.
    pub minutes: u32,
    /// What it is estimated from, where `credit` names a formula.
    pub estimate: Option<Estimate>,
}

/// What a formula makes study time of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// The formula.
    pub formula: CreditFormula,
    /// Words that a learner reads.
    pub words: usize,
    /// Questions that a learner is asked.
    pub items: usize,
    /// Minutes of audio and video.
    pub media: u32,
    /// From 1 to 5, for the formula that asks for it.
    pub difficulty: Option<u8>,
    /// Credits of 50 minutes, in fifths and rounded down, by the formula that has them.
    pub fifths: Option<u32>,
}

/// Minutes for a page that has these words and questions; at least 1.
pub fn page_minutes(front: &FrontMatter, words: usize, items: usize) -> u32 {
    front.duration.unwrap_or_else(|| {
        let minutes = nasba(front.asked_words(words, items), front.asked(items), front.media.unwrap_or_default());
        whole(minutes).max(1)
    })
}

impl Course {
    /// Minutes for a module: its index page and its lessons.
    pub fn module_minutes(&self, module: &Module) -> u32 {
        std::iter::once(&module.index).chain(&module.lessons).map(|page| self.page(*page).minutes).sum()
    }

    /// Study time of the course, by what `site.toml` says of it.
    pub fn study_time(&self, facts: &CourseFacts) -> StudyTime {
        let Some(formula) = facts.credit else {
            return StudyTime { minutes: self.pages.iter().map(|page| page.minutes).sum(), estimate: None };
        };
        let words = self.pages.iter().map(|page| page.asked_words()).sum();
        let items = self.pages.iter().map(|page| page.asked()).sum();
        let media = self.pages.iter().filter_map(|page| page.front.media).sum();
        let (minutes, difficulty, fifths) = match formula {
            // `credit = "mergener"` without a difficulty was reported.
            CreditFormula::Mergener => {
                let difficulty = facts.difficulty.unwrap_or(3);
                (mergener(words, items, difficulty), Some(difficulty), None)
            }
            CreditFormula::Nasba => {
                let minutes = nasba(words, items, media);
                (whole(minutes), None, Some(whole((minutes / 50.0 * 5.0).floor())))
            }
        };
        StudyTime { minutes, estimate: Some(Estimate { formula, words, items, media, difficulty, fifths }) }
    }
}

/// Minutes after Mergener (1991), "A preliminary study to determine the amount of continuing education credit to award
/// for home study programs", American Journal of Pharmaceutical Education 55: 0.9 x (-22.3 + 0.00209 x words + 2.78 x
/// items + 15.5 x difficulty), difficulty from 1 to 5. Below nothing, the formula was not made for the course.
#[expect(clippy::cast_precision_loss, reason = "a course has far fewer than 2^52 words")]
fn mergener(words: usize, items: usize, difficulty: u8) -> u32 {
    whole(0.9 * (-22.3 + 0.00209 * words as f64 + 2.78 * items as f64 + 15.5 * f64::from(difficulty)))
}

/// Minutes by the word count formula of the National Association of State Boards of Accountancy: words / 180 + minutes of
/// audio and video + 1.85 x items.
#[expect(clippy::cast_precision_loss, reason = "a course has far fewer than 2^52 words")]
fn nasba(words: usize, items: usize, media: u32) -> f64 {
    words as f64 / 180.0 + f64::from(media) + 1.85 * items as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, and not below nothing")]
fn whole(minutes: f64) -> u32 {
    minutes.round().max(0.0) as u32
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::course::{Page, PageId, PageRole};
    use crate::source::{CoursePath, Digest, FileId};

    #[test]
    fn minutes_after_mergener() {
        // 0.9 x (-22.3 + 20.9 + 69.5 + 46.5) = 0.9 x 114.6 = 103.14
        assert_eq!(mergener(10_000, 25, 3), 103);
        // 0.9 x (-22.3 + 62.7 + 278 + 31) = 0.9 x 349.4 = 314.46
        assert_eq!(mergener(30_000, 100, 2), 314);
        assert_eq!(mergener(100, 0, 1), 0, "a page is no course");
    }

    #[test]
    fn a_page_takes_what_its_words_questions_and_films_take_and_what_its_author_says_instead() {
        let film = FrontMatter { media: Some(10), ..FrontMatter::default() };
        // 360 / 180 + 2 x 1.85 = 5.7
        assert_eq!(page_minutes(&FrontMatter::default(), 360, 2), 6);
        assert_eq!(page_minutes(&film, 360, 2), 16);
        assert_eq!(page_minutes(&FrontMatter { duration: Some(45), ..film }, 360, 2), 45);
        assert_eq!(page_minutes(&FrontMatter::default(), 0, 0), 1);
    }

    fn course(pages: &[(usize, usize, u32)]) -> Course {
        let page = |(at, (words, items, minutes)): (usize, &(usize, usize, u32))| {
            let path = CoursePath::new("content/a.md");
            Arc::new(Page {
                id: PageId(at),
                role: PageRole::Standalone,
                file: FileId::of(&path),
                path,
                address: crate::course::Address::home(),
                front: Arc::default(),
                kind: "lesson".to_owned(),
                blocks: Arc::default(),
                outline: Arc::default(),
                words: *words,
                items: *items,
                minutes: *minutes,
                digest: Digest::of(b""),
            })
        };
        Course { pages: pages.iter().enumerate().map(page).collect(), ..Course::default() }
    }

    #[test]
    fn a_course_takes_what_its_pages_take_or_what_its_formula_says() {
        let course = course(&[(9_000, 20, 60), (9_000, 20, 90)]);
        assert_eq!(course.study_time(&CourseFacts::default()), StudyTime { minutes: 150, estimate: None });
        let facts = |credit| CourseFacts { credit: Some(credit), difficulty: Some(3), ..CourseFacts::default() };
        // 18,000 / 180 + 1.85 x 40 = 100 + 74 = 174 minutes; 174 / 50 = 3.48, in fifths 3.4
        let nasba = course.study_time(&facts(CreditFormula::Nasba));
        assert_eq!((nasba.minutes, nasba.estimate.and_then(|estimate| estimate.fifths)), (174, Some(17)));
        // 0.9 x (-22.3 + 37.62 + 111.2 + 46.5) = 0.9 x 173.02 = 155.7
        let mergener = course.study_time(&facts(CreditFormula::Mergener));
        assert_eq!((mergener.minutes, mergener.estimate.and_then(|estimate| estimate.difficulty)), (156, Some(3)));
    }
}

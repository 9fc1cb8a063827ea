//! Study time: of a page, of a module, and of the course, each by one function that every page of a site uses.
//!
//! The time of a page is what `duration` says, or by the word count formula of NASBA. The time of a module is the sum of its
//! lessons', that of the course the sum of its modules': whoever adds what a site shows gets what it shows. What leads to lessons
//! (the front page, the page of a module, pages outside modules) is not counted. Credit is another figure, by the formula that
//! `credit` names, over all words and questions of the lessons. Both are estimates and no promise.

use crate::config::{CourseFacts, CreditFormula};

use super::{Course, FrontMatter, Module, Page};

/// Credit for a course, and what a formula makes it of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditEstimate {
    pub formula: CreditFormula,
    /// Words that a learner reads.
    pub words: usize,
    /// Questions that a learner is asked.
    pub items: usize,
    /// Minutes of audio and video.
    pub media: u32,
    /// From 1 to 5, for the formula that asks for it.
    pub difficulty: Option<u8>,
    /// In tenths, rounded down: credits of 50 minutes to fifths, or hours.
    pub tenths: u32,
}

/// How many lessons and assessments a module or a course has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LessonCount {
    pub lessons: usize,
    pub assessments: usize,
}

/// Minutes for a page that has these words and questions; at least 1.
pub(crate) fn page_minutes(front: &FrontMatter, words: usize, items: usize) -> u32 {
    front.duration.unwrap_or_else(|| {
        let minutes = nasba(front.asked_words(words, items), front.asked(items), front.media.unwrap_or_default());
        whole(minutes).max(1)
    })
}

impl Course {
    /// The lessons and assessments of a module.
    pub fn lessons_of(&self, module: &Module) -> impl Iterator<Item = &Page> {
        module.lessons.iter().map(|page| self.page(*page))
    }

    /// Every lesson and assessment, in reading order: what learners are asked to study, answer and finish.
    pub fn lessons(&self) -> impl Iterator<Item = &Page> {
        self.modules.iter().flat_map(|module| self.lessons_of(module))
    }

    /// Where a course begins: its first lesson, or the first page after its front page.
    pub fn start(&self) -> Option<&Page> {
        self.lessons().next().or_else(|| self.listed().nth(1))
    }

    /// How many of some pages of modules are lessons, and how many are assessments, which are none.
    pub fn count<'a>(pages: impl Iterator<Item = &'a Page>) -> LessonCount {
        let mut count = LessonCount::default();
        for page in pages {
            match page.front.assessment {
                Some(_) => count.assessments += 1,
                None => count.lessons += 1,
            }
        }
        count
    }

    /// Minutes for a module: for its lessons.
    pub fn module_minutes(&self, module: &Module) -> u32 {
        self.lessons_of(module).map(|page| page.minutes).sum()
    }

    /// Minutes for the course: for its modules.
    pub fn minutes(&self) -> u32 {
        self.modules.iter().map(|module| self.module_minutes(module)).sum()
    }

    /// Questions that a learner of the course is asked: those of its lessons.
    pub fn asked(&self) -> usize {
        self.lessons().map(Page::asked).sum()
    }

    /// Credit, where `site.toml` names a formula.
    pub fn credit(&self, facts: &CourseFacts) -> Option<CreditEstimate> {
        let formula = facts.credit?;
        let words = self.lessons().map(Page::asked_words).sum();
        let items = self.asked();
        let media = self.lessons().filter_map(|page| page.front.media).sum();
        let (difficulty, tenths) = match formula {
            // `credit = "mergener"` without a difficulty was reported.
            CreditFormula::Mergener => {
                let difficulty = facts.difficulty.unwrap_or(3);
                (Some(difficulty), whole((mergener(words, items, difficulty) / 60.0 * 10.0).floor()))
            }
            CreditFormula::Nasba => (None, 2 * whole((nasba(words, items, media) / 50.0 * 5.0).floor())),
        };
        Some(CreditEstimate { formula, words, items, media, difficulty, tenths })
    }
}

/// Minutes after Mergener (1991), "A preliminary study to determine the amount of continuing education credit to award
/// for home study programs", American Journal of Pharmaceutical Education 55: 0.9 x (-22.3 + 0.00209 x words + 2.78 x
/// items + 15.5 x difficulty), difficulty from 1 to 5. Below nothing, the formula was not made for the course.
#[expect(clippy::cast_precision_loss, reason = "a course has far fewer than 2^52 words")]
fn mergener(words: usize, items: usize, difficulty: u8) -> f64 {
    0.9 * (-22.3 + 0.00209 * words as f64 + 2.78 * items as f64 + 15.5 * f64::from(difficulty))
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
    use crate::course::{PageContent, PageId, PageRole};
    use crate::source::{CoursePath, Digest, FileId};

    #[test]
    fn minutes_after_mergener() {
        // 0.9 x (-22.3 + 20.9 + 69.5 + 46.5) = 0.9 x 114.6 = 103.14
        assert_eq!(whole(mergener(10_000, 25, 3)), 103);
        // 0.9 x (-22.3 + 62.7 + 278 + 31) = 0.9 x 349.4 = 314.46
        assert_eq!(whole(mergener(30_000, 100, 2)), 314);
        assert_eq!(whole(mergener(100, 0, 1)), 0, "a page is no course");
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

    /// A front page, and two modules with an index page and a lesson or two; each page with its words, questions and minutes.
    fn course(pages: [(usize, usize, u32); 6]) -> Course {
        let roles = [
            PageRole::Home,
            PageRole::ModuleIndex(0),
            PageRole::Lesson(0),
            PageRole::Lesson(0),
            PageRole::ModuleIndex(1),
            PageRole::Lesson(1),
        ];
        let page = |(at, (words, items, minutes)): (usize, (usize, usize, u32))| {
            let path = CoursePath::new("content/a.md");
            let content = PageContent {
                file: FileId::of(&path),
                path,
                address: crate::course::Address::home(),
                is_hidden: false,
                front: Arc::default(),
                kind: "lesson".to_owned(),
                blocks: Arc::default(),
                outline: Arc::default(),
                words,
                items,
                minutes,
                digest: Digest::of(b""),
            };
            Page { id: PageId(at), role: roles[at], content: Arc::new(content) }
        };
        let module = |number, index, lessons: &[usize]| Module {
            number,
            index: PageId(index),
            lessons: lessons.iter().copied().map(PageId).collect(),
        };
        Course {
            pages: pages.into_iter().enumerate().map(page).collect(),
            modules: Arc::new(vec![module(1, 1, &[2, 3]), module(2, 4, &[5])]),
            ..Course::default()
        }
    }

    #[test]
    fn a_course_takes_what_its_modules_take_and_a_module_what_its_lessons_take() {
        let course = course([(900, 3, 7), (50, 1, 2), (9_000, 20, 60), (3_000, 5, 30), (80, 0, 1), (6_000, 15, 45)]);
        let modules: Vec<u32> = course.modules.iter().map(|module| course.module_minutes(module)).collect();
        assert_eq!((modules, course.minutes(), course.asked()), (vec![90, 45], 135, 40));
        assert_eq!(course.credit(&CourseFacts::default()), None);
        let facts = |credit| CourseFacts { credit: Some(credit), difficulty: Some(3), ..CourseFacts::default() };
        // 18,000 / 180 + 1.85 x 40 = 100 + 74 = 174 minutes; 174 / 50 = 3.48, in fifths 3.4
        let nasba = course.credit(&facts(CreditFormula::Nasba));
        assert_eq!(nasba.map(|credit| (credit.words, credit.items, credit.tenths)), Some((18_000, 40, 34)));
        // 0.9 x (-22.3 + 37.62 + 111.2 + 46.5) = 0.9 x 173.02 = 155.7 minutes, 2.59 hours
        let mergener = course.credit(&facts(CreditFormula::Mergener));
        assert_eq!(mergener.map(|credit| (credit.difficulty, credit.tenths)), Some((Some(3), 25)));
    }
}

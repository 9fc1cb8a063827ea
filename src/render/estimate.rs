//! How long a course takes, by the formulas that providers of continuing education use. An estimate, shown with what went
//! into it, never a promise.

use crate::config::{CreditFormula, SiteConfig};
use crate::course::Course;

use crate::render::view::EstimateView;

/// Of a course whose `site.toml` names a formula: by that formula, and then by the other one where what it needs is known.
pub(crate) fn estimates(course: &Course, config: &SiteConfig) -> Vec<EstimateView> {
    let facts = &config.course;
    let words = course.pages.iter().map(|page| page.asked_words()).sum();
    let items = course.pages.iter().map(|page| page.asked()).sum();
    let media = course.pages.iter().filter_map(|page| page.front.media).sum();
    let by = |formula| {
        let (formula, minutes, credits) = match formula {
            CreditFormula::Mergener => ("mergener", mergener(words, items, facts.difficulty?), None),
            CreditFormula::Nasba => {
                let (minutes, fifths) = nasba(words, items, media);
                ("nasba", minutes, Some(format!("{}.{}", fifths / 5, fifths % 5 * 2)))
            }
        };
        Some(EstimateView { formula, words, items, media, difficulty: facts.difficulty, minutes, credits })
    };
    let formulas = match facts.credit {
        Some(CreditFormula::Mergener) => [CreditFormula::Mergener, CreditFormula::Nasba],
        Some(CreditFormula::Nasba) => [CreditFormula::Nasba, CreditFormula::Mergener],
        None => return Vec::new(),
    };
    formulas.into_iter().filter_map(by).collect()
}

/// Minutes after Mergener (1991), "A preliminary study to determine the amount of continuing education credit to award
/// for home study programs", American Journal of Pharmaceutical Education 55: 0.9 x (-22.3 + 0.00209 x words + 2.78 x
/// items + 15.5 x difficulty), difficulty from 1 to 5. Below nothing, the formula was not made for the course.
#[expect(clippy::cast_precision_loss, reason = "a course has far fewer than 2^52 words")]
fn mergener(words: usize, items: usize, difficulty: u8) -> u32 {
    whole(0.9 * (-22.3 + 0.00209 * words as f64 + 2.78 * items as f64 + 15.5 * f64::from(difficulty)))
}

/// Minutes and fifths of a credit of 50 minutes by the word count formula of the National Association of State Boards of
/// Accountancy: words / 180 + minutes of audio and video + 1.85 x items, rounded down.
#[expect(clippy::cast_precision_loss, reason = "a course has far fewer than 2^52 words")]
fn nasba(words: usize, items: usize, media: u32) -> (u32, u32) {
    let minutes = words as f64 / 180.0 + f64::from(media) + 1.85 * items as f64;
    (whole(minutes), whole((minutes / 50.0 * 5.0).floor()))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, and not below nothing")]
fn whole(minutes: f64) -> u32 {
    minutes.round().max(0.0) as u32
}

#[cfg(test)]
mod tests {
    use super::{mergener, nasba};

    #[test]
    fn minutes_after_mergener() {
        // 0.9 x (-22.3 + 20.9 + 69.5 + 46.5) = 0.9 x 114.6 = 103.14
        assert_eq!(mergener(10_000, 25, 3), 103);
        // 0.9 x (-22.3 + 62.7 + 278 + 31) = 0.9 x 349.4 = 314.46
        assert_eq!(mergener(30_000, 100, 2), 314);
        assert_eq!(mergener(100, 0, 1), 0, "a page is no course");
    }

    #[test]
    fn credits_by_the_word_count_formula() {
        // 18,000 / 180 + 30 + 1.85 x 40 = 100 + 30 + 74 = 204 minutes; 204 / 50 = 4.08, in fifths 4.0
        assert_eq!(nasba(18_000, 40, 30), (204, 20));
        // 9,000 / 180 + 1.85 x 10 = 68.5 minutes; 1.37, in fifths 1.2
        assert_eq!(nasba(9_000, 10, 0), (69, 6));
    }
}

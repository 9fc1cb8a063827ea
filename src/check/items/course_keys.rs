//! What gives the right options away over a whole course.

use crate::check::Read;
use crate::course::{AnswerKeys, Course, Surface, WHOLE};
use crate::diagnostic::{Code, Diagnostic, Place};

/// So many questions with one right option are enough to see a habit …
const QUESTIONS: u64 = 20;
/// … that finds the right one in so many more of 100 than chance does …
const ABOVE: u64 = 10;
/// … and is no accident: so many standard deviations.
const DEVIATIONS: f64 = 3.0;
/// So many questions with several right options are enough to see that always as many are right …
const SEVERAL: u32 = 10;
/// … in more of 100 than this.
const USUAL: u32 = 60;
/// So many options to rate are enough to see that most have one rating …
const RATED: u32 = 40;
/// … more of 100 than this, where a third is chance.
const ONE_RATING: u32 = 50;

/// What the habit is, and what to do about it.
type Habit = (String, &'static str);

/// Habits of a course's author that a test-wise reader goes by. The finding is about the course and stands at its title.
pub(in crate::check) fn check(course: &Course, read: &Read, findings: &mut Vec<Diagnostic>) {
    let keys = &read.facets.answer_keys;
    let Some(home) = course.pages.front() else { return };
    let place = home.front.title_span.map_or_else(|| Place::File(home.path.clone()), Place::At);
    let habits = [
        (Code::ItemKeySurface, surface(keys)),
        (Code::ItemKeyShare, usual_number(keys)),
        (Code::ItemKeyShare, usual_rating(keys)),
    ];
    let found = |(code, habit): (Code, Option<Habit>)| {
        habit.map(|(message, help)| Diagnostic::at(code, place.clone(), message).help(help))
    };
    findings.extend(habits.into_iter().filter_map(found));
}

/// The surface by which the right options of a course are found most surely.
fn surface(keys: &AnswerKeys) -> Option<Habit> {
    let (hits, surface) = keys.hits.iter().zip(Surface::ALL).max_by_key(|(hits, _)| **hits)?;
    let above = hits.saturating_sub(keys.chance);
    #[expect(clippy::cast_precision_loss, reason = "a course has far fewer than 2^52 questions")]
    let surprising = above as f64 / WHOLE as f64 >= DEVIATIONS * (keys.variance as f64 / WHOLE as f64).sqrt();
    if keys.single < QUESTIONS || above * 100 <= ABOVE * keys.single * WHOLE || !surprising {
        return None;
    }
    let (looks, help) = described(surface);
    let (found, chance) = (hits.div_ceil(WHOLE), keys.chance.div_ceil(WHOLE));
    let message = format!(
        "whoever chooses the option that {looks} is right in {found} of {} questions of the course, and by chance in {chance}",
        keys.single
    );
    Some((message, help))
}

/// How the option looks, and what to do about it.
fn described(surface: Surface) -> (&'static str, &'static str) {
    match surface {
        Surface::Longest => ("is longest", "shorten right options, or say as much in wrong ones"),
        Surface::Shortest => ("is shortest", "say as much in right options as in wrong ones"),
        Surface::Asks => ("asks something", "let wrong options ask too, and right ones state something"),
        Surface::AsksNothing => ("asks nothing", "let right options ask too, and wrong ones state something"),
        Surface::MostSentences => ("has most sentences", "write right and wrong options in as many sentences"),
        Surface::NoObjection => {
            ("has no “why” or “but”", "let right options argue too, where they would, and wrong ones do without")
        }
    }
}

/// That as many options are right all over the course.
fn usual_number(keys: &AnswerKeys) -> Option<Habit> {
    let all: u32 = keys.numbers().map(|(count, ..)| count).sum();
    let (count, right, options) = keys.numbers().max()?;
    let message =
        format!("{right} of {options} options are right in {count} of {all} questions with several right ones");
    let help = "vary how many are right: whoever knows the number need not weigh each option";
    (all >= SEVERAL && count * 100 > all * USUAL).then_some((message, help))
}

/// That most options are rated the same.
fn usual_rating(keys: &AnswerKeys) -> Option<Habit> {
    let all: u32 = keys.rated.iter().sum();
    let (count, rating) = keys.rated.iter().zip(["best", "defensible", "unhelpful"]).max()?;
    let message = format!("{count} of {all} options to rate are {rating}");
    let help = "vary the ratings: whoever always chooses this one is right more often than by chance";
    (all >= RATED && count * 100 > all * ONE_RATING).then_some((message, help))
}

//! Where the right options stand over a module.

use crate::course::{Answer, Course, Credit, Item, items};
use crate::diagnostic::{Code, Diagnostic};

/// So many questions make a habit.
const HABIT: usize = 4;

/// The right option always has the same place (guideline 20: vary the location of the right answer). Attune shuffles
/// options; this is for a module whose author had them left in the order written.
pub(in crate::check) fn check(course: &Course, findings: &mut Vec<Diagnostic>) {
    for module in course.modules.iter() {
        let pages = module.lessons.iter().map(|id| course.page(*id)).filter(|page| page.items > 0);
        let keys: Vec<(usize, &Item)> =
            pages.flat_map(|page| items(&page.blocks)).filter_map(|item| Some((place(item)?, item))).collect();
        let Some((first, last)) = keys.first().map(|(place, _)| *place).zip(keys.last()) else { continue };
        if keys.len() >= HABIT && keys.iter().all(|(place, _)| *place == first) {
            let message =
                format!("in all {} questions of this module the right option is number {}", keys.len(), first + 1);
            let help = "vary its place, or leave out `shuffle=false`";
            findings.push(Diagnostic::new(Code::ItemKeyPlace, last.1.span, message).help(help));
        }
    }
}

/// Where the right option stands in a question whose options are not shuffled.
fn place(item: &Item) -> Option<usize> {
    match &item.answer {
        Answer::Single(choices) if !item.shuffle => choices.iter().position(|choice| choice.credit == Credit::Full),
        _ => None,
    }
}

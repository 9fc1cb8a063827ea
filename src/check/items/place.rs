//! Where the right options stand over a module.

use crate::course::Course;
use crate::diagnostic::{Code, Diagnostic};

/// So many questions make a habit.
const HABIT: usize = 4;

/// The right option always has the same place (guideline 20: vary the location of the right answer). Attune shuffles
/// options; this is for a module whose author had them left in the order written.
pub(in crate::check) fn check(course: &Course, findings: &mut Vec<Diagnostic>) {
    for module in course.modules.iter() {
        let lessons = module.lessons.iter().map(|id| course.page(*id));
        let places: Vec<_> = lessons.flat_map(|page| &page.outline.right_places).collect();
        let (Some((first, _)), Some((_, last))) = (places.first(), places.last()) else { continue };
        if places.len() >= HABIT && places.iter().all(|(place, _)| place == first) {
            let message =
                format!("in all {} questions of this module the right option is number {}", places.len(), first + 1);
            let help = "vary its place, or leave out `shuffle=false`";
            findings.push(Diagnostic::new(Code::ItemKeyPlace, *last, message).help(help));
        }
    }
}

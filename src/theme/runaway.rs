//! Templates of a course that never end, or take all memory, while they make a page.
//!
//! Tera bounds neither loops nor the length of texts, and nothing that renders can be stopped from outside. So a thread
//! looks on, and where a limit is passed the program ends with the template's name instead of with the machine's memory.

use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use crate::source::CoursePath;
use crate::threads;

/// How often the thread looks.
const EVERY: Duration = Duration::from_millis(20);

/// What one page of a course's own template may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TemplateLimits {
    /// Seconds for one page, counted while the program runs and not while it is suspended.
    pub(crate) seconds: u64,
    /// Megabytes (1,000,000 bytes) that the program may take more than before the template began.
    pub(crate) megabytes: u64,
}

impl Default for TemplateLimits {
    fn default() -> Self {
        Self { seconds: 60, megabytes: 4000 }
    }
}

/// A template of the course that is at work.
struct AtWork {
    template: CoursePath,
    /// How often it was seen at the same page.
    looks: u64,
    id: u64,
}

/// The templates at work in all threads, and the number of the next.
struct Renderings {
    at_work: Vec<AtWork>,
    next: u64,
}

static RENDERINGS: Mutex<Renderings> = Mutex::new(Renderings { at_work: Vec::new(), next: 0 });
/// Told when a template begins.
static BEGUN: Condvar = Condvar::new();

/// What holds templates to limits.
pub(crate) struct TemplateGuard {
    /// What one page may take.
    pub(crate) limits: TemplateLimits,
    /// Bytes of memory that the program has now, or 0 where the system does not say.
    pub(crate) memory: fn() -> u64,
    /// Is told what passed a limit, and is to end the program.
    pub(crate) stop: fn(&str),
}

static GUARD: OnceLock<TemplateGuard> = OnceLock::new();
/// Whether the thread that looks on was started, or why not.
static STARTED: OnceLock<Result<(), String>> = OnceLock::new();

fn renderings() -> MutexGuard<'static, Renderings> {
    RENDERINGS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on templates of courses are held to limits. The first guard of a program stays.
pub(crate) fn guard_templates(guard: TemplateGuard) {
    let _ = GUARD.set(guard);
}

/// A template of the course makes a page until this is dropped.
pub(super) struct Rendering(u64);

impl Rendering {
    /// Says that this template begins.
    ///
    /// # Errors
    /// When there is no thread to look on.
    pub(super) fn of(template: &CoursePath) -> Result<Self, String> {
        if let Some(guard) = GUARD.get() {
            let start = || threads::spawn("templates", || watch(guard)).map(drop).map_err(|fault| fault.to_string());
            STARTED.get_or_init(start).clone()?;
        }
        let mut all = renderings();
        all.next += 1;
        let id = all.next;
        all.at_work.push(AtWork { template: template.clone(), looks: 0, id });
        BEGUN.notify_one();
        Ok(Self(id))
    }
}

impl Drop for Rendering {
    fn drop(&mut self) {
        renderings().at_work.retain(|rendering| rendering.id != self.0);
    }
}

/// Looks on until a limit is passed.
fn watch(guard: &TemplateGuard) {
    let mut before = (guard.memory)();
    loop {
        let mut all = renderings();
        if all.at_work.is_empty() {
            before = (guard.memory)();
            all = BEGUN.wait_while(all, |all| all.at_work.is_empty()).unwrap_or_else(PoisonError::into_inner);
        }
        let said = passed(&mut all, guard.limits, (guard.memory)().saturating_sub(before));
        drop(all);
        if let Some(said) = said {
            (guard.stop)(&said);
            return;
        }
        std::thread::sleep(EVERY);
    }
}

/// What to say where a limit is passed, of time or by bytes `taken`. One more look is counted for each template.
fn passed(all: &mut Renderings, limits: TemplateLimits, taken: u64) -> Option<String> {
    let allowed = limits.seconds.saturating_mul(1000) / u64::try_from(EVERY.as_millis()).unwrap_or(u64::MAX);
    for rendering in &mut all.at_work {
        rendering.looks += 1;
    }
    if let Some(slow) = all.at_work.iter().find(|rendering| rendering.looks > allowed) {
        return Some(format!("`{}` has been making one page for more than {} s", slow.template, limits.seconds));
    }
    let taken = taken / 1_000_000;
    if taken <= limits.megabytes {
        return None;
    }
    let mut names: Vec<String> = all.at_work.iter().map(|rendering| format!("`{}`", rendering.template)).collect();
    names.sort();
    names.dedup();
    Some(format!("{} took {taken} MB while making a page", names.join(" or ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_work(names: &[&str]) -> Renderings {
        let at_work = |(id, name): (usize, &&str)| AtWork { template: CoursePath::new(name), looks: 0, id: id as u64 };
        Renderings { at_work: names.iter().enumerate().map(at_work).collect(), next: 9 }
    }

    #[test]
    fn a_page_that_takes_too_long_is_named() {
        let limits = TemplateLimits { seconds: 1, megabytes: 4000 };
        let mut all = at_work(&["themes/a/templates/home.html"]);
        assert!((0..50).all(|_| passed(&mut all, limits, 0).is_none()));
        all.at_work.push(AtWork { template: CoursePath::new("themes/a/templates/topic.html"), looks: 0, id: 7 });
        let said = passed(&mut all, limits, 0).unwrap();
        assert_eq!(said, "`themes/a/templates/home.html` has been making one page for more than 1 s");
    }

    #[test]
    fn memory_is_laid_to_all_that_are_at_work() {
        let mut all = at_work(&["b.html", "a.html", "b.html"]);
        let limits = TemplateLimits { seconds: 60, megabytes: 0 };
        assert_eq!(passed(&mut all, limits, 999_999), None);
        let said = passed(&mut all, limits, 4_500_000).unwrap();
        assert_eq!(said, "`a.html` or `b.html` took 4 MB while making a page");
    }
}

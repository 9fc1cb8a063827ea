//! Publishing: a site at its host, with only what changed sent, in an order in which no reader meets a broken page.
//!
//! Start at [`plan`], which is pure: from the last [`manifest`] at a target, what stands there ([`observe`]) and what should
//! ([`files`]) to operations in order. [`execute`] carries them out at a [`store`], which is a [`folder`] or an object store; [`claim`] keeps
//! two publishers apart. Stamps ([`stamp`]) tell whether a file is the same: they are of its bytes and its headers.

mod claim;
mod credentials;
mod execute;
mod files;
mod folder;
mod manifest;
mod objects;
mod observe;
mod plan;
mod stamp;
mod store;

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::{Destination, PublishTarget, SiteConfig};
use crate::diagnostic::{Diagnostic, IoFault};
use crate::hosting::headers::HeaderTable;
use crate::progress::{Progress, Stage};
use crate::site::Site;

use claim::{Failure, is_busy};
use execute::{Done, Publisher, Source};
use files::{HeaderRules, SiteFiles};
use folder::Folder;
use manifest::Manifest;
use objects::Objects;
use observe::{Known, Observer};
use plan::{How, Plan, Situation};
use stamp::Stamp;
use store::{Clock, Store, StoreFault, SystemClock};

/// What is asked of one publication.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Options {
    /// Only says what would be done.
    pub(crate) is_dry_run: bool,
    /// Goes ahead where somebody would have to be asked.
    pub(crate) yes: bool,
    /// Deletes at once what is kept of earlier publications.
    pub(crate) forgets: bool,
    /// Goes on although another publication seems to be under way.
    pub(crate) takes_over: bool,
}

/// What is published.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content<'s> {
    /// This site.
    Site(&'s Site),
    /// The publication before the last.
    Previous,
}

/// One publication.
pub(crate) struct Publication<'a> {
    /// Where to.
    pub(crate) target: &'a PublishTarget,
    /// What.
    pub(crate) content: Content<'a>,
    /// The course's folder.
    pub(crate) root: &'a Path,
    /// `site.toml`.
    pub(crate) config: &'a SiteConfig,
    /// How.
    pub(crate) options: Options,
    /// Who waits.
    pub(crate) progress: &'a dyn Progress,
    /// Is told what is planned before anything is done, and says whether to go on: what somebody has to agree to is in the second
    /// list.
    pub(crate) ask: &'a dyn Fn(&Outline, &[String]) -> bool,
}

/// What a plan comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Each operation with its reason, in order.
    pub(crate) operations: Vec<Operation>,
    /// Files that are as they should be.
    pub(crate) unchanged: usize,
    /// Files of the publication before that stay for one more.
    pub(crate) kept: usize,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    /// `send`, `put back` or `delete`.
    pub(crate) what: &'static str,
    /// The file.
    pub(crate) path: String,
    /// Why.
    pub(crate) why: String,
}

/// What came of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Published {
    /// Everything was as it should be.
    Unchanged(Outline),
    /// It was only asked what would be done.
    Planned(Outline),
    /// Somebody has to agree to this first, and did not.
    Refused(Vec<String>),
    /// All is there.
    Done(Outline, Done),
}

/// Publishes, or tells the faults of templates.
///
/// # Errors
/// What the machine, the store or another publisher did. Nothing was deleted then, and the next publication goes on where this one
/// stopped.
pub(crate) fn publish(publication: &Publication<'_>) -> Result<Result<Published, Vec<Diagnostic>>, IoFault> {
    let target = publication.target;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| IoFault::new("cannot start", Path::new("publishing"), &error))?;
    match &target.to {
        Destination::Folder(folder) => {
            let store = Folder::open(folder, publication.root, !publication.options.is_dry_run)?;
            runtime.block_on(publish_to(&store, publication, &SystemClock))
        }
        Destination::S3 { .. } | Destination::Google { .. } | Destination::Azure { .. } => {
            let store = Objects::open(target)?;
            runtime.block_on(publish_to(&store, publication, &SystemClock))
        }
    }
}

/// Publishes to a store.
pub(crate) async fn publish_to<S: Store>(
    store: &S,
    publication: &Publication<'_>,
    clock: &dyn Clock,
) -> Result<Result<Published, Vec<Diagnostic>>, IoFault> {
    let Publication { target, options, progress, .. } = publication;
    let rules = HeaderRules {
        table: (!store.is_folder()).then(|| HeaderTable::new(publication.config, true)),
        compresses: target.compress,
        cache: target.cache.clone(),
    };
    let files = match publication.content {
        Content::Previous => None,
        Content::Site(site) => match SiteFiles::new(site, rules, *progress)? {
            Ok(files) => Some(files),
            Err(faults) => return Ok(Err(faults)),
        },
    };
    progress.begin(Stage::Publish, files.as_ref().map_or(0, |files| files.stamps.len()));
    let failed = |failure: Failure| fault(&store.name(), failure);
    let observer = Observer { store, clock, parallel: target.parallel };
    let reading = |fault| failed(Failure::store("reading what is published", fault));
    let found = observer.manifest().await.map_err(reading)?;
    let (run, by) = (crate::output::random_name(), crate::output::publisher(publication.root));
    if let Some(since) = is_busy(found.0.as_ref(), &by, clock.now()).filter(|_| !options.takes_over) {
        return Err(busy(&store.name(), clock.now() - since));
    }
    let wanted = match &files {
        Some(files) => files.stamps.clone(),
        None => previous(&store.name(), found.0.as_ref())?,
    };
    let known = observer.look(found, &wanted, files.as_ref()).await.map_err(reading)?;
    let how = How { keeps_previous: target.keep_previous, forgets: options.forgets, is_folder: store.is_folder() };
    let plan = plan(publication, &known, &wanted, how);
    let outline = outline(&plan, files.is_none());
    if plan.is_empty(known.last.as_ref()) {
        return Ok(Ok(Published::Unchanged(outline)));
    }
    if files.is_none() {
        check_copies(&store.name(), &plan, &known)?;
    }
    if options.is_dry_run {
        return Ok(Ok(Published::Planned(outline)));
    }
    let questions = questions(publication, &plan, &known);
    if !(publication.ask)(&outline, &questions) && !questions.is_empty() {
        return Ok(Ok(Published::Refused(questions)));
    }
    let source = files.as_ref().map_or(Source::Aside, Source::Site);
    let publisher = Publisher { store, source, clock, progress: *progress, parallel: target.parallel };
    let done = publisher.carry_out(&plan, &known, (&run, &by)).await.map_err(failed)?;
    Ok(Ok(Published::Done(outline, done)))
}

fn plan(publication: &Publication<'_>, known: &Known, wanted: &BTreeMap<String, Stamp>, how: How) -> Plan {
    let (last, there, course) = (known.last.as_ref(), &known.there, &publication.config.title);
    Plan::new(Situation { last, there, wanted, course, how })
}

/// The publication before the last one.
fn previous(store: &str, last: Option<&Manifest>) -> Result<BTreeMap<String, Stamp>, IoFault> {
    let refuse = |reason: &str, help: &str| IoFault::refused("cannot put back at", Path::new(store), reason, help);
    let Some(last) = last else {
        return Err(refuse("nothing of Attune's is published there", "publish with `attune publish`"));
    };
    if last.pending.is_some() {
        let help = "publish once more first, so that it is whole";
        return Err(refuse("the last publication was cut off", help));
    }
    last.previous().ok_or_else(|| {
        let help = "check out the version you want and publish that; `keep_previous` must not be `false` for `--previous` to work";
        refuse("the version before the last is not there any more", help)
    })
}

/// Whether every file that is to be put back has its copy.
fn check_copies(store: &str, plan: &Plan, known: &Known) -> Result<(), IoFault> {
    let lost = plan.send.iter().flatten().filter(|send| !known.there.aside.contains(&send.stamp));
    let lost: Vec<&str> = lost.map(|send| send.path.as_str()).collect();
    let Some(first) = lost.first() else { return Ok(()) };
    let reason = format!("{} of its files are not there any more, such as `{first}`", lost.len());
    let help = "check out the version you want and publish that";
    Err(IoFault::refused("cannot put back at", Path::new(store), &reason, help))
}

/// What somebody has to agree to.
fn questions(publication: &Publication<'_>, plan: &Plan, known: &Known) -> Vec<String> {
    let mut questions = Vec::new();
    let (deletes, most) = (plan.deletes().count(), publication.target.max_deletes);
    if deletes > most {
        questions.push(format!("{deletes} files would be deleted, and `max_deletes` is {most}"));
    }
    let unknown: Vec<&str> = plan.unknown().map(|send| send.path.as_str()).collect();
    if let Some(first) = unknown.first() {
        let files = if unknown.len() == 1 { "1 file".to_owned() } else { format!("{} files", unknown.len()) };
        questions.push(format!("{files} that Attune did not put there would be replaced, such as `{first}`"));
    }
    if let Some(last) = known.last.as_ref().filter(|last| last.course != publication.config.title) {
        questions.push(format!("what is published there is another course, “{}”", last.course));
    }
    if publication.options.yes { Vec::new() } else { questions }
}

fn outline(plan: &Plan, is_put_back: bool) -> Outline {
    let delete = |removal: &plan::Removal| Operation {
        what: "delete",
        path: removal.path.clone(),
        why: removal.why.to_string(),
    };
    let what = if is_put_back { "put back" } else { "send" };
    let sends = plan.send.iter().flatten();
    let sends = sends.map(|send| Operation { what, path: send.path.clone(), why: send.why.to_string() });
    let is_file = |removal: &&plan::Removal| manifest::is_of_site(&removal.path);
    let clear = plan.clear.iter().filter(is_file).map(delete);
    let operations = clear.chain(sends).chain(plan.remove.iter().filter(is_file).map(delete)).collect();
    Outline { operations, unchanged: plan.unchanged, kept: plan.kept }
}

fn busy(store: &str, seconds: i64) -> IoFault {
    let minutes = (seconds / 60).max(0);
    let reason = format!("another publication is under way there, last heard of {minutes} minutes ago");
    let help = "wait for it; if it is known to have been cut off, publish with `--take-over`";
    IoFault::refused("will not publish to", Path::new(store), &reason, help)
}

/// What went wrong, in words that have nothing secret.
fn fault(store: &str, failure: Failure) -> IoFault {
    let store = Path::new(store);
    match failure {
        Failure::Overtaken => {
            let help = "publish again: what you have is then compared with what is there";
            IoFault::refused("cannot publish to", store, "somebody else published there meanwhile", help)
        }
        Failure::Store(doing, StoreFault::Lasting(reason, help)) => {
            IoFault::refused("cannot publish to", store, &format!("while {doing}: {reason}"), &help)
        }
        Failure::Store(doing, StoreFault::Passing(reason)) => {
            let help = "nothing was deleted; publish again, and it goes on where it stopped";
            IoFault::refused("cannot publish to", store, &format!("while {doing}: {reason}, time and again"), help)
        }
        Failure::Store(doing, StoreFault::Condition | StoreFault::NoConditions) => {
            let help = "publish again; it goes on where it stopped";
            IoFault::refused("cannot publish to", store, &format!("while {doing}: it refused a condition"), help)
        }
        Failure::NotRemoved(fault) => {
            let reason = match fault {
                StoreFault::Passing(reason) | StoreFault::Lasting(reason, _) => reason,
                StoreFault::Condition | StoreFault::NoConditions => "it refused".to_owned(),
            };
            let reason = format!("the new version is published, but old files could not be deleted: {reason}");
            IoFault::refused("cannot clear up", store, &reason, "publish again, which deletes them")
        }
    }
}

#[cfg(test)]
mod fake_store;
#[cfg(test)]
mod tests;

//! Publishing: a site at its host, with only what changed sent, in an order in which no reader meets a broken page.
//!
//! Start at [`plan`], which is pure: from the last [`manifest`] at a target, what stands there ([`observe`]) and what should
//! ([`files`]) to operations in order. [`execute`] carries them out at a [`store`], which is a [`folder`] or an object store; [`claim`] keeps
//! two publishers apart. Stamps ([`stamp`]) tell whether a file is the same: they are of its bytes and its headers.

mod at_once;
mod claim;
mod credentials;
mod execute;
mod faults;
mod files;
mod folder;
mod manifest;
mod objects;
mod observe;
mod plan;
mod stamp;
mod stop;
mod store;

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::{Destination, PublishTarget, SiteConfig};
use crate::diagnostic::{Diagnostic, IoFault};
use crate::hosting::headers::HeaderTable;
use crate::progress::{Progress, Stage};
use crate::site::Site;

use claim::{Failure, is_busy};
use execute::{Counts, Done, Publisher, Source};
use faults::fault;
use files::{HeaderRules, Makers, SiteFiles};
use folder::Folder;
use manifest::Manifest;
use objects::Objects;
use observe::{Known, Observer};
use plan::{How, Plan, Situation};
use stamp::Stamp;
use stop::Stop;
use store::{Clock, Store, SystemClock};

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
    /// What some host of folders would refuse of the site: a sentence each.
    pub(crate) refused_by_hosts: Vec<String>,
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
    match &target.to {
        Destination::Folder(folder) => {
            let open = |is_changed| Folder::open(folder, publication.root, is_changed);
            // It is made when there is something to put there.
            open(false)?;
            publish_to(|| open(!publication.options.is_dry_run), publication, &SystemClock)
        }
        Destination::S3 { .. } | Destination::Google { .. } | Destination::Azure { .. } => {
            let store = Objects::open(target)?;
            publish_to(|| Ok(store), publication, &SystemClock)
        }
    }
}

/// Publishes to the store that `open` opens. Files are made by the threads of the build while this one sends.
fn publish_to<S: Store>(
    open: impl FnOnce() -> Result<S, IoFault>,
    publication: &Publication<'_>,
    clock: &dyn Clock,
) -> Result<Result<Published, Vec<Diagnostic>>, IoFault> {
    let Publication { target, progress, .. } = publication;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| cannot_start(&error))?;
    let rules = HeaderRules {
        table: (!matches!(target.to, Destination::Folder(_))).then(|| HeaderTable::new(publication.config, true)),
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
    let store = open()?;
    progress.begin(Stage::Publish, files.as_ref().map_or(0, |files| files.stamps.len()));
    let published = rayon::in_place_scope(|scope| {
        let source = files.as_ref().map_or(Source::Aside, |files| Source::Site(files, Makers::new(scope)));
        runtime.block_on(publish_files(&store, publication, source, clock))
    });
    published.map(Ok)
}

/// Finds out what has to be done, asks, and does it.
async fn publish_files<S: Store>(
    store: &S,
    publication: &Publication<'_>,
    source: Source<'_, '_>,
    clock: &dyn Clock,
) -> Result<Published, IoFault> {
    let Publication { target, options, progress, .. } = publication;
    let files = if let Source::Site(files, _) = source { Some(files) } else { None };
    let failed = |failure: Failure| fault(&store.name(), failure);
    let observer = Observer { store, clock, parallel: target.parallel };
    let reading = |fault| failed(Failure::store("reading what is published", fault));
    let found = observer.manifest().await.map_err(reading)?;
    let (run, by) = (crate::output::random_name(), crate::output::publisher(publication.root));
    // Nothing is written for a dry run, not even to learn what the store's clock says.
    if !options.is_dry_run && !options.takes_over {
        let silence = is_busy(store, clock, found.0.as_ref(), &by).await.map_err(reading)?;
        silence.map_or(Ok(()), |silence| Err(busy(&store.name(), silence)))?;
    }
    let wanted = match files {
        Some(files) => files.stamps.clone(),
        None => previous(&store.name(), found.0.as_ref())?,
    };
    let known = observer.look(found, &wanted, files).await.map_err(reading)?;
    let how = How { keeps_previous: target.keep_previous, forgets: options.forgets, is_folder: store.is_folder() };
    let plan = plan(publication, &known, &wanted, how);
    let outline = outline(&plan, files);
    if plan.is_empty(known.last.as_ref()) {
        return Ok(Published::Unchanged(outline));
    }
    if files.is_none() {
        check_copies(&store.name(), &plan, &known)?;
    }
    if options.is_dry_run {
        return Ok(Published::Planned(outline));
    }
    let questions = questions(publication, &plan, &known);
    if !(publication.ask)(&outline, &questions) && !questions.is_empty() {
        return Ok(Published::Refused(questions));
    }
    let stop = Stop::default();
    let (progress, parallel, counts) = (*progress, target.parallel, Counts::default());
    let publisher = Publisher { store, source, clock, progress, parallel, stop: &stop, counts };
    let done = stop.while_listening(publisher.carry_out(&plan, &known, (&run, &by))).await;
    let done = done.map_err(|error| cannot_start(&error))?;
    Ok(Published::Done(outline, done.map_err(failed)?))
}

fn cannot_start(error: &std::io::Error) -> IoFault {
    IoFault::new("cannot start", Path::new("publishing"), error)
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
    if last.is_cut() {
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

fn outline(plan: &Plan, files: Option<&SiteFiles<'_>>) -> Outline {
    let delete = |removal: &plan::Removal| Operation {
        what: "delete",
        path: removal.path.clone(),
        why: removal.why.to_string(),
    };
    let what = if files.is_none() { "put back" } else { "send" };
    let sends = plan.send.iter().flatten();
    let sends = sends.map(|send| Operation { what, path: send.path.clone(), why: send.why.to_string() });
    let is_file = |removal: &&plan::Removal| manifest::is_of_site(&removal.path);
    let clear = plan.clear.iter().filter(is_file).map(delete);
    let operations = clear.chain(sends).chain(plan.remove.iter().filter(is_file).map(delete)).collect();
    let refused_by_hosts = files.map(|files| files.refused_by_hosts.clone()).unwrap_or_default();
    Outline { operations, unchanged: plan.unchanged, kept: plan.kept, refused_by_hosts }
}

fn busy(store: &str, seconds: i64) -> IoFault {
    let minutes = (seconds / 60).max(0);
    let reason = format!("another publication is under way there, last heard of {minutes} minutes ago");
    let help = "wait for it; if it is known to have been cut off, publish with `--take-over`";
    IoFault::refused("will not publish to", Path::new(store), &reason, help)
}

#[cfg(test)]
mod fake_store;
#[cfg(test)]
mod tests;

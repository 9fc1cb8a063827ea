//! Carrying out a plan: phase after phase, many requests at a time, each tried again while that may help. What a store says it has is
//! looked at before anything is built on it.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::progress::{Progress, Stage};
use crate::source::Digest;

use super::claim::{Claim, Failure};
use super::files::{Makers, SiteFiles};
use super::manifest::aside_place;
use super::observe::Known;
use super::plan::{Plan, Removal, Send};
use super::stamp::{Headers, Role, Stamp};
use super::stop::Stop;
use super::store::{Bytes, Clock, Condition, Store, StoreFault, Upload, Version, retried};

/// So many files are looked at one by one; of more, the target is listed.
pub(super) const FEW: usize = 64;
/// How often a file is sent that a store says it has, and has not.
const ROUNDS: usize = 3;
const SETTING_ASIDE: &str = "setting aside what is replaced";

/// Where files come from.
#[derive(Clone, Copy)]
pub(crate) enum Source<'m, 'f> {
    /// The site, and who makes its files.
    Site(&'f SiteFiles<'f>, Makers<'m, 'f>),
    /// Copies that were set aside at the target.
    Aside,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Done {
    /// Files sent or put back.
    pub(crate) sent: usize,
    /// Bytes sent.
    pub(crate) bytes: u64,
    /// Files deleted.
    pub(crate) removed: usize,
    /// Whether the store wrote the manifest only where nobody else had, or it had to be looked at instead.
    pub(crate) has_conditions: bool,
}

/// What is done so far.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// Files to be sent.
    of: Cell<usize>,
    /// Files sent.
    sent: Cell<usize>,
    /// Bytes sent.
    bytes: Cell<u64>,
}

/// Publishes to one store.
pub(crate) struct Publisher<'a, 'f, S> {
    pub(crate) store: &'a S,
    pub(crate) source: Source<'a, 'f>,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) progress: &'a dyn Progress,
    /// Requests at a time.
    pub(crate) parallel: usize,
    /// Who asks to stop.
    pub(crate) stop: &'a Stop,
    pub(crate) counts: Counts,
}

/// A file that is said to be at its place: sent, or copied.
struct Sent<'p> {
    path: String,
    stamp: &'p Stamp,
    /// As the store answered; nothing for a copy.
    version: Version,
    /// In bytes; none for a copy.
    size: Option<u64>,
}

impl<S: Store> Publisher<'_, '_, S> {
    /// Does what the plan says. `run` is new each time, and `by` tells who publishes.
    pub(crate) async fn carry_out(&self, plan: &Plan, known: &Known, (run, by): (&str, &str)) -> Result<Done, Failure> {
        let steps = plan.set_aside.len() + plan.clear.len() + plan.sent() + plan.remove.len();
        self.progress.begin(Stage::Publish, steps);
        self.counts.of.set(plan.sent());
        let begin = Claim::begin(self.store, self.clock, (run, by), plan, known);
        let mut claim = self.patiently(begin).await?;
        if let Err(failure) = self.patiently(self.publish(plan, &mut claim)).await {
            claim.release().await;
            return Err(failure);
        }
        let removed = plan.deletes().count();
        let (sent, bytes) = (plan.sent(), self.counts.bytes.get());
        Ok(Done { sent, bytes, removed, has_conditions: claim.has_conditions })
    }

    async fn publish(&self, plan: &Plan, claim: &mut Claim<'_, S>) -> Result<(), Failure> {
        self.send_all(plan, claim).await?;
        if plan.remove.is_empty() {
            return claim.finish(&plan.after).await;
        }
        claim.go_on_to_remove(&plan.after).await?;
        let not_removed = |failure| Failure::NotRemoved(Box::new(failure));
        self.remove(&plan.remove, claim).await.map_err(not_removed)?;
        claim.finish(&plan.after.cleared()).await.map_err(not_removed)
    }

    async fn send_all(&self, plan: &Plan, claim: &mut Claim<'_, S>) -> Result<(), Failure> {
        self.set_aside(plan, claim).await?;
        self.remove(&plan.clear, claim).await?;
        for phase in plan.send.iter().filter(|phase| !phase.is_empty()) {
            claim.renew().await?;
            let mut open: Vec<&Send> = phase.iter().collect();
            for _ in 0..ROUNDS {
                let sent = self.all(claim, open.iter().map(|send| self.send(send))).await?;
                let missing = self.missing(sent, claim).await?;
                open.retain(|send| missing.contains(&send.path));
                if open.is_empty() {
                    break;
                }
            }
            if let Some(first) = open.first() {
                return Err(has_it_not("sending", &first.path));
            }
        }
        Ok(())
    }

    /// Copies aside what is about to be replaced.
    async fn set_aside(&self, plan: &Plan, claim: &mut Claim<'_, S>) -> Result<(), Failure> {
        let mut open: Vec<(&String, &Stamp)> = plan.set_aside.iter().map(|(path, stamp)| (path, stamp)).collect();
        for _ in 0..ROUNDS {
            let copied = self.all(claim, open.iter().map(|(path, stamp)| self.copy_aside(path, stamp))).await?;
            let missing = self.missing(copied, claim).await?;
            open.retain(|(_, stamp)| missing.contains(&aside_place(stamp)));
            if open.is_empty() {
                return Ok(());
            }
        }
        open.first().map_or(Ok(()), |(path, _)| Err(has_it_not(SETTING_ASIDE, path)))
    }

    async fn copy_aside<'p>(&self, path: &str, stamp: &'p Stamp) -> Result<Sent<'p>, Failure> {
        let to = aside_place(stamp);
        let copied = retried(self.clock, seed(path), async |_| self.store.copy(path, &to).await).await;
        copied.map_err(|fault| Failure::store(SETTING_ASIDE, fault))?;
        self.progress.step();
        Ok(Sent { path: to, stamp, version: Version::default(), size: None })
    }

    async fn send<'p>(&self, send: &'p Send) -> Result<Sent<'p>, Failure> {
        let Send { path, stamp, .. } = send;
        let result = retried(self.clock, seed(path), async |_| self.send_once(send).await).await;
        let (version, size) = result.map_err(|fault| Failure::store(&format!("sending `{path}`"), fault))?;
        self.progress.step();
        self.counts.sent.update(|sent| sent + 1);
        self.counts.bytes.update(|bytes| bytes + size.unwrap_or_default());
        Ok(Sent { path: path.clone(), stamp, version, size })
    }

    async fn send_once(&self, send: &Send) -> Result<(Version, Option<u64>), StoreFault> {
        let Send { path, stamp, .. } = send;
        match self.source {
            Source::Aside => {
                self.store.copy(&aside_place(stamp), path).await?;
                Ok((Version::default(), None))
            }
            Source::Site(files, makers) => {
                let help = "publish again; it goes on where it stopped";
                let bytes = files.made(path, makers).await;
                let bytes = bytes.map_err(|why| StoreFault::Lasting(why, help.to_owned()))?;
                let upload = Upload { body: bytes, headers: &files.headers(path), stamp: Some(stamp) };
                let written = self.store.write(path, upload, &Condition::None).await?;
                Ok((written.version, Some(written.size)))
            }
        }
    }

    /// The paths of those files that are not there as they were sent.
    async fn missing(&self, sent: Vec<Sent<'_>>, claim: &mut Claim<'_, S>) -> Result<Vec<String>, Failure> {
        let failed = |fault| Failure::store("looking at what was sent", fault);
        if self.store.is_folder() {
            return Ok(Vec::new());
        }
        let mut unsure = sent;
        if unsure.len() > FEW {
            let listed = retried(self.clock, 3, async |_| self.store.list().await).await.map_err(failed)?;
            let listed: BTreeMap<String, (Version, u64)> =
                listed.into_iter().map(|(path, version, size)| (path, (version, size))).collect();
            // Of a copy nothing is known but its place.
            let is_there = |sent: &Sent<'_>, (version, size): &(Version, u64)| {
                sent.size.is_none_or(|sent_size| sent_size == *size && is_same_tag(version, &sent.version))
            };
            unsure.retain(|sent| !listed.get(&sent.path).is_some_and(|there| is_there(sent, there)));
        }
        let look = |sent: Sent<'_>| {
            let (path, stamp, version, size) = (sent.path, sent.stamp.clone(), sent.version, sent.size);
            async move {
                let seen = retried(self.clock, seed(&path), async |_| self.store.look(&path).await).await;
                let is_there = seen.map_err(failed)?.is_some_and(|seen| match seen.stamp {
                    Some(seen) => seen == stamp,
                    None if seen.version.tag.is_some() && version.tag.is_some() => is_same_tag(&seen.version, &version),
                    None => size.is_none_or(|size| seen.size == size),
                });
                Ok((!is_there).then_some(path))
            }
        };
        let looked = self.all(claim, unsure.into_iter().map(look)).await?;
        Ok(looked.into_iter().flatten().collect())
    }

    /// Deletes pages first, and what they load when those are gone.
    async fn remove(&self, removals: &[Removal], claim: &mut Claim<'_, S>) -> Result<(), Failure> {
        let pages = removals.partition_point(|removal| Role::of(&removal.path) != Role::Asset);
        for removals in [&removals[..pages], &removals[pages..]] {
            let remove = |removal: &Removal| {
                let path = removal.path.clone();
                async move {
                    let removed = retried(self.clock, seed(&path), async |_| self.store.delete(&path).await).await;
                    removed.map_err(|fault| Failure::store("deleting what is old", fault))?;
                    self.progress.step();
                    Ok(())
                }
            };
            self.all(claim, removals.iter().map(remove)).await?;
        }
        Ok(())
    }

    /// That somebody asked to stop, with what was done until then.
    pub(super) fn stopped(&self) -> Failure {
        Failure::Stopped { sent: self.counts.sent.get(), of: self.counts.of.get() }
    }
}

fn has_it_not(doing: &str, path: &str) -> Failure {
    let reason = format!("it answers that `{path}` is written, and has it not");
    Failure::store(doing, StoreFault::Lasting(reason, "ask whoever runs the store, or a proxy on the way".to_owned()))
}

fn is_same_tag(one: &Version, other: &Version) -> bool {
    let plain = |version: &Version| version.tag.as_ref().map(|tag| tag.trim_matches('"').to_owned());
    plain(one).is_some() && plain(one) == plain(other)
}

/// Spreads the pauses of many requests.
fn seed(path: &str) -> u64 {
    Digest::of(path.as_bytes()).seed()
}

/// A manifest as it is written.
pub(super) fn as_upload<'a>(bytes: &[u8], headers: &'a Headers, stamp: &'a Stamp) -> Upload<'a> {
    Upload { body: Bytes::Held(bytes.to_vec()), headers, stamp: Some(stamp) }
}

//! Carrying out a plan: phase after phase, many requests at a time, each tried again while that may help. What a store says it has is
//! looked at before anything is built on it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use crate::progress::{Progress, Stage};
use crate::source::Digest;

use super::claim::{Claim, Failure};
use super::files::SiteFiles;
use super::manifest::aside_place;
use super::observe::Known;
use super::plan::{Plan, Removal, Send};
use super::stamp::{Headers, Role};
use super::store::{Bytes, Clock, Condition, Store, StoreFault, Upload, Version, retried};

/// So many files are looked at one by one; of more, the target is listed.
const FEW: usize = 64;
/// How often a file is sent that a store says it has, and has not.
const ROUNDS: usize = 3;

/// Where files come from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source<'a> {
    /// The site.
    Site(&'a SiteFiles<'a>),
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

/// Publishes to one store.
pub(crate) struct Publisher<'a, S> {
    pub(crate) store: &'a S,
    pub(crate) source: Source<'a>,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) progress: &'a dyn Progress,
    /// Requests at a time.
    pub(crate) parallel: usize,
}

/// A file that was sent.
struct Sent<'p> {
    send: &'p Send,
    version: Version,
    size: u64,
}

impl<S: Store> Publisher<'_, S> {
    /// Does what the plan says. `run` is new each time, and `by` tells who publishes.
    pub(crate) async fn carry_out(&self, plan: &Plan, known: &Known, (run, by): (&str, &str)) -> Result<Done, Failure> {
        let steps = plan.set_aside.len() + plan.clear.len() + plan.sent() + plan.remove.len();
        self.progress.begin(Stage::Publish, steps);
        let bytes = AtomicU64::new(0);
        let mut claim = Claim::begin(self.store, self.clock, (run, by), plan, known).await?;
        if let Err(fault) = self.send_all(plan, &mut claim, &bytes).await {
            claim.release().await;
            return Err(fault);
        }
        claim.finish(&plan.after).await?;
        let has_conditions = claim.has_conditions;
        self.remove(&plan.remove).await.map_err(Failure::NotRemoved)?;
        if !plan.remove.is_empty() {
            claim.finish(&plan.after.cleared()).await?;
        }
        let removed = plan.deletes().count();
        Ok(Done { sent: plan.sent(), bytes: bytes.into_inner(), removed, has_conditions })
    }

    async fn send_all(&self, plan: &Plan, claim: &mut Claim<'_, S>, bytes: &AtomicU64) -> Result<(), Failure> {
        let copy = |(path, stamp): &(String, super::stamp::Stamp)| {
            let (path, to, seed) = (path.clone(), aside_place(stamp), seed(path));
            async move {
                retried(self.clock, seed, async |_| self.store.copy(&path, &to).await).await?;
                self.progress.step();
                Ok::<_, StoreFault>(())
            }
        };
        let copies = stream::iter(plan.set_aside.iter().map(copy)).buffer_unordered(self.parallel);
        copies.try_collect::<()>().await.map_err(|fault| Failure::store("setting aside what is replaced", fault))?;
        self.remove(&plan.clear).await.map_err(|fault| Failure::store("making way", fault))?;
        for phase in plan.send.iter().filter(|phase| !phase.is_empty()) {
            claim.renew().await?;
            let mut open: Vec<&Send> = phase.iter().collect();
            for _ in 0..ROUNDS {
                let sent = self.send(&open, bytes).await?;
                open = self.missing(sent).await.map_err(|fault| Failure::store("looking at what was sent", fault))?;
                if open.is_empty() {
                    break;
                }
            }
            if let Some(first) = open.first() {
                let reason = format!("it answers that `{}` is written, and has it not", first.path);
                let fault = StoreFault::Lasting(reason, "ask whoever runs the store, or a proxy on the way".to_owned());
                return Err(Failure::store("sending", fault));
            }
        }
        Ok(())
    }

    /// Sends files, many at a time.
    async fn send<'p>(&self, files: &[&'p Send], bytes: &AtomicU64) -> Result<Vec<Sent<'p>>, Failure> {
        let send = |send: &'p Send| async move {
            let size = AtomicUsize::new(0);
            let result = retried(self.clock, seed(&send.path), async |_| self.send_one(send, &size).await).await;
            let version = result.map_err(|fault| Failure::store(&format!("sending `{}`", send.path), fault))?;
            self.progress.step();
            let size = size.into_inner() as u64;
            bytes.fetch_add(size, Ordering::Relaxed);
            Ok(Sent { send, version, size })
        };
        stream::iter(files.iter().copied().map(send)).buffer_unordered(self.parallel).try_collect().await
    }

    async fn send_one(&self, send: &Send, size: &AtomicUsize) -> Result<Version, StoreFault> {
        let Send { path, stamp, .. } = send;
        match self.source {
            Source::Aside => self.store.copy(&aside_place(stamp), path).await.map(|()| Version::default()),
            Source::Site(files) => {
                let help = "publish again; it goes on where it stopped";
                let bytes = files.bytes(path).map_err(|why| StoreFault::Lasting(why, help.to_owned()))?;
                size.store(usize::try_from(bytes.size()).unwrap_or(usize::MAX), Ordering::Relaxed);
                let upload = Upload { body: bytes, headers: &files.headers(path), stamp: Some(stamp) };
                self.store.write(path, upload, &Condition::None).await
            }
        }
    }

    /// Those of the files that are not there as they were sent.
    async fn missing<'p>(&self, sent: Vec<Sent<'p>>) -> Result<Vec<&'p Send>, StoreFault> {
        if self.store.is_folder() {
            return Ok(Vec::new());
        }
        let mut unsure = sent;
        if unsure.len() > FEW {
            let listed = retried(self.clock, 3, async |_| self.store.list().await).await?;
            let listed: BTreeMap<String, (Version, u64)> =
                listed.into_iter().map(|(path, version, size)| (path, (version, size))).collect();
            unsure.retain(|sent| {
                let there = listed.get(&sent.send.path);
                !there.is_some_and(|(version, size)| *size == sent.size && is_same_tag(version, &sent.version))
            });
        }
        let look = |sent: Sent<'p>| async move {
            let path = &sent.send.path;
            let seen = retried(self.clock, seed(path), async |_| self.store.look(path).await).await?;
            let is_there = seen.is_some_and(|seen| match seen.stamp {
                Some(stamp) => stamp == sent.send.stamp,
                None if seen.version.tag.is_some() && sent.version.tag.is_some() => {
                    is_same_tag(&seen.version, &sent.version)
                }
                None => seen.size == sent.size,
            });
            Ok::<_, StoreFault>((!is_there).then_some(sent.send))
        };
        let looked = stream::iter(unsure.into_iter().map(look)).buffer_unordered(self.parallel);
        looked.try_filter_map(|missing| async move { Ok(missing) }).try_collect().await
    }

    /// Deletes pages first, and what they load when those are gone.
    async fn remove(&self, removals: &[Removal]) -> Result<(), StoreFault> {
        let pages = removals.partition_point(|removal| Role::of(&removal.path) != Role::Asset);
        self.remove_at_once(&removals[..pages]).await?;
        self.remove_at_once(&removals[pages..]).await
    }

    async fn remove_at_once(&self, removals: &[Removal]) -> Result<(), StoreFault> {
        let remove = |removal: &Removal| {
            let path = removal.path.clone();
            async move {
                retried(self.clock, seed(&path), async |_| self.store.delete(&path).await).await?;
                self.progress.step();
                Ok::<_, StoreFault>(())
            }
        };
        stream::iter(removals.iter().map(remove)).buffer_unordered(self.parallel).try_collect::<()>().await
    }
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
pub(super) fn as_upload<'a>(bytes: &[u8], headers: &'a Headers, stamp: &'a super::stamp::Stamp) -> Upload<'a> {
    Upload { body: Bytes::Held(bytes.to_vec()), headers, stamp: Some(stamp) }
}

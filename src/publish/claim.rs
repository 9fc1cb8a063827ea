//! Two publishers at one target. Before anything is sent, the manifest is written with what is about to come, on the condition that
//! nobody wrote it since it was read; when all is sent, it is written again on the same condition, and once more when what is old is
//! deleted. So of two that begin together one is told before it has sent anything, and one that begins while another is at work is told by
//! [`is_busy`], by the clock of the store: the publishers' own may differ.

use std::collections::BTreeMap;
use std::time::Duration;

use super::execute::as_upload;
use super::manifest::{Manifest, PLACE, Pending};
use super::observe::Known;
use super::plan::Plan;
use super::stamp::{Headers, Stamp};
use super::store::{Clock, Condition, Store, StoreFault, Version, retried};
use crate::source::Digest;

/// A publication that has not been heard of for so long is taken to be cut off, in seconds.
const SILENCE: i64 = 15 * 60;
/// How often one that is at work says so.
pub(super) const SIGN_OF_LIFE: Duration = Duration::from_secs(3 * 60);
/// How long giving the claim back may take.
const LONGEST_RELEASE: Duration = Duration::from_secs(15);
/// How often a manifest is written that a store says it has, and has not.
const ROUNDS: usize = 3;

/// Why a publication came to no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Somebody else publishes to the target.
    Overtaken,
    /// Somebody asked to stop when so many files of so many were sent.
    Stopped { sent: usize, of: usize },
    /// What the store could not do, and meanwhile what.
    Store(String, StoreFault),
    /// All is published, but what is old was not deleted.
    NotRemoved(Box<Self>),
}

impl Failure {
    pub(super) fn store(doing: &str, fault: StoreFault) -> Self {
        Self::Store(doing.to_owned(), fault)
    }
}

/// Whether somebody else is publishing at the target: how many seconds ago it was last heard of them.
pub(crate) async fn is_busy<S: Store>(
    store: &S,
    clock: &dyn Clock,
    last: Option<&Manifest>,
    by: &str,
) -> Result<Option<i64>, StoreFault> {
    let pending = last.and_then(|last| last.pending.as_ref());
    if pending.is_none_or(|pending| pending.by == by || pending.since == 0) {
        return Ok(None);
    }
    let age = retried(clock, 9, async |_| store.age(PLACE).await).await?;
    Ok(age.filter(|age| *age < SILENCE))
}

/// The right to write, from the first manifest to the last.
pub(crate) struct Claim<'a, S> {
    store: &'a S,
    clock: &'a dyn Clock,
    intention: Manifest,
    version: Option<Version>,
    /// Whether the store keeps conditions.
    pub(crate) has_conditions: bool,
}

impl<'a, S: Store> Claim<'a, S> {
    /// Writes the first manifest.
    pub(crate) async fn begin(
        store: &'a S,
        clock: &'a dyn Clock,
        (run, by): (&str, &str),
        plan: &Plan,
        known: &Known,
    ) -> Result<Self, Failure> {
        let (run, by) = (run.to_owned(), by.to_owned());
        let pending = Pending { run, by, since: clock.now(), files: BTreeMap::new(), is_removing: false };
        let intention = plan.intention(known.last.as_ref(), pending);
        let version = known.version.clone();
        let mut claim = Self { store, clock, intention, version, has_conditions: true };
        claim.write(&claim.intention.clone()).await?;
        if let Err(failure) = claim.try_conditions().await {
            claim.release().await;
            return Err(failure);
        }
        Ok(claim)
    }

    /// Finds out whether the store keeps conditions: now that there is a manifest, to write it as a new file must fail.
    async fn try_conditions(&mut self) -> Result<(), Failure> {
        if self.store.is_folder() || !self.has_conditions {
            return Ok(());
        }
        let bytes = self.intention.to_bytes();
        let (headers, stamp) = of_manifest(&bytes);
        let write = retried(self.clock, 4, async |_| {
            self.store.write(PLACE, as_upload(&bytes, &headers, &stamp), &Condition::IsAbsent).await
        });
        match write.await {
            Err(StoreFault::Condition) => Ok(()),
            Err(StoreFault::NoConditions) => {
                self.has_conditions = false;
                Ok(())
            }
            Err(fault) => Err(Failure::store("writing the manifest", fault)),
            Ok(written) => {
                self.has_conditions = false;
                self.version = Some(written.version);
                Ok(())
            }
        }
    }

    /// Whether it is time to say that the publication is still at work.
    pub(super) fn is_due(&self) -> bool {
        let silence = |pending: &Pending| u64::try_from(self.clock.now() - pending.since).unwrap_or_default();
        self.intention.pending.as_ref().is_some_and(|pending| silence(pending) >= SIGN_OF_LIFE.as_secs())
    }

    /// Says that the publication is still at work, where it is time to, and hears whether another has begun.
    pub(crate) async fn renew(&mut self) -> Result<(), Failure> {
        if !self.is_due() {
            return if self.has_conditions { Ok(()) } else { self.check().await };
        }
        if let Some(pending) = &mut self.intention.pending {
            pending.since = self.clock.now();
        }
        self.write(&self.intention.clone()).await
    }

    /// Writes that all is sent, and that what is old is being deleted.
    pub(super) async fn go_on_to_remove(&mut self, manifest: &Manifest) -> Result<(), Failure> {
        let mut pending = self.intention.pending.clone();
        if let Some(pending) = &mut pending {
            pending.files.clear();
            pending.is_removing = true;
        }
        let mut next = manifest.clone();
        next.pending = pending;
        self.write(&next).await?;
        self.intention = next;
        Ok(())
    }

    /// Lets others begin at once, after a failure. That this fails as well is no news, and nobody waits for it long.
    pub(crate) async fn release(mut self) {
        if let Some(pending) = &mut self.intention.pending {
            pending.since = 0;
        }
        let (intention, clock) = (self.intention.clone(), self.clock);
        tokio::select! {
            biased;
            _ = self.write(&intention) => {}
            () = clock.pause(LONGEST_RELEASE) => {}
        }
    }

    /// Writes the last manifest.
    pub(crate) async fn finish(&mut self, manifest: &Manifest) -> Result<(), Failure> {
        self.write(manifest).await
    }

    /// Whether what stands there is still what this publication wrote.
    async fn check(&self) -> Result<(), Failure> {
        let read = retried(self.clock, 5, async |_| self.store.read(PLACE).await).await;
        let found = read.map_err(|fault| Failure::store("reading the manifest", fault))?;
        let found = found.and_then(|(bytes, _)| Manifest::from_bytes(&bytes));
        let run = |manifest: &Manifest| manifest.pending.as_ref().map(|pending| pending.run.clone());
        if found.as_ref().and_then(run) == run(&self.intention) { Ok(()) } else { Err(Failure::Overtaken) }
    }

    /// Writes a manifest where nobody else has, and looks whether it is there.
    async fn write(&mut self, manifest: &Manifest) -> Result<(), Failure> {
        let bytes = manifest.to_bytes();
        let (headers, stamp) = of_manifest(&bytes);
        let failed = |fault| Failure::store("writing the manifest", fault);
        for _ in 0..ROUNDS {
            if !self.has_conditions && self.version.is_some() {
                self.check_version().await?;
            }
            let condition = match (&self.version, self.has_conditions) {
                (_, false) => Condition::None,
                (None, true) => Condition::IsAbsent,
                (Some(version), true) => Condition::Is(version.clone()),
            };
            let write = async |_| self.store.write(PLACE, as_upload(&bytes, &headers, &stamp), &condition).await;
            match retried(self.clock, 6, write).await {
                // An answer may have been lost: then the condition fails because the manifest is written.
                Ok(_) | Err(StoreFault::Condition) => {}
                Err(StoreFault::NoConditions) if self.has_conditions => {
                    self.has_conditions = false;
                    continue;
                }
                Err(fault) => return Err(failed(fault)),
            }
            let read = retried(self.clock, 7, async |_| self.store.read(PLACE).await).await.map_err(failed)?;
            let (found, version) = read.map_or((None, None), |(bytes, version)| (Some(bytes), Some(version)));
            if found.as_ref() == Some(&bytes) {
                self.version = version;
                return Ok(());
            }
            if version != self.version {
                return Err(Failure::Overtaken);
            }
        }
        let reason = "it answers that the manifest is written, and has it not".to_owned();
        Err(failed(StoreFault::Lasting(reason, "ask whoever runs the store, or a proxy on the way".to_owned())))
    }

    /// Where a store keeps no conditions: whether the manifest is the one that was read.
    async fn check_version(&self) -> Result<(), Failure> {
        let read = retried(self.clock, 8, async |_| self.store.read(PLACE).await).await;
        let found = read.map_err(|fault| Failure::store("reading the manifest", fault))?.map(|(_, version)| version);
        if found == self.version { Ok(()) } else { Err(Failure::Overtaken) }
    }
}

fn of_manifest(bytes: &[u8]) -> (Headers, Stamp) {
    let headers =
        Headers { content_type: "application/json".to_owned(), cache_control: "no-store".to_owned(), encoding: "" };
    let stamp = Stamp::new(Digest::of(bytes), &headers);
    (headers, stamp)
}

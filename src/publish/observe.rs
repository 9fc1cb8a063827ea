//! What stands at a target. One manifest tells it of any number of files; without one, or after a publication that was cut off, the
//! target is listed and looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use md5::{Digest as _, Md5};

use super::execute::FEW;
use super::files::SiteFiles;
use super::manifest::{Manifest, PLACE, aside_stamp};
use super::plan::There;
use super::stamp::Stamp;
use super::store::{Bytes, Clock, Seen, Store, StoreFault, Version, retried};

/// What was found at a target.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The manifest.
    pub(crate) last: Option<Manifest>,
    /// The version of what stands in the manifest's place, if something does.
    pub(crate) version: Option<Version>,
    /// What stands there.
    pub(crate) there: There,
}

/// Looks at a target.
pub(crate) struct Observer<'a, S> {
    pub(crate) store: &'a S,
    pub(crate) clock: &'a dyn Clock,
    /// Requests at a time.
    pub(crate) parallel: usize,
}

impl<S: Store> Observer<'_, S> {
    /// The manifest at the target with the version of what stands in its place.
    pub(crate) async fn manifest(&self) -> Result<(Option<Manifest>, Option<Version>), StoreFault> {
        let found = retried(self.clock, 1, async |_| self.store.read(PLACE).await).await?;
        let Some((bytes, version)) = found else { return Ok((None, None)) };
        if Manifest::is_of_later_version(&bytes) {
            let reason = format!("`{PLACE}` was written by a later version of Attune");
            return Err(StoreFault::Lasting(reason, "publish with that version or a later one".to_owned()));
        }
        Ok((Manifest::from_bytes(&bytes), Some(version)))
    }

    /// What stands at the target, as far as it concerns the site: `files` where content has to be compared.
    pub(crate) async fn look(
        &self,
        (last, version): (Option<Manifest>, Option<Version>),
        wanted: &BTreeMap<String, Stamp>,
        files: Option<&SiteFiles<'_>>,
    ) -> Result<Known, StoreFault> {
        let there = match &last {
            Some(last) if !last.is_cut() => self.after_whole(last, wanted, files.is_none()).await?,
            Some(last) => self.after_cut(last, wanted).await?,
            None => self.compared(wanted, files).await?,
        };
        Ok(Known { last, version, there })
    }

    /// After a publication that came to its end the manifest tells everything but whether something that is not Attune's stands where
    /// a new file comes; and whether copies that are to be put back are there as it says.
    async fn after_whole(
        &self,
        last: &Manifest,
        wanted: &BTreeMap<String, Stamp>,
        is_put_back: bool,
    ) -> Result<There, StoreFault> {
        let mut there = from_manifest(last);
        if is_put_back {
            let (_, aside) = self.listed().await?;
            there.aside.retain(|stamp| aside.contains(stamp));
        }
        let mut new: Vec<&String> = wanted.keys().filter(|path| !there.files.contains_key(*path)).collect();
        if new.len() > FEW {
            let (listed, _) = self.listed().await?;
            new.retain(|path| listed.contains(*path));
        }
        for (path, seen) in self.seen(new.into_iter()).await? {
            if let Some(seen) = seen {
                there.files.insert(path.clone(), seen.stamp.filter(|stamp| wanted.get(path) == Some(stamp)));
            }
        }
        Ok(there)
    }

    /// After a publication that was cut off: what it did not touch is known, what it may have sent is looked at.
    async fn after_cut(&self, last: &Manifest, wanted: &BTreeMap<String, Stamp>) -> Result<There, StoreFault> {
        let (listed, aside) = self.listed().await?;
        let pending = last.pending.as_ref().map(|pending| &pending.files);
        let is_pending = |path: &String| pending.is_some_and(|files| files.contains_key(path));
        let known = last.files.iter().chain(last.kept()).filter(|(path, _)| listed.contains(*path));
        let mut files: BTreeMap<String, Option<Stamp>> =
            known.map(|(path, stamp)| (path.clone(), Some(stamp.clone()))).collect();
        let pending: BTreeSet<&String> = pending.into_iter().flat_map(|files| files.keys()).collect();
        let unsure = pending.iter().copied().chain(wanted.keys()).filter(|path| listed.contains(*path));
        let unsure: BTreeSet<&String> = unsure.filter(|path| is_pending(path) || !files.contains_key(*path)).collect();
        let seen = self.seen(unsure.into_iter()).await?;
        // Where this publication came to nothing yet, another course's file may stand.
        let is_known = |path: &String, stamp: &Stamp| is_pending(path) || wanted.get(path) == Some(stamp);
        let stamp = |path: &String, seen: Option<Seen>| seen?.stamp.filter(|stamp| is_known(path, stamp));
        files.extend(seen.into_iter().map(|(path, seen)| (path.clone(), stamp(path, seen))));
        Ok(There { files, aside })
    }

    /// Without a manifest: each file that is there is compared by its content and its headers. None is downloaded.
    async fn compared(
        &self,
        wanted: &BTreeMap<String, Stamp>,
        files: Option<&SiteFiles<'_>>,
    ) -> Result<There, StoreFault> {
        let (listed, aside) = self.listed().await?;
        let seen = self.seen(wanted.keys().filter(|path| listed.contains(*path))).await?;
        let stamp = |path: &String, seen: Option<Seen>| -> Option<Stamp> {
            let (seen, wanted) = (seen?, wanted.get(path)?);
            match (&seen.stamp, files) {
                // A folder's stamps are of whatever lies there; a store's say that Attune put it there.
                (Some(stamp), _) if self.store.is_folder() && stamp != wanted => None,
                (Some(stamp), _) => Some(stamp.clone()),
                (None, Some(files)) => is_same(files, path, &seen).then(|| wanted.clone()),
                (None, None) => None,
            }
        };
        let files = seen.into_iter().map(|(path, seen)| (path.clone(), stamp(path, seen))).collect();
        Ok(There { files, aside })
    }

    /// The paths of all files, and the copies that were set aside.
    async fn listed(&self) -> Result<(BTreeSet<String>, BTreeSet<Stamp>), StoreFault> {
        let listed = retried(self.clock, 2, async |_| self.store.list().await).await?;
        let aside = listed.iter().filter_map(|(path, ..)| aside_stamp(path)).collect();
        Ok((listed.into_iter().map(|(path, ..)| path).collect(), aside))
    }

    /// What stands at each path.
    async fn seen<'p>(
        &self,
        paths: impl Iterator<Item = &'p String>,
    ) -> Result<Vec<(&'p String, Option<Seen>)>, StoreFault> {
        let look = |path: &'p String| async move {
            let spread = crate::source::Digest::of(path.as_bytes()).seed();
            let seen = retried(self.clock, spread, async |_| self.store.look(path).await).await?;
            Ok((path, seen))
        };
        stream::iter(paths).map(look).buffer_unordered(self.parallel).try_collect().await
    }
}

/// One manifest tells everything.
fn from_manifest(last: &Manifest) -> There {
    let files = last.files.iter().chain(last.kept());
    let files = files.map(|(path, stamp)| (path.clone(), Some(stamp.clone()))).collect();
    There { files, aside: if last.is_whole_before { last.aside() } else { BTreeSet::new() } }
}

/// Whether a file that somebody else put there is the site's, by the MD5 that many stores tell and by its headers. Where that cannot be
/// told it is sent again, which costs no more than fetching it would.
fn is_same(files: &SiteFiles<'_>, path: &str, seen: &Seen) -> bool {
    let Some(md5) = seen.md5.filter(|_| seen.headers == files.headers(path)) else { return false };
    let mut hasher = Hasher(Md5::new());
    let read = match files.bytes(path) {
        Ok(Bytes::Held(bytes)) => hasher.write_all(&bytes),
        Ok(Bytes::OnDisk(file)) => file.copy_to(&mut hasher),
        // What is wrong with it is told when it is sent.
        Err(_) => return false,
    };
    read.is_ok() && hasher.0.finalize()[..] == md5
}

/// Takes the MD5 of what is written to it.
struct Hasher(Md5);

impl Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

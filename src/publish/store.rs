//! What publishing asks of a place: read, write on a condition, look, list, copy and delete. [`super::folder`] and
//! [`super::objects`] are such places; tests have one in memory.

use std::time::Duration;

use crate::source::FileOnDisk;

use super::stamp::{Headers, Stamp};

/// A place that files are put into. Paths are below the target's prefix.
pub(crate) trait Store {
    /// What it is, for messages.
    fn name(&self) -> String;

    /// Whether it is a folder on this machine: what was written there is there, and files have no headers.
    fn is_folder(&self) -> bool;

    /// All bytes of a file with its version; none where there is no such file.
    async fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, StoreFault>;

    /// Writes a file, whole or not at all, where the condition holds.
    async fn write(&self, path: &str, file: Upload<'_>, condition: &Condition) -> Result<Written, StoreFault>;

    /// What stands at a path.
    async fn look(&self, path: &str) -> Result<Option<Seen>, StoreFault>;

    /// Everything below the prefix, by path.
    async fn list(&self) -> Result<Vec<(String, Version, u64)>, StoreFault>;

    /// Copies a file with its headers.
    async fn copy(&self, from: &str, to: &str) -> Result<(), StoreFault>;

    /// Deletes a file; that there is none is as good.
    async fn delete(&self, path: &str) -> Result<(), StoreFault>;

    /// How long ago the file at a path was written, in seconds, by the store's own clock: those of publishers may differ. None where
    /// there is no such file.
    async fn age(&self, path: &str) -> Result<Option<i64>, StoreFault>;
}

/// Tells one content of a file at a store from another there: an entity tag, a generation; nothing where a store has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Version {
    /// As HTTP has it.
    pub(crate) tag: Option<String>,
    /// Google's number of the generation.
    pub(crate) generation: Option<String>,
}

/// What has to be so that a file is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Nothing.
    None,
    /// There is no such file.
    IsAbsent,
    /// It has this version.
    Is(Version),
}

/// A file that was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// As the store answered.
    pub(crate) version: Version,
    /// Bytes sent.
    pub(crate) size: u64,
}

/// A file to be written.
#[derive(Debug, Clone)]
pub(crate) struct Upload<'a> {
    /// What it holds.
    pub(crate) body: Bytes<'a>,
    /// What it is sent with.
    pub(crate) headers: &'a Headers,
    /// Is kept with it, where a store can.
    pub(crate) stamp: Option<&'a Stamp>,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub(crate) enum Bytes<'a> {
    /// Bytes in memory, as they are sent.
    Held(Vec<u8>),
    /// A file that is read piece by piece, and compressed meanwhile where its headers say so.
    OnDisk(&'a FileOnDisk),
}

impl Bytes<'_> {
    /// How many there are, before anything is compressed.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::Held(bytes) => bytes.len() as u64,
            Self::OnDisk(file) => file.size(),
        }
    }
}

/// Files on disk from this size on, in bytes, are never held as a whole.
pub(crate) const LARGE: u64 = 16 * 1024 * 1024;

/// What stands at a path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// In bytes.
    pub(crate) size: u64,
    /// Its version.
    pub(crate) version: Version,
    /// As it was written with it, or as it was found to be.
    pub(crate) stamp: Option<Stamp>,
    /// The MD5 of its bytes, where the store tells.
    pub(crate) md5: Option<[u8; 16]>,
    /// The headers, as far as they are told.
    pub(crate) headers: Headers,
}

/// Why a store did not do it. No text in it has credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StoreFault {
    /// The condition does not hold.
    Condition,
    /// The store knows no conditions.
    NoConditions,
    /// It may go well another time: a connection that was cut, a server that is busy.
    Passing(String),
    /// It will not: what is wrong and what to do.
    Lasting(String, String),
}

/// Time, which tests have no need to wait for.
pub(crate) trait Clock: Sync {
    /// Seconds since 1970, by this machine's clock: good for how much time went by here, and for nothing else.
    fn now(&self) -> i64;

    /// Waits.
    fn pause(&self, time: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + '_>>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_second()
    }

    fn pause(&self, time: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(tokio::time::sleep(time))
    }
}

/// How often something is tried.
pub(super) const ATTEMPTS: u32 = 7;
/// How long the first pause is; each is twice as long as the one before.
pub(super) const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// Does it again after growing pauses while that may help. `seed` spreads the pauses of many at once.
pub(crate) async fn retried<T>(
    clock: &dyn Clock,
    seed: u64,
    mut attempt: impl AsyncFnMut(u32) -> Result<T, StoreFault>,
) -> Result<T, StoreFault> {
    let mut number = 0;
    loop {
        match attempt(number).await {
            Err(StoreFault::Passing(_)) if number + 1 < ATTEMPTS => {
                let whole = FIRST_PAUSE * 2_u32.pow(number);
                // Between half of it and all of it.
                let share = u32::try_from((seed >> number) % 512).unwrap_or_default();
                clock.pause(whole / 2 + whole / 1024 * share).await;
                number += 1;
            }
            result => return result,
        }
    }
}

//! A store in memory that fails as a script says, for tests.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::manifest::is_of_site;
use super::stamp::{Headers, Stamp};
use super::stop::Stop;
use super::store::{Bytes, Condition, Seen, Store, StoreFault, Upload, Version, Written};

/// Pseudo-random numbers (xorshift64), the same on every run.
pub(super) struct Random(Cell<u64>);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(Cell::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1))
    }

    pub(super) fn below(&self, limit: u64) -> u64 {
        let mut state = self.0.get();
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        self.0.set(state);
        state % limit
    }
}

/// A file at the store.
#[derive(Debug, Clone)]
pub(super) struct Object {
    pub(super) bytes: Vec<u8>,
    pub(super) headers: Headers,
    pub(super) stamp: Option<Stamp>,
    pub(super) version: u64,
    /// Seconds since 1970, by the store's clock.
    pub(super) written: i64,
}

/// What a store does wrong.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Faults {
    /// In a thousand requests, so many fail and may go well another time.
    pub(super) passing: u64,
    /// In a thousand writes, so many are answered and not done.
    pub(super) lies: u64,
    /// In a thousand requests that were done, so many are answered with a fault.
    pub(super) lost_answers: u64,
    /// Whether copies are answered and not made.
    pub(super) lost_copies: bool,
    /// After so many requests none is answered any more.
    pub(super) cut_after: Option<usize>,
    /// Whether conditions are not kept: `Some(true)` says so, `Some(false)` does not.
    pub(super) no_conditions: Option<bool>,
    /// Whether the store keeps nothing beside the bytes and the headers.
    pub(super) no_stamps: bool,
}

pub(super) struct Fake {
    pub(super) objects: RefCell<BTreeMap<String, Object>>,
    pub(super) faults: Cell<Faults>,
    pub(super) random: Random,
    pub(super) versions: Cell<u64>,
    /// What its clock says.
    pub(super) now: Cell<i64>,
    pub(super) requests: RefCell<Vec<String>>,
    /// Whoever publishes there is asked to stop by it, after so many requests.
    pub(super) stop: Stop,
    pub(super) stop_after: Cell<Option<usize>>,
    /// Looks at the objects after each change.
    pub(super) reader: fn(&BTreeMap<String, Object>),
}

impl Fake {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            objects: RefCell::default(),
            faults: Cell::default(),
            random: Random::new(seed),
            versions: Cell::new(0),
            now: Cell::new(1_000_000),
            requests: RefCell::default(),
            stop: Stop::default(),
            stop_after: Cell::new(None),
            reader: |_| {},
        }
    }

    fn chance(&self, in_a_thousand: u64) -> bool {
        self.random.below(1000) < in_a_thousand
    }

    async fn request(&self, what: &str, path: &str) -> Result<(), StoreFault> {
        // Another publisher may act here.
        tokio::task::yield_now().await;
        self.requests.borrow_mut().push(format!("{what} {path}"));
        if self.stop_after.get() == Some(self.requests.borrow().len()) {
            self.stop.ask();
        }
        let faults = self.faults.get();
        if faults.cut_after.is_some_and(|most| self.requests.borrow().len() > most) {
            return Err(StoreFault::Lasting("cut".to_owned(), "wait".to_owned()));
        }
        if self.chance(faults.passing) { Err(StoreFault::Passing("busy".to_owned())) } else { Ok(()) }
    }

    fn answer<T>(&self, value: T) -> Result<T, StoreFault> {
        (self.reader)(&self.objects.borrow());
        if self.chance(self.faults.get().lost_answers) { Err(StoreFault::Passing("cut".to_owned())) } else { Ok(value) }
    }

    pub(super) fn count(&self, what: &str) -> usize {
        self.requests.borrow().iter().filter(|request| request.starts_with(what)).count()
    }

    pub(super) fn paths(&self) -> BTreeSet<String> {
        self.objects.borrow().keys().filter(|path| is_of_site(path)).cloned().collect()
    }
}

fn version(number: u64) -> Version {
    Version { tag: Some(format!("\"{number}\"")), generation: None }
}

impl Store for Fake {
    fn name(&self) -> String {
        "fake://store".to_owned()
    }

    fn is_folder(&self) -> bool {
        false
    }

    async fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, StoreFault> {
        self.request("read", path).await?;
        Ok(self.objects.borrow().get(path).map(|object| (object.bytes.clone(), version(object.version))))
    }

    async fn write(&self, path: &str, file: Upload<'_>, condition: &Condition) -> Result<Written, StoreFault> {
        self.request("write", path).await?;
        let faults = self.faults.get();
        let found = self.objects.borrow().get(path).map(|object| version(object.version));
        match (faults.no_conditions, condition) {
            (_, Condition::None) | (Some(false), _) => {}
            (Some(true), _) => return Err(StoreFault::NoConditions),
            (None, Condition::IsAbsent) if found.is_none() => {}
            (None, Condition::Is(wanted)) if found.as_ref() == Some(wanted) => {}
            _ => return Err(StoreFault::Condition),
        }
        let number = self.versions.get() + 1;
        self.versions.set(number);
        if self.chance(faults.lies) {
            return Ok(Written { version: version(number), size: file.body.size() });
        }
        let size = file.body.size();
        let Bytes::Held(bytes) = file.body else { panic!("no test has files on disk") };
        let stamp = file.stamp.filter(|_| !faults.no_stamps).cloned();
        let written = self.now.get();
        let object = Object { bytes, headers: file.headers.clone(), stamp, version: number, written };
        self.objects.borrow_mut().insert(path.to_owned(), object);
        self.answer(Written { version: version(number), size })
    }

    async fn look(&self, path: &str) -> Result<Option<Seen>, StoreFault> {
        self.request("look", path).await?;
        let seen = |object: &Object| Seen {
            size: object.bytes.len() as u64,
            version: version(object.version),
            stamp: object.stamp.clone(),
            md5: Some(md5(&object.bytes)),
            headers: object.headers.clone(),
        };
        Ok(self.objects.borrow().get(path).map(seen))
    }

    async fn list(&self) -> Result<Vec<(String, Version, u64)>, StoreFault> {
        self.request("list", "").await?;
        let objects = self.objects.borrow();
        let line =
            |(path, object): (&String, &Object)| (path.clone(), version(object.version), object.bytes.len() as u64);
        Ok(objects.iter().map(line).collect())
    }

    async fn copy(&self, from: &str, to: &str) -> Result<(), StoreFault> {
        self.request("copy", from).await?;
        let object = self.objects.borrow().get(from).cloned();
        let Some(object) = object else { return Err(StoreFault::Lasting("gone".to_owned(), String::new())) };
        let number = self.versions.get() + 1;
        self.versions.set(number);
        if self.faults.get().lost_copies {
            return Ok(());
        }
        self.objects.borrow_mut().insert(to.to_owned(), Object { version: number, written: self.now.get(), ..object });
        self.answer(())
    }

    async fn delete(&self, path: &str) -> Result<(), StoreFault> {
        self.request("delete", path).await?;
        self.objects.borrow_mut().remove(path);
        self.answer(())
    }

    async fn age(&self, path: &str) -> Result<Option<i64>, StoreFault> {
        self.request("age", path).await?;
        Ok(self.objects.borrow().get(path).map(|object| self.now.get() - object.written))
    }
}

fn md5(bytes: &[u8]) -> [u8; 16] {
    use md5::Digest as _;
    md5::Md5::digest(bytes).into()
}

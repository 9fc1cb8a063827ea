//! Object stores: S3 and what speaks its language, Google Cloud Storage, Azure Blob Storage.
//!
//! Credentials come from the environment alone ([`super::credentials`]). [`open`] makes the client, [`parts`] sends what is large, and
//! [`errors`] tells what went wrong.

mod answered;
mod errors;
mod open;
mod parts;

use futures_util::TryStreamExt as _;
use object_store::path::Path;
use object_store::{
    Attribute, AttributeValue, Attributes, CopyMode, CopyOptions, Error, GetOptions, GetResult, ObjectStore,
    ObjectStoreExt as _, PutMode, PutOptions, UpdateVersion,
};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::config::{Destination, PublishTarget};
use crate::diagnostic::IoFault;

use super::credentials::{Provider, Secrets};
use super::manifest::CLOCK;
use super::stamp::{Headers, Stamp};
use super::store::{Bytes, Condition, LARGE, Seen, Store, StoreFault, Upload, Version, Written};

use answered::answered;
use errors::{told, unreadable};
use open::{Work, build};

/// Under which name a store keeps a file's stamp beside it. Azure takes letters and digits only.
const STAMP: &str = "attunestamp";
/// How many bytes of files are held at a time, whatever is sent at once.
const MEMORY: usize = 96 * 1024 * 1024;

/// A bucket below a prefix.
#[derive(Debug)]
pub(crate) struct Objects {
    /// For what sends nothing.
    asked: Box<dyn ObjectStore>,
    /// The same store, for files.
    store: Box<dyn ObjectStore>,
    /// The same store, for files in parts: a part is tried again by itself.
    in_parts: Box<dyn ObjectStore>,
    /// As many permits as bytes may be held at a time.
    memory: Semaphore,
    name: String,
    /// Without slashes at its ends.
    prefix: String,
    provider: Provider,
    secrets: Secrets,
}

impl Objects {
    /// The store of a target that is no folder.
    ///
    /// # Errors
    /// When the environment has no credentials, or they cannot be read.
    pub(crate) fn open(target: &PublishTarget) -> Result<Self, IoFault> {
        let (provider, scheme, bucket, prefix) = match &target.to {
            Destination::S3 { bucket, prefix } => (Provider::S3, "s3", bucket, prefix),
            Destination::Google { bucket, prefix } => (Provider::Google, "gs", bucket, prefix),
            Destination::Azure { container, prefix } => (Provider::Azure, "az", container, prefix),
            Destination::Folder(folder) => (Provider::S3, "file", folder, folder),
        };
        let name = format!("{scheme}://{bucket}/{prefix}");
        let name = name.trim_end_matches('/').to_owned();
        let refused =
            |reason: &str, help: &str| IoFault::refused("cannot publish to", std::path::Path::new(&name), reason, help);
        provider.check().map_err(|reason| refused(reason, provider.help()))?;
        let secrets = Secrets::from_environment();
        let built = |work| {
            build(provider, target, bucket, work).map_err(|error| refused(&told(&error, &secrets), provider.help()))
        };
        let (asked, store, in_parts) = (built(Work::Ask)?, built(Work::Send)?, built(Work::SendParts)?);
        let memory = Semaphore::new(MEMORY);
        Ok(Self { asked, store, in_parts, memory, prefix: prefix.clone(), provider, secrets, name: name.clone() })
    }

    /// Waits until so many bytes may be held.
    async fn room(&self, bytes: u64) -> SemaphorePermit<'_> {
        // What is larger than all of it waits until nothing else is held.
        let bytes = u32::try_from(bytes.min(MEMORY as u64)).unwrap_or(u32::MAX);
        self.memory.acquire_many(bytes).await.expect("nobody closes it")
    }

    /// What stands at a place.
    async fn seen(&self, place: &Path) -> Result<Option<Seen>, StoreFault> {
        let options = GetOptions { head: true, ..GetOptions::default() };
        match self.asked.get_opts(place, options).await {
            Err(Error::NotFound { .. }) => Ok(None),
            found => Ok(Some(seen(&found.map_err(|error| self.fault(&error))?))),
        }
    }

    fn place(&self, path: &str) -> Result<Path, StoreFault> {
        let whole = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        Path::parse(&whole).map_err(|_| {
            StoreFault::Lasting(
                format!("`{whole}` cannot be the name of an object"),
                "give the file another name".to_owned(),
            )
        })
    }
}

impl Store for Objects {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn is_folder(&self) -> bool {
        false
    }

    async fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, StoreFault> {
        let found = match self.asked.get(&self.place(path)?).await {
            Err(Error::NotFound { .. }) => return Ok(None),
            found => found.map_err(|error| self.fault(&error))?,
        };
        let version = Version { tag: found.meta.e_tag.clone(), generation: found.meta.version.clone() };
        let bytes = found.bytes().await.map_err(|error| self.fault(&error))?;
        Ok(Some((bytes.to_vec(), version)))
    }

    async fn write(&self, path: &str, file: Upload<'_>, condition: &Condition) -> Result<Written, StoreFault> {
        let place = self.place(path)?;
        let attributes = attributes(file.headers, file.stamp);
        let (written, size) = match file.body {
            Bytes::OnDisk(source) if source.size() >= LARGE => {
                self.send_in_parts(&place, source, (attributes, &file)).await?
            }
            body => {
                let _room = self.room(body.size()).await;
                let bytes = match body {
                    Bytes::Held(bytes) => bytes,
                    Bytes::OnDisk(source) => {
                        let mut bytes = Vec::new();
                        source.copy_to(&mut bytes).map_err(|error| unreadable(source, &error))?;
                        bytes
                    }
                };
                let mode = match condition {
                    Condition::None => PutMode::Overwrite,
                    Condition::IsAbsent => PutMode::Create,
                    Condition::Is(version) => PutMode::Update(UpdateVersion {
                        e_tag: version.tag.clone(),
                        version: version.generation.clone(),
                    }),
                };
                let options = PutOptions { mode, attributes, ..PutOptions::default() };
                let size = bytes.len() as u64;
                let put = self.store.put_opts(&place, bytes.into(), options).await;
                (put.map_err(|error| self.fault(&error))?, size)
            }
        };
        Ok(Written { version: Version { tag: written.e_tag, generation: written.version }, size })
    }

    async fn look(&self, path: &str) -> Result<Option<Seen>, StoreFault> {
        self.seen(&self.place(path)?).await
    }

    async fn list(&self) -> Result<Vec<(String, Version, u64)>, StoreFault> {
        let prefix = if self.prefix.is_empty() { None } else { Some(self.place("")?) };
        let listed = self.asked.list(prefix.as_ref()).try_collect::<Vec<_>>().await;
        let listed = listed.map_err(|error| self.fault(&error))?;
        let below = |meta: object_store::ObjectMeta| {
            let path = meta.location.as_ref();
            let path =
                if self.prefix.is_empty() { path } else { path.strip_prefix(&self.prefix)?.strip_prefix('/')? };
            Some((path.to_owned(), Version { tag: meta.e_tag, generation: meta.version }, meta.size))
        };
        Ok(listed.into_iter().filter_map(below).collect())
    }

    async fn copy(&self, from: &str, to: &str) -> Result<(), StoreFault> {
        let (source, target) = (self.place(from)?, self.place(to)?);
        let mut copied = self.store.copy_opts(&source, &target, CopyOptions::new()).await;
        if self.provider == Provider::Google && matches!(copied, Err(Error::AlreadyExists { .. })) {
            // object_store 0.13 has the two modes the wrong way round for Google: what should replace a file must not, and the other way.
            copied = self.store.copy_opts(&source, &target, CopyOptions::new().with_mode(CopyMode::Create)).await;
        }
        copied.map_err(|error| match error {
            Error::NotFound { .. } => {
                let help = "publish again: what is there is then looked at";
                StoreFault::Lasting(format!("`{from}` is not there any more"), help.to_owned())
            }
            error => self.fault(&error),
        })
    }

    async fn delete(&self, path: &str) -> Result<(), StoreFault> {
        let place = self.place(path)?;
        // object_store 0.13 panics where S3 answers with the key of a file that it was not asked to delete.
        match answered(self.asked.delete(&place)).await {
            Some(Ok(()) | Err(Error::NotFound { .. })) => Ok(()),
            Some(Err(error)) => Err(self.fault(&error)),
            None => Err(StoreFault::Lasting(
                format!("the store was asked to delete `{path}`, and its answer is about something else"),
                "see what stands between this machine and the store".to_owned(),
            )),
        }
    }

    async fn age(&self, path: &str) -> Result<Option<i64>, StoreFault> {
        let written = async |path: &str| match self.asked.head(&self.place(path)?).await {
            Err(Error::NotFound { .. }) => Ok(None),
            found => Ok(Some(found.map_err(|error| self.fault(&error))?.last_modified)),
        };
        let Some(then) = written(path).await? else { return Ok(None) };
        // What is written now tells what the store's clock says.
        let headers = Headers { cache_control: "no-store".to_owned(), ..Headers::default() };
        let upload = Upload { body: Bytes::Held(Vec::new()), headers: &headers, stamp: None };
        self.write(CLOCK, upload, &Condition::None).await?;
        let now = written(CLOCK).await?.unwrap_or(then);
        self.delete(CLOCK).await?;
        Ok(Some((now - then).num_seconds()))
    }
}

fn attributes(headers: &Headers, stamp: Option<&Stamp>) -> Attributes {
    let Headers { content_type, cache_control, encoding } = headers;
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, AttributeValue::from(content_type.clone()));
    attributes.insert(Attribute::CacheControl, AttributeValue::from(cache_control.clone()));
    if !encoding.is_empty() {
        attributes.insert(Attribute::ContentEncoding, AttributeValue::from(*encoding));
    }
    if let Some(stamp) = stamp {
        let value = AttributeValue::from(stamp.as_str().to_owned());
        attributes.insert(Attribute::Metadata(STAMP.into()), value);
    }
    attributes
}

fn seen(found: &GetResult) -> Seen {
    let text = |attribute| found.attributes.get(&attribute).map(|value| value.as_ref().to_owned()).unwrap_or_default();
    let tag = found.meta.e_tag.as_deref().unwrap_or_default();
    let encoding = if text(Attribute::ContentEncoding) == "gzip" { "gzip" } else { "" };
    Seen {
        size: found.meta.size,
        md5: md5(tag.trim_matches('"')),
        version: Version { tag: found.meta.e_tag.clone(), generation: found.meta.version.clone() },
        stamp: Stamp::parse(&text(Attribute::Metadata(STAMP.into()))),
        headers: Headers {
            content_type: text(Attribute::ContentType),
            cache_control: text(Attribute::CacheControl),
            encoding,
        },
    }
}

/// The MD5 that many stores give as the tag of an object.
fn md5(tag: &str) -> Option<[u8; 16]> {
    let is_md5 = tag.len() == 32 && tag.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_md5.then(|| u128::from_str_radix(tag, 16).ok().map(u128::to_be_bytes)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_an_md5_where_it_looks_like_one() {
        assert_eq!(
            md5("000102030405060708090a0b0c0d0e0f"),
            Some([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
        );
        assert_eq!((md5("0x8D1"), md5("000102030405060708090a0b0c0d0e0f-2"), md5("")), (None, None, None));
    }
}

//! Object stores: S3 and what speaks its language, Google Cloud Storage, Azure Blob Storage.
//!
//! Credentials come from the environment alone ([`super::credentials`]). A store's own words are never repeated, for they may quote what was
//! sent: a status, a code and the system's words for a broken connection are all that a message has.

use futures_util::TryStreamExt as _;
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{
    Attribute, AttributeValue, Attributes, ClientOptions, CopyOptions, Error, GetOptions, GetResult, ObjectStore,
    ObjectStoreExt as _, PutMode, PutMultipartOptions, PutOptions, PutResult, RetryConfig, UpdateVersion,
};
use std::io::Read as _;
use std::time::Duration;

use crate::config::{Destination, PublishTarget};
use crate::diagnostic::IoFault;
use crate::source::{Digest, FileOnDisk};

use super::credentials::{Provider, Secrets};
use super::stamp::{Headers, Stamp};
use super::store::{Bytes, Condition, Seen, Store, StoreFault, Upload, Version};

/// Under which name a store keeps a file's stamp beside it. Azure takes letters and digits only.
const STAMP: &str = "attunestamp";
/// Files from this size on, in bytes, are sent in parts.
const IN_PARTS: u64 = 32 * 1024 * 1024;
/// Bytes of a part: stores ask for five megabytes at least.
const PART: usize = 8 * 1024 * 1024;
/// A request that takes longer is cut off: a part on a slow line takes a minute.
const LONGEST_REQUEST: Duration = Duration::from_secs(5 * 60);
/// How long a connection may take to come about.
const LONGEST_CONNECT: Duration = Duration::from_secs(20);

/// A bucket below a prefix.
#[derive(Debug)]
pub(crate) struct Objects {
    store: Box<dyn ObjectStore>,
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
        let store = build(provider, target, bucket)
            .map_err(|error| refused(&secrets.covered(&deepest(&error)), provider.help()))?;
        Ok(Self { store, prefix: prefix.clone(), provider, secrets, name: name.clone() })
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

    /// What went wrong, in words that have nothing secret.
    fn fault(&self, error: &Error) -> StoreFault {
        let lasting = |reason: String, help: &str| StoreFault::Lasting(reason, help.to_owned());
        let text = whole_text(error);
        let status = status(&text);
        match error {
            Error::Precondition { .. } | Error::AlreadyExists { .. } | Error::NotModified { .. } => {
                StoreFault::Condition
            }
            Error::NotImplemented { .. } | Error::NotSupported { .. } => StoreFault::NoConditions,
            Error::NotFound { .. } => {
                lasting("there is no such bucket".to_owned(), "make it, or correct `to` in site.toml")
            }
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
                let code = code(&text).map_or_else(String::new, |code| format!(" ({code})"));
                lasting(format!("the store refuses the credentials{code}"), self.provider.help())
            }
            _ => match status {
                Some(501) => StoreFault::NoConditions,
                Some(412) => StoreFault::Condition,
                Some(status @ 400..=499) if ![408, 425, 429].contains(&status) => {
                    let code = code(&text).map_or_else(String::new, |code| format!(" {code}"));
                    lasting(
                        format!("the store answers {status}{code}"),
                        "look at the target in site.toml, and at its `region` and `endpoint`",
                    )
                }
                Some(status) => StoreFault::Passing(format!("the store answers {status}")),
                None => StoreFault::Passing(self.secrets.covered(&deepest(error))),
            },
        }
    }

    async fn send_in_parts(
        &self,
        place: &Path,
        file: &FileOnDisk,
        attributes: Attributes,
    ) -> Result<PutResult, StoreFault> {
        let unreadable = |error: &std::io::Error| {
            StoreFault::Lasting(format!("cannot read `{}`: {error}", file.path().display()), "publish again".to_owned())
        };
        let options = PutMultipartOptions { attributes, ..PutMultipartOptions::default() };
        let mut upload = self.store.put_multipart_opts(place, options).await.map_err(|error| self.fault(&error))?;
        let mut source = file.open_at(0).map_err(|error| unreadable(&error))?;
        let (mut digest, mut size) = (Digest::of_pieces(), 0);
        let sent: Result<(), StoreFault> = async {
            loop {
                let mut part = Vec::with_capacity(PART);
                source.by_ref().take(PART as u64).read_to_end(&mut part).map_err(|error| unreadable(&error))?;
                if part.is_empty() {
                    break;
                }
                digest.add(&part);
                size += part.len() as u64;
                upload.put_part(part.into()).await.map_err(|error| self.fault(&error))?;
            }
            let is_same = (size, digest.finish()) == (file.size(), file.digest());
            if is_same { Ok(()) } else { Err(unreadable(&std::io::Error::other("it changed meanwhile"))) }
        }
        .await;
        match sent {
            Ok(()) => upload.complete().await.map_err(|error| self.fault(&error)),
            Err(fault) => {
                // The fault is what matters; stores clear up parts that were left.
                let _ = upload.abort().await;
                Err(fault)
            }
        }
    }
}

fn build(provider: Provider, target: &PublishTarget, bucket: &str) -> object_store::Result<Box<dyn ObjectStore>> {
    // What is tried again, and when, is decided in one place for all: `store::retried`.
    let retry = RetryConfig { max_retries: 0, ..RetryConfig::default() };
    let client = ClientOptions::new()
        .with_allow_http(target.allow_http)
        .with_timeout(LONGEST_REQUEST)
        .with_connect_timeout(LONGEST_CONNECT)
        .with_pool_max_idle_per_host(target.parallel);
    Ok(match provider {
        Provider::S3 => {
            let mut builder = AmazonS3Builder::from_env()
                .with_bucket_name(bucket)
                .with_retry(retry)
                .with_client_options(client)
                // A certificate has one name before the provider's.
                .with_virtual_hosted_style_request(target.endpoint.is_none() && !bucket.contains('.'));
            if let Some(endpoint) = &target.endpoint {
                builder = builder.with_endpoint(endpoint);
            }
            if let Some(region) = &target.region {
                builder = builder.with_region(region);
            }
            Box::new(builder.build()?)
        }
        Provider::Google => {
            let mut builder = GoogleCloudStorageBuilder::from_env()
                .with_bucket_name(bucket)
                .with_retry(retry)
                .with_client_options(client);
            if let Some(endpoint) = &target.endpoint {
                builder = builder.with_base_url(endpoint);
            }
            Box::new(builder.build()?)
        }
        Provider::Azure => {
            let mut builder = MicrosoftAzureBuilder::from_env()
                .with_container_name(bucket)
                .with_retry(retry)
                .with_client_options(client);
            if let Some(endpoint) = &target.endpoint {
                builder = builder.with_endpoint(endpoint.clone());
            }
            Box::new(builder.build()?)
        }
    })
}

impl Store for Objects {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn is_folder(&self) -> bool {
        false
    }

    async fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, StoreFault> {
        let found = match self.store.get(&self.place(path)?).await {
            Err(Error::NotFound { .. }) => return Ok(None),
            found => found.map_err(|error| self.fault(&error))?,
        };
        let version = Version { tag: found.meta.e_tag.clone(), generation: found.meta.version.clone() };
        let bytes = found.bytes().await.map_err(|error| self.fault(&error))?;
        Ok(Some((bytes.to_vec(), version)))
    }

    async fn write(&self, path: &str, file: Upload<'_>, condition: &Condition) -> Result<Version, StoreFault> {
        let place = self.place(path)?;
        let attributes = attributes(file.headers, file.stamp);
        let written = match file.body {
            Bytes::OnDisk(source) if source.size() >= IN_PARTS => {
                self.send_in_parts(&place, source, attributes).await?
            }
            body => {
                let bytes = match body {
                    Bytes::Held(bytes) => bytes,
                    Bytes::OnDisk(source) => {
                        let mut bytes = Vec::new();
                        let read = source.copy_to(&mut bytes);
                        read.map_err(|error| StoreFault::Lasting(error.to_string(), "publish again".to_owned()))?;
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
                let put = self.store.put_opts(&place, bytes.into(), options).await;
                put.map_err(|error| self.fault(&error))?
            }
        };
        Ok(Version { tag: written.e_tag, generation: written.version })
    }

    async fn look(&self, path: &str) -> Result<Option<Seen>, StoreFault> {
        let options = GetOptions { head: true, ..GetOptions::default() };
        match self.store.get_opts(&self.place(path)?, options).await {
            Err(Error::NotFound { .. }) => Ok(None),
            found => Ok(Some(seen(&found.map_err(|error| self.fault(&error))?))),
        }
    }

    async fn list(&self) -> Result<Vec<(String, Version, u64)>, StoreFault> {
        let prefix = if self.prefix.is_empty() { None } else { Some(self.place("")?) };
        let listed = self.store.list(prefix.as_ref()).try_collect::<Vec<_>>().await;
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
        let copied = self.store.copy_opts(&self.place(from)?, &self.place(to)?, CopyOptions::new()).await;
        copied.map_err(|error| match error {
            Error::NotFound { .. } => {
                let help = "publish again: what is there is then looked at";
                StoreFault::Lasting(format!("`{from}` is not there any more"), help.to_owned())
            }
            error => self.fault(&error),
        })
    }

    async fn delete(&self, path: &str) -> Result<(), StoreFault> {
        match self.store.delete(&self.place(path)?).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.fault(&error)),
        }
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

/// An error with everything that led to it, to be searched and never shown.
fn whole_text(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        text.push('\n');
        text.push_str(&error.to_string());
        next = error.source();
    }
    text
}

/// The last cause: the system's words, such as "connection refused".
fn deepest(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(next) = last.source() {
        last = next;
    }
    let text = last.to_string();
    text.lines().next().unwrap_or_default().chars().take(200).collect()
}

/// The status that a store answered with.
fn status(text: &str) -> Option<u16> {
    let (_, after) = text.split_once("status code: ")?;
    after.get(..3)?.parse().ok()
}

/// The code in a store's answer in XML, such as `SignatureDoesNotMatch`.
fn code(text: &str) -> Option<String> {
    let (_, after) = text.split_once("<Code>")?;
    let (code, _) = after.split_once("</Code>")?;
    (code.len() < 60 && code.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_stores_answer_only_status_and_code_are_told() {
        let text = "Error performing PUT https://b/a?sig=secret in 1s - Server returned non-2xx status code: 403 Forbidden: \
                    <Error><Code>SignatureDoesNotMatch</Code><StringToSign>AKIA</StringToSign></Error>";
        assert_eq!((status(text), code(text).as_deref()), (Some(403), Some("SignatureDoesNotMatch")));
        assert_eq!((status("no answer"), code("<Code>a b</Code>"), code("<Code>")), (None, None, None));
    }

    #[test]
    fn a_tag_is_an_md5_where_it_looks_like_one() {
        assert_eq!(
            md5("000102030405060708090a0b0c0d0e0f"),
            Some([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
        );
        assert_eq!((md5("0x8D1"), md5("000102030405060708090a0b0c0d0e0f-2"), md5("")), (None, None, None));
    }
}

//! `[publish.NAME]`: where the site goes.

use std::collections::BTreeMap;

use crate::data::{Entry, Node, Reader, Table, shorten};

use crate::source::Span;

use super::BaseUrl;
use super::decode::base_url;
use super::keys::TARGET;

/// Deletions in one publication that nobody need confirm, when `max_deletes` is left out.
const MAX_DELETES: usize = 256;
/// Uploads at a time, when `parallel` is left out.
const PARALLEL: usize = 16;

/// `[publish.NAME]`: a place on a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PublishTarget {
    /// `to`.
    pub(crate) to: Destination,
    /// Where that is written.
    pub(crate) to_span: Span,
    /// `base_url`, in place of the course's.
    pub(crate) base_url: Option<BaseUrl>,
    /// `endpoint`: the address of a store that is not the provider's own.
    pub(crate) endpoint: Option<String>,
    /// `region`.
    pub(crate) region: Option<String>,
    /// `allow_http`: whether the store may be asked without TLS.
    pub(crate) allow_http: bool,
    /// `max_deletes`.
    pub(crate) max_deletes: usize,
    /// `parallel`: uploads at a time.
    pub(crate) parallel: usize,
    /// `compress`: whether texts are stored compressed, with `Content-Encoding: gzip`.
    pub(crate) compress: bool,
    /// `keep_previous`: whether what is replaced is set aside, so that the version before can be put back.
    pub(crate) keep_previous: bool,
    /// `cache`: patterns with their Cache-Control; the first that fits counts.
    pub(crate) cache: Vec<(String, String)>,
}

/// `to`, taken apart. A prefix has no slash at its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Destination {
    /// `s3://bucket/prefix`: S3, and what speaks its language.
    S3 { bucket: String, prefix: String },
    /// `gs://bucket/prefix`: Google Cloud Storage.
    Google { bucket: String, prefix: String },
    /// `az://container/prefix`: Azure Blob Storage.
    Azure { container: String, prefix: String },
    /// A folder, from the course's.
    Folder(String),
}

impl Destination {
    /// Reads `s3://`, `gs://` or `az://` with a bucket and a prefix, or the path of a folder.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let Some((scheme, rest)) = text.split_once("://") else {
            let is_drive = matches!(text.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
            let colons = text.matches(':').count();
            return if colons > usize::from(is_drive) {
                Err("is neither a folder nor an address that begins with `s3://`, `gs://` or `az://`")
            } else {
                Ok(Self::Folder(text.to_owned()))
            };
        };
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '$');
        if bucket.is_empty() || !bucket.chars().all(is_name) {
            return Err("names no bucket after `://`");
        }
        let (bucket, prefix) = (bucket.to_owned(), prefix.strip_suffix('/').unwrap_or(prefix).to_owned());
        let is_odd = |c: char| c.is_control() || matches!(c, '?' | '#' | '\\');
        if prefix.contains(is_odd) {
            return Err("has a character that a prefix cannot have");
        }
        if !prefix.is_empty() && prefix.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Err("has `.`, `..` or two `/` in a row in its prefix");
        }
        match scheme {
            "s3" => Ok(Self::S3 { bucket, prefix }),
            "gs" => Ok(Self::Google { bucket, prefix }),
            "az" => Ok(Self::Azure { container: bucket, prefix }),
            _ => Err("begins neither with `s3://`, `gs://` nor `az://`"),
        }
    }

    fn is_folder(&self) -> bool {
        matches!(self, Self::Folder(_))
    }
}

/// `[publish.*]`, by name.
pub(super) fn publish(reader: &mut Reader, key: &str, node: &Node) -> Option<BTreeMap<String, PublishTarget>> {
    let mut targets = BTreeMap::new();
    for entry in reader.names(key, node)? {
        if let Some(target) = target(reader, &format!("{key}.{}", entry.key), entry) {
            targets.insert(entry.key.clone(), target);
        }
    }
    Some(targets)
}

fn target(reader: &mut Reader, key: &str, entry: &Entry) -> Option<PublishTarget> {
    let table = reader.table(&format!("`[{key}]`"), key, &entry.node, TARGET)?;
    if !table.has("to") {
        let help = "write `to = \"s3://bucket/prefix\"`, or `gs://`, `az://` or a folder";
        reader.missing(entry.key_span, format!("`[{key}]` has no `to`"), help);
    }
    let to = table.read(reader, "to", destination);
    if to.as_ref().is_some_and(Destination::is_folder) {
        refuse_for_folders(reader, &table);
    }
    let is_google_or_azure = matches!(to, Some(Destination::Google { .. } | Destination::Azure { .. }));
    if let Some(entry) = table.entry("region").filter(|_| is_google_or_azure) {
        reader.bad(entry.key_span, "`region` does nothing for this store".to_owned(), "remove it: only S3 has regions");
    }
    let cache = table.read(reader, "cache", cache).unwrap_or_default();
    let endpoint = table.read(reader, "endpoint", endpoint);
    let base_url = table.read(reader, "base_url", base_url);
    let allow_http = table.truth(reader, "allow_http").unwrap_or_default();
    if let Some((_, entry)) = endpoint.as_ref().zip(table.entry("endpoint")).filter(|(address, _)| is_plain(address))
        && !allow_http
    {
        let message = format!("`{key}.endpoint` is not encrypted, and `allow_http` is not set");
        reader.bad(
            entry.node.span,
            message,
            "write `https://`, or add `allow_http = true` for a store on this machine",
        );
    }
    Some(PublishTarget {
        region: table.line(reader, "region"),
        max_deletes: table.whole(reader, "max_deletes").unwrap_or(MAX_DELETES),
        parallel: table.whole(reader, "parallel").unwrap_or(PARALLEL),
        compress: table.truth(reader, "compress").unwrap_or_default(),
        keep_previous: table.truth(reader, "keep_previous").unwrap_or(true),
        to: to?,
        to_span: table.entry("to")?.node.span,
        base_url,
        endpoint,
        allow_http,
        cache,
    })
}

fn is_plain(address: &str) -> bool {
    address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://"))
}

/// Keys that say something of an object store; a folder has nothing of the kind.
fn refuse_for_folders(reader: &mut Reader, table: &Table<'_>) {
    for key in ["endpoint", "region", "allow_http", "compress", "cache", "parallel"] {
        if let Some(entry) = table.entry(key) {
            let message = format!("`{key}` does nothing for a folder");
            reader.bad(entry.key_span, message, "remove it: headers and caching are the host's to set there");
        }
    }
}

fn destination(reader: &mut Reader, key: &str, node: &Node) -> Option<Destination> {
    let text = reader.line(key, node)?;
    match Destination::parse(&text) {
        Ok(destination) => Some(destination),
        Err(why) => {
            let help =
                "write `s3://bucket/prefix`, `gs://bucket/prefix`, `az://container/prefix`, or the path of a folder";
            reader.bad(node.span, format!("`{}` {why}", shorten(&text)), help);
            None
        }
    }
}

/// An address without credentials in it: they come from the environment alone.
fn endpoint(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let text = reader.line(key, node)?;
    match BaseUrl::parse(&text) {
        Ok(url) => Some(url.root().trim_end_matches('/').to_owned()),
        Err(why) => {
            let why = if text.contains('@') { format!("`{key}` names a user") } else { why };
            reader.bad(node.span, why, "write the store's address, such as `https://s3.example.org`");
            None
        }
    }
}

/// Patterns of paths with their Cache-Control.
fn cache(reader: &mut Reader, key: &str, node: &Node) -> Option<Vec<(String, String)>> {
    let mut values = Vec::new();
    for entry in reader.names(key, node)? {
        let Some(value) = reader.line(&format!("{key}.{}", shorten(&entry.key)), &entry.node) else { continue };
        let is_pattern = !entry.key.is_empty() && entry.key.trim() == entry.key;
        if !is_pattern {
            let message = format!("`{}` is no path", shorten(&entry.key));
            reader.bad(
                entry.key_span,
                message,
                "write a path of the site, with `*` for any characters, such as `*.pdf`",
            );
        } else if value.chars().all(|c| (' '..='~').contains(&c)) {
            values.push((entry.key.clone(), value));
        } else {
            let message = format!("`{}` cannot be a Cache-Control", shorten(&value));
            reader.bad(entry.node.span, message, "write a value such as `public, max-age=86400`");
        }
    }
    // The longest pattern says the most.
    values.sort_by_key(|(pattern, _)| std::cmp::Reverse(pattern.len()));
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_is_a_bucket_with_a_prefix_or_a_folder() {
        let s3 = |bucket: &str, prefix: &str| Destination::S3 { bucket: bucket.to_owned(), prefix: prefix.to_owned() };
        assert_eq!(Destination::parse("s3://b"), Ok(s3("b", "")));
        assert_eq!(Destination::parse("s3://b/"), Ok(s3("b", "")));
        assert_eq!(Destination::parse("s3://b.example/a/b c/"), Ok(s3("b.example", "a/b c")));
        let google = Destination::Google { bucket: "b".to_owned(), prefix: "ü".to_owned() };
        assert_eq!(Destination::parse("gs://b/ü"), Ok(google));
        let azure = Destination::Azure { container: "$web".to_owned(), prefix: String::new() };
        assert_eq!(Destination::parse("az://$web"), Ok(azure));
        for folder in ["../site", "/srv/course", "C:\\site", "site"] {
            assert_eq!(Destination::parse(folder), Ok(Destination::Folder(folder.to_owned())));
        }
        for wrong in ["s3://", "s3:///a", "s3:b", "ftp://b", "s3://u:p@b/a", "s3://b//a", "s3://b/../a", "s3://b/a?q"] {
            assert!(Destination::parse(wrong).is_err(), "{wrong}");
        }
    }
}

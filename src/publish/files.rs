//! The site's files as they are sent: each with its headers and its stamp.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::Scope;

use crate::course::OutPath;
use crate::diagnostic::{Diagnostic, IoFault};
use crate::hosting::headers::{CACHE, HeaderTable};
use crate::hosting::limits::exceeded;
use crate::progress::{Progress, Stage};
use crate::site::media::{content_type, is_text, media_type};
use crate::site::{Body, FileFault, Finished, Site, SiteFile};
use crate::source::Digest;

use super::stamp::{Headers, Stamp};
use super::store::{Bytes, LARGE};

/// What the files of a target are sent with.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeaderRules {
    /// The headers of each file, of which a store keeps how long browsers may; none where there are no headers.
    pub(crate) table: Option<HeaderTable>,
    /// Whether texts are compressed.
    pub(crate) compresses: bool,
    /// Patterns with their Cache-Control; the first that fits counts.
    pub(crate) cache: Vec<(String, String)>,
}

impl HeaderRules {
    /// The headers of the file at a path.
    pub(crate) fn of(&self, path: &str) -> Headers {
        let Some(table) = &self.table else { return Headers::default() };
        let out = OutPath::new(path);
        let kind = media_type(path);
        let own = self.cache.iter().find(|(pattern, _)| fits(pattern, path)).map(|(_, value)| value.clone());
        let cache = || {
            let cache = table.of(&out).into_iter().find(|(name, _)| *name == CACHE);
            cache.map(|(_, value)| value.to_owned()).unwrap_or_default()
        };
        Headers {
            content_type: content_type(&kind),
            cache_control: own.unwrap_or_else(cache),
            encoding: if self.compresses && is_text(&kind) { "gzip" } else { "" },
        }
    }
}

/// Whether a pattern, in which `*` stands for any characters, fits the whole path.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((head, rest)) => path.strip_prefix(head).is_some_and(|left| {
            left.char_indices().map(|(at, _)| at).chain([left.len()]).any(|at| fits(rest, &left[at..]))
        }),
    }
}

/// Who makes files while others are sent: threads of the build, or nobody else.
#[derive(Clone, Copy, Default)]
pub(crate) struct Makers<'m, 'f>(Option<&'m Scope<'f>>);

impl<'m, 'f> Makers<'m, 'f> {
    /// The threads of this scope, unless the one that sends is all there is.
    pub(crate) fn new(scope: &'m Scope<'f>) -> Self {
        Self(rayon::current_thread_index().is_none().then_some(scope))
    }
}

/// A site with the stamps of its files.
#[derive(Debug)]
pub(crate) struct SiteFiles<'s> {
    site: &'s Site,
    rules: HeaderRules,
    /// Every file by its path.
    pub(crate) stamps: BTreeMap<String, Stamp>,
    /// What some host of folders would refuse; nothing for a store.
    pub(crate) refused_by_hosts: Vec<String>,
}

impl<'s> SiteFiles<'s> {
    /// Makes every file once, or tells the faults of templates.
    pub(crate) fn new(
        site: &'s Site,
        rules: HeaderRules,
        progress: &dyn Progress,
    ) -> Result<Result<Self, Vec<Diagnostic>>, IoFault> {
        progress.begin(Stage::Write, site.len());
        let make = |file: SiteFile<'s>| {
            let (digest, length) = match file.make_inspected(file.prepare())? {
                Body::Bytes(bytes) => (Digest::of(&bytes), bytes.len() as u64),
                Body::OnDisk(file) => (file.digest(), file.size()),
            };
            progress.step();
            let path = file.path.as_str();
            Ok((path.to_owned(), Stamp::new(digest, &rules.of(path)), Finished::new(length, digest)))
        };
        let files = match crate::output::gather(site.each(make, |(.., finished)| finished.clone()))? {
            Ok(files) => files,
            Err(faults) => return Ok(Err(faults)),
        };
        let refused_by_hosts = if rules.table.is_some() {
            Vec::new()
        } else {
            exceeded(files.iter().map(|(path, _, finished)| (path.as_str(), finished.size)), |path| text(site, path))
        };
        let stamps = files.into_iter().map(|(path, stamp, _)| (path, stamp)).collect();
        Ok(Ok(Self { site, rules, stamps, refused_by_hosts }))
    }

    /// The headers of the file at a path.
    pub(crate) fn headers(&self, path: &str) -> Headers {
        self.rules.of(path)
    }

    /// The file as it is sent.
    ///
    /// # Errors
    /// What is wrong with the file, which was good a moment ago.
    pub(crate) fn bytes(&self, path: &str) -> Result<Bytes<'s>, String> {
        let out = OutPath::new(path);
        let Some(file) = self.site.get(&out) else { return Err("it is no file of the site".to_owned()) };
        let body = match Self::site_body(file) {
            Ok(body) => body,
            Err(FileFault::Io(fault)) => return Err(fault.to_string()),
            Err(FileFault::Content(fault)) => return Err(fault.message),
        };
        if self.rules.of(path).encoding.is_empty() {
            return Ok(body);
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let written = match body {
            Bytes::Held(bytes) => encoder.write_all(&bytes),
            // It is compressed as it is sent.
            Bytes::OnDisk(file) if file.size() >= LARGE => return Ok(body),
            Bytes::OnDisk(file) => file.copy_to(&mut encoder),
        };
        written.and_then(|()| encoder.finish()).map(Bytes::Held).map_err(|error| error.to_string())
    }

    /// The same, made by others while this thread goes on sending.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub(crate) async fn made<'f>(&'f self, path: &str, makers: Makers<'_, 'f>) -> Result<Bytes<'s>, String> {
        let Some(scope) = makers.0 else { return self.bytes(path) };
        let (sender, made) = tokio::sync::oneshot::channel();
        let path = path.to_owned();
        // Nobody waits for it any more where a publication was stopped.
        scope.spawn(move |_| drop(sender.send(self.bytes(&path))));
        made.await.unwrap_or_else(|_| Err("it could not be made".to_owned()))
    }

    fn site_body(file: SiteFile<'s>) -> Result<Bytes<'s>, FileFault> {
        Ok(match file.make_inspected(file.prepare())? {
            Body::Bytes(bytes) => Bytes::Held(bytes.into_owned()),
            Body::OnDisk(file) => Bytes::OnDisk(file),
        })
    }
}

/// What a file of the site says, where it has it.
fn text(site: &Site, path: &str) -> Option<String> {
    let bytes = site.get(&OutPath::new(path))?.make().ok()?;
    String::from_utf8(bytes.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_whole_paths() {
        for (pattern, path) in
            [("*", ""), ("*.pdf", "a/b.pdf"), ("a/*", "a/b/c"), ("a*b*c", "a-bb-c"), ("ü*", "üä"), ("a", "a")]
        {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [("", "a"), ("*.pdf", "a.pdf.txt"), ("a/*", "b/a/c"), ("a*b", "ab c"), ("a", "A")] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn hashed_assets_are_kept_for_a_year_and_pages_are_asked_for_again() {
        let table = Some(HeaderTable::new(&crate::config::SiteConfig::default(), true));
        let rules = HeaderRules { table, compresses: true, cache: vec![("*.pdf".to_owned(), "private".to_owned())] };
        let of = |path: &str| {
            let Headers { content_type, cache_control, encoding } = rules.of(path);
            format!("{content_type} | {cache_control} | {encoding}")
        };
        assert_eq!(of("assets/1/site.css"), "text/css; charset=utf-8 | public, max-age=31536000, immutable | gzip");
        assert_eq!(of("a/index.html"), "text/html; charset=utf-8 | no-cache | gzip");
        assert_eq!(of("a/b.pdf"), "application/pdf | private | ");
        assert_eq!(of("pagefind/fragment/en_1.pf_fragment"), "application/octet-stream | no-cache | ");
        assert_eq!(HeaderRules::default().of("index.html"), Headers::default());
    }
}

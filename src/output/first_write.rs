//! A whole site into a folder that is not there.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::course::OutPath;
use crate::diagnostic::{IoFault, Outcome};
use crate::progress::Progress;
use crate::site::{Body, FileFault, Site, SiteFile};

use super::folder::{digest_of, fill_file, temporary};
use super::manifest::{Entry, Manifest};
use super::{Record, Written, gather, refused_by_hosts};

/// Fills a folder beside the site's place, which then appears under its name in one step.
pub(super) fn fill(
    site: &Site,
    folder: &Path,
    place: &Path,
    record: Option<Record>,
    progress: &dyn Progress,
) -> Result<Outcome<Written>, IoFault> {
    let staging = temporary(folder);
    // Left by a build that was stopped: nobody else uses such a name, and the lock says that none is under way.
    if let Err(error) = fs::remove_dir_all(&staging)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(IoFault::new("cannot remove", &staging, &error));
    }
    fs::create_dir(&staging).map_err(|error| IoFault::new("cannot create", &staging, &error))?;
    let writer = Writer { staging: &staging, faulty: AtomicBool::new(false), rendered: AtomicUsize::new(0), progress };
    let files = site.each(|file| writer.write(file), |(_, entry)| entry.finished());
    let result = gather(files).and_then(|files| {
        let Ok(files) = files else { return Ok(files) };
        fs::rename(&staging, folder).map_err(|error| IoFault::new("cannot write", folder, &error))?;
        Ok(Ok(files))
    });
    if !matches!(result, Ok(Ok(_))) {
        // The fault is what matters; what is left of the staging folder goes with the next build.
        let _ = fs::remove_dir_all(&staging);
    }
    match result? {
        Ok(files) => {
            let files = files.into_iter().map(|(path, entry)| (path.as_str().to_owned(), entry)).collect();
            let refused_by_hosts = refused_by_hosts(&files, folder);
            Manifest::new(files, record, false).write(place)?;
            let rendered = writer.rendered.into_inner();
            Ok(Outcome::clean(Written { written: site.len(), rendered, refused_by_hosts, ..Written::default() }))
        }
        Err(diagnostics) => Ok(Outcome { value: Written::default(), diagnostics }),
    }
}

struct Writer<'a> {
    staging: &'a Path,
    /// Whether a fault was met: what comes after is made, to find more of them, and not written.
    faulty: AtomicBool,
    rendered: AtomicUsize,
    progress: &'a dyn Progress,
}

impl Writer<'_> {
    fn write<'s>(&self, file: SiteFile<'s>) -> Result<(&'s OutPath, Entry), FileFault> {
        let (path, prepared) = (file.path, file.prepare());
        let source = prepared.digest;
        self.rendered.fetch_add(usize::from(file.is_page()), Ordering::Relaxed);
        let body = file.make_inspected(prepared).inspect_err(|_| self.faulty.store(true, Ordering::Relaxed))?;
        self.progress.step();
        if self.faulty.load(Ordering::Relaxed) {
            return Ok((path, Entry::default()));
        }
        let target = self.staging.join(path.as_str());
        let written = put(&target, &body).map_err(|error| {
            self.faulty.store(true, Ordering::Relaxed);
            FileFault::Io(IoFault::new("cannot write", &target, &error))
        })?;
        Ok((path, Entry::new(source, digest_of(&body), &written)))
    }
}

/// Writes a file, and its folder first: a page has one of its own, which is seldom there.
fn put(target: &Path, body: &Body<'_>) -> io::Result<fs::Metadata> {
    target.parent().map_or(Ok(()), fs::create_dir_all)?;
    let mut file = File::create(target)?;
    fill_file(&mut file, body)?;
    file.metadata()
}

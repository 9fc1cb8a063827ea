//! What is imported, from the disk.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::diagnostic::IoFault;
use crate::import::{self, LARGEST, Place, Report, Source};

use super::super::Ending;

/// What is imported from a path; nothing where it cannot be, which is reported.
pub(super) fn source(path: &Path, report: &mut Report) -> Result<Option<Source<'static>>, Ending> {
    let name = path.to_string_lossy().replace('\\', "/");
    let look = |error: &io::Error| Ending::Fault(IoFault::new("cannot read", path, error));
    let about = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Ending::Usage(format!("there is no file or folder `{}`", path.display())),
        _ => look(&error),
    })?;
    if about.is_dir() {
        let paths = walk(path)?;
        let folder = path.to_owned();
        let read = move |inner: &str| file(&inner.split('/').fold(folder.clone(), |path, part| path.join(part)));
        return Ok(Some(Source::folder(name, paths, Box::new(read))));
    }
    if about.len() > LARGEST {
        let message = format!("the file is larger than {} MiB", LARGEST / (1024 * 1024));
        report.fault(&Place::file(&name), message, "export fewer questions at a time");
        return Ok(None);
    }
    let file_name = path.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned());
    let bytes = file(path).map_err(|error| look(&error))?;
    if !import::is_package(&bytes) {
        return Ok(Some(Source::in_memory(&name, BTreeMap::from([(file_name, bytes)]), false)));
    }
    match import::unpacked(&bytes) {
        Ok(files) => Ok(Some(Source::in_memory(&name, files, true))),
        Err(why) => {
            report.fault(&Place::file(&name), why, "export it again, or unpack it and name the folder");
            Ok(None)
        }
    }
}

/// Reads a file that is not too large.
fn file(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.len() > LARGEST {
        return Err(io::Error::other(format!("it has more than {} MiB", LARGEST / (1024 * 1024))));
    }
    fs::read(path)
}

/// The files of a folder, without hidden ones and what tools put beside them. No symbolic link is followed.
fn walk(folder: &Path) -> Result<Vec<String>, Ending> {
    const NOT_CONTENT: [&str; 4] = ["node_modules", "renv", "target", "book"];
    let is_content = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0
            || !(name.starts_with('.') || (entry.file_type().is_dir() && NOT_CONTENT.contains(&name.as_ref())))
    };
    let mut paths = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_content) {
        let entry = entry.map_err(|error| {
            let place = error.path().unwrap_or(folder).to_owned();
            Ending::Fault(IoFault::new("cannot read", &place, &io::Error::other(error)))
        })?;
        if entry.file_type().is_file() {
            let inner = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<String> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            paths.push(parts.join("/"));
        }
    }
    Ok(paths)
}

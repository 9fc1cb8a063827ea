//! What the files beside the pages tell, and pictures as they are published without that.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::privacy::{AttachmentScan, Attachments, is_caption};
use crate::diagnostic::Diagnostic;
use crate::input::roles::is_drawing;
use crate::input::{FileContent, InputFile, Inputs};
use crate::metadata::{Stripped, is_picture, is_read_whole, published_without_metadata, unstrippable};
use crate::site::media::media_type;
use crate::source::{CoursePath, Digest};

use super::files::CourseFiles;

/// As much of a file as is looked at, in bytes.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// As much of a file's head and end, where it is not looked at as a whole, such as a film's.
const ENDS: u64 = 512 * 1024;

/// Every file beside the pages, as it was last looked at.
#[derive(Debug, Default)]
pub(super) struct LookedFiles {
    /// Of the files as they last were, and whether pictures are published without their metadata.
    key: Option<(Digest, bool)>,
    looked: BTreeMap<CoursePath, Looked>,
    told: Attachments,
    stripped: BTreeMap<CoursePath, Arc<[u8]>>,
    refused: Arc<[Diagnostic]>,
}

#[derive(Debug, Clone)]
struct Looked {
    digest: Digest,
    scan: Option<Arc<AttachmentScan>>,
    /// The picture without its metadata, where it is published so and is other.
    stripped: Option<Arc<[u8]>>,
    /// Whether it is to be published so and cannot be.
    is_refused: bool,
}

impl LookedFiles {
    /// Looks at the files that are new or other. `beside` is the digest of all files beside the pages.
    pub(super) fn update(&mut self, files: &CourseFiles, inputs: &Inputs, (beside, strips): (Digest, bool)) {
        let key = Some((beside, strips));
        if self.key == key {
            return;
        }
        let last = std::mem::take(&mut self.looked);
        let is_alike = self.key.is_some_and(|(_, stripped)| stripped == strips);
        self.key = key;
        let paths: Vec<&CoursePath> = files.beside().map(|(path, _)| path).collect();
        let look = |path: &CoursePath| {
            let file = inputs.files.get(path)?;
            let known = last.get(path).filter(|known| is_alike && known.digest == file.digest);
            Some((path.clone(), known.cloned().unwrap_or_else(|| Looked::at(path, file, strips))))
        };
        self.looked = paths.into_par_iter().filter_map(look).collect();
        let told = |(path, looked): (&CoursePath, &Looked)| Some((path.clone(), Arc::clone(looked.scan.as_ref()?)));
        self.told = self.looked.iter().filter_map(told).collect();
        let published =
            |(path, looked): (&CoursePath, &Looked)| Some((path.clone(), Arc::clone(looked.stripped.as_ref()?)));
        self.stripped = self.looked.iter().filter_map(published).collect();
        let refused = self.looked.iter().filter(|(_, looked)| looked.is_refused);
        self.refused = refused.map(|(path, _)| unstrippable(path)).collect();
    }

    /// What the files tell.
    pub(super) fn told(&self) -> &Attachments {
        &self.told
    }

    /// Pictures that are to be published without their metadata and cannot be.
    pub(super) fn refused(&self) -> Arc<[Diagnostic]> {
        Arc::clone(&self.refused)
    }

    /// Pictures as they are published without their metadata.
    pub(super) fn stripped(&self) -> &BTreeMap<CoursePath, Arc<[u8]>> {
        &self.stripped
    }
}

impl Looked {
    fn at(path: &CoursePath, file: &InputFile, strips: bool) -> Self {
        // What the disk does is told by whoever publishes the file.
        let (bytes, is_whole) = read(path, &file.content).unwrap_or_default();
        let scan = AttachmentScan::of(path, &bytes);
        let is_named_picture = media_type(path.name()).type_() == "image" && !is_drawing(path);
        // What no rule can read may tell something all the same: every picture is stripped.
        let stripped = match (strips, is_whole) {
            (true, true) => published_without_metadata(path, &bytes),
            (true, false) if is_picture(&bytes) || is_named_picture => Stripped::Refused,
            _ => Stripped::Same,
        };
        let is_refused = stripped == Stripped::Refused;
        let is_stripped = strips && is_whole && !is_refused && scan.as_ref().is_some_and(|scan| scan.is_removable);
        let scan = if is_stripped { scan.and_then(|scan| scan.without_metadata()) } else { scan };
        let stripped = match stripped {
            Stripped::Other(bytes) => Some(Arc::from(bytes)),
            Stripped::Same | Stripped::Refused => None,
        };
        Self { digest: file.digest, scan: scan.map(Arc::new), stripped, is_refused }
    }
}

/// The bytes of a file, and whether that is all of them.
fn read(path: &CoursePath, content: &FileContent) -> io::Result<(Vec<u8>, bool)> {
    match content {
        FileContent::Text(text) => Ok((text.as_bytes().to_vec(), true)),
        FileContent::Bytes(bytes) => Ok((bytes.to_vec(), true)),
        FileContent::Page(_) => Ok((Vec::new(), false)),
        FileContent::OnDisk(file) => {
            let mut bytes = Vec::new();
            file.open_at(0)?.take(ENDS).read_to_end(&mut bytes)?;
            if file.size() <= ENDS {
                return Ok((bytes, true));
            }
            if is_read_whole(&bytes) || is_caption(path) {
                file.open_at(ENDS)?.take(MOST_BYTES - ENDS).read_to_end(&mut bytes)?;
                return Ok((bytes, file.size() <= MOST_BYTES));
            }
            let end = file.size().saturating_sub(ENDS).max(ENDS);
            file.open_at(end)?.take(ENDS).read_to_end(&mut bytes)?;
            Ok((bytes, false))
        }
    }
}

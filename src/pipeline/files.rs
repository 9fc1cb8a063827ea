//! Which files of a course are other than in the build before, by their roles.

use std::collections::BTreeMap;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use crate::input::{FileContent, FileRole, InputFile, Inputs, Refusal};
use crate::source::{CoursePath, Digest};

/// The files that are no pages, by what they are; and all files as the last build saw them.
#[derive(Debug, Default)]
pub(super) struct CourseFiles {
    last: OrdMap<CoursePath, InputFile>,
    /// Data, configuration, theme: whatever is read and is no page.
    read: BTreeMap<CoursePath, (FileRole, Digest)>,
    /// Files that are copied, or refused.
    beside: BTreeMap<CoursePath, (Option<Refusal>, Digest)>,
    /// Of the paths of all that are `beside`, and of their bytes too; nothing when it has to be found again.
    beside_digests: Option<(Digest, Digest)>,
}

impl CourseFiles {
    /// Brings the files up to date. The pages that are other or new, and those that are gone (`None`), by rising path.
    pub(super) fn update<'i>(&mut self, inputs: &'i Inputs) -> Vec<(CoursePath, Option<&'i InputFile>)> {
        let last = std::mem::replace(&mut self.last, inputs.files.clone());
        let mut pages = Vec::new();
        for item in last.diff(&inputs.files) {
            let (path, before, now) = match item {
                DiffItem::Add(path, file) => (path, None, Some(file)),
                DiffItem::Update { old, new } => (new.0, Some(old.1), Some(new.1)),
                DiffItem::Remove(path, file) => (path, Some(file), None),
            };
            if before.into_iter().chain(now).any(|file| file.role.is_page()) {
                pages.push((path.clone(), now));
            } else {
                self.note(path, now);
            }
        }
        pages
    }

    fn note(&mut self, path: &CoursePath, file: Option<&InputFile>) {
        self.read.remove(path);
        if self.beside.remove(path).is_some() {
            self.beside_digests = None;
        }
        let Some(InputFile { role, digest, .. }) = file else { return };
        let refusal = match role {
            FileRole::Attachment => None,
            FileRole::Refused(refusal) => Some(*refusal),
            _ => {
                self.read.insert(path.clone(), (*role, *digest));
                return;
            }
        };
        self.beside.insert(path.clone(), (refusal, *digest));
        self.beside_digests = None;
    }

    /// Files beside the pages, each with the reason why it is refused, if it is.
    pub(super) fn beside(&self) -> impl Iterator<Item = (&CoursePath, Option<Refusal>)> {
        self.beside.iter().map(|(path, (refusal, _))| (path, *refusal))
    }

    /// Of the paths of the files beside the pages, and of their bytes too.
    pub(super) fn beside_digests(&mut self) -> (Digest, Digest) {
        let find = || {
            let paths: Vec<_> = self.beside.iter().map(|(path, (refusal, _))| (path, refusal)).collect();
            (Digest::of_value(&paths), Digest::of_value(&self.beside))
        };
        *self.beside_digests.get_or_insert_with(find)
    }

    /// Of the paths and bytes of the files with certain roles.
    pub(super) fn digest(&self, is_meant: impl Fn(FileRole) -> bool) -> Digest {
        let meant: Vec<_> = self.read.iter().filter(|(_, (role, _))| is_meant(*role)).collect();
        Digest::of_value(&meant)
    }

    /// Whether any file has this role; none that is a page or lies beside one.
    pub(super) fn has(&self, role: FileRole) -> bool {
        self.read.values().any(|(known, _)| *known == role)
    }

    /// The texts that have certain roles, by rising path.
    pub(super) fn texts<'i>(
        &self,
        inputs: &'i Inputs,
        is_meant: impl Fn(FileRole) -> bool,
    ) -> Vec<(&'i CoursePath, &'i str, FileRole)> {
        let meant = self.read.iter().filter(|(_, (role, _))| is_meant(*role));
        let text = |path: &CoursePath| {
            let (path, file) = inputs.files.get_key_value(path)?;
            match &file.content {
                FileContent::Text(text) => Some((path, &**text, file.role)),
                FileContent::Page(_) | FileContent::Bytes(_) | FileContent::OnDisk(_) => None,
            }
        };
        meant.filter_map(|(path, _)| text(path)).collect()
    }
}

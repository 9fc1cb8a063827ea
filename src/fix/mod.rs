//! Repairs in the sources: the only writer of what people wrote.
//!
//! Rules propose repairs ([`crate::diagnostic::Fix`]). [`repair`] makes them in a snapshot ([`apply`]), builds again, and
//! goes on until no rule proposes anything: one repair can show the next. [`write()`] then puts the files that changed in
//! the place of those on disk. No repair changes the number of lines, a line's end, or anything outside its place.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is where sources are fixed")]

mod apply;
mod write;

pub(crate) use apply::apply;
pub(crate) use write::{Left, write};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Fixed};
use crate::input::{FileContent, InputFile, Inputs};
use crate::metadata;
use crate::pipeline::BuildOptions;
use crate::project::{Project, Report};
use crate::source::{CoursePath, Digest};

/// A repair may show the next (a container that got its name, and is a question without an id), but not for ever.
const MOST_ROUNDS: usize = 8;
/// As much of a picture as is held in memory, in bytes.
const LARGEST_PICTURE: u64 = 64 * 1024 * 1024;

/// What was fixed.
#[derive(Debug, Clone, Default)]
pub struct Repaired {
    /// The new texts of the files that changed.
    pub texts: BTreeMap<CoursePath, Arc<str>>,
    /// The pictures that are written again without what they told.
    pub pictures: BTreeMap<CoursePath, Arc<[u8]>>,
    /// The repairs, by file and line.
    pub fixed: Vec<Fixed>,
}

/// Makes every repair that a build proposes, in the snapshot and not on disk.
pub fn repair(inputs: &Inputs, options: &BuildOptions) -> Repaired {
    let (mut project, mut repaired) = (Project::in_memory(inputs.clone()), Repaired::default());
    for _ in 0..MOST_ROUNDS {
        let report = project.build(options);
        let findings = report.diagnostics.sorted(&report.sources);
        let applied = apply(findings, &report.sources, |path| is_whole(project.inputs(), path));
        if applied.fixed.is_empty() {
            let pictures = pictures(&report, project.inputs());
            repaired.fixed.extend(pictures.keys().map(stripped));
            repaired.pictures = pictures;
            break;
        }
        for (path, text) in applied.texts {
            // A repair makes UTF-8 of UTF-8.
            project.put(path.clone(), text.as_bytes().to_vec());
            repaired.texts.insert(path, text);
        }
        repaired.fixed.extend(applied.fixed);
    }
    repaired.fixed.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    repaired
}

/// The pictures in which something was found, without their metadata.
fn pictures(report: &Report, inputs: &Inputs) -> BTreeMap<CoursePath, Arc<[u8]>> {
    let found = report.diagnostics.iter().filter(|finding| finding.code == Code::PrivacyMetadata);
    let names = found.filter_map(|finding| finding.data.as_ref()?.get("file")?.as_str());
    let names: BTreeSet<&str> = names.collect();
    let picture = |name: &str| {
        let (path, file) = inputs.files.get_key_value(&CoursePath::new(name))?;
        let stripped = match &file.content {
            FileContent::Bytes(bytes) => metadata::stripped(bytes)?,
            FileContent::OnDisk(file) if file.size() <= LARGEST_PICTURE => {
                let mut bytes = Vec::new();
                // One that is no longer as it was is left as it is.
                file.copy_to(&mut bytes).ok()?;
                metadata::stripped(&bytes)?
            }
            _ => return None,
        };
        Some((path.clone(), Arc::from(stripped)))
    };
    names.into_iter().filter_map(picture).collect()
}

fn stripped(path: &CoursePath) -> Fixed {
    let what = "take the metadata out of the picture".to_owned();
    let (before, after) = Default::default();
    Fixed { code: Code::PrivacyMetadata, path: path.clone(), line: 1, what, before, after }
}

/// Whether the text is exactly what lies on disk: what is not UTF-8 has replacement characters for its faults.
fn is_whole(inputs: &Inputs, path: &CoursePath) -> bool {
    let is_whole = |file: &InputFile| Some(Digest::of(file.content.text()?.as_bytes()) == file.digest);
    inputs.files.get(path).and_then(is_whole).unwrap_or_default()
}

#[cfg(test)]
mod tests;

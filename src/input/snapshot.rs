//! Reading the folder: the walk, then every file in parallel, then what must be there and is not.

use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::diagnostic::{Code, Diagnostic, IoFault, Outcome, Place};
use crate::source::CoursePath;

use super::load::load;
use super::roles::CONTENT;
use super::walk::{Found, Walk, Walked};
use super::{FileRole, InputFile, Inputs};

/// What to leave out of the snapshot.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The output folder, which may lie inside the course; absolute, or from the current folder. It need not exist.
    pub output: Option<PathBuf>,
}

/// Takes the snapshot of the course at `root`.
///
/// # Errors
/// [`IoFault`] when the folder or a file in it cannot be read.
pub fn read(root: &Path, options: &ReadOptions) -> Result<Outcome<Inputs>, IoFault> {
    let resolved = root.canonicalize().map_err(|error| IoFault::new("cannot read", root, &error))?;
    if !resolved.is_dir() {
        let help = "name the folder that holds `site.toml`";
        return Err(IoFault::refused("cannot read", root, "it is not a folder", help));
    }
    // An output folder that does not exist yet holds nothing to leave out.
    let output = options.output.as_ref().and_then(|output| output.canonicalize().ok());
    let (tell, found) = channel();
    let walk = Walk::new(&resolved, output.as_deref(), tell);
    let load = |found: Found| (load(&found), found);
    // Files are read while the walk goes on.
    let (walked, mut loaded) =
        rayon::join(|| walk.over(), || found.into_iter().par_bridge().map(load).collect::<Vec<_>>());
    let Walked { has_content, mut diagnostics } = walked?;
    loaded.sort_unstable_by(|(_, one), (_, two)| one.cmp(two));
    missing(has_content, &loaded.iter().map(|(_, found)| &found.path), &mut diagnostics);
    let mut inputs = Inputs { root: root.to_owned(), ..Inputs::default() };
    for (loaded, found) in loaded {
        if let Some(file) = loaded?.collect(&mut diagnostics) {
            insert(&mut inputs, found.path, file, &mut diagnostics);
        }
    }
    Ok(Outcome { value: inputs, diagnostics })
}

fn insert(inputs: &mut Inputs, path: CoursePath, file: InputFile, diagnostics: &mut Vec<Diagnostic>) {
    if inputs.files.contains_key(&path) {
        let message = format!("two files have the name `{path}`, written in two ways that Unicode calls the same");
        let fault = Diagnostic::at(Code::DuplicateAddress, Place::File(path), message);
        diagnostics.push(fault.help("rename or remove one of them"));
        return;
    }
    inputs.keep(path, file);
}

/// Reports what every course must have, unless the walk has already said why it is not there.
fn missing<'f>(
    has_content: bool,
    files: &(impl Iterator<Item = &'f CoursePath> + Clone),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let has = |name: &str| files.clone().any(|path| path.as_str() == name);
    let mut wanted = Vec::new();
    if !has("site.toml") {
        wanted.push(("site.toml", "the course has no `site.toml`", INIT));
    }
    if !has_content {
        wanted.push(("content", "the course has no folder `content`", INIT));
    } else if !files.clone().any(is_front_page) {
        wanted.push(("content/_index.md", "the course has no front page, `content/_index.md`", FRONT_PAGE));
    }
    for (name, message, help) in wanted {
        let place = Place::File(CoursePath::new(name));
        if !diagnostics.iter().any(|known| known.place == place) {
            diagnostics.push(Diagnostic::at(Code::InputMissing, place, message).help(help));
        }
    }
}

/// Whether this is the page of the folder `content`.
fn is_front_page(path: &CoursePath) -> bool {
    path.folder() == CONTENT && FileRole::of(path) == FileRole::Index
}

const INIT: &str = "name the course's folder with `--root`, or begin a course with `attune init`";
const FRONT_PAGE: &str = "write `content/_index.md`; `attune init` in an empty folder shows one";

#[cfg(test)]
mod tests;

//! Where the deny list lies, and reading it: outside the course, because whoever has the course must not have the names.

#![expect(clippy::disallowed_methods, reason = "the list is no part of the course")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostic::{Code, Diagnostic, IoFault};
use crate::input::Inputs;
use crate::privacy::{DenyList, DenyListFault};
use crate::source::{Digest, Span};

use super::written_config;

/// Names the list in place of `site.toml`.
const VARIABLE: &str = "ATTUNE_DENY_LIST";
/// More than any list has, in bytes.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The list as it was last read.
#[derive(Debug, Default)]
pub(super) struct KeptDenyList {
    /// What `site.toml` said of it and where, by the digest of that file.
    named: Option<(Digest, Option<(String, Span)>)>,
    list: Option<Arc<DenyList>>,
    /// Why there is none, although `site.toml` names one.
    pub(super) refused: Option<Diagnostic>,
}

impl KeptDenyList {
    /// The list as it is now, if there is to be one. It is read again only when it is another. What is wrong with one that `site.toml` names is
    /// an error of the course, which hides no other.
    pub(super) fn update(&mut self, inputs: &Inputs) -> Result<Option<Arc<DenyList>>, IoFault> {
        let found = self.find(inputs);
        self.refused = None;
        let Err(IoFault { action, subject, reason, help }) = found else { return found };
        let Some(span) = self.place() else { return Err(IoFault { action, subject, reason, help }) };
        let message = format!("{action} `{}`: {reason}", subject.display());
        let help = help.unwrap_or_else(|| "name another list, or leave it out".to_owned());
        self.refused = Some(Diagnostic::new(Code::ConfigBadValue, span, message).help(help));
        self.list = None;
        Ok(None)
    }

    /// Where `site.toml` names the list, where it is that file which does.
    fn place(&self) -> Option<Span> {
        let is_named_here = std::env::var_os(VARIABLE).is_none_or(|path| path.is_empty());
        let (_, named) = self.named.as_ref().filter(|_| is_named_here)?;
        named.as_ref().map(|(_, span)| *span)
    }

    fn find(&mut self, inputs: &Inputs) -> Result<Option<Arc<DenyList>>, IoFault> {
        let Some(path) = self.path(inputs) else {
            self.list = None;
            return Ok(None);
        };
        let fault = |error: &std::io::Error| {
            let help =
                format!("`[privacy] deny_list` in site.toml or `{VARIABLE}` names it: correct the path, or remove it");
            IoFault::refused("cannot read the deny list", &path, &error.to_string(), &help)
        };
        let found = fs::metadata(&path).map_err(|error| fault(&error))?;
        if !found.is_file() || found.len() > MOST_BYTES {
            let help = "name a text file with one term a line";
            return Err(IoFault::refused("cannot read the deny list", &path, "it is no text file of that kind", help));
        }
        refuse_inside(&path, &inputs.root)?;
        let stamp = stamp(&path, &found);
        if self.list.as_ref().is_none_or(|list| list.stamp() != stamp) {
            let bytes = fs::read(&path).map_err(|error| fault(&error))?;
            self.list = Some(Arc::new(read(&path, bytes, stamp)?));
        }
        Ok(self.list.clone())
    }

    /// Where the list lies.
    fn path(&mut self, inputs: &Inputs) -> Option<PathBuf> {
        if let Some(path) = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            return Some(PathBuf::from(path));
        }
        let (path, file) = inputs.config_file()?;
        if self.named.as_ref().is_none_or(|(digest, _)| *digest != file.digest) {
            self.named = Some((file.digest, written_config(Some((path, file))).deny_list));
        }
        let (_, named) = self.named.as_ref()?;
        named.as_ref().map(|(named, _)| inputs.root.join(named))
    }
}

fn read(path: &Path, bytes: Vec<u8>, stamp: u64) -> Result<DenyList, IoFault> {
    let refused = |why: &str, help: &str| IoFault::refused("cannot use the deny list", path, why, help);
    let text = String::from_utf8(bytes).map_err(|_| refused("it is not UTF-8", "save it as UTF-8"))?;
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| refused(&error.to_string(), "try again"))?;
    DenyList::read(&text, salt, stamp).map_err(|faults| refused(&told(&faults), "no line of it is shown here: open it"))
}

/// What is wrong, all of it, without a word of the list.
pub(crate) fn told(faults: &[DenyListFault]) -> String {
    const MOST: usize = 10;
    let lines = faults.iter().take(MOST).map(|fault| format!("line {} {}", fault.line, fault.why));
    let more = faults.len().saturating_sub(MOST);
    let more = (more > 0).then(|| format!("and {more} more lines"));
    lines.chain(more).collect::<Vec<_>>().join("; ")
}

/// Which file it is, and in which state: what is kept of a build must not hold a digest of its words.
fn stamp(path: &Path, found: &fs::Metadata) -> u64 {
    let changed = found.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    Digest::of_value(&(path, found.len(), changed)).seed()
}

/// A list inside the course, or inside the repository of the course, would be shared with it.
fn refuse_inside(path: &Path, root: &Path) -> Result<(), IoFault> {
    let (Ok(path), Ok(root)) = (fs::canonicalize(path), fs::canonicalize(root)) else { return Ok(()) };
    let repository = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&root);
    if path.starts_with(repository) {
        let why = "it lies in the course or in its repository, and would be shared with it";
        let help = "move it to a folder that only those have who may know the names";
        return Err(IoFault::refused("will not use the deny list", &path, why, help));
    }
    Ok(())
}

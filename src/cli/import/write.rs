//! Files onto the disk: all of them or none.
//!
//! They are written into a folder beside their place, and moved when all are there: a new folder in one step. Where a step fails, what
//! was moved is taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::IoFault;

use super::super::Ending;
use super::super::terminal::counted;

/// Refuses what stands where these files would be written, before anything is.
pub(super) fn refuse<'p>(
    folder: &Path,
    paths: impl Iterator<Item = &'p String>,
    may_overwrite: bool,
) -> Result<(), Ending> {
    let mut there: Vec<PathBuf> = Vec::new();
    for path in paths {
        let target = on_disk(folder, path);
        // A folder in a file's place, or a file in a folder's, is never replaced.
        let file =
            target.ancestors().skip(1).find(|above| above.symlink_metadata().is_ok()).filter(|above| !above.is_dir());
        let folder = target.symlink_metadata().is_ok_and(|about| about.is_dir()).then_some(target.as_path());
        for (blocker, kind) in [(file, "file"), (folder, "folder")] {
            if let Some(blocker) = blocker.filter(|blocker| !blocker.as_os_str().is_empty()) {
                let message = format!("there is a {kind} `{}` where another would be written", blocker.display());
                return Err(Ending::Usage(format!("{message}\nhelp: name another folder with `--output`")));
            }
        }
        if target.symlink_metadata().is_ok() {
            there.push(target);
        }
    }
    let [first, rest @ ..] = there.as_slice() else { return Ok(()) };
    if may_overwrite {
        return Ok(());
    }
    let more = if rest.is_empty() { String::new() } else { format!(" and {}", counted(rest.len(), "other file")) };
    let message = format!("`{}`{more} would be overwritten", first.display());
    Err(Ending::Usage(format!("{message}\nhelp: name another folder with `--output`, or add `--force`")))
}

/// Writes files by their path from a folder; `staging` is a folder on the same disk that is not there yet.
pub(super) fn write(folder: &Path, staging: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), IoFault> {
    let had_parent = staging.parent().is_none_or(Path::exists);
    let mut moves = Moves { staging, done: Vec::new() };
    let result = stage(staging, files).and_then(|()| moves.all(folder, files));
    let result = result.map_err(|fault| moves.take_back(fault));
    // What is left of the staging folder is nobody's: the fault, if there is one, is what matters.
    let _ = fs::remove_dir_all(staging);
    if !had_parent && let Some(parent) = staging.parent() {
        let _ = fs::remove_dir(parent);
    }
    result
}

fn on_disk(folder: &Path, path: &str) -> PathBuf {
    path.split('/').fold(folder.to_owned(), |path, part| path.join(part))
}

fn fault(action: &str, path: &Path) -> impl FnOnce(io::Error) -> IoFault {
    move |error| IoFault::new(action, path, &error)
}

/// Where new files lie, and where those that they replace are kept meanwhile.
fn new_files(staging: &Path) -> PathBuf {
    staging.join("new")
}

fn stage(staging: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), IoFault> {
    let new = new_files(staging);
    fs::create_dir_all(&new).map_err(fault("cannot create", &new))?;
    for (path, bytes) in files {
        let target = on_disk(&new, path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(fault("cannot create", parent))?;
        }
        let written = fs::File::create_new(&target).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(fault("cannot write", &target))?;
    }
    Ok(())
}

/// Something that was done, and can be taken back.
enum Step {
    /// A folder that was made.
    Made(PathBuf),
    /// A file that was there, and where it is kept.
    Kept { place: PathBuf, kept: PathBuf },
    /// What was put into its place.
    Placed(PathBuf),
}

struct Moves<'s> {
    staging: &'s Path,
    done: Vec<Step>,
}

impl Moves<'_> {
    /// Moves everything into its place: of what is new the outermost folder in one step.
    fn all(&mut self, folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), IoFault> {
        let new = new_files(self.staging);
        self.make(folder.parent())?;
        if folder.symlink_metadata().is_err() {
            return self.place(&new, folder);
        }
        let mut pieces: BTreeSet<&str> = BTreeSet::new();
        for path in files.keys() {
            let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
            let missing = ends.map(|end| &path[..end]).find(|piece| on_disk(folder, piece).symlink_metadata().is_err());
            pieces.insert(missing.unwrap_or(path));
        }
        for (number, piece) in pieces.into_iter().enumerate() {
            let place = on_disk(folder, piece);
            if place.symlink_metadata().is_ok() {
                let kept = self.staging.join(format!("old-{number}"));
                fs::rename(&place, &kept).map_err(fault("cannot replace", &place))?;
                self.done.push(Step::Kept { place: place.clone(), kept });
            }
            self.place(&on_disk(&new, piece), &place)?;
        }
        Ok(())
    }

    fn place(&mut self, from: &Path, to: &Path) -> Result<(), IoFault> {
        fs::rename(from, to).map_err(fault("cannot write", to))?;
        self.done.push(Step::Placed(to.to_owned()));
        Ok(())
    }

    /// Makes a folder and those around it.
    fn make(&mut self, folder: Option<&Path>) -> Result<(), IoFault> {
        let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) else {
            return Ok(());
        };
        self.make(folder.parent())?;
        fs::create_dir(folder).map_err(fault("cannot create", folder))?;
        self.done.push(Step::Made(folder.to_owned()));
        Ok(())
    }

    /// Takes back what was done; what cannot be is named.
    fn take_back(&mut self, mut fault: IoFault) -> IoFault {
        for step in std::mem::take(&mut self.done).into_iter().rev() {
            let (place, result) = match step {
                Step::Made(folder) => (folder.clone(), fs::remove_dir(&folder)),
                Step::Kept { place, kept } => (place.clone(), fs::rename(&kept, &place)),
                Step::Placed(place) if place.is_dir() => (place.clone(), fs::remove_dir_all(&place)),
                Step::Placed(place) => (place.clone(), fs::remove_file(&place)),
            };
            if let Err(error) =
                result.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
            {
                fault.help = Some(format!("look at `{}`, which is not as it was: {error}", place.display()));
            }
        }
        fault
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> BTreeMap<String, Vec<u8>> {
        paths.iter().map(|path| ((*path).to_owned(), b"new".to_vec())).collect()
    }

    /// Every file below a folder, with its text.
    fn tree(folder: &Path) -> Vec<String> {
        let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().skip(1);
        let shown = |entry: walkdir::DirEntry| {
            let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
            if entry.file_type().is_file() {
                format!("{path}={}", fs::read_to_string(entry.path()).expect("a text"))
            } else {
                path
            }
        };
        entries.map(|entry| shown(entry.expect("an entry"))).collect()
    }

    #[test]
    fn a_new_folder_appears_with_everything_in_it() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("a/course");
        write(&folder, &root.path().join("staging"), &files(&["site.toml", "content/01-a/x.md"])).expect("written");
        let expected = [
            "a",
            "a/course",
            "a/course/content",
            "a/course/content/01-a",
            "a/course/content/01-a/x.md=new",
            "a/course/site.toml=new",
        ];
        assert_eq!(tree(root.path()), expected);
    }

    #[test]
    fn what_fails_half_way_leaves_everything_as_it_was() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("content");
        fs::create_dir_all(folder.join("02-b")).expect("a folder");
        fs::write(folder.join("02-b/x.md"), "old").expect("a file");
        fs::write(folder.join("03-c"), "a file where a folder should be").expect("a file");
        let before = tree(root.path());
        let made = files(&["01-a/x.md", "02-b/x.md", "02-b/y.md", "03-c/x.md"]);
        let fault = write(&folder, &root.path().join(".attune/staging"), &made).expect_err("no folder can be made");
        assert!(fault.subject.ends_with("03-c/x.md") && fault.help.is_none(), "{fault}");
        assert_eq!(tree(root.path()), before);
    }

    #[test]
    fn existing_files_are_replaced_and_others_stay() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(root.path().join("02-b")).expect("a folder");
        fs::write(root.path().join("02-b/x.md"), "old").expect("a file");
        fs::write(root.path().join("02-b/z.md"), "mine").expect("a file");
        write(root.path(), &root.path().join(".s"), &files(&["02-b/x.md", "03-c/x.md"])).expect("written");
        assert_eq!(tree(root.path()), ["02-b", "02-b/x.md=new", "02-b/z.md=mine", "03-c", "03-c/x.md=new"]);
    }

    #[test]
    fn whatever_stands_in_the_way_is_refused_before_anything_is_written() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(root.path().join("x.md")).expect("a folder");
        fs::write(root.path().join("y"), "").expect("a file");
        let refused = |path: &str, force| match refuse(root.path(), [path.to_owned()].iter(), force) {
            Err(Ending::Usage(message)) => message,
            _ => String::new(),
        };
        assert!(refused("x.md", true).contains("a folder"));
        assert!(refused("y/a.md", true).contains("a file"));
        assert!(refused("y", false).contains("would be overwritten") && refused("y", true).is_empty());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/nowhere/at/all", root.path().join("link.md")).expect("a link");
            assert!(refused("link.md", false).contains("would be overwritten"));
        }
        assert!(refused("new/a.md", false).is_empty());
    }
}

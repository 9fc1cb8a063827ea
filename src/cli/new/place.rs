//! Where a new page goes: its folder, its number, and what stands there already.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::IoFault;
use crate::input::roles::page_stem;

use super::Ending;

/// Where the page is to be, without `.md`. A path may be given from here when here is inside `content`; otherwise from
/// the course's root or from its `content`.
pub(super) fn place(root: &Path, here: &Path, path: &Path, is_module: bool) -> Result<PathBuf, Ending> {
    let content = root.join("content");
    let in_content =
        content.canonicalize().ok().and_then(|real| here.strip_prefix(real).ok().map(|at| content.join(at)));
    let full = if path.is_absolute() {
        // The course's folder may be named in another way, such as `.` or through a link.
        below_real(&content, path).unwrap_or_else(|| path.to_owned())
    } else if path.starts_with(&content) {
        path.to_owned()
    } else if path.starts_with("content") {
        root.join(path)
    } else {
        in_content.unwrap_or_else(|| content.clone()).join(path)
    };
    let leaves = full.components().any(|part| part == Component::ParentDir);
    if leaves || !full.starts_with(&content) || full == content {
        return Err(Ending::Usage(format!("`{}` is not a place in the course's `content` folder", path.display())));
    }
    if is_module && has_page_name(&full) {
        return Err(Ending::Usage(format!("`{}` is a module, which is a folder: leave `.md` out", path.display())));
    }
    Ok(if !is_module && has_page_name(&full) { full.with_extension("") } else { full })
}

/// An absolute path below the course's `content`, named as that is.
fn below_real(content: &Path, path: &Path) -> Option<PathBuf> {
    let real_content = content.canonicalize().ok()?;
    let known = path.ancestors().find(|part| part.exists())?;
    let real = known.canonicalize().ok()?.join(path.strip_prefix(known).ok()?);
    real.strip_prefix(real_content).ok().map(|below| content.join(below))
}

fn has_page_name(place: &Path) -> bool {
    place.file_name().and_then(OsStr::to_str).and_then(page_stem).is_some()
}

/// The same place with the folders that are there: `asking/first` is in `03-asking` when that is the module's folder.
pub(super) fn in_known_folders(root: &Path, place: &Path) -> PathBuf {
    let content = root.join("content");
    let (Ok(below), Some(name)) = (place.strip_prefix(&content), place.file_name()) else { return place.to_owned() };
    let folders = below.parent().into_iter().flat_map(Path::components);
    let folder = folders.fold(content.clone(), |at, part| {
        let exact = at.join(part);
        if exact.is_dir() {
            return exact;
        }
        let wanted = part.as_os_str().to_str().map(bare);
        let mut names: Vec<String> = fs::read_dir(&at)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| Some(bare(name)) == wanted && at.join(name).is_dir())
            .collect();
        names.sort();
        names.first().map_or(exact, |name| at.join(name))
    });
    folder.join(name)
}

/// The last part of a path, which must be text.
pub(super) fn name(place: &Path) -> Result<&str, Ending> {
    let name = place.file_name().and_then(OsStr::to_str);
    let fit = |name: &&str| !name.starts_with(['.', '_']) && !name.chars().any(char::is_control);
    name.filter(fit).ok_or_else(|| Ending::Usage(format!("`{}` cannot be the name of a page", place.display())))
}

/// A name among its neighbours.
pub(super) enum Numbered {
    /// The name, with a number in front where its neighbours have one.
    Is(String),
    /// What already stands at the same address.
    Twin(String),
}

/// Continues the numbers of the pages in a folder, or of its modules: after `01-a.md` and `02-b.md`, `c` becomes `03-c`.
pub(super) fn numbered(folder: &Path, name: &str, is_module: bool) -> Result<Numbered, IoFault> {
    let mut last = None;
    let mut twins = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Numbered::Is(name.to_owned())),
        read => read.map_err(|error| IoFault::new("cannot read", folder, &error))?,
    };
    for file in entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()) {
        let is_folder = folder.join(&file).is_dir();
        let page = page_stem(&file);
        let Some(own) = page.or_else(|| is_folder.then_some(file.as_str())) else { continue };
        if is_folder == is_module {
            let number = own[..own.len() - bare(own).len()].trim_end_matches(SEPARATORS);
            last = last.max(number.parse::<u32>().ok());
        }
        if bare(own) == bare(name) {
            twins.push(file);
        }
    }
    if let Some(twin) = twins.into_iter().min() {
        return Ok(Numbered::Twin(twin));
    }
    Ok(Numbered::Is(match last.filter(|_| bare(name) == name) {
        Some(last) => format!("{:02}-{name}", last.saturating_add(1)),
        None => name.to_owned(),
    }))
}

/// What may stand between a number and a name.
const SEPARATORS: [char; 4] = ['-', '_', ' ', '.'];

/// A name without the number that orders it; a name of a number alone is itself.
pub(super) fn bare(name: &str) -> &str {
    let bare = name.trim_start_matches(|first: char| first.is_ascii_digit()).trim_start_matches(SEPARATORS);
    if bare.is_empty() { name } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(place: &Path) -> String {
        let name = name(place).expect("a name");
        match numbered(place.parent().expect("a folder"), name, false).expect("readable") {
            Numbered::Is(name) => name,
            Numbered::Twin(twin) => format!("twin {twin}"),
        }
    }

    #[test]
    fn numbers_go_on_and_addresses_stay_single() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = |name: &str| folder.path().join(name);
        fs::create_dir(file("20-module")).expect("a folder");
        assert_eq!(at(&file("first")), "first");
        for name in ["_index.md", "01-a.md", "09-b.md", "2024.svg"] {
            fs::write(file(name), "").expect("a file");
        }
        assert_eq!(at(&file("c")), "10-c");
        assert_eq!(at(&file("05-c")), "05-c");
        assert_eq!(at(&file("02-b")), "twin 09-b.md");
        assert_eq!(at(&file("module")), "twin 20-module");
        assert_eq!(at(&file("sub/d")), "d");
        fs::create_dir_all(file("content/03-asking")).expect("a folder");
        let known = in_known_folders(folder.path(), &file("content/asking/first"));
        assert_eq!(known, file("content/03-asking/first"));
        assert_eq!(in_known_folders(folder.path(), &file("content/x/first")), file("content/x/first"));
    }

    #[test]
    fn a_path_is_taken_from_here_inside_content_and_from_the_course_elsewhere() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let real = root.path().canonicalize().expect("it is there");
        fs::create_dir_all(real.join("content/01-a")).expect("a folder");
        let at = |here: &str, path: &str| {
            let place = place(&real, &real.join(here), Path::new(path), false);
            place.ok().map(|place| place.strip_prefix(&real).expect("below it").to_string_lossy().into_owned())
        };
        assert_eq!(at("content/01-a", "x.md").as_deref(), Some("content/01-a/x"));
        assert_eq!(at("content/01-a", "content/y").as_deref(), Some("content/y"));
        assert_eq!(at("", "01-a/x.md").as_deref(), Some("content/01-a/x"));
        assert_eq!(at("", "content/x.y").as_deref(), Some("content/x.y"));
        for wrong in ["", "content", "../x", "content/../../x", "/etc/x"] {
            assert_eq!(at("", wrong), None, "{wrong}");
        }
    }
}

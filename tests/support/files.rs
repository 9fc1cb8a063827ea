//! The files of a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Files by their paths.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Every file below a folder; none where there is no such folder.
pub(crate) fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

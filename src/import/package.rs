//! Packages: archives of files, unpacked into memory within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

/// Files in one package.
const MOST_FILES: usize = 20_000;
/// Bytes of all files, unpacked.
const MOST_BYTES: u64 = 512 * 1024 * 1024;
/// Bytes of one file, unpacked.
const LARGEST: u64 = super::source::LARGEST;

/// Whether these bytes begin an archive.
pub(crate) fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The files of an archive by their path; why it is not unpacked otherwise.
pub(crate) fn unpacked(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("the package cannot be read: {error}"))?;
    if archive.len() > MOST_FILES {
        return Err(format!("the package has more than {MOST_FILES} files"));
    }
    let (mut files, mut total) = (BTreeMap::new(), 0_u64);
    for index in 0..archive.len() {
        let mut file =
            archive.by_index(index).map_err(|error| format!("a file of the package cannot be read: {error}"))?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().map_err(|error| format!("a name in the package cannot be read: {error}"))?.into_owned();
        let is_inside =
            !name.starts_with('/') && !name.contains(['\\', ':', '\0']) && !name.split('/').any(|part| part == "..");
        if !is_inside {
            return Err(format!("the package has a file outside of itself: `{}`", name.escape_debug()));
        }
        let mut content = Vec::new();
        // What an archive says of its sizes may be wrong: what is unpacked is counted.
        file.by_ref()
            .take(LARGEST + 1)
            .read_to_end(&mut content)
            .map_err(|error| format!("`{name}` cannot be unpacked: {error}"))?;
        total += content.len() as u64;
        if content.len() as u64 > LARGEST || total > MOST_BYTES {
            return Err(format!(
                "the package is too large: `{name}` and what comes before it have more than is unpacked"
            ));
        }
        let name = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect::<Vec<_>>().join("/");
        files.insert(name, content);
    }
    Ok(files)
}

#[cfg(test)]
pub(super) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a name");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_unpacked_within_limits() {
        let files = unpacked(&packed(&[("a/./b.xml", b"x"), ("c.txt", b"y")])).expect("a package");
        assert_eq!(files.keys().collect::<Vec<_>>(), ["a/b.xml", "c.txt"]);
        for outside in ["../a", "/a", "a\\..\\b", "C:a"] {
            assert!(unpacked(&packed(&[(outside, b"x")])).is_err(), "{outside}");
        }
        let zeros = vec![0; usize::try_from(LARGEST).expect("fits") + 1];
        assert!(unpacked(&packed(&[("a", &zeros)])).is_err_and(|why| why.contains("too large")));
        assert!(unpacked(b"PK\x03\x04 broken").is_err());
    }
}

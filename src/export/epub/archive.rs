//! Packing a book (Open Container Format, EPUB 3.3, 4).

use std::io::{self, Read, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::site::{Body, FileFault, Site, media};

use super::{FOLDER, PACKAGE};

/// What the first file of a book is called, and what it says.
const MEDIA_TYPE: (&str, &str) = ("mimetype", "application/epub+zip");

/// Why a book was not written.
#[derive(Debug)]
pub(crate) enum PackFault {
    /// A file that must not be published, or cannot be read.
    File(FileFault),
    /// What the system says of the file that is written.
    Io(io::Error),
}

impl From<io::Error> for PackFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<zip::result::ZipError> for PackFault {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Io(error.into())
    }
}

/// Packs the files of a book, each looked at before. All have the same date, since a clock would make every book another.
///
/// # Errors
/// With a file that must not be published, or that cannot be read or written.
pub(crate) fn write(files: &Site, to: impl Write + Seek) -> Result<(), PackFault> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    let stored = options.compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(to);
    archive.start_file(MEDIA_TYPE.0, stored)?;
    archive.write_all(MEDIA_TYPE.1.as_bytes())?;
    archive.start_file("META-INF/container.xml", options)?;
    archive.write_all(container().as_bytes())?;
    for file in files.iter() {
        let large = file.copied().is_some_and(|copied| copied.size() > u64::from(u32::MAX));
        let options = if media::is_text(&media::media_type(file.path.as_str())) { options } else { stored };
        archive.start_file(format!("{FOLDER}/{}", file.path), options.large_file(large))?;
        match file.make_inspected(file.prepare()).map_err(PackFault::File)? {
            Body::Bytes(bytes) => archive.write_all(&bytes)?,
            Body::OnDisk(on_disk) => on_disk.copy_to(&mut archive)?,
        }
    }
    archive.finish()?;
    Ok(())
}

/// Whether a file is a book, and may be replaced by one.
pub(crate) fn is_book(file: impl Read + Seek) -> bool {
    let mut text = String::new();
    let archive = ZipArchive::new(file);
    let read = archive.is_ok_and(|mut archive| {
        let media_type = archive.by_name(MEDIA_TYPE.0);
        media_type.is_ok_and(|file| file.take(64).read_to_string(&mut text).is_ok())
    });
    read && text.trim_end() == MEDIA_TYPE.1
}

/// Where the package is.
fn container() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n\
         <rootfiles><rootfile full-path=\"{FOLDER}/{PACKAGE}\" media-type=\"application/oebps-package+xml\"/></rootfiles>\n\
         </container>\n"
    )
}

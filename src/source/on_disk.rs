//! Files that are copied and never held in memory.

#![expect(clippy::disallowed_types, reason = "what is copied is read where it is written, piece by piece")]

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::Digest;
use super::digest::DigestOfPieces;

/// Bytes that are read at a time.
const PIECE: usize = 64 * 1024;

/// A file as it was when the course was read. Its bytes stay where they are until they are copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOnDisk {
    path: PathBuf,
    size: u64,
    digest: Digest,
}

impl FileOnDisk {
    /// The file at a path on this machine, with its size in bytes and the digest of its bytes.
    pub fn new(path: PathBuf, size: u64, digest: Digest) -> Self {
        Self { path, size, digest }
    }

    /// Where it lies on this machine.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The digest of its bytes.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Opens it at byte `from`.
    ///
    /// # Errors
    /// What the system says.
    pub fn open_at(&self, from: u64) -> io::Result<File> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(from))?;
        Ok(file)
    }

    /// What reads it from its first byte, and fails at its end where it is no longer as it was when the course was read.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn checked(&self) -> io::Result<impl Read> {
        // A file that grows meanwhile must not be read for ever.
        let source = File::open(&self.path)?.take(self.size.saturating_add(1));
        Ok(Checked { source, file: self, size: 0, digest: Digest::of_pieces() })
    }

    /// Copies it, piece by piece.
    ///
    /// # Errors
    /// What the system says, and when the file is no longer as it was when the course was read.
    pub fn copy_to(&self, target: &mut impl Write) -> io::Result<()> {
        io::copy(&mut io::BufReader::with_capacity(PIECE, self.checked()?), target).map(drop)
    }
}

/// Reads a file, and fails at its end where it is other than it was.
struct Checked<'f> {
    source: io::Take<File>,
    file: &'f FileOnDisk,
    /// In bytes, of what was read.
    size: u64,
    digest: DigestOfPieces,
}

impl Read for Checked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.digest.add(&buffer[..read]);
        self.size += read as u64;
        let is_end = read == 0 && !buffer.is_empty();
        if is_end && (self.size, self.digest.finish()) != (self.file.size, self.file.digest) {
            return Err(io::Error::other(CHANGED));
        }
        Ok(read)
    }
}

const CHANGED: &str = "it changed while the course was built; build again";

/// How many bytes there are to read, and their digest.
///
/// # Errors
/// What the system says.
pub(crate) fn size_and_digest(mut source: impl Read) -> io::Result<(u64, Digest)> {
    let (mut piece, mut size, mut digest) = (vec![0; PIECE], 0, Digest::of_pieces());
    loop {
        match source.read(&mut piece) {
            Ok(0) => return Ok((size, digest.finish())),
            Ok(read) => {
                digest.add(&piece[..read]);
                size += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files to be read")]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_in_pieces_has_the_digest_of_the_whole() {
        for size in [0, 1, PIECE - 1, PIECE, 3 * PIECE + 7] {
            let bytes: Vec<u8> = (0..size).map(|at| u8::try_from(at % 251).unwrap()).collect();
            assert_eq!(size_and_digest(&bytes[..]).unwrap(), (size as u64, Digest::of(&bytes)));
        }
    }

    #[test]
    fn a_file_that_is_other_than_it_was_is_not_copied_as_if_it_were_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, "as it was").unwrap();
        let file = FileOnDisk::new(path.clone(), 9, Digest::of(b"as it was"));
        let mut copy = Vec::new();
        file.copy_to(&mut copy).unwrap();
        assert_eq!(copy, b"as it was");
        for other in ["as it is ", "as it was and more", "as"] {
            std::fs::write(&path, other).unwrap();
            assert_eq!(file.copy_to(&mut Vec::new()).unwrap_err().to_string(), CHANGED);
            assert_eq!(io::read_to_string(file.checked().unwrap()).unwrap_err().to_string(), CHANGED);
        }
    }
}

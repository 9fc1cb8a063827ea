//! Who publishes: a name drawn anew for each copy of a course on a machine, so that a publication that was cut off is known as
//! one's own; and a lock, so that one's own two do not meet.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use crate::diagnostic::IoFault;
use crate::source::Digest;

use super::kept::{create_anew, is_from_here, kept, make_folder, read_plain, refuse_link};

const NAME: &str = "publisher";

/// A name that nobody else has.
pub(crate) fn random_name() -> String {
    let mut bytes = [0; 16];
    if getrandom::fill(&mut bytes).is_err() {
        // Without chance, the moment has to do.
        return Digest::of(format!("{:?} {}", std::time::SystemTime::now(), std::process::id()).as_bytes()).hex(32);
    }
    format!("{:032x}", u128::from_be_bytes(bytes))
}

/// The name of this copy of the course at `root`; a new one where none can be kept.
pub(crate) fn publisher(root: &Path) -> String {
    let folder = kept(root);
    let place = folder.join(NAME);
    let is_name = |name: &String| name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    let known = is_from_here(&folder).then(|| read_plain(&place)).flatten();
    if let Some(name) = known.and_then(|bytes| String::from_utf8(bytes).ok()).filter(is_name) {
        return name;
    }
    let name = random_name();
    // Where it cannot be kept, a publication that is cut off is taken for somebody else's for some minutes.
    let _ = make_folder(&folder).is_ok()
        && create_anew(&place).and_then(|mut file| file.write_all(name.as_bytes())).is_ok();
    name
}

/// Held while this copy of the course publishes to the target of this name; none where nothing can be kept.
///
/// # Errors
/// When it is publishing there already.
pub(crate) fn lock_publication(root: &Path, target: &str) -> Result<Option<File>, IoFault> {
    let folder = kept(root);
    let place = folder.join(format!("publish-{}.lock", Digest::of(target.as_bytes()).hex(16)));
    if make_folder(&folder).is_err() || refuse_link(&place).is_err() {
        return Ok(None);
    }
    let Ok(file) = File::options().create(true).truncate(false).write(true).open(&place) else { return Ok(None) };
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => {
            let help = "wait until it has ended";
            Err(IoFault::refused(
                "will not publish to",
                Path::new(target),
                "another publication there is under way",
                help,
            ))
        }
        // Some file systems have no locks; the manifest at the target then tells.
        _ => Ok(Some(file)),
    }
}

//! What is published at a target, in an object of its own there: each file's path with its stamp.
//!
//! It is read first and written last. Before anything is sent it is written once more, with what is about to come
//! ([`Pending`]): then a publication that was cut off leaves nothing behind of which nobody knows, and two of them at once
//! meet there. It says so until what is old is deleted as well. Only a path that stands in it is ever deleted.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::stamp::{Role, Stamp};

/// The folder at a target that is not the site's.
pub(crate) const FOLDER: &str = ".attune";
/// Where the manifest stands.
pub(crate) const PLACE: &str = ".attune/manifest.json";
/// A file that is written to learn what a store's clock says.
pub(crate) const CLOCK: &str = ".attune/clock";
/// Where copies of what was replaced stand, each by its stamp.
const ASIDE: &str = ".attune/before/";
/// What the file is, for whoever finds it.
const FORMAT: &str = "attune publication";
/// Raised when the meaning of a field changes; a manifest of an earlier version is as good as none, and nothing is done to a later one.
const VERSION: u32 = 1;

/// What is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: String,
    version: u32,
    /// The course's title.
    pub(crate) course: String,
    /// Every file.
    pub(crate) files: BTreeMap<String, Stamp>,
    /// How the publication before was different: what stood at a path, or that nothing did.
    pub(crate) before: BTreeMap<String, Option<Stamp>>,
    /// Whether all of that can be put back.
    pub(crate) is_whole_before: bool,
    /// What is to be deleted, and may still be there.
    pub(crate) to_remove: BTreeSet<String>,
    /// A publication that is under way, or was cut off.
    pub(crate) pending: Option<Pending>,
}

/// A publication under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pending {
    /// Drawn anew for each.
    pub(crate) run: String,
    /// Who publishes: drawn anew for each copy of a course on a machine.
    pub(crate) by: String,
    /// Seconds since 1970, by the publisher's clock; 0 where it is known to have ended.
    pub(crate) since: i64,
    /// What may be there already, or not.
    pub(crate) files: BTreeMap<String, Stamp>,
    /// Whether all is sent, and only what is old may still be there.
    #[serde(default)]
    pub(crate) is_removing: bool,
}

impl Manifest {
    /// That of a target at which nothing is published.
    pub(crate) fn empty(course: &str) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            course: course.to_owned(),
            files: BTreeMap::new(),
            before: BTreeMap::new(),
            is_whole_before: false,
            to_remove: BTreeSet::new(),
            pending: None,
        }
    }

    /// From what stands at the target; none where it is no manifest of this version, or names what is no file of a site.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        let pending = manifest.pending.iter().flat_map(|pending| pending.files.keys());
        let mut paths = manifest.files.keys().chain(manifest.before.keys()).chain(&manifest.to_remove).chain(pending);
        let is_ours = manifest.format == FORMAT && manifest.version == VERSION;
        (is_ours && paths.all(|path| is_of_site(path) || is_aside(path))).then_some(manifest)
    }

    /// Whether what stands at the target was written by a later Attune: what is under way there, or kept, is then not known.
    pub(crate) fn is_of_later_version(bytes: &[u8]) -> bool {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            version: u32,
        }
        serde_json::from_slice::<Head>(bytes).is_ok_and(|head| head.format == FORMAT && head.version > VERSION)
    }

    /// As it is written.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("text, numbers and maps by text can be written as JSON")
    }

    /// The publication before, where it can be put back.
    pub(crate) fn previous(&self) -> Option<BTreeMap<String, Stamp>> {
        let mut files = self.is_whole_before.then(|| self.files.clone())?;
        for (path, stamp) in &self.before {
            match stamp {
                Some(stamp) => files.insert(path.clone(), stamp.clone()),
                None => files.remove(path),
            };
        }
        Some(files)
    }

    /// Whether a publication may have sent some of its files and not all.
    pub(crate) fn is_cut(&self) -> bool {
        self.pending.as_ref().is_some_and(|pending| !pending.is_removing)
    }

    /// The same when everything is deleted that was to be.
    pub(crate) fn cleared(&self) -> Self {
        Self { to_remove: BTreeSet::new(), ..self.clone() }
    }

    /// Files of the publication before that stand where they stood, although the site has them no more.
    pub(crate) fn kept(&self) -> impl Iterator<Item = (&String, &Stamp)> {
        let before = self.before.iter().filter_map(|(path, stamp)| Some((path, stamp.as_ref()?)));
        let names = Names::new(&self.files);
        before.filter(move |(path, _)| names.let_stay(path))
    }

    /// The stamps of copies that were set aside.
    pub(crate) fn aside(&self) -> BTreeSet<Stamp> {
        let before = self.before.iter().filter_map(|(path, stamp)| Some((path, stamp.as_ref()?)));
        let names = Names::new(&self.files);
        before.filter(|(path, _)| !names.let_stay(path)).map(|(_, stamp)| stamp.clone()).collect()
    }
}

/// Where the copy with this stamp stands.
pub(crate) fn aside_place(stamp: &Stamp) -> String {
    format!("{ASIDE}{}", stamp.as_str())
}

/// The stamp of the copy that stands there, if one does.
pub(crate) fn aside_stamp(place: &str) -> Option<Stamp> {
    Stamp::parse(place.strip_prefix(ASIDE)?)
}

fn is_aside(path: &str) -> bool {
    aside_stamp(path).is_some()
}

/// Whether a path can be that of a file of a site: a manifest is trusted to name files to delete.
pub(crate) fn is_of_site(path: &str) -> bool {
    let is_clean = !path.contains(['\\', '\0', ':']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let first = path.split('/').next().unwrap_or_default();
    is_clean && ![FOLDER, ".git"].iter().any(|own| first.eq_ignore_ascii_case(own))
}

/// The names of files and folders of a site, in lower case: in a folder none can be another's, and on many systems not with other
/// capitals either.
pub(crate) struct Names {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Names {
    /// Those of a site with these files.
    pub(crate) fn new(files: &BTreeMap<String, Stamp>) -> Self {
        let files: BTreeSet<String> = files.keys().map(|path| path.to_lowercase()).collect();
        let folders = files.iter().flat_map(|path| folders(path)).map(str::to_owned).collect();
        Self { files, folders }
    }

    /// Whether a file of the publication before stays for one more: pages that are open may still load it.
    pub(crate) fn let_stay(&self, path: &str) -> bool {
        Role::of(path) == Role::Asset && !self.meet(path)
    }

    /// Whether one of them cannot come to its place while the file at `path` is there.
    pub(crate) fn meet(&self, path: &str) -> bool {
        let path = path.to_lowercase();
        self.files.contains(&path)
            || self.folders.contains(&path)
            || folders(&path).any(|folder| self.files.contains(folder))
    }
}

/// The folders on the way to a file.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_leads_elsewhere_is_none() {
        let stamp = Stamp::parse(&"0".repeat(40)).expect("a stamp");
        for path in ["../a", "/a", "a//b", "a/../b", "c:\\a", ".git/config", ".GIT/config", ".attune/manifest.json", ""]
        {
            let mut manifest = Manifest::empty("T");
            manifest.files.insert(path.to_owned(), stamp.clone());
            assert_eq!(Manifest::from_bytes(&manifest.to_bytes()), None, "{path}");
            let mut manifest = Manifest::empty("T");
            manifest.to_remove.insert(path.to_owned());
            assert_eq!(Manifest::from_bytes(&manifest.to_bytes()), None, "{path}");
        }
        let mut manifest = Manifest::empty("T");
        manifest.files.insert("a/b.html".to_owned(), stamp.clone());
        manifest.to_remove.insert(aside_place(&stamp));
        assert_eq!(Manifest::from_bytes(&manifest.to_bytes()), Some(manifest));
    }

    #[test]
    fn a_manifest_of_a_later_version_is_known_by_its_first_fields() {
        let later = br#"{"version": 2, "format": "attune publication", "files": "otherwise"}"#;
        assert!(Manifest::is_of_later_version(later) && Manifest::from_bytes(later).is_none());
        let own = Manifest::empty("T").to_bytes();
        for other in [&own[..], b"", br#"{"version": 2}"#, br#"{"version": 0, "format": "attune publication"}"#] {
            assert!(!Manifest::is_of_later_version(other));
        }
    }

    #[test]
    fn what_is_no_manifest_is_none() {
        for bytes in [&b""[..], b"{}", b"\xff", b"<html>", br#"{"version":1,"files":["a"]}"#] {
            assert_eq!(Manifest::from_bytes(bytes), None);
        }
    }
}

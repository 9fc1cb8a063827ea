//! Names that no course gives a file: what systems, version control and open editors keep for themselves.

/// Whole names of files and folders, in lower case.
const WHOLE: [&str; 34] = [
    // Systems.
    ".ds_store",
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    ".directory",
    ".localized",
    ".trashes",
    ".trash",
    ".spotlight-v100",
    ".fseventsd",
    ".appledouble",
    "$recycle.bin",
    "lost+found",
    // Version control.
    ".git",
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    ".gitmodules",
    ".keep",
    ".hg",
    ".hgignore",
    ".svn",
    ".jj",
    // Editors and tools.
    ".vscode",
    ".idea",
    ".vs",
    ".zed",
    ".obsidian",
    ".editorconfig",
    "node_modules",
    ".stfolder",
    ".stversions",
    // What Vim writes to see whether it can write, and Attune's own folder.
    "4913",
    ".attune",
];
/// How names begin that systems and open editors give their own files, in lower case: resource forks, Emacs' and
/// `LibreOffice`'s locks, deleted files that are still open, files that are being saved or synchronised.
const BEGINNINGS: [&str; 9] =
    ["._", ".#", ".~lock.", "~$", ".nfs", ".fuse_hidden", ".goutputstream-", ".syncthing.", ".attune-"];
/// How names end that editors give to what they are just saving.
const ENDINGS: [&str; 2] = ["___jb_tmp___", "___jb_old___"];

/// Whether a file or folder of this name is not looked at, wherever it lies. A page that is open in an editor often has
/// such a file beside it: it must neither be published nor stop the preview.
pub(crate) fn is_ignored(name: &str) -> bool {
    let folded = name.to_ascii_lowercase();
    WHOLE.contains(&folded.as_str())
        || BEGINNINGS.iter().any(|beginning| folded.starts_with(beginning))
        || ENDINGS.iter().any(|ending| folded.ends_with(ending))
        || is_swap(&folded)
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

/// Vim's file of a page that is open: `.a.md.swp`, then `.swo`, `.swn` and so on.
fn is_swap(name: &str) -> bool {
    let Some((_, ending)) = name.strip_prefix('.').and_then(|name| name.rsplit_once('.')) else { return false };
    ending.len() == 3 && ending.starts_with("sw") && ending.bytes().all(|byte| byte.is_ascii_lowercase())
}

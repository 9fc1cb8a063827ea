//! Which files are nobody's lesson: those that editors, version control and systems leave behind.

/// Whether a file or folder of this name is no part of a course, wherever it lies.
pub(super) fn is_left_out(name: &str) -> bool {
    const WHOLE: [&str; 4] = ["node_modules", "4913", "Thumbs.db", "desktop.ini"];
    const ENDS: [&str; 6] = ["~", ".swp", ".swo", ".swx", "___jb_tmp___", "___jb_old___"];
    name.starts_with('.')
        || name.starts_with("~$")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || WHOLE.contains(&name)
        || ENDS.iter().any(|end| name.ends_with(end))
}

/// Whether the file at this path is read as text; see [`super::FileContent::Text`].
pub(super) fn is_text(path: &str) -> bool {
    const EVERYWHERE: [&str; 5] = ["md", "yaml", "yml", "toml", "bib"];
    const IN_THEMES: [&str; 5] = ["html", "css", "js", "xml", "txt"];
    let Some((_, extension)) = path.rsplit_once('.') else { return false };
    let one_of = |list: &[&str]| list.iter().any(|known| extension.eq_ignore_ascii_case(known));
    one_of(&EVERYWHERE) || (path.starts_with("themes/") && one_of(&IN_THEMES))
}

/// Whether the file at this path is a page.
pub(super) fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_and_systems_leave_behind_is_left_out() {
        for name in [".DS_Store", ".htaccess", ".a.md.swp", "a.md~", "#a.md#", "4913", "~$notes.docx", "node_modules"] {
            assert!(is_left_out(name), "{name}");
        }
        for name in ["a.md", "_index.md", "#", "4913.md", "node_modules.md", "c#.md", "~.md"] {
            assert!(!is_left_out(name), "{name}");
        }
    }

    #[test]
    fn templates_are_text_in_themes_only() {
        assert!(is_text("themes/default/page.html") && is_text("content/a.MD"));
        assert!(!is_text("content/a/demo.html") && !is_text("content/picture"));
    }
}

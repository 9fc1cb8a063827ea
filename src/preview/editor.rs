//! Links that open a file in the author's editor.
//!
//! The person before the screen decides first, by `ATTUNE_EDITOR` and by the `VISUAL` and `EDITOR` of their terminal;
//! then `site.toml`, which a whole team shares. `ATTUNE_EDITOR=none` goes without.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::config::{editor_template, known_editor};
use crate::source::CoursePath;

/// Everything that could be something else in an address than a part of the path. A colon stands after a drive's letter,
/// and editors know it only as it is.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// The person's choice, as far as their environment tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chosen {
    /// This template.
    Template(String),
    /// No links.
    None,
    /// Nothing is said; `site.toml` may.
    Open,
}

/// An editor and the course it opens files of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Editor {
    template: String,
    root: PathBuf,
}

/// Reads the choice from the environment.
///
/// # Errors
/// Why `ATTUNE_EDITOR` names no editor.
pub(super) fn chosen(variable: impl Fn(&str) -> Option<String>) -> Result<Chosen, String> {
    let set = |name| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    if let Some(own) = set("ATTUNE_EDITOR") {
        if own == "none" {
            return Ok(Chosen::None);
        }
        let by_command = || known_editor(&command(&own)).map(str::to_owned).ok_or(());
        return editor_template(&own)
            .or_else(|why| by_command().map_err(|()| format!("`{own}` {why}")))
            .map(Chosen::Template);
    }
    // Most name an editor in the terminal, which no address opens.
    let known = ["VISUAL", "EDITOR"].into_iter().filter_map(set).find_map(|value| known_editor(&command(&value)));
    Ok(known.map_or(Chosen::Open, |template| Chosen::Template(template.to_owned())))
}

/// The name of the program in a command such as `/usr/bin/code --wait`; the folders in it may have spaces.
fn command(line: &str) -> String {
    let program = line.split(" -").next().unwrap_or(line).trim().trim_matches(['"', '\'']);
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    name.strip_suffix(".exe").or_else(|| name.strip_suffix(".cmd")).unwrap_or(name).to_owned()
}

impl Editor {
    /// The editor for a course: as chosen, or as its `site.toml` says.
    pub(super) fn of(chosen: &Chosen, configured: Option<&str>, root: &Path) -> Option<Self> {
        let template = match chosen {
            Chosen::Template(template) => template.clone(),
            Chosen::None => return None,
            Chosen::Open => configured?.to_owned(),
        };
        Some(Self { template, root: std::path::absolute(root).ok()? })
    }

    /// The address that opens a file of the course at a line and a column, both from 1.
    pub(super) fn link(&self, path: &CoursePath, line: u32, column: u32) -> String {
        let file = format!("{}/{path}", self.root.to_string_lossy().replace('\\', "/").trim_end_matches('/'));
        let rooted = if file.starts_with('/') { file } else { format!("/{file}") };
        // The path last: its text could hold what looks like another place.
        self.template
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
            .replace("{path}", &utf8_percent_encode(&rooted, ENCODED).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Result<Chosen, String> {
        chosen(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    fn template(text: &str) -> Chosen {
        Chosen::Template(text.to_owned())
    }

    #[test]
    fn the_environment_names_the_editor_in_the_order_from_ours_to_everyones() {
        let zed = "zed://file{path}:{line}:{column}";
        let code = "vscode://file{path}:{line}:{column}";
        assert_eq!(of(&[("ATTUNE_EDITOR", "zed"), ("VISUAL", "code"), ("EDITOR", "subl")]), Ok(template(zed)));
        assert_eq!(of(&[("VISUAL", "/usr/local/bin/zed --wait"), ("EDITOR", "code")]), Ok(template(zed)));
        assert_eq!(of(&[("VISUAL", "nvim"), ("EDITOR", "code -w")]), Ok(template(code)));
        assert_eq!(of(&[("EDITOR", "\"C:\\Program Files\\VS Code\\Code.exe\" --wait")]), Ok(template(code)));
        assert_eq!(of(&[("ATTUNE_EDITOR", "code --wait")]), Ok(template(code)));
        assert_eq!(of(&[("ATTUNE_EDITOR", " "), ("EDITOR", "vi")]), Ok(Chosen::Open));
        assert_eq!(of(&[("ATTUNE_EDITOR", "none"), ("EDITOR", "code")]), Ok(Chosen::None));
        let own = "x-mine:{path}";
        assert_eq!(of(&[("ATTUNE_EDITOR", own)]), Ok(template(own)));
        let why = of(&[("ATTUNE_EDITOR", "javascript:{path}")]).expect_err("a script");
        assert!(why.starts_with("`javascript:{path}` is an address that the browser opens itself"), "{why}");
    }

    #[test]
    fn the_course_decides_where_the_environment_is_silent() {
        let root = Path::new("/course");
        let by_site = Editor::of(&Chosen::Open, Some("a:{path}"), root).expect("an editor");
        assert_eq!(by_site.template, "a:{path}");
        let by_person = Editor::of(&Chosen::Template("b:{path}".to_owned()), Some("a:{path}"), root);
        assert_eq!(by_person.expect("an editor").template, "b:{path}");
        assert_eq!(Editor::of(&Chosen::None, Some("a:{path}"), root), None);
        assert_eq!(Editor::of(&Chosen::Open, None, root), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_holds_the_whole_path_encoded() {
        let path = CoursePath::new("content/01-é/a b&c=#{line}?.md");
        let link = |template: &str, root: &str| {
            let editor = Editor::of(&Chosen::Template(template.to_owned()), None, Path::new(root)).expect("an editor");
            editor.link(&path, 3, 14)
        };
        let encoded = "content/01-%C3%A9/a%20b%26c%3D%23%7Bline%7D%3F.md";
        let code = "vscode://file{path}:{line}:{column}";
        assert_eq!(link(code, "/my course/"), format!("vscode://file/my%20course/{encoded}:3:14"));
        assert_eq!(link("x://?f={path}&l={line}", "/"), format!("x://?f=/{encoded}&l=3"));
    }
}

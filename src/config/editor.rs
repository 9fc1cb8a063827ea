//! `editor`: which address opens a file in the author's text editor, from the preview's list of errors.

/// Editors that a browser can open by an address, each with the template of it, as its makers describe it.
const KNOWN: &[(&[&str], &str)] = &[
    (&["code", "vscode"], "vscode://file{path}:{line}:{column}"),
    (&["code-insiders", "vscode-insiders"], "vscode-insiders://file{path}:{line}:{column}"),
    (&["codium", "vscodium"], "vscodium://file{path}:{line}:{column}"),
    (&["cursor"], "cursor://file{path}:{line}:{column}"),
    (&["windsurf"], "windsurf://file{path}:{line}:{column}"),
    (&["zed", "zeditor"], "zed://file{path}:{line}:{column}"),
    (&["subl", "sublime"], "subl://open?url=file://{path}&line={line}&column={column}"),
    (&["mate", "textmate"], "txmt://open?url=file://{path}&line={line}&column={column}"),
    (&["bbedit"], "x-bbedit://open?url=file://{path}&line={line}"),
    (&["idea", "idea64"], "idea://open?file={path}&line={line}&column={column}"),
    (&["clion", "clion64"], "clion://open?file={path}&line={line}&column={column}"),
    (&["goland", "goland64"], "goland://open?file={path}&line={line}&column={column}"),
    (&["phpstorm", "phpstorm64"], "phpstorm://open?file={path}&line={line}&column={column}"),
    (&["pycharm", "pycharm64", "charm"], "pycharm://open?file={path}&line={line}&column={column}"),
    (&["rider", "rider64"], "rider://open?file={path}&line={line}&column={column}"),
    (&["rubymine", "rubymine64"], "rubymine://open?file={path}&line={line}&column={column}"),
    (&["rustrover", "rustrover64"], "rustrover://open?file={path}&line={line}&column={column}"),
    (&["webstorm", "webstorm64"], "webstorm://open?file={path}&line={line}&column={column}"),
];

/// What a template may hold.
const PLACES: [&str; 3] = ["path", "line", "column"];
/// Schemes that a browser opens itself: a link of theirs would lead away from the page, or run in it.
const OF_BROWSERS: [&str; 14] = [
    "about",
    "blob",
    "chrome",
    "data",
    "file",
    "filesystem",
    "ftp",
    "http",
    "https",
    "javascript",
    "vbscript",
    "view-source",
    "ws",
    "wss",
];

/// The template for a name or a template: an address with `{path}`, and perhaps `{line}` and `{column}`.
///
/// # Errors
/// Why it is neither, in words that follow what was written.
pub(crate) fn editor_template(written: &str) -> Result<String, String> {
    if let Some(template) = known_editor(written) {
        return Ok(template.to_owned());
    }
    let Some((scheme, rest)) = written.split_once(':') else {
        return Err("is no editor that a browser can open".to_owned());
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if !is_scheme {
        return Err("is no address".to_owned());
    }
    if OF_BROWSERS.contains(&scheme.to_ascii_lowercase().as_str()) {
        return Err(format!("is an address that the browser opens itself (`{scheme}:`)"));
    }
    if let Some(odd) = rest.chars().find(|odd| !odd.is_ascii_graphic() || "\"<>\\^`|".contains(*odd)) {
        return Err(format!("has the character `{}`, which no address can have", odd.escape_default()));
    }
    let mut unnamed = rest.to_owned();
    for place in PLACES {
        unnamed = unnamed.replace(&format!("{{{place}}}"), "");
    }
    if unnamed.contains(['{', '}']) {
        return Err("has braces around something else than `path`, `line` or `column`".to_owned());
    }
    if !rest.contains("{path}") {
        return Err("has no `{path}`".to_owned());
    }
    Ok(written.to_owned())
}

/// The names of all editors that are known.
pub(crate) fn editor_names() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().flat_map(|(names, _)| names.iter().copied())
}

/// The template of an editor that is known by the name of its command.
pub(crate) fn known_editor(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    KNOWN.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, template)| *template)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_known_by_the_names_of_their_commands() {
        assert_eq!(editor_template("code").as_deref(), Ok("vscode://file{path}:{line}:{column}"));
        assert_eq!(editor_template("Zed").as_deref(), Ok("zed://file{path}:{line}:{column}"));
        assert_eq!(known_editor("pycharm"), Some("pycharm://open?file={path}&line={line}&column={column}"));
        assert!(editor_template("nvim").is_err() && editor_template("vim").is_err());
        for (_, template) in KNOWN {
            assert_eq!(editor_template(template).as_deref(), Ok(*template));
        }
    }

    #[test]
    fn an_address_of_ones_own_needs_a_path_and_a_scheme_that_leaves_the_browser() {
        let own = "my-editor://open?file={path}&at={line}";
        assert_eq!(editor_template(own).as_deref(), Ok(own));
        for (written, why) in [
            ("http://example.org/{path}", "is an address that the browser opens itself (`http:`)"),
            ("HTTPS://example.org/{path}", "is an address that the browser opens itself (`HTTPS:`)"),
            ("javascript:alert('{path}')", "is an address that the browser opens itself (`javascript:`)"),
            ("Data:text/html,{path}", "is an address that the browser opens itself (`Data:`)"),
            ("x://open?line={line}", "has no `{path}`"),
            ("x://{file}{path}", "has braces around something else than `path`, `line` or `column`"),
            ("x://{path}}", "has braces around something else than `path`, `line` or `column`"),
            ("x://a b{path}", "has the character ` `, which no address can have"),
            ("x://\"{path}", "has the character `\\\"`, which no address can have"),
            ("1x://{path}", "is no address"),
            (" javascript:{path}", "is no address"),
            ("java\tscript:{path}", "is no address"),
            ("emacs", "is no editor that a browser can open"),
            ("", "is no editor that a browser can open"),
        ] {
            assert_eq!(editor_template(written), Err(why.to_owned()), "{written}");
        }
    }
}

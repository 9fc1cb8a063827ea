//! Scripts as they are published: those that a page loads together are one file, which costs less on the way than each by
//! itself. Where a course brings a script of its own, every script is published by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::files::{STATIC, ThemeFiles};

/// Static files by their path below `static`.
type Statics = BTreeMap<String, Arc<[u8]>>;

/// Scripts that hold others when they are published: each with those it holds, in the order in which they use each other. No
/// two of one file have a name in common at their top level, and what `store.js` waits for may import none of them
/// (`schema.js` therefore stays by itself); the tests in a browser read what is published.
const BUNDLES: [(&str, &[&str]); 2] =
    [("site.js", &["messages.js", "dom.js", "store.js", "progress.js"]), ("item.js", &["score.js", "tasks.js"])];

/// Where scripts lie below `static`.
const SCRIPTS: &str = "js/";

/// The static files of a theme as they are published.
pub(super) fn published(files: &ThemeFiles) -> Statics {
    let statics = files.iter().filter_map(|(path, file)| Some((path.strip_prefix(STATIC)?, file)));
    let mut all: Statics = statics.clone().map(|(path, file)| (path.to_owned(), file.published(path))).collect();
    if !statics.into_iter().any(|(path, file)| path.starts_with(SCRIPTS) && file.is_of_course()) {
        for (host, parts) in &BUNDLES {
            bundle(&mut all, host, parts);
        }
    }
    all
}

/// Puts `parts` into `host`, and leads to it whoever imports one of them.
fn bundle(all: &mut Statics, host: &str, parts: &[&str]) {
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut code = String::new();
    for name in parts.iter().copied().chain([host]) {
        let bytes = all.remove(&format!("{SCRIPTS}{name}")).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let (head, rest) = head(&text);
        for (module, names) in head.into_iter().filter(|(module, _)| !parts.contains(module)) {
            imports.entry(module.to_owned()).or_default().extend(names.into_iter().map(str::to_owned));
        }
        code.push_str(rest);
        code.push('\n');
    }
    let line = |(module, names): (String, BTreeSet<String>)| {
        format!("import{{{}}}from\"./{module}\";", names.into_iter().collect::<Vec<_>>().join(","))
    };
    let head: String = imports.into_iter().map(line).collect();
    all.insert(format!("{SCRIPTS}{host}"), format!("{head}{code}").into_bytes().into());
    for (_, bytes) in all.iter_mut().filter(|(path, _)| path.starts_with(SCRIPTS)) {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let led = |text: String, part: &&str| text.replace(&format!("\"./{part}\""), &format!("\"./{host}\""));
        *bytes = parts.iter().fold(text.to_owned(), led).into_bytes().into();
    }
}

/// What a minified script imports, each module with the names, and what comes after.
fn head(text: &str) -> (Vec<(&str, Vec<&str>)>, &str) {
    let (mut imports, mut rest) = (Vec::new(), text);
    while let Some((line, after)) = rest.strip_prefix("import").and_then(|line| line.split_once(';')) {
        let Some((names, module)) = line.split_once("\"./") else { break };
        let names = names.trim_end_matches("from").trim_matches(['{', '}', ' ']);
        imports.push((module.trim_end_matches('"'), names.split(',').filter(|name| !name.is_empty()).collect()));
        rest = after;
    }
    (imports, rest)
}

#[cfg(test)]
mod tests {
    use super::super::files::embedded;
    use super::*;

    #[test]
    fn imports_are_read_with_their_names() {
        let (imports, rest) = head("import{a,b}from\"./x.js\";import\"./y.js\";a(b);import(\"./z.js\");");
        assert_eq!(imports, [("x.js", vec!["a", "b"]), ("y.js", vec![])]);
        assert_eq!(rest, "a(b);import(\"./z.js\");");
    }

    #[test]
    fn what_is_held_is_not_published_by_itself_and_is_imported_from_its_host() {
        let all = published(&embedded());
        for (host, parts) in BUNDLES {
            assert!(all.contains_key(&format!("js/{host}")));
            for part in parts {
                assert!(!all.contains_key(&format!("js/{part}")), "{part}");
                let asking: Vec<&String> = all
                    .iter()
                    .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&format!("\"./{part}\"")))
                    .map(|(path, _)| path)
                    .collect();
                assert_eq!(asking, Vec::<&String>::new(), "{part}");
            }
        }
    }
}

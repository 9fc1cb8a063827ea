//! The structure of the library: the order of its modules, what uses what, and what stands in one place only.

mod imports;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which the data walks through them.
const ORDER: [&str; 31] = [
    "source",
    "diagnostic",
    "progress",
    "threads",
    "signals",
    "input",
    "data",
    "privacy",
    "metadata",
    "config",
    "course",
    "site",
    "hosting",
    "content",
    "library",
    "drawing",
    "schema",
    "assemble",
    "theme",
    "search",
    "render",
    "check",
    "pipeline",
    "output",
    "project",
    "fix",
    "import",
    "preview",
    "publish",
    "export",
    "cli",
];

#[test]
fn a_module_uses_only_modules_above_it() {
    let mut wrong = Vec::new();
    for (file, module) in sources() {
        let own = place(&module).unwrap_or_else(|| panic!("`{module}` is not in the order of modules"));
        let text = fs::read_to_string(&file).expect("a source is UTF-8");
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if place(&name).is_some_and(|used| used > own) {
                    wrong.push(format!("{}:{}: `{module}` uses `{name}`", file.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_library_declares_its_modules_in_that_order() {
    let text = fs::read_to_string("src/lib.rs").expect("lib.rs is UTF-8");
    let declared: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(declared, ORDER);
}

#[test]
fn every_source_says_what_it_is_and_stays_short() {
    for (file, _) in sources() {
        let text = fs::read_to_string(&file).expect("a source is UTF-8");
        let is_tests = file.ends_with("tests.rs");
        assert!(is_tests || text.starts_with("//!"), "{} has no first sentence", file.display());
        assert!(text.lines().count() <= 400, "{} has more than 400 lines", file.display());
    }
}

#[test]
fn every_message_that_rust_asks_for_stands_in_one_table() {
    let table = fs::read_to_string("src/course/message_keys.rs").expect("a source is UTF-8");
    let known: BTreeSet<&str> = table.split('"').skip(1).step_by(2).collect();
    let mut asked = 0;
    for (file, module) in sources() {
        let text = fs::read_to_string(&file).expect("a source is UTF-8");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let is_asked = ["content", "render", "search"].contains(&module.split("::").next().unwrap_or_default());
        for found in text.split("essage(").skip(1).filter(|_| is_asked) {
            let Some(key) = found.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            asked += 1;
            assert!(known.contains(key), "{}: `{key}` is not in MESSAGE_KEYS", file.display());
        }
    }
    assert!(asked > 20, "what Rust asks for was found");
}

#[test]
fn no_more_than_three_sources_need_each_other() {
    let sources = code();
    let uses = imports::uses(&sources);
    assert!(uses.iter().map(BTreeSet::len).sum::<usize>() > 500, "what sources use was found");
    let names = |circle: &BTreeSet<usize>| circle.iter().map(|at| sources[*at].file.display().to_string()).collect();
    let circles: Vec<Vec<String>> =
        imports::circles(&uses).iter().filter(|circle| circle.len() > 3).map(names).collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn what_stands_in_one_place_only() {
    let escapes = ["&amp;", "&lt;", "&quot;"];
    assert_eq!(files_with(&escapes), Vec::<String>::new(), "`source::html` alone escapes HTML, by a library");
    let extensions = ["stem_and_extension", ".extension()", "ends_with(\".md", "ends_with(\".css", "ends_with(\".js"];
    let roles = |file: &String| file.starts_with("src/input/roles") || file == "src/source/path.rs";
    let others: Vec<String> = files_with(&extensions).into_iter().filter(|file| !roles(file)).collect();
    assert!(others.is_empty(), "what a file is, `input` decides by its name once: {others:?}");
    let marks = files_with(&["\\u{1}", "\\u{2}", "\\u{3}", "\\x01"]);
    assert!(marks.is_empty(), "no control character stands for anything: {marks:?}");
}

/// The sources whose text, tests apart, has one of these.
fn files_with(texts: &[&str]) -> Vec<String> {
    let has = |source: &&Source| texts.iter().any(|text| source.text.contains(text));
    code().iter().filter(has).map(|source| source.file.display().to_string()).collect()
}

/// One source of the library, tests apart.
struct Source {
    file: PathBuf,
    /// `["render", "pages", "home"]` for `src/render/pages/home.rs`; the library itself is the empty path.
    module: Vec<String>,
    /// Its text without tests.
    text: String,
    /// Its text without comments, literals and tests.
    code: String,
}

fn code() -> Vec<Source> {
    let files =
        sources().into_iter().map(|(file, _)| file).filter(|file| !file.to_string_lossy().ends_with("tests.rs"));
    let source = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("a source is UTF-8");
        let path = file.strip_prefix("src").expect("below src").with_extension("");
        let mut module: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        let tests = text.find("\n#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        Source { code: without_literals(&text[..tests]), text: text[..tests].to_owned(), file, module }
    };
    files.map(source).collect()
}

/// Code without comments, strings and characters.
fn without_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(hashes) = raw_string(rest) {
            let end = format!("\"{}", "#".repeat(hashes));
            let start = hashes + 2;
            rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len())
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' && is_character(rest) {
            quoted(rest, '\'')
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        code.push(' ');
        rest = &rest[length..];
    }
    code
}

/// How many `#` a raw string begins with, where one begins.
fn raw_string(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

/// The length of a literal in quotes, with what is escaped in it.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '\\' if !escaped => escaped = true,
            found if found == quote && !escaped => return at + 1,
            _ => escaped = false,
        }
    }
    text.len()
}

/// Whether a quote begins a character and no lifetime.
fn is_character(text: &str) -> bool {
    let mut characters = text.chars().skip(1);
    let (first, second) = (characters.next(), characters.next());
    first == Some('\\') || second == Some('\'')
}

fn place(module: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == module)
}

/// Every source below `src` with the module it belongs to, but for the roots of the library and of the program.
fn sources() -> Vec<(PathBuf, String)> {
    let mut sources = Vec::new();
    for entry in walkdir::WalkDir::new("src").sort_by_file_name() {
        let path = entry.expect("src can be walked").into_path();
        let own = path.strip_prefix("src").expect("below src");
        let first = own.components().next().map(|part| Path::new(&part).with_extension(""));
        let Some(module) = first.and_then(|first| first.to_str().map(str::to_owned)) else { continue };
        if path.extension().is_some_and(|extension| extension == "rs") && !["lib", "main"].contains(&module.as_str()) {
            sources.push((path, module));
        }
    }
    assert!(sources.len() > 20, "the sources were found");
    sources
}

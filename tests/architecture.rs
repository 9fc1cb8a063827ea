//! The order of modules: a module uses only those above it in the list of `src/lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which the data walks through them.
const ORDER: [&str; 21] = [
    "source",
    "diagnostic",
    "progress",
    "input",
    "data",
    "config",
    "course",
    "site",
    "content",
    "library",
    "schema",
    "assemble",
    "theme",
    "search",
    "render",
    "check",
    "pipeline",
    "output",
    "fix",
    "preview",
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

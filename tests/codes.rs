//! The cases in `tests/cases`, taken together.

use std::fs;
use std::path::PathBuf;

use attune::internals::diagnostic::Code;

fn cases() -> Vec<PathBuf> {
    let folders = fs::read_dir("tests/cases").expect("there are cases").map(|entry| entry.expect("a folder").path());
    let is_case = |path: &PathBuf| path.is_dir() && !path.ends_with("_theme");
    let cases: Vec<PathBuf> = folders.filter(is_case).collect();
    assert!(!cases.is_empty(), "there are cases");
    cases
}

#[test]
fn every_code_has_a_case() {
    let mut said: String =
        cases().iter().map(|case| fs::read_to_string(case.join("expect.txt")).unwrap_or_default()).collect();
    // No course gets these.
    said.push_str(&fs::read_to_string("tests/cmd/import.md").expect("there are sessions of `attune import`"));
    let missing: Vec<&str> =
        Code::ALL.iter().map(|code| code.as_str()).filter(|code| !said.contains(&format!("[{code}]"))).collect();
    assert!(missing.is_empty(), "codes without a case: {}", missing.join(", "));
}

#[test]
fn every_case_says_what_it_expects() {
    let silent: Vec<PathBuf> = cases().into_iter().filter(|case| !case.join("expect.txt").is_file()).collect();
    assert!(silent.is_empty(), "cases without an `expect.txt`, which are not run: {silent:?}");
}

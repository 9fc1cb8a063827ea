//! The version of Rust that Attune needs, and its own, are the same wherever they are named.

use std::fs;

fn text(path: &str) -> String {
    fs::read_to_string(path).expect(path)
}

fn table(path: &str) -> toml::Table {
    text(path).parse().expect(path)
}

#[test]
fn one_version_of_rust_is_needed() {
    let package = &table("Cargo.toml")["package"];
    let needed = package["rust-version"].as_str().expect("a version");
    assert_eq!(table("clippy.toml")["msrv"].as_str(), Some(needed));
    assert!(text("CONTRIBUTING.md").contains(&format!("Rust {needed} or newer")));
}

#[test]
fn the_changelog_has_the_version_of_the_program() {
    let package = &table("Cargo.toml")["package"];
    let version = package["version"].as_str().expect("a version");
    let changelog = text("CHANGELOG.md");
    let headings: Vec<&str> = changelog.lines().filter_map(|line| line.strip_prefix("## [")).collect();
    assert_eq!(headings.first(), Some(&"Unreleased]"));
    assert!(headings.get(1).is_some_and(|heading| heading.starts_with(&format!("{version}] - 20"))), "{headings:?}");
}

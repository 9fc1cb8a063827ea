//! `docs/keys.md` lists every key that the readers know, and no other.

use std::fmt::Write as _;
use std::fs;

use attune::internals::schema::{KeyEntry, front_matter_keys, glossary_keys, site_keys};

const PAGE: &str = "docs/keys.md";

fn table(page: &mut String, keys: &[KeyEntry]) {
    page.push_str("| key | value | what it is for |\n| --- | --- | --- |\n");
    for KeyEntry { path, form, about, required, .. } in keys {
        let must = if *required { " (required)" } else { "" };
        writeln!(page, "| `{path}` | {form}{must} | {about} |").expect("a text takes more text");
    }
}

fn page() -> String {
    let mut page = "# Every key\n\nMade from the tables that the readers themselves use; `UPDATE=1 cargo test --test schema` writes this page. \
                    The [author's guide](authoring.md) shows how the keys are used. \
                    In text on one line, the end of a line is a space.\n\n## site.toml\n\n`NAME` is any name.\n\n"
        .to_owned();
    table(&mut page, &site_keys());
    page.push_str("\n## Front matter\n\nA key without a value counts as absent.\n\n");
    table(&mut page, &front_matter_keys());
    page.push_str("\n## A term in the glossary\n\n");
    table(&mut page, &glossary_keys());
    page
}

#[test]
fn every_key_is_documented() {
    let expected = page();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(PAGE, &expected).expect("the page can be written");
    }
    let found = fs::read_to_string(PAGE).expect("the page is there");
    assert_eq!(found, expected, "run `UPDATE=1 cargo test --test schema` and look at the difference");
}

#[test]
fn keys_are_listed_with_their_tables_and_words() {
    let keys = site_keys();
    let find = |path: &str| keys.iter().find(|key| key.path == path).unwrap_or_else(|| panic!("`{path}` is a key"));
    assert_eq!(find("markdown.html").words, ["sanitize", "escape", "trust"]);
    assert_eq!(find("course.pass_mark").form, "a whole number from 0 to 100");
    assert!(find("course.authors.name").required && !find("kinds.NAME.label").required);
    assert!(find("references.style").words.contains(&"apa"));
    assert!(keys.iter().all(|key| key.path != "course.review_months"));
    assert!(keys.iter().all(|key| key.about.ends_with('.')), "what a key is for is a sentence");
}

//! The place of a finding moves with the text around it, whatever the finding is kept by.

use std::fs;
use std::path::Path;

use attune::internals::source::CoursePath;
use attune::{BuildOptions, Project};

/// A course's file with everything in it two lines further down.
fn moved_down(path: &str, text: &str) -> Option<String> {
    let is_data = [".toml", ".yaml", ".yml", ".bib"].iter().any(|ending| path.ends_with(ending));
    if is_data {
        return Some(format!("\n\n{text}"));
    }
    let (head, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    Some(format!("---\n{head}\n---\n\n\n{body}"))
}

/// A course of `tests/cases`, with what it is given where it has none.
fn case(folder: &Path) -> Option<Project> {
    let mut project = Project::open(folder).ok()?;
    for (path, text) in [("site.toml", "title = \"Case\"\n"), ("content/_index.md", "---\ntitle: Home\n---\n\nHome.\n")]
    {
        if !project.inputs().files.contains_key(&CoursePath::new(path)) {
            project.put(CoursePath::new(path), text.as_bytes().to_vec());
        }
    }
    Some(project)
}

#[test]
fn places_move_with_the_text_around_them() {
    let said = |project: &mut Project| {
        let found = project.build(&BuildOptions::default()).diagnostics;
        let mut said: Vec<String> = found.iter().map(|found| format!("{found:?}")).collect();
        said.sort_unstable();
        said
    };
    let (mut moved, mut stale) = (0, Vec::new());
    for case in fs::read_dir("tests/cases").expect("the cases").flatten() {
        let Some(mut warm) = self::case(&case.path()) else { continue };
        let before = said(&mut warm);
        let mut cold = self::case(&case.path()).expect("it was there");
        let texts: Vec<_> = warm
            .inputs()
            .files
            .iter()
            .filter_map(|(path, file)| Some((path.clone(), file.content.text()?.to_string())))
            .collect();
        for (path, text) in texts {
            if let Some(text) = moved_down(path.as_str(), &text) {
                cold.put(path.clone(), text.clone().into_bytes());
                warm.put(path, text.into_bytes());
            }
        }
        let after = said(&mut warm);
        if after != said(&mut cold) {
            stale.push(case.path());
        }
        moved += usize::from(after != before);
    }
    assert!(stale.is_empty(), "{stale:#?}");
    assert!(moved > 100, "most cases have a finding with a place: {moved}");
}

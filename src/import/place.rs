//! Where in an existing course imported pages go: a module takes the next number, or the folder that is named.

use std::collections::BTreeMap;

/// Files by their path.
type Files = BTreeMap<String, Vec<u8>>;

/// The files of a course of its own as modules of another, which has modules with numbers up to `last`. The front page is the
/// other's.
pub(crate) fn as_modules(content: Files, last: usize) -> Files {
    let moved = |path: &str| match path.split_once('-') {
        Some((number, rest)) if number.len() == 2 => match number.parse::<usize>() {
            Ok(number) => format!("{:02}-{rest}", number + last),
            Err(_) => path.to_owned(),
        },
        _ => path.to_owned(),
    };
    content.into_iter().filter(|(path, _)| path != "_index.md").map(|(path, bytes)| (moved(&path), bytes)).collect()
}

/// The same for a folder of another course: one module alone becomes that folder.
pub(crate) fn as_folder(mut content: Files) -> Files {
    let first = |path: &String| path.split_once('/').map(|(folder, _)| folder.to_owned());
    let folders: std::collections::BTreeSet<Option<String>> =
        content.keys().filter(|path| *path != "_index.md").map(first).collect();
    let [Some(folder)] = folders.into_iter().collect::<Vec<_>>().try_into().unwrap_or([None]) else { return content };
    content.remove("_index.md");
    let inner = |path: String| {
        path.strip_prefix(&folder).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned).unwrap_or(path)
    };
    content.into_iter().map(|(path, bytes)| (inner(path), bytes)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> Files {
        paths.iter().map(|path| ((*path).to_owned(), Vec::new())).collect()
    }

    #[test]
    fn a_module_takes_the_next_number_or_the_folder_that_is_named() {
        let made = files(&["_index.md", "01-quiz/_index.md", "01-quiz/01-a.md"]);
        assert_eq!(as_modules(made.clone(), 3), files(&["04-quiz/_index.md", "04-quiz/01-a.md"]));
        assert_eq!(as_folder(made), files(&["_index.md", "01-a.md"]));
        let several = files(&["_index.md", "01-a/_index.md", "02-b/_index.md"]);
        assert_eq!(as_folder(several.clone()), several);
    }
}

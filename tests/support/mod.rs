//! Courses in memory.

use std::sync::Arc;

use attune::input::{FileContent, FileRole, InputFile, Inputs};
use attune::pipeline::{BuildOptions, Built, Memo, build};
use attune::source::{CoursePath, Digest};

/// A course of these files: path and text of each.
pub(crate) fn inputs<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Inputs {
    let mut inputs = Inputs::default();
    for (path, text) in files {
        let (path, text): (CoursePath, Arc<str>) = (CoursePath::new(path), Arc::from(text));
        inputs.sources.add(path.clone(), Arc::clone(&text));
        let digest = Digest::of(text.as_bytes());
        let role = FileRole::of(&path);
        inputs.files.insert(path, InputFile { role, digest, content: FileContent::Text(text) });
    }
    inputs
}

/// The site of a course without errors.
pub(crate) fn built(inputs: &Inputs, options: &BuildOptions) -> Built {
    let built = build(inputs, options, &mut Memo::default());
    let errors: Vec<_> = built.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    built.value
}

/// The text of a file of the site.
pub(crate) fn text(built: &Built, path: &str) -> String {
    let (path, file) = built.site.iter().find(|(known, _)| known.as_str() == path).expect("the site has the file");
    String::from_utf8(file.make(path).expect("the file is made").into_owned()).expect("the file is UTF-8")
}

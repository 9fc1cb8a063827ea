//! Courses in memory.

use attune::internals::input::Inputs;
use attune::internals::source::CoursePath;
use attune::{BuildOptions, Format, Project, Report};

/// A course of these files: path and text of each.
pub(crate) fn inputs<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Inputs {
    let mut inputs = Inputs::default();
    for (path, text) in files {
        inputs.put(CoursePath::new(path), text.as_bytes().to_vec());
    }
    inputs
}

/// The site of a course without errors.
pub(crate) fn built(inputs: &Inputs, options: &BuildOptions) -> Report {
    let report = Project::in_memory(inputs.clone()).build(options);
    assert!(!report.has_errors(), "{}", report.text(Format::Short));
    report
}

/// The text of a file of the site.
pub(crate) fn text(report: &Report, path: &str) -> String {
    let file = report.site.iter().find(|file| file.path.as_str() == path).expect("the site has the file");
    String::from_utf8(file.make().expect("the file is made").into_owned()).expect("the file is UTF-8")
}

//! The titles of all pages, for searching where the index cannot be used: opened from disk, or without WebAssembly.

use crate::course::{Course, PageRole};

/// A script that puts the titles where the theme's search finds them; a page opened from disk can read nothing else.
/// Each is the address from the site's root, the title, and the title of its module (or nothing).
pub(crate) fn titles(course: &Course) -> String {
    let title = |page: &crate::course::Page| {
        let module = match page.role {
            PageRole::Lesson(module) => course.page(course.modules[module].index).front.title.as_str(),
            PageRole::Home | PageRole::ModuleIndex(_) | PageRole::Standalone => "",
        };
        serde_json::json!([page.address.out_path().as_str(), page.front.title, module]).to_string()
    };
    let titles: Vec<String> = course.listed().map(title).collect();
    format!("window.attuneTitles = [\n{}\n];\n", titles.join(",\n"))
}

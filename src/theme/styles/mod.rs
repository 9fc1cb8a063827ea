//! A theme's style sheets as they are published. The program's own are written in small parts, one for each thing on a page, and
//! published joined, one for each kind of page and minified, so that a page loads one or two with what it needs.
//!
//! A part of the course in the place of one of these is joined like it. Any other sheet of the course is published as it is; where it
//! imports something, the parts are published too.

mod minify;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::files::{STATIC, ThemeFile, ThemeFiles};
use super::minifier::Minifier;
use super::scripts::Statics;

static MINIFIER: Minifier = Minifier::new(minify::minified);

/// How a part is asked for. All sheets lie in one folder, so that addresses in them mean the same wherever they are joined.
const IMPORT: (&str, &str) = ("@import url(\"", "\");");

/// Puts into `statics` what is published of the theme's style sheets.
pub(super) fn publish(files: &ThemeFiles, statics: &mut Statics) {
    let sheets = || files.iter().filter_map(|(path, file)| Some((path.strip_prefix(STATIC)?, file))).filter(is_sheet);
    let own: Vec<(&str, &ThemeFile)> = sheets().filter(|(_, file)| !file.is_of_course()).collect();
    let mut imported = BTreeSet::new();
    for (name, _) in &own {
        let mut parts = Vec::new();
        let text = joined(files, name, &mut parts);
        statics.insert((*name).to_owned(), MINIFIER.bytes_of(&text));
        imported.extend(parts.into_iter().skip(1));
    }
    let entries: BTreeSet<String> =
        own.iter().map(|(name, _)| (*name).to_owned()).filter(|name| !imported.contains(name)).collect();
    let imports = |(name, file): (&str, &ThemeFile)| {
        file.is_of_course() && !imported.contains(name) && file.text().is_some_and(|text| text.contains("@import"))
    };
    let has_foreign = sheets().any(imports);
    if !has_foreign {
        statics.retain(|name, _| entries.contains(name) || !imported.contains(name));
    }
}

fn is_sheet((name, _): &(&str, &ThemeFile)) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending == "css")
}

/// A sheet with what it imports in the place of the import; `parts` gets its name and theirs. A part that is not there, or was
/// already, stays an import.
fn joined(files: &ThemeFiles, name: &str, parts: &mut Vec<String>) -> String {
    parts.push(name.to_owned());
    let text = text(files, name).unwrap_or_default();
    let mut all = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((before, after)) = rest.split_once(IMPORT.0) {
        all.push_str(before);
        let found = after
            .split_once(IMPORT.1)
            .filter(|(part, _)| text_is_there(files, part) && !parts.iter().any(|known| known == part));
        if let Some((part, after)) = found {
            all.push_str(&joined(files, part, parts));
            rest = after;
        } else {
            all.push_str(IMPORT.0);
            rest = after;
        }
    }
    all.push_str(rest);
    all
}

fn text(files: &ThemeFiles, name: &str) -> Option<Arc<str>> {
    files.get(&format!("{STATIC}{name}")).and_then(ThemeFile::text)
}

fn text_is_there(files: &ThemeFiles, name: &str) -> bool {
    files.contains_key(&format!("{STATIC}{name}"))
}

#[cfg(test)]
mod tests {
    use super::super::files::{collect, embedded, statics};
    use super::super::tests::course;
    use super::*;

    fn published(files: &ThemeFiles) -> Statics {
        let mut all = statics(files);
        publish(files, &mut all);
        all
    }

    fn sheet(all: &Statics, name: &str) -> String {
        String::from_utf8(all[name].to_vec()).expect("text")
    }

    #[test]
    fn parts_are_joined_and_not_published_themselves() {
        let all = published(&embedded());
        let lesson = sheet(&all, "lesson.css");
        assert!(lesson.contains("--ink-soft:") && lesson.contains(".options{"), "{lesson}");
        assert!(!lesson.contains("@import") && !lesson.contains("/*"), "{lesson}");
        assert!(!all.contains_key("tokens.css") && !all.contains_key("item.css"), "{:?}", all.keys());
        assert!(all.contains_key("search.css"));
    }

    #[test]
    fn a_part_of_the_course_is_joined_in_the_place_of_the_programs() {
        let inputs = course(&[("themes/mine/static/tokens.css", ":root { --ink: #123456; }")]);
        let all = published(&collect(&inputs, "mine"));
        for name in ["site.css", "lesson.css", "lesson-step.css"] {
            let sheet = sheet(&all, name);
            assert!(sheet.contains(":root{--ink:#123456}") && !sheet.contains("--ink-soft:light"), "{name}");
            assert!(
                sheet.starts_with("@layer tokens,base,"),
                "what wins over what is not the course's to repeat: {name}"
            );
        }
        assert!(!all.contains_key("tokens.css"));
    }

    #[test]
    fn a_sheet_of_the_course_is_published_as_it_is_and_may_import_parts() {
        let text = "@import url(\"tokens.css\");\np { margin: 0 }\n";
        let all = published(&collect(&course(&[("themes/mine/static/mine.css", text)]), "mine"));
        assert_eq!(sheet(&all, "mine.css"), text);
        assert!(sheet(&all, "tokens.css").contains("--ink:"));
    }

    #[test]
    fn parts_that_import_each_other_end() {
        let files = [
            ("themes/mine/static/base.css", "@import url(\"frame.css\");"),
            ("themes/mine/static/frame.css", "@import url(\"base.css\"); a { b: c }"),
        ];
        let all = published(&collect(&course(&files), "mine"));
        assert_eq!(sheet(&all, "site.css").matches("a{b:c}").count(), 1);
    }
}

//! The files of a theme: the embedded ones, shadowed by the course's.

use std::collections::BTreeMap;
use std::path::Component;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::config::ThemeChoice;
use crate::diagnostic::{Code, Diagnostic, Place, listed, suggest};
use crate::input::{FileContent, FileRole, Inputs};
use crate::metadata::{self, Stripped};
use crate::source::{CoursePath, Digest, Span};

/// The name of the theme that is part of the program.
pub(super) const DEFAULT_NAME: &str = "default";
/// Where templates lie in a theme.
pub(super) const TEMPLATES: &str = "templates/";
/// Where files that are published as they are lie in a theme.
pub(super) const STATIC: &str = "static/";
/// Where the interface's words lie in a theme.
pub(super) const STRINGS: &str = "strings/";

/// Where a theme keeps the default theme's files as they were when they were copied, which nothing but `attune theme diff` reads.
pub(super) const UPSTREAM: &str = "upstream/";

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme's files by their path inside the theme.
pub(super) type ThemeFiles = BTreeMap<String, ThemeFile>;

/// One file of a theme.
#[derive(Debug, Clone)]
pub(super) struct ThemeFile {
    /// Its path in the course, or where it would be if the embedded theme were part of the course.
    pub(super) path: CoursePath,
    /// Whose it is.
    pub(super) origin: Origin,
    content: FileContent,
}

/// Whose a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Part of the program.
    Embedded,
    /// The course's; its text is in the course's sources.
    Course,
}

impl ThemeFile {
    /// Whether the course brought it.
    pub(super) fn is_of_course(&self) -> bool {
        self.origin == Origin::Course
    }

    /// Its text, when it is text.
    pub(super) fn text(&self) -> Option<Arc<str>> {
        match &self.content {
            FileContent::Text(text) => Some(Arc::clone(text)),
            FileContent::Bytes(bytes) => std::str::from_utf8(bytes).ok().map(Arc::from),
            FileContent::Page(_) | FileContent::OnDisk(_) => None,
        }
    }

    /// Another text in its place, which stays whose it is.
    pub(super) fn put(&mut self, text: &str) {
        self.content = FileContent::Text(Arc::from(text));
    }

    pub(super) fn bytes(&self) -> Arc<[u8]> {
        bytes(&self.content)
    }
}

/// What a file of a theme holds.
pub(super) fn bytes(content: &FileContent) -> Arc<[u8]> {
    match content {
        FileContent::Text(text) => Arc::from(text.as_bytes()),
        FileContent::Bytes(bytes) => Arc::clone(bytes),
        // Only what lies in `content` is a page or stays on the disk.
        FileContent::Page(_) | FileContent::OnDisk(_) => Arc::default(),
    }
}

/// A theme's static files by their path below [`STATIC`], scripts and style sheets as they are written.
pub(super) fn statics(files: &ThemeFiles) -> BTreeMap<String, Arc<[u8]>> {
    let statics = files.iter().filter_map(|(path, file)| Some((path.strip_prefix(STATIC)?, file)));
    statics.map(|(path, file)| (path.to_owned(), file.bytes())).collect()
}

/// The embedded theme, shadowed by what the course has in `themes/NAME`.
pub(super) fn collect(inputs: &Inputs, name: &str) -> ThemeFiles {
    let folder = format!("themes/{name}");
    let mut files = embedded();
    for (path, file) in inputs.files.iter().filter(|(_, file)| file.role == FileRole::Theme) {
        let Some(inside) = path.below(&folder).filter(|inside| !inside.starts_with(UPSTREAM)) else { continue };
        let own = ThemeFile { path: path.clone(), origin: Origin::Course, content: file.content.clone() };
        // A copy of the program's own file is no change to it.
        if files.get(inside).is_none_or(|embedded| embedded.bytes() != own.bytes()) {
            files.insert(inside.to_owned(), own);
        }
    }
    files
}

/// Files of the course's theme that nothing uses: in a folder that themes do not have, or a template that takes no other's place
/// and is named by none. Mostly a name is misspelt.
pub(super) fn unused(files: &ThemeFiles) -> Vec<Diagnostic> {
    let mut own = files.iter().filter(|(_, file)| file.is_of_course()).peekable();
    if own.peek().is_none() {
        return Vec::new();
    }
    let embedded = embedded();
    let texts: Vec<Arc<str>> =
        files.iter().filter(|(path, _)| path.starts_with(TEMPLATES)).filter_map(|(_, file)| file.text()).collect();
    let report = |path: &str, file: &ThemeFile, other: String| {
        let meant = suggest(path, embedded.keys().map(String::as_str));
        let message = format!("nothing uses the file `{path}` of the theme");
        Diagnostic::at(Code::ThemeFile, Place::File(file.path.clone()), message).help(meant.help(other))
    };
    let finding = |(path, file): (&String, &ThemeFile)| match path.strip_prefix(TEMPLATES) {
        Some(_) if embedded.contains_key(path) => None,
        Some(name) => {
            let is_named =
                texts.iter().any(|text| text.contains(&format!("\"{name}\"")) || text.contains(&format!("'{name}'")));
            let other = "include or extend it in another template, or remove it".to_owned();
            (!is_named).then(|| report(path, file, other))
        }
        None if path.starts_with(STATIC) || path.starts_with(STRINGS) => None,
        // What explains a theme stands at its head.
        None if !path.contains('/') && ![".html", ".css", ".js"].iter().any(|code| path.contains(code)) => None,
        None => Some(report(path, file, format!("a theme has the folders {}", listed([TEMPLATES, STATIC, STRINGS])))),
    };
    own.filter_map(finding).collect()
}

/// Files that `site.toml` names and the theme does not have.
pub(super) fn not_there(files: &ThemeFiles, choice: &ThemeChoice) -> Vec<Diagnostic> {
    let named = choice.styles.iter().chain(&choice.scripts).chain(&choice.logo);
    let missing = named.filter(|(path, _)| !files.contains_key(&format!("{STATIC}{path}")));
    let report = |(path, span): &(String, Span)| {
        let own = files.iter().filter(|(_, file)| file.is_of_course());
        let known = own.filter_map(|(known, _)| known.strip_prefix(STATIC));
        let message = format!("the theme has no file `{path}`");
        let other = format!("put it at `themes/{}/{STATIC}{path}`", choice.name);
        Diagnostic::new(Code::ThemeAsset, *span, message).help(suggest(path, known).help(other))
    };
    missing.map(report).collect()
}

/// Takes the metadata out of the course's own pictures; those from which they cannot be taken.
pub(super) fn strip_pictures(files: &mut ThemeFiles) -> Vec<Diagnostic> {
    let mut refused = Vec::new();
    for file in files.values_mut().filter(|file| file.is_of_course()) {
        match metadata::published_without_metadata(&file.path, &file.bytes()) {
            Stripped::Same => {}
            Stripped::Other(bytes) => file.content = FileContent::Bytes(Arc::from(bytes)),
            Stripped::Refused => refused.push(metadata::unstrippable(&file.path)),
        }
    }
    refused
}

/// The theme that is part of the program.
pub(super) fn embedded() -> ThemeFiles {
    let mut files = ThemeFiles::new();
    walk(&EMBEDDED, &mut files);
    files
}

/// Every text of the theme that is part of the program.
pub(crate) fn own_texts() -> Vec<Arc<str>> {
    embedded().values().filter_map(ThemeFile::text).collect()
}

/// The path of every file of it, as the program holds it.
pub(super) fn embedded_paths() -> Vec<&'static str> {
    fn paths(folder: &'static Dir<'static>, found: &mut Vec<&'static str>) {
        found.extend(folder.files().filter_map(|file| file.path().to_str()));
        folder.dirs().for_each(|inner| paths(inner, found));
    }
    let mut found = Vec::new();
    paths(&EMBEDDED, &mut found);
    found
}

fn walk(folder: &Dir<'_>, files: &mut ThemeFiles) {
    for file in folder.files() {
        let parts: Vec<&str> = file.path().components().filter_map(part).collect();
        let inside = parts.join("/");
        let path = CoursePath::new(&format!("themes/{DEFAULT_NAME}/{inside}"));
        let content = FileContent::Bytes(Arc::from(file.contents()));
        files.insert(inside, ThemeFile { path, origin: Origin::Embedded, content });
    }
    folder.dirs().for_each(|inner| walk(inner, files));
}

fn part(component: Component<'_>) -> Option<&str> {
    match component {
        Component::Normal(name) => name.to_str(),
        _ => None,
    }
}

/// One digest of these files, their names included.
pub(super) fn digest<'a>(files: impl Iterator<Item = (&'a String, &'a ThemeFile)>) -> Digest {
    let mut all = Vec::new();
    for (path, file) in files {
        all.extend_from_slice(path.as_bytes());
        all.push(0);
        all.extend_from_slice(Digest::of(&file.bytes()).hex(32).as_bytes());
    }
    Digest::of(&all)
}

//! `attune new`: pages, files of data, and parts of pages, ready to be filled in.
//!
//! With a path a page is written ([`place`] says where); without one, a part of a page is printed, to be pasted or sent
//! into a file. The texts are in [`template`]; a kind of the course's own gets a page of that kind.

mod place;
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;

use crate::config::{Kind, NAMES, OwnContainers};
use crate::diagnostic::{IoFault, listed, suggest};

use super::init::create;
use super::offered::Offered;
use super::terminal::{result, say};
use super::{Ending, root};

use place::{Numbered, bare, in_known_folders, name, numbered, place};
use template::{DATA, PAGES, PARTS, TextLanguage, own_part, page, part};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune new lesson content/01-noticing/03-mixed-forms.md
  attune new case content/07-cases/the-late-essay.md
  attune new module 02-repair
  attune new repair-step 02-repair/listen        a page of that kind, also of one of your own
  attune new question                            a part of a page, to paste into one
  attune new protocol                            the same for a container of your own
  attune new scenario >> content/02-repair/01-first.md
  attune new glossary                            content/glossary.yaml

With a path a page is written, and the path goes to standard output. The title is made from the name;
where the neighbours have numbers, the next one is put in front. Without a path a part is printed.")]
pub(super) struct Arguments {
    /// What to write: a kind of page, a part of a page, `glossary` or `references`.
    #[arg(value_parser = Offered(names))]
    kind: String,
    /// Where: a folder for a module, a file for every other page; nothing for a part of a page.
    path: Option<PathBuf>,
    /// The course's folder [default: the nearest one with a site.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// Every name that needs no course, for help and completion; a course may have more.
fn names() -> Vec<PossibleValue> {
    let alone = PARTS.iter().filter(|(part, ..)| PAGES.iter().all(|(page, ..)| page != part));
    let all = PAGES.iter().chain(&DATA).chain(alone);
    all.map(|(name, what, _)| PossibleValue::new(*name).help(*what)).collect()
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    try_run(arguments).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments) -> Result<Ending, Ending> {
    let kind = arguments.kind.as_str();
    if let Some((_, _, text)) = DATA.iter().find(|(name, ..)| *name == kind) {
        return data(arguments, text);
    }
    let Some(path) = &arguments.path else { return print(kind, arguments.root.as_deref()) };
    let root = root::find(arguments.root.as_deref())?;
    let config = root::config(&root);
    let (kinds, language) = (config.kinds, language_of(&config.language));
    let is_module = kind == "module";
    if page(kind, &kinds, "", language).is_none() {
        return Err(unknown(kind, &kinds));
    }
    let here = std::env::current_dir().map_err(|error| IoFault::new("cannot read", Path::new("."), &error))?;
    let place = in_known_folders(&root, &place(&root, &here, path, is_module)?);
    let name = name(&place)?;
    let (folder, bare) = (place.parent().unwrap_or(&root), bare(name));
    let name = match numbered(folder, name, is_module)? {
        Numbered::Is(name) => name,
        // A folder of lessons without its first page is what a module is written into.
        Numbered::Twin(twin) if is_module && folder.join(&twin).is_dir() => twin,
        Numbered::Twin(twin) => return Err(taken(&folder.join(twin))),
    };
    let file = if is_module { folder.join(name).join("_index.md") } else { folder.join(format!("{name}.md")) };
    let text = page(kind, &kinds, bare, language).ok_or_else(|| unknown(kind, &kinds))?;
    write(&root, &file, &text)?;
    advise(kind, &file);
    Ok(Ending::Done)
}

/// The language of the texts for a course in this language; that they are English where there are none in its own is said.
fn language_of(tag: &str) -> TextLanguage {
    TextLanguage::of(tag).unwrap_or_else(|| {
        say!("The words are English: there are none in the language of the course, `{tag}`, but in `en` and `de`.");
        TextLanguage::English
    })
}

/// Writes a file that is not there yet, and says where. No link may lead it out of the course.
fn write(root: &Path, file: &Path, text: &str) -> Result<(), Ending> {
    let real = |path: &Path| path.ancestors().find_map(|part| fs::canonicalize(part).ok());
    let folder = file.parent().and_then(real);
    if !folder.zip(real(root)).is_some_and(|(folder, root)| folder.starts_with(root)) {
        return Err(Ending::Usage(format!("a link leads `{}` out of the course", root::shown(file))));
    }
    if file.symlink_metadata().is_ok() {
        return Err(taken(file));
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| IoFault::new("cannot create", folder, &error))?;
    }
    create(file, text.as_bytes())?;
    Ok(result(&format!("{}\n", root::shown(file)))?)
}

/// Writes a file of data, unless the course has it under any of its names.
fn data(arguments: &Arguments, text: &'static str) -> Result<Ending, Ending> {
    let kind = arguments.kind.as_str();
    if arguments.path.is_some() {
        return Err(Ending::Usage(format!("the place of `{kind}` is fixed: leave the path out")));
    }
    let root = root::find(arguments.root.as_deref())?;
    let content = root.join("content");
    let there = ["yaml", "yml", "bib"].map(|extension| content.join(format!("{kind}.{extension}")));
    if let Some(there) = there.iter().find(|file| file.symlink_metadata().is_ok()) {
        return Err(taken(there));
    }
    let language = language_of(&root::config(&root).language);
    write(&root, &there[0], language.data(kind, text))?;
    Ok(Ending::Done)
}

/// Prints a part of a page; what containers there are of a course's own says the one that is meant, where there is one.
fn print(kind: &str, root: Option<&Path>) -> Result<Ending, Ending> {
    let config = root::find(root).map(|root| root::config(&root)).ok();
    let language = config.as_ref().map_or(TextLanguage::English, |config| language_of(&config.language));
    let own = config.map(|config| config.containers).unwrap_or_default();
    let Some(text) = part(kind, language).or_else(|| own_part(kind, &own, language)) else {
        let where_to = format!("say where the page is to be: `attune new {kind} content/…`");
        if PAGES.iter().any(|(name, ..)| *name == kind) {
            return Err(Ending::Usage(format!("`{kind}` is a page, and needs a place\nhelp: {where_to}")));
        }
        return Err(Ending::Usage(format!("there is nothing to write called `{kind}`\nhelp: {}", meant(kind, &own))));
    };
    result(&text)?;
    if text.contains("::: question") || ["scenario", "practice"].contains(&kind) {
        say!("Paste it into a page. `attune check --fix` gives it an id.");
    } else {
        say!("Paste it into a page.");
    }
    Ok(Ending::Done)
}

/// What was probably meant by a name that is neither a page nor a part of one.
fn meant(kind: &str, own: &OwnContainers) -> String {
    const OTHER_NAMES: [(&str, &str); 9] = [
        ("chapter", "module"),
        ("episode", "lesson"),
        ("exam", "assessment"),
        ("folder", "module"),
        ("page", "lesson"),
        ("part", "module"),
        ("quiz", "question"),
        ("test", "assessment"),
        ("unit", "module"),
    ];
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == kind).map(|(_, ours)| *ours);
    let own: Vec<&str> = own.names().filter(|name| !NAMES.contains(name)).collect();
    let known = || PARTS.iter().chain(&PAGES).map(|(name, ..)| *name).chain(own.iter().copied());
    let pages = listed(PAGES.iter().map(|(name, ..)| *name));
    let parts = listed(PARTS.iter().map(|(name, ..)| *name).chain(own.iter().copied()));
    match other.or_else(|| suggest(kind, known()).nearest) {
        Some(name) if PAGES.iter().any(|(page, ..)| *page == name) => format!("write `attune new {name} content/…`"),
        Some(name) => format!("write `attune new {name}`, and paste what is printed into a page"),
        None => format!("pages are {pages}; parts of a page are {parts}"),
    }
}

fn unknown(kind: &str, kinds: &BTreeMap<String, Kind>) -> Ending {
    if PARTS.iter().any(|(name, ..)| *name == kind) {
        let help = format!("leave the path out and paste what is printed: `attune new {kind}`");
        return Ending::Usage(format!("`{kind}` is a part of a page, not a page\nhelp: {help}"));
    }
    let known: BTreeSet<&str> = PAGES.iter().map(|(name, ..)| *name).chain(kinds.keys().map(String::as_str)).collect();
    let help = suggest(kind, known.iter().copied())
        .help(format!("add it to site.toml, `[kinds.{kind}]`, or write one of {}", listed(known)));
    Ending::Usage(format!("there is no kind of page `{kind}`\nhelp: {help}"))
}

fn taken(path: &Path) -> Ending {
    Ending::Usage(format!("`{}` is there already, and stays as it is", root::shown(path)))
}

/// What to do with the page that was written.
fn advise(kind: &str, file: &Path) {
    if kind == "module" {
        say!("Wrote a module's first page. Write its lessons beside it: `attune new lesson`.");
    } else {
        say!("Wrote a draft. See it with `attune serve --drafts`; when it is done, remove the line `draft: true`.");
    }
    match kind {
        "case" => say!("Say under `case:` on what ground it may be told and what you changed."),
        "assessment" => say!("Name with each question what it asks for: `objective=…`, from any page of the course."),
        _ => {}
    }
    let folder = file.parent();
    let index = folder.map(|folder| folder.join("_index.md")).filter(|index| !index.exists());
    if let Some(index) = index {
        say!("Its module has no first page yet, `{}`: `attune new module` writes one.", root::shown(&index));
    }
}

#[cfg(test)]
mod tests;

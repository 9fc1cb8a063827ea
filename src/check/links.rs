//! Every link leads somewhere: pages, places on pages, files, pictures, glossary terms.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::assemble::resolve::{Broken, Target, name_of, resolve};
use crate::course::{Anchors, Course, Destination, Link, Page};
use crate::diagnostic::{Code, Diagnostic, Fix, NameIndex, Suggestion, suggest};
use crate::input::FileRole;
use crate::input::roles::{CONTENT, SHARED, page_stem};
use crate::source::{CoursePath, FileId, FileSet};

use super::tables::{Files, Tables};

pub(super) fn check(course: &Course, page: &Page, tables: &Tables, findings: &mut Vec<Diagnostic>) {
    findings.extend(page.outline.links.iter().filter_map(|link| finding(course, page, tables, link)));
    let withheld = page.outline.withheld_links.iter().filter(|link| !is_for_the_other_edition(course, page, link));
    findings.extend(withheld.filter_map(|link| finding(course, page, tables, link)));
}

/// Whether it takes the edition of facilitators to say where a link in one of their parts leads: to a page of theirs, or to a place,
/// which may be in such a part. A file that is named wrongly would not be known to be theirs alone, and be published.
fn is_for_the_other_edition(course: &Course, page: &Page, link: &Link) -> bool {
    matches!(resolve(course, page, &link.destination), Err(Broken::ForFacilitators(_) | Broken::NoAnchor(..)))
}

/// Links on pages for facilitators, which the edition of learners is made without: to a file that is not there, as in their parts.
pub(super) fn of_facilitators(course: &Course, findings: &mut Vec<Diagnostic>) {
    let theirs: FileSet = course.for_facilitators.iter().map(FileId::of).collect();
    let pages = course.left_out.iter().filter(|page| theirs.contains(&page.file) && !page.front.draft);
    let links = pages.flat_map(|page| page.outline.all_links());
    for link in links {
        let message = match &link.destination {
            Destination::Outside(path) => format!("`{path}` does not lead to a file of this course"),
            Destination::File { path, .. } if !is_there(course, path) => format!("there is no file `{path}`"),
            _ => continue,
        };
        let code = if link.embedded { Code::BrokenImage } else { Code::BrokenLink };
        let help = "check the path: it starts from this page's own folder";
        findings.push(Diagnostic::new(code, link.span, message).help(help));
    }
}

/// Whether a page or a file is there, in whatever edition.
fn is_there(course: &Course, path: &CoursePath) -> bool {
    let paths = [&course.left_out_paths, &course.left_out_files];
    course.by_file.contains_key(&FileId::of(path))
        || course.attachments.contains_key(path)
        || course.refused.contains(path)
        || paths.iter().any(|paths| paths.contains(path))
}

fn finding(course: &Course, page: &Page, tables: &Tables, link: &Link) -> Option<Diagnostic> {
    match resolve(course, page, &link.destination) {
        Ok(Target::External(address)) if link.embedded => {
            let message = format!("`{address}` is on another site, which every reader's browser would then contact");
            let help = "copy the file beside the page and name it by its relative path";
            Some(Diagnostic::new(Code::BrokenImage, link.span, message).help(help))
        }
        Ok(Target::Page(..)) if link.embedded => {
            let message = "a page cannot be shown as a picture";
            Some(Diagnostic::new(Code::BrokenImage, link.span, message).help("name a picture file"))
        }
        Ok(Target::External(address)) if is_bare_scheme(address) => {
            let message = format!("`{address}` leads nowhere: nothing stands behind its colon");
            Some(Diagnostic::new(Code::BrokenLink, link.span, message).help("write the whole address"))
        }
        Ok(target) if link.is_nameless && name_of(course, &target).is_none() => {
            let message = "a link without words, to something that has no name of its own";
            let help = "write between the brackets what it leads to; figures with a caption, exercises, pages and terms name themselves";
            Some(Diagnostic::new(Code::LinkNoWords, link.span, message).help(help))
        }
        Ok(Target::File(path, _)) if link.embedded && is_not_shown(path.as_str()) => {
            let message = format!("most browsers cannot show `{}`", path.as_str());
            let help = "save it as JPEG, PNG or WebP, and name that file";
            Some(Diagnostic::new(Code::BrokenImage, link.span, message).help(help))
        }
        Ok(_) => None,
        // It may be in the glossary, which has errors.
        Err(Broken::NoTerm(id)) if course.unread.contains(id) => None,
        // It is there, and why it is not published is said of the file.
        Err(Broken::NoFile(path)) if course.refused.contains(path) => None,
        Err(broken) => Some(report((course, tables), page, link, &broken)),
    }
}

/// Whether an address is `https://` or the like, and nothing else.
fn is_bare_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(_, rest)| rest.trim_matches('/').is_empty())
}

/// The address on the web that a path was meant as, where it begins with `www.`.
fn web_address(path: &CoursePath) -> Option<String> {
    let at = path.as_str().find("/www.").filter(|at| path.as_str()[at + 5..].contains('.'))?;
    Some(format!("https://{}", &path.as_str()[at + 1..]))
}

/// Whether a picture is of a type that cameras and scanners write and browsers do not read.
fn is_not_shown(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| matches!(ending.as_str(), "heic" | "tif" | "tiff" | "jxl"))
}

fn report((course, tables): (&Course, &Tables), page: &Page, link: &Link, broken: &Broken<'_>) -> Diagnostic {
    let code = if link.embedded { Code::BrokenImage } else { Code::BrokenLink };
    let (code, message, help) = match broken {
        Broken::NoFile(path) if FileRole::of(path) == FileRole::Include => {
            let name = path.below(CONTENT).and_then(|path| path.strip_prefix(SHARED)).unwrap_or_default();
            let name = name.trim_start_matches('/');
            let help = format!("put the text into the page: `{{{{include {}}}}}`", page_stem(name).unwrap_or(name));
            (Code::BrokenLink, format!("`{path}` is a text that pages include, and no page"), help.into())
        }
        Broken::NoFile(path) if path.as_str().contains('\\') => {
            let help = "write `/` between folders: `../02-module/picture.svg`";
            (code, format!("there is no file `{path}`"), help.into())
        }
        Broken::NoFile(path) if !link.embedded && web_address(path).is_some() => {
            let help = format!("write `{}`, where a page of the web is meant", web_address(path).unwrap_or_default());
            (Code::BrokenLink, format!("there is no file `{path}`"), help.into())
        }
        Broken::NoFile(path) => {
            (code, format!("there is no file `{path}`"), near_file(tables.files(course), page, path))
        }
        Broken::Draft(path) => {
            let help = "remove the link until the page is ready, or build with `--drafts`";
            (Code::BrokenLink, format!("`{path}` is a draft and not part of this build"), help.into())
        }
        Broken::ForFacilitators(path) => {
            let help = "put the link into a part for facilitators (`::: facilitator`), or remove it";
            (
                Code::BrokenLink,
                format!("`{path}` is for facilitators, and learners cannot follow a link to it"),
                help.into(),
            )
        }
        Broken::NoAnchor(target, anchor) => {
            let message = format!("`{}` has no place `#{anchor}`", course.page(*target).path);
            let places = (&*tables.places(course, *target), &course.page(*target).outline.anchors);
            let other = "name a heading (in lower case, with hyphens for spaces) or give one an id: `## Heading {#id}`";
            let help = near_place(anchor, places).help_as(|id| format!("#{id}"), other);
            (Code::BrokenAnchor, message, help)
        }
        Broken::NoTerm(id) => {
            let meant = suggest(id, tables.terms(course).near(id));
            let help = meant.help_as(|id| format!("term:{id}"), "add it to content/glossary.yaml");
            (Code::UnknownTerm, format!("the glossary has no term `{id}`"), help)
        }
        Broken::Outside("") => {
            let help =
                "write between the brackets the path from this page to the file, such as `../02-module/01-page.md`";
            (code, "the address is empty".to_owned(), help.into())
        }
        Broken::Outside(path) => {
            let help = "write the path from this page to the other file, such as `../02-module/01-page.md`";
            (code, format!("`{path}` does not lead to a file of this course"), help.into())
        }
    };
    let fix = match broken {
        Broken::NoFile(_) | Broken::Outside(_) => link_fix((course, tables), page, link),
        _ => None,
    };
    let help = fix.as_ref().map_or(help, |fix| format!("did you mean `{}`?", fix.edits[0].text).into());
    Diagnostic::new(code, link.span, message).help(help).fix(fix)
}

/// The path of the page that is meant, where that is sure.
fn link_fix((course, tables): (&Course, &Tables), page: &Page, link: &Link) -> Option<Fix> {
    let target = course.page(tables.addresses(course).intended(course, page, &link.destination)?);
    let path = in_link(&relative(page.path.folder(), target.path.as_str()));
    Some(Fix::replace(link.written?, path.clone(), format!("lead the link to `{path}`")))
}

/// A path as it is written in a link: what would end an address in Markdown, or mean something in it, by its number.
fn in_link(path: &str) -> String {
    let mut written = String::with_capacity(path.len());
    for character in path.chars() {
        if character.is_ascii_control() || " ()<>\\%#?\"".contains(character) {
            let _ = write!(written, "%{:02X}", u32::from(character));
        } else {
            written.push(character);
        }
    }
    written
}

/// The file that was probably meant: one of the same name elsewhere, or of nearly the same path.
fn near_file(files: &Files, page: &Page, wanted: &CoursePath) -> Cow<'static, str> {
    // A file beside it whose name is nearly the same; elsewhere it must have the very name, and no other must have it.
    let is_page_itself = |name: &&str| wanted.folder() == page.path.folder() && *name == page.path.name();
    let near = suggest(wanted.name(), files.near(wanted).into_iter().filter(|name| !is_page_itself(name))).nearest;
    let near = near.map(|name| format!("{}/{name}", wanted.folder()));
    let meant = near.or_else(|| files.named(wanted.name()).map(|path| path.as_str().to_owned()));
    let meant = Suggestion { nearest: meant.as_deref(), correction: None };
    let other = "check the path: it starts from this page's own folder";
    meant.help_as(|path| relative(page.path.folder(), path), other)
}

/// The place that was probably meant: one of nearly the same name, or one whose name goes on where this one ends.
fn near_place<'a>(written: &str, (near, all): (&'a NameIndex, &'a Anchors)) -> Suggestion<'a> {
    /// In bytes.
    const SHORTEST: usize = 3;
    /// So many names that go on are looked at.
    const MOST: usize = 25;
    let found = suggest(written, near.near(written));
    let begun = format!("{}-", written.to_lowercase());
    let longer = all.beginning_with(&begun).take(MOST).min_by_key(|id| id.len()).filter(|_| begun.len() > SHORTEST);
    Suggestion { nearest: found.nearest.or(longer), ..found }
}

fn relative(folder: &str, to: &str) -> String {
    let common = folder.split('/').zip(to.split('/')).take_while(|(a, b)| a == b).count();
    let up = folder.split('/').filter(|part| !part.is_empty()).count() - common.min(folder.split('/').count());
    let rest: Vec<&str> = to.split('/').skip(common).collect();
    format!("{}{}", "../".repeat(up), rest.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{in_link, relative};

    #[test]
    fn a_suggestion_is_written_as_the_author_would_write_it() {
        assert_eq!(relative("content/01-a", "content/02-b/c.md"), "../02-b/c.md");
        assert_eq!(relative("content/01-a", "content/01-a/c.md"), "c.md");
        assert_eq!(relative("content", "content/01-a/c.md"), "01-a/c.md");
        assert_eq!(in_link("../ü b/c (1).md"), "../ü%20b/c%20%281%29.md");
    }
}

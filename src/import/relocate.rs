//! Where in a course imported pages go: they are one, become its next modules, or the folder that is named. Links between them follow.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::AddressNames;
use crate::course::reserved::is_reserved;

use super::links::{Change, is_elsewhere, relative, resolved, rewritten};
use super::material::{Material, PAGE, Part};
use super::report::{Place, Report};
use super::rich_text::{Inline, each_line};

/// Where the pages go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Target {
    /// They are a course of their own.
    #[default]
    Course,
    /// They become modules of a course, behind the last one that it has.
    Modules {
        /// The highest number before the name of a module.
        last: usize,
        /// The names of its modules, without their numbers.
        taken: BTreeSet<String>,
    },
    /// They become a folder of a course.
    Folder,
}

/// Moves everything to its place. The front page of what becomes modules is told by the first of them.
pub(super) fn relocate(material: &mut Material, target: &Target) {
    match target {
        Target::Course => {}
        Target::Modules { last, taken } => {
            join_front_page(material);
            let mut taken = taken.clone();
            let mut folders: BTreeMap<String, String> = BTreeMap::new();
            for (folder, number) in numbered_folders(material) {
                let name = free(&mut taken, bare(&folder));
                folders.insert(folder, format!("{:02}-{name}", number + last));
            }
            move_all(material, |path| match path.split_once('/') {
                Some((folder, rest)) => {
                    format!("{}/{rest}", folders.get(folder).map_or(folder, String::as_str))
                }
                None => path.to_owned(),
            });
        }
        Target::Folder => {
            let folders: Vec<(String, usize)> = numbered_folders(material);
            let [(folder, _)] = folders.as_slice() else { return };
            join_front_page(material);
            move_all(material, |path| {
                path.strip_prefix(folder.as_str())
                    .and_then(|rest| rest.strip_prefix('/'))
                    .map_or_else(|| path.to_owned(), str::to_owned)
            });
        }
    }
}

/// Gives what would have the address of a page that Attune makes itself, such as the glossary, another name; links follow. A folder that is
/// named has its place already.
pub(super) fn leave_reserved(material: &mut Material, target: &Target, names: &AddressNames, report: &mut Report) {
    if *target == Target::Folder {
        return;
    }
    let stem = |first: &str| bare(first.strip_suffix(".md").unwrap_or(first)).to_owned();
    let paths = material.pages.iter().map(|page| page.path.as_str());
    let firsts: BTreeSet<String> = paths.map(|path| path.split('/').next().unwrap_or(path).to_owned()).collect();
    let mut taken: BTreeSet<String> = firsts.iter().map(|first| stem(first)).collect();
    let mut renamed = BTreeMap::new();
    for first in firsts {
        let name = stem(&first);
        if is_reserved(names, &format!("{name}/index.html")) {
            renamed.insert(first.clone(), first.replace(&name, &free(&mut taken, &name)));
        }
    }
    if renamed.is_empty() {
        return;
    }
    for (first, new) in &renamed {
        let page = material.pages.iter().find(|page| page.path.split('/').next() == Some(first));
        let place = page.map_or_else(|| Place::file(""), |page| page.place.clone());
        let what = format!("the address `{}`, which a page has that Attune makes itself", stem(first));
        report.lost(&place, what, format!("it is `{}`", stem(new)));
    }
    move_all(material, |path| {
        let (first, rest) = path.split_once('/').map_or((path, None), |(first, rest)| (first, Some(rest)));
        let new = renamed.get(first).map_or(first, String::as_str);
        rest.map_or_else(|| new.to_owned(), |rest| format!("{new}/{rest}"))
    });
}

/// The folders of the outermost level, each with its number: where it has none, the next.
fn numbered_folders(material: &Material) -> Vec<(String, usize)> {
    let paths = material.pages.iter().map(|page| &page.path).chain(material.files.iter().map(|file| &file.path));
    let folders: BTreeSet<&str> = paths.filter_map(|path| path.split_once('/')).map(|(folder, _)| folder).collect();
    let numbered = |(at, folder): (usize, &str)| {
        let number = folder.split_once('-').and_then(|(number, _)| number.parse().ok());
        (folder.to_owned(), number.unwrap_or(at + 1))
    };
    folders.into_iter().enumerate().map(numbered).collect()
}

/// A folder's name without its number.
pub(crate) fn bare(folder: &str) -> &str {
    match folder.split_once('-') {
        Some((number, name)) if number.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() => name,
        _ => folder,
    }
}

/// The name, or the first one like it that is not taken; it is then.
pub(super) fn free(taken: &mut BTreeSet<String>, name: &str) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| taken.insert(name.clone())).unwrap_or_else(|| name.to_owned())
}

/// What the front page says stands at the head of the first module.
fn join_front_page(material: &mut Material) {
    let Some(at) = material.pages.iter().position(|page| page.path == "_index.md") else { return };
    let front = material.pages.remove(at);
    let mut indices: Vec<&mut super::material::Page> = material
        .pages
        .iter_mut()
        .filter(|page| page.path.matches('/').count() == 1 && page.path.ends_with("/_index.md"))
        .collect();
    indices.sort_by(|one, other| one.path.cmp(&other.path));
    let Some(first) = indices.into_iter().next() else {
        material.pages.push(front);
        return;
    };
    let (from, to) = (front.path, first.path.clone());
    let moved = front.parts.into_iter().map(|part| linked(part, &from, &to, &|path| path.to_owned()));
    let moved: Vec<Part> = moved.collect();
    first.parts.splice(0..0, moved);
    // Links to the front page lead there.
    for page in &mut material.pages {
        let path = page.path.clone();
        let follow = |target: &str| if target == from { to.clone() } else { target.to_owned() };
        page.parts =
            std::mem::take(&mut page.parts).into_iter().map(|part| linked(part, &path, &path, &follow)).collect();
    }
}

fn move_all(material: &mut Material, moved: impl Fn(&str) -> String) {
    for page in &mut material.pages {
        let (from, to) = (page.path.clone(), moved(&page.path));
        page.parts = std::mem::take(&mut page.parts).into_iter().map(|part| linked(part, &from, &to, &moved)).collect();
        page.path = to;
    }
    material.files.iter_mut().for_each(|file| file.path = moved(&file.path));
}

/// A part of a page that was at `from` and is at `to`, with links to where `moved` says that each page and file is.
fn linked(part: Part, from: &str, to: &str, moved: &dyn Fn(&str) -> String) -> Part {
    let follow = |address: &str| {
        if is_elsewhere(address) || address.starts_with('#') || address.is_empty() {
            return None;
        }
        let (path, fragment) = address.split_once('#').map_or((address, None), |(path, rest)| (path, Some(rest)));
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let target = moved(&resolved(from, &decoded)?);
        let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
        let new = format!("{}{fragment}", relative(to, &target));
        (new != address).then_some(new)
    };
    let inline = |inline: &mut Inline| {
        if let Inline::Link { to, .. } = inline
            && let Some(page) = to.strip_prefix(PAGE)
        {
            let (path, fragment) = page.split_once('#').map_or((page, ""), |(path, rest)| (path, rest));
            let mark = if fragment.is_empty() { "" } else { "#" };
            *to = format!("{PAGE}{}{mark}{fragment}", moved(path));
        }
    };
    match part {
        Part::Markdown(text) => {
            Part::Markdown(rewritten(&text, |link| follow(link.to).map_or(Change::Keep, Change::To)))
        }
        Part::Text(mut text) => {
            each_line(&mut text, &mut |line| line.iter_mut().for_each(inline));
            Part::Text(text)
        }
        Part::Notes(mut text) => {
            each_line(&mut text, &mut |line| line.iter_mut().for_each(inline));
            Part::Notes(text)
        }
        Part::Question(mut question) => {
            for text in question.texts() {
                each_line(text, &mut |line| line.iter_mut().for_each(inline));
            }
            Part::Question(question)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::material::Page;
    use super::*;

    fn material(pages: &[(&str, &str)]) -> Material {
        let page = |(path, text): &(&str, &str)| {
            let mut page = Page::new(*path, "T", Place::file("x"));
            page.parts.push(Part::Markdown((*text).to_owned()));
            page
        };
        Material { pages: pages.iter().map(page).collect(), ..Material::default() }
    }

    fn shown(material: &Material) -> Vec<(String, String)> {
        let text = |part: &Part| if let Part::Markdown(text) = part { text.clone() } else { String::new() };
        let shown = |page: &super::super::material::Page| {
            (page.path.clone(), page.parts.iter().map(text).collect::<Vec<_>>().join("|"))
        };
        material.pages.iter().map(shown).collect()
    }

    fn lesson() -> Material {
        material(&[
            ("_index.md", "Front, [a](01-a/01-x.md)."),
            ("01-a/_index.md", ""),
            ("01-a/01-x.md", "[y](../02-b/01-y.md#z), [home](../_index.md), [p](fig/a.png)"),
            ("02-b/_index.md", ""),
            ("02-b/01-y.md", "[x](../01-a/01-x.md)"),
        ])
    }

    #[test]
    fn modules_take_the_next_numbers_and_links_between_them_follow() {
        let mut lesson = lesson();
        let taken = ["b".to_owned()].into();
        relocate(&mut lesson, &Target::Modules { last: 3, taken });
        let expected = [
            ("04-a/_index.md", "Front, [a](01-x.md).|"),
            ("04-a/01-x.md", "[y](../05-b-2/01-y.md#z), [home](_index.md), [p](fig/a.png)"),
            ("05-b-2/_index.md", ""),
            ("05-b-2/01-y.md", "[x](../04-a/01-x.md)"),
        ];
        assert_eq!(shown(&lesson), expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
    }

    #[test]
    fn no_chapter_takes_the_address_of_a_page_that_is_made() {
        let mut book = material(&[
            ("_index.md", "[g](01-glossary/02-a.md#x)"),
            ("01-glossary/_index.md", ""),
            ("01-glossary/02-a.md", "[r](../02-glossar/_index.md)"),
            ("02-glossar/_index.md", "[p](../print.md)"),
            ("03-glossary-2/glossary.md", ""),
            ("print.md", ""),
        ]);
        let mut report = Report::default();
        leave_reserved(&mut book, &Target::Course, crate::course::address_names("de"), &mut report);
        let expected = [
            ("_index.md", "[g](01-glossary-3/02-a.md#x)"),
            ("01-glossary-3/_index.md", ""),
            ("01-glossary-3/02-a.md", "[r](../02-glossar-2/_index.md)"),
            ("02-glossar-2/_index.md", "[p](../print-2.md)"),
            ("03-glossary-2/glossary.md", ""),
            ("print-2.md", ""),
        ];
        assert_eq!(shown(&book), expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
        assert_eq!(report.finish().0.len(), 3);
    }

    #[test]
    fn one_module_becomes_the_folder_that_is_named_and_several_stay_in_it() {
        let mut quiz =
            material(&[("_index.md", "Front"), ("01-quiz/_index.md", ""), ("01-quiz/01-a.md", "[i](_index.md)")]);
        relocate(&mut quiz, &Target::Folder);
        let expected = [("_index.md", "Front|"), ("01-a.md", "[i](_index.md)")];
        assert_eq!(shown(&quiz), expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
        let mut several = lesson();
        relocate(&mut several, &Target::Folder);
        assert_eq!(shown(&several), shown(&lesson()));
    }
}

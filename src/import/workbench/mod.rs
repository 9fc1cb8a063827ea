//! Lessons of the Carpentries Workbench, and of the older style built with Jekyll.
//!
//! A lesson is a folder: `config.yaml` (or `_config.yml`), `episodes/*.md` (or `_episodes`), `learners/`, `instructors/`, `index.md`. It
//! becomes a course of one module, with pages for learners in a second; what is for instructors is in facilitators' parts.
//! [`body`] has the lines of a page, [`jekyll`] the older style, [`chunks`] code in R Markdown, [`pictures`] Pandoc's attributes.

mod body;
mod chunks;
mod front;
mod jekyll;
mod pictures;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::bank::name_of;
use super::material::{Material, Page, Part};
use super::report::{Place, Report};
use super::site_links::SiteLinks;
use super::source::{Source, title_of};
use front::{Front, front};

/// Whether a folder is a lesson.
pub(super) fn is_workbench(source: &Source<'_>) -> bool {
    let has = |start: &str| source.paths.iter().any(|path| path.starts_with(start) && is_page(path));
    (source.has("config.yaml") || source.has("_config.yml")) && (has("episodes/") || has("_episodes/"))
}

fn is_page(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "md" | "Rmd")))
}

/// Where pages stand in a lesson, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Audience {
    Episode,
    Learners,
    Instructors,
}

/// Reads a lesson.
pub(super) fn read(source: &Source<'_>, report: &mut Report) -> Material {
    let config = ["config.yaml", "_config.yml"].into_iter().find(|path| source.has(path)).unwrap_or("config.yaml");
    let file = source.named(config);
    let settings = match source.text(config) {
        Ok(text) => front::yaml(&text, &file, report),
        Err(why) => {
            report.fault(&Place::file(&file), format!("the file {why}"), "a lesson has its title and its order there");
            return Material::default();
        }
    };
    let title = settings.text("title").unwrap_or_else(|| title_of(&source.name));
    told_settings(&settings, &file, report);
    let order = pages_in_order(source, &settings);
    let lesson = format!("01-{}", name_of(&title));
    let placed = places(source, &order, &lesson);
    let mut links = SiteLinks::new(source, placed.clone());
    let common = source.text("links.md").unwrap_or_default();
    let mut pages = Vec::new();
    if let Some(home) = placed.iter().find(|(_, to)| *to == "_index.md").map(|(from, _)| from) {
        let mut page = self::page(source, home, "_index.md", &common, (&mut links, report));
        page.title.clone_from(&title);
        pages.push(page);
    }
    pages.push(Page::new(format!("{lesson}/_index.md"), title.clone()));
    if order.iter().any(|(_, audience)| *audience != Audience::Episode) {
        pages.push(Page::new(format!("{MORE}/_index.md"), "For learners and instructors"));
    }
    for (path, audience) in &order {
        let mut page = self::page(source, path, &placed[path], &common, (&mut links, report));
        if *audience == Audience::Instructors {
            page.parts.iter_mut().for_each(withheld);
        }
        pages.push(page);
    }
    let is_own = |path: &str| {
        path.split_once('/').is_some_and(|(folder, _)| FOLDERS.contains(&folder)) && !placed.contains_key(path)
    };
    let (files, allowed) = links.finish(&is_own, report);
    let language = settings.text("lang").unwrap_or_default();
    Material { title, description: String::new(), language, authors: Vec::new(), pages, files, allowed }
}

/// Folders of which is told what no page names.
const FOLDERS: [&str; 7] = ["episodes", "learners", "instructors", "profiles", "fig", "_episodes", "_extras"];
/// The module of pages that are no episodes.
const MORE: &str = "02-more";

/// Where each page goes.
fn places(source: &Source<'_>, order: &[(String, Audience)], lesson: &str) -> BTreeMap<String, String> {
    let mut placed = BTreeMap::new();
    let mut counts = [0_usize; 2];
    for (path, audience) in order {
        let at = usize::from(*audience != Audience::Episode);
        counts[at] += 1;
        let name = path.rsplit('/').next().unwrap_or(path).rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        let bare = name.trim_start_matches(|first: char| first.is_ascii_digit()).trim_start_matches(['-', '_']);
        let name = name_of(if bare.is_empty() { name } else { bare });
        placed.insert(path.clone(), format!("{}/{:02}-{name}.md", [lesson, MORE][at], counts[at]));
    }
    if let Some(home) = ["index.md", "index.Rmd"].into_iter().find(|path| source.has(path)) {
        placed.insert(home.to_owned(), "_index.md".to_owned());
    }
    placed
}

/// Makes a text one for the facilitator's edition.
fn withheld(part: &mut Part) {
    if let Part::Markdown(markdown) = part {
        *markdown = format!("::::::::::::::: facilitator\n{}\n:::::::::::::::", markdown.trim());
    }
}

/// What the configuration says beside title and order.
fn told_settings(settings: &Front, file: &str, report: &mut Report) {
    const LOST: [&str; 9] =
        ["license", "source", "contact", "keywords", "life_cycle", "carpentry", "created", "url", "analytics"];
    let said: Vec<String> =
        LOST.into_iter().filter_map(|key| settings.text(key).map(|value| format!("{key}: {value}"))).collect();
    if !said.is_empty() {
        report.lost(&Place::file(file), said.join(", "), "left out: write what readers should know on the front page");
    }
}

/// The pages of a lesson: those that the configuration names in its order, then the others by name.
fn pages_in_order(source: &Source<'_>, settings: &Front) -> Vec<(String, Audience)> {
    let mut order = Vec::new();
    let parts = [
        (&["episodes", "_episodes", "_episodes_rmd"][..], "episodes", Audience::Episode),
        (&["learners", "_extras"][..], "learners", Audience::Learners),
        (&["profiles"][..], "profiles", Audience::Instructors),
        (&["instructors"][..], "instructors", Audience::Instructors),
    ];
    for (folders, key, part) in parts {
        let in_folder = |path: &&String| {
            path.rsplit_once('/')
                .is_some_and(|(folder, name)| folders.contains(&folder) && is_page(name) && !name.starts_with('.'))
        };
        let all: Vec<&String> = source.paths.iter().filter(in_folder).collect();
        let named = settings.list(key);
        let find = |name: &String| all.iter().copied().find(|path| path.rsplit('/').next() == Some(name.as_str()));
        let mut chosen: Vec<&String> = named.iter().filter_map(find).collect();
        // Episodes that are not named are in preparation; of what is for learners and instructors all is shown.
        if named.is_empty() || part != Audience::Episode {
            chosen.extend(
                all.iter().filter(|path| !named.iter().any(|name| path.rsplit('/').next() == Some(name.as_str()))),
            );
        }
        order.extend(chosen.into_iter().map(|path| (path.clone(), part)));
    }
    order
}

/// A page of the lesson.
fn page(
    source: &Source<'_>,
    from: &str,
    to: &str,
    common: &str,
    (links, report): (&mut SiteLinks<'_>, &mut Report),
) -> Page {
    let file = source.named(from);
    let text = match source.text(from) {
        Ok(text) => text.replace("\r\n", "\n"),
        Err(why) => {
            report.fault(&Place::file(&file), format!("the file {why}"), "save it as UTF-8");
            return Page::new(to, "?");
        }
    };
    let (front, body) = front(&text, &file, report);
    let name = title_of(from);
    let mut page = Page::new(to, front.text("title").unwrap_or(name));
    let minutes = |key: &str| front.text(key).and_then(|minutes| minutes.parse::<u32>().ok()).unwrap_or(0);
    page.duration = Some(minutes("teaching") + minutes("exercises")).filter(|minutes| (1..=6000).contains(minutes));
    let mut body =
        body::Body { file: &file, lines_before: text.len() - body.len(), whole: &text, report }.read(body, &mut page);
    for key in ["questions", "keypoints"] {
        let list: String = front.list(key).iter().map(|entry| ["- ", entry, "\n"].concat()).collect();
        if !list.is_empty() && key == "questions" {
            body = format!("::: note {{title=\"Questions\"}}\n{list}:::\n\n{body}");
        } else if !list.is_empty() {
            body = format!("{}\n\n::: key-points\n{list}:::\n", body.trim_end());
        }
    }
    page.objectives.extend(front.list("objectives").iter().map(|text| body::words_of(text)));
    let body = with_common_links(body, common);
    page.parts.push(Part::Markdown(links.rewrite(&body, from, to, report)));
    page
}

/// The definitions of links that every page shares, as far as this one uses them.
fn with_common_links(body: String, common: &str) -> String {
    let used = common.lines().filter(|line| {
        let name = line.strip_prefix('[').and_then(|rest| rest.split_once("]:")).map(|(name, _)| name);
        name.is_some_and(|name| body.contains(&format!("[{name}]")) && !body.contains(&format!("[{name}]:")))
    });
    let used: Vec<&str> = used.collect();
    if used.is_empty() { body } else { format!("{}\n\n{}\n", body.trim_end(), used.join("\n")) }
}

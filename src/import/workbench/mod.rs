//! Lessons of the Carpentries Workbench, and of the older style built with Jekyll.
//!
//! A lesson is a folder: `config.yaml` (or `_config.yml`), `episodes/*.md` (or `_episodes`), `learners/`, `instructors/`, `index.md`. It
//! becomes a course of one module, with pages for learners in a second, and those for instructors, which facilitators alone get, in a third.
//! [`body`] has the lines of a page, [`jekyll`] the older style with [`figures`] that it includes, [`grids`] tables of Pandoc, [`chunks`] code in R Markdown, [`pictures`] Pandoc's attributes.

mod body;
mod chunks;
mod figures;
mod grids;
mod jekyll;
mod pictures;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::bank::name_of;
use super::front::{self, Front, front};
use super::hidden::{Dialect, Hidden};
use super::html::markdown_words;
use super::material::{Material, Page, Part};
use super::phrases::Phrases;
use super::relocate::free;
use super::report::{Place, Report};
use super::site_links::{SiteLinks, Withheld};
use super::source::{Source, title_of};

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

/// Reads a lesson. `language` is the course's, where that is known.
pub(super) fn read(source: &Source<'_>, language: Option<&str>, report: &mut Report) -> Material {
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
    let language = language.map(str::to_owned).or_else(|| settings.text("lang")).unwrap_or_default();
    let phrases = Phrases::of(&language);
    let order = pages_in_order(source, &settings);
    let placed = places(source, &order, &title);
    let withheld = |(path, audience): &(String, Audience)| {
        let whose = (*audience == Audience::Instructors).then_some(Withheld::Facilitators);
        is_draft(source, path).then_some(Withheld::Draft).or(whose).map(|why| (placed[path].clone(), why))
    };
    let withheld = order.iter().filter_map(withheld).collect();
    let links = SiteLinks::new(source, placed.clone(), withheld);
    let common = source.text("links.md").unwrap_or_default();
    let mut lesson = Lesson { source, common, phrases, links };
    let mut pages = Vec::new();
    if let Some(home) = placed.iter().find(|(_, to)| *to == "_index.md").map(|(from, _)| from) {
        let mut page = lesson.page(home, "_index.md", report);
        page.title.clone_from(&title);
        pages.push(page);
    }
    for audience in [Audience::Episode, Audience::Learners, Audience::Instructors] {
        let name = match audience {
            Audience::Episode => title.as_str(),
            Audience::Learners => phrases.for_learners,
            Audience::Instructors => phrases.for_instructors,
        };
        let is_withheld = audience == Audience::Instructors;
        let own: Vec<&String> = order.iter().filter(|(_, whose)| *whose == audience).map(|(path, _)| path).collect();
        let Some(folder) = own.first().and_then(|path| placed[*path].split_once('/')).map(|(folder, _)| folder) else {
            continue;
        };
        let index = Page::new(format!("{folder}/_index.md"), name, Place::file(&file));
        pages.push(Page { is_for_facilitators: is_withheld, ..index });
        for path in own {
            let page = lesson.page(path, &placed[path], report);
            pages.push(Page { is_for_facilitators: is_withheld, ..page });
        }
    }
    let is_own = |path: &str| {
        path.split_once('/').is_some_and(|(folder, _)| FOLDERS.contains(&folder)) && !placed.contains_key(path)
    };
    let (files, allowed) = lesson.links.finish(&is_own, report);
    let licence = settings.text("license").unwrap_or_default();
    let feedback = settings.text("contact").and_then(|contact| feedback(&contact)).unwrap_or_default();
    Material { title, language, licence, feedback, pages, files, allowed, ..Material::default() }
}

/// Folders of which is told what no page names.
const FOLDERS: [&str; 7] = ["episodes", "learners", "instructors", "profiles", "fig", "_episodes", "_extras"];

/// Where each page goes: episodes, pages for learners and pages for instructors are a module each.
fn places(source: &Source<'_>, order: &[(String, Audience)], title: &str) -> BTreeMap<String, String> {
    let mut placed = BTreeMap::new();
    let mut module = 0;
    for (audience, folder) in [
        (Audience::Episode, name_of(title)),
        (Audience::Learners, "learners".to_owned()),
        (Audience::Instructors, "instructors".to_owned()),
    ] {
        let (mut taken, mut number) = (BTreeSet::new(), 0);
        let folder = if module > 0 && name_of(title) == folder { format!("{folder}-2") } else { folder };
        for (path, _) in order.iter().filter(|(_, whose)| *whose == audience) {
            module += usize::from(number == 0);
            number += 1;
            let name = path.rsplit('/').next().unwrap_or(path).rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
            let bare = name.trim_start_matches(|first: char| first.is_ascii_digit()).trim_start_matches(['-', '_']);
            // Episodes that are called the same but for their numbers, as breaks are, would have one address.
            let name = free(&mut taken, &name_of(if bare.is_empty() { name } else { bare }));
            placed.insert(path.clone(), format!("{module:02}-{folder}/{number:02}-{name}.md"));
        }
    }
    if let Some(home) = ["index.md", "index.Rmd"].into_iter().find(|path| source.has(path)) {
        placed.insert(home.to_owned(), "_index.md".to_owned());
    }
    placed
}

/// The address that "Send feedback" leads to; none where the contact is no address.
fn feedback(contact: &str) -> Option<String> {
    let contact = contact.trim().trim_start_matches("mailto:");
    if contact.contains(|sign: char| sign.is_whitespace() || "\"<>\\^`{},".contains(sign)) {
        return None;
    }
    if contact.starts_with("https://") || contact.starts_with("http://") {
        return Some(contact.to_owned());
    }
    let is_mail = contact.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    is_mail.then(|| format!("mailto:{contact}?subject={{title}}"))
}

/// What the configuration says beside title, order, licence and contact.
fn told_settings(settings: &Front, file: &str, report: &mut Report) {
    const LOST: [&str; 8] = ["source", "contact", "keywords", "life_cycle", "carpentry", "created", "url", "analytics"];
    let lost = LOST.into_iter().filter_map(|key| Some((key, settings.text(key)?)));
    for (key, value) in lost.filter(|(key, value)| *key != "contact" || feedback(value).is_none()) {
        let instead = "left out: write what readers should know on the front page";
        report.lost(&Place::words(file, &format!("{key}:")), format!("{key}: {value}"), instead);
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
    for (path, audience) in &mut order {
        if is_for_instructors(source, path) {
            *audience = Audience::Instructors;
        }
    }
    order
}

/// The front matter of a page, of which faults are told when the page is read.
fn front_of(source: &Source<'_>, path: &str) -> Front {
    source.text(path).map(|text| front(&text, path, &mut Report::default()).0).unwrap_or_default()
}

/// Whether a page is not published.
fn is_draft(source: &Source<'_>, path: &str) -> bool {
    front::withheld(&front_of(source, path)).is_some()
}

/// Whether a page of the older style, which has one folder for learners and instructors, is for who teaches: by its name or its title.
fn is_for_instructors(source: &Source<'_>, path: &str) -> bool {
    const WORDS: [&str; 6] = ["instructor", "teacher", "teaching", "trainer", "facilitator", "helper"];
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let title = front_of(source, path).text("title").unwrap_or_default().to_lowercase();
    path.starts_with("_extras/")
        && (name.starts_with("guide.") || WORDS.iter().any(|word| name.contains(word) || title.contains(word)))
}

/// A lesson whose pages are read.
struct Lesson<'s> {
    source: &'s Source<'s>,
    /// Definitions of links that every page may use.
    common: String,
    phrases: &'static Phrases,
    links: SiteLinks<'s>,
}

impl Lesson<'_> {
    /// The page from this path of the source.
    fn page(&mut self, from: &str, to: &str, report: &mut Report) -> Page {
        let file = self.source.named(from);
        let text = match self.source.text(from) {
            Ok(text) => text,
            Err(why) => {
                report.fault(&Place::file(&file), format!("the file {why}"), "save it as UTF-8");
                return Page::new(to, "?", Place::file(&file));
            }
        };
        let (front, body) = front(&text, &file, report);
        let mut page = Page::new(to, front.text("title").unwrap_or_else(|| title_of(from)), Place::file(&file));
        let minutes = |key: &str| front.text(key).and_then(|minutes| minutes.parse::<u32>().ok()).unwrap_or(0);
        page.duration = Some(minutes("teaching") + minutes("exercises")).filter(|minutes| (1..=6000).contains(minutes));
        if let Some(key) = front::withheld(&front) {
            page.is_draft = true;
            let place = Place::words(&file, key.split(':').next().unwrap_or_default());
            report.lost(
                &place,
                format!("`{key}`, by which the page is not published"),
                "it is a draft (`draft: true`)",
            );
        }
        let before = text.len() - body.len();
        let is_jekyll = self.source.has("_config.yml");
        let dialect = if is_jekyll { Dialect::Jekyll } else { Dialect::Pandoc };
        let mut hidden = Hidden::default();
        let shown = hidden.set_aside(body, dialect, &|at| Place::byte(&file, before + at), report);
        let reading = body::Body { file: &file, lines_before: before, whole: &text, phrases: self.phrases, report };
        let mut body = reading.read(&shown, &mut page);
        for key in ["questions", "keypoints"] {
            let list: String = front.list(key).iter().map(|entry| ["- ", entry, "\n"].concat()).collect();
            if !list.is_empty() && key == "questions" {
                body = format!("::: note {{title=\"{}\"}}\n{list}:::\n\n{body}", self.phrases.questions);
            } else if !list.is_empty() {
                body = format!("{}\n\n::: key-points\n{list}:::\n", body.trim_end());
            }
        }
        page.objectives.extend(front.list("objectives").iter().map(|text| markdown_words(text)));
        let body = with_common_links(body, &self.common);
        let body = self.links.rewrite(&body, from, to, report);
        page.parts.push(Part::Markdown(hidden.back(&body)));
        page
    }
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

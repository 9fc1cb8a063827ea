//! Reading offline: the worker at the site's root, the list of what it can keep, and the manifest for devices.
//!
//! What the worker does stands in the theme (`offline-worker.js`). Every site has a `sw.js`: one that keeps nothing takes away
//! what an earlier one kept, so that reading offline can be switched off, and the preview never answers with old pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;

use crate::config::SiteConfig;
use crate::course::reserved::{
    ASSETS, FEED, GIT_IGNORE, HEADERS, MANIFEST, NO_JEKYLL, NOT_FOUND, OFFLINE_LIST, REDIRECTS, ROBOTS, SITEMAP,
    WORKER, is_for_print,
};
use crate::course::{Course, OutPath};
use crate::render::links::encode;
use crate::site::{Finished, OutFile, Site, Summary};
use crate::source::Digest;

/// The worker that removes itself.
const REMOVAL: &str = include_str!("offline_removal.js");
/// Files that no page asks for.
const NOT_KEPT: [&str; 10] =
    [NOT_FOUND, HEADERS, REDIRECTS, NO_JEKYLL, GIT_IGNORE, SITEMAP, FEED, ROBOTS, WORKER, OFFLINE_LIST];
/// How much of a digest tells one edition from another.
const DIGITS: usize = 16;

/// What every site has: a worker that keeps nothing, and the manifest. `statics` are the theme's files below `assets/`, `paper`
/// is the colour of the page.
pub(crate) fn of_every_site<'a>(
    config: &SiteConfig,
    statics: impl Iterator<Item = &'a String>,
    paper: &str,
) -> [(OutPath, OutFile); 2] {
    let icon = |path: &String| {
        let (_, name) = path.split_once('/')?;
        let (sizes, kind) = match name {
            "icon.svg" => ("any", "image/svg+xml"),
            "icon-192.png" => ("192x192", "image/png"),
            "icon-512.png" => ("512x512", "image/png"),
            _ => return None,
        };
        Some(json!({ "src": format!("{ASSETS}/{path}"), "sizes": sizes, "type": kind }))
    };
    let manifest = json!({
        "name": config.title,
        "description": config.description,
        "lang": config.language,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": paper,
        "theme_color": paper,
        "icons": statics.filter_map(icon).collect::<Vec<_>>(),
    });
    [
        (OutPath::new(WORKER), OutFile::from(REMOVAL.to_owned())),
        (OutPath::new(MANIFEST), OutFile::from(format!("{manifest}\n"))),
    ]
}

/// Adds the worker that keeps what was read, and its list; nothing where the theme has no such worker. The edition is a digest of what
/// is published, and of nothing else: of what is withheld it would tell that it changed, and whether a guess is right. What is listed
/// nowhere is not in the list.
pub(crate) fn add_to(site: &mut Site, course: &Course) {
    let is_worker = |path: &&OutPath| {
        let below = path.as_str().strip_prefix(ASSETS).and_then(|path| path.strip_prefix('/'));
        below.and_then(|path| path.split_once('/')).is_some_and(|(_, name)| name == "offline-worker.js")
    };
    let Some(script) = site.keys().find(is_worker).cloned() else { return };
    let all: Arc<[OutPath]> =
        site.keys().filter(|path| ![WORKER, OFFLINE_LIST].contains(&path.as_str())).cloned().collect();
    // Pages for print hold what others hold, too.
    let is_special =
        |path: &OutPath| NOT_KEPT.contains(&path.as_str()) || is_played(path) || is_for_print(course.names, path);
    let hidden = hidden(course);
    let kept = |path: &&OutPath| !is_special(path) && !is_unlisted(&hidden, path);
    let files: Vec<OutPath> = site.keys().filter(kept).cloned().collect();
    let published = Arc::clone(&all);
    let worker = Summary::new(move |finished| {
        let edition = json!({ "edition": edition(&published, finished) });
        format!("self.attuneOffline = {edition};\nimportScripts({});\n", json!(script.as_str()))
    });
    site.insert_summary(OutPath::new(WORKER), worker);
    let list = Summary::new(move |finished| {
        let edition = edition(&all, finished);
        let files: Vec<_> = files.iter().map(|path| json!([address(path), finished(path).size]).to_string()).collect();
        format!("{{\"edition\":\"{edition}\",\"files\":[\n{}\n]}}\n", files.join(",\n"))
    });
    site.insert_summary(OutPath::new(OFFLINE_LIST), list);
}

/// Another whenever one of the published files is another.
fn edition(published: &[OutPath], finished: &dyn Fn(&OutPath) -> Finished) -> String {
    let lines: Vec<String> =
        published.iter().map(|path| format!("{}\n{}\n", path.as_str(), finished(path).digest)).collect();
    Digest::of(lines.concat().as_bytes()).hex(DIGITS)
}

/// Where what is listed nowhere lies: the folders of such pages, the old addresses that lead to them, and files that they alone name.
fn hidden(course: &Course) -> BTreeSet<&str> {
    let pages = course.pages.iter().filter(|page| page.is_hidden);
    let old = course.redirects.iter().filter(|(_, to)| course.page(**to).is_hidden).map(|(from, _)| from.as_str());
    let files = course.unlisted_files().into_iter().filter_map(|path| Some(course.attachments.get(path)?.as_str()));
    pages.flat_map(|page| [page.address.as_str(), page.address.file_path().as_str()]).chain(old).chain(files).collect()
}

fn is_unlisted(hidden: &BTreeSet<&str>, path: &OutPath) -> bool {
    let path = path.as_str();
    hidden.contains(path) || path.match_indices('/').any(|(at, _)| hidden.contains(&path[..=at]))
}

/// Whether this is a film or a recording, which is large: it is played with a connection.
fn is_played(path: &OutPath) -> bool {
    const ENDINGS: [&str; 11] = ["mp4", "webm", "ogv", "m4v", "mov", "mp3", "ogg", "oga", "m4a", "wav", "flac"];
    let ending = path.as_str().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// The address of a file below the site's root, as pages ask for it.
fn address(path: &OutPath) -> String {
    let address = encode(path.as_str());
    match address.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.to_owned(),
        _ => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        files.iter().map(|(path, text)| (OutPath::new(*path), OutFile::from((*text).to_owned()))).collect()
    }

    fn text(site: &Site, path: &str) -> Option<String> {
        let bytes = site.get(&OutPath::new(path))?.make().unwrap();
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    #[test]
    fn the_list_has_every_file_that_a_page_asks_for_by_its_address_with_its_bytes() {
        let mut site = site(&[
            ("index.html", "four"),
            ("a b/index.html", ""),
            ("a b/ü.pdf", "12345"),
            ("404.html", ""),
            ("_headers", ""),
            ("print/m/index.html", "large"),
            ("assets/0a1b2c3d/offline-worker.js", "x"),
        ]);
        add_to(&mut site, &Course::default());
        let (worker, list) = (text(&site, "sw.js").unwrap(), text(&site, "offline.json").unwrap());
        assert!(worker.ends_with("importScripts(\"assets/0a1b2c3d/offline-worker.js\");\n"), "{worker}");
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        let expected =
            json!([["a%20b/", 0], ["a%20b/%C3%BC.pdf", 5], ["assets/0a1b2c3d/offline-worker.js", 1], ["", 4]]);
        assert_eq!(list["files"], expected);
        assert!(worker.contains(list["edition"].as_str().unwrap()));
    }

    #[test]
    fn what_is_known_of_files_that_were_made_is_not_found_again() {
        let mut site = site(&[("index.html", "four"), ("assets/0a1b2c3d/offline-worker.js", "x")]);
        add_to(&mut site, &Course::default());
        let made = site.each(|file| Ok(file.make()?.len()), |_| Finished::new(7, Digest::of(b"seven")));
        assert_eq!(made.len(), site.len());
        let list: serde_json::Value = serde_json::from_str(&text(&site, "offline.json").unwrap()).unwrap();
        assert_eq!(list["files"], json!([["assets/0a1b2c3d/offline-worker.js", 7], ["", 7]]));
    }

    #[test]
    fn what_lies_with_a_page_that_is_listed_nowhere_is_not_in_the_list() {
        let hidden = BTreeSet::from(["m/h/", "m/h/index.html", "old/index.html"]);
        for (path, expected) in [
            ("m/h/index.html", true),
            ("m/h/a.svg", true),
            ("old/index.html", true),
            ("m/index.html", false),
            ("m/h2/index.html", false),
            ("index.html", false),
        ] {
            assert_eq!(is_unlisted(&hidden, &OutPath::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn a_theme_without_the_worker_has_none() {
        let mut site = site(&[("index.html", "")]);
        add_to(&mut site, &Course::default());
        assert_eq!(text(&site, "offline.json"), None);
    }
}

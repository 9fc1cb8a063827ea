//! Places on pages that links of kept Markdown lead to: one that is not there is taken out of the link.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{ParseOptions, parse};
use crate::course::slug;
use crate::source::CoursePath;

use super::links::{Change, is_elsewhere, resolved, rewritten};
use super::material::{Material, Part};
use super::report::{Place, Report};
use super::write;

/// The ids on each page, as links name them.
type Ids = BTreeMap<String, BTreeSet<String>>;

/// Takes every place out of a link that its page does not have.
pub(super) fn settle(material: &mut Material, report: &mut Report) {
    let has_places = |part: &Part| matches!(part, Part::Markdown(text) if text.contains('#'));
    if !material.pages.iter().any(|page| page.parts.iter().any(has_places)) {
        return;
    }
    let options = ParseOptions { facilitator: true, ..ParseOptions::default() };
    let ids_of = |page: &super::material::Page| {
        let parsed = parse(&CoursePath::new(&format!("content/{}", page.path)), &write::page(page), options.clone());
        (page.path.clone(), parsed.value.outline.anchors.ids().map(str::to_owned).collect())
    };
    let ids: Ids = material.pages.iter().map(ids_of).collect();
    for page in &mut material.pages {
        for part in &mut page.parts {
            let Part::Markdown(text) = part else { continue };
            let mut gone = BTreeSet::new();
            *text = rewritten(text, |link| {
                let change = change(link.to, &page.path, &ids);
                if !matches!(change, Change::Keep) {
                    gone.insert(link.to.to_owned());
                }
                change
            });
            for to in gone {
                report.lost(
                    &Place::file(&page.path),
                    format!("a link to `{to}`, which is no place on that page"),
                    "it leads to the page, or to the nearest heading of that name",
                );
            }
        }
    }
}

fn change(to: &str, from: &str, ids: &Ids) -> Change {
    let Some((path, place)) = to.split_once('#').filter(|_| !is_elsewhere(to)) else { return Change::Keep };
    let target = if path.is_empty() { Some(from.to_owned()) } else { resolved(from, path) };
    let Some(known) = target.and_then(|target| ids.get(&target)) else { return Change::Keep };
    let decoded = percent_encoding::percent_decode_str(place).decode_utf8_lossy();
    if known.contains(decoded.as_ref()) {
        return Change::Keep;
    }
    let near = slug(&decoded);
    match (known.contains(&near) && !near.is_empty(), path.is_empty()) {
        (true, _) => Change::To(format!("{path}#{near}")),
        (false, true) => Change::Words,
        (false, false) => Change::To(path.to_owned()),
    }
}

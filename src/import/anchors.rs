//! What the finished pages say of kept Markdown: a place that a link leads to and that is not there is taken out of the link, and raw
//! HTML that will be left out is told.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{ParseOptions, parse};
use crate::diagnostic::{self, Code};
use crate::source::CoursePath;

use super::links::{Change, definitions_of, is_elsewhere, resolved, rewritten_piece};
use super::material::{Material, Part};
use super::report::{Place, Report};
use super::rich_text::{Inline, Line, each_line};
use super::write;

/// The ids on each page, as links name them, and the letters of its title.
type Ids = BTreeMap<String, (BTreeSet<String>, String)>;

/// Takes every place out of a link that its page does not have, and tells what HTML will be missing.
pub(super) fn settle(material: &mut Material, report: &mut Report) {
    let options = ParseOptions { facilitator: true, ..ParseOptions::default() };
    let mut ids = Ids::new();
    for page in &material.pages {
        let written = write::page(page);
        let parsed = parse(&CoursePath::new(&format!("content/{}", page.path)), &written, options.clone());
        for found in parsed.diagnostics.iter().filter(|found| found.code == Code::HtmlRemoved) {
            let diagnostic::Place::At(span) = &found.place else { continue };
            let start = written[..span.range().start].rfind('\n').map_or(0, |end| end + 1);
            let line = written[start..].lines().next().unwrap_or_default();
            report.lost(&Place::words(&page.place.file, line.trim()), &found.message, "say it in Markdown");
        }
        let known = parsed.value.outline.anchors.ids().map(str::to_owned).collect();
        ids.insert(page.path.clone(), (known, letters(&page.title)));
    }
    for page in &mut material.pages {
        let mut gone: BTreeMap<String, &'static str> = BTreeMap::new();
        let mut see = |to: &str| {
            let (change, said) = change(to, &page.path, &ids);
            if let Some(said) = said {
                gone.insert(to.to_owned(), said);
            }
            change
        };
        let definitions = definitions_of(&page.parts);
        for part in &mut page.parts {
            match part {
                Part::Markdown(text) => *text = rewritten_piece(text, &definitions, |link| see(link.to)),
                Part::Text(text) | Part::Notes(text) => each_line(text, &mut |line| settle_line(line, &mut see)),
                Part::Question(question) => {
                    for text in question.texts() {
                        each_line(text, &mut |line| settle_line(line, &mut see));
                    }
                }
            }
        }
        for (to, instead) in gone {
            let fragment = to.find('#').map_or("", |at| &to[at..]);
            let place = Place::words(&page.place.file, fragment);
            report.lost(&place, format!("a link to `{to}`, which is no place on that page"), instead);
        }
    }
}

fn settle_line(line: &mut Line, see: &mut impl FnMut(&str) -> Change) {
    let mut settled = Vec::with_capacity(line.len());
    for inline in std::mem::take(line) {
        match inline {
            Inline::Link { to, text } if to.contains('#') => match see(&to) {
                Change::To(to) => settled.push(Inline::Link { to, text }),
                Change::Words => settled.extend(text),
                Change::Keep | Change::Instead(_) => settled.push(Inline::Link { to, text }),
            },
            other => settled.push(other),
        }
    }
    *line = settled;
}

/// What becomes of a link, and what is said of it: nothing where the place has another id here.
fn change(to: &str, from: &str, ids: &Ids) -> (Change, Option<&'static str>) {
    let Some((path, place)) = to.split_once('#').filter(|_| !is_elsewhere(to)) else { return (Change::Keep, None) };
    let target = if path.is_empty() { Some(from.to_owned()) } else { resolved(from, path) };
    let Some((known, title)) = target.and_then(|target| ids.get(&target)) else { return (Change::Keep, None) };
    let decoded = percent_encoding::percent_decode_str(place).decode_utf8_lossy();
    if known.contains(decoded.as_ref()) {
        return (Change::Keep, None);
    }
    let wanted = letters(&decoded);
    if let Some(near) = known.iter().find(|id| !wanted.is_empty() && letters(id) == wanted) {
        return (Change::To(format!("{path}#{near}")), None);
    }
    // The heading that says the title once more was left out.
    if wanted == *title && !path.is_empty() {
        return (Change::To(path.to_owned()), None);
    }
    if path.is_empty() {
        return (Change::Words, Some("its words were kept, without the link"));
    }
    (Change::To(path.to_owned()), Some("it leads to the head of the page"))
}

/// What an id has in common with another that a tool made of the same words: tools differ in signs and case.
fn letters(id: &str) -> String {
    id.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

//! The only writer of Attune's Markdown: pages, and the configuration of a course of them.
//!
//! [`mod@inline`] escapes what could be markup, [`mod@blocks`] sets blocks, [`mod@question`] questions. What is written is read by
//! [`crate::content`] as what it was: a property test holds that for hostile text.

mod blocks;
mod inline;
mod question;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::WITHHELD;

use super::material::{Material, Page, Part};
use super::rich_text::Block;
use blocks::{Manner, blocks};

/// A page as Markdown.
pub(super) fn page(page: &Page) -> String {
    let mut ids = Ids::default();
    let mut parts = vec![front_matter(page)];
    for part in &page.parts {
        let written = match part {
            Part::Text(text) => self::text(text),
            Part::Notes(text) => question::container(WITHHELD, &self::text(text)),
            Part::Markdown(markdown) => markdown.trim_matches('\n').to_owned(),
            Part::Question(item) => question::question(item, &ids.free(question::wanted_id(item))),
        };
        if !written.is_empty() {
            parts.push(written);
        }
    }
    parts.join("\n\n") + "\n"
}

/// The ids of a page's questions.
#[derive(Debug, Default)]
struct Ids {
    taken: BTreeSet<String>,
    /// The number that was last put behind each.
    last: BTreeMap<String, usize>,
}

impl Ids {
    /// An id, with a number behind it where another question has it. Banks hold thousands of one name.
    fn free(&mut self, wanted: String) -> String {
        if self.taken.insert(wanted.clone()) {
            return wanted;
        }
        let last = self.last.entry(wanted.clone()).or_insert(1);
        loop {
            *last += 1;
            let id = format!("{wanted}-{last}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Blocks outside questions.
pub(super) fn text(text: &[Block]) -> String {
    blocks(text, Manner { gaps: &[], in_question: false })
}

fn front_matter(page: &Page) -> String {
    let title = if page.title.trim().is_empty() { "?" } else { page.title.trim() };
    let mut lines = vec!["---".to_owned(), format!("title: {}", quoted(title))];
    if !page.summary.is_empty() {
        lines.push(format!("summary: {}", quoted(&page.summary)));
    }
    if let Some(minutes) = page.duration {
        lines.push(format!("duration: {minutes}"));
    }
    if !page.objectives.is_empty() {
        lines.push("objectives:".to_owned());
        for (at, text) in page.objectives.iter().enumerate() {
            let folder = page.path.trim_end_matches(".md").replace('/', " ");
            lines.push(format!("  - id: {}-{}", crate::course::slug(&folder), at + 1));
            lines.push(format!("    text: {}", quoted(text)));
        }
    }
    if page.is_for_facilitators {
        lines.push("facilitator: true".to_owned());
    }
    if page.is_draft {
        lines.push("draft: true".to_owned());
    }
    lines.push("---".to_owned());
    lines.join("\n")
}

/// Text between quotation marks, as YAML and TOML both read it.
pub(super) fn quoted(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    serde_json::Value::String(crate::source::text::printable(&folded).into_owned()).to_string()
}

/// The configuration of a course that is made of what was imported.
pub(super) fn site(material: &Material) -> String {
    let mut lines = vec![format!("title = {}", quoted(material.title.trim()))];
    if !material.description.is_empty() {
        lines.push(format!("description = {}", quoted(&material.description)));
    }
    if !material.language.is_empty() {
        lines.push(format!("language = {}", quoted(&material.language)));
    }
    if !material.allowed.is_empty() {
        let allowed: BTreeSet<String> = material.allowed.iter().map(|pattern| quoted(pattern)).collect();
        let allowed: Vec<String> = allowed.into_iter().collect();
        lines.push(format!("\n[files]\nallow = [{}]", allowed.join(", ")));
    }
    let mut course = Vec::new();
    if !material.authors.is_empty() {
        let authors: Vec<String> =
            material.authors.iter().map(|name| format!("{{ name = {} }}", quoted(name))).collect();
        course.push(format!("authors = [{}]", authors.join(", ")));
    }
    for (key, value) in [("licence", &material.licence), ("feedback", &material.feedback)] {
        if !value.is_empty() {
            course.push(format!("{key} = {}", quoted(value)));
        }
    }
    if !course.is_empty() {
        lines.push(format!("\n[course]\n{}", course.join("\n")));
    }
    lines.join("\n") + "\n"
}

//! What templates of a course's own would do wrong without a word: fields that there are not, words filled with the wrong names,
//! nothing at all, or what the site's policy keeps from working. Tera finds what cannot be read, and what fails while a page is
//! made; a misspelt name in a condition is neither.

mod fields;
mod policy;
mod scope;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use crate::config::Security;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

use super::messages::Messages;
use super::template::{Template, Templates};
use super::views::ENTRIES;
use scope::Scopes;
use tokens::{Piece, pieces};

pub(super) use tokens::{parent, unclosed};

/// Something wrong in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    code: Code,
    range: Range<usize>,
    message: String,
    help: String,
}

/// Everything of the kind in the templates of the course. They can be read, each by itself and together.
pub(super) fn lint(templates: &Templates, messages: &Messages, security: &Security) -> Vec<Diagnostic> {
    if !templates.values().any(|template| template.of_course) {
        return Vec::new();
    }
    let scopes = Scopes::of(templates);
    let own = templates.iter().filter(|(_, template)| template.of_course);
    let faults = own.flat_map(|(name, template)| {
        let found = of_template(name, &template.text, &scopes, messages, security);
        found.into_iter().map(|fault| at(template, fault))
    });
    faults.collect()
}

fn of_template(name: &str, text: &str, scopes: &Scopes, messages: &Messages, security: &Security) -> Vec<Fault> {
    if let Some(fault) = empty(name, text) {
        return vec![fault];
    }
    // The privacy review is a file by itself, which nobody publishes, and has data of its own.
    if name == "privacy-report.html" {
        return Vec::new();
    }
    let known = scopes.get(name).map(|known| fields::faults(text, known, messages, name));
    let mut faults = known.unwrap_or_default();
    faults.extend(policy::faults(text, security));
    faults
}

/// A template that prints nothing. Who wants a part to be empty says so in a comment; a page is never meant to be.
fn empty(name: &str, text: &str) -> Option<Fault> {
    let pieces = pieces(text);
    let is_nothing = |piece: &Piece| match piece {
        Piece::Text(range) => text[range.clone()].trim().is_empty(),
        Piece::Comment => true,
        Piece::Print(_) | Piece::Tag(..) => false,
    };
    let is_page = !name.contains('/') && ENTRIES.iter().any(|(entry, ..)| *entry == name);
    if !pieces.iter().all(is_nothing) || !is_page && pieces.contains(&Piece::Comment) {
        return None;
    }
    let help = if is_page {
        "delete the file, and the default theme's own takes its place"
    } else {
        "delete the file, and the default theme's own takes its place; or say in a comment why it is empty: `{# No footer here. #}`"
    };
    let message = "the template is empty, and so would be what it makes".to_owned();
    Some(Fault { code: Code::TemplateEmpty, range: 0..0, message, help: help.to_owned() })
}

fn at(template: &Template, fault: Fault) -> Diagnostic {
    let range = fault.range.start + template.skipped..fault.range.end + template.skipped;
    Diagnostic::new(fault.code, Span::new(FileId::of(&template.path), range), fault.message).help(fault.help)
}

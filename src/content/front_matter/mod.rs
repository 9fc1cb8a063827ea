//! Front matter: the YAML between two `---` lines at the head of a page.
//!
//! [`split_and_parse`] finds it ([`split`]) and reads its keys ([`decode`]). What a key means for other pages (an
//! unknown kind, an objective used twice in the course, an alias that is another page's address) is left to
//! [`crate::assemble`].

mod address;
mod attestation;
mod decode;
mod head;
mod keys;
mod outside;
mod split;

pub(crate) use keys::KEYS;

pub(super) use outside::later_blocks;

use crate::config::{Values, fill, plain};
use crate::course::{FrontMatter, Known};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::source::{CoursePath, FileId, Span};

use crate::data::yaml;
use head::Head;
use split::Split;

/// As much front matter as any page needs, in bytes.
const LIMIT: usize = 64 * 1024;

const MINIMAL: &str = "begin the file with three lines: `---`, then `title: The title of the page`, then `---`";

/// Where the body of a page begins.
pub(super) fn body(text: &str) -> usize {
    match split::split(text) {
        Split::Missing { first_line, .. } => first_line.start,
        Split::Unclosed { .. } => text.len(),
        Split::Found { body, .. } => body,
    }
}

/// Reads the front matter of the page at `path`, which is `text`, with the values of the course in it. The second value is the byte at which the body
/// begins; `used` gets the names of values that it asks for.
pub(crate) fn split_and_parse(
    path: &CoursePath,
    text: &str,
    (values, used): (&Values, &mut Vec<String>),
) -> Outcome<(FrontMatter, usize)> {
    let file = FileId::of(path);
    let failed = |body, diagnostic: Diagnostic| Outcome { value: (unread(), body), diagnostics: vec![diagnostic] };
    match split::split(text) {
        Split::Missing { first_line, why } => {
            let span = Span::new(file, first_line.clone());
            failed(first_line.start, Diagnostic::new(Code::FrontMatterMissing, span, why).help(MINIMAL))
        }
        Split::Unclosed { opening } => {
            let message = "the front matter that begins here is not closed";
            let diagnostic = Diagnostic::new(Code::FrontMatterUnclosed, Span::new(file, opening), message);
            failed(text.len(), diagnostic.help("write a line `---` where the front matter ends"))
        }
        Split::Found { opening, yaml, body } if yaml.len() > LIMIT => {
            let bytes = yaml.len();
            let message = format!("the front matter is too large: it has {bytes} bytes, and at most {LIMIT} are read");
            let diagnostic = Diagnostic::new(Code::FrontMatterSyntax, Span::new(file, opening), message);
            failed(body, diagnostic.help("put what belongs to the text below the second `---` line"))
        }
        Split::Found { opening, yaml, body } => {
            let opening = Span::new(file, opening);
            let mut diagnostics = Vec::new();
            let tree = yaml::parse(text, yaml, file, Code::FrontMatterSyntax).collect(&mut diagnostics);
            let front = match tree {
                Some(mut tree) => {
                    fill(&mut tree, (values, plain), used, &mut diagnostics);
                    decode::decode(&tree, opening, Head::of(path)).collect(&mut diagnostics)
                }
                None => FrontMatter { title_span: Some(opening), ..unread() },
            };
            diagnostics.extend(outside::key_outside(text, body).map(|key| report_outside(text, Span::new(file, key))));
            Outcome { value: (front, body), diagnostics }
        }
    }
}

/// What is said of a key that holds for nothing.
pub(super) fn report_outside(text: &str, key: Span) -> Diagnostic {
    let written = &text[key.range()];
    let message = format!("`{written}` stands behind the front matter, and would be published as text");
    let help =
        "put it above the line that closes the front matter, which has one block; in a text, write `\\:` for its colon";
    Diagnostic::new(Code::FrontMatterOutside, key, message).help(help)
}

/// Front matter of which nothing is known.
fn unread() -> FrontMatter {
    FrontMatter { known: Known::Nothing, ..FrontMatter::default() }
}

#[cfg(test)]
mod tests;

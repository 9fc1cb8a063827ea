//! From TOML to [`SiteConfig`].

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Fix, Outcome, Place};
use crate::source::{CoursePath, FileId, Span};

use super::editor::editor_template;
use super::files::files;
use super::kinds::{defaults, kinds};
use super::later::{items, privacy, publish};
use super::read::{Reader, Table};
use super::references::{DEFAULT_STYLE, references};
use super::support::support;
use super::{Author, BaseUrl, CourseFacts, CreditFormula, HtmlPolicy, SiteConfig};

/// The formulas for study time by name.
pub(crate) const CREDITS: [(&str, CreditFormula); 2] =
    [("mergener", CreditFormula::Mergener), ("nasba", CreditFormula::Nasba)];
/// What can become of raw HTML, by name.
pub(crate) const HTML: [(&str, HtmlPolicy); 3] =
    [("sanitize", HtmlPolicy::Sanitize), ("escape", HtmlPolicy::Escape), ("trust", HtmlPolicy::Trust)];
/// A century: more than any review is good for.
pub(crate) const MOST_MONTHS: u32 = 1200;

/// Reads `site.toml`. The value is usable even with errors: what could not be read has its default.
pub fn parse(text: &str, file: FileId) -> Outcome<SiteConfig> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(file);
    let config = config(&mut reader, Table::root(root.get_ref()));
    // What is wrong in a half-read text may only seem so.
    let mut diagnostics = if errors.is_empty() { reader.diagnostics } else { Vec::new() };
    diagnostics.extend(errors.iter().map(|error| syntax(text, file, error)));
    diagnostics.sort_by(|one, other| one.place.cmp(&other.place));
    diagnostics.dedup_by(|one, other| one.code == Code::ConfigSyntax && one.place == other.place);
    Outcome { value: config, diagnostics }
}

fn syntax(text: &str, file: FileId, error: &toml::de::Error) -> Diagnostic {
    let range = error.span().unwrap_or(0..text.len());
    let help = match error.message() {
        "duplicate key" => "keep one of the two",
        "string values must be quoted" => "put the text in quotation marks",
        message if message.starts_with("invalid basic string") => "close the text with `\"` on the same line",
        message if message.starts_with("unclosed") => "close it with the bracket that belongs to the opening one",
        _ => "write `key = \"value\"`, or `[table]` on a line of its own",
    };
    let message = format!("this is not TOML: {}", error.message());
    Diagnostic::new(Code::ConfigSyntax, Span::new(file, clamp(text, range)), message).help(help)
}

/// The parser's range at boundaries of characters; it may point one byte past the end of the text.
fn clamp(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let boundary = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(range.start);
    start..boundary(range.end).max(start)
}

fn config(reader: &mut Reader, root: Table<'_>) -> SiteConfig {
    reader.check_keys(root, "");
    let title = title(reader, root);
    root.take(reader, "privacy", privacy);
    root.take(reader, "publish", publish);
    let theme = root.take(reader, "theme", |reader, key, value| Some((theme(reader, key, value)?, value.span())));
    SiteConfig {
        title,
        description: root.take(reader, "description", Reader::text).unwrap_or_default(),
        base_url: root.take(reader, "base_url", base_url),
        language: root.take(reader, "language", language).unwrap_or_else(|| "en".to_owned()),
        theme: theme.as_ref().map_or_else(|| "default".to_owned(), |(name, _)| name.clone()),
        theme_span: theme.map(|(_, range)| Span::new(reader.file(), range)),
        editor: root.take(reader, "editor", editor),
        course: root.take(reader, "course", course).unwrap_or_default(),
        kinds: root
            .take(reader, "kinds", |reader, key, value| {
                let table = reader.any_table(key, value)?;
                Some(kinds(reader, table))
            })
            .unwrap_or_else(defaults),
        html: root.take(reader, "markdown", markdown).unwrap_or_default(),
        allowed_files: root.take(reader, "files", files).unwrap_or_default(),
        items: root.take(reader, "items", items).unwrap_or_default(),
        search: root.take(reader, "search", search).unwrap_or(true),
        auto_link: root.take(reader, "glossary", glossary).unwrap_or_default(),
        citation_style: root.take(reader, "references", references).unwrap_or_else(|| DEFAULT_STYLE.to_owned()),
        support: root.take(reader, "support", support),
    }
}

fn title(reader: &mut Reader, root: Table<'_>) -> String {
    if !root.has("title") {
        // An absent key stands nowhere in the text.
        let place = Place::File(CoursePath::new("site.toml"));
        let missing = Diagnostic::at(Code::ConfigMissingKey, place, "`site.toml` has no `title`");
        reader.diagnostics.push(missing.help("write `title = \"…\"` on the first line"));
    }
    root.take(reader, "title", Reader::line).unwrap_or_default()
}

fn base_url(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<BaseUrl> {
    let text = reader.line(key, value)?;
    match BaseUrl::parse(&text) {
        Ok(url) => Some(url),
        Err(why) => {
            let help = "write the address at which the course will stand, such as `https://example.org/courses/repair`";
            reader.bad(value.span(), why, help);
            None
        }
    }
}

fn language(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let tag = reader.line(key, value)?;
    if is_language(&tag) {
        return Some(tag);
    }
    let span = Span::new(reader.file(), value.span());
    let hyphens = Some(tag.replace('_', "-")).filter(|hyphens| is_language(hyphens));
    let fix = hyphens.as_ref().and_then(|hyphens| Fix::word(span, &tag, hyphens));
    let help = match hyphens {
        Some(hyphens) => format!("write `{hyphens}`"),
        None => "write a language tag, such as `en`, `de` or `pt-BR`".to_owned(),
    };
    let finding = Diagnostic::new(Code::ConfigBadValue, span, format!("`{tag}` is not a language tag"));
    reader.diagnostics.push(finding.help(help).fix(fix));
    None
}

/// Whether the tag has the shape of BCP 47 (RFC 5646, section 2.1): a language of two or three letters (longer ones
/// are reserved; `x` is for private use), then parts of one to eight letters and digits, of which one that is a
/// single character is never the last.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or("");
    let rest: Vec<_> = parts.collect();
    let is_letters = first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_first = (2..=3).contains(&first.len()) || (matches!(first, "x" | "X" | "i" | "I") && !rest.is_empty());
    let is_part = |part: &&str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_letters
        && is_first
        && rest.iter().all(is_part)
        && rest.last().is_none_or(|last| last.len() > 1 || first.len() == 1)
}

fn theme(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let name = reader.line(key, value)?;
    if name.contains(['/', '\\', ':']) || name.starts_with('.') {
        let message = format!("the theme `{name}` is not the name of a folder in `themes`");
        reader.bad(value.span(), message, "write the folder's name alone");
        return None;
    }
    Some(name)
}

fn editor(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let written = reader.line(key, value)?;
    match editor_template(&written) {
        Ok(template) => Some(template),
        Err(why) => {
            let help = "write the name of an editor such as `code`, `zed`, `subl` or `idea`, or an address such as \
                        `my-editor://open?file={path}&line={line}`";
            reader.bad(value.span(), format!("`{written}` {why}"), help);
            None
        }
    }
}

fn markdown(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<HtmlPolicy> {
    reader.table(key, value)?.take(reader, "html", |reader, key, value| reader.word(key, value, &HTML))
}

fn search(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
    reader.table(key, value)?.take(reader, "enabled", Reader::truth)
}

fn glossary(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
    reader.table(key, value)?.take(reader, "auto_link", Reader::truth)
}

fn course(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<CourseFacts> {
    let table = reader.table(key, value)?;
    let credit = table.take(reader, "credit", |reader, key, value| reader.word(key, value, &CREDITS));
    let difficulty = table
        .take(reader, "difficulty", |reader, key, value| reader.whole(key, value, 1..=5))
        .and_then(|difficulty| u8::try_from(difficulty).ok());
    if credit == Some(CreditFormula::Mergener) && !table.has("difficulty") {
        let message = "the formula `mergener` needs `difficulty`".to_owned();
        let help = "write `difficulty = 3`: how hard the course is, from 1 (easy) to 5 (hard)";
        reader.report(Code::ConfigMissingKey, value.span(), message, help);
    }
    Some(CourseFacts {
        id: table.take(reader, "id", id),
        audience: table.take(reader, "audience", Reader::text),
        authors: table
            .take(reader, "authors", |reader, key, value| reader.list(key, value, author))
            .unwrap_or_default(),
        disclosures: table.take(reader, "disclosures", Reader::text),
        reviewed: table.take(reader, "reviewed", Reader::date),
        review_months: table
            .take(reader, "review_months", |reader, key, value| reader.whole(key, value, 1..=MOST_MONTHS)),
        pass_mark: table
            .take(reader, "pass_mark", |reader, key, value| reader.whole(key, value, 0..=100))
            .and_then(|mark| u8::try_from(mark).ok()),
        credit,
        difficulty,
    })
}

/// Letters, digits and hyphens: it becomes part of a key in browsers.
fn id(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let id = reader.line(key, value)?;
    if super::kinds::is_name(&id) {
        return Some(id);
    }
    let help = "write lower-case letters and digits with single hyphens between them, such as `repair`";
    reader.bad(value.span(), format!("`id` cannot be `{id}`"), help);
    None
}

/// A name, or a table of `name` and `credentials`.
fn author(reader: &mut Reader, _: &str, value: &Spanned<DeValue<'_>>) -> Option<Author> {
    if let DeValue::String(_) = value.get_ref() {
        return Some(Author { name: reader.line("course.authors", value)?, credentials: None });
    }
    let DeValue::Table(_) = value.get_ref() else {
        let help = "write `{ name = \"…\", credentials = \"…\" }`, or a name in quotation marks";
        reader.wrong("author", value, "a name or a table", help);
        return None;
    };
    let table = reader.table("course.authors", value)?;
    if !table.has("name") {
        let message = "an author has no `name`".to_owned();
        reader.report(Code::ConfigMissingKey, value.span(), message, "write `name = \"…\"`");
    }
    let credentials = table.take(reader, "credentials", Reader::line);
    Some(Author { name: table.take(reader, "name", Reader::line)?, credentials })
}

#[cfg(test)]
mod tests;

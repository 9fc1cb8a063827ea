//! From the tree of `site.toml` to [`SiteConfig`].

use crate::data::{Entry, Node, Notation, Reader, Table, Value, Words, toml};
use crate::diagnostic::{Code, Diagnostic, Fix, Outcome, Place, suggest};
use crate::source::{CoursePath, FileId};

use super::about::{contributor, doi, licence, page_address};
use super::certificate::certificate;
use super::containers::containers;
use super::course_keys::AUTHOR;
use super::editor::editor_template;
use super::files::files;
use super::footer::{footer, image};
use super::items::items;
use super::keys::KEYS;
use super::kinds::{defaults_in, is_name, kinds};
use super::language::language_tag;
use super::print::{print, sessions};
use super::privacy::{deny_list, privacy};
use super::publish::publish;
use super::references::{DEFAULT_STYLE, style};
use super::security::security;
use super::support::support;
use super::theme::theme;
use super::values::{fill, plain, values};
use super::{AddressForm, Author, BaseUrl, CODES, CourseFacts, CreditFormula, HtmlPolicy, SiteConfig, Values};

impl Words for AddressForm {
    const WORDS: &'static [(&'static str, Self)] = &[("folder", Self::Folder), ("file", Self::File)];
}

impl Words for CreditFormula {
    const WORDS: &'static [(&'static str, Self)] = &[("mergener", Self::Mergener), ("nasba", Self::Nasba)];
}

impl Words for HtmlPolicy {
    const WORDS: &'static [(&'static str, Self)] =
        &[("sanitize", Self::Sanitize), ("escape", Self::Escape), ("trust", Self::Trust)];
}

/// Reads `site.toml`. The value is usable even with errors: what could not be read has its default.
pub fn parse(text: &str, file: FileId) -> Outcome<SiteConfig> {
    let mut tree = toml::parse(text, file, Code::ConfigSyntax);
    let mut reader = Reader::new(CODES, Notation::Toml, KEYS);
    let values = own_values(&mut reader, &mut tree.value);
    let root = reader.table("`site.toml`", "", &tree.value, KEYS);
    let value = root.map(|root| config(&mut reader, &root)).unwrap_or_default();
    let mut value = SiteConfig { values, ..value };
    let is_unread = !tree.diagnostics.is_empty();
    (value.values.is_unread, value.containers.is_unread) = (is_unread, is_unread);
    // What is wrong in a half-read text may only seem so.
    let mut diagnostics = if tree.diagnostics.is_empty() { reader.diagnostics } else { tree.diagnostics };
    diagnostics.sort_by(|one, other| one.place.cmp(&other.place));
    Outcome { value, diagnostics }
}

/// The entry of a table, or that which was meant as it: that its name is a slip is said of the name, and not wherever it is used.
fn slip_or_key<'n>(entries: &'n [Entry], key: &str) -> Option<&'n Entry> {
    let is_slip = |entry: &&Entry| {
        let name = entry.key.as_str();
        let known = KEYS.iter().map(|key| key.name);
        entry.node.entries().is_some()
            && !known.clone().any(|key| key == name)
            && suggest(name, known).nearest == Some(key)
    };
    entries.iter().find(|entry| entry.key == key).or_else(|| entries.iter().find(is_slip))
}

/// Reads `[values]` and puts them into the other texts.
fn own_values(reader: &mut Reader, root: &mut Node) -> Values {
    let Value::Map(entries) = &mut root.value else { return Values::default() };
    let own = slip_or_key(entries, "values");
    let values = own.and_then(|entry| values(reader, "values", &entry.node)).unwrap_or_default();
    for entry in entries.iter_mut().filter(|entry| entry.key != "values") {
        fill(&mut entry.node, (&values, plain), &mut Vec::new(), &mut reader.diagnostics);
    }
    values
}

fn config(reader: &mut Reader, root: &Table<'_>) -> SiteConfig {
    let inner = |reader: &mut Reader, key: &str| root.table(reader, key);
    let language = root.read(reader, "language", |reader, key, node| Some((language(reader, key, node)?, node.span)));
    let markdown = inner(reader, "markdown");
    let tag = language.as_ref().map_or("en", |(tag, _)| tag.as_str());
    let kinds = root.read(reader, "kinds", |reader, key, node| kinds(reader, key, node, tag));
    let kinds = kinds.unwrap_or_else(|| defaults_in(tag));
    let own = slip_or_key(root.entries(), "containers");
    let containers = own.and_then(|entry| containers(reader, "containers", &entry.node)).unwrap_or_default();
    let privacy = inner(reader, "privacy").map(|table| (privacy(reader, &table, &kinds), deny_list(reader, &table)));
    let (privacy, deny_list) = privacy.unwrap_or_default();
    SiteConfig {
        title: title(reader, root),
        description: root.text(reader, "description").unwrap_or_default(),
        base_url: root.read(reader, "base_url", base_url),
        addresses: root.word(reader, "addresses"),
        language_span: language.as_ref().map(|(_, span)| *span),
        language: language.map_or_else(|| "en".to_owned(), |(tag, _)| tag),
        theme: root.read(reader, "theme", theme).unwrap_or_default(),
        extra: root.free(reader, "extra"),
        editor: root.read(reader, "editor", editor),
        course: inner(reader, "course").map(|table| course(reader, &table)).unwrap_or_default(),
        html: markdown.as_ref().and_then(|table| table.word(reader, "html")).unwrap_or_default(),
        smart: markdown.as_ref().and_then(|table| table.truth(reader, "smart")).unwrap_or(true),
        math: markdown.as_ref().and_then(|table| table.truth(reader, "math")).unwrap_or(true),
        highlight: markdown.and_then(|table| table.truth(reader, "highlight")).unwrap_or(true),
        allowed_files: inner(reader, "files").map(|table| files(reader, &table)).unwrap_or_default(),
        items: root.read(reader, "items", items).unwrap_or_default(),
        privacy,
        publish: root.read(reader, "publish", publish).unwrap_or_default(),
        deny_list,
        kinds,
        containers,
        values: Values::default(),
        search: inner(reader, "search").and_then(|table| table.truth(reader, "enabled")).unwrap_or(true),
        offline: inner(reader, "offline").and_then(|table| table.truth(reader, "enabled")).unwrap_or(true),
        print: inner(reader, "print").map(|table| print(reader, &table)).unwrap_or_default(),
        sessions: inner(reader, "sessions").map(|table| sessions(reader, &table)).unwrap_or_default(),
        auto_link: inner(reader, "glossary").and_then(|table| table.truth(reader, "auto_link")).unwrap_or_default(),
        citation_style: inner(reader, "references")
            .and_then(|table| table.read(reader, "style", style))
            .unwrap_or_else(|| DEFAULT_STYLE.to_owned()),
        certificate: inner(reader, "certificate").map(|table| certificate(reader, &table)),
        support: inner(reader, "support").map(|table| support(reader, &table)),
        footer: inner(reader, "footer").map(|table| footer(reader, &table)).unwrap_or_default(),
        image: root.read(reader, "image", image),
        security: inner(reader, "security").map(|table| security(reader, &table)).unwrap_or_default(),
    }
}

fn title(reader: &mut Reader, root: &Table<'_>) -> String {
    if !root.has("title") {
        // An absent key has no place in the text.
        let place = Place::File(CoursePath::new("site.toml"));
        let missing = Diagnostic::at(CODES.missing_key, place, "`site.toml` has no `title`");
        reader.diagnostics.push(missing.help("write `title = \"…\"` on the first line"));
    }
    root.line(reader, "title").unwrap_or_default()
}

pub(super) fn base_url(reader: &mut Reader, key: &str, node: &Node) -> Option<BaseUrl> {
    let text = reader.line(key, node)?;
    match BaseUrl::parse(&text) {
        Ok(url) => Some(url),
        Err(why) => {
            let help =
                "write the address at which the course will be published, such as `https://example.org/courses/repair`";
            reader.bad(node.span, why, help);
            None
        }
    }
}

fn language(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let written = reader.line(key, node)?;
    match language_tag(&written) {
        Ok(tag) => Some(tag),
        Err(meant) => {
            let help = match &meant {
                Some(meant) => format!("write `{meant}`"),
                None => "write a language tag, such as `en`, `de` or `pt-BR`".to_owned(),
            };
            let fix = meant.and_then(|meant| Fix::word(node.span, &written, &meant));
            reader.bad(node.span, format!("`{written}` is not a language tag"), &help).fix = fix;
            None
        }
    }
}

fn editor(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let written = reader.line(key, node)?;
    match editor_template(&written) {
        Ok(template) => Some(template),
        Err(why) => {
            let help = "write the name of an editor such as `code`, `zed`, `subl` or `idea`, or an address such as \
                        `my-editor://open?file={path}&line={line}`";
            reader.bad(node.span, format!("`{written}` {why}"), help);
            None
        }
    }
}

fn course(reader: &mut Reader, table: &Table<'_>) -> CourseFacts {
    let credit = table.word(reader, "credit");
    if credit == Some(CreditFormula::Mergener) && !table.has("difficulty") {
        let help = "write `difficulty = 3`: how hard the course is, from 1 (easy) to 5 (hard)";
        reader.missing(table.span, "the formula `mergener` needs `difficulty`", help);
    }
    if let Some(difficulty) = table.entry("difficulty").filter(|_| !table.has("credit")) {
        let help = "write `credit = \"mergener\"` as well, or remove the key";
        reader.missing(difficulty.node.span, "`difficulty` does nothing without `credit`", help);
    }
    let is_nasba = credit == Some(CreditFormula::Nasba);
    if let Some(difficulty) = table.entry("difficulty").filter(|_| is_nasba) {
        let message = "`difficulty` does nothing for the formula `nasba`".to_owned();
        reader.bad(difficulty.key_span, message, "remove the key, or write `credit = \"mergener\"`");
    }
    let own_id = table.read(reader, "id", id);
    CourseFacts {
        former_ids: table
            .list(reader, "former_ids", |reader, key, node| former_id(reader, key, node, own_id.as_deref())),
        id: own_id,
        audience: table.text(reader, "audience"),
        authors: table.list(reader, "authors", author),
        disclosures: table.text(reader, "disclosures"),
        reviewed: table.date(reader, "reviewed"),
        contributors: table.list(reader, "contributors", contributor),
        prerequisites: table.lines(reader, "prerequisites"),
        licence: table.read(reader, "licence", licence),
        version: table.line(reader, "version"),
        doi: table.read(reader, "doi", doi),
        edit: table.read(reader, "edit", page_address),
        feedback: table.read(reader, "feedback", page_address),
        pass_mark: table.whole(reader, "pass_mark"),
        credit,
        difficulty: if is_nasba { None } else { table.whole(reader, "difficulty") },
    }
}

/// Letters, digits and hyphens: it becomes part of a key in browsers.
fn id(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let id = reader.line(key, node)?;
    if is_name(&id) {
        return Some(id);
    }
    let help = "write lower-case letters and digits with single hyphens between them, such as `repair`";
    reader.bad(node.span, format!("`{key}` cannot be `{id}`"), help);
    None
}

/// An id that the course had, and has no more.
fn former_id(reader: &mut Reader, key: &str, node: &Node, own: Option<&str>) -> Option<String> {
    let former = id(reader, key, node)?;
    if Some(former.as_str()) == own {
        let help = "write the ids that the course had before, or remove this one";
        reader.bad(node.span, format!("`{former}` is the course's present `id`"), help);
        return None;
    }
    Some(former)
}

/// A name, or a table of `name` and `credentials`.
fn author(reader: &mut Reader, key: &str, node: &Node) -> Option<Author> {
    if node.text().is_some() {
        return Some(Author { name: reader.line(key, node)?, credentials: None });
    }
    if node.entries().is_none() {
        let help = "write `{ name = \"…\", credentials = \"…\" }`, or a name in quotation marks";
        reader.wrong("an author", node, "a name or a table", help);
        return None;
    }
    let table = reader.table("`[course.authors]`", key, node, AUTHOR)?;
    if !table.has("name") {
        reader.missing(node.span, "an author has no `name`", "write `name = \"…\"`");
    }
    let credentials = table.line(reader, "credentials");
    Some(Author { name: table.line(reader, "name")?, credentials })
}

#[cfg(test)]
mod tests;

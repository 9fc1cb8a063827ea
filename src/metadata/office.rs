//! Office files, which are XML in a ZIP: Office Open XML (ECMA-376), `OpenDocument` (ISO 26300), and EPUB.

use super::unpacked::{Unpacked, entries};
use super::xml::parsed;
use super::{Kind, Metadata, Trace, kind};

/// Elements of properties that name somebody, without their prefixes.
const PERSONS: [&str; 8] =
    ["creator", "lastModifiedBy", "Manager", "Company", "initial-creator", "printed-by", "contributor", "publisher"];
/// Elements of properties with words in them.
const TEXTS: [&str; 12] = [
    "title",
    "subject",
    "keywords",
    "keyword",
    "description",
    "category",
    "user-defined",
    "lpwstr",
    "creator",
    "lastModifiedBy",
    "initial-creator",
    "Company",
];
/// Elements that are a remark, wherever they stand.
const REMARKS: [&str; 5] = ["comment", "cm", "annotation", "threadedComment", "note-author"];
/// Elements that are a tracked change.
const CHANGES: [&str; 9] =
    ["ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "changed-region", "tracked-changes"];
/// Entries that cannot be anything but pictures.
const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "heic"];

pub(super) fn look(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    let all = entries(bytes, is_read);
    // A ZIP that is no document has files in it, which are looked at as such.
    let is_document = all.iter().any(|entry| {
        matches!(
            entry.name.as_str(),
            "[Content_Types].xml" | "mimetype" | "META-INF/container.xml" | "META-INF/manifest.xml"
        )
    });
    for entry in &all {
        if is_picture(&entry.name) {
            picture(entry, &mut found);
        } else if is_document && (has_ending(&entry.name, "xml") || has_ending(&entry.name, "opf")) {
            part(entry, &mut found);
        }
        if entry.name == "EncryptedPackage" || entry.name == "META-INF/encryption.xml" {
            found.trace(Trace::Locked);
        }
    }
    found
}

fn is_read(name: &str) -> bool {
    has_ending(name, "xml") || has_ending(name, "opf") || name == "mimetype" || is_picture(name)
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, known)| known.eq_ignore_ascii_case(ending))
}

fn is_picture(name: &str) -> bool {
    PICTURES.iter().any(|ending| has_ending(name, ending))
}

/// A picture in a document tells what it would tell alone; nothing packed in it is looked into again.
fn picture(entry: &Unpacked, found: &mut Metadata) {
    if !matches!(kind(&entry.bytes), Kind::Zip | Kind::Pdf) {
        found.add(super::look(&entry.bytes));
    }
}

fn part(entry: &Unpacked, found: &mut Metadata) {
    let text = String::from_utf8_lossy(&entry.bytes);
    let Some(document) = parsed(&text) else { return };
    let is_properties =
        entry.name.starts_with("docProps/") || entry.name == "meta.xml" || has_ending(&entry.name, "opf");
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let words = || -> String {
            let inside = node.descendants().filter(roxmltree::Node::is_text).filter_map(|inside| inside.text());
            inside.collect::<Vec<_>>().join("")
        };
        if is_properties {
            if PERSONS.contains(&name) && !words().trim().is_empty() {
                found.trace(Trace::Person);
            }
            if TEXTS.contains(&name) {
                found.text(&words());
            }
            continue;
        }
        let is_remark = REMARKS.contains(&name) && !words().trim().is_empty();
        let is_change = CHANGES.contains(&name) && is_of_text(&node);
        if is_remark {
            found.trace(Trace::Comment);
            found.text(&words());
        }
        if is_change {
            found.trace(Trace::Changes);
        }
        let author = node.attributes().find(|attribute| matches!(attribute.name(), "author" | "displayName"));
        if let Some(author) = author.filter(|author| !author.value().trim().is_empty()) {
            found.trace(Trace::Person);
            found.text(author.value());
        }
        if name == "cmAuthor" {
            found.trace(Trace::Person);
            found.text(node.attribute("name").unwrap_or_default());
        }
    }
}

/// Whether an element is of a language for texts: `del` and `ins` mean other things elsewhere.
fn is_of_text(node: &roxmltree::Node<'_, '_>) -> bool {
    let space = node.tag_name().namespace().unwrap_or_default();
    space.contains("wordprocessingml") || space.contains("opendocument") || space.contains("spreadsheetml")
}

//! The package document: what a book says of itself, which files it has, and in which order they are read (EPUB 3.3, 5).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::Timestamp;

use crate::course::OutPath;
use crate::render::{Book, BookFacts, encode};
use crate::site::media;
use crate::source::Digest;
use crate::source::html::attribute;

/// What a book is made of.
#[derive(Debug)]
pub(super) struct Package<'a> {
    pub(super) facts: &'a BookFacts,
    /// When it was last changed.
    pub(super) changed: Timestamp,
    /// In reading order.
    pub(super) documents: Vec<Document<'a>>,
    /// Files of the course that documents show.
    pub(super) shown: Vec<&'a OutPath>,
}

/// A document of a book.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub(super) path: OutPath,
    /// What is in it beside text: `mathml`, `svg`.
    pub(super) properties: &'a BTreeSet<&'static str>,
    /// Whether reading systems take the contents from it.
    pub(super) is_contents: bool,
    /// Whether it is reached by links alone.
    pub(super) is_hidden: bool,
}

impl Package<'_> {
    /// The package document.
    pub(super) fn xml(&self) -> String {
        let language = attribute(&self.facts.language);
        let (direction, progression) = if self.facts.is_right_to_left { ("rtl", "rtl") } else { ("ltr", "ltr") };
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"book-id\" \
             xml:lang=\"{language}\" dir=\"{direction}\">\n"
        );
        self.metadata(&mut xml);
        xml.push_str("<manifest>\n");
        self.manifest(&mut xml);
        let _ = writeln!(xml, "</manifest>\n<spine page-progression-direction=\"{progression}\">");
        for (at, document) in self.documents.iter().enumerate() {
            let linear = if document.is_hidden { " linear=\"no\"" } else { "" };
            let _ = writeln!(xml, "<itemref idref=\"d{}\"{linear}/>", at + 1);
        }
        xml.push_str("</spine>\n</package>\n");
        xml
    }

    fn metadata(&self, xml: &mut String) {
        let facts = self.facts;
        xml.push_str("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
        let mut element = |name: &str, attributes: &str, text: &str| {
            let _ = writeln!(xml, "<{name}{attributes}>{}</{name}>", attribute(text));
        };
        element("dc:identifier", " id=\"book-id\"", &identifier(facts));
        if let Some(doi) = &facts.doi {
            // Code 06 of ONIX list 5.
            element("dc:identifier", " id=\"doi\"", doi);
            element("meta", " refines=\"#doi\" property=\"identifier-type\" scheme=\"onix:codelist5\"", "06");
        }
        element("dc:title", "", &facts.title);
        element("dc:language", "", &facts.language);
        for author in &facts.authors {
            element("dc:creator", "", author);
        }
        for who in &facts.contributors {
            element("dc:contributor", "", who);
        }
        if let Some(licence) = &facts.licence {
            element("dc:rights", "", licence);
        }
        if let Some(version) = &facts.version {
            element("meta", " property=\"schema:version\"", version);
        }
        if !facts.description.is_empty() {
            element("dc:description", "", &facts.description);
        }
        if let Some(site) = &facts.site_url {
            element("dc:source", "", site);
        }
        if let Some(reviewed) = facts.reviewed {
            element("dc:date", "", &reviewed.to_string());
        }
        let changed = self.changed.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        element("meta", " property=\"dcterms:modified\"", &changed);
        for (property, value) in self.accessibility() {
            element("meta", &format!(" property=\"schema:{property}\""), value);
        }
        xml.push_str("</metadata>\n");
    }

    /// What readers ask who cannot see, hear or move as others do (EPUB Accessibility 1.1, 2; schema.org's vocabulary).
    fn accessibility(&self) -> Vec<(&'static str, &str)> {
        let is_shown = |kind: &str| {
            self.shown.iter().any(|path| media::of_books(path.as_str()).is_some_and(|found| found.starts_with(kind)))
        };
        let has = |property: &str| self.documents.iter().any(|document| document.properties.contains(property));
        let (sound, film) = (is_shown("audio/"), is_shown("video/"));
        let mut found = vec![("accessMode", "textual")];
        // The cover is a picture.
        found.push(("accessMode", "visual"));
        found.extend((sound || film).then_some(("accessMode", "auditory")));
        let enough = if sound || film { "textual,visual,auditory" } else { "textual" };
        found.push(("accessModeSufficient", enough));
        let features =
            ["alternativeText", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"];
        found.extend(features.map(|feature| ("accessibilityFeature", feature)));
        found.extend(has("mathml").then_some(("accessibilityFeature", "MathML")));
        found.extend(is_shown("text/vtt").then_some(("accessibilityFeature", "captions")));
        // Pictures in this format may flash.
        let hazard = if film || is_shown("image/gif") { "unknown" } else { "none" };
        found.push(("accessibilityHazard", hazard));
        found.push(("accessibilitySummary", &self.facts.accessibility));
        found
    }

    fn manifest(&self, xml: &mut String) {
        for (at, document) in self.documents.iter().enumerate() {
            let mut properties: Vec<&str> = document.properties.iter().copied().collect();
            properties.extend(document.is_contents.then_some("nav"));
            let properties =
                if properties.is_empty() { String::new() } else { format!(" properties=\"{}\"", properties.join(" ")) };
            let (number, path) = (at + 1, attribute(&encode(document.path.as_str())));
            let _ = writeln!(
                xml,
                "<item id=\"d{number}\" href=\"{path}\" media-type=\"application/xhtml+xml\"{properties}/>"
            );
        }
        let (style, cover) = (Book::style_path(), Book::cover_path());
        let _ = writeln!(xml, "<item id=\"style\" href=\"{style}\" media-type=\"text/css\"/>");
        let _ = writeln!(
            xml,
            "<item id=\"cover\" href=\"{cover}\" media-type=\"image/svg+xml\" properties=\"cover-image\"/>"
        );
        for (at, path) in self.shown.iter().enumerate() {
            let kind = attribute(media::of_books(path.as_str()).unwrap_or_default());
            let href = attribute(&encode(path.as_str()));
            let _ = writeln!(xml, "<item id=\"f{}\" href=\"{href}\" media-type=\"{kind}\"/>", at + 1);
        }
    }
}

/// A name that no other book has, and the same for every edition of this one: a UUID of version 8 (RFC 9562, 5.8) from what stays the
/// same over all of them.
fn identifier(facts: &BookFacts) -> String {
    let hex = Digest::of_value(&("book", &facts.identity, &facts.language)).hex(32);
    format!("urn:uuid:{}-{}-8{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}

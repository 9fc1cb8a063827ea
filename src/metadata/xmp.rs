//! XMP: metadata in XML (ISO 16684-1), in every file that holds it.

use memchr::memmem;

use super::xml::parsed;
use super::{Metadata, Trace};

/// How a packet begins in a JPEG, and the parts of a long one.
pub(super) const PREFIXES: [&[u8]; 2] = [b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"];

/// Names of properties, without their prefixes, and what each tells.
const PROPERTIES: [(&str, Trace); 38] = [
    ("GPSLatitude", Trace::Place),
    ("GPSLongitude", Trace::Place),
    ("GPSAltitude", Trace::Place),
    ("GPSDestLatitude", Trace::Place),
    ("Location", Trace::Place),
    ("LocationCreated", Trace::Place),
    ("LocationShown", Trace::Place),
    ("Sublocation", Trace::Place),
    ("City", Trace::Place),
    ("State", Trace::Place),
    ("SerialNumber", Trace::Serial),
    ("BodySerialNumber", Trace::Serial),
    ("LensSerialNumber", Trace::Serial),
    ("creator", Trace::Person),
    ("Author", Trace::Person),
    ("Artist", Trace::Person),
    ("OwnerName", Trace::Person),
    ("CameraOwnerName", Trace::Person),
    ("rights", Trace::Person),
    ("contributor", Trace::Person),
    ("Credit", Trace::Person),
    ("CaptionWriter", Trace::Person),
    ("PersonInImage", Trace::Person),
    ("PersonInImageName", Trace::Person),
    ("RegionList", Trace::Person),
    ("CreatorContactInfo", Trace::Person),
    ("CreateDate", Trace::Time),
    ("DateTimeOriginal", Trace::Time),
    ("DateTimeDigitized", Trace::Time),
    ("DateCreated", Trace::Time),
    ("ModifyDate", Trace::Time),
    ("MetadataDate", Trace::Time),
    ("when", Trace::Time),
    ("Make", Trace::Device),
    ("Model", Trace::Device),
    ("Lens", Trace::Device),
    ("LensModel", Trace::Device),
    ("HistoryChanges", Trace::Changes),
];
/// Names of properties with words in them.
const TEXTS: [&str; 14] = [
    "title",
    "description",
    "subject",
    "Keywords",
    "Headline",
    "Instructions",
    "Name",
    "creator",
    "Author",
    "Artist",
    "PersonInImage",
    "UserComment",
    "ImageDescription",
    "Caption",
];

/// What a packet tells.
pub(super) fn look(packet: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    let text = String::from_utf8_lossy(packet);
    let inner = text.find("<x:xmpmeta").or_else(|| text.find("<rdf:RDF")).map_or(&*text, |start| &text[start..]);
    let end = ["</x:xmpmeta>", "</rdf:RDF>"].iter().find_map(|end| inner.find(end).map(|at| at + end.len()));
    let inner = &inner[..end.unwrap_or(inner.len())];
    let Some(document) = parsed(inner) else {
        // A part of a packet, or a broken one: the names of its properties are looked for.
        for (name, trace) in PROPERTIES {
            if inner.contains(&format!(":{name}")) {
                found.trace(trace);
            }
        }
        return found;
    };
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        if node.descendants().any(|inside| inside.text().is_some_and(|text| !text.trim().is_empty()))
            || node.descendants().any(|inside| inside.attributes().len() > 0)
        {
            property(name, &mut found);
        }
        if TEXTS.contains(&name) {
            let inside = node.descendants().filter(roxmltree::Node::is_text).filter_map(|inside| inside.text());
            inside.for_each(|text| found.text(text));
        }
        for attribute in node.attributes().filter(|attribute| !attribute.value().trim().is_empty()) {
            property(attribute.name(), &mut found);
            if TEXTS.contains(&attribute.name()) {
                found.text(attribute.value());
            }
        }
    }
    found
}

fn property(name: &str, found: &mut Metadata) {
    let known = PROPERTIES.iter().filter(|(known, _)| *known == name);
    known.for_each(|(_, trace)| found.trace(*trace));
}

/// What the packets in any bytes tell.
pub(super) fn anywhere(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    let mut from = 0;
    while let Some(start) = memmem::find(&bytes[from..], b"<x:xmpmeta").map(|at| from + at) {
        let end = memmem::find(&bytes[start..], b"</x:xmpmeta>").map_or(bytes.len(), |at| start + at + 12);
        found.add(look(&bytes[start..end]));
        from = end;
    }
    found
}

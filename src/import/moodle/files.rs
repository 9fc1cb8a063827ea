//! Files that are embedded in a question as Base64, and the pictures that stand in its text as `data:` addresses.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use roxmltree::Node;

use crate::course::slug;
use crate::input::FileRole;
use crate::source::CoursePath;

use super::super::material::Attachment;
use super::super::report::{Place, Report};
use super::super::xml::{child, children, text_in};

/// Padding may be there or not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
/// Kinds of pictures, by the type in a `data:` address.
const PICTURES: [(&str, &str); 6] = [
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/gif", "gif"),
    ("image/svg+xml", "svg"),
    ("image/webp", "webp"),
    ("image/jpg", "jpg"),
];

/// The files of one question.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Files of the questions before it: names go on from there.
    before: usize,
    /// By the name in the question.
    by_name: BTreeMap<String, Attachment>,
}

impl Files {
    /// For a question before which there were so many files.
    pub(super) fn new(before: usize) -> Self {
        Self { before, ..Self::default() }
    }

    /// Takes the files that stand beside a text.
    pub(super) fn take(&mut self, node: Node<'_, '_>, place: &Place, report: &mut Report) {
        for file in children(node, "file") {
            let name = file.attribute("name").unwrap_or_default();
            let encoding = file.attribute("encoding").unwrap_or("base64");
            let packed: String = text_in(file).split_whitespace().collect();
            match BASE64.decode(packed.as_bytes()) {
                Ok(bytes) if encoding == "base64" && !name.is_empty() => {
                    let folder = file.attribute("path").unwrap_or("/").trim_matches('/');
                    let whole = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                    self.keep(&whole, bytes, place, report);
                }
                _ => report.lost(place, format!("the file `{name}`, which cannot be unpacked"), "left out"),
            }
        }
    }

    /// The picture of a question as Moodle had it before 2.0, in elements of its own; its path beside the page. One that is not in the file is
    /// reported.
    pub(super) fn old_picture(&mut self, question: Node<'_, '_>, place: &Place, report: &mut Report) -> Option<String> {
        let name = text_in(child(question, "image")?).trim().to_owned();
        let packed = child(question, "image_base64").map(text_in).unwrap_or_default();
        let packed: String = packed.split_whitespace().collect();
        if name.is_empty() {
            return None;
        }
        match BASE64.decode(packed.as_bytes()).ok().filter(|bytes| !bytes.is_empty()) {
            Some(bytes) => self.keep(&name, bytes, place, report),
            None => report.lost(place, format!("the picture `{name}`, which is not in the file"), "left out"),
        }
        self.by_name.get(&name).map(|file| file.path.clone())
    }

    fn keep(&mut self, name: &str, bytes: Vec<u8>, place: &Place, report: &mut Report) {
        let count = self.before + self.by_name.len() + 1;
        let (stem, ending) = name.rsplit('/').next().unwrap_or(name).rsplit_once('.').unwrap_or((name, ""));
        let ending: String =
            ending.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let stem: String = slug(stem).chars().take(40).collect();
        let path = format!(
            "{}-{count}.{}",
            if stem.is_empty() { "file" } else { stem.as_str() },
            if ending.is_empty() { "bin" } else { ending.as_str() }
        );
        if FileRole::of(&CoursePath::new(&format!("content/{path}"))) != FileRole::Attachment {
            report.lost(place, format!("the file `{name}`, whose type is not published"), "left out");
            return;
        }
        self.by_name.entry(name.to_owned()).or_insert(Attachment { path, bytes });
    }

    /// Where the file at an address of the question lies beside the page.
    pub(super) fn beside(&self, address: &str) -> Option<String> {
        let name = address.strip_prefix("@@PLUGINFILE@@/")?;
        let name = name.split(['?', '#']).next().unwrap_or(name);
        let decoded = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
        self.by_name.get(decoded.as_ref()).map(|file| file.path.clone())
    }

    /// The files, to lie beside the page.
    pub(super) fn into_attachments(self) -> impl Iterator<Item = Attachment> {
        self.by_name.into_values()
    }
}

/// The text with every picture in a `data:` address among the files.
pub(super) fn with_inline_files(written: &str, files: &mut Files, place: &Place, report: &mut Report) -> String {
    let mut out = String::with_capacity(written.len().min(1 << 20));
    let mut rest = written;
    while let Some(at) = rest.find("data:image/") {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(['"', '\'', ')', '>']).map_or(rest.len(), |end| at + end);
        let address = &rest[at + "data:".len()..end];
        let (kind, packed) = address.split_once(";base64,").unwrap_or((address, ""));
        let ending = PICTURES.iter().find(|(known, _)| *known == kind).map(|(_, ending)| *ending);
        let packed: String = packed.split_whitespace().collect();
        match ending.zip(BASE64.decode(packed.as_bytes()).ok().filter(|bytes| !bytes.is_empty())) {
            Some((ending, bytes)) => {
                let name = format!("picture-{}.{ending}", files.by_name.len() + 1);
                files.keep(&name, bytes, place, report);
                out.push_str(&format!("@@PLUGINFILE@@/{name}"));
            }
            None => report.lost(place, "a picture in its text that cannot be unpacked", "left out"),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

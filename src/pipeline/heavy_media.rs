//! Films, recordings and pictures that take long to load on a phone.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::course::{Course, Destination};
use crate::diagnostic::{Code, Diagnostic, FoundIn, Outcome, Place};
use crate::input::{FileContent, Inputs};
use crate::site::media::media_type;
use crate::source::{CoursePath, Digest};

use super::{Memo, kept};

const MB: u64 = 1_000_000;

/// What is heavy: a kind of file, from how many bytes on, and what makes it lighter. Twenty-five minutes of a film and an hour of speech at
/// the rates that the advice names, and a picture as wide as the widest screens show it.
const HEAVY: [(&str, u64, &str); 3] = [
    (
        "video",
        100 * MB,
        "make it 480 lines high, which shows two people well and has about 4 MB a minute: \
         `ffmpeg -i film.mov -vf scale=-2:480 -c:v libx264 -crf 28 -c:a aac -b:a 64k film.mp4`; or cut it into parts",
    ),
    (
        "audio",
        30 * MB,
        "speech needs one channel and half a MB a minute: `ffmpeg -i talk.wav -ac 1 -b:a 64k talk.mp3`; or cut it into parts",
    ),
    ("image", 2 * MB, "save it 1600 pixels wide, as JPEG or WebP of a middle quality: that is seldom more than 0.4 MB"),
];

/// Looks again where the files, or the links and pictures that name them, are other.
pub(super) fn update(course: &Course, memo: &mut Memo, inputs: &Inputs) {
    let (_, bytes) = memo.files.beside_digests();
    let key = Digest::of_value(&(memo.pages.facets.links, bytes));
    let found = kept(&mut memo.heavy_media, key, || check(course, inputs));
    memo.findings.put(FoundIn::Whole("heavy-media"), Arc::clone(&found.diagnostics));
}

/// Every heavy file that pages show or play, once. What they only link to is loaded by choice.
fn check(course: &Course, inputs: &Inputs) -> Outcome<()> {
    let links = course.pages.iter().flat_map(|page| &page.outline.links).filter(|link| link.embedded);
    let shown: BTreeSet<&CoursePath> = links
        .filter_map(|link| match &link.destination {
            Destination::File { path, .. } => Some(path),
            _ => None,
        })
        .collect();
    let heavy = |path: &CoursePath| {
        let size = match &inputs.files.get(path)?.content {
            FileContent::OnDisk(file) => file.size(),
            FileContent::Bytes(bytes) => bytes.len() as u64,
            FileContent::Text(_) | FileContent::Page(_) => return None,
        };
        let kind = media_type(path.name());
        let (_, _, help) = HEAVY.iter().find(|(known, least, _)| kind.type_() == *known && size > *least)?;
        let megabytes = format!("{}.{}", size / MB, size % MB / (MB / 10));
        let message = format!("`{path}` has {megabytes} MB, which takes long to load on a phone");
        Some(Diagnostic::at(Code::MediaHeavy, Place::File(path.clone()), message).help(*help))
    };
    Outcome { value: (), diagnostics: shown.into_iter().filter_map(heavy).collect() }
}

//! Films, recordings and pictures that pages show: those that take long to load on a phone, and pictures that cannot be read.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::course::{Course, Destination};
use crate::diagnostic::{Code, Diagnostic, FoundIn, Outcome, Place};
use crate::input::{FileContent, Inputs};
use crate::site::media::media_type;
use crate::source::{CoursePath, Digest, Span};

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

/// Looks again where the files, or what shows or plays them, are other.
pub(super) fn update(course: &Course, memo: &mut Memo, inputs: &Inputs) {
    let (_, bytes) = memo.files.beside_digests();
    let key = Digest::of_value(&(memo.pages.facets.shown, bytes, super::digest(memo.config.as_ref())));
    let found = kept(&mut memo.shown_files, key, || check(course, inputs));
    memo.findings.put(FoundIn::Whole("shown-files"), Arc::clone(&found.diagnostics));
    // Where they are shown moves with the text around it.
    let places = if found.value.is_empty() { Vec::new() } else { unreadable(course, &found.value) };
    memo.findings.put(FoundIn::Whole("unreadable pictures"), places.into());
}

/// Endings of pictures whose size can be read from their first bytes.
const READABLE: [&str; 7] = ["png", "apng", "jpg", "jpeg", "gif", "webp", "avif"];

/// The files that pages show or play, each with where that is asked for.
fn shown(course: &Course) -> impl Iterator<Item = (Span, &CoursePath)> {
    let links = course.pages.iter().flat_map(|page| &page.outline.links).filter(|link| link.embedded);
    links.filter_map(|link| match &link.destination {
        Destination::File { path, .. } => Some((link.span, path)),
        _ => None,
    })
}

/// Every heavy file that pages show or play, once; and the pictures that cannot be read. What pages only link to is loaded by choice.
fn check(course: &Course, inputs: &Inputs) -> Outcome<BTreeSet<CoursePath>> {
    let paths: BTreeSet<CoursePath> = shown(course).map(|(_, path)| path.clone()).collect();
    let diagnostics = paths.iter().filter_map(|path| heavy(path, inputs)).collect();
    // Of what is not published it is said why.
    let published = |path: &CoursePath| course.attachments.contains_key(path);
    let value = paths.into_iter().filter(|path| published(path) && is_unreadable(path, inputs)).collect();
    Outcome { value, diagnostics }
}

/// Every place that shows a picture which cannot be read.
fn unreadable(course: &Course, paths: &BTreeSet<CoursePath>) -> Vec<Diagnostic> {
    let places = shown(course).filter(|(_, path)| paths.contains(*path));
    let report = |(span, path): (Span, &CoursePath)| {
        let message = format!("`{path}` cannot be read as a picture, and would be an empty frame");
        let help = "open it in a program for pictures, and save it again as JPEG, PNG or WebP";
        Diagnostic::new(Code::BrokenImage, span, message).help(help)
    };
    places.map(report).collect()
}

/// Whether a file is called a picture and does not begin as one.
fn is_unreadable(path: &CoursePath, inputs: &Inputs) -> bool {
    let ending = path.name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_picture = ending.is_some_and(|ending| READABLE.contains(&ending.as_str()));
    is_picture && inputs.files.get(path).is_some_and(|file| file.pixels.is_none())
}

fn heavy(path: &CoursePath, inputs: &Inputs) -> Option<Diagnostic> {
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
}

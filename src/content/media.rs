//! `::: video` and `::: audio`: what is shown, and what stands in its place for those who do not see or hear it.

use crate::course::{Destination, ElementKind, Link, Media, MediaKind, MediaSource, Prose};
use crate::diagnostic::{Code, Diagnostic};

use super::address::destination;
use super::attributes::{Attributes, Pair};
use super::events::Located;
use super::opening_line::{Directive, attributes, container_id};
use super::parse_context::ParseContext;
use super::players::player;
use super::prose::prose;
use super::title::title;

const ATTRIBUTES: [&str; 6] = ["src", "captions", "transcript", "poster", "title", "lang"];
const OF_AUDIO: [&str; 3] = ["src", "transcript", "title"];

/// Reads a film or a recording; `text` is its transcript. `None` where there is nothing to be played.
pub(crate) fn media<'a>(page: &mut ParseContext<'a>, directive: &Directive, text: &[Located<'a>]) -> Option<Media> {
    let kind = if directive.name == "video" { MediaKind::Video } else { MediaKind::Audio };
    let taken: &[&str] = if kind == MediaKind::Video { &ATTRIBUTES } else { &OF_AUDIO };
    let attributes = attributes(page, directive, taken);
    let span = page.span(directive.range.clone());
    let title = title(page, &attributes);
    let source = source(page, directive, &attributes);
    let [captions, poster, transcript_file] = ["captions", "poster", "transcript"]
        .map(|key| file(page, named(&attributes, key).filter(|_| taken.contains(&key))));
    // It is followed, and not shown in place.
    let transcript_file = transcript_file.map(|link| Link { embedded: false, ..link });
    let language = named(&attributes, "lang").and_then(|pair| pair.value.clone());
    let id = container_id(page, attributes, ElementKind::Section);
    let transcript = transcript(page, text);
    let name = kind.as_str();
    let mut report = |message: String, help: &'static str| {
        page.report(Diagnostic::new(Code::MediaForm, span, message).help(help));
    };
    if transcript.is_empty() && transcript_file.is_none() {
        let help = "write inside the container what is said and, of a film, what is to be seen; or name a file: `transcript=\"talk.txt\"`";
        report(format!("the {name} has no transcript"), help);
    }
    let is_own = matches!(source, Some(MediaSource::Own(_)));
    if kind == MediaKind::Video && is_own && captions.is_none() {
        let help = "name a file in WebVTT beside the page: `captions=\"talk.vtt\"`";
        report("the video has no captions".to_owned(), help);
    }
    if !is_own && captions.is_some() && source.is_some() {
        report("captions of a film elsewhere are its host's".to_owned(), "remove `captions`, and add them there");
    }
    let captions = captions.filter(|_| is_own).map(|captions| (captions, language));
    Some(Media { kind, id, title, source: source?, captions, poster, transcript_file, transcript, span })
}

fn named<'t>(attributes: &'t Attributes, key: &str) -> Option<&'t Pair> {
    attributes.pairs.iter().find(|pair| pair.key == key)
}

/// Where the film or the recording lies.
fn source(page: &mut ParseContext<'_>, directive: &Directive, attributes: &Attributes) -> Option<MediaSource> {
    const HELP: &str =
        "name a file beside the page, `src=\"talk.mp4\"`, or an address: `src=\"https://www.youtube.com/watch?v=…\"`";
    let Some(pair) = named(attributes, "src").filter(|pair| pair.value.as_ref().is_some_and(|src| !src.is_empty()))
    else {
        let span = page.span(directive.range.clone());
        let message = format!("the {} does not say what is played", directive.name);
        page.report(Diagnostic::new(Code::MediaForm, span, message).help(HELP));
        return None;
    };
    let link = link(page, pair)?;
    let Destination::External(address) = &link.destination else { return Some(MediaSource::Own(link)) };
    let player = player(address);
    if player.is_none() {
        let message = format!("`{address}` is no film that Attune knows how to show");
        let help = "write the address of its page at YouTube, Vimeo or a PeerTube, or of a file (`.mp4`, `.webm`, `.mp3`), with https; \
                    or write a link: `[words](address)`";
        page.report(Diagnostic::new(Code::MediaForm, link.span, message).help(help));
    }
    player.map(MediaSource::Elsewhere)
}

/// A file of the course that an attribute names.
fn file(page: &mut ParseContext<'_>, pair: Option<&Pair>) -> Option<Link> {
    let pair = pair?;
    let link = link(page, pair)?;
    if matches!(link.destination, Destination::File { .. } | Destination::Outside(_)) {
        return Some(link);
    }
    let message = format!("`{}` names a file beside the page", pair.key);
    let help = "copy the file into the course, and write its relative path";
    page.report(Diagnostic::new(Code::MediaForm, link.span, message).help(help));
    None
}

fn link(page: &mut ParseContext<'_>, pair: &Pair) -> Option<Link> {
    let span = page.span(pair.range.clone());
    let written = pair.value.as_deref().unwrap_or_default();
    if let Ok(destination) = destination(page.written_in(pair.range.start), written) {
        return Some(Link { destination, embedded: true, is_nameless: false, span, written: None });
    }
    let message = format!("`{}` cannot be `{written}`", pair.key);
    let help = "name a file beside the page, or an address that begins with https:";
    page.report(Diagnostic::new(Code::LinkUnsafe, span, message).help(help));
    None
}

/// The transcript, whose words do not count as words to read.
fn transcript<'a>(page: &mut ParseContext<'a>, text: &[Located<'a>]) -> Prose {
    let words: usize = page.words;
    let transcript = prose(page, text);
    page.words = words;
    transcript
}

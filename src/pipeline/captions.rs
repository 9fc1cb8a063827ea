//! The course's films: what a player cannot read of their captions, and whom pages may ask for those elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::{SiteConfig, primary_language};
use crate::course::Course;
use crate::diagnostic::{Code, Diagnostic, FoundIn, Outcome};
use crate::input::{FileContent, Inputs};
use crate::metadata::webvtt::captions;
use crate::source::{CoursePath, Digest, DigestSum, FileId, Span};

use super::{Memo, kept};

/// A configuration with the hosts of films, by what it was made from.
#[derive(Debug)]
pub(super) struct WithPlayers {
    order: Digest,
    media: DigestSum,
    without: Arc<SiteConfig>,
    with: Arc<SiteConfig>,
}

/// The configuration with the hosts of films, whom pages must be allowed to ask: these and no others.
pub(super) fn with_players(
    config: Arc<SiteConfig>,
    (course, order): (&Course, Digest),
    memo: &mut Memo,
) -> Arc<SiteConfig> {
    let media = memo.pages.facets.media;
    if media == DigestSum::default() {
        return config;
    }
    let is_same =
        |last: &WithPlayers| (last.order, last.media) == (order, media) && Arc::ptr_eq(&last.without, &config);
    let known = memo.players.take().filter(is_same).unwrap_or_else(|| WithPlayers {
        order,
        media,
        with: add_players(Arc::clone(&config), course),
        without: config,
    });
    Arc::clone(&memo.players.insert(known).with)
}

fn add_players(config: Arc<SiteConfig>, course: &Course) -> Arc<SiteConfig> {
    let players: BTreeSet<&(String, bool)> = course.pages.iter().flat_map(|page| &page.outline.players).collect();
    if players.is_empty() {
        return config;
    }
    let mut with = (*config).clone();
    for (origin, is_frame) in players {
        let directive = if *is_frame { "frame-src" } else { "media-src" };
        let sources = with.security.policy.entry(directive.to_owned()).or_default();
        if !sources.contains(origin) {
            sources.push(origin.clone());
        }
    }
    Arc::new(with)
}

/// Looks at the captions again where they, or the films that have them, are other.
pub(super) fn update(config: &SiteConfig, course: &Course, memo: &mut Memo, inputs: &Inputs) {
    let media = memo.pages.facets.media;
    let (_, bytes) = memo.files.beside_digests();
    let read = (media != DigestSum::default()).then_some((media, bytes, &config.language));
    let found = kept(&mut memo.captions, Digest::of_value(&read), || {
        if read.is_some() { check(course, inputs, &config.language) } else { Outcome::clean(()) }
    });
    memo.findings.put(FoundIn::Whole("captions"), Arc::clone(&found.diagnostics));
}

/// Everything that is wrong in files of captions that films of the course have.
fn check(course: &Course, inputs: &Inputs, language: &str) -> Outcome<()> {
    let mut used: Vec<&(CoursePath, Option<String>)> =
        course.pages.iter().flat_map(|page| &page.outline.captions).collect();
    used.sort();
    used.dedup();
    let mut diagnostics = Vec::new();
    for (path, said) in used {
        let Some(FileContent::Text(text)) = inputs.files.get(path).map(|file| &file.content) else {
            continue;
        };
        let text: &Arc<str> = text;
        let read = captions(text);
        let span = |range| Span::new(FileId::of(path), range);
        diagnostics.extend(
            read.faults
                .into_iter()
                .map(|fault| Diagnostic::new(Code::CaptionsForm, span(fault.range), fault.message).help(fault.help)),
        );
        let expected = said.as_deref().unwrap_or(language);
        if let Some(named) = read.language.filter(|named| primary_language(named) != primary_language(expected)) {
            let at = text.find("Language:").unwrap_or_default();
            let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
            let message = format!("these captions are in `{named}`, and their film is announced in `{expected}`");
            let help =
                format!("write `lang={named}` on the opening line of the video, or name captions in `{expected}`");
            diagnostics.push(Diagnostic::new(Code::CaptionsForm, span(at..end), message).help(help));
        }
    }
    diagnostics.dedup();
    Outcome { value: (), diagnostics }
}

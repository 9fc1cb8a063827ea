//! Films and recordings.

use crate::course::{Link, Media, MediaSource};

use crate::render::blocks::block_html::BlockHtml;
use crate::render::blocks::html::RenderedBlock;
use crate::render::blocks::placeholders::Placeholders;
use crate::render::view::{MediaView, PlayerView};

/// A film or a recording; `texts` are its title and its transcript, `language` that of the course, `dom_id` the id of
/// the element, `addresses` what the page writes for a file, and what it writes on paper.
pub(crate) fn media<'a>(
    media: &'a Media,
    dom_id: Option<String>,
    language: &str,
    addresses: impl Fn(&Link) -> (String, String),
    texts: [BlockHtml<'a>; 2],
) -> RenderedBlock<'a> {
    let mut placeholders = Placeholders::default();
    let [title, transcript] = texts;
    let address = |link: &Link| addresses(link).0;
    let (file, player) = match &media.source {
        MediaSource::Own(link) => (Some(addresses(link)), None),
        MediaSource::Elsewhere(player) => {
            let view = PlayerView {
                address: player.address.clone(),
                page: player.page.clone(),
                host: player.host.clone(),
                is_frame: player.is_frame,
            };
            (None, Some(view))
        }
    };
    let of_captions = media.captions.as_ref().and_then(|(_, language)| language.clone());
    let view = MediaView {
        kind: media.kind.as_str(),
        dom_id,
        title: media.title.text(),
        title_html: placeholders.html(title),
        url: file.as_ref().map(|(url, _)| url.clone()),
        address: file.map(|(_, paper)| paper),
        player,
        captions_url: media.captions.as_ref().map(|(link, _)| address(link)),
        captions_language: of_captions.unwrap_or_else(|| language.to_owned()),
        poster_url: media.poster.as_ref().map(address),
        transcript_url: media.transcript_file.as_ref().map(address),
        transcript_address: media.transcript_file.as_ref().map(|link| addresses(link).1),
        transcript_html: placeholders.html(transcript),
    };
    RenderedBlock::Media(Box::new(view), placeholders)
}

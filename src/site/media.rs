//! What kind of file each is for browsers and for readers of books, by the ending of its name: the preview, publishing and
//! exports go by it.

use mime_guess::Mime;
use mime_guess::mime::{EVENT_STREAM, JAVASCRIPT, JSON, TEXT, TEXT_HTML, XML};

/// The type of a file, by the ending of its name.
pub(crate) fn media_type(name: &str) -> Mime {
    mime_guess::from_path(name).first_or_octet_stream()
}

/// The type as it is told to browsers: all texts of a site are UTF-8.
pub(crate) fn content_type(kind: &Mime) -> String {
    if kind.type_() == TEXT { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

/// The type of a file that a book may hold, as its package names it: the core media types of EPUB 3.3 (3.2), and the films and
/// captions that it leaves open; `None` for every other.
pub(crate) fn of_books(name: &str) -> Option<&'static str> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    Some(match ending.to_ascii_lowercase().as_str() {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "opus" => "audio/ogg; codecs=opus",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt",
        _ => return None,
    })
}

/// Whether a file of this name is a page.
pub(crate) fn is_page(name: &str) -> bool {
    media_type(name) == TEXT_HTML
}

/// Whether it gets shorter by compressing; a stream of events is never held back for that.
pub(crate) fn is_text(kind: &Mime) -> bool {
    let is_data = |name| kind.subtype() == name || kind.suffix() == Some(name);
    (kind.type_() == TEXT && kind.subtype() != EVENT_STREAM) || [JAVASCRIPT, JSON, XML].into_iter().any(is_data)
}

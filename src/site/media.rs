//! What kind of file each is for browsers, by the ending of its name: the preview and publishing go by it.

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

/// Whether a file of this name is a page.
pub(crate) fn is_page(name: &str) -> bool {
    media_type(name) == TEXT_HTML
}

/// Whether it gets shorter by compressing; a stream of events is never held back for that.
pub(crate) fn is_text(kind: &Mime) -> bool {
    let is_data = |name| kind.subtype() == name || kind.suffix() == Some(name);
    (kind.type_() == TEXT && kind.subtype() != EVENT_STREAM) || [JAVASCRIPT, JSON, XML].into_iter().any(is_data)
}

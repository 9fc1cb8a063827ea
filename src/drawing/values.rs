//! Values of attributes in a picture.

use std::borrow::Cow;

use crate::source::text::is_printable;

use super::css;

/// Schemes that are followed by a person's choice and run nothing.
const SAFE_SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
/// Elements that show what their address names, which must be a part of the same picture.
const BY_NAME: [&str; 8] =
    ["use", "linearGradient", "radialGradient", "pattern", "hatch", "textPath", "filter", "tref"];
/// Types of pictures that can be written into an address and hold no document.
const PICTURES: [&str; 6] = ["png", "jpeg", "jpg", "gif", "webp", "avif"];

/// Whether an address may stand in an element.
pub(super) fn href(element: &str, value: &str) -> bool {
    let value = value.trim();
    match element {
        "a" => is_followed(value),
        "image" => is_picture(value),
        "feImage" => is_picture(value) || value.starts_with('#'),
        _ => BY_NAME.contains(&element) && value.starts_with('#'),
    }
}

/// Browsers drop tabs, line ends and leading controls in addresses (WHATWG URL, 4.4).
fn is_followed(value: &str) -> bool {
    if value.chars().any(|odd| odd < ' ' || !is_printable(odd)) {
        return false;
    }
    match value.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            SAFE_SCHEMES.contains(&scheme.trim().to_ascii_lowercase().as_str())
        }
        _ => true,
    }
}

/// Whether an address holds a picture of pixels.
fn is_picture(value: &str) -> bool {
    let Some((kind, data)) = value.strip_prefix("data:image/").and_then(|rest| rest.split_once(";base64,")) else {
        return false;
    };
    PICTURES.contains(&kind)
        && data.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b' ' | b'\n'))
}

/// The value of an attribute without what loads; nothing where that cannot be told.
pub(super) fn presentation<'v>(name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    match name {
        // Names and words are no style.
        "id" | "class" | "title" | "lang" | "result" | "in" | "in2" => Some(Cow::Borrowed(value)),
        _ if name.starts_with("aria-") => Some(Cow::Borrowed(value)),
        "type" if value.eq_ignore_ascii_case("text/css") => Some(Cow::Borrowed(value)),
        "type" => value.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(Cow::Borrowed(value)),
        _ => css::clean(value),
    }
}

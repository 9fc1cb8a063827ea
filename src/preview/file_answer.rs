//! A file as an answer: the whole of it, the part that was asked for, or nothing where the browser has it already
//! (RFC 9110, sections 13 and 14). Compressing it is for the layer around all answers.

use axum::body::{Body, Bytes};
use axum::http::{Extensions, request::Parts};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Version, header};
use axum::response::{IntoResponse, Response};
use headers::{AcceptRanges, ContentRange, ETag, HeaderMapExt as _, IfNoneMatch, IfRange};
use http_range::{HttpRange, HttpRangeParseError};
use mime_guess::Mime;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

use crate::site::media::{content_type, is_page, is_text, media_type};

/// Bytes from which on compressing pays.
const WORTH: u64 = 1024;

/// A file with all that browsers want to know of it. `tag` stands for its bytes, in letters, digits and hyphens. Pages are
/// given whole only, since the preview's script in them is not theirs.
pub(super) fn file(request: &Parts, name: &str, bytes: impl Into<Bytes>, tag: &str) -> Response {
    let (bytes, kind) = (bytes.into(), media_type(name));
    let (_, tag) = type_and_tag(name, tag);
    let known = request.headers.typed_get::<IfNoneMatch>();
    let mut response = if known.zip(tag.as_ref()).is_some_and(|(known, tag)| !known.precondition_passes(tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if is_page(name) {
        whole(name, bytes)
    } else {
        part(request, name, bytes, tag.as_ref())
    };
    let headers = response.headers_mut();
    if let Some(tag) = tag {
        headers.typed_insert(tag);
    }
    if is_text(&kind) {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// All of a file.
pub(super) fn whole(name: &str, bytes: impl Into<Bytes>) -> Response {
    ([(header::CONTENT_TYPE, content_type(&media_type(name)))], Body::from(bytes.into())).into_response()
}

fn part(request: &Parts, name: &str, bytes: Bytes, tag: Option<&ETag>) -> Response {
    let length = bytes.len() as u64;
    let is_same = !request.headers.typed_get::<IfRange>().is_some_and(|known| known.is_modified(tag, None));
    let range = request.headers.get(header::RANGE).filter(|_| is_same && request.method == Method::GET);
    let mut response = match range.map(|range| HttpRange::parse_bytes(range.as_bytes(), length)) {
        Some(Ok(ranges)) if let [range] = ranges[..] => {
            let end = range.start.saturating_add(range.length).min(length);
            match (slice(&bytes, range.start, end), ContentRange::bytes(range.start..end, length)) {
                (Some(bytes), Ok(place)) => with_range(StatusCode::PARTIAL_CONTENT, whole(name, bytes), place),
                _ => whole(name, bytes),
            }
        }
        Some(Err(HttpRangeParseError::NoOverlap)) => {
            let place = ContentRange::unsatisfied_bytes(length);
            with_range(StatusCode::RANGE_NOT_SATISFIABLE, whole(name, Bytes::new()), place)
        }
        // Several ranges, other units and nonsense may be ignored.
        _ => whole(name, bytes),
    };
    response.headers_mut().typed_insert(AcceptRanges::bytes());
    response
}

fn slice(bytes: &Bytes, start: u64, end: u64) -> Option<Bytes> {
    let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    (start < end && end <= bytes.len()).then(|| bytes.slice(start..end))
}

pub(super) fn with_range(status: StatusCode, mut response: Response, place: ContentRange) -> Response {
    *response.status_mut() = status;
    response.headers_mut().typed_insert(place);
    response
}

/// What compresses answers for those who take it, where it pays.
pub(super) fn compression() -> CompressionLayer<impl Predicate> {
    let is_worth = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()?.parse::<Mime>().ok());
        kind.is_some_and(|kind| is_text(&kind))
    };
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(SizeAbove::new(WORTH).and(is_worth))
}

/// The type of a file, as it is told to browsers, and the tag that stands for its bytes.
pub(super) fn type_and_tag(name: &str, tag: &str) -> (String, Option<ETag>) {
    let kind = media_type(name);
    // A text may be sent compressed or not, which the tag does not tell: a weak one stands for both.
    let weak = if is_text(&kind) { "W/" } else { "" };
    (content_type(&kind), format!("{weak}\"{tag}\"").parse().ok())
}

#[cfg(test)]
mod tests;

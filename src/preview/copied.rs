//! Answers with a file that is copied beside the pages: from the disk, piece by piece.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use headers::{AcceptRanges, ContentRange, HeaderMapExt as _, IfNoneMatch, IfRange};
use http_range::{HttpRange, HttpRangeParseError};
use tokio::io::AsyncReadExt as _;

use crate::source::FileOnDisk;

use super::file_answer::{type_and_tag, with_range};

/// Bytes that are read at a time.
const PIECE: u64 = 64 * 1024;

/// The file, the part of it that is asked for, or nothing of it where the browser has it.
pub(super) fn copied(request: &Parts, file: &Arc<FileOnDisk>, name: &str) -> Response {
    let (kind, tag) = type_and_tag(name, &file.digest().hex(20));
    let length = file.size();
    let known = request.headers.typed_get::<IfNoneMatch>();
    let is_same = !request.headers.typed_get::<IfRange>().is_some_and(|known| known.is_modified(tag.as_ref(), None));
    let range = request.headers.get(header::RANGE).filter(|_| is_same && request.method == Method::GET);
    let mut response = if known.zip(tag.as_ref()).is_some_and(|(known, tag)| !known.precondition_passes(tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match range.map(|range| HttpRange::parse_bytes(range.as_bytes(), length)) {
            Some(Ok(ranges)) if let [range] = ranges[..] => {
                let wanted = range.start..range.start.saturating_add(range.length).min(length);
                match ContentRange::bytes(wanted.clone(), length) {
                    Ok(place) => with_range(StatusCode::PARTIAL_CONTENT, part(file, wanted), place),
                    Err(_) => part(file, 0..length),
                }
            }
            Some(Err(HttpRangeParseError::NoOverlap)) => {
                let place = ContentRange::unsatisfied_bytes(length);
                with_range(StatusCode::RANGE_NOT_SATISFIABLE, part(file, 0..0), place)
            }
            // Several ranges, other units and nonsense may be ignored.
            _ => part(file, 0..length),
        }
    };
    let headers = response.headers_mut();
    if let Some(tag) = tag {
        headers.typed_insert(tag);
    }
    headers.typed_insert(AcceptRanges::bytes());
    if kind.starts_with("text/") {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    response
}

fn part(file: &Arc<FileOnDisk>, wanted: Range<u64>) -> Response {
    let length = wanted.end - wanted.start;
    ([(header::CONTENT_LENGTH, length.to_string())], body(file, wanted.start, length)).into_response()
}

/// The bytes of a file from `from` on. Where it cannot be read, the answer ends before its time, which browsers notice.
fn body(file: &Arc<FileOnDisk>, from: u64, length: u64) -> Body {
    if length == 0 {
        return Body::empty();
    }
    let file = Arc::clone(file);
    Body::from_stream(stream::try_unfold((None, length), move |(open, left)| {
        let file = Arc::clone(&file);
        async move {
            if left == 0 {
                return Ok::<_, io::Error>(None);
            }
            let mut open = match open {
                Some(open) => open,
                None => tokio::fs::File::from_std(file.open_at(from)?),
            };
            let mut piece = Vec::new();
            (&mut open).take(left.min(PIECE)).read_to_end(&mut piece).await?;
            if piece.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let left = left - piece.len() as u64;
            Ok(Some((Bytes::from(piece), (Some(open), left))))
        }
    }))
}

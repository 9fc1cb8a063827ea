//! Answers with a file that is copied beside the pages: from the disk, piece by piece.

use std::io;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use tokio::io::AsyncReadExt as _;

use crate::source::FileOnDisk;

use super::range::{Wanted, wanted};

/// Bytes that are read at a time.
const PIECE: u64 = 64 * 1024;

/// The file, the part of it that is asked for, or nothing of it where the browser has it.
pub(super) fn copied(request: &Request, file: &Arc<FileOnDisk>, kind: &'static str) -> Response {
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let tag = format!("\"{}\"", file.digest().hex(20));
    let is_known = text(header::IF_NONE_MATCH).is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let length = usize::try_from(file.size()).unwrap_or(usize::MAX);
    let range = text(header::RANGE).filter(|_| text(header::IF_RANGE).is_none_or(|known| known == tag));
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match wanted(range, length) {
            Wanted::All => part(file, StatusCode::OK, 0, length, None),
            Wanted::Part(part_of) => {
                let place = format!("bytes {}-{}/{length}", part_of.start, part_of.end - 1);
                part(file, StatusCode::PARTIAL_CONTENT, part_of.start, part_of.len(), Some(place))
            }
            Wanted::Beyond => part(file, StatusCode::RANGE_NOT_SATISFIABLE, 0, 0, Some(format!("bytes */{length}"))),
        }
    };
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    };
    put(header::ETAG, &tag);
    put(header::ACCEPT_RANGES, "bytes");
    put(header::CONTENT_TYPE, kind);
    response
}

fn part(file: &Arc<FileOnDisk>, status: StatusCode, from: usize, length: usize, place: Option<String>) -> Response {
    let mut response =
        (status, [(header::CONTENT_LENGTH, length.to_string())], body(file, from, length)).into_response();
    if let Some(Ok(place)) = place.map(HeaderValue::try_from) {
        response.headers_mut().insert(header::CONTENT_RANGE, place);
    }
    response
}

/// The bytes of a file from `from` on. Where it cannot be read, the answer ends before its time, which browsers notice.
fn body(file: &Arc<FileOnDisk>, from: usize, length: usize) -> Body {
    if length == 0 {
        return Body::empty();
    }
    let (from, left, file) = (from as u64, length as u64, Arc::clone(file));
    Body::from_stream(stream::try_unfold((None, left), move |(open, left)| {
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

//! Answers from memory.

use std::convert::Infallible;
use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::stream;
use tokio::sync::watch::Receiver;

use crate::course::OutPath;
use crate::search::FOLDER;
use crate::site::{OutFile, SiteFile};
use crate::source::Digest;

use super::copied::copied;
use super::lazy_search_index::{Files, LazySearchIndex};
use super::origin_check;
use super::range::{Wanted, wanted};
use super::routes::{Found, find, media_type};
use super::snapshot::{Sent, Snapshot};

/// Where the preview's own files stand; no page of a site can have this address.
const OWN: &str = "/__attune/";
const OWN_FILES: [(&str, &str); 8] = [
    ("reload.js", include_str!("client/reload.js")),
    ("head.js", include_str!("client/head.js")),
    ("keep.js", include_str!("client/keep.js")),
    ("match.js", include_str!("client/match.js")),
    ("morph.js", include_str!("client/morph.js")),
    ("overlay.css", include_str!("client/overlay.css")),
    ("overlay.js", include_str!("client/overlay.js")),
    ("reload.css", include_str!("client/reload.css")),
];
/// A comment line on the event stream this often keeps proxies and sleeping laptops from closing it.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

#[derive(Debug, Clone)]
struct Preview {
    snapshot: Receiver<Arc<Snapshot>>,
    search_index: Arc<LazySearchIndex>,
    bound: SocketAddr,
}

/// The preview's one route: every request passes the guard.
pub(super) fn router(
    snapshot: Receiver<Arc<Snapshot>>,
    search_index: Arc<LazySearchIndex>,
    bound: SocketAddr,
) -> Router {
    Router::new().fallback(answer).with_state(Preview { snapshot, search_index, bound })
}

async fn answer(State(preview): State<Preview>, request: Request) -> Response {
    if let Some(why) = origin_check::refusal(request.headers(), request.method(), preview.bound) {
        return plain(StatusCode::FORBIDDEN, why);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "the preview answers to GET and HEAD only\n");
    }
    let snapshot = Arc::clone(&preview.snapshot.borrow());
    let mut response = match request.uri().path().strip_prefix(OWN) {
        Some("events") => return events(preview.snapshot),
        Some(name) => match OWN_FILES.iter().find(|(own, _)| *own == name) {
            Some((name, text)) => file(name, (*text).into()),
            None => plain(StatusCode::NOT_FOUND, "not found\n"),
        },
        None => match of_index(&snapshot, request.uri().path()) {
            Some(path) => {
                let files = preview.search_index.files().await;
                search(&files, &request, &path)
            }
            None => page(&snapshot, &request),
        },
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // For browsers that do not say which site asks.
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    if let Ok(policy) = HeaderValue::from_str(&snapshot.policy)
        && !snapshot.policy.is_empty()
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The file of the search index that stands at an address; the index is not part of the site while it is edited.
fn of_index(snapshot: &Snapshot, path: &str) -> Option<OutPath> {
    let below = path.strip_prefix(&snapshot.base_path).filter(|below| below.starts_with(FOLDER))?;
    snapshot.config.search.then(|| OutPath::new(below))
}

fn search(files: &Files, request: &Request, path: &OutPath) -> Response {
    match files.get(path).and_then(OutFile::held) {
        Some(bytes) => whole(request, path.as_str(), bytes, &Digest::of(bytes).hex(20)),
        None => plain(StatusCode::NOT_FOUND, "not found\n"),
    }
}

fn page(snapshot: &Snapshot, request: &Request) -> Response {
    match find(&snapshot.site, &snapshot.base_path, request.uri().path()) {
        Found::File(path) => found(snapshot, request, path),
        Found::Elsewhere(address) => {
            let query = request.uri().query().map_or_else(String::new, |query| format!("?{query}"));
            // Not permanent: the next preview at this port may be of another course.
            match HeaderValue::from_str(&format!("{address}{query}")) {
                Ok(location) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, location)]).into_response(),
                Err(_) => plain(StatusCode::NOT_FOUND, "not found\n"),
            }
        }
        Found::Nothing => nothing(snapshot, StatusCode::NOT_FOUND),
    }
}

fn found(snapshot: &Snapshot, request: &Request, path: &OutPath) -> Response {
    let name = path.as_str();
    if let Some(OutFile::OnDisk(file)) = snapshot.site.get(path).and_then(SiteFile::copied) {
        return copied(request, file, media_type(name));
    }
    let Ok(Sent { bytes, tag }) = snapshot.file(path) else {
        return nothing(snapshot, StatusCode::INTERNAL_SERVER_ERROR);
    };
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    // A page's tag carries what the preview puts into it: the build's number and how many errors there are.
    let tag = if is_page(name) { format!("{tag}-{}-{}", snapshot.version, snapshot.problems.len()) } else { tag };
    if is_page(name) {
        return whole(request, name, with_script(&String::from_utf8_lossy(&bytes), snapshot).as_bytes(), &tag);
    }
    let range = text(header::RANGE).filter(|_| text(header::IF_RANGE).is_none_or(|known| known == quoted(&tag)));
    if range.is_none() {
        return whole(request, name, &bytes, &tag);
    }
    let mut response = part(name, &bytes, range);
    put(&mut response, header::ETAG, &quoted(&tag));
    response
}

/// A whole file, compressed where the browser takes it and it is worth it; nothing of it where the browser has it.
fn whole(request: &Request, name: &str, bytes: &[u8], tag: &str) -> Response {
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let gzip = is_text(name) && bytes.len() >= WORTH && text(header::ACCEPT_ENCODING).is_some_and(takes_gzip);
    let tag = quoted(&if gzip { format!("{tag}-gzip") } else { tag.to_owned() });
    let mut response = if text(header::IF_NONE_MATCH).is_some_and(|known| known.split(',').any(|one| one.trim() == tag))
    {
        StatusCode::NOT_MODIFIED.into_response()
    } else if gzip {
        let mut response = file(name, zipped(bytes).into());
        put(&mut response, header::CONTENT_ENCODING, "gzip");
        response
    } else {
        let mut response = file(name, bytes.to_vec().into());
        if !is_page(name) {
            put(&mut response, header::ACCEPT_RANGES, "bytes");
        }
        response
    };
    put(&mut response, header::ETAG, &tag);
    if is_text(name) {
        put(&mut response, header::VARY, "accept-encoding");
    }
    response
}

/// Bytes from which on compressing pays.
const WORTH: usize = 1024;

/// Whether an `Accept-Encoding` header names gzip, and not with a weight of nothing (RFC 9110, section 12.5.3).
fn takes_gzip(header: &str) -> bool {
    header.split(',').any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let weight = weight.trim().strip_prefix("q=").map(str::trim);
        name.trim().eq_ignore_ascii_case("gzip") && !weight.is_some_and(|weight| weight.parse() == Ok(0.0))
    })
}

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn is_text(name: &str) -> bool {
    let kind = media_type(name);
    kind.starts_with("text/") || ["application/json", "application/xml", "image/svg+xml"].contains(&kind)
}

fn quoted(tag: &str) -> String {
    format!("\"{tag}\"")
}

fn put(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

fn part(name: &str, bytes: &[u8], range: Option<&str>) -> Response {
    let length = bytes.len();
    let (status, body, place) = match wanted(range, length) {
        Wanted::All => (StatusCode::OK, bytes, None),
        Wanted::Part(part) => {
            let place = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            (StatusCode::PARTIAL_CONTENT, &bytes[part], Some(place))
        }
        Wanted::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, &[][..], Some(format!("bytes */{length}"))),
    };
    let mut response = file(name, body.to_vec().into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(Ok(place)) = place.map(HeaderValue::try_from) {
        response.headers_mut().insert(header::CONTENT_RANGE, place);
    }
    response
}

/// The site's own page for addresses that are not there; without one, a page that waits for it.
fn nothing(snapshot: &Snapshot, status: StatusCode) -> Response {
    let own = OutPath::new("404.html");
    let page = snapshot.file(&own).ok().filter(|page| !page.bytes.is_empty() && status == StatusCode::NOT_FOUND);
    let html = page.map_or_else(|| WAITING.to_owned(), |page| String::from_utf8_lossy(&page.bytes).into_owned());
    let mut response = file(own.as_str(), with_script(&html, snapshot).into());
    *response.status_mut() = status;
    response
}

const WAITING: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Attune</title></head>\
    <body><p>There is no page to show yet: the course has errors.</p></body></html>";

fn is_page(name: &str) -> bool {
    media_type(name).starts_with("text/html")
}

/// The page with the preview's script, which is never part of a published page. Without scripts, a line says that there
/// are errors.
fn with_script(html: &str, snapshot: &Snapshot) -> String {
    let own = format!(
        "<link rel=\"stylesheet\" href=\"{OWN}reload.css\"><script type=\"module\" src=\"{OWN}reload.js?{}\"></script>",
        snapshot.version
    );
    let notice = match snapshot.problems.len() {
        0 => String::new(),
        count => format!(
            "<noscript><p class=\"attune-problems\">The course has errors ({count}); the terminal lists them. \
             This page is the last good one.</p></noscript>"
        ),
    };
    let head = html.find("</head>").unwrap_or(0);
    // Before the theme's scripts: the preview's script notes the page as it came, and modules run in their order.
    let head = html[..head].find("<script").unwrap_or(head);
    let foot = html.rfind("</body>").filter(|foot| *foot >= head).unwrap_or(html.len());
    format!("{}{own}{}{notice}{}", &html[..head], &html[head..foot], &html[foot..])
}

fn file(name: &str, body: Body) -> Response {
    ([(header::CONTENT_TYPE, media_type(name))], body).into_response()
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// The build's number and what is wrong: once at the start, then at every change.
fn events(snapshot: Receiver<Arc<Snapshot>>) -> Response {
    let stream = stream::unfold((snapshot, true), |(mut snapshot, first)| async move {
        if !first && snapshot.changed().await.is_err() {
            return None;
        }
        let now = Arc::clone(&snapshot.borrow_and_update());
        let data = serde_json::json!({ "version": now.version, "problems": *now.problems });
        Some((Ok::<_, Infallible>(Event::default().data(data.to_string())), (snapshot, false)))
    });
    let mut response = Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::takes_gzip;

    #[test]
    fn a_browser_that_does_not_take_gzip_gets_none() {
        for header in ["gzip", "br, GZIP;q=0.5", "deflate, gzip ;q=1.0"] {
            assert!(takes_gzip(header), "{header}");
        }
        for header in ["", "br", "gzip;q=0", "gzip; q=0.0", "x-gzip"] {
            assert!(!takes_gzip(header), "{header}");
        }
    }
}

//! Answers from memory.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch::Receiver;

use crate::course::OutPath;
use crate::search::FOLDER;
use crate::site::{OutFile, SiteFile};
use crate::source::Digest;

use super::copied::copied;
use super::file_answer::{compression, file, whole};
use super::gate::{Gate, Verdict};
use super::lazy_search_index::{Files, LazySearchIndex};
use super::routes::{Found, find};
use super::snapshot::{Sent, Snapshot};
use crate::site::media::is_page;

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
    gate: Gate,
}

/// The preview's one route: every request passes the gate.
pub(super) fn router(snapshot: Receiver<Arc<Snapshot>>, search_index: Arc<LazySearchIndex>, gate: Gate) -> Router {
    let preview = Preview { snapshot, search_index, gate };
    Router::new().fallback(answer).with_state(preview).layer(compression())
}

async fn answer(State(preview): State<Preview>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    match preview.gate.judge(&request) {
        Verdict::Admit => admitted(preview, &request).await,
        Verdict::Refuse(status, why) => refused(status, why),
        Verdict::Welcome { address, cookie } => {
            let mut response = redirect(StatusCode::SEE_OTHER, &address);
            for (name, value) in [
                (header::SET_COOKIE, cookie.as_str()),
                (header::CACHE_CONTROL, "no-store"),
                (header::REFERRER_POLICY, "no-referrer"),
            ] {
                if let Ok(value) = HeaderValue::from_str(value) {
                    response.headers_mut().insert(name, value);
                }
            }
            response
        }
    }
}

async fn admitted(preview: Preview, request: &Parts) -> Response {
    let snapshot = Arc::clone(&preview.snapshot.borrow());
    let path = request.uri.path();
    let mut response = match path.strip_prefix(OWN) {
        Some("events") => return events(preview.snapshot),
        Some(name) => match OWN_FILES.iter().find(|(own, _)| *own == name) {
            Some((name, text)) => whole(name, *text),
            None => plain(StatusCode::NOT_FOUND, "not found\n"),
        },
        None => match of_index(&snapshot, path) {
            Some(path) => {
                let files = preview.search_index.files().await;
                search(&files, request, &path)
            }
            None => page(&snapshot, request),
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

/// What is refused gets no more of its connection: the rest of it could be read in several ways.
fn refused(status: StatusCode, why: &'static str) -> Response {
    let mut response = plain(status, why);
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn redirect(status: StatusCode, address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(location) => (status, [(header::LOCATION, location)]).into_response(),
        Err(_) => plain(StatusCode::NOT_FOUND, "not found\n"),
    }
}

/// The file of the search index that stands at an address; the index is not part of the site while it is edited.
fn of_index(snapshot: &Snapshot, path: &str) -> Option<OutPath> {
    let below = path.strip_prefix(&snapshot.base_path).filter(|below| below.starts_with(FOLDER))?;
    snapshot.config.search.then(|| OutPath::new(below))
}

fn search(files: &Files, request: &Parts, path: &OutPath) -> Response {
    match files.get(path).and_then(OutFile::held) {
        Some(bytes) => file(request, path.as_str(), Bytes::copy_from_slice(bytes), &Digest::of(bytes).hex(20)),
        None => plain(StatusCode::NOT_FOUND, "not found\n"),
    }
}

fn page(snapshot: &Snapshot, request: &Parts) -> Response {
    match find(&snapshot.site, &snapshot.base_path, request.uri.path()) {
        Found::File(path) => found(snapshot, request, path),
        Found::Elsewhere(address) => {
            let query = request.uri.query().map_or_else(String::new, |query| format!("?{query}"));
            // Not permanent: the next preview at this port may be of another course.
            redirect(StatusCode::TEMPORARY_REDIRECT, &format!("{address}{query}"))
        }
        Found::Nothing => nothing(snapshot, StatusCode::NOT_FOUND),
    }
}

fn found(snapshot: &Snapshot, request: &Parts, path: &OutPath) -> Response {
    let name = path.as_str();
    if let Some(OutFile::OnDisk(file)) = snapshot.site.get(path).and_then(SiteFile::copied) {
        return copied(request, file, name);
    }
    let Ok(Sent { bytes, tag }) = snapshot.file(path) else {
        return nothing(snapshot, StatusCode::INTERNAL_SERVER_ERROR);
    };
    if !is_page(name) {
        return file(request, name, Bytes::from_owner(bytes), &tag);
    }
    // A page's tag carries what the preview puts into it: the build's number and how many errors there are.
    let tag = format!("{tag}-{}-{}", snapshot.version, snapshot.problems.len());
    file(request, name, with_script(&String::from_utf8_lossy(&bytes), snapshot), &tag)
}

/// The site's own page for addresses that are not there; without one, a page that waits for it.
fn nothing(snapshot: &Snapshot, status: StatusCode) -> Response {
    let own = OutPath::new("404.html");
    let page = snapshot.file(&own).ok().filter(|page| !page.bytes.is_empty() && status == StatusCode::NOT_FOUND);
    let html = page.map_or_else(|| WAITING.to_owned(), |page| String::from_utf8_lossy(&page.bytes).into_owned());
    let mut response = whole(own.as_str(), with_script(&html, snapshot));
    *response.status_mut() = status;
    response
}

const WAITING: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Attune</title></head>\
    <body><p>There is no page to show yet: the course has errors.</p></body></html>";

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
        let data = serde_json::json!({ "version": now.version, "problems": *now.problems,
            "warnings": *now.warnings, "warning_count": now.warning_count });
        Some((Ok::<_, Infallible>(Event::default().data(data.to_string())), (snapshot, false)))
    });
    let mut response = Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests;

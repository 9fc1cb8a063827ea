//! Answers from memory.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch::Receiver;

use crate::site::OutFile;

use super::address::{Found, find, media_type};
use super::guard;
use super::shown::Shown;

/// Where the preview's own files stand; no page of a site can have this address.
const OWN: &str = "/__attune/";
const SCRIPT: &str = include_str!("client/reload.js");
const STYLE: &str = include_str!("client/reload.css");
/// A comment line on the event stream this often keeps proxies and sleeping laptops from closing it.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

#[derive(Debug, Clone)]
struct Preview {
    shown: Receiver<Arc<Shown>>,
    bound: SocketAddr,
}

/// The preview's one route: every request passes the guard.
pub(super) fn router(shown: Receiver<Arc<Shown>>, bound: SocketAddr) -> Router {
    Router::new().fallback(answer).with_state(Preview { shown, bound })
}

async fn answer(State(preview): State<Preview>, request: Request) -> Response {
    if let Some(why) = guard::refusal(request.headers(), request.method(), preview.bound) {
        return plain(StatusCode::FORBIDDEN, why);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "the preview answers to GET and HEAD only\n");
    }
    let shown = Arc::clone(&preview.shown.borrow());
    let mut response = match request.uri().path().strip_prefix(OWN) {
        Some("events") => return events(preview.shown),
        Some("reload.js") => file("reload.js", SCRIPT.into(), None),
        Some("reload.css") => file("reload.css", STYLE.into(), None),
        Some(_) => plain(StatusCode::NOT_FOUND, "not found\n"),
        None => page(&shown, &request),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(policy) = HeaderValue::from_str(&shown.policy)
        && !shown.policy.is_empty()
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn page(shown: &Shown, request: &Request) -> Response {
    match find(&shown.files, &shown.base_path, request.uri().path()) {
        Found::File(name) => {
            let (out, tag) = &shown.files[name];
            let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
            // A page's tag carries the build's number, as the page names it to its script.
            let tag =
                if is_page(name) { format!("{}-{}\"", tag.trim_end_matches('"'), shown.version) } else { tag.clone() };
            if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
                return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
            }
            file(name, body(shown, name, out), Some(&tag))
        }
        Found::Elsewhere(address) => {
            let query = request.uri().query().map_or_else(String::new, |query| format!("?{query}"));
            let location = HeaderValue::from_str(&format!("{address}{query}"));
            match location {
                Ok(location) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response(),
                Err(_) => plain(StatusCode::NOT_FOUND, "not found\n"),
            }
        }
        Found::Nothing => nothing(shown),
    }
}

/// The site's own page for addresses that are not there; without a site, a page that waits for one.
fn nothing(shown: &Shown) -> Response {
    let mut response = match shown.files.get("404.html") {
        Some((out, _)) => file("404.html", body(shown, "404.html", out), None),
        None => file("404.html", with_script(WAITING, shown.version).into(), None),
    };
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

const WAITING: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Attune</title></head>\
    <body><p>There is no page to show yet: the course has errors.</p></body></html>";

fn is_page(name: &str) -> bool {
    media_type(name).starts_with("text/html")
}

fn body(shown: &Shown, name: &str, out: &OutFile) -> Body {
    match out {
        OutFile::Text(text) if is_page(name) => with_script(text, shown.version).into(),
        OutFile::Text(text) => text.to_string().into(),
        OutFile::Bytes(bytes) => bytes.to_vec().into(),
    }
}

/// The page with the preview's script, which is never part of a published page.
fn with_script(html: &str, version: u64) -> String {
    let own = format!(
        "<link rel=\"stylesheet\" href=\"{OWN}reload.css\"><script type=\"module\" src=\"{OWN}reload.js?{version}\"></script>"
    );
    match html.find("</head>") {
        Some(at) => format!("{}{own}{}", &html[..at], &html[at..]),
        None => format!("{html}{own}"),
    }
}

fn file(name: &str, body: Body, tag: Option<&str>) -> Response {
    let mut response = ([(header::CONTENT_TYPE, media_type(name))], body).into_response();
    if let Some(tag) = tag.and_then(|tag| HeaderValue::from_str(tag).ok()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// The build's number and what is wrong: once at the start, then at every change.
fn events(shown: Receiver<Arc<Shown>>) -> Response {
    let stream = stream::unfold((shown, true), |(mut shown, first)| async move {
        if !first && shown.changed().await.is_err() {
            return None;
        }
        let now = Arc::clone(&shown.borrow_and_update());
        let data = serde_json::json!({ "version": now.version, "problems": *now.problems });
        Some((Ok::<_, Infallible>(Event::default().data(data.to_string())), (shown, false)))
    });
    let mut response = Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

//! Requests from a grammar of what browsers, people and attackers send: none ends in a panic or in status 500, and nothing
//! but the site and the preview's own files is ever given out. `REQUESTS=1000000 cargo test --release --lib
//! preview::http` makes more of them; `SEED=n` other ones.

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;
use tokio::sync::watch;

use super::*;
use crate::preview::token::Token;

/// xorshift64*: the same requests for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).expect("31 bits") % end
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const METHODS: [&str; 12] =
    ["GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"];
const SEGMENTS: [&str; 40] = [
    "a",
    "a",
    "b",
    "index.html",
    "404.html",
    "site.css",
    "film.mp4",
    "_headers",
    "é b.svg",
    "%C3%A9%20b.svg",
    "sub",
    "sub",
    "pagefind",
    "index",
    "__attune",
    "events",
    "reload.js",
    "..",
    ".",
    "%2e%2e",
    "%2E.",
    "..%2f..",
    "%2f",
    "%5c..%5c",
    "%00",
    "a%00.html",
    "%ff",
    "%c0%af",
    "%",
    "%2",
    "%zz",
    "etc",
    "passwd",
    ".attune",
    "site.toml",
    "~",
    "CON",
    "a;b",
    "\\",
    "%0d%0aSet-Cookie:x=y",
];
const QUERIES: [&str; 8] =
    ["", "a=b", "token=", "token=x", "token=0123456789abcdef0123456789abcdef", "a=%ff&b", "?", "%00"];
const HEADERS: [(&str, &[&str]); 11] = [
    (
        "host",
        &[
            "localhost",
            "localhost:4173",
            "127.0.0.1",
            "[::1]:4173",
            "evil.example",
            "",
            "a@localhost",
            "[::1",
            "192.168.0.9",
        ],
    ),
    (
        "range",
        &[
            "bytes=0-1",
            "bytes=-1",
            "bytes=5-",
            "bytes=-99",
            "bytes=9-1",
            "bytes=99-",
            "bytes=0-0,2-2",
            "x",
            "bytes=0-18446744073709551615",
        ],
    ),
    ("if-none-match", &["*", "\"a b\"", "\"a\tb\"", "\"x\"", "W/\"x\"", "\"", "\"a\",\"b\""]),
    ("if-range", &["\"x\"", "Sat, 29 Oct 1994 19:43:31 GMT", "x"]),
    ("accept-encoding", &["gzip", "gzip;q=0", "br", "identity;q=0", "*;q=0", "gzip;q=x", "", ",,,"]),
    ("origin", &["http://localhost", "null", "http://evil.example"]),
    ("sec-fetch-site", &["same-origin", "none", "cross-site", "same-site"]),
    ("sec-fetch-mode", &["navigate", "cors"]),
    ("cookie", &["attune-preview-4173=0123456789abcdef0123456789abcdef", "attune-preview-4173=x", "=;=", "a=b; a=c"]),
    ("transfer-encoding", &["chunked", "identity"]),
    ("content-length", &["0", "1", "x"]),
];

fn target(random: &mut Random) -> String {
    const KNOWN: [&str; 10] = [
        "/",
        "/a/",
        "/a",
        "/film.mp4",
        "/site.css",
        "/sub/film.mp4",
        "/sub/",
        "/pagefind/index",
        "/__attune/reload.js",
        "/%C3%A9%20b.svg",
    ];
    let mut target = match random.below(60) {
        0..=2 => random.pick(&["http://localhost/", "http://evil.example/", "x", "*"]).to_owned(),
        3..=30 => random.pick(&KNOWN).to_owned(),
        _ => String::new(),
    };
    if target.is_empty() {
        for _ in 0..random.below(5) {
            target.push_str(random.pick(&["/", "/", "/", "/", "/", "/", "//"]));
            target.push_str(random.pick(&SEGMENTS));
        }
        if random.one_in(50) {
            target.push_str(&"/a".repeat(random.below(30_000)));
        }
        if random.one_in(2) {
            target.push('/');
        }
    }
    if random.one_in(3) {
        target.push('?');
        target.push_str(random.pick(&QUERIES));
    }
    target
}

fn request(random: &mut Random) -> Option<Request> {
    let method = if random.one_in(8) { random.pick(&METHODS) } else { "GET" };
    let mut request = axum::http::Request::builder().method(method).uri(target(random));
    if !random.one_in(10) {
        request = request.header("host", "localhost:4173");
    }
    for _ in 0..random.below(4) {
        let (name, values) = HEADERS[random.below(HEADERS.len())];
        let is_refused = matches!(name, "host" | "origin" | "transfer-encoding" | "content-length");
        if !is_refused || random.one_in(4) {
            request = request.header(name, random.pick(values));
        }
    }
    if random.one_in(4) && !request.headers_ref().is_some_and(|headers| headers.contains_key("range")) {
        request = request.header("range", random.pick(HEADERS[1].1));
    }
    // What the library for requests does not take, never reaches us.
    request.body(Body::empty()).ok()
}

fn files() -> BTreeMap<&'static str, String> {
    let page = |name: &str| format!("<html><head></head><body><p>page {name}</p></body></html>");
    BTreeMap::from([
        ("index.html", page("home")),
        ("404.html", page("none")),
        ("a/index.html", page("a")),
        ("a/b", "b".repeat(5000)),
        ("site.css", "body { }".repeat(500)),
        ("film.mp4", "film".repeat(1000)),
        ("é b.svg", "<svg/>".to_owned()),
        ("_headers", "/*".to_owned()),
    ])
}

fn preview(base: &str, token: Option<Token>) -> (Router, watch::Sender<Arc<Snapshot>>) {
    let mut snapshot = Snapshot::new(7);
    snapshot.base_path = base.to_owned();
    snapshot.site.extend(files().into_iter().map(|(path, text)| (OutPath::new(path), text.into())));
    let (sender, receiver) = watch::channel(Arc::new(snapshot));
    let index = LazySearchIndex::new(std::sync::mpsc::channel().0);
    index.put(Files::from([(OutPath::new("pagefind/index"), "index".to_owned().into())]));
    let bound = if token.is_some() { "0.0.0.0:4173" } else { "127.0.0.1:4173" };
    let gate = Gate::new(bound.parse().expect("an address"), token);
    (router(receiver, Arc::new(index), gate), sender)
}

/// What is wrong with an answer.
async fn wrong(response: Response, is_get: bool) -> Option<String> {
    let text = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap_or_default().to_owned());
    let (status, location) = (response.status().as_u16(), text("location"));
    if ![200, 206, 303, 304, 307, 400, 403, 404, 405, 406, 416].contains(&status) {
        return Some(format!("status {status}"));
    }
    if let Some(location) = location
        && (!location.starts_with('/') || location[1..].starts_with(['/', '\\']))
    {
        return Some(format!("leads to {location}"));
    }
    let (kind, coded) = (text("content-type").unwrap_or_default(), text("content-encoding").is_some());
    if kind.starts_with("text/event-stream") || !is_get || coded || !matches!(status, 200 | 206) {
        return None;
    }
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    let body = String::from_utf8_lossy(&body).into_owned();
    let files = files();
    let mut known = files.values().map(String::as_str).chain(OWN_FILES.map(|(_, text)| text)).chain(["index"]);
    let is_ours = match status {
        200 if kind.starts_with("text/html") => body.contains("<p>page ") && body.contains("/__attune/reload.js?7"),
        200 => known.any(|file| file == body),
        _ => !body.is_empty() && known.any(|file| file.contains(&body)),
    };
    (!is_ours).then(|| format!("gives {} bytes that are nobody's: {body:.80}", body.len()))
}

#[test]
fn whatever_is_asked_for_nothing_but_the_site_is_given_out() {
    let number = |name: &str, otherwise: usize| {
        std::env::var(name).ok().map_or(otherwise, |value| value.parse().expect("a number"))
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut random = Random(number("SEED", 1) as u64 * 0x9e37_79b9_7f4a_7c15);
    let (plain, _open) = preview("/", None);
    let (below, _below) = preview("/sub/", None);
    let (guarded, _guarded) = preview("/", Some(Token::known(TOKEN)));
    let mut statuses: BTreeMap<u16, usize> = BTreeMap::new();
    runtime.block_on(async {
        for _ in 0..number("REQUESTS", 10_000) {
            let Some(request) = request(&mut random) else { continue };
            let told = format!("{request:?}");
            let is_get = request.method() == "GET";
            let has_token = told.contains(TOKEN);
            let which = [0, 0, 1, 2][random.below(4)];
            let service = TowerToHyperService::new([&plain, &below, &guarded][which].clone());
            let response = service.call(request).await.expect("it never fails");
            *statuses.entry(response.status().as_u16()).or_default() += 1;
            if which == 2 && !has_token {
                assert!(matches!(response.status().as_u16(), 400 | 403 | 405 | 406), "{told}\n{response:?}");
            }
            let wrong = wrong(response, is_get).await;
            assert_eq!(wrong, None, "{told}");
        }
    });
    // The grammar reaches every kind of answer.
    let reached: Vec<u16> = statuses.keys().copied().collect();
    for status in [200, 206, 303, 304, 307, 400, 403, 404, 405, 416] {
        assert!(reached.contains(&status), "never {status}: {statuses:?}");
    }
}

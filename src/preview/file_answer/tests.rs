//! Ranges and conditions of requests for files.

use super::*;
use axum::http::Request;

fn asked(headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::builder();
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).expect("a request").into_parts().0
}

/// Status, length and place of the answer for a file of ten bytes.
fn of_ten(headers: &[(&str, &str)]) -> (u16, u64, String) {
    answer("a.mp3", b"0123456789", headers)
}

fn answer(name: &str, bytes: &'static [u8], headers: &[(&str, &str)]) -> (u16, u64, String) {
    use hyper::body::Body as _;
    let response = file(&asked(headers), name, bytes, "tag");
    let place = response.headers().get("content-range").map_or("", |place| place.to_str().expect("text")).to_owned();
    (response.status().as_u16(), response.body().size_hint().exact().expect("a length"), place)
}

#[test]
fn one_range_is_understood_and_anything_else_is_the_whole_file() {
    for (range, length, place) in [
        ("bytes=0-1", 2, "bytes 0-1/10"),
        ("bytes=4-", 6, "bytes 4-9/10"),
        ("bytes=-3", 3, "bytes 7-9/10"),
        ("bytes=-30", 10, "bytes 0-9/10"),
        ("bytes=8-18446744073709551615", 2, "bytes 8-9/10"),
    ] {
        assert_eq!(of_ten(&[("range", range)]), (206, length, place.to_owned()), "{range}");
    }
    for beyond in ["bytes=10-", "bytes=10-12", "bytes=-0", "bytes=18446744073709551615-"] {
        assert_eq!(of_ten(&[("range", beyond)]), (416, 0, "bytes */10".to_owned()), "{beyond}");
    }
    for ignored in ["bytes=2-1", "bytes=0-1,4-5", "lines=1-2", "bytes=-", "bytes", "bytes=x-", "bytes=--1", "bytes="] {
        assert_eq!(of_ten(&[("range", ignored)]), (200, 10, String::new()), "{ignored}");
    }
    assert_eq!(answer("a.mp3", b"", &[("range", "bytes=0-")]), (416, 0, "bytes */0".to_owned()));
    assert_eq!(answer("a.html", b"0123456789", &[("range", "bytes=0-1")]), (200, 10, String::new()));
}

#[test]
fn a_part_is_given_of_what_the_browser_knows_only() {
    let range = ("range", "bytes=0-1");
    assert_eq!(of_ten(&[range, ("if-range", "\"tag\"")]).0, 206);
    for other in ["\"other\"", "W/\"tag\"", "Sat, 29 Oct 1994 19:43:31 GMT"] {
        assert_eq!(of_ten(&[range, ("if-range", other)]).0, 200, "{other}");
    }
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    for known in ["\"tag\"", "W/\"tag\"", "\"a\", \"tag\"", "*"] {
        assert_eq!(of_ten(&[("if-none-match", known)]), (304, 0, String::new()), "{known}");
    }
    for other in ["\"other\"", "tag", ""] {
        assert_eq!(of_ten(&[("if-none-match", other)]).0, 200, "{other}");
    }
}

#[test]
fn files_have_their_types() {
    for (name, kind) in [
        ("a/index.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("A.SVG", "image/svg+xml"),
        ("a.vtt", "text/vtt; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json"),
        ("a.wasm", "application/wasm"),
        ("_headers", "application/octet-stream"),
    ] {
        assert_eq!(content_type(&media_type(name)), kind, "{name}");
    }
    assert!(is_text(&media_type("a.svg")) && is_text(&media_type("a.json")) && is_text(&media_type("a.mjs")));
    assert!(!is_text(&media_type("a.mp4")) && !is_text(&media_type("a.png")));
    assert!(!is_text(&mime_guess::mime::TEXT_EVENT_STREAM));
}

#[test]
fn what_browsers_show_has_a_media_type() {
    const SHOWN: &str = "svg png jpg jpeg gif webp avif apng bmp ico mp3 m4a aac ogg oga opus wav flac weba mp4 m4v webm ogv \
                         mov vtt txt pdf woff woff2 ttf otf json";
    let unknown: Vec<_> = SHOWN
        .split_whitespace()
        .filter(|extension| media_type(&format!("a.{extension}")) == mime_guess::mime::APPLICATION_OCTET_STREAM)
        .collect();
    assert_eq!(unknown, [""; 0]);
}

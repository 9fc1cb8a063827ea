//! From a request's path to a file of the site, by the site's own table.

use percent_encoding::percent_decode_str;

use crate::course::OutPath;
use crate::site::Site;

/// What stands at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// This file of the site.
    File(&'a OutPath),
    /// Another address, given from the host's root.
    Elsewhere(String),
    /// Nothing.
    Nothing,
}

/// Looks up a request's path. `/` leads to the site's base path; a folder without its slash to the one with it.
pub(super) fn find<'a>(site: &'a Site, base: &str, path: &str) -> Found<'a> {
    let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return Found::Nothing };
    let Some(below) = decoded.strip_prefix(base) else {
        let at_root = decoded == "/" || format!("{decoded}/") == base;
        return if at_root { Found::Elsewhere(base.to_owned()) } else { Found::Nothing };
    };
    let file = if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() };
    if let Some(found) = site.get(&OutPath::new(file)) {
        return Found::File(found.path);
    }
    if site.contains_key(&OutPath::new(format!("{below}/index.html"))) {
        return Found::Elsewhere(format!("{path}/"));
    }
    Found::Nothing
}

/// The media type of a file by its name (IANA; text in UTF-8).
pub(super) fn media_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "xml" => "application/xml",
        "txt" | "md" => "text/plain; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "mov" => "video/quicktime",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv; charset=utf-8",
        "wasm" => "application/wasm",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(site: &'a Site, path: &str) -> Found<'a> {
        find(site, "/sub/", path)
    }

    #[test]
    fn addresses_are_looked_up_below_the_base_path() {
        let mut files = Site::default();
        files.extend(["index.html", "a/index.html", "é b.svg"].map(|name| (OutPath::new(name), String::new().into())));
        assert_eq!(at(&files, "/sub/"), Found::File(&OutPath::new("index.html")));
        assert_eq!(at(&files, "/sub/a/"), Found::File(&OutPath::new("a/index.html")));
        assert_eq!(at(&files, "/sub/%C3%A9%20b.svg"), Found::File(&OutPath::new("é b.svg")));
        assert_eq!(at(&files, "/"), Found::Elsewhere("/sub/".to_owned()));
        assert_eq!(at(&files, "/sub"), Found::Elsewhere("/sub/".to_owned()));
        assert_eq!(at(&files, "/sub/a"), Found::Elsewhere("/sub/a/".to_owned()));
        for path in ["/a/", "/sub/b", "/sub/../etc/passwd", "/sub/%2e%2e/index.html", "/sub/%ff", "/sub//"] {
            assert_eq!(at(&files, path), Found::Nothing, "{path}");
        }
    }
}

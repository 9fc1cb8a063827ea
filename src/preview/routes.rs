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

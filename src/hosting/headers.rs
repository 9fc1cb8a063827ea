//! The headers that go with each file of a site, and the Content-Security-Policy among them.

use std::fmt::Write as _;

use crate::config::SiteConfig;
use crate::course::OutPath;
use crate::course::reserved::ASSETS;
use crate::site::SIGN;

/// How long browsers keep a file, and whether they ask for it again.
pub(crate) const CACHE: &str = "Cache-Control";
/// For files whose addresses change with their bytes: a year, and never asked for again.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// For all others: kept, and asked for again before each use (RFC 9111, section 5.2.2.4).
const ASKED_AGAIN: &str = "no-cache";
/// What keeps search engines from listing what they fetch all the same.
const NOT_LISTED: (&str, &str) = ("X-Robots-Tag", "noindex, nofollow");
/// The name of the policy's header.
pub(crate) const POLICY: &str = "Content-Security-Policy";

/// The headers of each file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeaderTable {
    /// Names and values that go with every file; no name stands here twice, in any case.
    everywhere: Vec<(String, String)>,
}

impl HeaderTable {
    /// The table for a course; `is_listed` is whether search engines may list the site.
    pub(crate) fn new(config: &SiteConfig, is_listed: bool) -> Self {
        let policy = format!("{}; frame-ancestors {}", content_security_policy(config), frame_ancestors(config));
        let fixed = [
            (POLICY, policy.as_str()),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)"),
        ];
        let own = &config.security.headers;
        let is_own = |name: &str| own.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        let unlisted = (!is_listed).then_some(NOT_LISTED);
        let defaults = fixed.into_iter().chain(unlisted).filter(|(name, _)| !is_own(name));
        let defaults = defaults.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { everywhere: defaults.chain(own.iter().cloned()).collect() }
    }

    /// The headers of the file at `path`, each name once: what a host would add to its type, length and date.
    pub(crate) fn of(&self, path: &OutPath) -> Vec<(&str, &str)> {
        let cache = if is_kept_for_good(path) { FOR_GOOD } else { ASKED_AGAIN };
        let everywhere = self.everywhere.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        everywhere.chain([(CACHE, cache)]).collect()
    }

    /// The table as `_headers`, which Netlify and Cloudflare Pages read. Its paths are those below the folder that is published.
    /// What stands in two rules for one file is sent twice there, so that pages have no Cache-Control in it; those hosts let
    /// browsers ask for every page again by themselves.
    pub(crate) fn as_file(&self) -> String {
        let mut text = format!("{SIGN}\n/*\n");
        for (name, value) in &self.everywhere {
            let _ = writeln!(text, "  {name}: {value}");
        }
        let _ = write!(text, "/{ASSETS}/*\n  {CACHE}: {FOR_GOOD}\n");
        text
    }
}

/// Whether the address of a file changes with its bytes, so that it can be kept for as long as browsers like.
pub(crate) fn is_kept_for_good(path: &OutPath) -> bool {
    path.as_str().strip_prefix(ASSETS).is_some_and(|below| below.starts_with('/'))
}

/// The policy as each page carries it: it forbids what Attune's pages never do, which is scripts, styles and requests from
/// elsewhere, and anything inline. `'wasm-unsafe-eval'` is for the search index. Who may show the site in a frame can be said in
/// a header alone (Content Security Policy Level 3, section 6.4.2). A frame of its own is how the review asks a page that was
/// opened from disk.
pub(crate) fn content_security_policy(config: &SiteConfig) -> String {
    let script = if config.search { "'self' 'wasm-unsafe-eval'" } else { "'self'" };
    let ours = [
        ("default-src", "'none'"),
        ("script-src", script),
        ("style-src", "'self'"),
        ("img-src", "'self'"),
        ("media-src", "'self' blob:"),
        ("font-src", "'self'"),
        ("connect-src", "'self'"),
        ("manifest-src", "'self'"),
        ("frame-src", "'self'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
    ];
    let further = &config.security.policy;
    let is_ours = |name: &str| ours.iter().any(|(known, _)| *known == name);
    let ours = ours.iter().map(|(name, sources)| match further.get(*name) {
        // `'none'` stands alone or not at all.
        Some(more) if *sources == "'none'" => format!("{name} {}", more.join(" ")),
        Some(more) => format!("{name} {sources} {}", more.join(" ")),
        None => format!("{name} {sources}"),
    });
    let others = further.iter().filter(|(name, _)| !is_ours(name));
    let others = others.map(|(name, sources)| format!("{name} {}", sources.join(" ")));
    ours.chain(others).collect::<Vec<_>>().join("; ")
}

/// Who may show the site in a frame.
fn frame_ancestors(config: &SiteConfig) -> String {
    match config.security.frame_ancestors.as_deref() {
        None => "'self'".to_owned(),
        Some([]) => "'none'".to_owned(),
        Some(sites) => format!("'self' {}", sites.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;
    use crate::source::{CoursePath, FileId};

    fn config(text: &str) -> SiteConfig {
        let text = format!("title = \"T\"\n{text}");
        let outcome = parse(&text, FileId::of(&CoursePath::new("site.toml")));
        assert_eq!(outcome.diagnostics, []);
        outcome.value
    }

    fn table(text: &str) -> HeaderTable {
        HeaderTable::new(&config(text), true)
    }

    fn value<'t>(table: &'t HeaderTable, path: &str, name: &str) -> Option<&'t str> {
        let path = OutPath::new(path);
        let found: Vec<&str> =
            table.of(&path).into_iter().filter(|(known, _)| *known == name).map(|(_, v)| v).collect();
        assert!(found.len() < 2, "{name}: {found:?}");
        found.first().copied()
    }

    #[test]
    fn only_what_changes_its_address_with_its_bytes_is_kept_for_good() {
        let table = table("");
        for path in ["assets/0a1b/site.css", "assets/0a1b/js/site.js"] {
            assert_eq!(value(&table, path, CACHE), Some(FOR_GOOD), "{path}");
        }
        for path in ["index.html", "a/assets/x.css", "assets.txt", "pagefind/attune.js", "course.js", "404.html"] {
            assert_eq!(value(&table, path, CACHE), Some(ASKED_AGAIN), "{path}");
        }
    }

    #[test]
    fn the_rules_of_the_file_are_those_of_the_published_folder() {
        let text = table("base_url = \"https://a.example/below/a/path/\"").as_file();
        assert!(text.starts_with(&format!("{SIGN}\n/*\n  Content-Security-Policy: default-src 'none';")), "{text}");
        assert!(text.ends_with("\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"), "{text}");
        assert!(!text.contains("below"), "{text}");
    }

    #[test]
    fn who_may_frame_the_site_is_said() {
        for (written, expected) in [
            ("", "frame-ancestors 'self'"),
            ("[security]\nframe_ancestors = []", "frame-ancestors 'none'"),
            (
                "[security]\nframe_ancestors = [\"https://lms.example\", \"https://*.uni.example:8443\"]",
                "frame-ancestors 'self' https://lms.example https://*.uni.example:8443",
            ),
        ] {
            let table = table(written);
            let policy = value(&table, "index.html", POLICY).expect("there is one");
            assert!(policy.ends_with(&format!("; {expected}")), "{policy}");
        }
    }

    #[test]
    fn further_sources_are_added_and_take_the_place_of_none() {
        let text = "[security.policy]\nimg-src = [\"https://a.example\", \"data:\"]\nframe-src = [\"https://v.example\"]\n\
                    form-action = [\"https://f.example\"]";
        let policy = content_security_policy(&config(text));
        for part in ["; img-src 'self' https://a.example data:;", "; form-action https://f.example"] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(policy.contains("; frame-src 'self' https://v.example"), "{policy}");
        assert!(policy.contains("; style-src 'self';"), "{policy}");
    }

    #[test]
    fn headers_of_ones_own_take_the_place_of_ours() {
        let table = table(
            "[security.headers]\nStrict-Transport-Security = \"max-age=63072000\"\nreferrer-policy = \"same-origin\"",
        );
        assert_eq!(value(&table, "index.html", "Strict-Transport-Security"), Some("max-age=63072000"));
        assert_eq!(value(&table, "index.html", "referrer-policy"), Some("same-origin"));
        assert_eq!(value(&table, "index.html", "Referrer-Policy"), None);
        assert!(table.as_file().contains("\n  Strict-Transport-Security: max-age=63072000\n"));
    }

    #[test]
    fn a_site_that_is_not_to_be_listed_says_so_with_every_file() {
        let table = HeaderTable::new(&config(""), false);
        assert_eq!(value(&table, "a/handout.pdf", "X-Robots-Tag"), Some("noindex, nofollow"));
        assert!(table.as_file().contains("\n  X-Robots-Tag: noindex, nofollow\n"));
    }
}

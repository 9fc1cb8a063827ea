//! Files for hosts and machines: headers, site map, feed.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::config::{BaseUrl, SiteConfig};
use crate::course::{Course, OutPath, Page, PageRole};
use crate::site::{OutFile, SIGN, Site};

/// The feed's file.
pub(crate) const FEED: &str = "feed.xml";
/// The site map's file.
pub(crate) const SITE_MAP: &str = "sitemap.xml";
/// How many pages the feed has.
const FEED_ENTRIES: usize = 20;

/// The policy that forbids what Attune's pages never do: scripts, styles and requests from elsewhere, anything inline,
/// being framed by a plug-in. `'wasm-unsafe-eval'` is for the search index.
pub(crate) fn csp(config: &SiteConfig) -> String {
    let script = if config.search { "'self' 'wasm-unsafe-eval'" } else { "'self'" };
    format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; media-src 'self' blob:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
    )
}

/// Adds the files to the site.
pub(crate) fn add(site: &mut Site, config: &SiteConfig) {
    let mut put = |name: &str, text: String| {
        site.insert(OutPath::new(name), OutFile::from(text));
    };
    // GitHub Pages leaves out files whose names begin with `_` unless this file is there.
    put(".nojekyll", String::new());
    put("_headers", headers(config));
    if config.base_url.is_some() {
        put("robots.txt", format!("User-agent: *\nAllow: /\nSitemap: {}{SITE_MAP}\n", root(config)));
    }
}

/// What absolute addresses begin with.
fn root(config: &SiteConfig) -> String {
    config.base_url.as_ref().map_or_else(String::new, BaseUrl::root)
}

/// Netlify and Cloudflare Pages read this file; `frame-ancestors` works in a header only.
fn headers(config: &SiteConfig) -> String {
    let base = config.base_url.as_ref().map_or("/", |base| base.path.as_str());
    let csp = csp(config);
    format!(
        "{SIGN}\n{base}*\n  Content-Security-Policy: {csp}; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n  Permissions-Policy: camera=(), geolocation=(), microphone=(self)\n\
         {base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
}

fn location(root: &str, page: &Page) -> String {
    format!("{root}{}", crate::render::links::encode(page.address.as_str()))
}

/// The protocol of sitemaps.org; `lastmod` only where the page itself says when it was reviewed.
pub(crate) fn site_map(course: &Course, config: &SiteConfig) -> String {
    let root = &root(config);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in &course.pages {
        let _ = write!(xml, "<url><loc>{}</loc>", escape(&location(root, page)));
        if let Some(date) = page.front.reviewed {
            let _ = write!(xml, "<lastmod>{date}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Atom (RFC 4287): the pages reviewed last, latest first.
pub(crate) fn feed(course: &Course, config: &SiteConfig) -> String {
    let root = &root(config);
    let mut reviewed: Vec<(Date, &Page)> = course
        .pages
        .iter()
        .filter(|page| page.role != PageRole::Home)
        .filter_map(|page| Some((page.front.reviewed?, &**page)))
        .collect();
    reviewed.sort_by_key(|(date, page)| (std::cmp::Reverse(*date), page.id));
    // RFC 4287 asks for a date even where there is nothing to date; the course's own review, or the epoch, stands in.
    let updated =
        reviewed.first().map(|(date, _)| *date).or(config.course.reviewed).unwrap_or(Date::constant(1970, 1, 1));
    let author = config.course.authors.first().map_or(config.title.as_str(), |author| author.name.as_str());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{root}</id>\n<link href=\"{root}\"/>\n<link rel=\"self\" href=\"{root}{FEED}\"/>\n\
         <updated>{updated}T00:00:00Z</updated>\n<author><name>{}</name></author>\n",
        escape(&config.language),
        escape(&config.title),
        escape(author),
        root = escape(root),
    );
    for (date, page) in reviewed.into_iter().take(FEED_ENTRIES) {
        let at = escape(&location(root, page));
        let _ = writeln!(
            xml,
            "<entry><title>{}</title><id>{at}</id><link href=\"{at}\"/><updated>{date}T00:00:00Z</updated><summary>{}</summary></entry>",
            escape(&page.front.title),
            escape(page.front.summary.as_deref().unwrap_or_default()),
        );
    }
    xml.push_str("</feed>\n");
    xml
}

fn escape(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect();
    clean.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

//! What each file of a course is. The only place where a file's name says what the file is: [`FileRole::of`] decides once,
//! when a file is read, and everything after that asks for the role.
//!
//! Nothing is published by oversight: what is no page, no data of Attune's and of no known type is refused, with what to
//! do about it ([`refusals`]). What a system or an open editor keeps for itself is not looked at ([`is_ignored`]).

mod allow;
mod ignored;
mod refusal;
mod sniff;

pub(crate) use allow::AllowedFiles;
pub(crate) use ignored::is_ignored;
pub(crate) use refusal::Refusal;
pub(crate) use refusal::refusals;

use crate::source::CoursePath;

/// The folder of pages and of what lies beside them.
pub(crate) const CONTENT: &str = "content";
/// The folder below `content` of texts that pages include.
pub(crate) const SHARED: &str = "_shared";
/// The folder of themes.
const THEMES: &str = "themes";
/// The folder of a theme from which every file is published.
const STATIC: &str = "static";
/// The configuration, at the course's root.
const CONFIG: &str = "site.toml";
/// The stem of the page that stands for its folder.
const INDEX: &str = "_index";
/// The endings of a page, in lower case. The first is the one that Attune writes itself.
const PAGES: [&str; 2] = ["md", "markdown"];

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileRole {
    /// A page that stands for itself.
    Page,
    /// The page of a folder: `_index.md`.
    Index,
    /// A text in `content/_shared` that pages include: no page itself.
    Include,
    /// `site.toml`.
    Config,
    Glossary,
    Bibliography(BibliographySyntax),
    /// A theme's template, words or static file.
    Theme,
    /// A file of a known type, copied beside the pages.
    Attachment,
    /// A file that is neither read nor published.
    Refused(Refusal),
}

/// How a bibliography is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BibliographySyntax {
    /// Hayagriva's YAML.
    Yaml,
    /// `BibTeX`.
    BibTex,
}

/// Types that are copied beside the pages, by the ending of the name in lower case.
const ATTACHMENTS: &[&[&str]] = &[
    // Pictures.
    &["svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "apng", "bmp", "ico", "tif", "tiff", "heic", "jxl"],
    // Audio.
    &["mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac", "weba", "mid", "midi"],
    // Video.
    &["mp4", "m4v", "webm", "ogv", "mov", "mkv", "avi"],
    // Captions and transcripts.
    &["vtt", "srt", "txt"],
    // Documents.
    &["pdf", "doc", "docx", "odt", "rtf", "tex", "epub", "ppt", "pptx", "odp", "key", "pages", "xls", "xlsx", "ods"],
    // Archives.
    &["zip", "tar", "gz", "tgz", "bz2", "xz", "7z", "zst", "rar"],
    // Data.
    &["csv", "tsv", "json", "jsonl", "geojson", "yaml", "yml", "toml", "bib", "ris", "sav", "dta", "ipynb", "parquet"],
    // Calendars and fonts.
    &["ics", "woff", "woff2", "ttf", "otf"],
];
/// Files that a browser opens as a document and whose scripts then run in the course's name.
/// The last row is run by the host.
const DOCUMENTS_WITH_SCRIPTS: &[&[&str]] = &[
    &[
        "html",
        "htm",
        "xhtml",
        "xht",
        "shtml",
        "shtm",
        "stm",
        "mhtml",
        "mht",
        "hta",
        "htc",
        "htt",
        "hxt",
        "xbl",
        "webarchive",
    ],
    &[
        "xml", "xsl", "xslt", "xul", "rdf", "rss", "atom", "opml", "mml", "mathml", "vml", "xspf", "kml", "gpx", "owl",
        "svgz",
    ],
    &[
        "js",
        "mjs",
        "cjs",
        "jse",
        "vbs",
        "vbe",
        "wasm",
        "swf",
        "jar",
        "class",
        "xap",
        "appcache",
        "manifest",
        "webmanifest",
    ],
    &["php", "php3", "php4", "php5", "php7", "phtml", "phar", "asp", "aspx", "jsp", "jspx", "cgi", "pl", "cfm"],
];
/// What pages load from a theme, beside what can lie beside them.
const OF_PAGES: &[&str] = &["css", "js", "mjs", "map", "webmanifest", "html", "htm", "xml", "wasm"];
/// Endings by which every host tells a browser that the file is plain text or a picture, in which nothing is guessed.
const TYPED_AS_TEXT: [&str; 4] = ["txt", "vtt", "srt", "csv"];
/// Endings of a file that is packed once more: what lies in it is told to the browser by the ending before (RFC 9110, 8.4).
const PACKED: [&str; 8] = ["gz", "tgz", "bz2", "xz", "zst", "br", "z", "lz4"];

/// Where the configuration lies.
pub(crate) fn config_path() -> CoursePath {
    CoursePath::new(CONFIG)
}

impl FileRole {
    /// What the file at this path of a course is. No file is looked into.
    pub fn of(path: &CoursePath) -> Self {
        if path.as_str() == CONFIG {
            return Self::Config;
        }
        if let Some(refusal) = Refusal::of_any(path) {
            return Self::Refused(refusal);
        }
        match path.below(CONTENT) {
            Some(inside) => in_content(inside, path.name()),
            None if path.below(THEMES).is_some_and(|inside| !is_beside_theme(inside, path.name())) => Self::Theme,
            None if path.below(THEMES).is_some() => Self::Refused(Refusal::BesideTheme),
            None => Self::Refused(Refusal::UnknownType),
        }
    }

    /// Whether it is a page of any kind.
    pub fn is_page(self) -> bool {
        matches!(self, Self::Page | Self::Index)
    }

    /// Whether it is read as text, which must be UTF-8.
    pub(super) fn is_text(self, path: &CoursePath) -> bool {
        const OF_THEMES: [&str; 9] = ["html", "css", "js", "xml", "txt", "toml", "md", "yaml", "yml"];
        match self {
            Self::Page | Self::Index | Self::Include | Self::Config | Self::Glossary | Self::Bibliography(_) => true,
            Self::Theme => OF_THEMES.contains(&ending(path.name()).as_str()),
            Self::Attachment => is_drawing(path) || is_captions(path),
            Self::Refused(_) => false,
        }
    }

    /// Whether its bytes are held in memory; a picture that is drawn by text is, since it is cleaned.
    pub(super) fn is_held(self, path: &CoursePath) -> bool {
        match self {
            Self::Attachment => is_drawing(path) || is_captions(path),
            Self::Refused(_) => false,
            _ => true,
        }
    }

    /// What the file is, now that its first bytes are known.
    pub(super) fn with_content(self, path: &CoursePath, head: &[u8]) -> Self {
        let is_guessed =
            self == Self::Attachment && !is_drawing(path) && !TYPED_AS_TEXT.contains(&ending(path.name()).as_str());
        if is_guessed && sniff::is_document(head) { Self::Refused(Refusal::LooksLikeDocument) } else { self }
    }

    /// Whether its bytes are read: what can never be let through is not even opened.
    pub(super) fn is_read(self) -> bool {
        !matches!(self, Self::Refused(refusal) if !refusal.may_be_allowed())
    }
}

/// Whether a file of a theme lies where everything is published, and is none that a page could load.
fn is_beside_theme(inside: &str, name: &str) -> bool {
    let is_published = inside.split('/').nth(1) == Some(STATIC);
    let ending = ending(name);
    is_published && ![OF_PAGES].iter().chain(ATTACHMENTS).any(|kind| kind.contains(&ending.as_str()))
}

fn in_content(inside: &str, name: &str) -> FileRole {
    let ending = ending(name);
    if let Some(stem) = page_stem(name) {
        if inside.split_once('/').is_some_and(|(folder, _)| folder == SHARED) {
            return FileRole::Include;
        }
        return if is_index(stem) { FileRole::Index } else { FileRole::Page };
    }
    if let Some(data) = data(&inside.to_ascii_lowercase()) {
        return data;
    }
    if let Some(refusal) = Refusal::of_page_like(name) {
        return FileRole::Refused(refusal);
    }
    if runs_scripts(&name.to_lowercase()) {
        FileRole::Refused(Refusal::RunsScripts)
    } else if ATTACHMENTS.iter().any(|kind| kind.contains(&ending.as_str())) {
        FileRole::Attachment
    } else {
        FileRole::Refused(Refusal::UnknownType)
    }
}

/// Whether a browser or a host would run what a file of this name, in lower case, holds.
fn runs_scripts(name: &str) -> bool {
    // Some systems drop dots and spaces at the end of a name.
    let name = name.trim_end_matches(['.', ' ']);
    let Some((before, ending)) = name.rsplit_once('.') else { return false };
    let is_drawing_packed = PACKED.contains(&ending) && before.rsplit('.').next() == Some("svg");
    DOCUMENTS_WITH_SCRIPTS.iter().any(|kind| kind.contains(&ending))
        || is_drawing_packed
        || (PACKED.contains(&ending) && runs_scripts(before))
}

/// Whether this is a picture that is drawn by text.
pub(crate) fn is_drawing(path: &CoursePath) -> bool {
    ending(path.name()) == "svg"
}

/// Whether these are captions of a film.
pub(crate) fn is_captions(path: &CoursePath) -> bool {
    ending(path.name()) == "vtt"
}

/// Whether a file of this name is one that Attune reads itself.
pub(crate) fn is_data(name: &str) -> bool {
    data(&name.to_ascii_lowercase()).is_some()
}

/// Whether this is the ending of a page or of a file that is copied.
pub(crate) fn is_type(ending: &str) -> bool {
    let ending = ending.to_ascii_lowercase();
    PAGES.iter().chain(ATTACHMENTS.iter().copied().flatten()).any(|known| *known == ending)
}

/// Files that Attune reads itself; they lie directly in `content`.
fn data(inside: &str) -> Option<FileRole> {
    match inside {
        "glossary.yaml" | "glossary.yml" => Some(FileRole::Glossary),
        "references.yaml" | "references.yml" => Some(FileRole::Bibliography(BibliographySyntax::Yaml)),
        "references.bib" => Some(FileRole::Bibliography(BibliographySyntax::BibTex)),
        _ => None,
    }
}

/// What a page is called without its ending; nothing when this is not the name of a page.
pub(crate) fn page_stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_page = !stem.is_empty() && PAGES.iter().any(|page| ending.eq_ignore_ascii_case(page));
    is_page.then_some(stem)
}

/// Whether a page with this stem stands for its folder.
pub(crate) fn is_index(stem: &str) -> bool {
    stem.eq_ignore_ascii_case(INDEX)
}

/// What follows the last dot, in lower case; empty where there is none.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests;

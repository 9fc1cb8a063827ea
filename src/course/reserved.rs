//! Every address that Attune makes itself, beside those of the course's own files: no file of a course may have one.

use super::portable::portable;
use super::{Address, slug};
use crate::config::Kind;

/// A page about the course as a whole, at an address of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum GeneratedPage {
    /// All topics; each topic's page stands below it ([`topic_address`]).
    Topics,
    Glossary,
    /// Everything the course cites.
    Bibliography,
    /// Every objective, where it is taught and asked for.
    Objectives,
    /// What a learner has done; learners' edition only, like the next two.
    Progress,
    /// The questions that are due today.
    Review,
    /// For learners who have passed an assessment.
    Certificate,
    /// Objectives by kinds of question; facilitators' edition only, like the next one.
    Coverage,
    /// How to lead a group through the course.
    SessionPlan,
}

impl GeneratedPage {
    /// Every one of them.
    pub(crate) const ALL: [Self; 9] = [
        Self::Topics,
        Self::Glossary,
        Self::Bibliography,
        Self::Objectives,
        Self::Progress,
        Self::Review,
        Self::Certificate,
        Self::Coverage,
        Self::SessionPlan,
    ];

    /// The parts of its address.
    fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Topics => &["topics"],
            Self::Glossary => &["glossary"],
            Self::Bibliography => &["references"],
            Self::Objectives => &["objectives"],
            Self::Progress => &["my", "progress"],
            Self::Review => &["my", "review"],
            Self::Certificate => &["my", "certificate"],
            Self::Coverage => &["facilitator", "coverage"],
            Self::SessionPlan => &["facilitator", "plan"],
        }
    }

    pub(crate) fn address(self) -> Address {
        Address::from_parts(self.parts().iter().copied())
    }
}

/// The address of a topic's page; `topic` is its slug.
pub(crate) fn topic_address(topic: &str) -> Address {
    Address::from_parts([GeneratedPage::Topics.parts()[0], &*portable(topic)])
}

/// The folder of the pages for print.
pub(crate) const PRINT: &str = "print";

/// The address of the page that holds the module at this address, for print; the front page's is that of the whole course.
pub(crate) fn print_address(module: &Address) -> Address {
    below(&[PRINT], module)
}

/// What a facilitator takes to a group from a module, each below a folder of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Handout {
    /// Its questions.
    Questions,
    /// Its questions with what answers them.
    Answers,
    /// Its questions one by one, to be shown to all.
    Slides,
}

impl Handout {
    /// Every one of them.
    pub(crate) const ALL: [Self; 3] = [Self::Questions, Self::Answers, Self::Slides];

    /// The address of that of the module at this address.
    pub(crate) fn address(self, module: &Address) -> Address {
        let folder = match self {
            Self::Questions => "questions",
            Self::Answers => "answers",
            Self::Slides => "slides",
        };
        below(&["facilitator", folder], module)
    }
}

/// The table of coverage, for spreadsheets.
pub(crate) const COVERAGE_TABLE: &str = "facilitator/coverage/coverage.csv";

fn below(folders: &[&str], address: &Address) -> Address {
    Address::from_parts(folders.iter().copied().chain(address.as_str().split_terminator('/')))
}

/// The folder of the indexes of kinds.
const KINDS: &str = "kinds";

/// The address of the index of a kind: by its plural, and by its name where that has no letter or digit.
pub(crate) fn kind_address(kind: &Kind) -> Address {
    let plural = slug(&kind.plural);
    Address::from_parts([KINDS, &*portable(if plural.is_empty() { &kind.name } else { &plural })])
}

/// The page that hosts show for an address that is not there.
pub(crate) const NOT_FOUND: &str = "404.html";
/// The headers that hosts send.
pub(crate) const HEADERS: &str = "_headers";
/// GitHub Pages leaves out files whose names begin with `_` unless this file is there.
pub(crate) const NO_JEKYLL: &str = ".nojekyll";
/// What git leaves out, in the facilitators' edition: all of it.
pub(crate) const GIT_IGNORE: &str = ".gitignore";
/// Old addresses and where they lead, for hosts that answer them themselves.
pub(crate) const REDIRECTS: &str = "_redirects";
/// The sitemap, for search engines.
pub(crate) const SITEMAP: &str = "sitemap.xml";
/// The feed of what was reviewed last.
pub(crate) const FEED: &str = "feed.xml";
/// What robots may read.
pub(crate) const ROBOTS: &str = "robots.txt";
/// The titles of all pages, for searching where the index cannot be used.
pub(crate) const TITLES: &str = "titles.js";
/// What learners' browsers ask of the course as it is now: its pages and their questions.
pub(crate) const LEARNER_INDEX: &str = "course.js";
/// The worker that keeps pages for reading offline.
pub(crate) const WORKER: &str = "sw.js";
/// What there is to be kept.
pub(crate) const OFFLINE_LIST: &str = "offline.json";
/// What a device shows of a site that is installed on it.
pub(crate) const MANIFEST: &str = "manifest.webmanifest";
/// The folder of the theme's static files.
pub(crate) const ASSETS: &str = "assets";
/// The folder of the search index.
pub(crate) const SEARCH_INDEX: &str = "pagefind";

/// Files at the root of every site.
const FILES: [&str; 13] = [
    NOT_FOUND,
    HEADERS,
    REDIRECTS,
    NO_JEKYLL,
    GIT_IGNORE,
    SITEMAP,
    FEED,
    ROBOTS,
    TITLES,
    LEARNER_INDEX,
    WORKER,
    OFFLINE_LIST,
    MANIFEST,
];

/// Whether a file at this path, given in lower case, would stand where Attune makes files: its first part, a folder or a
/// file, is one of ours.
pub(crate) fn is_reserved(path: &str) -> bool {
    let (first, in_folder) = path.split_once('/').map_or((path, false), |(first, _)| (first, true));
    let of_page = GeneratedPage::ALL.iter().any(|page| page.parts()[0] == first);
    of_page || [KINDS, PRINT, ASSETS, SEARCH_INDEX].contains(&first) || (!in_folder && FILES.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_generated_page_is_reserved_with_its_folder() {
        for page in GeneratedPage::ALL {
            assert!(is_reserved(page.address().out_path().as_str()), "{page:?}");
        }
        for path in [
            "topics/x/index.html",
            "kinds/x/index.html",
            "assets/a/site.css",
            "my/picture.png",
            "feed.xml",
            "topics",
            "print/x",
        ] {
            assert!(is_reserved(path), "{path}");
        }
        for path in ["index.html", "mycourse/index.html", "a/feed.xml", "feed.xml/index.html", "a/topics/index.html"] {
            assert!(!is_reserved(path), "{path}");
        }
    }
}

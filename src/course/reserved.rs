//! Every address that Attune makes itself, beside those of the course's own files: no file of a course may have one.

use super::portable::portable;
use super::{Address, AddressNames, OutPath, former, slug};
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
    fn parts(self, names: &AddressNames) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Topics => (names.topics, None),
            Self::Glossary => (names.glossary, None),
            Self::Bibliography => (names.references, None),
            Self::Objectives => (names.objectives, None),
            Self::Progress => (names.my, Some(names.progress)),
            Self::Review => (names.my, Some(names.review)),
            Self::Certificate => (names.my, Some(names.certificate)),
            Self::Coverage => (names.facilitator, Some(names.coverage)),
            Self::SessionPlan => (names.facilitator, Some(names.plan)),
        }
    }

    pub(crate) fn address(self, names: &AddressNames) -> Address {
        let (first, second) = self.parts(names);
        Address::from_parts([first].into_iter().chain(second))
    }
}

/// The address of a topic's page; `topic` is its slug.
pub(crate) fn topic_address(names: &AddressNames, topic: &str) -> Address {
    Address::from_parts([names.topics, &*portable(topic)])
}

/// The address of the page that holds the module at this address, for print; the front page's is that of the whole course.
pub(crate) fn print_address(names: &AddressNames, module: &Address) -> Address {
    below(&[names.print], module)
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
    pub(crate) fn address(self, names: &AddressNames, module: &Address) -> Address {
        let folder = match self {
            Self::Questions => names.questions,
            Self::Answers => names.answers,
            Self::Slides => names.slides,
        };
        below(&[names.facilitator, folder], module)
    }
}

/// The table of coverage, for spreadsheets.
pub(crate) fn coverage_table(names: &AddressNames) -> OutPath {
    GeneratedPage::Coverage.address(names).file("coverage.csv")
}

fn below(folders: &[&str], address: &Address) -> Address {
    Address::from_parts(folders.iter().copied().chain(address.as_str().split_terminator('/')))
}

/// The address of the index of a kind: by its plural, and by its name where that has no letter or digit.
pub(crate) fn kind_address(names: &AddressNames, kind: &Kind) -> Address {
    let plural = slug(&kind.plural);
    Address::from_parts([names.kinds, &*portable(if plural.is_empty() { &kind.name } else { &plural })])
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
/// file, is one of ours. What a page was called before it had a name in the course's language leads to it.
pub(crate) fn is_reserved(names: &AddressNames, path: &str) -> bool {
    let (first, in_folder) = path.split_once('/').map_or((path, false), |(first, _)| (first, true));
    let is_named_in = |names: &AddressNames| {
        let of_page = GeneratedPage::ALL.iter().any(|page| page.parts(names).0 == first);
        of_page || [names.kinds, names.print].contains(&first)
    };
    is_named_in(names)
        || is_named_in(former())
        || [ASSETS, SEARCH_INDEX].contains(&first)
        || (!in_folder && FILES.contains(&first))
}

/// Whether the page in this file is one for print.
pub(crate) fn is_for_print(names: &AddressNames, path: &OutPath) -> bool {
    path.as_str().strip_prefix(names.print).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::course::{address_names, has_slug};

    /// Each language with words of its own, and one without.
    const LANGUAGES: [&str; 6] = ["en", "de-AT", "fr", "es", "ar", "pl"];

    #[test]
    fn in_each_language_every_page_has_an_address_of_its_own_as_a_title_would_be_written() {
        for names in LANGUAGES.map(address_names) {
            let pages = GeneratedPage::ALL.map(|page| page.address(names));
            let handouts = Handout::ALL.map(|handout| handout.address(names, &Address::home()));
            let print = print_address(names, &Address::home());
            let all: Vec<&Address> = pages.iter().chain(&handouts).chain([&print]).collect();
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
            for part in all.iter().flat_map(|address| address.as_str().split_terminator('/')) {
                assert!(has_slug(part) && slug(part) == part && portable(part) == part, "{part}");
            }
        }
    }

    #[test]
    fn every_generated_page_is_reserved_with_its_folder() {
        for (language, page) in LANGUAGES.into_iter().flat_map(|of| GeneratedPage::ALL.map(|page| (of, page))) {
            let names = address_names(language);
            for names_there in [names, former()] {
                assert!(is_reserved(names, page.address(names_there).out_path().as_str()), "{language} {page:?}");
            }
        }
        let names = address_names("en");
        for path in [
            "topics/x/index.html",
            "kinds/x/index.html",
            "assets/a/site.css",
            "my/picture.png",
            "feed.xml",
            "topics",
            "print/x",
        ] {
            assert!(is_reserved(names, path), "{path}");
        }
        for path in [
            "index.html",
            "mycourse/index.html",
            "a/feed.xml",
            "feed.xml/index.html",
            "a/topics/index.html",
            "glossar/x",
        ] {
            assert!(!is_reserved(names, path), "{path}");
        }
    }
}

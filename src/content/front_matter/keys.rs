//! Every key of front matter. Reading, the JSON schema and the table in the author's guide are made from this.

use crate::course::{Consent, Shows};
use crate::data::{Key, Shape, words};

/// A letter or digit of any script: what is no sign of ASCII, of Latin-1, or of the blocks that hold nothing but signs. There is no shorter
/// way that all validators understand: those of Python know no `\p{L}`, and `\w` is ASCII in JavaScript.
macro_rules! letter {
    () => {
        r"[^\x00-/:-@\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20]"
    };
}
/// Letters and digits of any script, with single hyphens between them.
const ID: &str = concat!(letter!(), "+(-", letter!(), "+)*");
/// The longest topic, in characters: what systems allow for the name of a folder holds as many of any script.
pub(super) const LONGEST_TOPIC: usize = 60;
/// Something that an address can be made from.
const TOPIC: &str = concat!("(?=.{1,60}$).*", letter!(), ".*");
/// One part of an address, without what systems and browsers read in their own way; no dot at its ends, and a letter or
/// digit in it.
const SLUG: &str = concat!("(?=.*", letter!(), r#")[^\s./\\:*?"<>|#%]([^\s/\\:*?"<>|#%]*[^\s./\\:*?"<>|#%])?"#);
/// Such parts with `/` between them and perhaps at the ends.
const ALIAS: &str = concat!(
    r#"/?[^\s./\\:*?"<>|#%]([^\s/\\:*?"<>|#%]*[^\s./\\:*?"<>|#%])?"#,
    r#"(/[^\s./\\:*?"<>|#%]([^\s/\\:*?"<>|#%]*[^\s./\\:*?"<>|#%])?)*/?"#
);

/// A week without sleep, in minutes.
const MOST_MINUTES: i64 = 7 * 24 * 60;

/// The keys of an objective.
pub(crate) const OBJECTIVE: &[Key] = &[
    Key::required("id", Shape::Pattern(ID), "Unique in the course: letters, digits and hyphens."),
    Key::required("text", Shape::Line, "What a learner will be able to do; begins with a verb one can see."),
];

const CASE: &[Key] = &[
    Key::required("pseudonyms", Shape::List(&Shape::Line), "The made-up names used, or `[]` when nobody has a name."),
    Key::required(
        "consent",
        Shape::Word(words::<Consent>),
        "On what ground the case is told: the client agreed in writing, it is composed of several, invented, or retold \
         from a published account.",
    ),
    Key::new(
        "changed",
        Shape::List(&Shape::Line),
        "What was altered, such as trade, family and place; needed unless the case is invented.",
    ),
    Key::new("reviewed_by", Shape::Line, "Who checked that nobody can be recognized."),
    Key::new("reviewed_on", Shape::Date, "When: `2026-09-01`."),
    Key::new("review_due", Shape::Date, "When it is to be checked again: from the day after, a warning says so."),
    Key::new(
        "would_know",
        Shape::Truth,
        "The test question: whether the client, or those close to them, would know who is meant. Asked of every case that \
         is neither invented nor published before; `true` needs `consent: written`.",
    ),
    Key::new(
        "photographs",
        Shape::List(&Shape::Table(PHOTOGRAPH)),
        "Of each photograph on the page, whom it shows: without it, a photograph stops the build.",
    ),
];

/// The keys of a photograph in a case.
pub(super) const PHOTOGRAPH: &[Key] = &[
    Key::required("file", Shape::Line, "Its address, as the page has it: `garden.jpg`."),
    Key::required(
        "shows",
        Shape::Word(words::<Shows>),
        "Nobody who could be recognized, somebody who posed for it, or somebody who agreed in writing that it is published.",
    ),
];

const ASSESSMENT: &[Key] = &[
    Key::new("draw", Shape::Whole(1, 1000), "How many questions a learner is asked; all when left out."),
    Key::new("pass", Shape::Whole(0, 100), "Percent of the points; the course's `pass_mark` when left out."),
];

/// Every key, in the order in which the author's guide has them.
pub(crate) const KEYS: &[Key] = &[
    Key::required("title", Shape::Line, "The page's heading."),
    Key::new("summary", Shape::Line, "One sentence, shown in lists and to search engines."),
    Key::new("kind", Shape::Line, "The kind of page; `lesson` when left out. A course can add kinds in site.toml."),
    Key::new(
        "step",
        Shape::Whole(1, 1000),
        "For kinds with an order, such as `repair-step`: 1, 2, 3 …; not for the front page.",
    ),
    Key::new(
        "objectives",
        Shape::List(&Shape::Table(OBJECTIVE)),
        "What a learner will be able to do. Questions name an objective by its id.",
    ),
    Key::new("topics", Shape::List(&Shape::Pattern(TOPIC)), "Words to find the page by; each gets an index page."),
    Key::new(
        "order",
        Shape::Whole(i64::MIN, i64::MAX),
        "The place in its folder, in place of the number in the file's name; not for the front page.",
    ),
    Key::new(
        "slug",
        Shape::Pattern(SLUG),
        "The last part of the address, in place of the one from the file's name; not for the front page.",
    ),
    Key::new(
        "aliases",
        Shape::List(&Shape::Pattern(ALIAS)),
        "Old addresses from the site's root that should lead here: `old-module/old-page/`.",
    ),
    Key::new(
        "authors",
        Shape::List(&Shape::Line),
        "Who wrote this page, when it is not the course's authors; not for the front page or a module's.",
    ),
    Key::new("reviewed", Shape::Date, "When someone last checked the page: `2026-09-01`."),
    Key::new(
        "duration",
        Shape::Whole(1, MOST_MINUTES),
        "Minutes, when the estimate is wrong; a module and the course take as long as their lessons.",
    ),
    Key::new(
        "media",
        Shape::Whole(1, MOST_MINUTES),
        "Minutes of audio and video on the page; not for the front page or a module's.",
    ),
    Key::new(
        "pseudonyms",
        Shape::List(&Shape::Line),
        "The made-up names of people who speak on this page; those of a case stand below `case`.",
    ),
    Key::new("draft", Shape::Truth, "`true` keeps the page out until the course is built with `--drafts`."),
    Key::new(
        "facilitator",
        Shape::Truth,
        "`true` keeps the page out of all but the facilitator's edition (`attune build --facilitator`).",
    ),
    Key::new(
        "hidden",
        Shape::Truth,
        "`true` builds the page and lists it nowhere: no menu, search, sitemap or feed has it, and it is found by links alone.",
    ),
    Key::new("case", Shape::Table(CASE), "For `kind: case`, where it is required: how the people in it are protected."),
    Key::new("assessment", Shape::Table(ASSESSMENT), "For `kind: assessment`: how the test is held."),
    Key::new("extra", Shape::Free, "Data for templates of the course's own, as `page.extra`."),
];

/// Keys that not every page takes, and what to do instead. The front page takes none of them.
pub(super) const LIMITED: &[Limited] = &[
    limited("step", true, "remove it, or give it to a page of the kind"),
    limited("order", true, "remove it: a course begins with its front page"),
    limited("slug", true, "remove it: the front page stands at the root of the site"),
    limited("authors", false, "write it on the pages that they wrote, or below `[course]` in site.toml"),
    limited("duration", false, "write it on lessons, whose minutes make up those of a module and of the course"),
    limited("media", false, "write it on the lessons that have the audio or video"),
];

/// A key that not every page takes.
pub(super) struct Limited {
    pub(super) name: &'static str,
    /// Whether a module's own page takes it.
    pub(super) is_for_modules: bool,
    /// What to do where a page does not take it.
    pub(super) help: &'static str,
}

const fn limited(name: &'static str, is_for_modules: bool, help: &'static str) -> Limited {
    Limited { name, is_for_modules, help }
}

/// What other tools call a key of ours, by name, with ours behind it.
pub(super) const OTHER_NAMES: &[(&str, &str)] = &[
    ("abstract", "summary"),
    ("author", "authors"),
    ("categories", "topics"),
    ("category", "topics"),
    ("description", "summary"),
    ("excerpt", "summary"),
    ("keywords", "topics"),
    ("lastmod", "reviewed"),
    ("nav_order", "order"),
    ("permalink", "slug"),
    ("position", "order"),
    ("redirect_from", "aliases"),
    ("redirects", "aliases"),
    ("sidebar_position", "order"),
    ("subtitle", "summary"),
    ("tag", "topics"),
    ("tags", "topics"),
    ("weight", "order"),
];

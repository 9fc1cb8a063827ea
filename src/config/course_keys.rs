//! The keys of `[course]`.

use crate::data::{Key, Shape, words};

use super::CreditFormula;

/// Lower-case letters and digits with single hyphens between them.
pub(crate) const NAME: &str = "[a-z0-9]+(-[a-z0-9]+)*";

/// A DOI, perhaps with what is put before it.
const DOI: &str = r"([hH][tT][tT][pP][sS]?://([dD][xX]\.)?[dD][oO][iI]\.[oO][rR][gG]/|[dD][oO][iI]\.[oO][rR][gG]/|[dD][oO][iI]:\s*)?10\.[0-9.]+/[!#-;=?-~]+";
/// The template of an address in which the path of a page's source stands.
const EDIT: &str = r#"(https?:|mailto:)([^\s"<>\\^`{}]|\{title\})*\{path\}([^\s"<>\\^`{}]|\{path\}|\{title\})*"#;
/// The same, in which it may stand.
const FEEDBACK: &str = r#"(https?:|mailto:)([^\s"<>\\^`{}]|\{path\}|\{title\})*"#;

/// The keys of an author in `[course] authors`.
pub(super) const AUTHOR: &[Key] = &[
    Key::required("name", Shape::Line, "The name."),
    Key::new("credentials", Shape::Line, "Degrees, licences, position."),
];

/// The keys of `[course] licence`.
pub(super) const LICENCE: &[Key] = &[
    Key::required("name", Shape::Line, "The name."),
    Key::new("url", Shape::Pattern("https?://.+"), "Where it can be read."),
];

/// The keys of somebody in `[course] contributors`.
pub(super) const CONTRIBUTOR: &[Key] =
    &[Key::required("name", Shape::Line, "The name."), Key::new("role", Shape::Line, "What they did.")];

/// The keys of `[course]`.
pub(super) const COURSE: &[Key] = &[
    Key::new("id", Shape::Pattern(NAME), "Under which browsers keep progress; the site's path when left out."),
    Key::new(
        "former_ids",
        Shape::List(&Shape::Pattern(NAME)),
        "Ids that the course had before: what browsers keep under them goes on under the present one.",
    ),
    Key::new("audience", Shape::Text, "For whom, in a sentence."),
    Key::new("authors", Shape::List(&Shape::LineOr(&Shape::Table(AUTHOR))), "Who wrote the course."),
    Key::new("disclosures", Shape::Text, "What readers should know of the authors' interests."),
    Key::new("reviewed", Shape::Date, "When someone last checked the course: `2026-09-01`."),
    Key::new("contributors", Shape::List(&Shape::LineOr(&Shape::Table(CONTRIBUTOR))), "Who helped."),
    Key::new("prerequisites", Shape::List(&Shape::Line), "What learners should know or have before."),
    Key::new(
        "licence",
        Shape::LineOr(&Shape::Table(LICENCE)),
        "Under which licence the course can be used: `CC BY 4.0`, or a table with `name` and `url`.",
    ),
    Key::new("version", Shape::Line, "Which version of the course it is: `2.1`."),
    Key::new("doi", Shape::Pattern(DOI), "The DOI: `10.5281/zenodo.1234567`."),
    Key::new(
        "edit",
        Shape::Pattern(EDIT),
        "Where a page's source can be edited, with `{path}` for its path from the course's folder; each page then has a link.",
    ),
    Key::new(
        "feedback",
        Shape::Pattern(FEEDBACK),
        "Where readers can say something of a page, perhaps with its `{path}` and `{title}`: an address, or `mailto:…`.",
    ),
    Key::new("review_months", Shape::Unsupported, "remove it, and compare the `reviewed` dates yourself"),
    Key::new("pass_mark", Shape::Whole(0, 100), "Percent of the points that passes a test."),
    Key::new("credit", Shape::Word(words::<CreditFormula>), "The formula for credit, shown with it on the front page."),
    Key::new("difficulty", Shape::Whole(1, 5), "From 1 (easy) to 5 (hard), for the formula `mergener`."),
];

//! Every key of `site.toml`. Reading, the JSON schema and the table in the author's guide are made from this.

use crate::data::{Key, Shape, words};
use crate::diagnostic::Code;

use super::course_keys::COURSE;
use super::print::{PRINT, SESSIONS};
use super::privacy_keys::PRIVACY;
use super::theme_keys::{THEME, THEME_KEYS};
use super::{AddressForm, HtmlPolicy, KindOrder, Look, NAMES, Requirement, citation_styles, editor_names};

/// The shape of a Unicode locale identifier (UTS 35), or of a tag for private use.
const LANGUAGE: &str = "[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*\
                        (-[A-Za-z0-9](-[A-Za-z0-9]{2,8})+)*|[xX](-[A-Za-z0-9]{1,8})+";
/// Scheme, host and port, and a path without `//`, `.` or `..`; neither a query nor a fragment.
const BASE_URL: &str = "[hH][tT][tT][pP][sS]?://([A-Za-z0-9_.-]|[^\\x00-\\x7f])+(:[0-9]{1,5})?\
                        (/(?!\\.{1,2}(/|\\s*$))([A-Za-z0-9._~!$&'()*+,;=:@-]|[^\\x00-\\x7f]|%[0-9A-Fa-f]{2})+)*/?|\
                        [hH][tT][tT][pP][sS]?://\\[[0-9A-Fa-f:.]+\\](:[0-9]{1,5})?\
                        (/(?!\\.{1,2}(/|\\s*$))([A-Za-z0-9._~!$&'()*+,;=:@-]|[^\\x00-\\x7f]|%[0-9A-Fa-f]{2})+)*/?";
/// An ending after `*.`, or a path without `.`, `..` and empty parts.
const ALLOWED: &str = r"(\*\.)?(?!\.{1,2}(/|\s*$))[^\s*?\[\\/][^*?\[\\/]*(/(?!\.{1,2}(/|\s*$))[^*?\[\\/]+)*";
/// The template of an address that opens a file in an editor.
const EDITOR: &str = r#"[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>\\^`|]*\{path\}[^\s"<>\\^`|]*"#;
/// An address of one of the schemes that [`super::support`] knows.
const SUPPORT_URL: &str = "(https|http|tel|mailto):.*";
/// The same, or the path of a page.
const FOOTER_URL: &str = r"(https|http|tel|mailto):.*|[^:]*\.([mM][dD]|[mM][aA][rR][kK][dD][oO][wW][nN])";
/// The path of a picture that others can show.
const IMAGE: &str = r"[^:]*\.([pP][nN][gG]|[jJ][pP][eE]?[gG]|[wW][eE][bB][pP]|[gG][iI][fF])";

/// Where a site stands that may show the course in a frame: an origin, with `*` for names before its own, or everybody.
pub(super) const ANCESTOR: &str =
    r"\*|[hH][tT][tT][pP][sS]?://(\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?(:([0-9]{1,5}|\*))?";
/// A source of a Content-Security-Policy (Level 3, section 2.3.1), but for `'self'` and `'none'`.
pub(super) const POLICY_SOURCE: &str = r"\*|[A-Za-z][A-Za-z0-9+.-]*:(//(\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?(:([0-9]{1,5}|\*))?(/[A-Za-z0-9._~!$&()*+=:@%/-]*)?)?|'(unsafe-inline|unsafe-eval|unsafe-hashes|strict-dynamic|report-sample|sha(256|384|512)-[A-Za-z0-9+/_-]+={0,2})'";
/// The name of a header of one's own.
pub(super) const HEADER_NAME: &str = "[A-Za-z][A-Za-z0-9-]*";
/// The value of a header: what can be seen of ASCII, and spaces between.
pub(super) const HEADER_VALUE: &str = "[!-~]+( [!-~]+)*";

/// The keys of one kind of page.
pub(crate) const KIND: &[Key] = &[
    Key::new("label", Shape::Line, "What one page of the kind is called."),
    Key::new("plural", Shape::Line, "What several are called; the label with an `s` when left out."),
    Key::new("summary", Shape::Text, "What they are, on their index page."),
    Key::new("order", Shape::Word(words::<KindOrder>), "How their index page is ordered."),
];

/// The keys of one container of the course's own.
pub(crate) const CONTAINER: &[Key] = &[
    Key::new("label", Shape::Line, "What readers see above it; needed unless it is `same_as` another."),
    Key::new("look", Shape::Word(words::<Look>), "What it looks like; `note` when left out."),
    Key::new("same_as", Shape::Word(container_names), "The container that it is another name for."),
];

fn container_names() -> Vec<&'static str> {
    NAMES.to_vec()
}

const MARKDOWN: &[Key] = &[
    Key::new(
        "html",
        Shape::Word(words::<HtmlPolicy>),
        "What becomes of raw HTML: an allow-list decides, it is shown as text, or it is kept.",
    ),
    Key::new(
        "smart",
        Shape::Truth,
        "`false` leaves quotation marks, dashes and dots as they are typed; otherwise they are set as the language has them.",
    ),
    Key::new(
        "math",
        Shape::Truth,
        "`false` leaves dollar signs as they are typed; otherwise formulas stand between them, in TeX.",
    ),
    Key::new("highlight", Shape::Truth, "`false` shows code in one colour."),
];

const FILES: &[Key] = &[Key::new(
    "allow",
    Shape::List(&Shape::Pattern(ALLOWED)),
    "Files that are published although their type is not known: `*.dat`, or a path from `content`.",
)];

const SEARCH: &[Key] = &[Key::new("enabled", Shape::Truth, "`false` leaves search out.")];

const OFFLINE: &[Key] = &[Key::new(
    "enabled",
    Shape::Truth,
    "`false` keeps nothing in browsers for reading offline, and removes what was kept.",
)];

const GLOSSARY: &[Key] =
    &[Key::new("auto_link", Shape::Truth, "`true` makes the first mention of a term on a page a link to it.")];

fn styles() -> Vec<&'static str> {
    citation_styles().collect()
}

const REFERENCES: &[Key] =
    &[Key::new("style", Shape::Word(styles), "The name of a citation style, such as `apa` or `ieee`.")];

/// The keys of a link in `[support]`.
pub(super) const SUPPORT_LINK: &[Key] = &[
    Key::required("label", Shape::Line, "The words."),
    Key::required("url", Shape::Pattern(SUPPORT_URL), "An address: `https:`, `tel:` or `mailto:`."),
];

/// The keys of a link in `[footer]`.
pub(super) const FOOTER_LINK: &[Key] = &[
    Key::required("label", Shape::Line, "The words."),
    Key::required("url", Shape::Pattern(FOOTER_URL), "An address, or a page of the course by its path from `content`."),
];

const FOOTER: &[Key] = &[Key::new(
    "links",
    Shape::List(&Shape::Table(FOOTER_LINK)),
    "Links at the foot of every page, such as an imprint: `{ label = \"Imprint\", url = \"imprint.md\" }`.",
)];

const CERTIFICATE: &[Key] = &[
    Key::required(
        "requires",
        Shape::Choice(words::<Requirement>),
        "What a learner must have done: every lesson is done, every practice was rated, every assessment was passed.",
    ),
    Key::new("provider", Shape::Line, "Who stands behind the certificate; an empty line to fill in when left out."),
];

const SUPPORT: &[Key] = &[
    Key::new("title", Shape::Line, "The heading."),
    Key::new("text", Shape::Text, "A few words."),
    Key::new(
        "links",
        Shape::List(&Shape::LineOr(&Shape::Table(SUPPORT_LINK))),
        "Places to turn to: words alone, or words and an address.",
    ),
];

const fn directive(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Shape::List(&Shape::Pattern(POLICY_SOURCE)), about)
}

/// The directives of the policy that a course can add to.
pub(super) const DIRECTIVES: &[Key] = &[
    directive("script-src", "Scripts."),
    directive("style-src", "Style sheets."),
    directive("img-src", "Pictures."),
    directive("media-src", "Sound and film."),
    directive("font-src", "Fonts."),
    directive("connect-src", "What scripts ask for."),
    directive("frame-src", "Pages in frames."),
    directive("worker-src", "Scripts in the background."),
    directive("manifest-src", "Manifests of applications."),
    directive("object-src", "What plug-ins show."),
    directive("form-action", "Where forms are sent."),
];

const SECURITY: &[Key] = &[
    Key::new(
        "frame_ancestors",
        Shape::List(&Shape::Pattern(ANCESTOR)),
        "Sites that may show the course in a frame, such as a learning platform: `[\"https://lms.example\"]`. Without the key \
         the course's own host alone; with `[]` none.",
    ),
    Key::new(
        "policy",
        Shape::Table(DIRECTIVES),
        "Sources that pages may load from beside the course itself, in the Content-Security-Policy.",
    ),
    Key::new(
        "headers",
        Shape::Lines(HEADER_NAME, HEADER_VALUE),
        "Headers that hosts send with every file, such as `Strict-Transport-Security = \"max-age=63072000\"`.",
    ),
];

fn editors() -> Vec<&'static str> {
    editor_names().collect()
}

/// The rules on how questions are written.
pub(super) fn item_rules() -> Vec<&'static str> {
    Code::ALL.iter().map(|code| code.as_str()).filter(|code| code.starts_with("item-")).collect()
}

/// A bucket with a prefix, or a folder.
const DESTINATION: &str = r"(s3|gs|az)://[A-Za-z0-9._$-]+(/(?!\.{1,2}(/|\s*$))[^/?#\\]+)*/?|[A-Za-z]:[/\\][^:]*|[^:]+";

/// Paths of files, with `*` for any characters.
const PATHS: &str = r"\S(.*\S)?";
/// What can be seen of ASCII, and spaces.
const CACHE_CONTROL: &str = "[ -~]+";

/// The keys of a place to publish to.
pub(super) const TARGET: &[Key] = &[
    Key::required(
        "to",
        Shape::Pattern(DESTINATION),
        "`s3://`, `gs://` or `az://` with a bucket and a prefix, or a folder.",
    ),
    Key::new(
        "base_url",
        Shape::Pattern(BASE_URL),
        "Where this copy of the site will stand, in place of the course's `base_url`.",
    ),
    Key::new("endpoint", Shape::Pattern(BASE_URL), "The address of a store that is not the provider's own."),
    Key::new("region", Shape::Line, "The region of an S3 bucket."),
    Key::new(
        "allow_http",
        Shape::Truth,
        "`true` lets the store be asked without encryption, such as one on this machine.",
    ),
    Key::new(
        "max_deletes",
        Shape::Whole(0, 1_000_000),
        "How many files one publication may delete without being asked; 256 when left out.",
    ),
    Key::new("parallel", Shape::Whole(1, 256), "How many files are sent at a time; 16 when left out."),
    Key::new("compress", Shape::Truth, "`true` stores texts compressed, with `Content-Encoding: gzip`."),
    Key::new("keep_previous", Shape::Truth, "`false` sets nothing aside: the version before cannot be put back."),
    Key::new(
        "cache",
        Shape::Lines(PATHS, CACHE_CONTROL),
        "Paths, with `*` for any characters, and the Cache-Control of what they fit.",
    ),
];

/// Every key, in the order in which the author's guide has them.
pub(crate) const KEYS: &[Key] = &[
    Key::required("title", Shape::Line, "The course's title."),
    Key::new("description", Shape::Text, "One sentence, for search engines and the front page."),
    Key::new(
        "base_url",
        Shape::Pattern(BASE_URL),
        "Where the course will be published: for search engines, the feed and the 404 page.",
    ),
    Key::new(
        "image",
        Shape::Pattern(IMAGE),
        "The picture that other sites show with a link to the course, by its path from `content`; 1200 by 630 pixels are good.",
    ),
    Key::new(
        "addresses",
        Shape::Word(words::<AddressForm>),
        "How pages link to each other: `folder` (`lesson/`) for the web, `file` (`lesson/index.html`) for reading from disk. \
         Without the key `folder` where there is a `base_url`.",
    ),
    Key::new(
        "language",
        Shape::Pattern(LANGUAGE),
        "A language tag, such as `en`, `de` or `pt-BR`. The interface speaks en, de, fr, es and ar.",
    ),
    Key::new(
        "theme",
        Shape::PatternOr(THEME, &Shape::Table(THEME_KEYS)),
        "The look: `default` or the name of a folder in `themes`, or a table with that and more.",
    ),
    Key::new(
        "editor",
        Shape::WordOr(editors, EDITOR),
        "Opens the place of an error in the preview: an editor's name, or an address with `{path}`.",
    ),
    Key::new("course", Shape::Table(COURSE), "What readers and providers of continuing education ask of a course."),
    Key::new(
        "kinds",
        Shape::Named(KIND),
        "Kinds of page: changes to those that are there, and kinds of the course's own.",
    ),
    Key::new(
        "containers",
        Shape::Named(CONTAINER),
        "Containers of the course's own, and further names for those that are there.",
    ),
    Key::new("markdown", Shape::Table(MARKDOWN), "How pages are read."),
    Key::new("files", Shape::Table(FILES), "What is published beside the pages."),
    Key::new("search", Shape::Table(SEARCH), "The search over the whole course."),
    Key::new("offline", Shape::Table(OFFLINE), "Reading without a connection."),
    Key::new("print", Shape::Table(PRINT), "Pages that hold a module or the whole course, for print."),
    Key::new("sessions", Shape::Table(SESSIONS), "How a group that studies the course meets, for the session plan."),
    Key::new("glossary", Shape::Table(GLOSSARY), "How the terms of the glossary are used."),
    Key::new("references", Shape::Table(REFERENCES), "How works are cited."),
    Key::new(
        "certificate",
        Shape::Table(CERTIFICATE),
        "When a learner can print a certificate; when left out, with every assessment passed.",
    ),
    Key::new("support", Shape::Table(SUPPORT), "Where a distressed reader can turn; shown with every advisory."),
    Key::new(
        "items",
        Shape::Rules,
        "What the rules on how questions are written weigh in this course: `deny`, `warn` or `allow`.",
    ),
    Key::new(
        "privacy",
        Shape::Table(PRIVACY),
        "What the rules weigh that look for details by which somebody could be known.",
    ),
    Key::new(
        "footer",
        Shape::Table(FOOTER),
        "What stands at the foot of every page beside what is known of the course.",
    ),
    Key::new(
        "security",
        Shape::Table(SECURITY),
        "What hosts send with the files, where Attune makes that known to them.",
    ),
    Key::new("publish", Shape::Named(TARGET), "Where `attune publish NAME` puts the site."),
    Key::new(
        "values",
        Shape::Values,
        "Words that the course says in several places: `dose = \"50 minutes\"` is written `{{value.dose}}` in texts.",
    ),
    Key::new("extra", Shape::Free, "Data for templates of the course's own, as `site.extra`."),
];

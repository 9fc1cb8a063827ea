//! `site.toml` as checked values.
//!
//! [`parse`] reads the text into a [`SiteConfig`] and reports every unknown key, wrong type and missing key at its
//! place, as the table of keys ([`mod@keys`]) has them ([`decode`], with [`kinds`], [`mod@support`] and [`items`] for single
//! tables). What a value means for pages is left to the
//! stages that use it.

mod about;
mod base_url;
mod certificate;
mod containers;
mod course_keys;
mod decode;
mod editor;
mod files;
mod footer;
mod items;
mod keys;
mod kind_words;
mod kinds;
mod language;
mod print;
mod privacy;
mod privacy_keys;
mod publish;
mod references;
mod security;
mod support;
mod theme;
mod theme_keys;
mod values;

pub(crate) use about::{Contributor, Licence, bare_doi};
pub(crate) use certificate::{Certificate, Requirement};
pub use containers::OwnContainers;
pub(crate) use containers::{Look, NAMES, WITHHELD};
pub(crate) use course_keys::NAME;
pub use decode::parse;
pub(crate) use editor::editor_names;
pub(crate) use editor::{editor_template, known_editor};
pub(crate) use footer::{FooterLink, FooterTarget};
pub(crate) use keys::{CONTAINER, KEYS, KIND};
pub(crate) use kinds::LESSON_LACKS;
pub use kinds::defaults as default_kinds;
pub(crate) use language::{PerLanguage, is_right_to_left, is_written_in_arabic, primary_language, with_territory};
pub(crate) use print::{PrintSettings, SessionSettings};
pub(crate) use privacy::{Place, Privacy, privacy_rules};
pub(crate) use publish::{Destination, PublishTarget};
pub(crate) use references::citation_styles;
pub(crate) use security::Security;
pub(crate) use support::Support;
pub(crate) use theme::{Rgb, Role, ThemeChoice, ThemeColor};
pub(crate) use values::{Mark, Named, Values, fill, in_include, marks, plain, unknown};

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::data::{Codes, FreeValue};
use crate::diagnostic::Code;
use crate::input::roles::AllowedFiles;

const CODES: Codes = Codes {
    unknown_key: Code::ConfigUnknownKey,
    unsupported_key: Code::ConfigUnsupportedKey,
    wrong_type: Code::ConfigWrongType,
    missing_key: Code::ConfigMissingKey,
    bad_value: Code::ConfigBadValue,
};

/// Everything `site.toml` says, with defaults filled in.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the file")]
pub struct SiteConfig {
    /// `title`.
    pub title: String,
    /// `description`; empty when absent.
    pub description: String,
    /// `base_url`, such as `https://example.org/courses/repair`.
    pub base_url: Option<BaseUrl>,
    /// `addresses`, where it is said; see [`Self::address_form`].
    pub addresses: Option<AddressForm>,
    /// `language`, a BCP 47 tag; `en` by default.
    pub language: String,
    /// `theme`.
    pub theme: ThemeChoice,
    /// Where the language is named.
    pub language_span: Option<crate::source::Span>,
    /// `[extra]`.
    pub extra: FreeValue,
    /// `editor`, as a template of the address that opens a file in it; see [`editor_template`].
    pub editor: Option<String>,
    /// `[course]`.
    pub course: CourseFacts,
    /// The default kinds and `[kinds.*]`, by name.
    pub kinds: BTreeMap<String, Kind>,
    /// `[containers.*]`.
    pub containers: OwnContainers,
    /// `[values]`.
    pub(crate) values: Values,
    /// `[markdown] html`.
    pub html: HtmlPolicy,
    /// `[markdown] smart`: whether quotation marks, dashes and ellipses are set as the language has them; true by default.
    pub smart: bool,
    /// `[markdown] math`: whether formulas stand between dollar signs; true by default.
    pub math: bool,
    /// `[markdown] highlight`: whether code is shown in colours; true by default.
    pub highlight: bool,
    /// `[files] allow`: files of no known type that are published all the same.
    pub allowed_files: AllowedFiles,
    /// `[search] enabled`; true by default.
    pub search: bool,
    /// `[offline] enabled`: whether learners' browsers keep what was read; true by default.
    pub offline: bool,
    /// `[print]`.
    pub(crate) print: PrintSettings,
    /// `[sessions]`.
    pub(crate) sessions: SessionSettings,
    /// `[glossary] auto_link`: whether the first mention of a term on a page becomes a link; false by default.
    pub auto_link: bool,
    /// `[references] style`: the name of a citation style; `apa` by default.
    pub citation_style: String,
    /// `[certificate]`.
    pub certificate: Option<Certificate>,
    /// `[support]`.
    pub support: Option<Support>,
    /// `[footer] links`.
    pub footer: Vec<FooterLink>,
    /// `image`: the picture that stands for the course elsewhere, and where it is named.
    pub image: Option<(crate::source::CoursePath, crate::source::Span)>,
    /// `[security]`.
    pub security: Security,
    /// `[items]`: rules on how questions are written that weigh otherwise in this course.
    pub items: BTreeMap<crate::diagnostic::Code, Level>,
    /// `[privacy]`.
    pub privacy: Privacy,
    /// `[publish.*]`, by name.
    pub(crate) publish: BTreeMap<String, PublishTarget>,
    /// `[privacy] deny_list`: where a list lies of what must stand nowhere, and where that is written.
    pub deny_list: Option<(String, crate::source::Span)>,
}

impl SiteConfig {
    /// How pages write the addresses of pages: as they are asked for on the web where the course knows where it will stand,
    /// and as files otherwise.
    pub fn address_form(&self) -> AddressForm {
        let web = if self.base_url.is_some() { AddressForm::Folder } else { AddressForm::File };
        self.addresses.unwrap_or(web)
    }
}

/// How a page writes the address of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressForm {
    /// `lesson/`, as hosts have it: some answer a name of a file in it with a redirection, and each click would be two.
    Folder,
    /// `lesson/index.html`, which works from disk and in packages, where nothing looks for a file in a folder.
    File,
}

/// What a rule weighs in a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// A finding stops the build.
    Deny,
    /// A finding is a warning.
    Warn,
    /// Nothing is said.
    Allow,
}

/// `base_url`, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BaseUrl {
    /// Scheme, host and port, without a final slash.
    pub origin: String,
    /// The path below which the site stands: begins and ends with `/`.
    pub path: String,
}

impl BaseUrl {
    /// The whole address, with a final slash.
    pub fn root(&self) -> String {
        format!("{}{}", self.origin, self.path)
    }
}

/// `[course]`: what readers and providers of continuing education ask of a course.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CourseFacts {
    /// `id`: under which browsers keep what learners did; the site's path when absent.
    pub id: Option<String>,
    /// `former_ids`: what `id` was before.
    pub former_ids: Vec<String>,
    /// `audience`: for whom, in a sentence.
    pub audience: Option<String>,
    /// `authors`: `name` and `credentials`.
    pub authors: Vec<Author>,
    /// `disclosures`.
    pub disclosures: Option<String>,
    /// `reviewed`.
    pub reviewed: Option<Date>,
    /// `contributors`: `name` and `role`.
    pub contributors: Vec<Contributor>,
    /// `prerequisites`: what learners should know or have before.
    pub prerequisites: Vec<String>,
    /// `licence`.
    pub licence: Option<Licence>,
    /// `version`.
    pub version: Option<String>,
    /// `doi`, without `https://doi.org/`.
    pub doi: Option<String>,
    /// `edit`: where a page's source can be edited, with `{path}` for its path.
    pub edit: Option<String>,
    /// `feedback`: where readers can say something of a page, perhaps with `{path}` and `{title}`.
    pub feedback: Option<String>,
    /// `pass_mark`, in percent.
    pub pass_mark: Option<u8>,
    /// `credit`: the name of the formula for credit.
    pub credit: Option<CreditFormula>,
    /// `difficulty`, from 1 (easy) to 5 (hard), for the formula of Mergener.
    pub difficulty: Option<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Author {
    pub name: String,
    /// Degrees, licences, position.
    pub credentials: Option<String>,
}

/// A formula for credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditFormula {
    /// Mergener (1991), as used in pharmacists' continuing education.
    Mergener,
    /// The word count formula of the National Association of State Boards of Accountancy.
    Nasba,
}

/// What becomes of raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum HtmlPolicy {
    /// An allow-list decides.
    #[default]
    Sanitize,
    /// It is shown as text.
    Escape,
    /// It is kept as it is.
    Trust,
}

/// A kind of page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Kind {
    /// As in front matter.
    pub name: String,
    /// One of them.
    pub label: String,
    /// Several of them.
    pub plural: String,
    /// What they are.
    pub summary: String,
    /// How its index page is ordered.
    pub order: KindOrder,
}

/// How the pages of a kind are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum KindOrder {
    /// By `step`, then in reading order.
    Step,
    /// By title.
    #[default]
    Title,
    /// In reading order.
    Course,
}

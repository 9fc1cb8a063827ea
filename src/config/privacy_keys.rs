//! The keys of `[privacy]`, below the table of all keys.

use crate::data::{Key, Shape, words};

use super::Level;

/// The rules on details by which somebody could be known.
pub(super) const PRIVACY_RULES: &[Key] = &[
    level("privacy-name", "Names of persons."),
    level("privacy-place", "Towns, addresses, and institutions with their names."),
    level("privacy-date", "Dates with more than a year."),
    level("privacy-age", "Exact ages."),
    level("privacy-phone", "Phone and fax numbers."),
    level("privacy-email", "Email addresses."),
    level("privacy-url", "Web addresses."),
    level("privacy-ip", "IP addresses."),
    level("privacy-number", "Numbers of records, accounts, insurances, licences and taxes."),
    level("privacy-vehicle", "Number plates and numbers of vehicles."),
    level("privacy-device", "Numbers of devices."),
    level("privacy-biometric", "Fingerprints, voices, marks on the body."),
    level("privacy-photo", "Photographs."),
    level("privacy-combination", "Details that together single a person out."),
    level(
        "privacy-metadata",
        "What pictures and documents tell beside what they show: place, device, author, comments.",
    ),
    level("privacy-pseudonym", "Made-up names that begin or sound like a term of the deny list."),
];

const fn level(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Shape::Word(words::<Level>), about)
}

/// Kinds of details that are harmless alone, by the names that `privacy::combination` has for them.
pub(super) const PRIVACY_WEIGHTS: &[Key] = &[
    weight("age", "An age; 1 when left out."),
    weight("region", "A region or an origin; 1 when left out."),
    weight("place", "A small place; 1.5 when left out."),
    weight("family", "A family unlike most; 1.5 when left out."),
    weight("faith", "A faith or a group; 1.5 when left out."),
    weight("trade", "A trade; 2 when left out."),
    weight("illness", "A rare illness or injury; 2 when left out."),
    weight("office", "An office or a distinction; 3 when left out."),
    weight("event", "An event that was known; 3 when left out."),
];

const fn weight(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Shape::Halves(0, COMBINATION.1), about)
}

/// What the details of one page may count together.
const COMBINATION: (i64, i64) = (1, 100);

/// The keys of `[privacy]`.
pub(super) const PRIVACY: &[Key] = &[
    Key::new(
        "material",
        Shape::Table(PRIVACY_RULES),
        "In case material (cases; dialogues, scenarios and practices on any page): `deny` when left out.",
    ),
    Key::new(
        "kinds",
        Shape::Named(PRIVACY_RULES),
        "On pages of a kind, all of the page; the name is that of the kind.",
    ),
    Key::new(
        "combination",
        Shape::Whole(COMBINATION.0, COMBINATION.1),
        "What the details that a case tells of a person may count together; 8 when left out.",
    ),
    Key::new("weights", Shape::Table(PRIVACY_WEIGHTS), "What each kind of detail counts of that; 0 leaves a kind out."),
    Key::new(
        "strip_metadata",
        Shape::Truth,
        "`true` publishes pictures (JPEG, PNG, WebP, GIF) without their metadata; the files of the course stay as they are.",
    ),
    Key::new(
        "deny_list",
        Shape::Line,
        "A file outside the course with names and words that must stand nowhere; relative to the course's folder.",
    ),
];

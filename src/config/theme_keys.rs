//! The keys of `[theme]`, and what their values look like.

use crate::data::{Key, Shape};

/// The name of a folder.
pub(super) const THEME: &str = r"[^\s./\\:][^/\\:]*";
/// Red, green and blue, in one or two hexadecimal digits each.
const COLOR: &str = "#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})";
/// Paths below a folder, without `.` and `..`, that end as style sheets, scripts and pictures do.
const STYLE: &str = r"((?!\.{1,2}/)[^/\\:]+/)*[^/\\:]*\.css";
const SCRIPT: &str = r"((?!\.{1,2}/)[^/\\:]+/)*[^/\\:]*\.m?js";
const LOGO: &str = r"((?!\.{1,2}/)[^/\\:]+/)*[^/\\:]*\.(svg|png|webp|jpg|jpeg|gif|avif)";

const fn role(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Shape::Pattern(COLOR), about)
}

/// The roles that a course can give a colour.
pub(super) const COLORS: &[Key] = &[
    role("paper", "The page. What lies on it or is set off from it is made from this colour."),
    role("ink", "Text."),
    role("ink-soft", "Text that stands back."),
    role("edge", "The border of a control."),
    role("accent", "Links and buttons."),
    role("visited", "Links that were followed."),
    role("strategy", "Protective strategies, and what is partly right."),
    role("confrontation", "Ruptures of confrontation, and what is wrong."),
    role("withdrawal", "Ruptures of withdrawal, and notes."),
    role("repair", "Repair, and what is right."),
];

/// The keys of `[theme]`.
pub(super) const THEME_KEYS: &[Key] = &[
    Key::new("name", Shape::Pattern(THEME), "The name of a folder in `themes`; `default` when left out."),
    Key::new(
        "colors",
        Shape::Table(COLORS),
        "Colours of the light look, such as `accent = \"#1d5a73\"`; those of the dark look and of high contrast are made from them.",
    ),
    Key::new(
        "styles",
        Shape::List(&Shape::Pattern(STYLE)),
        "Style sheets in the theme's folder `static` that every page loads after the theme's own.",
    ),
    Key::new(
        "scripts",
        Shape::List(&Shape::Pattern(SCRIPT)),
        "Scripts in the theme's folder `static` that every page loads; one that ends in `.mjs` as a module.",
    ),
    Key::new(
        "logo",
        Shape::Pattern(LOGO),
        "A picture in the theme's folder `static` that stands before the course's title on every page.",
    ),
];

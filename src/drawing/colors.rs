//! Colours of the page in a picture: `var(--repair, #2c5a3a)` is the colour of the role where the picture stands in a page, and
//! the one behind the comma where it is shown by itself.

use std::ops::Range;

use crate::diagnostic::{Suggestion, listed, suggest};

/// The names that every theme gives a colour to (`tokens.css`).
pub(super) const ROLES: [&str; 17] = [
    "--accent",
    "--confrontation",
    "--confrontation-ground",
    "--edge",
    "--ink",
    "--ink-soft",
    "--on-accent",
    "--paper",
    "--repair",
    "--repair-ground",
    "--rule",
    "--shade",
    "--sheet",
    "--strategy",
    "--strategy-ground",
    "--withdrawal",
    "--withdrawal-ground",
];

/// What a theme of a course's own may add.
const OWN: &str = "--own-";

/// What is wrong with a colour, and where in its value.
pub(super) struct Wrong {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// The name that was meant.
    pub(super) meant: Option<Suggestion<'static>>,
}

/// Whether a value takes its colour from the page.
pub(super) fn is_of_the_page(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    lower.contains("var(") || lower.contains("currentcolor")
}

/// The first thing that is wrong with the colours that a value takes from the page.
pub(super) fn wrong(value: &str) -> Option<Wrong> {
    let lower = value.to_ascii_lowercase();
    lower.match_indices("var(").find_map(|(at, _)| {
        let inside = &value[at + 4..];
        let end = inside.find([',', ')']).unwrap_or(inside.len());
        let name = inside[..end].trim();
        let start = at + 4 + inside.find(name).unwrap_or_default();
        let range = start..start + name.len();
        if !ROLES.contains(&name) && !name.starts_with(OWN) {
            let meant = suggest(name, ROLES);
            let help = meant.help(format!("a picture can use {}", listed(ROLES)));
            let message = format!("there is no colour `{name}`");
            return Some(Wrong { range, message, help: help.into_owned(), meant: Some(meant) });
        }
        let is_alone = !inside[end..].starts_with(',') || inside[end + 1..].trim_start().starts_with(')');
        is_alone.then(|| Wrong {
            range,
            message: format!("the colour `{name}` is known on a page alone"),
            help: format!(
                "write behind it what it is where the picture is shown by itself, such as `var({name}, #2c5a3a)`"
            ),
            meant: None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_with_a_colour_behind_it_is_right() {
        assert!(ROLES.is_sorted());
        for right in [
            "#c00",
            "var(--repair, #2c5a3a)",
            "VAR( --own-x , rgb(1, 2, 3))",
            "currentColor",
            "url(#g) var(--ink,#000)",
        ] {
            assert!(wrong(right).is_none(), "{right}");
        }
    }

    #[test]
    fn a_name_that_is_none_and_one_without_a_colour_are_told_at_their_place() {
        for (value, at, says) in [
            ("var(--repare, #000)", "--repare", "there is no colour `--repare`"),
            ("var(--repair)", "--repair", "known on a page alone"),
            ("var( --repair , )", "--repair", "known on a page alone"),
            ("var(--ink, #000) var(--red, #c00)", "--red", "there is no colour `--red`"),
            ("var(", "", "there is no colour ``"),
        ] {
            let found = wrong(value).expect(value);
            assert_eq!(&value[found.range], at, "{value}");
            assert!(found.message.contains(says), "{value}: {}", found.message);
        }
    }
}

//! Colours of a course of its own in every look, and their contrast.

use super::super::files::collect;
use super::super::tests::course;
use super::*;
use crate::config::Rgb;
use crate::data::Words as _;
use crate::source::{CoursePath, FileId, Span};

fn choice(colors: &[(&str, &str)]) -> ThemeChoice {
    let color = |(name, written): &(&str, &str)| {
        let (_, role) = Role::WORDS.iter().find(|(word, _)| word == name).expect("a role");
        let span = Span::new(FileId::of(&CoursePath::new("site.toml")), 0..written.len() + 2);
        ThemeColor { role: *role, color: Rgb::parse(written).expect("a colour"), written: (*written).to_owned(), span }
    };
    ThemeChoice { colors: colors.iter().map(color).collect(), ..ThemeChoice::default() }
}

fn applied(colors: &[(&str, &str)]) -> (String, Vec<Diagnostic>) {
    let mut files = collect(&course(&[]), "default");
    let mut found = Vec::new();
    apply(&mut files, &choice(colors), &mut found);
    (files["static/tokens.css"].text().expect("text").to_string(), found)
}

#[test]
fn without_colours_nothing_changes() {
    let own = embedded()["static/tokens.css"].text();
    assert_eq!(Some(applied(&[]).0.as_str()), own.as_deref());
}

#[test]
fn the_themes_own_values_can_be_read() {
    let own = embedded()["static/tokens.css"].text().expect("text");
    let tokens = Tokens::read(&own, "");
    for look in [Look::Light, Look::Dark, Look::LightContrast, Look::DarkContrast] {
        let palette = Palette::of(&tokens, &[], look);
        for (_, role) in Role::WORDS {
            assert_eq!(palette.fault(*role), None, "{role:?} {look:?} {palette:?}");
        }
    }
}

#[test]
fn one_value_makes_every_look_and_all_of_them_can_be_read() {
    for accent in ["#1d5a73", "#000000", "#7a0019", "#00563f", "#4b2e83", "#0033a0", "#5b4b00"] {
        let given = choice(&[("accent", accent), ("paper", "#f4f7f8"), ("repair", "#14532d"), ("ink", "#1b1b1b")]);
        let own = embedded()["static/tokens.css"].text().expect("text");
        let tokens = Tokens::read(&own, "");
        for look in [Look::Light, Look::Dark, Look::LightContrast, Look::DarkContrast] {
            let palette = Palette::of(&tokens, &given.colors, look);
            for (_, role) in Role::WORDS.iter().filter(|(_, role)| *role != Role::Paper) {
                assert_eq!(palette.fault(*role), None, "{accent} {role:?} {look:?} {palette:?}");
            }
            let values: std::collections::BTreeMap<_, _> = palette.values().collect();
            assert!(contrast(values["accent"], values["on-accent"]) >= 4.5, "{accent} {look:?}");
        }
    }
}

#[test]
fn a_colour_that_cannot_be_read_is_told_with_one_that_can() {
    let (_, found) = applied(&[("accent", "#9fd0e4")]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, Code::ThemeContrast);
    assert!(found[0].message.starts_with("`accent` #9fd0e4 has a contrast of 1."), "{}", found[0].message);
    let meant = found[0].fix.as_ref().expect("a repair").edits[0].text.clone();
    assert_eq!(applied(&[("accent", &meant)]).1, []);
}

#[test]
fn a_dark_page_is_told() {
    let (_, found) = applied(&[("paper", "#101418")]);
    assert!(found[0].message.contains("too dark"), "{}", found[0].message);
}

#[test]
fn the_sheet_has_what_changed_and_nothing_else() {
    let (sheet, found) = applied(&[("accent", "#1d5a73")]);
    assert_eq!(found, []);
    let own = embedded()["static/tokens.css"].text().expect("text");
    let added = sheet.strip_prefix(&*own).expect("the theme's own values stand first");
    assert_eq!(added.matches("--accent: light-dark(").count(), 3, "{added}");
    assert!(added.contains("--accent: light-dark(#1d5a73, "), "{added}");
    assert!(!added.contains("--strategy") && !added.contains("--paper"), "{added}");
}

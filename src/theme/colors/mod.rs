//! The colours that a course gives to roles (`[theme.colors]`): those of the dark look and of high contrast are made from them, and
//! every pair that is read is measured.
//!
//! What a course gives stands in its light look as it is written. What it leaves out comes from the theme's `tokens.css`, and
//! only moves where it could not be read beside what is given. The measure is WCAG's ratio of contrast; hue and chroma are
//! kept in `OKLCH` ([`oklch`]) while the lightness is changed. Start at [`apply`].

mod oklch;
mod palette;

use std::fmt::Write as _;

use crate::config::{Rgb, Role, ThemeChoice, ThemeColor};
use crate::diagnostic::{Code, Diagnostic, Fix};

use super::files::{STATIC, ThemeFiles, embedded};
use oklch::contrast;
use palette::{Fault, Look, Palette, Tokens};

/// The sheet that holds the values.
const TOKENS: &str = "tokens.css";

/// The colour of the page in the light and in the dark look, for what browsers and systems draw around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PaperColors {
    pub(crate) light: String,
    pub(crate) dark: String,
}

/// Puts the course's colours behind the theme's own values, and says which of them cannot be read.
pub(super) fn apply(files: &mut ThemeFiles, choice: &ThemeChoice, diagnostics: &mut Vec<Diagnostic>) -> PaperColors {
    let name = format!("{STATIC}{TOKENS}");
    let text = files.get(&name).and_then(super::files::ThemeFile::text).unwrap_or_default();
    let own = embedded().get(&name).and_then(super::files::ThemeFile::text).unwrap_or_default();
    let tokens = Tokens::read(&text, &own);
    let light = Palette::of(&tokens, &choice.colors, Look::Light);
    diagnostics.extend(choice.colors.iter().filter_map(|color| fault(&light, color)));
    let dark = Palette::of(&tokens, &choice.colors, Look::Dark);
    let paper = PaperColors { light: light.paper().to_string(), dark: dark.paper().to_string() };
    if choice.colors.is_empty() {
        return paper;
    }
    let plain = rules(&tokens, [&light, &dark], false);
    let [light, dark] =
        [Look::LightContrast, Look::DarkContrast].map(|look| Palette::of(&tokens, &choice.colors, look));
    let contrast = rules(&tokens, [&light, &dark], true);
    let sheet = format!(
        "{text}\n@layer tokens {{\n:root {{\n{plain}}}\n[data-contrast=\"more\"] {{\n{contrast}}}\n\
         @media (prefers-contrast: more) {{\n:root {{\n{contrast}}}\n}}\n}}\n"
    );
    if let Some(file) = files.get_mut(&name) {
        file.put(&sheet);
    }
    paper
}

/// The values that are other than the theme's.
fn rules(tokens: &Tokens, [light, dark]: [&Palette; 2], is_contrast: bool) -> String {
    let mut rules = String::new();
    for ((name, light), (_, dark)) in light.values().zip(dark.values()) {
        if values(tokens, name, is_contrast) != (light, dark) {
            let _ = writeln!(rules, "--{name}: light-dark({light}, {dark});");
        }
    }
    rules
}

fn values(tokens: &Tokens, name: &str, is_contrast: bool) -> (Rgb, Rgb) {
    let looks = if is_contrast { [Look::LightContrast, Look::DarkContrast] } else { [Look::Light, Look::Dark] };
    let [light, dark] = looks.map(|look| tokens.value(name, look));
    (light, dark)
}

fn fault(light: &Palette, given: &ThemeColor) -> Option<Diagnostic> {
    let ThemeColor { role, color, written, span } = given;
    let name = role.name();
    let (message, meant) = match light.fault(*role)? {
        Fault::TooDarkPaper { meant } => {
            let message = format!("`{name}` {written} is too dark for the page of the light look");
            (message, meant)
        }
        Fault::LowContrast { beside, ground, needed, meant } => {
            let ratio = contrast(*color, ground);
            let what = if *role == Role::Edge { "the border of a control" } else { "text" };
            let message = format!(
                "`{name}` {written} has a contrast of {ratio:.1}:1 on `{beside}` ({ground}), and {what} needs {needed}:1"
            );
            (message, meant)
        }
    };
    let lighter = if *role == Role::Paper { "a lighter one" } else { "a darker one" };
    let help = format!("write `{meant}`, the nearest of the same hue, or {lighter}; the dark look is made from it");
    let mut found = Diagnostic::new(Code::ThemeContrast, *span, message).help(help);
    found.fix = Fix::word(*span, written, &meant.to_string());
    Some(found)
}

#[cfg(test)]
mod tests;

//! All values of one look: those given, those made from them, and the theme's own.

use std::collections::BTreeMap;

use crate::config::{Rgb, Role, ThemeColor};

use super::oklch::{Oklch, contrast, mixed};

/// The custom properties whose values are colours, in the order in which they are found.
const NAMES: [&str; 14] = [
    "paper",
    "sheet",
    "shade",
    "ink",
    "rule",
    "ink-soft",
    "edge",
    "accent",
    "on-accent",
    "visited",
    "strategy",
    "confrontation",
    "withdrawal",
    "repair",
];
/// What text lies on.
const GROUNDS: [&str; 3] = ["paper", "sheet", "shade"];
/// Roles whose pale ground (14 percent of them on a card) has text of the same role on it.
const OWN_GROUND: [Role; 4] = [Role::Strategy, Role::Confrontation, Role::Withdrawal, Role::Repair];
/// How much of a role is in its ground, in `tokens.css`.
const GROUND_SHARE: f64 = 0.14;
/// Black on the darkest part of a light page has at least this contrast, so that text and colours have room below it.
const LIGHT_PAPER: f64 = 12.0;

/// Light or dark, with the contrast that readers choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Light,
    Dark,
    LightContrast,
    DarkContrast,
}

impl Look {
    fn is_light(self) -> bool {
        matches!(self, Self::Light | Self::LightContrast)
    }

    fn is_contrast(self) -> bool {
        matches!(self, Self::LightContrast | Self::DarkContrast)
    }

    /// The ratio of contrast that a role needs here: WCAG's 1.4.3 and 1.4.11, and 1.4.6 for running text and where more contrast is
    /// asked for.
    fn needed(self, role: Role) -> f64 {
        match role {
            Role::Paper => 1.0,
            Role::Ink => 7.0,
            _ if self.is_contrast() => 7.0,
            Role::Edge => 3.0,
            _ => 4.5,
        }
    }
}

/// The theme's own values by name: in both looks, and the same with more contrast.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    plain: BTreeMap<String, (Rgb, Rgb)>,
    contrast: BTreeMap<String, (Rgb, Rgb)>,
}

impl Tokens {
    /// The values in a sheet; what it lacks is that of `otherwise`.
    pub(super) fn read(sheet: &str, otherwise: &str) -> Self {
        let mut tokens = Self::default();
        for text in [otherwise, sheet] {
            let (plain, contrast) = text.split_once("[data-contrast").unwrap_or((text, ""));
            let contrast = contrast.split_once('}').map_or(contrast, |(first, _)| first);
            tokens.plain.extend(pairs(plain));
            tokens.contrast.extend(pairs(contrast));
        }
        tokens
    }

    fn pair(&self, name: &str, is_contrast: bool) -> Option<(Rgb, Rgb)> {
        let of_contrast = if is_contrast { self.contrast.get(name) } else { None };
        of_contrast.or_else(|| self.plain.get(name)).copied()
    }

    /// The value of a name in a look.
    pub(super) fn value(&self, name: &str, look: Look) -> Rgb {
        let pair = match name {
            // In high contrast these are written as others.
            "ink-soft" if look.is_contrast() => self.pair("ink", true),
            "rule" if look.is_contrast() => self.pair("edge", true),
            "visited" if look.is_contrast() => self.pair("accent", true),
            _ => self.pair(name, look.is_contrast()),
        };
        let (light, dark) = pair.unwrap_or((Rgb([255; 3]), Rgb([0; 3])));
        if look.is_light() { light } else { dark }
    }
}

/// `--name: light-dark(#…, #…);`
fn pairs(text: &str) -> impl Iterator<Item = (String, (Rgb, Rgb))> {
    text.split("--").filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let (value, _) = value.trim_start().strip_prefix("light-dark(")?.split_once(')')?;
        let (light, dark) = value.split_once(',')?;
        Some((name.trim().to_owned(), (Rgb::parse(light.trim())?, Rgb::parse(dark.trim())?)))
    })
}

/// What is wrong with a colour that was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fault {
    /// Nothing could be read on it.
    TooDarkPaper { meant: Rgb },
    /// It cannot be read on one of the grounds.
    LowContrast {
        /// The ground's name.
        beside: &'static str,
        ground: Rgb,
        needed: f64,
        meant: Rgb,
    },
}

/// The values of one look by name.
#[derive(Debug)]
pub(super) struct Palette {
    look: Look,
    values: BTreeMap<&'static str, Rgb>,
}

impl Palette {
    pub(super) fn of(tokens: &Tokens, given: &[ThemeColor], look: Look) -> Self {
        let mut palette = Self { look, values: BTreeMap::new() };
        let color = |role: Role| given.iter().find(|color| color.role == role).map(|given| given.color);
        let paper = color(Role::Paper).filter(|_| !look.is_contrast());
        for name in NAMES {
            let own = tokens.value(name, look);
            let role = roles().find(|role| role.name() == name);
            let value = match (role, role.and_then(color), paper) {
                (Some(Role::Paper), _, Some(paper)) => surface("paper", paper, look),
                (None, _, Some(paper)) if name != "on-accent" => surface(name, paper, look),
                // What lies on the accent is the paper's colour where the accent is of the course.
                (None, _, _) if name == "on-accent" && (color(Role::Accent).is_some() || paper.is_some()) => {
                    palette.values["sheet"]
                }
                (None | Some(Role::Paper), _, _) => own,
                (Some(_), Some(given), _) if look == Look::Light => given,
                (Some(role), Some(given), _) => palette.readable(role, start(role, given, look)),
                (Some(Role::Visited), None, _) if look.is_contrast() => palette.values["accent"],
                (Some(Role::InkSoft), None, _) if look.is_contrast() => palette.values["ink"],
                (Some(role), None, _) => palette.readable(role, own),
            };
            palette.values.insert(name, value);
        }
        palette
    }

    pub(super) fn values(&self) -> impl Iterator<Item = (&'static str, Rgb)> {
        self.values.iter().map(|(name, value)| (*name, *value))
    }

    pub(super) fn paper(&self) -> Rgb {
        self.values["paper"]
    }

    /// What is wrong with the value of a role.
    pub(super) fn fault(&self, role: Role) -> Option<Fault> {
        let value = self.values[role.name()];
        if role == Role::Paper && self.look != Look::Light {
            return None;
        }
        if role == Role::Paper {
            let is_light = |paper: Rgb| contrast(surface("shade", paper, self.look), Rgb([0; 3])) >= LIGHT_PAPER;
            let meant = || moved(value, 1.0, is_light);
            return (!is_light(value)).then(|| Fault::TooDarkPaper { meant: meant() });
        }
        let (beside, ground) = self.worst(role, value)?;
        let (needed, meant) = (self.look.needed(role), self.readable(role, value));
        Some(Fault::LowContrast { beside, ground, needed, meant })
    }

    /// The ground on which a role can be read least, where that is too little.
    fn worst(&self, role: Role, value: Rgb) -> Option<(&'static str, Rgb)> {
        let mut grounds: Vec<(&'static str, Rgb)> = GROUNDS.iter().map(|name| (*name, self.values[name])).collect();
        if OWN_GROUND.contains(&role) {
            grounds.push(("its own ground", mixed(value, GROUND_SHARE, self.values["sheet"])));
        }
        let low = grounds.into_iter().filter(|(_, ground)| contrast(value, *ground) < self.look.needed(role));
        low.min_by(|(_, one), (_, other)| contrast(value, *one).total_cmp(&contrast(value, *other)))
    }

    /// The nearest colour of the same hue that can be read on every ground.
    fn readable(&self, role: Role, value: Rgb) -> Rgb {
        let towards = if self.look.is_light() { 0.0 } else { 1.0 };
        moved(value, towards, |value| self.worst(role, value).is_none())
    }
}

fn roles() -> impl Iterator<Item = Role> {
    use crate::data::Words as _;
    Role::WORDS.iter().map(|(_, role)| *role)
}

/// The first colour on the way to black (0) or white (1) that is good, in steps of lightness that hardly anybody sees.
fn moved(value: Rgb, towards: f64, is_good: impl Fn(Rgb) -> bool) -> Rgb {
    let color = Oklch::of(value);
    let step = if towards < color.lightness { -0.004 } else { 0.004 };
    let mut tried = value;
    for times in 1..=260 {
        if is_good(tried) {
            return tried;
        }
        tried = color.with_lightness(color.lightness + step * f64::from(times)).rgb();
    }
    tried
}

/// The page, a card on it, what is set off from it, and a hairline, from the colour of the light page.
fn surface(name: &str, paper: Rgb, look: Look) -> Rgb {
    let color = Oklch::of(paper);
    let lightness = match (name, look.is_light()) {
        ("sheet", true) => 1.0 - (1.0 - color.lightness) * 0.3,
        ("shade", true) => color.lightness - 0.032,
        ("rule", true) => color.lightness - 0.11,
        (_, true) => return paper,
        ("sheet", false) => 0.24,
        ("shade", false) => 0.268,
        ("rule", false) => 0.345,
        (_, false) => 0.205,
    };
    let most = if look.is_light() { 0.2 } else { 0.022 };
    color.with_lightness(lightness).at_most(most).rgb()
}

/// Where a role begins in another look than the light one, before it is made readable: as light as the theme's own colours are.
fn start(role: Role, light: Rgb, look: Look) -> Rgb {
    let color = Oklch::of(light);
    if look == Look::LightContrast {
        return light;
    }
    let (lightness, most) = match role {
        Role::Ink => (0.915, 0.03),
        Role::InkSoft => (0.76, 0.04),
        Role::Edge => (0.62, 0.05),
        _ => (0.79, 0.12),
    };
    color.with_lightness(lightness).at_most(most).rgb()
}

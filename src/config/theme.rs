//! `theme`: a name, or a table with a name, colours and files of the theme's folder `static`.

use crate::data::{Node, Reader, Table, Words, shorten};
use crate::source::Span;

use super::theme_keys::{COLORS, THEME_KEYS};

/// `theme`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ThemeChoice {
    /// The folder's name in `themes`; `default` by default.
    pub name: String,
    /// Where it is named.
    pub name_span: Option<Span>,
    /// `[theme.colors]`, in the order of the roles.
    pub colors: Vec<ThemeColor>,
    /// `styles`: paths below `static`, with the place of each.
    pub styles: Vec<(String, Span)>,
    /// `scripts`, in the same way.
    pub scripts: Vec<(String, Span)>,
    /// `logo`, in the same way.
    pub logo: Option<(String, Span)>,
}

impl Default for ThemeChoice {
    fn default() -> Self {
        Self {
            name: "default".to_owned(),
            name_span: None,
            colors: Vec::new(),
            styles: Vec::new(),
            scripts: Vec::new(),
            logo: None,
        }
    }
}

/// A role with its colour in the light look.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ThemeColor {
    pub role: Role,
    pub color: Rgb,
    /// As it is written, without quotation marks.
    pub written: String,
    /// Where it is written.
    pub span: Span,
}

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Paper,
    Ink,
    InkSoft,
    Edge,
    Accent,
    Visited,
    Strategy,
    Confrontation,
    Withdrawal,
    Repair,
}

impl Words for Role {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("paper", Self::Paper),
        ("ink", Self::Ink),
        ("ink-soft", Self::InkSoft),
        ("edge", Self::Edge),
        ("accent", Self::Accent),
        ("visited", Self::Visited),
        ("strategy", Self::Strategy),
        ("confrontation", Self::Confrontation),
        ("withdrawal", Self::Withdrawal),
        ("repair", Self::Repair),
    ];
}

impl Role {
    /// The key, and the custom property in style sheets after `--`.
    pub(crate) fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(_, role)| *role == self).map_or("", |(name, _)| name)
    }
}

/// Red, green and blue of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// `#1d5a73` or `#fff`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let [_, red, green, blue] = value.to_be_bytes();
        match digits.len() {
            6 => Some(Self([red, green, blue])),
            3 => Some(Self([green & 15, blue >> 4, blue & 15].map(|digit| digit * 17))),
            _ => None,
        }
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Reads `theme`.
pub(super) fn theme(reader: &mut Reader, key: &str, node: &Node) -> Option<ThemeChoice> {
    if node.text().is_some() {
        return Some(ThemeChoice {
            name: name(reader, key, node)?,
            name_span: Some(node.span),
            ..ThemeChoice::default()
        });
    }
    if node.entries().is_none() {
        let help = "write the name of a folder in `themes` in quotation marks, or a table `[theme]`";
        reader.wrong(key, node, "a name or a table", help);
        return None;
    }
    let table = reader.table("`[theme]`", key, node, THEME_KEYS)?;
    let named = table.read(reader, "name", |reader, key, node| Some((name(reader, key, node)?, node.span)));
    let default = ThemeChoice::default();
    Some(ThemeChoice {
        name_span: named.as_ref().map(|(_, span)| *span),
        name: named.map_or(default.name, |(name, _)| name),
        colors: table.table(reader, "colors").map(|table| colors(reader, &table)).unwrap_or_default(),
        styles: files(reader, &table, "styles", &["css"]),
        scripts: files(reader, &table, "scripts", &["js", "mjs"]),
        logo: table.read(reader, "logo", |reader, key, node| {
            file(reader, key, node, &["svg", "png", "webp", "jpg", "jpeg", "gif", "avif"])
        }),
    })
}

fn name(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let name = reader.line(key, node)?;
    if name.contains(['/', '\\', ':']) || name.starts_with('.') {
        let message = format!("the theme `{name}` is not the name of a folder in `themes`");
        reader.bad(node.span, message, "write the folder's name alone");
        return None;
    }
    Some(name)
}

fn colors(reader: &mut Reader, table: &Table<'_>) -> Vec<ThemeColor> {
    COLORS.iter().filter_map(|key| table.read(reader, key.name, color)).collect()
}

fn color(reader: &mut Reader, key: &str, node: &Node) -> Option<ThemeColor> {
    let written = reader.line(key, node)?;
    let role = key.rsplit('.').next().and_then(|name| Role::WORDS.iter().find(|(word, _)| *word == name));
    let (Some((_, role)), Some(color)) = (role, Rgb::parse(&written)) else {
        let help = "write red, green and blue in hexadecimal digits, such as `\"#1d5a73\"`";
        reader.bad(node.span, format!("`{key}` is `{}`, which is no colour", shorten(&written)), help);
        return None;
    };
    Some(ThemeColor { role: *role, color, written, span: node.span })
}

/// So many style sheets or scripts of the course's own every page loads at most.
const MOST_FILES: usize = 20;

/// Files below `static` that every page loads.
fn files(reader: &mut Reader, table: &Table<'_>, key: &str, endings: &[&str]) -> Vec<(String, Span)> {
    let files = table.list(reader, key, |reader, key, node| file(reader, key, node, endings));
    if let Some(entry) = table.entry(key).filter(|_| files.len() > MOST_FILES) {
        let message = format!("`{key}` names {} files, and every page loads at most {MOST_FILES}", files.len());
        reader.bad(entry.key_span, message, "put several into one file");
    }
    files
}

/// The path of a file below `static`.
fn file(reader: &mut Reader, key: &str, node: &Node, endings: &[&str]) -> Option<(String, Span)> {
    let path = reader.line(key, node)?;
    let is_path =
        !path.contains(['\\', ':']) && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    if is_path && endings.contains(&ending) {
        return Some((path, node.span));
    }
    let endings: Vec<String> = endings.iter().map(|ending| format!("`.{ending}`")).collect();
    let help = format!("write the path of a file in the theme's folder `static` that ends in {}", endings.join(" or "));
    reader.bad(node.span, format!("`{key}` cannot be `{}`", shorten(&path)), &help);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_three_or_six_digits() {
        assert_eq!(Rgb::parse("#1D5a73").map(|color| color.to_string()).as_deref(), Some("#1d5a73"));
        assert_eq!(Rgb::parse("#fa0").map(|color| color.to_string()).as_deref(), Some("#ffaa00"));
        for wrong in ["1d5a73", "#12", "#12345", "#1234567", "#gggggg", "#+12345", "red", ""] {
            assert_eq!(Rgb::parse(wrong), None, "{wrong}");
        }
    }
}

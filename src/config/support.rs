//! `[support]`: where a distressed reader can turn.

use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::Code;

use super::read::Reader;

/// What an address in `links` begins with.
pub(crate) const SCHEMES: [&str; 4] = ["https:", "http:", "tel:", "mailto:"];

/// Where a distressed reader can turn; shown with every advisory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Support {
    /// `title`.
    pub title: Option<String>,
    /// `text`.
    pub text: Option<String>,
    /// `links`: words, and an address where there is one.
    pub links: Vec<(String, Option<String>)>,
}

pub(super) fn support(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Support> {
    let table = reader.table(key, value)?;
    Some(Support {
        title: table.take(reader, "title", Reader::line),
        text: table.take(reader, "text", Reader::text),
        links: table.take(reader, "links", links).unwrap_or_default(),
    })
}

/// A list of places: words alone, or a table of `label` and `url`.
fn links(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<(String, Option<String>)>> {
    reader.list(key, value, |reader, key, value| match value.get_ref() {
        DeValue::Table(_) => link(reader, value),
        _ => Some((reader.line(key, value)?, None)),
    })
}

fn link(reader: &mut Reader, value: &Spanned<DeValue<'_>>) -> Option<(String, Option<String>)> {
    let table = reader.table("support.links", value)?;
    for key in ["label", "url"] {
        if !table.has(key) {
            let help = "write `{ label = \"…\", url = \"https://…\" }`";
            reader.report(Code::ConfigMissingKey, value.span(), format!("a link of `[support]` has no `{key}`"), help);
        }
    }
    let (label, url) = (table.take(reader, "label", Reader::line), table.take(reader, "url", address));
    Some((label?, Some(url?)))
}

fn address(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let address = reader.line(key, value)?;
    if SCHEMES.iter().any(|scheme| address.starts_with(scheme)) {
        return Some(address);
    }
    let help = "write an address that begins with `https:`, `tel:` or `mailto:`";
    reader.bad(value.span(), format!("`{key}` is `{address}`, which leads nowhere"), help);
    None
}

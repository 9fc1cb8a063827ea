//! `[files]`: what is published beside the pages.

use toml::Spanned;
use toml::de::DeValue;

use crate::input::roles::AllowedFiles;

use super::read::Reader;

/// `[files]`: `allow`.
pub(super) fn files(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<AllowedFiles> {
    let patterns =
        reader.table(key, value)?.take(reader, "allow", |reader, key, value| reader.list(key, value, pattern));
    Some(AllowedFiles::new(patterns.unwrap_or_default()))
}

fn pattern(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let pattern = reader.line(key, value)?;
    match AllowedFiles::fault(&pattern) {
        None => Some(pattern),
        Some(why) => {
            let help = "write an ending such as `*.dat`, or a file such as `01-noticing/demo.html`";
            reader.bad(value.span(), format!("`{pattern}` cannot be allowed: {why}"), help);
            None
        }
    }
}

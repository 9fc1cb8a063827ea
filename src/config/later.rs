//! Tables whose meaning belongs to other stages: `[privacy]`, `[publish.NAME]`. Here only their shape is
//! checked, so that a slip of the finger is found before anything is published.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::{Code, nearest};

use super::Level;
use super::read::Reader;

/// The key as text to read it by; what it says is not kept.
type Checked = Option<()>;

/// What a rule can weigh.
pub(crate) const LEVELS: [(&str, ()); 3] = [("deny", ()), ("warn", ()), ("allow", ())];

/// `[privacy]`: `deny`, `warn` or `allow` for each rule, and within a table for one kind of page.
pub(super) fn privacy(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Checked {
    let table = reader.any_table(key, value)?;
    for (name, value) in table.entries() {
        let key = format!("{key}.{}", name.get_ref());
        match value.get_ref() {
            DeValue::Table(_) => privacy(reader, &key, value),
            _ => reader.word(&key, value, &LEVELS),
        };
    }
    Some(())
}

/// `[items]`: `deny`, `warn` or `allow` for single rules on how questions are written.
pub(super) fn items(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<BTreeMap<Code, Level>> {
    const LEVELS: [(&str, Level); 3] = [("deny", Level::Deny), ("warn", Level::Warn), ("allow", Level::Allow)];
    let rules = || Code::ALL.iter().copied().filter(|code| code.as_str().starts_with("item-"));
    let mut levels = BTreeMap::new();
    for (name, value) in reader.any_table(key, value)?.entries() {
        let (written, key) = (name.get_ref().as_ref(), format!("{key}.{}", name.get_ref()));
        let Some(code) = rules().find(|code| code.as_str() == written) else {
            let help = match nearest(written, rules().map(Code::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    format!("the rules are {}", rules().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", "))
                }
            };
            reader.report(Code::ConfigUnknownKey, name.span(), format!("there is no rule `{written}`"), &help);
            continue;
        };
        if let Some(level) = reader.word(&key, value, &LEVELS) {
            levels.insert(code, level);
        }
    }
    Some(levels)
}

/// `[publish.*]`: targets by name.
pub(super) fn publish(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Checked {
    for (name, value) in reader.any_table(key, value)?.entries() {
        let key = format!("{key}.{}", name.get_ref());
        let Some(target) = reader.table(&key, value) else { continue };
        if !target.has("to") {
            let help = "write `to = \"…\"`: `s3://`, `gs://` or `az://` and a bucket, or a folder";
            let message = format!("the target `{}` has no `to`", name.get_ref());
            reader.report(Code::ConfigMissingKey, name.span(), message, help);
        }
        for key in ["to", "endpoint", "region"] {
            target.take(reader, key, Reader::line);
        }
        target.take(reader, "allow_http", Reader::truth);
        target.take(reader, "max_deletes", |reader, key, value| reader.whole(key, value, 0..=u32::MAX));
        target.take(reader, "cache", texts);
    }
    Some(())
}

/// A table of texts.
fn texts(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Checked {
    for (name, value) in reader.any_table(key, value)?.entries() {
        reader.line(&format!("{key}.{}", name.get_ref()), value);
    }
    Some(())
}

//! `[items]`: what the rules on how questions are written weigh in this course.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::{Code, suggest};

use super::Level;
use super::read::Reader;

/// What a rule can weigh, by name.
pub(crate) const LEVELS: [(&str, Level); 3] = [("deny", Level::Deny), ("warn", Level::Warn), ("allow", Level::Allow)];

/// `[items]`: `deny`, `warn` or `allow` for single rules on how questions are written.
pub(super) fn items(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<BTreeMap<Code, Level>> {
    let rules = || Code::ALL.iter().copied().filter(|code| code.as_str().starts_with("item-"));
    let mut levels = BTreeMap::new();
    for (name, value) in reader.any_table(key, value)?.entries() {
        let (written, key) = (name.get_ref().as_ref(), format!("{key}.{}", name.get_ref()));
        let Some(code) = rules().find(|code| code.as_str() == written) else {
            let all = rules().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
            let help = suggest(written, rules().map(Code::as_str)).help(format!("the rules are {all}"));
            reader.report(Code::ConfigUnknownKey, name.span(), format!("there is no rule `{written}`"), &help);
            continue;
        };
        if let Some(level) = reader.word(&key, value, &LEVELS) {
            levels.insert(code, level);
        }
    }
    Some(levels)
}

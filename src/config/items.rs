//! `[items]`: what the rules on how questions are written weigh in this course.

use std::collections::BTreeMap;

use crate::data::{Node, Reader, Words, shorten};
use crate::diagnostic::{Code, listed, suggest};

use super::keys::item_rules;
use super::{CODES, Level};

impl Words for Level {
    const WORDS: &'static [(&'static str, Self)] =
        &[("deny", Self::Deny), ("warn", Self::Warn), ("allow", Self::Allow)];
}

/// `deny`, `warn` or `allow` for single rules.
pub(super) fn items(reader: &mut Reader, key: &str, node: &Node) -> Option<BTreeMap<Code, Level>> {
    let rules = item_rules();
    let mut levels = BTreeMap::new();
    for entry in reader.names(key, node)? {
        let written = entry.key.as_str();
        let Some(code) = Code::from_name(written).filter(|_| rules.contains(&written)) else {
            let meant = suggest(written, rules.iter().copied());
            let help = meant.help(format!("the rules are {}", listed(&rules)));
            let message = format!("there is no rule `{}`", shorten(written));
            reader.report(CODES.unknown_key, entry.key_span, message, &help).fix = meant.fix(entry.key_span, written);
            continue;
        };
        if let Some(level) = reader.word(&format!("{key}.{written}"), &entry.node) {
            levels.insert(code, level);
        }
    }
    Some(levels)
}

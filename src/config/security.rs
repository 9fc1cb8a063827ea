//! `[security]`: what the site's headers say beyond what they say by default.

use std::collections::BTreeMap;

use regex::Regex;

use crate::data::{Node, Reader, Table, shorten};

use super::keys::{ANCESTOR, DIRECTIVES, HEADER_NAME, HEADER_VALUE, POLICY_SOURCE};

/// `[security]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Security {
    /// `frame_ancestors`: who else may show the site in a frame; nobody at all where the list is empty.
    pub frame_ancestors: Option<Vec<String>>,
    /// `policy`: sources that a directive of the Content-Security-Policy has beside ours. None is without any.
    pub policy: BTreeMap<String, Vec<String>>,
    /// `headers`: names and values that go with every file.
    pub headers: Vec<(String, String)>,
}

/// Headers that are not the course's to say, in lower case, and what to do instead.
const NOT_OWN: [(&[&str], &str); 4] = [
    (
        &["content-security-policy", "content-security-policy-report-only"],
        "add to the policy in `[security.policy]`, such as `img-src = [\"https://…\"]`",
    ),
    (&["x-frame-options"], "write `frame_ancestors = [\"https://…\"]` below `[security]`"),
    (&["cache-control", "expires", "pragma"], "remove it: Attune says how long each file can be kept"),
    (
        &[
            "age",
            "connection",
            "content-encoding",
            "content-length",
            "content-location",
            "content-range",
            "content-type",
            "date",
            "etag",
            "host",
            "keep-alive",
            "last-modified",
            "location",
            "set-cookie",
            "trailer",
            "transfer-encoding",
            "upgrade",
        ],
        "remove it: it is for the host to say with each file",
    ),
];

/// Reads `[security]`.
pub(super) fn security(reader: &mut Reader, table: &Table<'_>) -> Security {
    let ancestors = |reader: &mut Reader, key: &str, node| reader.list(key, node, ancestor);
    let policy = table.table(reader, "policy");
    let mut sources = |table: &Table<'_>, name: &str| {
        let sources = table.list(reader, name, source);
        (!sources.is_empty()).then(|| (name.to_owned(), sources))
    };
    Security {
        policy: policy
            .map(|table| DIRECTIVES.iter().filter_map(|key| sources(&table, key.name)).collect())
            .unwrap_or_default(),
        frame_ancestors: table.read(reader, "frame_ancestors", ancestors),
        headers: table.read(reader, "headers", headers).unwrap_or_default(),
    }
}

fn ancestor(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let help =
        "write where the other site stands, without a path, such as `https://lms.example` or `https://*.lms.example`";
    matching(reader, key, node, ANCESTOR, help)
}

fn source(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let help = "write an address such as `https://pictures.example`, a scheme such as `data:`, or a keyword or digest in single \
                quotation marks; `'self'` and `'none'` are Attune's to set";
    matching(reader, key, node, POLICY_SOURCE, help)
}

/// Text that matches an expression as a whole.
fn matching(reader: &mut Reader, key: &str, node: &Node, pattern: &str, help: &str) -> Option<String> {
    let text = reader.line(key, node)?;
    if is_match(pattern, &text) {
        return Some(text);
    }
    let message = format!("`{}` cannot stand in `{key}`", shorten(&text));
    reader.bad(node.span, message, help);
    None
}

fn is_match(pattern: &str, text: &str) -> bool {
    Regex::new(&format!("^({pattern})$")).is_ok_and(|pattern| pattern.is_match(text))
}

/// Names and values, each name once.
fn headers(reader: &mut Reader, key: &str, node: &Node) -> Option<Vec<(String, String)>> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for entry in reader.names(key, node)? {
        let name = entry.key.as_str();
        let refused = NOT_OWN.iter().find(|(names, _)| names.iter().any(|known| name.eq_ignore_ascii_case(known)));
        if !is_match(HEADER_NAME, name) {
            let message = format!("`{}` cannot be the name of a header", shorten(name));
            reader.bad(
                entry.key_span,
                message,
                "write letters, digits and hyphens, such as `Strict-Transport-Security`",
            );
        } else if let Some((_, help)) = refused {
            reader.bad(entry.key_span, format!("the header `{name}` cannot be set here"), help);
        } else if headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            let message = format!("the header `{name}` stands here twice: large and small letters make no difference");
            reader.bad(entry.key_span, message, "remove one of them");
        } else {
            let help = "write letters, digits and signs of ASCII on one line";
            let value = matching(reader, &format!("{key}.{name}"), &entry.node, HEADER_VALUE, help);
            headers.extend(value.map(|value| (name.to_owned(), value)));
        }
    }
    Some(headers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{SiteConfig, parse};
    use crate::source::{CoursePath, FileId};

    fn read(text: &str) -> (SiteConfig, Vec<String>) {
        let outcome = parse(&format!("title = \"T\"\n{text}"), FileId::of(&CoursePath::new("site.toml")));
        (outcome.value, outcome.diagnostics.into_iter().map(|found| found.message).collect())
    }

    #[test]
    fn every_table_is_read() {
        let (config, found) = read(
            "[security]\nframe_ancestors = [\"https://lms.example\"]\n[security.policy]\nimg-src = [\"data:\"]\nfont-src = []\n\
             [security.headers]\nX-A = \"b\"",
        );
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(config.security.frame_ancestors, Some(vec!["https://lms.example".to_owned()]));
        assert_eq!(config.security.policy, BTreeMap::from([("img-src".to_owned(), vec!["data:".to_owned()])]));
        assert_eq!(config.security.headers, [("X-A".to_owned(), "b".to_owned())]);
    }

    #[test]
    fn what_would_end_a_value_or_break_a_policy_is_refused() {
        for value in [
            "https://a.example; script-src *",
            "https://a.example, https://b.example",
            "'self'",
            "none",
            "https://a.example/x",
        ] {
            let (config, found) = read(&format!("[security]\nframe_ancestors = [\"{value}\"]"));
            assert_eq!(found, [format!("`{value}` cannot stand in `security.frame_ancestors`")]);
            assert_eq!(config.security.frame_ancestors, Some(Vec::new()), "the strictest is taken");
        }
        for value in ["'none'", "'self'", "a b", "https://a.example;", "'sha256-?'", "https://"] {
            let (config, found) = read(&format!("[security.policy]\nimg-src = [\"{value}\"]"));
            assert_eq!((found.len(), config.security.policy.len()), (1, 0), "{value}: {found:?}");
        }
    }

    #[test]
    fn what_is_the_hosts_to_say_is_refused() {
        for name in ["Content-Security-Policy", "x-frame-options", "CACHE-CONTROL", "Set-Cookie", "content-type"] {
            let (config, found) = read(&format!("[security.headers]\n{name} = \"a\""));
            assert_eq!(found, [format!("the header `{name}` cannot be set here")]);
            assert_eq!(config.security.headers, []);
        }
        let (config, found) = read("[security.headers]\nX-A = \"a\"\nx-a = \"b\"\n\"a b\" = \"c\"\nX-B = \"é\"");
        assert_eq!((found.len(), config.security.headers.len()), (3, 1), "{found:?}");
    }
}

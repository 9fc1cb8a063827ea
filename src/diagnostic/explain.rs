//! Explanations of codes, from `docs/diagnostics.md`, which is also what readers of the documentation see.

use super::{Code, nearest};

const PAGE: &str = include_str!("../../docs/diagnostics.md");

/// The section on a code, without its heading.
///
/// # Errors
/// What to say when there is no such code.
pub fn explain(name: &str) -> Result<&'static str, String> {
    let Some(code) = Code::from_name(name) else {
        let near = nearest(name, Code::ALL.iter().map(|code| code.as_str()));
        let help = near
            .map_or_else(|| "docs/diagnostics.md lists them all".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(format!("there is no code `{name}`: {help}"));
    };
    section(code.as_str()).ok_or_else(|| format!("`{code}` has no explanation yet"))
}

/// The first paragraph of the section on a code.
pub fn summary(code: Code) -> &'static str {
    section(code.as_str()).and_then(|section| section.split("\n\n").next()).unwrap_or_default()
}

fn section(name: &str) -> Option<&'static str> {
    let heading = format!("\n## {name}\n");
    let start = PAGE.find(&heading)? + heading.len();
    let rest = &PAGE[start..];
    Some(rest[..rest.find("\n## ").unwrap_or(rest.len())].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_and_every_explanation_has_a_code() {
        let explained: Vec<&str> = PAGE.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(explained, codes);
        assert!(Code::ALL.iter().all(|code| summary(*code).len() > 20));
    }

    #[test]
    fn a_slip_in_a_code_is_forgiven() {
        assert_eq!(explain("broken-lnk"), Err("there is no code `broken-lnk`: did you mean `broken-link`?".to_owned()));
    }
}

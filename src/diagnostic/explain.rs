//! Explanations of codes, from `docs/diagnostics.md`, which is also what readers of the documentation see.
//!
//! The page has a section for each code, in the order of [`Code::ALL`]: first a paragraph with what the code means,
//! then its severity and why it matters, an example that is wrong, and how to fix it.

use super::{Code, suggest};

const PAGE: &str = include_str!("../../docs/diagnostics.md");

/// The section on a code, as Markdown, without its heading.
///
/// # Errors
/// What to say when there is no such code, with the nearest one there is.
pub fn explain(name: &str) -> Result<&'static str, String> {
    let name = name.trim();
    let Some(code) = Code::from_name(name).or_else(|| Code::from_name(&name.to_ascii_lowercase())) else {
        let known = Code::ALL.iter().map(|code| code.as_str());
        let help = suggest(name, known).help("docs/diagnostics.md lists them all");
        return Err(format!("there is no code `{name}`: {help}"));
    };
    section(code).ok_or_else(|| format!("`{code}` has no explanation yet"))
}

/// The first paragraph of the section on a code: what it means, without markup for emphasis or line ends.
pub(crate) fn summary(code: Code) -> String {
    paragraph(code, 0)
}

/// Why a code matters: the second paragraph of its section, without the severity it begins with.
pub(crate) fn reason(code: Code) -> String {
    let paragraph = paragraph(code, 1);
    paragraph.split_once(".* ").map_or(paragraph.clone(), |(_, reason)| reason.to_owned())
}

fn paragraph(code: Code, number: usize) -> String {
    let mut lines = section(code).unwrap_or_default().lines().peekable();
    for _ in 0..number {
        lines.by_ref().take_while(|line| !line.is_empty()).for_each(drop);
    }
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn section(code: Code) -> Option<&'static str> {
    sections(PAGE).into_iter().find(|(name, _)| *name == code.as_str()).map(|(_, text)| text)
}

/// Headings of the second level with what follows each. Headings in code are examples.
fn sections(page: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut headings: Vec<(&str, usize, usize)> = Vec::new();
    let (mut at, mut in_code) = (0, false);
    for line in page.split_inclusive('\n') {
        let end = at + line.len();
        if line.starts_with("```") {
            in_code = !in_code;
        } else if let Some(name) = line.strip_prefix("## ").filter(|_| !in_code) {
            headings.push((name.trim(), at, end));
        }
        at = end;
    }
    let ends = headings.iter().skip(1).map(|(_, start, _)| *start).chain([page.len()]);
    headings.iter().zip(ends).map(|((name, _, start), end)| (*name, page[*start..end].trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_order_and_every_explanation_has_a_code() {
        let explained: Vec<&str> = sections(PAGE).into_iter().map(|(name, _)| name).collect();
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(explained, codes);
    }

    #[test]
    fn the_introduction_leads_to_every_code_in_order() {
        let introduction = &PAGE[..PAGE.find("\n## ").unwrap()];
        let linked: Vec<&str> =
            introduction.split("](#").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)).collect();
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(linked, codes);
    }

    #[test]
    fn an_explanation_says_what_why_how_not_and_how() {
        for code in Code::ALL {
            let section = section(*code).unwrap();
            let summary = summary(*code);
            assert!(summary.len() > 20 && summary.ends_with('.') && !summary.contains('\n'), "{code}: {summary}");
            let severity = match code.severity() {
                super::super::Severity::Error => "*Error.* ",
                super::super::Severity::Warning => "*Warning.* ",
                super::super::Severity::Note => "*Note.* ",
            };
            let reason = reason(*code);
            assert!(reason.len() > 40 && paragraph(*code, 1) == format!("{severity}{reason}"), "{code}: {reason}");
            let example = section.find("\n\n```").unwrap_or_else(|| panic!("{code} has no example"));
            let fixing = section.find("\n\nFix it: ").unwrap_or_else(|| panic!("{code} has no advice"));
            assert!(example < fixing, "{code}");
        }
    }

    #[test]
    fn a_heading_in_an_example_ends_no_section() {
        let page = "# A\n\n## one\r\n\nOne.\n\n```\n## two\n```\n\n## three\n\nThree.\n";
        assert_eq!(sections(page), [("one", "One.\n\n```\n## two\n```"), ("three", "Three.")]);
    }

    #[test]
    fn a_slip_in_a_code_is_forgiven() {
        assert_eq!(explain("broken-lnk"), Err("there is no code `broken-lnk`: did you mean `broken-link`?".to_owned()));
        assert_eq!(explain("colour"), Err("there is no code `colour`: docs/diagnostics.md lists them all".to_owned()));
        assert_eq!(explain(" Broken-Link "), explain("broken-link"));
    }
}

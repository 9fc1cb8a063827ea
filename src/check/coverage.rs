//! Which questions serve which objectives, as a table for those who must show it.

use crate::course::{Course, Item, PageRole, items};

/// One question that serves an objective, or an objective that none serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coverage {
    /// The objective's id.
    pub objective: String,
    /// What learners will be able to do.
    pub text: String,
    /// The address of the page that teaches it.
    pub taught: String,
    /// The question: the address of its page, `#` and its id; empty when there is none.
    pub item: String,
    /// The kind of item; empty when there is none.
    pub kind: String,
}

/// Every objective of a lesson in reading order with every question that serves it.
pub(crate) fn coverage(course: &Course) -> Vec<Coverage> {
    let all: Vec<(String, &Item)> = course
        .pages
        .iter()
        .flat_map(|page| items(&page.blocks).into_iter().map(|item| (format!("/{}#{}", page.address, item.id), item)))
        .collect();
    let mut rows = Vec::new();
    for page in course.pages.iter().filter(|page| page.role != PageRole::Home) {
        for objective in &page.front.objectives {
            let serves = |item: &Item| item.objective.as_ref().is_some_and(|(id, _)| *id == objective.id);
            let row = |item: String, kind: &str| Coverage {
                objective: objective.id.clone(),
                text: objective.text.clone(),
                taught: format!("/{}", page.address),
                item,
                kind: kind.to_owned(),
            };
            let before = rows.len();
            let chosen = all.iter().filter(|(_, item)| serves(item));
            rows.extend(chosen.map(|(place, item)| row(place.clone(), item.kind().as_str())));
            if rows.len() == before {
                rows.push(row(String::new(), ""));
            }
        }
    }
    rows
}

/// The table as RFC 4180 has it, with a line of names.
pub(crate) fn csv(rows: &[Coverage]) -> String {
    let mut text = String::from("objective,text,taught,item,kind\r\n");
    for Coverage { objective, text: words, taught, item, kind } in rows {
        let fields = [objective, words, taught, item, kind].map(|field| quoted(field));
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A field in quotation marks where it needs them. One that a spreadsheet would take for a formula gets an apostrophe.
fn quoted(field: &str) -> String {
    let guarded =
        if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{field}") } else { field.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_quoted_where_it_must_be_and_never_becomes_a_formula() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quoted("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    }
}

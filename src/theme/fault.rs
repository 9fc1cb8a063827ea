//! Tera's errors as diagnostics with a place in the template.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tera::{Error, ErrorKind, ReportError, Tera};

use crate::diagnostic::{Code, Diagnostic, Place, suggest};
use crate::source::{FileId, Span};

use super::lint;
use super::template::{Template, Templates};

/// Everything that keeps these templates from being used. `error` is what loading them all at once said.
pub(super) fn syntax(templates: &Templates, error: &Error) -> Vec<Diagnostic> {
    let circular: Vec<Diagnostic> =
        templates.iter().filter_map(|(name, template)| extends_itself(name, template)).collect();
    if !circular.is_empty() {
        return circular;
    }
    let broken: Vec<Diagnostic> = templates.iter().filter_map(|(name, template)| unreadable(name, template)).collect();
    if broken.is_empty() { together(templates, error) } else { broken }
}

/// What went wrong while `name` was rendered.
pub(super) fn rendering(templates: &Templates, name: &str, error: &Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            reported(templates, Code::TemplateRender, report)
        }
        // A page is written into memory, which fails in one way only.
        ErrorKind::Io(_) => at(templates, Code::TemplateRender, name, None, "the page has more than 64 MiB"),
        kind => at(templates, Code::TemplateRender, name, None, &kind.to_string()),
    }
}

fn unreadable(name: &str, template: &Template) -> Option<Diagnostic> {
    match Tera::new().add_raw_template(name, &template.text).err()?.kind() {
        ErrorKind::SyntaxError(report) => {
            let range = report.span().range.clone();
            let open = lint::unclosed(&template.text).pop();
            if let Some((word, range)) = open.filter(|_| report.message().starts_with("Unexpected end of input")) {
                let message = format!("`{{% {word} %}}` is not closed");
                let found = diagnostic(Code::TemplateSyntax, Some(template), Some(range), &message);
                let end = if word.starts_with("set") { "set" } else { word.as_str() };
                return Some(found.help(format!("write `{{% end{end} %}}` where it ends")));
            }
            let before = &template.text[..range.start.min(template.text.len())];
            let ends = template.text[before.len()..].strip_prefix("end");
            if let Some(rest) = ends.filter(|_| report.message().starts_with("Unknown tag")) {
                return Some(out_of_place(template, &range, (before, rest)));
            }
            Some(diagnostic(Code::TemplateSyntax, Some(template), Some(range), report.message()))
        }
        _ => None,
    }
}

/// An end that closes nothing, or something around what is still open: that lacks its end.
fn out_of_place(template: &Template, range: &Range<usize>, (before, rest): (&str, &str)) -> Diagnostic {
    let word: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
    let report = |range, message: &str| diagnostic(Code::TemplateSyntax, Some(template), Some(range), message);
    let Some((open, opened)) = lint::unclosed(before).pop() else {
        let help = format!("remove it, or write `{{% {word} … %}}` where it begins");
        return report(range.clone(), &format!("`{{% end{word} %}}` closes nothing")).help(help);
    };
    let end = if open.starts_with("set") { "set" } else { open.as_str() };
    let help = format!("write `{{% end{end} %}}` where it ends, above `{{% end{word} %}}`");
    report(opened, &format!("`{{% {open} %}}` is not closed")).help(help)
}

/// A copy of one of the default theme's takes its place, and cannot be laid over it.
fn extends_itself(name: &str, template: &Template) -> Option<Diagnostic> {
    let text = &template.text;
    let from = text.find("extends").filter(|_| template.of_course)?;
    let begin = from + text[from..].find(['"', '\''])?;
    let named = text[begin + 1..].strip_prefix(name)?;
    if !named.starts_with(['"', '\'']) || !text[..from].trim_end_matches(['-', ' ']).ends_with("{%") {
        return None;
    }
    let range = begin..begin + name.len() + 2;
    let message = format!("`{name}` extends itself: in this theme it is the one of that name");
    let help = format!(
        "copy the default theme's own with `attune theme copy templates/{name}` and change what you want to change in it"
    );
    Some(diagnostic(Code::TemplateSyntax, Some(template), Some(range), &message).help(help))
}

/// Templates that can each be read but do not fit together.
fn together(templates: &Templates, error: &Error) -> Vec<Diagnostic> {
    let code = Code::TemplateSyntax;
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![reported(templates, code, report)],
        ErrorKind::MissingParent { current, parent } => {
            let range =
                templates.get(current).and_then(|template| Some(template.text.find(parent)?..).map(|r| r.start));
            let range = range.map(|start| start..start + parent.len());
            vec![at(templates, code, current, range, &format!("there is no template `{parent}` to extend"))]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            vec![at(templates, code, tpl, None, &error.to_string())]
        }
        kind => references(templates, &kind.to_string()),
    }
}

/// Tera gives unknown filters, functions, tests, blocks and includes of all templates as one text of reports:
/// `error: MESSAGE`, then `--> NAME:LINE:COLUMN`, then the line with carets under what is meant.
fn references(templates: &Templates, reports: &str) -> Vec<Diagnostic> {
    let parsed: Vec<(String, Diagnostic)> =
        reports.split("error: ").skip(1).filter_map(|report| reference(templates, report)).collect();
    if let Some(missing) = missing_blocks(templates, &parsed) {
        return missing;
    }
    let parsed: Vec<Diagnostic> = parsed.into_iter().map(|(_, found)| found).collect();
    if parsed.is_empty() {
        let first = templates.keys().find(|name| reports.contains(name.as_str())).map_or("", String::as_str);
        return vec![at(templates, Code::TemplateSyntax, first, None, reports)];
    }
    parsed
}

/// Templates of the default theme that fill blocks which a template of the course in the place of another does not have: what
/// is to be changed is the course's.
fn missing_blocks(templates: &Templates, found: &[(String, Diagnostic)]) -> Option<Vec<Diagnostic>> {
    let mut by_parent: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    for (name, finding) in found {
        let block = finding.message.strip_prefix("block `")?.split('`').next()?;
        if !finding.message.ends_with("is not defined in any parent template") {
            return None;
        }
        let parents = std::iter::successors(Some(name.as_str()), |name| lint::parent(&templates.get(*name)?.text));
        let parent = parents.skip(1).take(templates.len()).find(|name| is_of_course(templates, name))?;
        let (blocks, children) = by_parent.entry(parent).or_default();
        blocks.insert(block);
        children.insert(name);
    }
    let report = |(parent, (blocks, children)): (&str, (BTreeSet<&str>, BTreeSet<&str>))| {
        let quoted =
            |names: &BTreeSet<&str>| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let message = format!("`{parent}` has no block {}, which {} fills", quoted(&blocks), quoted(&children));
        let first = blocks.first().copied().unwrap_or_default();
        let help = format!(
            "begin with a copy of the default theme's own (`attune theme copy templates/{parent}`), which has \
             `{{% block {first} %}}` and the others"
        );
        at(templates, Code::TemplateSyntax, parent, Some(0..0), &message).help(help)
    };
    (!by_parent.is_empty()).then(|| by_parent.into_iter().map(report).collect())
}

fn is_of_course(templates: &Templates, name: &str) -> bool {
    templates.get(name).is_some_and(|template| template.of_course)
}

fn reference(templates: &Templates, report: &str) -> Option<(String, Diagnostic)> {
    let (message, rest) = report.split_once('\n')?;
    let (place, rest) = rest.split_once("--> ")?.1.split_once('\n')?;
    let mut parts = place.rsplitn(3, ':');
    let (column, line): (usize, usize) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let name = parts.next()?;
    let width = rest.chars().filter(|character| *character == '^').count().max(1);
    let text = &templates.get(name)?.text;
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let characters = |count: usize| text[before..].char_indices().nth(count).map_or(text.len(), |(at, _)| before + at);
    let range = characters(column - 1)..characters(column - 1 + width);
    Some((name.to_owned(), at(templates, Code::TemplateSyntax, name, Some(range), message)))
}

fn reported(templates: &Templates, code: Code, report: &ReportError) -> Diagnostic {
    at(templates, code, report.filename(), Some(report.span().range.clone()), report.message())
}

fn at(templates: &Templates, code: Code, name: &str, range: Option<std::ops::Range<usize>>, said: &str) -> Diagnostic {
    let found = diagnostic(code, templates.get(name), range, said);
    if templates.contains_key(name) || name.is_empty() { found } else { found.help(format!("in template `{name}`")) }
}

fn diagnostic(code: Code, from: Option<&Template>, range: Option<std::ops::Range<usize>>, said: &str) -> Diagnostic {
    let (message, help) = without_list(&lower_first(said));
    let found = place(code, from, range, message);
    match help {
        Some(help) => found.help(help),
        None => found,
    }
}

/// The message without a long list of names, and what was meant instead.
fn without_list(said: &str) -> (String, Option<String>) {
    const MOST: usize = 20;
    let Some((message, list)) = said.split_once(". Available fields: ") else { return (said.to_owned(), None) };
    let names: Vec<&str> = list.split(", ").collect();
    if names.len() <= MOST {
        return (said.to_owned(), None);
    }
    let written = message.split('`').nth(1).unwrap_or_default();
    let meant = suggest(written, names.iter().copied());
    (message.to_owned(), Some(meant.help(format!("none of the {} names there is like it", names.len())).into_owned()))
}

fn place(code: Code, from: Option<&Template>, range: Option<std::ops::Range<usize>>, message: String) -> Diagnostic {
    match (from, range) {
        (Some(template), Some(range)) if template.of_course => {
            let range = range.start + template.skipped..range.end + template.skipped;
            Diagnostic::new(code, Span::new(FileId::of(&template.path), range), message)
        }
        (Some(template), _) => Diagnostic::at(code, Place::File(template.path.clone()), message),
        (None, _) => Diagnostic::at(code, Place::File(crate::source::CoursePath::new("themes/default")), message),
    }
}

/// Other libraries begin their messages with a capital letter; ours begin without.
pub(super) fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::Theme;
    use super::super::tests::course;
    use crate::diagnostic::{Code, Diagnostic, Place};
    use crate::input::Inputs;

    fn places(inputs: &Inputs, faults: &[Diagnostic]) -> Vec<(String, u32, u32, String)> {
        let place = |fault: &Diagnostic| match &fault.place {
            Place::At(span) => {
                let (start, _) = inputs.sources.positions(*span).unwrap();
                let path = inputs.sources.get(span.file).unwrap().path.to_string();
                (path, start.line, start.column, fault.message.clone())
            }
            Place::File(path) => (path.to_string(), 0, 0, fault.message.clone()),
        };
        faults.iter().map(place).collect()
    }

    #[test]
    fn every_broken_template_is_reported_at_its_place() {
        let inputs = course(&[
            ("themes/mine/templates/home.html", "<p>\n  {{ home. }}"),
            ("themes/mine/templates/topic.html", "\u{feff}{% if %}"),
        ]);
        let faults = Theme::named(&inputs, "mine").diagnostics;
        assert!(faults.iter().all(|fault| fault.code == Code::TemplateSyntax));
        let places = places(&inputs, &faults);
        assert_eq!((places[0].0.as_str(), places[0].1), ("themes/mine/templates/home.html", 2));
        assert_eq!((places[1].0.as_str(), places[1].1), ("themes/mine/templates/topic.html", 1));
        assert_eq!(places.len(), 2);
    }

    #[test]
    fn unknown_filters_and_parents_have_a_place() {
        let inputs = course(&[
            ("themes/mine/templates/home.html", "é {{ home | loud }}\n{{ gone() }}"),
            ("themes/mine/templates/topic.html", "{{ topic | calm }}"),
        ]);
        let found = places(&inputs, &Theme::named(&inputs, "mine").diagnostics);
        let home = "themes/mine/templates/home.html".to_owned();
        assert_eq!(found[0], (home.clone(), 1, 13, "unknown filter `loud`".to_owned()));
        assert_eq!(found[1], (home, 2, 4, "unknown function `gone`".to_owned()));
        assert_eq!(found.len(), 3);

        let inputs = course(&[("themes/mine/templates/home.html", "{% extends \"bass.html\" %}")]);
        let found = places(&inputs, &Theme::named(&inputs, "mine").diagnostics);
        assert_eq!((found[0].1, found[0].2), (1, 13));
    }

    #[test]
    fn a_template_that_fails_while_rendering_says_where() {
        let inputs = course(&[("themes/mine/templates/home.html", "\n\n{{ home.lead | truncate(length='a') }}")]);
        let theme = Theme::named(&inputs, "mine").value;
        let fault = theme.render("home.html", "en", &json!({"home": {"lead": "a"}})).unwrap_err();
        assert_eq!(fault.code, Code::TemplateRender);
        let found = places(&inputs, &[fault]);
        assert_eq!((found[0].0.as_str(), found[0].1), ("themes/mine/templates/home.html", 3));
    }
}

//! Branching exchanges: nodes under headings, options as links from one node to another.

mod graph;
mod outcomes;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::course::{ElementKind, Ending, Scenario, ScenarioNode, ScenarioOption, slug};
use crate::diagnostic::{Code, Diagnostic, Fix, suggest};
use crate::source::Span;

use super::events::{Entry, Located, entries, plain_text, top_level};
use super::ids;
use super::notes::hidden_prose;
use super::opening_line::{Directive, attributes, container_id};
use super::parse_context::ParseContext;
use super::prose::prose;
use super::sections::{Section, SectionPart, sections};
use super::title::{title, titled};
use outcomes::Outcomes;

const NODE: &str = "begin a moment with a heading and an id: `### What happens {#name}`";
const OPTION: &str = "write what the therapist says as a link to another moment, `- [\"…\"](#name)`, and indented below it what is to be said of it";

/// Reads a scenario; `None` when it has no node.
pub(crate) fn scenario<'a>(
    page: &mut ParseContext<'a>,
    directive: &Directive,
    text: &[Located<'a>],
) -> Option<Scenario> {
    let attributes = attributes(page, directive, &["title", "ask", "outcomes"]);
    let title = title(page, &attributes);
    let ask = titled(page, &attributes, &["ask"]);
    let mut outcomes = Outcomes::read(page, &attributes);
    let span = page.span(directive.range.clone());
    let id = container_id(page, attributes, ElementKind::Section).unwrap_or_else(|| ids::container_id(page, directive));
    let (before, written) = sections(&page.marks, top_level(text).into_iter().map(SectionPart::Text).collect());
    let setting = prose(page, &flattened(before));
    let mut nodes = Vec::with_capacity(written.len());
    let (named, is_empty) = (named(&written), written.is_empty());
    for section in written {
        nodes.extend(node(page, &id, section, (&named, &mut outcomes)));
    }
    if nodes.is_empty() {
        // Where there are moments, each was told what it lacks.
        if is_empty {
            page.report(Diagnostic::new(Code::ScenarioForm, span, "a scenario without a moment in it").help(NODE));
        }
        return None;
    }
    outcomes.report_unused(page);
    let scenario = Scenario { id, title, ask, setting, nodes, span };
    graph::check(page, &scenario);
    Some(scenario)
}

/// The running text of some parts.
fn flattened(parts: Vec<SectionPart<'_>>) -> Vec<Located<'_>> {
    let text = parts.into_iter().filter_map(|part| match part {
        SectionPart::Text(events) => Some(events),
        SectionPart::Container(..) => None,
    });
    text.flatten().collect()
}

/// Ids that options name and no moment has, where the words of one moment alone make that id.
fn named(sections: &[Section<'_>]) -> BTreeSet<String> {
    let texts = sections.iter().flat_map(|section| &section.body).filter_map(|part| match part {
        SectionPart::Text(events) => Some(events),
        SectionPart::Container(..) => None,
    });
    let target = |located: &Located<'_>| match &located.0 {
        Event::Start(Tag::Link { dest_url, .. }) => dest_url.strip_prefix('#').map(str::to_owned),
        _ => None,
    };
    let mut targets: BTreeSet<String> = texts.flatten().filter_map(target).collect();
    let (mut by_words, mut given) = (BTreeMap::<String, usize>::new(), BTreeSet::new());
    for section in sections {
        *by_words.entry(slug(&section.title)).or_default() += 1;
        given.extend(section.id.as_deref());
    }
    targets.retain(|target| by_words.get(target) == Some(&1) && !given.contains(target.as_str()));
    targets
}

/// Writes after a heading the id that its options go by.
fn moment_fix(page: &ParseContext<'_>, section: &Section<'_>, heading: Span, named: &BTreeSet<String>) -> Option<Fix> {
    let id = named.get(&slug(&section.title))?;
    let line = &page.source[heading.range()];
    let (at, text) = match line.strip_suffix('}').and_then(|inside| inside.rfind('{')) {
        Some(brace) if !section.attributes.is_empty() => (brace + 1, format!("#{id} ")),
        None if line.starts_with('#') && !line.ends_with('#') => (line.len(), format!(" {{#{id}}}")),
        _ => return None,
    };
    let at = heading.range().start + at;
    Some(Fix::replace(page.span(at..at), text, format!("write the id `{id}`, which an option names")))
}

fn node<'a>(
    page: &mut ParseContext<'a>,
    scenario: &str,
    section: Section<'a>,
    (named, outcomes): (&BTreeSet<String>, &mut Outcomes),
) -> Option<ScenarioNode> {
    let span = page.trimmed(section.range.clone());
    let Some(id) = section.id.clone() else {
        let message = format!("the moment `{}` has no id to lead to", section.title);
        let fix = moment_fix(page, &section, span, named);
        page.report(Diagnostic::new(Code::ScenarioForm, span, message).help(NODE).fix(fix));
        hidden_prose(page, &flattened(section.body));
        return None;
    };
    page.register_id(format!("{scenario}-{id}"), span, ElementKind::Section);
    let (mut ending, mut outcome, mut odd) = (None, None, None);
    for pair in section.attributes {
        let value = pair.value.unwrap_or_default();
        match (pair.key.as_str(), outcomes.named(&value)) {
            ("ending", Some((known, words))) => (ending, outcome) = (Some(known), words),
            ("ending", None) => {
                let known = outcomes.names();
                let meant = suggest(&value, known.iter().map(String::as_str));
                let other = outcomes.help();
                let help = meant.help_as(|name| format!("ending={name}"), other);
                let message = format!("an exchange cannot end `{value}`");
                let fix = meant.correction.and_then(|meant| ending_fix(page, span, &value, meant));
                meant.nearest.map(|meant| outcomes.named(meant));
                page.report(Diagnostic::new(Code::ScenarioForm, span, message).help(help).fix(fix));
                odd = Some(value);
            }
            (key, _) => {
                let message = format!("a moment has no attribute `{key}`");
                page.report(Diagnostic::new(Code::ScenarioForm, span, message).help("it takes an id and `ending`"));
            }
        }
    }
    let mut events = flattened(section.body);
    let options = options(page, &mut events);
    // It ends somehow, which is all that is known of it.
    if let Some(word) = odd.filter(|_| options.is_empty()) {
        (ending, outcome) = (Some(Ending::Own), Some(word));
    }
    let text = hidden_prose(page, &events);
    Some(ScenarioNode { id, title: section.title, text, options, ending, outcome, span })
}

/// Replaces the ending that a heading names, when it names one.
fn ending_fix(page: &ParseContext<'_>, heading: Span, written: &str, meant: &str) -> Option<Fix> {
    let (before, _) = page.source[heading.range()].rsplit_once(written)?;
    let start = heading.range().start + before.len();
    before.ends_with("ending=").then(|| Fix::word(page.span(start..start + written.len()), written, meant))?
}

/// Takes the last list out of a node's text and reads it, when its entries are links within the page.
fn options<'a>(page: &mut ParseContext<'a>, events: &mut Vec<Located<'a>>) -> Vec<ScenarioOption> {
    let mut groups = top_level(&std::mem::take(events));
    let is_list = |group: &Vec<Located<'_>>| matches!(group[0].0, Event::Start(Tag::List(_))) && leads_on(group);
    let list = groups.iter().rposition(is_list).map(|at| groups.remove(at));
    events.extend(groups.into_iter().flatten());
    list.map(|list| entries(&list)).unwrap_or_default().into_iter().filter_map(|entry| option(page, entry)).collect()
}

fn leads_on(group: &[Located<'_>]) -> bool {
    group
        .iter()
        .any(|(event, _)| matches!(event, Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with('#')))
}

fn option<'a>(page: &mut ParseContext<'a>, entry: Entry<'a>) -> Option<ScenarioOption> {
    let span = page.trimmed(entry.range.clone());
    let Some((to, words)) = link(entry.text) else {
        page.report(Diagnostic::new(Code::ScenarioForm, span, "what can be said here leads nowhere").help(OPTION));
        hidden_prose(page, &entry.rest);
        return None;
    };
    let first = page.span(first_line(page, entry.range));
    if plain_text(&page.marks, &words).is_empty() {
        page.report(Diagnostic::new(Code::ScenarioForm, first, "an option without words").help(OPTION));
    }
    let words = prose(page, &words);
    let feedback = hidden_prose(page, &entry.rest);
    Some(ScenarioOption { words, to, feedback, span: first })
}

fn first_line(page: &ParseContext<'_>, range: Range<usize>) -> Range<usize> {
    let text = &page.source[range.clone()];
    let line = text.find('\n').map_or(text, |end| &text[..end]);
    range.start..range.start + line.trim_end().len()
}

/// Where the first link leads, and the words of the entry without the link around them.
fn link(events: Vec<Located<'_>>) -> Option<(String, Vec<Located<'_>>)> {
    let mut to = None;
    let mut words = Vec::with_capacity(events.len());
    for located in events {
        match &located.0 {
            Event::Start(Tag::Link { dest_url, .. }) if to.is_none() && dest_url.starts_with('#') => {
                to = Some(dest_url[1..].to_owned());
            }
            Event::End(TagEnd::Link) if to.is_some() => {}
            _ => words.push(located),
        }
    }
    Some((to?, words))
}

//! Whether a learner can walk through an exchange: every moment is reached, every way ends, every end is talked over.

use std::cell::LazyCell;
use std::collections::HashMap;

use crate::course::Scenario;
use crate::diagnostic::{Code, Diagnostic, NameIndex, suggest};

use super::super::parse_context::ParseContext;

/// Reports what is wrong with the ways through a scenario.
pub(super) fn check(page: &mut ParseContext<'_>, scenario: &Scenario) {
    let mut findings = Vec::new();
    let positions = scenario.positions();
    targets(scenario, &positions, &mut findings);
    ends(scenario, &mut findings);
    reached(scenario, &positions, &mut findings);
    ways_out(scenario, &positions, &mut findings);
    page.diagnostics.append(&mut findings);
}

/// The places of moments by their ids.
type Positions<'a> = HashMap<&'a str, usize>;

fn targets(scenario: &Scenario, positions: &Positions<'_>, findings: &mut Vec<Diagnostic>) {
    let known = LazyCell::new(|| NameIndex::of(scenario.nodes.iter().map(|node| node.id.as_str())));
    for option in scenario.nodes.iter().flat_map(|node| &node.options) {
        if !positions.contains_key(option.to.as_str()) {
            let meant = suggest(&option.to, known.near(&option.to));
            let other = format!("write the moment: `### … {{#{}}}`", option.to);
            let help = meant.help_as(|id| format!("#{id}"), other);
            let message = format!("the scenario has no moment `#{}`", option.to);
            findings.push(Diagnostic::new(Code::ScenarioTarget, option.span, message).help(help));
        }
        if option.feedback.is_empty() {
            let help = "say below it, indented, what is good or tempting in it";
            let message = "nothing is said of this choice";
            findings.push(Diagnostic::new(Code::ScenarioNoFeedback, option.span, message).help(help));
        }
    }
}

fn ends(scenario: &Scenario, findings: &mut Vec<Diagnostic>) {
    for node in &scenario.nodes {
        let (message, help) = match (node.ending, node.options.is_empty()) {
            (None, true) => (
                format!("nothing can be said at `#{}`, and it is no ending", node.id),
                "give it options, or say how it ended: `{ending=repaired}`, `partial` or `ruptured`",
            ),
            (Some(_), false) => {
                (format!("`#{}` is an ending and goes on", node.id), "remove its options, or `ending` from its heading")
            }
            _ => (String::new(), ""),
        };
        if !message.is_empty() {
            findings.push(Diagnostic::new(Code::ScenarioDeadEnd, node.span, message).help(help));
        }
        if node.ending.is_some() && node.text.is_empty() {
            let message = format!("the ending `#{}` is not talked over", node.id);
            let help = "say how it went, what led here, and what to try next time";
            findings.push(Diagnostic::new(Code::ScenarioNoDebrief, node.span, message).help(help));
        }
    }
}

fn reached(scenario: &Scenario, positions: &Positions<'_>, findings: &mut Vec<Diagnostic>) {
    let mut seen = vec![false; scenario.nodes.len()];
    let mut open = vec![0];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut seen[at], true) {
            open.extend(scenario.nodes[at].options.iter().filter_map(|option| positions.get(option.to.as_str())));
        }
    }
    for (node, _) in scenario.nodes.iter().zip(seen).filter(|(_, seen)| !seen) {
        let message = format!("no choice leads to `#{}`", node.id);
        let help =
            format!("lead an option to it, `[…](#{})`, or remove it; the first moment is where it begins", node.id);
        findings.push(Diagnostic::new(Code::ScenarioUnreachable, node.span, message).help(help));
    }
}

/// Moments from which no choice ever leads to an end: a loop without a way out. What leads nowhere at all was reported.
fn ways_out(scenario: &Scenario, positions: &Positions<'_>, findings: &mut Vec<Diagnostic>) {
    let mut ends = vec![false; scenario.nodes.len()];
    // Which moments lead to each, and where the way back from the ends begins.
    let (mut leading, mut open) = (vec![Vec::new(); scenario.nodes.len()], Vec::new());
    for (at, node) in scenario.nodes.iter().enumerate() {
        let mut is_end = node.options.is_empty() || node.ending.is_some();
        for option in &node.options {
            match positions.get(option.to.as_str()) {
                Some(to) => leading[*to].push(at),
                None => is_end = true,
            }
        }
        open.extend(is_end.then_some(at));
    }
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut ends[at], true) {
            open.extend(&leading[at]);
        }
    }
    for (node, _) in scenario.nodes.iter().zip(ends).filter(|(_, ends)| !ends) {
        let message = format!("from `#{}` no choice ever leads to an end", node.id);
        let help = "let one choice lead out of the circle, in the end to a moment with `ending`";
        findings.push(Diagnostic::new(Code::ScenarioLoop, node.span, message).help(help));
    }
}

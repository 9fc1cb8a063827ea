//! SARIF 2.1.0 (OASIS, 27 March 2020): one run, every rule that found something, a result for each finding.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::super::explain;
use super::super::{Code, Severity};
use super::json::written;
use super::located::{Located, Part, Spot};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What RFC 3986 does not allow in a path.
const URI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

pub(super) fn render(findings: &[Located<'_>], folder: &str) -> String {
    let codes: BTreeSet<Code> = findings.iter().map(|located| located.finding.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "attune",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "WORKING_FOLDER": { "description": { "text": "The folder in which attune was run." } } },
            "results": findings.iter().map(|located| result(located, &codes, folder)).collect::<Vec<_>>(),
        }],
    });
    written(&log)
}

fn rule(code: Code) -> Value {
    let help = explain::explain(code.as_str()).unwrap_or_default();
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": explain::summary(code) },
        "fullDescription": { "text": explain::reason(code) },
        "help": { "text": help, "markdown": help },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(located: &Located<'_>, codes: &[Code], folder: &str) -> Value {
    let finding = located.finding;
    let text = match &finding.help {
        Some(help) => format!("{}\n{help}", located.message),
        None => located.message.clone().into_owned(),
    };
    let mut result = json!({
        "ruleId": finding.code.as_str(),
        "ruleIndex": codes.binary_search(&finding.code).unwrap_or_default(),
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": located.place.iter().map(|place| json!({ "physicalLocation": physical(place, folder) })).collect::<Vec<_>>(),
    });
    let others: Vec<Value> = located.related.iter().enumerate().filter_map(|one| related(one, folder)).collect();
    if !others.is_empty() {
        result["relatedLocations"] = others.into();
    }
    if let Some(data) = &finding.data {
        result["properties"] = json!({ "data": data });
    }
    if let Some(fix) = finding.fix.as_ref().filter(|_| !located.edits.is_empty()) {
        let changes = located.edits.iter().map(|edit| change(edit, folder)).collect::<Vec<_>>();
        result["fixes"] = json!([{ "description": { "text": fix.what }, "artifactChanges": changes }]);
    }
    result
}

fn change((spot, text): &(Spot<'_>, &str), folder: &str) -> Value {
    let mut place = physical(spot, folder);
    let (artifact, region) = (place["artifactLocation"].take(), place["region"].take());
    let replacement = json!({ "deletedRegion": region, "insertedContent": { "text": text } });
    json!({ "artifactLocation": artifact, "replacements": [replacement] })
}

fn related((number, (place, message)): (usize, &(Option<Spot<'_>>, &str)), folder: &str) -> Option<Value> {
    let place = physical(place.as_ref()?, folder);
    Some(json!({ "id": number + 1, "physicalLocation": place, "message": { "text": message } }))
}

fn physical(spot: &Spot<'_>, folder: &str) -> Value {
    let uri = utf8_percent_encode(&format!("{folder}{}", spot.path), URI).to_string();
    let mut place = json!({ "artifactLocation": { "uri": uri, "uriBaseId": "WORKING_FOLDER" } });
    if let Some(Part { start, end, .. }) = &spot.part {
        place["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    place
}

fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

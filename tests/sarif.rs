//! What Attune writes as SARIF is SARIF: the types below are the standard's own (OASIS SARIF 2.1.0 Errata 01) for every
//! property that Attune writes, with what the standard requires required, and nothing else allowed.
#![expect(dead_code, reason = "the fields are there to be read into")]

use std::collections::BTreeMap;
use std::sync::Arc;

use attune::internals::diagnostic::report::{Format, Summary, render};
use attune::internals::diagnostic::{Code, Diagnostic, Fix, Place};
use attune::internals::source::{CoursePath, SourceMap, Span};
use serde::Deserialize;
use serde_json::{Value, json};

macro_rules! objects {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {
        $($(#[$doc])* #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "camelCase")]
        struct $name { $($field: $kind),* })*
    };
}

objects! {
    /// Section 3.14.
    Run {
        tool: Tool,
        column_kind: ColumnKind,
        original_uri_base_ids: BTreeMap<String, BaseLocation>,
        results: Vec<Finding>,
    }
    /// Section 3.18.
    Tool { driver: ToolComponent }
    /// Section 3.19.
    ToolComponent { name: String, semantic_version: String, rules: Vec<ReportingDescriptor> }
    /// Section 3.49.
    ReportingDescriptor {
        id: String,
        short_description: Message,
        full_description: Message,
        help: Message,
        default_configuration: ReportingConfiguration,
    }
    /// Section 3.50.
    ReportingConfiguration { level: Level }
    /// Sections 3.11 and 3.12: `text` must be there where there is no `id`, and where there is `markdown`.
    Message { text: String, markdown: Option<String> }
    /// Section 3.27.
    Finding {
        rule_id: String,
        rule_index: u32,
        level: Level,
        message: Message,
        locations: Vec<ResultLocation>,
        related_locations: Option<Vec<ResultLocation>>,
        properties: Option<BTreeMap<String, Value>>,
        fixes: Option<Vec<ProposedFix>>,
    }
    /// Section 3.55.
    ProposedFix { description: Message, artifact_changes: Vec<ArtifactChange> }
    /// Section 3.56.
    ArtifactChange { artifact_location: ArtifactLocation, replacements: Vec<Replacement> }
    /// Section 3.57.
    Replacement { deleted_region: Region, inserted_content: ArtifactContent }
    /// Section 3.3.
    ArtifactContent { text: String }
    /// Section 3.28.
    ResultLocation { id: Option<u32>, physical_location: PhysicalLocation, message: Option<Message> }
    /// Section 3.29.
    PhysicalLocation { artifact_location: ArtifactLocation, region: Option<Region> }
    /// Section 3.4, where it names a file.
    ArtifactLocation { uri: String, uri_base_id: String }
    /// Section 3.4, where it is a base whose place is not told.
    BaseLocation { description: Message }
    /// Section 3.30: all from 1, the end column exclusive.
    Region {
        start_line: std::num::NonZeroU32,
        start_column: std::num::NonZeroU32,
        end_line: std::num::NonZeroU32,
        end_column: std::num::NonZeroU32,
    }
}

/// Section 3.13.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Log {
    #[serde(rename = "$schema")]
    schema: String,
    version: String,
    runs: Vec<Run>,
}

/// Section 3.14.17.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum ColumnKind {
    Utf16CodeUnits,
    UnicodeCodePoints,
}

/// Section 3.27.10.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Level {
    None,
    Note,
    Warning,
    Error,
}

fn log(findings: &[Diagnostic], sources: &SourceMap) -> Value {
    let text = render(findings, sources, &Summary::default(), Format::Sarif, false);
    let log: Log = serde_json::from_str(&text).expect("it has what the standard asks for, and nothing else");
    assert_eq!(log.version, "2.1.0");
    for run in &log.runs {
        let rules = &run.tool.driver.rules;
        for result in &run.results {
            let places = result.locations.iter().chain(result.related_locations.iter().flatten());
            for ArtifactLocation { uri, uri_base_id } in places.map(|place| &place.physical_location.artifact_location)
            {
                assert!(uri.is_ascii() && !uri.starts_with('/') && !uri.contains([' ', ':', '?', '#', '[']), "{uri}");
                assert!(run.original_uri_base_ids.contains_key(uri_base_id));
            }
            assert!(rules[result.rule_index as usize].id == result.rule_id, "{}", result.rule_id);
        }
    }
    serde_json::from_str(&text).expect("it is JSON")
}

/// One finding of every code, each with everything a finding can have.
fn every_code() -> (Vec<Diagnostic>, SourceMap) {
    let mut sources = SourceMap::default();
    let file = sources.add(CoursePath::new("content/01 a/ü%[1]:2.md"), Arc::from("日本 [x](y)\nnext\n"));
    let findings = Code::ALL.iter().map(|code| {
        let mut finding = Diagnostic::new(*code, Span::new(file, 7..13), "what is wrong")
            .help("what to do")
            .related(Place::At(Span::new(file, 14..18)), "another place")
            .related(Place::File(CoursePath::new("site.toml")), "a whole file");
        finding.data = Some(json!({ "confidence": 0.5 }));
        finding.fix(Fix::replace(Span::new(file, 7..8), "(", "write `(` for `[`"))
    });
    (findings.collect(), sources)
}

#[test]
fn every_finding_is_sarif() {
    let (findings, sources) = every_code();
    let log = log(&findings, &sources);
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("there are rules");
    let results = log["runs"][0]["results"].as_array().expect("there are results");
    assert_eq!((rules.len(), results.len()), (Code::ALL.len(), Code::ALL.len()));
    for (rule, result) in rules.iter().zip(results) {
        assert_eq!(rule["defaultConfiguration"]["level"], result["level"]);
    }
}

#[test]
fn a_proposed_repair_says_what_to_write_where() {
    let (findings, sources) = every_code();
    let log = log(&findings[..1], &sources);
    let expected = json!([{
        "description": { "text": "write `(` for `[`" },
        "artifactChanges": [{
            "artifactLocation": { "uri": "content/01%20a/%C3%BC%25%5B1%5D%3A2.md", "uriBaseId": "WORKING_FOLDER" },
            "replacements": [{
                "deletedRegion": { "startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5 },
                "insertedContent": { "text": "(" },
            }],
        }],
    }]);
    assert_eq!(log["runs"][0]["results"][0]["fixes"], expected);
}

#[test]
fn places_are_percent_encoded_and_counted_in_characters() {
    let (findings, sources) = every_code();
    let log = log(&findings[..1], &sources);
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let expected = json!({
        "artifactLocation": { "uri": "content/01%20a/%C3%BC%25%5B1%5D%3A2.md", "uriBaseId": "WORKING_FOLDER" },
        "region": { "startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 10 },
    });
    assert_eq!(place, &expected);
    assert!(
        log["runs"][0]["originalUriBaseIds"]["WORKING_FOLDER"].get("uri").is_none(),
        "no path of this machine is told"
    );
}

#[test]
fn no_finding_and_no_place_are_sarif_too() {
    assert_eq!(log(&[], &SourceMap::default())["runs"][0]["results"], json!([]));
    let (findings, _) = every_code();
    let lost = log(&findings[..1], &SourceMap::default());
    assert_eq!(lost["runs"][0]["results"][0]["locations"], json!([]));
}

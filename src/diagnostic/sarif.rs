//! Findings in SARIF 2.1.0 (OASIS standard, 2020), which code hosts and editors read: one document.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::code::Code;
use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::fix::{Edit, Fix};
use crate::diagnostic::human::TextOf;
use crate::diagnostic::place::Place;
use crate::diagnostic::severity::Severity;
use crate::path::{SitePath, encode_path};

/// The schema that the document keeps to.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Renders findings as one document. `folder` is the path of the site in its repository, empty or with a final slash.
pub fn render(findings: &[Diagnostic], folder: &str, text_of: TextOf<'_>) -> String {
    let mut codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
    codes.sort();
    codes.dedup();
    let numbers: BTreeMap<Code, usize> =
        codes.iter().enumerate().map(|(n, code)| (*code, n)).collect();
    let writer = Writer { folder, text_of };
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let mut result = writer.result(finding);
            result["ruleIndex"] = json!(numbers.get(&finding.code));
            result
        })
        .collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "nutgraf",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&document).expect("a document of plain data can be written")
}

/// Returns how a severity is called there (3.27.10).
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
        Severity::Off => "none",
    }
}

fn rule(code: Code) -> Value {
    let rule = code.rule();
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.explanation },
        "help": { "text": rule.remedy },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

struct Writer<'a> {
    folder: &'a str,
    text_of: TextOf<'a>,
}

impl Writer<'_> {
    fn result(&self, finding: &Diagnostic) -> Value {
        let text = match &finding.hint {
            Some(hint) => format!("{}\n{hint}", finding.message),
            None => finding.message.clone(),
        };
        let mut result = json!({
            "ruleId": finding.code.name(),
            "level": level(finding.severity),
            "message": { "text": text },
            "locations": [{ "physicalLocation": self.location(&finding.place) }],
        });
        if !finding.related.is_empty() {
            let related = finding.related.iter().map(|(place, note)| {
                json!({ "physicalLocation": self.location(place), "message": { "text": note } })
            });
            result["relatedLocations"] = related.collect();
        }
        if !finding.fixes.is_empty() {
            result["fixes"] = finding.fixes.iter().map(|fix| self.fix(fix)).collect();
        }
        result
    }

    fn artifact(&self, path: &SitePath) -> Value {
        json!({ "uri": encode_path(&format!("{}{path}", self.folder)) })
    }

    fn location(&self, place: &Place) -> Value {
        let artifact = self.artifact(&place.path);
        let region = place.span.and_then(|span| {
            let (start, end) = span.ends();
            self.region(&place.path, (start, end))
        });
        match region {
            Some(region) => json!({ "artifactLocation": artifact, "region": region }),
            None => json!({ "artifactLocation": artifact }),
        }
    }

    /// Lines and columns count from 1, in characters; the end is exclusive (3.30).
    fn region(&self, path: &SitePath, (start, end): (u32, u32)) -> Option<Value> {
        let index = (self.text_of)(path)?;
        let (start, end) = (index.position(start), index.position(end));
        Some(json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        }))
    }

    fn fix(&self, fix: &Fix) -> Value {
        let mut files: BTreeMap<&SitePath, Vec<Value>> = BTreeMap::new();
        for Edit { path, span, text } in &fix.edits {
            let Some(region) = self.region(path, span.ends()) else { continue };
            let replacement =
                json!({ "deletedRegion": region, "insertedContent": { "text": text } });
            files.entry(path).or_default().push(replacement);
        }
        let changes = files.into_iter().map(|(path, replacements)| {
            json!({ "artifactLocation": self.artifact(path), "replacements": replacements })
        });
        json!({
            "description": { "text": fix.title },
            "artifactChanges": changes.collect::<Vec<_>>(),
        })
    }
}

//! Findings in SARIF 2.1.0 (OASIS standard, 2020), which code hosts and editors read: one document. It has what GitHub
//! needs of it (GitHub Docs, "SARIF support for code scanning"), beyond what the standard asks for.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::code::Code;
use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::fingerprint::Fingerprints;
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
    let writer = Writer { folder, text_of, fingerprints: RefCell::default() };
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
        "help": { "text": rule.remedy, "markdown": rule.remedy },
        "defaultConfiguration": match rule.severity {
            Severity::Off => json!({ "enabled": false }),
            severity => json!({ "level": level(severity) }),
        },
    })
}

struct Writer<'a> {
    folder: &'a str,
    text_of: TextOf<'a>,
    fingerprints: RefCell<BTreeMap<SitePath, Option<Fingerprints>>>,
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
        let line = result.pointer("/locations/0/physicalLocation/region/startLine");
        let line = line.and_then(Value::as_u64).and_then(|line| usize::try_from(line).ok());
        if let Some(hash) = line.and_then(|line| self.fingerprint(&finding.place.path, line)) {
            result["partialFingerprints"] = json!({ "primaryLocationLineHash": hash });
        }
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
        let region = place.span.and_then(|span| self.region(&place.path, span.ends()));
        // GitHub shows nothing that is at no line: what is about a whole file is at its beginning.
        let region = region.unwrap_or_else(
            || json!({ "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1 }),
        );
        json!({ "artifactLocation": artifact, "region": region })
    }

    fn fingerprint(&self, path: &SitePath, line: usize) -> Option<String> {
        let mut known = self.fingerprints.borrow_mut();
        let of_file = known
            .entry(path.clone())
            .or_insert_with(|| Some(Fingerprints::of((self.text_of)(path)?.text())));
        of_file.as_ref()?.line(line)
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{render, rule};
    use crate::diagnostic::{Code, Diagnostic, Place};
    use crate::path::SitePath;

    #[test]
    fn what_is_about_a_whole_file_has_a_line_too() {
        let path = SitePath::new("content/a b.md").unwrap();
        let finding = Diagnostic::new(Code::FileEmpty, Place::file(&path), "x");
        let document: Value =
            serde_json::from_str(&render(&[finding], "docs/", &|_| None)).unwrap();
        let result = &document["runs"][0]["results"][0];
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "docs/content/a%20b.md");
        let region = json!({ "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1 });
        assert_eq!(place["region"], region);
        assert!(result["partialFingerprints"].is_null(), "its text cannot be read");
    }

    /// GitHub needs all three, and cuts off longer ones.
    #[test]
    fn what_is_said_of_a_rule_is_not_too_long() {
        for code in Code::ALL {
            let rule = rule(*code);
            for key in ["shortDescription", "fullDescription", "help"] {
                let length = rule[key]["text"].as_str().unwrap().chars().count();
                assert!((1..=1024).contains(&length), "{code}: {key} has {length} characters");
            }
        }
    }
}

//! Every rule shows what it finds: its example causes the finding, and the corrected example does not. So every rule
//! has a test, and what `explain` and the guide show is true.

use nutgraf::diagnostic::{Code, Example, ExampleFile};

use crate::support::{Built, TestSite, site};

/// Rules that the texts of a few files cannot break: a sentence says what the disk or the repository must be like, and
/// other tests produce it. `deploy/…` is such a group, and `site/…` and `history/…`.
const TOLD: &[&str] = &[
    "file/unreadable",
    "file/too-large",
    "file/link-outside",
    "file/not-regular",
    "yaml/too-many",
    "front-matter/too-large",
    "image/location",
    "image/heavy",
    "markdown/too-large",
    "source/none",
    "source/single",
];

fn site_of(files: &[ExampleFile]) -> TestSite {
    files.iter().fold(site(), |site, (path, text)| site.file(path, *text))
}

fn build(files: &[ExampleFile]) -> Built {
    site_of(files).build()
}

#[test]
fn every_example_of_a_check_brings_its_finding_and_the_corrected_one_does_not() {
    let mut faults = Vec::new();
    for code in Code::ALL.iter().filter(|code| code.check_rule().is_some()) {
        let Example::Files { bad, good } = code.rule().example else { continue };
        let found = site_of(bad).check();
        if !found.iter().any(|finding| finding.code == *code) {
            faults.push(format!("{code} is not found in its bad example, but {found:#?}"));
        }
        let left = site_of(good).check();
        if left.iter().any(|finding| finding.code == *code || finding.is_error()) {
            faults.push(format!("{code} has a good example with {left:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_example_brings_its_finding_and_the_corrected_one_has_none() {
    let mut faults = Vec::new();
    for code in Code::ALL.iter().filter(|code| code.check_rule().is_none()) {
        let Example::Files { bad, good } = code.rule().example else { continue };
        let found = build(bad).findings;
        if !found.iter().any(|finding| finding.code == *code) {
            faults.push(format!("{code} is not found in its bad example, but {found:#?}"));
        }
        let left = build(good).findings;
        if !left.is_empty() {
            faults.push(format!("{code} has a good example with {left:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_rule_is_told_in_a_sentence_only_where_no_file_can_show_it() {
    let told = Code::ALL.iter().filter(|code| matches!(code.rule().example, Example::Told(_)));
    let told: Vec<&str> = told.map(|code| code.name()).collect();
    let is_elsewhere = |name: &&&str| {
        name.starts_with("deploy/") || name.starts_with("site/") || name.starts_with("history/")
    };
    let others: Vec<&str> = told.iter().filter(|name| !is_elsewhere(name)).copied().collect();
    assert_eq!(others, TOLD);
}

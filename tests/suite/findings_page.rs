//! The guide's page of all findings says what the program says: `content/_pages/guide/findings.md` is written from the
//! codes and their explanations. `SNAPSHOTS=overwrite cargo test findings_page` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nutgraf::diagnostic::{Code, Severity};
use nutgraf::path::slugify;
use snapbox::{Data, assert_data_eq};

/// What stands before the first group.
const HEAD: &str = "---
# Written from the program: SNAPSHOTS=overwrite cargo test findings_page
title: Every finding
standfirst: >-
  All that nutgraf may tell you about a site, what each finding means, and what to do about it: the same words as
  `nutgraf explain` prints.
---

At the end of this page you can look up any finding by the code in its first line, such as `link/broken`.

An **error** keeps the site from being published; it cannot be switched off. A **warning** does not, unless you build
with `--strict`. [`[check]` in site.toml](configuration.md#levels-of-findings-check) makes a warning an error, or
switches it off. In a terminal, `nutgraf explain CODE` says what stands here.
";

/// What stands after the last group.
const TAIL: &str = "
Next: [moving from another generator](moving.md).
";

fn place() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content/_pages/guide/findings.md")
}

/// The page.
fn page() -> String {
    let mut page = HEAD.to_owned();
    let mut last = "";
    for code in Code::ALL {
        let (group, _) = code.name().split_once('/').unwrap();
        if group != last {
            writeln!(page, "\n## {group}").unwrap();
            last = group;
        }
        let level = match code.severity() {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
            Severity::Off => "Off",
        };
        let (name, summary) = (code.name(), code.summary());
        let (meaning, remedy) = code.explanation();
        writeln!(
            page,
            "\n### {name}\n\n**{level}.** {summary}\n\n{meaning}\n\n**What to do.** {remedy}"
        )
        .unwrap();
    }
    page.push_str(TAIL);
    page
}

#[test]
fn the_page_of_findings_says_what_the_program_says() {
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        std::fs::write(place(), page()).unwrap();
    }
    assert_data_eq!(Data::text(page()).raw(), Data::read_from(&place(), None).raw());
}

#[test]
fn every_finding_has_an_anchor_of_its_own() {
    let groups = Code::ALL.iter().filter_map(|code| code.name().split('/').next());
    let mut anchors: BTreeSet<String> = groups.map(slugify).collect();
    for code in Code::ALL {
        assert!(anchors.insert(slugify(code.name())), "{code}");
    }
}

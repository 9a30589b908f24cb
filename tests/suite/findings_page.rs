//! The guide's page of all findings says what the program says: `content/_pages/guide/findings.md` is generated from
//! the rules in `src/diagnostic/rules/`. `SNAPSHOTS=overwrite cargo test findings_page` regenerates it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nutgraf::diagnostic::{Code, Example, ExampleFile, Rule, Severity, visible};
use nutgraf::path::slugify;
use snapbox::{Data, assert_data_eq};

/// The text before the first group.
const HEAD: &str = "---
# Written from the program: SNAPSHOTS=overwrite cargo test findings_page
title: Every finding
standfirst: >-
  Everything that nutgraf may report about a site, what each finding means, and what to do about it: the same text
  that `nutgraf explain` prints.
---

At the end of this page you can look up any finding by the code in its first line, such as `link/broken`.

An **error** prevents publishing; it cannot be switched off. A **warning** does not, unless you build
with `--strict`. [`[check]` in site.toml](configuration.md#levels-of-findings-check) makes a warning an error, or
switches it off. In a terminal, run `nutgraf explain CODE` to read the same.
";

/// The text after the last group.
const TAIL: &str = "
Next: [moving from another generator](moving.md).
";

fn place() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content/_pages/guide/findings.md")
}

/// Shows what causes a finding, and the same corrected.
fn show(page: &mut String, example: &Example) {
    match example {
        Example::Told(text) => writeln!(page, "\n**For example.** {text}").unwrap(),
        Example::Files { bad, .. } => {
            page.push_str("\n**For example:**\n");
            show_files(page, bad);
            page.push_str("\n**Corrected:**\n");
            let (changed, gone) = example.corrected();
            show_files(page, &changed);
            for path in gone {
                writeln!(page, "\n`{path}` is gone.").unwrap();
            }
        }
    }
}

fn show_files(page: &mut String, files: &[ExampleFile]) {
    for (path, text) in files {
        if text.is_empty() {
            writeln!(page, "\n`{path}` is empty.").unwrap();
            continue;
        }
        let language = match path.rsplit_once('.').unwrap().1 {
            "md" => "markdown",
            "txt" => "text",
            "svg" => "xml",
            other => other,
        };
        let text = visible(text);
        writeln!(page, "\n```{language} title=\"{path}\"\n{}\n```", text.trim_end_matches('\n'))
            .unwrap();
    }
}

/// Returns the page.
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
        let Rule { name, summary, explanation, remedy, example, .. } = code.rule();
        writeln!(
            page,
            "\n### {name}\n\n**{level}.** {summary}\n\n{explanation}\n\n**What to do.** {remedy}"
        )
        .unwrap();
        show(&mut page, example);
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

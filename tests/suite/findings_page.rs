//! The guide's pages of findings say what the program says: `content/_pages/guide/findings.md` and `rules.md` are
//! generated from the rules in `src/diagnostic/rules/`. `SNAPSHOTS=overwrite cargo test findings_page` regenerates them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nutgraf::diagnostic::{
    CheckRule, Code, Example, ExampleFile, Measured, Rule, Severity, visible,
};
use nutgraf::path::slugify;
use snapbox::{Data, assert_data_eq};

/// The text before the first group.
const HEAD: &str = "---
# Written from the program: SNAPSHOTS=overwrite cargo test findings_page
title: Every finding
standfirst: >-
  Everything that nutgraf may report while it builds a site, what each finding means, and what to do about it: the same
  text that `nutgraf explain` prints.
---

At the end of this page you can look up any finding by the code in its first line, such as `link/broken`.

An **error** prevents publishing; it cannot be switched off. A **warning** does not, unless you build
with `--strict`. [`[check]` in site.toml](configuration.md#levels-of-findings-check) makes a warning an error, or
switches it off. In a terminal, run `nutgraf explain CODE` to read the same. What only `nutgraf check` finds is on
[a page of its own](rules.md).
";

/// The text of the other page before the first group.
const RULES_HEAD: &str = "---
# Written from the program: SNAPSHOTS=overwrite cargo test findings_page
title: The rules of check
standfirst: >-
  Everything that `nutgraf check` judges: what each rule finds, where it comes from, which languages it reads, and how
  often it was right on prose that it was not made for.
---

[Checking like an editor](check.md) says how to run the rules, and how to allow what they find. At the end of this page
you can look up any of them by the code in its first line, such as `question/mark`.

A rule that was **measured** has read sentences of public articles that people had labelled before, and that were not
used to make it. *Precision* is the share of its findings that were right; *recall* is the share of what it should have
found that it did find. A rule that is wrong more than one time in ten is a remark (`info`), or off.
";

/// The text after the last group of rules.
const RULES_TAIL: &str = "
Next: [moving from another generator](moving.md).
";

/// The text after the last group of findings.
const TAIL: &str = "
Next: [checking like an editor](check.md).
";

fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content/_pages/guide").join(name)
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

/// Returns the page of the findings of a build.
fn findings() -> String {
    let codes = Code::ALL.iter().filter(|code| code.check_rule().is_none());
    page(HEAD, codes, |_| String::new()) + TAIL
}

/// Returns the page of the rules of `check`.
fn rules() -> String {
    let codes = Code::ALL.iter().filter(|code| code.check_rule().is_some());
    page(RULES_HEAD, codes, |code| {
        let CheckRule { origin, languages, measured, .. } = code.check_rule().unwrap();
        let mut text = format!("\n**Origin.** {origin}\n");
        if !languages.is_empty() {
            let names: Vec<&str> = languages.iter().map(|tag| language(tag)).collect();
            write!(text, "\n**Reads.** {}.\n", names.join(", ")).unwrap();
        }
        if let Some(Measured { right, wrong, missed }) = measured {
            let percent = |n: u32, of: u32| (f64::from(n) * 100.0 / f64::from(of)).round();
            write!(
                text,
                "\n**Measured.** Precision {} % ({right} of {} findings), recall {} % ({right} of {}).\n",
                percent(*right, right + wrong),
                right + wrong,
                percent(*right, right + missed),
                right + missed,
            )
            .unwrap();
        }
        text
    }) + RULES_TAIL
}

fn language(tag: &str) -> &'static str {
    match tag {
        "en" => "English",
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        _ => panic!("give {tag} a name"),
    }
}

/// Returns a page of findings, with what `more` says of each.
fn page<'c>(
    head: &str,
    codes: impl Iterator<Item = &'c Code>,
    more: impl Fn(Code) -> String,
) -> String {
    let mut page = head.to_owned();
    let mut last = "";
    for code in codes {
        if code.group() != last {
            last = code.group();
            writeln!(page, "\n## {last}").unwrap();
        }
        let level = match code.severity() {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
            Severity::Info => "Info",
            Severity::Off => "Off",
        };
        let Rule { name, summary, explanation, remedy, example, .. } = code.rule();
        writeln!(
            page,
            "\n### {name}\n\n**{level}.** {summary}\n\n{explanation}\n\n**What to do.** {remedy}"
        )
        .unwrap();
        page.push_str(&more(*code));
        show(&mut page, example);
    }
    page
}

#[test]
fn the_pages_of_findings_say_what_the_program_says() {
    for (name, page) in [("findings.md", findings()), ("rules.md", rules())] {
        if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
            std::fs::write(place(name), &page).unwrap();
        }
        assert_data_eq!(Data::text(page).raw(), Data::read_from(&place(name), None).raw());
    }
}

#[test]
fn every_finding_has_an_anchor_of_its_own() {
    let groups = Code::ALL.iter().filter_map(|code| code.name().split('/').next());
    let mut anchors: BTreeSet<String> = groups.map(slugify).collect();
    for code in Code::ALL {
        assert!(anchors.insert(slugify(code.name())), "{code}");
    }
}

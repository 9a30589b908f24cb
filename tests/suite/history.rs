//! `nutgraf check --since`: what changed since it was published, and does not say so.

use std::process::Command;

use crate::repository::{git, nutgraf_in, repository};
use crate::support::DiskSite;

const ARTICLE: &str = "---
title: Why does it hum?
date: 2026-01-02
insights:
  - question: \"How loud is it?\"
    answer: It hums quietly, as all of them do. [@report]
  - \"Who pays for it?\"
sources:
  - id: report
    title: A report
updates:
  - date: 2026-02-01
    note: The number of machines was added.
---

It hums all day. [@report]

## What it costs

It costs 300 euros. [@report]
";

/// A site in a repository, with everything committed on `main`, and a branch checked out.
struct Past(DiskSite);

impl Past {
    fn new(folder: &str) -> Self {
        let here = DiskSite::empty();
        repository(&here, ".", None);
        here.write(
            &format!("{folder}site.toml"),
            "title = \"Site\"\nbase_url = \"https://example.org/\"\n",
        );
        here.write(&format!("{folder}content/hum.md"), ARTICLE);
        here.write(&format!("{folder}content/old.md"), "---\ntitle: Old?\n---\n\nIt is old.\n");
        for setting in [["config", "user.name", "A"], ["config", "user.email", "a@example.org"]] {
            git(&here, ".", &setting);
        }
        git(&here, ".", &["add", "."]);
        git(&here, ".", &["commit", "--quiet", "-m", "first"]);
        git(&here, ".", &["checkout", "--quiet", "-b", "work"]);
        Self(here)
    }

    /// Returns the findings about what changed since `main`: code and line.
    fn found(&self, folder: &str, args: &[&str]) -> Vec<String> {
        let all =
            [&["check", "--now", "2026-03-01", "--format", "short", "--root", "."], args].concat();
        let run = nutgraf_in(&self.0, folder, &all);
        assert!(matches!(run.status, Some(0 | 1)), "{run:#?}");
        let lines = run.stdout.lines().filter(|line| line.contains("[history/"));
        lines.map(str::to_owned).collect()
    }

    fn edit(&self, from: &str, to: &str) {
        let text = self.0.read("content/hum.md");
        assert!(text.contains(from), "{from}");
        self.0.write("content/hum.md", text.replacen(from, to, 1));
    }
}

fn since(past: &Past) -> Vec<String> {
    past.found(".", &["--since", "main"])
}

#[test]
fn a_text_that_changed_without_an_entry_is_told() {
    let past = Past::new("");
    assert_eq!(since(&past), Vec::<String>::new());
    past.edit("It costs 300", "It costs 350");
    let found = since(&past);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with("content/hum.md:18:1: warning[history/silent-edit]: the text changed"),
        "{found:#?}"
    );
    // Committed or not: it is not yet where it is published from.
    git(&past.0, ".", &["commit", "--quiet", "-a", "-m", "second"]);
    assert_eq!(since(&past).len(), 1);
    past.edit("updates:\n", "updates:\n  - date: 2026-02-20\n    kind: correction\n    note: The cost was wrong.\n    was: 300 euros\n    now: 350 euros\n");
    assert_eq!(since(&past), Vec::<String>::new());
}

#[test]
fn marks_links_and_line_ends_change_no_text() {
    let past = Past::new("");
    past.edit("It hums all day. [@report]", "It *hums*\nall [day](old.md). [@report, p. 4]");
    assert_eq!(since(&past), Vec::<String>::new());
    past.edit("It hums quietly, as all of them do.", "It hums loudly, as all of them do.");
    let found = since(&past);
    assert!(
        found.len() == 1 && found[0].contains("the answer to `How loud is it?` changed"),
        "{found:#?}"
    );
    past.edit(
        "date: 2026-01-02\n",
        "date: 2026-01-02\nallow:\n  - code: history/silent-edit\n    reason: A slip of the pen.\n",
    );
    assert_eq!(since(&past), Vec::<String>::new());
}

#[test]
fn an_entry_that_was_published_stays() {
    let past = Past::new("");
    past.edit("The number of machines was added.", "Something was added.");
    let found = since(&past);
    assert!(
        found.iter().any(|it| it.contains("history/rewritten") && it.contains("was changed")),
        "{found:#?}"
    );
    past.edit("updates:\n  - date: 2026-02-01\n    note: Something was added.\n", "");
    let found = since(&past);
    assert!(
        found.iter().any(|it| it.contains("history/rewritten") && it.contains("was removed")),
        "{found:#?}"
    );
}

#[test]
fn an_anchor_that_was_published_can_be_kept() {
    let past = Past::new("");
    past.edit("## What it costs", "## The price");
    past.edit("\"How loud is it?\"", "\"How much noise does it make?\"");
    let found = since(&past);
    let gone: Vec<&String> = found.iter().filter(|it| it.contains("anchor-gone")).collect();
    assert_eq!(gone.len(), 2, "{found:#?}");
    assert!(
        gone[0].starts_with("content/hum.md:5:") && gone[0].contains("`#q:how-loud-is-it`"),
        "{gone:#?}"
    );
    assert!(
        gone[1].starts_with("content/hum.md:18:") && gone[1].contains("`#what-it-costs`"),
        "{gone:#?}"
    );
    past.found(".", &["--since", "main", "--fix", "--unsafe"]);
    let text = past.0.read("content/hum.md");
    assert!(text.contains("## The price {#what-it-costs}\n"), "{text}");
    assert!(text.contains("make?\"\n    id: how-loud-is-it\n    answer:"), "{text}");
    assert!(!since(&past).iter().any(|it| it.contains("anchor-gone")));
}

#[test]
fn the_anchor_of_a_question_in_the_text_can_be_kept() {
    let past = Past::new("");
    past.0.write("content/pump.md", "---\ntitle: Pumps\ndate: 2026-01-02\n---\nText.\n\n## Questions {.questions}\n\n### Is it loud?\n\nIt hums.\n");
    git(&past.0, ".", &["checkout", "--quiet", "main"]);
    git(&past.0, ".", &["add", "."]);
    git(&past.0, ".", &["commit", "--quiet", "-m", "second"]);
    past.0.write("content/pump.md", "---\ntitle: Pumps\ndate: 2026-01-02\n---\nText.\n\n## Questions {.questions}\n\n### Does it make noise?\n\nIt hums.\n");
    let found = since(&past);
    let gone = found.iter().find(|it| it.contains("anchor-gone")).unwrap();
    assert!(gone.starts_with("content/pump.md:9:") && gone.contains("`#q:is-it-loud`"), "{gone}");
    past.found(".", &["--since", "main", "--fix", "--unsafe"]);
    let text = past.0.read("content/pump.md");
    assert!(text.contains("### Does it make noise? {#is-it-loud}\n"), "{text}");
    assert!(!since(&past).iter().any(|it| it.contains("anchor-gone")));
}

#[test]
fn a_page_that_was_published_leads_on() {
    let past = Past::new("");
    git(&past.0, ".", &["mv", "content/old.md", "content/new.md"]);
    let found = since(&past);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0]
            .starts_with("content/new.md:2:8: warning[history/page-gone]: `/old/` was published"),
        "{found:#?}"
    );
    past.0.write("content/new.md", "---\ntitle: Old?\naliases: [/old/]\n---\n\nIt is old.\n");
    assert_eq!(since(&past), Vec::<String>::new());
    past.0.write("content/new.md", "---\ntitle: New?\ndraft: true\n---\n\nIt is old.\n");
    let found = since(&past);
    assert!(found.len() == 1 && found[0].starts_with("content/old.md:1:1: "), "{found:#?}");
}

#[test]
fn only_what_changed_is_shown_and_the_upstream_is_compared_with_unasked() {
    let past = Past::new("docs/");
    let all = |args: &[&str]| {
        let args = [&["check", "--now", "2026-03-01", "--format", "short"], args].concat();
        let run = nutgraf_in(&past.0, "docs", &args);
        let lines = run.stdout.lines().filter_map(|line| line.split(':').next());
        lines.map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
    };
    past.0.write("docs/content/hum.md", ARTICLE.replace("300", "350"));
    past.0.write("docs/content/third.md", "---\ntitle: Third?\ninsights: [Third]\n---\n");
    let changed = ["content/hum.md".to_owned(), "content/third.md".to_owned()].into();
    assert_eq!(all(&["--since", "main"]), changed);
    let has_history = |args: &[&str]| past.found("docs", args).len();
    assert_eq!(has_history(&[]), 0, "there is no upstream");
    git(&past.0, ".", &["branch", "--quiet", "--set-upstream-to=main"]);
    assert_eq!(has_history(&[]), 1);
    let run = nutgraf_in(&past.0, "docs", &["check", "--since", "nowhere"]);
    assert!(
        run.status == Some(2) && run.stderr.contains("`nowhere` is not a commit here"),
        "{run:#?}"
    );
    let run = nutgraf_in(&past.0, "docs", &["check", "--since", "--help-me"]);
    assert_eq!(run.status, Some(2));
}

#[test]
fn reading_the_past_leaves_the_repository_as_it_was() {
    let past = Past::new("");
    past.edit("300", "350");
    let state = || {
        let mut status = crate::repository::isolated(Command::new("git"), &past.0);
        status.current_dir(past.0.path("")).args(["status", "--porcelain=v2", "--branch"]);
        (
            crate::support::run(&mut status).stdout,
            past.0.read(".git/HEAD"),
            std::fs::read(past.0.path(".git/index")).unwrap(),
        )
    };
    let before = state();
    assert_eq!(since(&past).len(), 1);
    assert_eq!(state(), before);
    let outside = DiskSite::empty();
    outside.write("site.toml", "title = \"Site\"\nbase_url = \"https://example.org/\"\n");
    let run = nutgraf_in(&outside, ".", &["check", "--since", "main"]);
    assert!(run.status == Some(2) && run.stderr.contains("needs a git repository"), "{run:#?}");
    assert_eq!(nutgraf_in(&outside, ".", &["check"]).status, Some(0));
}

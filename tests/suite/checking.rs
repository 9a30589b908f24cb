//! `nutgraf check` as a command: what it reads, what it leaves alone, how it ends, and what authors allow.

use nutgraf::diagnostic::Diagnostic;

use crate::support::{DiskSite, TestSite, site};

const TODAY: &str = "2026-11-23";

fn names(findings: &[Diagnostic]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.name()).collect()
}

/// A site with one article of which only a question is judged.
fn asks(question: &str, more: &str) -> TestSite {
    let text = format!(
        "---\ntitle: Why?\n{more}insights:\n  - \"{question}\"\n---\n\nIt hums, as all of them do.\n"
    );
    site().file("content/why.md", text)
}

fn on_disk(question: &str) -> DiskSite {
    asks(question, "").on_disk()
}

fn marks(findings: &[Diagnostic]) -> usize {
    findings.iter().filter(|finding| finding.code.name() == "question/mark").count()
}

#[test]
fn what_an_editor_finds_is_shown_by_check_and_not_by_build() {
    let site = on_disk("Cost of it");
    site.run(&["build"]).exits(0);
    assert!(!site.run(&["build"]).stderr.contains("question/mark"));
    site.run(&["clean"]).exits(0);
    let run = site.run(&["check", "--now", TODAY]);
    assert!(
        run.stderr.contains("warning[question/mark]: `Cost of it` does not end"),
        "{}",
        run.stderr
    );
    run.exits(0);
    assert!(!site.exists("public/index.html"));
    site.run(&["check", "--now", TODAY, "--strict"]).exits(1);
    let error = site.run(&["check", "--now", "soon"]).exits(2);
    assert!(error.stderr.contains("soon"));
}

#[test]
fn a_build_looks_for_what_the_settings_make_an_error() {
    for level in ["\"question/mark\" = \"error\"", "question = \"error\""] {
        let site = asks("Cost of it", "").config(&format!("[check]\n{level}\n"));
        let found = site.clone().build().findings;
        assert!(names(&found).contains(&"question/mark"), "{level}: {found:#?}");
        let site = asks("What does it cost?", "").config(&format!("[check]\n{level}\n"));
        assert_eq!(marks(&site.build().findings), 0);
    }
    let off = asks("Cost of it", "")
        .config("[check]\nquestion = \"error\"\n\"question/mark\" = \"off\"\n");
    assert_eq!(marks(&off.clone().build().findings), 0);
    assert_eq!(marks(&off.check()), 0);
}

#[test]
fn an_article_says_what_it_allows_and_why() {
    let allow = "allow:\n  - code: question/mark\n    reason: It is a heading.\n";
    let found = asks("Cost of it", allow).check();
    assert!(
        !names(&found).iter().any(|name| matches!(*name, "question/mark" | "allow/unused")),
        "{found:#?}"
    );
    let unused = asks("What does it cost?", allow).check();
    assert!(names(&unused).contains(&"allow/unused"), "{unused:#?}");
    for (wrong, says) in [
        ("allow:\n  - code: question/marks\n    reason: x\n", "did you mean `question/mark`?"),
        (
            "allow:\n  - code: link/broken\n    reason: x\n",
            "`nutgraf explain link/broken` says how",
        ),
    ] {
        let found = asks("What does it cost?", wrong).build().findings;
        let invalid = found.iter().find(|it| it.code.name() == "allow/invalid");
        assert_eq!(
            invalid.and_then(|it| it.hint.as_deref().map(|hint| hint.contains(says))),
            Some(true)
        );
    }
}

#[test]
fn a_comment_allows_a_finding_in_the_next_block_and_nowhere_else() {
    // A finding of a build is allowed in the same way.
    let text = |first: &str, second: &str| {
        let text = format!(
            "---\ntitle: Why?\n---\n\n{first}It costs TK euros.\n\n{second}It takes XX days.\n"
        );
        site().file("content/why.md", text).build()
    };
    let lines = |first: &str, second: &str| -> Vec<String> {
        let built = text(first, second);
        let told = built.findings.iter().filter(|it| it.code.name() == "text/placeholder");
        told.map(|it| built.told(it)).collect()
    };
    let comment = "<!-- allow text/placeholder: an example of a gap -->\n";
    assert_eq!(lines("", "").len(), 2);
    assert_eq!(lines(comment, "").len(), 1);
    assert_eq!(lines("", comment).len(), 1);
    assert_eq!(lines(comment, comment).len(), 0);
    assert_eq!(
        lines("<!-- allow\n  text/placeholder: over\n  two lines -->\n\n", comment).len(),
        0
    );
    for (comment, says) in [
        ("<!-- allow text/placeholder -->\n", "why"),
        ("<!-- allow text/placehold: x -->\n", "no finding named"),
        ("<!-- allow text/placeholder: x --> and more\n\n", "nothing else on its lines"),
    ] {
        let found = text(comment, "").findings;
        let invalid = found.iter().find(|it| it.code.name() == "allow/invalid");
        assert!(invalid.is_some_and(|it| it.message.contains(says)), "{comment}: {found:#?}");
    }
    for html in ["sanitize", "allow", "escape"] {
        let built = site()
            .config(&format!("[markdown]\nhtml = \"{html}\"\n"))
            .file(
                "content/why.md",
                format!("---\ntitle: Why?\n---\n\n{comment}It costs TK euros.\n"),
            )
            .build();
        assert_eq!(names(&built.findings), Vec::<&str>::new(), "{html}");
        assert!(!built.page("why/index.html").contains("placeholder"), "{html}");
    }
}

#[test]
fn only_the_named_articles_are_checked_and_drafts_only_if_named() {
    let site = site()
        .file("content/one.md", "---\ntitle: One?\ninsights:\n  - One\n---\n")
        .file("content/two/index.md", "---\ntitle: Two?\ninsights:\n  - Two\n---\n")
        .file("content/three.md", "---\ntitle: Three?\ndraft: true\ninsights:\n  - Three\n---\n")
        .on_disk();
    let found = |args: &[&str]| {
        let all = [&["check", "--now", TODAY, "--format", "short"], args].concat();
        let run = site.run(&all);
        let lines = run.stdout.lines().filter(|line| line.contains("question/mark"));
        lines.filter_map(|line| line.split(':').next()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (one, two, three) = ("content/one.md", "content/two/index.md", "content/three.md");
    assert_eq!(found(&[]), [one, two]);
    assert_eq!(found(&["--drafts"]), [one, three, two]);
    assert_eq!(found(&[one]), [one]);
    assert_eq!(found(&["content/two"]), [two]);
    assert_eq!(found(&[three]), [three]);
    let run = site.run(&["check", "content/four.md"]).exits(2);
    assert!(run.stderr.contains("there is no file or folder `content/four.md`"), "{}", run.stderr);
    let run = site.run(&["check", "/"]).exits(2);
    assert!(run.stderr.contains("outside the site"), "{}", run.stderr);
}

#[test]
fn what_was_found_in_an_article_is_known_until_something_changes() {
    let mut all = site();
    for n in 0..12 {
        all = all.file(
            &format!("content/a{n}.md"),
            format!("---\ntitle: Why {n}?\ninsights:\n  - \"Cost of it\"\n---\n\nText.\n"),
        );
    }
    let site = all.on_disk();
    let read = |args: &[&str]| {
        let today: &[&str] = if args.contains(&"--now") { &[] } else { &["--now", TODAY] };
        let run = site.run(&[&["check", "-v"], today, args].concat());
        let line = run.stderr.lines().find(|line| line.contains("checked")).unwrap().to_owned();
        (line, run.stderr.matches("warning[question/mark]").count())
    };
    assert_eq!(read(&[]), ("12 files parsed, 12 articles checked".to_owned(), 12));
    assert_eq!(read(&[]), ("0 files parsed, 0 articles checked".to_owned(), 12));
    site.write("content/a3.md", "---\ntitle: Why 3?\n---\n\nText.\n");
    assert_eq!(read(&[]), ("1 files parsed, 1 article checked".to_owned(), 11));
    // A line above what is found moves it, though the article says the same.
    site.write(
        "content/a4.md",
        "---\n\ntitle: Why 4?\ninsights:\n  - \"Cost of it\"\n---\n\nText.\n",
    );
    let run = site.run(&["check", "--now", TODAY, "--format", "short", "content/a4.md"]);
    assert!(run.stdout.contains("content/a4.md:5:6"), "{}", run.stdout);
    // Another day, the shared sources, a stored text: what is judged by them is judged again.
    assert_eq!(read(&["--now", "2026-11-24"]).0, "0 files parsed, 12 articles checked");
    site.write("content/sources.yaml", "- id: s\n  title: A source\n");
    assert_eq!(read(&[]).0, "0 files parsed, 12 articles checked");
    assert_eq!(read(&["--no-cache"]).0, "12 files parsed, 12 articles checked");
}

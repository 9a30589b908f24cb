//! `nutgraf check` as a command: what it reads, what it leaves alone, how it ends, and what authors allow.

use nutgraf::diagnostic::Diagnostic;
use snapbox::{assert_data_eq, str};

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
fn a_group_of_which_nothing_can_be_changed_is_told() {
    let built = asks("What does it cost?", "").config("[check]\nmath = \"off\"\n").build();
    let said = "each finding of `math` is always an error";
    assert!(
        built.findings.iter().any(|found| found.message.contains(said)),
        "{:#?}",
        built.findings
    );
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

/// A site with a finding that has a fix, another place in it, and a remark.
fn with_a_slip() -> TestSite {
    site().file(
        "content/why.md",
        "---\ntitle: Why?\nsources:\n  - id: report\n    title: A report\ninsights:\n  - \"Cost of it\"\n---\n\nIt hums @report, they say.\n\nIt hums. [@report]\n",
    )
}

fn of_the_slip(args: &[&str]) -> crate::support::Run {
    let quiet: Vec<String> = nutgraf::diagnostic::Code::ALL
        .iter()
        .filter(|code| code.check_rule().is_some() && code.name() != "question/mark")
        .map(|code| format!("\"{code}\" = \"off\"\n"))
        .collect();
    let config = format!("[check]\n\"question/mark\" = \"error\"\n{}", quiet.concat());
    let site = with_a_slip().config(&config).on_disk();
    site.run(&[&["check", "--now", TODAY, "--format"], args].concat())
}

#[test]
fn people_see_excerpts_and_programs_a_form_of_their_own() {
    let short = of_the_slip(&["short"]).exits(1);
    assert_data_eq!(
        short.stdout,
        str![[r#"
content/why.md:7:6: error[question/mark]: `Cost of it` does not end in a question mark
content/why.md:10:9: warning[citation/unmarked]: [..]

"#]]
    );
    let human = of_the_slip(&["human"]).exits(1);
    assert_data_eq!(
        human.stderr,
        str![[r#"
error[question/mark]: `Cost of it` does not end in a question mark
 --> content/why.md:7:6
  |
7 |   - "Cost of it"
  |      ^^^^^^^^^^
  |
  = help: ask it as readers would, with a question mark at the end

warning[citation/unmarked]: [..]
  --> content/why.md:10:9
   |
10 | It hums @report, they say.
   |         ^^^^^^^
   |
   = help: [..]

1 error and 1 warning; run `nutgraf explain CODE` for details

"#]]
    );
    let json = of_the_slip(&["json"]).exits(1);
    let lines: Vec<serde_json::Value> =
        json.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["code"], "question/mark");
    assert_eq!(lines[1]["fixes"][0]["edits"][0]["text"], "[@report]");
    let github = of_the_slip(&["github"]).exits(1);
    assert_data_eq!(
        github.stdout,
        str![[r#"
::error file=content/why.md,line=7,endLine=7,col=6,endColumn=16,title=question/mark::`Cost of it` does not end in a question mark%0Aask it as readers would, with a question mark at the end
::warning file=content/why.md,line=10,endLine=10,col=9,endColumn=16,title=citation/unmarked::[..]

"#]]
    );
}

#[test]
fn a_sarif_document_names_rules_places_and_fixes() {
    let run = of_the_slip(&["sarif"]).exits(1);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "nutgraf");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let number = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &run["tool"]["driver"]["rules"][number];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    let hashes: Vec<_> = results
        .iter()
        .map(|result| &result["partialFingerprints"]["primaryLocationLineHash"])
        .collect();
    assert!(hashes.iter().all(|hash| hash.as_str().is_some_and(|hash| hash.ends_with(":1"))));
    assert_ne!(hashes[0], hashes[1]);
    let place = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/why.md");
    assert_eq!(place["region"]["startLine"], 10);
    assert_eq!(place["region"]["startColumn"], 9);
    assert_eq!(place["region"]["endColumn"], 16);
    let replacement = &results[1]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "[@report]");
    assert_eq!(
        (results[0]["level"].as_str(), results[1]["level"].as_str()),
        (Some("error"), Some("warning"))
    );
}

#[test]
fn corrections_are_made_in_the_file_and_shown() {
    let text = "---\ntitle: Why?\nsources:\n  - id: report\n    title: A report\n---\n\nIt hums @report, they say.\n";
    for (before, after) in [
        (text.to_owned(), text.replace("@report,", "[@report],")),
        // The file keeps its byte-order mark and its line ends.
        (
            format!("\u{feff}{}", text.replace('\n', "\r\n")),
            format!("\u{feff}{}", text.replace("@report,", "[@report],").replace('\n', "\r\n")),
        ),
    ] {
        let site = site().file("content/why.md", before.clone()).on_disk();
        let asked = site.run(&["check", "--now", TODAY, "--fix"]);
        assert_eq!(site.read("content/why.md"), before, "a guess is not made: {}", asked.stderr);
        let run = site.run(&["check", "--now", TODAY, "--fix", "--unsafe"]);
        assert_eq!(site.read("content/why.md"), after);
        assert!(
            run.stderr.contains("-It hums @report, they say.\n+It hums [@report], they say.\n"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("1 finding corrected"), "{}", run.stderr);
        assert!(!run.stderr.contains("citation/unmarked"), "{}", run.stderr);
        assert!(!site.exists("content/why.md.nutgraf-new"));
    }
    // Lines that end in two ways would all be changed: then it says so.
    let mixed = text.replacen('\n', "\r\n", 2);
    let site = site().file("content/why.md", mixed.clone()).on_disk();
    let run = site.run(&["check", "--now", TODAY, "--fix", "--unsafe"]);
    assert!(
        run.stderr.contains("content/why.md: not changed: its lines end in different ways"),
        "{}",
        run.stderr
    );
    assert_eq!(site.read("content/why.md"), mixed);
    site.run(&["check", "--unsafe"]).exits(2);
}

#[test]
fn what_was_found_before_is_left_out_even_where_its_line_has_moved() {
    let site = with_a_slip().on_disk();
    let before = site.run(&["check", "--now", TODAY, "--format", "json"]).stdout;
    site.write("old.json", &before);
    let text = site.read("content/why.md");
    let left = |args: &[&str]| {
        let run = site.run(&[&["check", "--now", TODAY, "--format", "short"], args].concat());
        run.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(!left(&[]).is_empty());
    assert_eq!(left(&["--baseline", "old.json"]), Vec::<String>::new());
    let new = text.replace("\n---\n\nIt", "\n  - \"Size of it\"\n---\n\nAbove.\n\nIt");
    site.write("content/why.md", new);
    let found = left(&["--baseline", "old.json"]);
    assert!(found.iter().any(|line| line.contains("`Size of it`")), "{found:?}");
    assert!(
        !found.iter().any(|line| line.contains("`Cost of it`") || line.contains("unmarked")),
        "{found:?}"
    );
    site.write("wrong.json", "not a finding\n");
    let run = site.run(&["check", "--baseline", "wrong.json"]).exits(2);
    assert!(run.stderr.contains("line 1 of `wrong.json` is not a finding"), "{}", run.stderr);
    site.run(&["check", "--baseline", "none.json"]).exits(2);
}

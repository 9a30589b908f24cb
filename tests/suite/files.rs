//! Every file in `content/` is published, used, or named by a finding; and what is not meant for readers stays out.

use crate::support::{Built, TestSite, site};

const ARTICLE: &str = "---\ntitle: A\n---\n\nText.\n";

fn with(path: &str, text: &str) -> TestSite {
    site().article("b", "Text.").file(path, text)
}

/// Builds a site with one more file, which is expected to be published nowhere, with one finding.
#[track_caller]
fn stays_out(path: &str, text: &str, said: &str) {
    let built = with(path, text).build();
    built.check_findings(&[("file/not-published", path, said)]);
    assert!(!built.outputs.keys().any(|output| output.contains(stem(path))), "{path}");
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap().split('.').next().unwrap()
}

fn finds(built: &Built, code: &str) -> Vec<String> {
    let found = built.findings.iter().filter(|finding| finding.code.name() == code);
    found.map(|finding| finding.place.path.to_string()).collect()
}

#[test]
fn every_ending_of_markdown_makes_an_article() {
    for name in ["old.markdown", "old.MD", "old.mkd", "old.mdown", "old/index.Markdown"] {
        let built = with(&format!("content/{name}"), ARTICLE).build();
        built.clean();
        assert!(built.has("old/index.html"), "{name}");
    }
    let built = site()
        .file("content/index.markdown", "---\ntitle: Home\n---\nWelcome.\n")
        .article("b", "[the old one](old.markdown#part)")
        .file("content/old.markdown", "---\ntitle: A\nrelated: [b.md]\n---\n\n## Part\n")
        .build();
    built.clean();
    assert!(built.page("b/index.html").contains("href=\"/old/#part\""));
    assert!(built.page("index.html").contains("Welcome."));
}

#[test]
fn one_file_introduces_the_home_page() {
    let built = with("content/index.md", ARTICLE).file("content/index.MD", ARTICLE).build();
    built.check_findings(&[
        ("file/collision", "content/index.md", "differ only in case"),
        ("route/duplicate", "content/index.md", "both introduce the home page"),
    ]);
    let built = with("content/a/index.md", ARTICLE).file("content/a.markdown", ARTICLE).build();
    assert_eq!(finds(&built, "route/duplicate").len(), 1);
}

#[test]
fn the_source_of_a_draft_is_published_nowhere() {
    let draft = "---\ntitle: Next\ndraft: true\n---\nEmbargoed.\n";
    for name in ["next.markdown", "next.MD", "next.md.txt", "next.html", "next.txt", "next"] {
        let built = with("content/a/index.md", ARTICLE).file(&format!("content/a/{name}"), draft);
        let built = built.build();
        let leaks = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("Embargoed");
        assert!(!built.outputs.values().any(leaks), "{name}");
        let told = finds(&built, "file/not-published");
        let is_article = ["next.markdown", "next.MD"].contains(&name);
        assert_eq!(told.is_empty(), is_article, "{name}: {told:?}");
    }
}

#[test]
fn what_is_no_article_is_named() {
    stays_out("content/why.md.txt", ARTICLE, "`why.md.txt` is not published");
    stays_out("content/why.html", ARTICLE, "only Markdown files are articles");
    stays_out("content/why.docx", "PK", "a Word document");
    stays_out("content/why.rst", "Why\n===\n", "reStructuredText");
    stays_out("content/s/_index.md", ARTICLE, "the page of a section");
    stays_out("content/why (Ada's conflicted copy).md", ARTICLE, "two versions of a file");
    stays_out("content/why.pdf", "%PDF", "no page refers to this file");
    // Beside an `index.md`, files are published; these are not meant for readers.
    for (name, text) in [("why.docx", "PK"), ("why.md.txt", "x"), ("why.htm", ARTICLE)] {
        let built = with("content/a/index.md", ARTICLE).file(&format!("content/a/{name}"), text);
        let built = built.build();
        assert_eq!(finds(&built, "file/not-published"), [format!("content/a/{name}")]);
        assert!(!built.has(&format!("a/{name}")));
    }
}

#[test]
fn a_file_that_a_page_links_to_is_offered_for_download() {
    for (name, text) in [("plan.docx", "PK"), ("plan.ipynb", "{}"), ("plan.html", "<p>Plan")] {
        let link = format!("[the plan]({name})");
        let path = format!("content/{name}");
        let built = site().article("b", &link).file(&path, text).build();
        built.clean();
        assert!(built.has(name), "{name}");
    }
    let linked = site().article("b", "[it](plan.html)").file("content/plan.html", ARTICLE).build();
    linked.check_findings(&[
        ("link/broken", "content/b.md:4:1", "`content/plan.html` is not published"),
        ("file/not-published", "content/plan.html", "begins with front matter"),
    ]);
}

#[test]
fn a_file_that_may_be_needed_is_not_named() {
    let draft = "---\ntitle: D\ndraft: true\n---\n[it](plan.pdf)\n";
    with("content/plan.pdf", "1").article("d", draft).build().clean();
    let typo = with("content/plan.pdf", "1").article("d", "[it](plna.pdf)").build();
    assert_eq!(finds(&typo, "file/not-published"), [] as [&str; 0]);
    let unread = with("content/plan.pdf", "1").file("content/d.md", "---\ntitle: D\n").build();
    assert_eq!(finds(&unread, "file/not-published"), [] as [&str; 0]);
}

#[test]
fn folders_of_drafts_hold_drafts() {
    let files = || {
        with("content/_drafts/next.md", "---\ntitle: Next\n---\n![It](it.svg)\n")
            .file("content/_drafts/it.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .file("content/a/_drafts/more/index.md", ARTICLE)
            .file("content/a/_drafts/more/x.csv", "1,2")
    };
    let built = files().build();
    built.clean();
    assert!(!built.outputs.keys().any(|path| path.contains("next") || path.contains("more")));
    let shown = files().with_drafts().build();
    shown.clean();
    for path in ["next/index.html", "it.svg", "a/more/index.html", "a/more/x.csv"] {
        assert!(shown.has(path), "{path}: {:#?}", shown.outputs.keys());
    }
}

#[test]
fn names_that_other_tools_hide_are_told_of_once() {
    let built = with("content/_posts/one.md", ARTICLE).file("content/_posts/two.md", ARTICLE);
    built.build().check_findings(&[("file/underscore", "content/_posts/one.md", "in this folder")]);
    let file = with("content/a/_notes.md", ARTICLE).build();
    file.check_findings(&[("file/underscore", "content/a/_notes.md", "but this file")]);
    with("content/_pages/a.md", ARTICLE).build().clean();
}

#[test]
fn litter_is_left_out_without_a_word() {
    let names = [
        "Thumbs.db",
        "desktop.ini",
        "~$plan.docx",
        "__MACOSX/a.md",
        ".DS_Store",
        "why.md~",
        "why.md.bak",
        "why.md.orig",
        "#why.md#",
        ".why.md.swp",
        "@eaDir/x.jpg",
        "WHY.BAK",
    ];
    let litter = names.iter().fold(with("content/a/index.md", ARTICLE), |site, name| {
        site.file(&format!("content/a/{name}"), "x").file(&format!("static/{name}"), "x")
    });
    let built = litter.build();
    built.clean();
    let clean = with("content/a/index.md", ARTICLE).build();
    assert_eq!(built.outputs, clean.outputs);
}

#[test]
fn a_copy_beside_its_original_is_told_of() {
    let built = with("content/b copy.md", ARTICLE).build();
    built.check_findings(&[("file/copy", "content/b copy.md", "a copy of `b.md`")]);
    with("content/part (2).md", ARTICLE).build().clean();
}

#[test]
fn marks_of_an_unfinished_merge_are_told_wherever_they_stand() {
    let marks = |ours: &str, theirs: &str| {
        format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> main\n")
    };
    let front = format!("---\n{}---\nText.\n", marks("title: A", "title: B"));
    let built = with("content/a.md", &front).build();
    built.check_findings(&[("file/conflict-marks", "content/a.md:2:1", "a merge in git")]);
    let body = format!("{ARTICLE}\n{}", marks("Five [x](y.md).", "Six."));
    let built = with("content/a.md", &body).build();
    built.check_findings(&[
        ("file/conflict-marks", "content/a.md:7:1", "a merge in git"),
        ("link/broken", "content/a.md:8:6", "there is no file `content/y.md`"),
    ]);
    let sources = marks("- id: a\n  title: A", "- id: b\n  title: B");
    let built = with("content/sources.yaml", &sources).build();
    assert_eq!(finds(&built, "file/conflict-marks"), ["content/sources.yaml"]);
    let toml =
        format!("base_url = \"https://example.org/\"\n{}", marks("title = \"A\"", "title = \"B\""));
    let built = site().file("site.toml", toml).build();
    built.check_findings(&[("file/conflict-marks", "site.toml:2:1", "a merge in git")]);
    let template = format!("<p>{{{{ article.title }}}}</p>\n{}", marks("<p>a</p>", "<p>b</p>"));
    let built = with("templates/article.html", &template).build();
    built.check_findings(&[(
        "file/conflict-marks",
        "templates/article.html:2:1",
        "a merge in git",
    )]);
    let code = format!("{ARTICLE}\n```text\n{}```\n", marks("a", "b"));
    with("content/a.md", &code).build().clean();
}

#[test]
fn a_pointer_of_git_lfs_is_no_file() {
    const POINTER: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n";
    let link = with("content/c.md", "---\ntitle: C\n---\n![A fan](p.png) [PDF](p.pdf)\n");
    let built = link.file("content/p.png", POINTER).file("content/p.pdf", POINTER).build();
    built.check_findings(&[
        ("file/lfs-pointer", "content/p.pdf", "only a pointer"),
        ("file/lfs-pointer", "content/p.png", "only a pointer"),
    ]);
    let article = with("content/a.md", POINTER).build();
    article.check_findings(&[("file/lfs-pointer", "content/a.md", "only a pointer")]);
    let template = with("templates/article.html", POINTER).build();
    assert_eq!(finds(&template, "file/lfs-pointer"), ["templates/article.html"]);
    let asset = with("static/logo.png", POINTER).build();
    asset.check_findings(&[("file/lfs-pointer", "static/logo.png", "only a pointer")]);
}

#[test]
fn patterns_keep_files_out() {
    let files = || {
        with("content/notes/a.md", "no front matter")
            .file("content/x/plan.docx", "PK")
            .file("content/b.pdf", "1")
    };
    let set = |patterns: &str| files().config(&format!("[build]\nignore = [{patterns}]\n")).build();
    for patterns in [
        "\"notes\", \"*.docx\", \"*.pdf\"",
        "\"notes/**\", \"x/*.docx\", \"/b.pdf\"",
        "\"content/notes/\", \"**/*.docx\", \"content/b.pdf\"",
        "\"no?es\", \"x\", \"[ab].pdf\"",
    ] {
        let built = set(patterns);
        built.clean();
        assert!(built.has("b/index.html"));
    }
    assert!(!set("\"/plan.docx\", \"notes\", \"*.pdf\"").findings.is_empty());
    let linked = site()
        .article("b", "[it](c.md)")
        .article("c", "Text.")
        .config("[build]\nignore = [\"c.md\"]\n");
    linked.build().check_findings(&[("link/broken", "content/b.md:4:1", "is not published")]);
    for wrong in ["**a", "!b.md", "*.{a,b}", "a\\\\b", "/", "[a"] {
        let built = site().config(&format!("[build]\nignore = [\"{wrong}\"]\n")).build();
        assert_eq!(finds(&built, "field/invalid"), ["site.toml"], "{wrong}");
    }
}

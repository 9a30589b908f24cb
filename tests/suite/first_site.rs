//! What newcomers do with the folders and files of their first site: each mistake is told with where things belong.

use crate::support::{DiskSite, site};

const BASE: &str = "title = \"T\"\nbase_url = \"https://desk.example.net/\"\n";

#[test]
fn an_article_beside_the_content_folder_is_told() {
    let not = "file/not-published";
    let article = "---\ntitle: A\n---\n";
    for (path, words) in [
        ("river-flood.md", "move it to `content/river-flood.md`"),
        ("INDEX.md", "move it to `content/INDEX.md`"),
        ("posts/river.md", "move it to `content/river.md`"),
        ("_drafts/river.md", "with `draft: true`"),
        ("Content/river.md", "move it to `content/river.md`"),
        ("static/river.md", "published as it is, at `/river.md`"),
    ] {
        site().article("a", "Text.").file(path, article).build().says(not, path, words);
    }
    let plain = site().article("a", "Text.").file("river-flood.md", "The river rises.\n").build();
    plain.says(not, "river-flood.md", "articles are read only from there");
    let two = site()
        .article("a", "Text.")
        .file("posts/a.md", article)
        .file("posts/b.md", article)
        .file("posts/c.md", article)
        .build();
    two.says(not, "posts/a.md", "(and 2 more in this folder)");
    let mut right = site().article("a", "Text.");
    for path in [
        "README.md",
        "CHANGELOG.md",
        "code_of_conduct.md",
        "todo.md",
        "notes/a.md",
        "docs/a.md",
        "node_modules/a/README.md",
        "posts/README.md",
        "static/a.md",
    ] {
        right = right.file(path, "Text for those who work here.\n");
    }
    right.build().clean();
}

#[test]
fn check_says_of_a_file_elsewhere_that_it_is_no_article() {
    let disk = site().article("a", "Text.").on_disk();
    disk.write("notes/river.md", "---\ntitle: R\n---\n");
    let run = disk.run(&["check", "notes/river.md"]).exits(0);
    assert!(run.stderr.contains("move it to `content/river.md`"), "{run:#?}");
    disk.run(&["check", "content/a.md"]).exits(0);
}

#[test]
fn two_explainers_with_one_title_are_told() {
    let article = |title: &str| format!("---\ntitle: {title}\n---\nText.\n");
    let of = |name: &str, title: &str| {
        site()
            .file("content/a.md", article("Why so?"))
            .file(&format!("content/{name}.md"), article(title))
            .build()
    };
    of("b", "Why so?").says(
        "article/same-title",
        "content/b.md:2:8",
        "`content/a.md` has the same title",
    );
    of("a copy", "Why so?").says(
        "file/copy",
        "content/a copy.md",
        "change its `title`, then the file's name",
    );
    of("a copy", "How so?").says(
        "file/copy",
        "content/a copy.md",
        "give the file a name of its own",
    );
    of("b", "How so?").clean();
    let other = "---\ntitle: Why so?\nlang: de\n---\nText.\n";
    site().file("content/a.md", article("Why so?")).file("content/b.md", other).build().clean();
    let word = |name: &str| (format!("content/{name}.md"), article("Briefing"));
    let ((a, text), (b, same)) = (word("a"), word("b"));
    site().file(&a, text).file(&b, same).build().clean();
    let draft = "---\ntitle: Why so?\ndraft: true\n---\nText.\n";
    site().file("content/a.md", article("Why so?")).file("content/b.md", draft).build().clean();
}

#[test]
fn a_picture_that_a_misread_address_names_is_not_lost() {
    for text in ["![x](bus stop.png)", "![[bus stop.png]]", "![x](bus stop.png “At noon”)"] {
        let article = format!("---\ntitle: T\n---\n{text}\n");
        let built = site().file("content/a.md", article).file("content/bus stop.png", "x").build();
        assert_eq!(built.findings.len(), 1, "{text}: {:#?}", built.findings);
        assert_ne!(built.findings[0].code.name(), "file/not-published");
    }
}

#[test]
fn a_dead_address_of_the_site_itself_is_told() {
    let to = |text: &str| {
        site().file("site.toml", BASE).article("river", "Text.").article("a", text).build()
    };
    let own = "link/own-address";
    to("[x](https://desk.example.net/rivr/)").says(
        own,
        "content/a.md:4:1",
        "did you mean `/river/`?",
    );
    to("[x](https://desk.example.net/shop/)").says(
        own,
        "content/a.md:4:1",
        "nothing is published there",
    );
    to("[x](https://shop.example.net/river/)").clean();
}

#[test]
fn a_command_above_the_site_names_its_folder() {
    let folder = DiskSite::empty();
    folder.run(&["init", "my site"]).exits(0);
    for command in ["build", "check", "serve"] {
        let run = folder.run(&[command]).exits(2);
        assert!(
            run.stderr.contains("there is one in `my site`: run `cd 'my site'` first"),
            "{run:#?}"
        );
    }
}

#[test]
fn new_takes_no_name_of_a_file() {
    let here = DiskSite::empty();
    here.run(&["init", "."]).exits(0);
    for (typed, title) in [
        ("river-flood.md", "River flood"),
        ("content/river_flood.md", "River flood"),
        ("River flood.markdown", "River flood"),
    ] {
        let run = here.run(&["new", typed]).exits(2);
        assert!(run.stderr.contains(&format!("`nutgraf new \"{title}\"`")), "{run:#?}");
    }
    here.run(&["new", "What is Node.js?"]).exits(0);
    here.run(&["new", "Why 3.14 matters"]).exits(0);
}

#[test]
fn a_build_that_fails_says_that_the_old_pages_are_still_there() {
    let disk = site().file("site.toml", BASE).article("a", "Text.").on_disk();
    disk.write("content/b.md", "---\ntitle: [\n---\n");
    let run = disk.run(&["build"]).exits(1);
    assert!(run.stderr.contains(": nothing was written; run"), "{run:#?}");
    disk.write("content/b.md", "---\ntitle: B\n---\n");
    disk.run(&["build"]).exits(0);
    disk.write("content/b.md", "---\ntitle: [\n---\n");
    let run = disk.run(&["build"]).exits(1);
    assert!(
        run.stderr.contains(": nothing was written, and `public/` is as before; run"),
        "{run:#?}"
    );
}

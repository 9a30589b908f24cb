//! `deploy --check`: what would go wrong with a deploy is found before anything is pushed, with what to do about it.

use nutgraf::deploy::Workflow;

use crate::repository::{ARTICLE, Repo, SETTINGS, says};
use crate::support::Run;

impl Repo {
    /// Returns the findings for a remote's address, with these settings. The remote is never contacted.
    fn check(&self, address: &str, settings: &str) -> Run {
        self.git(&["remote", "set-url", "origin", address]);
        self.write("site.toml", settings);
        self.commit("settings");
        self.nutgraf(&["deploy", "--check"])
    }
}

fn settings(base_url: &str, deploy: &str) -> String {
    format!("title = \"Site\"\nbase_url = \"{base_url}\"\n[deploy]\n{deploy}\n")
}

/// Checks that there are no findings for these.
#[track_caller]
fn fits(address: &str, base_url: &str, deploy: &str) {
    let run = Repo::without_commits().check(address, &settings(base_url, deploy)).exits(0).silent();
    says(&run, &["ready: ", base_url, "`nutgraf deploy` publishes"]);
}

/// Checks that these are found.
#[track_caller]
fn finds(address: &str, base_url: &str, deploy: &str, words: &[&str]) {
    let run = Repo::without_commits().check(address, &settings(base_url, deploy)).exits(1);
    says(&run, words);
    says(&run, &["1 error: nothing was published"]);
}

const PROJECT: &str = "git@github.com:Ada/Engines.git";
const USER: &str = "https://github.com/ada/ada.github.io";

#[test]
fn the_address_is_the_one_that_github_gives_the_repository() {
    fits(PROJECT, "https://ada.github.io/Engines/", "");
    fits(USER, "https://ada.github.io/", "");
    fits("/srv/git/site.git", "https://site.test/any/where/", "");
    for wrong in [
        "https://ada.github.io/",
        "https://ada.github.io/engines/",
        "http://ada.github.io/Engines/",
        "https://bob.github.io/Engines/",
    ] {
        let remedy = "write `base_url = \"https://ada.github.io/Engines/\"`";
        finds(PROJECT, wrong, "", &["error[deploy/base-url]", "site.toml:2:12", remedy]);
    }
    finds(
        USER,
        "https://ada.github.io/ada.github.io/",
        "",
        &["`base_url = \"https://ada.github.io/\"`"],
    );
}

#[test]
fn the_address_on_the_command_line_counts() {
    let repo = Repo::new();
    repo.git(&["remote", "set-url", "origin", PROJECT]);
    let check = |url: &str| repo.nutgraf(&["deploy", "--check", "--base-url", url]);
    check("https://ada.github.io/Engines").exits(0).silent();
    let run = check("https://ada.github.io/x").exits(1);
    says(&run, &["pass `--base-url https://ada.github.io/Engines/`"]);
    assert!(!run.stderr.contains("site.toml:2"), "{run:#?}");
}

#[test]
fn an_address_that_is_an_example_or_missing() {
    for base in [
        "https://example.org/",
        "https://www.example.com/x/",
        "http://localhost:4747/",
        "http://127.0.0.1/",
        "https://user.github.io/repo/",
        "https://github.com/ada/engines/",
    ] {
        finds(
            "/srv/x.git",
            base,
            "",
            &["error[deploy/base-url]", "is an example", "https://USER.github.io/REPOSITORY/"],
        );
        finds(PROJECT, base, "", &["`base_url = \"https://ada.github.io/Engines/\"`"]);
    }
    fits("/srv/x.git", "https://notexample.org/", "");
    let run = Repo::without_commits().check(PROJECT, "title = \"x\"\n").exits(1);
    says(
        &run,
        &["`base_url` is missing", "https://ada.github.io/Engines/", "1 error and 1 warning"],
    );
}

#[test]
fn a_domain_of_ones_own() {
    let cname = "cname = \"www.site.test\"";
    for remote in [PROJECT, USER, "/srv/x.git"] {
        fits(remote, "https://www.site.test/", cname);
        fits(remote, "http://www.site.test/", cname);
        for base in [
            "https://site.test/",
            "https://www.site.test/Engines/",
            "https://ada.github.io/Engines/",
        ] {
            finds(
                remote,
                base,
                cname,
                &[
                    "error[deploy/cname]",
                    "site.toml:4:9",
                    "`base_url = \"https://www.site.test/\"`",
                ],
            );
        }
    }
    finds(
        PROJECT,
        "https://x.github.io/",
        "cname = \"x.github.io\"",
        &["is not a domain of your own"],
    );
    finds(
        PROJECT,
        "https://x.test/",
        "cname = \"example.org\"",
        &["is an example, not a real domain"],
    );
    // Without `cname`, the branch may lose the domain; or another host shows it.
    let run = Repo::without_commits().check(PROJECT, &settings("https://site.test/", "")).exits(0);
    says(&run, &["warning[deploy/base-url]", "`cname = \"site.test\"` under `[deploy]`"]);
    // The owner's own site may have a domain, below which all projects are.
    fits(PROJECT, "https://ada.test/Engines/", "");
}

#[test]
fn a_file_that_names_a_domain_beside_the_settings() {
    let repo = Repo::without_commits();
    repo.write("static/CNAME", "other.test\n");
    let run = repo.check(PROJECT, &settings("https://ada.github.io/Engines/", "")).exits(1);
    says(&run, &["error[deploy/cname]", "static/CNAME", "`other.test`"]);
}

#[test]
fn the_remote_must_be_there_and_one_place() {
    let repo = Repo::new();
    repo.git(&["remote", "rename", "origin", "up"]);
    says(
        &repo.nutgraf(&["deploy", "--check"]).exits(1),
        &["error[deploy/remote]", "there is `up`", "git remote add origin ADDRESS"],
    );
    repo.git(&["remote", "rename", "up", "origin"]);
    repo.git(&["remote", "set-url", "--push", "origin", "/srv/elsewhere.git"]);
    says(
        &repo.nutgraf(&["deploy", "--check"]).exits(1),
        &["error[deploy/remote]", "pushed to another"],
    );
    repo.git(&["remote", "set-url", "--push", "origin", "../remote.git"]);
    repo.git(&["remote", "set-url", "--add", "--push", "origin", "/srv/elsewhere.git"]);
    says(&repo.nutgraf(&["deploy", "--check"]).exits(1), &["error[deploy/remote]"]);
}

#[test]
fn addresses_are_those_that_git_makes_of_them() {
    let repo = Repo::new();
    repo.git(&["config", "url.git@github.com:Ada/.insteadOf", "me:"]);
    let run = repo.check("me:Engines", SETTINGS).exits(0);
    says(&run, &["https://ada.github.io/Engines/"]);
}

#[test]
fn a_remote_that_would_change_the_authors_branches() {
    let repo = Repo::new();
    repo.git(&["config", "remote.origin.fetch", "+refs/heads/*:refs/heads/*"]);
    let run = repo.nutgraf(&["deploy", "--check"]).exits(1);
    says(&run, &["error[deploy/remote]", "fetched into your own branches"]);
}

#[test]
fn a_page_on_github_is_not_the_address_of_a_repository() {
    let run = Repo::new().check("https://github.com/ada/engines/tree/main", SETTINGS).exits(1);
    says(
        &run,
        &["error[deploy/remote]", "not the address of a repository", "git remote set-url origin"],
    );
}

#[test]
fn content_that_git_ignores_is_in_no_commit() {
    let repo = Repo::new();
    repo.write(".gitignore", "*.png\nsecret/\n");
    repo.commit("ignore");
    repo.write("static/a.png", "x");
    repo.write("static/secret/b.txt", "x");
    repo.write("static/.DS_Store", "x");
    repo.write("static/c.txt~", "x");
    let run = repo.nutgraf(&["deploy", "--check"]).exits(0);
    says(&run, &["warning[deploy/uncommitted]", "`static/a.png`", "`static/secret/b.txt`"]);
    assert!(!run.stderr.contains("DS_Store"), "{run:#?}");
}

#[test]
fn settings_of_git_that_cannot_be_read_are_not_taken_for_no_repository() {
    let repo = Repo::new();
    repo.disk.write("home/gitconfig", "[user\n");
    let run = repo.nutgraf(&["deploy", "--check"]).exits(2);
    says(&run, &["bad config line 1"]);
}

#[test]
fn a_site_outside_any_repository() {
    let repo = Repo::new();
    std::fs::rename(repo.disk.path("site/.git"), repo.disk.path("away")).unwrap();
    let run = repo.nutgraf(&["deploy"]).exits(1);
    says(&run, &["error[deploy/no-repository]", "git init"]);
}

#[test]
fn the_branch_with_the_sources_is_not_replaced() {
    let repo = Repo::new();
    repo.write("site.toml", format!("{SETTINGS}[deploy]\nbranch = \"main\"\n"));
    repo.commit("settings");
    for args in [&["deploy", "--check"][..], &["deploy"], &["deploy", "--force"]] {
        let run = repo.nutgraf(args).exits(1);
        says(&run, &["error[deploy/branch]", "site.toml:4:10", "`main` is checked out"]);
    }
    assert_eq!(repo.remote(&["branch", "--list"]), "");
}

#[test]
fn links_past_the_base_path_are_found_where_they_were_copied_from() {
    let repo = Repo::without_commits();
    repo.write(
        "static/old.html",
        "<!doctype html><title>x</title><a href=\"/other/\">x</a><a href='style.css'>y</a>",
    );
    repo.write(
        "static/more.css",
        "a { background: url(/pic.png) } b { background: url(../pic.png) }",
    );
    repo.write("content/one.md", "---\ntitle: One\n---\n[home](/) and [old](/old.html)\n");
    let run = repo.check(PROJECT, &settings("https://ada.github.io/Engines/", "")).exits(0);
    says(
        &run,
        &[
            "warning[deploy/outside-base]",
            "static/old.html",
            "links to `/other/`, but the site is below `/Engines/`",
            "static/more.css",
            "`/pic.png`",
            "`../pic.png`",
            "3 warnings; `nutgraf deploy` publishes them",
        ],
    );
    let run = repo.check("/srv/x.git", &settings("https://site.test/", "")).exits(0);
    run.silent();
}

#[test]
fn links_that_differ_in_case_are_found() {
    let repo = Repo::without_commits();
    repo.write("static/Map.png", "x");
    repo.write("static/plan/Index.html", "<title>x</title>");
    repo.write(
        "static/old.html",
        "<title>x</title><img src=map.png srcset='MAP.PNG 2x, Map.png 1x'><a href=/One/>a</a><a href=one>b</a><a href=nothing.png>c</a>",
    );
    let run = repo.check("/srv/x.git", &settings("https://site.test/", "")).exits(1);
    says(
        &run,
        &[
            "error[deploy/case]",
            "links to `map.png`, but the file is named `Map.png`",
            "links to `MAP.PNG`",
            "links to `/One/`, but the file is named `one/index.html`",
            "3 errors",
        ],
    );
}

#[test]
fn an_empty_site_is_not_published_over_a_full_one() {
    let repo = Repo::new();
    repo.git(&["rm", "--quiet", "-r", "content"]);
    repo.commit("gone");
    let run = repo.nutgraf(&["deploy"]).exits(1);
    says(&run, &["error[deploy/empty]", "nutgraf new"]);
    repo.write("content/one.md", ARTICLE.replace("date:", "draft: true\ndate:"));
    says(&repo.nutgraf(&["deploy"]).exits(1), &["error[deploy/empty]", "warning[deploy/drafts]"]);
}

#[test]
fn a_warning_can_be_switched_off_and_an_error_cannot() {
    let repo = Repo::new();
    repo.git(&["switch", "--quiet", "--detach"]);
    let run = repo.check(
        "../remote.git",
        &format!("{SETTINGS}[check]\n\"deploy/detached-head\" = \"off\"\n"),
    );
    run.exits(0).silent();
    let run =
        repo.check("../remote.git", &format!("{SETTINGS}[check]\n\"deploy/branch\" = \"off\"\n"));
    says(&run.exits(2), &["is always an error"]);
}

#[test]
fn a_workflow_beside_the_branch_or_out_of_date_is_told() {
    const PATH: &str = ".github/workflows/pages.yml";
    let repo = Repo::new();
    repo.write(PATH, "name: Something else\n");
    repo.nutgraf(&["deploy", "--dry-run"]).exits(0).silent();
    std::fs::remove_file(repo.disk.path(&format!("site/{PATH}"))).unwrap();
    repo.nutgraf(&["deploy", "--workflow"]).exits(0).silent();
    let run = repo.nutgraf(&["deploy", "--check"]).exits(0).silent();
    says(&run, &["push, and the workflow will publish them"]);
    let run = repo.nutgraf(&["deploy", "--dry-run"]).exits(0);
    says(&run, &["warning[deploy/workflow]", "publishes this site too"]);
    // A workflow of another site in the repository does not concern this site.
    repo.write("docs/site.toml", SETTINGS);
    repo.write("docs/content/one.md", ARTICLE);
    repo.commit("docs");
    repo.nutgraf(&["deploy", "--dry-run", "--root", "docs"]).exits(0).silent();
    let older =
        Workflow { branch: "main".into(), site_folder: String::new(), version: "0.0.1".into() };
    repo.write(PATH, older.render());
    let run = repo.nutgraf(&["deploy", "--check"]).exits(0);
    says(&run, &["warning[deploy/workflow]", "is out of date", "nutgraf deploy --workflow"]);
}

#[test]
fn check_asks_no_remote_and_leaves_nothing() {
    let repo = Repo::new();
    let run = repo.check("https://127.0.0.1:1/nowhere.git", SETTINGS).exits(0).silent();
    says(&run, &["ready: 24 files, "]);
    assert!(!repo.disk.exists("site/.nutgraf/deploy/site"));
    assert!(!repo.disk.exists("site/public"));
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
}

//! `deploy`: a site is published on a branch of a bare repository, whatever state the author's own repository is in;
//! and that is left as it was, byte for byte.

use std::fs::{self, File};
use std::process::Command;

use crate::repository::{ARTICLE, Repo, SETTINGS, hook, says};
use crate::support::{nutgraf, run};

// ---- the branch ----

#[test]
fn the_first_deploy_makes_the_branch_and_says_what_to_do() {
    let repo = Repo::new();
    let run = repo.deploy(&[]).exits(0).silent();
    says(&run, &["gh-pages: ", " added, 0 changed, 0 removed (commit ", "read back and compared"]);
    says(&run, &["https://site.test/\n", "first deploy", "publish the branch `gh-pages`"]);
    repo.holds_the_site(&[]);
    let source = repo.git(&["rev-parse", "--short=12", "HEAD"]);
    let message = repo.remote(&["log", "-1", "--format=%an <%ae>%n%B", "gh-pages"]);
    assert!(
        message.starts_with(&format!("Ada <ada@site.test>\nPublish {} of main\n\n", source.trim())),
        "{message}"
    );
    assert_eq!(repo.commits().len(), 1);
    assert!(!repo.git(&["branch", "--list"]).contains("gh-pages"), "no branch of the user's");
}

#[test]
fn a_second_deploy_keeps_the_history_and_removes_what_is_gone() {
    let repo = Repo::new();
    repo.write("content/two.md", "---\ntitle: Two\n---\nText.\n");
    repo.commit("second");
    repo.deploy(&[]).exits(0);
    fs::remove_file(repo.disk.path("site/content/two.md")).unwrap();
    repo.write("content/three.md", "---\ntitle: Three\n---\nText.\n");
    repo.commit("third");
    let run = repo.deploy(&["--dry-run"]).exits(0);
    says(&run, &["+ /three/\n", "~ /\n", "- /two/\n", "nothing was published\n"]);
    assert_eq!(repo.commits().len(), 1, "a dry run publishes nothing");
    let run = repo.deploy(&[]).exits(0);
    assert!(!run.stdout.contains("first deploy"), "{run:#?}");
    repo.holds_the_site(&[]);
    assert!(!repo.published().contains_key("two/index.html"));
    let commits = repo.commits();
    assert_eq!(commits.len(), 2);
    assert!(repo.remote(&["ls-tree", "-r", "--name-only", &commits[1]]).contains("two/index.html"));
}

#[test]
fn an_unchanged_site_makes_no_commit() {
    let repo = Repo::new();
    repo.deploy(&[]).exits(0);
    let commits = repo.commits();
    repo.write("README", "not part of the site");
    repo.commit("second");
    says(&repo.deploy(&[]).exits(0), &["nothing has changed"]);
    assert_eq!(repo.commits(), commits);
    let run = repo.deploy(&["--dry-run"]).exits(0);
    assert_eq!(run.stdout, "0 added, 0 changed, 0 removed; nothing was published\n");
}

#[test]
fn without_history_the_branch_is_one_commit() {
    let repo = Repo::new();
    repo.deploy(&["--no-history"]).exits(0);
    repo.write("content/one.md", ARTICLE.replace("Text", "More"));
    repo.commit("second");
    repo.deploy(&[]).exits(0);
    assert_eq!(repo.commits().len(), 2);
    let before = repo.commits();
    let run = repo.deploy(&["--no-history"]).exits(1);
    says(&run, &["error[deploy/history]", "add `--force` if that is what you want"]);
    assert_eq!(repo.commits(), before);
    repo.deploy(&["--no-history", "--force"]).exits(0);
    assert_eq!(repo.commits().len(), 1, "the same pages, but without what was before");
    assert_ne!(repo.commits()[0], before[0]);
    repo.holds_the_site(&[]);
    let last = repo.commits();
    says(&repo.deploy(&["--no-history", "--force"]).exits(0), &["nothing has changed"]);
    assert_eq!(repo.commits(), last);
}

#[test]
fn a_colleagues_deploy_is_built_upon() {
    let repo = Repo::new();
    repo.git(&["push", "--quiet", "origin", "main"]);
    repo.deploy(&[]).exits(0);
    repo.git_in("", &["clone", "--quiet", "--single-branch", "remote.git", "other"]);
    repo.disk.write("other/content/two.md", "---\ntitle: Two\n---\nText.\n");
    repo.git_in("other", &["add", "--all"]);
    repo.git_in("other", &["commit", "--quiet", "-m", "theirs"]);
    let mut command = nutgraf();
    let other = repo.prepare(&mut command).current_dir(repo.disk.path("other")).arg("deploy");
    run(other).exits(0);
    repo.git_in("other", &["push", "--quiet", "origin", "main"]);
    repo.git(&["pull", "--quiet", "--rebase", "origin", "main"]);
    repo.write("content/three.md", "---\ntitle: Three\n---\nText.\n");
    repo.commit("mine");
    let run = repo.deploy(&[]).exits(0);
    // Words of the new article divide the index of the search elsewhere, so a file of it may go; of the pages none does.
    says(&run, &["changed", "removed"]);
    assert_eq!(repo.commits().len(), 3, "on top of theirs");
    repo.holds_the_site(&[]);
    let published = repo.published();
    assert!(
        ["one", "two", "three"]
            .iter()
            .all(|page| published.contains_key(&format!("{page}/index.html")))
    );
}

#[test]
fn what_others_published_is_not_overwritten_unasked() {
    let repo = Repo::new();
    let theirs = repo.somebody_publishes(&[("index.html", "theirs")]);
    for args in [&["--dry-run"][..], &[], &["--no-history"]] {
        let run = repo.deploy(args).exits(1);
        says(&run, &["error[deploy/foreign]", &theirs[0][..12], "(Bob: by hand)"]);
        says(&run, &["`git show ", "nutgraf deploy --force"]);
        assert_eq!(repo.commits(), theirs);
    }
    let run = repo.deploy(&["--force", "--no-history"]).exits(1);
    says(&run, &["error[deploy/foreign]", "their commits would be lost"]);
    assert_eq!(repo.commits(), theirs);
    repo.deploy(&["--force"]).exits(0);
    assert_eq!(repo.commits()[1..], theirs, "what they did stays in the history");
    repo.holds_the_site(&[]);
    repo.deploy(&[]).exits(0);
}

#[test]
fn a_commit_of_ours_that_somebody_changed_is_no_longer_ours() {
    let repo = Repo::new();
    repo.deploy(&[]).exits(0);
    repo.git_in("", &["clone", "--quiet", "-b", "gh-pages", "remote.git", "pages"]);
    repo.disk.write("pages/verification.html", "a token of somebody's");
    repo.git_in("pages", &["add", "--all"]);
    repo.git_in("pages", &["commit", "--quiet", "--amend", "--no-edit"]);
    repo.git_in("pages", &["push", "--quiet", "--force"]);
    says(&repo.deploy(&[]).exits(1), &["error[deploy/foreign]"]);
    assert!(repo.published().contains_key("verification.html"));
}

#[test]
fn force_ends_what_it_was_asked_for_also_where_no_page_changes() {
    let repo = Repo::new();
    repo.deploy(&[]).exits(0);
    repo.git_in("", &["clone", "--quiet", "-b", "gh-pages", "remote.git", "pages"]);
    repo.git_in("pages", &["commit", "--quiet", "--allow-empty", "-m", "rebuild"]);
    repo.git_in("pages", &["push", "--quiet"]);
    says(&repo.deploy(&[]).exits(1), &["error[deploy/foreign]"]);
    repo.deploy(&["--force"]).exits(0);
    says(&repo.deploy(&[]).exits(0), &["nothing has changed"]);
}

#[test]
fn a_branch_with_sources_is_never_replaced() {
    let repo = Repo::new();
    repo.git(&["push", "--quiet", "origin", "main"]);
    repo.git(&["switch", "--quiet", "-c", "work"]);
    repo.write("site.toml", format!("{SETTINGS}[deploy]\nbranch = \"main\"\n"));
    repo.commit("settings");
    let main = repo.remote(&["rev-parse", "main"]);
    for args in [&[][..], &["--force"], &["--force", "--no-history"]] {
        let run = repo.deploy(args).exits(1);
        says(&run, &["error[deploy/branch]", "holds `site.toml`, the sources of a site"]);
        assert_eq!(repo.remote(&["rev-parse", "main"]), main);
    }
}

#[test]
fn older_sources_do_not_take_down_what_newer_ones_published() {
    let repo = Repo::new();
    repo.git(&["push", "--quiet", "origin", "main"]);
    repo.git_in("", &["clone", "--quiet", "remote.git", "old"]);
    repo.write("content/two.md", "---\ntitle: Two\n---\nText.\n");
    repo.commit("second");
    repo.deploy(&[]).exits(0);
    let published = repo.commits();
    let in_old = |args: &[&str]| {
        let mut command = nutgraf();
        run(repo.prepare(&mut command).current_dir(repo.disk.path("old")).args(args))
    };
    says(
        &in_old(&["deploy"]).exits(1),
        &["error[deploy/behind]", "sources that are not here", "git pull"],
    );
    repo.git(&["push", "--quiet", "origin", "main"]);
    repo.git_in("old", &["fetch", "--quiet"]);
    says(&in_old(&["deploy"]).exits(1), &["error[deploy/behind]", "newer sources"]);
    assert_eq!(repo.commits(), published);
    repo.git_in("old", &["commit", "--quiet", "--allow-empty", "-m", "another way"]);
    says(&in_old(&["deploy", "--dry-run"]).exits(0), &["warning[deploy/behind]", "other sources"]);
    repo.git_in("old", &["pull", "--quiet", "--rebase"]);
    in_old(&["deploy"]).exits(0).silent();
    repo.git_in("old", &["switch", "--quiet", "--detach", "HEAD~2"]);
    in_old(&["deploy", "--force"]).exits(0);
    assert!(!repo.published().contains_key("two/index.html"), "an older state, on purpose");
}

#[test]
fn a_domain_that_was_set_on_the_branch_is_not_lost() {
    let repo = Repo::new();
    repo.deploy(&[]).exits(0);
    repo.somebody_publishes(&[("CNAME", "Site.test\n")]);
    let run = repo.deploy(&[]).exits(1);
    says(&run, &["error[deploy/foreign]", "error[deploy/cname]", "`cname = \"site.test\"`"]);
    says(&repo.deploy(&["--force"]).exits(1), &["1 error", "error[deploy/cname]"]);
    repo.write("site.toml", format!("{SETTINGS}[deploy]\ncname = \"site.test\"\n"));
    repo.commit("domain");
    repo.deploy(&["--force"]).exits(0);
    repo.holds_the_site(&[("CNAME", "site.test\n")]);
}

#[test]
fn a_commit_in_another_encoding_is_in_nobodys_way() {
    let repo = Repo::new();
    repo.deploy(&[]).exits(0);
    repo.git_in("", &["clone", "--quiet", "-b", "gh-pages", "remote.git", "pages"]);
    let mut command = Command::new("git");
    repo.prepare(&mut command).current_dir(repo.disk.path("pages"));
    command.args([
        "-c",
        "i18n.commitEncoding=latin1",
        "commit",
        "--quiet",
        "--allow-empty",
        "-F",
        "../message",
    ]);
    repo.disk.write("message", b"\xfcber");
    assert_eq!(run(&mut command).status, Some(0));
    repo.git_in("pages", &["push", "--quiet"]);
    says(&repo.deploy(&[]).exits(1), &["error[deploy/foreign]"]);
    repo.deploy(&["--force"]).exits(0);
}

#[cfg(unix)]
#[test]
fn no_link_leads_a_deploy_out_of_its_folder() {
    use std::os::unix::fs::symlink;
    let repo = Repo::new();
    repo.disk.write("precious", "precious");
    repo.disk.write("folder/precious", "precious");
    let own = |path: &str| repo.disk.path(&format!("site/.nutgraf/{path}"));
    fs::create_dir_all(own("deploy")).unwrap();
    symlink("../../../precious", own("deploy/lock")).unwrap();
    repo.nutgraf(&["deploy", "--check"]).exits(2);
    fs::remove_file(own("deploy/lock")).unwrap();
    fs::remove_file(own(".gitignore")).unwrap();
    symlink("../../new", own(".gitignore")).unwrap();
    symlink("../../../folder", own("deploy/site")).unwrap();
    symlink("../../../precious", own("deploy/index")).unwrap();
    repo.nutgraf(&["deploy", "--check"]).exits(0);
    assert!(!repo.disk.exists("new"));
    fs::remove_dir_all(own("deploy")).unwrap();
    symlink("../../folder", own("deploy")).unwrap();
    says(&repo.nutgraf(&["deploy", "--check"]).exits(2), &["is a symbolic link"]);
    assert_eq!(repo.disk.read("precious"), "precious");
    assert_eq!(repo.disk.read("folder/precious"), "precious");
    assert_eq!(fs::read_dir(repo.disk.path("folder")).unwrap().count(), 1);
}

#[test]
fn another_branch_of_another_remote() {
    let repo = Repo::new();
    repo.git_in("", &["init", "--quiet", "--bare", "a b.git"]);
    repo.git(&["remote", "add", "live", "../a b.git"]);
    repo.write(
        "site.toml",
        format!("{SETTINGS}[deploy]\nbranch = \"sites/live\"\nremote = \"live\"\n"),
    );
    repo.commit("settings");
    says(&repo.deploy(&[]).exits(0).silent(), &["sites/live: "]);
    let names = repo.git_in("a b.git", &["ls-tree", "-r", "--name-only", "sites/live"]);
    assert!(names.contains("one/index.html"), "{names}");
    assert_eq!(repo.remote(&["branch", "--list"]), "");
}

#[test]
fn drafts_stay_at_home() {
    let repo = Repo::new();
    repo.write("content/secret.md", "---\ntitle: Secret\ndraft: true\n---\nHidden words.\n");
    repo.commit("a draft");
    let run = repo.deploy(&[]).exits(0);
    says(&run, &["warning[deploy/drafts]", "`content/secret.md`"]);
    for (path, bytes) in repo.published() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("Hidden words") && !path.contains("secret"), "{path}");
    }
    says(&repo.deploy(&["--strict"]).exits(1), &["1 warning, and `--strict` allows no warnings"]);
}

#[test]
fn remarks_are_published_even_strictly() {
    let repo = Repo::new();
    repo.write("site.toml", format!("{SETTINGS}[check]\n\"deploy/drafts\" = \"info\"\n"));
    repo.write("content/secret.md", "---\ntitle: Secret\ndraft: true\n---\nHidden words.\n");
    repo.commit("a draft that is only remarked on");
    says(&repo.deploy(&["--strict"]).exits(0), &["info[deploy/drafts]"]);
    assert!(!repo.published().is_empty());
}

#[test]
fn a_custom_domain_is_kept() {
    let repo = Repo::new();
    repo.write("site.toml", format!("{SETTINGS}[deploy]\ncname = \"Site.test\"\n"));
    repo.commit("domain");
    repo.deploy(&[]).exits(0).silent();
    repo.holds_the_site(&[("CNAME", "site.test\n")]);
}

#[test]
fn what_is_published_is_built_anew_and_the_output_folder_is_left_alone() {
    let repo = Repo::new();
    repo.nutgraf(&["build"]).exits(0);
    repo.write("public/one/index.html", "changed by hand");
    repo.write("public/mine.txt", "mine");
    repo.write(".nutgraf/deploy/site/left.html", "of a deploy that was killed");
    repo.write(".nutgraf/deploy/index", "torn");
    repo.deploy(&[]).exits(0);
    repo.holds_the_site(&[]);
    assert_eq!(repo.disk.read("site/public/mine.txt"), "mine");
    assert!(!repo.disk.exists("site/.nutgraf/deploy/site"));
}

#[test]
fn an_error_in_the_content_publishes_nothing_and_all_is_said_at_once() {
    let repo = Repo::new();
    repo.deploy(&[]).exits(0);
    let before = repo.commits();
    repo.write("content/one.md", "---\ntitle: One\n---\n[x](nowhere.md)\n");
    let run = repo.deploy(&[]).exits(1);
    says(&run, &["error[link/broken]", "warning[deploy/uncommitted]", "nothing was published"]);
    assert_eq!(repo.commits(), before);
    repo.write("site.toml", "titel = 1\n");
    repo.deploy(&[]).exits(2);
}

#[test]
fn one_deploy_at_a_time() {
    let repo = Repo::new();
    repo.deploy(&[]).exits(0);
    let lock =
        File::options().write(true).open(repo.disk.path("site/.nutgraf/deploy/lock")).unwrap();
    lock.lock().unwrap();
    says(&repo.deploy(&[]).exits(2), &["another `nutgraf deploy` of this site is running"]);
    drop(lock);
    repo.deploy(&[]).exits(0);
}

// ---- the author's repository, in every state ----

#[test]
fn a_dirty_working_tree_is_published_as_it_is_and_stays_so() {
    let repo = Repo::new();
    repo.write("content/one.md", ARTICLE.replace("Text", "Stashed"));
    repo.git(&["stash", "--quiet"]);
    repo.write("content/one.md", ARTICLE.replace("Text", "Staged"));
    repo.git(&["add", "content/one.md"]);
    repo.write("content/one.md", ARTICLE.replace("Text", "Unstaged"));
    repo.write("content/new.md", "---\ntitle: New\n---\nText.\n");
    repo.write("notes.txt", "not of the site");
    // The index has an older time for this file: a command that refreshes the index would write it.
    let file = File::options().write(true).open(repo.disk.path("site/site.toml")).unwrap();
    file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(99)).unwrap();
    let stash = repo.git(&["stash", "list"]);
    let run = repo.deploy(&[]).exits(0);
    says(&run, &["warning[deploy/uncommitted]", "`content/new.md`", "`content/one.md`"]);
    assert!(!run.stderr.contains("notes.txt"), "{run:#?}");
    assert!(String::from_utf8_lossy(&repo.published()["one/index.html"]).contains("Unstaged"));
    assert!(repo.remote(&["log", "--format=%s", "gh-pages"]).contains("with uncommitted changes"));
    assert_eq!(repo.git(&["stash", "list"]), stash);
    repo.holds_the_site(&[]);
}

#[test]
fn a_detached_head_is_told() {
    let repo = Repo::new();
    repo.git(&["switch", "--quiet", "--detach"]);
    says(&repo.deploy(&[]).exits(0), &["warning[deploy/detached-head]", "git switch BRANCH"]);
    repo.holds_the_site(&[]);
}

#[test]
fn a_linked_working_tree() {
    let mut repo = Repo::new();
    repo.git(&["worktree", "add", "--quiet", "-b", "topic", "../linked"]);
    repo.site = "linked".into();
    repo.git_folder = "site/.git".into();
    repo.deploy(&[]).exits(0).silent();
    assert!(repo.remote(&["log", "--format=%s", "gh-pages"]).contains(" of topic"));
    repo.holds_the_site(&[]);
}

#[test]
fn a_site_that_is_a_submodule_and_one_that_has_one() {
    let mut repo = Repo::new();
    repo.git(&["push", "--quiet", "origin", "main"]);
    repo.configure("[protocol \"file\"]\nallow = always\n");
    repo.git_in("", &["init", "--quiet", "-b", "main", "outer"]);
    let add = ["submodule", "--quiet", "add", "../remote.git", "inner"];
    repo.git_in("outer", &add);
    repo.git_in("outer", &["commit", "--quiet", "-m", "outer"]);
    repo.git_in("outer/inner", &["submodule", "--quiet", "add", "../remote.git", "deep"]);
    repo.git_in("outer/inner", &["commit", "--quiet", "-m", "deep"]);
    repo.configure("[push]\nrecurseSubmodules = on-demand\n");
    repo.site = "outer/inner".into();
    repo.git_folder = "outer/.git/modules/inner".into();
    repo.deploy(&[]).exits(0).silent();
    repo.holds_the_site(&[]);
}

#[test]
fn a_site_in_a_folder_of_its_repository() {
    let mut repo = Repo::new();
    repo.write("docs/site.toml", SETTINGS);
    repo.write("docs/content/two.md", "---\ntitle: Two\n---\nText.\n");
    repo.commit("docs");
    repo.write("content/elsewhere.md", "no part of it");
    repo.site = "site/docs".into();
    repo.deploy(&[]).exits(0).silent();
    repo.holds_the_site(&[]);
    assert!(repo.published().contains_key("two/index.html"));
}

#[cfg(unix)]
#[test]
fn a_repository_at_an_odd_place() {
    let mut repo = Repo::new();
    let odd = "-a\n\"b\" 'c' $(d) ü";
    fs::rename(repo.disk.path("site"), repo.disk.path(odd)).unwrap();
    repo.site = odd.into();
    repo.git_folder = format!("{odd}/.git");
    repo.deploy(&[]).exits(0).silent();
    repo.holds_the_site(&[]);
}

#[test]
fn a_repository_without_commits() {
    let repo = Repo::without_commits();
    says(&repo.deploy(&[]).exits(0), &["warning[deploy/uncommitted]"]);
    assert_eq!(repo.remote(&["log", "--format=%s", "gh-pages"]), "Publish the site\n");
    repo.holds_the_site(&[]);
}

#[test]
fn a_shallow_clone() {
    let mut repo = Repo::new();
    repo.write("content/one.md", ARTICLE.replace("Text", "More"));
    repo.commit("second");
    repo.git(&["push", "--quiet", "origin", "main"]);
    repo.deploy(&[]).exits(0);
    repo.write("content/one.md", ARTICLE.replace("Text", "Again"));
    repo.commit("third");
    repo.git(&["push", "--quiet", "origin", "main"]);
    let url = format!("file://{}", repo.disk.path("remote.git").display());
    repo.git_in("", &["clone", "--quiet", "--depth=1", &url, "shallow"]);
    repo.site = "shallow".into();
    repo.git_folder = "shallow/.git".into();
    repo.write("content/two.md", "---\ntitle: Two\n---\nText.\n");
    let run = repo.deploy(&[]).exits(0);
    says(
        &run,
        &["warning[deploy/shallow-clone]", "git fetch --unshallow", "warning[deploy/behind]"],
    );
    repo.holds_the_site(&[]);
    assert_eq!(repo.commits().len(), 2);
}

// ---- names and bytes ----

#[test]
fn names_that_look_like_something_else() {
    let repo = Repo::new();
    for name in
        ["-rf", "--help.txt", "a b.txt", "ü#%20.txt", "'q'.txt", "$(x).txt", "@{u}", ":x.d/:(top)"]
    {
        if !name.contains(':') {
            repo.write(&format!("static/{name}"), name);
        }
    }
    repo.commit("names");
    repo.deploy(&[]).exits(0).silent();
    repo.holds_the_site(&[]);
    assert_eq!(repo.published()["-rf"], b"-rf");
    says(&repo.deploy(&[]).exits(0), &["nothing has changed"]);
}

#[cfg(unix)]
#[test]
fn names_that_no_site_can_have_are_told_before_anything_is_pushed() {
    for name in ["new\nline.txt", "\"quoted\".txt", "back\\slash.txt"] {
        let repo = Repo::new();
        repo.write(&format!("static/{name}"), "x");
        let run = repo.deploy(&[]).exits(1);
        says(&run, &["error[file/name]", "nothing was published"]);
        assert_eq!(repo.remote(&["branch", "--list"]), "");
    }
}

#[test]
fn bytes_are_published_as_they_are_whatever_git_would_make_of_them() {
    let repo = Repo::new();
    repo.configure(
        "[core]\nautocrlf = true\n[filter \"x\"]\nclean = tr a-z A-Z\nrequired = true\n",
    );
    repo.write("static/data.csv", "a\r\nb\nc\r\n");
    repo.write("static/.well-known/security.txt", "Contact: mailto:a@site.test\n");
    repo.commit("data");
    repo.write(".gitattributes", "* text eol=crlf filter=x working-tree-encoding=UTF-16 ident\n");
    repo.deploy(&[]).exits(0);
    let commit = repo.commits()[0].clone();
    let mut command = Command::new("git");
    let show = repo.prepare(&mut command).current_dir(repo.disk.path("remote.git"));
    let shown = show.args(["cat-file", "blob", &format!("{commit}:data.csv")]).output().unwrap();
    assert_eq!(shown.stdout, b"a\r\nb\nc\r\n");
    repo.remote(&["cat-file", "-e", &format!("{commit}:.well-known/security.txt")]);
}

// ---- the author's settings and hooks ----

#[test]
fn no_hook_of_the_authors_is_run() {
    const HOOKS: [&str; 9] = [
        "pre-commit",
        "commit-msg",
        "prepare-commit-msg",
        "post-commit",
        "pre-push",
        "post-checkout",
        "post-index-change",
        "reference-transaction",
        "fsmonitor-watchman",
    ];
    let repo = Repo::new();
    let mark = repo.disk.path("ran");
    for name in HOOKS {
        let script = format!("echo {name} >> '{}'; exit 1", mark.display());
        hook(&repo.disk.path(&format!("site/.git/hooks/{name}")), &script);
        hook(&repo.disk.path(&format!("home/hooks/{name}")), &script);
    }
    repo.deploy(&[]).exits(0);
    let hooks = repo.disk.path("home/hooks").display().to_string();
    repo.git(&["config", "core.hooksPath", &hooks]);
    repo.write("content/two.md", "---\ntitle: Two\n---\nText.\n");
    repo.deploy(&[]).exits(0);
    assert!(!mark.exists(), "{}", fs::read_to_string(&mark).unwrap());
    assert_eq!(repo.commits().len(), 2);
}

#[test]
fn odd_settings_of_git_change_nothing() {
    let repo = Repo::new();
    repo.git(&["push", "--quiet", "origin", "main"]);
    repo.git(&["tag", "-a", "-m", "x", "v1"]);
    repo.configure(
        "[commit]\ngpgSign = true\n[tag]\ngpgSign = true\n[gpg]\nprogram = false\n\
         [push]\nfollowTags = true\ndefault = nothing\nrecurseSubmodules = check\n[core]\nsplitIndex = true\nquotePath = true\n\
         fsmonitor = true\nignoreCase = true\n[index]\nsparse = true\n[status]\nshowUntrackedFiles = no\nbranch = true\n[color]\nui = always\n\
         [i18n]\ncommitEncoding = latin1\n[log]\nshowSignature = true\n[diff]\nexternal = false\n[fetch]\nprune = true\n[remote]\npushDefault = nowhere\n",
    );
    repo.git(&["config", "remote.origin.mirror", "true"]);
    repo.git(&["config", "remote.origin.push", "+refs/*:refs/*"]);
    repo.write("content/two.md", "---\ntitle: Zwölf\n---\nText.\n");
    says(&repo.deploy(&[]).exits(0), &["warning[deploy/uncommitted]", "`content/two.md`"]);
    repo.holds_the_site(&[]);
    assert_eq!(repo.remote(&["tag", "--list"]), "");
    let branches = ["for-each-ref", "--format=%(refname)", "--no-color"];
    assert_eq!(repo.remote(&branches), "refs/heads/gh-pages\nrefs/heads/main\n");
}

#[test]
fn variables_of_a_hook_do_not_lead_elsewhere() {
    let mut repo = Repo::new();
    repo.git_in("", &["init", "--quiet", "elsewhere"]);
    let elsewhere = repo.disk.path("elsewhere/.git").display().to_string();
    repo.environment = [
        ("GIT_DIR", elsewhere.clone()),
        ("GIT_WORK_TREE", elsewhere.clone()),
        ("GIT_INDEX_FILE", format!("{elsewhere}/index")),
        ("GIT_OBJECT_DIRECTORY", format!("{elsewhere}/objects")),
        ("GIT_LITERAL_PATHSPECS", "1".into()),
        ("GIT_TRACE", "1".into()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec();
    repo.deploy(&[]).exits(0).silent();
    repo.environment.clear();
    repo.holds_the_site(&[]);
    assert!(!repo.disk.exists("elsewhere/.git/index"));
}

#[test]
fn a_repository_of_somebody_else_is_told_with_what_to_do() {
    let mut repo = Repo::new();
    repo.environment = vec![("GIT_TEST_ASSUME_DIFFERENT_OWNER".into(), "1".into())];
    let run = repo.deploy(&[]).exits(2);
    says(&run, &["belongs to another user", "safe.directory"]);
    repo.configure("[safe]\ndirectory = *\n");
    repo.deploy(&[]).exits(0);
}

#[test]
fn nobody_said_who_publishes() {
    let repo = Repo::new();
    repo.disk.write("home/gitconfig", "[user]\nuseConfigOnly = true\n");
    let run = repo.deploy(&[]).exits(2);
    says(&run, &["git does not know your name and email address", "git config user.name"]);
    assert_eq!(repo.remote(&["branch", "--list"]), "");
}

// ---- the remote refuses ----

#[test]
fn a_hook_of_the_remote_refuses() {
    let repo = Repo::new();
    hook(&repo.disk.path("remote.git/hooks/pre-receive"), "echo 'not on a Friday' >&2; exit 1");
    let run = repo.deploy(&[]).exits(2);
    says(&run, &["a hook of the remote refused it", "remote: not on a Friday"]);
    hook(
        &repo.disk.path("remote.git/hooks/pre-receive"),
        "echo 'error: GH006: Protected branch update failed' >&2; exit 1",
    );
    says(&repo.deploy(&[]).exits(2), &["the branch is protected"]);
    assert_eq!(repo.remote(&["branch", "--list"]), "");
}

#[test]
fn somebody_who_publishes_at_the_same_moment_is_not_overwritten() {
    for args in [&[][..], &["--force"], &["--force", "--no-history"]] {
        let repo = Repo::new();
        repo.git(&["push", "--quiet", "origin", "main"]);
        repo.deploy(&[]).exits(0);
        repo.write("content/one.md", ARTICLE.replace("Text", "More"));
        repo.commit("second");
        let theirs =
            "unset GIT_QUARANTINE_PATH; git update-ref refs/heads/gh-pages refs/heads/main";
        hook(&repo.disk.path("remote.git/hooks/pre-receive"), theirs);
        let run = repo.deploy(args).exits(2);
        says(&run, &["somebody published in the meantime"]);
        let main = repo.remote(&["rev-parse", "main"]);
        assert_eq!(repo.remote(&["rev-parse", "gh-pages"]), main, "theirs stands");
    }
}

#[test]
fn a_branch_that_changes_after_the_push_is_told_file_by_file() {
    let repo = Repo::new();
    repo.git(&["push", "--quiet", "origin", "main"]);
    let hook_of = |script: &str| hook(&repo.disk.path("remote.git/hooks/post-receive"), script);
    hook_of(
        "export GIT_INDEX_FILE=x GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x
        git read-tree gh-pages; git rm -q --cached robots.txt
        blob=$(echo changed | git hash-object -w --stdin)
        git update-index --add --cacheinfo 100644,$blob,index.html --cacheinfo 100644,$blob,new.html
        git update-ref refs/heads/gh-pages $(git commit-tree -m x $(git write-tree))",
    );
    let run = repo.deploy(&[]).exits(2);
    says(
        &run,
        &[
            "the site was pushed, but",
            "another commit is there now",
            "`robots.txt` is missing",
            "`index.html` has different contents",
            "`new.html` exists but should not",
        ],
    );
    hook_of("git update-ref -d refs/heads/gh-pages");
    repo.remote(&["update-ref", "-d", "refs/heads/gh-pages"]);
    repo.deploy(&[]).exits(2);
}

#[test]
fn a_branch_in_the_way_of_the_name_is_told() {
    let repo = Repo::new();
    repo.git(&["push", "--quiet", "origin", "main:gh-pages/old"]);
    says(&repo.deploy(&[]).exits(2), &["another branch on the remote is in the way"]);
}

#[test]
fn a_remote_that_is_a_working_folder_or_none() {
    let repo = Repo::new();
    repo.git_in("", &["init", "--quiet", "-b", "gh-pages", "folder"]);
    repo.git(&["remote", "set-url", "origin", "../folder"]);
    says(&repo.deploy(&[]).exits(2), &["where the branch is checked out"]);
    repo.git(&["remote", "set-url", "origin", "../nowhere.git"]);
    says(&repo.deploy(&[]).exits(2), &["there is no repository at the remote's address"]);
}

#[test]
fn a_password_is_never_shown_and_a_remote_program_never_run() {
    let repo = Repo::new();
    repo.git(&["remote", "set-url", "origin", "http://me:s3cr%40et@127.0.0.1:1/site.git"]);
    let run = repo.deploy(&[]).exits(2);
    says(&run, &["warning[deploy/password]", "the remote cannot be reached"]);
    assert!(
        !format!("{run:?}").contains("s3cr") && !format!("{run:?}").contains("et@127"),
        "{run:#?}"
    );
    let run = {
        repo.git(&["remote", "set-url", "origin", "http://me:s3cr@et@127.0.0.1:1/site.git"]);
        repo.deploy(&[]).exits(2)
    };
    says(&run, &["'http://***@127.0.0.1:1/site.git/'"]);
    assert!(!format!("{run:?}").contains("s3cr"), "{run:#?}");
    let mark = repo.disk.path("ran");
    let evil = format!("ext::sh -c touch% {}", mark.display());
    repo.git(&["remote", "set-url", "origin", &evil]);
    repo.configure("[protocol]\nallow = always\n");
    says(&repo.deploy(&[]).exits(2), &["has a protocol that is not used for publishing"]);
    assert!(!mark.exists());
}

#[test]
fn a_helper_that_git_leaves_behind_is_not_waited_for() {
    let mut repo = Repo::new();
    // Like a shared ssh connection: it lives on, and keeps its standard error open.
    hook(&repo.disk.path("ssh"), "sleep 20 & shift; eval \"$*\"");
    let ssh = repo.disk.path("ssh").display().to_string();
    repo.environment =
        vec![("GIT_SSH_COMMAND".into(), ssh), ("GIT_SSH_VARIANT".into(), "simple".into())];
    let address = format!("ssh://host{}", repo.disk.path("remote.git").display());
    repo.git(&["remote", "set-url", "origin", &address]);
    let begun = std::time::Instant::now();
    repo.deploy(&[]).exits(0);
    assert!(begun.elapsed().as_secs() < 20, "waited for the helper");
}

#[test]
fn a_folder_that_looks_like_a_repository_runs_nothing() {
    let repo = Repo::new();
    let mark = repo.disk.path("ran");
    let run = format!("touch '{}'", mark.display());
    repo.write("site/HEAD", "ref: refs/heads/main\n");
    repo.write("site/objects/.keep", "");
    repo.write("site/refs/heads/.keep", "");
    repo.write("site/config", format!("[core]\nbare = false\nworktree = .\nfsmonitor = {run}\nsshCommand = {run}\n[filter \"x\"]\nclean = {run}\n"));
    repo.write("site/.gitattributes", "* filter=x\n");
    repo.write("site/site.toml", SETTINGS);
    repo.write("site/content/one.md", ARTICLE);
    let run = repo.nutgraf(&["deploy", "--check", "--root", "site"]);
    assert!(!mark.exists(), "{run:#?}");
    assert_ne!(run.status, Some(0), "{run:#?}");
}

#[test]
fn a_program_of_the_site_is_not_taken_for_git() {
    let mut repo = Repo::new();
    let mark = repo.disk.path("ran");
    hook(&repo.disk.path("site/git"), &format!("touch '{}'", mark.display()));
    let path = std::env::var("PATH").unwrap();
    repo.environment = vec![("PATH".into(), format!(".::{path}"))];
    repo.nutgraf(&["deploy", "--check"]).exits(0);
    assert!(!mark.exists());
}

#[test]
fn git_is_not_there() {
    let repo = Repo::new();
    let mut command = nutgraf();
    let run = run(repo
        .prepare(&mut command)
        .current_dir(repo.disk.path("site"))
        .env("PATH", repo.disk.path("home"))
        .arg("deploy"));
    says(&run.exits(2), &["cannot start `git`", "https://git-scm.com/downloads"]);
}

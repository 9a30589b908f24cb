//! The workflow with which GitHub builds and publishes a site: what is in it, and how it is kept up to date.

use std::collections::{BTreeMap, BTreeSet};

use nutgraf::deploy::Workflow;
use nutgraf::deploy::workflow::{WorkflowState, state, written_by};
use serde_json::Value;
use snapbox::{assert_data_eq, str};

#[cfg(target_os = "linux")]
use crate::repository::isolated;
use crate::repository::{git, nutgraf_in, repository};
use crate::support::DiskSite;
#[cfg(target_os = "linux")]
use crate::support::{Run, replace_samples, run};

/// The actions that may be used, each with its commit and the comment that names its version: read from the list for
/// the checks of all workflows, so that there is only one list.
fn actions() -> Vec<String> {
    let checks = include_str!("../browser/workflows.mjs");
    let list = checks.split("const ACTIONS = {\n").nth(1).unwrap().split("\n};").next().unwrap();
    let list: BTreeMap<String, [String; 2]> =
        serde_json::from_str(&format!("{{{}}}", list.trim_end().trim_end_matches(','))).unwrap();
    list.into_iter()
        .map(|(name, [commit, version])| {
            assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()));
            format!("{name}@{commit} # {version}")
        })
        .collect()
}

fn workflow(branch: &str, site_folder: &str) -> Workflow {
    Workflow { branch: branch.into(), site_folder: site_folder.into(), version: "1.2.3".into() }
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// The step that checks a pull request.
const CHECK: &str = "Check what the pull request changes";

/// The steps of a job.
fn steps<'w>(workflow: &'w Value, job: &str) -> &'w [Value] {
    workflow["jobs"][job]["steps"].as_array().unwrap()
}

// ---- what is in it ----

#[test]
fn every_action_is_pinned_to_the_commit_that_was_looked_at() {
    let text = workflow("main", "").render();
    let uses: Vec<&str> =
        text.lines().filter_map(|line| line.trim().strip_prefix("uses: ")).collect();
    let actions = actions();
    for used in &uses {
        assert!(actions.iter().any(|action| action == used), "{used} may not be used");
    }
    let names: BTreeSet<&str> = uses.iter().filter_map(|used| used.split('@').next()).collect();
    let official =
        ["cache", "checkout", "configure-pages", "deploy-pages", "upload-pages-artifact"];
    let official = official.map(|name| format!("actions/{name}"));
    let flow = official.iter().map(String::as_str).chain(["dtolnay/rust-toolchain"]);
    assert_eq!(names, flow.collect());
    let parsed = yaml(&text);
    let all = steps(&parsed, "build").iter().chain(steps(&parsed, "deploy"));
    assert_eq!(all.filter(|step| !step["uses"].is_null()).count(), uses.len());
}

#[test]
fn no_job_has_more_rights_than_it_needs() {
    let workflow = yaml(&workflow("main", "").render());
    assert_eq!(workflow["permissions"], serde_json::json!({}));
    assert_eq!(
        workflow["jobs"]["build"]["permissions"],
        serde_json::json!({ "contents": "read", "pages": "read" })
    );
    assert_eq!(
        workflow["jobs"]["deploy"]["permissions"],
        serde_json::json!({ "pages": "write", "id-token": "write" })
    );
    let checkout = &steps(&workflow, "build")[0]["with"];
    assert_eq!(checkout["persist-credentials"], false);
    // Only a pull request needs the history.
    let depth = "${{ github.event_name == 'pull_request' && '0' || '1' }}";
    assert_eq!(checkout["fetch-depth"], depth);
    for job in workflow["jobs"].as_object().unwrap().values() {
        assert!(job["timeout-minutes"].is_u64());
    }
}

#[test]
fn no_expression_stands_in_a_script() {
    let workflow = yaml(&workflow("main", "").render());
    let scripts: Vec<&str> =
        steps(&workflow, "build").iter().filter_map(|step| step["run"].as_str()).collect();
    assert_eq!(scripts.len(), 5);
    for script in scripts {
        assert!(!script.contains("${{"), "{script}");
    }
}

#[test]
fn a_pull_request_is_built_strictly_and_nothing_of_it_is_published() {
    let workflow = yaml(&workflow("main", "").render());
    let build = steps(&workflow, "build");
    let strict: Vec<_> = build
        .iter()
        .filter(|step| step["run"].as_str().is_some_and(|run| run.contains("build --strict")))
        .collect();
    assert_eq!(strict.len(), 1);
    assert_eq!(strict[0]["if"], "github.event_name == 'pull_request'");
    let check = build.iter().find(|step| step["name"] == CHECK).unwrap();
    assert_eq!(check["if"], "github.event_name == 'pull_request'");
    assert_eq!(check["env"], serde_json::json!({ "BASE": "${{ github.base_ref }}" }));
    let publishes = |step: &&Value| {
        step["uses"].as_str().is_some_and(|uses| uses.contains("pages"))
            || step["run"].as_str().is_some_and(|run| run.contains("--base-url"))
    };
    let publishing: Vec<_> = build.iter().filter(publishes).collect();
    assert_eq!(publishing.len(), 3);
    for step in publishing {
        assert_eq!(step["if"], "github.event_name != 'pull_request'");
    }
    assert_eq!(workflow["jobs"]["deploy"]["if"], "github.event_name != 'pull_request'");
    assert_eq!(workflow["jobs"]["deploy"]["environment"]["name"], "github-pages");
    assert_eq!(workflow["jobs"]["deploy"]["needs"], "build");
    assert_eq!(build.last().unwrap()["with"]["include-hidden-files"], true);
}

#[test]
fn branches_and_folders_may_have_any_name() {
    for (branch, pattern) in [
        ("main", "main"),
        ("on", "on"),
        ("1.0", "1.0"),
        ("it's/a-\"b\"#c,d]", "it's/a-\"b\"#c,d]"),
        ("c++", "c\\+\\+"),
        ("!now", "\\!now"),
        ("ünï", "ünï"),
    ] {
        let workflow = workflow(branch, "");
        let text = workflow.render();
        assert_eq!(yaml(&text)["on"]["push"]["branches"], serde_json::json!([pattern]));
        assert_eq!(Workflow::read(&text), Some(workflow));
    }
    for (folder, written) in [
        ("docs/the site", "docs/the site"),
        ("-x: \"y\" # z", "-x: \"y\" # z"),
        ("~", "~"),
        ("two\nlines", "two\nlines"),
        ("a${{ github.token }}", "a${{ '${{' }} github.token }}"),
    ] {
        let workflow = workflow("main", folder);
        let text = workflow.render();
        let env = &yaml(&text)["env"];
        assert_eq!(env["SITE_FOLDER"], written);
        assert_eq!(env["OUTPUT_FOLDER"], format!("{written}/public"));
        assert_eq!(Workflow::read(&text), Some(workflow));
    }
    let env = &yaml(&workflow("main", "").render())["env"];
    assert_eq!((&env["SITE_FOLDER"], &env["OUTPUT_FOLDER"]), (&".".into(), &"public".into()));
    assert_eq!(env["NUTGRAF_VERSION"], "1.2.3");
}

// ---- its scripts, run as GitHub runs them ----

/// A clone with a site in a folder, its workflow, and what GitHub gives the scripts.
#[cfg(target_os = "linux")]
struct Runner {
    here: DiskSite,
    workflow: Value,
}

#[cfg(target_os = "linux")]
impl Runner {
    fn new() -> Self {
        let here = DiskSite::empty();
        repository(&here, "clone", Some("https://github.com/Ada/Engines"));
        nutgraf_in(&here, "clone", &["init", "the site", "--github", "-q"]).exits(0).silent();
        replace_samples(&here.path("clone/the site"));
        let workflow = yaml(&here.read("clone/.github/workflows/pages.yml"));
        here.write("temp/x", "");
        Self { here, workflow }
    }

    /// Puts a program before all others.
    fn stand_in(&self, name: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt as _;
        self.here.write(&format!("bin/{name}"), format!("#!/bin/bash\nset -e\n{script}\n"));
        let path = self.here.path("bin").join(name);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs a step of the first job, with the results of the steps before it.
    fn step(&self, name: &str, env: &[(&str, &str)]) -> Run {
        let build = steps(&self.workflow, "build");
        let step = build.iter().find(|step| step["name"] == name).unwrap();
        let mut command = isolated(std::process::Command::new("bash"), &self.here);
        let path = std::env::var("PATH").unwrap();
        command
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().unwrap()])
            .current_dir(self.here.path("clone"))
            .env("PATH", format!("{}:{path}", self.here.path("bin").display()))
            .env("RUNNER_TEMP", self.here.path("temp"))
            .env("XDG_STATE_HOME", self.here.path("state"))
            .env("PROGRAM", env!("CARGO_BIN_EXE_nutgraf"));
        for (name, value) in self.workflow["env"].as_object().unwrap() {
            command.env(name, value.as_str().unwrap());
        }
        run(command.envs(env.iter().copied()))
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nutgraf_is_compiled_and_builds_the_site_for_the_address_of_pages() {
    let runner = Runner::new();
    runner.stand_in(
        "cargo",
        "echo \"$PWD: $*\"; mkdir -p \"$4/bin\"; ln -s \"$PROGRAM\" \"$4/bin/nutgraf\"",
    );
    let temp = runner.here.path("temp").display().to_string();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        runner.step("Compile nutgraf", &[]).exits(0).silent().stdout,
        format!("{temp}: install --locked --root {temp}/nutgraf nutgraf@{version}\n")
    );
    runner.step("Build the pull request", &[]).exits(0).silent();
    let page = "clone/the site/public/how-are-dates-written/index.html";
    assert!(runner.here.read(page).contains("https://ada.github.io/Engines/how-are"));
    // As configure-pages gives it: without a trailing slash.
    let base = [("BASE_URL", "https://engines.example")];
    runner.step("Build the site", &base).exits(0).silent();
    assert!(runner.here.read(page).contains("\"https://engines.example/how-are"));
    // A warning stops a pull request, but not publishing.
    runner.here.write("clone/the site/content/x.md", "---\ntitle: X\ndate: 9000-01-01\n---\nX\n");
    runner.step("Build the pull request", &[]).exits(1);
    runner.step("Build the site", &base).exits(0);
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_pull_request_changes_is_checked() {
    let runner = Runner::new();
    runner.here.write("temp/nutgraf/bin/x", "");
    let program = runner.here.path("temp/nutgraf/bin/nutgraf");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_nutgraf"), program).unwrap();
    let commit = |message: &str| {
        git(&runner.here, "clone", &["add", "."]);
        let author = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
        git(&runner.here, "clone", &[&author[..], &["commit", "-qm", message]].concat());
    };
    let base = "it's/a-\"b\"$(touch${IFS}x)#c";
    let check = || runner.step(CHECK, &[("BASE", base)]);
    let article = "clone/the site/content/cost.md";
    let text = "---\ntitle: What does it cost?\ndate: 2020-01-02\nas_of: 2020-01-02\nreview_by: 9000-01-01\nauthors: [Ada]\nstandfirst: What is known of the cost, and what is not.\n---\n\nNobody knows that yet.\n";
    runner.here.write(article, text);
    commit("published");
    // Without the history of the base branch, nothing can be compared.
    assert!(check().exits(2).stderr.contains("is not a commit here"));
    let there = format!("refs/remotes/origin/{base}");
    git(&runner.here, "clone", &["update-ref", &there, "HEAD"]);
    assert_eq!(check().exits(0).stdout, "");
    // A warning is shown beside its line, and stops nothing.
    runner.here.write(article, text.replace("Nobody knows", "Everybody knows"));
    commit("changed without a word");
    let warned = check().exits(0);
    assert_eq!(warned.stdout.lines().count(), 1, "{warned:#?}");
    let begins = "::warning file=the site/content/cost.md,line=";
    assert!(warned.stdout.starts_with(begins), "{warned:#?}");
    assert!(warned.stdout.contains(",title=history/silent-edit::"), "{warned:#?}");
    // An error stops it.
    let settings = runner.here.read("clone/the site/site.toml");
    let strict = format!("{settings}\n[check]\n\"history/silent-edit\" = \"error\"\n");
    runner.here.write("clone/the site/site.toml", strict);
    let stopped = check().exits(1);
    assert!(stopped.stdout.starts_with(&begins.replace("warning", "error")), "{stopped:#?}");
    assert!(!runner.here.exists("clone/x"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_binary_is_used_only_with_the_sum_that_was_named() {
    const STEP: &str = "Fetch the binary that was named";
    let runner = Runner::new();
    runner.stand_in(
        "curl",
        "while [[ $1 != --output ]]; do shift; done; cp \"$ARCHIVE\" \"$2\"; echo fetched \"${@:3}\"",
    );
    runner.stand_in("nutgraf", "echo it runs");
    // The shell completions have the program's name, too.
    runner.here.write("bin/completions/nutgraf", "");
    let tar = |name: &str, what: &[&str]| {
        let archive = runner.here.path(name);
        let mut command = std::process::Command::new("tar");
        command.arg("-czf").arg(&archive).arg("-C").arg(runner.here.path("")).args(what);
        run(&mut command).exits(0);
        let sum = run(std::process::Command::new("sha256sum").arg(&archive)).exits(0).stdout;
        (archive.display().to_string(), sum[..64].to_owned())
    };
    let (none, none_sum) = tar("none.tar.gz", &["bin/curl"]);
    let (archive, sum) = tar("n.tar.gz", &["bin"]);
    let url = "https://example.org/n.tar.gz?a=b&c";
    let fetch = |archive: &str, url: &str, sum: &str| {
        runner.step(STEP, &[("ARCHIVE", archive), ("BINARY_URL", url), ("BINARY_SHA256", sum)])
    };
    for (url, sum) in [
        (url, ""),
        ("", sum.as_str()),
        ("http://example.org/n.tar.gz", &sum),
        ("file:///etc/passwd", &sum),
        (url, &sum[1..]),
        (url, &format!("{sum}\n{sum}")),
    ] {
        let refused = fetch(&archive, url, sum).exits(1);
        assert!(refused.stdout.starts_with("::error::name both"), "{refused:#?}");
    }
    let refused = fetch(&archive, url, &"0".repeat(64)).exits(1);
    assert!(refused.stdout.contains(&format!("fetched --url {url}\n")), "{refused:#?}");
    assert!(!runner.here.exists("temp/nutgraf-unpacked"), "nothing is unpacked");
    let refused = fetch(&none, url, &none_sum).exits(1);
    assert!(refused.stdout.contains("it holds 0"), "{refused:#?}");
    assert!(!runner.here.exists("temp/nutgraf"));
    fetch(&archive, url, &sum.to_uppercase()).exits(0);
    let program = runner.here.path("temp/nutgraf/bin/nutgraf");
    assert_eq!(run(&mut std::process::Command::new(program)).exits(0).stdout, "it runs\n");
}

// ---- how it is known again ----

#[test]
fn a_file_is_known_again() {
    let new = workflow("main", "site");
    let text = new.render();
    let old = Workflow { version: "1.2.2".into(), ..new.clone() }.render();
    let own = |text: &str| {
        text.replace("\"main\"", "live").replace(
            "inputs.binary_url || ''",
            "inputs.binary_url || 'https://example.org/n.tar.gz'",
        )
    };
    let live = Workflow { branch: "live".into(), ..new.clone() };
    for (text, than, expected) in [
        (text.clone(), &new, WorkflowState::Current),
        (text.replace('\n', "\r\n"), &new, WorkflowState::Current),
        (old.clone(), &new, WorkflowState::Outdated),
        (old.replace('\n', "\r\n"), &new, WorkflowState::Outdated),
        (text.clone(), &live, WorkflowState::Outdated),
        (own(&old), &live, WorkflowState::Outdated),
        (text.replace("ubuntu-latest", "ubuntu-24.04"), &new, WorkflowState::Edited),
        (old.replace("ubuntu-latest", "ubuntu-24.04"), &new, WorkflowState::Edited),
        (text.replace("[\"main\"]", "[main, live]"), &new, WorkflowState::Edited),
        (format!("{text}\n"), &new, WorkflowState::Edited),
        (String::new(), &new, WorkflowState::Foreign),
        ("name: Pages\n".into(), &new, WorkflowState::Foreign),
        (text.split_once('\n').unwrap().1.into(), &new, WorkflowState::Foreign),
        ("# nutgraf 1.2.3\n".into(), &new, WorkflowState::Foreign),
        ("# nutgraf is used here as well\nname: x\n".into(), &new, WorkflowState::Foreign),
    ] {
        assert_eq!(state(&text, than), expected, "{text}");
    }
    let renewed = live.renew(&own(&old));
    assert!(renewed.contains("'https://example.org/n.tar.gz'"), "the author's line stays");
    assert_eq!(state(&renewed, &live), WorkflowState::Current);
    assert_eq!(Workflow::read(&own(&old)), Some(Workflow { version: "1.2.2".into(), ..live }));
}

#[test]
fn the_schedule_is_the_authors_to_switch_on() {
    let new = workflow("main", "");
    let text = new.render();
    assert!(yaml(&text)["on"]["schedule"].is_null());
    for cron in ["17 4 * * *", "0 12 * * 1"] {
        let theirs = text.replace(
            "  # schedule:\n  #   - cron: \"17 4 * * *\"\n",
            &format!("  schedule:\n    - cron: \"{cron}\"\n"),
        );
        assert_eq!(yaml(&theirs)["on"]["schedule"][0]["cron"], *cron);
        assert_eq!(state(&theirs, &new), WorkflowState::Current);
        let newer = Workflow { version: "1.3.0".into(), ..new.clone() };
        assert_eq!(state(&theirs, &newer), WorkflowState::Outdated);
        assert_eq!(yaml(&newer.renew(&theirs))["on"]["schedule"][0]["cron"], *cron);
    }
}

#[test]
fn a_branch_may_stand_in_any_quotes() {
    for (branch, lines) in [
        ("live", &["[live]", "['live']", "[ \"live\" ]"][..]),
        ("c++", &["['c\\+\\+']", "[\"c\\\\+\\\\+\"]"]),
        ("a/1.0", &["[a/1.0]", "['a/1.0']"]),
    ] {
        let new = workflow(branch, "");
        let text = new.render();
        let written = text.lines().find_map(|line| line.strip_prefix("    branches: ")).unwrap();
        for line in lines {
            let theirs = text.replace(written, line);
            assert_eq!(
                yaml(&theirs)["on"]["push"]["branches"],
                yaml(&text)["on"]["push"]["branches"]
            );
            assert_eq!(state(&theirs, &new), WorkflowState::Current, "{line}");
            assert_eq!(new.renew(&theirs), theirs, "{line}");
            let main = workflow("main", "");
            assert_eq!(state(&theirs, &main), WorkflowState::Outdated, "{line}");
            assert_eq!(main.renew(&theirs), main.render(), "{line}");
            // Everything else in the file is updated around it.
            let newer = Workflow { version: "1.3.0".into(), ..new.clone() };
            assert_eq!(newer.renew(&theirs), newer.render().replace(written, line));
        }
    }
    // `c+` is a pattern, and also matches branches with other names.
    let new = workflow("c+", "");
    let theirs = new.render().replace("[\"c\\\\+\"]", "[c+]");
    assert_ne!(theirs, new.render());
    assert_eq!(state(&theirs, &new), WorkflowState::Outdated);
}

#[test]
fn a_newer_file_is_not_out_of_date() {
    let ours = Workflow { version: "1.10.0".into(), ..workflow("main", "") };
    for (version, expected) in [
        ("1.10.1", WorkflowState::Newer),
        ("1.11.0", WorkflowState::Newer),
        ("2.0.0", WorkflowState::Newer),
        ("2.0.0-rc.1", WorkflowState::Newer),
        ("1.10.0-rc.1", WorkflowState::Outdated),
        ("1.9.9", WorkflowState::Outdated),
        ("0.99.0", WorkflowState::Outdated),
        ("1.10.0+build", WorkflowState::Outdated),
        ("1.10.x", WorkflowState::Outdated),
    ] {
        let text = Workflow { version: version.into(), ..ours.clone() }.render();
        assert_eq!(state(&text, &ours), expected, "{version}");
        assert_eq!(written_by(&text).as_deref(), Some(version));
        // An older nutgraf may not know which lines are the author's in a newer file.
        let edited = format!("{text}# mine\n");
        let edited_is = if expected == WorkflowState::Newer {
            WorkflowState::Newer
        } else {
            WorkflowState::Edited
        };
        assert_eq!(state(&edited, &ours), edited_is, "{version}");
    }
    assert_eq!(written_by("name: Mine\n"), None);
}

// ---- the commands ----

const PAGES: &str = ".github/workflows/pages.yml";

/// A site in a folder of a repository on GitHub, without a workflow.
fn cloned(folder: &str) -> DiskSite {
    let here = DiskSite::empty();
    repository(&here, "", Some("git@github.com:Ada/Engines.git"));
    nutgraf_in(&here, "", &["init", "-q", if folder.is_empty() { "." } else { folder }]).exits(0);
    here
}

#[test]
fn init_writes_the_workflow_at_the_top_of_the_repository() {
    let here = DiskSite::empty();
    repository(&here, "", Some("https://github.com/Ada/Engines"));
    let made = nutgraf_in(&here, "", &["init", "docs/site", "--github"]).exits(0).silent();
    assert_data_eq!(
        made.stdout,
        str![[r#"
A site with one sample explainer is in docs/site.
Its address will be https://ada.github.io/Engines/, unless it has its own domain: `base_url` in site.toml.

GitHub builds it with .github/workflows/pages.yml.
Once, on https://github.com/Ada/Engines/settings/pages: choose "GitHub Actions" as the source.
Then every push to `main` publishes the site.
The workflow compiles this version of nutgraf from crates.io. As long as it is not there, no push publishes; then name a binary, as the first lines of the workflow say.

Next:
  cd docs/site
  nutgraf serve --open

`nutgraf check` reads your articles as an editor would: sources, figures, open questions.

"#]]
    );
    let read = Workflow::read(&here.read(PAGES)).unwrap();
    assert_eq!((read.branch.as_str(), read.site_folder.as_str()), ("main", "docs/site"));
    assert_eq!(read.version, env!("CARGO_PKG_VERSION"));
    assert!(!here.exists("docs/site/.github"));
    // The other site's workflow is in the way, and so is the whole other site.
    let refused = nutgraf_in(&here, "", &["init", "other", "--github"]).exits(2);
    assert!(refused.stderr.contains(PAGES), "{refused:#?}");
    assert!(!here.exists("other"));
}

#[test]
fn the_branch_is_the_one_that_readers_see_first() {
    let branch = |here: &DiskSite| {
        nutgraf_in(here, "", &["init", "-q", "--github", "--force"]).exits(0).silent();
        let branch = Workflow::read(&here.read(PAGES)).unwrap().branch;
        std::fs::remove_file(here.path(PAGES)).unwrap();
        branch
    };
    let here = DiskSite::empty();
    assert_eq!(branch(&here), "main", "without a repository");
    here.write("empty", "");
    git(&here, "", &["init", "--quiet", "--initial-branch=trunk"]);
    assert_eq!(branch(&here), "trunk", "without a commit");
    let commit = ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "A"];
    git(&here, "", &["add", "empty"]);
    git(&here, "", &commit);
    git(&here, "", &["checkout", "-q", "--detach"]);
    git(&here, "", &["config", "init.defaultBranch", "first"]);
    assert_eq!(branch(&here), "first", "with a detached HEAD");
    git(&here, "", &["checkout", "-q", "-b", "change"]);
    assert_eq!(branch(&here), "change", "checked out");
    git(&here, "", &["update-ref", "refs/remotes/origin/live", "HEAD"]);
    git(&here, "", &["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/live"]);
    assert_eq!(branch(&here), "live", "as the remote says");
}

#[test]
fn deploy_writes_the_workflow_once() {
    let here = cloned("site");
    let first = nutgraf_in(&here, "site/content", &["deploy", "--workflow"]).exits(0).silent();
    let place = here.path(PAGES).display().to_string();
    assert_eq!(
        first.stdout,
        format!(
            "{place}: written\n\nOnce, on https://github.com/Ada/Engines/settings/pages: choose \"GitHub Actions\" as the source.\nThen every push to `main` publishes the site.\n"
        )
    );
    let text = here.read(PAGES);
    assert_eq!(Workflow::read(&text).unwrap().site_folder, "site");
    let before = here.tree(".github");
    let again = ["deploy", "--workflow", "--root", "site"];
    let again = nutgraf_in(&here, "", &again).exits(0).silent();
    assert_eq!(again.stdout, format!("{PAGES}: already up to date\n"));
    assert_eq!(here.tree(".github"), before);
}

#[test]
fn deploy_brings_the_workflow_up_to_date_and_shows_the_difference() {
    let here = cloned("");
    let old =
        Workflow { branch: "live".into(), site_folder: String::new(), version: "0.0.9".into() };
    here.write(PAGES, old.render());
    let run = nutgraf_in(&here, "", &["deploy", "--workflow"]).exits(0).silent();
    assert_data_eq!(
        run.stdout,
        str![[r#"
--- a/.github/workflows/pages.yml
+++ b/.github/workflows/pages.yml
@@ -1,4 +1,4 @@
-# nutgraf 0.0.9 [..]
+# nutgraf [..]
 #
 # Publishes the site on GitHub Pages with every push to the branch below. A pull request is built with `--strict`, and
 # not published; what `nutgraf check` finds in the files that it changes is shown beside their lines. Once, in the
@@ [..] @@
[..]
[..]
 env:
-  NUTGRAF_VERSION: "0.0.9"
+  NUTGRAF_VERSION: "[..]"
   SITE_FOLDER: "."
   OUTPUT_FOLDER: "public"
   BINARY_URL: ${{ inputs.binary_url || '' }}
.github/workflows/pages.yml: brought up to date

"#]]
    );
    let new = Workflow { version: env!("CARGO_PKG_VERSION").into(), ..old };
    assert_eq!(here.read(PAGES), new.render(), "the branch is kept");
}

#[test]
fn a_workflow_that_is_not_ours_alone_is_overwritten_only_by_force() {
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let ours = Workflow { version, ..workflow("main", "") }.render();
    for (text, said) in [
        (
            ours.replace("ubuntu-latest", "ubuntu-24.04"),
            "was changed by hand after nutgraf wrote it",
        ),
        ("name: Mine\non: push\n".to_owned(), "was not written by nutgraf, or lost its first line"),
        (
            ours.split_once('\n').unwrap().1.to_owned(),
            "was not written by nutgraf, or lost its first line",
        ),
        ("\u{0}".to_owned(), "was not written by nutgraf, or lost its first line"),
    ] {
        let here = cloned("");
        here.write(PAGES, &text);
        let refused = nutgraf_in(&here, "", &["deploy", "--workflow"]).exits(1);
        assert_eq!(
            refused.stderr,
            format!(
                "`{PAGES}` {said}: nothing was written; run `nutgraf deploy --workflow --force` to replace it\n"
            )
        );
        assert!(refused.stdout.starts_with("--- a/"), "{refused:#?}");
        assert!(!refused.stdout.contains("brought"), "{refused:#?}");
        assert_eq!(here.read(PAGES), text);
        let quiet = nutgraf_in(&here, "", &["deploy", "--workflow", "-q"]).exits(1);
        assert!(quiet.stdout.is_empty() && !quiet.stderr.is_empty(), "{quiet:#?}");
        nutgraf_in(&here, "", &["deploy", "--workflow", "--force"]).exits(0).silent();
        assert_eq!(Workflow::read(&here.read(PAGES)).unwrap().version, env!("CARGO_PKG_VERSION"));
    }
}

#[test]
fn the_workflow_of_a_newer_nutgraf_is_left_alone() {
    let here = cloned("");
    let text = Workflow { version: "99.0.0".into(), ..workflow("main", "") }.render();
    here.write(PAGES, &text);
    let refused = nutgraf_in(&here, "", &["deploy", "--workflow"]).exits(1);
    assert_eq!(
        refused.stderr,
        format!(
            "`{PAGES}` was written by a newer nutgraf (99.0.0): nothing was written; update nutgraf, or replace it with `nutgraf deploy --workflow --force`\n"
        )
    );
    assert_eq!(here.read(PAGES), text);
    let check = nutgraf_in(&here, "", &["deploy", "--check"]);
    assert!(!check.stderr.contains("out of date"), "{check:#?}");
    nutgraf_in(&here, "", &["deploy", "--workflow", "--force"]).exits(0).silent();
    assert_eq!(Workflow::read(&here.read(PAGES)).unwrap().version, env!("CARGO_PKG_VERSION"));
}

#[test]
fn the_workflow_is_for_the_remote_that_the_settings_name() {
    let here = cloned("");
    git(&here, "", &["remote", "add", "public", "https://github.com/Public/Site"]);
    git(&here, "", &["config", "user.name", "A"]);
    git(&here, "", &["config", "user.email", "a@example.org"]);
    git(&here, "", &["commit", "--allow-empty", "-qm", "A"]);
    git(&here, "", &["update-ref", "refs/remotes/public/live", "HEAD"]);
    git(&here, "", &["symbolic-ref", "refs/remotes/public/HEAD", "refs/remotes/public/live"]);
    let toml = here.read("site.toml");
    here.write("site.toml", format!("{toml}\n[deploy]\nremote = \"public\"\n"));
    let made = nutgraf_in(&here, "", &["deploy", "--workflow"]).exits(0).silent();
    assert!(made.stdout.contains("https://github.com/Public/Site/settings/pages"), "{made:#?}");
    assert_eq!(Workflow::read(&here.read(PAGES)).unwrap().branch, "live");
    // Settings that cannot be read name no branch, and the workflow needs nothing else from them.
    here.write("site.toml", "title = 1\n");
    std::fs::remove_file(here.path(PAGES)).unwrap();
    let made = nutgraf_in(&here, "", &["deploy", "--workflow"]).exits(0).silent();
    assert!(made.stdout.contains("https://github.com/Ada/Engines/settings/pages"), "{made:#?}");
}

#[test]
fn the_workflow_of_another_site_is_not_taken_over() {
    let here = cloned("one");
    nutgraf_in(&here, "", &["init", "two", "-q"]).exits(0).silent();
    nutgraf_in(&here, "one", &["deploy", "--workflow", "-q"]).exits(0).silent();
    let refused = nutgraf_in(&here, "two", &["deploy", "--workflow"]).exits(1);
    assert!(
        refused.stderr.contains("builds the site in `one`: nothing was written"),
        "{refused:#?}"
    );
    // A site that moved takes its workflow along.
    std::fs::rename(here.path("one"), here.path("three")).unwrap();
    nutgraf_in(&here, "three", &["deploy", "--workflow"]).exits(0).silent();
    assert_eq!(Workflow::read(&here.read(PAGES)).unwrap().site_folder, "three");
}

#[test]
fn what_is_no_file_in_the_place_of_the_workflow_is_to_be_moved() {
    let here = cloned("");
    here.write(&format!("{PAGES}/x"), "mine");
    for args in [&["deploy", "--workflow"][..], &["deploy", "--workflow", "--force"]] {
        let refused = nutgraf_in(&here, "", args).exits(2);
        assert_eq!(
            refused.stderr,
            format!("error: `{PAGES}` (a folder) already exists; move it away\n")
        );
    }
}

#[test]
fn a_workflow_needs_a_repository() {
    let here = DiskSite::empty();
    nutgraf_in(&here, "", &["init", "site", "-q"]).exits(0).silent();
    let refused = nutgraf_in(&here, "", &["deploy", "--workflow", "--root", "site"]).exits(2);
    assert_eq!(
        refused.stderr,
        "error: `site` is not in a git repository; run `git init` to create one\n"
    );
    nutgraf_in(&here, "", &["deploy", "--workflow"]).exits(2);
}

#[test]
fn a_name_that_looks_like_a_hole_of_the_template_stays_what_it_is() {
    let odd = "a\"@version@\" \u{85}\u{2028}\u{7f}\u{feff}";
    let workflow = Workflow {
        branch: "@site_folder@".into(),
        site_folder: odd.into(),
        version: "1.2.3".into(),
    };
    let text = workflow.render();
    assert_eq!(Workflow::read(&text).unwrap(), workflow);
    assert!(!text.contains(|c: char| c.is_control() && c != '\n' || c == '\u{2028}'), "{text}");
}

#[cfg(unix)]
#[test]
fn a_workflow_is_read_through_no_link() {
    let here = DiskSite::empty();
    repository(&here, "", None);
    nutgraf_in(&here, "", &["init", "-q"]).exits(0);
    here.write("secret", "TOKEN\n");
    std::fs::create_dir_all(here.path(".github/workflows")).unwrap();
    for target in ["../../secret", "/dev/zero"] {
        let link = here.path(".github/workflows/pages.yml");
        std::os::unix::fs::symlink(target, &link).unwrap();
        for args in [
            &["deploy", "--workflow"][..],
            &["deploy", "--workflow", "--force"],
            &["deploy", "--check"],
        ] {
            let run = nutgraf_in(&here, "", args);
            assert_ne!(run.status, Some(0), "{run:#?}");
            assert!(!format!("{run:?}").contains("TOKEN"), "{run:#?}");
        }
        std::fs::remove_file(link).unwrap();
    }
}

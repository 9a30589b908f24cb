//! The workflow by which GitHub builds and publishes a site: what is in it, and how it is kept up to date.

use nutgraf::deploy::Workflow;
use nutgraf::deploy::workflow::{State, state};
use serde_json::Value;

/// The actions that may be used, with the one commit of each and its version.
const ACTIONS: [&str; 6] = [
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "actions/configure-pages@45bfe0192ca1faeb007ade9deae92b16b8254a0d # v6.0.0",
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
    "actions/cache@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0",
    "dtolnay/rust-toolchain@29eef336d9b2848a0b548edc03f92a220660cdb8 # stable, 2026-03-27",
];

fn workflow(branch: &str, site_folder: &str) -> Workflow {
    Workflow { branch: branch.into(), site_folder: site_folder.into(), version: "1.2.3".into() }
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

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
    for action in ACTIONS {
        assert!(uses.contains(&action), "{action} is not used");
    }
    for used in &uses {
        assert!(ACTIONS.contains(used), "{used} may not be used");
    }
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
    assert_eq!(steps(&workflow, "build")[0]["with"]["persist-credentials"], false);
    for job in workflow["jobs"].as_object().unwrap().values() {
        assert!(job["timeout-minutes"].is_u64());
    }
}

#[test]
fn no_expression_stands_in_a_script() {
    let workflow = yaml(&workflow("main", "").render());
    let scripts: Vec<&str> =
        steps(&workflow, "build").iter().filter_map(|step| step["run"].as_str()).collect();
    assert_eq!(scripts.len(), 4);
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
        (text.clone(), &new, State::Current),
        (text.replace('\n', "\r\n"), &new, State::Current),
        (old.clone(), &new, State::Outdated),
        (old.replace('\n', "\r\n"), &new, State::Outdated),
        (text.clone(), &live, State::Outdated),
        (own(&old), &live, State::Outdated),
        (text.replace("ubuntu-latest", "ubuntu-24.04"), &new, State::Edited),
        (old.replace("ubuntu-latest", "ubuntu-24.04"), &new, State::Edited),
        (text.replace("[\"main\"]", "[main, live]"), &new, State::Edited),
        (format!("{text}\n"), &new, State::Edited),
        (String::new(), &new, State::Foreign),
        ("name: Pages\n".into(), &new, State::Foreign),
        (text.split_once('\n').unwrap().1.into(), &new, State::Foreign),
        ("# nutgraf 1.2.3\n".into(), &new, State::Foreign),
        ("# nutgraf is used here as well\nname: x\n".into(), &new, State::Foreign),
    ] {
        assert_eq!(state(&text, than), expected, "{text}");
    }
    let renewed = live.renew(&own(&old));
    assert!(renewed.contains("'https://example.org/n.tar.gz'"), "the author's line stays");
    assert_eq!(state(&renewed, &live), State::Current);
    assert_eq!(Workflow::read(&own(&old)), Some(Workflow { version: "1.2.2".into(), ..live }));
}

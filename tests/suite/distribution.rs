//! What is distributed: manual pages, and the package with everything that a build needs and nothing else.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

#[cfg(target_os = "linux")]
use crate::repository::{git, hook, isolated, repository};
use crate::support::{DiskSite, nutgraf, run, tree, walk};

// ---- manual pages ----

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let help = DiskSite::empty().run(&["--help"]).exits(0).stdout;
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    list.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

/// Returns a text as it appears in a manual page.
fn roff(text: &str) -> String {
    text.replace('-', "\\-")
}

#[test]
fn every_command_has_a_manual_page_and_the_program_one() {
    let disk = DiskSite::empty();
    disk.run(&["man", "--dir", "a/b"]).exits(0).silent();
    let pages = tree(&disk.path("a/b"));
    let wanted: BTreeSet<String> = commands()
        .iter()
        .map(|command| format!("nutgraf-{command}.1"))
        .chain(["nutgraf.1".to_owned()])
        .collect();
    assert_eq!(pages.keys().cloned().collect::<BTreeSet<_>>(), wanted);
    let printed = disk.run(&["man"]).exits(0).silent().stdout;
    assert_eq!(printed.as_bytes(), pages["nutgraf.1"]);
    for command in commands() {
        assert!(printed.contains(&roff(&format!("nutgraf-{command}(1)"))), "{command} is listed");
    }
}

#[test]
fn a_manual_page_has_every_option_that_help_has() {
    let disk = DiskSite::empty();
    disk.run(&["man", "--dir", "man"]).exits(0).silent();
    for command in commands() {
        let page = disk.read(&format!("man/nutgraf-{command}.1"));
        assert!(page.contains(&format!(".TH nutgraf-{command} 1")), "{page}");
        assert!(page.contains(concat!("nutgraf ", env!("CARGO_PKG_VERSION"))), "{page}");
        let help = disk.run(&[&command, "--help"]).exits(0).stdout;
        let options = help.lines().filter_map(|line| line.trim_start().strip_prefix('-'));
        let long =
            options.filter_map(|option| option.split("--").nth(1).or(option.strip_prefix('-')));
        let names: Vec<&str> = long.filter_map(|option| option.split([' ', ',']).next()).collect();
        assert!(names.contains(&"help") && names.contains(&"root"), "{names:?}");
        for name in names {
            assert!(page.contains(&roff(&format!("--{name}"))), "{command}: --{name}");
        }
    }
}

#[test]
fn a_manual_page_depends_on_nothing_but_the_version() {
    let disk = DiskSite::empty();
    disk.run(&["man", "--dir", "one"]).exits(0).silent();
    let mut elsewhere = nutgraf();
    elsewhere.current_dir(disk.path(".")).args(["man", "--dir", "two"]);
    elsewhere.envs([("NUTGRAF_EDITOR", "zed"), ("COLUMNS", "40"), ("TZ", "Asia/Tokyo")]);
    elsewhere.envs([("SOURCE_DATE_EPOCH", "0"), ("LANG", "de_DE.UTF-8"), ("CLICOLOR_FORCE", "1")]);
    run(&mut elsewhere).exits(0).silent();
    assert_eq!(tree(&disk.path("one")), tree(&disk.path("two")));
}

#[test]
fn manual_pages_that_cannot_be_written_are_told_with_their_place() {
    let disk = DiskSite::empty();
    disk.write("file", "text");
    let run = disk.run(&["man", "--dir", "file"]).exits(2);
    assert_eq!(run.stderr.lines().count(), 1, "{run:#?}");
    assert!(run.stderr.contains("cannot create the folder `file`"), "{run:#?}");
}

// ---- the package ----

#[test]
fn the_package_holds_what_a_build_needs_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wanted: BTreeSet<String> =
        ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md"]
            .into_iter()
            .chain(["Cargo.lock", "Cargo.toml", "Cargo.toml.orig", ".cargo_vcs_info.json"])
            .map(str::to_owned)
            .collect();
    for folder in ["src", "themes"] {
        walk(&root.join(folder), &mut |path| {
            if !path.is_dir() {
                let inside = path.strip_prefix(root).unwrap().to_str().unwrap();
                wanted.insert(inside.replace('\\', "/"));
            }
        });
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["package", "--list", "--allow-dirty", "--locked", "--offline"]).current_dir(root);
    let listed = run(&mut cargo).exits(0).stdout;
    let mut listed: BTreeSet<String> = listed.lines().map(|line| line.replace('\\', "/")).collect();
    // Cargo adds this one if the tree is a clone.
    listed.insert(".cargo_vcs_info.json".to_owned());
    assert_eq!(listed, wanted);
}

// ---- the installation without a network ----

/// Runs `.ci/vendored` in a repository that contains nothing else, on a system of stand-ins where only root may take
/// the network away; `cargo install` ends with a status, and `rm` as this script does.
#[cfg(target_os = "linux")]
fn vendored(status: u8, rm: &str) -> (DiskSite, crate::support::Run) {
    let here = DiskSite::empty();
    repository(&here, "repo", None);
    here.write("repo/.ci/vendored", include_str!("../../.ci/vendored"));
    git(&here, "repo", &["add", "."]);
    here.write("tmp/kept", "");
    let log = here.path("log").display().to_string();
    let program = "case $1 in init) mkdir \"$2\" ;; build) mkdir \"$4/public\"; echo x > \"$4/public/index.html\" ;; esac";
    for (name, script) in [
        ("id", "echo 1000".to_owned()),
        ("unshare", "[ -n \"$AS_ROOT\" ] && shift && exec \"$@\"".to_owned()),
        ("sudo", "shift; AS_ROOT=1 exec \"$@\"".to_owned()),
        ("setpriv", format!("echo \"$1 $2 $3 $4 $5\" >> '{log}'; shift 5; AS_ROOT= exec \"$@\"")),
        ("nutgraf", program.to_owned()),
        (
            "cargo",
            format!(
                "[ $1 = vendor ] && exit; [ {status} -eq 0 ] || exit {status}\n\
                 while [ $1 != --root ]; do shift; done; mkdir -p \"$2/bin\"; cp '{0}' \"$2/bin\"",
                here.path("bin/nutgraf").display()
            ),
        ),
        ("rm", rm.to_owned()),
    ] {
        hook(&here.path("bin").join(name), script.as_str());
    }
    let mut command = isolated(Command::new("bash"), &here);
    let path = std::env::var("PATH").unwrap();
    command
        .arg(here.path("repo/.ci/vendored"))
        .env("PATH", format!("{}:{path}", here.path("bin").display()))
        .env("TMPDIR", here.path("tmp"));
    let ended = run(&mut command);
    (here, ended)
}

#[cfg(target_os = "linux")]
#[test]
fn an_installation_without_a_network_leaves_nothing_to_root_and_ends_as_it_went() {
    for rm in ["exec /bin/rm \"$@\"", "exit 1"] {
        for status in [0, 7] {
            let (here, ended) = vendored(status, rm);
            assert_eq!(ended.status, Some(i32::from(status)), "{rm}: {ended:#?}");
            assert_eq!(ended.stdout.contains("\nok: "), status == 0, "{ended:#?}");
            assert_eq!(ended.stderr.contains("could not be removed"), rm == "exit 1", "{ended:#?}");
            let left = std::fs::read_dir(here.path("tmp")).unwrap().count();
            assert_eq!(left == 1, rm != "exit 1", "the folder is gone if it can be");
            let runs = here.read("log");
            assert!(!runs.is_empty());
            for run in runs.lines() {
                assert_eq!(run, "--reuid 1000 --regid 1000 --clear-groups");
            }
        }
    }
}

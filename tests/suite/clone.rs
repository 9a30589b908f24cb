//! What somebody else's site may bring along: links, pipes and devices in every place that nutgraf uses, journals,
//! manifests and caches that it did not write, and settings that lead elsewhere. None of this makes a build, a `clean`
//! or a deploy touch anything outside the site's folder, publish what is private, or wait for ever.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use nutgraf::digest::Digest;
use nutgraf::engine::publish::{PublishTarget, Publisher, clean};
use nutgraf::engine::{Cache, CacheKey, Report, Request, read_config, run};
use nutgraf::files::DiskFiles;
use nutgraf::path::SitePath;

use crate::repository::Repo;
use crate::support::{self, DiskSite, SITE_TOML, options, site, tree, walk};

const FINE: &str = "---\ntitle: Tides\ndate: 2026-01-02\n---\nText.\n";

/// A private folder, with the site beside it.
struct Ground {
    folder: tempfile::TempDir,
}

/// What is in one of nutgraf's places.
#[derive(Clone, Copy, Debug)]
enum Trap {
    LinkToFolder,
    LinkToFile,
    LinkToNothing,
    LinkToDevice,
    Pipe,
    /// No version control system stores one, but an archive may.
    SecondName,
}

const TRAPS: [Trap; 6] = [
    Trap::LinkToFolder,
    Trap::LinkToFile,
    Trap::LinkToNothing,
    Trap::LinkToDevice,
    Trap::Pipe,
    Trap::SecondName,
];

impl Ground {
    fn new() -> Self {
        let ground = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in [
            ("site/site.toml", SITE_TOML),
            ("site/content/a.md", FINE),
            ("home/precious", "precious"),
            ("home/folder/manifest.json", "precious"),
            ("home/folder/index.html", "precious"),
        ] {
            let path = ground.path(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        ground
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(path)
    }

    fn set(&self, trap: Trap, path: &str) {
        let path = self.path("site").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        match trap {
            Trap::LinkToFolder => symlink(self.path("home/folder"), path).unwrap(),
            Trap::LinkToFile => symlink(self.path("home/precious"), path).unwrap(),
            Trap::LinkToNothing => symlink(self.path("home/new"), path).unwrap(),
            Trap::LinkToDevice => symlink("/dev/zero", path).unwrap(),
            Trap::Pipe => assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
            Trap::SecondName => fs::hard_link(self.path("home/precious"), path).unwrap(),
        }
    }

    /// Checks that nothing outside the site was changed.
    #[track_caller]
    fn is_harmless(&self, case: &str) {
        let home = tree(&self.path("home"));
        let expected = ["folder/index.html", "folder/manifest.json", "precious"];
        assert_eq!(home.keys().collect::<Vec<_>>(), expected, "{case}");
        assert!(home.values().all(|bytes| bytes == b"precious"), "{case}");
        let mut beside: Vec<_> = fs::read_dir(self.folder.path()).unwrap().flatten().collect();
        beside.retain(|entry| !["site", "home"].iter().any(|name| entry.file_name() == *name));
        assert!(beside.is_empty(), "{case}: {beside:?}");
        let public = self.path("site/public");
        if public.is_symlink() {
            return;
        }
        walk(&public, &mut |path| {
            let bytes = if path.is_file() { fs::read(path).unwrap() } else { Vec::new() };
            assert!(
                path.is_symlink() || bytes != b"precious" || case.contains("SecondName"),
                "{case}: {}",
                path.display()
            );
        });
    }

    /// Builds, removes what was built, and builds again; each must end.
    fn try_all(&self, case: &str) {
        let root = self.path("site");
        let (done, end) = mpsc::channel();
        thread::spawn(move || {
            drop(build(&root, *b"the key of tests"));
            drop(clean(&target(&root)));
            drop(build(&root, *b"the key of tests"));
            done.send(()).unwrap();
        });
        let ended = end.recv_timeout(Duration::from_secs(120));
        assert!(ended.is_ok(), "{case}: it hangs or panics");
    }
}

fn target(root: &Path) -> PublishTarget {
    PublishTarget { private: vec![root.join(".nutgraf")], ..support::target(root) }
}

/// Builds as a user with this key.
fn build(root: &Path, key: [u8; 16]) -> Result<Report, String> {
    let files = DiskFiles::new(root).unwrap();
    let options = options(false);
    let path = SitePath::new("site.toml").unwrap();
    let config = read_config(&files, &path, &options.overrides).unwrap().value.unwrap();
    let cache = Cache::open(root, Digest::of(b"this program"), CacheKey::fixed(key));
    let request = Request {
        files: &files,
        config: Arc::new(config),
        findings: Vec::new(),
        options: &options,
        strict: false,
        cache: cache.as_ref(),
        verify: false,
        undisturbed: None,
    };
    let publisher = Publisher::open(&target(root)).map_err(|error| error.to_string())?;
    run(&request, publisher).map_err(|error| error.to_string())
}

/// nutgraf's own places, from the top; those on one line are set at once.
fn places() -> Vec<Vec<String>> {
    let lines = [
        ".nutgraf",
        ".nutgraf/cache .nutgraf/.gitignore .nutgraf/deploy",
        ".nutgraf/cache/articles .nutgraf/cache/rest .nutgraf/cache/rest.tmp .nutgraf/cache/CACHEDIR.TAG",
        "public",
        ".public.nutgraf-staging snapshots",
        ".public.nutgraf-staging/a .public.nutgraf-staging/.nutgraf-manifest.json .public.nutgraf-staging/deep/x",
        "public/.nutgraf-staging",
        "public/.nutgraf-staging/files public/.nutgraf-staging/tree public/.nutgraf-staging/journal.json public/.nutgraf-staging/manifest.json",
        "public/.nutgraf-staging/files/0 public/.nutgraf-staging/tree/a",
        "public/.nutgraf-journal.json",
        "public/.nutgraf-manifest.json",
        "public/.nutgraf-lock public/.nutgraf-other",
        "public/a public/style.css public/index.html",
        "public/a/index.html public/topics/index.html",
    ];
    let mut places: Vec<Vec<String>> =
        lines.iter().map(|line| line.split(' ').map(str::to_owned).collect()).collect();
    for end in ["", ".tmp"] {
        places.push((0..256).map(|n| format!(".nutgraf/cache/articles/{n:02x}{end}")).collect());
    }
    places
}

#[test]
fn nothing_in_a_place_of_ours_leads_out_or_is_waited_for() {
    for places in places() {
        for trap in TRAPS {
            for built_before in [false, true] {
                let ground = Ground::new();
                let case = format!("{trap:?} at {} …, {built_before}", places[0]);
                if built_before {
                    build(&ground.path("site"), *b"the key of tests").unwrap();
                }
                for place in &places {
                    let path = ground.path("site").join(place);
                    drop(fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path)));
                    ground.set(trap, place);
                }
                ground.try_all(&case);
                ground.is_harmless(&case);
            }
        }
    }
}

#[test]
fn the_record_of_a_build_is_neither_written_nor_read_through_a_link() {
    for trap in TRAPS {
        for end in ["", ".tmp"] {
            let ground = Ground::new();
            let output = ground.path("site/public");
            let name = Digest::of(output.as_os_str().as_encoded_bytes());
            ground.set(trap, &format!(".nutgraf/cache/site-{name}{end}"));
            ground.try_all(&format!("{trap:?}"));
            ground.is_harmless(&format!("{trap:?}"));
        }
    }
}

// ---- journals and manifests ----

/// A journal that moves one file.
fn journal(from: &str, to: &str) -> String {
    let row = serde_json::json!({"from": from, "to": to, "new": true});
    format!("{{\"version\":1,\"clear\":[],\"moves\":[{row}],\"remove\":[],\"files\":[]}}")
}

/// Puts this journal into a folder whose staging is `staging`, and checks that nothing is done and that the reason is
/// reported.
#[track_caller]
fn refuses(journal: &str, staging: impl Fn(&Ground, &Path), said: &str) {
    let ground = Ground::new();
    let public = ground.path("site/public");
    fs::create_dir(&public).unwrap();
    fs::write(public.join("kept"), "kept").unwrap();
    fs::write(public.join(".nutgraf-journal.json"), journal).unwrap();
    staging(&ground, &public.join(".nutgraf-staging"));
    let before = listing(&public);
    let root = ground.path("site");
    let errors =
        [build(&root, [0; 16]).unwrap_err(), clean(&target(&root)).unwrap_err().to_string()];
    for error in errors {
        assert!(error.contains("is damaged") && error.contains(said), "{journal}: {error}");
    }
    assert_eq!(listing(&public), before, "{journal}");
    ground.is_harmless(journal);
}

fn listing(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    walk(folder, &mut |path| paths.push(path.to_owned()));
    paths
}

#[test]
fn a_journal_whose_staging_holds_a_link_is_damaged() {
    let said = "which nutgraf does not make";
    let stolen = journal("precious", "stolen.txt");
    refuses(&stolen, |ground, staging| symlink(ground.path("home"), staging).unwrap(), said);
    refuses(
        &stolen,
        |ground, staging| symlink(ground.path("home/precious"), staging).unwrap(),
        said,
    );
    refuses(&stolen, |_, staging| symlink("nowhere", staging).unwrap(), said);
    refuses(&stolen, |_, staging| fs::write(staging, "").unwrap(), said);
    let deep = |ground: &Ground, staging: &Path| {
        fs::create_dir_all(staging.join("files/deep")).unwrap();
        symlink(ground.path("home"), staging.join("files/deep/x")).unwrap();
    };
    refuses(&journal("files/deep/x/precious", "stolen.txt"), deep, said);
    refuses(&journal("files/deep/x", "stolen"), deep, said);
    refuses(&journal("files/other", "stolen"), deep, said);
    let pipe = |_: &Ground, staging: &Path| {
        fs::create_dir_all(staging.join("files")).unwrap();
        assert!(Command::new("mkfifo").arg(staging.join("files/0")).status().unwrap().success());
    };
    refuses(&journal("files/0", "stolen"), pipe, said);
}

#[test]
fn a_journal_whose_names_lead_out_is_damaged() {
    let staging = |_: &Ground, staging: &Path| {
        fs::create_dir_all(staging.join("files")).unwrap();
        fs::write(staging.join("files/0"), "x").unwrap();
    };
    let odd = [
        "/etc/passwd",
        "..",
        "../x",
        "a/../../x",
        "files/../../../home/precious",
        "",
        ".",
        "./x",
        "a//b",
        "a/",
        "\\\\x",
        "..\\x",
        "a\\b",
        "C:\\x",
        "c:/x",
        "a\0b",
        "a\nb",
        ".nutgraf-manifest.json",
        ".NUTGRAF-STAGING/x",
    ];
    for name in odd {
        refuses(&journal(name, "x"), staging, "");
        refuses(&journal("files/0", name), staging, "");
        let line = serde_json::json!({"path": name, "size": 1, "digest": "0".repeat(32)});
        for list in ["clear", "remove", "files"] {
            let mut lists: BTreeMap<&str, String> =
                ["clear", "moves", "remove", "files"].map(|list| (list, String::new())).into();
            lists.insert(list, line.to_string());
            let lists: Vec<String> =
                lists.iter().map(|(name, rows)| format!("\"{name}\":[{rows}]")).collect();
            refuses(&format!("{{\"version\":1,{}}}", lists.join(",")), staging, "");
        }
    }
}

#[test]
fn a_manifest_that_names_what_lies_elsewhere_is_damaged() {
    for name in [
        "../x",
        "../../home/precious",
        "/etc/passwd",
        "a/../../../home/precious",
        "",
        "..\\x",
        "a/./b",
    ] {
        let ground = Ground::new();
        let root = ground.path("site");
        fs::create_dir(root.join("public")).unwrap();
        let digest = Digest::of(b"precious");
        let text = serde_json::json!({"version": 1, "files": [{"path": name, "size": 8, "digest": digest.to_string()}]});
        fs::write(root.join("public/.nutgraf-manifest.json"), text.to_string()).unwrap();
        assert!(clean(&target(&root)).unwrap_err().to_string().contains("is damaged"), "{name}");
        assert!(build(&root, [0; 16]).unwrap_err().contains("is damaged"), "{name}");
        ground.is_harmless(name);
    }
}

#[test]
fn a_manifest_removes_nothing_behind_a_link() {
    let ground = Ground::new();
    let root = ground.path("site");
    fs::create_dir(root.join("public")).unwrap();
    symlink(ground.path("home"), root.join("public/out")).unwrap();
    symlink(ground.path("home/precious"), root.join("public/file")).unwrap();
    let row = |path: &str| serde_json::json!({"path": path, "size": 8, "digest": Digest::of(b"precious").to_string()});
    let text = serde_json::json!({"version": 1, "files": [row("out/precious"), row("out/folder/index.html"), row("file")]});
    fs::write(root.join("public/.nutgraf-manifest.json"), text.to_string()).unwrap();
    build(&root, [0; 16]).unwrap();
    ground.is_harmless("build");
    fs::write(root.join("public/.nutgraf-manifest.json"), text.to_string()).unwrap();
    clean(&target(&root)).unwrap();
    ground.is_harmless("clean");
}

// ---- the cache ----

#[test]
fn a_cache_that_somebody_else_wrote_is_not_believed() {
    let ground = Ground::new();
    let root = ground.path("site");
    let (theirs, mine) = (*b"the other's key ", *b"the user's key  ");
    assert_eq!(build(&root, theirs).unwrap().summary.parsed, 1);
    assert_eq!(build(&root, theirs).unwrap().summary.parsed, 0);
    assert_eq!(build(&root, mine).unwrap().summary.parsed, 1);
    assert_eq!(build(&root, mine).unwrap().summary.parsed, 0);
    // Nor one of the user's own files in another place, or with other content.
    let articles = root.join(".nutgraf/cache/articles");
    let (path, bytes) = fs::read_dir(&articles)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .max_by_key(|(_, bytes)| bytes.len())
        .unwrap();
    let mut changed = bytes.clone();
    *changed.last_mut().unwrap() ^= 1;
    for wrong in [changed, fs::read(root.join(".nutgraf/cache/rest")).unwrap()] {
        fs::write(&path, wrong).unwrap();
        for record in fs::read_dir(root.join(".nutgraf/cache")).unwrap().flatten() {
            if record.file_name().to_str().unwrap().starts_with("site-") {
                fs::remove_file(record.path()).unwrap();
            }
        }
        assert_eq!(build(&root, mine).unwrap().summary.parsed, 1);
    }
}

#[test]
fn the_key_lies_with_the_user_and_without_a_home_there_is_no_cache() {
    let disk = site().article("a", FINE).on_disk();
    let parsed = |state: Option<&Path>, home: &str, said: &str| {
        let mut command = disk.command(&["build", "--verbose"]);
        command.env("HOME", disk.path(home)).env_remove("XDG_STATE_HOME");
        command.envs(state.map(|state| ("XDG_STATE_HOME", state)));
        let run = crate::support::run(&mut command).exits(0);
        assert_eq!(
            run.stderr.matches("the cache is off").count(),
            usize::from(!said.is_empty()),
            "{run:#?}"
        );
        assert!(run.stderr.contains(said), "{run:#?}");
        run.stdout.contains("1 files parsed")
    };
    let elsewhere = DiskSite::empty();
    let (one, two) = (elsewhere.path("one"), elsewhere.path("two"));
    assert!(parsed(Some(&one), "none", "") && !parsed(Some(&one), "none", ""));
    assert!(parsed(Some(&two), "none", ""));
    let key = two.join("nutgraf/cache-key");
    assert_eq!(fs::read(&key).unwrap().len(), 16);
    assert!(!parsed(Some(&two), "none", ""));
    fs::remove_file(key).unwrap();
    assert!(parsed(Some(&two), "none", "") && !parsed(Some(&two), "none", ""));
    // A missing home folder is not created; one inside the site might be anybody's, and so might a relative one.
    assert!(parsed(None, "none", "there is no home folder"));
    assert!(parsed(Some(&disk.path("state")), "none", "it is inside the site"));
    assert!(parsed(Some(Path::new("state")), "none", "there is no home folder"));
    assert!(!disk.exists("none") && !disk.exists("state"));
    let home = elsewhere.path("home");
    fs::create_dir(&home).unwrap();
    let home = home.to_str().unwrap();
    assert!(parsed(None, home, "") && !parsed(None, home, ""));
    disk.run(&["build", "--no-cache"]).exits(0).silent();
}

// ---- settings and links that lead elsewhere ----

#[test]
fn settings_choose_no_folder_outside_of_the_site() {
    let disk = DiskSite::empty();
    disk.write("site/content/a.md", FINE);
    disk.write("site/static/x.desktop", "[Desktop Entry]");
    fs::create_dir(disk.path("home")).unwrap();
    fs::create_dir(disk.path("empty")).unwrap();
    let absolute = disk.path("home/.config/autostart").display().to_string();
    for (output, said) in [
        ("~", "`~` means another folder only in a shell"),
        ("~/public", "`~` means"),
        ("~me/public", "`~me` means"),
        ("x/~", "`~` means"),
        ("$HOME", "`$HOME` means"),
        ("${HOME}/x", "`${HOME}` means"),
        ("%USERPROFILE%", "`%USERPROFILE%` means"),
        ("../home/.config/autostart", "is outside the site's folder"),
        (&absolute, "is outside the site's folder"),
        ("../empty", "is outside the site's folder"),
        ("public/../..", "is the site's own folder, or contains it"),
        ("content/x", "which the site is made from"),
        (".git/hooks", "belongs to version control"),
        (".nutgraf/cache", "which is never published"),
        ("snapshots", "which is never published"),
        ("site.toml", "is not a folder"),
        ("static", "which the site is made from"),
    ] {
        disk.write("site/site.toml", format!("{SITE_TOML}[build]\noutput_dir = '{output}'\n"));
        for command in ["build", "clean"] {
            let run = disk.run(&[command, "--root", "site"]).exits(2);
            let place = "site.toml:4:14";
            assert!(run.stderr.contains(said) && run.stderr.contains(place), "{output}: {run:#?}");
        }
    }
    assert!(tree(&disk.path("home")).is_empty() && tree(&disk.path("empty")).is_empty());
    // On the command line it is allowed.
    disk.run(&["build", "--root", "site", "-o", "empty"]).exits(0);
    let run = disk.run(&["build", "--root", "site", "--output-dir=~/x"]).exits(2);
    assert!(run.stderr.contains("a folder named `~`"), "{run:#?}");
    assert!(disk.exists("empty/a/index.html") && !disk.exists("~"));
}

#[test]
fn a_folder_that_already_holds_files_is_told_at_the_line_that_names_it() {
    let disk = site()
        .article("a", FINE)
        .config("[build]\noutput_dir = \"dist\"\n")
        .file("dist/x", "x")
        .on_disk();
    let run = disk.run(&["build"]).exits(2);
    assert!(run.stderr.contains("site.toml:4:14") && run.stderr.contains("--adopt"), "{run:#?}");
}

#[test]
fn a_link_in_the_place_of_the_output_leads_to_no_other_site() {
    let disk = DiskSite::empty();
    for name in ["mine", "theirs"] {
        disk.write(&format!("{name}/site.toml"), SITE_TOML);
        disk.write(&format!("{name}/content/{name}.md"), FINE);
    }
    disk.run(&["build", "--root", "mine"]).exits(0);
    fs::create_dir(disk.path("empty")).unwrap();
    let before = disk.tree("mine/public");
    for (target, args) in [
        ("../mine/public", &["build"][..]),
        ("../mine/public", &["clean"]),
        ("../mine/public", &["build", "--adopt"]),
        ("../mine/public", &["build", "-o", "theirs/public"]),
        ("../mine/public", &["preview"]),
        ("../empty", &["build"]),
    ] {
        symlink(target, disk.path("theirs/public")).unwrap();
        let run = disk.run(&[args, &["--root", "theirs"]].concat()).exits(2);
        assert!(run.stderr.contains("leads out of the site's folder"), "{args:?}: {run:#?}");
        fs::remove_file(disk.path("theirs/public")).unwrap();
    }
    assert_eq!(disk.tree("mine/public"), before);
    assert_eq!(fs::read_dir(disk.path("empty")).unwrap().count(), 0);
    // A link within the site leads to a folder like any other.
    symlink("dist", disk.path("theirs/public")).unwrap();
    fs::create_dir(disk.path("theirs/dist")).unwrap();
    disk.run(&["build", "--root", "theirs"]).exits(0);
    assert!(disk.exists("theirs/dist/theirs/index.html"));
}

#[test]
fn no_link_publishes_what_is_private() {
    for (link, target) in [
        ("static", ".git"),
        ("static", "snapshots"),
        ("content/b", "../.git"),
        ("static/config", "../.git/config"),
        ("static/token", "../.env"),
        ("content/b.md", "../snapshots/2026/page.md"),
        ("content/b.png", "../.git/config"),
        ("templates", ".git"),
        ("themes/x", "../.git"),
        ("content/sources.yaml", "../.env"),
    ] {
        let disk = site().article("a", FINE).on_disk();
        disk.write(".git/config", "SECRET");
        disk.write(".env", "SECRET");
        disk.write("snapshots/2026/page.md", "---\ntitle: SECRET\n---\n");
        let path = disk.path(link);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(target, path).unwrap();
        let run = disk.run(&["build"]);
        // An unused theme is not looked at.
        assert_eq!(run.status == Some(0), link == "themes/x", "{link} -> {target}: {run:#?}");
        assert!(!run.stderr.contains("SECRET"), "{link}: {run:#?}");
        walk(&disk.path("public"), &mut |path| {
            let bytes = if path.is_file() { fs::read(path).unwrap() } else { Vec::new() };
            assert!(
                !String::from_utf8_lossy(&bytes).contains("SECRET"),
                "{link}: {}",
                path.display()
            );
        });
    }
}

// ---- deploys ----

#[test]
fn no_trap_leads_a_deploy_out_of_its_folder() {
    let places = [
        "deploy/lock",
        "deploy/site",
        "deploy/index",
        "deploy/back.git",
        "deploy/import.git",
        "deploy",
        ".gitignore",
    ];
    for place in places {
        for trap in TRAPS {
            let repo = Repo::new();
            repo.disk.write("home/precious", "precious");
            repo.disk.write("home/folder/precious", "precious");
            let path = repo.disk.path(&format!("site/.nutgraf/{place}"));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let home = |path: &str| repo.disk.path(&format!("home/{path}"));
            match trap {
                Trap::LinkToFolder => symlink(home("folder"), path).unwrap(),
                Trap::LinkToFile => symlink(home("precious"), path).unwrap(),
                Trap::LinkToNothing => symlink(home("new"), path).unwrap(),
                Trap::LinkToDevice => symlink("/dev/zero", path).unwrap(),
                Trap::Pipe => assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
                Trap::SecondName => fs::hard_link(home("precious"), path).unwrap(),
            }
            let before = tree(&home(""));
            let run = repo.nutgraf(&["deploy"]);
            assert!(matches!(run.status, Some(0 | 2)), "{place} {trap:?}: {run:#?}");
            assert_eq!(tree(&home("")), before, "{place} {trap:?}");
        }
    }
}

/// Simulates a `git` that is interrupted while it makes objects: `how` runs in its place, with the real one as `$GIT`.
fn cut_off(repo: &mut Repo, how: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let path = std::env::var("PATH").unwrap();
    let git =
        std::env::split_paths(&path).map(|folder| folder.join("git")).find(|git| git.is_file());
    let git = git.unwrap().display().to_string();
    let script = format!(
        "#!/bin/sh\nGIT={git}\nfor word; do case $word in fast-import) {how};; esac; done\nexec $GIT \"$@\"\n"
    );
    repo.disk.write("bin/git", script);
    let program = repo.disk.path("bin/git");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let bin = program.parent().unwrap().display().to_string();
    repo.environment = vec![("PATH".into(), format!("{bin}:{path}"))];
}

/// Returns names in git's folder that a deploy must not leave there.
fn halves(repo: &Repo) -> Vec<String> {
    let mut found = Vec::new();
    walk(&repo.disk.path("site/.git"), &mut |path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with("tmp_") || name.starts_with("fast_import_crash") {
            found.push(
                path.strip_prefix(repo.disk.path("site/.git")).unwrap().display().to_string(),
            );
        }
    });
    found
}

#[test]
fn a_deploy_that_fails_or_is_killed_leaves_no_half_a_pack() {
    let fails = "head -c 20000 | $GIT \"$@\"; exit 1";
    // The real one goes on without us for a moment, and finds that nobody writes to it any more.
    let is_killed = "kill -KILL $PPID; $GIT \"$@\" < /dev/null; exit 1";
    for (how, status) in [(fails, Some(2)), (is_killed, None)] {
        let mut repo = Repo::new();
        let somebodys = repo.disk.path("site/.git/objects/pack/tmp_pack_other");
        fs::create_dir_all(somebodys.parent().unwrap()).unwrap();
        fs::write(&somebodys, "theirs").unwrap();
        cut_off(&mut repo, how);
        let run = repo.nutgraf(&["deploy"]);
        assert_eq!(run.status, status, "{run:#?}");
        if status.is_some() {
            assert_eq!(halves(&repo), ["objects/pack/tmp_pack_other"]);
        }
        thread::sleep(Duration::from_millis(200));
        repo.environment.clear();
        repo.deploy(&[]).exits(0);
        assert_eq!(halves(&repo), ["objects/pack/tmp_pack_other"]);
        repo.git(&["fsck", "--strict"]);
        repo.git(&["cat-file", "-e", "refs/remotes/origin/gh-pages^{tree}"]);
    }
}

// ---- signals ----

#[test]
fn a_site_that_is_being_published_is_put_there_whole_before_a_signal_ends_the_program() {
    for (signal, status) in [("INT", 130), ("TERM", 143)] {
        let caught = (0..20).any(|_| ends_whole(signal, status));
        assert!(caught, "the program was never seen while it published");
    }
}

/// Returns whether the program was interrupted while it published; if so, it must have finished.
#[track_caller]
fn ends_whole(signal: &str, status: i32) -> bool {
    let disk = site().article("a", FINE).on_disk();
    let write = |text: &str| {
        for n in 0..300 {
            disk.write(&format!("static/{n}.txt"), format!("{text} {n}"));
        }
    };
    write("old");
    disk.run(&["build", "--no-cache"]).exits(0);
    write("new");
    let mut child = disk
        .command(&["build", "--no-cache", "--quiet"])
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let journal = disk.path("public/.nutgraf-journal.json");
    while !journal.exists() && child.try_wait().unwrap().is_none() {
        thread::yield_now();
    }
    let sent = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).output();
    let ended = child.wait().unwrap();
    if !sent.unwrap().status.success() || ended.code() == Some(0) {
        return false;
    }
    assert_eq!(ended.code(), Some(status), "{ended:?}");
    assert!(!journal.exists() && !disk.exists("public/.nutgraf-staging"));
    for n in 0..300 {
        assert_eq!(disk.read(&format!("public/{n}.txt")), format!("new {n}"));
    }
    true
}

// ---- folders that may not be changed ----

#[test]
fn a_folder_that_may_not_be_changed_is_told_before_anything_is_published() {
    use std::os::unix::fs::PermissionsExt as _;
    let disk = site().article("a", FINE).article("b/c", FINE).file("static/d/e.txt", "1").on_disk();
    disk.run(&["build"]).exits(0);
    let may_write = |folder: &str, may: bool| {
        let mode = if may { 0o755 } else { 0o555 };
        fs::set_permissions(disk.path(folder), fs::Permissions::from_mode(mode)).unwrap();
    };
    disk.write("static/d/e.txt", "2");
    disk.write("content/a.md", FINE.replace("Text", "Other text"));
    may_write("public/d", false);
    if fs::write(disk.path("public/d/probe"), "").is_ok() {
        return; // Root may do everything.
    }
    let before = disk.tree("public");
    let run = disk.run(&["build"]).exits(2);
    assert!(
        run.stderr.contains("nothing was published") && run.stderr.contains("public/d"),
        "{run:#?}"
    );
    assert_eq!(disk.tree("public"), before);
    may_write("public/d", true);
    disk.run(&["build"]).exits(0);
    assert_eq!(disk.read("public/d/e.txt"), "2");
}

//! Git in tests, with its own settings: a folder with a repository ([`repository`]), and a site in a repository that
//! has a bare repository as its remote ([`Repo`]).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::support::{DiskSite, Run, nutgraf, run, tree, walk};

/// Isolates a command from the settings of the person who runs the tests, and from any repository around the temporary
/// folder. Git's settings are those of `home/gitconfig`, if it exists.
fn isolate<'c>(command: &'c mut Command, here: &DiskSite) -> &'c mut Command {
    command
        .env("HOME", here.path("home"))
        .env("GIT_CONFIG_GLOBAL", here.path("home/gitconfig"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CEILING_DIRECTORIES", here.path("").parent().unwrap())
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
}

/// Returns a command without git settings.
pub(crate) fn isolated(mut command: Command, here: &DiskSite) -> Command {
    isolate(&mut command, here);
    command
}

/// Runs nutgraf in a folder below `here`.
pub(crate) fn nutgraf_in(here: &DiskSite, folder: &str, args: &[&str]) -> Run {
    let mut command = isolated(here.command(args), here);
    run(command.current_dir(here.path(folder)))
}

/// Runs git in a folder below `here`.
#[track_caller]
pub(crate) fn git(here: &DiskSite, folder: &str, args: &[&str]) {
    let mut command = isolated(Command::new("git"), here);
    let ended = run(command.current_dir(here.path(folder)).args(args));
    assert_eq!(ended.status, Some(0), "{ended:#?}");
}

/// An empty repository in `folder`, on `main`, with a remote.
pub(crate) fn repository(here: &DiskSite, folder: &str, remote: Option<&str>) {
    std::fs::create_dir_all(here.path(folder)).unwrap();
    git(here, folder, &["init", "--quiet", "--initial-branch=main"]);
    if let Some(remote) = remote {
        git(here, folder, &["remote", "add", "origin", remote]);
    }
}

/// A site in a repository, with a bare repository as its remote, and a home folder with git's settings.
pub(crate) struct Repo {
    pub(crate) disk: DiskSite,
    /// More environment variables.
    pub(crate) environment: Vec<(String, String)>,
    /// Where the site is.
    pub(crate) site: String,
    /// Its git folder.
    pub(crate) git_folder: String,
}

/// The site's settings, without a finding.
pub(crate) const SETTINGS: &str = "title = \"Site\"\nbase_url = \"https://site.test/\"\n";
/// Its only article, `content/one.md`.
pub(crate) const ARTICLE: &str = "---\ntitle: One\ndate: 2026-01-02\n---\nText.\n";

impl Repo {
    /// A repository with one commit, from which nothing was deployed yet.
    pub(crate) fn new() -> Self {
        let repo = Self::without_commits();
        repo.commit("first");
        repo
    }

    /// A repository without a commit.
    pub(crate) fn without_commits() -> Self {
        let repo = Self {
            disk: DiskSite::empty(),
            environment: Vec::new(),
            site: "site".into(),
            git_folder: "site/.git".into(),
        };
        repo.disk.write("home/gitconfig", "[user]\nname = Ada\nemail = ada@site.test\n");
        repo.write("site.toml", SETTINGS);
        repo.write("content/one.md", ARTICLE);
        repo.disk.write("site/.gitignore", "/public/\n");
        repo.git_in("", &["init", "--quiet", "--bare", "-b", "main", "remote.git"]);
        repo.git_in("site", &["init", "--quiet", "-b", "main"]);
        repo.git_in("site", &["remote", "add", "origin", "../remote.git"]);
        repo
    }

    /// Writes a file of the site.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        self.disk.write(&format!("{}/{path}", self.site), text);
    }

    /// Commits everything.
    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--no-verify", "--allow-empty", "-m", message]);
    }

    /// Adds lines to the user's git settings.
    pub(crate) fn configure(&self, more: &str) {
        let text = self.disk.read("home/gitconfig");
        self.disk.write("home/gitconfig", format!("{text}{more}"));
    }

    /// Gives a command the environment of this home folder.
    pub(crate) fn prepare<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        isolate(command, &self.disk)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
    }

    /// Runs git in a folder; it must succeed.
    #[track_caller]
    pub(crate) fn git_in(&self, folder: &str, args: &[&str]) -> String {
        let mut command = Command::new("git");
        self.prepare(&mut command).current_dir(self.disk.path(folder)).args(args);
        // These are for the program.
        for (name, _) in &self.environment {
            command.env_remove(name);
        }
        let run = run(&mut command);
        assert_eq!(run.status, Some(0), "git {args:?}: {run:#?}");
        run.stdout
    }

    /// Runs git in the site's folder.
    #[track_caller]
    pub(crate) fn git(&self, args: &[&str]) -> String {
        self.git_in(&self.site, args)
    }

    /// Runs git in the remote.
    #[track_caller]
    pub(crate) fn remote(&self, args: &[&str]) -> String {
        self.git_in("remote.git", args)
    }

    /// Runs the program in the site's folder.
    pub(crate) fn nutgraf(&self, args: &[&str]) -> Run {
        let mut command = nutgraf();
        run(self.prepare(&mut command).current_dir(self.disk.path(&self.site)).args(args))
    }

    /// Returns everything of the user's, byte for byte: files and their times, and what git stores, except objects and
    /// remote-tracking data.
    pub(crate) fn state(&self) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        let mut state = BTreeMap::new();
        let git = self.disk.path(&self.git_folder);
        for folder in [self.disk.path(&self.site), git.clone()] {
            walk(&folder, &mut |path| {
                let inside = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
                let is_gits = path.starts_with(&git);
                let ignored = if is_gits {
                    ["objects", "refs/remotes", "logs/refs/remotes"].as_slice()
                } else {
                    [".nutgraf"].as_slice()
                };
                let at = path.strip_prefix(&git).unwrap_or(path.strip_prefix(&folder).unwrap());
                if path.is_file() && !ignored.iter().any(|start| at.starts_with(start)) {
                    let time = fs::metadata(path).unwrap().modified().unwrap();
                    state.insert(format!("{is_gits} {inside}"), (fs::read(path).unwrap(), time));
                }
            });
        }
        state
    }

    /// Deploys, and checks that nothing of the user's changed.
    #[track_caller]
    pub(crate) fn deploy(&self, args: &[&str]) -> Run {
        let before = self.state();
        let run = self.nutgraf(&[&["deploy"], args].concat());
        let after = self.state();
        for (path, what) in &before {
            assert!(after.get(path) == Some(what), "{path} changed: {run:#?}");
        }
        let new: Vec<&String> = after.keys().filter(|path| !before.contains_key(*path)).collect();
        assert!(new.is_empty(), "{new:?} came: {run:#?}");
        run
    }

    /// Returns the commits of the published branch, newest first.
    pub(crate) fn commits(&self) -> Vec<String> {
        let log = self.remote(&["log", "--format=%H", "gh-pages"]);
        log.lines().map(str::to_owned).collect()
    }

    /// Publishes these files by hand as somebody else, on top of what is there. Returns the branch's commits.
    pub(crate) fn somebody_publishes(&self, files: &[(&str, &str)]) -> Vec<String> {
        self.git_in("", &["init", "--quiet", "-b", "gh-pages", "theirs"]);
        if !self.remote(&["branch", "--list", "gh-pages"]).is_empty() {
            self.git_in("theirs", &["pull", "--quiet", "../remote.git", "gh-pages"]);
        }
        for (path, text) in files {
            self.disk.write(&format!("theirs/{path}"), text);
        }
        self.git_in("theirs", &["add", "--all"]);
        self.git_in(
            "theirs",
            &["commit", "--quiet", "--author=Bob <bob@site.test>", "-m", "by hand"],
        );
        self.git_in("theirs", &["push", "--quiet", "../remote.git", "gh-pages"]);
        self.commits()
    }

    /// Returns the content of the published branch.
    pub(crate) fn published(&self) -> BTreeMap<String, Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let into = folder.path().join("x");
        let text = into.to_str().unwrap();
        self.git_in(
            "",
            &[
                "-c",
                "core.autocrlf=false",
                "clone",
                "--quiet",
                "-b",
                "gh-pages",
                "remote.git",
                text,
            ],
        );
        let mut found = tree(&into);
        found.retain(|path, _| !path.starts_with(".git/"));
        found
    }

    /// Returns what a build writes.
    pub(crate) fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let into = self.disk.path("built");
        self.nutgraf(&["build", "-o", into.to_str().unwrap(), "--no-cache"]).exits(0);
        tree(&into)
    }

    /// Checks that the branch has exactly what a build writes, and these.
    #[track_caller]
    pub(crate) fn holds_the_site(&self, extras: &[(&str, &str)]) {
        let mut expected = self.built();
        expected.insert(".nojekyll".into(), Vec::new());
        expected.extend(extras.iter().map(|(path, text)| ((*path).into(), (*text).into())));
        let published = self.published();
        let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&published), names(&expected));
        assert!(published == expected, "the bytes are those of the build");
    }
}

/// Writes a hook, or any other program.
#[track_caller]
pub(crate) fn hook(path: &Path, script: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// Checks that a run printed these words.
#[track_caller]
pub(crate) fn says(run: &Run, words: &[&str]) {
    let said = format!("{}{}", run.stdout, run.stderr);
    for words in words {
        assert!(said.contains(words), "no `{words}` in {run:#?}");
    }
}

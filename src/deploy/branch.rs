//! [`Branch`]: the branch of a remote on which a site is published. Its content is inspected ([`Branch::tip`]),
//! compared with a folder ([`Changes`]), replaced ([`Branch::publish`]) and read back
//! ([`verify()`](crate::deploy::verify())).

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::deploy::git::{Git, GitError};
use crate::deploy::listing::FileList;
use crate::deploy::quarantine::Quarantine;
use crate::deploy::remote::redact;
use crate::deploy::repository::{Head, Relation, Repository, line, path};

/// The trailer that identifies a commit as ours: it names the tree that we made, so that a commit with changed pages
/// and the same message does not count as ours.
const TREE: &str = "Nutgraf-Tree: ";

/// The trailer that says which commit of the sources was published.
const SOURCE: &str = "Nutgraf-Source: ";

/// A branch of a remote.
#[derive(Clone, Debug)]
pub struct Branch<'a> {
    repository: &'a Repository,
    remote: &'a str,
    name: &'a str,
}

/// The content of the branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// The last commit.
    pub commit: String,
    /// Its author and subject: `Ada: a subject`.
    pub about: String,
    /// Whether nutgraf made it.
    pub is_ours: bool,
    /// Whether it has no history.
    pub is_first: bool,
    /// How the commit that it was made from relates to the one that is checked out; `None` if it does not say.
    pub source: Option<Relation>,
    /// The custom domain that its file `CNAME` names.
    pub domain: Option<String>,
    /// The mode and object of each file, by path.
    pub(super) files: BTreeMap<String, String>,
}

impl Tip {
    /// Returns the first file on the branch that looks like a site's settings: such a branch contains sources.
    pub(super) fn settings(&self) -> Option<&str> {
        let is = |path: &&String| *path == "site.toml" || path.ends_with("/site.toml");
        self.files.keys().find(is).map(String::as_str)
    }
}

/// How a folder differs from the branch; paths in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Only in the folder.
    pub added: Vec<String>,
    /// In both, with different bytes.
    pub changed: Vec<String>,
    /// Only on the branch.
    pub removed: Vec<String>,
}

impl Changes {
    /// Whether there are no changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// A folder that can be published: its files as git knows them.
#[derive(Clone, Debug)]
pub struct Snapshot<'l> {
    pub(super) listing: &'l FileList,
    /// Git in that folder, with its own index.
    git: Git,
    /// The mode and object of each file, by path. The objects need not exist yet.
    pub(super) files: BTreeMap<String, String>,
    /// Our own folder.
    scratch: PathBuf,
}

/// How to replace a branch.
#[derive(Clone, Copy, Debug)]
pub struct ReplaceOptions {
    /// Whether the previous content of the branch stays in its history.
    pub history: bool,
    /// Whether the files differ from the last commit of the sources.
    pub uncommitted: bool,
}

impl<'l> Snapshot<'l> {
    /// Looks at a folder. The index is made in `scratch`, a folder of our own.
    pub fn of(
        repository: &Repository,
        listing: &'l FileList,
        scratch: &Path,
    ) -> Result<Self, GitError> {
        // With the folder as the working tree, paths are as they are in the site, and nothing of the user's is
        // involved.
        let git = repository.git.within(
            &listing.folder,
            &[
                ("GIT_DIR", &repository.git_dir),
                ("GIT_WORK_TREE", &listing.folder),
                ("GIT_INDEX_FILE", &scratch.join("index")),
            ],
        );
        let files = objects(&git, listing)?;
        Ok(Self { listing, git, files, scratch: scratch.to_owned() })
    }

    /// Returns how it differs from the content of a branch.
    pub fn changes(&self, tip: Option<&Tip>) -> Changes {
        let nothing = BTreeMap::new();
        let old = tip.map_or(&nothing, |tip| &tip.files);
        let mut changes = Changes::default();
        for (path, object) in &self.files {
            match old.get(path) {
                None => changes.added.push(path.clone()),
                Some(before) if before != object => changes.changed.push(path.clone()),
                Some(_) => {}
            }
        }
        changes.removed =
            old.keys().filter(|path| !self.files.contains_key(*path)).cloned().collect();
        changes
    }

    /// Writes objects for the files that are not yet on the branch, and a tree of all files.
    fn write(
        &self,
        repository: &Repository,
        changes: &Changes,
        quarantine: &Quarantine,
    ) -> Result<String, GitError> {
        let git = quarantine.within(&self.git);
        // Many files become one pack, which is three times as fast as one object per file; few files become objects. In
        // a separate repository, because git may leave a crash report when it is interrupted.
        let folder = bare(&repository.git, &self.scratch, "import.git")?;
        git.with(&[("GIT_DIR", &folder)]).pour(&["fast-import", "--quiet", "--done"], |out| {
            for path in changes.added.iter().chain(&changes.changed) {
                let mut file = self.listing.open(path)?;
                let length = file.metadata()?.len();
                write!(out, "blob\ndata {length}\n")?;
                // Exactly as many bytes as announced: if the file changes in the meantime, another object is written,
                // and making the tree below fails because the expected one is missing.
                let written = io::copy(&mut Read::by_ref(&mut file).take(length), out)?;
                io::copy(&mut io::repeat(0).take(length - written), out)?;
                writeln!(out)?;
            }
            writeln!(out, "done")
        })?;
        let mut index = Vec::new();
        for (path, object) in &self.files {
            index.extend_from_slice(format!("{object}\t{path}\0").as_bytes());
        }
        git.run(&["read-tree", "--empty"])?;
        git.feed(&["update-index", "-z", "--index-info"], index)?;
        Ok(line(&git.run(&["write-tree"])?).to_owned())
    }
}

/// Returns the mode and object of files as they are, byte for byte: no filters or line-ending conversions are applied.
fn objects(git: &Git, listing: &FileList) -> Result<BTreeMap<String, String>, GitError> {
    let mut lines = Vec::new();
    for (path, _) in listing.files() {
        // A line that begins with a quotation mark would be read as quoted.
        lines.extend_from_slice(format!("./{path}\n").as_bytes());
    }
    let answer = git.feed(&["hash-object", "--no-filters", "--stdin-paths"], lines)?;
    let objects: Vec<&str> = answer.lines().collect();
    let paths: Vec<&str> = listing.files().map(|(path, _)| path).collect();
    if objects.len() != paths.len() {
        let said = format!("{} objects for {} files", objects.len(), paths.len());
        return Err(GitError::Answer { what: "hash-object".into(), said });
    }
    let objects = objects.into_iter().map(|object| format!("100644 {object}"));
    Ok(paths.into_iter().map(str::to_owned).zip(objects).collect())
}

impl<'a> Branch<'a> {
    /// Returns the branch `name` of `remote`.
    pub fn new(repository: &'a Repository, remote: &'a str, name: &'a str) -> Self {
        Self { repository, remote, name }
    }

    fn git(&self) -> &Git {
        &self.repository.git
    }

    fn reference(&self) -> String {
        format!("refs/heads/{}", self.name)
    }

    /// Asks the remote for the last commit. `None` if there is no such branch.
    fn commit(&self) -> Result<Option<String>, GitError> {
        let reference = self.reference();
        let answer = self.git().run(&["ls-remote", "--quiet", "--", self.remote, &reference])?;
        // The pattern also matches longer names.
        let found = answer.lines().filter_map(|line| line.split_once('\t'));
        Ok(found.into_iter().find(|(_, name)| *name == reference).map(|(id, _)| id.to_owned()))
    }

    /// Returns the content of the branch. Commits that are not here are fetched, without updating any local branch.
    pub fn tip(&self) -> Result<Option<Tip>, GitError> {
        self.commit()?.map(|commit| self.read(commit)).transpose()
    }

    /// Returns a commit of the branch, fetched if it is not here.
    fn read(&self, commit: String) -> Result<Tip, GitError> {
        let git = self.git();
        let here = format!("{commit}^{{commit}}");
        if git.ask(&["cat-file", "-e", &here])?.is_none() {
            let quarantine = Quarantine::open(self.repository)?;
            quarantine.within(git).run(&[
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-recurse-submodules",
                "--refmap=",
                "--",
                self.remote,
                &self.reference(),
            ])?;
            quarantine.admit()?;
        }
        // Its author may have used any encoding.
        let text = git.bytes(&["cat-file", "commit", &commit], Vec::new())?;
        let text = String::from_utf8_lossy(&text);
        let (head, message) = text.split_once("\n\n").unwrap_or((&text, ""));
        let value = |name: &str| head.lines().find_map(|line| line.strip_prefix(name));
        let trailer = |name: &str| message.lines().find_map(|line| line.strip_prefix(name));
        let author = value("author ").and_then(|author| author.split(" <").next());
        let files = files(git, &commit)?;
        let domain = match files.get("CNAME").and_then(|file| file.strip_prefix("100644 ")) {
            Some(object) => {
                let bytes = git.bytes(&["cat-file", "blob", object], Vec::new())?;
                let text = String::from_utf8_lossy(&bytes).trim().to_lowercase();
                Some(text).filter(|domain| !domain.is_empty())
            }
            None => None,
        };
        let is_id =
            |text: &&str| text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let source = trailer(SOURCE).filter(is_id);
        Ok(Tip {
            about: redact(&format!("{}: {}", author.unwrap_or("?"), line(message))).into_owned(),
            is_ours: trailer(TREE).is_some_and(|tree| value("tree ") == Some(tree)),
            is_first: value("parent ").is_none(),
            source: source.map(|source| self.repository.relation(source)).transpose()?,
            domain,
            files,
            commit,
        })
    }

    /// Fetches the branch from the remote into a new repository in `scratch`; returns its commit, and the object of
    /// each file. If the remote can leave out the rest, only names and object ids are transferred.
    pub(super) fn fetch_anew(
        &self,
        scratch: &Path,
    ) -> Result<(String, BTreeMap<String, String>), GitError> {
        let (folder, name) = (bare(self.git(), scratch, "back.git")?, self.reference());
        let text = |path: &Path| path.display().to_string();
        // With the user's own settings of this repository, including its remotes and their credentials.
        let settings =
            self.git().run(&["rev-parse", "--path-format=absolute", "--git-path", "config"])?;
        let config = text(&folder.join("config"));
        let settings = text(&path(&settings));
        self.git().run(&["config", "--file", &config, "include.path", &settings])?;
        // A relative address is relative to the top of the working tree.
        let git = self
            .git()
            .within(&self.repository.top, &[("GIT_DIR", &folder), ("GIT_WORK_TREE", scratch)]);
        git.run(&[
            "fetch",
            "--quiet",
            "--depth=1",
            "--filter=blob:none",
            "--no-tags",
            "--no-recurse-submodules",
            "--refmap=",
            "--",
            self.remote,
            &format!("{name}:refs/heads/back"),
        ])?;
        let commit = line(&git.run(&["rev-parse", "refs/heads/back"])?).to_owned();
        let files = files(&git, &commit)?;
        Ok((commit, files))
    }

    /// Publishes a folder: commits its files and pushes. Returns the commit. The push is forced only if the history is
    /// dropped, and then only over the commit that was inspected (a lease).
    pub fn publish(
        &self,
        snapshot: &Snapshot<'_>,
        tip: Option<&Tip>,
        how: ReplaceOptions,
    ) -> Result<String, GitError> {
        let quarantine = Quarantine::open(self.repository)?;
        let tree = snapshot.write(self.repository, &snapshot.changes(tip), &quarantine)?;
        let mut arguments = vec!["commit-tree", &tree];
        if let Some(tip) = tip.filter(|_| how.history) {
            arguments.extend(["-p", &tip.commit]);
        }
        arguments.extend(["-F", "-"]);
        let message = message(&self.repository.head, &tree, how.uncommitted);
        let git = quarantine.within(self.git());
        let commit = line(&git.feed(&arguments, message.into_bytes())?).to_owned();
        quarantine.admit()?;
        let reference = self.reference();
        let lease = tip
            .filter(|_| !how.history)
            .map(|tip| format!("--force-with-lease={reference}:{}", tip.commit));
        let target = format!("{commit}:{reference}");
        // A remote that is a mirror does not accept a single branch.
        let mirror = format!("remote.{}.mirror=false", self.remote);
        let mut push = vec!["-c", &mirror, "push", "--porcelain", "--no-verify"];
        push.extend(lease.as_deref());
        push.extend(["--", self.remote, &target]);
        self.git().run(&push)?;
        Ok(commit)
    }
}

/// Makes an empty repository in a folder of our own, with the object format of the user's repository.
fn bare(git: &Git, scratch: &Path, name: &str) -> Result<PathBuf, GitError> {
    let folder = scratch.join(name);
    let format = git.run(&["rev-parse", "--show-object-format"])?;
    let format = format!("--object-format={}", line(&format));
    let text = folder.display().to_string();
    git.run(&["init", "--quiet", "--bare", &format, "--", &text])?;
    Ok(folder)
}

/// Returns the message of a commit: what it was made from, and the proof that it is ours.
fn message(head: &Head, tree: &str, uncommitted: bool) -> String {
    let short = |commit: &str| commit.get(..12).unwrap_or(commit).to_owned();
    let more = if uncommitted { ", with uncommitted changes" } else { "" };
    let title = match head {
        Head::Branch { branch, commit } => format!("Publish {} of {branch}{more}", short(commit)),
        Head::Detached { commit } => format!("Publish {}{more}", short(commit)),
        Head::Unborn { .. } => "Publish the site".to_owned(),
    };
    let source = head.commit().map(|commit| format!("{SOURCE}{commit}\n")).unwrap_or_default();
    format!("{title}\n\n{source}{TREE}{tree}\n")
}

/// Returns the mode and object of each file of a commit, by path. Invalid UTF-8 in names is replaced.
fn files(git: &Git, commit: &str) -> Result<BTreeMap<String, String>, GitError> {
    let listed = git.bytes(&["ls-tree", "-r", "-z", "--full-tree", commit], Vec::new())?;
    let listed = String::from_utf8_lossy(&listed);
    let files = listed.split('\0').filter_map(|entry| {
        let (about, path) = entry.split_once('\t')?;
        let (mode, object) = (about.split(' ').next()?, about.rsplit(' ').next()?);
        Some((path.to_owned(), format!("{mode} {object}")))
    });
    Ok(files.collect())
}

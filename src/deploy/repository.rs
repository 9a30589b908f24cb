//! [`Repository`]: the git repository that contains a site, as far as deploying is concerned. It is only read.

use std::path::{Path, PathBuf};

use crate::deploy::git::{Git, GitError};
use crate::files::is_ignored;

/// The repository of a site.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The user's git, in the site's folder.
    pub(super) git: Git,
    /// The top folder of the working tree.
    pub top: PathBuf,
    /// Where git keeps what belongs to this working tree.
    pub(super) git_dir: PathBuf,
    /// What is checked out.
    pub head: Head,
    /// Whether older commits were left out when it was cloned.
    pub is_shallow: bool,
}

/// What is checked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// A branch without a commit.
    Unborn {
        /// Its name.
        branch: String,
    },
    /// A branch.
    Branch {
        /// Its name.
        branch: String,
        /// Its last commit.
        commit: String,
    },
    /// A commit without a branch.
    Detached {
        /// The commit.
        commit: String,
    },
}

impl Head {
    /// Returns the branch, if one is checked out.
    pub fn branch(&self) -> Option<&str> {
        match self {
            Self::Unborn { branch } | Self::Branch { branch, .. } => Some(branch),
            Self::Detached { .. } => None,
        }
    }

    /// Returns the commit, if there is one.
    pub(super) fn commit(&self) -> Option<&str> {
        match self {
            Self::Unborn { .. } => None,
            Self::Branch { commit, .. } | Self::Detached { commit } => Some(commit),
        }
    }
}

/// The addresses of a remote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// Where it is fetched from.
    pub fetch: String,
    /// Where it is pushed to: usually one address, the same as the other.
    pub push: Vec<String>,
    /// Whether its branches replace the user's own, as in a mirror.
    pub is_mirrored: bool,
}

impl Repository {
    /// Returns the repository that git finds from its folder. `None` if that is not in a working tree.
    pub fn find(git: &Git) -> Result<Option<Self>, GitError> {
        let Some(top) = git.ask(&["rev-parse", "--show-toplevel"])? else { return Ok(None) };
        // A separate folder in a linked working tree, and in a submodule.
        let git_dir = path(&git.run(&["rev-parse", "--absolute-git-dir"])?);
        let shallow = git.run(&["rev-parse", "--is-shallow-repository"])?;
        let commit = git.ask(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])?;
        let branch = git.ask(&["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        let text = |text: Option<String>| text.map(|text| line(&text).to_owned());
        let head = match (text(branch), text(commit)) {
            (Some(branch), Some(commit)) => Head::Branch { branch, commit },
            (Some(branch), None) => Head::Unborn { branch },
            (None, Some(commit)) => Head::Detached { commit },
            (None, None) => Head::Unborn { branch: "HEAD".to_owned() },
        };
        Ok(Some(Self {
            git: git.clone(),
            top: path(&top),
            git_dir,
            head,
            is_shallow: line(&shallow) == "true",
        }))
    }

    /// Returns the names of the remotes, sorted.
    pub fn remotes(&self) -> Result<Vec<String>, GitError> {
        Ok(self.git.run(&["remote"])?.lines().map(str::to_owned).collect())
    }

    /// Returns the addresses of a remote, after `url.*.insteadOf` was applied. `None` if there is no such remote.
    pub fn remote(&self, name: &str) -> Result<Option<Remote>, GitError> {
        if !self.remotes()?.iter().any(|remote| remote == name) {
            return Ok(None);
        }
        let fetch = self.git.run(&["remote", "get-url", "--", name])?;
        let push = self.git.run(&["remote", "get-url", "--push", "--all", "--", name])?;
        let fetches = self.git.ask(&["config", "--get-all", &format!("remote.{name}.fetch")])?;
        let fetches = fetches.unwrap_or_default();
        Ok(Some(Remote {
            is_mirrored: fetches.lines().any(|spec| spec.contains(":refs/heads/")),
            fetch: line(&fetch).to_owned(),
            push: push.lines().map(str::to_owned).collect(),
        }))
    }

    /// Returns what differs from the last commit at these paths of the site and below: paths from the top of the
    /// working tree. What git ignores counts too, because it would be published, except what nutgraf ignores.
    pub fn uncommitted(&self, paths: &[&Path]) -> Result<Vec<String>, GitError> {
        let mut arguments = vec![
            "status",
            "--porcelain=v1",
            "-z",
            "--untracked-files=all",
            "--ignored=traditional",
            "--no-renames",
            "--",
        ];
        let paths: Vec<String> =
            paths.iter().map(|path| format!(":(literal){}", path.display())).collect();
        arguments.extend(paths.iter().map(String::as_str));
        let answer = self.git.bytes(&arguments, Vec::new())?;
        let text = String::from_utf8_lossy(&answer);
        // Two letters of state and a space are in front of each.
        let found = text.split('\0').filter_map(|entry| entry.get(3..));
        let counts = |path: &&str| !path.is_empty() && !path.split('/').any(is_ignored);
        Ok(found.filter(counts).map(str::to_owned).collect())
    }

    /// Returns how a commit that something was published from relates to the one that is checked out.
    pub(super) fn relation(&self, commit: &str) -> Result<Relation, GitError> {
        let Some(head) = self.head.commit() else { return Ok(Relation::Unknown) };
        let is_above = |above: &str, below: &str| {
            let answer = self.git.ask(&["merge-base", "--is-ancestor", above, below])?;
            Ok::<_, GitError>(answer.is_some())
        };
        let is_here = self.git.ask(&["cat-file", "-e", &format!("{commit}^{{commit}}")])?.is_some();
        Ok(match () {
            () if is_here && is_above(commit, head)? => Relation::Past,
            () if self.is_shallow => Relation::Untold,
            () if !is_here => Relation::Unknown,
            () if is_above(head, commit)? => Relation::Future,
            () => Relation::Aside,
        })
    }
}

/// How a commit relates to the one that is checked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is that commit, or in its history.
    Past,
    /// It has that commit in its history.
    Future,
    /// Neither is in the history of the other.
    Aside,
    /// It does not exist here.
    Unknown,
    /// Unknown: this is a shallow clone, in which older commits are missing.
    Untold,
}

/// Returns a path that is the whole answer: it may contain line feeds.
pub(super) fn path(answer: &str) -> PathBuf {
    PathBuf::from(answer.strip_suffix('\n').unwrap_or(answer))
}

/// Returns the first line of an answer.
pub(super) fn line(text: &str) -> &str {
    text.lines().next().unwrap_or("")
}

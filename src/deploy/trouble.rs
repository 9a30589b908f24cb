//! [`GitIssue`]: why git failed, in one sentence that says what to do.

use std::fmt;

/// The meaning of git's messages, as far as we know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GitIssue {
    /// The folder belongs to somebody else.
    Ownership,
    /// The committer's name is not set.
    Identity,
    /// The remote cannot be reached.
    Network,
    /// The remote's key is not the known one, or no key is known.
    HostKey,
    /// The remote does not know the user, or the user has no write access.
    Authentication,
    /// A workflow's token has only read access.
    WorkflowToken,
    /// There is no such repository, or it is not visible to the user.
    NoRepository,
    /// Pushing to the branch is not allowed.
    Protected,
    /// A file is larger than the remote accepts.
    TooLarge,
    /// A file contains something that looks like a password or a token.
    Secret,
    /// Another branch is in the way: its name is the beginning of this one's, or the other way round.
    NameTaken,
    /// A hook of the remote refused.
    Hook,
    /// The branch has moved on in the meantime.
    Moved,
    /// The remote accepts nothing from a shallow clone.
    Shallow,
    /// The remote is a repository with a working tree that has the branch checked out.
    CheckedOut,
    /// The address has a protocol that is not allowed.
    Protocol,
}

/// What git (and the servers behind it) says in each situation, ignoring case; the first match applies.
const SAID: &[(GitIssue, &[&str])] = &[
    (GitIssue::Ownership, &["detected dubious ownership"]),
    (
        GitIssue::Identity,
        &[
            "please tell me who you are",
            "unable to auto-detect email address",
            "empty ident name",
            "no email was given and auto-detection is disabled",
            "no name was given and auto-detection is disabled",
        ],
    ),
    // Messages of servers come before those of networks: a hook may print anything.
    (GitIssue::TooLarge, &["gh001", "exceeds github's file size limit"]),
    (GitIssue::Secret, &["push cannot contain secrets"]),
    (GitIssue::Protected, &["gh006", "gh013", "protected branch", "repository rule violations"]),
    (
        GitIssue::CheckedOut,
        &["refusing to update checked out branch", "branch is currently checked out"],
    ),
    (GitIssue::NameTaken, &["exists; cannot create", "dst refspec"]),
    (GitIssue::Hook, &["hook declined"]),
    (GitIssue::Shallow, &["shallow update not allowed"]),
    (
        GitIssue::Moved,
        &[
            "(fetch first)",
            "(non-fast-forward)",
            "(stale info)",
            "failed to update ref",
            "cannot lock ref",
        ],
    ),
    (GitIssue::WorkflowToken, &["denied to github-actions[bot]"]),
    (
        GitIssue::Authentication,
        &[
            "authentication failed",
            "could not read username",
            "could not read password",
            "terminal prompts disabled",
            "permission denied",
            " denied to ",
            "invalid username or",
            "access denied",
            "returned error: 401",
            "returned error: 403",
            "write access to repository not granted",
        ],
    ),
    (GitIssue::HostKey, &["host key verification failed"]),
    (
        GitIssue::Network,
        &[
            "could not resolve host",
            "temporary failure in name resolution",
            "name or service not known",
            "network is unreachable",
            "no route to host",
            "connection timed out",
            "operation timed out",
            "connection refused",
            "connection reset",
            "failed to connect",
            "couldn't connect to server",
        ],
    ),
    (GitIssue::Protocol, &["' not allowed"]),
    (
        GitIssue::NoRepository,
        &[
            "repository not found",
            "does not appear to be a git repository",
            "does not exist",
            "not found",
        ],
    ),
];

impl GitIssue {
    /// Whether it can occur without a remote.
    pub(super) fn is_local(self) -> bool {
        matches!(self, Self::Ownership | Self::Identity)
    }

    /// Returns the meaning of what git said. `None` for messages that we do not know: then only its own words are
    /// shown.
    pub fn of(said: &str) -> Option<Self> {
        let said = said.to_lowercase();
        let says = |words: &str| said.contains(words);
        SAID.iter()
            .find(|(_, words)| words.iter().any(|words| says(words)))
            .map(|(trouble, _)| *trouble)
    }
}

impl fmt::Display for GitIssue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ownership => {
                "the repository belongs to another user; if you trust it, run the `git config` line that git prints below"
            }
            Self::Identity => {
                "git does not know your name and email address; run `git config user.name \"NAME\"` and `git config user.email ADDRESS`"
            }
            Self::Network => {
                "the remote cannot be reached; check the network connection and the remote's address (`git remote -v`)"
            }
            Self::HostKey => {
                "ssh does not know the remote's key; connect once with `ssh` by hand and compare the key with the one that the host publishes"
            }
            Self::Authentication => {
                "the remote does not let you in, or does not let you write; set up git's credential helper or an ssh key, and check that your account is allowed to push to the repository"
            }
            Self::WorkflowToken => {
                "the workflow's token is not allowed to write; give the job `permissions: contents: write`"
            }
            Self::NoRepository => {
                "there is no repository at the remote's address, or none that you are allowed to see; compare the address (`git remote -v`) with the repository's page"
            }
            Self::Protected => {
                "the branch is protected; make an exception for it in the repository's settings (Rules, Branches), or publish to another one: `[deploy] branch`"
            }
            Self::TooLarge => {
                "a file is larger than the remote allows (100 MB on GitHub); publish it elsewhere and link to it"
            }
            Self::Secret => {
                "a page contains what looks like a password or a token, which the remote refuses; it names the place below"
            }
            Self::NameTaken => {
                "another branch on the remote is in the way of this one's name (git has no `a` beside `a/b`); remove that branch (`git push REMOTE --delete BRANCH`), or publish to another: `[deploy] branch`"
            }
            Self::Hook => {
                "a hook of the remote refused it; its message is below, and whoever runs the remote knows more"
            }
            Self::Moved => {
                "somebody published in the meantime, and nothing of theirs was touched; look at what they did and deploy again"
            }
            Self::Shallow => {
                "the remote does not accept pushes from a shallow clone; run `git fetch --unshallow` first"
            }
            Self::CheckedOut => {
                "the remote is a folder where the branch is checked out; push to a bare repository, or check out another branch there"
            }
            Self::Protocol => {
                "the remote's address has a protocol that is not used for publishing; use `https://` or ssh (`git remote set-url`)"
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::GitIssue;

    #[track_caller]
    fn check(said: &str, expected: GitIssue) {
        assert_eq!(GitIssue::of(said), Some(expected), "{said}");
    }

    #[test]
    fn what_git_says_is_explained() {
        check("fatal: detected dubious ownership in repository at '/x'", GitIssue::Ownership);
        check("*** Please tell me who you are.", GitIssue::Identity);
        check(
            "fatal: unable to access 'https://github.com/a/b/': Could not resolve host: github.com",
            GitIssue::Network,
        );
        check("ssh: connect to host github.com port 22: Connection timed out", GitIssue::Network);
        check(
            "Host key verification failed.\nfatal: Could not read from remote repository.",
            GitIssue::HostKey,
        );
        check(
            "fatal: Authentication failed for 'https://github.com/a/b/'",
            GitIssue::Authentication,
        );
        check("git@github.com: Permission denied (publickey).", GitIssue::Authentication);
        check("ERROR: Permission to ada/engines.git denied to bob.", GitIssue::Authentication);
        check(
            "remote: error: GH013: Repository rule violations found\nremote: - Push cannot contain secrets",
            GitIssue::Secret,
        );
        check(
            "remote: connection refused by the linter\n!\tx:y\t[remote rejected] (pre-receive hook declined)",
            GitIssue::Hook,
        );
        check(
            "remote: error: cannot lock ref 'refs/heads/a/b': 'refs/heads/a' exists; cannot create 'refs/heads/a/b'\n!\tx:y\t[remote rejected] (failed to update ref)",
            GitIssue::NameTaken,
        );
        check(
            "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
            GitIssue::Authentication,
        );
        check(
            "remote: Permission to a/b.git denied to github-actions[bot].",
            GitIssue::WorkflowToken,
        );
        check(
            "remote: Repository not found.\nfatal: repository 'https://github.com/a/b/' not found",
            GitIssue::NoRepository,
        );
        check("fatal: '/x.git' does not appear to be a git repository", GitIssue::NoRepository);
        check(
            "remote: error: GH006: Protected branch update failed for refs/heads/gh-pages.\n ! [remote rejected] x -> y (protected branch hook declined)",
            GitIssue::Protected,
        );
        check(
            "remote: error: GH001: Large files detected.\n ! [remote rejected] x -> y (pre-receive hook declined)",
            GitIssue::TooLarge,
        );
        check(
            "!\tx:refs/heads/gh-pages\t[remote rejected] (pre-receive hook declined)",
            GitIssue::Hook,
        );
        check("!\tx:refs/heads/gh-pages\t[rejected] (fetch first)", GitIssue::Moved);
        check("!\tx:refs/heads/gh-pages\t[rejected] (stale info)", GitIssue::Moved);
        check("!\tx:y\t[remote rejected] (shallow update not allowed)", GitIssue::Shallow);
        check("!\tx:y\t[remote rejected] (branch is currently checked out)", GitIssue::CheckedOut);
        check("fatal: transport 'ext' not allowed", GitIssue::Protocol);
        assert_eq!(GitIssue::of("fatal: something nobody has seen"), None);
    }
}

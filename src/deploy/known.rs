//! What git knows already, so that nobody has to be asked for it: how the user is called, how a new repository begins,
//! and the branch that a repository is published from. What is asked here decides what is proposed, never what is pushed.

use crate::deploy::git::{Git, GitError};
use crate::deploy::repository::{Repository, line};

impl Git {
    /// A setting of the user, such as `user.name`, as it holds in this folder.
    pub fn setting(&self, name: &str) -> Result<Option<String>, GitError> {
        let value = self.ask(&["config", "--get", name])?;
        Ok(value.map(|value| line(&value).trim().to_owned()).filter(|value| !value.is_empty()))
    }

    /// The branch that a new repository begins with.
    pub fn first_branch(&self) -> Result<String, GitError> {
        Ok(self.setting("init.defaultBranch")?.unwrap_or_else(|| "main".to_owned()))
    }
}

impl Repository {
    /// The branch that its readers see first: the one that the remote says so of, as a clone remembers it; else the one
    /// that is checked out; else the one that a new repository would begin with.
    pub fn main_branch_on(&self, remote: &str) -> Result<String, GitError> {
        let tracked = format!("refs/remotes/{remote}/");
        let head = self.git.ask(&["symbolic-ref", "--quiet", &format!("{tracked}HEAD")])?;
        let seen = head.as_deref().and_then(|name| line(name).strip_prefix(&tracked));
        match seen.or(self.head.branch()) {
            Some(branch) => Ok(branch.to_owned()),
            None => self.git.first_branch(),
        }
    }
}

//! What git already knows, so that nobody has to be asked: the user's name, the branch of a new repository, and the
//! branch that a repository is published from. This decides what is proposed, never what is pushed.

use crate::deploy::git::{Git, GitError};
use crate::deploy::repository::{Repository, line};

impl Git {
    /// Returns a setting of the user, such as `user.name`, as it applies in this folder.
    pub fn setting(&self, name: &str) -> Result<Option<String>, GitError> {
        let value = self.ask(&["config", "--get", name])?;
        Ok(value.map(|value| line(&value).trim().to_owned()).filter(|value| !value.is_empty()))
    }

    /// Returns the branch that a new repository begins with.
    pub fn first_branch(&self) -> Result<String, GitError> {
        Ok(self.setting("init.defaultBranch")?.unwrap_or_else(|| "main".to_owned()))
    }
}

impl Repository {
    /// Returns the branch that its readers see first: the remote's default branch, as a clone remembers it; or else the
    /// one that is checked out; or else the one that a new repository would begin with.
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

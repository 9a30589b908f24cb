//! [`SiteGuess`]: what `init` finds out instead of asking, from the folder's name and from git. Whatever git says, even
//! if it is missing, a site is made.

use std::path::Path;

use nutgraf::deploy::{Git, GitError, GitHub, Repository};

use crate::cli::workflow::{Pages, USUAL_REMOTE, git, github};

/// What is known without asking anybody.
#[derive(Debug)]
pub(crate) struct SiteGuess {
    /// The site's title: the folder's name, as text.
    pub(crate) title: String,
    /// What git calls the user.
    pub(crate) author: Option<String>,
    /// The repository on GitHub that `origin` names.
    pub(crate) github: Option<GitHub>,
    /// Why git could not be asked.
    pub(crate) trouble: Option<String>,
    repository: Option<Repository>,
    branch: String,
}

impl SiteGuess {
    /// Guesses for a site in `root`, a real path that need not exist yet.
    #[expect(clippy::disallowed_methods, reason = "only whether the folder is there")]
    pub(crate) fn of(root: &Path) -> Self {
        let mut guess = Self {
            title: root.file_name().and_then(|name| name.to_str()).map_or_else(untitled, title),
            author: None,
            github: None,
            trouble: None,
            repository: None,
            branch: "main".to_owned(),
        };
        let there = root.ancestors().find(|folder| folder.is_dir()).unwrap_or(root);
        if let Err(error) = guess.ask(&git(there)) {
            guess.trouble = Some(error.to_string());
        }
        guess
    }

    fn ask(&mut self, git: &Git) -> Result<(), GitError> {
        self.branch = git.first_branch()?;
        self.author = git.setting("user.name")?;
        if let Some(repository) = Repository::find(git)? {
            self.branch = repository.main_branch_on(USUAL_REMOTE)?;
            self.github = github(&repository, USUAL_REMOTE);
            self.repository = Some(repository);
        }
        Ok(())
    }

    /// Whether git was asked, and there is no repository for the site.
    pub(crate) fn lacks_repository(&self) -> bool {
        self.repository.is_none() && self.trouble.is_none()
    }

    /// Returns the site's workflow.
    pub(crate) fn pages(&self, root: &Path) -> anyhow::Result<Pages> {
        let top = self.repository.as_ref().map_or(root, |repository| &repository.top);
        Pages::of(top, root, self.branch.clone())
    }
}

fn untitled() -> String {
    "My explainers".to_owned()
}

/// Returns a folder's name as a title: `heat-pumps` is "Heat pumps".
fn title(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|char: char| matches!(char, '-' | '_') || char.is_whitespace() || char.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let text = words.join(" ");
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if text.chars().any(char::is_alphanumeric) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => untitled(),
    }
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn the_name_of_a_folder_is_a_title() {
        for (name, expected) in [
            ("heat-pumps", "Heat pumps"),
            ("my_site", "My site"),
            ("Energie & Wärme", "Energie & Wärme"),
            ("übersicht", "Übersicht"),
            ("日本", "日本"),
            ("two\nlines", "Two lines"),
            ("---", "My explainers"),
            ("...", "My explainers"),
        ] {
            assert_eq!(title(name), expected);
        }
    }
}

//! `deploy --workflow`, and the part of it that `init --github` does: the workflow with which GitHub builds and
//! publishes a site.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use nutgraf::config::Overrides;
use nutgraf::deploy::workflow::{WorkflowState, state, written_by};
use nutgraf::deploy::{Git, GitHub, Repository, Workflow, printable};
use nutgraf::engine::read_config;
use nutgraf::files::PlainFiles;
use nutgraf::path::SitePath;

use crate::cli::args::{DeployArgs, Global};
use crate::cli::environment::shown;
use crate::cli::place::SiteLocation;
use crate::cli::starter::files::{Advice, NewFiles};
use crate::cli::status::{Status, unless_closed};
use nutgraf::files::real_path;

/// The remote of a site whose settings do not name one.
pub(crate) const USUAL_REMOTE: &str = "origin";

/// Returns the user's git in a folder, for commands that need no password.
#[expect(clippy::disallowed_methods, reason = "git gets the environment of the command line")]
pub(crate) fn git(folder: &Path) -> Git {
    Git::new(folder, std::env::vars_os(), false)
}

/// How many bytes of a workflow are read. GitHub itself accepts none longer than 500 kB.
const LONGEST: u64 = 512 << 10;

/// A site's workflow: where it belongs, what is there, and what should be.
pub(crate) struct Pages {
    /// The repository's top.
    pub(crate) top: PathBuf,
    /// The file's path.
    pub(crate) path: PathBuf,
    /// What is there.
    pub(crate) old: Option<String>,
    /// What should be.
    pub(crate) new: Workflow,
}

impl Pages {
    /// Returns the workflow of the site in `site`, a real path, published from `branch`, unless the existing workflow
    /// names another branch.
    #[expect(clippy::disallowed_methods, reason = "only whether the folder is there")]
    pub(crate) fn of(top: &Path, site: &Path, branch: String) -> anyhow::Result<Self> {
        let top = real_path(top).unwrap_or_else(|_| top.to_owned());
        let path = top.join(Workflow::PATH);
        // Not through a link, which could lead anywhere; anything in the way is reported when the file is written.
        let bytes = if top.is_dir() {
            PlainFiles::new(&top)?.read_head(&SitePath::new(Workflow::PATH)?, LONGEST)?
        } else {
            // `init` is about to create it.
            None
        };
        let old = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let parts = site
            .strip_prefix(&top)
            .map(|below| below.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>());
        let Ok(Some(parts)) = parts else {
            anyhow::bail!(
                "the folder `{}` cannot be named in a workflow; give it a name in Unicode, within the repository",
                site.display()
            );
        };
        let branch = old.as_deref().and_then(Workflow::read).map_or(branch, |old| old.branch);
        let site_folder = parts.join("/");
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Ok(Self { top, path, old, new: Workflow { branch, site_folder, version } })
    }

    /// Returns how the existing file relates to what it should be. `None` if there is no file.
    pub(crate) fn state(&self) -> Option<WorkflowState> {
        self.old.as_deref().map(|old| state(old, &self.new))
    }

    /// Returns why the existing file must not be overwritten without `--force`.
    fn objection(&self) -> Option<String> {
        match self.state()? {
            WorkflowState::Current => None,
            WorkflowState::Edited => Some("was changed by hand after nutgraf wrote it".to_owned()),
            WorkflowState::Foreign => {
                Some("was not written by nutgraf, or lost its first line".to_owned())
            }
            WorkflowState::Newer => {
                let version = self.old.as_deref().and_then(written_by).unwrap_or_default();
                Some(format!("was written by a newer nutgraf ({version})"))
            }
            WorkflowState::Outdated => {
                self.another_site().map(|folder| format!("builds the site in `{folder}`"))
            }
        }
    }

    /// Returns the folder of another existing site that the workflow builds.
    #[expect(clippy::disallowed_methods, reason = "only whether it is there: it is not read")]
    pub(crate) fn another_site(&self) -> Option<String> {
        let folder = self.old.as_deref().and_then(Workflow::read)?.site_folder;
        let is_there = self.top.join(&folder).join("site.toml").is_file();
        let shown = if folder.is_empty() { ".".to_owned() } else { folder.clone() };
        (folder != self.new.site_folder && is_there).then_some(shown)
    }

    /// Returns the text that should be there.
    pub(crate) fn text(&self) -> String {
        self.new.renew(self.old.as_deref().unwrap_or_default())
    }

    /// Returns what would change, as a unified diff.
    fn difference(&self) -> String {
        let old = printable(&self.old.as_deref().unwrap_or_default().replace("\r\n", "\n"));
        let new = self.text();
        similar::TextDiff::from_lines(&old, &new)
            .unified_diff()
            .context_radius(3)
            .header(&format!("a/{}", Workflow::PATH), &format!("b/{}", Workflow::PATH))
            .to_string()
    }
}

/// Anything but a file cannot be updated, and there is only one place for a workflow.
const IN_THE_WAY: Advice = Advice { files: "overwrite it with `--force`", others: "move it away" };

/// Writes the workflow, or updates it.
pub(crate) fn deploy(global: &Global, args: &DeployArgs) -> anyhow::Result<Status> {
    let place = SiteLocation::find(global)?;
    let site = real_path(&place.root).context("cannot find the site's folder")?;
    let Some(repository) = Repository::find(&git(&site))? else {
        anyhow::bail!(
            "`{}` is not in a git repository; run `git init` to create one",
            shown(&place.root)
        );
    };
    let remote = remote(&place);
    let pages = Pages::of(&repository.top, &site, repository.main_branch_on(&remote)?)?;
    let objection = pages.objection().filter(|_| !args.force);
    let is_written = objection.is_none() && pages.state() != Some(WorkflowState::Current);
    if is_written {
        let mut files = NewFiles::new(IN_THE_WAY);
        files.add(&pages.top, Workflow::PATH, pages.text());
        files.write(true)?;
    }
    if !global.quiet {
        unless_closed(tell(&pages, is_written, github(&repository, &remote).as_ref()))?;
    }
    let Some(objection) = objection else { return Ok(Status::Fine) };
    let by_force = "`nutgraf deploy --workflow --force`";
    let remedy = if pages.state() == Some(WorkflowState::Newer) {
        format!("update nutgraf, or replace it with {by_force}")
    } else {
        format!("run {by_force} to replace it")
    };
    writeln!(
        io::stderr().lock(),
        "`{}` {objection}: nothing was written; {remedy}",
        shown(&pages.path)
    )?;
    Ok(Status::Findings)
}

/// Returns the remote that the site's settings name, or the usual one if they cannot be read, which is not an error
/// here: the workflow needs nothing else from them.
fn remote(place: &SiteLocation) -> String {
    let config = read_config(&place.files, &place.config, &Overrides::default());
    let config = config.ok().and_then(|read| read.value);
    config.map_or_else(|| USUAL_REMOTE.to_owned(), |config| config.deploy.remote)
}

fn tell(pages: &Pages, is_written: bool, github: Option<&GitHub>) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let path = shown(&pages.path);
    if pages.state() == Some(WorkflowState::Current) {
        writeln!(out, "{path}: already up to date")?;
    } else if pages.old.is_some() {
        write!(out, "{}", pages.difference())?;
        if is_written {
            writeln!(out, "{path}: brought up to date")?;
        }
    } else {
        writeln!(out, "{path}: written\n\n{}", to_click(github, &pages.new))?;
    }
    Ok(())
}

/// Returns the repository on GitHub that a remote names.
pub(crate) fn github(repository: &Repository, remote: &str) -> Option<GitHub> {
    GitHub::of(&repository.remote(remote).ok()??.fetch)
}

/// Says what has to be set on GitHub, and what happens then.
pub(crate) fn to_click(github: Option<&GitHub>, workflow: &Workflow) -> String {
    let place = github.map_or_else(
        || "in the repository's settings on GitHub, under \"Pages\"".to_owned(),
        |github| format!("on {}", github.settings()),
    );
    format!(
        "Once, {place}: choose \"GitHub Actions\" as the source.\nThen every push to `{}` publishes the site.",
        workflow.branch
    )
}

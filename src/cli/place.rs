//! Finds the site that a command works on.

use std::path::PathBuf;

use anyhow::Context as _;
use nutgraf::config::{Config, Overrides};
use nutgraf::diagnostic::{Levels, finish};
use nutgraf::engine::read_config;
use nutgraf::files::DiskFiles;
use nutgraf::path::SitePath;

use crate::cli::args::Global;
use crate::cli::environment::typed;
use crate::cli::report::{self, Style};

/// Where the site is: its root, its files, and its settings' path inside.
pub(super) struct SiteLocation {
    pub(super) root: PathBuf,
    pub(super) files: DiskFiles,
    pub(super) config: SitePath,
}

impl SiteLocation {
    /// Returns the folder of `--config`, or else `--root`, or else the nearest folder above that has a `site.toml`.
    pub(super) fn find(global: &Global) -> anyhow::Result<Self> {
        if let Some(other) = misnamed(global)? {
            anyhow::bail!("{other}");
        }
        if let Some(place) = Self::find_if_any(global)? {
            return Ok(place);
        }
        if let Some(folder) = one_below()? {
            anyhow::bail!(
                "there is no `site.toml` here or in a folder above, but there is one in `{folder}`: run `cd {}` first",
                typed(&folder)
            );
        }
        anyhow::bail!(
            "there is no `site.toml` here or in a folder above; create a site with `nutgraf init`, or name its folder with `--root DIR`"
        )
    }

    /// Like [`SiteLocation::find`], but `None` if no folder was named and none is found.
    #[expect(clippy::disallowed_methods, reason = "the command line decides which folder is meant")]
    pub(super) fn find_if_any(global: &Global) -> anyhow::Result<Option<Self>> {
        let here = std::env::current_dir().context("cannot find the current folder")?;
        let (root, name) = match (&global.config, &global.root) {
            (Some(config), _) => {
                let config = here.join(config);
                let name = config
                    .file_name()
                    .and_then(|name| name.to_str())
                    .context("`--config` does not name a file")?
                    .to_owned();
                (config.parent().context("`--config` does not name a file")?.to_owned(), name)
            }
            (None, Some(root)) => (here.join(root), "site.toml".to_owned()),
            (None, None) => {
                let found = here.ancestors().find(|folder| folder.join("site.toml").is_file());
                let Some(root) = found else { return Ok(None) };
                (root.to_owned(), "site.toml".to_owned())
            }
        };
        anyhow::ensure!(
            root.is_dir(),
            "`{}` is not a folder; name the folder that holds `site.toml` with `--root`",
            root.display()
        );
        let config = SitePath::new(&name)
            .with_context(|| format!("`{name}` cannot be the name of a settings file"))?;
        let files = DiskFiles::new(&root)?;
        Ok(Some(Self { root, files, config }))
    }

    /// Returns the site's settings. `None` if they cannot be used; the reason is then reported.
    pub(super) fn settings(&self, global: &Global) -> anyhow::Result<Option<Config>> {
        let mut findings = Vec::new();
        let config = read_config(&self.files, &self.config, &Overrides::default())?
            .collect_into(&mut findings);
        if config.is_none() {
            let findings = finish(&Levels::new(), findings);
            report::findings(global, Style::Readable, &self.files, &findings)?;
        }
        Ok(config)
    }
}

/// Returns the folder in the current one that has a site: the first by name.
#[expect(clippy::disallowed_methods, reason = "the command line decides which folder is meant")]
fn one_below() -> anyhow::Result<Option<String>> {
    let here = std::env::current_dir().context("cannot find the current folder")?;
    let Ok(entries) = std::fs::read_dir(here) else { return Ok(None) };
    let folders = entries.flatten().take(MOST_FOLDERS).map(|entry| entry.path());
    let sites = folders.filter(|folder| folder.join("site.toml").is_file());
    let names = sites.filter_map(|folder| Some(folder.file_name()?.to_str()?.to_owned()));
    Ok(names.min())
}

/// At most this many are looked at.
const MOST_FOLDERS: usize = 1000;

/// Names of files that may be meant to be `site.toml`.
const MISNAMED: [&str; 11] = [
    "site.toml.txt",
    "Site.toml",
    "site.toml.toml",
    "sites.toml",
    "site.tml",
    "site.yaml",
    "site.yml",
    "site.json",
    "config.toml",
    "nutgraf.toml",
    "_config.yml",
];

/// Says what to do if the folder has no `site.toml`, but a file that may be meant to be one.
#[expect(clippy::disallowed_methods, reason = "the command line decides which folder is meant")]
fn misnamed(global: &Global) -> anyhow::Result<Option<String>> {
    let here = std::env::current_dir().context("cannot find the current folder")?;
    let folder = match (&global.config, &global.root) {
        (Some(_), _) => return Ok(None),
        (None, Some(root)) => here.join(root),
        (None, None) if here.ancestors().any(|folder| folder.join("site.toml").is_file()) => {
            return Ok(None);
        }
        (None, None) => here,
    };
    if folder.join("site.toml").is_file() {
        return Ok(None);
    }
    let found = MISNAMED.into_iter().find(|name| folder.join(name).is_file());
    Ok(found.map(|name| {
        let remedy = if name.to_lowercase().contains(".toml") || name == "site.tml" {
            "rename it to `site.toml`"
        } else {
            "nutgraf reads `site.toml`, with lines such as `title = \"My site\"`; `nutgraf init` makes one"
        };
        format!("there is no `site.toml` here, but there is `{name}`; {remedy}")
    }))
}

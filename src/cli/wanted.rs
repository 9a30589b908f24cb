//! [`Wanted`]: the files of a site that were named on the command line.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use nutgraf::path::SitePath;

use crate::cli::place::SiteLocation;

/// The files and folders that are wanted; all files, if none was named.
pub(super) struct Wanted(Vec<SitePath>);

impl Wanted {
    /// Returns the files that were named: by paths from the current folder, or else from the site's root.
    #[expect(
        clippy::disallowed_methods,
        reason = "what was typed is relative to the current folder"
    )]
    pub(super) fn of(place: &SiteLocation, paths: &[PathBuf]) -> anyhow::Result<Self> {
        let here = std::env::current_dir().context("cannot find the current folder")?;
        let root = std::fs::canonicalize(&place.root).context("cannot find the site's folder")?;
        let mut wanted = Vec::new();
        for typed in paths {
            let tries = [here.join(typed), root.join(typed)];
            let real = tries.iter().find_map(|path| std::fs::canonicalize(path).ok());
            let real = real.with_context(|| {
                let meant = articles_named(&root, typed);
                let remedy = if meant.is_empty() {
                    String::new()
                } else {
                    format!("; did you mean `{}`?", meant.join("` or `"))
                };
                format!("there is no file or folder `{}`{remedy}", typed.display())
            })?;
            let Ok(inside) = real.strip_prefix(&root) else {
                anyhow::bail!("`{}` is outside the site `{}`", typed.display(), root.display());
            };
            if inside.as_os_str().is_empty() {
                return Ok(Self(Vec::new()));
            }
            let text = inside.to_string_lossy().replace('\\', "/");
            let path = SitePath::new(&text).with_context(|| {
                format!("`{}` cannot be the path of a site's file", typed.display())
            })?;
            wanted.push(path);
        }
        Ok(Self(wanted))
    }

    /// What was named.
    pub(super) fn named(&self) -> &[SitePath] {
        &self.0
    }

    /// Whether all files are wanted.
    pub(super) fn is_everything(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a file is wanted.
    pub(super) fn has(&self, path: &SitePath) -> bool {
        let is_below = |top: &SitePath| path == top || path.below(top.as_str()).is_some();
        self.is_everything() || self.0.iter().any(is_below)
    }
}

/// Returns the articles that somebody may mean who types only a name, such as the last part of an address.
#[expect(clippy::disallowed_methods, reason = "nothing is read: it is only told what is there")]
fn articles_named(root: &Path, typed: &Path) -> Vec<String> {
    let name = typed.to_string_lossy().replace('\\', "/");
    let name = name.trim_matches('/');
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let tries = ["", "_pages/"].map(|folder| format!("content/{folder}{stem}"));
    let tries = tries.iter().flat_map(|stem| [format!("{stem}.md"), format!("{stem}/index.md")]);
    tries.filter(|path| root.join(path).is_file()).collect()
}

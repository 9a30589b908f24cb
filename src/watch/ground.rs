//! [`WatchedPaths`]: which of the paths that the system names belong to the site, and what the site calls them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::files::is_ignored;
use crate::path::SitePath;
use crate::watch::options::WatchOptions;

/// The root, what is watched below it, and where that really is.
pub(super) struct WatchedPaths {
    /// The real path.
    pub(super) root: PathBuf,
    /// Names directly below the root.
    pub(super) folders: Vec<String>,
    files: Vec<String>,
    /// The real paths of the folders that are watched now. They differ from the root's children if a child is a link:
    /// the site reads through that one link, too.
    pub(super) watched: BTreeMap<String, PathBuf>,
}

/// The role of a path in the site.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PathRole {
    /// The root itself.
    Root,
    /// A folder that is watched.
    Top(String),
    /// Below such a folder, or a file at the root.
    Inside(SitePath),
    /// Below such a folder, under a name that the site cannot use.
    Odd,
    /// Nothing of ours: the output, a cache, a hidden folder, an editor's backup.
    Elsewhere,
}

impl WatchedPaths {
    pub(super) fn new(root: PathBuf, options: &WatchOptions) -> Self {
        let WatchOptions { poll: _, folders, files } = options.clone();
        Self { root, folders, files, watched: BTreeMap::new() }
    }

    /// Returns the real path of a folder of the root; `None` if there is no such folder.
    #[expect(clippy::disallowed_methods, reason = "looks where it is watched, and opens nothing")]
    pub(super) fn real(&self, folder: &str) -> Option<PathBuf> {
        let real = self.root.join(folder).canonicalize().ok()?;
        // With a link upwards, the output would be watched, and every build would wake itself.
        (real.is_dir() && !self.root.starts_with(&real)).then_some(real)
    }

    pub(super) fn place(&self, path: &Path) -> PathRole {
        for (folder, real) in &self.watched {
            if let Ok(rest) = path.strip_prefix(real) {
                return inside(folder, rest);
            }
        }
        let Ok(rest) = path.strip_prefix(&self.root) else { return PathRole::Elsewhere };
        let mut components = rest.components();
        let Some(first) = components.next() else { return PathRole::Root };
        let (first, rest) = (first.as_os_str(), components.as_path());
        if let Some(folder) = self.folders.iter().find(|folder| first == folder.as_str()) {
            return inside(folder, rest);
        }
        match self.files.iter().find(|file| first == file.as_str()) {
            Some(file) if rest.as_os_str().is_empty() => {
                SitePath::new(file).map_or(PathRole::Odd, PathRole::Inside)
            }
            _ => PathRole::Elsewhere,
        }
    }
}

fn inside(folder: &str, rest: &Path) -> PathRole {
    if rest.as_os_str().is_empty() {
        return PathRole::Top(folder.to_owned());
    }
    let mut path = Some(folder.to_owned());
    for component in rest.components() {
        let name = component.as_os_str();
        if is_ignored(&name.to_string_lossy()) {
            return PathRole::Elsewhere;
        }
        path = path.zip(name.to_str()).map(|(path, name)| format!("{path}/{name}"));
    }
    path.and_then(|path| SitePath::new(path).ok()).map_or(PathRole::Odd, PathRole::Inside)
}

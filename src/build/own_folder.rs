//! `.nutgraf/` below a site's root: the one place, beside the output folder, where we keep files. Everything in it may
//! be deleted at any time.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A folder in `.nutgraf/` below a site's root, which need not exist. `None` where it is a link, which might lead
/// anywhere.
pub fn own_folder(root: &Path, name: &str) -> Option<PathBuf> {
    let own = root.join(".nutgraf");
    let folder = own.join(name);
    let is_link =
        |path: &Path| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    (!is_link(&own) && !is_link(&folder)).then_some(folder)
}

/// Makes such a folder, and keeps `.nutgraf/` out of version control.
pub fn make_own_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let Some(own) = folder.parent() else { return Ok(()) };
    keep(&own.join(".gitignore"), "# What nutgraf remembers; it may be deleted at any time.\n*\n")
}

/// Writes a file that is always the same, unless something is there. A link is never followed, wherever it leads.
pub(super) fn keep(path: &Path, text: &str) -> io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(cause) => Err(cause),
    }
}

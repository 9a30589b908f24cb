//! `.nutgraf/` below a site's root: the one place, beside the output folder, where we keep files. Everything in it may
//! be deleted at any time. It may have come with a clone, so it is reached through [`OwnFolder`] alone.

use std::io::{self, Write as _};

use crate::files::OwnFolder;

/// Its name below the root.
pub const OWN_FOLDER: &str = ".nutgraf";

/// Makes a folder in `.nutgraf/` below a site's root, keeps `.nutgraf/` out of version control, and returns how the
/// folder is called from the root. An error where a link, or no folder, is on the way.
pub fn make_own_folder(root: &OwnFolder, name: &str) -> io::Result<String> {
    let folder = format!("{OWN_FOLDER}/{name}");
    root.make_folder(OWN_FOLDER)?;
    root.make_folder(&folder)?;
    let ignore = "# What nutgraf remembers; it may be deleted at any time.\n*\n";
    keep(root, &format!("{OWN_FOLDER}/.gitignore"), ignore)?;
    Ok(folder)
}

/// Writes a file that is always the same, unless something is there.
pub(super) fn keep(root: &OwnFolder, path: &str, text: &str) -> io::Result<()> {
    match root.create(path) {
        Ok(mut file) => file.write_all(text.as_bytes()),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(cause) => Err(cause),
    }
}

//! `.nutgraf/` below a site's root: the only place, besides the output folder, where we keep files. Everything in it
//! may be deleted at any time. It may have come with a clone, so it is reached only through [`OwnFolder`].

use std::io::{self, Write as _};

use crate::files::OwnFolder;

/// Its name below the root.
pub const OWN_FOLDER: &str = ".nutgraf";

/// Creates a folder in `.nutgraf/` below a site's root, keeps `.nutgraf/` out of version control, and returns the
/// folder's path from the root. An error if something on the way is a link or not a folder.
pub fn make_own_folder(root: &OwnFolder, name: &str) -> io::Result<String> {
    let folder = format!("{OWN_FOLDER}/{name}");
    root.make_folder(OWN_FOLDER)?;
    root.make_folder(&folder)?;
    let ignore = "# Data that nutgraf remembers; you can delete it at any time.\n*\n";
    keep(root, &format!("{OWN_FOLDER}/.gitignore"), ignore)?;
    Ok(folder)
}

/// Writes a file that is always the same, unless something is already there.
pub(super) fn keep(root: &OwnFolder, path: &str, text: &str) -> io::Result<()> {
    match root.create(path) {
        Ok(mut file) => file.write_all(text.as_bytes()),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(cause) => Err(cause),
    }
}

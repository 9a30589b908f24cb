//! [`Quarantine`]: where git makes the objects of a deploy until all of them are there: a folder with a name of our own
//! in the object store of the user's repository. If git is interrupted, it leaves half a pack (`tmp_pack_…`), and
//! nobody can tell whose it is; anything left in this folder is ours, and the next deploy removes it. Git's own pushes
//! work in the same way, and if there is no next deploy, `git gc` eventually removes names that begin with `tmp_`.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::Path;

use crate::deploy::git::{Git, GitError};
use crate::deploy::repository::{Repository, path};
use crate::digest::Digest;
use crate::files::{OwnFolder, real_path};

/// The prefix of its name.
const NAME: &str = "tmp_objdir-nutgraf-";

/// A folder for objects that are not yet part of the repository.
pub(super) struct Quarantine {
    /// The repository's objects.
    store: OwnFolder,
    name: String,
}

impl Quarantine {
    /// Makes it in the object store of a repository. Only one deploy of a site at a time may do so.
    pub(super) fn open(repository: &Repository) -> Result<Self, GitError> {
        let answer = repository.git.run(&[
            "rev-parse",
            "--path-format=absolute",
            "--git-path",
            "objects",
        ])?;
        let store = path(&answer);
        let fail = |cause| GitError::Store { path: store.display().to_string(), cause };
        let name = || {
            let site = real_path(repository.git.folder())?;
            Ok(format!("{NAME}{}", Digest::of(site.as_os_str().as_encoded_bytes())))
        };
        let quarantine = Self {
            name: name().map_err(fail)?,
            store: real_path(&store).and_then(|store| OwnFolder::open(&store)).map_err(fail)?,
        };
        quarantine.make().map_err(fail)?;
        Ok(quarantine)
    }

    /// Returns a git that makes objects here and also finds those of the repository.
    pub(super) fn within(&self, git: &Git) -> Git {
        git.with(&[("GIT_OBJECT_DIRECTORY", &self.store.at(&self.name))])
    }

    /// Moves the objects into the repository.
    pub(super) fn admit(self) -> Result<(), GitError> {
        let admitted = self.admit_all();
        admitted.map_err(|cause| GitError::Store {
            path: self.store.path().display().to_string(),
            cause,
        })
    }

    fn make(&self) -> io::Result<()> {
        self.store.remove_tree(&self.name)?;
        self.store.make_folder(&self.name)?;
        self.store.make_folder(format!("{}/info", self.name))?;
        // A relative path is relative to the store that names it.
        self.store.create(format!("{}/info/alternates", self.name))?.write_all(b"..\n")
    }

    fn admit_all(&self) -> io::Result<()> {
        for folder in self.store.list(&self.name)? {
            let is_half_named = |name: &str| {
                name == "pack" || (name.len() == 2 && name.bytes().all(|it| it.is_ascii_hexdigit()))
            };
            if folder.to_str().is_some_and(is_half_named) {
                self.admit_folder(&folder)?;
            }
        }
        Ok(())
    }

    fn admit_folder(&self, folder: &OsStr) -> io::Result<()> {
        let from = Path::new(&self.name).join(folder);
        let to = Path::new(folder);
        // With the permissions that git gave it. A pack must come after its companion files.
        if folder != "pack" && self.store.rename_new(&from, to).is_ok() {
            return Ok(());
        }
        self.store.make_folder(to)?;
        let mut names = self.store.list(&from)?;
        names.retain(|name| !name.as_encoded_bytes().starts_with(b"tmp_"));
        names.sort_by_key(|name| Path::new(name).extension() == Some(OsStr::new("idx")));
        for name in names {
            match self.store.rename_new(from.join(&name), to.join(&name)) {
                // Objects are named after their content.
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
                renamed => renamed?,
            }
        }
        Ok(())
    }
}

impl Drop for Quarantine {
    fn drop(&mut self) {
        // Anything left is removed by the next deploy.
        drop(self.store.remove_tree(&self.name));
    }
}

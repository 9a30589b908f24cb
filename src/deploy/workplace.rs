//! [`ScratchFolder`]: the folder in which a deploy builds, `.nutgraf/deploy/` of the site. Nobody else uses it in the
//! meantime, and nothing in it stays.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::engine::{OWN_FOLDER, make_own_folder};
use crate::files::{FileKind, OwnFolder, real_path};

/// Its name in `.nutgraf/`.
const NAME: &str = "deploy";
/// The file in it that is locked.
const LOCK: &str = "lock";
/// The folder in it that the site is built into.
const SITE: &str = "site";

/// A folder to build in, for as long as this value lives.
#[derive(Debug)]
pub struct ScratchFolder {
    own: OwnFolder,
    _lock: File,
}

/// Why there is no folder.
#[derive(Debug, thiserror::Error)]
pub enum WorkplaceError {
    /// It is a link.
    #[error(
        "`.nutgraf` or `.nutgraf/deploy` is a symbolic link; remove it: nutgraf needs folders there"
    )]
    Link,
    /// Another deploy is under way.
    #[error("another `nutgraf deploy` of this site is running; wait until it is done")]
    Busy,
    /// The system refuses.
    #[error("cannot {what} `{path}`: {cause}")]
    System {
        /// What should have been done.
        what: &'static str,
        /// To which path.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
}

fn failed(what: &'static str, path: &Path, cause: io::Error) -> WorkplaceError {
    WorkplaceError::System { what, path: path.display().to_string(), cause }
}

impl ScratchFolder {
    /// Creates it below a site's root, and empties it.
    pub fn open(root: &Path) -> Result<Self, WorkplaceError> {
        // Git uses absolute paths, and the site may have been named by a relative one.
        let root = real_path(root).and_then(|root| OwnFolder::open(&root));
        let root = root.map_err(|cause| failed("find", Path::new("."), cause))?;
        let own = make_own_folder(&root, NAME).and_then(|folder| root.folder(folder));
        let own = own.map_err(|cause| {
            let is_link = |path: &str| {
                root.stat(path).is_ok_and(|it| it.is_some_and(|it| it.kind == FileKind::Link))
            };
            if is_link(OWN_FOLDER) || is_link(&format!("{OWN_FOLDER}/{NAME}")) {
                WorkplaceError::Link
            } else {
                failed("make", &root.at(OWN_FOLDER).join(NAME), cause)
            }
        })?;
        // The author of a clone may have put a link or a pipe there.
        let lock = match own.create(LOCK) {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => own.edit(LOCK),
            made => made,
        };
        let lock = lock.map_err(|cause| failed("open", &own.at(LOCK), cause))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(WorkplaceError::Busy),
            Err(TryLockError::Error(cause)) => return Err(failed("lock", &own.at(LOCK), cause)),
        }
        let workplace = Self { own, _lock: lock };
        workplace.clear().map_err(|cause| failed("empty", workplace.own.path(), cause))?;
        Ok(workplace)
    }

    /// Returns a folder for files that are only made for inspection.
    pub fn scratch(&self) -> &Path {
        self.own.path()
    }

    /// Returns the folder that the site is built into.
    pub fn site(&self) -> PathBuf {
        self.own.at(SITE)
    }

    /// Adds the files that are published with the site, and returns them with their bytes: `.nojekyll`, without which
    /// Pages would run Jekyll and drop names that begin with `_`; and `CNAME`, without which it would forget the
    /// domain.
    pub fn add_extras(
        &self,
        cname: Option<&str>,
    ) -> Result<BTreeMap<String, Vec<u8>>, WorkplaceError> {
        let mut extras = BTreeMap::from([(".nojekyll".to_owned(), Vec::new())]);
        if let Some(cname) = cname {
            extras.insert("CNAME".to_owned(), format!("{cname}\n").into_bytes());
        }
        for (name, bytes) in &extras {
            let path = format!("{SITE}/{name}");
            // The site may have its own.
            let written = self
                .own
                .remove_tree(&path)
                .and_then(|_| self.own.create(&path))
                .and_then(|mut file| file.write_all(bytes));
            written.map_err(|cause| failed("write", &self.own.at(path), cause))?;
        }
        Ok(extras)
    }

    /// Removes everything except the lock, whatever an earlier deploy or its git left, or a clone brought.
    fn clear(&self) -> io::Result<()> {
        for name in self.own.list("")? {
            if name != LOCK {
                self.own.remove_tree(name)?;
            }
        }
        Ok(())
    }
}

impl Drop for ScratchFolder {
    fn drop(&mut self) {
        // What stays is removed by the next deploy.
        drop(self.clear());
    }
}

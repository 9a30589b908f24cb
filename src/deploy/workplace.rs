//! [`Workplace`]: the folder in which a deploy builds, `.nutgraf/deploy/` of the site. Nobody else is in it meanwhile, and
//! nothing of it stays.
#![expect(
    clippy::disallowed_methods,
    reason = "a folder of our own, which is emptied and written to"
)]

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::build::publish::no_follow;
use crate::build::{make_own_folder, own_folder};
use crate::files::real_path;

/// A folder to build in, for as long as this lives.
#[derive(Debug)]
pub struct Workplace {
    folder: PathBuf,
    _lock: File,
}

/// Why there is none.
#[derive(Debug, thiserror::Error)]
pub enum WorkplaceError {
    /// It is a link.
    #[error(
        "`.nutgraf` or `.nutgraf/deploy` is a symbolic link; remove it: they are folders of nutgraf's own"
    )]
    Link,
    /// Another deploy is under way.
    #[error("another `nutgraf deploy` of this site is under way; wait for it to end")]
    Busy,
    /// The system refuses.
    #[error("cannot {what} `{path}`: {cause}")]
    System {
        /// What was to be done.
        what: &'static str,
        /// With what.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
}

fn failed(what: &'static str, path: &Path, cause: io::Error) -> WorkplaceError {
    WorkplaceError::System { what, path: path.display().to_string(), cause }
}

impl Workplace {
    /// Makes it below a site's root, and empties it.
    pub fn open(root: &Path) -> Result<Self, WorkplaceError> {
        let folder = own_folder(root, "deploy").ok_or(WorkplaceError::Link)?;
        make_own_folder(&folder).map_err(|cause| failed("make", &folder, cause))?;
        // Git knows files by absolute paths, and the site may have been named by a relative one.
        let folder = real_path(&folder).map_err(|cause| failed("find", &folder, cause))?;
        let path = folder.join("lock");
        // Neither emptied nor followed: whoever made the clone may have put a link there.
        let lock = no_follow(OpenOptions::new().write(true).create(true).truncate(false))
            .open(&path)
            .map_err(|cause| failed("open", &path, cause))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(WorkplaceError::Busy),
            Err(TryLockError::Error(cause)) => return Err(failed("lock", &path, cause)),
        }
        let workplace = Self { folder, _lock: lock };
        workplace.clear().map_err(|cause| failed("empty", &workplace.folder, cause))?;
        Ok(workplace)
    }

    /// A folder for what is only made to be looked at.
    pub fn scratch(&self) -> &Path {
        &self.folder
    }

    /// The folder that the site is built into.
    pub fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    /// Puts the files beside the site that are published with it, and gives them with their bytes: `.nojekyll`, without
    /// which Pages would run Jekyll and drop what begins with `_`; and `CNAME`, without which it would forget the
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
            let path = self.site().join(name);
            fs::write(&path, bytes).map_err(|cause| failed("write", &path, cause))?;
        }
        Ok(extras)
    }

    /// Removes all but the lock, whatever an earlier deploy or its git left. A link is removed, not followed.
    fn clear(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.ends_with("lock") {
                continue;
            }
            let is_folder = fs::symlink_metadata(&path)?.is_dir();
            gone(if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) })?;
        }
        Ok(())
    }
}

/// What is not there need not be removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        // What stays is removed by the next deploy.
        drop(self.clear());
    }
}

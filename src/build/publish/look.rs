//! [`look`]: what lies at a path, without following a link there.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use crate::build::publish::error::PublishError;

/// What lies at a path.
pub(super) enum Found {
    Nothing,
    File { file: File, size: u64 },
    Folder,
    Link,
    Special,
}

/// Returns what lies at `path`, whose parents must have been checked.
pub(super) fn look(path: &Path) -> Result<Found, PublishError> {
    let fail = |cause| PublishError::read("read", path, cause);
    match no_follow(OpenOptions::new().read(true)).open(path) {
        Ok(file) => {
            let metadata = file.metadata().map_err(fail)?;
            let size = metadata.len();
            Ok(if metadata.is_file() {
                Found::File { file, size }
            } else if metadata.is_dir() {
                Found::Folder
            } else {
                Found::Special
            })
        }
        Err(cause)
            if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(Found::Nothing)
        }
        Err(cause) => match fs::symlink_metadata(path).map_err(fail)?.file_type() {
            kind if kind.is_symlink() => Ok(Found::Link),
            kind if kind.is_dir() => Ok(Found::Folder),
            kind if kind.is_file() => Err(fail(cause)),
            _ => Ok(Found::Special),
        },
    }
}

/// Opens neither a link's target nor, for ever, a pipe.
#[cfg(unix)]
pub(crate) fn no_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
}

/// Elsewhere a link is seen only after it was followed, and harms only by its bytes.
#[cfg(not(unix))]
pub(crate) fn no_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

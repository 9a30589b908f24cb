//! Why the system refuses to watch, and what the author is told: one line, with what helps.

use std::io;
use std::path::Path;

use notify::{Error, ErrorKind};

/// Returns the notice that nothing is watched, for this reason.
pub(super) fn notice(reason: &str) -> String {
    format!("cannot watch the files: {reason}; checking all of them every second instead")
}

/// Returns why the system refuses, with what helps.
pub(super) fn reason(error: &Error, root: &Path) -> String {
    let cause = match &error.kind {
        ErrorKind::MaxFilesWatch => {
            return "there are more folders than the system can watch (raise \
                    `fs.inotify.max_user_watches`, or use `--poll`)"
                .to_owned();
        }
        ErrorKind::Io(cause) if is_too_many(cause) => {
            return "there are more watchers than the system allows (raise \
                    `fs.inotify.max_user_instances`, or use `--poll`)"
                .to_owned();
        }
        ErrorKind::Io(cause) => cause.to_string(),
        ErrorKind::PathNotFound => "it is gone".to_owned(),
        _ => return error.to_string(),
    };
    match error.paths.first().map(|path| path.strip_prefix(root).unwrap_or(path)) {
        Some(path) if path.as_os_str().is_empty() => format!("the site's folder: {cause}"),
        Some(path) => format!("`{}`: {cause}", path.display()),
        None => cause,
    }
}

/// Whether what should be watched does not exist.
pub(super) fn is_gone(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(cause) => {
            matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
        }
        _ => false,
    }
}

/// Whether new folders are no longer watched.
pub(super) fn is_limit(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::MaxFilesWatch)
}

#[cfg(unix)]
fn is_too_many(cause: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(cause) == Some(rustix::io::Errno::MFILE)
}

#[cfg(not(unix))]
fn is_too_many(_: &io::Error) -> bool {
    false
}

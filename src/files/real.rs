//! [`real_path`]: the real path of something, in the form that other programs accept.

use std::io;
use std::path::{Path, PathBuf};

/// Returns the real path of something that exists: absolute, and without links. Windows begins such a path with `\\?\`,
/// as in `\\?\C:\site`, which shells, git and people do not accept; before a drive letter it is left out, so that the
/// path means the same to all. Elsewhere (`\\?\UNC\…`, `\\?\Volume{…}\…`) it is required.
///
/// # Errors
///
/// Those of [`Path::canonicalize`]: nothing is there, or access is denied.
#[expect(
    clippy::disallowed_methods,
    reason = "this is how the rest of the program asks for a real path"
)]
pub fn real_path(path: &Path) -> io::Result<PathBuf> {
    Ok(plain(path.canonicalize()?))
}

/// Returns a path without the prefix that Windows puts before a drive letter.
fn plain(real: PathBuf) -> PathBuf {
    let rest = real.to_str().and_then(|real| real.strip_prefix(r"\\?\"));
    let on_drive = rest.filter(|rest| rest.get(1..3) == Some(r":\")).map(PathBuf::from);
    on_drive.unwrap_or(real)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{plain, real_path};

    #[test]
    fn only_before_a_drive_the_beginning_can_be_left_out() {
        for (real, expected) in [
            (r"\\?\C:\site", r"C:\site"),
            (r"\\?\z:\", r"z:\"),
            (r"\\?\UNC\server\share", r"\\?\UNC\server\share"),
            (r"\\?\Volume{1}\site", r"\\?\Volume{1}\site"),
            (r"\\?\ü:\site", r"\\?\ü:\site"),
            (r"C:\site", r"C:\site"),
            ("/srv/site", "/srv/site"),
        ] {
            assert_eq!(plain(PathBuf::from(real)), Path::new(expected));
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_what_is_not_there_has_no_path() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        std::os::unix::fs::symlink(&real, real.join("link")).unwrap();
        assert_eq!(real_path(&real.join("link/link")).unwrap(), real);
        assert!(real_path(&real.join("none")).is_err());
    }
}

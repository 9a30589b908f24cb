//! [`clean`]: removes what we published from an output folder, and keeps everything else.

use crate::engine::publish::compare::stamp_at;
use crate::engine::publish::disk::Disk;
use crate::engine::publish::error::PublishError;
use crate::engine::publish::folder::{LockedFolder, MANIFEST};
use crate::engine::publish::journal::remove_files;
use crate::engine::publish::publisher::recover;
use crate::engine::publish::target::PublishTarget;
use crate::engine::publish::tree::{FolderState, Tree};
use crate::path::SitePath;

/// What [`clean`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// How many files were removed.
    pub removed: usize,
    /// Our files that stay, because somebody has changed them since.
    pub kept: Vec<SitePath>,
}

/// Removes the files that the manifest lists (unless somebody has changed them), the folders that this leaves empty,
/// and the manifest. Without a manifest nothing is ours, and nothing is removed.
pub fn clean(target: &PublishTarget) -> Result<Cleaned, PublishError> {
    clean_on(target, Disk::default())
}

/// Like [`clean`], on a disk that may fail. If it is interrupted, the manifest remains, and it can be repeated.
pub(super) fn clean_on(target: &PublishTarget, disk: Disk) -> Result<Cleaned, PublishError> {
    let Some(folder) = LockedFolder::existing(target, disk)? else { return Ok(Cleaned::default()) };
    let Some(manifest) = recover(&folder)? else { return Ok(Cleaned::default()) };
    folder.discard()?;
    let removed = remove_files(&folder, &manifest.files)?;
    let tree = Tree::new(folder.own.clone());
    let mut kept = Vec::new();
    for path in manifest.files.into_keys() {
        if let FolderState::Here = tree.holder(&path)?
            && stamp_at(&folder.own, path.as_str())?.is_some()
        {
            kept.push(path);
        }
    }
    folder.disk.remove_file(&folder.own, MANIFEST)?;
    folder.disk.remove_empty(&folder.above, folder.name())?;
    Ok(Cleaned { removed, kept })
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]
mod tests {
    use crate::engine::publish::clean::{Cleaned, clean};
    use crate::engine::publish::fixture::{Place, all, site};
    use crate::path::SitePath;

    #[test]
    fn clean_removes_what_is_ours() {
        let place = Place::new();
        assert_eq!(clean(&place.target).unwrap(), Cleaned::default());
        place.expect(&site(&[("index.html", "home"), ("a/b/c", "c"), ("a/d", "d")]), [3, 0, 0]);
        assert_eq!(clean(&place.target).unwrap(), Cleaned { removed: 3, kept: Vec::new() });
        assert!(!place.output().exists());
        place.expect(&site(&[("index.html", "home"), ("a/b/c", "c"), ("a/d", "d")]), [3, 0, 0]);
        place.put("a/d", "changed");
        place.put("foreign/x", "");
        assert_eq!(
            clean(&place.target).unwrap(),
            Cleaned { removed: 2, kept: vec![SitePath::new("a/d").unwrap()] }
        );
        let left = site(&[("a/d", "changed"), ("foreign/x", "")]);
        assert_eq!(all(place.output()), left);
        assert_eq!(clean(&place.target).unwrap(), Cleaned::default());
        assert_eq!(all(place.output()), left);
    }
}

//! [`Assets`]: files that are identified by their stamps, and small ones by their bytes as well, so that saving a file
//! unchanged is not a change.

use std::collections::{BTreeMap, BTreeSet};

use crate::digest::Digest;
use crate::files::{FileError, FileStamp, Files};
use crate::path::SitePath;

/// Files of at most this many bytes are read to find out whether they changed: templates, styles, small pictures.
const SMALL: usize = 256 << 10;

/// Files, with what identifies them.
#[derive(Clone, Debug, Default)]
pub(super) struct Assets(BTreeMap<SitePath, AssetStamp>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct AssetStamp {
    /// `None` if it was too fresh to have one.
    stamp: Option<FileStamp>,
    /// The digest of its bytes, if it was asked for and they are few.
    digest: Option<Digest>,
}

impl Assets {
    /// Looks at these files; those that `known` has with the same stamp are not read. `read` says whether the others
    /// are.
    pub(super) fn look<'p>(
        files: &dyn Files,
        paths: impl Iterator<Item = &'p SitePath>,
        known: &Self,
        read: bool,
    ) -> Result<Self, FileError> {
        let mut marks = BTreeMap::new();
        for path in paths {
            if let Some(mark) = mark(files, path, known.0.get(path), read)? {
                marks.insert(path.clone(), mark);
            }
        }
        Ok(Self(marks))
    }

    /// Looks at some of the files again. Returns those that are not known to be unchanged.
    pub(super) fn look_again<'p>(
        &mut self,
        files: &dyn Files,
        paths: impl Iterator<Item = &'p SitePath>,
    ) -> Result<Vec<SitePath>, FileError> {
        let mut changed = Vec::new();
        for path in paths {
            let now = mark(files, path, self.0.get(path), true)?;
            let before = match now {
                Some(mark) => self.0.insert(path.clone(), mark),
                None => self.0.remove(path),
            };
            if !is_same(now, before) {
                changed.push(path.clone());
            }
        }
        Ok(changed)
    }

    /// Returns the files that are not known to be unchanged, including new and removed ones.
    pub(super) fn changed_since(&self, before: &Self) -> Vec<SitePath> {
        let paths: BTreeSet<&SitePath> = self.0.keys().chain(before.0.keys()).collect();
        let same =
            |path: &SitePath| is_same(self.0.get(path).copied(), before.0.get(path).copied());
        paths.into_iter().filter(|path| !same(path)).cloned().collect()
    }

    /// Whether every file has a stamp, and none has changed.
    pub(super) fn is_known(&self, before: &Self) -> bool {
        self.0 == before.0 && self.0.values().all(|mark| mark.stamp.is_some())
    }

    /// Returns the files with their stamps.
    pub(super) fn stamps(&self) -> impl Iterator<Item = (&SitePath, Option<FileStamp>)> {
        self.0.iter().map(|(path, mark)| (path, mark.stamp))
    }
}

/// Whether a file is known to be unchanged: a missing file is unchanged if it was missing before.
fn is_same(now: Option<AssetStamp>, before: Option<AssetStamp>) -> bool {
    match (now, before) {
        (Some(now), Some(before)) => {
            (now.stamp.is_some() && now.stamp == before.stamp)
                || (now.digest.is_some() && now.digest == before.digest)
        }
        (now, before) => now.is_none() && before.is_none(),
    }
}

fn mark(
    files: &dyn Files,
    path: &SitePath,
    known: Option<&AssetStamp>,
    read: bool,
) -> Result<Option<AssetStamp>, FileError> {
    let Some(stamp) = files.look(path)?.file() else { return Ok(None) };
    if let Some(known) = known.filter(|known| stamp.is_some() && known.stamp == stamp) {
        return Ok(Some(*known));
    }
    let mut digest = None;
    if read || known.is_some() {
        let head = files.read_head(path, SMALL + 1)?;
        digest = head.filter(|bytes| bytes.len() <= SMALL).map(|bytes| Digest::of(&bytes));
    }
    Ok(Some(AssetStamp { stamp, digest }))
}

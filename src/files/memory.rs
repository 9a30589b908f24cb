//! [`MemoryFiles`]: files that exist only in memory, for tests and for sites made by other programs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::files::stamp::Seen;
use crate::files::{FileError, Files, Walk, is_ignored};
use crate::path::SitePath;

/// Files by path.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles(BTreeMap<SitePath, Vec<u8>>);

impl MemoryFiles {
    /// Creates an empty set of files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces a file. Panics if `path` is not valid: it comes from a program, not from an author's text.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(SitePath::new(path).expect("a path in a program is a path"), bytes.into());
        self
    }
}

impl Files for MemoryFiles {
    fn walk(&self, folder: &str) -> Result<Walk, FileError> {
        let visible = |path: &&SitePath| {
            let below = if folder.is_empty() { Some(path.as_str()) } else { path.below(folder) };
            below.is_some_and(|rest| !rest.split('/').any(is_ignored))
        };
        let files = self.0.keys().filter(visible).cloned().collect();
        Ok(Walk { files, ..Walk::default() })
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let below = |path: &SitePath| {
            let rest = if folder.is_empty() { path.as_str() } else { path.below(folder)? };
            rest.split('/').next().map(str::to_owned)
        };
        let names: BTreeSet<String> = self.0.keys().filter_map(below).collect();
        names.into_iter().collect()
    }

    fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, FileError> {
        Ok(self.0.get(path).cloned())
    }

    fn read_head(&self, path: &SitePath, limit: usize) -> Result<Option<Vec<u8>>, FileError> {
        Ok(self.0.get(path).map(|bytes| bytes.iter().copied().take(limit).collect()))
    }

    /// These files have no stamps: each look may find other bytes.
    fn look(&self, path: &SitePath) -> Result<Seen, FileError> {
        Ok(if self.0.contains_key(path) { Seen::Fresh } else { Seen::Nothing })
    }

    fn on_disk(&self, _: &SitePath) -> Option<PathBuf> {
        None
    }
}

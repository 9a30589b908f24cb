//! [`ShownPages`]: the recently requested pages, as they were last made without a fault.

use std::collections::BTreeMap;

use crate::digest::Digest;
use crate::path::SitePath;
use crate::serve::Bytes;

/// The maximum number of pages kept: more than anybody has open.
const MOST: usize = 64;

/// Pages that were shown.
#[derive(Default)]
pub(super) struct ShownPages {
    pages: BTreeMap<SitePath, ShownPage>,
    clock: u64,
}

struct ShownPage {
    key: Digest,
    bytes: Bytes,
    used: u64,
}

impl ShownPages {
    /// Returns a page, if it was made with the same key.
    pub(super) fn made(&mut self, path: &SitePath, key: Digest) -> Option<Bytes> {
        self.clock += 1;
        let page = self.pages.get_mut(path).filter(|page| page.key == key)?;
        page.used = self.clock;
        Some(page.bytes.clone())
    }

    /// Keeps a page that was made; the least recently requested one makes room.
    pub(super) fn make(&mut self, path: &SitePath, key: Digest, bytes: Bytes) {
        self.clock += 1;
        self.pages.insert(path.clone(), ShownPage { key, bytes, used: self.clock });
        if self.pages.len() > MOST {
            let oldest = self.pages.iter().min_by_key(|(_, page)| page.used);
            if let Some(path) = oldest.map(|(path, _)| path.clone()) {
                self.pages.remove(&path);
            }
        }
    }

    /// Returns a page as it was last made without a fault, with any key.
    pub(super) fn last(&self, path: &SitePath) -> Option<Bytes> {
        self.pages.get(path).map(|page| page.bytes.clone())
    }

    /// Returns the pages that are kept.
    pub(super) fn paths(&self) -> Vec<SitePath> {
        self.pages.keys().cloned().collect()
    }
}

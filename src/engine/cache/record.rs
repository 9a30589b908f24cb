//! [`Record`]: what a build was made from, and how it left the output folder.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::engine::assembled::Contents;
use crate::engine::inputs::INPUT_FOLDERS;
use crate::engine::publish::PublishedState;
use crate::files::{FileStamp, Files, Seen};
use crate::path::SitePath;

/// What the last build into an output folder knew and did.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Record {
    /// What the whole site was made from; `None` if that is not known.
    pub(crate) basis: Option<Fingerprint>,
    /// Every published file.
    pub(crate) outputs: BTreeMap<SitePath, Result>,
}

/// What a whole site is made from.
#[derive(Serialize, Deserialize)]
pub(crate) struct Fingerprint {
    /// The digest of the settings, the request and the day.
    pub(crate) request: Digest,
    /// Every input file.
    pub(crate) inputs: BTreeMap<SitePath, Input>,
    /// The findings.
    pub(crate) findings: Vec<Diagnostic>,
    /// A summary of the content.
    pub(crate) contents: Contents,
}

/// What identifies an unchanged input file.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Input {
    /// Only its existence matters.
    Present,
    /// Its stamp; `None` if it was too fresh to have one.
    Stamped(Option<FileStamp>),
    /// Its stamp, or else the digest of its bytes.
    Read(Option<FileStamp>, Digest),
}

/// What one output was made from, and how it was left.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Result {
    /// `None`: not cacheable.
    pub(crate) key: Option<Digest>,
    pub(crate) left: PublishedState,
}

impl Fingerprint {
    /// Whether a site would be made from the same input now.
    pub(crate) fn holds(&self, request: Digest, files: &dyn Files) -> bool {
        if self.request != request {
            return false;
        }
        let mut found = 0;
        for folder in INPUT_FOLDERS {
            let Ok(walk) = files.walk(folder) else { return false };
            if !walk.faults.is_empty()
                || !walk.files.iter().all(|path| self.inputs.contains_key(path))
            {
                return false;
            }
            found += walk.files.len();
        }
        found == self.inputs.len()
            && self.inputs.par_iter().all(|(path, input)| input.is_same(path, files))
    }
}

impl Input {
    fn is_same(&self, path: &SitePath, files: &dyn Files) -> bool {
        let (known, digest) = match self {
            Self::Present => return true,
            Self::Stamped(stamp) => (stamp, None),
            Self::Read(stamp, digest) => (stamp, Some(digest)),
        };
        match files.look(path) {
            Ok(Seen::File(stamp)) if *known == Some(stamp) => true,
            Ok(Seen::File(_) | Seen::Fresh) => digest.is_some_and(|digest| {
                matches!(files.read(path), Ok(Some(bytes)) if Digest::of(&bytes) == *digest)
            }),
            Ok(Seen::Nothing) | Err(_) => false,
        }
    }
}

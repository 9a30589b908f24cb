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
    /// What the whole was made from; `None` where that cannot be told.
    pub(crate) basis: Option<Fingerprint>,
    /// Everything that was published.
    pub(crate) outputs: BTreeMap<SitePath, Result>,
}

/// What a whole site is made from.
#[derive(Serialize, Deserialize)]
pub(crate) struct Fingerprint {
    /// The digest of the settings, of what was asked for, and of the day.
    pub(crate) request: Digest,
    /// Every input file.
    pub(crate) inputs: BTreeMap<SitePath, Input>,
    /// What was found.
    pub(crate) findings: Vec<Diagnostic>,
    /// What the content came to.
    pub(crate) contents: Contents,
}

/// By what an input file is known again.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Input {
    /// That it is there is all that counts.
    Present,
    /// By its stamp alone; `None` where it was too fresh to have one.
    Stamped(Option<FileStamp>),
    /// By its stamp, else by the digest of its bytes.
    Read(Option<FileStamp>, Digest),
}

/// What one output was made from, and how it was left.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Result {
    /// `None` where nothing tells whether it would be the same again.
    pub(crate) key: Option<Digest>,
    pub(crate) left: PublishedState,
}

impl Fingerprint {
    /// Whether a site would be made from the same now.
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

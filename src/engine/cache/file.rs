//! One file of the cache: written aside and moved into place, and trusted when it is read only if we wrote it.

use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::Digest;
use crate::engine::cache::key::{CacheKey, TAG};
use crate::files::OwnFolder;

/// What every file begins with; the number is the format's.
const MAGIC: &[u8; 16] = b"nutgraf cache 2\n";
const DIGEST: usize = 16;

/// Identifies who reads and writes.
#[derive(Clone, Debug)]
pub(super) struct Seal {
    /// The digest of the program.
    pub(super) engine: Digest,
    /// The user's key.
    pub(super) key: CacheKey,
}

/// Returns the content of a file; `None` if there is no file, or it cannot be trusted.
pub(super) fn read<T: DeserializeOwned>(root: &OwnFolder, path: &str, seal: &Seal) -> Option<T> {
    let bytes = root.read(path).ok()??;
    let rest = bytes.strip_prefix(MAGIC)?;
    let (by, rest) = rest.split_at_checked(DIGEST)?;
    let (tag, content) = rest.split_at_checked(TAG)?;
    if by != seal.engine.to_bytes() || tag != seal.tag(path, content) {
        return None;
    }
    postcard::from_bytes(content).ok()
}

/// Replaces a file. Nobody ever reads half a file.
pub(super) fn write(
    root: &OwnFolder,
    path: &str,
    seal: &Seal,
    value: &impl Serialize,
) -> io::Result<()> {
    let content = postcard::to_stdvec(value).map_err(io::Error::other)?;
    // Always the same name, so that nothing piles up; if two programs mix up their bytes there, the file is not
    // trusted.
    let aside = Path::new(path).with_extension("tmp");
    match root.remove_file(&aside) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
        _ => {}
    }
    let mut file = root.create(&aside)?;
    let head = [MAGIC.as_slice(), &seal.engine.to_bytes(), &seal.tag(path, &content)].concat();
    let written = file.write_all(&head).and_then(|()| file.write_all(&content));
    written.and_then(|()| root.rename(&aside, path)).inspect_err(|_| drop(root.remove_file(&aside)))
}

impl Seal {
    /// Returns the proof that we wrote this content for this file.
    fn tag(&self, path: &str, content: &[u8]) -> [u8; TAG] {
        // Only the last part varies in length, so no two files give the same concatenation.
        let name = Digest::of(path.as_bytes()).to_bytes();
        self.key.tag(&[&self.engine.to_bytes(), &name, content])
    }
}

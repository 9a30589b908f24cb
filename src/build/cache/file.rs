//! One file of the cache: written aside and moved into place, and not believed when it is read.

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::Digest;

/// What every file begins with; the number is that of the format.
const MAGIC: &[u8; 16] = b"nutgraf cache 1\n";
const DIGEST: usize = 16;

/// What a file holds; `None` if there is none, or it cannot be trusted.
pub(super) fn read<T: DeserializeOwned>(path: &Path, engine: Digest) -> Option<T> {
    // A pipe would be waited for, for ever.
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    let bytes = fs::read(path).ok()?;
    let rest = bytes.strip_prefix(MAGIC)?;
    let (by, rest) = rest.split_at_checked(DIGEST)?;
    let (digest, content) = rest.split_at_checked(DIGEST)?;
    if by != engine.to_bytes() || digest != Digest::of(content).to_bytes() {
        return None;
    }
    postcard::from_bytes(content).ok()
}

/// Replaces a file. Nobody ever reads half of it.
pub(super) fn write(path: &Path, engine: Digest, value: &impl Serialize) -> io::Result<()> {
    let content = postcard::to_stdvec(value).map_err(io::Error::other)?;
    let mut bytes = Vec::with_capacity(content.len() + MAGIC.len() + 2 * DIGEST);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&engine.to_bytes());
    bytes.extend_from_slice(&Digest::of(&content).to_bytes());
    bytes.extend_from_slice(&content);
    // Always the same name, so that nothing piles up; what two programs mix up there is no file that can be trusted.
    let aside = path.with_extension("tmp");
    fs::write(&aside, &bytes)?;
    fs::rename(&aside, path).inspect_err(|_| drop(fs::remove_file(&aside)))
}

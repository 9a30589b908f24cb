//! One file of the cache: written aside and moved into place, and not believed when it is read, unless we wrote it.

use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::Digest;
use crate::engine::cache::key::{CacheKey, TAG};
use crate::files::OwnFolder;

/// What every file begins with; the number is that of the format.
const MAGIC: &[u8; 16] = b"nutgraf cache 2\n";
const DIGEST: usize = 16;

/// Who reads and writes.
#[derive(Clone, Debug)]
pub(super) struct Seal {
    /// The digest of the program.
    pub(super) engine: Digest,
    /// The user's key.
    pub(super) key: CacheKey,
}

/// What a file holds; `None` if there is none, or it cannot be trusted.
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

/// Replaces a file. Nobody ever reads half of it.
pub(super) fn write(
    root: &OwnFolder,
    path: &str,
    seal: &Seal,
    value: &impl Serialize,
) -> io::Result<()> {
    let content = postcard::to_stdvec(value).map_err(io::Error::other)?;
    // Always the same name, so that nothing piles up; what two programs mix up there is no file that can be trusted.
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
    /// The proof that we wrote this content for this file.
    fn tag(&self, path: &str, content: &[u8]) -> [u8; TAG] {
        // None of the parts but the last can have another length, so no two files have the same whole.
        let name = Digest::of(path.as_bytes()).to_bytes();
        self.key.tag(&[&self.engine.to_bytes(), &name, content])
    }
}

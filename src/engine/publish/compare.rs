//! [`Payload`]: what is about to be published, compared with what is on disk. Only reads, and follows no link.

use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use crate::digest::Digest;
use crate::engine::publish::error::PublishError;
use crate::engine::publish::manifest::Stamp;
use crate::files::{OwnEntry, OwnFolder};

/// The new content of a file.
#[derive(Clone, Copy, Debug)]
pub enum Payload<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// The content of this regular file, read in parts. A symbolic link is an error, so that nobody can put one there
    /// after the path was checked.
    File(&'a Path),
}

/// A payload, opened.
pub(super) enum OpenPayload<'a> {
    Bytes(&'a [u8]),
    File { path: &'a Path, file: File, size: u64 },
}

/// How much of a file is held in memory at a time.
const CHUNK: usize = 64 * 1024;

impl<'a> OpenPayload<'a> {
    /// Opens a payload.
    pub(super) fn open(payload: Payload<'a>) -> Result<Self, PublishError> {
        let path = match payload {
            Payload::Bytes(bytes) => return Ok(Self::Bytes(bytes)),
            Payload::File(path) => path,
        };
        let unusable = |kind: io::ErrorKind, text: &str| {
            PublishError::read("read", path, io::Error::new(kind, text))
        };
        let folder = path.parent().zip(path.file_name());
        let (folder, name) =
            folder.ok_or_else(|| unusable(io::ErrorKind::InvalidInput, "it has no name"))?;
        let found = OwnFolder::open(folder).and_then(|folder| folder.look(name));
        match found.map_err(|cause| PublishError::read("read", path, cause))? {
            OwnEntry::File(file, size) => Ok(Self::File { path, file, size }),
            OwnEntry::Nothing => Err(unusable(io::ErrorKind::NotFound, "it is gone")),
            OwnEntry::Link => Err(unusable(io::ErrorKind::InvalidInput, "it is a symbolic link")),
            OwnEntry::Folder | OwnEntry::Special => {
                Err(unusable(io::ErrorKind::InvalidInput, "it is not a regular file"))
            }
        }
    }

    /// Returns the stamp of the payload if `file`, which has `size` bytes and is at `path`, has the same content.
    pub(super) fn equals(
        &mut self,
        file: &File,
        size: u64,
        path: &Path,
    ) -> Result<Option<Stamp>, PublishError> {
        match self {
            Self::Bytes(bytes) if bytes.len() as u64 != size => Ok(None),
            Self::Bytes(bytes) => {
                let mut rest = *bytes;
                let mut buffer = Vec::with_capacity(rest.len().min(CHUNK));
                while !rest.is_empty() {
                    read_chunk(file, &mut buffer, rest.len(), path)?;
                    match rest.split_at_checked(buffer.len()) {
                        Some((head, tail)) if head == buffer && !buffer.is_empty() => rest = tail,
                        _ => return Ok(None),
                    }
                }
                Ok(Some(Stamp::of(bytes)))
            }
            Self::File { size: own, .. } if *own != size => Ok(None),
            Self::File { path: own_path, file: own, .. } => {
                let mut hasher = Hasher::default();
                let (mut left, mut right) = (Vec::new(), Vec::new());
                loop {
                    read_chunk(own, &mut left, CHUNK, own_path)?;
                    read_chunk(file, &mut right, CHUNK, path)?;
                    if left != right {
                        return Ok(None);
                    }
                    if left.is_empty() {
                        return Ok(Some(hasher.stamp()));
                    }
                    hasher.add(&left);
                }
            }
        }
    }

    /// Hands all bytes to `write` and returns their stamp.
    pub(super) fn copy(
        &mut self,
        mut write: impl FnMut(&[u8]) -> Result<(), PublishError>,
    ) -> Result<Stamp, PublishError> {
        match self {
            Self::Bytes(bytes) => {
                write(bytes)?;
                Ok(Stamp::of(bytes))
            }
            Self::File { path, file, .. } => {
                file.rewind().map_err(|cause| PublishError::read("read", path, cause))?;
                let mut hasher = Hasher::default();
                let mut buffer = Vec::new();
                loop {
                    read_chunk(file, &mut buffer, CHUNK, path)?;
                    if buffer.is_empty() {
                        return Ok(hasher.stamp());
                    }
                    hasher.add(&buffer);
                    write(&buffer)?;
                }
            }
        }
    }
}

impl Stamp {
    /// Returns the stamp of some bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, digest: Digest::of(bytes).to_string() }
    }
}

/// [`Stamp::of`] for bytes that come in parts.
#[derive(Default)]
struct Hasher {
    state: Xxh3,
    size: u64,
}

impl Hasher {
    fn add(&mut self, bytes: &[u8]) {
        self.state.update(bytes);
        self.size += bytes.len() as u64;
    }

    fn stamp(&self) -> Stamp {
        Stamp { size: self.size, digest: format!("{:032x}", self.state.digest128()) }
    }
}

/// Returns the stamp of the regular file at a path below `own`; `None` if there is none.
pub(super) fn stamp_at(own: &OwnFolder, path: &str) -> Result<Option<Stamp>, PublishError> {
    let OwnEntry::File(file, size) = look(own, path)? else { return Ok(None) };
    OpenPayload::File { path: &own.at(path), file, size }.copy(|_| Ok(())).map(Some)
}

/// Returns what is at a path below `own`.
pub(super) fn look(own: &OwnFolder, path: &str) -> Result<OwnEntry, PublishError> {
    own.look(path).map_err(|cause| PublishError::read("read", &own.at(path), cause))
}

/// Fills `buffer` with the next bytes, at most `limit`; if it stays empty, none are left.
fn read_chunk(
    file: &File,
    buffer: &mut Vec<u8>,
    limit: usize,
    path: &Path,
) -> Result<(), PublishError> {
    buffer.clear();
    let limit = limit.min(CHUNK);
    buffer.reserve(limit);
    file.take(limit as u64)
        .read_to_end(buffer)
        .map(|_| ())
        .map_err(|cause| PublishError::read("read", path, cause))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]
mod tests {
    use std::fs;

    use super::{CHUNK, OpenPayload, Payload, stamp_at};
    use crate::engine::publish::manifest::Stamp;
    use crate::files::OwnFolder;

    #[test]
    fn bytes_and_files_are_stamped_and_compared_alike() {
        let folder = tempfile::tempdir().unwrap();
        let own = OwnFolder::open(folder.path()).unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        for size in [0, 1, 25_000, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7] {
            let bytes: Vec<u8> = (0..size).map(|i| u8::try_from(i % 251).unwrap()).collect();
            fs::write(&one, &bytes).unwrap();
            assert_eq!(stamp_at(&own, "one").unwrap().unwrap(), Stamp::of(&bytes));
            for payload in [Payload::Bytes(&bytes), Payload::File(&one)] {
                let same = |changed: &[u8]| {
                    fs::write(&two, changed).unwrap();
                    let file = fs::File::open(&two).unwrap();
                    let mut source = OpenPayload::open(payload).unwrap();
                    let equal = source.equals(&file, changed.len() as u64, &two).unwrap();
                    let mut copied = Vec::new();
                    let stamp = source.copy(|part| {
                        copied.extend_from_slice(part);
                        Ok(())
                    });
                    assert_eq!(
                        (copied.as_slice(), stamp.unwrap()),
                        (bytes.as_slice(), Stamp::of(&bytes))
                    );
                    equal
                };
                assert_eq!(same(&bytes), Some(Stamp::of(&bytes)));
                assert_eq!(same(&[&bytes[..], b"x"].concat()), None);
                if let Some((_, head)) = bytes.split_last() {
                    assert_eq!(same(&[head, b"\xff"].concat()), None);
                    assert_eq!(same(head), None);
                }
            }
        }
    }
}

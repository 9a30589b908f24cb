//! [`verify()`]: reads back what stands on the remote's branch and compares it, file by file, with the manifest of the
//! folder that was published.

use std::collections::BTreeMap;
use std::fmt;

use crate::build::publish::Manifest;
use crate::deploy::branch::Branch;
use crate::deploy::git::{Git, GitError};
use crate::digest::Digest;

/// How the branch differs from what was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// There is no such branch.
    Gone,
    /// Another commit stands there now.
    Moved(String),
    /// A file of the manifest is not there.
    Missing(String),
    /// A file is there that is in no manifest.
    Extra(String),
    /// A file holds other bytes.
    Different(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone => f.write_str("the branch is gone"),
            Self::Moved(commit) => {
                let commit = commit.get(..12).unwrap_or(commit);
                write!(f, "somebody else's commit `{commit}` stands there now")
            }
            Self::Missing(path) => write!(f, "`{path}` is missing"),
            Self::Extra(path) => write!(f, "`{path}` is there and should not be"),
            Self::Different(path) => write!(f, "`{path}` holds other bytes"),
        }
    }
}

/// Compares the branch with a manifest. `extra` are files that are published beside it, with their bytes.
pub fn verify(
    branch: &Branch<'_>,
    commit: &str,
    manifest: &Manifest,
    extra: &BTreeMap<String, Vec<u8>>,
) -> Result<Vec<Difference>, GitError> {
    let tip = match branch.commit()? {
        None => return Ok(vec![Difference::Gone]),
        Some(found) if found != commit => return Ok(vec![Difference::Moved(found)]),
        Some(found) => branch.read(found)?,
    };
    let found = digests(branch.git(), &tip.files)?;
    let mut expected: BTreeMap<&str, (u64, String)> = manifest
        .files
        .iter()
        .map(|(path, stamp)| (path.as_str(), (stamp.size, stamp.digest.clone())))
        .collect();
    expected.extend(extra.iter().map(|(path, bytes)| (path.as_str(), stamp(bytes))));
    let mut differences = Vec::new();
    for (path, stamp) in &expected {
        match found.get(*path) {
            None => differences.push(Difference::Missing((*path).to_owned())),
            Some(other) if other != stamp => {
                differences.push(Difference::Different((*path).to_owned()));
            }
            Some(_) => {}
        }
    }
    let unknown = found.keys().filter(|path| !expected.contains_key(path.as_str()));
    differences.extend(unknown.map(|path| Difference::Extra(path.clone())));
    Ok(differences)
}

fn stamp(bytes: &[u8]) -> (u64, String) {
    (bytes.len() as u64, Digest::of(bytes).to_string())
}

/// Size and digest of each file's bytes, by path. One file is in memory at a time.
fn digests(
    git: &Git,
    files: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, (u64, String)>, GitError> {
    let objects = files.values().flat_map(|object| [object.as_bytes(), b"\n"].concat()).collect();
    let mut found = BTreeMap::new();
    git.stream(&["cat-file", "--batch"], objects, |out| {
        for path in files.keys() {
            // `OBJECT blob SIZE`, the bytes, and a line feed.
            let mut head = String::new();
            out.read_line(&mut head)?;
            let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
            let (Some(size), true) = (size, head.contains(" blob ")) else { continue };
            let mut bytes = vec![0; size];
            out.read_exact(&mut bytes)?;
            out.read_exact(&mut [0])?;
            found.insert(path.clone(), stamp(&bytes));
        }
        Ok(())
    })?;
    Ok(found)
}

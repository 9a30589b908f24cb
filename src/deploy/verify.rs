//! [`verify()`]: reads back the remote's branch and compares it, file by file, with what was built: the remote's tree
//! with the objects of the built files, and these with the manifest.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read as _};
use std::path::Path;

use rayon::prelude::*;

use crate::deploy::branch::{Branch, Snapshot};
use crate::deploy::git::GitError;
use crate::deploy::listing::FileList;
use crate::deploy::remote::printable;
use crate::digest::Digest;
use crate::engine::publish::{Manifest, Stamp};

/// How the branch differs from what was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It has another commit now.
    Moved(String),
    /// A file of the manifest is missing.
    Missing(String),
    /// It has a file that is not in the manifest.
    Extra(String),
    /// A file has different bytes.
    Different(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moved(commit) => {
                let commit = commit.get(..12).unwrap_or(commit);
                write!(f, "another commit is there now: `{commit}`")
            }
            Self::Missing(path) => write!(f, "`{}` is missing", printable(path)),
            Self::Extra(path) => write!(f, "`{}` exists but should not", printable(path)),
            Self::Different(path) => write!(f, "`{}` has different contents", printable(path)),
        }
    }
}

/// What was published, and what it should be.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// The commit that was pushed.
    pub commit: &'a str,
    /// The files that it was made from.
    pub snapshot: &'a Snapshot<'a>,
    /// What the build wrote.
    pub manifest: &'a Manifest,
    /// What is published in addition.
    pub extras: &'a BTreeMap<String, Vec<u8>>,
}

/// Fetches the branch again and compares it. `scratch` is a folder of our own.
pub fn verify(
    branch: &Branch<'_>,
    published: Published<'_>,
    scratch: &Path,
) -> Result<Vec<Difference>, GitError> {
    let Published { commit, snapshot, manifest, extras } = published;
    let (found, files) = branch.fetch_anew(scratch)?;
    let mut differences = Vec::new();
    if found != commit {
        differences.push(Difference::Moved(found));
    }
    differences.extend(compare(&snapshot.files, &files));
    let built = stamps(snapshot.listing)
        .map_err(|cause| GitError::Input { what: "cat-file".to_owned(), cause })?;
    let files = manifest.files.iter().map(|(path, stamp)| (path.to_string(), stamp.clone()));
    let extras = extras.iter().map(|(path, bytes)| (path.clone(), stamp(bytes)));
    differences.extend(compare(&files.chain(extras).collect(), &built));
    differences.dedup();
    Ok(differences)
}

/// Returns how what was found differs from what is expected.
fn compare<T: PartialEq>(
    expected: &BTreeMap<String, T>,
    found: &BTreeMap<String, T>,
) -> Vec<Difference> {
    let mut differences: Vec<Difference> = expected
        .iter()
        .filter_map(|(path, value)| match found.get(path) {
            None => Some(Difference::Missing(path.clone())),
            Some(other) if other != value => Some(Difference::Different(path.clone())),
            Some(_) => None,
        })
        .collect();
    let unknown = found.keys().filter(|path| !expected.contains_key(*path));
    differences.extend(unknown.map(|path| Difference::Extra(path.clone())));
    differences
}

fn stamp(bytes: &[u8]) -> Stamp {
    Stamp { size: bytes.len() as u64, digest: Digest::of(bytes).to_string() }
}

/// Returns what identifies the bytes of each file, by path.
fn stamps(listing: &FileList) -> io::Result<BTreeMap<String, Stamp>> {
    let paths: Vec<&str> = listing.files().map(|(path, _)| path).collect();
    paths
        .into_par_iter()
        .map(|path| {
            let mut bytes = Vec::new();
            listing.open(path)?.read_to_end(&mut bytes)?;
            Ok((path.to_owned(), stamp(&bytes)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Difference, compare};

    #[test]
    fn what_differs_is_named() {
        let tree = |files: &[(&str, u8)]| {
            files.iter().map(|(path, value)| ((*path).to_owned(), *value)).collect()
        };
        let expected = tree(&[("a", 1), ("b", 2), ("c", 3)]);
        assert_eq!(compare(&expected, &expected), []);
        assert_eq!(
            compare(&expected, &tree(&[("b", 2), ("c", 4), ("d", 5)])),
            [
                Difference::Missing("a".into()),
                Difference::Different("c".into()),
                Difference::Extra("d".into())
            ]
        );
    }
}

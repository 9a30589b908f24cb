//! [`Memory`]: what a builder keeps of the files that it read, by their content.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::bug;
use crate::content::{InputFile, Mentions, Parsed, SourceList, read_shared};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::digest::Digest;
use crate::engine::judged::Judgements;
use crate::files::{FileStamp, Files, Seen};
use crate::path::SitePath;
use crate::site::Picture;

/// What was learnt.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) articles: BTreeMap<SitePath, Remembered<Option<Parsed>>>,
    pub(crate) shared: Option<Remembered<SourceList>>,
    pub(crate) sizes: BTreeMap<SitePath, KnownSize>,
    pub(crate) heads: BTreeMap<SitePath, KnownHead>,
    /// What the rules of `nutgraf check` found.
    pub(crate) judgements: Judgements,
    /// The articles in which they looked for anything new.
    pub(crate) judged_anew: BTreeSet<SitePath>,
    /// The digest of each part of the cache that could be read.
    pub(crate) kept: Vec<Digest>,
}

/// What was made of a file.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Remembered<T> {
    /// Metadata that identifies an unchanged file; `None`: it must be read.
    pub(crate) stamp: Option<FileStamp>,
    /// The digest of its bytes.
    pub(crate) digest: Digest,
    /// The digest of the settings that it was read with.
    pub(crate) settings: Digest,
    /// What it says.
    pub(crate) outcome: Arc<Outcome<T>>,
    /// What it said when it last had no faults.
    #[serde(skip)]
    pub(crate) good: Option<T>,
}

/// The width and height of an image.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownSize {
    /// Metadata that identifies an unchanged file.
    pub(crate) stamp: Option<FileStamp>,
    /// What its file says.
    pub(crate) picture: Picture,
}

/// What a file that is no article begins with.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownHead {
    /// Metadata that identifies an unchanged file.
    pub(crate) stamp: Option<FileStamp>,
    pub(crate) head: Head,
}

/// The beginning of a file.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Head {
    /// A pointer of Git LFS: the file itself is not here.
    LfsPointer,
    /// Front matter.
    FrontMatter,
    /// Anything else.
    Other,
}

/// The result of reading a file.
pub(super) enum Read<T> {
    /// Its content is unchanged.
    Same(Remembered<T>),
    /// It is new, or its content changed.
    New(Remembered<T>),
    /// It does not exist.
    Gone,
}

impl<T: Clone> Remembered<T> {
    /// Returns what the file said when it last had no faults: now, or before.
    pub(super) fn last_good(&self) -> Option<T> {
        let wrong = self.outcome.findings.iter().any(Diagnostic::is_error);
        if wrong { self.good.clone() } else { Some(self.outcome.value.clone()) }
    }
}

/// Reads a file, unless it is known to be unchanged and was read with the same settings; `make` gets its new content.
pub(super) fn read<T: Clone>(
    files: &dyn Files,
    path: &SitePath,
    known: (Option<&Remembered<T>>, Digest),
    make: impl FnOnce(Outcome<Option<InputFile>>) -> Outcome<T>,
) -> Read<T> {
    bug::naming(path, || read_it(files, path, known, make))
}

fn read_it<T: Clone>(
    files: &dyn Files,
    path: &SitePath,
    (known, settings): (Option<&Remembered<T>>, Digest),
    make: impl FnOnce(Outcome<Option<InputFile>>) -> Outcome<T>,
) -> Read<T> {
    let seen = files.look(path);
    let stamp = match seen {
        Ok(Seen::Nothing) => return Read::Gone,
        Ok(Seen::File(stamp)) => Some(stamp),
        // If even its metadata cannot be read, reading it may still say why.
        Ok(Seen::Fresh) | Err(_) => None,
    };
    let good = known.and_then(Remembered::last_good);
    let known = known.filter(|known| known.settings == settings);
    if let Some(known) = known.filter(|known| stamp.is_some() && known.stamp == stamp) {
        return Read::Same(known.clone());
    }
    let bytes = match files.read(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Read::Gone,
        Err(error) => {
            let finding = Diagnostic::new(
                Code::FileUnreadable,
                Place::file(path),
                format!("this file cannot be read: {}", error.cause),
            );
            let digest = Digest::of_value(&error.cause.to_string());
            if let Some(known) = known.filter(|known| known.digest == digest) {
                return Read::Same(known.clone());
            }
            let hint = match error.cause.kind() {
                ErrorKind::FileTooLarge => "move it out of `content/`, or split it",
                _ => "check who is allowed to read it",
            };
            let file = Outcome::new(None, vec![finding.hint(hint)]);
            let outcome = Arc::new(make(file));
            return Read::New(Remembered { stamp: None, digest, settings, outcome, good });
        }
    };
    let digest = Digest::of(&bytes);
    if let Some(known) = known.filter(|known| known.digest == digest) {
        return Read::Same(Remembered { stamp, ..known.clone() });
    }
    let outcome = Arc::new(make(InputFile::new(path, bytes)));
    Read::New(Remembered { stamp, digest, settings, outcome, good })
}

/// Reads a content file as `parse` does.
pub(super) fn article(
    file: Outcome<Option<InputFile>>,
    parse: impl FnOnce(&InputFile) -> Outcome<Parsed>,
) -> Outcome<Option<Parsed>> {
    let mut findings = Vec::new();
    let file = file.collect_into(&mut findings);
    let article = file.map(|file| parse(&file).collect_into(&mut findings));
    Outcome::new(article, findings)
}

/// Reads the shared sources. An empty file lists none; one that cannot be read may list any.
pub(super) fn shared_sources(file: Outcome<Option<InputFile>>) -> Outcome<SourceList> {
    let mut findings = Vec::new();
    let file = file.collect_into(&mut findings);
    findings.retain(|finding| finding.code != Code::FileEmpty);
    let sources = match file {
        Some(file) => read_shared(&file).collect_into(&mut findings),
        None if findings.is_empty() => SourceList::default(),
        None => SourceList { unread: Mentions::Anything, faulty: true, ..SourceList::default() },
    };
    Outcome::new(sources, findings)
}

//! [`Cache`]: what one run learnt for the next, in a folder that may be deleted at any time. A cache that cannot be
//! read counts as empty, and one that cannot be written stays as it is: neither is ever a reason to fail.
//!
//! * `articles/XX`: the parsed articles, divided by path into 256 parts, so that an edit rewrites one 256th of them.
//!   They hold only the existing articles: the cache cannot grow beyond the content.
//! * `judged/XX`: what the rules of `nutgraf check` found in articles, divided likewise.
//! * `rest`: the sizes of images, and what other files begin with.
//! * `site-DIGEST`: what the last build into one output folder was made from, and how it left each file ([`Record`]).
//!   The published bytes are not kept a second time: they are in the output folder.
//!
//! Every file begins with the digest of the program that wrote it, and a proof over its name and what follows that only
//! the user can make ([`CacheKey`]). A file of another program, a damaged or changed one, and one that somebody else
//! put there, perhaps with a clone, is ignored.

mod file;
mod key;
mod record;

pub use key::CacheKey;

pub(super) use record::{Fingerprint, Input, Record, Result as Recorded};

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::content::Parsed;
use crate::digest::Digest;
use crate::engine::cache::file::{Seal, read, write};
use crate::engine::judged::{Judged, Judgements};
use crate::engine::memory::{KnownHead, KnownSize, Memory, Remembered};
use crate::engine::own_folder::{keep, make_own_folder};
use crate::files::{FileStamp, OwnFolder, real_path};
use crate::path::SitePath;

/// The number of output folders that are remembered.
const RECORDS: usize = 8;
/// The number of parts in which the articles are kept.
const PARTS: usize = 256;

/// A folder with what was learnt.
#[derive(Clone, Debug)]
pub struct Cache {
    root: OwnFolder,
    seal: Seal,
}

/// Its path below the root.
const FOLDER: &str = ".nutgraf/cache";

/// One part of the articles.
type CachePart = BTreeMap<SitePath, Remembered<Option<Parsed>>>;

/// What is kept besides the articles.
#[derive(Default, Serialize, Deserialize)]
struct Rest {
    sizes: BTreeMap<SitePath, KnownSize>,
    heads: BTreeMap<SitePath, KnownHead>,
}

impl Cache {
    /// Opens the cache in `.nutgraf/cache` below a site's root. `engine` is the digest of the program that uses it:
    /// what another program has written is not read. `None` if the root cannot be opened.
    pub fn open(root: &Path, engine: Digest, key: CacheKey) -> Option<Self> {
        let root = real_path(root).and_then(|root| OwnFolder::open(&root)).ok()?;
        Some(Self { root, seal: Seal { engine, key } })
    }

    /// Returns the stored articles and sizes.
    pub(super) fn memory(&self) -> Memory {
        let rest: Rest = self.read(&rest_path()).unwrap_or_default();
        let parts: Vec<CachePart> = (0..PARTS)
            .into_par_iter()
            .map(|n| self.read(&part_path(n)).unwrap_or_default())
            .collect();
        let judgements: Vec<Judgements> = (0..PARTS)
            .into_par_iter()
            .map(|n| self.read(&judgements_path(n)).unwrap_or_default())
            .collect();
        Memory {
            kept: parts.iter().map(part_digest).collect(),
            articles: parts.into_iter().flatten().collect(),
            shared: None,
            sizes: rest.sizes,
            heads: rest.heads,
            judgements: judgements.into_iter().flatten().collect(),
            judged_anew: BTreeSet::new(),
        }
    }

    /// Stores what a builder learnt.
    pub(super) fn keep(&self, memory: &Memory) {
        if self.prepare().is_none() {
            return;
        }
        let mut parts: Vec<BTreeMap<&SitePath, &Remembered<Option<Parsed>>>> =
            (0..PARTS).map(|_| BTreeMap::new()).collect();
        for (path, known) in &memory.articles {
            if let Some(part) = parts.get_mut(part_of(path)) {
                part.insert(path, known);
            }
        }
        parts.par_iter().enumerate().for_each(|(n, part)| {
            // If this fails, the next run lacks this part.
            if memory.kept.get(n) != Some(&part_digest(part.iter().map(|(a, b)| (*a, *b)))) {
                drop(write(&self.root, &part_path(n), &self.seal, part));
            }
        });
        self.keep_judgements(memory);
        let rest = Rest { sizes: memory.sizes.clone(), heads: memory.heads.clone() };
        drop(write(&self.root, &rest_path(), &self.seal, &rest));
    }

    /// Stores what was found in articles: the parts that have anything new.
    fn keep_judgements(&self, memory: &Memory) {
        let anew: BTreeSet<usize> = memory.judged_anew.iter().map(part_of).collect();
        let mut parts: BTreeMap<usize, BTreeMap<&SitePath, &Judged>> = BTreeMap::new();
        for (path, judged) in &memory.judgements {
            let part = part_of(path);
            if anew.contains(&part) && memory.articles.contains_key(path) {
                parts.entry(part).or_default().insert(path, judged);
            }
        }
        parts.par_iter().for_each(|(n, part)| {
            drop(write(&self.root, &judgements_path(*n), &self.seal, part));
        });
    }

    /// Returns what is known about the last build into an output folder.
    pub(super) fn record(&self, output: &Path) -> Option<Record> {
        self.read(&record_path(output))
    }

    /// Stores what a build into an output folder was made from.
    pub(super) fn keep_record(&self, output: &Path, record: &Record) {
        if self.prepare().is_some() {
            drop(write(&self.root, &record_path(output), &self.seal, record));
            self.forget_old_records();
        }
    }

    fn read<T: DeserializeOwned>(&self, path: &str) -> Option<T> {
        read(&self.root, path, &self.seal)
    }

    /// Creates the folder, and keeps it out of version control and backups.
    fn prepare(&self) -> Option<()> {
        make_own_folder(&self.root, "cache").ok()?;
        self.root.make_folder(format!("{FOLDER}/articles")).ok()?;
        self.root.make_folder(format!("{FOLDER}/judged")).ok()?;
        // https://bford.info/cachedir/
        let tag = "Signature: 8a477f597d28d172789f06886806bc55\n";
        keep(&self.root, &format!("{FOLDER}/CACHEDIR.TAG"), tag).ok()
    }

    fn forget_old_records(&self) {
        let Ok(names) = self.root.list(FOLDER) else { return };
        let mut records: Vec<(FileStamp, String)> = names
            .into_iter()
            .filter_map(|name| Some(format!("{FOLDER}/{}", name.to_str()?)))
            .filter(|path| path.starts_with(&record_path_start()))
            .filter_map(|path| Some((self.root.stat(&path).ok()??.stamp, path)))
            .collect();
        records.sort_by_key(|(stamp, _)| stamp.modified());
        let surplus = records.len().saturating_sub(RECORDS);
        for (_, path) in records.into_iter().take(surplus) {
            drop(self.root.remove_file(path));
        }
    }
}

fn rest_path() -> String {
    format!("{FOLDER}/rest")
}

fn judgements_path(n: usize) -> String {
    format!("{FOLDER}/judged/{n:02x}")
}

fn part_path(n: usize) -> String {
    format!("{FOLDER}/articles/{n:02x}")
}

fn record_path(output: &Path) -> String {
    format!("{}{}", record_path_start(), Digest::of(output.as_os_str().as_encoded_bytes()))
}

fn record_path_start() -> String {
    format!("{FOLDER}/site-")
}

/// Returns the part that contains an article.
fn part_of(path: &SitePath) -> usize {
    usize::from(Digest::of(path.as_str().as_bytes()).first_byte())
}

fn part_digest<'a>(
    part: impl IntoIterator<Item = (&'a SitePath, &'a Remembered<Option<Parsed>>)>,
) -> Digest {
    let marks: Vec<_> = part
        .into_iter()
        .map(|(path, known)| (path, known.stamp, known.digest, known.settings))
        .collect();
    Digest::of_value(&marks)
}

//! [`Cache`]: what was learnt from one run to the next, in a folder that may be deleted at any time. A cache that cannot
//! be read is an empty one, and one that cannot be written stays as it is: neither is ever a reason to fail.
//!
//! * `articles/XX`: the parsed articles whose paths fall into one of 256 parts, so that an edit rewrites a 256th of
//!   them. They hold the articles that there are, and nothing else: the cache cannot grow beyond the content.
//! * `rest`: the sizes of images.
//! * `site-DIGEST`: what the last build into one output folder was made from, and how it left each file
//!   ([`Record`]). The published bytes are not kept a second time: the output folder holds them.
//!
//! Every file begins with the digest of the program that wrote it and a digest of what follows. A file of another
//! program, or one that was torn or changed, is none.
#![expect(
    clippy::disallowed_methods,
    reason = "the cache is one of the places that may do I/O, in a folder of its own"
)]

mod file;
mod record;

pub(super) use record::{Basis, Input, Record, Result as Recorded};

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::build::cache::file::{read, write};
use crate::build::memory::{Known, KnownSize, Memory};
use crate::build::own_folder::{keep, make_own_folder, own_folder};
use crate::content::Article;
use crate::digest::Digest;
use crate::path::SitePath;

/// So many output folders are remembered.
const RECORDS: usize = 8;
/// In so many parts the articles are kept.
const PARTS: usize = 256;

/// A folder with what was learnt.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    engine: Digest,
}

/// One part of the articles.
type Part = BTreeMap<SitePath, Known<Option<Arc<Article>>>>;

/// What is kept beside the articles.
#[derive(Default, Serialize, Deserialize)]
struct Rest {
    sizes: BTreeMap<SitePath, KnownSize>,
}

impl Cache {
    /// The cache in `.nutgraf/cache` below a site's root. `engine` is the digest of the program that uses it: what
    /// another one has written is not read. `None` where the folder is a link, which might lead anywhere.
    pub fn open(root: &Path, engine: Digest) -> Option<Self> {
        let folder = own_folder(root, "cache")?;
        Some(Self { folder, engine })
    }

    /// The articles and sizes that are kept.
    pub(super) fn memory(&self) -> Memory {
        let rest: Rest = read(&self.folder.join("rest"), self.engine).unwrap_or_default();
        let parts: Vec<Part> = (0..PARTS)
            .into_par_iter()
            .map(|n| read(&self.part(n), self.engine).unwrap_or_default())
            .collect();
        Memory {
            kept: parts.iter().map(part_digest).collect(),
            articles: parts.into_iter().flatten().collect(),
            shared: None,
            sizes: rest.sizes,
        }
    }

    /// Keeps what a builder learnt.
    pub(super) fn keep(&self, memory: &Memory) {
        if self.prepare().is_none() {
            return;
        }
        let mut parts: Vec<BTreeMap<&SitePath, &Known<Option<Arc<Article>>>>> =
            (0..PARTS).map(|_| BTreeMap::new()).collect();
        for (path, known) in &memory.articles {
            if let Some(part) = parts.get_mut(part_of(path)) {
                part.insert(path, known);
            }
        }
        parts.par_iter().enumerate().for_each(|(n, part)| {
            // Should it fail, the next run misses this part.
            if memory.kept.get(n) != Some(&part_digest(part.iter().map(|(a, b)| (*a, *b)))) {
                drop(write(&self.part(n), self.engine, part));
            }
        });
        let rest = Rest { sizes: memory.sizes.clone() };
        drop(write(&self.folder.join("rest"), self.engine, &rest));
    }

    /// What is known of the last build into an output folder.
    pub(super) fn record(&self, output: &Path) -> Option<Record> {
        read(&self.record_path(output), self.engine)
    }

    /// Keeps what a build into an output folder was made from.
    pub(super) fn keep_record(&self, output: &Path, record: &Record) {
        if self.prepare().is_some() {
            drop(write(&self.record_path(output), self.engine, record));
            self.forget_old_records();
        }
    }

    fn record_path(&self, output: &Path) -> PathBuf {
        self.folder.join(format!("site-{}", Digest::of(output.as_os_str().as_encoded_bytes())))
    }

    fn part(&self, n: usize) -> PathBuf {
        self.folder.join(format!("articles/{n:02x}"))
    }

    /// Makes the folder, and keeps it out of version control and backups.
    fn prepare(&self) -> Option<()> {
        make_own_folder(&self.folder).ok()?;
        fs::create_dir_all(self.folder.join("articles")).ok()?;
        // https://bford.info/cachedir/
        let tag = "Signature: 8a477f597d28d172789f06886806bc55\n";
        keep(&self.folder.join("CACHEDIR.TAG"), tag).ok()
    }

    fn forget_old_records(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let mut records: Vec<_> = entries
            .flatten()
            .filter(|entry| entry.file_name().to_string_lossy().starts_with("site-"))
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        records.sort();
        let surplus = records.len().saturating_sub(RECORDS);
        for (_, path) in records.into_iter().take(surplus) {
            drop(fs::remove_file(path));
        }
    }
}

/// The part that holds an article.
fn part_of(path: &SitePath) -> usize {
    usize::from(Digest::of(path.as_str().as_bytes()).first_byte())
}

fn part_digest<'a>(
    part: impl IntoIterator<Item = (&'a SitePath, &'a Known<Option<Arc<Article>>>)>,
) -> Digest {
    let marks: Vec<_> = part
        .into_iter()
        .map(|(path, known)| (path, known.stamp, known.digest, known.settings))
        .collect();
    Digest::of_value(&marks)
}

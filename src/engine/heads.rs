//! What files that are no articles begin with: a pointer of Git LFS in place of the file, or the front matter of an
//! article that nobody reads. Few of them are read, and each only once.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::content::{begins_with_front_matter, is_lfs_pointer};
use crate::engine::look::Look;
use crate::engine::memory::{Head, KnownHead};
use crate::files::{FileError, Files};
use crate::path::SitePath;

/// A pointer of Git LFS has less than this many bytes (its specification, "The Pointer").
const POINTER: u64 = 1024;
/// How many bytes are read.
const HEAD: usize = 1024;

/// Formats that do not begin with front matter; files in any other may.
const OTHER_FORMATS: &[&str] = &[
    "avif", "bib", "bmp", "css", "csv", "doc", "docx", "geojson", "gif", "gz", "heic", "ico",
    "jpeg", "jpg", "js", "json", "jxl", "m4a", "mjs", "mov", "mp3", "mp4", "ods", "odt", "ogg",
    "otf", "pdf", "png", "ppt", "pptx", "svg", "tif", "tiff", "tsv", "ttf", "wasm", "wav", "webm",
    "webp", "woff", "woff2", "xls", "xlsx", "xml", "yaml", "yml", "zip",
];

/// Looks at the beginnings of all these files; known, unchanged files are not read.
pub(super) fn heads<'p>(
    files: &dyn Files,
    paths: impl Iterator<Item = &'p SitePath>,
    known: &BTreeMap<SitePath, KnownHead>,
    look: Look<'_>,
) -> BTreeMap<SitePath, KnownHead> {
    let paths: BTreeSet<&SitePath> = paths.collect();
    let heads = paths.into_par_iter().filter_map(|path| {
        let known = known.get(path);
        let head = match known.filter(|_| look.passes_over(path)) {
            Some(known) => Some(*known),
            // What cannot be read is reported where it is used.
            None => head(files, path, known).ok().flatten(),
        };
        head.map(|head| (path.clone(), head))
    });
    heads.collect()
}

fn head(
    files: &dyn Files,
    path: &SitePath,
    known: Option<&KnownHead>,
) -> Result<Option<KnownHead>, FileError> {
    let Some(stamp) = files.look(path)?.file() else { return Ok(None) };
    if let Some(known) = known.filter(|known| stamp.is_some() && known.stamp == stamp) {
        return Ok(Some(*known));
    }
    let may_be_pointer = stamp.is_none_or(|stamp| stamp.size() < POINTER);
    let is_other = path.extension().is_some_and(|extension| {
        OTHER_FORMATS.iter().any(|format| extension.eq_ignore_ascii_case(format))
    });
    let mut head = Head::Other;
    if may_be_pointer || !is_other {
        let Some(bytes) = files.read_head(path, HEAD)? else { return Ok(None) };
        if is_lfs_pointer(&bytes) {
            head = Head::LfsPointer;
        } else if !is_other && begins_with_front_matter(&bytes) {
            head = Head::FrontMatter;
        }
    }
    Ok(Some(KnownHead { stamp, head }))
}

//! The width and height of the images in articles, from the first bytes of their files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::bug;
use crate::content::{Article, LinkPurpose, LinkTarget};
use crate::digest::Digested;
use crate::engine::look::Look;
use crate::engine::memory::KnownSize;
use crate::files::{FileError, Files};
use crate::path::SitePath;

/// How many bytes of a file are searched for its size. Camera pictures can have large metadata in front.
const HEAD: usize = 256 << 10;

/// Finds the sizes of all images that articles refer to; known, unchanged files are not read.
pub(super) fn image_sizes(
    files: &dyn Files,
    articles: &[Arc<Digested<Article>>],
    known: &BTreeMap<SitePath, KnownSize>,
    look: Look<'_>,
) -> Result<BTreeMap<SitePath, KnownSize>, FileError> {
    let wanted: BTreeSet<&SitePath> = articles
        .iter()
        .flat_map(|article| &article.links)
        .filter(|link| matches!(link.purpose, LinkPurpose::Embed | LinkPurpose::Card))
        .filter_map(|link| match &link.target {
            LinkTarget::File { path, .. } if is_picture(path) => Some(path),
            _ => None,
        })
        .collect();
    let sizes: Result<Vec<_>, FileError> = wanted
        .into_par_iter()
        .map(|path| {
            let known = known.get(path);
            let size = match (known, look) {
                (Some(known), Look::At(paths)) if !paths.contains(path) => Some(*known),
                _ => read_size(files, path, known)?,
            };
            Ok(size.map(|size| (path.clone(), size)))
        })
        .collect();
    Ok(sizes?.into_iter().flatten().collect())
}

fn read_size(
    files: &dyn Files,
    path: &SitePath,
    known: Option<&KnownSize>,
) -> Result<Option<KnownSize>, FileError> {
    let Some(stamp) = files.look(path)?.file() else { return Ok(None) };
    if let Some(known) = known.filter(|known| stamp.is_some() && known.stamp == stamp) {
        return Ok(Some(*known));
    }
    let Some(head) = files.read_head(path, HEAD)? else { return Ok(None) };
    let size = bug::naming(path, || imagesize::blob_size(&head))
        .ok()
        .and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    Ok(Some(KnownSize { stamp, size }))
}

/// Whether a file should be a picture with a size: an SVG need not have one.
fn is_picture(path: &SitePath) -> bool {
    path.extension().is_some_and(|extension| {
        ["png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "tiff", "heic", "jxl"]
            .contains(&extension.to_ascii_lowercase().as_str())
    })
}

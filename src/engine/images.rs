//! The width and height of the images in articles as browsers show them, from the first bytes of their files; and what
//! else of a file its author should know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::bug;
use crate::content::{Article, LinkPurpose, LinkTarget};
use crate::digest::Digested;
use crate::engine::exif;
use crate::engine::look::Look;
use crate::engine::memory::KnownSize;
use crate::files::{FileError, Files};
use crate::path::SitePath;
use crate::site::Picture;

/// How many bytes of a file are searched for its size. Camera pictures can have large metadata in front.
const HEAD: usize = 256 << 10;

/// The longest file that is read whole, for what stands at its end.
const LONGEST: u64 = 32 << 20;

/// Finds the sizes of all images that articles refer to, and what else their files say; known, unchanged files are not read.
pub(super) fn image_sizes(
    files: &dyn Files,
    articles: &[Arc<Digested<Article>>],
    known: &BTreeMap<SitePath, KnownSize>,
    look: Look<'_>,
) -> Result<BTreeMap<SitePath, KnownSize>, FileError> {
    let wanted: BTreeSet<&SitePath> = articles
        .iter()
        .flat_map(|article| &article.links)
        .filter(|link| {
            matches!(link.purpose, LinkPurpose::Embed | LinkPurpose::Card | LinkPurpose::Follow)
        })
        .filter_map(|link| match &link.target {
            LinkTarget::File { path, .. } if is_picture(path) => Some(path),
            _ => None,
        })
        .collect();
    let sizes: Result<Vec<_>, FileError> = wanted
        .into_par_iter()
        .map(|path| {
            let known = known.get(path);
            let size = match known.filter(|_| look.passes_over(path)) {
                Some(known) => Some(*known),
                None => read_size(files, path, known)?,
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
    let is_whole = head.len() < HEAD;
    let opened = if is_whole { None } else { files.open(path)? };
    let length = opened.map_or(head.len() as u64, |opened| opened.length);
    let facts = if !is_whole && length <= LONGEST && exif::is_at_end(&head) {
        files.read(path)?.map(|bytes| exif::read(&bytes)).unwrap_or_default()
    } else {
        exif::read(&head)
    };
    let size =
        size.map(|(width, height)| if facts.turned { (height, width) } else { (width, height) });
    let picture = Picture { size, located: facts.located, length };
    Ok(Some(KnownSize { stamp, picture }))
}

/// Whether a file should be a picture with a size: an SVG need not have one.
fn is_picture(path: &SitePath) -> bool {
    path.extension().is_some_and(|extension| {
        ["png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "tiff", "heic", "jxl"]
            .contains(&extension.to_ascii_lowercase().as_str())
    })
}

//! What a [`Builder`] that watches knows of the files that are copied.

use crate::engine::assets::Assets;
use crate::engine::builder::Builder;
use crate::engine::listing::is_article;
use crate::engine::look::Look;
use crate::files::{FileError, Files};

impl Builder {
    /// Looks for changes of the files of `content/` that are not articles.
    pub(super) fn look_at_assets(
        &mut self,
        files: &dyn Files,
        look: Look<'_>,
    ) -> Result<(), FileError> {
        if !self.watching {
            return Ok(());
        }
        let changed = match (&mut self.assets, look) {
            (Some(assets), Look::At(paths)) => {
                let named = paths.iter().filter(|path| path.below("content").is_some());
                assets.look_again(files, named.filter(|path| !is_article(path)))?
            }
            (known, _) => {
                let nothing = Assets::default();
                let before_or_nothing = known.as_ref().unwrap_or(&nothing);
                let others = self.listing.others.iter();
                let now = Assets::look(files, others, before_or_nothing, false)?;
                let changed = known.as_ref().map(|before| now.changed_since(before));
                *known = Some(now);
                changed.unwrap_or_default()
            }
        };
        self.changed.extend(changed);
        Ok(())
    }
}

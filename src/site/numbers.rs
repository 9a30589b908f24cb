//! The numbers that identify parts of a site. Each has its own type, so that none is mistaken for another.

use std::num::NonZeroUsize;

/// The number of a page in [`Site::pages`](crate::site::Site::pages); the page that introduces the home page, which is
/// not listed there, comes after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);

/// The number of a source in a page's bibliography, in which the cited ones come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub usize);

/// The number of a source in [`Site::sources`](crate::site::Site::sources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub usize);

/// The number of a redirect in [`Site::aliases`](crate::site::Site::aliases).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AliasId(pub usize);

/// The number of a copied file in [`Site::files`](crate::site::Site::files).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

/// The number of an update of an article in [`Article::updates`](crate::content::Article::updates).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UpdateId(pub usize);

/// The number of a topic in [`Site::topics`](crate::site::Site::topics).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub usize);

/// Which page of a list, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageNumber(NonZeroUsize);

impl PageNumber {
    /// The first page of every list.
    pub const FIRST: Self = Self(NonZeroUsize::MIN);

    /// Returns the page that comes after this many others.
    pub fn after(pages: usize) -> Self {
        Self(NonZeroUsize::MIN.saturating_add(pages))
    }

    /// Returns its number: the first page is 1.
    pub fn get(self) -> usize {
        self.0.get()
    }

    /// Returns the number of pages before it.
    pub fn before(self) -> usize {
        self.get() - 1
    }
}

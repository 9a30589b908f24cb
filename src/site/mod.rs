//! All articles in, one [`Site`] out: what is at which URL, where links lead, which number a source has, what belongs
//! together. Enter at [`link`]. It sees everything; what an edit did not change is taken from the site before.

mod alphabet;
mod anchors;
mod basis;
mod bibliography;
mod circles;
mod collections;
mod directory;
mod extent;
mod generated;
mod guesses;
mod health;
mod linked;
mod linking;
mod links;
mod material;
mod menu;
mod numbers;
mod order;
mod own_address;
mod page;
mod pictures;
mod related;
mod routes;
mod search_file;
mod sources;
mod target;
mod unfound;
mod unpublished;

pub use alphabet::{Alphabet, Lettered};
pub use bibliography::{Bibliography, CitationMark, Entry, ListedSource, SharedSources, SourceRef};
pub use collections::{Topic, UpdateEntry};
pub(crate) use extent::{PAGES_IN_BLOCK, SITEMAP_LIMIT, alphabet_per_page, page_count, page_of};
pub use generated::{FeedFormat, Generated, always_at};
pub use health::{CheckedBy, Health, sort_by_gaps, unsourced};
pub use linked::Site;
pub use linking::link;
pub use material::LinkInput;
pub use numbers::{AliasId, EntryId, FileId, PageId, PageNumber, SourceId, TopicId, UpdateId};
pub use page::{Environment, Page, Picture};
pub use related::{Related, RelatedReason};
pub(crate) use routes::bib_output;
pub use routes::{Alias, FileRoute};
pub use search_file::{SearchFile, ShardKey};
pub use sources::SiteSource;
pub use target::Target;

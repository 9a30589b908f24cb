//! From files to a site: a [`Builder`] reads, parses and links; its result, an [`Assembled`], makes any of the site's
//! outputs. [`publish`] publishes them. Files are read and pages made in parallel; results are always taken in path
//! order.

mod allowed;
mod assembled;
mod assets;
mod builder;
mod cache;
mod checking;
mod copied;
mod exif;
mod grounds;
mod heads;
mod held;
mod images;
mod inputs;
mod judge;
mod judged;
mod judging;
mod known;
mod languages;
mod listing;
mod loaded_theme;
mod look;
mod memory;
mod own_folder;
pub mod publish;
mod reading;
mod run;
mod strays;
mod told;

pub use assembled::{
    Assembled, BuildOptions, BuiltOutput, Clock, Contents, Prepared, Spent, Summary,
};
pub use builder::{Builder, assemble};
pub use cache::{Cache, CacheKey};
pub use checking::{CheckRequest, Checked};
pub use grounds::Wanted;
pub use inputs::{INPUT_FOLDERS, copied_bytes, excerpt_text, open_copied, read_config};
pub use judge::Judge;
pub use look::Look;
pub use own_folder::{OWN_FOLDER, make_own_folder};
pub use run::{BuildError, Report, Request, run};
pub use strays::stray;

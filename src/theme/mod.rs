//! [`Theme`]: the templates, words and static files of a site, from the site's own overrides down to the theme at the
//! bottom. Template functions see only their arguments: what a page shows is in its view.

mod builtin;
mod checkpoints;
mod colour;
mod error;
mod functions;
mod level;
mod load;
mod loaded;
mod manifest;
mod options;
mod plural;
mod sources;
mod statics;
mod stop;
mod words;

pub use builtin::builtin_file;
pub use error::findings_of;
pub use functions::{Described, FUNCTIONS};
pub use loaded::Theme;
pub use sources::{OPTIONAL_TEMPLATES, TEMPLATES};
pub use stop::until;
pub use words::Words;

//! The local server: shows a [`Preview`] over HTTP and tells open pages when they have changed.
//!
//! It knows bytes and routes, not articles, and has no way to the disk: a URL is looked up among the outputs that the
//! preview names, never among files, and a file is read only if the preview hands it over opened. Enter at
//! [`Server::bind`], then [`Server::run`].
//!
//! What it promises:
//!
//! * **The rules of GitHub Pages**: `/a/` is `a/index.html`; `/a` is the file `a`, or `a.html`, or moves to `/a/`; what
//!   is not there is `404.html` with status 404. Everything lies below the base path. [`preview`](crate::preview) says
//!   which of these rules are known and which assumed.
//! * **The bytes that `build` writes**, but for one script tag at the end of HTML pages when live reload is on.
//! * **Nothing for strangers**: only requests to the server's own names are answered (DNS rebinding), only its own
//!   pages may listen to updates, no other site may embed or read anything, and no address does anything but show.
//! * **Nobody's input ends it**: what is malformed gets a status of 400 or more, who is slow is dropped, and a panic
//!   while a page is made is that page's fault alone.
//! * **Nobody keeps others waiting**: where all places are taken, the connection over which nothing has moved for the
//!   longest goes, and the newcomer is answered at once.
//!
//! Three addresses below the base path are the server's own while live reload is on: `__nutgraf/live.js` (the script),
//! `__nutgraf/events` (what changed, as server-sent events) and `__nutgraf/faults` (what is wrong, as HTML). They hide
//! outputs of exactly these names; any other name in that folder is looked up like everywhere else.

mod answer;
mod body;
mod content;
mod content_type;
mod editor;
mod events;
mod guard;
mod inject;
mod io;
mod limits;
mod listen;
mod notifier;
mod options;
mod overlay;
mod places;
mod preview;
mod range;
mod respond;
mod server;
mod shared;
mod target;

#[cfg(test)]
mod tests;

pub use content::OpenFile;
pub use editor::{EditorLink, EditorLinkError};
pub use hyper::body::Bytes;
pub use inject::with_script;
pub use listen::{ServeError, Server};
pub use notifier::Notifier;
pub use options::{Port, ServeOptions};
pub use overlay::{fault_page, notice, overlay};
pub use preview::{ChangedFiles, Preview, Reply};

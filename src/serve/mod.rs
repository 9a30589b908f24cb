//! The local server: shows a [`Preview`] over HTTP and tells open pages when they have changed.
//!
//! It knows bytes and routes, not articles, and has no access to the disk: a URL is looked up among the outputs that
//! the preview names, never among files, and a file is read only if the preview hands it over already open. Enter at
//! [`Server::bind`], then [`Server::run`].
//!
//! What it promises:
//!
//! * **The rules of GitHub Pages**: `/a/` is `a/index.html`; `/a` is the file `a`, or `a.html`, or redirects to `/a/`;
//!   anything missing is `404.html` with status 404. Everything is below the base path. [`preview`](crate::preview)
//!   says which of these rules are documented and which are assumed.
//! * **The bytes that `build` writes**, except for one script tag at the end of HTML pages when live reload is on.
//! * **Nothing for strangers**: only requests to the server's own names are answered (DNS rebinding), only its own
//!   pages may listen to updates, no other site may embed or read anything, and every address only shows something.
//! * **No input ends it**: malformed requests get a status of 400 or more, slow clients are dropped, and a panic while
//!   a page is made affects only that page.
//! * **No client keeps others waiting**: if all places are taken, the connection that has been idle for the longest is
//!   dropped, and the new client is answered at once.
//!
//! Four addresses below the base path are the server's own while live reload is on: `__nutgraf/live.js` (the script),
//! `__nutgraf/events` (what changed, as server-sent events), `__nutgraf/faults` (what is wrong, as HTML) and
//! `__nutgraf/findings` (what an editor would find, on a page or in the whole site, as HTML). They hide outputs with
//! exactly these names; any other name in that folder is looked up as usual.

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
pub use overlay::{fault_page, notice, overlay, panel};
pub use preview::{ChangedFiles, Preview, Reply};

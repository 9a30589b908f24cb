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
mod listen;
mod overlay;
mod places;
mod range;
mod respond;
mod server;
mod target;

#[cfg(test)]
mod tests;

pub use content::OpenFile;
pub use editor::{EditorLink, EditorLinkError};
pub use events::Bell;
pub use hyper::body::Bytes;
pub use inject::with_script;
pub use listen::{ServeError, Server};
pub use overlay::{fault_page, notice, overlay};

use crate::path::SitePath;

/// What the server shows. All methods may be called from many threads at once; `get` may take milliseconds.
pub trait Preview: Send + Sync + 'static {
    /// The path part of every URL, percent-encoded, beginning and ending in `/`: it can change while serving, with the
    /// settings.
    fn base_path(&self) -> String;

    /// Whether something is published at this output path (`a/index.html`).
    fn has(&self, path: &SitePath) -> bool;

    /// What is published there; `None` if nothing is.
    fn get(&self, path: &SitePath) -> Option<Reply>;

    /// The newest state's number; it grows with every update and is at least 1.
    fn generation(&self) -> u64;

    /// The copied files (images, styles …) whose bytes changed after that generation. After generation 0, these are the
    /// files that may differ from those of an earlier run.
    fn changed_files(&self, since: u64) -> ChangedFiles;

    /// What is wrong now, as an HTML fragment ready to be shown ([`overlay()`] makes it); `None` if nothing is.
    fn faults(&self) -> Option<String>;

    /// A remark that the author should see over this page and a published page does not have ("review was due
    /// 2026-10-01"), as plain text.
    fn remark(&self, path: &SitePath) -> Option<String>;
}

/// Which copied files changed, and up to when. Both are read from one state, so that no change is told twice or missed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedFiles {
    /// The generation whose files these are.
    pub generation: u64,
    /// Output paths.
    pub paths: Vec<SitePath>,
}

/// What is published at a path.
#[derive(Debug)]
pub enum Reply {
    /// The bytes as `build` writes them.
    Bytes(Bytes),
    /// A file that holds them, however large: what is asked for is read while it is sent. A page that comes so never gets the script.
    File(OpenFile),
    /// It could not be made: a whole HTML page that says why ([`fault_page`] makes one), shown with status 500.
    Fault(String),
}

/// How to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The address to listen on, or a name of it: `127.0.0.1`, `localhost`, `::1`, `0.0.0.0`.
    pub host: String,
    /// The port to listen on.
    pub port: Port,
    /// Whether pages get the script that keeps them up to date.
    pub live_reload: bool,
    /// For how many seconds browsers may keep what they got, as GitHub Pages lets them for 600. `None`: not at all.
    pub max_age: Option<u32>,
}

/// Which port to listen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one or, where it is busy, the next free one.
    From(u16),
    /// This one and no other; 0 lets the system choose.
    Exactly(u16),
}

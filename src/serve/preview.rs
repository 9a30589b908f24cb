//! [`Preview`]: the interface to what the server shows.

use hyper::body::Bytes;

use crate::path::SitePath;
use crate::serve::content::OpenFile;

/// What the server shows. All methods may be called from many threads at once; `get` may take milliseconds.
pub trait Preview: Send + Sync + 'static {
    /// Returns the base path of every URL, percent-encoded, beginning and ending in `/`; it can change with the
    /// settings while serving.
    fn base_path(&self) -> String;

    /// Whether something is published at this output path (`a/index.html`).
    fn has(&self, path: &SitePath) -> bool;

    /// Returns what is published there; `None` if nothing is.
    fn get(&self, path: &SitePath) -> Option<Reply>;

    /// Returns the newest state's number; it grows with every update and is at least 1.
    fn generation(&self) -> u64;

    /// Returns the copied files (images, styles …) whose bytes changed after that generation. After generation 0, these
    /// are the files that may differ from those of an earlier run.
    fn changed_files(&self, since: u64) -> ChangedFiles;

    /// Returns what is wrong now, as an HTML fragment ready to be shown (made by
    /// [`overlay()`](crate::serve::overlay())); `None` if nothing is.
    fn faults(&self) -> Option<String>;

    /// Whether something may be found on this page: it is made from a file of the author's.
    fn is_judged(&self, path: &SitePath) -> bool;

    /// Returns what an editor would find in the file that this page is made from, or in the whole site, as an HTML
    /// fragment (made by [`panel`](crate::serve::panel)); `None` if nothing is found. May take seconds.
    fn judgement(&self, page: Option<&SitePath>) -> Option<String>;

    /// Returns a remark that the author should see over this page and that a published page does not have ("review was
    /// due 2026-10-01"), as plain text.
    fn remark(&self, path: &SitePath) -> Option<String>;
}

/// Which copied files changed, and up to when. Both are read from one state, so that no change is reported twice or
/// missed.
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
    /// A file that holds them, however large: what is requested is read while it is sent. A page given in this way
    /// never gets the script.
    File(OpenFile),
    /// It could not be made: a whole HTML page that says why (made by [`fault_page`](crate::serve::fault_page)), shown
    /// with status 500.
    Fault(String),
}

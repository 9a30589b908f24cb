//! [`Target`]: where a reference leads.

use crate::digest::Unhashed;
use crate::path::Route;
use crate::site::numbers::PageId;

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Out of the site.
    External(String),
    /// To an anchor of the same page.
    Anchor(String),
    /// To a page made from a content file.
    Page {
        /// Which page it is.
        page: Unhashed<PageId>,
        /// Its address.
        route: Route,
        /// The anchor.
        anchor: Option<String>,
    },
    /// To the home page.
    Home,
    /// To a file that is copied.
    File {
        /// Where it is published.
        route: Route,
        /// `?…#…` as written.
        suffix: String,
        /// Width and height, if it is an image.
        size: Option<(u32, u32)>,
    },
    /// To something else on the site: a path below the base, percent-encoded, with query and anchor.
    Site(String),
    /// Nowhere; a finding says why.
    Nowhere,
}

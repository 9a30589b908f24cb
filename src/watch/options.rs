//! [`WatchOptions`]: what is watched, and how.

use std::time::Duration;

/// What is watched, and how.
#[derive(Clone, Debug, Default)]
pub struct WatchOptions {
    /// Look at everything this often instead of asking the system, which does not see changes that are made elsewhere
    /// in a network or outside a container.
    pub poll: Option<Duration>,
    /// Folders directly below the root that are watched with everything below them. They may be missing, vanish and
    /// come back.
    pub folders: Vec<String>,
    /// Files directly below the root.
    pub files: Vec<String>,
}

//! [`Limits`]: what clients may use.

use std::time::Duration;

/// The resources that clients may use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// How long a client may take to send the head of a request, or to begin the next.
    pub(super) head: Duration,
    /// How long a client may read nothing of an answer.
    pub(super) stall: Duration,
    /// After how long a silent event stream sends a keep-alive.
    pub(super) heartbeat: Duration,
    /// The maximum number of connections at once, except event streams. A new one replaces the one that has been idle
    /// for the longest.
    pub(super) connections: usize,
    /// The maximum number of event streams at once. A new one replaces the one that has been idle for the longest; if
    /// none is idle, it is refused, and its page asks again.
    pub(super) streams: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            stall: Duration::from_secs(60),
            heartbeat: Duration::from_secs(15),
            connections: 100,
            streams: 100,
        }
    }
}

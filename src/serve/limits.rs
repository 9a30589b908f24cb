//! [`Limits`]: what clients may use.

use std::time::Duration;

/// What clients may use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// How long a client may take to send the head of a request, or to begin the next.
    pub(super) head: Duration,
    /// How long a client may take nothing of an answer.
    pub(super) stall: Duration,
    /// After how long a silent event stream shows that it lives.
    pub(super) heartbeat: Duration,
    /// Connections at once, but for those that became event streams. Another drives out the one that is idle for the
    /// longest.
    pub(super) connections: usize,
    /// Event streams at once. Another drives out the one that is idle for the longest; where none is, it is refused, and
    /// its page asks again.
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

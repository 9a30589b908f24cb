//! [`Notifier`]: wakes the event streams of open pages.

use tokio::sync::watch;

/// Wakes every open event stream after an update. All clones are one notifier.
#[derive(Clone, Debug, Default)]
pub struct Notifier(pub(super) watch::Sender<u64>);

impl Notifier {
    /// Announces a new state. Many notifications in quick succession count as one. Callable from any thread.
    pub fn ring(&self) {
        self.0.send_modify(|rings| *rings = rings.wrapping_add(1));
    }
}

//! [`ServerState`]: what all requests to a server share.

use std::sync::Arc;

use crate::serve::guard::Guard;
use crate::serve::limits::Limits;
use crate::serve::notifier::Notifier;
use crate::serve::options::ServeOptions;
use crate::serve::preview::Preview;

/// What all requests to a server share.
pub(super) struct ServerState {
    pub(super) preview: Arc<dyn Preview>,
    pub(super) notifier: Notifier,
    pub(super) guard: Guard,
    pub(super) options: ServeOptions,
    pub(super) limits: Limits,
    /// Distinguishes this run of the program from earlier ones, whose pages may still be open.
    pub(super) run: u64,
}

//! [`Shared`]: what all requests to a server share.

use std::sync::Arc;

use crate::serve::bell::Bell;
use crate::serve::guard::Guard;
use crate::serve::limits::Limits;
use crate::serve::options::Options;
use crate::serve::preview::Preview;

/// What all requests to a server share.
pub(super) struct Shared {
    pub(super) preview: Arc<dyn Preview>,
    pub(super) bell: Bell,
    pub(super) guard: Guard,
    pub(super) options: Options,
    pub(super) limits: Limits,
    /// Tells this run of the program from earlier ones, whose pages may still be open.
    pub(super) run: u64,
}

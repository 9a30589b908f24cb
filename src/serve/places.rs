//! [`ConnectionSlots`]: how many connections there may be at once, and which one is dropped for a new one: the one that
//! has been idle for the longest. So idle clients never make anybody wait for a place.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::AbortHandle;

use crate::serve::limits::Limits;

/// How long after its last sign of life a stream keeps its place, whoever else connects: otherwise more pages than
/// places would only replace each other. A refused page soon asks again. Being busy is worth the same time.
const QUIET: Duration = Duration::from_secs(1);

/// The places of a server.
pub(super) struct ConnectionSlots {
    limits: Limits,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    next: u64,
    connections: BTreeMap<u64, Sitting>,
    streams: BTreeMap<u64, Sitting>,
}

/// The holder of a place.
struct Sitting {
    signs: Signs,
    /// The task that serves it; `None` for a moment, before it has started.
    task: Option<AbortHandle>,
}

/// The signs of life of a connection. All clones belong to one connection.
#[derive(Clone)]
pub(super) struct Signs(Arc<LastSeen>);

struct LastSeen {
    /// When bytes were last transferred, in either direction.
    moved: Mutex<Instant>,
    /// How many of its requests are being answered.
    answers: AtomicUsize,
    /// Whether the client's buffers are full.
    is_full: AtomicBool,
}

impl Signs {
    fn new() -> Self {
        Self(Arc::new(LastSeen {
            moved: Mutex::new(Instant::now()),
            answers: AtomicUsize::new(0),
            is_full: AtomicBool::new(false),
        }))
    }

    /// Notes that bytes were just transferred.
    pub(super) fn moved(&self) {
        *self.0.moved.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        self.0.is_full.store(false, Ordering::Relaxed);
    }

    /// Notes that the client is not reading now.
    pub(super) fn full(&self) {
        self.0.is_full.store(true, Ordering::Relaxed);
    }

    /// Notes that a request is being answered, until the returned value is dropped.
    pub(super) fn answering(&self) -> Answering {
        self.0.answers.fetch_add(1, Ordering::Relaxed);
        Answering(self.clone())
    }

    fn last(&self) -> Instant {
        *self.0.moved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns when the last sign was. A connection in the middle of an answer counts as if it had shown life a little
    /// later: while a client slowly reads what is already on its way, nothing can be seen.
    fn rank(&self) -> Instant {
        let is_busy =
            self.0.answers.load(Ordering::Relaxed) > 0 || self.0.is_full.load(Ordering::Relaxed);
        self.last() + if is_busy { QUIET } else { Duration::ZERO }
    }
}

/// A request that is being answered.
pub(super) struct Answering(Signs);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.0.answers.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The place of a connection; free again when it is dropped.
pub(super) struct ConnectionSlot {
    places: Arc<ConnectionSlots>,
    id: u64,
    /// Where to record the connection's activity.
    pub(super) signs: Signs,
}

impl ConnectionSlots {
    pub(super) fn new(limits: Limits) -> Arc<Self> {
        Arc::new(Self { limits, taken: Mutex::default() })
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place for a new connection. If none is left, another connection is dropped.
    pub(super) fn take(self: &Arc<Self>) -> ConnectionSlot {
        let mut taken = self.lock();
        while taken.connections.len() >= self.limits.connections.max(1) {
            let Some(id) = longest_still(&taken.connections) else { break };
            end(taken.connections.remove(&id));
        }
        let (id, signs) = (taken.next, Signs::new());
        taken.next += 1;
        taken.connections.insert(id, Sitting { signs: signs.clone(), task: None });
        ConnectionSlot { places: Arc::clone(self), id, signs }
    }

    /// Sets the task that serves the connection of a place.
    pub(super) fn name(&self, id: u64, task: AbortHandle) {
        if let Some(sitting) = self.lock().connections.get_mut(&id) {
            sitting.task = Some(task);
        }
    }
}

impl ConnectionSlot {
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// Makes it the place of an event stream, and frees this one for another connection. `false` if there are too many
    /// streams and all of them are alive.
    pub(super) fn becomes_stream(&self) -> bool {
        let mut taken = self.places.lock();
        if taken.streams.len() >= self.places.limits.streams {
            let still = longest_still(&taken.streams).filter(|id| {
                taken.streams.get(id).is_some_and(|s| s.signs.last().elapsed() >= QUIET)
            });
            let Some(id) = still else { return false };
            end(taken.streams.remove(&id));
        }
        if let Some(sitting) = taken.connections.remove(&self.id) {
            taken.streams.insert(self.id, sitting);
        }
        true
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        let mut taken = self.places.lock();
        taken.connections.remove(&self.id);
        taken.streams.remove(&self.id);
    }
}

/// Returns which of these has given no sign of life for the longest.
fn longest_still(sitting: &BTreeMap<u64, Sitting>) -> Option<u64> {
    sitting.iter().min_by_key(|(_, sitting)| sitting.signs.rank()).map(|(id, _)| *id)
}

/// Ends a connection.
fn end(sitting: Option<Sitting>) {
    if let Some(task) = sitting.and_then(|sitting| sitting.task) {
        task.abort();
    }
}

//! [`Makers`]: the threads in which pages are made, and the only ones that a template can block. A thread that wants a
//! page places a [`RenderTask`], which others may join, and waits as long as it likes.
//!
//! A task is abandoned when another page is wanted in its place; short ones are still finished, so that a page is shown
//! however fast its author saves. A template with an endless loop is stopped where possible ([`crate::theme::until`]).
//! Where it is not, its thread is lost until it ends by itself: so the number of lost threads is limited, and new
//! threads work beside them.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use crate::bug;
use crate::digest::Digest;
use crate::live::lock::lock;
use crate::path::SitePath;
use crate::serve::Bytes;

/// How long an outdated task is still worked on, and how long a current one keeps others waiting.
pub(super) const SLOW: Duration = Duration::from_secs(1);
/// The maximum number of tasks at once, not counting slow ones.
const LANES: usize = 4;
/// The maximum number of threads, not counting lost ones.
pub(super) const MOST: usize = 8;
/// The maximum number of lost threads.
pub(super) const LOST: usize = 8;
/// After this long without a task, a thread ends.
const LINGER: Duration = Duration::from_secs(5);
/// How often a waiting thread checks whether it should go on waiting.
const TICK: Duration = Duration::from_millis(100);

/// The result of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Product {
    /// The page.
    Page(Bytes),
    /// It could not be made, which is recorded.
    Bad,
    /// Another page is wanted in its place.
    GivenUp,
}

/// The work of a task.
type RenderWork = Box<dyn FnOnce(&Arc<RenderTask>) -> Product + Send>;

/// A page to be made, or being made.
pub(super) struct RenderTask {
    path: SitePath,
    key: Digest,
    /// Whether somebody wants to see it.
    pub(super) is_wanted: AtomicBool,
    /// Whether somebody stopped waiting before it was made.
    pub(super) is_late: AtomicBool,
    is_old: AtomicBool,
    begun: OnceLock<Instant>,
    work: Mutex<Option<RenderWork>>,
    product: Mutex<Option<Product>>,
    done: Condvar,
}

impl RenderTask {
    /// Which page it is.
    pub(super) fn path(&self) -> &SitePath {
        &self.path
    }

    /// Whether another page is wanted in its place.
    pub(super) fn is_old(&self) -> bool {
        self.is_old.load(Ordering::Relaxed)
    }

    /// Whether it can be abandoned.
    pub(super) fn is_given_up(&self) -> bool {
        self.is_old() && self.begun.get().is_none_or(|begun| begun.elapsed() > SLOW)
    }

    fn is_slow(&self) -> bool {
        self.begun.get().is_some_and(|begun| begun.elapsed() > SLOW)
    }

    fn finish(&self, product: Product) {
        *lock(&self.product) = Some(product);
        self.done.notify_all();
    }
}

/// The threads, and their tasks.
#[derive(Default)]
pub(super) struct Makers {
    room: Mutex<Room>,
    work: Condvar,
}

#[derive(Default)]
struct Room {
    queue: VecDeque<Arc<RenderTask>>,
    busy: Vec<Arc<RenderTask>>,
    /// How many threads are waiting for a task.
    idle: usize,
    threads: usize,
    closed: bool,
}

impl Room {
    fn lost(&self) -> usize {
        self.busy.iter().filter(|order| order.is_given_up()).count()
    }

    fn wants_thread(&self) -> bool {
        let lost = self.lost();
        let prompt = self.busy.iter().filter(|order| !order.is_old() && !order.is_slow()).count();
        self.queue.len() > self.idle && prompt < LANES && lost < LOST && self.threads - lost < MOST
    }
}

impl Makers {
    /// Orders a page; joins an existing task for it.
    pub(super) fn order(
        self: &Arc<Self>,
        path: &SitePath,
        key: Digest,
        is_wanted: bool,
        work: impl FnOnce(&Arc<RenderTask>) -> Product + Send + 'static,
    ) -> Arc<RenderTask> {
        let mut room = lock(&self.room);
        let same = |order: &&Arc<RenderTask>| {
            order.path == *path && order.key == key && !order.is_given_up()
        };
        if let Some(order) = room.queue.iter().chain(&room.busy).find(same) {
            order.is_old.store(false, Ordering::Relaxed);
            order.is_wanted.fetch_or(is_wanted, Ordering::Relaxed);
            return Arc::clone(order);
        }
        let order = Arc::new(RenderTask {
            path: path.clone(),
            key,
            is_wanted: is_wanted.into(),
            is_late: false.into(),
            is_old: false.into(),
            begun: OnceLock::new(),
            work: Mutex::new(Some(Box::new(work))),
            product: Mutex::default(),
            done: Condvar::new(),
        });
        room.queue.push_back(Arc::clone(&order));
        self.staff(&mut room);
        self.work.notify_one();
        order
    }

    /// Waits for the result of a task. `None` after `deadline`, or if `is_enough` says so.
    pub(super) fn wait(
        self: &Arc<Self>,
        order: &RenderTask,
        deadline: Option<Instant>,
        is_enough: impl Fn() -> bool,
    ) -> Option<Product> {
        loop {
            let product = lock(&order.product);
            if product.is_some() {
                return product.clone();
            }
            if order.is_given_up() {
                return Some(Product::GivenUp);
            }
            let left = deadline.map(|end| end.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) || is_enough() {
                return None;
            }
            let tick = left.map_or(TICK, |left| left.min(TICK));
            // A panic leaves a complete product here, or none.
            drop(order.done.wait_timeout(product, tick));
            if order.begun.get().is_none() {
                // Earlier ones may have become slow or lost.
                self.staff(&mut lock(&self.room));
            }
        }
    }

    /// Abandons the tasks that are no longer wanted. Threads that wait for other tasks are not disturbed.
    pub(super) fn keep(&self, is_wanted: impl Fn(&SitePath, Digest) -> bool) {
        let room = lock(&self.room);
        let orders: Vec<_> = room.queue.iter().chain(&room.busy).cloned().collect();
        drop(room);
        for order in orders {
            if !is_wanted(&order.path, order.key) {
                order.is_old.store(true, Ordering::Relaxed);
                order.done.notify_all();
            }
        }
    }

    /// Whether so many threads are lost that no new ones may be started.
    pub(super) fn is_exhausted(&self) -> bool {
        lock(&self.room).lost() >= LOST
    }

    /// Returns how many tasks are being worked on.
    #[cfg(test)]
    pub(super) fn busy(&self) -> usize {
        lock(&self.room).busy.len()
    }

    /// Returns how many threads there are.
    #[cfg(test)]
    pub(super) fn threads(&self) -> usize {
        lock(&self.room).threads
    }

    /// Ends all threads that can be ended.
    pub(super) fn close(&self) {
        lock(&self.room).closed = true;
        self.keep(|_, _| false);
        self.work.notify_all();
    }

    /// Starts a thread if one is needed.
    fn staff(self: &Arc<Self>, room: &mut MutexGuard<'_, Room>) {
        if room.wants_thread() {
            let makers = Arc::clone(self);
            let thread = thread::Builder::new().name("make".into());
            // If no thread can be started, an existing one may become free.
            if thread.spawn(move || makers.run()).is_ok() {
                room.threads += 1;
                // It will ask for a task; until then it counts as waiting.
                room.idle += 1;
            }
        }
    }

    fn run(&self) {
        while let Some(order) = self.next() {
            let work = lock(&order.work).take();
            let work = work.expect("an order leaves the queue once");
            let product = bug::catch(|| work(&order)).unwrap_or(Product::Bad);
            let mut room = lock(&self.room);
            room.busy.retain(|other| !Arc::ptr_eq(other, &order));
            room.idle += 1;
            drop(room);
            order.finish(product);
        }
    }

    /// Waits for a task; `None` means the end. The calling thread counts as idle.
    fn next(&self) -> Option<Arc<RenderTask>> {
        let mut room = lock(&self.room);
        let end = Instant::now() + LINGER;
        loop {
            while let Some(order) = room.queue.pop_front() {
                if order.is_given_up() {
                    order.finish(Product::GivenUp);
                    continue;
                }
                room.idle -= 1;
                order.begun.set(Instant::now()).expect("an order is begun once");
                room.busy.push(Arc::clone(&order));
                return Some(order);
            }
            let left = end.saturating_duration_since(Instant::now());
            if room.closed || left.is_zero() {
                room.idle -= 1;
                room.threads -= 1;
                return None;
            }
            room = match self.work.wait_timeout(room, left) {
                Ok((room, _)) => room,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
    }
}

//! Where [`Live`] gets a page from: made before, or made now by one of its [`makers`](crate::live::makers), or else the
//! last good one.

use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::bug::{self, Bug};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::engine::{Assembled, BuiltOutput, open_copied};
use crate::live::checked::Why;
use crate::live::lock::lock;
use crate::live::makers::{Product, RenderTask};
use crate::live::site::{Live, Records};
use crate::live::state::SiteState;
use crate::path::SitePath;
use crate::render::{Job, Recipe};
use crate::serve::{Bytes, OpenFile, Reply, fault_page};
use crate::theme::until;

/// How long a browser waits for a page before it is told that the page is taking long.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many may wait this long at once; others wait for a moment.
const MOST_WAITING: usize = 64;
const MOMENT: Duration = Duration::from_millis(500);

/// A copied file of at most this size is read whole: a single read is consistent, even if somebody is writing the file.
const SMALL: u64 = 64 << 10;
/// The same for a page, which gets the script.
const SMALL_PAGE: u64 = 8 << 20;

/// A waiting request.
struct Waiting<'l>(&'l AtomicUsize);

impl<'l> Waiting<'l> {
    /// Counts one more, and returns how long it may wait.
    fn enter(count: &'l AtomicUsize) -> (Self, Duration) {
        let others = count.fetch_add(1, Ordering::Relaxed);
        (Self(count), if others < MOST_WAITING { PATIENCE } else { MOMENT })
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Live {
    /// Returns what is shown at a path.
    pub(super) fn page(&self, path: &SitePath) -> Option<Reply> {
        let (_waiting, patience) = Waiting::enter(&self.waiting);
        let end = Instant::now() + patience;
        loop {
            let state = self.state();
            let Some(assembled) = &state.assembled else {
                return (path.as_str() == "index.html").then(|| self.fault(None));
            };
            let job = assembled.job_at(path)?;
            if let Recipe::Copy(n) = job.recipe {
                return self.copy(&assembled.site.file(n).from, path);
            }
            let Some(key) = self.key(assembled, &job) else { return Some(self.instead(path)) };
            if let Some(bytes) = lock(&self.records.shown).made(path, key) {
                return Some(Reply::Bytes(bytes));
            }
            if lock(&self.records.checked).is_bad(path, key) {
                return Some(self.instead(path));
            }
            let order = self.order(&state, path, key, true);
            match self.makers.wait(&order, Some(end), || false) {
                Some(Product::Page(bytes)) => return Some(Reply::Bytes(bytes)),
                Some(Product::Bad) => return Some(self.instead(path)),
                Some(Product::GivenUp) if Instant::now() < end => {}
                Some(Product::GivenUp) | None => {
                    order.is_late.store(true, Ordering::Relaxed);
                    return Some(self.late(path));
                }
            }
        }
    }

    /// Returns the key of an output. `None` if nothing can be made, perhaps because of a bug.
    pub(super) fn key(&self, assembled: &Assembled, job: &Job) -> Option<Digest> {
        let key = bug::catch(|| bug::naming(&job.path, || assembled.prepare(job).key()));
        let say =
            |bug: &Bug| self.records.say(&format!("{bug}; the other pages are shown as usual"));
        key.inspect_err(say).ok()?
    }

    /// Orders a page of a state. It is wanted if somebody asks to see it.
    pub(super) fn order(
        &self,
        state: &Arc<SiteState>,
        path: &SitePath,
        key: Digest,
        is_wanted: bool,
    ) -> Arc<RenderTask> {
        let (records, of, at) = (Arc::clone(&self.records), Arc::clone(state), path.clone());
        let work = move |order: &Arc<RenderTask>| records.make(&of, &at, key, order);
        let order = self.makers.order(path, key, is_wanted, work);
        if !self.is_newest(state) {
            // A newer state does not know this task.
            self.give_up_old();
        }
        order
    }

    /// Waits for a task until a newer state arrives, and reports if it is taking long.
    pub(super) fn await_patiently(&self, state: &SiteState, order: &RenderTask) {
        let soon = Instant::now() + PATIENCE;
        if self.makers.wait(order, Some(soon), || !self.is_newest(state)).is_none()
            && self.is_newest(state)
        {
            self.records.say(&slow(order.path()));
            self.makers.wait(order, None, || !self.is_newest(state));
        }
    }

    /// Abandons what is being made although the newest state has another page in its place.
    pub(super) fn give_up_old(&self) {
        let Some(state) = self.newest() else { return };
        self.makers.keep(|path, key| {
            let assembled = state.assembled.as_ref();
            let wanted = assembled.and_then(|all| self.key(all, &*all.job_at(path)?));
            wanted == Some(key)
        });
    }

    /// Returns a copied file.
    fn copy(&self, from: &SitePath, to: &SitePath) -> Option<Reply> {
        let file = open_copied(&*self.settings.files, from).ok().flatten()?;
        let is_page = to.extension().is_some_and(|extension| {
            ["html", "htm"].iter().any(|page| extension.eq_ignore_ascii_case(page))
        });
        if file.length > if is_page { SMALL_PAGE } else { SMALL } {
            return Some(Reply::File(OpenFile::of(file.bytes, file.length)));
        }
        let mut bytes = Vec::new();
        file.bytes.take(SMALL_PAGE).read_to_end(&mut bytes).ok()?;
        Some(Reply::Bytes(bytes.into()))
    }

    /// Returns the last good page, or why there is none.
    fn instead(&self, path: &SitePath) -> Reply {
        let last_good = lock(&self.records.shown).last(path);
        last_good.map_or_else(|| self.fault(Some(path)), Reply::Bytes)
    }

    /// Returns the last good page, or a page that says that it is taking long.
    fn late(&self, path: &SitePath) -> Reply {
        if self.makers.is_exhausted() {
            let why = "No more pages can be rendered: too many templates are caught in endless loops, which cannot be stopped. Stop nutgraf with Ctrl-C and start it again.";
            self.records.say(why);
            return Reply::Fault(fault_page(why, None));
        }
        self.records.say(&slow(path));
        let last_good = lock(&self.records.shown).last(path);
        last_good.map_or_else(
            || {
                let why = "This page takes long to render; it is shown when it is ready. If that never happens, look for an endless loop in its template.";
                Reply::Fault(fault_page(why, None))
            },
            Reply::Bytes,
        )
    }
}

/// Returns the message that a page takes long to make.
fn slow(path: &SitePath) -> String {
    format!(
        "`{path}` takes long to render; if it is never ready, look for an endless loop in its template"
    )
}

impl Records {
    /// Makes a page, and keeps the result.
    pub(super) fn make(
        &self,
        state: &SiteState,
        path: &SitePath,
        key: Digest,
        order: &Arc<RenderTask>,
    ) -> Product {
        let assembled = state.assembled.as_ref().expect("what has pages is assembled");
        let job = assembled.job_at(path).expect("what is ordered is planned");
        let stop = Arc::clone(order);
        let made =
            bug::catch(|| until(move || stop.is_given_up(), || assembled.prepare(&job).make()));
        self.keep(path, key, order, made)
    }

    /// Keeps the result of a page.
    pub(super) fn keep(
        &self,
        path: &SitePath,
        key: Digest,
        order: &RenderTask,
        made: Result<Result<BuiltOutput<'_>, Vec<Diagnostic>>, Bug>,
    ) -> Product {
        let is_wanted = order.is_wanted.load(Ordering::Relaxed);
        if is_wanted {
            self.rendered.fetch_add(1, Ordering::Relaxed);
        }
        let product = match made {
            Ok(Ok(BuiltOutput::Bytes(bytes))) => {
                let bytes = Bytes::from(bytes);
                if is_wanted {
                    lock(&self.shown).make(path, key, bytes.clone());
                }
                lock(&self.checked).good(path, key);
                Product::Page(bytes)
            }
            // A request for an old state must not report what is fixed in the newest.
            Ok(_) if order.is_old() => Product::GivenUp,
            Ok(Ok(BuiltOutput::Copy(_))) => Product::Bad,
            Ok(Err(faults)) => {
                lock(&self.checked).bad(path, key, Why::Faults(faults));
                Product::Bad
            }
            Err(bug) => {
                self.say(&format!("{bug}; the last good page is still shown"));
                lock(&self.checked).bad(path, key, Why::Bug(bug));
                Product::Bad
            }
        };
        if order.is_late.load(Ordering::Relaxed) {
            self.ring();
        }
        product
    }
}

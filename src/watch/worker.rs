//! The thread that owns the watches: it listens to the system, keeps every folder of the site watched, and reports what
//! may have changed. It reports only after the watches are set, so that no change is missed in between.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};

use crate::watch::ground::WatchedPaths;
use crate::watch::judge::{PathState, Verdict, judge, matters};
use crate::watch::refusal::{is_gone, is_limit, notice, reason};
use crate::watch::wake::Wake;

/// What the worker receives.
pub(super) enum WorkerMessage {
    /// An event from the system.
    Event(notify::Result<Event>),
    /// Nobody is listening any more.
    Stop,
}

/// What the worker reports.
pub(super) enum Said {
    /// Something may have changed.
    Wake(Wake),
    /// The system does not watch, for the reason in this line; the worker has ended.
    Refused(String),
}

/// The system's watches.
pub(super) type System = Box<dyn Watcher + Send>;

/// How to reach the system; tests use others.
pub(super) type Connect = fn(Sender<WorkerMessage>) -> notify::Result<System>;

/// Events of one action come close together, and are understood better together: both ends of a rename, a probe file
/// and its removal.
const TOGETHER: Duration = Duration::from_millis(5);

/// The longest wait for the end of a burst.
const LONGEST: Duration = Duration::from_millis(50);

/// How often a folder is tried if its sub-folders vanish while they are being watched.
const ATTEMPTS: usize = 20;

/// Uses the real system.
pub(super) fn connect(tell: Sender<WorkerMessage>) -> notify::Result<System> {
    let handler = move |event: notify::Result<Event>| {
        if !matches!(&event, Ok(event) if !matters(event) && !event.need_rescan()) {
            // If the worker has ended, nobody needs to know.
            tell.send(WorkerMessage::Event(event)).ok();
        }
    };
    // The site refuses links to folders, and behind one may be the whole disk.
    let config = Config::default().with_follow_symlinks(false);
    Ok(Box::new(RecommendedWatcher::new(handler, config)?))
}

/// Works until it is told to stop, nobody listens, or the system refuses.
pub(super) fn run(
    ground: WatchedPaths,
    connect: Connect,
    (tell, told): (Sender<WorkerMessage>, Receiver<WorkerMessage>),
    say: &Sender<Said>,
) {
    let root = ground.root.clone();
    let outcome = connect(tell).and_then(|system| {
        let mut worker = WatchThread { ground, system };
        worker.renew_all()?;
        let mut wake = Wake::Everything;
        while say.send(Said::Wake(wake)).is_ok() {
            match worker.next(&told)? {
                Some(next) => wake = next,
                None => break,
            }
        }
        Ok(())
    });
    if let Err(error) = outcome {
        say.send(Said::Refused(notice(&reason(&error, &root)))).ok();
    }
}

struct WatchThread {
    ground: WatchedPaths,
    system: System,
}

impl WatchThread {
    /// Waits for a wake; `None` means the end.
    fn next(&mut self, told: &Receiver<WorkerMessage>) -> notify::Result<Option<Wake>> {
        loop {
            let Some(events) = batch(told) else { return Ok(None) };
            let verdict = judge(&self.ground, &events, &look);
            if let Some(limit) = events.into_iter().filter_map(Result::err).find(is_limit) {
                return Err(limit);
            }
            if !verdict.is_empty() {
                return self.follow(verdict).map(Some);
            }
        }
    }

    fn follow(&mut self, verdict: Verdict) -> notify::Result<Wake> {
        if verdict.renew_all {
            self.renew_all()?;
        }
        for folder in &verdict.renew {
            self.renew(folder)?;
        }
        if watches_one_by_one() {
            // The library watches them, too, but only after it has reported them, and it swallows failures.
            let mut done = None;
            for path in &verdict.grown {
                if done.is_none_or(|done| !path.starts_with(done)) {
                    self.watch(path)?;
                    done = Some(path);
                }
            }
        }
        Ok(if verdict.everything { Wake::Everything } else { Wake::Paths(verdict.paths) })
    }

    fn renew_all(&mut self) -> notify::Result<()> {
        // It is not a failure that it is not watched yet.
        self.system.unwatch(&self.ground.root).ok();
        self.system.watch(&self.ground.root, RecursiveMode::NonRecursive)?;
        for folder in self.ground.folders.clone() {
            self.renew(&folder)?;
        }
        Ok(())
    }

    /// Watches a folder of the root as it is now: it may be gone, or have been replaced.
    fn renew(&mut self, folder: &str) -> notify::Result<()> {
        if let Some(real) = self.ground.watched.remove(folder) {
            // The watch ended by itself if the folder vanished.
            self.system.unwatch(&real).ok();
        }
        if let Some(real) = self.ground.real(folder) {
            self.watch(&real)?;
            self.ground.watched.insert(folder.to_owned(), real);
        }
        Ok(())
    }

    /// Watches a folder and everything below it, unless it is gone. A sub-folder that vanishes in the meantime ends the
    /// library's walk, which must then be started again.
    fn watch(&mut self, folder: &Path) -> notify::Result<()> {
        let mut attempts = ATTEMPTS;
        loop {
            attempts -= 1;
            match self.system.watch(folder, RecursiveMode::Recursive) {
                Err(error) if is_gone(&error) && look(folder) != PathState::Folder => return Ok(()),
                Err(error) if is_gone(&error) && attempts > 0 => {}
                outcome => return outcome,
            }
        }
    }
}

/// Whether a folder deeper down has its own watch.
fn watches_one_by_one() -> bool {
    matches!(RecommendedWatcher::kind(), WatcherKind::Inotify | WatcherKind::Kqueue)
}

/// Returns the next events that come together; `None` at the end.
fn batch(told: &Receiver<WorkerMessage>) -> Option<Vec<notify::Result<Event>>> {
    let mut events = Vec::new();
    let mut next = told.recv().map_err(RecvTimeoutError::from);
    let end = Instant::now() + LONGEST;
    loop {
        match next {
            Ok(WorkerMessage::Event(event)) => events.push(event),
            Err(RecvTimeoutError::Timeout) => return Some(events),
            Ok(WorkerMessage::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
        }
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Some(events);
        }
        next = told.recv_timeout(TOGETHER.min(left));
    }
}

#[expect(clippy::disallowed_methods, reason = "looks where it is watched, and opens nothing")]
fn look(path: &Path) -> PathState {
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => PathState::Folder,
        Ok(_) => PathState::File,
        Err(_) => PathState::Nothing,
    }
}

//! [`Worker`]: waits for changes, looks at them, and starts the work that follows. It decides when to look, and what to
//! hold back because somebody is still writing, whatever shows the site.
//!
//! One thread looks; a page never blocks it. Another makes the open pages, and then those that nobody has opened, to
//! find what is wrong with them; a newer state ends its work. A panic ends neither.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::bug::{self, Bug};
use crate::engine::{Builder, Cache, INPUT_FOLDERS, Look};
use crate::live::observer::{Observer, Refresh};
use crate::live::site::Live;
use crate::live::update::Updater;
use crate::watch::{self, Wake, Watcher};

/// How long it must be quiet before a burst of changes is handled as one.
const QUIET: Duration = Duration::from_millis(10);
/// The longest burst that we wait for.
const LONGEST: Duration = Duration::from_millis(250);
/// How long somebody may take to write a file in two halves: a newer fault is not shown yet.
const PATIENCE: Duration = Duration::from_millis(200);
/// How often symlinked files are polled: the system does not report changes to their targets.
const LINKS: Duration = Duration::from_secs(2);
/// At most this many files are looked at individually: more are treated as a change of everything.
const FEW: usize = 16;
/// How long to pause after a panic in the watching itself, which could come again and again.
const PAUSE: Duration = Duration::from_secs(1);

/// Looks for changes, and reports them.
pub struct Worker {
    /// What shows the site.
    pub live: Arc<Live>,
    /// The site's folder.
    pub root: PathBuf,
    /// What earlier runs learnt.
    pub cache: Option<Cache>,
    /// Look this often instead of asking the system.
    pub poll: Option<Duration>,
    /// The observer.
    pub observer: Arc<dyn Observer>,
}

/// Work other than looking.
enum Task {
    /// Report an update.
    Tell(Refresh),
    /// Find what is wrong with pages that nobody has opened.
    Check,
}

/// The state of looking, between two wakes.
struct Looking {
    updater: Updater,
    watcher: Watcher,
    tasks: Sender<Task>,
    /// Since when something is held back.
    held_since: Option<Instant>,
}

impl Worker {
    /// Starts to work, until the program ends. An error if no thread can be started.
    pub fn start(self) -> io::Result<()> {
        let worker = Arc::new(self);
        // Two workers for one site would be a mistake: the first is told.
        worker.live.records.observer.set(Arc::clone(&worker.observer)).ok();
        let (tasks, todo) = mpsc::channel();
        let looking = Arc::clone(&worker);
        thread::Builder::new().name("look".into()).spawn(move || looking.look(tasks))?;
        thread::Builder::new().name("check".into()).spawn(move || worker.follow(&todo))?;
        Ok(())
    }

    /// The thread that looks.
    fn look(&self, tasks: Sender<Task>) {
        let mut builder = Builder::watching();
        if let Some(cache) = &self.cache {
            self.guard(|| builder.remember(cache));
        }
        let mut updater = Updater::new(Arc::clone(&self.live), builder);
        self.guard(|| updater.look());
        self.guard(|| self.observer.findings());
        // If the other thread has ended, there is nothing to do.
        tasks.send(Task::Check).ok();
        let watcher = self.guard(|| self.watcher());
        if let Some(cache) = &self.cache {
            self.guard(|| updater.builder().keep(cache));
        }
        match watcher {
            Some(Ok(watcher)) => {
                let mut looking = Looking { updater, watcher, tasks, held_since: None };
                loop {
                    if self.guard(|| self.turn(&mut looking)).is_none() {
                        thread::sleep(PAUSE);
                    }
                }
            }
            Some(Err(error)) => {
                self.live.records.say(&format!("cannot watch for changes: {error}"));
            }
            None => {}
        }
    }

    fn watcher(&self) -> Result<Watcher, watch::WatchError> {
        let options = watch::WatchOptions {
            poll: self.poll,
            folders: INPUT_FOLDERS.map(str::to_owned).to_vec(),
            files: vec![self.live.settings.config.to_string()],
        };
        Watcher::start(&self.root, &options)
    }

    /// Waits for one wake, and looks.
    fn turn(&self, looking: &mut Looking) {
        let Looking { updater, watcher, tasks, held_since } = looking;
        let links = updater.builder().follows_links().then_some(LINKS);
        let patience = held_since.map(|since| PATIENCE.saturating_sub(since.elapsed())).or(links);
        let wake = watcher.next(patience);
        if let Some(notice) = watcher.take_notice() {
            self.live.records.say(&notice);
        }
        if let Some(Wake::Paths(paths)) = &wake
            && paths.len() <= FEW
        {
            let update = updater.glance(Look::At(paths));
            self.show(update, tasks);
        }
        if let Some(wake) = wake {
            watcher.gather(wake, QUIET, LONGEST);
        }
        // What was held back this long is shown if it is still the case.
        let update = if held_since.is_some_and(|since| since.elapsed() >= PATIENCE) {
            updater.look()
        } else {
            updater.glance(Look::Everything)
        };
        self.show(update, tasks);
        *held_since = updater.holds_back().then(|| held_since.unwrap_or_else(Instant::now));
    }

    /// Notifies browsers of an update; the other thread does the rest.
    fn show(&self, update: Option<Refresh>, tasks: &Sender<Task>) {
        if let Some(update) = update {
            self.observer.ring();
            tasks.send(Task::Tell(update)).ok();
        }
    }

    /// The thread that does what follows from a look. Updates that come while it is busy are reported as one.
    fn follow(&self, todo: &Receiver<Task>) {
        while let Ok(first) = todo.recv() {
            let update = [first].into_iter().chain(todo.try_iter()).filter_map(|task| match task {
                Task::Tell(update) => Some(update),
                Task::Check => None,
            });
            if let Some(update) = update.reduce(Refresh::and) {
                self.guard(|| self.tell(update));
            }
            self.guard(|| self.check());
        }
    }

    fn tell(&self, mut update: Refresh) {
        self.live.refresh(&mut update);
        // Faults of templates may have appeared or disappeared with the pages.
        self.observer.ring();
        self.observer.updated(&update);
        self.observer.findings();
    }

    fn check(&self) {
        if self.live.check_all() {
            self.observer.ring();
            self.observer.findings();
        }
    }

    /// Does one step. `None` if it met a bug, which is reported.
    fn guard<T>(&self, step: impl FnOnce() -> T) -> Option<T> {
        let tell = |bug: Bug| {
            self.live.records.say(&format!("{bug}; it is tried again at the next change"));
        };
        bug::catch(step).map_err(tell).ok()
    }
}

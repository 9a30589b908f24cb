//! [`Worker`]: waits for changes, looks at them, and has the rest done that follows. When to look, and what to hold back
//! because somebody is still writing, is decided here, whoever shows the site.
//!
//! One thread looks; it is never kept by a page. Another makes the pages that are open, and then those that nobody has
//! opened, to find what is wrong with them; a newer state ends its work. A panic ends neither.

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

/// So long nothing may happen before what happened is taken for a whole.
const QUIET: Duration = Duration::from_millis(10);
/// So long it may go on happening.
const LONGEST: Duration = Duration::from_millis(250);
/// So long somebody may take to write a file in two halves: a fault that is younger is not shown yet.
const PATIENCE: Duration = Duration::from_millis(200);
/// So often files are looked at that are links: nobody tells when what they lead to changes.
const LINKS: Duration = Duration::from_secs(2);
/// So many files are looked at by themselves: more than these are a change of the whole.
const FEW: usize = 16;
/// So long nothing is done after a panic of the watching itself, which could come again and again.
const PAUSE: Duration = Duration::from_secs(1);

/// Looks for changes, and tells of them.
pub struct Worker {
    /// What shows the site.
    pub live: Arc<Live>,
    /// The folder that the site lies in.
    pub root: PathBuf,
    /// What earlier runs learnt.
    pub cache: Option<Cache>,
    /// Look this often instead of asking the system.
    pub poll: Option<Duration>,
    /// Who is told.
    pub observer: Arc<dyn Observer>,
}

/// What is to be done beside looking.
enum Task {
    /// Tell of an update.
    Tell(Refresh),
    /// Find what is wrong with pages that nobody has opened.
    Check,
}

/// Where looking is, between two wakes.
struct Looking {
    updater: Updater,
    watcher: Watcher,
    tasks: Sender<Task>,
    /// Since when something is held back.
    held_since: Option<Instant>,
}

impl Worker {
    /// Begins to work, for as long as the program runs. An error if there can be no thread for it.
    pub fn start(self) -> io::Result<()> {
        let worker = Arc::new(self);
        // Twice would be two workers for one site: the first is told.
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
        // Nobody there to do it is as good as nothing to do.
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
            Some(Err(error)) => self.live.records.say(&format!("changes are not noticed: {error}")),
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
        // What was held back so long is true if it still is.
        let update = if held_since.is_some_and(|since| since.elapsed() >= PATIENCE) {
            updater.look()
        } else {
            updater.glance(Look::Everything)
        };
        self.show(update, tasks);
        *held_since = updater.holds_back().then(|| held_since.unwrap_or_else(Instant::now));
    }

    /// Lets browsers know of an update; the rest is for the other thread.
    fn show(&self, update: Option<Refresh>, tasks: &Sender<Task>) {
        if let Some(update) = update {
            self.observer.ring();
            tasks.send(Task::Tell(update)).ok();
        }
    }

    /// The thread that does what follows from a look. Updates that come while it is busy are told as one.
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
        // Faults of templates may have come or gone with the pages.
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

    /// Does one step. `None` if it met a fault of ours, which is told.
    fn guard<T>(&self, step: impl FnOnce() -> T) -> Option<T> {
        let tell = |bug: Bug| {
            self.live.records.say(&format!("{bug}; it is tried again with the next change"));
        };
        bug::catch(step).map_err(tell).ok()
    }
}

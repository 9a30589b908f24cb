//! [`Watcher`]: where a listener waits. It is woken by the system, or else by the clock.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::watch::ground::WatchedPaths;
use crate::watch::options::WatchOptions;
use crate::watch::refusal::notice;
use crate::watch::wake::Wake;
use crate::watch::worker::{self, Connect, Said, WorkerMessage};

/// How often everything is looked at if the system refuses to watch.
const FALLBACK: Duration = Duration::from_secs(1);

/// The shortest interval: without a pause we would do nothing but look.
const SHORTEST: Duration = Duration::from_millis(10);
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The folder cannot be watched, not even by polling.
#[derive(Debug, thiserror::Error)]
#[error("cannot watch `{}`: {cause}", path.display())]
pub struct WatchError {
    /// The root as it was given.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

/// Watches the input of a site until it is dropped.
pub struct Watcher {
    source: WatchSource,
    notice: Option<String>,
}

enum WatchSource {
    System { said: Receiver<Said>, _stop: StopGuard },
    Clock { every: Duration, due: Instant },
}

/// Ends the worker when it is dropped: the system holds a sender too, so the worker would not notice that we are gone.
struct StopGuard(Sender<WorkerMessage>);

impl Drop for StopGuard {
    fn drop(&mut self) {
        // If the worker has already ended, that is fine.
        self.0.send(WorkerMessage::Stop).ok();
    }
}

impl Watcher {
    /// Starts to watch the folder `root`. Returns at once: the first wake, [`Wake::Everything`], says that watching is
    /// complete, and covers what changed until then. The clock needs no such wake.
    pub fn start(root: &Path, options: &WatchOptions) -> Result<Self, WatchError> {
        Self::start_with(root, options, worker::connect)
    }

    /// Like [`Watcher::start`], with another way to reach the system.
    #[expect(clippy::disallowed_methods, reason = "looks where it is watched, and opens nothing")]
    pub(super) fn start_with(
        root: &Path,
        options: &WatchOptions,
        connect: Connect,
    ) -> Result<Self, WatchError> {
        let error = |cause| WatchError { path: root.to_owned(), cause };
        // The system may report real paths, whatever path it was asked to watch.
        let real = root.canonicalize().map_err(error)?;
        if !real.is_dir() {
            return Err(error(io::ErrorKind::NotADirectory.into()));
        }
        let source = match options.poll {
            Some(every) => WatchSource::clock(every),
            None => {
                WatchSource::system(WatchedPaths::new(real, options), connect).map_err(error)?
            }
        };
        Ok(Self { source, notice: None })
    }

    /// Returns why everything is looked at every second although nobody asked for it: one line for the author, returned
    /// once. There can be one after any wake.
    pub fn take_notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    /// Waits for the next wake; all pending ones become one. `None` if the time is over; without a timeout there is
    /// always a wake.
    pub fn next(&mut self, timeout: Option<Duration>) -> Option<Wake> {
        let said = match &mut self.source {
            WatchSource::Clock { every, due } => return tick(*every, due, timeout),
            WatchSource::System { said, .. } => hear(said, timeout)?,
        };
        Some(match said {
            Said::Wake(wake) => wake,
            Said::Refused(notice) => {
                self.source = WatchSource::clock(FALLBACK);
                self.notice = Some(notice);
                Wake::Everything
            }
        })
    }

    /// Adds to `first` what follows it, until nothing follows for `quiet`, but not for longer than `longest`: a save is
    /// many events, and a checkout is many files.
    pub fn gather(&mut self, first: Wake, quiet: Duration, longest: Duration) -> Wake {
        let end = Instant::now() + longest;
        let mut all = first;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return all;
            }
            match self.next(Some(quiet.min(left))) {
                Some(more) => all = all.and(more),
                None => return all,
            }
        }
    }
}

impl WatchSource {
    fn clock(every: Duration) -> Self {
        let every = every.clamp(SHORTEST, LONGEST);
        Self::Clock { every, due: Instant::now() + every }
    }

    fn system(ground: WatchedPaths, connect: Connect) -> io::Result<Self> {
        let (tell, told) = mpsc::channel();
        let (say, said) = mpsc::channel();
        let stop = StopGuard(tell.clone());
        thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || worker::run(ground, connect, (tell, told), &say))?;
        Ok(Self::System { said, _stop: stop })
    }
}

/// Waits until `due`, if that is before the timeout.
fn tick(every: Duration, due: &mut Instant, timeout: Option<Duration>) -> Option<Wake> {
    let left = due.saturating_duration_since(Instant::now());
    if let Some(timeout) = timeout
        && timeout < left
    {
        thread::sleep(timeout);
        return None;
    }
    thread::sleep(left);
    *due = Instant::now() + every;
    Some(Wake::Everything)
}

/// Returns all pending messages of the worker.
fn hear(said: &Receiver<Said>, timeout: Option<Duration>) -> Option<Said> {
    let first = match timeout {
        Some(timeout) => said.recv_timeout(timeout),
        None => said.recv().map_err(RecvTimeoutError::from),
    };
    let first = match first {
        Ok(first) => first,
        Err(RecvTimeoutError::Timeout) => return None,
        // The worker ends by itself only after a refusal, so it, or the watching library that it uses, has panicked.
        Err(RecvTimeoutError::Disconnected) => Said::Refused(notice("watching failed")),
    };
    Some(said.try_iter().fold(first, |all, more| match (all, more) {
        (Said::Wake(all), Said::Wake(more)) => Said::Wake(all.and(more)),
        (refused @ Said::Refused(_), _) | (_, refused) => refused,
    }))
}

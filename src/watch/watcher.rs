//! [`Watcher`]: where a listener waits. What it hears comes from the system, or else from the clock.

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

/// How often everything is looked at where the system refuses to watch.
const FALLBACK: Duration = Duration::from_secs(1);

/// What a clock can be set to: looking without a pause would be all that we do.
const SHORTEST: Duration = Duration::from_millis(10);
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The folder cannot be watched, not even by looking.
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

/// Ends the worker when it is dropped: the system holds a sender too, so the worker cannot see us go.
struct StopGuard(Sender<WorkerMessage>);

impl Drop for StopGuard {
    fn drop(&mut self) {
        // Nobody there to be stopped is as good.
        self.0.send(WorkerMessage::Stop).ok();
    }
}

impl Watcher {
    /// Begins to watch the folder `root`. It returns at once: the first wake, [`Wake::Everything`], says that
    /// watching is complete, and covers what changed until then. A clock needs no such wake.
    pub fn start(root: &Path, options: &WatchOptions) -> Result<Self, WatchError> {
        Self::start_with(root, options, worker::connect)
    }

    /// As [`Watcher::start`], with another way to the system.
    #[expect(clippy::disallowed_methods, reason = "looks where it is watched, and opens nothing")]
    pub(super) fn start_with(
        root: &Path,
        options: &WatchOptions,
        connect: Connect,
    ) -> Result<Self, WatchError> {
        let error = |cause| WatchError { path: root.to_owned(), cause };
        // The system may name what it saw by the real path, whatever path it was asked to watch.
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

    /// Why everything is looked at every second although nobody asked for it: one line for the author, given once.
    /// There can be one after any wake.
    pub fn take_notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    /// Waits for the next wake, in which all that are waiting already become one. `None` if the time is over;
    /// without a timeout there is always a wake.
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

    /// Adds to `first` what follows it, until nothing does for `quiet`, but not for longer than `longest`: a save is
    /// many events, and a checkout many files.
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

/// What the worker says, all of it that is waiting.
fn hear(said: &Receiver<Said>, timeout: Option<Duration>) -> Option<Said> {
    let first = match timeout {
        Some(timeout) => said.recv_timeout(timeout),
        None => said.recv().map_err(RecvTimeoutError::from),
    };
    let first = match first {
        Ok(first) => first,
        Err(RecvTimeoutError::Timeout) => return None,
        // The worker ends by itself only after a refusal, so it, or the watching library below it, has panicked.
        Err(RecvTimeoutError::Disconnected) => Said::Refused(notice("watching has failed")),
    };
    Some(said.try_iter().fold(first, |all, more| match (all, more) {
        (Said::Wake(all), Said::Wake(more)) => Said::Wake(all.and(more)),
        (refused @ Said::Refused(_), _) | (_, refused) => refused,
    }))
}

//! [`Runner`]: runs one input after another and reports on each: a panic anywhere, a law that does not hold, or too
//! much time. [`crate::supervisor`] deals with what ends the whole process.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::features::Features;
use crate::store;
use crate::targets::{Kind, Target};

/// How long an input may take: a build without optimisation may take five times as long.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });
/// How often a slow input is tried; the fastest counts.
const TRIES: usize = 3;
/// After this much processor time on one input, the process gives up.
const ENDLESS: Duration = Duration::from_secs(60);
/// After this long without any work, too: it is waiting for something that does not come.
const STUCK: Duration = Duration::from_secs(30);
/// With this much more memory than before, too, in bytes.
const MOST_MEMORY: u64 = 2 << 30;
/// With this much memory between two inputs, a process has done enough: code for one-off builds frees little.
const ENOUGH_MEMORY: u64 = 1 << 30;
/// The exit status when an input took too much.
pub(crate) const GAVE_UP: i32 = 86;

/// How an input failed.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// What does not hold, worded in the same way for every input that breaks it.
    pub(crate) law: String,
    /// What it looked like this time.
    pub(crate) detail: String,
}

impl Failure {
    /// Makes a failure from a broken law.
    pub(crate) fn new(law: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { law: law.into(), detail: detail.into() }
    }
}

/// The result of a run: what it looked like, or how it failed.
pub(crate) type Verdict = Result<Features, Failure>;

/// The first panic of a run: its place and message.
type Panicked = Arc<Mutex<Option<Failure>>>;

/// When a run began, by the clock and by the processor time of this process.
#[derive(Clone, Copy)]
struct Began {
    at: Instant,
    worked: Option<Duration>,
    memory: u64,
}

impl Began {
    fn now() -> Self {
        Self { at: Instant::now(), worked: worked(), memory: memory().unwrap_or(0) }
    }

    /// Returns the processor time since then: on a shared machine, the clock says little.
    fn worked(self) -> Duration {
        let waited = self.at.elapsed();
        let work = self.worked.and_then(|before| worked()?.checked_sub(before));
        work.map_or(waited, |work| work.min(waited))
    }

    fn is_endless(self) -> bool {
        let work = self.worked();
        work > ENDLESS || self.at.elapsed() > STUCK && work < Duration::from_secs(1)
    }
}

/// Runs the inputs of one target.
pub(crate) struct Runner {
    kind: &'static Kind,
    target: Box<dyn Target>,
    panicked: Panicked,
    began: Arc<Mutex<Option<Began>>>,
    /// Holds the current input, in case the process does not survive it.
    current: PathBuf,
    /// How many were run.
    pub(crate) runs: u64,
}

impl Runner {
    /// Catches the panics of this process, and watches its time and memory.
    pub(crate) fn new(kind: &'static Kind) -> Self {
        let panicked = Panicked::default();
        let hook = Arc::clone(&panicked);
        set_hook(Box::new(move |info| {
            let place = info.location().map_or_else(String::new, |at| {
                format!("{}:{}", at.file().replace('\\', "/"), at.line())
            });
            let payload = info.payload();
            let text = payload.downcast_ref::<String>().map(String::as_str);
            let said = text.or(payload.downcast_ref::<&str>().copied()).unwrap_or_default();
            let mut first = hook.lock().unwrap_or_else(PoisonError::into_inner);
            first.get_or_insert_with(|| Failure::new(format!("panic at {place}"), said));
        }));
        let began: Arc<Mutex<Option<Began>>> = Arc::default();
        let watched = Arc::clone(&began);
        thread::spawn(move || watch(&watched, kind.name));
        let current = store::current(kind.name, std::process::id());
        Self { kind, target: (kind.make)(), panicked, began, current, runs: 0 }
    }

    /// Whether another process should go on.
    pub(crate) fn is_full(&self) -> bool {
        self.runs.is_multiple_of(64) && memory().is_some_and(|memory| memory > ENOUGH_MEMORY)
    }

    /// Runs an input.
    pub(crate) fn run(&mut self, input: &[u8]) -> Verdict {
        fs::write(&self.current, input).unwrap();
        let mut verdict = self.once(input);
        let mut fastest = verdict.1;
        for _ in 1..TRIES {
            if fastest <= LONGEST {
                break;
            }
            verdict = self.once(input);
            fastest = fastest.min(verdict.1);
        }
        if fastest > LONGEST && verdict.0.is_ok() {
            let detail = format!("{:.1} s for {} bytes", fastest.as_secs_f64(), input.len());
            return Err(Failure::new("no input of 64 kB takes too long", detail));
        }
        verdict.0
    }

    fn once(&mut self, input: &[u8]) -> (Verdict, Duration) {
        let began = Began::now();
        *lock(&self.began) = Some(began);
        drop(lock(&self.panicked).take());
        let target = &mut self.target;
        let ended = catch_unwind(AssertUnwindSafe(|| target.run(input)));
        let spent = began.worked();
        *lock(&self.began) = None;
        self.runs += 1;
        // A panic counts even if it was caught.
        let panicked = lock(&self.panicked).take();
        if let Some(failure) = panicked {
            self.target = (self.kind.make)();
            return (Err(failure), spent);
        }
        (ended.unwrap_or_else(|_| Err(Failure::new("panic", "without a word"))), spent)
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.current));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the process when an input takes far too long, or far too much memory: no thread can be stopped from outside.
fn watch(began: &Mutex<Option<Began>>, target: &str) {
    loop {
        thread::sleep(Duration::from_millis(100));
        let Some(began) = *lock(began) else { continue };
        let endless = began.is_endless();
        if endless || memory().is_some_and(|memory| memory > began.memory + MOST_MEMORY) {
            let what = if endless { "time" } else { "memory" };
            println!("{target}: an input takes too much {what}");
            std::process::exit(GAVE_UP);
        }
    }
}

/// Returns the memory of this process, in bytes, if the system reports it.
fn memory() -> Option<u64> {
    let pages = fs::read_to_string("/proc/self/statm").ok()?;
    pages.split(' ').nth(1)?.parse::<u64>().ok().map(|pages| pages * 4096)
}

/// Returns the processor time of all threads of this process, if the system reports it, in ticks of a hundredth of a
/// second.
fn worked() -> Option<Duration> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    // The text before the bracket is the program's name, which may be anything.
    let mut numbers = text.rsplit(')').next()?.split_whitespace().skip(11);
    let mut ticks = || numbers.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (ticks()? + ticks()?)))
}

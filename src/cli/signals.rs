//! [`Signals`]: Ctrl-C and SIGTERM end the program at once, but not while a site is being put into place. That is
//! finished first, so that nobody sees half a site.

use std::future::poll_fn;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread;

use tokio::runtime::{Builder, Runtime};

/// The status that shells use for a program ended by SIGINT: 128 plus the signal's number.
const INTERRUPTED: i32 = 130;
/// The same for SIGTERM.
#[cfg(unix)]
const TERMINATED: i32 = 143;

/// Whether the program may be ended.
pub(crate) struct Signals {
    gate: Arc<Mutex<()>>,
}

impl Signals {
    /// From now on signals wait for the gate. If the system does not allow handling them, they end the program as
    /// usual, and the next build finishes what was begun.
    pub(crate) fn watch() -> Self {
        let gate = Arc::new(Mutex::new(()));
        if let Ok((runtime, mut signal)) = listen() {
            let gate = Arc::clone(&gate);
            thread::spawn(move || {
                let status = runtime.block_on(poll_fn(|context| signal.poll(context)));
                // Never released: nothing new may be started.
                let _held = gate.lock().unwrap_or_else(PoisonError::into_inner);
                std::process::exit(status);
            });
        }
        Self { gate }
    }

    /// Returns what must be held while the program must not be ended.
    pub(crate) fn gate(&self) -> &Mutex<()> {
        &self.gate
    }

    /// Does something during which the program is not ended.
    pub(crate) fn undisturbed<T>(&self, work: impl FnOnce() -> T) -> T {
        let _held = self.gate.lock().unwrap_or_else(PoisonError::into_inner);
        work()
    }
}

/// Takes the signals over. When this returns, none of them ends the program by itself any more.
fn listen() -> io::Result<(Runtime, Signal)> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let entered = runtime.enter();
    let signal = Signal::new()?;
    drop(entered);
    Ok((runtime, signal))
}

/// The signals that end the program.
#[cfg(unix)]
struct Signal {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signal {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Returns the exit status of the program.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<i32> {
        if self.interrupt.poll_recv(context).is_ready() {
            return Poll::Ready(INTERRUPTED);
        }
        self.terminate.poll_recv(context).map(|_| TERMINATED)
    }
}

/// The signals that end the program.
#[cfg(windows)]
struct Signal(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signal {
    fn new() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    /// Returns the exit status of the program.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<i32> {
        self.0.poll_recv(context).map(|_| INTERRUPTED)
    }
}

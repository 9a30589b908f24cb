//! Runs a [`Server`]: one thread that talks to the clients, a few that make pages, until it is told to stop.

use std::convert::Infallible;
use std::future::Future;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use tokio::net::TcpStream;

use crate::serve::guard::Guard;
use crate::serve::io::{Connection, First, TokioTimer, first};
use crate::serve::listen::{ServeError, Server};
use crate::serve::notifier::Notifier;
use crate::serve::places::{ConnectionSlot, ConnectionSlots};
use crate::serve::preview::Preview;
use crate::serve::respond::respond;
use crate::serve::shared::ServerState;

/// The longest head of a request, in bytes. It includes the cookies of everything else ever served from `localhost`.
const MAX_HEAD: usize = 16 << 10;

/// How many threads ask the preview and read files. Most are busy only for a moment; a preview may keep some for
/// longer.
const WORKERS: usize = 96;

impl Server {
    /// Serves until Ctrl-C (on Unix, also SIGTERM); then returns at once, even with open event streams. Blocks the
    /// calling thread. A page that is being made at that moment is left to its thread.
    pub fn run(self, preview: Arc<dyn Preview>, notifier: Notifier) -> Result<(), ServeError> {
        self.serve(preview, notifier, interrupted())
    }

    /// Like [`Server::run`], but runs until `stop` is done, regardless of signals.
    pub fn run_until(
        self,
        preview: Arc<dyn Preview>,
        notifier: Notifier,
        stop: impl Future<Output = ()>,
    ) -> Result<(), ServeError> {
        self.serve(preview, notifier, async {
            stop.await;
            Ok(())
        })
    }

    fn serve(
        self,
        preview: Arc<dyn Preview>,
        notifier: Notifier,
        stop: impl Future<Output = io::Result<()>>,
    ) -> Result<(), ServeError> {
        let Self { listener, address, options, limits } = self;
        let shared = Arc::new(ServerState {
            preview,
            notifier,
            guard: Guard::new(&options.host, address),
            options,
            limits,
            run: RandomState::new().build_hasher().finish(),
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(WORKERS)
            .build()
            .map_err(ServeError::Start)?;
        let done = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            match first(stop, accept(listener, shared)).await {
                First::Left(stopped) => stopped,
                First::Right(never) => match never {},
            }
        });
        runtime.shutdown_background();
        done.map_err(ServeError::Start)
    }
}

/// Waits for Ctrl-C or, on Unix, SIGTERM.
async fn interrupted() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        match first(tokio::signal::ctrl_c(), terminate.recv()).await {
            First::Left(interrupt) => interrupt,
            First::Right(_) => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// Accepts connections for ever.
async fn accept(listener: tokio::net::TcpListener, shared: Arc<ServerState>) -> Infallible {
    let places = ConnectionSlots::new(shared.limits);
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let place = places.take();
                let id = place.id();
                let task = tokio::spawn(talk(stream, Arc::new(place), Arc::clone(&shared)));
                places.name(id, task.abort_handle());
            }
            // The client is already gone, or there are too many open files: both are temporary.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// Answers the requests of one connection until it ends in any way.
async fn talk(stream: TcpStream, place: Arc<ConnectionSlot>, shared: Arc<ServerState>) {
    // If the system refuses it, only speed is lost.
    drop(stream.set_nodelay(true));
    let limits = shared.limits;
    let connection = Connection::new(stream, place.signs.clone(), limits.stall);
    let answer = service_fn(|request| respond(Arc::clone(&shared), Arc::clone(&place), request));
    let talked = http1::Builder::new()
        .timer(TokioTimer)
        .header_read_timeout(limits.head)
        .max_header_size(MAX_HEAD)
        .serve_connection(connection, answer)
        .await;
    // A client that disconnects or sends nonsense has had its answer, if it was due one.
    drop(talked);
}

//! Between `hyper` and `tokio`: their sockets and timers, which know nothing of each other. Also drops readers that
//! read nothing for too long.

use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hyper::rt::{Read, ReadBufCursor, Sleep, Timer, Write};
use tokio::io::{AsyncRead as _, AsyncWrite as _, ReadBuf};
use tokio::net::TcpStream;
use tokio::task::{JoinError, JoinHandle, spawn_blocking};

use crate::serve::places::Signs;

/// How many bytes are read at a time. They are copied once more, because only unsafe code could read in place.
const READ: usize = 4096;

/// A client's connection.
pub(super) struct Connection {
    stream: TcpStream,
    signs: Signs,
    patience: Duration,
    stalled: Option<Pin<Box<tokio::time::Sleep>>>,
}

impl Connection {
    /// A connection that records its activity in `signs`, and is dropped when the client reads nothing for `patience`.
    pub(super) fn new(stream: TcpStream, signs: Signs, patience: Duration) -> Self {
        Self { stream, signs, patience, stalled: None }
    }

    /// Passes on whether a write got through; an error if it has been waiting for too long.
    fn watched(
        &mut self,
        written: Poll<io::Result<usize>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.signs.moved();
            self.stalled = None;
            return written;
        }
        self.signs.full();
        let patience = self.patience;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        stalled.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl Read for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let mut bytes = [0; READ];
        let room = buffer.remaining().min(READ);
        let mut read = ReadBuf::new(bytes.get_mut(..room).unwrap_or(&mut []));
        let done = pin!(&mut self.stream).poll_read(context, &mut read);
        if !read.filled().is_empty() {
            self.signs.moved();
        }
        buffer.put_slice(read.filled());
        done
    }
}

impl Write for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = pin!(&mut self.stream).poll_write(context, bytes);
        self.watched(written, context)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        pin!(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        pin!(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = pin!(&mut self.stream).poll_write_vectored(context, slices);
        self.watched(written, context)
    }
}

/// Work that may take long, on a blocking thread. If nobody waits for it any more, it is cancelled, unless it has
/// started.
pub(super) fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Aside<T> {
    Aside(spawn_blocking(work))
}

/// Blocking work.
pub(super) struct Aside<T>(JoinHandle<T>);

impl<T> Future for Aside<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        pin!(&mut self.0).poll(context)
    }
}

impl<T> Drop for Aside<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The runtime's timer.
pub(super) struct TokioTimer;

impl Timer for TokioTimer {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
        Box::pin(Sleeping(Box::pin(tokio::time::sleep(duration))))
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn Sleep>> {
        Box::pin(Sleeping(Box::pin(tokio::time::sleep_until(deadline.into()))))
    }
}

struct Sleeping(Pin<Box<tokio::time::Sleep>>);

impl Future for Sleeping {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.0.as_mut().poll(context)
    }
}

impl Sleep for Sleeping {}

/// Which of two futures ended first.
pub(super) enum First<A, B> {
    /// The first.
    Left(A),
    /// The second.
    Right(B),
}

/// Waits for whichever of two futures ends first; the other is dropped.
pub(super) async fn first<A: Future, B: Future>(a: A, b: B) -> First<A::Output, B::Output> {
    let (mut a, mut b) = (pin!(a), pin!(b));
    std::future::poll_fn(move |context| {
        if let Poll::Ready(value) = a.as_mut().poll(context) {
            return Poll::Ready(First::Left(value));
        }
        b.as_mut().poll(context).map(First::Right)
    })
    .await
}

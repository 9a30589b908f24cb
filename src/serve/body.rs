//! [`ResponseBody`]: the body of an answer: whole bytes, a file that is read while it is sent, or a stream of events.

use std::io;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::{Bytes, Frame, SizeHint};
use tokio::sync::mpsc;
use tokio::task::AbortHandle;

use crate::serve::content::{Bytewise, Content, next_chunk};
use crate::serve::io::{Aside, aside};
use crate::serve::places::Answering;

/// The body of an answer.
pub(super) enum ResponseBody {
    /// All of it; `None` once it was handed over.
    Whole(Option<Bytes>),
    /// A file, some bytes of which are still to be read.
    File(Reading),
    /// What a task sends, until it ends.
    Stream(Fed),
}

/// A stream, and the task that feeds it, which ends with it.
pub(super) struct Fed {
    pub(super) events: mpsc::Receiver<Bytes>,
    pub(super) feeding: AbortHandle,
}

impl Drop for Fed {
    fn drop(&mut self) {
        self.feeding.abort();
    }
}

/// A file that is being sent. The client sets the pace: the next bytes are read when it has taken the last.
pub(super) struct Reading {
    /// How many bytes the client has not received yet.
    left: u64,
    state: StreamState,
}

enum StreamState {
    Idle(Bytewise, Range<u64>),
    Busy(Aside<io::Result<(Bytewise, Range<u64>, Bytes)>>),
    Over,
}

impl ResponseBody {
    /// Returns an empty body.
    pub(super) fn empty() -> Self {
        Self::Whole(None)
    }

    /// Makes it the body of the answer to a request.
    pub(super) fn of(self, answering: Answering) -> Answered {
        Answered { body: self, _answering: answering }
    }
}

impl From<Content> for ResponseBody {
    fn from(content: Content) -> Self {
        match content {
            _ if content.length() == 0 => Self::empty(),
            Content::Bytes(bytes) => Self::Whole(Some(bytes)),
            Content::File(file, range) => {
                let left = range.end - range.start;
                Self::File(Reading { left, state: StreamState::Idle(file, range) })
            }
        }
    }
}

impl Reading {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        if let StreamState::Idle(..) = self.state
            && let StreamState::Idle(mut file, mut rest) =
                std::mem::replace(&mut self.state, StreamState::Over)
        {
            self.state = StreamState::Busy(aside(move || {
                let bytes = next_chunk(&mut file, &mut rest)?;
                Ok((file, rest, bytes))
            }));
        }
        let StreamState::Busy(job) = &mut self.state else { return Poll::Ready(None) };
        let done = ready!(Pin::new(job).poll(context)).map_err(io::Error::other).flatten();
        Poll::Ready(Some(match done {
            Ok((file, rest, bytes)) => {
                self.left -= bytes.len() as u64;
                self.state = StreamState::Idle(file, rest);
                Ok(bytes)
            }
            Err(cause) => {
                self.state = StreamState::Over;
                Err(cause)
            }
        }))
    }
}

/// The body of the answer to a request; the request is answered when this is dropped.
pub(super) struct Answered {
    body: ResponseBody,
    _answering: Answering,
}

impl hyper::body::Body for Answered {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl hyper::body::Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let bytes = match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(Ok)),
            Self::File(reading) => reading.poll(context),
            Self::Stream(fed) => fed.events.poll_recv(context).map(|bytes| bytes.map(Ok)),
        };
        bytes.map(|bytes| bytes.map(|bytes| bytes.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(bytes) => bytes.is_none(),
            Self::File(reading) => reading.left == 0,
            Self::Stream(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(None) => SizeHint::with_exact(0),
            Self::Whole(Some(bytes)) => SizeHint::with_exact(bytes.len() as u64),
            Self::File(reading) => SizeHint::with_exact(reading.left),
            Self::Stream(_) => SizeHint::default(),
        }
    }
}

//! What open pages are told, as server-sent events: [`Notifier`](crate::serve::Notifier) wakes the streams,
//! [`Subscriber`] is what the page at the other end already knows. A stream carries only these events:
//!
//! | event | data | meaning |
//! | --- | --- | --- |
//! | `reload` | `null`, or the URL path to go to | the page has changed or moved |
//! | `files` | a list of URL paths | these copied files changed, the page did not |
//! | `faults` | the digest of what is wrong, or `null` | fetch and show it, or remove it |
//! | `findings` | the state whose findings may be fetched, or `null` | fetch them when the page is idle, or remove them |
//! | `remark` | a text, or `null` | show it over the page, or remove it |

use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};

use crate::digest::Digest;
use crate::serve::answer::answer;
use crate::serve::body::{Fed, ResponseBody};
use crate::serve::io::{First, aside, first};
use crate::serve::preview::Preview;
use crate::serve::shared::ServerState;
use crate::serve::target::{BasePath, UrlPath};

/// Names a generation of this run, so that pages can say how far they are.
pub(super) fn state(run: u64, generation: u64) -> String {
    format!("{run:016x}.{generation}")
}

/// What a page at the other end of a stream knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subscriber {
    /// The base path, decoded, when the page was made.
    base: String,
    page: UrlPath,
    digest: String,
    state: String,
    faults: Value,
    findings: Value,
    remark: Option<Digest>,
}

impl Subscriber {
    /// Reads `page=…&digest=…`, and what a reconnecting page knows: `state`, `faults`, `findings` and `remark`.
    pub(super) fn from_query(base: String, query: Option<&str>) -> Option<Self> {
        let mut page = None;
        let mut reader = Self {
            base,
            page: UrlPath::parse("/").ok()?,
            digest: String::new(),
            state: String::new(),
            faults: Value::Null,
            findings: Value::Null,
            remark: None,
        };
        for pair in query?.split('&') {
            let (key, value) = pair.split_once('=')?;
            let value = percent_decode_str(value).decode_utf8().ok()?.into_owned();
            match key {
                "page" => page = Some(UrlPath::parse(&value).ok()?),
                "digest" => reader.digest = value,
                "state" => reader.state = value,
                "faults" => reader.faults = Value::String(value),
                "findings" => reader.findings = Value::String(value),
                "remark" => reader.remark = Some(Digest::of(value.as_bytes())),
                _ => {}
            }
        }
        page.filter(|_| !reader.digest.is_empty()).map(|page| Self { page, ..reader })
    }

    /// Returns the generation up to which the page knows about files; 0 if that was in another run.
    fn since(&self, run: u64) -> u64 {
        let (known, generation) = self.state.split_once('.').unwrap_or_default();
        if known == format!("{run:016x}") { generation.parse().unwrap_or(0) } else { 0 }
    }
}

/// What a reader is told, and what it knows afterwards.
struct News {
    text: String,
    reader: Subscriber,
    last: bool,
}

impl News {
    fn add(&mut self, event: &str, data: &Value) {
        // One line each: JSON contains no line break.
        let line = format!("event: {event}\nid: {}\ndata: {data}\n\n", self.reader.state);
        self.text.push_str(&line);
    }
}

/// Compares what a page knows with what is served now.
fn news(preview: &dyn Preview, run: u64, reader: Subscriber) -> News {
    // The number first: a page that is loaded again is then told about a change twice rather than not at all.
    let generation = preview.generation();
    let since = reader.since(run);
    let mut news = News { text: String::new(), reader, last: false };
    news.reader.state = state(run, generation);
    let (answer, output) = answer(preview, &news.reader.page);
    // The base path last: if the site moves while this is being answered, that the page is gone from its old place is
    // not news, but that it has moved.
    let base = BasePath::of(preview);
    if base.as_str() != news.reader.base {
        let inside = news.reader.page.as_str().strip_prefix(&*news.reader.base);
        let there = base.url_of(inside.unwrap_or(""));
        news.add("reload", &json!(there));
        news.last = true;
        return news;
    }
    let digest = answer.digest();
    if digest == news.reader.digest {
        let changed = preview.changed_files(since);
        news.reader.state = state(run, changed.generation);
        if !changed.paths.is_empty() {
            let urls: Vec<_> =
                changed.paths.iter().map(|path| base.url_of(path.as_str())).collect();
            news.add("files", &json!(urls));
        }
    } else {
        news.reader.digest = digest;
        news.add("reload", &Value::Null);
    }
    let faults = preview.faults().map(|html| Digest::of(html.as_bytes()).to_string());
    let faults = json!(faults);
    if faults != news.reader.faults {
        news.add("faults", &faults);
        news.reader.faults = faults;
    }
    // Only a page that asks is judged; what is found on it may depend on any file.
    let is_judged = output.as_ref().is_some_and(|path| preview.is_judged(path));
    let findings = json!(is_judged.then(|| state(run, generation)));
    if findings != news.reader.findings {
        news.add("findings", &findings);
        news.reader.findings = findings;
    }
    let remark = output.and_then(|path| preview.remark(&path));
    let digest = remark.as_ref().map(|text| Digest::of(text.as_bytes()));
    if digest != news.reader.remark {
        news.add("remark", &json!(remark));
        news.reader.remark = digest;
    }
    news
}

/// Opens a stream for a reader.
pub(super) fn open(shared: Arc<ServerState>, reader: Subscriber) -> ResponseBody {
    // Room for one: a slow reader gets several updates at once.
    let (sender, events) = mpsc::channel(1);
    let feeding = tokio::spawn(async move { feed(&shared, reader, &sender).await });
    ResponseBody::Stream(Fed { events, feeding: feeding.abort_handle() })
}

/// Tells a reader what is new, now and after every notification, until it is gone.
async fn feed(shared: &Arc<ServerState>, mut reader: Subscriber, sender: &mpsc::Sender<Bytes>) {
    let mut rings = shared.notifier.0.subscribe();
    loop {
        rings.mark_unchanged();
        let (asker, known) = (Arc::clone(shared), reader.clone());
        let news = aside(move || news(&*asker.preview, asker.run, known)).await;
        // If the preview panicked, the terminal says so, and the next update may succeed.
        if let Ok(news) = news {
            reader = news.reader;
            let told = news.text.is_empty() || sender.send(news.text.into()).await.is_ok();
            if news.last || !told {
                return;
            }
        }
        if !rung(&mut rings, sender, shared.limits.heartbeat).await {
            return;
        }
    }
}

/// Waits for the next notification, with a keep-alive from time to time. `false`: the reader is gone.
async fn rung(
    rings: &mut watch::Receiver<u64>,
    sender: &mpsc::Sender<Bytes>,
    heartbeat: Duration,
) -> bool {
    loop {
        let ring = tokio::time::timeout(heartbeat, rings.changed());
        match first(ring, sender.closed()).await {
            First::Left(Ok(ring)) => return ring.is_ok(),
            First::Left(Err(_)) => {
                if sender.send(Bytes::from_static(b":\n\n")).await.is_err() {
                    return false;
                }
            }
            First::Right(()) => return false,
        }
    }
}

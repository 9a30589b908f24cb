//! The server as a client sees it, over real sockets: a site in memory, a server on a free port, requests as bytes.
//! Nothing here waits for time to pass, except in order to fail.

mod crowds;
mod files;
mod headers;
mod hostile;
mod listening;
mod paths;
mod streams;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;

use crate::path::SitePath;
use crate::serve::limits::Limits;
use crate::serve::{
    ChangedFiles, Notifier, OpenFile, Port, Preview, Reply, ServeError, ServeOptions, Server,
};

/// After this long a test has failed.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Default)]
struct State {
    base: String,
    /// The base path from the next question for it on: the site moves while a request is being answered.
    moving_to: Option<String>,
    outputs: BTreeMap<String, Reply>,
    /// Outputs that are on disk, and where.
    files: BTreeMap<String, PathBuf>,
    generation: u64,
    changes: Vec<(u64, String)>,
    faults: Option<String>,
    remarks: BTreeMap<String, String>,
    /// What is found on pages; the whole site is the page with an empty name.
    judgements: BTreeMap<String, String>,
    panics: BTreeSet<String>,
    /// Outputs that are not ready until they are removed from here.
    held: BTreeSet<String>,
    /// Which outputs were requested, in order.
    asked: Vec<String>,
}

/// A site in memory.
#[derive(Default)]
struct Site {
    state: Mutex<State>,
    changed: Condvar,
}

impl Site {
    /// Makes a site below `base` with these outputs.
    fn new(base: &str, outputs: &[(&str, &str)]) -> Arc<Self> {
        let site = Self::default();
        site.edit(|state| {
            state.base = base.to_owned();
            for (path, text) in outputs {
                state.publish(path, text);
            }
        });
        Arc::new(site)
    }

    /// Changes it, without notifying anybody.
    fn edit(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.lock().unwrap();
        change(&mut state);
        state.generation += 1;
        self.changed.notify_all();
    }

    /// Waits until `enough` holds.
    fn wait_until(&self, enough: impl Fn(&State) -> bool) {
        let state = self.state.lock().unwrap();
        let (state, timeout) =
            self.changed.wait_timeout_while(state, PATIENCE, |state| !enough(state)).unwrap();
        drop(state);
        assert!(!timeout.timed_out());
    }

    /// Returns how often an output was requested.
    fn asked(&self, path: &str) -> usize {
        self.state.lock().unwrap().asked.iter().filter(|asked| *asked == path).count()
    }
}

impl State {
    fn publish(&mut self, path: &str, text: &str) {
        self.outputs.insert(path.to_owned(), Reply::Bytes(text.to_owned().into()));
    }

    /// Like `publish`, for a copied file.
    fn copy(&mut self, path: &str, text: &str) {
        self.publish(path, text);
        self.changes.push((self.generation + 1, path.to_owned()));
    }
}

impl Preview for Site {
    fn base_path(&self) -> String {
        let mut state = self.state.lock().unwrap();
        let base = state.base.clone();
        if let Some(next) = state.moving_to.take() {
            state.base = next;
        }
        base
    }

    fn has(&self, path: &SitePath) -> bool {
        let state = self.state.lock().unwrap();
        state.outputs.contains_key(path.as_str()) || state.files.contains_key(path.as_str())
    }

    #[expect(clippy::disallowed_methods, reason = "these files are the test's own")]
    fn get(&self, path: &SitePath) -> Option<Reply> {
        let mut state = self.state.lock().unwrap();
        state.asked.push(path.to_string());
        self.changed.notify_all();
        let panics = state.panics.contains(path.as_str());
        let held = |state: &mut State| state.held.contains(path.as_str());
        let (state, _) = self.changed.wait_timeout_while(state, PATIENCE, held).unwrap();
        if let Some(file) = state.files.get(path.as_str()) {
            return Some(Reply::File(OpenFile::new(File::open(file).unwrap()).unwrap()));
        }
        let reply = state.outputs.get(path.as_str()).map(|reply| match reply {
            Reply::Bytes(bytes) => Reply::Bytes(bytes.clone()),
            Reply::Fault(page) => Reply::Fault(page.clone()),
            Reply::File(_) => unreachable!("files are opened when they are asked for"),
        });
        drop(state);
        assert!(!panics, "a test wants this panic");
        reply
    }

    fn generation(&self) -> u64 {
        self.state.lock().unwrap().generation
    }

    fn changed_files(&self, since: u64) -> ChangedFiles {
        let state = self.state.lock().unwrap();
        let changed = state.changes.iter().filter(|(generation, _)| *generation > since);
        let paths = changed.map(|(_, path)| SitePath::new(path).unwrap()).collect();
        ChangedFiles { generation: state.generation, paths }
    }

    fn faults(&self) -> Option<String> {
        self.state.lock().unwrap().faults.clone()
    }

    fn is_judged(&self, path: &SitePath) -> bool {
        self.state.lock().unwrap().judgements.contains_key(path.as_str())
    }

    fn judgement(&self, page: Option<&SitePath>) -> Option<String> {
        let mut state = self.state.lock().unwrap();
        let page = page.map_or("", SitePath::as_str);
        state.asked.push(format!("findings of {page}"));
        let panics = state.panics.contains(page);
        let found = state.judgements.get(page).filter(|found| !found.is_empty()).cloned();
        drop(state);
        assert!(!panics, "a test wants this panic");
        found
    }

    fn remark(&self, path: &SitePath) -> Option<String> {
        self.state.lock().unwrap().remarks.get(path.as_str()).cloned()
    }
}

fn options() -> ServeOptions {
    ServeOptions {
        host: "127.0.0.1".to_owned(),
        port: Port::Exactly(0),
        live_reload: true,
        max_age: None,
    }
}

/// A server that runs until it is dropped.
struct Running {
    address: SocketAddr,
    site: Arc<Site>,
    notifier: Notifier,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Running {
    fn new(site: &Arc<Site>) -> Self {
        Self::with(site, &options(), Limits::default())
    }

    fn with(site: &Arc<Site>, options: &ServeOptions, limits: Limits) -> Self {
        let mut server = Server::bind(options).unwrap();
        server.limits = limits;
        let (address, notifier) = (server.address(), Notifier::default());
        let (stop, stopped) = oneshot::channel();
        let (preview, ringing) = (Arc::clone(site), notifier.clone());
        let thread = std::thread::spawn(move || {
            server.run_until(preview, ringing, async { drop(stopped.await) })
        });
        Self { address, site: Arc::clone(site), notifier, stop: Some(stop), thread: Some(thread) }
    }

    /// Changes the site and notifies pages.
    fn update(&self, change: impl FnOnce(&mut State)) {
        self.site.edit(change);
        self.notifier.ring();
    }

    fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap().unwrap();
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes unchanged, and reads until the server closes the connection.
    fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // A server that has already refused may not read to the end.
        drop(stream.write_all(bytes));
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer));
        answer
    }

    /// Requests `target` with `method` and further header lines. Checks the headers that every answer must have.
    #[track_caller]
    fn ask(&self, method: &str, target: &str, more: &[&str]) -> Answer {
        let host = format!("Host: {}", self.address);
        let given = more.iter().any(|line| line.to_ascii_lowercase().starts_with("host:"));
        let lines = more.iter().copied().chain((!given).then_some(host.as_str()));
        let lines: Vec<&str> = lines.chain(["Connection: close"]).collect();
        let request = format!("{method} {target} HTTP/1.1\r\n{}\r\n\r\n", lines.join("\r\n"));
        let answer = Answer::read(&self.raw(request.as_bytes()));
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{target}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{target}");
        assert!(!answer.header("cache-control").is_empty(), "{target}");
        let cross = |name: &String| name.starts_with("access-control-");
        assert!(!answer.headers.keys().any(cross), "{target}");
        answer
    }

    #[track_caller]
    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }

    /// Returns the digest and state in the script tag of a page.
    fn tag(&self, target: &str) -> (String, String) {
        let page = self.get(target).text();
        let value = |name: &str| {
            let (_, after) = page.split_once(&format!("data-{name}=\"")).unwrap();
            after.split('"').next().unwrap().to_owned()
        };
        (value("digest"), value("state"))
    }

    /// Opens the stream that the script of a page would open.
    fn stream(&self, target: &str) -> Stream {
        let (digest, state) = self.tag(target);
        self.stream_at("/", &format!("page={target}&digest={digest}&state={state}"))
    }

    fn stream_at(&self, base: &str, query: &str) -> Stream {
        let mut stream = self.connect();
        let address = self.address;
        let request =
            format!("GET {base}__nutgraf/events?{query} HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(reader.read_line(&mut head).unwrap(), 0, "{head}");
        }
        assert!(head.starts_with("HTTP/1.1 200 ") && head.contains("text/event-stream"), "{head}");
        Stream(reader)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.site.edit(|state| state.held.clear());
        self.stop();
    }
}

/// What a server answered.
#[derive(Debug, Default)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    #[track_caller]
    fn read(bytes: &[u8]) -> Self {
        let shown = String::from_utf8_lossy(bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect(&shown);
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers = BTreeMap::new();
        for line in lines {
            let (name, value) = line.split_once(": ").unwrap();
            let before = headers.insert(name.to_ascii_lowercase(), value.to_owned());
            assert_eq!(before, None, "{name} stands once");
        }
        Self { status, headers, body: bytes[end + 4..].to_vec() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// An event stream as a browser reads it.
struct Stream(BufReader<TcpStream>);

impl Stream {
    /// Returns the next event and its data; `None` when the stream has ended.
    fn next(&mut self) -> Option<(String, String)> {
        let mut event = String::new();
        loop {
            let line = self.line()?;
            if let Some(name) = line.strip_prefix("event: ") {
                event = name.to_owned();
            } else if let Some(data) = line.strip_prefix("data: ") {
                return Some((event, data.to_owned()));
            }
        }
    }

    /// Returns the next line, including chunk sizes; `None` at the end.
    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.0.read_line(&mut line);
        if let Err(error) = &read {
            assert_ne!(error.kind(), std::io::ErrorKind::WouldBlock, "nothing came");
        }
        (read.unwrap_or(0) > 0).then(|| line.trim_end().to_owned())
    }

    #[track_caller]
    fn expect(&mut self, event: &str, data: &str) {
        assert_eq!(self.next(), Some((event.to_owned(), data.to_owned())));
    }
}

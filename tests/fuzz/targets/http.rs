//! What anybody on this machine may send to `serve` and to `preview`, over a socket on 127.0.0.1: the input is sent
//! unchanged, except `HOST`, which stands for the server's own name. Whatever is sent, only what is published is shown,
//! only to requests for its own name, and the server then answers the next request.

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use nutgraf::config::Overrides;
use nutgraf::engine::{Builder, Clock};
use nutgraf::files::MemoryFiles;
use nutgraf::live::{Live, LiveSettings, Updater};
use nutgraf::path::SitePath;
use nutgraf::preview::BuiltFolder;
use nutgraf::serve::{Notifier, Port, Preview, ServeOptions, Server};
use tempfile::TempDir;

use crate::features::Features;
use crate::runner::{Failure, Verdict};
use crate::support::SITE_TOML;
use crate::targets::Target;

/// A text beside the published files, never among them.
const SECRET: &str = "a secret of the author's";
/// After this long without a byte, there is no answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// After this long without a byte, most likely nothing more is coming.
const MOMENT: Duration = Duration::from_millis(20);
/// A line in the head of an endless answer.
const STREAM: &[u8] = b"text/event-stream";
/// A line in every answer of ours, unlike the parser's answers to malformed requests.
const OURS: &str = "x-content-type-options: nosniff";

/// Two servers that run until the process ends.
pub(crate) struct Servers {
    live: SocketAddr,
    preview: SocketAddr,
    /// Holds the previewed folder.
    _folder: TempDir,
}

impl Servers {
    /// Starts both.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("site/index.html", "<p>home</p>"),
            ("site/404.html", "<p>missing</p>"),
            ("site/a/index.html", "<p>a</p>"),
            ("site/file.txt", "0123456789"),
            ("site/.git/config", SECRET),
            ("secret", SECRET),
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let preview = BuiltFolder::open(&folder.path().join("site"), "/").unwrap();
        Self {
            live: start(live(), true),
            preview: start(Arc::new(preview), false),
            _folder: folder,
        }
    }
}

/// A site as `serve` shows it.
fn live() -> Arc<dyn Preview> {
    let files = MemoryFiles::new()
        .with("site.toml", SITE_TOML)
        .with("content/a.md", "---\ntitle: A\n---\nText.\n")
        .with("content/draft.md", format!("---\ntitle: D\ndraft: true\n---\n{SECRET}\n"))
        .with("static/file.txt", "0123456789");
    let live = Arc::new(Live::new(LiveSettings {
        files: Box::new(files),
        config: SitePath::new("site.toml").unwrap(),
        drafts: false,
        overrides: Overrides::default(),
        clock: Box::new(|| Clock::Day("2026-11-23".parse().unwrap())),
        editor: None,
    }));
    drop(Updater::new(Arc::clone(&live), Builder::watching()).look());
    live
}

fn start(preview: Arc<dyn Preview>, live_reload: bool) -> SocketAddr {
    let host = "127.0.0.1".to_owned();
    let options = ServeOptions { host, port: Port::Exactly(0), live_reload, max_age: None };
    let server = Server::bind(&options).unwrap();
    let address = server.address();
    thread::spawn(move || server.run_until(preview, Notifier::default(), std::future::pending()));
    address
}

impl Target for Servers {
    fn run(&mut self, input: &[u8]) -> Verdict {
        let mut features = Features::default();
        for address in [self.live, self.preview] {
            let sent = addressed(input, address);
            let answer = talk(address, &sent, MOMENT)?;
            lawful(&answer, &sent, address, &mut features)?;
            let next =
                format!("GET /file.txt HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
            let next = talk(address, next.as_bytes(), PATIENCE)?;
            if !next.starts_with("HTTP/1.1 200 ") || !next.ends_with("0123456789") {
                return Err(Failure::new("the server is there for the next one", next));
            }
        }
        Ok(features)
    }
}

/// Returns an input with the name of the server in place of `HOST`.
fn addressed(input: &[u8], address: SocketAddr) -> Vec<u8> {
    let (host, mut out, mut rest) = (address.to_string(), Vec::new(), input);
    while let Some(at) = rest.windows(4).position(|four| four == b"HOST") {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(host.as_bytes());
        rest = &rest[at + 4..];
    }
    out.extend_from_slice(rest);
    out
}

/// Sends some bytes, and reads until the server closes the connection or begins an endless stream. If nothing comes for
/// a moment, we close our side, and then the server closes too.
fn talk(address: SocketAddr, bytes: &[u8], moment: Duration) -> Result<String, Failure> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(moment)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    // A refused client may find the connection closed before everything is sent.
    drop(stream.write_all(bytes));
    let (mut answer, mut chunk, mut said) = (Vec::new(), [0; 16 << 10], false);
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => answer.extend_from_slice(&chunk[..read]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                if said {
                    let text = String::from_utf8_lossy(&answer).into_owned();
                    return Err(Failure::new("every connection ends", text));
                }
                said = true;
                drop(stream.shutdown(Shutdown::Write));
                stream.set_read_timeout(Some(PATIENCE)).unwrap();
            }
            Err(_) => break,
        }
        if answer.windows(STREAM.len()).any(|window| window == STREAM) {
            break;
        }
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// Checks that every answer is one of ours or a plain refusal, contains no secret, and shows something only to our own
/// name.
fn lawful(
    answer: &str,
    sent: &[u8],
    address: SocketAddr,
    features: &mut Features,
) -> Result<(), Failure> {
    let broken = |law: &str| Err(Failure::new(law, answer));
    if answer.contains(SECRET) {
        return broken("only what is published is shown");
    }
    if !answer.is_empty() && !answer.starts_with("HTTP/1.") {
        return broken("an answer is one of HTTP");
    }
    let lower = answer.to_lowercase();
    if lower.contains("\naccess-control-") {
        return broken("no other site may read an answer");
    }
    let heads: Vec<&str> = lower.split("http/1.").skip(1).collect();
    for head in &heads {
        let status = head.get(2..5).unwrap_or_default();
        features.note(("status", status, head.contains(OURS)));
        features.note((
            "headers",
            head.lines()
                .take_while(|line| !line.is_empty())
                .filter_map(|line| line.split(':').next())
                .skip(1)
                .collect::<Vec<_>>(),
        ));
        if status.starts_with('2') && status != "200" && status != "204" && status != "206" {
            return broken("an answer shows, moves or refuses");
        }
    }
    features.note(("answers", heads.len().min(4)));
    let sent = String::from_utf8_lossy(sent).to_lowercase();
    let port = address.port();
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("::1]:{port}")];
    let named = own.iter().any(|name| sent.contains(name)) || sent.contains(":1]:");
    if lower.starts_with("http/1.1 200") && !named {
        return broken("only the server's own name is answered");
    }
    Ok(())
}

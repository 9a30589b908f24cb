//! A client of `serve` and `preview`: starts the program, reads the address that it prints, and requests paths exactly
//! as written, without normalising them as browsers do.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Nothing takes this long, even on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// A running `serve` or `preview`; it ends when this is dropped.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: SocketAddr,
    /// The address that was printed.
    pub(crate) url: String,
    told: Arc<Mutex<String>>,
    /// Reads the terminal output to its end; `None` once that was waited for.
    reader: Option<JoinHandle<()>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The head as received, in lower case.
    pub(crate) head: String,
    pub(crate) bytes: Vec<u8>,
    /// The bytes as text, if they are text.
    pub(crate) body: String,
}

impl Served {
    /// Starts the program and waits for the address that it prints.
    pub(crate) fn start(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let url = url.trim().to_owned();
        let mut errors = child.stderr.take().unwrap();
        let Some(rest) = url.strip_prefix("http://") else {
            let mut said = String::new();
            errors.read_to_string(&mut said).unwrap();
            panic!("no address: {url:?}, but {said}");
        };
        let address = rest.split('/').next().unwrap().parse().unwrap();
        let told = Arc::new(Mutex::new(String::new()));
        let log = Arc::clone(&told);
        let reader = thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                let mut log = log.lock().unwrap();
                log.push_str(&line);
                log.push('\n');
            }
        });
        Self { child, address, url, told, reader: Some(reader) }
    }

    /// Requests a path, as a browser on this machine does.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Requests `path` with `method`; `more` are whole header lines.
    pub(crate) fn ask(&self, method: &str, path: &str, more: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let host = self.address;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n"
        )
        .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let bytes = bytes.split_off(end + 4);
        Answer { status, head, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    /// Waits until something was printed in the terminal.
    #[track_caller]
    pub(crate) fn tells(&self, text: &str) -> String {
        let begun = Instant::now();
        while !self.told().contains(text) {
            assert!(begun.elapsed() < PATIENCE, "not told {text:?}, but {}", self.told());
            thread::sleep(Duration::from_millis(10));
        }
        self.told()
    }

    /// Returns what was printed in the terminal, as far as it has been read: the last request may still cause more
    /// output.
    pub(crate) fn told(&self) -> String {
        self.told.lock().unwrap().clone()
    }

    /// Returns its process id.
    #[cfg(target_os = "linux")]
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends the program, and returns everything that it printed. Request a page first: everything printed before the
    /// answer is then included.
    pub(crate) fn end(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.reader.take().unwrap().join().unwrap();
        self.told()
    }

    /// Ends the program as Ctrl-C does, and returns its exit status.
    #[cfg(unix)]
    pub(crate) fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

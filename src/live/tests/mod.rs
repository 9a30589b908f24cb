//! A site while it is being written, with files in memory that can be made to fail: what is shown, what is read for it,
//! and how many threads that takes.

mod bugs;
mod files;
mod judgement;
mod templates;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::config::Overrides;
use crate::engine::{Builder, Clock};
use crate::files::{FileError, Files, MemoryFiles, Opened, Seen, Walk};
use crate::live::{Live, LiveSettings, Observer, Refresh, Updater};
use crate::path::SitePath;
use crate::serve::{Preview as _, Reply};

/// Nothing takes this long, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Files in memory. All clones are the same.
#[derive(Clone, Default)]
struct Fake(Arc<Inner>);

#[derive(Default)]
struct Inner {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    /// Files whose reading causes a panic.
    panics: Mutex<BTreeSet<String>>,
    /// Files of zeros with these lengths: too large to be read.
    large: Mutex<BTreeMap<String, u64>>,
    /// How many bytes of large files were read.
    read: Arc<AtomicU64>,
}

impl Fake {
    fn write(&self, path: &str, text: &str) {
        self.0.files.lock().unwrap().insert(path.to_owned(), text.as_bytes().to_vec());
    }

    fn panic_at(&self, path: &str) {
        self.0.panics.lock().unwrap().insert(path.to_owned());
    }

    fn calm(&self) {
        self.0.panics.lock().unwrap().clear();
    }

    fn now(&self) -> MemoryFiles {
        let files = self.0.files.lock().unwrap();
        let large = self.0.large.lock().unwrap();
        let with = |all: MemoryFiles, path: &String, bytes: Vec<u8>| all.with(path, bytes);
        let small = files
            .iter()
            .fold(MemoryFiles::new(), |all, (path, bytes)| with(all, path, bytes.clone()));
        large.keys().fold(small, |all, path| with(all, path, Vec::new()))
    }
}

impl Files for Fake {
    fn walk(&self, folder: &str) -> Result<Walk, FileError> {
        self.now().walk(folder)
    }

    fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, FileError> {
        let panics = self.0.panics.lock().unwrap().contains(path.as_str());
        assert!(!panics, "a test wants this panic");
        assert!(!self.0.large.lock().unwrap().contains_key(path.as_str()), "{path} is read whole");
        self.now().read(path)
    }

    fn read_head(&self, path: &SitePath, limit: usize) -> Result<Option<Vec<u8>>, FileError> {
        self.now().read_head(path, limit)
    }

    fn open(&self, path: &SitePath) -> Result<Option<Opened>, FileError> {
        let length = self.0.large.lock().unwrap().get(path.as_str()).copied();
        let Some(length) = length else {
            return Ok(self.read(path)?.map(|bytes| Opened::of_bytes(io::Cursor::new(bytes))));
        };
        let bytes = Zeros { at: 0, length, read: Arc::clone(&self.0.read) };
        Ok(Some(Opened { bytes: Box::new(bytes), length }))
    }

    fn look(&self, path: &SitePath) -> Result<Seen, FileError> {
        self.now().look(path)
    }

    fn on_disk(&self, _: &SitePath) -> Option<PathBuf> {
        None
    }
}

/// A file of zeros that counts how much of it is read.
struct Zeros {
    at: u64,
    length: u64,
    read: Arc<AtomicU64>,
}

impl Read for Zeros {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = (self.length - self.at).min(out.len() as u64);
        self.at += count;
        self.read.fetch_add(count, Ordering::SeqCst);
        Ok(usize::try_from(count).unwrap())
    }
}

impl Seek for Zeros {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let SeekFrom::Start(at) = to else { return Err(io::ErrorKind::Unsupported.into()) };
        self.at = at;
        Ok(at)
    }
}

/// What an observer was told.
#[derive(Default)]
struct Heard {
    lines: Mutex<Vec<String>>,
    rings: AtomicU64,
}

impl Observer for Heard {
    fn ring(&self) {
        self.rings.fetch_add(1, Ordering::SeqCst);
    }

    fn updated(&self, _: &Refresh) {}

    fn findings(&self) {}

    fn say(&self, line: &str) {
        self.lines.lock().unwrap().push(line.to_owned());
    }
}

/// A site of two articles, and how it is shown.
struct Site {
    files: Fake,
    live: Arc<Live>,
    updater: Updater,
    heard: Arc<Heard>,
}

impl Site {
    fn new() -> Self {
        let files = Fake::default();
        files.write("site.toml", "title = \"S\"\nbase_url = \"https://example.org/\"\n");
        files.write("content/a.md", &says("Text of a."));
        files.write("content/b.md", &says("Text of b."));
        let live = live(Box::new(files.clone()));
        let heard = Arc::new(Heard::default());
        live.records.observer.set(Arc::clone(&heard) as Arc<dyn Observer>).ok().unwrap();
        let updater = Updater::new(Arc::clone(&live), Builder::watching());
        Self { files, live, updater, heard }
    }

    fn get(&self, path: &str) -> Option<Reply> {
        self.live.get(&SitePath::new(path).unwrap())
    }

    /// Returns the page, either the real one or the one shown in its place.
    #[track_caller]
    fn page(&self, path: &str) -> String {
        match self.get(path) {
            Some(Reply::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).unwrap(),
            Some(Reply::Fault(page)) => format!("fault: {page}"),
            other => panic!("{path}: {other:?}"),
        }
    }

    #[track_caller]
    fn shows(&self, path: &str, text: &str) {
        let page = self.page(path);
        assert!(page.contains(text) && !page.starts_with("fault: "), "{text} in {page}");
    }

    fn lines(&self) -> Vec<String> {
        self.heard.lines.lock().unwrap().clone()
    }
}

fn live(files: Box<dyn Files + Send>) -> Arc<Live> {
    Arc::new(Live::new(LiveSettings {
        files,
        config: SitePath::new("site.toml").unwrap(),
        drafts: true,
        overrides: Overrides::default(),
        clock: Box::new(|| Clock::Day(jiff::civil::date(2026, 6, 1))),
        editor: None,
    }))
}

/// Returns an article with some text.
fn says(text: &str) -> String {
    format!("---\ntitle: T\ndate: 2026-01-01\n---\n{text}\n")
}

/// Waits until something is true.
#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

//! The cache of a site, changed by somebody who means harm, or by a faulty disk: the input says line by line what
//! happens to its files. Whatever is in them, a build makes what it would have made without them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use nutgraf::digest::Digest;
use nutgraf::engine::publish::{PublishTarget as Place, Publisher};
use nutgraf::engine::{Cache, CacheKey, Report, Request, read_config, run};
use nutgraf::files::DiskFiles;
use nutgraf::path::SitePath;
use tempfile::TempDir;

use crate::features::Features;
use crate::runner::{Failure, Verdict};
use crate::support::{options, png, target, tree};
use crate::targets::Target;

/// What is in a cache file before its content: a line, the digest of the program, and that of the content.
const HEAD: usize = 16 + 16 + 16;

/// The states of one article: if the cache is trusted wrongly, the wrong one is published.
const ARTICLES: [&str; 3] = [
    "---\ntitle: One\ndate: 2026-01-01\nsources: [{id: a, title: A}]\n---\nA *word* [@a] and <b>bold</b>.\n\n![p](p.png)\n\n## Part\n",
    "---\ntitle: Two\n---\nAnother text, [linked](b.md#part).\n",
    "---\ntitle: Three\n---\nBroken [link](nowhere.md) and <script>x</script>.\n",
];

/// One of the author's files that has nothing to do with the cache.
const VICTIM: &str = "precious";

/// A site with a cache, before anything happens to it.
pub(crate) struct Cached {
    folder: TempDir,
    /// The files of the cache as the last honest build left them, by name.
    files: BTreeMap<String, Vec<u8>>,
    /// The result of each state of the article without a cache.
    clean: Vec<Came>,
}

/// The result of a build.
#[derive(Debug, PartialEq, Eq)]
struct Came {
    findings: String,
    outputs: Option<BTreeMap<String, Vec<u8>>>,
}

impl Came {
    /// What is wrong.
    fn differs(&self, wanted: &Self) -> String {
        if self.findings != wanted.findings {
            return format!("{}\ninstead of\n{}", self.findings, wanted.findings);
        }
        let nothing = BTreeMap::new();
        let (ours, theirs) = (
            self.outputs.as_ref().unwrap_or(&nothing),
            wanted.outputs.as_ref().unwrap_or(&nothing),
        );
        let names = ours.keys().chain(theirs.keys());
        let odd: Vec<&String> = names.filter(|name| ours.get(*name) != theirs.get(*name)).collect();
        let text = odd.first().and_then(|name| ours.get(*name)).map(Vec::as_slice);
        format!("{odd:?}\n{}", String::from_utf8_lossy(text.unwrap_or_default()))
    }
}

impl Cached {
    /// Builds the site once, so that there is a cache.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for (path, bytes) in [
            (
                "site.toml",
                b"title = \"S\"\nbase_url = \"https://example.org/\"\ntheme = \"plain\"\n".to_vec(),
            ),
            ("content/b.md", b"---\ntitle: B\n---\n## Part\n".to_vec()),
            ("content/p.png", png(2, 3)),
        ] {
            put(root, path, &bytes);
        }
        let mut cached = Self { folder, files: BTreeMap::new(), clean: Vec::new() };
        for (state, text) in ARTICLES.iter().enumerate() {
            put(cached.root(), "content/a.md", text.as_bytes());
            let output = format!("clean-{state}");
            let report = cached.build(&output, false);
            cached.clean.push(cached.came(&output, &report));
        }
        put(cached.root(), "content/a.md", ARTICLES[0].as_bytes());
        drop(cached.build("public", true));
        cached.files = tree(&cached.cache());
        cached.files.retain(|name, _| !name.ends_with("CACHEDIR.TAG"));
        cached.restore();
        let parsed = cached.build("public", true).summary.parsed;
        assert_eq!(
            parsed,
            0,
            "what the honest cache of {:?} knows is believed",
            cached.files.keys()
        );
        cached
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn cache(&self) -> PathBuf {
        self.root().join(".nutgraf/cache")
    }

    fn build(&self, output: &str, cached: bool) -> Report {
        let root = self.root();
        let files = DiskFiles::new(root).unwrap();
        let options = options(false);
        let path = SitePath::new("site.toml").unwrap();
        let config = read_config(&files, &path, &options.overrides).unwrap().value.unwrap();
        let cache = cached
            .then(|| Cache::open(root, Digest::of(b"this program"), CacheKey::fixed([1; 16])))
            .flatten();
        let target = Place { output: root.join(output), ..target(root) };
        let request = Request {
            files: &files,
            config: Arc::new(config),
            findings: Vec::new(),
            options: &options,
            strict: false,
            cache: cache.as_ref(),
            verify: false,
            undisturbed: None,
        };
        run(&request, Publisher::open(&target).unwrap()).unwrap()
    }

    fn came(&self, output: &str, report: &Report) -> Came {
        let outputs = report.published.is_some().then(|| {
            let mut outputs = tree(&self.root().join(output));
            outputs.retain(|path, _| !path.starts_with(".nutgraf-"));
            outputs
        });
        Came { findings: format!("{:#?}", report.findings), outputs }
    }

    /// Returns the name of one of the cache's files.
    fn name(&self, number: usize) -> &str {
        self.files.keys().nth(number % self.files.len()).unwrap()
    }

    /// Restores everything.
    fn restore(&self) {
        drop(fs::remove_dir_all(self.cache()));
        for (name, bytes) in &self.files {
            put(&self.cache(), name, bytes);
        }
        put(self.root(), "content/a.md", ARTICLES[0].as_bytes());
        put(self.root(), VICTIM, VICTIM.as_bytes());
    }

    /// Does what a line says; returns the state of the article that it asks for.
    fn happen(&self, line: &str) -> Option<usize> {
        let mut words = line.split_whitespace();
        let verb = words.next()?;
        let mut number = || words.next().and_then(|word| word.parse::<usize>().ok()).unwrap_or(0);
        if verb == "article" {
            return Some(number() % ARTICLES.len());
        }
        let name = self.name(number());
        let path = self.cache().join(name);
        // Reading a pipe put there would wait for ever.
        let is_file = fs::symlink_metadata(&path).is_ok_and(|there| there.is_file());
        let mut bytes = if is_file { fs::read(&path).unwrap() } else { Vec::new() };
        match verb {
            "flip" => {
                let at = number() % bytes.len().max(1);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (number() % 8);
                }
            }
            "cut" => bytes.truncate(number()),
            "put" => overwrite(&mut bytes, number(), words.next().unwrap_or_default()),
            "forge" | "forge-cut" if bytes.len() > HEAD => {
                let at = HEAD + number() % (bytes.len() - HEAD);
                if verb == "forge" {
                    overwrite(&mut bytes, at, words.next().unwrap_or_default());
                } else {
                    bytes.truncate(at);
                }
                // Anybody who knows the format can correct the digest.
                let digest = Digest::of(&bytes[HEAD..]).to_bytes();
                bytes[HEAD - digest.len()..HEAD].copy_from_slice(&digest);
            }
            "swap" => bytes.clone_from(&self.files[self.name(number())]),
            "remove" | "folder" | "link" | "pipe" => {
                drop(fs::remove_file(&path));
                self.put_there(verb, &path);
                return None;
            }
            // Beside it, where a file is written before it is renamed.
            "aside" => {
                self.put_there(words.next().unwrap_or_default(), &path.with_extension("tmp"));
                return None;
            }
            _ => return None,
        }
        if is_file {
            fs::write(&path, bytes).unwrap();
        }
        None
    }

    /// Puts something in a place where there should be a file.
    fn put_there(&self, kind: &str, at: &Path) {
        match kind {
            "folder" => drop(fs::create_dir(at)),
            #[cfg(unix)]
            "link" => drop(std::os::unix::fs::symlink(self.root().join(VICTIM), at)),
            #[cfg(unix)]
            "pipe" => drop(std::process::Command::new("mkfifo").arg(at).output()),
            _ => {}
        }
    }
}

impl Target for Cached {
    fn run(&mut self, input: &[u8]) -> Verdict {
        let mut features = Features::default();
        self.restore();
        let mut state = 0;
        for line in String::from_utf8_lossy(input).lines().take(50) {
            state = self.happen(line).unwrap_or(state);
            features.note(line.split_whitespace().next());
        }
        put(self.root(), "content/a.md", ARTICLES[state].as_bytes());
        let report = self.build("public", true);
        let came = self.came("public", &report);
        features.note((report.summary.parsed, report.summary.rendered, state));
        if fs::read(self.root().join(VICTIM)).ok().as_deref() != Some(VICTIM.as_bytes()) {
            return Err(Failure::new("a build writes through no link", VICTIM));
        }
        if came == self.clean[state] {
            return Ok(features);
        }
        let detail = came.differs(&self.clean[state]);
        drop(fs::remove_dir_all(self.root().join("public")));
        Err(Failure::new("a cache changes nothing of what is published", detail))
    }
}

/// Writes a file, old enough to be identified by its time.
fn put(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    if fs::read(&path).is_ok_and(|there| there == bytes) {
        return;
    }
    fs::write(&path, bytes).unwrap();
    let old = SystemTime::now() - Duration::from_secs(60);
    fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
}

/// Puts bytes, written as hexadecimal digits, over those from `at` on.
fn overwrite(bytes: &mut [u8], at: usize, digits: &str) {
    let pairs = digits.as_bytes().chunks(2);
    let new = pairs.filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    for (place, byte) in bytes.iter_mut().skip(at).zip(new) {
        *place = byte;
    }
}

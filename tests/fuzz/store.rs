//! Where inputs are stored: the seeds in the repository, and what a run finds below cargo's folder for tests.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

/// The file beside waiting seeds that says which laws they break.
const LAWS: &str = "laws";

/// The ending of the names of seeds that are recipes.
const MADE: &str = ".times";

/// An input with a name.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    /// Its file's name.
    pub(crate) name: String,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
    /// Whether it is an expanded recipe, and so too long to make others from.
    pub(crate) made: bool,
}

/// Returns the seeds of a target that must hold.
pub(crate) fn seeds(target: &str) -> Vec<Seed> {
    read(&folder("seeds").join(target))
}

/// Returns the seeds of a target that show what is not fixed yet.
pub(crate) fn waiting(target: &str) -> Vec<Seed> {
    let mut seeds = read(&folder("waiting").join(target));
    seeds.retain(|seed| seed.name != LAWS);
    seeds
}

/// Returns the beginnings of the laws that these seeds break, one per line of the file `laws` beside them.
pub(crate) fn waiting_laws(target: &str) -> Vec<String> {
    let text = fs::read_to_string(folder("waiting").join(target).join(LAWS)).unwrap_or_default();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Returns where a run keeps what it finds in a target.
pub(crate) fn found_folder(target: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz").join(target);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Returns where a process holds its current input, in case the process does not survive it.
pub(crate) fn current(target: &str, process: u32) -> PathBuf {
    found_folder(target).join(format!("current-{process}"))
}

/// Keeps an input that broke a law; returns its place.
pub(crate) fn keep(target: &str, law: &str, bytes: &[u8]) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let law: String =
        law.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(50).collect();
    let path = found_folder(target).join(format!("{law}-{:08x}", hasher.finish() >> 32));
    fs::write(&path, bytes).unwrap();
    path
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)
}

fn read(folder: &Path) -> Vec<Seed> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut seeds: Vec<Seed> = entries
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| Seed {
            name: entry.file_name().into_string().unwrap(),
            bytes: fs::read(entry.path()).unwrap(),
            made: false,
        })
        .collect();
    seeds.sort_by(|one, other| one.name.cmp(&other.name));
    for seed in &mut seeds {
        if seed.name.ends_with(MADE) {
            seed.made = true;
            seed.bytes = made(std::str::from_utf8(&seed.bytes).unwrap()).into_bytes();
        }
    }
    seeds
}

/// Returns a text with `⟦N×PIECE⟧` expanded: the piece `N` times, with the number of each in place of `№`.
fn made(text: &str) -> String {
    let mut parts = text.split('⟦');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (times, rest) = part.split_once('×').unwrap();
        let (piece, rest) = rest.split_once('⟧').unwrap();
        for n in 0..times.parse::<usize>().unwrap() {
            out.push_str(&piece.replace('№', &n.to_string()));
        }
        out.push_str(rest);
    }
    out
}

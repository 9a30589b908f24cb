//! The command line. `cargo test` passes its arguments to every test program, so the options of Rust's own harness are
//! accepted and ignored.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// How many inputs a target makes by default: a moment's worth.
const BRIEFLY: u64 = 80;

/// The options.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// Parts of names of targets; none means all.
    pub(crate) filters: Vec<String>,
    /// Parts of names that are left out.
    pub(crate) skip: Vec<String>,
    /// Whether a filter is a whole name.
    pub(crate) exact: bool,
    /// For how long, all targets together.
    pub(crate) seconds: Option<f64>,
    /// How many inputs each target makes.
    pub(crate) runs: Option<u64>,
    /// The seed of the random numbers.
    pub(crate) seed: Option<u64>,
    /// A file with the one input to run.
    pub(crate) replay: Option<PathBuf>,
    /// Whether inputs that wait for a fix must hold now.
    pub(crate) waiting: bool,
    /// What this process should do.
    pub(crate) role: Role,
}

/// What a process does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Starts the workers, and survives them.
    #[default]
    Parent,
    /// Works for another process.
    Worker,
    /// Prints the names of the targets.
    List,
}

/// The usage text.
pub(crate) const USAGE: &str = "\
cargo test --test fuzz -- [OPTIONS] [TARGET]…
  --seconds N     fuzz for so long, all targets together (without: a fixed, small number of inputs)
  --runs N        make so many inputs for each target
  --seed N        begin with this number: the same number makes the same inputs
  --replay FILE   run the input in FILE and nothing else; needs a TARGET
  --waiting       let the seeds in `waiting/` count: they fail until what they show is fixed
  --list          name the targets";

/// Options of Rust's own harness that have a value.
const PASSED_OVER_WITH_VALUE: [&str; 6] =
    ["--test-threads", "--format", "--color", "--logfile", "-Z", "--shuffle-seed"];
/// Those without a value.
const PASSED_OVER: [&str; 10] = [
    "--nocapture",
    "--no-capture",
    "--show-output",
    "--quiet",
    "-q",
    "--ignored",
    "--include-ignored",
    "--report-time",
    "--ensure-time",
    "--shuffle",
];

impl Options {
    /// Reads the arguments; `Err` says which one is wrong.
    pub(crate) fn read(words: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let (name, inline) = match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (word.as_str(), None),
            };
            let mut value =
                || inline.clone().or_else(|| words.next()).ok_or(format!("`{name}` needs a value"));
            match name {
                "--seconds" => options.seconds = Some(number(name, &value()?)?),
                "--runs" => options.runs = Some(number(name, &value()?)?),
                "--seed" => options.seed = Some(number(name, &value()?)?),
                "--replay" => options.replay = Some(value()?.into()),
                "--skip" => options.skip.push(value()?),
                "--exact" => options.exact = true,
                "--waiting" => options.waiting = true,
                "--worker" => options.role = Role::Worker,
                "--list" => options.role = Role::List,
                _ if PASSED_OVER.contains(&name) => {}
                _ if PASSED_OVER_WITH_VALUE.contains(&name) => drop(value()?),
                _ if name.starts_with('-') => return Err(format!("`{name}` is not an option")),
                _ => options.filters.push(word),
            }
        }
        if options.seconds.is_some_and(|seconds| !(0.0..=1e6).contains(&seconds)) {
            return Err("`--seconds` is not a number of seconds".to_owned());
        }
        Ok(options)
    }

    /// Whether a target is selected.
    pub(crate) fn wants(&self, target: &str) -> bool {
        let name = format!("fuzz::{target}");
        let fits = |filter: &String| {
            if self.exact { *filter == name || filter == target } else { name.contains(filter) }
        };
        (self.filters.is_empty() || self.filters.iter().any(fits)) && !self.skip.iter().any(fits)
    }

    /// Whether this is more than what `cargo test` does by itself.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.seconds.is_some() || self.runs.is_some() || self.replay.is_some() || self.waiting
    }

    /// Returns the seed: by default always the same for a small run, and a new one each time for a long run.
    pub(crate) fn first_number(&self) -> u64 {
        self.seed.unwrap_or_else(|| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            if self.seconds.is_some() { now.as_secs() } else { 0 }
        })
    }

    /// Returns the maximum number of inputs that a target makes.
    pub(crate) fn most_runs(&self) -> u64 {
        self.runs.unwrap_or(if self.seconds.is_some() { u64::MAX } else { BRIEFLY })
    }
}

fn number<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("`{name} {text}` is not a number"))
}

//! [`Git`]: runs the user's own `git` so that, whatever settings and hooks they have, it does what is asked and nothing
//! else; and reports what went wrong without secrets.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::deploy::remote::redact;
use crate::deploy::trouble::GitIssue;

/// The user's git, in a folder.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
    environment: Vec<(OsString, OsString)>,
}

/// Why git did not do what it was asked to do.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// It did not start.
    #[error("cannot start `git`: {0}; deploying needs it: https://git-scm.com/downloads")]
    Start(io::Error),
    /// It failed.
    #[error("{}", explained(*trouble, what, said))]
    Failed {
        /// What it should have done.
        what: String,
        /// What its words mean.
        trouble: Option<GitIssue>,
        /// What it said, without secrets.
        said: String,
    },
    /// Its input could not be read.
    #[error("cannot give `git {what}` the files: {cause}")]
    Input {
        /// What it should have done.
        what: String,
        /// What the system says.
        cause: io::Error,
    },
    /// The place where it keeps its objects cannot be changed.
    #[error("cannot write to git's objects in `{path}`: {cause}")]
    Store {
        /// That place.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
    /// It answered something that we do not understand.
    #[error("`git {what}` gave an unexpected answer: `{said}`")]
    Answer {
        /// What it should have done.
        what: String,
        /// What it said, without secrets.
        said: String,
    },
}

fn explained(trouble: Option<GitIssue>, what: &str, said: &str) -> String {
    let mut text = match trouble {
        Some(trouble) => trouble.to_string(),
        None => format!("`git {what}` failed"),
    };
    let said = said.trim_end();
    if !said.is_empty() {
        text.push_str("\n\ngit says:");
        for line in said.lines() {
            write!(text, "\n  {line}").expect("a string takes everything");
        }
    }
    text
}

/// Variables that git reads and the user may have set for good reason. Every other `GIT_*` is removed: within a hook or
/// an alias, some of them lead to another repository or index, and the tracing ones print secrets.
const KEPT: &[&str] = &[
    "GIT_ALLOW_PROTOCOL",
    "GIT_ASKPASS",
    "GIT_AUTHOR_DATE",
    "GIT_AUTHOR_EMAIL",
    "GIT_AUTHOR_NAME",
    "GIT_CEILING_DIRECTORIES",
    "GIT_COMMITTER_DATE",
    "GIT_COMMITTER_EMAIL",
    "GIT_COMMITTER_NAME",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXEC_PATH",
    "GIT_PROXY_COMMAND",
    "GIT_PROXY_SSL_CAINFO",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSH_VARIANT",
    "GIT_SSL_CAINFO",
    "GIT_SSL_CAPATH",
    "GIT_TERMINAL_PROMPT",
    // Git's own switch for testing what happens in somebody else's folder; our tests use it.
    "GIT_TEST_ASSUME_DIFFERENT_OWNER",
];

fn is_kept(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return true };
    !name.starts_with("GIT_")
        || KEPT.contains(&name)
        || ["GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"].iter().any(|start| name.starts_with(start))
}

/// How git says that something does not exist.
const NOTHING: &[&str] = &[
    "not a git repository",
    "must be run in a work tree",
    "not a valid object name",
    "could not get object info",
];

/// Settings that would make git do more than it is asked, or something else. Hooks have nothing to do with the
/// published branch, and a monitor would be left running.
const SETTINGS: &[&str] = &[
    // A folder of the site that looks like a repository may contain settings that run programs.
    "safe.bareRepository=explicit",
    "protocol.ext.allow=never",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.splitIndex=false",
    "core.sparseCheckout=false",
    "core.ignoreCase=false",
    "core.quotePath=false",
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
    "gc.auto=0",
    "maintenance.auto=false",
    "push.recurseSubmodules=no",
    "push.followTags=false",
    "color.ui=false",
    "advice.detachedHead=false",
];

impl Git {
    /// Returns the user's git in `folder`. `environment` is the program's own; `asks` says whether there is somebody at
    /// a terminal who can be asked for a password.
    pub fn new(
        folder: &Path,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
        asks: bool,
    ) -> Self {
        let mut environment: Vec<(OsString, OsString)> =
            environment.into_iter().filter(|(name, _)| is_kept(name)).collect();
        for (_, paths) in environment.iter_mut().filter(|(name, _)| name == "PATH") {
            // Programs must not be looked up in the site's own folder.
            let absolute = std::env::split_paths(paths).filter(|path| path.is_absolute());
            if let Ok(absolute) = std::env::join_paths(absolute.collect::<Vec<_>>()) {
                *paths = absolute;
            }
        }
        let mut set = |name: &str, value: &str| environment.push((name.into(), value.into()));
        // We interpret its messages.
        set("LC_ALL", "C");
        // Reading must not write the user's index.
        set("GIT_OPTIONAL_LOCKS", "0");
        // Commits are used as they are, even if somebody has replaced them locally.
        set("GIT_NO_REPLACE_OBJECTS", "1");
        if !asks {
            set("GIT_TERMINAL_PROMPT", "0");
        }
        Self { folder: folder.to_owned(), environment }
    }

    /// Returns the same git in another folder, with more variables.
    pub(super) fn within(&self, folder: &Path, more: &[(&str, &Path)]) -> Self {
        Self { folder: folder.to_owned(), ..self.with(more) }
    }

    /// Returns the same git with more variables.
    pub(super) fn with(&self, more: &[(&str, &Path)]) -> Self {
        let mut git = self.clone();
        let more = more.iter().map(|(name, path)| ((*name).into(), path.as_os_str().into()));
        git.environment.extend(more);
        git
    }

    /// Returns the folder where it runs.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs it. The first of `arguments` is its command.
    pub(super) fn run(&self, arguments: &[&str]) -> Result<String, GitError> {
        text(arguments, self.bytes(arguments, Vec::new())?)
    }

    /// Runs it with something to read.
    pub(super) fn feed(&self, arguments: &[&str], input: Vec<u8>) -> Result<String, GitError> {
        text(arguments, self.bytes(arguments, input)?)
    }

    /// Runs it and returns its answer unchanged.
    pub(super) fn bytes(&self, arguments: &[&str], input: Vec<u8>) -> Result<Vec<u8>, GitError> {
        let output = self.output(arguments, input)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(arguments, &output)) }
    }

    /// Runs it for an answer that may not exist: `None` if it says so, by silence or in words. Everything else is an
    /// error.
    pub(super) fn ask(&self, arguments: &[&str]) -> Result<Option<String>, GitError> {
        let output = self.output(arguments, Vec::new())?;
        if output.status.success() {
            return text(arguments, output.stdout).map(Some);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let nothing = said.trim().is_empty()
            || NOTHING.iter().any(|words| said.to_lowercase().contains(words));
        if nothing { Ok(None) } else { Err(failed(arguments, &output)) }
    }

    /// Runs it with input that is written while it runs. Its answer must be short.
    pub(super) fn pour(
        &self,
        arguments: &[&str],
        write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<(), GitError> {
        let mut child = self.start(arguments, false)?;
        let mut stdin = BufWriter::new(child.stdin.take().expect("it is piped"));
        let words = StderrTail::of(&mut child);
        let written = write(&mut stdin).and_then(|()| stdin.flush());
        // Only then does it know that there is no more input.
        drop(stdin);
        let output = ended(child, words)?;
        match written {
            // If it ends early, its status says why.
            Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
                Err(GitError::Input { what: name(arguments), cause })
            }
            _ if !output.status.success() => Err(failed(arguments, &output)),
            _ => Ok(()),
        }
    }

    fn output(&self, arguments: &[&str], input: Vec<u8>) -> Result<Output, GitError> {
        let mut child = self.start(arguments, input.is_empty())?;
        // Writes and reads at the same time, because either side may fill its pipe while the other waits.
        let writer = writer(&mut child, input);
        let words = StderrTail::of(&mut child);
        let output = ended(child, words)?;
        drop(writer.map(thread::JoinHandle::join));
        Ok(output)
    }

    fn start(&self, arguments: &[&str], is_silent: bool) -> Result<Child, GitError> {
        let mut command = Command::new("git");
        for setting in SETTINGS {
            command.arg("-c").arg(setting);
        }
        let stdin = if is_silent { Stdio::null() } else { Stdio::piped() };
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().map_err(GitError::Start)
    }
}

/// Writes a child's input, in a thread.
fn writer(child: &mut Child, input: Vec<u8>) -> Option<thread::JoinHandle<()>> {
    let mut stdin = child.stdin.take()?;
    // A child that ends early has not read everything, and its status says why.
    Some(thread::spawn(move || drop(stdin.write_all(&input))))
}

/// How long we wait for its messages after it has ended.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// A child's standard error, as it arrives. A helper that it leaves behind (a shared ssh connection) can keep it open
/// for hours, so we must not wait for its end.
struct StderrTail {
    said: Arc<Mutex<Vec<u8>>>,
    over: Receiver<()>,
}

impl StderrTail {
    fn of(child: &mut Child) -> Self {
        let said = Arc::new(Mutex::new(Vec::new()));
        let (sender, over) = mpsc::channel::<()>();
        if let Some(mut stderr) = child.stderr.take() {
            let said = Arc::clone(&said);
            thread::spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(count @ 1..) = stderr.read(&mut bytes) {
                    let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
                    said.extend_from_slice(bytes.get(..count).unwrap_or(&[]));
                }
                drop(sender);
            });
        }
        Self { said, over }
    }

    fn all(self) -> Vec<u8> {
        // Nothing is ever sent: when the other end is gone, everything was read.
        let _ = self.over.recv_timeout(LAST_WORDS);
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Waits for a child to end, and returns its answer.
fn ended(mut child: Child, words: StderrTail) -> Result<Output, GitError> {
    let mut stdout = Vec::new();
    if let Some(mut out) = child.stdout.take() {
        out.read_to_end(&mut stdout).map_err(GitError::Start)?;
    }
    let status = child.wait().map_err(GitError::Start)?;
    Ok(Output { status, stdout, stderr: words.all() })
}

/// Returns its command without the settings, for messages.
fn name(arguments: &[&str]) -> String {
    let settings = arguments.chunks(2).take_while(|pair| pair.first() == Some(&"-c")).count();
    arguments.get(2 * settings).copied().unwrap_or_default().to_owned()
}

fn failed(arguments: &[&str], output: &Output) -> GitError {
    // `push --porcelain` reports on its standard output what happened to the branch.
    let mut said = String::from_utf8_lossy(&output.stderr).into_owned();
    let what = name(arguments);
    if what == "push" {
        said.push_str(&String::from_utf8_lossy(&output.stdout));
    }
    let said = redact(&said).into_owned();
    // Words of a remote mean something else if no remote was asked.
    let talks = matches!(what.as_str(), "push" | "fetch" | "ls-remote");
    let trouble = GitIssue::of(&said).filter(|trouble| talks || trouble.is_local());
    GitError::Failed { what, trouble, said }
}

fn text(arguments: &[&str], bytes: Vec<u8>) -> Result<String, GitError> {
    String::from_utf8(bytes).map_err(|error| {
        let said = String::from_utf8_lossy(error.as_bytes()).into_owned();
        GitError::Answer { what: name(arguments), said: redact(&said).into_owned() }
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::is_kept;

    #[test]
    fn variables_that_lead_astray_are_left_out() {
        for name in ["HOME", "PATH", "SSH_AUTH_SOCK", "GIT_SSH_COMMAND", "GIT_CONFIG_KEY_0"] {
            assert!(is_kept(OsStr::new(name)), "{name}");
        }
        for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_TRACE", "GIT_CURL_VERBOSE"]
        {
            assert!(!is_kept(OsStr::new(name)), "{name}");
        }
    }
}

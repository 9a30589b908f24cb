//! What the library must be told about the machine: the time, the user's folders, the current folder.

use std::path::{Path, PathBuf};

use nutgraf::engine::Clock;

/// Returns today, unless `--now` says otherwise.
pub(super) fn clock(now: Option<jiff::civil::Date>) -> Clock {
    now.map_or_else(|| Clock::At(jiff::Timestamp::now()), Clock::Day)
}

/// Returns today where the user is, as far as the machine knows.
pub(super) fn local_today() -> jiff::civil::Date {
    jiff::tz::TimeZone::system().to_datetime(jiff::Timestamp::now()).date()
}

/// Returns the user's home folder, which must never become an output folder.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line reads the environment for the library"
)]
pub(super) fn home() -> Option<PathBuf> {
    std::env::var("HOME")
        .or_else(|_| std::env::var("USERPROFILE"))
        .ok()
        .filter(|home| !home.is_empty())
        .map(PathBuf::from)
}

/// Returns where this user's programs keep data that is neither settings nor shared. `None` if there is no home folder.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line reads the environment for the library"
)]
pub(super) fn state_folder() -> Option<PathBuf> {
    // https://specifications.freedesktop.org/basedir-spec/: a relative path is ignored.
    let variable =
        |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|it| it.is_absolute());
    let folder = variable("XDG_STATE_HOME").or_else(|| {
        if cfg!(windows) {
            return variable("LOCALAPPDATA");
        }
        // A home folder that does not exist must not be created.
        let home = variable("HOME").filter(|home| home.is_dir())?;
        let macos = cfg!(target_os = "macos");
        Some(home.join(if macos { "Library/Application Support" } else { ".local/state" }))
    });
    folder.map(|folder| folder.join("nutgraf"))
}

/// Returns a path for display: relative to the current folder if it is there.
#[expect(clippy::disallowed_methods, reason = "only for showing")]
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let relative = here
        .as_ref()
        .and_then(|here| path.strip_prefix(here).ok())
        .filter(|relative| !relative.as_os_str().is_empty());
    relative.unwrap_or(path).display().to_string()
}

/// Returns a path as it has to be typed in a shell.
pub(crate) fn typed(path: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || "/._-+:@%,~".contains(char);
    let path = if path.starts_with(['-', '~']) { format!("./{path}") } else { path.to_owned() };
    if path.chars().all(is_plain) {
        path
    } else if cfg!(windows) {
        format!("\"{path}\"")
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

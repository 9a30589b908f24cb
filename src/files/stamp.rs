//! [`FileStamp`]: the metadata of a file that identifies it without reading it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// Size, times and number of a file. As long as they are the same, so are the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FileStamp {
    size: u64,
    /// When the bytes changed, and when any part of the file changed, in nanoseconds since 1970.
    modified: u64,
    changed: u64,
    number: u64,
}

/// What was seen at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// No file.
    Nothing,
    /// A file that was changed so recently that its next change could leave its metadata as it is.
    Fresh,
    /// A file that can be identified later.
    File(FileStamp),
}

impl Seen {
    /// Returns the stamp of an existing file, if the file can be identified later; `None` if there is no file.
    pub fn file(self) -> Option<Option<FileStamp>> {
        match self {
            Self::Nothing => None,
            Self::Fresh => Some(None),
            Self::File(stamp) => Some(Some(stamp)),
        }
    }
}

/// Clocks of file systems tick: on Linux every 1 to 10 ms. A file that changes twice in a tick has the same times twice
/// (git calls such a file "racily clean").
const TICK: Duration = Duration::from_millis(50);
/// FAT counts in steps of two seconds, some network file systems in steps of one.
const COARSE_TICK: Duration = Duration::from_millis(2_500);

impl FileStamp {
    /// Returns the stamp of a file.
    pub fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().map_or(0, nanoseconds);
        let (changed, number) = system_marks(metadata);
        Self { size: metadata.len(), modified, changed, number }
    }

    /// Returns the same, from what Unix says about a name in an open folder.
    #[cfg(unix)]
    pub(super) fn of_stat(stat: &rustix::fs::Stat) -> Self {
        let nanoseconds = |seconds: i128, rest: i128| {
            u64::try_from((seconds * 1_000_000_000 + rest).max(0)).unwrap_or(u64::MAX)
        };
        Self {
            size: u64::try_from(stat.st_size).unwrap_or(0),
            modified: nanoseconds(stat.st_mtime.into(), stat.st_mtime_nsec.into()),
            changed: nanoseconds(stat.st_ctime.into(), stat.st_ctime_nsec.into()),
            number: stat.st_ino,
        }
    }

    /// Returns the number of bytes in the file.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Returns when the bytes changed, in nanoseconds since 1970.
    pub(crate) fn modified(&self) -> u64 {
        self.modified
    }

    /// Whether the clock of the file system has moved on between the file's last change and `now`.
    pub(crate) fn is_settled(&self, now: SystemTime) -> bool {
        let latest = self.modified.max(self.changed);
        let coarse = latest.is_multiple_of(1_000_000);
        let tick = if coarse { COARSE_TICK } else { TICK };
        let tick = u64::try_from(tick.as_nanos()).unwrap_or(u64::MAX);
        // A file from the future may change again before that time is reached.
        nanoseconds(now).checked_sub(latest).is_some_and(|age| age > tick)
    }
}

fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    u64::try_from(since).unwrap_or(u64::MAX)
}

/// When any part of the file changed, and its number: a file that is moved over another brings its own.
#[cfg(unix)]
fn system_marks(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = u64::try_from(metadata.ctime()).unwrap_or(0);
    let rest = u64::try_from(metadata.ctime_nsec()).unwrap_or(0);
    (seconds.saturating_mul(1_000_000_000).saturating_add(rest), metadata.ino())
}

#[cfg(not(unix))]
fn system_marks(metadata: &Metadata) -> (u64, u64) {
    (metadata.created().map_or(0, nanoseconds), 0)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::FileStamp;

    #[test]
    fn a_file_is_known_again_only_when_the_clock_has_ticked() {
        let stamp = |modified| FileStamp { size: 1, modified, changed: 0, number: 1 };
        let at = |milliseconds| UNIX_EPOCH + Duration::from_millis(milliseconds);
        let fine = stamp(1_000_000_001);
        assert!(!fine.is_settled(at(1_020)) && fine.is_settled(at(1_060)));
        let coarse = stamp(1_000_000_000);
        assert!(!coarse.is_settled(at(3_000)) && coarse.is_settled(at(4_000)));
        assert!(!fine.is_settled(at(10)), "it comes from the future");
    }
}

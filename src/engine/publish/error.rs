//! [`PublishError`]: why a site could not be published, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::path::SitePath;

/// Why a site could not be published. Unless the message says otherwise, the folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// This folder must never be an output folder.
    #[error("`{}` cannot be the output folder: it {refusal}; choose a folder of its own, such as `public`", output.display())]
    Refused {
        /// The resolved folder.
        output: PathBuf,
        /// What forbids it.
        refusal: ForbiddenOutput,
    },
    /// The output path, or something on the way to it, is not a folder.
    #[error("`{}` is not a folder; choose another output folder, or move that file away", path.display())]
    NotAFolder {
        /// What is not a folder.
        path: PathBuf,
    },
    /// The folder holds files but no manifest.
    #[error(
        "`{}` already holds files that nutgraf did not write, such as `{example}`; choose another output folder, \
         or use `--adopt`, which keeps every file there", output.display()
    )]
    NotOurs {
        /// The output folder.
        output: PathBuf,
        /// One of the files: the first by name.
        example: String,
    },
    /// Another build has the folder open.
    #[error("another nutgraf is publishing into `{}`; wait until it is done", output.display())]
    Busy {
        /// The output folder.
        output: PathBuf,
    },
    /// The manifest or the journal is damaged.
    #[error(
        "`{}` is damaged ({reason}), so it is unknown which files nutgraf wrote; restore it, or choose another \
         output folder, or delete it and use `--adopt`", file.display()
    )]
    Damaged {
        /// The manifest or the journal.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The manifest or the journal was written by a later nutgraf.
    #[error("`{}` was written by a newer nutgraf (format {version}); update nutgraf, or choose another output folder", file.display())]
    Newer {
        /// The manifest or the journal.
        file: PathBuf,
        /// Its version.
        version: u64,
    },
    /// Something that is not ours is where the site needs a file or a folder; nothing was published.
    #[error("nothing was published, because in `{}` {}; move that away, then build again", output.display(), listed(obstacles))]
    Obstacles {
        /// The output folder.
        output: PathBuf,
        /// All of them, by path.
        obstacles: Vec<Obstacle>,
    },
    /// Some folders of the output cannot be changed, so that only part of the new site could be put there.
    #[error("nothing was published, because you are not allowed to change names in {}; make {} writable, then build again", shown(output, folders), if folders.len() == 1 { "it" } else { "them" })]
    Locked {
        /// The output folder.
        output: PathBuf,
        /// The folders, below it.
        folders: Vec<String>,
    },
    /// The name is reserved for our own files.
    #[error(
        "`{path}` cannot be published: names that begin with `.nutgraf-` are reserved for nutgraf; rename the file"
    )]
    Reserved {
        /// The file.
        path: SitePath,
    },
    /// A path was staged twice.
    #[error("two files would be published at `{path}`; give one of them another path")]
    Twice {
        /// The file.
        path: SitePath,
    },
    /// One path would have to be a file and a folder.
    #[error(
        "`{file}` cannot be both a file and the folder of `{below}`; give one of the two another path"
    )]
    Clash {
        /// The file.
        file: SitePath,
        /// A file below it.
        below: SitePath,
    },
    /// `commit` was called after `stage` had failed.
    #[error("nothing was published, because a file could not be prepared")]
    Incomplete,
    /// We may not write there.
    #[error("cannot {action} `{}`: {cause}; make the folder that holds it writable, or choose another output folder", path.display())]
    ReadOnly {
        /// What we tried to do.
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// The system's answer.
        cause: io::Error,
    },
    /// The disk or the quota is full.
    #[error("cannot {action} `{}`: {cause}; free some space, then build again", path.display())]
    Full {
        /// What we tried to do.
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// The system's answer.
        cause: io::Error,
    },
    /// Anything else that the system refused.
    #[error("cannot {action} `{}`: {cause}", path.display())]
    Io {
        /// What we tried to do.
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// The system's answer.
        cause: io::Error,
    },
    /// The new site is complete and safe, but part of it is not yet in place.
    #[error("`{}` holds only part of the new site ({cause}); fix the cause and build again to finish", output.display())]
    Interrupted {
        /// The output folder.
        output: PathBuf,
        /// What was in the way.
        cause: Box<PublishError>,
    },
}

impl PublishError {
    /// Something could not be read.
    pub(super) fn read(action: &'static str, path: &Path, cause: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), cause }
    }

    /// Something could not be changed: here the cause decides the remedy.
    pub(super) fn change(action: &'static str, path: &Path, cause: io::Error) -> Self {
        let path = path.to_owned();
        match cause.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { action, path, cause }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::Full { action, path, cause }
            }
            _ => Self::Io { action, path, cause },
        }
    }
}

/// What forbids an output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForbiddenOutput {
    /// It is `/` or the like.
    FileSystemRoot,
    /// It is the user's home folder, or contains it.
    Home,
    /// It is the site's folder, or contains it.
    Site,
    /// It is, contains or is inside this folder, which the site is made from.
    Input(PathBuf),
    /// It is, contains or is inside this folder of the site, which is nutgraf's own, or private.
    Private(PathBuf),
    /// It is, contains or is inside this folder of a version control system.
    VersionControl(PathBuf),
    /// This link in the site's folder leads out of it.
    Link(PathBuf),
    /// The site's settings lead out of its folder.
    Outside,
}

impl fmt::Display for ForbiddenOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FileSystemRoot => f.write_str("is the root of the file system"),
            Self::Home => f.write_str("is your home folder, or contains it"),
            Self::Site => f.write_str("is the site's own folder, or contains it"),
            Self::Input(path) => {
                write!(
                    f,
                    "is, contains or is inside `{}`, which the site is made from",
                    path.display()
                )
            }
            Self::Private(path) => {
                write!(
                    f,
                    "is, contains or is inside `{}`, which is never published",
                    path.display()
                )
            }
            Self::Link(path) => {
                let path = path.display();
                write!(
                    f,
                    "is reached through the link `{path}`, which leads out of the site's folder"
                )
            }
            Self::Outside => {
                f.write_str("is outside the site's folder, which only `--output-dir` can allow")
            }
            Self::VersionControl(path) => {
                write!(
                    f,
                    "is, contains or is inside `{}`, which belongs to version control",
                    path.display()
                )
            }
        }
    }
}

/// Something in the output folder that is in the way and is not ours.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Obstacle {
    /// Where, below the output folder.
    pub path: String,
    /// What.
    pub problem: Problem,
}

/// What is in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// A file that is not in the manifest.
    Foreign,
    /// The same, but with exactly the bytes of our file.
    ForeignButEqual,
    /// A file of ours that somebody changed since, where a folder must be, or in a folder that must become a file.
    Changed,
    /// A folder where a file must be.
    Folder,
    /// A file where a folder must be.
    File,
    /// A symbolic link.
    Link,
    /// Neither a file nor a folder nor a link.
    Special,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.problem {
            Problem::Foreign => "was not written by nutgraf",
            Problem::ForeignButEqual => {
                "was not written by nutgraf (its contents are right: `--adopt` would take it over)"
            }
            Problem::Changed => "was changed after nutgraf wrote it",
            Problem::Folder => "is a folder where a file should be",
            Problem::File => "is a file where a folder should be",
            Problem::Link => "is a symbolic link, which nutgraf does not follow",
            Problem::Special => "is neither a file nor a folder",
        };
        write!(f, "`{}` {problem}", self.path)
    }
}

fn shown(output: &Path, folders: &[String]) -> String {
    let shown = folders.iter().map(|folder| format!("`{}`", output.join(folder).display()));
    shown.collect::<Vec<_>>().join(", ")
}

fn listed(obstacles: &[Obstacle]) -> String {
    obstacles.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

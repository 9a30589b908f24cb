//! What is at a path of one of our folders, and why a file is opened.

use crate::files::stamp::FileStamp;

/// What the system says about something at a path.
#[derive(Clone, Copy, Debug)]
pub struct There {
    /// What it is.
    pub kind: FileKind,
    /// What identifies an unchanged file.
    pub stamp: FileStamp,
}

/// What something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a socket, a device.
    Special,
}

/// Why a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be read.
    Read,
    /// To write to it, without emptying it.
    Write,
    /// To create and write it, if there is nothing yet.
    Create(Access),
}

/// Who may read a new file, if the system can restrict that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Everyone whom the system lets.
    Usual,
    /// Its owner.
    Owner,
}

//! What lies at a path of a folder that is ours, and for what it is opened.

use crate::files::stamp::FileStamp;

/// What the system says of something that lies at a path.
#[derive(Clone, Copy, Debug)]
pub struct There {
    /// What it is.
    pub kind: FileKind,
    /// By what a file is known again.
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

/// For what a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be read.
    Read,
    /// To be written, as it is.
    Write,
    /// To be written, where there is nothing yet.
    Create(Access),
}

/// Who may read a file that is made, where the system has a say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Whom the system lets.
    Usual,
    /// Its owner.
    Owner,
}

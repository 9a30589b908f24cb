//! [`Files`]: a place that holds what a site is made from, and what is found there.

use std::io::{self, Read, Seek};
use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::files::stamp::Seen;
use crate::path::SitePath;

/// A place that holds a site's files.
pub trait Files: Sync {
    /// All files below a folder (from the root, no final slash; `""` is the root), sorted by path.
    /// A folder that does not exist holds none. What [`is_ignored`] names is left out.
    fn walk(&self, folder: &str) -> Result<Walk, FileError>;

    /// The bytes of a file; `None` if there is no such file.
    fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, FileError>;

    /// The first bytes of a file, at most `limit`; `None` if there is no such file.
    fn read_head(&self, path: &SitePath, limit: usize) -> Result<Option<Vec<u8>>, FileError>;

    /// A file, opened to read parts of it; `None` if there is no such file.
    fn open(&self, path: &SitePath) -> Result<Option<Opened>, FileError> {
        Ok(self.read(path)?.map(|bytes| Opened::of_bytes(io::Cursor::new(bytes))))
    }

    /// What is at a path, without reading it.
    fn look(&self, path: &SitePath) -> Result<Seen, FileError>;

    /// Where a file lies on disk, if it lies there: so that it can be copied without being loaded.
    fn on_disk(&self, path: &SitePath) -> Option<PathBuf>;
}

/// What can be read from any place on.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// An open file.
pub struct Opened {
    /// Its bytes, to be read where they are wanted.
    pub bytes: Box<dyn ReadSeek>,
    /// How many it had when it was opened.
    pub length: u64,
}

impl Opened {
    /// Takes over a file. An error where it is not a regular one.
    pub fn of_file(file: std::fs::File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::other("this is not a regular file"));
        }
        Ok(Self { length: metadata.len(), bytes: Box::new(file) })
    }

    /// Bytes in memory as an open file.
    pub fn of_bytes(bytes: io::Cursor<impl AsRef<[u8]> + Send + 'static>) -> Self {
        Self { length: bytes.get_ref().as_ref().len() as u64, bytes: Box::new(bytes) }
    }
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The regular files, sorted.
    pub files: Vec<SitePath>,
    /// What could not be taken as a file, with the reason.
    pub faults: Vec<(SitePath, WalkFault)>,
    /// Whether one of the files is a link to another place of the site, where it can change without a sign here.
    pub links: bool,
}

/// Why something found on a walk is no file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WalkFault {
    /// A symbolic link whose target lies outside the site.
    LinkOutside,
    /// A symbolic link to what is private in the site's folder: hidden, or in [`PRIVATE_FOLDER`].
    LinkPrivate,
    /// A symbolic link to a folder.
    LinkToFolder,
    /// A symbolic link to nothing.
    LinkBroken,
    /// A pipe, a socket or a device.
    NotRegular,
    /// The name is not UTF-8, or has characters that a path may not have; shown as far as it can be.
    Name(String),
}

/// The world refused to give a file.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{path}`: {cause}")]
pub struct FileError {
    /// What was asked for, from the site's root.
    pub path: String,
    /// What the system said.
    pub cause: io::Error,
}

/// Whether a file or folder of this name is none of ours: hidden, or an editor's backup or swap file. What must lie in
/// `.well-known/` is meant for everybody (RFC 8615).
pub fn is_ignored(name: &str) -> bool {
    (name.starts_with('.') && name != ".well-known")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swx", ".swo", ".bak", ".tmp", ".orig", ".rej"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// The finding that a fault of a walk stands for.
pub fn fault_finding((path, fault): &(SitePath, WalkFault)) -> Diagnostic {
    let place = Place::file(path);
    let finding = |code, message: String, hint: &str| {
        Diagnostic::new(code, place.clone(), message).hint(hint)
    };
    match fault {
        WalkFault::LinkOutside => finding(
            Code::FileLinkOutside,
            "this symbolic link leads out of the site".into(),
            "copy the file into the site: links out of it are not followed",
        ),
        WalkFault::LinkPrivate => finding(
            Code::FileLinkOutside,
            "this symbolic link leads to what is not published".into(),
            "copy the file here: nothing in a hidden folder, or in `snapshots`, is published through a link",
        ),
        WalkFault::LinkToFolder => finding(
            Code::FileLinkOutside,
            "this symbolic link leads to a folder".into(),
            "move the folder here: one file at two paths would be two pages",
        ),
        WalkFault::LinkBroken => finding(
            Code::FileLinkOutside,
            "this symbolic link leads nowhere".into(),
            "remove it, or copy the file here",
        ),
        WalkFault::NotRegular => finding(
            Code::FileNotRegular,
            "this is a pipe, socket or device".into(),
            "remove it: only files and folders belong here",
        ),
        WalkFault::Name(name) => finding(
            Code::FileName,
            format!("the name `{name}` cannot be used in a path"),
            "rename it with letters, digits and `-`",
        ),
    }
}

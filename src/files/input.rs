//! [`Files`]: a place that holds a site's input, and what is found there.

use std::io::{self, Read, Seek};
use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::files::stamp::Seen;
use crate::path::SitePath;

/// A place that holds a site's files.
pub trait Files: Sync {
    /// Returns all files below a folder (from the root, no final slash; `""` is the root), sorted by path. A folder
    /// that does not exist has none. What [`is_ignored`] names is left out.
    fn walk(&self, folder: &str) -> Result<Walk, FileError>;

    /// Returns the names of what is directly in a folder (`""` is the root), in no fixed order, without looking at any of
    /// it. A folder that cannot be read has none: this is for remarks, not for what is published.
    fn names(&self, folder: &str) -> Vec<String> {
        let _ = folder;
        Vec::new()
    }

    /// Returns the bytes of a file; `None` if there is no such file.
    fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, FileError>;

    /// Returns the first bytes of a file, at most `limit`; `None` if there is no such file.
    fn read_head(&self, path: &SitePath, limit: usize) -> Result<Option<Vec<u8>>, FileError>;

    /// Opens a file, to read parts of it; `None` if there is no such file.
    fn open(&self, path: &SitePath) -> Result<Option<Opened>, FileError> {
        Ok(self.read(path)?.map(|bytes| Opened::of_bytes(io::Cursor::new(bytes))))
    }

    /// Returns what is at a path, without reading it.
    fn look(&self, path: &SitePath) -> Result<Seen, FileError>;

    /// Returns the file's path on disk, if it is on disk, so that it can be copied without being loaded.
    fn on_disk(&self, path: &SitePath) -> Option<PathBuf>;
}

/// What can be read from any position on.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// An open file.
pub struct Opened {
    /// Its bytes, to be read as needed.
    pub bytes: Box<dyn ReadSeek>,
    /// Its length in bytes when it was opened.
    pub length: u64,
}

impl Opened {
    /// Wraps a file. An error if it is not a regular file.
    pub fn of_file(file: std::fs::File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::other("this is not a regular file"));
        }
        Ok(Self { length: metadata.len(), bytes: Box::new(file) })
    }

    /// Returns bytes in memory as an open file.
    pub fn of_bytes(bytes: io::Cursor<impl AsRef<[u8]> + Send + 'static>) -> Self {
        Self { length: bytes.get_ref().as_ref().len() as u64, bytes: Box::new(bytes) }
    }
}

/// The result of a walk.
#[derive(Debug, Default)]
pub struct Walk {
    /// The regular files, sorted.
    pub files: Vec<SitePath>,
    /// What could not be used as a file, with the reason.
    pub faults: Vec<(SitePath, WalkFault)>,
    /// Whether one of the files is a link to another place in the site, where it can change without a sign here.
    pub links: bool,
}

/// Why something found on a walk is not a file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WalkFault {
    /// A symbolic link whose target is outside the site.
    LinkOutside,
    /// A symbolic link to a private part of the site's folder: hidden, or in [`PRIVATE_FOLDER`](crate::files::PRIVATE_FOLDER).
    LinkPrivate,
    /// A symbolic link to a folder.
    LinkToFolder,
    /// A symbolic link to nothing.
    LinkBroken,
    /// A pipe, a socket or a device.
    NotRegular,
    /// The name is not UTF-8, or has characters that a path must not have; shown as well as possible.
    Name(String),
}

/// The system could not provide a file.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{path}`: {cause}")]
pub struct FileError {
    /// The requested path, from the site's root.
    pub path: String,
    /// The system's error.
    pub cause: io::Error,
}

/// Whether a file or folder with this name is ignored: hidden, an editor's backup or swap file, or what a system or an
/// office program leaves in folders. What belongs in `.well-known/` is meant for everybody (RFC 8615).
pub fn is_ignored(name: &str) -> bool {
    (name.starts_with('.') && name != ".well-known")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name.starts_with("~$")
        || [".swp", ".swx", ".swo", ".bak", ".tmp", ".orig", ".rej", ".crdownload"]
            .iter()
            .any(|end| ends_with(name, end))
        || LITTER.iter().any(|litter| name.eq_ignore_ascii_case(litter))
}

/// The names of files and folders that Windows, macOS, Linux and network drives leave in folders.
const LITTER: [&str; 11] = [
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "icon\r",
    "__macosx",
    "$recycle.bin",
    "system volume information",
    "lost+found",
    "@eadir",
    "#recycle",
];

/// Whether a name has an ending, in any case.
fn ends_with(name: &str, end: &str) -> bool {
    let at = name.len().checked_sub(end.len());
    at.and_then(|at| name.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

/// Returns the finding for a fault of a walk.
pub fn fault_finding((path, fault): &(SitePath, WalkFault)) -> Diagnostic {
    let place = Place::file(path);
    let finding = |code, message: String, hint: &str| {
        Diagnostic::new(code, place.clone(), message).hint(hint)
    };
    match fault {
        WalkFault::LinkOutside => finding(
            Code::FileLinkOutside,
            "this symbolic link leads out of the site".into(),
            "copy the file into the site: links that lead out of it are not followed",
        ),
        WalkFault::LinkPrivate => finding(
            Code::FileLinkOutside,
            "this symbolic link leads to something that is not published".into(),
            "copy the file here: links to hidden folders, or to `snapshots`, are not followed",
        ),
        WalkFault::LinkToFolder => finding(
            Code::FileLinkOutside,
            "this symbolic link leads to a folder".into(),
            "move the folder here: otherwise its files would be published at two addresses",
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

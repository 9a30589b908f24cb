//! Access by open folders: what is found in a folder is found in that very folder, even if it was moved, and a link
//! that somebody puts on the way in the meantime is not followed.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Component, Path};

use rustix::fs::{Access, AtFlags, Dir, FileType, Mode, OFlags};
use rustix::fs::{accessat, fstat, mkdirat, open, openat, renameat, statat, unlinkat};
use rustix::io::Errno;

use crate::files::errno::is_nothing;
use crate::files::own::entry::{Access as For, FileKind, Purpose, There};
use crate::files::stamp::FileStamp;

/// Enough to look up names in a folder; on Linux this needs no permission to list them.
#[cfg(any(target_os = "linux", target_os = "android"))]
const PASS: OFlags = OFlags::PATH;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const PASS: OFlags = OFlags::RDONLY;

const FOLDER: OFlags = OFlags::DIRECTORY.union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
const FILE: OFlags =
    OFlags::NOFOLLOW.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

/// An open folder.
#[derive(Debug)]
pub(super) struct FdDoor(OwnedFd);

/// An open folder on the way, or the one at which the way begins.
enum Holder<'d> {
    First(BorrowedFd<'d>),
    Below(OwnedFd),
}

impl Holder<'_> {
    fn fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::First(fd) => *fd,
            Self::Below(fd) => fd.as_fd(),
        }
    }
}

impl FdDoor {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(open(path, PASS | FOLDER, Mode::empty())?))
    }

    pub(super) fn below(&self, below: &Path) -> io::Result<Self> {
        Ok(Self(self.open_below(below, PASS | FOLDER, Mode::empty())?))
    }

    pub(super) fn open_file(&self, below: &Path, purpose: Purpose) -> io::Result<File> {
        let (flags, mode) = match purpose {
            Purpose::Read => (OFlags::RDONLY, 0),
            Purpose::Write => (OFlags::WRONLY, 0),
            Purpose::Create(For::Usual) => (OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL, 0o666),
            Purpose::Create(For::Owner) => (OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL, 0o600),
        };
        let opened = self.open_below(below, flags | FILE, Mode::from_raw_mode(mode))?;
        Ok(File::from(opened))
    }

    pub(super) fn stat(&self, below: &Path) -> io::Result<Option<There>> {
        let stat = || {
            if below.as_os_str().is_empty() {
                return fstat(&self.0);
            }
            let (holder, name) = self.holder(below)?;
            statat(holder.fd(), name, AtFlags::SYMLINK_NOFOLLOW)
        };
        match stat() {
            Ok(stat) => {
                let kind = match FileType::from_raw_mode(stat.st_mode) {
                    FileType::RegularFile => FileKind::File,
                    FileType::Directory => FileKind::Folder,
                    FileType::Symlink => FileKind::Link,
                    _ => FileKind::Special,
                };
                Ok(Some(There { kind, stamp: FileStamp::of_stat(&stat) }))
            }
            Err(error) if is_nothing(error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn list(&self, below: &Path) -> io::Result<Vec<OsString>> {
        let folder = self.open_below(below, OFlags::RDONLY | FOLDER, Mode::empty())?;
        let mut names = Vec::new();
        for entry in Dir::read_from(folder)? {
            let entry = entry?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name != "." && name != ".." {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }

    pub(super) fn make_folder(&self, below: &Path) -> io::Result<()> {
        let (holder, name) = self.holder(below)?;
        Ok(mkdirat(holder.fd(), name, Mode::from_raw_mode(0o777))?)
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (from, old) = self.holder(from)?;
        let (to, new) = self.holder(to)?;
        Ok(renameat(from.fd(), old, to.fd(), new)?)
    }

    /// `None` if the file system cannot rename without the risk of replacing something.
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    pub(super) fn rename_new(&self, from: &Path, to: &Path) -> Option<io::Result<()>> {
        use rustix::fs::{RenameFlags, renameat_with};
        let rename = || {
            let (from, old) = self.holder(from)?;
            let (to, new) = self.holder(to)?;
            renameat_with(from.fd(), old, to.fd(), new, RenameFlags::NOREPLACE)
        };
        match rename() {
            // Network and older file systems do not support the flag.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => None,
            renamed => Some(renamed.map_err(io::Error::from)),
        }
    }

    /// `None` if the system cannot rename without the risk of replacing something.
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    #[expect(clippy::unused_self, reason = "other systems can")]
    pub(super) fn rename_new(&self, _: &Path, _: &Path) -> Option<io::Result<()>> {
        None
    }

    pub(super) fn remove_file(&self, below: &Path) -> io::Result<()> {
        let (holder, name) = self.holder(below)?;
        Ok(unlinkat(holder.fd(), name, AtFlags::empty())?)
    }

    pub(super) fn remove_folder(&self, below: &Path) -> io::Result<()> {
        let (holder, name) = self.holder(below)?;
        Ok(unlinkat(holder.fd(), name, AtFlags::REMOVEDIR)?)
    }

    pub(super) fn may_change(&self, below: &Path) -> io::Result<bool> {
        let folder = self.open_below(below, PASS | FOLDER, Mode::empty())?;
        match accessat(&folder, ".", Access::WRITE_OK | Access::EXEC_OK, AtFlags::EACCESS) {
            Ok(()) => Ok(true),
            Err(Errno::ACCESS | Errno::PERM | Errno::ROFS) => Ok(false),
            // Not every system can answer that; then only trying shows it.
            Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn handle(&self) -> io::Result<File> {
        Ok(File::from(openat(&self.0, ".", OFlags::RDONLY | FOLDER, Mode::empty())?))
    }

    /// Opens the folder that contains a path, and returns it with the last part of the path.
    fn holder<'p>(&self, below: &'p Path) -> Result<(Holder<'_>, &'p OsStr), Errno> {
        let name = below.file_name().ok_or(Errno::INVAL)?;
        let above = below.parent().filter(|above| !above.as_os_str().is_empty());
        let holder = match above {
            None => Holder::First(self.0.as_fd()),
            Some(above) => Holder::Below(self.open_below(above, PASS | FOLDER, Mode::empty())?),
        };
        Ok((holder, name))
    }

    /// Opens something below the folder, without following links.
    fn open_below(&self, below: &Path, flags: OFlags, mode: Mode) -> Result<OwnedFd, Errno> {
        if below.as_os_str().is_empty() {
            return openat(&self.0, ".", flags, mode);
        }
        #[cfg(any(target_os = "linux", target_os = "android"))]
        {
            use rustix::fs::{ResolveFlags, openat2};
            let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
            match openat2(&self.0, below, flags, mode, resolve) {
                // An old kernel, or a sandbox, does not have the call. A sandbox denies it as it denies a file, which
                // is then denied again.
                Err(Errno::NOSYS | Errno::PERM) => {}
                opened => return opened,
            }
        }
        step_by_step(self.0.as_fd(), below, flags, mode)
    }
}

/// Opens something below a folder, each part of the path from the folder before it.
pub(super) fn step_by_step(
    first: BorrowedFd<'_>,
    below: &Path,
    flags: OFlags,
    mode: Mode,
) -> Result<OwnedFd, Errno> {
    let mut holder = Holder::First(first);
    let mut parts = below.components().peekable();
    while let Some(part) = parts.next() {
        let Component::Normal(name) = part else { return Err(Errno::INVAL) };
        if parts.peek().is_none() {
            return openat(holder.fd(), name, flags, mode);
        }
        holder = Holder::Below(openat(holder.fd(), name, PASS | FOLDER, Mode::empty())?);
    }
    Err(Errno::INVAL)
}

//! [`DiskFiles`]: the real files. Links out of the site are never followed, links to folders neither.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door that the rest of the library reads through"
)]

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::files::stamp::{FileStamp, Seen};
use crate::files::steps::{self, Names};
use crate::files::{FileError, Files, Opened, Walk, WalkFault, is_ignored};
use crate::path::SitePath;

/// The files below a root folder.
pub struct DiskFiles {
    root: PathBuf,
    canonical_root: PathBuf,
    /// The root, so that files are opened below it and nowhere else.
    #[cfg(target_os = "linux")]
    folder: File,
}

impl DiskFiles {
    /// Opens the folder `root`.
    pub fn new(root: &Path) -> Result<Self, FileError> {
        let canonical_root = fs::canonicalize(root)
            .map_err(|cause| FileError { path: root.display().to_string(), cause })?;
        #[cfg(target_os = "linux")]
        let folder = File::open(&canonical_root)
            .map_err(|cause| FileError { path: root.display().to_string(), cause })?;
        Ok(Self {
            root: root.to_owned(),
            canonical_root,
            #[cfg(target_os = "linux")]
            folder,
        })
    }

    fn walk_into(&self, folder: &str, walk: &mut Walk) -> io::Result<()> {
        for entry in fs::read_dir(self.root.join(folder))? {
            let entry = entry?;
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            if is_ignored(&shown) {
                continue;
            }
            let path =
                if folder.is_empty() { shown.to_string() } else { format!("{folder}/{shown}") };
            let (Some(_), Ok(site_path)) = (name.to_str(), SitePath::new(&path)) else {
                let place = SitePath::new(if folder.is_empty() { "site.toml" } else { folder })
                    .expect("walked folders have checked names");
                walk.faults.push((place, WalkFault::Name(path.escape_debug().to_string())));
                continue;
            };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                self.walk_into(&path, walk)?;
            } else if kind.is_file() {
                walk.files.push(site_path);
            } else if kind.is_symlink() {
                match self.link_fault(&entry.path()) {
                    None => {
                        walk.links = true;
                        walk.files.push(site_path);
                    }
                    Some(fault) => walk.faults.push((site_path, fault)),
                }
            } else {
                walk.faults.push((site_path, WalkFault::NotRegular));
            }
        }
        Ok(())
    }

    fn link_fault(&self, link: &Path) -> Option<WalkFault> {
        let Ok(target) = fs::canonicalize(link) else { return Some(WalkFault::LinkBroken) };
        let Ok(metadata) = fs::metadata(&target) else { return Some(WalkFault::LinkBroken) };
        if !target.starts_with(&self.canonical_root) {
            Some(WalkFault::LinkOutside)
        } else if metadata.is_dir() {
            Some(WalkFault::LinkToFolder)
        } else if metadata.is_file() {
            None
        } else {
            Some(WalkFault::NotRegular)
        }
    }

    /// Finds a regular file of the site. A path that leads through a link out of the root is refused here too,
    /// because whatever opens files comes by here (Jekyll's CVE-2018-17567 came from checking elsewhere).
    fn find(&self, path: &SitePath) -> Result<Option<(PathBuf, Metadata)>, FileError> {
        let error = |cause| FileError { path: path.to_string(), cause };
        let full = self.root.join(path.as_str());
        let metadata = match fs::symlink_metadata(&full) {
            Ok(metadata) => metadata,
            Err(cause)
                if matches!(
                    cause.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                return Ok(None);
            }
            Err(cause) => return Err(error(cause)),
        };
        if metadata.is_symlink() && self.link_fault(&full).is_some() {
            return Err(error(leads_out()));
        }
        if !metadata.is_symlink() && !metadata.is_file() {
            return Ok(None);
        }
        Ok(Some((full, metadata)))
    }

    fn file(&self, path: &SitePath) -> Result<Option<File>, FileError> {
        let Some((full, _)) = self.find(path)? else { return Ok(None) };
        self.open_below_root(&full)
            .map(Some)
            .map_err(|cause| FileError { path: path.to_string(), cause })
    }

    /// Opens a file, whatever its path has become since it was looked at: a folder on the way may have been replaced by
    /// a link that leads out of the site.
    fn open_below_root(&self, full: &Path) -> io::Result<File> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
            use rustix::io::Errno;
            let path = full.strip_prefix(&self.root).map_err(|_| leads_out())?;
            let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
            match openat2(&self.folder, path, flags, Mode::empty(), ResolveFlags::BENEATH) {
                Ok(file) => return Ok(file.into()),
                // An absolute link may lead back into the site; an old kernel, or a sandbox, does not know the call.
                Err(Errno::XDEV | Errno::NOSYS | Errno::PERM) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let real = fs::canonicalize(full)?;
        let path = real.strip_prefix(&self.canonical_root).map_err(|_| leads_out())?;
        steps::open(&self.canonical_root, path, Names::AsOnDisk)?
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

fn leads_out() -> io::Error {
    io::Error::other("a symbolic link that leads out of the site")
}

impl Files for DiskFiles {
    fn walk(&self, folder: &str) -> Result<Walk, FileError> {
        let mut walk = Walk::default();
        let top = self.root.join(folder);
        let leads_out =
            fs::canonicalize(&top).is_ok_and(|real| !real.starts_with(&self.canonical_root));
        if leads_out && let Ok(path) = SitePath::new(folder) {
            walk.faults.push((path, WalkFault::LinkOutside));
            return Ok(walk);
        }
        match self.walk_into(folder, &mut walk) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                return Err(FileError { path: folder.to_owned(), cause });
            }
            _ => {}
        }
        walk.files.sort();
        walk.faults.sort();
        Ok(walk)
    }

    fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, FileError> {
        let Some(mut file) = self.file(path)? else { return Ok(None) };
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).saturating_add(1));
        file.read_to_end(&mut bytes)
            .map_err(|cause| FileError { path: path.to_string(), cause })?;
        Ok(Some(bytes))
    }

    fn read_head(&self, path: &SitePath, limit: usize) -> Result<Option<Vec<u8>>, FileError> {
        let Some(file) = self.file(path)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(limit as u64)
            .read_to_end(&mut bytes)
            .map_err(|cause| FileError { path: path.to_string(), cause })?;
        Ok(Some(bytes))
    }

    fn open(&self, path: &SitePath) -> Result<Option<Opened>, FileError> {
        let Some(file) = self.file(path)? else { return Ok(None) };
        Opened::of_file(file).map(Some).map_err(|cause| FileError { path: path.to_string(), cause })
    }

    fn look(&self, path: &SitePath) -> Result<Seen, FileError> {
        let Some((full, metadata)) = self.find(path)? else { return Ok(Seen::Nothing) };
        // What counts is the file that is read, not the link to it.
        let metadata = if metadata.is_symlink() { fs::metadata(&full) } else { Ok(metadata) };
        let Ok(metadata) = metadata else { return Ok(Seen::Nothing) };
        let stamp = FileStamp::of(&metadata);
        let settled = stamp.is_settled(SystemTime::now());
        Ok(if settled { Seen::File(stamp) } else { Seen::Fresh })
    }

    fn on_disk(&self, path: &SitePath) -> Option<PathBuf> {
        fs::canonicalize(self.root.join(path.as_str()))
            .ok()
            .filter(|full| full.starts_with(&self.canonical_root))
    }
}

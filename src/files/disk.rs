//! [`DiskFiles`]: the real files. Links out of the site, links to folders, and links to private parts of the site's
//! folder are never followed: what is in `.git` is the user's own, and may contain a password.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door that the rest of the library reads through"
)]

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::files::own::{FileKind, OwnEntry, OwnFolder};
use crate::files::stamp::{FileStamp, Seen};
use crate::files::{FileError, Files, Opened, Walk, WalkFault, is_ignored, read_whole};
use crate::path::SitePath;

/// The files below a root folder.
pub struct DiskFiles {
    root: PathBuf,
    canonical_root: PathBuf,
    /// The root, opened so that files are opened only below it.
    own: OwnFolder,
}

/// A folder at the site's root for files that are not published.
pub const PRIVATE_FOLDER: &str = "snapshots";

impl DiskFiles {
    /// Opens the folder `root`.
    pub fn new(root: &Path) -> Result<Self, FileError> {
        let fail = |cause| FileError { path: root.display().to_string(), cause };
        let canonical_root = fs::canonicalize(root).map_err(fail)?;
        let own = OwnFolder::open(&canonical_root).map_err(fail)?;
        Ok(Self { root: root.to_owned(), canonical_root, own })
    }

    /// The root folder, without links in its path.
    pub fn real_root(&self) -> &Path {
        &self.canonical_root
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
        match target.strip_prefix(&self.canonical_root) {
            Err(_) => Some(WalkFault::LinkOutside),
            Ok(below) if is_private(below) => Some(WalkFault::LinkPrivate),
            Ok(_) if metadata.is_dir() => Some(WalkFault::LinkToFolder),
            Ok(_) if metadata.is_file() => None,
            Ok(_) => Some(WalkFault::NotRegular),
        }
    }

    /// Returns the place, relative to the root, of a file that is found only through a link. Everything that opens
    /// files goes through here (Jekyll's CVE-2018-17567 came from checking elsewhere), and then opens what is found
    /// without any link.
    fn behind_link(&self, path: &SitePath) -> Result<Option<PathBuf>, FileError> {
        let error = |cause| FileError { path: path.to_string(), cause };
        let there = self.own.stat(path.as_str()).map_err(error)?;
        let is_link = there.is_some_and(|there| there.kind == FileKind::Link);
        let full = self.root.join(path.as_str());
        match self.link_fault(&full) {
            None => {
                let real = fs::canonicalize(&full).map_err(error)?;
                Ok(real.strip_prefix(&self.canonical_root).ok().map(Path::to_owned))
            }
            Some(_) if is_link => Err(error(leads_out())),
            Some(_) => Ok(None),
        }
    }

    fn file(&self, path: &SitePath) -> Result<Option<File>, FileError> {
        let error = |cause| FileError { path: path.to_string(), cause };
        match self.own.look(path.as_str()).map_err(error)? {
            OwnEntry::File(file, _) => return Ok(Some(file)),
            OwnEntry::Folder | OwnEntry::Special => return Ok(None),
            OwnEntry::Link | OwnEntry::Nothing => {}
        }
        let Some(below) = self.behind_link(path)? else { return Ok(None) };
        match self.own.look(below).map_err(error)? {
            OwnEntry::File(file, _) => Ok(Some(file)),
            _ => Ok(None),
        }
    }

    /// Returns the place of a regular file relative to the root, without any link, and its stamp.
    fn find(&self, path: &SitePath) -> Result<Option<(PathBuf, FileStamp)>, FileError> {
        let error = |cause| FileError { path: path.to_string(), cause };
        let stat = |below: &Path| {
            let there = self.own.stat(below).map_err(error)?;
            let file = there.filter(|there| there.kind == FileKind::File);
            Ok((there, file.map(|file| (below.to_owned(), file.stamp))))
        };
        match stat(Path::new(path.as_str()))? {
            (_, Some(file)) => Ok(Some(file)),
            (Some(there), None) if there.kind != FileKind::Link => Ok(None),
            _ => match self.behind_link(path)? {
                // What counts is the file that is read, not the link to it.
                Some(below) => Ok(stat(&below)?.1),
                None => Ok(None),
            },
        }
    }
}

/// Whether a path, relative to the site's root, must never be published: hidden, or in the folder for private files.
fn is_private(below: &Path) -> bool {
    let mut names = below.iter().map(|name| name.to_string_lossy());
    names.clone().next().is_some_and(|name| name.eq_ignore_ascii_case(PRIVATE_FOLDER))
        || names.any(|name| name.starts_with('.') && name != ".well-known")
}

fn leads_out() -> io::Error {
    io::Error::other("a symbolic link that leads out of the site")
}

impl Files for DiskFiles {
    fn walk(&self, folder: &str) -> Result<Walk, FileError> {
        let mut walk = Walk::default();
        let top = self.root.join(folder);
        let fault = fs::canonicalize(&top).ok().and_then(|real| {
            match real.strip_prefix(&self.canonical_root) {
                Err(_) => Some(WalkFault::LinkOutside),
                // Who names the private folder itself may read it; a link must not lead there.
                Ok(below) if is_private(below) && below != Path::new(folder) => {
                    Some(WalkFault::LinkPrivate)
                }
                Ok(_) => None,
            }
        });
        if let Some(fault) = fault
            && let Ok(path) = SitePath::new(folder)
        {
            walk.faults.push((path, fault));
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

    fn names(&self, folder: &str) -> Vec<String> {
        let is_folder = |kind: fs::FileType| kind.is_dir();
        let top = self.root.join(folder);
        // No link is followed.
        let is_real = folder.is_empty()
            || fs::symlink_metadata(&top).is_ok_and(|there| is_folder(there.file_type()));
        let entries = fs::read_dir(top).ok().filter(|_| is_real);
        let names = entries.into_iter().flatten().flatten();
        names.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, FileError> {
        let Some(file) = self.file(path)? else { return Ok(None) };
        let bytes = file.metadata().and_then(|metadata| read_whole(file, metadata.len()));
        bytes.map(Some).map_err(|cause| FileError { path: path.to_string(), cause })
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
        let Some((_, stamp)) = self.find(path)? else { return Ok(Seen::Nothing) };
        let settled = stamp.is_settled(SystemTime::now());
        Ok(if settled { Seen::File(stamp) } else { Seen::Fresh })
    }

    fn on_disk(&self, path: &SitePath) -> Option<PathBuf> {
        self.find(path).ok()?.map(|(below, _)| self.own.at(below))
    }
}

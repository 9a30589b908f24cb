//! [`BuiltFolder`]: a built folder, shown as GitHub Pages would show it. Used by `preview`; [`serve`](crate::serve)
//! does the HTTP. Each request reads the disk again, so a new build is visible at once.
//!
//! # What GitHub Pages does
//!
//! Documented by GitHub, or reported consistently by many who measured it (the *trailing-slash-guide* has a table):
//!
//! * `/a` is the file `a`, or else `a.html`, or else a redirect (301) to `/a/` if there is `a/index.html`; `/a/` is
//!   `a/index.html` and nothing else; there are no folder listings.
//! * Anything missing is the root's `404.html`, with status 404, at any depth. A project's site is below `/repo/`.
//! * Names that differ in case are different. Names that begin with a dot are served (with `.nojekyll`, or from an
//!   artifact), and so is `CNAME`.
//! * Types come from mime-db; text is UTF-8; files without a known type are saved by browsers instead of shown.
//! * Browsers may cache everything for ten minutes (`max-age=600`), so they also see a new build late: reload.
//! * Symbolic links are not followed: artifacts contain none, and builds from a branch have refused them since 2023.
//! * `.git` is never part of a commit, at any depth; so it is not shown here.
//!
//! # What we assume
//!
//! None of this is documented or was measured, and a site should not depend on it:
//!
//! * `index.html` alone is the page of a folder (`index.htm` and `index.md` are not).
//! * `/a.html/`, and an empty, `.` or `..` part in a path, lead nowhere: 404, or 400 if no site can have such a path.
//!   So do names with control characters or `\`, which git could store and nutgraf never makes.
//! * A redirect keeps the query, and the 404 page may be cached for as long as any other.
//! * Anything outside `/repo/` belongs to another site: it is a short 404 here, and `/` redirects to `/repo/`.
//!
//! # What differs
//!
//! No HTTPS, no compression, no `ETag` or `Last-Modified`: they change how often bytes are transferred, never which.
//! Other sites must not read what is shown here (Pages allows it). A file over 100 MB is shown, although git could not
//! push it.

use std::path::Path;

use crate::config::BaseUrl;
use crate::files::{FileError, PlainFiles};
use crate::path::SitePath;
use crate::serve::{ChangedFiles, OpenFile, Preview, Reply, fault_page};

/// The maximum length of a `robots.txt`, in bytes; search engines do not read more, either.
const ROBOTS: u64 = 500 << 10;

/// What `build` writes into the `robots.txt` of a site without `base_url`.
const PLAIN_ROBOTS: &str = "User-agent: *\nDisallow:\n";

/// Where a site was built to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuiltFor {
    /// At this address.
    Address(BaseUrl),
    /// It had no `base_url`: at the root of a host.
    Nowhere,
}

/// A built folder.
#[derive(Clone, Debug)]
pub struct BuiltFolder {
    files: PlainFiles,
    base_path: String,
}

/// Why a folder cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Nothing is there.
    #[error("there is no such folder; run `nutgraf build` to create it")]
    Missing,
    /// A file is there.
    #[error("this is not a folder; name the one that the site was built into")]
    NoFolder,
    /// Nothing is in it.
    #[error("this folder is empty; run `nutgraf build` first")]
    Empty,
    /// It has no home page.
    #[error(
        "this is not a built site: it has no `index.html`; run `nutgraf build` first, or name the folder of a built site"
    )]
    NoHome,
    /// The system refuses to open it.
    #[error(transparent)]
    Unreadable(FileError),
}

impl BuiltFolder {
    /// Opens a built folder to show it below `base_path` (percent-encoded, beginning and ending in `/`).
    pub fn open(path: &Path, base_path: &str) -> Result<Self, FolderError> {
        let files = PlainFiles::new(path).map_err(|error| match error.cause.kind() {
            std::io::ErrorKind::NotFound => FolderError::Missing,
            std::io::ErrorKind::NotADirectory => FolderError::NoFolder,
            _ => FolderError::Unreadable(error),
        })?;
        if files.is_empty().map_err(FolderError::Unreadable)? {
            return Err(FolderError::Empty);
        }
        let home = SitePath::new("index.html").expect("the name of a file is a path");
        match files.open(&home).map_err(FolderError::Unreadable)? {
            Some(_) => Ok(Self { files, base_path: base_path.to_owned() }),
            None => Err(FolderError::NoHome),
        }
    }

    /// Returns the base path that the folder's site was built for, from its `robots.txt`: `build` names the sitemap
    /// there, which is at the top of a site, or no sitemap if the site had no `base_url`, which means `/`. `None` if it
    /// is not known.
    pub fn built_for(&self) -> Option<BuiltFor> {
        let robots = SitePath::new("robots.txt").expect("the name of a file is a path");
        let bytes = self.files.read_head(&robots, ROBOTS).ok()??;
        let text = String::from_utf8(bytes).ok()?;
        let mut sitemaps = text.lines().filter_map(|line| {
            let (field, value) = line.split_once(':')?;
            field.trim().eq_ignore_ascii_case("sitemap").then(|| value.trim())
        });
        if text == PLAIN_ROBOTS {
            return Some(BuiltFor::Nowhere);
        }
        let base = sitemaps.next()?.strip_suffix("sitemap.xml")?;
        // If there are several, none says where the site is.
        let base =
            (sitemaps.next().is_none() && base.ends_with('/')).then(|| BaseUrl::new(base).ok())?;
        base.map(BuiltFor::Address)
    }
}

impl Preview for BuiltFolder {
    fn base_path(&self) -> String {
        self.base_path.clone()
    }

    fn has(&self, path: &SitePath) -> bool {
        // A file that cannot be read exists: a request for it is told why it is not shown.
        !is_git(path) && !matches!(self.files.open(path), Ok(None))
    }

    fn get(&self, path: &SitePath) -> Option<Reply> {
        if is_git(path) {
            return None;
        }
        match self.files.open(path) {
            Ok(file) => file.map(|file| Reply::File(OpenFile::of(file.bytes, file.length))),
            Err(error) => Some(Reply::Fault(fault_page(&format!("{error}."), None))),
        }
    }

    fn generation(&self) -> u64 {
        1
    }

    fn changed_files(&self, _: u64) -> ChangedFiles {
        ChangedFiles { generation: 1, paths: Vec::new() }
    }

    fn faults(&self) -> Option<String> {
        None
    }

    fn is_judged(&self, _: &SitePath) -> bool {
        false
    }

    fn judgement(&self, _: Option<&SitePath>) -> Option<String> {
        None
    }

    fn remark(&self, _: &SitePath) -> Option<String> {
        None
    }
}

/// Whether a path leads into git's own folder, or is the file that git puts into worktrees. Git allows no part of a
/// path to have this name, in any case.
fn is_git(path: &SitePath) -> bool {
    path.as_str().split('/').any(|part| part.eq_ignore_ascii_case(".git"))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{BuiltFolder, BuiltFor, FolderError};
    use crate::path::SitePath;
    use crate::serve::{Preview as _, Reply};

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn open(path: &Path) -> Result<BuiltFolder, String> {
        BuiltFolder::open(path, "/").map_err(|error: FolderError| error.to_string())
    }

    #[test]
    fn what_is_no_built_site_is_refused_with_a_remedy() {
        let folder = folder(&[("site.toml", ""), ("Index.html", ""), ("empty/.x", "")]);
        let at = |path: &str| open(&folder.path().join(path)).unwrap_err();
        fs::remove_file(folder.path().join("empty/.x")).unwrap();
        fs::create_dir_all(folder.path().join("odd/index.html")).unwrap();
        for (path, part) in [
            ("none", "no such folder; run `nutgraf build`"),
            ("site.toml", "not a folder; name"),
            ("site.toml/x", "not a folder; name"),
            ("empty", "empty; run `nutgraf build`"),
            ("", "no `index.html`; run `nutgraf build`"),
            ("odd", "no `index.html`; run `nutgraf build`"),
        ] {
            assert!(at(path).contains(part), "{path}: {}", at(path));
        }
    }

    #[test]
    fn files_are_looked_for_when_they_are_asked_for() {
        let folder = folder(&[("index.html", "home"), (".git/config", "secret"), ("a/.GIT", "")]);
        let site = open(folder.path()).unwrap();
        let has = |path: &str| site.has(&SitePath::new(path).unwrap());
        assert!(has("index.html") && !has("a/index.html"));
        fs::write(folder.path().join("a/index.html"), "new").unwrap();
        assert!(has("a/index.html"));
        fs::remove_dir_all(folder.path()).unwrap();
        assert!(!has("a/index.html") && !has("index.html"));
        fs::create_dir(folder.path()).unwrap();
        fs::write(folder.path().join("index.html"), "again").unwrap();
        assert!(has("index.html"));
    }

    #[test]
    fn what_git_keeps_is_not_there() {
        let folder = folder(&[
            ("index.html", ""),
            (".git/config", ""),
            (".gitignore", ""),
            ("a/.git", ""),
            ("b/.GIT/x", ""),
        ]);
        let site = open(folder.path()).unwrap();
        for (path, there) in
            [(".git/config", false), ("a/.git", false), ("b/.GIT/x", false), (".gitignore", true)]
        {
            let path = SitePath::new(path).unwrap();
            assert_eq!((site.has(&path), site.get(&path).is_some()), (there, there), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_read_is_said() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder(&[("index.html", ""), ("a.txt", "")]);
        let path = folder.path().join("a.txt");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::File::open(&path).is_ok() {
            return; // Root may do everything.
        }
        let site = open(folder.path()).unwrap();
        let path = SitePath::new("a.txt").unwrap();
        assert!(site.has(&path));
        let Some(Reply::Fault(page)) = site.get(&path) else { panic!("it is shown") };
        assert!(page.contains("cannot read `a.txt`"), "{page}");
    }

    #[test]
    fn robots_tell_where_a_site_was_meant_to_be() {
        let check = |robots: &str, expected: Option<&str>| {
            let folder = folder(&[("index.html", ""), ("robots.txt", robots)]);
            let base = open(folder.path()).unwrap().built_for();
            let shown = match &base {
                Some(BuiltFor::Address(base)) => Some(base.as_str()),
                Some(BuiltFor::Nowhere) => Some("nowhere"),
                None => None,
            };
            assert_eq!(shown, expected, "{robots}");
        };
        check(
            "User-agent: *\nAllow: /\n\nSitemap: https://a.example/r/sitemap.xml\n",
            Some("https://a.example/r/"),
        );
        check("sitemap:https://a.example/sitemap.xml\r\n", Some("https://a.example/"));
        check("Sitemap: /sitemap.xml\n", None);
        check("Sitemap: https://a.example/news-sitemap.xml\n", None);
        check("Sitemap: https://a/sitemap.xml\nSitemap: https://a/b/sitemap.xml\n", None);
        check("User-agent: *\n", None);
        check("User-agent: *\nDisallow:\n", Some("nowhere"));
        let none = folder(&[("index.html", "")]);
        assert_eq!(open(none.path()).unwrap().built_for(), None);
    }
}

//! [`Target`]: where a build goes, and which folders it must never go to. Reads, never writes.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::build::publish::error::{PublishError, Refusal};

/// Where a build is published to, and what must never be harmed.
#[derive(Clone, Debug)]
pub struct Target {
    /// The output folder; it need not exist.
    pub output: PathBuf,
    /// The site's folder.
    pub root: PathBuf,
    /// What the site is made from: content, themes, templates, static folders. They need not exist.
    pub protected: Vec<PathBuf>,
    /// Whether a folder that holds files and no manifest may be used. Each of them is kept.
    pub adopt: bool,
    /// The user's home, if it is known: the library asks no environment.
    pub home: Option<PathBuf>,
}

/// Folders in which version control systems keep what nobody else may touch.
const VERSION_CONTROL: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

impl Target {
    /// Returns the output folder's real path, or why it must not be written to.
    pub(super) fn resolve(&self) -> Result<PathBuf, PublishError> {
        let output = real(&self.output)?;
        if let Some(refusal) = self.refusal(&output)? {
            return Err(PublishError::Refused { output, refusal });
        }
        Ok(output)
    }

    fn refusal(&self, output: &Path) -> Result<Option<Refusal>, PublishError> {
        if output.parent().is_none() {
            return Ok(Some(Refusal::FileSystemRoot));
        }
        if let Some(home) = &self.home
            && within(&real(home)?, output)
        {
            return Ok(Some(Refusal::Home));
        }
        if within(&real(&self.root)?, output) {
            return Ok(Some(Refusal::Site));
        }
        for input in &self.protected {
            let real = real(input)?;
            if within(&real, output) || within(output, &real) {
                return Ok(Some(Refusal::Input(input.clone())));
            }
        }
        Ok(version_control(output).map(Refusal::VersionControl))
    }
}

/// The folder of a version control system that `output` lies in or holds.
fn version_control(output: &Path) -> Option<PathBuf> {
    let named = |path: &&Path| {
        path.file_name().is_some_and(|name| {
            VERSION_CONTROL.iter().any(|system| name.eq_ignore_ascii_case(system))
        })
    };
    let above = output.ancestors().find(named).map(Path::to_owned);
    above.or_else(|| {
        VERSION_CONTROL
            .iter()
            .map(|name| output.join(name))
            .find(|path| fs::symlink_metadata(path).is_ok())
    })
}

/// Whether `path` is `folder` or lies below it. Both must be real paths.
fn within(path: &Path, folder: &Path) -> bool {
    path.starts_with(folder)
        || identity(folder)
            .is_some_and(|id| path.ancestors().any(|above| identity(above) == Some(id)))
}

/// What a folder is whatever it is called: file systems that ignore case and bind mounts give it several names.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    fs::symlink_metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Elsewhere the name must do.
#[cfg(not(unix))]
pub(super) fn identity(_: &Path) -> Option<(u64, u64)> {
    None
}

/// The path without links and `..`, as far as it exists; the rest as it is written.
fn real(path: &Path) -> Result<PathBuf, PublishError> {
    let fail = |cause: io::Error| match cause.kind() {
        io::ErrorKind::NotADirectory => PublishError::NotAFolder { path: path.to_owned() },
        _ => PublishError::read("find", path, cause),
    };
    let mut real =
        if path.is_absolute() { PathBuf::new() } else { fs::canonicalize(".").map_err(fail)? };
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            Component::Prefix(_) | Component::RootDir => real.push(component),
            Component::Normal(name) => {
                real.push(name);
                match fs::symlink_metadata(&real) {
                    Ok(_) => real = fs::canonicalize(&real).map_err(fail)?,
                    Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
                    Err(cause) => return Err(fail(cause)),
                }
            }
        }
    }
    Ok(real)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use crate::build::publish::error::{PublishError, Refusal};
    use crate::build::publish::target::Target;

    /// A site with all that must not be harmed, and what is said of `output` in it.
    struct Site {
        folder: tempfile::TempDir,
    }

    impl Site {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            for path in
                ["site/content/deep", "site/.git/refs", "home/me", "checkout/.hg", "site/public"]
            {
                fs::create_dir_all(folder.path().join(path)).unwrap();
            }
            Self { folder }
        }

        fn path(&self, path: &str) -> PathBuf {
            self.folder.path().canonicalize().unwrap().join(path)
        }

        fn resolve(&self, output: &Path) -> Result<PathBuf, PublishError> {
            let target = Target {
                output: output.to_owned(),
                root: self.path("site"),
                protected: vec![
                    self.path("site/content"),
                    self.path("site/static"),
                    self.path("themes/x"),
                ],
                adopt: true,
                home: Some(self.path("home/me")),
            };
            target.resolve()
        }

        #[track_caller]
        fn refused(&self, output: &str, expected: &Refusal) {
            match self.resolve(&self.path(output)) {
                Err(PublishError::Refused { refusal, .. }) => assert_eq!(refusal, *expected),
                other => panic!("`{output}`: {other:?}"),
            }
        }
    }

    #[test]
    fn some_folders_are_never_an_output() {
        let site = Site::new();
        site.refused("/", &Refusal::FileSystemRoot);
        for home in ["home/me", "home", "home/me/x/.."] {
            site.refused(home, &Refusal::Home);
        }
        for root in
            ["site", "site/public/..", "site/new/newer/../..", "site/content/deep/../../../site/."]
        {
            site.refused(root, &Refusal::Site);
        }
        for input in
            ["site/content", "site/content/deep", "site/content/new/deeper", "site/x/../content"]
        {
            site.refused(input, &Refusal::Input(site.path("site/content")));
        }
        site.refused("site/static/new", &Refusal::Input(site.path("site/static")));
        site.refused("themes", &Refusal::Input(site.path("themes/x")));
        for (output, system) in [
            ("site/.git", "site/.git"),
            ("site/.git/refs/x", "site/.git"),
            ("new/.GIT/x", "new/.GIT"),
            ("site/.svn", "site/.svn"),
            ("checkout", "checkout/.hg"),
        ] {
            site.refused(output, &Refusal::VersionControl(site.path(system)));
        }
        for fine in ["site/public", "site/new/deep", "home/me/public", "other", "site/contents"] {
            assert_eq!(site.resolve(&site.path(fine)).unwrap(), site.path(fine));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_judged_by_where_it_leads() {
        let site = Site::new();
        let link =
            |target: &str, name: &str| std::os::unix::fs::symlink(target, site.path(name)).unwrap();
        link("content", "site/link");
        link("public", "site/www");
        link("../nowhere", "site/dangling");
        site.refused("site/link", &Refusal::Input(site.path("site/content")));
        site.refused("site/link/new", &Refusal::Input(site.path("site/content")));
        site.refused("site/link/../.git", &Refusal::VersionControl(site.path("site/.git")));
        assert_eq!(site.resolve(&site.path("site/www/x")).unwrap(), site.path("site/public/x"));
        assert!(site.resolve(&site.path("site/dangling")).is_err());
    }
}

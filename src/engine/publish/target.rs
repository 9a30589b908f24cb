//! [`PublishTarget`]: where a build is published, and which folders it must never be published to. Only reads.
//!
//! A site's folder may have been made by somebody else, its settings and links too. Neither may lead a build out of it:
//! they control the published content, and `../../.config/autostart` is a folder like any other. Only the user can
//! choose another folder, on the command line.
#![expect(
    clippy::disallowed_methods,
    reason = "a folder is judged by its real path; nothing is opened or changed"
)]

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::engine::publish::error::{ForbiddenOutput, PublishError};

/// Where a build is published to, and what must never be harmed.
#[derive(Clone, Debug)]
pub struct PublishTarget {
    /// The output folder; it need not exist.
    pub output: PathBuf,
    /// The site's folder.
    pub root: PathBuf,
    /// What the site is made from: content, themes, templates, static folders. They need not exist.
    pub protected: Vec<PathBuf>,
    /// Folders of the site that are nutgraf's own, or private. They need not exist.
    pub private: Vec<PathBuf>,
    /// Who chose the output folder.
    pub chosen: Chosen,
    /// Whether a folder that holds files but no manifest may be used. Every one of its files is kept.
    pub adopt: bool,
    /// The user's home folder, if known: the library does not read the environment.
    pub home: Option<PathBuf>,
}

/// Who chose an output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The person who typed the command: it may be anywhere.
    OnCommandLine,
    /// The site's settings, or nobody: it must be in the site's folder.
    InSettings,
}

/// Folders in which version control systems keep what nobody else must touch.
const VERSION_CONTROL: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

impl PublishTarget {
    /// Returns why the folder must not be written to, without opening it.
    pub fn check(&self) -> Result<(), PublishError> {
        self.resolve().map(|_| ())
    }

    /// Returns the output folder's real path, or why it must not be written to.
    pub(super) fn resolve(&self) -> Result<PathBuf, PublishError> {
        let root = real(&self.root)?;
        let Real { path: output, way_out } = Real::of(&self.output, Some(&root))?;
        if let Some(refusal) = self.refusal(&root, &output, way_out)? {
            return Err(PublishError::Refused { output, refusal });
        }
        Ok(output)
    }

    fn refusal(
        &self,
        root: &Path,
        output: &Path,
        way_out: Option<PathBuf>,
    ) -> Result<Option<ForbiddenOutput>, PublishError> {
        if output.parent().is_none() {
            return Ok(Some(ForbiddenOutput::FileSystemRoot));
        }
        if let Some(home) = &self.home
            && within(&real(home)?, output)
        {
            return Ok(Some(ForbiddenOutput::Home));
        }
        if within(root, output) {
            return Ok(Some(ForbiddenOutput::Site));
        }
        for (folders, refusal) in [
            (&self.protected, ForbiddenOutput::Input as fn(PathBuf) -> ForbiddenOutput),
            (&self.private, ForbiddenOutput::Private),
        ] {
            for folder in folders {
                let real = real(folder)?;
                if within(&real, output) || within(output, &real) {
                    return Ok(Some(refusal(folder.clone())));
                }
            }
        }
        if let Some(folder) = version_control(output) {
            return Ok(Some(ForbiddenOutput::VersionControl(folder)));
        }
        if let Some(link) = way_out {
            return Ok(Some(ForbiddenOutput::Link(link)));
        }
        let is_outside = self.chosen == Chosen::InSettings && !within(output, root);
        Ok(is_outside.then_some(ForbiddenOutput::Outside))
    }
}

/// Returns the folder of a version control system that `output` is in or contains.
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

/// Whether `path` is `folder` or is below it. Both must be real paths.
fn within(path: &Path, folder: &Path) -> bool {
    path.starts_with(folder)
        || identity(folder)
            .is_some_and(|id| path.ancestors().any(|above| identity(above) == Some(id)))
}

/// Returns the identity of a folder, independent of its name: file systems that ignore case and bind mounts give it
/// several names.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    fs::symlink_metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// On other systems, the name must do.
#[cfg(not(unix))]
pub(super) fn identity(_: &Path) -> Option<(u64, u64)> {
    None
}

/// Returns the path without links and `..` as far as it exists; the rest as it is written.
fn real(path: &Path) -> Result<PathBuf, PublishError> {
    Real::of(path, None).map(|real| real.path)
}

/// A path without links and `..`, as far as it exists; the rest as it is written.
struct Real {
    path: PathBuf,
    /// The link in a site's folder that leads out of that folder.
    way_out: Option<PathBuf>,
}

impl Real {
    /// Resolves a path. `site` is the real path of the folder whose links must not lead out.
    fn of(path: &Path, site: Option<&Path>) -> Result<Self, PublishError> {
        let fail = |cause: io::Error| match cause.kind() {
            io::ErrorKind::NotADirectory => PublishError::NotAFolder { path: path.to_owned() },
            _ => PublishError::read("find", path, cause),
        };
        let mut way_out = None;
        let mut real = if path.is_absolute() {
            PathBuf::new()
        } else {
            fs::canonicalize(".").map_err(fail)?
        };
        for component in path.components() {
            match component {
                Component::CurDir => {}
                Component::ParentDir => {
                    real.pop();
                }
                Component::Prefix(_) | Component::RootDir => real.push(component),
                Component::Normal(name) => {
                    let leaves = site.filter(|site| real.starts_with(site));
                    real.push(name);
                    match fs::symlink_metadata(&real) {
                        Ok(_) => {
                            let target = fs::canonicalize(&real).map_err(fail)?;
                            if leaves.is_some_and(|site| !target.starts_with(site)) {
                                way_out = Some(real);
                            }
                            real = target;
                        }
                        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
                        Err(cause) => return Err(fail(cause)),
                    }
                }
            }
        }
        Ok(Self { path: real, way_out })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use crate::engine::publish::error::{ForbiddenOutput, PublishError};
    use crate::engine::publish::target::{Chosen, PublishTarget};

    /// Makes a site with everything that must not be harmed, and returns what is said about `output` in it.
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
            self.resolve_as(Chosen::OnCommandLine, output)
        }

        fn resolve_as(&self, chosen: Chosen, output: &Path) -> Result<PathBuf, PublishError> {
            let target = PublishTarget {
                output: output.to_owned(),
                root: self.path("site"),
                protected: vec![
                    self.path("site/content"),
                    self.path("site/static"),
                    self.path("themes/x"),
                ],
                private: vec![self.path("site/.nutgraf")],
                chosen,
                adopt: true,
                home: Some(self.path("home/me")),
            };
            target.resolve()
        }

        #[track_caller]
        fn refused(&self, output: &str, expected: &ForbiddenOutput) {
            match self.resolve(&self.path(output)) {
                Err(PublishError::Refused { refusal, .. }) => assert_eq!(refusal, *expected),
                other => panic!("`{output}`: {other:?}"),
            }
        }
    }

    #[test]
    fn some_folders_are_never_an_output() {
        let site = Site::new();
        site.refused("/", &ForbiddenOutput::FileSystemRoot);
        for home in ["home/me", "home", "home/me/x/.."] {
            site.refused(home, &ForbiddenOutput::Home);
        }
        for root in
            ["site", "site/public/..", "site/new/newer/../..", "site/content/deep/../../../site/."]
        {
            site.refused(root, &ForbiddenOutput::Site);
        }
        for input in
            ["site/content", "site/content/deep", "site/content/new/deeper", "site/x/../content"]
        {
            site.refused(input, &ForbiddenOutput::Input(site.path("site/content")));
        }
        site.refused("site/static/new", &ForbiddenOutput::Input(site.path("site/static")));
        for own in ["site/.nutgraf", "site/.nutgraf/cache"] {
            site.refused(own, &ForbiddenOutput::Private(site.path("site/.nutgraf")));
        }
        site.refused("themes", &ForbiddenOutput::Input(site.path("themes/x")));
        for (output, system) in [
            ("site/.git", "site/.git"),
            ("site/.git/refs/x", "site/.git"),
            ("new/.GIT/x", "new/.GIT"),
            ("site/.svn", "site/.svn"),
            ("checkout", "checkout/.hg"),
        ] {
            site.refused(output, &ForbiddenOutput::VersionControl(site.path(system)));
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
        site.refused("site/link", &ForbiddenOutput::Input(site.path("site/content")));
        site.refused("site/link/new", &ForbiddenOutput::Input(site.path("site/content")));
        site.refused("site/link/../.git", &ForbiddenOutput::VersionControl(site.path("site/.git")));
        assert_eq!(site.resolve(&site.path("site/www/x")).unwrap(), site.path("site/public/x"));
        assert!(site.resolve(&site.path("site/dangling")).is_err());
    }
    #[test]
    fn settings_lead_nowhere_else() {
        let site = Site::new();
        let settings = |output: &str| site.resolve_as(Chosen::InSettings, &site.path(output));
        for fine in ["site/public", "site/new/deep", "site/x/../public"] {
            settings(fine).unwrap();
        }
        for out in
            ["site/../other", "other", "home/me/public", "site-2/public", "home/me/.config/x"]
        {
            let refused = settings(out).unwrap_err();
            let outside =
                matches!(refused, PublishError::Refused { refusal: ForbiddenOutput::Outside, .. });
            assert!(outside, "{out}: {refused}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_link_of_the_site_leads_a_build_out_of_it() {
        let site = Site::new();
        fs::create_dir_all(site.path("outside/deep")).unwrap();
        let link =
            |target: &str, name: &str| std::os::unix::fs::symlink(target, site.path(name)).unwrap();
        link("../outside", "site/out");
        link("out/deep", "site/twice");
        link("../../../outside", "site/content/deep/out");
        link("site", "checkout-link");
        for (output, link) in [
            ("site/out", "site/out"),
            ("site/out/deep", "site/out"),
            ("site/out/new", "site/out"),
            ("site/twice", "site/twice"),
            ("site/public/../out/new", "site/out"),
            ("checkout-link/out", "site/out"),
            ("site/content/deep/out", "site/content/deep/out"),
        ] {
            for chosen in [Chosen::OnCommandLine, Chosen::InSettings] {
                match site.resolve_as(chosen, &site.path(output)) {
                    Err(PublishError::Refused {
                        refusal: ForbiddenOutput::Link(found), ..
                    }) => {
                        assert_eq!(found, site.path(link));
                    }
                    other => panic!("{output}: {other:?}"),
                }
            }
        }
        // Links that only the user can have made.
        let outside = site.path("outside/deep");
        link("outside", "mine");
        assert_eq!(site.resolve(&site.path("mine/deep")).unwrap(), outside);
        assert_eq!(
            site.resolve_as(Chosen::InSettings, &site.path("checkout-link/public")).unwrap(),
            site.path("site/public")
        );
    }
}

//! A site's folder for the tests of this module, and helpers to inspect it.

#![expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::engine::publish::compare::Payload;
use crate::engine::publish::error::PublishError;
use crate::engine::publish::folder::MANIFEST;
use crate::engine::publish::plan::Publication;
use crate::engine::publish::publisher::Publisher;
use crate::engine::publish::target::{Chosen, PublishTarget};
use crate::path::SitePath;

/// Files by path.
pub(super) type Site = BTreeMap<String, String>;

pub(super) fn site(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// All files below `folder` except our own, links by their target.
pub(super) fn visible(folder: &Path) -> Site {
    let mut files = all(folder);
    files.retain(|path, _| !path.starts_with(".nutgraf-"));
    files
}

/// All files below `folder`, and empty folders.
pub(super) fn all(folder: &Path) -> Site {
    fn walk(folder: &Path, above: &str, files: &mut Site) {
        for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
            let path = format!("{above}{}", entry.file_name().to_str().unwrap());
            let kind = entry.file_type().unwrap();
            if kind.is_symlink() {
                files
                    .insert(path, format!("-> {}", fs::read_link(entry.path()).unwrap().display()));
            } else if kind.is_dir() {
                let before = files.len();
                walk(&entry.path(), &format!("{path}/"), files);
                if files.len() == before {
                    files.insert(path + "/", String::new());
                }
            } else {
                files.insert(
                    path,
                    String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned(),
                );
            }
        }
    }
    let mut files = Site::new();
    walk(folder, "", &mut files);
    files
}

pub(super) fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A site's folder with the output folder `public`.
pub(super) struct Place {
    pub(super) folder: TempDir,
    pub(super) target: PublishTarget,
}

impl Place {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let target = PublishTarget {
            output: root.join("public"),
            protected: vec![root.join("content"), root.join("static")],
            private: vec![root.join(".nutgraf")],
            root,
            chosen: Chosen::InSettings,
            adopt: false,
            home: None,
        };
        Self { folder, target }
    }

    pub(super) fn output(&self) -> &Path {
        &self.target.output
    }

    pub(super) fn publish(&self, site: &Site) -> Result<Publication, PublishError> {
        publish(Publisher::open(&self.target)?, site)
    }

    /// Publishes and expects these counts of written, unchanged and removed files.
    #[track_caller]
    pub(super) fn expect(&self, site: &Site, counts: [usize; 3]) -> Publication {
        let published = self.publish(site).unwrap();
        assert_eq!([published.written, published.unchanged, published.removed], counts);
        published
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        put(self.output(), path, text);
    }

    #[track_caller]
    pub(super) fn check(&self, expected: &Site) {
        let mut found = all(self.output());
        assert!(found.remove(MANIFEST).is_some());
        assert_eq!(&found, expected);
    }

    /// Publishes, expects an error with this text, and that nothing has changed.
    #[track_caller]
    pub(super) fn refused(&self, site: &Site, text: &str) {
        let before = all(self.folder.path());
        let error = self.publish(site).unwrap_err().to_string();
        assert!(error.contains(text), "{error}");
        assert_eq!(all(self.folder.path()), before);
    }
}

pub(super) fn publish(publisher: Publisher, site: &Site) -> Result<Publication, PublishError> {
    for (path, text) in site {
        publisher.stage(&SitePath::new(path).unwrap(), Payload::Bytes(text.as_bytes()))?;
    }
    publisher.commit()
}

//! [`Inventory`]: which files `content/` holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::IgnoreList;
use crate::content::{Role, role};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::engine::strays::strays;
use crate::files::{FileError, Files, Seen, fault_finding, is_ignored};
use crate::path::SitePath;

/// The files of `content/`.
#[derive(Default)]
pub(super) struct Inventory {
    /// The articles.
    pub(super) markdown: BTreeSet<SitePath>,
    /// All others that belong to the site.
    pub(super) others: Arc<BTreeSet<SitePath>>,
    /// Those that the settings leave out.
    pub(super) left_out: BTreeSet<SitePath>,
    /// The setting that says which they are.
    ignore: IgnoreList,
    /// The findings of the walk and about the names.
    pub(super) findings: Vec<Diagnostic>,
    faults: Vec<Diagnostic>,
    /// The articles beside `content/`.
    strays: Vec<Diagnostic>,
    /// Whether one of the files is a link.
    pub(super) links: bool,
}

impl Inventory {
    /// Walks the whole folder.
    pub(super) fn walk(files: &dyn Files, ignore: &IgnoreList) -> Result<Self, FileError> {
        let walk = files.walk("content")?;
        let (links, faults) = (walk.links, walk.faults.iter().map(fault_finding).collect());
        let (left_out, ours): (BTreeSet<SitePath>, BTreeSet<SitePath>) =
            walk.files.into_iter().partition(|path| ignore.leaves_out(path));
        let (markdown, others): (BTreeSet<SitePath>, BTreeSet<SitePath>) =
            ours.into_iter().partition(is_article);
        let mut listing = Self {
            markdown,
            others: Arc::new(others),
            left_out,
            ignore: ignore.clone(),
            findings: Vec::new(),
            faults,
            strays: strays(files),
            links,
        };
        listing.check_names();
        Ok(listing)
    }

    /// Whether it was made with this setting.
    pub(super) fn is_of(&self, ignore: &IgnoreList) -> bool {
        self.ignore == *ignore
    }

    /// Looks for some files only.
    pub(super) fn look(
        &mut self,
        files: &dyn Files,
        paths: &BTreeSet<SitePath>,
    ) -> Result<(), FileError> {
        let mut renamed = false;
        for path in paths {
            let Some(below) = path.below("content") else { continue };
            if below.split('/').any(is_ignored) {
                continue;
            }
            let there = files.look(path)? != Seen::Nothing;
            if self.ignore.leaves_out(path) {
                set(&mut self.left_out, path, there);
            } else if is_article(path) {
                renamed |= set(&mut self.markdown, path, there);
            } else if self.others.contains(path) != there {
                set(Arc::make_mut(&mut self.others), path, there);
            }
        }
        let strays = strays(files);
        if renamed || strays != self.strays {
            self.strays = strays;
            self.check_names();
        }
        Ok(())
    }

    /// Finds content files whose paths some file systems cannot tell apart.
    fn check_names(&mut self) {
        self.findings.clone_from(&self.faults);
        self.findings.extend(self.strays.iter().cloned());
        let mut seen: BTreeMap<String, &SitePath> = BTreeMap::new();
        for path in &self.markdown {
            if let Some(first) = seen.insert(path.folded(), path) {
                let finding = Diagnostic::new(
                    Code::FileCollision,
                    Place::file(path),
                    format!("`{path}` and `{first}` differ only in case or Unicode form"),
                );
                self.findings.push(
                    finding
                        .related(Place::file(first), "the other file")
                        .hint("rename one of them: some systems cannot store both"),
                );
            }
        }
    }
}

pub(super) fn is_article(path: &SitePath) -> bool {
    role(path) == Role::Article
}

/// Puts a path into a set or takes it out; returns whether that changed the set.
fn set(paths: &mut BTreeSet<SitePath>, path: &SitePath, there: bool) -> bool {
    if there { paths.insert(path.clone()) } else { paths.remove(path) }
}

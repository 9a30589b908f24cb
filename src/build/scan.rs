//! The files of a site: articles read and parsed in parallel, the shared sources, and everything else by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::content::{Article, InputFile, Source, parse, read_shared};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place, Severity};
use crate::files::{FileError, Files, fault_finding};
use crate::path::SitePath;

/// What the content folder holds.
pub(super) struct Scanned {
    pub(super) articles: Vec<Arc<Article>>,
    /// Content files that are there but make no article; findings say why.
    pub(super) unreadable: BTreeSet<SitePath>,
    pub(super) shared: (SitePath, Vec<Source>),
    pub(super) files: BTreeSet<SitePath>,
    pub(super) parsed: usize,
}

pub(super) fn scan(
    files: &dyn Files,
    config: &Config,
    drafts: bool,
) -> Result<Outcome<Scanned>, FileError> {
    let walk = files.walk("content")?;
    let mut findings: Vec<Diagnostic> = walk.faults.iter().map(fault_finding).collect();
    let (markdown, others): (Vec<SitePath>, Vec<SitePath>) =
        walk.files.into_iter().partition(|path| path.extension() == Some("md"));
    colliding_names(&markdown, &mut findings);
    let read: Vec<Outcome<Option<Article>>> =
        markdown.par_iter().map(|path| read_article(files, path, config, drafts)).collect();
    let mut articles = Vec::with_capacity(read.len());
    let mut unreadable = BTreeSet::new();
    for (path, outcome) in markdown.iter().zip(read) {
        match outcome.collect_into(&mut findings) {
            Some(article) => articles.push(Arc::new(article)),
            None => {
                unreadable.insert(path.clone());
            }
        }
    }
    let shared_path = SitePath::new("content/sources.yaml").expect("a path in a program is a path");
    let mut shared = Vec::new();
    if let Some(bytes) = files.read(&shared_path)?
        && !bytes.iter().all(u8::is_ascii_whitespace)
    {
        let file = InputFile::new(&shared_path, bytes).collect_into(&mut findings);
        shared =
            file.map(|file| read_shared(&file).collect_into(&mut findings)).unwrap_or_default();
    }
    let parsed = markdown.len();
    Ok(Outcome::new(
        Scanned {
            articles,
            unreadable,
            shared: (shared_path, shared),
            files: others.into_iter().collect(),
            parsed,
        },
        findings,
    ))
}

fn read_article(
    files: &dyn Files,
    path: &SitePath,
    config: &Config,
    drafts: bool,
) -> Outcome<Option<Article>> {
    let bytes = match files.read(path) {
        Ok(Some(bytes)) => bytes,
        // Gone since the walk: as if it had never been there.
        Ok(None) => return Outcome::clean(None),
        Err(error) => {
            let finding = Diagnostic::new(
                Code::FileUnreadable,
                Place::file(path),
                format!("this file cannot be read: {}", error.cause),
            );
            return Outcome::new(None, vec![finding.hint("check who may read it")]);
        }
    };
    let mut findings = Vec::new();
    let Some(file) = InputFile::new(path, bytes).collect_into(&mut findings) else {
        return Outcome::new(None, findings);
    };
    let article = parse(&file, &config.markdown).collect_into(&mut findings);
    if !drafts && article.as_ref().is_some_and(|article| article.draft) {
        // A draft is unfinished by its nature: it must not keep the others from being published.
        for finding in &mut findings {
            finding.severity = Severity::Warning;
        }
    }
    Outcome::new(article, findings)
}

/// Two content files whose paths some file system cannot tell apart.
fn colliding_names(paths: &[SitePath], findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, &SitePath> = BTreeMap::new();
    for path in paths {
        if let Some(first) = seen.insert(path.folded(), path) {
            let finding = Diagnostic::new(
                Code::FileCollision,
                Place::file(path),
                format!("`{path}` and `{first}` differ only in case or Unicode form"),
            );
            findings.push(
                finding
                    .related(Place::file(first), "the other file")
                    .hint("rename one of them: some systems cannot hold both"),
            );
        }
    }
}

//! [`Past`]: the content of a site as it was at a commit, read with the user's git. Nothing is checked out or changed.

use std::collections::BTreeSet;
use std::path::Path;

use crate::content::{SHARED_SOURCES, markdown_stem};
use crate::deploy::git::GitError;
use crate::deploy::repository::{Repository, line};
use crate::files::MemoryFiles;
use crate::path::SitePath;

/// A site at a commit.
pub struct Past {
    repository: Repository,
    /// The site's folder in the repository: empty, or with a final slash.
    folder: String,
    /// The commit.
    pub commit: String,
    /// The files of the site that differ now, those that git does not know included.
    pub changed: BTreeSet<SitePath>,
}

/// Why the past cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PastError {
    /// Git failed.
    #[error(transparent)]
    Git(#[from] GitError),
    /// There is no such commit.
    #[error("`{0}` is not a commit here; name a branch, a tag or a commit, or fetch it first")]
    Unknown(String),
}

/// The largest content file that is read; a larger one is an error of its own today.
const LARGEST: usize = 4 << 20;

impl Repository {
    /// Returns the site in `site`, a folder of the working tree, as it was where the history of `reference` and what is
    /// checked out part; without a reference, that of the branch's upstream. `None` if the branch has none.
    pub fn past(&self, reference: Option<&str>, site: &Path) -> Result<Option<Past>, PastError> {
        let Some(commit) = self.parting(reference)? else { return Ok(None) };
        let below = site.strip_prefix(&self.top).unwrap_or(Path::new(""));
        let folder =
            below.iter().fold(String::new(), |folder, part| folder + &part.to_string_lossy() + "/");
        let changed = self.changed_since(&commit, &folder)?;
        Ok(Some(Past { repository: self.clone(), folder, commit, changed }))
    }

    /// Returns the last commit that the reference and what is checked out have in common.
    fn parting(&self, reference: Option<&str>) -> Result<Option<String>, PastError> {
        let named = reference.unwrap_or("@{upstream}");
        if named.starts_with('-') {
            return Err(PastError::Unknown(named.to_owned()));
        }
        let commit = format!("{named}^{{commit}}");
        let answer =
            self.git.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        let commit = match (answer, reference) {
            (Ok(Some(commit)), _) => line(&commit).to_owned(),
            // Git's words for a branch without an upstream vary.
            (_, None) => return Ok(None),
            (Ok(None), Some(named)) => return Err(PastError::Unknown(named.to_owned())),
            (Err(error), Some(_)) => return Err(error.into()),
        };
        let base = self.git.ask(&["merge-base", &commit, "HEAD"])?;
        Ok(Some(base.map_or(commit, |base| line(&base).to_owned())))
    }

    fn changed_since(&self, commit: &str, folder: &str) -> Result<BTreeSet<SitePath>, GitError> {
        let site =
            if folder.is_empty() { ":(top)".to_owned() } else { format!(":(top,literal){folder}") };
        let differ =
            ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", commit, "--", &site];
        let unknown =
            ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", &site];
        let mut changed = BTreeSet::new();
        for arguments in [differ.as_slice(), unknown.as_slice()] {
            let listed = self.git.bytes(arguments, Vec::new())?;
            let listed = String::from_utf8_lossy(&listed).into_owned();
            let inside = listed.split('\0').filter_map(|path| path.strip_prefix(folder));
            changed.extend(inside.filter_map(|path| SitePath::new(path).ok()));
        }
        Ok(changed)
    }
}

impl Past {
    /// Returns its settings and everything in its `content/`; of what is neither an article nor the shared sources, only the names.
    pub fn files(&self) -> Result<MemoryFiles, GitError> {
        let Self { repository: Repository { git, .. }, folder, commit, .. } = self;
        let content = format!("{folder}content");
        let settings = format!("{folder}site.toml");
        let listed = git.bytes(
            &["ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", &content, &settings],
            Vec::new(),
        )?;
        let mut files = MemoryFiles::new();
        let mut wanted: Vec<(String, SitePath)> = Vec::new();
        for entry in listed.split(|byte| *byte == 0) {
            let entry = String::from_utf8_lossy(entry);
            // `100644 blob ID SIZE\tPATH`
            let Some((facts, path)) = entry.split_once('\t') else { continue };
            let Some(path) =
                path.strip_prefix(folder.as_str()).and_then(|path| SitePath::new(path).ok())
            else {
                continue;
            };
            let mut facts = facts.split_ascii_whitespace();
            let (mode, id) = (facts.next(), facts.nth(1));
            let size = facts.next().and_then(|size| size.parse::<usize>().ok());
            let is_file = mode.is_some_and(|mode| mode.starts_with("100"));
            let is_read = size.is_some_and(|size| size <= LARGEST) && is_text(&path);
            match id {
                Some(id) if is_file && is_read => wanted.push((id.to_owned(), path)),
                Some(_) if is_file => files = files.with(path.as_str(), Vec::new()),
                _ => {}
            }
        }
        let ids: String = wanted.iter().flat_map(|(id, _)| [id.as_str(), "\n"]).collect();
        let mut rest: &[u8] = &git.bytes(&["cat-file", "--batch"], ids.into_bytes())?;
        for (_, path) in wanted {
            let Some((bytes, after)) = one(rest) else { break };
            files = files.with(path.as_str(), bytes);
            rest = after;
        }
        Ok(files)
    }
}

/// Whether what a file says matters to what is published of the articles.
fn is_text(path: &SitePath) -> bool {
    markdown_stem(path).is_some() || matches!(path.as_str(), SHARED_SOURCES | "site.toml")
}

/// Returns the first object that `cat-file --batch` printed, `ID TYPE SIZE\nBYTES\n`, and what follows it.
fn one(printed: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let end = printed.iter().position(|byte| *byte == b'\n')?;
    let (head, rest) = printed.split_at_checked(end)?;
    let size: usize = std::str::from_utf8(head).ok()?.rsplit(' ').next()?.parse().ok()?;
    let rest = rest.get(1..)?;
    Some((rest.get(..size)?.to_vec(), rest.get(size + 1..)?))
}

//! Articles that lie beside `content/`: nobody reads them, so nobody would get to see them. Only the root itself is
//! looked at, and folders in which other tools keep articles.

use crate::content::{begins_with_front_matter, markdown_stem};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::files::{Files, Seen, is_ignored};
use crate::path::SitePath;

/// The folders in which articles are looked for, in lower case.
const FOLDERS: &[&str] = &[
    "_drafts",
    "_pages",
    "_posts",
    "articles",
    "blog",
    "content",
    "contents",
    "drafts",
    "entries",
    "explainers",
    "pages",
    "post",
    "posts",
    "stories",
    "texts",
];

/// What the texts of people who work on a site are called, in lower case and without signs.
const OTHERS: &[&str] = &[
    "agents",
    "authors",
    "changelog",
    "changes",
    "claude",
    "codeofconduct",
    "codeowners",
    "contributing",
    "contributors",
    "copying",
    "credits",
    "development",
    "faq",
    "gemini",
    "glossary",
    "governance",
    "handover",
    "history",
    "houserules",
    "howto",
    "ideas",
    "install",
    "licence",
    "license",
    "maintainers",
    "memo",
    "news",
    "notes",
    "notice",
    "plan",
    "readme",
    "releasing",
    "roadmap",
    "security",
    "style",
    "styleguide",
    "support",
    "todo",
    "tasks",
    "upgrading",
];

/// How many bytes of a file are read.
const HEAD: usize = 1024;

/// Returns a finding for each place with articles that are not in `content/`.
pub(super) fn strays(files: &dyn Files) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut top = files.names("");
    top.sort();
    let in_root =
        top.iter().filter(|name| may_be_article(name)).filter_map(|name| SitePath::new(name).ok());
    let in_root = in_root.filter(|path| is_there(files, path));
    let in_root: Vec<SitePath> = in_root.filter(|path| is_meant(files, path)).collect();
    findings.extend(in_root.iter().map(|path| stray(path, 0)));
    for folder in &top {
        let lower = folder.to_lowercase();
        let is_static = folder == "static";
        if folder == "content" || !(is_static || FOLDERS.contains(&lower.as_str())) {
            continue;
        }
        let mut names = files.names(folder);
        names.retain(|name| may_be_article(name));
        names.sort();
        let paths = names.iter().filter_map(|name| SitePath::new(format!("{folder}/{name}")).ok());
        let is_one = |path: &SitePath| {
            is_there(files, path)
                && is_meant(files, path)
                && (!is_static || has_front_matter(files, path))
        };
        // Where the system does not tell upper from lower case, it is the same folder.
        let is_same = |path: &SitePath| {
            lower == "content"
                && SitePath::new(format!("content/{}", path.file_name()))
                    .is_ok_and(|path| is_there(files, &path))
        };
        let found: Vec<SitePath> = paths.filter(|path| is_one(path) && !is_same(path)).collect();
        findings.extend(found.first().map(|first| stray(first, found.len() - 1)));
    }
    findings
}

/// Returns the finding about an article beside `content/`, and the others in its folder.
pub fn stray(path: &SitePath, others: usize) -> Diagnostic {
    let name = path.file_name();
    let more = match others {
        0 => String::new(),
        1 => " (and 1 more in this folder)".to_owned(),
        others => format!(" (and {others} more in this folder)"),
    };
    let published = path.below("static").map(|below| format!("published as it is, at `/{below}`"));
    let what = published.unwrap_or_else(|| "not published".to_owned());
    let message = format!(
        "this file is {what}: it is not in `content/`, and articles are read only from there{more}"
    );
    let is_draft = path.as_str().to_lowercase().trim_start_matches('_').starts_with("drafts/");
    let draft = if is_draft { ", with `draft: true` in its front matter" } else { "" };
    let hint = format!("move it to `content/{name}`{draft}");
    let hint = if path.as_str().contains('/') {
        hint
    } else {
        format!("{hint}; a note for those who work on the site may be named `NOTES.md`")
    };
    Diagnostic::new(Code::FileNotPublished, Place::file(path), message).hint(hint)
}

/// Whether a name is one of Markdown that is not ignored.
fn may_be_article(name: &str) -> bool {
    !is_ignored(name) && SitePath::new(name).is_ok_and(|path| markdown_stem(&path).is_some())
}

/// Whether a text is meant for readers, by its name. An index may be one for either.
fn is_meant(files: &dyn Files, path: &SitePath) -> bool {
    let is_index = path.file_name().to_lowercase().starts_with("index.");
    if is_index { has_front_matter(files, path) } else { !is_other(path) }
}

/// Whether a text is meant for those who work on the site, by its name.
fn is_other(path: &SitePath) -> bool {
    let stem = path.file_name().split('.').next().unwrap_or_default();
    let is_shouted = stem.contains(char::is_alphabetic) && !stem.contains(char::is_lowercase);
    let bare: String = stem.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    is_shouted || OTHERS.contains(&bare.as_str())
}

fn is_there(files: &dyn Files, path: &SitePath) -> bool {
    files.look(path).is_ok_and(|seen| seen != Seen::Nothing)
}

fn has_front_matter(files: &dyn Files, path: &SitePath) -> bool {
    let head = files.read_head(path, HEAD).ok().flatten();
    head.is_some_and(|head| begins_with_front_matter(&head))
}

//! What is wrong with a built site. The limits are those of GitHub Pages (GitHub Docs, "GitHub Pages limits" and "About
//! large files on GitHub", as of November 2026).

use crate::config::Config;
use crate::deploy::listing::{FileList, TreeEntryKind};
use crate::deploy::preflight::links::links;
use crate::deploy::preflight::named::named;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::engine::Contents;
use crate::files::{Files, Seen};
use crate::path::SitePath;

/// The largest file that GitHub accepts, in bytes.
const MAX_FILE: u64 = 100 << 20;
/// The largest site, in bytes.
const MAX_SITE: u64 = 1 << 30;
/// The size, in bytes, from which a warning is due.
const LARGE_SITE: u64 = 800 << 20;

/// Returns findings with the severity that they have once readers are about to see the site: sample text must not reach
/// them.
pub fn as_deployed(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut findings = findings;
    for finding in findings.iter_mut().filter(|finding| finding.code == Code::TextUnedited) {
        finding.severity = Severity::Error;
    }
    findings
}

/// Returns what is wrong with a built site. `files` is what it was built from: a file of its `static/` is named as
/// such.
pub fn of_site(
    config: &Config,
    contents: &Contents,
    listing: &FileList,
    files: &dyn Files,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut push = |code, place, message: String, hint: &str| {
        found.push(Diagnostic::new(code, place, message).hint(hint));
    };
    let settings = || Place::file(&config.path);
    let place = |path: &str| source(path, files).map_or_else(settings, |path| Place::file(&path));
    if contents.published == 0 {
        let hint =
            "write an article (`nutgraf new \"TITLE\"`), or check that this is the right folder";
        let message = "the site has no article and no page".to_owned();
        push(Code::DeployEmpty, settings(), message, hint);
    }
    if !contents.drafts.is_empty() {
        let message = format!("not published because they are drafts: {}", named(&contents.drafts));
        push(Code::DeployDrafts, settings(), message, "remove `draft: true` to publish one");
    }
    if let Some(text) = listing.text("CNAME") {
        let domain = text.trim().escape_debug();
        let message =
            format!("the file `CNAME` names the domain `{domain}`, but the settings do not");
        let hint = format!(
            "write `cname = \"{domain}\"` under `[deploy]`, which creates the file, and remove this one"
        );
        push(Code::DeployCname, place("CNAME"), message, &hint);
    }
    found.extend(of_files(listing, &place));
    found.extend(total(config, listing));
    found.extend(links(config, listing, &place));
    found
}

/// Returns the file in `static/` that an output was copied from.
fn source(path: &str, files: &dyn Files) -> Option<SitePath> {
    let path = SitePath::new(format!("static/{path}")).ok()?;
    matches!(files.look(&path), Ok(Seen::File(_) | Seen::Fresh)).then_some(path)
}

fn of_files(listing: &FileList, place: &impl Fn(&str) -> Place) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in &listing.entries {
        let path = &entry.path;
        let finding = |code, message: String, hint: &str| {
            Diagnostic::new(code, place(path), message).hint(hint)
        };
        if let Some(why) = unusable(path) {
            let message = format!("`{}` {why}", path.escape_debug());
            found.push(finding(Code::DeployName, message, "rename it"));
        }
        match entry.kind {
            TreeEntryKind::Link => {
                let message =
                    format!("`{path}` is a symbolic link, which GitHub Pages does not accept");
                found.push(finding(
                    Code::DeploySymlink,
                    message,
                    "replace it with the file itself",
                ));
            }
            TreeEntryKind::Other => {
                let message = format!("`{}` is not a file", path.escape_debug());
                found.push(finding(Code::DeployName, message, "remove it"));
            }
            TreeEntryKind::File { size } if size > MAX_FILE => {
                let message = format!(
                    "`{path}` has {}; GitHub does not accept files over 100 MB",
                    shown(size)
                );
                // The largest file that nutgraf itself makes: many thousands of questions.
                let hint = if path.rsplit('/').next() == Some("questions.json") {
                    "write `questions_json = false` under `[lists]` in `site.toml`: the site has too many questions to publish them as data"
                } else {
                    "make it smaller, or publish it elsewhere and link to it"
                };
                found.push(finding(Code::DeployFileSize, message, hint));
            }
            TreeEntryKind::File { .. } => {}
        }
    }
    found
}

/// Returns why git or Pages does not accept a file with this name. Windows reads `git~1` as `.git`, so git refuses it
/// everywhere (CVE-2014-9390).
fn unusable(path: &str) -> Option<&'static str> {
    let parts: Vec<String> = path.split('/').map(str::to_ascii_lowercase).collect();
    if parts.iter().any(|part| part == ".git" || part == "git~1") {
        return Some("is a name that git reserves for itself");
    }
    if path.contains(char::is_control) {
        return Some("contains a control character, which GitHub Pages does not accept");
    }
    if path.contains('\\') {
        return Some("contains a backslash, which an address cannot contain");
    }
    parts.iter().any(|part| part.len() > 255).then_some("is longer than 255 bytes")
}

fn total(config: &Config, listing: &FileList) -> Option<Diagnostic> {
    let total: u64 = listing.files().map(|(_, size)| size).sum();
    let code = match total {
        size if size > MAX_SITE => Code::DeploySiteSize,
        size if size > LARGE_SITE => Code::DeploySiteLarge,
        _ => return None,
    };
    let (largest, size) = listing.files().max_by_key(|(_, size)| *size)?;
    let message = format!("the site has {}; GitHub Pages allows 1 GB", shown(total));
    let hint = format!(
        "publish large files elsewhere and link to them; the largest is `{largest}` ({})",
        shown(size)
    );
    Some(Diagnostic::new(code, Place::file(&config.path), message).hint(hint))
}

/// Formats a number of bytes for people: rounded up to kilobytes of 1024 bytes, or to megabytes of 1024 kilobytes.
pub fn shown(bytes: u64) -> String {
    match bytes.div_ceil(1 << 10) {
        kilobytes @ ..1024 => format!("{kilobytes} kB"),
        _ => format!("{} MB", bytes.div_ceil(1 << 20)),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{of_site, shown};
    use crate::config::{Config, Overrides};
    use crate::deploy::listing::{FileList, TreeEntry, TreeEntryKind};
    use crate::engine::Contents;
    use crate::files::MemoryFiles;
    use crate::path::SitePath;

    /// Returns the codes and messages for a folder with these files.
    fn found(entries: &[(&str, TreeEntryKind)]) -> Vec<String> {
        let path = SitePath::new("site.toml").unwrap();
        let text = "title = 't'\nbase_url = 'https://site.test/'\n";
        let config = Config::read(&path, text, Overrides::default()).value.unwrap();
        let entry = |(path, kind): &(&str, TreeEntryKind)| TreeEntry {
            path: (*path).to_owned(),
            kind: *kind,
        };
        let listing = FileList {
            folder: PathBuf::from("/nowhere"),
            entries: entries.iter().map(entry).collect(),
        };
        let contents = Contents { published: 1, ..Contents::default() };
        of_site(&config, &contents, &listing, &MemoryFiles::new())
            .into_iter()
            .map(|finding| format!("{} {}: {}", finding.severity, finding.code, finding.message))
            .collect()
    }

    const MEGABYTE: u64 = 1 << 20;

    fn file(megabytes: u64) -> TreeEntryKind {
        TreeEntryKind::File { size: megabytes * MEGABYTE }
    }

    #[test]
    fn what_pages_does_not_take_is_found() {
        assert!(
            found(&[("a.html", file(100)), (".well-known/x", file(0)), ("a b/-c", file(1))])
                .is_empty()
        );
        assert_eq!(
            found(&[("film.mp4", TreeEntryKind::File { size: 100 * MEGABYTE + 1 })]),
            [
                "error deploy/file-size: `film.mp4` has 101 MB; GitHub does not accept files over 100 MB"
            ]
        );
        assert_eq!(
            found(&[("a", TreeEntryKind::Link), ("b", TreeEntryKind::Other)]),
            [
                "error deploy/symlink: `a` is a symbolic link, which GitHub Pages does not accept",
                "error deploy/name: `b` is not a file"
            ]
        );
        for name in ["x/.git/config", ".GIT", "git~1", "a\nb", "a\\b"] {
            let found = found(&[(name, file(1))]);
            assert!(found.len() == 1 && found[0].starts_with("error deploy/name: "), "{found:?}");
        }
        assert!(found(&[(".gitignore", file(1)), ("x.git", file(1))]).is_empty());
    }

    #[test]
    fn a_site_has_a_size() {
        let films = |count: usize| -> Vec<String> {
            let names: Vec<String> = (0..count).map(|n| format!("{n:02}.mp4")).collect();
            found(&names.iter().map(|name| (name.as_str(), file(100))).collect::<Vec<_>>())
        };
        assert!(films(8).is_empty());
        assert_eq!(
            films(9),
            ["warning deploy/site-large: the site has 900 MB; GitHub Pages allows 1 GB"]
        );
        assert_eq!(
            films(11),
            ["error deploy/site-size: the site has 1100 MB; GitHub Pages allows 1 GB"]
        );
        assert_eq!(
            [shown(0), shown(1), shown(MEGABYTE), shown(MEGABYTE + 1)],
            ["0 kB", "1 kB", "1 MB", "2 MB"]
        );
    }
}

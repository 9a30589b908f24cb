//! `[build]` of `site.toml`: where the site is written, and which files of `content/` are no part of it.

use glob::Pattern;

use crate::diagnostic::Code;
use crate::node::Node;
use crate::node::decode::{Decoder, MapReader, list, owned};
use crate::path::SitePath;
use crate::span::Span;

/// The table.
pub(super) struct BuildTable {
    pub(super) output_dir: String,
    /// Its place in the file, if it is set there.
    pub(super) output_dir_span: Option<Span>,
    pub(super) ignore: IgnoreList,
}

/// `ignore`: the files of `content/` that are no part of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IgnoreList(Vec<Ignored>);

/// One pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ignored {
    parts: Vec<Part>,
    /// Whether it fits a name in any folder, as in `.gitignore`.
    anywhere: bool,
}

/// What is between two `/` of a pattern. Each is compared on its own: over a whole path, a pattern with many `*` could
/// take for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// `**`: any folders.
    Folders,
    /// One name.
    Name(Pattern),
}

impl IgnoreList {
    /// Whether a file is left out: a pattern fits it, or a folder that it is in.
    pub fn leaves_out(&self, path: &SitePath) -> bool {
        let Some(below) = path.below("content").filter(|_| !self.0.is_empty()) else {
            return false;
        };
        let folders = below.match_indices('/').filter_map(|(at, _)| below.get(..at));
        folders.chain([below]).any(|part| self.0.iter().any(|ignored| ignored.fits(part)))
    }
}

impl Ignored {
    fn fits(&self, path: &str) -> bool {
        if self.anywhere {
            let name = path.rsplit('/').next().unwrap_or(path);
            return matches!(self.parts.as_slice(), [Part::Name(pattern)] if pattern.matches(name));
        }
        // Which beginnings of the pattern fit the names so far; the first is empty.
        let mut fit = vec![false; self.parts.len() + 1];
        fit.iter_mut().take(1).for_each(|first| *first = true);
        pass_folders(&self.parts, &mut fit);
        for name in path.split('/') {
            let mut next = vec![false; fit.len()];
            for (n, part) in self.parts.iter().enumerate() {
                if !fit.get(n).copied().unwrap_or_default() {
                    continue;
                }
                let (stays, goes_on) = match part {
                    Part::Folders => (true, false),
                    Part::Name(pattern) => (false, pattern.matches(name)),
                };
                next.iter_mut().skip(n).take(1).for_each(|it| *it |= stays);
                next.iter_mut().skip(n + 1).take(1).for_each(|it| *it |= goes_on);
            }
            pass_folders(&self.parts, &mut next);
            fit = next;
        }
        fit.last().copied().unwrap_or_default()
    }
}

/// `**` also stands for no folder at all.
fn pass_folders(parts: &[Part], fit: &mut [bool]) {
    for (n, part) in parts.iter().enumerate() {
        if *part == Part::Folders && fit.get(n).copied().unwrap_or_default() {
            fit.iter_mut().skip(n + 1).take(1).for_each(|it| *it = true);
        }
    }
}

impl Default for BuildTable {
    fn default() -> Self {
        Self { output_dir: "public".into(), output_dir_span: None, ignore: IgnoreList::default() }
    }
}

/// Reads the table.
pub(super) fn read(d: &mut Decoder<'_>, table: &mut MapReader<'_, '_>) -> BuildTable {
    let default = BuildTable::default();
    let span = table.node("output_dir").map(|node| node.span);
    let dir = table.optional(d, "output_dir", output_dir);
    let ignore = table.optional(d, "ignore", |d, node| list(d, node, pattern));
    BuildTable {
        output_dir_span: dir.as_ref().and(span),
        output_dir: dir.unwrap_or(default.output_dir),
        ignore: ignore.map_or(default.ignore, IgnoreList),
    }
}

/// Reads a pattern, relative to `content/`.
fn pattern(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Ignored> {
    let text = owned(d, node)?;
    let (below, at_top) = match text.trim_start_matches("./").trim_start_matches('/') {
        below if below.starts_with("content/") => (below.trim_start_matches("content/"), true),
        below => (below, text.starts_with('/')),
    };
    let below = below.trim_end_matches('/');
    let fault = match below {
        "" => Some("it fits everything, or nothing".to_owned()),
        _ if text.starts_with('!') => Some("there are no exceptions with `!`".to_owned()),
        _ if below.contains(['{', '}']) => {
            Some("`{…}` has no meaning here; write a pattern for each".to_owned())
        }
        _ if below.contains('\\') => Some("folders are separated by `/`".to_owned()),
        _ => None,
    };
    let part = |part: &str| match part {
        "**" => Ok(Part::Folders),
        part => Pattern::new(part).map(Part::Name).map_err(|error| error.msg.to_owned()),
    };
    let read: Result<Vec<Part>, String> = below.split('/').map(part).collect();
    let anywhere = !at_top && !below.contains('/') && below != "**";
    match (fault, read) {
        (None, Ok(parts)) => Some(Ignored { parts, anywhere }),
        (fault, read) => {
            let fault = fault.or(read.err()).unwrap_or_default();
            d.report_with_hint(
                Code::FieldInvalid,
                node.span,
                format!("`{text}` is not a pattern of files: {fault}"),
                "write one such as `*.docx`, `notes/` or `reports/**/*.csv`, relative to `content/`",
            );
            None
        }
    }
}

/// Reads a path that means what it says. `~` is a name like any other, except in a shell, and somebody who finds a
/// folder with that name may try to remove it there.
fn output_dir(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    let is_shell = |part: &str| {
        part.starts_with(['~', '$'])
            || (part.len() > 2 && part.starts_with('%') && part.ends_with('%'))
    };
    if let Some(part) = text.split(['/', '\\']).find(|part| is_shell(part)) {
        d.report_with_hint(
            Code::FieldInvalid,
            node.span,
            format!("`{part}` means another folder only in a shell"),
            "write a path relative to the site's folder, such as `public`",
        );
        return None;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use crate::config::{Config, Overrides};
    use crate::path::SitePath;

    fn leaves_out(pattern: &str, path: &str) -> bool {
        let text = format!("title = \"T\"\n[build]\nignore = [\"{pattern}\"]\n");
        let config =
            Config::read(&SitePath::new("site.toml").unwrap(), &text, Overrides::default());
        let config = config.value.unwrap();
        config.ignore.leaves_out(&SitePath::new(format!("content/{path}")).unwrap())
    }

    #[test]
    fn patterns_fit_names_folders_and_paths() {
        for (pattern, fits, others) in [
            ("*.csv", &["a.csv", "b/a.csv"][..], &["a.csvx", "csv"][..]),
            ("notes", &["notes/a.md", "b/notes/c/a.md"], &["notes.md", "my-notes/a.md"]),
            ("/notes", &["notes/a.md"], &["b/notes/a.md"]),
            ("b/*.csv", &["b/a.csv"], &["b/c/a.csv", "a.csv"]),
            ("b/**/*.csv", &["b/a.csv", "b/c/d/a.csv"], &["a.csv", "b/a.md"]),
            ("**/d.md", &["d.md", "a/b/d.md"], &["a/b/e.md"]),
            ("content/b/**", &["b/a.md", "b/c/a.md"], &["a.md"]),
            ("[ab]?.md", &["a1.md", "c/bx.md"], &["c1.md", "a.md"]),
        ] {
            assert!(fits.iter().all(|path| leaves_out(pattern, path)), "{pattern}");
            assert!(!others.iter().any(|path| leaves_out(pattern, path)), "{pattern}");
        }
    }

    #[test]
    fn no_pattern_takes_for_ever() {
        let begun = Instant::now();
        let long = "a".repeat(200);
        assert!(!leaves_out(&format!("{}b/x", "*a".repeat(40)), &format!("{long}/x")));
        assert!(!leaves_out(
            &format!("{}c", "**/a/".repeat(40)),
            &format!("{}b", "a/".repeat(100))
        ));
        assert!(begun.elapsed().as_secs() < 5);
    }
}

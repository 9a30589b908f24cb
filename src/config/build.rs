//! `[build]` of `site.toml`: where the site is written, and which files of `content/` are no part of it.

use glob::{MatchOptions, Pattern};

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
    pattern: Pattern,
    /// Whether it fits a name in any folder, as in `.gitignore`.
    anywhere: bool,
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
        const OPTIONS: MatchOptions = MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: false,
        };
        let name = || path.rsplit('/').next().unwrap_or(path);
        self.pattern.matches_with(if self.anywhere { name() } else { path }, OPTIONS)
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
    let anywhere = !at_top && !below.contains('/');
    let read = Pattern::new(below).map_err(|error| error.msg.to_owned());
    match (fault, read) {
        (None, Ok(pattern)) => Some(Ignored { pattern, anywhere }),
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

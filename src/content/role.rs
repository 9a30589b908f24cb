//! [`Role`]: what a file of `content/` is, by its name alone.

use crate::path::SitePath;

/// What a file of `content/` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// An article.
    Article,
    /// A file that is published if a page refers to it, or with the `index.md` that it lies beside.
    File,
    /// A file that is not meant for readers, unless a page links to it.
    Withheld(Withheld),
}

/// Why a file is not meant for readers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Withheld {
    /// `_index.md`: the page of a section, in Hugo and Zola.
    Section,
    /// The copy that a program made when two versions met.
    ConflictCopy,
    /// A Markdown file under another ending: `why.md.txt`.
    Markdown,
    /// The text of another tool, with the name of its format.
    Text(&'static str),
    /// Front matter stands at its beginning.
    FrontMatter,
}

impl Withheld {
    /// Whether it is not even published if a page links to it.
    pub fn always(&self) -> bool {
        !matches!(self, Self::Text(_))
    }
}

/// The formats in which texts are written elsewhere, by ending.
const FORMATS: &[(&str, &str)] = &[
    ("adoc", "AsciiDoc"),
    ("asciidoc", "AsciiDoc"),
    ("doc", "a Word document"),
    ("docm", "a Word document"),
    ("docx", "a Word document"),
    ("dotx", "a Word document"),
    ("fodt", "an OpenDocument text"),
    ("gdoc", "a link to a Google document"),
    ("ipynb", "a notebook of Jupyter"),
    ("mdoc", "Markdoc"),
    ("mdx", "MDX"),
    ("odt", "an OpenDocument text"),
    ("org", "Org"),
    ("pages", "a document of Pages"),
    ("qmd", "a document of Quarto"),
    ("rmd", "R Markdown"),
    ("rmarkdown", "R Markdown"),
    ("rst", "reStructuredText"),
    ("rtf", "rich text"),
    ("textile", "Textile"),
    ("typ", "Typst"),
    ("wpd", "a WordPerfect document"),
];

/// The endings of Markdown files, as GitHub knows them.
const MARKDOWN: [&str; 7] = ["md", "markdown", "mdown", "mdwn", "mkd", "mkdn", "mkdown"];

/// Whether files with this ending are Markdown, in any case: `md`, `MD`, `markdown`.
pub(super) fn is_markdown_ending(ending: &str) -> bool {
    MARKDOWN.iter().any(|markdown| ending.eq_ignore_ascii_case(markdown))
}

/// Returns a path without its ending, if that is one of Markdown.
pub fn markdown_stem(path: &SitePath) -> Option<&str> {
    let (stem, ending) = path.as_str().rsplit_once('.')?;
    let is_named = !stem.is_empty() && !stem.ends_with('/');
    (is_named && is_markdown_ending(ending)).then_some(stem)
}

/// Whether a file is the article of its folder: `index.md`.
pub fn is_index(path: &SitePath) -> bool {
    markdown_stem(path).is_some_and(|stem| stem.rsplit('/').next() == Some("index"))
}

/// Returns what a file is.
pub fn role(path: &SitePath) -> Role {
    let name = path.file_name();
    if is_conflict_copy(name) {
        return Role::Withheld(Withheld::ConflictCopy);
    }
    let Some((stem, ending)) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else {
        return Role::File;
    };
    if is_markdown_ending(ending) {
        let is_section = stem.eq_ignore_ascii_case("_index");
        return if is_section { Role::Withheld(Withheld::Section) } else { Role::Article };
    }
    if stem
        .rsplit_once('.')
        .is_some_and(|(name, inner)| !name.is_empty() && is_markdown_ending(inner))
    {
        return Role::Withheld(Withheld::Markdown);
    }
    let format = FORMATS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
    format.map_or(Role::File, |(_, format)| Role::Withheld(Withheld::Text(format)))
}

/// Whether an article belongs to a folder of drafts, `_drafts`, as Jekyll has them.
pub fn is_in_drafts(path: &SitePath) -> bool {
    path.below("content").is_some_and(|below| {
        below
            .rsplit_once('/')
            .is_some_and(|(folders, _)| folders.split('/').any(|it| it == "_drafts"))
    })
}

/// Returns a path below `content/` without the folders that say what a file is and are no part of its address:
/// `_pages` at the top, and `_drafts`.
pub fn addressed(below: &str) -> String {
    let below = below.strip_prefix("_pages/").unwrap_or(below);
    if !below.contains("_drafts/") {
        return below.to_owned();
    }
    below.split('/').filter(|part| *part != "_drafts").collect::<Vec<_>>().join("/")
}

/// What such programs write into the names of their copies, in lower case.
const SIGNS: [&str; 10] = [
    "conflicted copy",
    "conflict copy",
    "case conflict",
    "unicode encoding conflict",
    "sfconflict ",
    ".sync-conflict-",
    "[conflict",
    "in konflikt stehende kopie",
    "copie en conflit",
    "copia en conflicto",
];

/// Whether a program that keeps folders alike, or merges versions, made this copy, and named it so.
fn is_conflict_copy(name: &str) -> bool {
    // Most names have none of these.
    let may_be = |byte| matches!(byte, b'(' | b'[' | b'_');
    if !name.bytes().any(may_be) && !name.contains(".sync-conflict-") {
        return false;
    }
    let name = name.to_lowercase();
    let sync = SIGNS.iter().any(|sign| name.contains(sign));
    sync || is_numbered(&name, "_conflict-") || {
        ["_backup_", "_base_", "_local_", "_remote_"].iter().any(|sign| {
            is_numbered(&name, sign) && {
                let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
                stem.rsplit_once('_').is_some_and(|(_, id)| id.bytes().all(|b| b.is_ascii_digit()))
            }
        })
    }
}

/// Whether a name has this sign, and after it a digit.
fn is_numbered(name: &str, sign: &str) -> bool {
    name.split_once(sign).is_some_and(|(_, after)| after.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{Role, Withheld, addressed, is_in_drafts, role};
    use crate::path::SitePath;

    fn of(name: &str) -> Role {
        role(&SitePath::new(format!("content/{name}")).unwrap())
    }

    #[test]
    fn an_article_is_a_file_with_an_ending_of_markdown() {
        for name in ["a.md", "a.MD", "a.markdown", "a.Mkd", "a.mdown", "b/index.md", "2.0.md"] {
            assert_eq!(of(name), Role::Article, "{name}");
        }
        for name in ["a.png", "a.html", "md", "a.md5", "b.md/c", "local_news.csv"] {
            assert_eq!(of(name), Role::File, "{name}");
        }
    }

    #[test]
    fn copies_and_texts_of_other_tools_are_known_by_their_names() {
        for name in [
            "why (Ada's conflicted copy 2026-11-20).md",
            "why (conflicted copy 2026-11-20 101112).md",
            "why.sync-conflict-20261120-101112-ABCDEFG.md",
            "why_conflict-20261120-101112.md",
            "why_REMOTE_4711.md",
            "why (SFConflict ada@example.org 2026-11-20-10-11-12).md",
        ] {
            assert_eq!(of(name), Role::Withheld(Withheld::ConflictCopy), "{name}");
        }
        for name in
            ["conflict.md", "the-war (conflict).md", "land_base_camp.md", "on_conflict-free.md"]
        {
            assert_eq!(of(name), Role::Article, "{name}");
        }
        assert_eq!(of("why.md.txt"), Role::Withheld(Withheld::Markdown));
        assert_eq!(of("why.md.save"), Role::Withheld(Withheld::Markdown));
        assert_eq!(of("a/_index.md"), Role::Withheld(Withheld::Section));
        assert_eq!(of("why.DOCX"), Role::Withheld(Withheld::Text("a Word document")));
    }

    #[test]
    fn folders_of_drafts_are_no_part_of_an_address() {
        assert_eq!(addressed("_pages/a.md"), "a.md");
        assert_eq!(addressed("b/_drafts/a.md"), "b/a.md");
        assert_eq!(addressed("_drafts/c/a.md"), "c/a.md");
        assert!(is_in_drafts(&SitePath::new("content/a/_drafts/b.md").unwrap()));
        assert!(!is_in_drafts(&SitePath::new("content/_drafts.md").unwrap()));
    }
}

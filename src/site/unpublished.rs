//! The files of `content/` that nobody gets to see, or that somebody should not: each is named by a finding, so that
//! nothing is lost, and nothing slips out, without a word.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::{Article, LinkTarget, PartialArticle, Withheld, lfs_pointer, markdown_stem};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::{SitePath, slugify};
use crate::site::directory::SiteIndex;
use crate::site::material::LinkInput;
use crate::site::page::Page;
use crate::site::routes::FileRoute;
use crate::site::unfound::{Unfound, Wanted};

/// Returns the findings about files; those named are copied.
pub(crate) fn files_at_fault(
    material: &LinkInput,
    directory: &SiteIndex,
    (pages, files): (&[Arc<Page>], &[FileRoute]),
) -> Vec<Diagnostic> {
    let mut findings = pointers(material, files);
    findings.extend(underscores(material, directory, files));
    // A file that nobody refers to may be the one that a reference should lead to.
    let is_sought = |unfound: &Unfound| matches!(unfound.wanted, Wanted::File(_));
    let certain = material.surroundings.unreadable.is_empty()
        && !pages.iter().any(|page| page.unfound.iter().any(is_sought));
    findings.extend(unpublished(material, directory, (files, certain)));
    let copied = copies(material);
    let told: BTreeSet<&SitePath> = copied.iter().map(|copy| &copy.place.path).collect();
    findings.extend(same_titles(material, &told));
    findings.extend(copied);
    findings
}

/// Reports files of which only the pointer would be published.
fn pointers(material: &LinkInput, files: &[FileRoute]) -> Vec<Diagnostic> {
    let pointers = &material.surroundings.pointers;
    if pointers.is_empty() {
        return Vec::new();
    }
    let published = files.iter().map(|file| &file.from).filter(|from| pointers.contains(*from));
    let published: BTreeSet<&SitePath> = published.collect();
    published.into_iter().map(lfs_pointer).collect()
}

/// Reports, once for each name, what is published although its name, or that of its folder, begins with `_`.
fn underscores(
    material: &LinkInput,
    directory: &SiteIndex,
    files: &[FileRoute],
) -> Vec<Diagnostic> {
    let articles = directory.pages.iter().filter_map(|n| material.articles.get(*n));
    let articles = articles.map(|article| &article.path);
    let files = files.iter().map(|file| &file.from).filter(|from| from.below("content").is_some());
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for path in articles.chain(files) {
        let Some((name, whole)) = underscored(path) else { continue };
        if told.insert(whole) {
            let what = if whole == path.as_str() { "this file" } else { "what is in this folder" };
            let message = format!(
                "`{name}` begins with `_`, but {what} is published: other tools keep such names from readers"
            );
            let hint = format!(
                "rename it if readers should see it; otherwise keep it out with `ignore = [\"{name}\"]` under `[build]` in `site.toml`"
            );
            let finding = Diagnostic::new(Code::FileUnderscore, Place::file(path), message);
            findings.push(finding.hint(hint));
        }
    }
    findings
}

/// Returns the first name in a path that begins with `_` and means nothing here, and the path up to it.
fn underscored(path: &SitePath) -> Option<(&str, &str)> {
    let text = path.as_str();
    if !text.contains("/_") {
        return None;
    }
    let mut end = 0;
    for (n, name) in text.split('/').enumerate() {
        end += name.len() + usize::from(n > 0);
        let known = (n == 1 && name == "_pages") || (name == "_drafts" && end < text.len());
        if name.starts_with('_') && !known {
            return Some((name, text.get(..end)?));
        }
    }
    None
}

/// Reports files that are published nowhere.
fn unpublished(
    material: &LinkInput,
    directory: &SiteIndex,
    (files, certain): (&[FileRoute], bool),
) -> Vec<Diagnostic> {
    let mut open = directory.routes.unbundled().peekable();
    if open.peek().is_none() {
        return Vec::new();
    }
    let published: BTreeSet<&SitePath> = files.iter().map(|file| &file.from).collect();
    let hidden = hidden_references(material);
    let mut findings = Vec::new();
    for path in open.filter(|path| !published.contains(path)) {
        let withheld = material.withheld.get(path);
        let needed = hidden.contains(path) || !certain || is_named(material, path);
        if needed && !withheld.is_some_and(Withheld::always) {
            continue;
        }
        let (message, hint) = match withheld {
            Some(withheld) => why_withheld(path, withheld),
            None if path.as_str() == "content/sources.yml" => (
                "this list of sources is not read: its name is `sources.yaml`".to_owned(),
                "rename it to `sources.yaml`".to_owned(),
            ),
            None if path.extension() == Some("bib") => (
                "this file is not read: nutgraf reads sources as YAML, not as BibTeX".to_owned(),
                "write its entries into `content/sources.yaml`, as `- id: …` with `title: …` and `url: …` below it; or move it out of `content/`".to_owned(),
            ),
            None => (
                "no page refers to this file, so it is not published".to_owned(),
                "link to it, move it to `static/` to publish it as it is, delete it, or name it in `ignore` under `[build]` in `site.toml`".to_owned(),
            ),
        };
        let finding = Diagnostic::new(Code::FileNotPublished, Place::file(path), message);
        findings.push(finding.hint(hint));
    }
    findings
}

/// Returns the files that only unpublished articles refer to.
fn hidden_references(material: &LinkInput) -> BTreeSet<&SitePath> {
    let drafts = material.articles.iter().filter(|article| article.draft);
    let partial = material.partial.iter().map(PartialArticle::readable);
    let links = drafts.chain(partial).flat_map(|article| &article.links);
    links
        .filter_map(|link| match &link.target {
            LinkTarget::File { path, .. } => Some(path),
            _ => None,
        })
        .collect()
}

/// Whether a text names a file in a link that could not be read as one: then somebody does refer to it.
fn is_named(material: &LinkInput, path: &SitePath) -> bool {
    let partial = material.partial.iter().map(PartialArticle::readable);
    let mut articles = material.articles.iter().chain(partial);
    articles.any(|article| article.gaps.named.contains(path.file_name()))
}

/// Returns why a file that is not meant for readers is not published, and what to do.
fn why_withheld(path: &SitePath, withheld: &Withheld) -> (String, String) {
    let name = path.file_name();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match withheld {
        Withheld::Section => (
            "`_index.md` is the page of a section in Hugo and Zola; sections have no pages here, so it is not published".into(),
            format!("rename it to `index.md` to publish it as an article at `{}`, or delete it", address_of_folder(path)),
        ),
        Withheld::ConflictCopy => (
            "this is a copy that was made where two versions of a file met, so it is not published".into(),
            "move what you need from it into the file itself, and delete the copy".into(),
        ),
        Withheld::Markdown => (
            format!("`{name}` is not published: articles end in `.md`"),
            format!("rename it to `{}`, or delete it", markdown_name(name)),
        ),
        Withheld::Text(format) if format.ends_with("Quarto") || format.ends_with("R Markdown") => (
            format!("this file is not published: it is {format}, and articles are Markdown"),
            format!("rename it to `{stem}.md`: most of it is Markdown, and what differs is reported"),
        ),
        Withheld::Text(format) => (
            format!("this file is not published: it is {format}, and articles are Markdown"),
            format!("convert it, for example with `pandoc \"{name}\" -t gfm -o \"{stem}.md\"`, or delete it; to offer it for download, link to it"),
        ),
        Withheld::FrontMatter => (
            "this file begins with front matter, but it is not published: only Markdown files are articles".into(),
            format!("rename it to `{stem}.md` and write its text in Markdown, which may contain HTML; or remove its front matter"),
        ),
    }
}

/// Returns `why.md` for `why.md.txt`.
fn markdown_name(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Returns the address that the `index.md` of a file's folder has.
fn address_of_folder(path: &SitePath) -> String {
    let folders = path.parent().and_then(|folder| folder.strip_prefix("content/"));
    let folders =
        folders.map_or_else(Vec::new, |folders| folders.split('/').map(slugify).collect());
    folders.iter().fold("/".to_owned(), |address, folder| format!("{address}{folder}/"))
}

/// Reports articles that are published beside the article that they seem to be a copy of.
fn copies(material: &LinkInput) -> Vec<Diagnostic> {
    // Most sites have no such name.
    let named: Vec<(&Article, String)> = material
        .articles
        .iter()
        .filter_map(|article| Some((&***article, original(&article.path)?)))
        .collect();
    if named.is_empty() {
        return Vec::new();
    }
    let stems: BTreeMap<&str, &Article> = material
        .articles
        .iter()
        .filter_map(|article| Some((markdown_stem(&article.path)?, &***article)))
        .collect();
    let mut findings = Vec::new();
    for (copy, original) in named {
        let Some(of) = stems.get(original.as_str()) else { continue };
        let name = original.rsplit('/').next().unwrap_or(&original);
        let is_same = of.title == copy.title;
        let also = if is_same { " with the same title" } else { "" };
        let message =
            format!("this seems to be a copy of `{name}.md`, and is an article of its own{also}");
        let finding = Diagnostic::new(Code::FileCopy, Place::file(&copy.path), message);
        let finding = finding.hint(if is_same {
            "delete it; or, if it is to be an article of its own, change its `title`, then the file's name"
        } else {
            "delete it, or give the file a name of its own"
        });
        findings.push(if is_same {
            finding.related(Place::new(&of.path, of.title_span), "the same title")
        } else {
            finding
        });
    }
    findings
}

/// Reports explainers that have the title of another one: readers of a list cannot tell them apart.
fn same_titles(material: &LinkInput, copies: &BTreeSet<&SitePath>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(&str, Option<&str>), &Article> = BTreeMap::new();
    let mut findings = Vec::new();
    for article in &material.articles {
        let article: &Article = article;
        let is_shown = !article.draft || material.drafts;
        let is_listed = is_shown && article.is_explainer() && article.superseded_by.is_none();
        // One word may be the name of a series, and of a copy this is said already.
        let is_short = article.title.split_whitespace().nth(1).is_none();
        if !is_listed || is_short || copies.contains(&article.path) {
            continue;
        }
        match first.entry((article.title.trim(), article.lang.as_deref())) {
            Entry::Vacant(entry) => drop(entry.insert(article)),
            Entry::Occupied(entry) => {
                let other = *entry.get();
                let place = Place::new(&article.path, article.title_span);
                let message = format!("`{}` has the same title", other.path);
                let finding = Diagnostic::new(Code::ArticleSameTitle, place, message);
                let there = Place::new(&other.path, other.title_span);
                findings.push(finding.related(there, "the same title").hint(
                    "change one of the titles; or, if one of the files is a copy, delete it",
                ));
            }
        }
    }
    findings
}

/// Returns what a file was called before a system copied it, without its ending.
fn original(path: &SitePath) -> Option<String> {
    let stem = markdown_stem(path)?;
    let (folder, name) = stem.rsplit_once('/')?;
    if let Some(of) = name.strip_prefix("Copy of ") {
        return Some(format!("{folder}/{of}"));
    }
    let numbered = |name: &str| {
        let inner = name.strip_suffix(')')?;
        let (before, number) = inner.rsplit_once('(')?;
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| before.trim_end().to_owned())
    };
    let bare = numbered(name);
    let name = bare.as_deref().unwrap_or(name);
    let without_digits = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let copied = [" - Copy", " copy"].iter().find_map(|end| without_digits.strip_suffix(end));
    copied.or(bare.as_deref()).map(|name| format!("{folder}/{name}"))
}

#[cfg(test)]
mod tests {
    use super::original;
    use crate::path::SitePath;

    #[test]
    fn what_systems_call_a_copy_is_known() {
        let of = |name: &str| original(&SitePath::new(format!("content/{name}.md")).unwrap());
        for name in
            ["why (1)", "why copy", "why copy 2", "why - Copy", "why - Copy (2)", "Copy of why"]
        {
            assert_eq!(of(name).as_deref(), Some("content/why"), "{name}");
        }
        for name in ["why", "why-copy", "how to copy a file", "why 2", "why (war)"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}

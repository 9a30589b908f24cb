//! [`Target`]: where a reference leads once everything is known; and the findings about those that lead nowhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::MenuItem;
use crate::content::{Article, Link, LinkPurpose, LinkTarget, Source};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place, did_you_mean};
use crate::path::{Route, SitePath, encode_path, slugify};
use crate::site::PageId;
use crate::site::bibliography::{Bibliography, number};
use crate::site::routes::{FileState, Routes};

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Out of the site.
    External(String),
    /// To an anchor of the same page.
    Anchor(String),
    /// To a page made from a content file.
    Page {
        /// Which.
        page: PageId,
        /// The anchor.
        anchor: Option<String>,
    },
    /// To the home page.
    Home,
    /// To a file that is copied.
    File {
        /// Where it is published.
        route: Route,
        /// `?…#…` as written.
        suffix: String,
        /// Width and height, if it is an image.
        size: Option<(u32, u32)>,
    },
    /// To something else of the site: a path below the base, percent-encoded, with query and anchor.
    Site(String),
    /// Nowhere; a finding says why.
    Nowhere,
}

/// Where a reference stands, and what it is for.
struct Origin {
    place: Place,
    purpose: LinkPurpose,
}

/// A path of the site as a link writes it.
struct WrittenPath<'a> {
    path: &'a str,
    query: &'a str,
    anchor: Option<&'a str>,
}

/// Resolves references.
pub(crate) struct Resolver<'a> {
    pub(crate) routes: &'a Routes,
    pub(crate) image_sizes: &'a BTreeMap<SitePath, Option<(u32, u32)>>,
    pub(crate) shared: &'a [Source],
    pub(crate) shared_path: &'a SitePath,
    pub(crate) shared_ids: &'a BTreeMap<&'a str, usize>,
    pub(crate) articles: &'a [&'a std::sync::Arc<Article>],
    /// Content files that are there but could not be read.
    pub(crate) unreadable: &'a BTreeSet<SitePath>,
}

impl Resolver<'_> {
    /// Resolves everything in one article.
    pub(crate) fn article(&self, article: &Article) -> Outcome<(Vec<Target>, Bibliography)> {
        let mut findings = Vec::new();
        let bibliography =
            number(article, (self.shared_path, self.shared, self.shared_ids), &mut findings);
        let targets = article
            .links
            .iter()
            .map(|link| self.target(article, &bibliography, link, &mut findings))
            .collect();
        Outcome::new((targets, bibliography), findings)
    }

    fn target(
        &self,
        article: &Article,
        bibliography: &Bibliography,
        link: &Link,
        findings: &mut Vec<Diagnostic>,
    ) -> Target {
        let place = Place::new(&article.path, link.span);
        match &link.target {
            LinkTarget::External(url) => Target::External(url.clone()),
            LinkTarget::Nowhere => Target::Nowhere,
            LinkTarget::Anchor(anchor) => {
                if !has_anchor(article, Some(bibliography), anchor) {
                    findings.push(missing_anchor(place, anchor, article, "this page"));
                }
                Target::Anchor(anchor.clone())
            }
            LinkTarget::Article { path, anchor } => {
                let origin = Origin { place, purpose: link.purpose };
                self.page(origin, path, anchor.as_deref(), findings)
            }
            LinkTarget::File { path, suffix } => {
                self.file(Origin { place, purpose: link.purpose }, path, suffix, findings)
            }
            LinkTarget::Site { path, query, anchor } => {
                let written = WrittenPath { path, query, anchor: anchor.as_deref() };
                self.site_path(place, &written, findings)
            }
        }
    }

    fn page(
        &self,
        Origin { place, purpose }: Origin,
        path: &SitePath,
        anchor: Option<&str>,
        findings: &mut Vec<Diagnostic>,
    ) -> Target {
        if purpose == LinkPurpose::Embed {
            findings.push(
                Diagnostic::new(
                    Code::ImageMissing,
                    place,
                    format!("`{path}` is an article, not an image"),
                )
                .hint("link to it: `[text](file.md)`, without `!`"),
            );
            return Target::Nowhere;
        }
        let Some(page) = self.routes.page_of(path) else {
            if !self.unreadable.contains(path) {
                findings.push(self.no_article(place, path));
            }
            return Target::Nowhere;
        };
        let Some(article) = self.articles.get(page) else { return Target::Nowhere };
        if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty())
            && !has_anchor(article, None, anchor)
        {
            findings.push(missing_anchor(place, anchor, article, &format!("`{path}`")));
        }
        if article.kind == crate::content::ArticleKind::Home {
            return Target::Home;
        }
        Target::Page { page, anchor: anchor.filter(|anchor| !anchor.is_empty()).map(str::to_owned) }
    }

    /// Whether the page at this path may be one of those that could not be read: then it is not the link's fault.
    fn may_be_unreadable(&self, path: &str) -> bool {
        let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        self.unreadable.iter().any(|file| {
            let stem = file.as_str().strip_suffix(".md").unwrap_or(file.as_str());
            let name = stem.strip_suffix("/index").unwrap_or(stem).rsplit('/').next();
            name.is_some_and(|name| slugify(name) == last)
        })
    }

    fn no_article(&self, place: Place, path: &SitePath) -> Diagnostic {
        if self.routes.is_draft(path) {
            return Diagnostic::new(Code::LinkDraft, place, format!("`{path}` is a draft"))
                .related(Place::file(path), "the draft")
                .hint("publish the draft, or take the link out until it is published");
        }
        let finding = Diagnostic::new(Code::LinkBroken, place, format!("no file `{path}` exists"));
        // `other.md` may be meant to be `other/index.md`, or lie in another folder.
        let name = path.file_name();
        let as_folder = path.as_str().strip_suffix(".md").map(|stem| format!("{stem}/index.md"));
        let near = self
            .routes
            .article_paths()
            .find(|other| as_folder.as_deref() == Some(*other))
            .or_else(|| did_you_mean(path.as_str(), self.routes.article_paths()))
            .or_else(|| {
                self.routes.article_paths().find(|other| other.rsplit('/').next() == Some(name))
            });
        match near {
            Some(near) => {
                finding.hint(format!("did you mean `{near}`? paths are as seen from this file"))
            }
            None => finding.hint("write the path of the file as seen from this one"),
        }
    }

    fn file(
        &self,
        Origin { place, purpose }: Origin,
        path: &SitePath,
        suffix: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Target {
        match self.routes.file(path) {
            Some(FileState::Published(route)) => {
                let size = match (purpose, self.image_sizes.get(path)) {
                    (LinkPurpose::Embed | LinkPurpose::Card, Some(Some(size))) => Some(*size),
                    (LinkPurpose::Embed | LinkPurpose::Card, Some(None)) => {
                        findings.push(Diagnostic::new(Code::ImageUnreadable, place, format!("the size of `{path}` cannot be read")).hint("is it an image that browsers show? without a size the page moves while it loads"));
                        None
                    }
                    _ => None,
                };
                Target::File { route, suffix: suffix.to_owned(), size }
            }
            Some(FileState::OfDraft) => {
                findings.push(
                    Diagnostic::new(Code::LinkDraft, place, format!("`{path}` belongs to a draft"))
                        .hint("publish the draft, or take the link out until it is published"),
                );
                Target::Nowhere
            }
            None => {
                findings.push(self.no_file(place, path, purpose));
                Target::Nowhere
            }
        }
    }

    fn no_file(&self, place: Place, path: &SitePath, purpose: LinkPurpose) -> Diagnostic {
        let code = if matches!(purpose, LinkPurpose::Embed | LinkPurpose::Card) {
            Code::ImageMissing
        } else {
            Code::LinkBroken
        };
        let finding = Diagnostic::new(code, place, format!("no file `{path}` exists"));
        if path.as_str() == "content/sources.yaml" {
            return finding.hint("`sources.yaml` is not published; link to `/sources/`");
        }
        let markdown = [format!("{path}.md"), format!("{path}/index.md")];
        if let Some(article) = self
            .routes
            .article_paths()
            .find(|other| markdown.iter().any(|markdown| markdown == other))
        {
            return finding
                .hint(format!("link to the article's file: `{article}`, as seen from this one"));
        }
        match did_you_mean(path.as_str(), self.routes.file_paths()) {
            Some(near) => {
                finding.hint(format!("did you mean `{near}`? upper and lower case count"))
            }
            None => finding.hint(
                "write the path of the file as seen from this one; `/…` is a path of the site",
            ),
        }
    }

    fn site_path(
        &self,
        place: Place,
        written: &WrittenPath<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> Target {
        let WrittenPath { path, query, anchor } = *written;
        let Some(found) = self.routes.at(path) else {
            if self.may_be_unreadable(path) {
                return Target::Nowhere;
            }
            let known: Vec<String> = self.routes.known_paths().collect();
            let finding = Diagnostic::new(
                Code::LinkBroken,
                place,
                format!("nothing is published at `{path}`"),
            );
            findings.push(match did_you_mean(path, known.iter().map(String::as_str)) {
                Some(near) => finding.hint(format!("did you mean `{near}`?")),
                None => finding.hint("link to a file (`other.md`), to something in `static/`, or to a page of the site such as `/sources/`"),
            });
            return Target::Nowhere;
        };
        if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty() && query.is_empty())
            && let Some(page) = self.routes.page_at(&found)
            && let Some(article) = self.articles.get(page)
            && !has_anchor(article, None, anchor)
        {
            findings.push(missing_anchor(place, anchor, article, &format!("`{path}`")));
        }
        let fragment = anchor.map(|anchor| format!("#{}", encode_path(anchor))).unwrap_or_default();
        Target::Site(format!("{}{query}{fragment}", encode_path(&found)))
    }

    /// Resolves an entry of the menu: a path of the site, a content file, or a whole URL.
    pub(crate) fn menu(
        &self,
        item: &MenuItem,
        config: &SitePath,
        findings: &mut Vec<Diagnostic>,
    ) -> Target {
        let place = Place::new(config, item.span);
        // Seen from the content folder, so that `about.md` and `/about/` both work.
        let from = SitePath::new("content/index.md").expect("a path in a program is a path");
        match crate::content::classify(&from, &item.url) {
            Ok(LinkTarget::Site { path, query, anchor }) => {
                let written = WrittenPath { path: &path, query: &query, anchor: anchor.as_deref() };
                self.site_path(place, &written, findings)
            }
            Ok(LinkTarget::Article { path, anchor }) => {
                let origin = Origin { place, purpose: LinkPurpose::Follow };
                self.page(origin, &path, anchor.as_deref(), findings)
            }
            Ok(LinkTarget::External(url)) => Target::External(url),
            Ok(_) => {
                findings.push(
                    Diagnostic::new(
                        Code::LinkBroken,
                        place,
                        format!("`{}` is no address for a menu", item.url),
                    )
                    .hint("write a path of the site such as `/about/`, or `https://…`"),
                );
                Target::Nowhere
            }
            Err(_) => {
                findings.push(
                    Diagnostic::new(
                        Code::LinkScheme,
                        place,
                        format!("`{}` cannot be linked to", item.url),
                    )
                    .hint("write a path of the site such as `/about/`, or `https://…`"),
                );
                Target::Nowhere
            }
        }
    }
}

/// Whether the page of an article has an anchor: one that its text makes, or one of a source, mark, note or part.
fn has_anchor(article: &Article, bibliography: Option<&Bibliography>, anchor: &str) -> bool {
    if article.anchors.binary_search_by(|known| known.as_str().cmp(anchor)).is_ok() {
        return true;
    }
    if let Some(id) = anchor.strip_prefix("src-") {
        let cites = article.citations.iter().any(|citation| matches!(citation, crate::content::Citation::Sources(items) if items.iter().any(|item| item.id == id)));
        return cites || article.sources.iter().any(|source| source.id == id);
    }
    if let Some(label) = anchor.strip_prefix("fn-") {
        return article.note_ids().iter().any(|id| id == label);
    }
    match anchor {
        "part-sources" => bibliography.is_none_or(|bibliography| !bibliography.entries.is_empty()),
        "part-questions" => article.questions.iter().any(crate::content::Question::is_answered),
        "part-open" => article.questions.iter().any(|question| !question.is_answered()),
        "part-notes" => !article.notes.is_empty(),
        "part-updates" => !article.updates.is_empty(),
        "part-points" => !article.summary.is_empty(),
        "main" => true,
        _ => false,
    }
}

fn missing_anchor(place: Place, anchor: &str, article: &Article, whose: &str) -> Diagnostic {
    let finding =
        Diagnostic::new(Code::LinkAnchor, place, format!("{whose} has no anchor `#{anchor}`"));
    match did_you_mean(anchor, article.anchors.iter().map(String::as_str)) {
        Some(near) => finding.hint(format!("did you mean `#{near}`?")),
        None if article.anchors.is_empty() => {
            finding.hint("the page has no headings; link to the page itself")
        }
        None => {
            let some: Vec<&str> = article.anchors.iter().take(6).map(String::as_str).collect();
            finding.hint(format!("it has, among others, {}", crate::diagnostic::list_of(some)))
        }
    }
}

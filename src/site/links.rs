//! [`Target`]: where a reference leads once everything is known; and the findings about those that lead nowhere.

use std::sync::Arc;

use crate::config::MenuItem;
use crate::content::{
    Article, ArticleKind, Link, LinkPurpose, LinkTarget, SHARED_SOURCES, classify, kind_of,
};
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::digest::{Digest, Unhashed};
use crate::path::{Route, SitePath, encode_path, slugify};
use crate::site::anchors::{ExpectedAnchor, has_anchor, missing_anchor};
use crate::site::bibliography::{Bibliography, SourceRef, number};
use crate::site::page::{Page, PageId, Surroundings};
use crate::site::routes::{FileState, Routes};

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Out of the site.
    External(String),
    /// To an anchor of the same page.
    Anchor(String),
    /// To a page made from a content file.
    Page {
        /// Which.
        page: Unhashed<PageId>,
        /// Where it lives.
        route: Route,
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
    pub(crate) surroundings: &'a Surroundings,
    pub(crate) articles: &'a [&'a Arc<Article>],
}

/// What is found while the references of one article are resolved.
#[derive(Default)]
struct Found {
    findings: Vec<Diagnostic>,
    expected: Vec<ExpectedAnchor>,
}

impl Resolver<'_> {
    /// Resolves everything in one article.
    pub(crate) fn page(&self, id: PageId, article: &Arc<Article>, topics: Vec<usize>) -> Page {
        let mut found = Found::default();
        let bibliography = number(article, &self.surroundings.shared, &mut found.findings);
        let targets: Vec<Target> = article
            .links
            .iter()
            .map(|link| self.target(article, &bibliography, link, &mut found))
            .collect();
        let route = self.routes.page(id).clone();
        Page {
            digest: Digest::of_value(&(&article.digest, &route, &targets, &bibliography)),
            article: Arc::clone(article),
            route,
            targets,
            sources: Digest::of_value(&(
                &article.path,
                &bibliography.entries,
                listed(&bibliography),
            )),
            bibliography,
            topics,
            findings: found.findings,
            expected: found.expected,
        }
    }

    fn target(
        &self,
        article: &Article,
        bibliography: &Bibliography,
        link: &Link,
        found: &mut Found,
    ) -> Target {
        let place = Place::new(&article.path, link.span);
        match &link.target {
            LinkTarget::External(url) => Target::External(url.clone()),
            LinkTarget::Nowhere => Target::Nowhere,
            LinkTarget::Anchor(anchor) => {
                if !has_anchor(article, Some(bibliography), anchor) {
                    found.findings.push(missing_anchor(place, anchor, article, "this page"));
                }
                Target::Anchor(anchor.clone())
            }
            LinkTarget::Article { path, anchor } => {
                let origin = Origin { place, purpose: link.purpose };
                self.article(origin, path, anchor.as_deref(), found)
            }
            LinkTarget::File { path, suffix } => self.file(
                Origin { place, purpose: link.purpose },
                path,
                suffix,
                &mut found.findings,
            ),
            LinkTarget::Site { path, query, anchor } => {
                let written = WrittenPath { path, query, anchor: anchor.as_deref() };
                self.site_path(place, &written, found)
            }
        }
    }

    fn article(
        &self,
        Origin { place, purpose }: Origin,
        path: &SitePath,
        anchor: Option<&str>,
        found: &mut Found,
    ) -> Target {
        if purpose == LinkPurpose::Embed {
            found.findings.push(
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
            if !self.surroundings.unreadable.contains(path) {
                found.findings.push(self.no_article(place, path));
            }
            return Target::Nowhere;
        };
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        found.expect(page, anchor, place, path.as_str());
        if kind_of(path) == ArticleKind::Home {
            return Target::Home;
        }
        let (route, anchor) = (self.routes.page(page).clone(), anchor.map(str::to_owned));
        Target::Page { page: Unhashed(page), route, anchor }
    }

    /// Whether the page at this path may be one of those that could not be read: then it is not the link's fault.
    fn may_be_unreadable(&self, path: &str) -> bool {
        let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        self.surroundings.unreadable.iter().any(|file| {
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
        // A page is not meant by a link that stands on it.
        let own = place.path.clone();
        let others = || self.routes.article_paths().filter(|other| *other != own.as_str());
        let finding = Diagnostic::new(Code::LinkBroken, place, format!("no file `{path}` exists"));
        // `other.md` may be meant to be `other/index.md`, or lie in another folder.
        let name = path.file_name();
        let as_folder = path.as_str().strip_suffix(".md").map(|stem| format!("{stem}/index.md"));
        let near = others()
            .find(|other| as_folder.as_deref() == Some(*other))
            .or_else(|| did_you_mean(path.as_str(), others()))
            .or_else(|| others().find(|other| other.rsplit('/').next() == Some(name)));
        match near {
            Some(near) => finding.hint(format!("did you mean `{}`?", own.reference_to(near))),
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
                let size = match (purpose, self.surroundings.image_sizes.get(path)) {
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
        if path.as_str() == SHARED_SOURCES {
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

    fn site_path(&self, place: Place, written: &WrittenPath<'_>, found: &mut Found) -> Target {
        let WrittenPath { path, query, anchor } = *written;
        let Some(published) = self.routes.at(path) else {
            if self.may_be_unreadable(path) {
                return Target::Nowhere;
            }
            let known: Vec<String> = self.routes.known_paths().collect();
            let finding = Diagnostic::new(
                Code::LinkBroken,
                place,
                format!("nothing is published at `{path}`"),
            );
            found.findings.push(match did_you_mean(path, known.iter().map(String::as_str)) {
                Some(near) => finding.hint(format!("did you mean `{near}`?")),
                None => finding.hint("link to a file (`other.md`), to something in `static/`, or to a page of the site such as `/sources/`"),
            });
            return Target::Nowhere;
        };
        if let Some(page) = self.routes.page_at(&published).filter(|_| query.is_empty()) {
            found.expect(page, anchor.filter(|anchor| !anchor.is_empty()), place, path);
        }
        let fragment = anchor.map(|anchor| format!("#{}", encode_path(anchor))).unwrap_or_default();
        Target::Site(format!("{}{query}{fragment}", encode_path(&published)))
    }

    /// Resolves an entry of the menu: a path of the site, a content file, or a whole URL.
    pub(crate) fn menu(
        &self,
        item: &MenuItem,
        config: &SitePath,
        findings: &mut Vec<Diagnostic>,
    ) -> Target {
        let mut found = Found::default();
        let target = self.menu_target(item, Place::new(config, item.span), &mut found);
        findings.extend(found.findings);
        findings.extend(found.expected.iter().filter_map(|expected| expected.check(self.articles)));
        target
    }

    fn menu_target(&self, item: &MenuItem, place: Place, found: &mut Found) -> Target {
        // Seen from the content folder, so that `about.md` and `/about/` both work.
        let from = SitePath::new("content/index.md").expect("a path in a program is a path");
        match classify(&from, &item.url) {
            Ok(LinkTarget::Site { path, query, anchor }) => {
                let written = WrittenPath { path: &path, query: &query, anchor: anchor.as_deref() };
                self.site_path(place, &written, found)
            }
            Ok(LinkTarget::Article { path, anchor }) => {
                let origin = Origin { place, purpose: LinkPurpose::Follow };
                self.article(origin, &path, anchor.as_deref(), found)
            }
            Ok(LinkTarget::External(url)) => Target::External(url),
            Ok(_) => {
                found.findings.push(
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
                found.findings.push(
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

impl Found {
    /// Notes that a page should have an anchor: whether it does is asked when all pages are there.
    fn expect(&mut self, page: PageId, anchor: Option<&str>, place: Place, written: &str) {
        if let Some(anchor) = anchor {
            let (anchor, whose) = (anchor.to_owned(), format!("`{written}`"));
            self.expected.push(ExpectedAnchor { page, anchor, place, whose });
        }
    }
}

/// Which of the sources of a page, and of those that they draw on, the article lists itself.
fn listed(bibliography: &Bibliography) -> Vec<bool> {
    let entries = bibliography.entries.iter();
    let sources = entries.flat_map(|entry| [&entry.source].into_iter().chain(&entry.derives_from));
    sources.map(|listed| matches!(listed.at.0, SourceRef::Own(_))).collect()
}

//! [`Resolver`]: finds where a reference leads once everything is known, and reports those that lead nowhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::{
    Article, ArticleKind, Link, LinkPurpose, LinkTarget, SHARED_SOURCES, WrittenAddress,
    markdown_stem,
};
use crate::diagnostic::{Code, Diagnostic, Place, Safety};
use crate::digest::{Digest, Digested, Unhashed};
use crate::path::{SitePath, encode_path};
use crate::percent::encode_fragment;
use crate::site::anchors::{PageAnchors, missing_anchor};
use crate::site::bibliography::{Bibliography, listed_by, number};
use crate::site::borrowed::{Additions, Lent};
use crate::site::numbers::{PageId, TopicId};
use crate::site::own_address::{own_address, through_another};
use crate::site::page::{Environment, Page};
use crate::site::pictures;
use crate::site::question_digest::question_digest;
use crate::site::routes::{FileState, Routes};
use crate::site::target::Target;
use crate::site::unfound::{
    ExpectedAnchor, LinkFindings, Unfound, Wanted, address_without_scheme, articles_meant,
    draft_finding, instead_of_file, instead_of_path, replacement,
};
use crate::span::Span;

/// Where a reference is, and what it is for.
pub(super) struct LinkOrigin {
    pub(super) place: Place,
    /// Where its address is, if known.
    pub(super) written: Option<WrittenAddress>,
    pub(super) purpose: LinkPurpose,
}

/// The page that contains the references.
pub(super) struct Own<'a> {
    id: PageId,
    article: &'a Article,
    anchors: PageAnchors<'a>,
    bibliography: &'a Bibliography,
}

impl<'a> Own<'a> {
    pub(super) fn new(id: PageId, article: &'a Article, bibliography: &'a Bibliography) -> Self {
        Self { id, article, anchors: PageAnchors::of(article), bibliography }
    }
}

impl LinkOrigin {
    pub(super) fn path(&self) -> Option<Span> {
        self.written.map(|written| written.path)
    }

    fn anchor(&self) -> Option<Span> {
        self.written?.anchor
    }
}

/// A path of the site as a link writes it.
pub(super) struct WrittenPath<'a> {
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    pub(super) anchor: Option<&'a str>,
}

/// Resolves references.
pub(crate) struct Resolver<'a> {
    pub(crate) routes: &'a Routes,
    /// The articles, in page order.
    pub(crate) articles: &'a [&'a Arc<Digested<Article>>],
    pub(crate) surroundings: &'a Environment,
    /// The last parts of addresses that things which could not be read may have.
    pub(crate) uncertain: &'a BTreeSet<String>,
}

impl<'a> Resolver<'a> {
    /// Resolves everything in one article.
    pub(crate) fn page(
        &self,
        id: PageId,
        article: &'a Arc<Digested<Article>>,
        topics: Vec<TopicId>,
    ) -> Page {
        let mut found = LinkFindings::default();
        let (lent, consulted) = self.lent((id, article), &mut found.findings);
        let (bibliography, mut targets) = self.references((id, article), &lent, &mut found);
        let Additions { borrowed, targets: further, citations } = self.additions(article, &lent);
        targets.extend(further);
        let route = self.routes.page(id).clone();
        Page {
            asked: question_digest(
                article,
                &route,
                (&targets, &bibliography, &borrowed, &citations),
            ),
            digest: Digest::of_value(&(
                &article.digest(),
                &route,
                &targets,
                &bibliography,
                &borrowed,
                &citations,
            )),
            article: Arc::clone(article),
            route,
            targets,
            sources: Digest::of_value(&(
                &article.path,
                &bibliography.entries,
                listed_by(&bibliography, self.articles),
            )),
            bibliography,
            topics,
            borrowed,
            borrowed_citations: citations,
            consulted,
            findings: found.findings.into_vec(),
            unfound: found.unfound,
            expected: found.expected,
        }
    }

    /// Returns what is wrong with the references of an article that does not make a page.
    pub(crate) fn unpublished(
        &self,
        id: PageId,
        article: &'a Arc<Digested<Article>>,
    ) -> LinkFindings {
        let mut found = LinkFindings::default();
        let (lent, _) = self.lent((id, article), &mut found.findings);
        let _resolved = self.references((id, article), &lent, &mut found);
        found
    }

    fn references(
        &self,
        (id, article): (PageId, &'a Article),
        lent: &[Lent<'_>],
        found: &mut LinkFindings,
    ) -> (Bibliography, Vec<Target>) {
        let bibliography = number((id, article), lent, &self.surroundings.shared, found);
        let own = Own::new(id, article, &bibliography);
        let links = article.links.iter();
        let targets =
            links.map(|link| self.target(&own, &self.meant(article, link), found)).collect();
        (bibliography, targets)
    }

    pub(super) fn target(&self, own: &Own<'_>, link: &Link, found: &mut LinkFindings) -> Target {
        let Own { id, article, anchors, bibliography } = own;
        let place = Place::new(&article.path, link.span);
        let origin = LinkOrigin { place, written: link.written, purpose: link.purpose };
        match &link.target {
            LinkTarget::External(url) => {
                let home = self.surroundings.home.as_deref();
                found.findings.extend(own_address(url, home, self.routes, &origin.place));
                found.findings.extend(through_another(url, article, &origin.place));
                Target::External(url.clone())
            }
            LinkTarget::Nowhere => Target::Nowhere,
            LinkTarget::Anchor(anchor) => {
                if !anchors.has(Some(bibliography), anchor) {
                    let wanted = Wanted::Anchor { page: *id, anchor: anchor.clone() };
                    let at = (origin.place.clone(), origin.anchor());
                    found.unfound(missing_anchor(at, wanted, article, "this page"));
                }
                Target::Anchor(anchor.clone())
            }
            LinkTarget::Article { path, anchor } => {
                self.article(origin, path, anchor.as_deref(), found)
            }
            LinkTarget::File { path, suffix } => self.file(origin, path, suffix, found),
            LinkTarget::Site { path, query, anchor } => {
                let written = WrittenPath { path, query, anchor: anchor.as_deref() };
                self.site_path(origin, &written, found)
            }
        }
    }

    pub(super) fn article(
        &self,
        origin: LinkOrigin,
        path: &SitePath,
        anchor: Option<&str>,
        found: &mut LinkFindings,
    ) -> Target {
        if origin.purpose == LinkPurpose::Embed {
            found.findings.push(
                Diagnostic::new(
                    Code::ImageMissing,
                    origin.place,
                    format!("`{path}` is an article, not an image"),
                )
                .hint("link to it: `[text](file.md)`, without `!`"),
            );
            return Target::Nowhere;
        }
        let Some(page) = self.routes.page_of(path) else {
            if !self.surroundings.unreadable.contains(path) {
                self.no_article(origin, path, found);
            }
            return Target::Nowhere;
        };
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        found.expect(page, anchor, origin, path.as_str());
        if ArticleKind::of(path) == ArticleKind::Home {
            return Target::Home;
        }
        let (route, anchor) = (self.routes.page(page).clone(), anchor.map(str::to_owned));
        Target::Page { page: Unhashed(page), route, anchor }
    }

    /// Whether the page at this path may be one whose address is not known: then the link is not at fault.
    fn may_be_unreadable(&self, path: &str) -> bool {
        let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        self.uncertain.contains(last)
    }

    fn no_article(&self, origin: LinkOrigin, path: &SitePath, found: &mut LinkFindings) {
        let written = origin.path();
        let place = origin.place;
        if let Some(hold) = self.routes.drafts().get(path) {
            found.findings.push(draft_finding(path, place, *hold));
            return;
        }
        if let Some(hint) = self.held_back(path) {
            let message = format!("`{path}` is not published");
            found.findings.push(Diagnostic::new(Code::LinkBroken, place, message).hint(hint));
            return;
        }
        found.unfound(Unfound {
            finding: Diagnostic::new(Code::LinkBroken, place, format!("there is no file `{path}`")),
            wanted: Wanted::Article(path.clone()),
            written,
            otherwise: "write the path of the file relative to this one".into(),
        });
    }

    /// Returns what to do about a link to a file that exists and is not published.
    fn held_back(&self, path: &SitePath) -> Option<&'static str> {
        if self.surroundings.left_out.contains(path) {
            return Some(
                "`ignore` under `[build]` in `site.toml` leaves it out; remove the link, or change the pattern",
            );
        }
        self.routes
            .withheld(path)
            .map(|_| "another finding says why; remove the link, or change the file")
    }

    fn file(
        &self,
        origin: LinkOrigin,
        path: &SitePath,
        suffix: &str,
        found: &mut LinkFindings,
    ) -> Target {
        match self.routes.file(path) {
            Some(FileState::Published(route)) => {
                let picture = self.surroundings.pictures.get(path);
                // Of a pointer, something else is said.
                let told = picture.filter(|_| !self.surroundings.pointers.contains(path));
                if let Some(picture) = told {
                    let origin = (&origin.place, origin.purpose);
                    pictures::check(path, picture, origin, &mut found.findings);
                }
                let is_shown = matches!(origin.purpose, LinkPurpose::Embed | LinkPurpose::Card);
                let size = picture.filter(|_| is_shown).and_then(|picture| picture.size);
                Target::File { route, suffix: suffix.to_owned(), size }
            }
            Some(FileState::OfDraft) => {
                found.findings.push(
                    Diagnostic::new(
                        Code::LinkDraft,
                        origin.place,
                        format!("`{path}` belongs to a draft"),
                    )
                    .hint("publish the draft, or remove the link until it is published"),
                );
                Target::Nowhere
            }
            Some(FileState::Withheld) | None => {
                self.no_file(origin, path, found);
                Target::Nowhere
            }
        }
    }

    fn no_file(&self, origin: LinkOrigin, path: &SitePath, found: &mut LinkFindings) {
        let written = origin.path();
        let LinkOrigin { place, purpose, .. } = origin;
        let code = if matches!(purpose, LinkPurpose::Embed | LinkPurpose::Card) {
            Code::ImageMissing
        } else {
            Code::LinkBroken
        };
        let from = place.path.clone();
        let finding = Diagnostic::new(code, place, format!("there is no file `{path}`"));
        if path.as_str() == SHARED_SOURCES {
            let hint = "`sources.yaml` is not published; link to `/sources/`";
            found.findings.push(finding.hint(hint));
            return;
        }
        if let Some(hint) = self.held_back(path) {
            let message = format!("`{path}` is not published");
            found.findings.push(Diagnostic { message, ..finding.hint(hint) });
            return;
        }
        let markdown = articles_meant(path);
        let article = markdown.iter().find(|markdown| {
            SitePath::new(markdown).is_ok_and(|path| self.routes.page_of(&path).is_some())
        });
        if let Some(article) = article {
            let article = from.reference_to(article);
            let fix = replacement(&from, written, &article, Safety::Safe);
            let hint = format!("link to the article's file: `{article}`");
            found.findings.push(finding.hint(hint).fix(fix));
            return;
        }
        if let Some(address) = address_without_scheme(path) {
            found.findings.push(finding.hint(format!("write `{address}`")));
            return;
        }
        found.unfound(Unfound {
            finding,
            wanted: Wanted::File(path.clone()),
            written,
            otherwise: instead_of_file(code).into(),
        });
    }

    /// Returns the article that is meant by `/other.html`, `/other.md` or `/content/other.md`, seen from a file of
    /// `content/`.
    fn article_meant(&self, from: &SitePath, path: &str) -> Option<String> {
        from.below("content")?;
        let below = path.trim_start_matches('/');
        let below = below.strip_prefix("content/").unwrap_or(below);
        let file = SitePath::new(format!("content/{below}")).ok()?;
        markdown_stem(&file).or_else(|| file.as_str().rsplit_once(".htm")?.0.into())?;
        let is_page = |path: &str| {
            SitePath::new(path).ok().filter(|path| self.routes.page_of(path).is_some())
        };
        let meant = articles_meant(&file);
        let meant = std::iter::once(file.as_str()).chain(meant.iter().map(String::as_str));
        meant.filter_map(is_page).map(|article| from.reference_to(article.as_str())).next()
    }

    pub(super) fn site_path(
        &self,
        origin: LinkOrigin,
        written: &WrittenPath<'_>,
        found: &mut LinkFindings,
    ) -> Target {
        let WrittenPath { path, query, anchor } = *written;
        let Some(published) = self.routes.at(path) else {
            if !self.may_be_unreadable(path) {
                let message = format!("nothing is published at `{path}`");
                let from = &origin.place.path;
                if let Some(article) = self.article_meant(from, path) {
                    let fix = anchor
                        .is_none()
                        .then(|| replacement(from, origin.path(), &article, Safety::Safe));
                    let hint = format!("link to the article's file: `{article}`");
                    let finding = Diagnostic::new(Code::LinkBroken, origin.place, message);
                    found.findings.push(finding.hint(hint).fix(fix.flatten()));
                    return Target::Nowhere;
                }
                found.unfound(Unfound {
                    written: origin.path(),
                    finding: Diagnostic::new(Code::LinkBroken, origin.place, message),
                    wanted: Wanted::Path(path.to_owned()),
                    otherwise: instead_of_path(path).into(),
                });
            }
            return Target::Nowhere;
        };
        if let Some(page) = self.routes.page_at(&published).filter(|_| query.is_empty()) {
            found.expect(page, anchor.filter(|anchor| !anchor.is_empty()), origin, path);
        }
        let fragment =
            anchor.map(|anchor| format!("#{}", encode_fragment(anchor))).unwrap_or_default();
        Target::Site(format!("{}{query}{fragment}", encode_path(&published)))
    }
}

impl LinkFindings {
    /// Notes that a page should have an anchor: this is checked when all pages are there.
    fn expect(&mut self, page: PageId, anchor: Option<&str>, origin: LinkOrigin, written: &str) {
        if let Some(anchor) = anchor {
            let (anchor, whose) = (anchor.to_owned(), format!("`{written}`"));
            let (written, place) = (origin.anchor(), origin.place);
            self.expected.push(ExpectedAnchor { page, anchor, place, written, whose });
        }
    }
}

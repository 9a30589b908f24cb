//! [`Routes`]: who lives at which URL. Every published path is entered here once, so that two of them at one place,
//! or at places that some file system cannot tell apart, are found before anything is rendered.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::config::Config;
use crate::content::{Article, ArticleKind, LinkTarget};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::{Route, SitePath, check_portable, check_slug, fold, slugify};
use crate::site::collections::Collections;
use crate::site::{Order, Page, PageId, Target, report};

/// The segment under which questions without a topic stand.
pub(crate) const NO_TOPIC: &str = "other";

/// A file that is copied into the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRoute {
    /// Where it is read.
    pub from: SitePath,
    /// Where it is published.
    pub to: SitePath,
}

/// A path that leads to a page under its old name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The file that redirects.
    pub output: SitePath,
    /// Where it leads.
    pub page: PageId,
}

/// The routes of a site.
pub(crate) struct Routes {
    pages: Vec<Route>,
    /// Asked once a link, never walked: a hash map, because a profile of ten thousand articles asked for it.
    #[expect(clippy::disallowed_types, reason = "only looked up; its order reaches nothing")]
    by_path: HashMap<SitePath, PageId>,
    /// The same paths in page order.
    paths: Vec<SitePath>,
    drafts: BTreeSet<SitePath>,
    /// Folders whose `index.md` is an article: the folder, and where its files go; `None` if it is a draft.
    bundles: BTreeMap<String, Option<Route>>,
    files: BTreeSet<SitePath>,
    statics: BTreeMap<SitePath, SitePath>,
    /// Every published path and what it is, for messages.
    outputs: BTreeMap<SitePath, String>,
    pub(crate) aliases: Vec<Alias>,
}

/// Who claims an output path.
struct Claim<'a> {
    output: SitePath,
    what: String,
    place: Option<Place>,
    article: Option<&'a Article>,
    code: Code,
}

impl Routes {
    pub(crate) fn new(
        order: &Order,
        hidden: &[Arc<Article>],
        files: &BTreeSet<SitePath>,
        statics: &BTreeMap<SitePath, SitePath>,
        collections: &Collections,
        config: &Config,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut routes = Self {
            pages: Vec::new(),
            by_path: HashMap::new(),
            paths: Vec::new(),
            drafts: hidden.iter().map(|article| article.path.clone()).collect(),
            bundles: BTreeMap::new(),
            files: files.clone(),
            statics: statics.clone(),
            outputs: BTreeMap::new(),
            aliases: Vec::new(),
        };
        for (id, article) in
            order.explainers.iter().chain(&order.plain).chain(&order.home).enumerate()
        {
            let route = route_of(article, findings);
            if article.path.file_name() == "index.md" {
                routes.bundles.insert(
                    article.path.parent().unwrap_or_default().to_owned(),
                    Some(route.clone()),
                );
            }
            routes.pages.push(route);
            routes.by_path.insert(article.path.clone(), id);
            routes.paths.push(article.path.clone());
        }
        for article in hidden.iter().filter(|article| article.path.file_name() == "index.md") {
            routes.bundles.insert(article.path.parent().unwrap_or_default().to_owned(), None);
        }
        routes.claim_all(order, collections, config, findings);
        routes
    }

    /// Enters every published path, in the order of who has the better right to it.
    fn claim_all(
        &mut self,
        order: &Order,
        collections: &Collections,
        config: &Config,
        findings: &mut Vec<Diagnostic>,
    ) {
        let mut claims: Vec<Claim<'_>> = generated(order, collections, config)
            .into_iter()
            .map(|(output, what)| Claim {
                output,
                what: what.to_owned(),
                place: None,
                article: None,
                code: Code::RouteDuplicate,
            })
            .collect();
        for (article, route) in order.explainers.iter().chain(&order.plain).zip(&self.pages) {
            let place = Place {
                path: article.path.clone(),
                span: Some(article.slug.as_ref().map_or(article.title_span, |slug| slug.span)),
            };
            let claim = |output: SitePath, what: &str| Claim {
                output,
                what: what.to_owned(),
                place: Some(place.clone()),
                article: Some(article),
                code: Code::RouteDuplicate,
            };
            claims.push(claim(route.output(), "this article"));
            claims.push(claim(bib_output(route), "this article's `cite.bib`"));
        }
        let bundled: Vec<(SitePath, SitePath)> = self
            .files
            .iter()
            .filter(|file| self.is_bundled(file))
            .filter_map(|file| Some((file.clone(), self.file_output(file)?)))
            .collect();
        for (from, output) in bundled
            .into_iter()
            .chain(self.statics.iter().map(|(to, from)| (from.clone(), to.clone())))
        {
            for component in output.as_str().split('/') {
                if let Err(fault) = check_portable(component) {
                    let finding = Diagnostic::new(
                        Code::FileName,
                        Place::file(&from),
                        format!("the name `{}` {fault}", component.escape_debug()),
                    );
                    report(
                        findings,
                        finding.hint("rename the file, so that it can be published everywhere"),
                    );
                }
            }
            claims.push(Claim {
                output,
                what: "this file".into(),
                place: Some(Place::file(&from)),
                article: None,
                code: Code::RouteDuplicate,
            });
        }
        for (page, article) in order.explainers.iter().chain(&order.plain).enumerate() {
            for alias in &article.aliases {
                let text = if alias.value.ends_with('/') {
                    format!("{}index.html", alias.value)
                } else {
                    alias.value.clone()
                };
                let Ok(output) = SitePath::new(text) else { continue };
                self.aliases.push(Alias { output: output.clone(), page });
                claims.push(Claim {
                    output,
                    what: format!("the alias `/{}`", alias.value),
                    place: Some(Place::new(&article.path, alias.span)),
                    article: Some(article),
                    code: Code::RouteAlias,
                });
            }
        }
        self.settle(claims, findings);
    }

    /// Gives each path to the first who claims it, and reports the others.
    fn settle(&mut self, claims: Vec<Claim<'_>>, findings: &mut Vec<Diagnostic>) {
        let mut taken: BTreeMap<String, (SitePath, String, Option<Place>)> = BTreeMap::new();
        let mut folders: BTreeMap<String, (String, Option<Place>)> = BTreeMap::new();
        let mut refused = None;
        for claim in claims {
            let folded = fold(claim.output.as_str());
            let parents = || {
                folded.match_indices('/').map(|(at, _)| folded.get(..at).unwrap_or("").to_owned())
            };
            let reserved =
                claim.place.is_some() && RESERVED.iter().any(|prefix| folded.starts_with(prefix));
            let conflict = reserved
                .then(|| (claim.code, "a page of a list".to_owned(), None))
                .or_else(|| {
                    taken.get(&folded).map(|(output, what, place)| {
                        (
                            if *output == claim.output { claim.code } else { Code::FileCollision },
                            what.clone(),
                            place.clone(),
                        )
                    })
                })
                .or_else(|| {
                    folders.get(&folded).map(|(what, place)| {
                        (claim.code, format!("{what}, below it"), place.clone())
                    })
                })
                .or_else(|| {
                    parents().find_map(|parent| {
                        taken
                            .get(&parent)
                            .map(|(_, what, place)| (claim.code, what.clone(), place.clone()))
                    })
                });
            let Some((code, what, place)) = conflict else {
                for parent in parents() {
                    folders
                        .entry(parent)
                        .or_insert_with(|| (claim.what.clone(), claim.place.clone()));
                }
                taken.insert(folded, (claim.output.clone(), claim.what.clone(), claim.place));
                self.outputs.insert(claim.output, claim.what);
                continue;
            };
            // Where a page cannot be, its BibTeX cannot be either: that is one fault.
            let page = claim
                .article
                .map(|article| &article.path)
                .filter(|_| claim.code == Code::RouteDuplicate);
            if page.is_none() || page != refused {
                report_conflict(&claim, code, &what, place.as_ref(), findings);
            }
            refused = page;
        }
    }

    /// The route of a page.
    pub(crate) fn page(&self, id: PageId) -> &Route {
        self.pages.get(id).expect("every page has a route")
    }

    /// The page made from a content file.
    pub(crate) fn page_of(&self, path: &SitePath) -> Option<PageId> {
        self.by_path.get(path).copied()
    }

    /// Whether the file is a draft that is not published.
    pub(crate) fn is_draft(&self, path: &SitePath) -> bool {
        self.drafts.contains(path)
    }

    /// All content files, for suggestions.
    pub(crate) fn article_paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(SitePath::as_str)
    }

    /// Whether `content/` has this file, and whether it travels with a draft.
    pub(crate) fn file(&self, path: &SitePath) -> Option<FileState> {
        if !self.files.contains(path) || path.as_str() == "content/sources.yaml" {
            return None;
        }
        Some(match self.file_output(path) {
            Some(output) => FileState::Published(Route::file(&output)),
            None => FileState::OfDraft,
        })
    }

    /// The names of all files of `content/`, for suggestions.
    pub(crate) fn file_paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(SitePath::as_str)
    }

    /// The published path at a decoded URL path below the base: the path as it should be linked.
    pub(crate) fn at(&self, path: &str) -> Option<String> {
        let trimmed = path.trim_start_matches('/');
        let exists = |output: &str| {
            SitePath::new(output).is_ok_and(|output| self.outputs.contains_key(&output))
        };
        if trimmed.is_empty() || trimmed.ends_with('/') {
            return exists(&format!("{trimmed}index.html")).then(|| format!("/{trimmed}"));
        }
        if exists(trimmed) {
            return Some(format!("/{trimmed}"));
        }
        exists(&format!("{trimmed}/index.html")).then(|| format!("/{trimmed}/"))
    }

    /// The page whose route this is.
    pub(crate) fn page_at(&self, path: &str) -> Option<PageId> {
        self.pages.iter().position(|route| route.as_str() == path)
    }

    /// The published paths as routes, for suggestions.
    pub(crate) fn known_paths(&self) -> impl Iterator<Item = String> + '_ {
        self.outputs.keys().map(|output| {
            format!("/{}", output.as_str().strip_suffix("index.html").unwrap_or(output.as_str()))
        })
    }

    /// The folder that a file travels with: that of the nearest `index.md` above it. The content folder's own
    /// `index.md` takes only the files right beside it, or it would take everything.
    fn bundle_of(&self, file: &SitePath) -> Option<(&str, &Option<Route>)> {
        let mut folder = file.parent()?;
        if let Some(bundle) = self.bundles.get_key_value(folder) {
            return Some((bundle.0, bundle.1));
        }
        while let Some((parent, _)) = folder.rsplit_once('/') {
            folder = parent;
            if folder == "content" {
                return None;
            }
            if let Some(bundle) = self.bundles.get_key_value(folder) {
                return Some((bundle.0, bundle.1));
            }
        }
        None
    }

    fn is_bundled(&self, file: &SitePath) -> bool {
        file.as_str() != "content/sources.yaml" && self.bundle_of(file).is_some()
    }

    /// Where a file of `content/` is published; `None` if it travels with a draft.
    fn file_output(&self, file: &SitePath) -> Option<SitePath> {
        let loose = || {
            let below = file.below("content").unwrap_or(file.as_str());
            SitePath::new(below.strip_prefix("_pages/").unwrap_or(below)).ok()
        };
        match self.bundle_of(file) {
            None => loose(),
            Some((_, None)) => None,
            Some((folder, Some(route))) => SitePath::new(format!(
                "{}{}",
                route.as_str().trim_start_matches('/'),
                file.below(folder)?
            ))
            .ok(),
        }
    }

    /// The files that are copied: those beside an `index.md`, those that a page refers to, the theme's and the site's.
    pub(crate) fn files(&self, pages: &[Page], home: Option<&Page>) -> Vec<FileRoute> {
        let mut outputs: BTreeMap<SitePath, SitePath> = BTreeMap::new();
        for file in self.files.iter().filter(|file| self.is_bundled(file)) {
            if let Some(output) = self.file_output(file) {
                outputs.insert(output, file.clone());
            }
        }
        for page in pages.iter().chain(home) {
            for (link, target) in page.article.links.iter().zip(&page.targets) {
                if let (LinkTarget::File { path, .. }, Target::File { route, .. }) =
                    (&link.target, target)
                {
                    outputs.insert(route.output(), path.clone());
                }
            }
        }
        outputs.extend(self.statics.iter().map(|(to, from)| (to.clone(), from.clone())));
        outputs.into_iter().map(|(to, from)| FileRoute { from, to }).collect()
    }
}

/// Where pages of lists stand whose length is not known before everything is linked.
const RESERVED: &[&str] = &["sources/page/", "updates/page/", "sitemap-"];

/// What a reference to a file of `content/` finds.
pub(crate) enum FileState {
    /// It is published here.
    Published(Route),
    /// It travels with a draft.
    OfDraft,
}

fn report_conflict(
    claim: &Claim<'_>,
    code: Code,
    what: &str,
    other: Option<&Place>,
    findings: &mut Vec<Diagnostic>,
) {
    let url = format!(
        "/{}",
        claim.output.as_str().strip_suffix("index.html").unwrap_or(claim.output.as_str())
    );
    let (place, related) = match (&claim.place, other) {
        (Some(place), other) => (place.clone(), other),
        (None, Some(other)) => (other.clone(), None),
        (None, None) => return,
    };
    let message = match code {
        Code::FileCollision => format!(
            "`{url}` differs only in case or Unicode form from another path, so some systems cannot hold both"
        ),
        Code::RouteAlias => format!("{} stands where something else is published", claim.what),
        _ => format!("{} would be published at `{url}`, which is taken", claim.what),
    };
    let hint = match (claim.article, code) {
        (_, Code::RouteAlias) => "remove the alias, or give the other page another address",
        (Some(_), _) => "give one of them another `slug:` or file name",
        (None, _) => "rename one of them",
    };
    let mut finding = Diagnostic::new(code, place, message).hint(hint);
    match related {
        Some(related) => {
            finding = finding
                .related(related.clone(), format!("taken by {}", what.replace("this ", "the ")))
        }
        None => finding.message = format!("{} (by {what})", finding.message),
    }
    report(findings, finding);
}

/// The pages and files that are made whatever the content says.
fn generated(
    order: &Order,
    collections: &Collections,
    config: &Config,
) -> Vec<(SitePath, &'static str)> {
    let path = |text: &str| SitePath::new(text).expect("a path in a program is a path");
    let mut outputs = vec![
        (path("index.html"), "the home page"),
        (path("404.html"), "the page for what is not found"),
        (path("topics/index.html"), "the list of topics"),
        (path("questions/index.html"), "the list of questions"),
        (path("sources/index.html"), "the list of sources"),
        (path("updates/index.html"), "the list of updates"),
        (path("robots.txt"), "`robots.txt`"),
        (path(".nutgraf-manifest.json"), "nutgraf's own manifest"),
    ];
    let dated = order.explainers.iter().any(|article| article.date.is_some());
    if config.base_url.is_some() {
        outputs.push((path("sitemap.xml"), "the sitemap"));
        if dated {
            outputs.push((path("atom.xml"), "the feed"));
            outputs.push((path("feed.json"), "the feed"));
        }
    }
    let mut list = |prefix: &str, entries: usize, what: &'static str| {
        let pages = entries.div_ceil(config.per_page);
        if !prefix.is_empty() {
            outputs.push((path(&format!("{prefix}index.html")), what));
        }
        outputs.extend((2..=pages).map(|n| (path(&format!("{prefix}page/{n}/index.html")), what)));
    };
    list("", order.explainers.len(), "a page of the home list");
    for topic in &collections.topics {
        list(&format!("topics/{}/", topic.slug), topic.pages.len(), "the page of a topic");
    }
    let mut questions: BTreeMap<&str, usize> = BTreeMap::new();
    for (article, topics) in order
        .explainers
        .iter()
        .zip(&collections.topics_of)
        .filter(|(article, _)| !article.questions.is_empty())
    {
        let _: &Article = article;
        let slug = topics
            .first()
            .and_then(|topic| collections.topics.get(*topic))
            .map_or(NO_TOPIC, |topic| topic.slug.as_str());
        *questions.entry(slug).or_insert(0) += 1;
    }
    for (slug, entries) in questions {
        list(&format!("questions/{slug}/"), entries, "a page of questions");
    }
    for topic in &collections.topics {
        let slug = &topic.slug;
        if config.base_url.is_some()
            && topic
                .pages
                .iter()
                .any(|id| order.explainers.get(*id).is_some_and(|article| article.date.is_some()))
        {
            outputs.push((path(&format!("topics/{slug}/atom.xml")), "the feed of a topic"));
        }
    }
    outputs
}

/// Where a page's BibTeX lies.
pub(crate) fn bib_output(route: &Route) -> SitePath {
    SitePath::new(format!("{}cite.bib", route.as_str().trim_start_matches('/')))
        .expect("a route is made of checked components")
}

/// Where an article lives: its folders and its file's name, each as a slug; `slug:` replaces the last.
fn route_of(article: &Article, findings: &mut Vec<Diagnostic>) -> Route {
    if article.kind == ArticleKind::Home {
        return Route::home();
    }
    let below = article.path.below("content").unwrap_or(article.path.as_str());
    let below = if article.kind == ArticleKind::Page {
        below.strip_prefix("_pages/").unwrap_or(below)
    } else {
        below
    };
    let stem = below.strip_suffix(".md").unwrap_or(below);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    let mut segments: Vec<String> = stem.split('/').map(slugify).collect();
    if let (Some(slug), Some(last)) = (&article.slug, segments.last_mut()) {
        last.clone_from(&slug.value);
    }
    let last = segments.len().saturating_sub(1);
    for (n, (segment, name)) in segments.iter().zip(stem.split('/')).enumerate() {
        if n == last && article.slug.is_some() {
            continue;
        }
        if let Err(error) = check_slug(segment) {
            let hint = if n == last {
                "rename the file, or write `slug:` in the front matter"
            } else {
                "rename the folder"
            };
            report(
                findings,
                Diagnostic::new(
                    Code::FileName,
                    Place::file(&article.path),
                    format!("the name `{name}` makes no URL: it {error}"),
                )
                .hint(hint),
            );
        }
    }
    Route::page(
        segments.iter().map(|segment| if segment.is_empty() { "-" } else { segment.as_str() }),
    )
}

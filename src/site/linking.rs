//! [`link`]: all articles in, one [`Site`] out. What is unchanged is shared with the site before.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::content::{Article, PartialArticle, markdown_stem};
use crate::diagnostic::{Diagnostic, Findings, Outcome};
use crate::digest::Digested;
use crate::path::slugify;
use crate::site::anchors::AllAnchors;
use crate::site::asked::Answers;
use crate::site::borrowed::Consulted;
use crate::site::collections::updates;
use crate::site::directory::SiteIndex;
use crate::site::guesses::Guesses;
use crate::site::linked::Site;
use crate::site::links::Resolver;
use crate::site::material::LinkInput;
use crate::site::numbers::PageId;
use crate::site::page::Page;
use crate::site::sources::Sources;
use crate::site::target::Target;
use crate::site::unfound::{ExpectedAnchor, LinkFindings, Unfound};
use crate::site::unpublished::files_at_fault;

/// Links all articles to a site. What is unchanged is shared with the site `before`: all of it, if only the look
/// changed. Without `before`, the result is the same.
pub fn link(
    material: &LinkInput,
    config: &Config,
    before: Option<&Arc<Site>>,
) -> Outcome<Arc<Site>> {
    if let Some(site) = before.filter(|site| site.is_made_from(material, config)) {
        return Outcome::new(Arc::clone(site), site.findings.clone());
    }
    link_anew(material, config, before.map(|site| &**site))
}

fn link_anew(material: &LinkInput, config: &Config, before: Option<&Site>) -> Outcome<Arc<Site>> {
    let mut findings = Vec::new();
    let directory = SiteIndex::of(material, config, before.map(|site| &site.directory));
    findings.extend(directory.basis.findings.iter().cloned());
    let articles: Vec<&Arc<Digested<Article>>> = directory
        .pages
        .iter()
        .map(|n| material.articles.get(*n).expect("the directory numbers these articles"))
        .collect();
    let uncertain = uncertain(material, &directory, &articles);
    let resolver = Resolver {
        routes: &directory.routes,
        articles: &articles,
        surroundings: &material.surroundings,
        uncertain: &uncertain,
    };
    let before = before.filter(|site| Arc::ptr_eq(&site.directory, &directory));
    let linked = before.filter(|site| site.material.surroundings == material.surroundings);
    let mut pages = pages(&resolver, &directory, &articles, linked);
    // Articles without a page are numbered after those with one.
    let partial = material.partial.iter().map(PartialArticle::readable);
    let known: Vec<_> = articles.iter().copied().chain(partial).collect();
    let mut teller = Teller {
        guesses: Guesses::new(&directory.routes, &material.surroundings.shared, &known),
        anchors: AllAnchors::new(&known),
    };
    for page in &pages {
        findings.extend(teller.findings(&page.findings, &page.unfound, &page.expected));
    }
    for (n, article) in known.iter().enumerate().skip(articles.len()) {
        findings.extend(teller.all(resolver.unpublished(PageId(n), article)));
    }
    let menu = linked_menu(&resolver, config, &mut teller, &mut findings);
    let listed = pages.len() - usize::from(directory.has_home);
    let merged = before.map(|site| &site.sources);
    let sources = Sources::of(&pages, listed, &material.surroundings, merged);
    findings.extend(sources.findings(&pages, &material.surroundings.shared));
    let files = directory.routes.files(&pages);
    findings.extend(files_at_fault(material, &directory, (&pages, &files)));
    let home = if directory.has_home { pages.pop() } else { None };
    let site = Site {
        explainers: directory.explainers,
        home,
        topics: Arc::clone(&directory.topics),
        updates: updates(&pages),
        answers: Answers::of(pages.get(..directory.explainers).unwrap_or_default()),
        files,
        menu,
        pages,
        directory,
        sources,
        material: material.clone(),
        settings: config.digest,
        findings: findings.clone(),
    };
    Outcome::new(Arc::new(site), findings)
}

/// Returns the page of each article; an unchanged one is shared with the site `before`.
fn pages(
    resolver: &Resolver<'_>,
    directory: &SiteIndex,
    articles: &[&Arc<Digested<Article>>],
    before: Option<&Site>,
) -> Vec<Arc<Page>> {
    articles
        .par_iter()
        .enumerate()
        .map(|(n, article)| {
            let id = PageId(n);
            let is_now = |(id, known): &Consulted| {
                articles.get(id.0).is_some_and(|now| Arc::ptr_eq(now, known))
            };
            let same = |page: &&Arc<Page>| {
                Arc::ptr_eq(&page.article, article) && page.consulted.iter().all(is_now)
            };
            before.and_then(|site| site.page_or_home(id)).filter(same).cloned().unwrap_or_else(
                || {
                    let topics = directory.topics_of.get(n).cloned().unwrap_or_default();
                    Arc::new(resolver.page(id, article, topics))
                },
            )
        })
        .collect()
}

/// Resolves each entry of the menu.
fn linked_menu(
    resolver: &Resolver<'_>,
    config: &Config,
    teller: &mut Teller<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Target> {
    let mut found = LinkFindings::default();
    let targets =
        config.menu.iter().map(|item| resolver.menu(item, &config.path, &mut found)).collect();
    findings.extend(teller.all(found));
    targets
}

/// Reports the findings page by page.
struct Teller<'a> {
    guesses: Guesses<'a>,
    anchors: AllAnchors<'a>,
}

impl Teller<'_> {
    /// Returns all findings about something that is not a page.
    fn all(&mut self, found: LinkFindings) -> Findings {
        let LinkFindings { findings, unfound, expected, .. } = found;
        self.findings(&findings.into_vec(), &unfound, &expected)
    }

    /// Returns all findings of a page.
    fn findings(
        &mut self,
        own: &[Diagnostic],
        unfound: &[Unfound],
        expected: &[ExpectedAnchor],
    ) -> Findings {
        let mut findings = Findings::default();
        findings.extend(own.iter().cloned());
        for unfound in unfound {
            self.guesses.tell(unfound, &mut findings);
        }
        for expected in expected {
            if let Some(unfound) = self.anchors.check(expected) {
                self.guesses.tell(&unfound, &mut findings);
            }
        }
        findings
    }
}

/// Returns the last parts of the addresses that articles may have if they, or their addresses, could not be read.
fn uncertain(
    material: &LinkInput,
    directory: &SiteIndex,
    articles: &[&Arc<Digested<Article>>],
) -> BTreeSet<String> {
    let gaps = material.articles.iter().flat_map(|article| article.gaps.addresses.iter().cloned());
    let homeless = directory.routes.homeless().filter_map(|id| articles.get(id.0));
    let paths = material.surroundings.unreadable.iter();
    let names = paths.chain(homeless.map(|article| &article.path)).filter_map(|path| {
        let stem = markdown_stem(path).unwrap_or(path.as_str());
        let name = stem.strip_suffix("/index").unwrap_or(stem).rsplit('/').next();
        name.map(slugify)
    });
    gaps.chain(names).collect()
}

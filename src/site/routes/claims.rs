//! Claims to output paths: they are made in order of precedence, and each path goes to the first claimant.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::config::{Config, ending};
use crate::content::Article;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::{SitePath, check_portable, fold};
use crate::site::generated::{Generated, is_reserved, manifest};
use crate::site::numbers::{PageId, TopicId};
use crate::site::order::ArticleOrder;
use crate::site::routes::addresses::{bib_output, has_question_data, question_data_output};
use crate::site::routes::{Alias, Routable, Routes};

/// The number of the claim that was granted a folded path. A hash map, because a profile of ten thousand articles
/// showed the need.
#[expect(clippy::disallowed_types, reason = "only looked up; its order reaches nothing")]
type ClaimBy<'a> = std::collections::HashMap<Cow<'a, str>, usize>;

/// What claims an output path.
struct Claim<'a> {
    output: SitePath,
    what: Cow<'static, str>,
    place: Option<Place>,
    article: Option<&'a Article>,
    code: Code,
}

impl Routes {
    /// Enters every published path, in order of precedence.
    pub(super) fn claim_all(&mut self, routable: &Routable<'_>, findings: &mut Vec<Diagnostic>) {
        let Routable { order, generated, .. } = *routable;
        let slug = |id: TopicId| generated.topics.get(id.0).map_or("", |topic| &topic.slug);
        let config = generated.config;
        let generated = generated.all();
        let has_feed = generated.iter().any(|page| matches!(page, Generated::Feed(_)));
        let generated = generated.into_iter();
        let mut claims: Vec<Claim<'_>> = generated
            .map(|page| (page.map(slug).route().output(), page.what()))
            .chain([manifest()])
            .map(|(output, what)| Claim {
                output,
                what: what.into(),
                place: None,
                article: None,
                code: Code::RouteDuplicate,
            })
            .collect();
        self.claim_articles(order, config, &mut claims);
        self.claim_files(&mut claims, findings);
        Self::claim_feeds(config, has_feed, &mut claims);
        self.claim_aliases(order, &mut claims);
        self.settle(&claims, findings);
    }

    fn claim_articles<'a>(
        &self,
        order: &'a ArticleOrder,
        config: &Config,
        claims: &mut Vec<Claim<'a>>,
    ) {
        let articles = order.explainers.par_iter().chain(&order.plain).zip(&self.pages);
        let housed = articles.enumerate().filter(|(n, _)| !self.homeless.contains(&PageId(*n)));
        claims.par_extend(housed.flat_map_iter(|(_, (article, route))| {
            let place = Place {
                path: article.path.clone(),
                span: Some(article.slug.as_ref().map_or(article.title_span, |slug| slug.span)),
            };
            let claim = move |output: SitePath, what: &'static str| Claim {
                output,
                what: what.into(),
                place: Some(place.clone()),
                article: Some(article),
                code: Code::RouteDuplicate,
            };
            let data = has_question_data(article, config).then(|| question_data_output(route));
            [
                (Some(route.output()), "this article"),
                (Some(bib_output(route)), "this article's `cite.bib`"),
                (data, "this article's `questions.json`"),
            ]
            .into_iter()
            .filter_map(move |(output, what)| Some(claim(output?, what)))
        }));
    }

    fn claim_files(&self, claims: &mut Vec<Claim<'_>>, findings: &mut Vec<Diagnostic>) {
        for (output, from) in self.bundled.iter().chain(&self.statics) {
            for component in output.as_str().split('/') {
                if let Err(fault) = check_portable(component) {
                    let finding = Diagnostic::new(
                        Code::FileName,
                        Place::file(from),
                        format!("the name `{}` {fault}", component.escape_debug()),
                    );
                    findings.push(
                        finding.hint("rename the file so that it can be published on every system"),
                    );
                }
            }
            claims.push(Claim {
                output: output.clone(),
                what: "this file".into(),
                place: Some(Place::file(from)),
                article: None,
                code: Code::RouteDuplicate,
            });
        }
    }

    fn claim_aliases<'a>(&mut self, order: &'a ArticleOrder, claims: &mut Vec<Claim<'a>>) {
        for (n, article) in order.explainers.iter().chain(&order.plain).enumerate() {
            let mut own: Vec<(SitePath, Option<&str>)> = Vec::new();
            for (alias, question) in article.old_addresses() {
                let text = if alias.value.ends_with('/') {
                    format!("{}index.html", alias.value)
                } else {
                    alias.value.clone()
                };
                let Ok(output) = SitePath::new(text) else { continue };
                // Written twice, perhaps in two ways, it is still one alias.
                let anchor = question.map(|question| &*question.anchor);
                let leads = (output.clone(), anchor);
                if own.contains(&leads) {
                    continue;
                }
                if own.iter().all(|(known, _)| *known != output) {
                    let (output, anchor) = (output.clone(), anchor.map(str::to_owned));
                    self.aliases.push(Alias { output, page: PageId(n), anchor });
                }
                own.push(leads);
                claims.push(Claim {
                    output,
                    what: format!("the alias `/{}`", alias.value).into(),
                    place: Some(Place::new(&article.path, alias.span)),
                    article: Some(article),
                    code: Code::RouteAlias,
                });
            }
        }
    }

    /// Claims the other addresses of the feed, if the site has one.
    fn claim_feeds(config: &Config, has_feed: bool, claims: &mut Vec<Claim<'_>>) {
        let aliases = config.feed.aliases.iter().filter(|_| has_feed);
        claims.extend(aliases.map(|alias| Claim {
            output: alias.output.clone(),
            what: "another address of the feed".into(),
            place: Some(Place::new(&config.path, alias.span)),
            article: None,
            code: Code::RouteDuplicate,
        }));
    }

    /// Grants each path to its first claimant, and reports the others.
    fn settle(&mut self, claims: &[Claim<'_>], findings: &mut Vec<Diagnostic>) {
        let mut settled = Settled::default();
        let mut refused = None;
        for (n, claim) in claims.iter().enumerate() {
            let folded = folded(claim.output.as_str());
            let Some((code, what, place)) = settled.conflict(claims, claim, &folded) else {
                settled.enter(n, folded);
                findings.extend(strange_ending(claim));
                self.outputs.insert(claim.output.as_str().to_owned());
                continue;
            };
            // If the page's address is taken, so is its BibTeX's; report it once.
            let page = claim
                .article
                .map(|article| &article.path)
                .filter(|_| claim.code == Code::RouteDuplicate);
            if page.is_none() || page != refused {
                report_conflict(claim, code, &what, place, findings);
            }
            refused = page;
        }
    }
}

/// The claims that were granted.
#[derive(Default)]
struct Settled<'a> {
    taken: ClaimBy<'a>,
    /// The folders above the granted paths, and the first claim that needs each.
    folders: ClaimBy<'a>,
}

impl<'a> Settled<'a> {
    /// Returns what is in the way of a claim: its name, and what claimed it.
    fn conflict(
        &self,
        claims: &'a [Claim<'a>],
        claim: &Claim<'_>,
        folded: &str,
    ) -> Option<(Code, Cow<'a, str>, Option<&'a Place>)> {
        let of = |n: &usize| claims.get(*n);
        if claim.place.is_some() && is_reserved(folded) {
            return Some((claim.code, "a page of a list".into(), None));
        }
        if let Some(other) = self.taken.get(folded).and_then(of) {
            let code = if other.output == claim.output { claim.code } else { Code::FileCollision };
            return Some((code, Cow::Borrowed(&*other.what), other.place.as_ref()));
        }
        if let Some(other) = self.folders.get(folded).and_then(of) {
            let what = format!("{}, below it", other.what);
            return Some((claim.code, what.into(), other.place.as_ref()));
        }
        let other = parents(folded).find_map(|parent| self.taken.get(parent)).and_then(of)?;
        Some((claim.code, Cow::Borrowed(&*other.what), other.place.as_ref()))
    }

    /// Grants the `n`th claim.
    fn enter(&mut self, n: usize, folded: Cow<'a, str>) {
        for parent in parents(&folded) {
            if !self.folders.contains_key(parent) {
                self.folders.insert(Cow::Owned(parent.to_owned()), n);
            }
        }
        self.taken.insert(folded, n);
    }
}

/// Returns the folders above a path, outermost first.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| path.get(..at).unwrap_or(""))
}

/// Like [`fold`], which leaves most paths unchanged.
fn folded(path: &str) -> Cow<'_, str> {
    let same = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if path.bytes().all(same) { Cow::Borrowed(path) } else { Cow::Owned(fold(path)) }
}

/// The endings of files that are no pages. A program that asks for one of them is not sent on by a page.
const FILES: &[&str] = &[
    "asp", "aspx", "atom", "avif", "bib", "cfm", "cgi", "css", "csv", "doc", "docx", "epub", "gif",
    "gz", "ico", "ics", "jpeg", "jpg", "js", "json", "jsp", "m4a", "md", "mjs", "mov", "mp3",
    "mp4", "odp", "ods", "odt", "ogg", "pdf", "php", "pl", "png", "ppt", "pptx", "rdf", "rss",
    "rtf", "svg", "tar", "tgz", "tif", "tiff", "tsv", "ttf", "txt", "wav", "webm", "webp", "woff",
    "woff2", "xls", "xlsx", "xml", "yaml", "yml", "zip",
];
const FEEDS: &[&str] = &["atom", "json", "rdf", "rss", "xml"];

/// Returns the finding about an alias that ends like a file which is no page.
fn strange_ending(claim: &Claim<'_>) -> Option<Diagnostic> {
    let alias = claim.output.as_str().strip_suffix("/index.html")?;
    let ending = ending(alias).filter(|_| claim.code == Code::RouteAlias)?;
    FILES.contains(&ending.as_str()).then_some(())?;
    let message = format!(
        "the alias `/{alias}` is not an address of a page: it becomes the folder `/{alias}/`, which sends on only browsers"
    );
    let hint = if FEEDS.contains(&ending.as_str()) {
        format!(
            "for the site's feed at an old address, write `aliases = [\"/{alias}\"]` under `[feed]` in `site.toml`; otherwise remove it, or put a file at `static/{alias}`"
        )
    } else {
        format!(
            "remove it, or put a file at `static/{alias}`; if browsers are all that ask for it, switch this warning off with `\"route/alias-ending\" = \"off\"` under `[check]`"
        )
    };
    Some(Diagnostic::new(Code::RouteAliasEnding, claim.place.clone()?, message).hint(hint))
}

/// Whether an article claims a path twice.
fn of_same_article(claim: &Claim<'_>, other: Option<&Place>) -> bool {
    claim.article.is_some_and(|article| other.is_some_and(|other| other.path == article.path))
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
            "`{url}` differs only in case or Unicode form from another path, so some systems cannot store both"
        ),
        Code::RouteAlias if of_same_article(claim, other) && what.starts_with("the alias") => {
            format!("{} leads to two places of this article", claim.what)
        }
        Code::RouteAlias if of_same_article(claim, other) => {
            format!("{} is the address of the article itself", claim.what)
        }
        Code::RouteAlias => {
            format!("{} is the address of something else that is published", claim.what)
        }
        _ => format!("{} would be published at `{url}`, which is taken", claim.what),
    };
    let hint = match (claim.article, code) {
        (_, Code::RouteAlias) if of_same_article(claim, other) => "remove the alias",
        (_, Code::RouteAlias) => "remove the alias, or give the other page another address",
        (Some(_), _) => "give one of them another `slug:` or file name",
        (None, _) if claim.place.as_ref().is_some_and(|at| at.span.is_some()) => {
            "choose another path"
        }
        (None, _) => "rename one of them",
    };
    let mut finding = Diagnostic::new(code, place, message).hint(hint);
    match related {
        Some(related) => {
            finding = finding
                .related(related.clone(), format!("taken by {}", what.replace("this ", "the ")));
        }
        None => finding.message = format!("{} (by {what})", finding.message),
    }
    findings.push(finding);
}

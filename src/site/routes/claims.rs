//! Who may publish where: every path is claimed, in the order of who has the better right to it, and goes to the first.

use std::collections::BTreeMap;

use crate::content::Article;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::{SitePath, check_portable, fold};
use crate::site::directory::Order;
use crate::site::routes::addresses::bib_output;
use crate::site::routes::generated::generated;
use crate::site::routes::{Alias, Routable, Routes};

/// Where pages of lists stand whose length is not known before everything is linked.
const RESERVED: &[&str] = &["sources/page/", "updates/page/", "sitemap-"];

/// Who claims an output path.
struct Claim<'a> {
    output: SitePath,
    what: String,
    place: Option<Place>,
    article: Option<&'a Article>,
    code: Code,
}

impl Routes {
    /// Enters every published path, in the order of who has the better right to it.
    pub(super) fn claim_all(&mut self, routable: &Routable<'_>, findings: &mut Vec<Diagnostic>) {
        let Routable { order, collections, config, .. } = *routable;
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
        self.claim_articles(order, &mut claims);
        self.claim_files(&mut claims, findings);
        self.claim_aliases(order, &mut claims);
        self.settle(claims, findings);
    }

    fn claim_articles<'a>(&self, order: &'a Order, claims: &mut Vec<Claim<'a>>) {
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
                        finding.hint("rename the file, so that it can be published everywhere"),
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

    fn claim_aliases<'a>(&mut self, order: &'a Order, claims: &mut Vec<Claim<'a>>) {
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
                self.outputs.insert(claim.output);
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
                .related(related.clone(), format!("taken by {}", what.replace("this ", "the ")));
        }
        None => finding.message = format!("{} (by {what})", finding.message),
    }
    findings.push(finding);
}

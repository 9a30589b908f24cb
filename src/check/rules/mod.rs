//! The rules, in files by the groups of their codes. [`ARTICLE`] and [`SITE`] list them all.

mod question;
mod site;
mod time;

use crate::check::input::{ArticleInput, SiteInput};
use crate::check::report::Report;
use crate::diagnostic::Diagnostic;

/// A rule about one article. What it finds depends on nothing but its input.
pub(super) type ArticleRule = fn(&ArticleInput<'_>, &mut Report);

/// A rule about the whole site.
pub(super) type SiteRule = fn(&SiteInput<'_>, &mut Vec<Diagnostic>);

/// The rules about one article.
pub(super) const ARTICLE: &[ArticleRule] = &[question::mark::check, time::review_due::check];

/// The rules about the whole site.
pub(super) const SITE: &[SiteRule] = &[site::orphan::check];

#[cfg(test)]
pub(super) mod fixture;

//! The rules, in files by the groups of their codes. [`ARTICLE`] and [`SITE`] list them all.

mod access;
mod article;
mod citation;
mod correction;
mod number;
mod question;
mod quotation;
mod site;
mod snapshot;
mod source;
mod time;

use crate::check::input::{ArticleInput, SiteInput};
use crate::check::report::Report;
use crate::diagnostic::Diagnostic;

/// A rule about one article. What it finds depends on nothing but its input.
pub(super) type ArticleRule = fn(&ArticleInput<'_>, &mut Report);

/// A rule about the whole site.
pub(super) type SiteRule = fn(&SiteInput<'_>, &mut Vec<Diagnostic>);

/// The rules about one article.
pub(super) const ARTICLE: &[ArticleRule] = &[
    citation::figure::check,
    citation::key_point::check,
    citation::quotation::check,
    citation::attribution::check,
    citation::section::check,
    citation::weasel::check,
    citation::pile::check,
    citation::footnote::check,
    citation::link::check,
    citation::via::check,
    citation::author_year::check,
    quotation::compared::check,
    snapshot::figures::check,
    number::change::check,
    number::base::check,
    number::conflict::check,
    source::each::check,
    source::http::check,
    source::same_page::check,
    source::retracted::check,
    source::single::check,
    source::origins::check_single,
    source::origins::check_skipped,
    question::mark::check,
    question::compound::check,
    question::repeated::check,
    question::answer::check_none,
    question::answer::check_uncited,
    question::length::check,
    question::evades::check,
    question::thin_pointer::check,
    question::open_stale::check,
    time::review_due::check,
    time::as_of_old::check,
    time::relative::check,
    time::planned_past::check,
    time::updated::check,
    correction::disguised::check,
    correction::same::check,
    access::abbreviation::check,
    access::alt_file_name::check,
    access::alt_redundant::check,
    access::description_long::check,
    access::heading_skip::check,
    access::link_text::check,
    access::same_text::check,
    access::sentence::check,
];

/// The rules about the whole site.
pub(super) const SITE: &[SiteRule] = &[
    article::facts::check,
    source::each::check_shared,
    source::http::check_shared,
    source::same_page::check_site,
    question::repeated::check_site,
    site::orphan::check,
    site::publisher::check_about,
    site::publisher::check_contact,
    site::no_topic::check,
];

#[cfg(test)]
pub(super) mod fixture;

//! [`LinkFindings`]: what is found while a page is linked, with [`Unfound`], what was not, and what is expected of other pages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Findings, Fix, MOST, Place, Safety};
use crate::path::SitePath;
use crate::site::numbers::PageId;
use crate::span::Span;

/// Something that was not found.
#[derive(Debug)]
pub(crate) struct Unfound {
    /// What is told of it, still without a hint.
    pub(crate) finding: Diagnostic,
    pub(crate) wanted: Wanted,
    /// Where that stands which was not found and nothing else, if it is known.
    pub(crate) written: Option<Span>,
    /// The hint where nothing else may have been meant.
    pub(crate) otherwise: Cow<'static, str>,
}

impl Unfound {
    /// To write something else in its place. `None` where the place is not known, or the text would have to be escaped.
    pub(crate) fn fix(&self, right: &str, safety: Safety) -> Option<Fix> {
        replacement(&self.finding.place.path, self.written, right, safety)
    }
}

/// To write another address, or a part of one. `None` where its place is not known, or it could not stand in Markdown,
/// HTML and YAML as it is.
pub(crate) fn replacement(
    path: &SitePath,
    written: Option<Span>,
    right: &str,
    safety: Safety,
) -> Option<Fix> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '/' | '+' | ':');
    let fits = right.chars().all(is_plain) && !right.is_empty() && !right.ends_with(':');
    written.filter(|_| fits).map(|span| Fix::replace(path, span, right, safety))
}

/// What something leads to that was not found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wanted {
    /// An article, by its file.
    Article(SitePath),
    /// Another file of the content folder.
    File(SitePath),
    /// A path of the site.
    Path(String),
    /// An anchor of a page.
    Anchor { page: PageId, anchor: String },
    /// A source that the article of a page may cite.
    Source { page: PageId, id: String },
}

/// What is found while one page is linked.
#[derive(Default)]
pub(crate) struct LinkFindings {
    pub(crate) findings: Findings,
    pub(crate) unfound: Vec<Unfound>,
    pub(crate) expected: Vec<ExpectedAnchor>,
    /// How many of what was not found have each code.
    counts: BTreeMap<Code, usize>,
}

impl LinkFindings {
    /// Adds something that was not found; beyond what is told of one page, its number is enough.
    pub(crate) fn unfound(&mut self, unfound: Unfound) {
        let count = self.counts.entry(unfound.finding.code).or_default();
        *count += 1;
        if *count > MOST {
            self.findings.leave_out(&unfound.finding);
        } else {
            self.unfound.push(unfound);
        }
    }
}

/// An anchor that another page is expected to have. The target does not depend on whether it does: so a page need not
/// be linked again because another one's headings changed.
#[derive(Debug)]
pub(crate) struct ExpectedAnchor {
    pub(crate) page: PageId,
    pub(crate) anchor: String,
    pub(crate) place: Place,
    /// Where the anchor itself is written, if that is known.
    pub(crate) written: Option<Span>,
    /// The page as it was written, for the message.
    pub(crate) whose: String,
}

//! [`LinkFindings`]: the findings while a page is linked, with [`Unfound`], what was not found, and what is expected of
//! other pages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::content::Hold;
use crate::diagnostic::{Code, Diagnostic, Findings, Fix, MOST, Place, Safety};
use crate::path::SitePath;
use crate::site::numbers::PageId;
use crate::span::Span;

/// Something that was not found.
#[derive(Debug)]
pub(crate) struct Unfound {
    /// The finding about it, still without a hint.
    pub(crate) finding: Diagnostic,
    pub(crate) wanted: Wanted,
    /// The place of exactly what was not found, if known.
    pub(crate) written: Option<Span>,
    /// The hint if there is no guess.
    pub(crate) otherwise: Cow<'static, str>,
}

impl Unfound {
    /// Returns the fix that writes something else in its place. `None` if the place is not known, or the text would
    /// need escaping.
    pub(crate) fn fix(&self, right: &str, safety: Safety) -> Option<Fix> {
        replacement(&self.finding.place.path, self.written, right, safety)
    }
}

/// Returns the fix that writes another address, or a part of one. `None` if its place is not known, or it could not be
/// written in Markdown, HTML and YAML as it is.
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

/// Returns the finding about a link to an article that is not published, as a draft or because of the day.
pub(crate) fn draft_finding(path: &SitePath, place: Place, hold: Option<Hold>) -> Diagnostic {
    let (message, hint) = match hold {
        None => (
            format!("`{path}` is a draft"),
            "publish the draft, or remove the link until it is published",
        ),
        Some(Hold::Waiting) => (
            format!("`{path}` is not published yet: its `publish_on` has not come"),
            "remove the link until then, or give this article the same `publish_on`",
        ),
        Some(Hold::Expired) => (
            format!("`{path}` is no longer published: its `expires` is past"),
            "remove the link, or write a later `expires`",
        ),
    };
    let finding = Diagnostic::new(Code::LinkDraft, place, message);
    finding.related(Place::file(path), "the draft").hint(hint)
}

/// What a reference that was not found leads to.
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

/// The findings while one page is linked.
#[derive(Default)]
pub(crate) struct LinkFindings {
    pub(crate) findings: Findings,
    pub(crate) unfound: Vec<Unfound>,
    pub(crate) expected: Vec<ExpectedAnchor>,
    /// How many things that were not found have each code.
    counts: BTreeMap<Code, usize>,
}

impl LinkFindings {
    /// Adds something that was not found; beyond the limit of findings per page, only the count is kept.
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

/// An anchor that another page is expected to have. The target does not depend on whether it has it, so a page need not
/// be linked again because another page's headings changed.
#[derive(Debug)]
pub(crate) struct ExpectedAnchor {
    pub(crate) page: PageId,
    pub(crate) anchor: String,
    pub(crate) place: Place,
    /// Where the anchor itself is written, if known.
    pub(crate) written: Option<Span>,
    /// The page as it was written, for the message.
    pub(crate) whose: String,
}

/// Returns the files of the articles that may be meant by a file that is not there: `other` and `other.html`.
pub(crate) fn articles_meant(path: &SitePath) -> Vec<String> {
    let path = path.as_str();
    let stem = [".html", ".htm"].iter().find_map(|ending| path.strip_suffix(ending));
    let stem = stem.unwrap_or(path);
    let folder = stem.strip_suffix("/index").unwrap_or(stem);
    vec![format!("{stem}.md"), format!("{stem}/index.md"), format!("{folder}.md")]
}

/// Says what to do about a file that is not there.
pub(crate) fn instead_of_file(code: Code) -> &'static str {
    if code == Code::ImageMissing {
        return "put the picture beside this file, and write its name; or put it into `static/`, and write `/` and its name";
    }
    "write the path of the file relative to this one; `/…` is a path of the site"
}

/// Says what to do about a path of the site at which nothing is.
pub(crate) fn instead_of_path(path: &str) -> String {
    const PICTURES: &[&str] = &[".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".avif"];
    const DISKS: &[&str] =
        &["/Users/", "/home/", "/Volumes/", "/mnt/", "/media/", "/tmp/", "/var/"];
    let lower = path.to_ascii_lowercase();
    if DISKS.iter().any(|disk| path.starts_with(disk)) {
        let name = path.rsplit('/').next().unwrap_or_default();
        return format!(
            "this seems to be a path on your own computer: put the file beside this one, and write `{name}`"
        );
    }
    match path.strip_prefix("/static/") {
        None if PICTURES.iter().any(|ending| lower.ends_with(ending)) => format!(
            "put the picture at `static{path}`; or put it beside this file, and write its name without `/`"
        ),
        Some(below) => format!("write `/{below}`: what is in `static/` is published at the top"),
        None => "link to a file (`other.md`), to something in `static/`, or to a page of the site such as `/sources/`".to_owned(),
    }
}

/// Returns the address that is meant by the path of a file, if it is one of another site without its scheme:
/// `www.example.org`, `me@example.org`.
pub(crate) fn address_without_scheme(path: &SitePath) -> Option<String> {
    let path = path.as_str();
    if let Some(at) = path.find("/www.") {
        return Some(format!("https://{}", path.get(at + 1..)?));
    }
    let name = path.rsplit('/').next()?;
    let (_, host) = name.split_once('@')?;
    host.contains('.').then(|| format!("mailto:{name}"))
}

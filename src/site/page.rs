//! [`Page`]: one article with everything that the rest of the site contributes to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::content::{Article, Citation, CitationId, LinkId, Question, QuestionForm};
use crate::diagnostic::Diagnostic;
use crate::digest::{Digest, Digested};
use crate::path::{Route, SitePath};
use crate::site::bibliography::Bibliography;
use crate::site::borrowed::{Borrowed, Consulted};
use crate::site::listed::SharedSources;
use crate::site::numbers::TopicId;
use crate::site::target::Target;
use crate::site::unfound::{ExpectedAnchor, Unfound};

/// One page made from a content file.
#[derive(Debug)]
pub struct Page {
    /// Its article.
    pub article: Arc<Digested<Article>>,
    /// Its address.
    pub route: Route,
    /// Where its links lead, in the order of the article's `links`.
    pub targets: Vec<Target>,
    /// Its sources, numbered.
    pub bibliography: Bibliography,
    /// Its topics, as numbers of [`Site::topics`](crate::site::Site::topics).
    pub topics: Vec<TopicId>,
    /// The digest of what the page itself shows: what it says, where its links lead, and the sources it lists.
    pub digest: Digest,
    /// The digest of what it says of its questions, as far as programs read it.
    pub asked: Digest,
    /// The digest of what it adds to the sources of the site.
    pub(crate) sources: Digest,
    /// The answers that it prints and other pages have.
    pub borrowed: Vec<Borrowed>,
    /// The citations in these, numbered after those of the article.
    pub borrowed_citations: Vec<Citation>,
    /// The articles whose questions it points to.
    pub(crate) consulted: Vec<Consulted>,
    /// The findings while it was linked.
    pub(crate) findings: Vec<Diagnostic>,
    /// What was not found while it was linked.
    pub(crate) unfound: Vec<Unfound>,
    /// What it expects of other pages.
    pub(crate) expected: Vec<ExpectedAnchor>,
}

impl Page {
    /// Returns where one of its links leads.
    pub fn target(&self, link: LinkId) -> Option<&Target> {
        self.targets.get(link.0)
    }

    /// Returns one of its citations, be it of its own text or of a borrowed answer.
    pub fn citation(&self, id: CitationId) -> Option<&Citation> {
        let own = &self.article.citations;
        own.get(id.0).or_else(|| self.borrowed_citations.get(id.0.checked_sub(own.len())?))
    }

    /// Returns the answer to one of its questions, if it belongs to another page.
    pub fn borrowed_by(&self, question: &Question) -> Option<&Borrowed> {
        let QuestionForm::See(see) = question.form else { return None };
        self.borrowed.iter().find(|borrowed| borrowed.see == see)
    }
}

/// What is around the articles and may be referred to by any of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// The address of the site, which ends in `/`.
    pub home: Option<String>,
    /// The shared sources.
    pub shared: SharedSources,
    /// Content files that exist but could not be read: links to them are not broken.
    pub unreadable: BTreeSet<SitePath>,
    /// The images that articles refer to.
    pub pictures: BTreeMap<SitePath, Picture>,
    /// Files of which only the pointer of Git LFS is here.
    pub pointers: BTreeSet<SitePath>,
    /// Files of `content/` that the settings leave out.
    pub left_out: BTreeSet<SitePath>,
}

/// What the file of an image says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its width and height as browsers show it; `None` if they could not be read.
    pub size: Option<(u32, u32)>,
    /// Whether it has the position at which it was taken.
    pub located: bool,
    /// The number of bytes.
    pub length: u64,
}

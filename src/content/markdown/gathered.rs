//! [`Gathered`]: what the pieces of one article share, wherever it is met.

use std::collections::BTreeMap;

use crate::config::MarkdownOptions;
use crate::content::body::Note;
use crate::content::citation::Citation;
use crate::content::link::{Link, LinkPurpose, LinkTarget, classify, report_link_fault};
use crate::content::markdown::anchors::Anchors;
use crate::content::numbers::{LinkId, NoteId};
use crate::node::decode::Decoder;
use crate::span::Span;

/// What was met so far.
pub(crate) struct Gathered<'a> {
    pub(crate) options: &'a MarkdownOptions,
    pub(crate) links: Vec<Link>,
    pub(crate) citations: Vec<Citation>,
    pub(crate) notes: Vec<Note>,
    /// The number of each note by its name.
    pub(super) note_index: BTreeMap<String, NoteId>,
    /// How many marks of notes there are.
    pub(super) note_marks: usize,
    pub(crate) anchors: Anchors,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(options: &'a MarkdownOptions) -> Self {
        Self {
            options,
            links: Vec::new(),
            citations: Vec::new(),
            notes: Vec::new(),
            note_index: BTreeMap::new(),
            note_marks: 0,
            anchors: Anchors::default(),
        }
    }

    /// Reads a link and gives its number.
    pub(crate) fn link(
        &mut self,
        d: &mut Decoder<'_>,
        url: &str,
        span: Span,
        purpose: LinkPurpose,
    ) -> LinkId {
        let target = classify(d.path, url).unwrap_or_else(|fault| {
            report_link_fault(d, url, span, &fault);
            LinkTarget::Nowhere
        });
        self.links.push(Link { target, span, purpose });
        LinkId(self.links.len() - 1)
    }
}

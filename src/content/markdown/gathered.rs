//! [`Gathered`]: what the pieces of one article share, wherever it is found.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::MarkdownOptions;
use crate::content::allowance::Allowance;
use crate::content::body::Note;
use crate::content::citation::Citation;
use crate::content::fragment::Fragment;
use crate::content::link::{Link, LinkPurpose, LinkTarget, WrittenAddress, classify};
use crate::content::link_faults::report_link_fault;
use crate::content::markdown::anchors::AnchorRegistry;
use crate::content::markdown::copied::CopiedMarks;
use crate::content::markdown::quotes::Quotes;
use crate::content::markdown::repeated::Repeated;
use crate::content::mention::UnmarkedCitation;
use crate::content::numbers::{LinkId, NoteId};
use crate::diagnostic::{Code, Diagnostic, Fix, Safety};
use crate::node::decode::Decoder;
use crate::span::Span;

/// A footnote, as far as it was read: its marks may come first.
pub(super) struct OpenNote {
    pub(super) label: String,
    pub(super) references: usize,
    /// The place of its definition.
    pub(super) span: Option<Span>,
    /// Its text.
    pub(super) fragment: Option<Fragment>,
}

impl OpenNote {
    /// Returns the note when the whole article was read. The parser recognises only marks whose notes are defined.
    fn close(self) -> Note {
        let Self { label, references, span, fragment } = self;
        let (span, fragment) = (span.unwrap_or_default(), fragment.unwrap_or_default());
        Note { label, fragment, references, span }
    }
}

/// What an article refers to, and what can refer to it.
pub(crate) struct References {
    pub(crate) notes: Vec<Note>,
    pub(crate) anchors: Vec<String>,
    pub(crate) links: Vec<Link>,
    pub(crate) citations: Vec<Citation>,
    pub(crate) unmarked: Vec<UnmarkedCitation>,
    pub(crate) named: BTreeSet<String>,
    pub(crate) allowed: Vec<Allowance>,
}

/// What was met so far.
pub(crate) struct Gathered<'a> {
    pub(crate) options: &'a MarkdownOptions,
    /// The quotation marks of the article's language.
    pub(super) quotes: Quotes,
    pub(crate) links: Vec<Link>,
    pub(crate) citations: Vec<Citation>,
    pub(super) notes: Vec<OpenNote>,
    /// The index of each note by its name.
    pub(super) note_index: BTreeMap<String, NoteId>,
    /// The marks of notes that are not defined in the same text, by their name.
    pub(super) notes_elsewhere: Vec<(String, Span)>,
    /// The number of marks of notes.
    pub(super) note_marks: usize,
    pub(crate) anchors: AnchorRegistry,
    pub(super) repeated: Repeated,
    pub(super) unmarked: Vec<UnmarkedCitation>,
    /// The names of files in what is no link or image because of a slip.
    pub(super) named: BTreeSet<String>,
    pub(super) copied: CopiedMarks,
    /// The findings that comments allow.
    pub(super) allowed: Vec<Allowance>,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(options: &'a MarkdownOptions) -> Self {
        Self {
            options,
            quotes: Quotes::of(&options.language),
            links: Vec::new(),
            citations: Vec::new(),
            notes: Vec::new(),
            note_index: BTreeMap::new(),
            notes_elsewhere: Vec::new(),
            note_marks: 0,
            anchors: AnchorRegistry::default(),
            repeated: Repeated::default(),
            unmarked: Vec::new(),
            named: BTreeSet::new(),
            copied: CopiedMarks::default(),
            allowed: Vec::new(),
        }
    }

    /// Reads a link and returns its index.
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
        let written = WrittenAddress::of_target(&target, d.text, span, url);
        self.links.push(Link { target, span, written, purpose });
        LinkId(self.links.len() - 1)
    }

    /// Returns everything, once the article was read.
    pub(crate) fn finish(mut self, d: &mut Decoder<'_>) -> References {
        self.report_undefined(d);
        self.copied.finish(d);
        d.findings.extend(self.repeated.finish());
        References {
            notes: self.notes.into_iter().map(OpenNote::close).collect(),
            anchors: self.anchors.into_names(),
            links: self.links,
            citations: self.citations,
            unmarked: self.unmarked,
            named: self.named,
            allowed: self.allowed,
        }
    }

    /// Reports the marks of notes that no text defines. Notes without a definition are listed nowhere.
    fn report_undefined(&mut self, d: &mut Decoder<'_>) {
        let marks = std::mem::take(&mut self.notes_elsewhere);
        let ids = if marks.is_empty() { BTreeSet::new() } else { written_ids(d.text) };
        for (label, span) in marks {
            let note = self.note_index.get(&label).and_then(|note| self.notes.get_mut(note.0));
            let Some(note) =
                note.filter(|note| note.span.is_none_or(|span| span == Span::default()))
            else {
                continue;
            };
            let label = &note.label;
            let is_source = ids.contains(label.as_str());
            let cited = format!("[@{label}]");
            let (message, hint) = if is_source {
                (
                    format!("`{label}` is a source, and the footnote `[^{label}]` does not exist"),
                    format!(
                        "write `{cited}` to cite the source; a footnote needs `[^{label}]: …` on a line of its own"
                    ),
                )
            } else {
                (
                    format!("the footnote `[^{label}]` does not exist"),
                    format!(
                        "write `[^{label}]: …` on a line of its own, cite a source with `{cited}`, or show the bracket with `\\[^`"
                    ),
                )
            };
            let fix = is_source.then(|| Fix::replace(d.path, span, &cited, Safety::Unsafe));
            let finding = Diagnostic::new(Code::NoteUndefined, d.place(span), message);
            d.findings.push(finding.hint(hint).fix(fix));
        }
    }
}

/// Returns what is written as an `id` in a file: there may be as many marks as there are ids.
fn written_ids(text: &str) -> BTreeSet<&str> {
    let values = text.split("id: ").skip(1);
    let ids = values.filter_map(|value| value.split([',', '}', '\n']).next());
    ids.map(|id| id.trim().trim_matches(['"', '\''])).collect()
}

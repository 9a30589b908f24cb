//! Footnotes.

use std::ops::Range;

use crate::content::document::InlineKind;
use crate::content::fragment::NoteRef;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::gathered::OpenNote;
use crate::content::numbers::NoteId;
use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

impl TreeBuilder<'_, '_, '_, '_> {
    fn note(&mut self, label: &str) -> NoteId {
        let notes = &mut self.reader.notes;
        *self.reader.note_index.entry(label.to_lowercase()).or_insert_with(|| {
            notes.push(OpenNote {
                label: label.to_owned(),
                references: 0,
                span: None,
                fragment: None,
            });
            NoteId(notes.len() - 1)
        })
    }

    pub(super) fn note_reference(&mut self, label: &str, range: &Range<usize>) {
        let note = self.note(label);
        let Some(entry) = self.reader.notes.get_mut(note.0) else { return };
        let nth = entry.references;
        entry.references += 1;
        self.reader.note_marks += 1;
        self.inline(InlineKind::NoteRef(NoteRef { note, nth }), range);
    }

    /// Refers to a footnote that this text does not define, but another text of the article may.
    pub(super) fn note_elsewhere(&mut self, label: &str, range: &Range<usize>) {
        let span = self.span(range);
        self.reader.notes_elsewhere.push((label.to_lowercase(), span));
        self.note_reference(label, range);
    }

    /// Begins the definition of a footnote and returns its index, unless one with this name was defined before; the
    /// first one counts.
    pub(super) fn begin_note(&mut self, label: &str, span: Span) -> Option<NoteId> {
        let note = self.note(label);
        let entry = self.reader.notes.get_mut(note.0)?;
        if let Some(first) = entry.span {
            let place = |span| self.decoder.place(span);
            let finding = Diagnostic::new(
                Code::NoteDuplicate,
                place(span),
                format!("the footnote `[^{label}]` is defined twice in this article"),
            );
            let finding =
                finding.related(place(first), "first here").hint("give one of them another name");
            self.decoder.findings.push(finding);
            return None;
        }
        entry.span = Some(span);
        Some(note)
    }
}

//! Footnotes.

use crate::content::article::Note;
use crate::content::fragment::{Fragment, HoleKind, NoteRef};
use crate::content::markdown::writer::Writer;
use crate::span::Span;

impl Writer<'_, '_, '_> {
    fn note(&mut self, label: &str, span: Span) -> usize {
        let notes = &mut self.reader.notes;
        *self.reader.note_index.entry(label.to_lowercase()).or_insert_with(|| {
            notes.push(Note {
                label: label.to_owned(),
                fragment: Fragment::default(),
                references: 0,
                span,
                sanitised: false,
            });
            notes.len() - 1
        })
    }

    pub(super) fn note_reference(&mut self, label: &str) {
        let note = self.note(label, Span::default());
        let Some(entry) = self.reader.notes.get_mut(note) else { return };
        let nth = entry.references;
        entry.references += 1;
        self.fragment.hole(HoleKind::NoteRef(NoteRef { note, nth }));
    }

    pub(super) fn begin_note(&mut self, label: &str, span: Span) {
        let note = self.note(label, span);
        if let Some(entry) = self.reader.notes.get_mut(note) {
            entry.span = span;
        }
        self.outer.push((std::mem::take(&mut self.fragment), note));
    }

    pub(super) fn end_note(&mut self) {
        if let Some((outer, note)) = self.outer.pop() {
            let written = std::mem::replace(&mut self.fragment, outer);
            if let Some(entry) = self.reader.notes.get_mut(note) {
                entry.fragment = written;
            }
        }
    }
}

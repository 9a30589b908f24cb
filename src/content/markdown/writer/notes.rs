//! Footnotes.

use crate::content::article::Note;
use crate::content::fragment::{Fragment, HoleKind, NoteRef};
use crate::content::markdown::writer::Writer;
use crate::diagnostic::{Code, Diagnostic};
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
                written: false,
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
        let first =
            self.reader.notes.get(note).filter(|entry| entry.written).map(|entry| entry.span);
        if let Some(first) = first {
            let place = |span| self.decoder.place(span);
            let finding = Diagnostic::new(
                Code::NoteDuplicate,
                place(span),
                format!("the footnote `[^{label}]` is written twice in this article"),
            );
            let finding =
                finding.related(place(first), "first here").hint("give one of them another name");
            self.decoder.findings.push(finding);
        } else if let Some(entry) = self.reader.notes.get_mut(note) {
            entry.span = span;
        }
        self.outer.push((std::mem::take(&mut self.fragment), note));
        self.raw.open.enter();
    }

    pub(super) fn end_note(&mut self) {
        self.exit("");
        if let Some((outer, note)) = self.outer.pop() {
            let written = std::mem::replace(&mut self.fragment, outer);
            if let Some(entry) = self.reader.notes.get_mut(note).filter(|entry| !entry.written) {
                entry.fragment = written;
                entry.written = true;
            }
        }
    }
}

//! [`Fragment`]: Markdown already made HTML, but for the holes that only the whole site can fill: where a link leads,
//! which number a source has. Markdown is read once, when its file is parsed; rendering a page fills holes.

use serde::{Deserialize, Serialize};

use crate::content::numbers::{CitationId, LinkId, NoteId};

/// HTML with holes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fragment {
    /// The HTML between the holes.
    pub html: String,
    /// The holes, in order.
    pub holes: Vec<Hole>,
}

/// A place in a fragment's HTML where something is put in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hole {
    /// The byte of the HTML before which it is put in.
    pub at: usize,
    /// What is put in.
    pub kind: HoleKind,
}

/// What fills a hole. Numbers index the article's side tables.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HoleKind {
    /// The URL of `links[n]`, inside a quoted attribute.
    Url(LinkId),
    /// ` width="…" height="…"` of the image `links[n]`, where they are known.
    Size(LinkId),
    /// The marks of `citations[n]`, and where on the page they stand.
    Citation(CitationId, Setting),
    /// The address of the page itself, for what is read elsewhere; nothing on the page.
    Here,
    /// The mark of a footnote.
    NoteRef(NoteRef),
    /// A word of the interface in the article's language.
    Word(Word),
}

/// Where on a page a citation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Setting {
    /// The section, counted from 0 by the second-level headings before it.
    pub section: u32,
    /// Whether there may be a margin beside it: tables scroll, captions stand at an edge.
    pub has_margin: bool,
}

/// One mark of a footnote: the `nth` (from 0) reference to `notes[note]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NoteRef {
    /// Which note.
    pub note: NoteId,
    /// Which of its references.
    pub nth: usize,
}

/// Words that the engine writes into the text itself, by their key in the theme's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Word {
    /// Names a table that scrolls.
    Table,
    /// A task that is done.
    TaskDone,
    /// A task that is not.
    TaskOpen,
    /// `[!NOTE]`.
    Note,
    /// `[!TIP]`.
    Tip,
    /// `[!IMPORTANT]`.
    Important,
    /// `[!WARNING]`.
    Warning,
    /// `[!CAUTION]`.
    Caution,
}

impl Word {
    /// The key in `words/<lang>.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::TaskDone => "task_done",
            Self::TaskOpen => "task_open",
            Self::Note => "alert_note",
            Self::Tip => "alert_tip",
            Self::Important => "alert_important",
            Self::Warning => "alert_warning",
            Self::Caution => "alert_caution",
        }
    }
}

impl Fragment {
    /// Adds a hole at the end of what is written so far.
    pub fn hole(&mut self, kind: HoleKind) {
        self.holes.push(Hole { at: self.html.len(), kind });
    }

    /// What was written since there were `at` bytes and `holes` holes.
    pub(crate) fn since(&self, at: usize, holes: usize) -> Self {
        let html = self.html.get(at..).unwrap_or("").to_owned();
        let holes = self.holes.get(holes..).unwrap_or(&[]).iter();
        let holes = holes.map(|hole| Hole { at: hole.at.saturating_sub(at), ..hole.clone() });
        Self { html, holes: holes.collect() }
    }

    /// Appends the HTML to `out`, asking `fill` for what goes into each hole.
    pub fn fill(&self, out: &mut String, mut fill: impl FnMut(&HoleKind, &mut String)) {
        let mut at = 0;
        for hole in &self.holes {
            out.push_str(self.html.get(at..hole.at).unwrap_or(""));
            fill(&hole.kind, out);
            at = hole.at;
        }
        out.push_str(self.html.get(at..).unwrap_or(""));
    }

    /// The citations in it, in order.
    pub fn citations(&self) -> impl Iterator<Item = CitationId> + '_ {
        self.holes.iter().filter_map(|hole| match hole.kind {
            HoleKind::Citation(n, _) => Some(n),
            _ => None,
        })
    }

    /// The footnotes that it refers to, in order.
    pub fn note_refs(&self) -> impl Iterator<Item = NoteRef> + '_ {
        self.holes.iter().filter_map(|hole| match hole.kind {
            HoleKind::NoteRef(note) => Some(note),
            _ => None,
        })
    }
}

/// One line of Markdown: its HTML, and its text without markup or marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Inline {
    /// The HTML.
    pub fragment: Fragment,
    /// The text.
    pub text: String,
}

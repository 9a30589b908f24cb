//! [`Fragment`]: Markdown rendered to HTML, except for the placeholders that only the whole site can fill: a link's
//! target, a source's number. Markdown is read once, when its file is parsed; rendering a page fills placeholders.

use serde::{Deserialize, Serialize};

use crate::content::numbers::{CitationId, LinkId, NoteId};

/// HTML with placeholders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fragment {
    /// The HTML between the placeholders.
    pub html: String,
    /// The placeholders, in order.
    pub placeholders: Vec<Placeholder>,
}

/// A place in a fragment's HTML where something is inserted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Placeholder {
    /// The byte of the HTML before which it is inserted.
    pub at: usize,
    /// What is inserted.
    pub kind: PlaceholderKind,
}

/// What fills a placeholder. Numbers index the article's side tables.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlaceholderKind {
    /// The URL of `links[n]`, inside a quoted attribute.
    Url(LinkId),
    /// ` width="…" height="…"` of the image `links[n]`, if they are known.
    Size(LinkId),
    /// The marks of `citations[n]`, and where on the page they are.
    Citation(CitationId, CitationSetting),
    /// The address of the page itself, for text that is read elsewhere; nothing on the page.
    Here,
    /// The mark of a footnote.
    NoteRef(NoteRef),
    /// A word of the interface in the article's language.
    Word(Word),
}

/// Where on a page a citation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CitationSetting {
    /// The section, counted from 0 by the second-level headings before it.
    pub section: u32,
    /// Whether there may be a margin beside it: tables scroll, and captions are at an edge.
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

/// Words that the engine writes into the text, by their key in the theme's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Word {
    /// The name of a table that scrolls.
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
    /// Returns the key in `words/<lang>.toml`.
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

    /// Whether it is read between tags, and not in an attribute.
    pub fn is_text(self) -> bool {
        match self {
            Self::Table | Self::TaskDone | Self::TaskOpen => false,
            Self::Note | Self::Tip | Self::Important | Self::Warning | Self::Caution => true,
        }
    }
}

impl Fragment {
    /// Adds a placeholder at the end of what is written so far.
    pub fn placeholder(&mut self, kind: PlaceholderKind) {
        self.placeholders.push(Placeholder { at: self.html.len(), kind });
    }

    /// Returns what was written since there were `at` bytes and `placeholders` placeholders.
    pub(crate) fn since(&self, at: usize, placeholders: usize) -> Self {
        let html = self.html.get(at..).unwrap_or("").to_owned();
        let placeholders = self.placeholders.get(placeholders..).unwrap_or(&[]).iter();
        let placeholders = placeholders.map(|placeholder| Placeholder {
            at: placeholder.at.saturating_sub(at),
            ..placeholder.clone()
        });
        Self { html, placeholders: placeholders.collect() }
    }

    /// Appends the HTML to `out`, asking `fill` for the content of each placeholder.
    pub fn fill(&self, out: &mut String, mut fill: impl FnMut(&PlaceholderKind, &mut String)) {
        let mut at = 0;
        for placeholder in &self.placeholders {
            out.push_str(self.html.get(at..placeholder.at).unwrap_or(""));
            fill(&placeholder.kind, out);
            at = placeholder.at;
        }
        out.push_str(self.html.get(at..).unwrap_or(""));
    }

    /// Returns the same HTML with something else in place of each placeholder: what `put` adds.
    pub(crate) fn with_placeholders(
        &self,
        mut put: impl FnMut(&PlaceholderKind, &mut Self),
    ) -> Self {
        let mut out = Self::default();
        let mut at = 0;
        for placeholder in &self.placeholders {
            out.html.push_str(self.html.get(at..placeholder.at).unwrap_or(""));
            put(&placeholder.kind, &mut out);
            at = placeholder.at;
        }
        out.html.push_str(self.html.get(at..).unwrap_or(""));
        out
    }

    /// Returns its citations, in order.
    pub fn citations(&self) -> impl Iterator<Item = CitationId> + '_ {
        self.placeholders.iter().filter_map(|placeholder| match placeholder.kind {
            PlaceholderKind::Citation(n, _) => Some(n),
            _ => None,
        })
    }

    /// Returns the footnotes that it refers to, in order.
    pub fn note_refs(&self) -> impl Iterator<Item = NoteRef> + '_ {
        self.placeholders.iter().filter_map(|placeholder| match placeholder.kind {
            PlaceholderKind::NoteRef(note) => Some(note),
            _ => None,
        })
    }
}

/// One line of Markdown: its HTML, and its text without markup or marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct InlineFragment {
    /// The HTML.
    pub fragment: Fragment,
    /// The text.
    pub text: String,
}

//! Fills the placeholders of fragments: addresses, marks, notes, words.

use std::collections::BTreeSet;

use crate::content::{
    Anchor, Article, Citation, CitationId, CitationSetting, Fragment, NoteRef, PlaceholderKind,
    Source,
};
use crate::escape;
use crate::render::direction::direction;
use crate::render::renderer::Renderer;
use crate::site::{CitationMark, EntryId, Page, Target};
use crate::theme::Words;

/// Who reads a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// Readers of the page itself.
    Page,
    /// Readers of a feed, outside the page: all addresses are absolute, nothing has an id.
    Feed,
    /// Machines: absolute addresses, no marks.
    Machine,
}

/// The notes of a page: their ids, and their order by first mention.
pub(super) struct Notes {
    pub(super) ids: Vec<String>,
    /// The number of each note, from 0; `None` if nothing refers to it.
    pub(super) numbers: Vec<Option<usize>>,
}

impl Notes {
    pub(super) fn of(article: &Article) -> Self {
        let mut numbers = vec![None; article.notes.len()];
        if !article.notes.is_empty() {
            let mut next = 0;
            for reference in article.fragments().flat_map(Fragment::note_refs) {
                if let Some(number @ None) = numbers.get_mut(reference.note.0) {
                    *number = Some(next);
                    next += 1;
                }
            }
        }
        Self {
            ids: if article.notes.is_empty() { Vec::new() } else { article.note_ids() },
            numbers,
        }
    }
}

/// Everything needed to write out the fragments of one page.
pub(super) struct Filler<'f> {
    pub(super) renderer: &'f Renderer<'f>,
    pub(super) page: &'f Page,
    pub(super) words: &'f Words,
    pub(super) notes: &'f Notes,
    pub(super) audience: Audience,
}

impl Filler<'_> {
    /// Writes out a fragment.
    pub(super) fn html(&self, fragment: &Fragment) -> String {
        let mut out = String::with_capacity(fragment.html.len() + fragment.placeholders.len() * 96);
        self.html_into(fragment, &mut out);
        out
    }

    pub(super) fn html_into(&self, fragment: &Fragment, out: &mut String) {
        fragment.fill(out, |placeholder, out| self.placeholder(placeholder, None, out));
    }

    /// Writes out the body: its marks name a source again in each section, for the margin of wide pages.
    pub(super) fn body(&self, fragment: &Fragment) -> String {
        let mut out =
            String::with_capacity(fragment.html.len() + fragment.placeholders.len() * 128);
        let mut sections = Sections::default();
        fragment.fill(&mut out, |placeholder, out| {
            self.placeholder(placeholder, Some(&mut sections), out);
        });
        out
    }

    fn placeholder(
        &self,
        placeholder: &PlaceholderKind,
        sections: Option<&mut Sections>,
        out: &mut String,
    ) {
        match placeholder {
            PlaceholderKind::Url(link) => {
                if let Some(target) = self.page.target(*link) {
                    let address =
                        self.renderer.target(self.page, target, self.audience != Audience::Page);
                    escape::html_into(&address, out);
                }
            }
            PlaceholderKind::Size(link) => {
                if let Some(Target::File { size: Some((width, height)), .. }) =
                    self.page.target(*link)
                {
                    out.push_str(" width=\"");
                    out.push_str(&width.to_string());
                    out.push_str("\" height=\"");
                    out.push_str(&height.to_string());
                    out.push('"');
                }
            }
            PlaceholderKind::Citation(n, setting) => self.citation(*n, *setting, sections, out),
            PlaceholderKind::Here => {
                if self.audience != Audience::Page {
                    escape::html_into(&self.renderer.absolute(&self.page.route), out);
                }
            }
            PlaceholderKind::NoteRef(reference) => self.note_mark(*reference, out),
            // The others are in attributes.
            PlaceholderKind::Word(word) if self.words.is_foreign() && word.is_text() => {
                out.push_str(&self.words.marked(self.words.word(word.key())));
            }
            PlaceholderKind::Word(word) => escape::html_into(self.words.word(word.key()), out),
        }
    }

    fn citation(
        &self,
        n: CitationId,
        setting: CitationSetting,
        mut sections: Option<&mut Sections>,
        out: &mut String,
    ) {
        let Some(citation) = self.page.citation(n) else { return };
        if let Some(sections) = &mut sections {
            sections.enter(setting);
        }
        match citation {
            Citation::Needed { reason, .. } => {
                if self.audience == Audience::Page {
                    out.push_str(" <mark class=\"needed\">[");
                    out.push_str(&self.words.marked(self.words.word("source_needed")));
                    if !reason.is_empty() {
                        out.push_str(": ");
                        escape::html_into(reason, out);
                    }
                    out.push_str("]</mark>");
                }
            }
            Citation::Sources(cited) => {
                if self.audience == Audience::Machine {
                    return;
                }
                let marks = self.page.bibliography.marks.get(n.0).map_or(&[][..], Vec::as_slice);
                // "1, p. 4; 2": a place in a source has a comma of its own.
                let has_locator =
                    cited.iter().any(|cited| cited.locator.is_some() || cited.prefix.is_some());
                let separator = if has_locator { "semicolon" } else { "comma" };
                out.push_str("<sup class=\"cite\">");
                for (at, (mark, cited)) in marks.iter().zip(cited).enumerate() {
                    if at > 0 {
                        out.push_str("<span>");
                        escape::html_into(self.words.word(separator), out);
                        out.push_str(" </span>");
                    }
                    let Some(entry) = self.page.bibliography.entry(mark.entry) else {
                        continue;
                    };
                    let named = if mark.nth == 0 { Named::First } else { Named::No };
                    let named = match &mut sections {
                        _ if cited.without_author => Named::No,
                        Some(sections) => sections.name(mark.entry, named),
                        None => named,
                    };
                    if let Some(prefix) = &cited.prefix {
                        out.push_str("<span class=\"prefix\">");
                        escape::html_into(prefix, out);
                        out.push_str(" </span>");
                    }
                    let cited = Cited { mark: *mark, named, locator: cited.locator.as_deref() };
                    self.mark(&entry.source.source, cited, out);
                }
                out.push_str("</sup>");
            }
        }
    }

    fn mark(&self, source: &Source, cited: Cited<'_>, out: &mut String) {
        let Cited { mark, named, locator } = cited;
        let number = (mark.entry.0 + 1).to_string();
        let mut name = None;
        if self.audience == Audience::Feed {
            out.push_str("<a href=\"");
            escape::html_into(&self.renderer.absolute(&self.page.route), out);
            Anchor::Source(&source.id).href_into_html(out);
            out.push_str("\">");
        } else {
            name = (named != Named::No).then(|| self.short_name(source));
            let arguments = [
                ("number", number.as_str()),
                ("name", name.as_deref().unwrap_or(source.short_name())),
                ("locator", locator.unwrap_or("")),
            ];
            let key = if locator.is_some() { "mark_label_locator" } else { "mark_label" };
            let label = self.words.phrase(key, 0, &arguments).unwrap_or_else(|| number.clone());
            out.push_str("<a id=\"");
            Anchor::Citation(&source.id, mark.nth + 1).id_into_html(out);
            out.push_str("\" href=\"");
            Anchor::Source(&source.id).href_into_html(out);
            out.push_str("\" role=\"doc-noteref\" aria-label=\"");
            escape::html_into(&label, out);
            out.push_str("\">");
        }
        out.push_str(&number);
        if let Some(locator) = locator {
            out.push_str("<span class=\"locator\">");
            escape::html_into(self.words.word("comma"), out);
            out.push(' ');
            escape::html_into(locator, out);
            out.push_str("</span>");
        }
        if let Some(name) = name {
            out.push_str(named.opening());
            out.push_str(&number);
            // No line may end with only the number.
            out.push_str("\">\u{a0}");
            escape::html_into(&name, out);
            out.push_str("</span>");
        }
        out.push_str("</a>");
    }

    /// Returns who says it and when, short enough for a margin: `iTnews, 19 Feb 2026`.
    fn short_name(&self, source: &Source) -> String {
        let mut name = source.short_name().to_owned();
        // Beside a name in the other direction, the punctuation and numbers of the date would follow its direction.
        if direction(self.words.language()) == "rtl" || name.contains(runs_from_right) {
            name = format!("\u{2068}{name}\u{2069}");
        }
        if let Some(date) = source.published {
            name.push_str(self.words.word("comma"));
            name.push(' ');
            name.push_str(&self.words.short_date(date));
        }
        name
    }

    fn note_mark(&self, reference: NoteRef, out: &mut String) {
        let (Some(id), Some(Some(number))) =
            (self.notes.ids.get(reference.note.0), self.notes.numbers.get(reference.note.0))
        else {
            return;
        };
        if self.audience == Audience::Machine {
            return;
        }
        let letter = letters(*number);
        out.push_str("<sup class=\"note\"><a ");
        if self.audience == Audience::Feed {
            out.push_str("href=\"");
            escape::html_into(&self.renderer.absolute(&self.page.route), out);
        } else {
            let label = self
                .words
                .phrase("note_label", 0, &[("letter", &letter)])
                .unwrap_or_else(|| letter.clone());
            out.push_str("id=\"");
            Anchor::NoteRef(id, reference.nth + 1).id_into_html(out);
            out.push_str("\" role=\"doc-noteref\" aria-label=\"");
            escape::html_into(&label, out);
            out.push_str("\" href=\"");
        }
        Anchor::Note(id).href_into_html(out);
        out.push_str("\">");
        out.push_str(&letter);
        out.push_str("</a></sup>");
    }
}

/// Whether a letter belongs to a script that runs from right to left: Hebrew, Arabic, Syriac and related scripts
/// (Unicode's blocks from U+0590 to U+08FF, and the presentation forms).
fn runs_from_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// One source of a mark, as the text shows it.
#[derive(Clone, Copy)]
struct Cited<'a> {
    mark: CitationMark,
    named: Named,
    locator: Option<&'a str>,
}

/// Whether a mark says who the source is. Most readers follow no mark, so the name has to be where they read (Piccardi
/// et al., "Quantifying Engagement with Citations on Wikipedia", 2020: 0.29 % of page views).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    /// The first mark of the source on its page.
    First,
    /// The first mark of the source in a section of the body; for the margin, if there is one.
    Again,
    /// Any other: the number is enough.
    No,
}

impl Named {
    /// Returns the beginning of the name's element, up to its number: in a margin it is apart from the mark's number.
    fn opening(self) -> &'static str {
        match self {
            Self::First => "<span class=\"by\" data-n=\"",
            Self::Again | Self::No => "<span class=\"by again\" data-n=\"",
        }
    }
}

/// The sources that were named in the current section of a body.
#[derive(Default)]
struct Sections {
    setting: Option<CitationSetting>,
    named: BTreeSet<EntryId>,
}

impl Sections {
    /// Notes that a mark is here.
    fn enter(&mut self, setting: CitationSetting) {
        if self.setting.is_some_and(|before| before.section != setting.section) {
            self.named.clear();
        }
        self.setting = Some(setting);
    }

    /// Returns whether a source should be named here.
    fn name(&mut self, entry: EntryId, named: Named) -> Named {
        if self.setting.is_some_and(|setting| !setting.has_margin) {
            return named;
        }
        let is_new = self.named.insert(entry);
        if named == Named::No && is_new { Named::Again } else { named }
    }
}

/// Returns the letters that count back-links and notes: 0 is `a`, 25 is `z`, 26 is `aa`.
pub(super) fn letters(number: usize) -> String {
    let mut rest = number + 1;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(b'a' + u8::try_from(rest % 26).expect("less than 26"));
        rest /= 26;
    }
    out.reverse();
    String::from_utf8(out).expect("letters are ASCII")
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(letters),
            ["a", "z", "aa", "az", "ba", "zz", "aaa"]
        );
    }
}

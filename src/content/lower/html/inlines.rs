//! Turns inlines into HTML.

use crate::content::document::{Image, Inline, InlineKind, RawPart};
use crate::content::fragment::{CitationSetting, PlaceholderKind, Word};
use crate::content::lower::html::Writer;
use crate::content::numbers::{CitationId, LinkId};

/// The maximum number of signs of an inline formula that surely fits a narrow screen.
const SHORT: usize = 16;

impl Writer<'_, '_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline<'_>]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    pub(super) fn inline(&mut self, inline: &Inline<'_>) {
        match &inline.kind {
            InlineKind::Text(text) => self.content(text),
            InlineKind::Code(code) => {
                self.push("<code>");
                self.content(code);
                self.push("</code>");
            }
            InlineKind::Emphasis(inner) => self.marked("<em>", inner, "</em>"),
            InlineKind::Strong(inner) => self.marked("<strong>", inner, "</strong>"),
            InlineKind::Strikethrough(inner) => self.marked("<del>", inner, "</del>"),
            InlineKind::Superscript(inner) => self.marked("<sup>", inner, "</sup>"),
            InlineKind::Subscript(inner) => self.marked("<sub>", inner, "</sub>"),
            InlineKind::Link(link, title, inner) => self.link(*link, title, inner),
            InlineKind::Image(image) => self.image(image),
            InlineKind::Citation(number) => self.citation(*number),
            InlineKind::NoteRef(reference) => {
                self.placeholder(PlaceholderKind::NoteRef(*reference));
            }
            InlineKind::Math { mathml, signs, display, .. } => {
                // What scrolls must be focusable, or no key could scroll it; validators do not allow that for `math`.
                let class = if *display { "formula" } else { "formula-inline" };
                let scrolls = !self.in_link && (*display || *signs > SHORT);
                self.math(mathml, scrolls.then_some(class));
            }
            InlineKind::Html(parts) => self.raw(parts),
            InlineKind::SoftBreak => self.push("\n"),
            InlineKind::HardBreak => self.push("<br>\n"),
            InlineKind::Task(done) => self.task(*done),
        }
    }

    pub(super) fn marked(&mut self, open: &str, inner: &[Inline<'_>], close: &str) {
        self.push(open);
        self.inlines(inner);
        self.push(close);
    }

    pub(super) fn link(&mut self, link: LinkId, title: &str, inner: &[Inline<'_>]) {
        self.push("<a href=\"");
        self.placeholder(PlaceholderKind::Url(link));
        self.push("\"");
        self.title(title);
        self.push(">");
        let outside = std::mem::replace(&mut self.in_link, true);
        self.inlines(inner);
        self.in_link = outside;
        self.push("</a>");
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            self.attribute(title);
            self.push("\"");
        }
    }

    pub(super) fn image(&mut self, image: &Image) {
        self.push("<img src=\"");
        self.placeholder(PlaceholderKind::Url(image.link));
        self.push("\" alt=\"");
        self.attribute(&image.alt);
        self.push("\"");
        self.title(&image.title);
        self.placeholder(PlaceholderKind::Size(image.link));
        // The first image is probably on the first screen; the others can wait until they are near it.
        self.push(if *self.how.images == 0 { ">" } else { " loading=\"lazy\">" });
        *self.how.images += 1;
    }

    /// The mark follows its word without a space, so that no line begins with it.
    pub(super) fn citation(&mut self, number: CitationId) {
        let fragment = &mut self.done.fragment;
        let fixed = fragment.placeholders.last().map_or(0, |placeholder| placeholder.at);
        let spaces = fragment.html.get(fixed..).unwrap_or("");
        let kept = fixed + spaces.trim_end_matches([' ', '\n']).len();
        fragment.html.truncate(kept);
        let setting = CitationSetting { has_margin: self.without_margin == 0, ..self.setting };
        self.placeholder(PlaceholderKind::Citation(number, setting));
    }

    /// Writes a formula; in a box that scrolls, if it has a class for one.
    fn math(&mut self, mathml: &str, scroller: Option<&str>) {
        if let Some(class) = scroller {
            self.push("<span class=\"");
            self.push(class);
            self.push("\" tabindex=\"0\">");
        }
        self.push(mathml);
        if scroller.is_some() {
            self.push("</span>");
        }
    }

    pub(super) fn task(&mut self, done: bool) {
        self.push(if done { "<span class=\"task done\"" } else { "<span class=\"task\"" });
        self.push(" role=\"img\" aria-label=\"");
        self.placeholder(PlaceholderKind::Word(if done { Word::TaskDone } else { Word::TaskOpen }));
        self.push(if done { "\">☑</span> " } else { "\">☐</span> " });
    }

    pub(super) fn raw(&mut self, parts: &[RawPart]) {
        for part in parts {
            match part {
                RawPart::Markup(html) => self.push(html),
                RawPart::Url(link) => self.placeholder(PlaceholderKind::Url(*link)),
                RawPart::Begins("h2") => self.setting.section += 1,
                RawPart::Begins(_) => self.without_margin += 1,
                RawPart::Ends("h2") => {}
                RawPart::Ends(_) => self.without_margin = self.without_margin.saturating_sub(1),
                RawPart::EndsParagraph => {
                    self.push("</p>");
                    self.paragraph_ended = true;
                }
            }
        }
    }
}

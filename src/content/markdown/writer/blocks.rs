//! Paragraphs, quotations, code, raw HTML of its own and tasks.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event};

use crate::config::RawHtml;
use crate::content::article::Lead;
use crate::content::fragment::{Fragment, HoleKind, Word};
use crate::content::markdown::Located;
use crate::content::markdown::writer::{Capture, Writer};
use crate::diagnostic::Code;
use crate::node::TextMap;

impl Writer<'_, '_, '_> {
    /// Before a block of the engine's own, raw HTML ends that cannot hold it.
    pub(super) fn begin_own_block(&mut self) {
        let closed = self.raw.open.block();
        self.close_forgotten(closed);
    }

    pub(super) fn begin_block(&mut self, open: &str) {
        self.depth += 1;
        self.begin_own_block();
        self.enter(open);
    }

    pub(super) fn end_block(&mut self, close: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.exit(close);
    }

    pub(super) fn begin_paragraph(&mut self) {
        self.begin_own_block();
        if self.depth == 0 && self.outer.is_empty() {
            if self.capture == Capture::Waiting {
                self.capture = Capture::Paragraph;
            }
            let position = (self.fragment.html.len(), self.fragment.holes.len());
            if let Some((_, began @ None)) = &mut self.lead {
                *began = Some(position);
            }
        }
        self.enter("<p>");
        self.paragraph = Some(self.raw.open.level());
    }

    pub(super) fn end_paragraph(&mut self) {
        // A block of raw HTML may have ended it already.
        let end = if self.paragraph.take().is_some() { "</p>\n" } else { "\n" };
        self.exit(end);
        if self.depth != 0 || !self.outer.is_empty() {
            return;
        }
        if self.capture == Capture::Paragraph {
            // A paragraph of nothing but an image or a mark says nothing: the next one may.
            self.capture =
                if self.text.trim().is_empty() { Capture::Waiting } else { Capture::Off };
        }
        if let Some((anchor, Some((at, holes)))) = self.lead.take() {
            let html = self.fragment.html.get(at..).unwrap_or("").to_owned();
            let mut fragment =
                Fragment { html, holes: self.fragment.holes.get(holes..).unwrap_or(&[]).to_vec() };
            for hole in &mut fragment.holes {
                hole.at -= at;
            }
            self.leads.push(Lead { anchor, fragment });
        }
    }

    pub(super) fn begin_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else {
            self.begin_block("<blockquote>\n");
            return;
        };
        let (name, word) = match kind {
            BlockQuoteKind::Note => ("note", Word::Note),
            BlockQuoteKind::Tip => ("tip", Word::Tip),
            BlockQuoteKind::Important => ("important", Word::Important),
            BlockQuoteKind::Warning => ("warning", Word::Warning),
            BlockQuoteKind::Caution => ("caution", Word::Caution),
        };
        let open =
            format!("<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">");
        self.begin_block(&open);
        self.fragment.hole(HoleKind::Word(word));
        self.push("</p>\n");
    }

    /// Code is shown as it is: nothing in it can be meant as a citation. With a title it is a figure, like an image with
    /// one.
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, inner: &[Located<'_>]) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => Info::of(info),
            CodeBlockKind::Indented => Info::default(),
        };
        self.begin_own_block();
        if let Some(title) = info.title {
            self.push("<figure class=\"code\">\n<figcaption>");
            self.push_content(title);
            self.push("</figcaption>\n");
        }
        self.begin_code(info.language);
        for (event, _) in inner {
            if let Event::Text(code) = event {
                self.collect(code);
                self.push_content(code);
            }
        }
        self.push("</code></pre>\n");
        if info.title.is_some() {
            self.push("</figure>\n");
        }
    }

    fn begin_code(&mut self, language: &str) {
        // A block that scrolls must be reachable by keyboard (WCAG 2.1.1).
        self.push("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.push(" class=\"language-");
            self.push_escaped(language);
            self.push("\"");
        }
        self.push(">");
    }

    pub(super) fn html_block(&mut self, events: &[Located<'_>]) {
        let mut html = String::new();
        let mut lines = Vec::new();
        for (event, range) in events {
            if let Event::Html(text) | Event::Text(text) = event {
                lines.push((html.len(), range.start));
                html.push_str(text);
            }
        }
        if self.options().html == RawHtml::Escape {
            self.push("<p>");
            self.push_escaped(html.trim_end());
            self.push("</p>\n");
            return;
        }
        let map = TextMap::Lines(lines);
        if let Some(at) = html.find("[@") {
            let span = self.span_through(&map, at, at + 2);
            self.decoder.report_with_hint(
                Code::CitationMalformed,
                span,
                "this is raw HTML, so `[@…]` is not read as a citation",
                "leave an empty line before and after the text inside the tags, so that it is Markdown again",
            );
        }
        self.raw_html(&html, &map);
    }

    pub(super) fn task(&mut self, done: bool) {
        let (class, sign, word) = if done {
            ("task done", "☑", Word::TaskDone)
        } else {
            ("task", "☐", Word::TaskOpen)
        };
        self.push(&format!("<span class=\"{class}\" role=\"img\" aria-label=\""));
        self.fragment.hole(HoleKind::Word(word));
        self.push(&format!("\">{sign}</span> "));
    }
}

/// What the first line of a fenced block says of it. Whatever else stands there is for other programs.
#[derive(Default)]
struct Info<'i> {
    /// The language; may be empty.
    language: &'i str,
    /// `title="…"`: the block's caption.
    title: Option<&'i str>,
}

impl<'i> Info<'i> {
    fn of(info: &'i str) -> Self {
        let first = info.split(ends_word).next().unwrap_or("");
        let language = if first.contains('=') { "" } else { first };
        Self { language, title: title(info) }
    }
}

/// What stands between the words of an info string.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '{')
}

/// The text between the quotes of `title="…"`, which must be a word of its own.
fn title(info: &str) -> Option<&str> {
    const KEY: &str = "title=";
    info.match_indices(KEY).find_map(|(at, _)| {
        let own_word = info.get(..at)?.chars().next_back().is_none_or(ends_word);
        let value = info.get(at + KEY.len()..)?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (title, _) = value.get(1..)?.split_once(quote)?;
        (own_word && !title.trim().is_empty()).then_some(title.trim())
    })
}

//! Bold lines that stand for headings: `**What happens next**`, alone, and then text.

use crate::content::document::{Block, BlockKind, Inline, InlineKind};
use crate::content::lower;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety};
use crate::span::Span;

/// The maximum number of words in a heading.
const WORDS: usize = 10;

impl TreeBuilder<'_, '_, '_, '_> {
    /// Reports the bold lines between these blocks that stand for headings.
    pub(super) fn report_bold_headings(&mut self, blocks: &[Block<'_>]) {
        for (n, block) in blocks.iter().enumerate() {
            let BlockKind::Paragraph(inlines) = &block.kind else { continue };
            let [Inline { kind: InlineKind::Strong(bold), range }, tail @ ..] = inlines.as_slice()
            else {
                continue;
            };
            let above = n.checked_sub(1).and_then(|above| blocks.get(above));
            let below = blocks.get(n + 1).map(|block| &block.kind);
            let stands_for_heading = match tail {
                [] => is_text(below) && !is_bold(above.map(|block| &block.kind)),
                // Text in the same paragraph follows on the next line.
                [Inline { kind: InlineKind::SoftBreak, .. }, text @ ..] => is_sentence(text),
                _ => false,
            };
            let name = lower::heading_text(bold);
            if stands_for_heading && is_name(&name) {
                self.report_bold_heading(*range, &name, tail.is_empty());
            }
        }
    }

    fn report_bold_heading(&mut self, range: Span, name: &str, is_alone: bool) {
        let (start, end) = (range.start as usize, range.end as usize);
        let source = self.markdown.get(start..end).unwrap_or_default();
        let inner = ["**", "__"]
            .iter()
            .find_map(|sign| source.strip_prefix(sign)?.strip_suffix(sign))
            .filter(|inner| !inner.contains('\n'));
        let span = self.map.span(start, end);
        let message = format!(
            "the bold line `{name}` stands for a heading, but is none: the list of sections leaves it out, and nothing can lead to it"
        );
        let text = inner.unwrap_or(name).trim();
        let hint = if is_alone {
            format!("write `## {text}`")
        } else {
            format!("write `## {text}`, and an empty line below it")
        };
        let path = self.decoder.path.clone();
        let text = format!("## {text}{}", if is_alone { "" } else { "\n" });
        let fix = inner.map(|_| Fix {
            title: "make it a heading".to_owned(),
            edits: vec![Edit { path, span, text }],
            safety: Safety::Unsafe,
        });
        let finding = Diagnostic::new(Code::MarkdownUnread, self.decoder.place(span), message);
        self.reader.repeated.add("bold heading".to_owned(), finding.hint(hint).fix(fix));
    }
}

/// Whether a text is like a heading: a few words that are no sentence.
fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    // One word may be a place, a name or a label.
    (2..=WORDS).contains(&words)
        && name
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘'¿".contains(c))
        && name.ends_with(|c: char| c.is_alphanumeric() || "?)”\"’'".contains(c))
        && !name.starts_with("By ")
        && !name.contains(['|', '@', '[', '{'])
        && !name.contains(". ")
}

/// Whether a block is a paragraph of text that does not begin in bold.
fn is_text(block: Option<&BlockKind<'_>>) -> bool {
    matches!(block, Some(BlockKind::Paragraph(inlines))
        if !matches!(inlines.first().map(|it| &it.kind), None | Some(InlineKind::Strong(_) | InlineKind::Image(_))))
        && matches!(block, Some(BlockKind::Paragraph(inlines)) if is_sentence(inlines))
}

/// Whether a block is nothing but bold text.
fn is_bold(block: Option<&BlockKind<'_>>) -> bool {
    matches!(block, Some(BlockKind::Paragraph(inlines))
        if matches!(inlines.as_slice(), [Inline { kind: InlineKind::Strong(_), .. }]))
}

/// Whether some text is a sentence of its own.
fn is_sentence(inlines: &[Inline<'_>]) -> bool {
    let text = lower::heading_text(inlines);
    let begins =
        text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘'¿".contains(c));
    begins && text.split_whitespace().nth(4).is_some() && text.contains(['.', '!', '?'])
}

//! [`Allowance`]: a finding that the author accepts, with the reason: an item of `allow` in the front matter, for the whole
//! article, or `<!-- allow CODE: reason -->` before a block, for that block.

use serde::{Deserialize, Serialize};

use crate::content::document::{Block, BlockKind, Item};
use crate::diagnostic::{Code, Diagnostic};
use crate::node::Node;
use crate::node::decode::{Decoder, MapReader, nonempty, owned};
use crate::span::Span;

/// A finding that the author accepts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Allowance {
    /// Which finding.
    pub code: Code,
    /// Why it is accepted.
    pub reason: String,
    /// The place of the code where it is allowed.
    pub span: Span,
    /// The block in which it is allowed; `None` for the whole article.
    pub block: Option<Span>,
}

impl Allowance {
    /// Whether it accepts a finding in its file.
    pub fn covers(&self, finding: &Diagnostic) -> bool {
        self.code == finding.code
            && self.block.is_none_or(|block| {
                finding
                    .place
                    .span
                    .is_some_and(|span| block.start <= span.start && span.start < block.end)
            })
    }
}

/// Reads an item of `allow`.
pub(super) fn read(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Allowance> {
    let mut table = MapReader::new(d, node, "an allowed finding (`code:` and `reason:`)")?
        .with_aliases(&[("rule", "code"), ("why", "reason")]);
    let code = table.required(d, "code", "citation/figure", |d, node| {
        owned(d, node).and_then(|name| code(d, &name, node.span)).map(|code| (code, node.span))
    });
    let reason = table.required(d, "reason", "\"Why it is right here\"", |d, node| {
        nonempty(d, node).and_then(|_| owned(d, node))
    });
    table.finish(d);
    let (code, span) = code?;
    Some(Allowance { code, reason: reason?, span, block: None })
}

/// Returns the finding that is named, if it may be allowed.
fn code(d: &mut Decoder<'_>, name: &str, span: Span) -> Option<Code> {
    let Some(code) = Code::named(name) else {
        let names = Code::ALL.iter().map(|code| code.name());
        let otherwise = "write the code that the finding shows in brackets";
        d.report_no_finding(Code::AllowInvalid, (name, span), names, otherwise);
        return None;
    };
    if code.is_fixed() {
        let message = format!("`{code}` is always an error, so it cannot be allowed");
        let hint = format!("correct what it names; `nutgraf explain {code}` says how");
        d.report_with_hint(Code::AllowInvalid, span, message, hint);
        return None;
    }
    Some(code)
}

/// Whether raw HTML is a comment that allows a finding.
pub(super) fn is_allowance(html: &str) -> bool {
    let inside = html.trim_start().strip_prefix("<!--").map(str::trim_start);
    inside
        .and_then(|inside| inside.strip_prefix("allow"))
        .is_some_and(|rest| rest.starts_with([' ', ':', '\n']) && rest.contains('/'))
}

/// Reads a comment that allows a finding; the block is found later. `span_of` returns the place of bytes of `html`.
pub(super) fn read_comment(
    d: &mut Decoder<'_>,
    html: &str,
    span_of: impl Fn(usize, usize) -> Span,
) -> Option<Allowance> {
    let hint = "write `<!-- allow CODE: reason -->` on a line of its own, before the block that it is about";
    let fault = |d: &mut Decoder<'_>, at: (usize, usize), message: &str| {
        d.report_with_hint(Code::AllowInvalid, span_of(at.0, at.1), message, hint);
    };
    let trimmed = html.trim_end();
    let Some((inside, "")) = trimmed.split_once("-->") else {
        let message = "a comment that allows a finding has nothing else on its lines";
        fault(d, (0, trimmed.len().min(trimmed.find('\n').unwrap_or(trimmed.len()))), message);
        return None;
    };
    let at = inside.find("allow")? + "allow".len();
    let written = inside.get(at..)?;
    let start = at + written.len() - written.trim_start().len();
    let (name, reason) =
        written.trim().split_once([':', ' ', '\n']).unwrap_or((written.trim(), ""));
    let end = start + name.len();
    let reason = reason.trim_start_matches([':', ' ', '—', '–', '-']).trim();
    if reason.is_empty() {
        fault(d, (start, end), "this does not say why the finding is right here");
        return None;
    }
    let span = span_of(start, end);
    let code = code(d, name, span)?;
    Some(Allowance { code, reason: reason.to_owned(), span, block: Some(span) })
}

/// Returns the range of the block that a comment with this range is before, or else that it is in.
pub(super) fn block_at(blocks: &[Block<'_>], comment: Span) -> Option<Span> {
    for block in blocks {
        if block.range.end <= comment.start {
            continue;
        }
        if block.range.start >= comment.end {
            return Some(block.range);
        }
        let inside = match &block.kind {
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => block_at(blocks, comment),
            BlockKind::List(_, items) | BlockKind::Definitions(items) => {
                items.iter().find_map(|item| match item {
                    Item::Blocks(blocks) => block_at(blocks, comment),
                    Item::Term(_) => None,
                })
            }
            BlockKind::Html(_) => None,
            _ => Some(block.range),
        };
        if inside.is_some() {
            return inside;
        }
    }
    None
}

//! Key points that are written as a text: one line, or a block (`summary: |`) whose lines begin as those of a list in
//! Markdown.

use crate::characters::named;
use crate::content::short::nodes::{list_of_one, text_at};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety};
use crate::node::decode::{Decoder, block_header, item_mark};
use crate::node::{Node, NodeKind, Scalar, Style, TextMap};
use crate::span::Span;

/// Writes out the key points.
pub(super) fn points<'t>(d: &mut Decoder<'_>, node: Node<'t>) -> Node<'t> {
    let NodeKind::Scalar(Scalar { text, style }) = &node.kind else { return node };
    match style {
        Style::Plain | Style::Quoted => {
            let before = d.text.get(..node.span.start as usize).unwrap_or_default();
            let begins_line = before.lines().next_back().is_none_or(|line| line.trim().is_empty());
            let has_lines = node.span.slice(d.text).contains('\n') && begins_line;
            let is_marked = *style == Style::Plain && item_mark(text).is_some();
            // Lines of a list without hyphens, or with other signs: they are reported.
            if has_lines || is_marked || text.trim().contains("\n\n") {
                return node;
            }
            list_of_one(node)
        }
        Style::Folded => folded(d, node),
        Style::Literal => {
            let map = node.text().map(|text| text.map(d.text));
            let Some(map) = map else { return node };
            let items = Block { d, text, map: &map }.items();
            Node { span: node.span, kind: NodeKind::Sequence(items) }
        }
    }
}

/// Writes out a `>` block. YAML has joined its lines, so it can hold no list.
fn folded<'t>(d: &mut Decoder<'_>, node: Node<'t>) -> Node<'t> {
    let NodeKind::Scalar(Scalar { text, .. }) = &node.kind else { return node };
    let text = text.trim();
    if bullet(text).is_some() || item_mark(text).is_some() {
        let header =
            block_header(d.text, node.span).map(|header| Span { end: header.start + 1, ..header });
        let message = "`>` joins these lines to one text, so they are no list";
        let finding =
            Diagnostic::new(Code::MarkdownNotInline, d.place(header.unwrap_or(node.span)), message);
        let fix = header.map(|span| Fix::replace(d.path, span, "|", Safety::Safe));
        d.findings.push(finding.hint("write `|` in place of `>`").fix(fix));
        return Node { span: node.span, kind: NodeKind::Sequence(Vec::new()) };
    }
    let paragraphs = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let paragraphs: Vec<String> = paragraphs.map(str::to_owned).collect();
    if paragraphs.len() < 2 {
        return list_of_one(node);
    }
    let items = paragraphs.into_iter().map(|text| text_at(node.span, text)).collect();
    Node { span: node.span, kind: NodeKind::Sequence(items) }
}

/// Returns the length of the sign of an item of Markdown's unordered lists, with the space behind it.
fn bullet(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(['-', '*', '+'])?;
    let text = rest.trim_start_matches([' ', '\t']);
    (text.is_empty() || text.len() < rest.len()).then_some(line.len() - text.len())
}

/// A line of a block, with its place in the text.
#[derive(Clone, Copy)]
struct Line<'n> {
    at: usize,
    text: &'n str,
}

impl<'n> Line<'n> {
    fn content(self) -> &'n str {
        self.text.trim_start_matches([' ', '\t'])
    }

    fn depth(self) -> usize {
        self.text.len() - self.content().len()
    }

    fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    /// Returns the line without at most so much space before it.
    fn dedented(self, depth: usize) -> &'n str {
        self.text.get(self.depth().min(depth)..).unwrap_or_default()
    }
}

/// A key point as it is found.
struct Item {
    text: String,
    /// Its place in the block.
    start: usize,
    end: usize,
    /// How far the text of its first line is indented.
    depth: usize,
}

struct Block<'b, 'a, 'n> {
    d: &'b mut Decoder<'a>,
    text: &'n str,
    map: &'b TextMap,
}

impl<'n> Block<'_, '_, 'n> {
    /// Returns the key points.
    fn items<'t>(mut self) -> Vec<Node<'t>> {
        let mut at = 0;
        let mut lines = Vec::new();
        for line in self.text.split_inclusive('\n') {
            lines.push(Line { at, text: line.trim_end_matches('\n') });
            at += line.len();
        }
        // A dash at the beginning of a later line is one of the sentence.
        let first = lines.iter().find(|line| !line.is_blank()).map_or(0, |line| line.at);
        let is_mark = |line: &&Line<'_>| {
            let content = line.content();
            bullet(content).is_some() || line.at == first && item_mark(content).is_some()
        };
        let items = match lines.iter().find(is_mark).map(|line| line.depth()) {
            Some(depth) => self.marked(&lines, depth),
            None => paragraphs(&lines),
        };
        let node = |item: Item| {
            let span = Span { end: self.map.span(item.end, item.end).end, ..self.start(&item) };
            let text = item.text.trim_end_matches('\n').to_owned();
            // Its lines are found by the ends of those of the file.
            let scalar = Scalar { text: text.into(), style: Style::Literal };
            Node { span, kind: NodeKind::Scalar(scalar) }
        };
        items.into_iter().map(node).collect()
    }

    fn start(&self, item: &Item) -> Span {
        self.map.span(item.start, item.end)
    }

    /// Reads a list whose items are indented as far as this.
    fn marked(&mut self, lines: &[Line<'n>], depth: usize) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut others = Vec::new();
        let mut blank = 0;
        for line in lines {
            if line.is_blank() {
                blank += 1;
                continue;
            }
            let content = line.content();
            let own = if line.depth() <= depth { bullet(content) } else { None };
            let other = if line.depth() <= depth { item_mark(content) } else { None };
            if let Some(length) = own.or(other) {
                let start = line.at + line.depth() + length;
                if own.is_none() {
                    others.push((line.at + line.depth(), length, content));
                }
                let end = line.at + line.text.len();
                let text = content.get(length..).unwrap_or_default().to_owned();
                items.push(Item { text, start, end, depth: line.depth() + length });
            } else if let Some(item) = items.last_mut().filter(|_| line.depth() > depth) {
                item.text.push_str(&"\n".repeat(blank + 1));
                item.text.push_str(line.dedented(item.depth));
                item.end = line.at + line.text.len();
            } else {
                self.report_stray(*line, items.is_empty());
            }
            blank = 0;
        }
        self.report_marks(&others);
        items
    }

    /// Reports a line that belongs to no item.
    fn report_stray(&mut self, line: Line<'_>, is_first: bool) {
        let start = line.at + line.depth();
        let span = self.map.span(start, start + line.content().len());
        let hint = if is_first {
            "begin it with `- ` as the lines below it, or remove it"
        } else {
            "begin it with `- `, or with two spaces if the line above it goes on"
        };
        let message = "this line is no key point: the others begin with a hyphen";
        self.d.report_with_hint(Code::MarkdownNotInline, span, message, hint);
    }

    /// Reports the signs before items that are not those of a list.
    fn report_marks(&mut self, others: &[(usize, usize, &str)]) {
        let Some((at, length, line)) = others.first() else { return };
        let span = self.map.span(*at, at + length);
        let sign = line.chars().next().unwrap_or('-');
        let message = match sign {
            '-' => "this hyphen lacks the space behind it".to_owned(),
            _ if sign.is_ascii_digit() => "key points are not numbered".to_owned(),
            _ => format!("a key point does not begin with {}", named(sign)),
        };
        let edit = |(at, length, _): &(usize, usize, &str)| {
            let span = self.map.span(*at, at + length);
            Edit { path: self.d.path.clone(), span, text: "- ".to_owned() }
        };
        let title = "begin the key points with hyphens".to_owned();
        let edits = others.iter().map(edit).collect();
        let fix = Fix { title, edits, safety: Safety::Safe };
        let finding = Diagnostic::new(Code::MarkdownNotInline, self.d.place(span), message)
            .hint("begin each key point with `- `, a hyphen and a space")
            .fix(Some(fix));
        self.d.findings.push(finding);
    }
}

/// Reads lines without signs: each paragraph is a key point.
fn paragraphs(lines: &[Line<'_>]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        if line.is_blank() {
            goes_on = false;
            continue;
        }
        let end = line.at + line.text.len();
        if let Some(item) = items.last_mut().filter(|_| goes_on) {
            item.text.push('\n');
            item.text.push_str(line.text);
            item.end = end;
        } else {
            items.push(Item { text: line.text.to_owned(), start: line.at, end, depth: 0 });
        }
        goes_on = true;
    }
    items
}

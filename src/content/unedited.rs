//! Text that `nutgraf init` and `nutgraf new` write for authors to replace. Published, it would look careless, or claim
//! what is not true.

use crate::diagnostic::Code;
use crate::node::decode::Decoder;
use crate::node::{Node, NodeKind};
use crate::span::Span;

/// Values of the front matter, and lines of questions in the text. A test holds what `init` and `new` write to this list.
const VALUES: &[&str] = &[
    "A sample explainer that shows what a page can have. Its subject: the one way to write a date and a time that programs on the Internet agree on.",
    "the authors of this sample",
    "Your name",
    "what you did, or why you know",
    "Made up, to show what a correction looks like.",
    "Made up too, to show what an update looks like.",
    "The title of the work",
    "What do readers want to know first?",
    "The answer, and where it comes from [@a-source].",
    "What can nobody answer yet?",
    "What is not known, and what would settle it.",
];

/// How the texts begin.
const BEGINS: [&str; 2] = [
    "What this is about, and why it matters.",
    "Say who you are, who pays for this, and how readers can reach you.",
];

/// How the texts end.
const ENDS: [&str; 1] = ["`nutgraf explain` lists everything that the program may tell you."];

/// What marks the questions in a text.
const QUESTIONS: &str = "{.questions}";

/// Reports, once, that an article still has text that its author was meant to replace.
pub(super) fn unedited(d: &mut Decoder<'_>, root: &Node<'_>, (body, base): (&str, usize)) {
    let mut found = Vec::new();
    values(root, &mut found);
    let (start, end) = (body.trim_start(), body.trim_end());
    let at = base + body.len() - start.len();
    let begins = BEGINS.iter().find(|text| begins_with(start, text));
    found.extend(begins.map(|text| Span::new(at, at + text.len())));
    lines(body, base, &mut found);
    let ends = ENDS.iter().find(|text| end.ends_with(**text));
    found.extend(ends.map(|text| Span::new(base + end.len() - text.len(), base + end.len())));
    let Some(first) = found.first() else { return };
    let others = match found.len() - 1 {
        0 => String::new(),
        1 => ", and so is another text of this article".to_owned(),
        more => format!(", and so are {more} more texts of this article"),
    };
    let message = format!("this is still what `nutgraf` wrote as a sample{others}");
    let hint = "write your own in its place, or remove it; to keep the article to yourself until then, write `draft: true`";
    d.report_with_hint(Code::TextUnedited, *first, message, hint);
}

/// Whether a text begins with another, wherever its lines break.
fn begins_with(text: &str, other: &str) -> bool {
    let mut words = text.split_ascii_whitespace();
    other.split(' ').all(|word| words.next() == Some(word))
}

/// The lengths of the values, a bit for each; one bit for all that are longer. Most texts have another length.
const LENGTHS: u128 = {
    let mut lengths = 0;
    let mut n = 0;
    while n < VALUES.len() {
        lengths |= bit(VALUES[n].len());
        n += 1;
    }
    lengths
};

const fn bit(length: usize) -> u128 {
    1 << if length < 127 { length } else { 127 }
}

fn may_be_ours(length: usize) -> bool {
    LENGTHS & bit(length) != 0
}

/// Finds the lines that are in the list, as a question or its answer, in a text that begins at byte `base` of its file.
fn lines(body: &str, base: usize, found: &mut Vec<Span>) {
    let Some(start) = body.find(QUESTIONS) else { return };
    let mut at = start;
    for line in body.get(start..).unwrap_or_default().split_inclusive('\n') {
        let words = line.trim_start_matches(['#', ' ']);
        let begin = base + at + line.len() - words.len();
        let words = words.split(" {").next().unwrap_or_default().trim_end();
        if may_be_ours(words.len()) && VALUES.contains(&words) {
            found.push(Span::new(begin, begin + words.len()));
        }
        at += line.len();
    }
}

/// Finds the values that are in the list.
fn values(node: &Node<'_>, found: &mut Vec<Span>) {
    match &node.kind {
        NodeKind::Scalar(scalar) => {
            let text = scalar.text.trim_end();
            if may_be_ours(text.len()) && VALUES.contains(&text) {
                found.push(node.shown_span());
            }
        }
        NodeKind::Sequence(items) => items.iter().for_each(|item| values(item, found)),
        NodeKind::Mapping(entries) => entries.iter().for_each(|(_, value)| values(value, found)),
        NodeKind::Broken(_) => {}
    }
}

//! What other programs leave in a text that is copied from them: marks of chat programs, tags of forums and servers,
//! letters that were read in a wrong encoding, and the box around the whole of it.

use std::ops::Range;

use crate::content::document::{Block, BlockKind};
use crate::content::markdown::builder::foreign::Foreign;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::signs::{CHAT, after, ahead};
use crate::content::mojibake::garbled;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety};

/// The tags of forums.
const BBCODE: &[&str] = &[
    "b", "i", "u", "s", "url", "img", "quote", "code", "center", "color", "size", "list", "spoiler",
];

impl TreeBuilder<'_, '_, '_, '_> {
    /// Looks for what has no meaning anywhere.
    pub(super) fn report_strays(&mut self, range: &Range<usize>) {
        let text = self.markdown.get(range.clone()).unwrap_or_default();
        for words in CHAT {
            if let Some(found) = text.find(words) {
                let span = self.map.span(range.start + found, range.start + found + words.len());
                self.report_repeated(
                    "chat words",
                    (Code::MarkdownDialect, span),
                    "this is what a chat program says of its text, and readers would see it",
                    "remove it",
                );
            }
        }
        if let Some(found) = text.find("%%") {
            self.report_comment_of_obsidian(range.start + found);
        }
        for (found, sign) in text.match_indices(['【', 'c', '\u{e200}', 'Ã', 'Â', 'â']) {
            let at = range.start + found;
            let Some(rest) = ahead(self.markdown, at) else { continue };
            match sign {
                "Ã" | "Â" | "â" => self.report_garbled(rest, at),
                _ => self.report_chat_source(rest, at),
            }
        }
    }

    /// `%%a remark%%`: Obsidian shows it to nobody; here readers would see it.
    fn report_comment_of_obsidian(&mut self, at: usize) {
        let Some(rest) = after(self.markdown, at).and_then(|rest| rest.strip_prefix("%%")) else {
            return;
        };
        let Some((inner, _)) = rest.split_once("%%").filter(|(inner, _)| !inner.contains("\n\n"))
        else {
            return;
        };
        let before = self.markdown.get(..at).and_then(|before| before.chars().next_back());
        // `100%% and 5%%`
        if inner.trim().is_empty() || before.is_some_and(char::is_alphanumeric) {
            return;
        }
        let sign = self.markdown.get(at..at + inner.len() + 4).unwrap_or("%%");
        let instead =
            "remove it; what only you should see may stand in a file of notes, or in `<!-- … -->`";
        self.report_foreign(&Foreign { sign, what: "a comment of Obsidian", instead }, at);
    }

    /// `【4†source】` and `citeturn0search1`, with or without the invisible characters around it.
    fn report_chat_source(&mut self, rest: &str, at: usize) {
        let Some(length) = chat_source(rest) else { return };
        let span = self.map.span(at, at + length);
        self.report_repeated(
            "chat mark",
            (Code::MarkdownDialect, span),
            "this is what ChatGPT leaves of a source, and readers would see it",
            "remove it, look for the source, and cite it with `[@id]`",
        );
    }

    fn report_garbled(&mut self, rest: &str, at: usize) {
        let Some((length, right)) = garbled(rest) else { return };
        let wrong = rest.get(..length).unwrap_or_default();
        let span = self.map.span(at, at + length);
        let (message, hint) = crate::content::mojibake::explained(wrong, right);
        let edits = vec![Edit { path: self.decoder.path.clone(), span, text: right.to_string() }];
        let title = "write the letters that are meant".to_owned();
        let fix = Fix { title, edits, safety: Safety::Unsafe };
        let finding = Diagnostic::new(Code::TextGarbled, self.decoder.place(span), message);
        self.reader.repeated.add("garbled".to_owned(), finding.hint(hint).fix(Some(fix)));
    }

    /// `[b]bold[/b]`.
    pub(super) fn report_bbcode(&mut self, at: usize) -> bool {
        // Most brackets are told apart by one byte.
        if !self.markdown.as_bytes().get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
            return false;
        }
        let Some(rest) = after(self.markdown, at) else { return false };
        let Some((tag, _)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
            return false;
        };
        let name = tag.split(['=', ' ']).next().unwrap_or_default();
        let is_tag = BBCODE.iter().any(|known| name.eq_ignore_ascii_case(known))
            && rest.contains(&format!("[/{name}]"));
        if is_tag {
            let sign = rest.get(..tag.len() + 2).unwrap_or_default();
            let instead = "write `**bold**`, `*italic*`, `[text](address)`, `![what it shows](file)` or `> ` before a quotation";
            self.report_foreign(&Foreign { sign, what: "a tag of a forum (BBCode)", instead }, at);
        }
        is_tag
    }

    /// `<%= name %>`, `<?php … ?>`: what a server was meant to fill in.
    pub(super) fn report_server_tag(&mut self, at: usize) -> bool {
        let Some(rest) = after(self.markdown, at) else { return false };
        let Some((tag, _)) = rest.strip_prefix("<%").and_then(|rest| rest.split_once("%>")) else {
            return false;
        };
        let shown = rest.get(..tag.len() + 4).unwrap_or_default();
        let span = self.map.span(at, at + shown.len());
        let message = format!("`{shown}` does nothing here, and readers would see it");
        let hint = "write what it produces; to show it as it is, put it in code";
        self.report_repeated("<%", (Code::MarkdownShortcode, span), message, hint);
        true
    }

    /// Reports what is code by mistake: a text that is, all of it, in a box that was copied with it; and paragraphs that
    /// are indented, as in letters.
    pub(super) fn report_all_in_code(&mut self, blocks: &[Block<'_>]) {
        let [Block { kind: BlockKind::Code(code), range }] = blocks else {
            return self.report_indented(blocks);
        };
        let is_markdown = |line: &str| {
            let text = line.trim_start_matches('#');
            (text.len() < line.len() && text.starts_with(' '))
                || line.contains("](")
                || line.contains("**")
                || line.contains("[@")
        };
        let language = matches!(&*code.language, "" | "markdown" | "md" | "text");
        if !(language && code.title.is_none() && code.text.lines().any(is_markdown)) {
            return;
        }
        let (start, end) = (range.start as usize, range.end as usize);
        let source = self.markdown.get(start..end).unwrap_or_default();
        let is_fenced = source.trim_start().starts_with(['`', '~']);
        let first = source.find('\n').unwrap_or(source.len());
        let hint = if is_fenced {
            "remove the line above the text and the line below it"
        } else {
            "remove the spaces before each line: four of them make code"
        };
        let span = self.map.span(start, start + first);
        let message = "the whole text is code, so readers see its signs instead of what they mean";
        self.decoder.report_with_hint(Code::MarkdownUnread, span, message, hint);
    }

    /// Reports paragraphs that four spaces or a tab make code.
    fn report_indented(&mut self, blocks: &[Block<'_>]) {
        for Block { kind, range } in blocks {
            let BlockKind::Code(code) = kind else { continue };
            let (start, end) = (range.start as usize, range.end as usize);
            let source = self.markdown.get(start..end).unwrap_or_default();
            if source.trim_start().starts_with(['`', '~']) || !is_prose(&code.text) {
                continue;
            }
            let first = source.find('\n').unwrap_or(source.len());
            let span = self.map.span(start, start + first);
            self.report_repeated(
                "indented paragraph",
                (Code::MarkdownUnread, span),
                "four spaces or a tab before a line make it code, so this paragraph is not read as Markdown",
                "remove the spaces; to show it as code, put lines of three backticks around it",
            );
        }
    }
}

/// Whether the text of some code is a paragraph: it has a citation, or whole sentences and no sign of code.
fn is_prose(text: &str) -> bool {
    let text = text.trim();
    let ends = text.ends_with(['.', '!', '?', '”', '"', ']']);
    let begins = text.starts_with(|c: char| c.is_uppercase() || "“\"‘".contains(c));
    let has_code = text.contains(['{', '}', '<', '>', '=', ';', '$', '|', '\\', '`', '#'])
        || text.contains("()")
        || text.lines().skip(1).any(|line| line.starts_with([' ', '\t']));
    let is_cited = text.contains("[@") && begins;
    is_cited || (begins && ends && !has_code && text.split_whitespace().nth(7).is_some())
}

/// Returns the length of what a chat program left of a source.
fn chat_source(rest: &str) -> Option<usize> {
    if let Some(inside) = rest.strip_prefix('【') {
        let (inner, _) = inside.split_once('】')?;
        let is_mark = inner.len() < 40 && inner.contains('†');
        return is_mark.then_some(inner.len() + 2 * '【'.len_utf8());
    }
    let named = rest.trim_start_matches('\u{e200}').strip_prefix("cite")?;
    let mut tail = named.trim_start_matches('\u{e202}');
    let mut any = false;
    // One mark may name several results.
    while let Some(result) = tail.strip_prefix("turn0") {
        let kind = result.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let number = kind.trim_start_matches(|c: char| c.is_ascii_digit());
        if kind.len() == result.len() || number.len() == kind.len() {
            break;
        }
        any = true;
        tail = number.trim_start_matches(['\u{e201}', '\u{e202}']);
    }
    any.then_some(rest.len() - tail.len())
}

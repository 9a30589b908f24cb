//! Text that looks like a citation, a footnote, or a call to another tool's templates.

use std::ops::Range;

use crate::config::RawHtml;
use crate::content::citation::{check_id, explain_leftover};
use crate::content::markdown::builder::calls::{call, instead_of, name_of};
use crate::content::markdown::builder::foreign::Foreign;
use crate::content::markdown::builder::frame::FrameKind;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::signs::{Sign, after, ahead};
use crate::content::mention::{self, UnmarkedCitation};
use crate::diagnostic::Code;

impl TreeBuilder<'_, '_, '_, '_> {
    pub(super) fn report_leftovers(&mut self, range: &Range<usize>) {
        let text = self.markdown.get(range.clone()).unwrap_or("");
        let first = text.as_bytes().first().copied();
        if range.start < self.seen.told_until {
            return;
        }
        let is_escaped =
            || self.markdown.get(..range.start).is_some_and(|text| text.ends_with('\\'));
        let in_cell = self.frames.last().is_some_and(|it| matches!(it.kind, FrameKind::Cell));
        if (self.signs.has(Sign::Tab) && !in_cell || first.is_some_and(may_begin_mark))
            && self.begins_line()
            && !is_escaped()
        {
            if let Some(end) = self.report_line(range) {
                self.seen.told_until = end;
                return;
            }
            self.report_unread_line(range);
        }
        self.report_by_first(first, range);
        if self.signs.has(Sign::Stray) {
            self.report_strays(range);
        }
        if self.signs.has(Sign::Dialect) {
            self.report_signs(range);
        }
        if self.signs.has(Sign::Call) {
            for (found, _) in text.match_indices('{') {
                // The second of two begins nothing itself.
                if !text.get(..found).is_some_and(|before| before.ends_with('{')) {
                    self.brace(range.start + found);
                }
            }
        }
        if self.signs.has(Sign::StandIn) {
            self.report_stand_ins(text, range.start);
        }
        if first == Some(b'[') || text.starts_with("![") {
            self.wiki_link(range.start + usize::from(first == Some(b'!')));
            self.mention(range.start);
            self.report_bracketed_stand_in(range.start);
        }
        if self.signs.has(Sign::Mention) {
            for (found, _) in text.match_indices('@') {
                let before = text.get(..found).and_then(|before| before.chars().next_back());
                if before.is_none_or(|c| !c.is_alphanumeric() && !"/.@-_+".contains(c)) {
                    self.mention(range.start + found);
                    self.report_reference(range.start + found);
                }
            }
        }
        if !self.signs.has(Sign::Mark) {
            return;
        }
        // The parser gives each bracket as the beginning of a text.
        if first == Some(b'[') {
            self.bracket(range.start);
        }
        if self.seen.cited_in_block && first == Some(b']') {
            self.lost_link(text, range);
        }
    }

    /// Looks at what may be the beginning or end of something that the parser did not find.
    fn report_by_first(&mut self, first: Option<u8>, range: &Range<usize>) {
        match first {
            Some(b']') => self.report_unread_link(range.start),
            Some(b'*') => self.report_stars(range),
            Some(b'(' | b'[') => {
                self.report_latex_formula(range.start);
                self.report_reversed_link(range.start);
                if !self.report_bbcode(range.start) && first == Some(b'[') {
                    self.report_wordpress(range.start);
                    self.note_copied_mark(range.start);
                }
            }
            Some(b'<') if self.report_server_tag(range.start) => {}
            Some(b'<') if self.options().html != RawHtml::Escape => {
                self.report_open_tag(range.start);
            }
            _ => {}
        }
    }

    /// Returns the name of the footnote whose mark begins at a byte.
    pub(super) fn note_label(&self, at: usize) -> Option<String> {
        let (label, _) = after(self.markdown, at)?.strip_prefix("[^")?.split_once(']')?;
        (!label.is_empty() && !label.contains(['\n', '[', ' '])).then(|| label.to_owned())
    }

    /// Reports a `[[` that begins a link of a wiki.
    fn wiki_link(&mut self, at: usize) {
        let source = self.markdown;
        let inside = after(source, at).and_then(|rest| rest.strip_prefix("[["));
        let Some((inner, tail)) = inside.and_then(|inside| inside.split_once("]]")) else { return };
        let is_name = !inner.is_empty() && !inner.contains(['\n', '[', ']', '@', '^']);
        if !is_name || inner.to_ascii_lowercase().contains("toc") || tail.starts_with(['(', '[']) {
            return;
        }
        let is_embed = source.get(..at).is_some_and(|before| before.ends_with('!'));
        let name = inner.split(['|', '#']).next().and_then(|path| path.rsplit('/').next());
        self.reader.named.extend(name.map(|name| name.trim().to_owned()));
        let begin = at - usize::from(is_embed);
        let sign = source.get(begin..at + inner.len() + 4).unwrap_or("[[");
        let (what, instead) = if is_embed {
            (
                "an embedded file of Obsidian",
                "write an image as `![what it shows](file)`, and a link as `[text](file.md)`",
            )
        } else {
            ("a link of a wiki", "write `[text](file.md)`")
        };
        self.report_foreign(&Foreign { sign, what, instead }, begin);
    }

    /// Remembers what is a citation if there is such a source; only the whole site knows.
    fn mention(&mut self, at: usize) {
        let source = self.markdown;
        let Some(rest) = after(source, at) else { return };
        let Some((id, length, meant)) = mention::mention(rest) else { return };
        let sign = self.map.span(at, at + 1);
        let is_in =
            |other: &UnmarkedCitation| other.span.start <= sign.start && sign.end <= other.span.end;
        if self.reader.unmarked.last().is_some_and(is_in) {
            return;
        }
        let in_brackets = source.get(..at).and_then(|before| mention::bracketed(before, rest));
        let (range, meant) = match in_brackets {
            Some((range, meant)) => (range, meant),
            None => (at..at + length, meant),
        };
        let before = source.get(..range.start).unwrap_or_default();
        let is_author =
            source.get(range.end..).is_some_and(|rest| mention::is_author(before, rest));
        let span = self.map.span(range.start, range.end);
        let id = id.to_owned();
        self.reader.unmarked.push(UnmarkedCitation { id, span, meant, is_author });
    }

    /// `[Insert a source here]`, as templates and chat programs leave it.
    fn report_bracketed_stand_in(&mut self, at: usize) {
        const BEGINS: &[&str] = &["[insert ", "[your ", "[add ", "[todo", "[tbd"];
        const DOUBTS: &[&str] = &[
            "[citation needed",
            "[source needed",
            "[better source needed",
            "[clarification needed",
            "[page needed",
            "[who?",
            "[by whom?",
            "[when?",
            "[where?",
            "[which?",
            "[dubious",
        ];
        let Some(rest) = after(self.markdown, at) else { return };
        let Some(end) =
            rest.find([']', '\n']).filter(|end| rest.as_bytes().get(*end) == Some(&b']'))
        else {
            return;
        };
        let shown = rest.get(..=end).unwrap_or_default();
        let lower = shown.to_lowercase();
        let tail = rest.get(end + 1..).unwrap_or_default();
        let begins = |with: &[&str]| with.iter().any(|begin| lower.starts_with(begin));
        if begins(DOUBTS) && !tail.starts_with(['(', ':']) {
            let span = self.map.span(at, at + shown.len());
            let message = format!("`{shown}` stands for a source that is still to come");
            let hint = "list the source under `sources`, and cite it with `[@id]` in place of this; or remove the claim";
            return self.report_repeated("[?]", (Code::TextPlaceholder, span), message, hint);
        }
        if begins(BEGINS) && !tail.starts_with(['(', '[', ':']) {
            self.report_stand_in("[]", at..at + shown.len());
        }
    }

    /// Reports words that journalists write for what they do not know yet.
    fn report_stand_ins(&mut self, text: &str, base: usize) {
        for (found, word) in stand_in_words(text) {
            let at = base + found;
            let Some(length) = stand_in(self.markdown, at, word) else { continue };
            self.report_stand_in(word, at..at + length);
        }
    }

    fn report_stand_in(&mut self, name: &str, range: Range<usize>) {
        let span = self.map.span(range.start, range.end);
        let (message, hint) = stands_for(self.markdown.get(range).unwrap_or(name));
        self.report_repeated(name, (Code::TextPlaceholder, span), message, hint);
    }

    /// Reports what a `{` in text was meant to call.
    fn brace(&mut self, at: usize) {
        let source = self.markdown;
        let Some(call) = after(source, at).and_then(call) else { return };
        // What it would show is not unused: it is named here.
        let picture = call.split_once("src=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
        let picture = picture.and_then(|rest| rest.split(['"', '\'', ' ']).next());
        let picture = picture.and_then(|path| path.rsplit('/').next());
        self.reader.named.extend(picture.map(str::to_owned));
        let span = self.map.span(at, at + call.len());
        let message = format!("`{}` does nothing here, and readers would see it", shown(call));
        let hint = instead_of(call);
        self.report_repeated(name_of(call), (Code::MarkdownShortcode, span), message, hint);
    }

    /// Reports what a `[` in text was meant to begin.
    fn bracket(&mut self, at: usize) {
        let source = self.markdown;
        let Some(after) = after(source, at) else { return self.escaped_citation(at) };
        if after.starts_with("[@") {
            let end = after.find([']', '\n']).map_or(at + 2, |end| at + end + 1);
            let (code, message, hint) = explain_leftover(
                after.get(..after.find("\n\n").unwrap_or(after.len())).unwrap_or(after),
            );
            self.decoder.report_with_hint(
                code,
                self.map.span(at, end.min(source.len())),
                message,
                hint,
            );
        }
    }

    /// Remembers `\\[@id\\]`, as programs export text that they did not know as a citation.
    fn escaped_citation(&mut self, at: usize) {
        let source = self.markdown;
        let Some(begin) = at.checked_sub(1) else { return };
        let inner = ahead(source, at).and_then(|rest| rest.strip_prefix("[@"));
        let Some((id, _)) = inner.and_then(|inner| inner.split_once("\\]")) else { return };
        let shown = id.replace('\\', "");
        if source.get(..begin).is_none_or(|it| it.ends_with('\\')) || check_id(&shown).is_err() {
            return;
        }
        let span = self.map.span(begin, at + id.len() + 4);
        let meant = format!("[@{shown}]");
        self.reader.unmarked.push(UnmarkedCitation { id: shown, span, meant, is_author: false });
    }

    /// Checks a `]` and what follows it: if a citation inside ended a link's text, the link is lost.
    fn lost_link(&mut self, text: &str, range: &Range<usize>) {
        let after = || self.markdown.get(range.end..).unwrap_or("");
        let ends_text = text.starts_with("](") || (text == "]" && after().starts_with('('));
        if ends_text && self.markdown.get(..range.start).is_some_and(ends_in_citing_text) {
            self.decoder.report_with_hint(
                Code::CitationMisplaced,
                self.map.span(range.start, range.start + 1),
                "there is a citation inside a link, so the link is lost",
                "put the citation after the link: `[text](url) [@id]`",
            );
        }
    }
}

/// Whether what a `]` would close, at the end of a text, has a citation in it.
fn ends_in_citing_text(before: &str) -> bool {
    let mut depth = 0_usize;
    let open = before.char_indices().rev().take(1000).find(|(_, c)| {
        match c {
            ']' => depth += 1,
            '[' if depth == 0 => return true,
            '[' => depth -= 1,
            _ => {}
        }
        false
    });
    open.and_then(|(at, _)| before.get(at + 1..))
        .is_some_and(|inside| inside.contains("[@") && !inside.contains("\n\n"))
}

/// Whether a line that begins with this byte may be looked at more closely: letters and digits begin most of them.
fn may_begin_mark(byte: u8) -> bool {
    !byte.is_ascii_alphabetic() || matches!(byte, b'i' | b'e')
}

/// Returns the message about a text that stands for another, and what to do about it.
pub(in crate::content::markdown) fn stands_for(shown: &str) -> (String, &'static str) {
    let message = format!("`{shown}` stands for something that is still to come");
    (message, "write what it stands for, or make the article a draft")
}

/// Returns the words of a text that may stand for others, with their places.
fn stand_in_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    ["TK", "XX"].into_iter().flat_map(|word| text.match_indices(word))
}

/// Returns the first word of a text that stands for another.
pub(in crate::content::markdown) fn first_stand_in(text: &str) -> Option<&str> {
    stand_in_words(text).find_map(|(at, word)| text.get(at..at + stand_in(text, at, word)?))
}

/// Returns the length of the word that begins at `found` and stands for another, if it is one: `TK`, `TKTK`, `XX`, `XXX`
/// (not `XX` where it is a number of Rome or a chromosome).
fn stand_in(text: &str, found: usize, word: &str) -> Option<usize> {
    let letters = |c: char| c.is_alphanumeric() || c == '_';
    let rest = ahead(text, found)?.split('\n').next()?;
    let length = rest.find(|c| !letters(c)).unwrap_or(rest.len());
    let whole = rest.get(..length)?;
    let before = text.get(..found)?;
    if before.ends_with(letters) || before.ends_with(['.', '/', '-', '@', '#']) {
        return None;
    }
    let after = rest.get(length..)?;
    let amount = before.ends_with(['$', '€', '£', '¥']) || after.starts_with(['%', '‰']);
    let is_one = if word == "TK" {
        // A flight or a part has a number: `TK 1234`.
        let numbered = after
            .trim_start_matches([' ', '-', '\u{a0}'])
            .starts_with(|c: char| c.is_ascii_digit());
        whole.as_bytes().chunks(2).all(|pair| pair == b"TK") && !numbered
    } else {
        let unit =
            after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let counted = UNITS.contains(&unit);
        whole.bytes().all(|b| b == b'X')
            && (amount || counted || (whole.len() > 3 && whole.len() < 9))
    };
    is_one.then_some(length)
}

/// Words before which `XX` stands for a number.
const UNITS: &[&str] = &[
    "percent",
    "per",
    "million",
    "billion",
    "trillion",
    "thousand",
    "hundred",
    "people",
    "days",
    "weeks",
    "months",
    "years",
    "hours",
    "minutes",
    "dollars",
    "euros",
    "pounds",
    "cases",
    "times",
    "kilometres",
    "miles",
    "tonnes",
    "degrees",
];

/// Returns a call as one line, cut if it is long.
fn shown(call: &str) -> String {
    let line = call.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or("").trim_end()),
        None => line,
    }
}

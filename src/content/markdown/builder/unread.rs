//! Marks of Markdown that are written so that they are none: a no-break space after a `#`, a bullet of a word
//! processor, a table without the row below its head.

use std::ops::Range;

use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::builder::unread_headings::{
    lone_line, lone_sign, lone_tags, too_deep,
};
use crate::content::markdown::builder::unread_links::{
    apart, named_file, quoted_title, spaced_address, unclosed, undefined,
};
use crate::content::markdown::builder::unread_mark::Unread;
use crate::content::markdown::builder::unread_rows::{bare_rows, row};
use crate::content::markdown::signs::{after, last};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety};

/// The bullets of word processors; the last two are those of Wingdings, which have no meaning in Unicode.
const BULLETS: &[char] = &[
    '•', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '⁃', '∙', '➢', '➤', '✓', '✔', '✅', '☐', '☑', '→',
    '・', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}',
];

/// What an address may begin with, after the bracket.
const ADDRESSES: &[&str] = &["[http://", "[https://", "[www.", "[mailto:", "[./", "[../"];
/// What the files end with that are linked to.
const FILES: &[&str] = &[".md", ".html", ".png", ".jpg", ".jpeg", ".svg", ".webp", ".pdf"];

impl TreeBuilder<'_, '_, '_, '_> {
    /// Looks at the beginning of a line.
    pub(super) fn report_unread_line(&mut self, range: &Range<usize>) {
        let source = self.markdown;
        let from = range.start;
        // White space that is no space is part of the text.
        let Some(line) = source.get(from..).and_then(|rest| rest.split('\n').next()) else {
            return;
        };
        let before = source.get(..from).unwrap_or_default();
        let next = source.get(from + line.len() + 1..).unwrap_or_default();
        let next = next.split('\n').next().unwrap_or_default();
        let next = next.trim_start_matches([' ', '\t', '>']);
        let unread = bullet(line, next)
            .or_else(|| too_deep(line))
            .or_else(|| lone_sign(before, line, next))
            .or_else(|| lone_tags(before, line, next))
            .or_else(|| lone_line(before, line, next))
            .or_else(|| without_space(line, next))
            .or_else(|| odd_space(line, next))
            .or_else(|| late_number(before, line, next))
            .or_else(|| row(source, before, line, from))
            .or_else(|| bare_rows(source, before, line, from).filter(|_| self.is_in_paragraph()));
        if let Some(unread) = unread {
            self.report_unread(unread, from);
        }
    }

    /// Looks at what follows a `]` that ends no link.
    pub(super) fn report_unread_link(&mut self, at: usize) {
        let source = self.markdown;
        let Some(rest) = after(source, at) else { return };
        // No description is longer: a page of nothing but `]` must not take quadratic time.
        let before = source.get(..at).unwrap_or_default();
        let opened = before.chars().rev().take(400).skip_while(|c| *c != '[').nth(1);
        let text = last(before, 80).rsplit_once('[').map_or("…", |(_, text)| text);
        let is_image = opened == Some('!');
        let in_word = opened.is_some_and(char::is_alphanumeric);
        let unread = quoted_title(rest, text, is_image)
            .or_else(|| spaced_address(rest, is_image))
            .or_else(|| apart(rest))
            .or_else(|| unclosed(rest))
            .or_else(|| undefined(rest).filter(|_| !in_word));
        if let Some(unread) = unread {
            self.reader.named.extend(named_file(rest));
            self.report_unread(unread, at);
        }
    }

    /// Reports a year at the beginning of a line that became the number of an item.
    pub(super) fn report_year(&mut self, year: u64, range: &Range<usize>) {
        let source = self.markdown.get(range.clone()).unwrap_or_default();
        let number = source.bytes().take_while(u8::is_ascii_digit).count();
        let sign = source.get(number..=number).unwrap_or_default();
        // The number of an entry may be large, but not alone.
        if !(1000..=2999).contains(&year) || number != 4 || sign != "." {
            return;
        }
        self.report_unread(
            Unread {
                name: "a sentence",
                message: format!(
                    "`{year}.` at the beginning of a line begins a list, of which this is item {year}"
                ),
                hint: format!("write `{year}\\.` if the line begins with the year or the end of a sentence").into(),
                shown: 0..number + 1,
                edits: vec![(number..number, "\\".into())],
            },
            range.start,
        );
    }

    /// Looks at a `[` behind a `)`: the brackets of a link the wrong way round.
    pub(super) fn report_reversed_link(&mut self, at: usize) {
        let source = self.markdown;
        let follows = source.get(..at).is_some_and(|before| before.ends_with(')'));
        let Some(inside) = after(source, at).filter(|_| follows) else { return };
        let Some(end) = inside.find([']', '\n']) else { return };
        let address = inside.get(..end).unwrap_or_default();
        let file = address.split('#').next().unwrap_or_default();
        let is_address = ADDRESSES.iter().any(|begin| address.starts_with(begin))
            || FILES.iter().any(|ending| file.ends_with(ending)) && !address.contains([' ', '@']);
        if is_address && inside.get(end..).is_some_and(|rest| rest.starts_with(']')) {
            let unread = Unread {
                name: "a link",
                message: "the brackets of this link are the wrong way round".into(),
                hint: "write `[text](address)`".into(),
                shown: 0..end + 1,
                edits: Vec::new(),
            };
            self.report_unread(unread, at);
        }
    }

    pub(super) fn report_unread(&mut self, unread: Unread, base: usize) {
        let Unread { name, message, hint, shown, edits } = unread;
        let place = self.decoder.place(self.map.span(base + shown.start, base + shown.end));
        let edits = edits.into_iter().map(|(range, text)| Edit {
            path: self.decoder.path.clone(),
            span: self.map.span(base + range.start, base + range.end),
            text,
        });
        let edits: Vec<_> = edits.collect();
        let fix = (!edits.is_empty()).then(|| Fix {
            title: format!("make it {name}"),
            edits,
            safety: Safety::Unsafe,
        });
        let finding = Diagnostic::new(Code::MarkdownUnread, place, message).hint(hint).fix(fix);
        self.reader.repeated.add(format!("unread {name}"), finding);
    }
}

/// `• text`, and `– text` on several lines.
fn bullet(line: &str, next: &str) -> Option<Unread> {
    let sign = line.chars().next()?;
    let rest = line.get(sign.len_utf8()..)?;
    let text = rest.trim_start();
    let spaced = text.len() < rest.len();
    let private = ('\u{e000}'..='\u{f8ff}').contains(&sign);
    // One dash may begin a remark, and one tick or arrow a line; two lines of them are a list.
    let is_dash = matches!(sign, '–' | '—' | '―' | '‐' | '‑' | '−' | '·')
        && spaced
        && next.trim_start().starts_with(sign);
    let always = private || matches!(sign, '•' | '◦' | '▪' | '‣');
    let repeated = always || next.trim_start().starts_with(sign);
    let is_bullet = BULLETS.contains(&sign) && (spaced || private) && repeated;
    if !(is_dash || is_bullet) || text.is_empty() {
        return None;
    }
    let length = line.len() - text.len();
    let shown = if private { format!("U+{:04X}", u32::from(sign)) } else { format!("`{sign}`") };
    Some(Unread {
        name: "a list",
        message: format!("{shown} does not begin an item of a list, so the lines run together"),
        hint: "begin each item with `- `, and leave an empty line before the first".into(),
        shown: 0..length,
        edits: vec![(0..length, "- ".into())],
    })
}

/// `##Heading`, and `-item` on several lines. One `#` may begin a tag, and one `-` a number.
fn without_space(line: &str, next: &str) -> Option<Unread> {
    let mark = mark(line)?;
    let (sign, rest) = line.split_at_checked(mark)?;
    let follows = |line: &str| {
        line.trim_start()
            .strip_prefix(sign)
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    };
    let is_heading = sign.starts_with("##");
    let is_list = matches!(sign, "-" | "+") && follows(next)
        || sign.starts_with(|c: char| c.is_ascii_digit())
            && number(line).map(|own| own + 1) == number(next)
            && rest.starts_with(char::is_alphabetic);
    if !(is_heading || is_list) || !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    Some(Unread {
        name: if is_heading { "a heading" } else { "a list or quotation" },
        message: format!("no space follows `{sign}`, so the sign means nothing here"),
        hint: "write a space after the sign".into(),
        shown: 0..mark,
        edits: vec![(mark..mark, " ".into())],
    })
}

/// A mark followed by white space that is not a space, or by nothing, and white space before a mark.
fn odd_space(line: &str, next: &str) -> Option<Unread> {
    let is_odd = |c: char| {
        (c.is_whitespace() && !c.is_ascii()) || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
    };
    let text = line.trim_start_matches(is_odd);
    let before = line.len() - text.len();
    let wide = text.chars().next().filter(|c| matches!(c, '＃' | '－' | '＊' | '＞'));
    let mark = if let Some(wide) = wide { wide.len_utf8() } else { mark(text)? };
    let rest = text.get(mark..)?;
    let content = rest.trim_start_matches(|c: char| is_odd(c) || c == ' ');
    let space = rest.len() - content.len();
    let odd = rest.get(..space)?.chars().find(|c| is_odd(*c));
    // A day and its month (`1. Mai`) and a sign and its number (`+ 50`) rightly stay together.
    let is_amount = matches!(text.as_bytes().first(), Some(b'+' | b'-'))
        && content.starts_with(|c: char| c.is_ascii_digit());
    if is_amount || (text.starts_with(|c: char| c.is_ascii_digit()) && !is_numbered(next)) {
        return None;
    }
    let sign = text.get(..mark)?;
    let misplaced = before > 0 && (rest.starts_with(' ') || odd.is_some());
    if content.is_empty() || !(odd.is_some() || misplaced || (wide.is_some() && space > 0)) {
        return None;
    }
    let right: String = sign.chars().map(narrow).collect();
    let (message, hint) = match (wide, odd.or_else(|| line.chars().next())) {
        (Some(wide), _) => (
            format!("`{wide}` is not the sign `{right}`, so it means nothing here"),
            "write the sign of ASCII, and a space after it",
        ),
        (None, Some(odd)) => (
            format!(
                "{} beside `{sign}` is not a space, so the sign means nothing here",
                named(odd)
            ),
            "write a space (on a Mac, without pressing Option)",
        ),
        (None, None) => return None,
    };
    Some(Unread {
        name: if right.starts_with('#') { "a heading" } else { "a list or quotation" },
        message,
        hint: hint.into(),
        shown: 0..before + mark + space,
        edits: vec![(0..before + mark + space, format!("{right} "))],
    })
}

fn narrow(c: char) -> char {
    match c {
        '＃' => '#',
        '－' => '-',
        '＊' => '*',
        '＞' => '>',
        c => c,
    }
}

/// Whether a line begins with the number of an item.
fn is_numbered(line: &str) -> bool {
    number(line).is_some()
}

/// Returns the number with which a line begins, if it is one of an item.
fn number(line: &str) -> Option<u32> {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let ends = matches!(line.as_bytes().get(digits), Some(b'.' | b')'));
    line.get(..digits).filter(|_| ends && digits < 4)?.parse().ok()
}

/// `2. …` directly below text: only a list that begins with 1 may interrupt a paragraph (`CommonMark` 0.31.2, §5.3).
fn late_number(before: &str, line: &str, next: &str) -> Option<Unread> {
    let own = number(line)?;
    let above = before.strip_suffix('\n')?.rsplit('\n').next()?;
    if above.trim().is_empty()
        || own == 1
        || number(above).is_some()
        || number(next) != Some(own + 1)
    {
        return None;
    }
    Some(Unread {
        name: "a numbered list",
        message: "these items are not a list, because they follow a line of text directly".into(),
        hint: "leave an empty line before the first item".into(),
        shown: 0..line.find(' ').unwrap_or(line.len()),
        edits: vec![(0..0, "\n".into())],
    })
}

/// Returns the length of the mark that begins a block, as far as it is written before the space.
fn mark(text: &str) -> Option<usize> {
    let first = text.as_bytes().first()?;
    let same = text.bytes().take_while(|b| b == first).count();
    match first {
        b'#' if same <= 6 => Some(same),
        b'-' | b'*' | b'+' | b'>' if same == 1 => Some(1),
        b'0'..=b'9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let ends = matches!(text.as_bytes().get(digits), Some(b'.' | b')'));
            (digits <= 3 && ends).then_some(digits + 1)
        }
        _ => None,
    }
}

fn named(c: char) -> String {
    match c {
        '\u{a0}' => "a no-break space (U+00A0)".into(),
        '\u{202f}' => "a narrow no-break space (U+202F)".into(),
        '\u{3000}' => "an ideographic space (U+3000)".into(),
        '\u{200b}' => "a zero-width space (U+200B)".into(),
        '\u{feff}' => "a byte order mark (U+FEFF)".into(),
        c => format!("the character U+{:04X}", u32::from(c)),
    }
}

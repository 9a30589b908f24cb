//! Marks of Markdown that are written so that they are none: a no-break space after a `#`, a bullet of a word
//! processor, a table without the row below its head, an address with a space.

use std::ops::Range;

use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::builder::unread_headings::{lone_line, lone_sign, too_deep};
use crate::content::markdown::builder::unread_mark::Unread;
use crate::content::markdown::builder::unread_rows::{bare_rows, row};
use crate::content::markdown::signs::after;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety};
use crate::path::slugify;

/// The bullets of word processors; the last two are those of Wingdings, which have no meaning in Unicode.
const BULLETS: &[char] = &[
    '•', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '⁃', '∙', '➢', '➤', '✓', '✔', '✅', '☐', '☑', '→',
    '・', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}',
];

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
        let before = source.get(..at).unwrap_or_default().chars().rev().take(400);
        let opened = before.skip_while(|c| *c != '[').nth(1);
        let is_image = opened == Some('!');
        let in_word = opened.is_some_and(char::is_alphanumeric);
        let unread = spaced_address(rest, is_image)
            .or_else(|| apart(rest))
            .or_else(|| unclosed(rest))
            .or_else(|| undefined(rest).filter(|_| !in_word));
        if let Some(unread) = unread {
            self.report_unread(unread, at);
        }
    }

    /// Looks at a `[` behind a `)`: the brackets of a link the wrong way round.
    pub(super) fn report_reversed_link(&mut self, at: usize) {
        let source = self.markdown;
        let follows = source.get(..at).is_some_and(|before| before.ends_with(')'));
        let Some(inside) = after(source, at).filter(|_| follows) else { return };
        let is_address =
            ["[http://", "[https://", "[www."].iter().any(|begin| inside.starts_with(begin));
        if let Some(end) = inside.find(']').filter(|_| is_address) {
            let unread = Unread {
                name: "a link",
                message: "the brackets of this link are the wrong way round".into(),
                hint: "write `[text](address)`",
                shown: 0..end + 1,
                edits: Vec::new(),
            };
            self.report_unread(unread, at);
        }
    }

    fn report_unread(&mut self, unread: Unread, base: usize) {
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
        hint: "begin each item with `- `, and leave an empty line before the first",
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
        hint: "write a space after the sign",
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
        hint,
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
        hint: "leave an empty line before the first item",
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

/// `](my map.png)`: a space ends the address (`CommonMark` 0.31.2, §6.3).
fn spaced_address(rest: &str, is_image: bool) -> Option<Unread> {
    let inner = rest.strip_prefix("](")?;
    let line = inner.split('\n').next()?;
    let end = closing(line)?;
    let inner = line.get(..end)?;
    let title = inner.find(" \"").or_else(|| inner.find(" '"));
    let address = inner.get(..title.unwrap_or(inner.len()))?.trim();
    let looks = address.contains("://")
        || address.starts_with(['/', '.', '#'])
        || address.starts_with("mailto:")
        || address.starts_with("tel:")
        || has_ending(address)
        || is_image;
    if !address.contains([' ', '\t', '\u{a0}'])
        || address.starts_with('<')
        || address.contains(['<', '>'])
        || !looks
    {
        return None;
    }
    let begin = 2 + inner.find(address)?;
    let (right, hint) = if address.starts_with("tel:") || address.starts_with("mailto:") {
        (address.split_whitespace().collect(), "write the address without spaces")
    } else if let Some(anchor) = address.strip_prefix('#') {
        (
            format!("#{}", slugify(anchor)),
            "write the anchor as GitHub makes it: small letters, `-` for spaces",
        )
    } else {
        (format!("<{address}>"), "write it between `<` and `>`, or write `%20` for each space")
    };
    Some(Unread {
        name: "a link",
        message: format!(
            "the address `{address}` has a space in it, so this is not {}",
            if is_image { "an image" } else { "a link" }
        ),
        hint,
        shown: 0..end + 3,
        edits: vec![(begin..begin + address.len(), right)],
    })
}

/// Returns the byte of the bracket that closes an address.
fn closing(line: &str) -> Option<usize> {
    let mut depth = 0_usize;
    line.char_indices().find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
        None
    })
}

/// Whether an address ends like the name of a file.
fn has_ending(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty()
            && (2..=5).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

/// `](https://…` without the bracket that closes it.
fn unclosed(rest: &str) -> Option<Unread> {
    let line = rest.strip_prefix("](")?.split('\n').next()?;
    let is_address = ["http://", "https://", "mailto:"].iter().any(|begin| line.starts_with(begin));
    (is_address && closing(line).is_none()).then(|| Unread {
        name: "a link",
        message: "the bracket around this address is never closed, so this is not a link".into(),
        hint: "write `)` after the address",
        shown: 0..2,
        edits: Vec::new(),
    })
}

/// `][label]` without a definition of the label.
fn undefined(rest: &str) -> Option<Unread> {
    let (label, _) = rest.strip_prefix("][")?.split_once(']')?;
    let is_label = !label.contains(['\n', '[', '@', '^']) && label.len() < 60;
    let is_index = label.len() == 1 || label.bytes().all(|b| b.is_ascii_digit());
    (is_label && !is_index && !label.is_empty()).then(|| Unread {
        name: "a link",
        message: format!("nothing defines `[{label}]`, so this is not a link"),
        hint: "write `[text](address)`, or `[label]: address` on a line of its own",
        shown: 0..label.len() + 3,
        edits: Vec::new(),
    })
}

/// `] (https://…)`: nothing may stand between the brackets.
fn apart(rest: &str) -> Option<Unread> {
    let after = rest.strip_prefix(']')?;
    let inner = after
        .trim_start_matches([' ', '\u{a0}'])
        .strip_prefix('(')
        .or_else(|| after.strip_prefix('（'))?;
    let space = after.len() - inner.len() - 1;
    let address = inner.split([')', '）', '\n', ' ']).next()?;
    let looks = ["http://", "https://", "mailto:", "./", "../"]
        .iter()
        .any(|begin| address.starts_with(begin))
        || (has_ending(address) && address.contains(".md"));
    (space > 0 && looks).then(|| Unread {
        name: "a link",
        message: "something stands between `]` and `(`, so this is not a link".into(),
        hint: "write `[text](address)`, without a space between the brackets",
        shown: 0..rest.len().min(1 + after.len() - inner.len()),
        edits: vec![(1..1 + after.len() - inner.len(), "(".into())],
    })
}

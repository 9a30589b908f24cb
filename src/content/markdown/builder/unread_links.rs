//! Links and images that are none: a space in the address, quotation marks of a word processor around the title, a
//! bracket that is missing.

use crate::content::markdown::builder::unread_mark::Unread;
use crate::path::slugify;

/// The marks with which a title may begin or end, apart from those that Markdown reads.
const QUOTES: &[char] =
    &['“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '‹', '›', '″', '′', '`', '´'];

/// `](bridge.png “A crack”)`, `](bridge.png 'A crack)`: the title stands between other marks than Markdown reads, or
/// the second one is missing.
pub(super) fn quoted_title(rest: &str, text: &str, is_image: bool) -> Option<Unread> {
    let inner = rest.strip_prefix("](")?;
    let line = inner.split('\n').next()?;
    if calls_template(line) {
        return None;
    }
    let is_mark = |c: char| matches!(c, '"' | '\'') || QUOTES.contains(&c);
    let (begin, open) = line.match_indices(is_mark).find(|(at, _)| {
        line.get(..*at).is_some_and(|before| before.ends_with([' ', '\t', '\u{a0}']))
    })?;
    let address = line.get(..begin)?.trim();
    // A bracket in the title does not end it.
    let end = closing(line).filter(|end| *end > begin)?;
    let end = line
        .match_indices(')')
        .map(|(at, _)| at)
        .find(|at| line.get(..*at).is_some_and(|inside| inside.trim_end().ends_with(is_mark)))
        .filter(|at| *at > begin + open.len())
        .unwrap_or(end);
    let written = line.get(begin..end)?.trim();
    let title = written.strip_prefix(open)?.trim_end_matches(is_mark).trim();
    let last = written.chars().next_back()?;
    let is_right = written.len() > 1 && open.starts_with(last) && matches!(last, '"' | '\'');
    let is_address = is_image || looks_like_address(address);
    if is_right || title.is_empty() || address.is_empty() || !is_address || address.contains('<') {
        return None;
    }
    let spaced = address.contains([' ', '\t', '\u{a0}']);
    let address = if spaced { format!("<{address}>") } else { address.to_owned() };
    let title = if !title.contains('"') {
        format!("\"{title}\"")
    } else if title.contains('\'') {
        format!("\"{}\"", title.replace('"', "\\\""))
    } else {
        format!("'{title}'")
    };
    let right = format!("{address} {title}");
    let what = if is_image { "an image" } else { "a link" };
    let message = if is_mark(last) && written.len() > open.len() {
        format!(
            "the title of {what} stands between `\"` and `\"`, not between `{open}` and `{last}`"
        )
    } else {
        format!("the title of {what} begins with `{open}`, and no `{open}` ends it")
    };
    Some(Unread {
        name: "a link with a title",
        message: format!("{message}, so this is not {what}"),
        hint: format!("write `{}[{text}]({right})`", if is_image { "!" } else { "" }).into(),
        shown: 0..end + 3,
        edits: vec![(2..2 + end, right)],
    })
}

/// Whether an address is, or has in it, a call of another tool's templates, which is told for itself.
fn calls_template(address: &str) -> bool {
    address.contains("{{") || address.contains("{%")
}

/// Returns the name of the file that something misread as text leads to: `](my map.png “A map”)`.
pub(super) fn named_file(rest: &str) -> Option<String> {
    let inner = rest.split_once('(')?.1.split(['\n', ')']).next()?;
    let is_mark = |c: char| matches!(c, '"' | '\'') || QUOTES.contains(&c);
    let address = inner.split(is_mark).next()?.trim().trim_matches(['<', '>']);
    let name = address.rsplit('/').next()?.replace("%20", " ");
    (!name.is_empty() && has_ending(&name)).then_some(name)
}

/// Whether a text is like an address rather than a remark between brackets.
fn looks_like_address(address: &str) -> bool {
    address.contains("://")
        || address.starts_with(['/', '.', '#'])
        || address.starts_with("mailto:")
        || address.starts_with("tel:")
        || has_ending(address)
}

/// `](my map.png)`: a space ends the address (`CommonMark` 0.31.2, §6.3).
pub(super) fn spaced_address(rest: &str, is_image: bool) -> Option<Unread> {
    let inner = rest.strip_prefix("](")?;
    let line = inner.split('\n').next()?;
    let end = closing(line)?;
    let inner = line.get(..end)?;
    if calls_template(inner) {
        return None;
    }
    let title = inner.find(" \"").or_else(|| inner.find(" '"));
    let address = inner.get(..title.unwrap_or(inner.len()))?.trim();
    let looks = is_image || looks_like_address(address);
    if !address.contains([' ', '\t', '\u{a0}'])
        || address.starts_with('<')
        || address.contains(['<', '>'])
        || !looks
    {
        return None;
    }
    let begin = 2 + inner.find(address)?;
    let title_after = title.and_then(|at| inner.get(at..)).unwrap_or_default();
    let sign = if is_image { "!" } else { "" };
    let whole = |right: &str| format!("{sign}[…]({right}{title_after})");
    let (right, hint) = if address.starts_with("tel:") || address.starts_with("mailto:") {
        let right: String = address.split_whitespace().collect();
        let hint = format!("write the address without spaces: `{}`", whole(&right));
        (right, hint)
    } else if let Some(anchor) = address.strip_prefix('#') {
        let right = format!("#{}", slugify(anchor));
        let hint = format!(
            "write the anchor as GitHub makes it, with small letters and `-` for spaces: `{}`",
            whole(&right)
        );
        (right, hint)
    } else {
        let right = format!("<{address}>");
        let hint = format!(
            "write it between `<` and `>`, `{}`, or write `%20` for each space",
            whole(&right)
        );
        (right, hint)
    };
    Some(Unread {
        name: "a link",
        message: format!(
            "the address `{address}` has a space in it, so this is not {}",
            if is_image { "an image" } else { "a link" }
        ),
        hint: hint.into(),
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
pub(super) fn unclosed(rest: &str) -> Option<Unread> {
    let line = rest.strip_prefix("](")?.split('\n').next()?;
    let is_address = ["http://", "https://", "mailto:"].iter().any(|begin| line.starts_with(begin));
    (is_address && closing(line).is_none()).then(|| Unread {
        name: "a link",
        message: "the bracket around this address is never closed, so this is not a link".into(),
        hint: "write `)` after the address".into(),
        shown: 0..2,
        edits: Vec::new(),
    })
}

/// `][label]` without a definition of the label.
pub(super) fn undefined(rest: &str) -> Option<Unread> {
    let (label, _) = rest.strip_prefix("][")?.split_once(']')?;
    let is_label = !label.contains(['\n', '[', '@', '^']) && label.len() < 60;
    // `[4][citation needed]`
    let is_remark = label.ends_with(" needed") || label.ends_with('?');
    let is_index = label.len() == 1 || label.bytes().all(|b| b.is_ascii_digit());
    (is_label && !is_index && !is_remark && !label.is_empty()).then(|| Unread {
        name: "a link",
        message: format!("nothing defines `[{label}]`, so this is not a link"),
        hint: "write `[text](address)`, or `[label]: address` on a line of its own".into(),
        shown: 0..label.len() + 3,
        edits: Vec::new(),
    })
}

/// `] (https://…)`: nothing may stand between the brackets.
pub(super) fn apart(rest: &str) -> Option<Unread> {
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
        hint: "write `[text](address)`, without a space between the brackets".into(),
        shown: 0..rest.len().min(1 + after.len() - inner.len()),
        edits: vec![(1..1 + after.len() - inner.len(), "(".into())],
    })
}

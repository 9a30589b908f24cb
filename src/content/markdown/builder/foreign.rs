//! [`Foreign`]: a sign of another dialect, and those that stand inside a line.

/// Something that means nothing here.
pub(super) struct Foreign<'s> {
    /// What is written: the part that stands for all of its kind.
    pub(super) sign: &'s str,
    /// What it is elsewhere: "a block of Pandoc".
    pub(super) what: &'static str,
    /// What to write instead.
    pub(super) instead: &'static str,
}

const ATTRIBUTES: &str = "remove it; only a heading may have `{#id}`, and HTML any attribute: `<a href=\"…\" title=\"…\">`";
const CRITIC: &str = "accept or reject the change before you publish it";

/// `\cite{x}`: what stands before a `{`.
pub(super) fn command(source: &str, at: usize) -> Option<Foreign<'_>> {
    const NAMES: &[&str] = &[
        "cite",
        "citep",
        "citet",
        "footnote",
        "textbf",
        "textit",
        "emph",
        "ref",
        "label",
        "section",
        "subsection",
        "href",
        "url",
        "begin",
        "includegraphics",
        "caption",
    ];
    let before = source.get(..at)?;
    let letters = before.bytes().rev().take(20).take_while(u8::is_ascii_alphabetic).count();
    let name = before.get(at - letters..)?;
    let begins = before.get(..at - letters)?.ends_with('\\');
    let sign = source.get((at - letters).checked_sub(1)?..=at)?;
    (begins && NAMES.contains(&name)).then_some(Foreign {
        sign,
        what: "a command of LaTeX",
        instead: "write it in Markdown",
    })
}

/// What a `{` may begin.
pub(super) fn braces(rest: &str, before: Option<char>) -> Option<Foreign<'_>> {
    for (open, close) in
        [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{==", "==}"), ("{>>", "<<}")]
    {
        if rest.starts_with(open) && rest.contains(close) {
            return Some(Foreign { sign: open, what: "a change in CriticMarkup", instead: CRITIC });
        }
    }
    let line = rest.split('\n').next()?;
    let (inner, tail) = line.strip_prefix('{')?.split_once('}')?;
    let sign = line.get(..inner.len() + 2)?;
    if tail.starts_with('`') && is_role(inner) {
        let what = "a role of MyST";
        return Some(Foreign {
            sign,
            what,
            instead: "write it in Markdown, a link as `[text](file.md)`",
        });
    }
    // After a link, an image or code, at the end of a line, or alone.
    let attached = before
        .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ']' | '`' | '*' | '_' | '>' | '$'));
    (attached && is_attributes(inner)).then_some(Foreign {
        sign,
        what: "a list of attributes of kramdown, Pandoc or MkDocs",
        instead: ATTRIBUTES,
    })
}

pub(super) fn is_role(inner: &str) -> bool {
    let named = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_');
    inner.starts_with(|c: char| c.is_ascii_alphabetic()) && inner.bytes().all(named)
}

/// `: …` as in kramdown; `#id`, `.class` and `key=value` as in Pandoc.
fn is_attributes(inner: &str) -> bool {
    let (kramdown, inner) = match inner.trim_start().strip_prefix(':') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let is_attribute = |word: &str| {
        let name = word.strip_prefix(['#', '.']).or_else(|| Some(word.split_once('=')?.0));
        name.is_some_and(|name| name.starts_with(|c: char| c.is_alphabetic() || c == '_'))
    };
    let first = inner.split_whitespace().next();
    first.is_some_and(|word| is_attribute(word) || (kramdown && is_role(word)))
}

/// `==highlighted==`.
pub(super) fn highlighted(rest: &str, before: Option<char>) -> Option<Foreign<'_>> {
    let inner = rest
        .strip_prefix("==")
        .filter(|_| before.is_none_or(|c| !c.is_alphanumeric() && c != '='))?;
    let end = inner.find("==")?;
    let marked = inner.get(..end)?;
    let tail = inner.get(end + 2..)?.chars().next();
    let is_marked = !marked.is_empty()
        && marked.starts_with(|c: char| c.is_alphanumeric() || "\"'“*_`([".contains(c))
        && !marked.ends_with(' ')
        && !marked.contains('\n')
        && tail.is_none_or(|c| !c.is_alphanumeric() && c != '=');
    let sign = rest.get(..end + 4)?;
    is_marked.then_some(Foreign {
        sign,
        what: "highlighted text of Obsidian or MkDocs",
        instead: "write `<mark>…</mark>`",
    })
}

/// `:smile:`.
pub(super) fn emoji(rest: &str, before: Option<char>) -> Option<Foreign<'_>> {
    let (name, tail) = rest.strip_prefix(':')?.split_once(':')?;
    let named =
        |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'+' | b'-');
    let is_name =
        name.len() > 1 && name.bytes().all(named) && name.bytes().any(|b| b.is_ascii_lowercase());
    let apart = before.is_none_or(|c| c.is_whitespace() || "([*_".contains(c))
        && !tail.starts_with(|c: char| c.is_alphanumeric() || c == ':');
    let sign = rest.get(..name.len() + 2)?;
    (is_name && apart).then_some(Foreign {
        sign,
        what: "an emoji by its name on GitHub",
        instead: "write the emoji itself",
    })
}

/// `^[a note]`.
pub(super) fn note_inside(rest: &str) -> Option<Foreign<'_>> {
    let (inner, tail) = rest.strip_prefix("^[")?.split_once(']')?;
    let is_note = inner.len() > 1 && !inner.contains("\n\n") && !tail.starts_with(['(', '[']);
    is_note.then_some(Foreign {
        sign: rest.get(..2)?,
        what: "a note of Pandoc inside the text",
        instead: "write `[^1]` here, and `[^1]: the note` as a paragraph of its own",
    })
}

/// `x^2^`.
pub(super) fn raised(rest: &str, before: Option<char>) -> Option<Foreign<'_>> {
    let sign = short(rest, '^', before)?;
    Some(Foreign { sign, what: "superscript text of Pandoc", instead: "write `<sup>…</sup>`" })
}

/// `H~2~O`.
pub(super) fn lowered(rest: &str, before: Option<char>) -> Option<Foreign<'_>> {
    let sign = short(rest, '~', before)?;
    Some(Foreign { sign, what: "subscript text of Pandoc", instead: "write `<sub>…</sub>`" })
}

/// Returns a few letters or digits between two signs, directly after a letter, a digit or a bracket.
fn short(rest: &str, sign: char, before: Option<char>) -> Option<&str> {
    let (inner, _) = rest.strip_prefix(sign)?.split_once(sign)?;
    let is_short = !inner.is_empty()
        && inner.len() < 20
        && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | ','));
    let follows = before.is_some_and(|c| c.is_alphanumeric() || c == ')');
    rest.get(..inner.len() + 2).filter(|_| is_short && follows)
}

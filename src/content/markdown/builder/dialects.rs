//! What other dialects of Markdown mean and this one does not: readers would see the signs.

use std::ops::Range;

use crate::content::document::InlineKind;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::signs::after;
use crate::diagnostic::{Code, Diagnostic};

/// Something that means nothing here.
pub(super) struct Foreign<'s> {
    /// What is written: the part that stands for all of its kind.
    pub(super) sign: &'s str,
    /// What it is elsewhere: "a block of Pandoc".
    pub(super) what: &'static str,
    /// What to write instead.
    pub(super) instead: &'static str,
}

const DIV: &str = "write it in Markdown, a note as `> [!NOTE]` with `> ` before each of its lines; or in HTML, as `<div>`";
const ADMONITION: &str = "write a note as `> [!NOTE]`, with `> ` before each of its lines";
const ATTRIBUTES: &str = "remove it; only a heading may have `{#id}`, and HTML any attribute: `<a href=\"…\" title=\"…\">`";
/// The languages of cells.
const LANGUAGES: &[&str] = &["r", "python", "julia", "ojs", "bash", "sql", "eval", "jl"];
/// How cross-references begin.
const REFERENCES: &[&str] = &["@fig-", "@tbl-", "@eq-", "@sec-", "@lst-", "@thm-"];
const CRITIC: &str = "accept or reject the change before you publish it";

impl TreeBuilder<'_, '_, '_, '_> {
    /// Whether text that comes now begins a line.
    pub(super) fn begins_line(&self) -> bool {
        let last = self.frames.last().and_then(|frame| frame.inlines.last());
        last.is_none_or(|last| matches!(last.kind, InlineKind::SoftBreak | InlineKind::HardBreak))
    }

    /// Looks for what only the beginning of a line can mean; returns the end of the line if it is that.
    pub(super) fn report_line(&mut self, range: &Range<usize>) -> Option<usize> {
        let line = self.markdown.get(range.start..)?.split('\n').next()?;
        self.report_foreign(&begins(line)?, range.start);
        Some(range.start + line.len())
    }

    /// Looks for signs inside a text.
    pub(super) fn report_signs(&mut self, range: &Range<usize>) {
        let text = self.markdown.get(range.clone()).unwrap_or("");
        for (found, sign) in text.match_indices(['{', '=', '^', '~', ':']) {
            let at = range.start + found;
            let Some(rest) = after(self.markdown, at) else { continue };
            let before = self.markdown.get(..at).and_then(|text| text.chars().next_back());
            let foreign = match sign {
                "{" => braces(rest, before),
                "=" => highlighted(rest, before),
                ":" => emoji(rest, before),
                "~" => lowered(rest, before),
                _ => raised(rest, before),
            };
            if let Some(foreign) = foreign {
                self.report_foreign(&foreign, at);
            }
        }
    }

    /// A code cell of Quarto or Jupyter Book, `{r}` or `{code-cell} python`: nothing runs it here.
    pub(super) fn report_code_cell(&mut self, info: &str, at: usize) {
        let Some((name, _)) = info.strip_prefix('{').and_then(|info| info.split_once('}')) else {
            return;
        };
        let name = name.split([',', ' ']).next().unwrap_or_default();
        // `{.rust}` of Pandoc is a language.
        if !is_role(name) {
            return;
        }
        let found = self.markdown.get(at..).and_then(|rest| rest.find('{')).unwrap_or(0);
        let span = self.map.span(at + found, at + found + name.len() + 2);
        let place = self.decoder.place(span);
        let message = format!(
            "`{{{name}}}` makes this a cell or directive of Quarto, R Markdown or MyST; here nothing runs it, and readers see its source"
        );
        let hint = format!(
            "write what it shows, a picture as a file beside the article; code for readers begins with its language without braces: `{name}`"
        );
        let finding = Diagnostic::new(Code::MarkdownDialect, place, message).hint(hint);
        self.reader.repeated.add(format!("cell {name}"), finding);
    }

    /// An expression of Quarto or R Markdown in a line: `{r} mean(x)`, and `r mean(x)` in a text with cells of R.
    pub(super) fn report_expression(&mut self, code: &str, range: &Range<usize>) {
        let braced = code.strip_prefix('{').and_then(|code| code.split_once("} "));
        let is_expression = match braced {
            Some((language, _)) => LANGUAGES.contains(&language),
            None => {
                code.starts_with("r ") && code.ends_with(')') && self.markdown.contains("```{r")
            }
        };
        if !is_expression {
            return;
        }
        let place = self.decoder.place(self.span(range));
        let message = format!(
            "`{code}` is an expression of Quarto; here nothing computes it, and readers see it"
        );
        let finding = Diagnostic::new(Code::MarkdownDialect, place, message);
        self.reader.repeated.add("expression".into(), finding.hint("write its value"));
    }

    /// A cross-reference of Quarto: `@fig-heat`.
    pub(super) fn report_reference(&mut self, at: usize) {
        let Some(rest) = self.markdown.get(at..) else { return };
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"@-_".contains(c));
        let sign = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let is_reference = REFERENCES.iter().any(|begin| {
            sign.strip_prefix(begin).is_some_and(|name| name.starts_with(char::is_alphanumeric))
        });
        if is_reference {
            let instead = "link to a heading with an id: `[text](#id)`";
            self.report_foreign(
                &Foreign { sign, what: "a cross-reference of Quarto", instead },
                at,
            );
        }
    }

    /// Reports what is written at a byte.
    pub(super) fn report_foreign(&mut self, foreign: &Foreign<'_>, at: usize) {
        let Foreign { sign, what, instead } = foreign;
        let span = self.map.span(at, at + sign.len());
        let place = self.decoder.place(span);
        let message = format!("`{sign}` is {what}; here it does nothing, and readers would see it");
        let hint = format!("{instead}; to show it as it is, put it in code");
        let finding = Diagnostic::new(Code::MarkdownDialect, place, message).hint(hint);
        self.reader.repeated.add((*what).to_owned(), finding);
    }
}

/// Returns what a line begins with.
fn begins(line: &str) -> Option<Foreign<'_>> {
    let foreign = |length, what, instead| sign_of(line, length, what, instead);
    match line.as_bytes().first()? {
        b':' if line.starts_with(":::") => {
            foreign(word_end(line, 0), "a block of Pandoc, MyST or Docusaurus", DIV)
        }
        b'!' if line.starts_with("!!! ") => {
            foreign(word_end(line, 4), "an admonition of MkDocs", ADMONITION)
        }
        b'?' if line.starts_with("??? ") || line.starts_with("???+ ") => foreign(
            word_end(line, 5),
            "a folded admonition of MkDocs",
            "write `<details><summary>…</summary>`, an empty line, the text, and `</details>`",
        ),
        b'=' if line.starts_with("=== \"") => {
            foreign(word_end(line, 4), "a tab of MkDocs", "write a heading for each part")
        }
        b'*' if is_abbreviation(line) => foreign(
            line.find("]:")? + 2,
            "an abbreviation of kramdown or MkDocs",
            "write `<abbr title=\"…\">…</abbr>`, or explain the word where it comes first",
        ),
        b'[' => bracketed(line),
        b'(' => {
            let (label, rest) = line.strip_prefix('(')?.split_once(")=")?;
            let is_label = rest.trim().is_empty() && !label.contains([' ', '(']);
            foreign(
                label.len() + 3,
                "a label of MyST",
                "write an id behind the heading: `## Heading {#id}`",
            )
            .filter(|_| is_label && !label.is_empty())
        }
        b'+' if is_grid(line) => foreign(
            line.len().min(12),
            "a grid table of Pandoc",
            "write a table with `|` between its cells and a row `| --- | --- |` below its head",
        ),
        _ => begins_command(line),
    }
}

/// Returns the foreign thing that begins here; its sign has this length.
fn sign_of<'s>(
    line: &'s str,
    length: usize,
    what: &'static str,
    instead: &'static str,
) -> Option<Foreign<'s>> {
    let sign = line.get(..length)?.trim_end();
    Some(Foreign { sign, what, instead })
}

/// Returns the end of the word that goes on at a byte.
fn word_end(line: &str, from: usize) -> usize {
    let rest = line.get(from..).unwrap_or_default();
    from + rest.find(char::is_whitespace).unwrap_or(rest.len())
}

/// Returns what a line in the language of another program begins with.
fn begins_command(line: &str) -> Option<Foreign<'_>> {
    let foreign = |length, what, instead| sign_of(line, length, what, instead);
    match line.as_bytes().first()? {
        b'.' => {
            let (name, _) = line.strip_prefix(".. ")?.split_once("::")?;
            let is_name =
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            foreign(name.len() + 5, "a directive of reStructuredText", "write it in Markdown")
                .filter(|_| is_name)
        }
        b'\\' => {
            let names =
                ["\\newpage", "\\pagebreak", "\\clearpage", "\\tableofcontents", "\\begin{"];
            let name = names.into_iter().find(|name| line.starts_with(name))?;
            foreign(name.len(), "a command of LaTeX", "remove it")
        }
        b'i' if line.starts_with("import ")
            && (line.contains(" from '") || line.contains(" from \"")) =>
        {
            foreign(line.len(), "an import of MDX", "remove it, and write what it brings in")
        }
        b'e' if line.starts_with("export const ") || line.starts_with("export default ") => {
            foreign(word_end(line, 7), "an export of MDX", "remove it")
        }
        _ => None,
    }
}

/// `*[HTML]: Hypertext Markup Language`.
fn is_abbreviation(line: &str) -> bool {
    line.strip_prefix("*[")
        .and_then(|rest| rest.split_once("]:"))
        .is_some_and(|(word, _)| !word.is_empty() && !word.contains([']', '[']))
}

fn is_grid(line: &str) -> bool {
    let line = line.trim_end();
    line.len() > 4
        && line.starts_with("+-")
        && line.ends_with('+')
        && line.bytes().all(|b| matches!(b, b'+' | b'-' | b'=' | b':'))
}

/// `[TOC]`, and the callouts of Obsidian that GitHub does not know.
fn bracketed(line: &str) -> Option<Foreign<'_>> {
    let trimmed = line.trim();
    let is_toc =
        ["[TOC]", "[[TOC]]", "[[_TOC_]]", "[toc]", "[[toc]]", "[[_toc_]]"].contains(&trimmed);
    if is_toc {
        let instead = "remove it: each page has a list of its sections";
        return Some(Foreign {
            sign: trimmed,
            what: "a table of contents of another tool",
            instead,
        });
    }
    let (kind, _) = line.strip_prefix("[!")?.split_once(']')?;
    let is_word = !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    let instead = "write `> [!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]` alone on the first line of the quotation";
    is_word.then_some(())?;
    Some(Foreign { sign: line.get(..kind.len() + 3)?, what: "a callout of Obsidian", instead })
}

/// What a `{` may begin.
fn braces(rest: &str, before: Option<char>) -> Option<Foreign<'_>> {
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

fn is_role(inner: &str) -> bool {
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
fn highlighted(rest: &str, before: Option<char>) -> Option<Foreign<'_>> {
    let inner = rest
        .strip_prefix("==")
        .filter(|_| before.is_none_or(|c| !c.is_alphanumeric() && c != '='))?;
    let end = inner.find("==")?;
    let marked = inner.get(..end)?;
    let tail = inner.get(end + 2..)?.chars().next();
    let is_marked = !marked.is_empty()
        && !marked.starts_with([' ', '='])
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
fn emoji(rest: &str, before: Option<char>) -> Option<Foreign<'_>> {
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

/// `x^2^`.
fn raised(rest: &str, before: Option<char>) -> Option<Foreign<'_>> {
    let sign = short(rest, '^', before)?;
    Some(Foreign { sign, what: "superscript text of Pandoc", instead: "write `<sup>…</sup>`" })
}

/// `H~2~O`.
fn lowered(rest: &str, before: Option<char>) -> Option<Foreign<'_>> {
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

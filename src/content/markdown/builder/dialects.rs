//! What other dialects of Markdown mean and this one does not: readers would see the signs.

use std::ops::Range;

use crate::content::document::InlineKind;
use crate::content::markdown::builder::foreign::{
    Foreign, braces, command, emoji, highlighted, is_role, lowered, note_inside, raised,
};
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::signs::{after, ahead};
use crate::diagnostic::Code;

const DIV: &str = "write it in Markdown, a note as `> [!NOTE]` with `> ` before each of its lines; or in HTML, as `<div>`";
const ADMONITION: &str = "write a note as `> [!NOTE]`, with `> ` before each of its lines";
/// The languages of cells.
const LANGUAGES: &[&str] = &["r", "python", "julia", "ojs", "bash", "sql", "eval", "jl"];
/// How cross-references begin.
const REFERENCES: &[&str] = &["@fig-", "@tbl-", "@eq-", "@sec-", "@lst-", "@thm-"];

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
        let mut end = range.start + line.len();
        // What is indented below a directive belongs to it.
        if line.starts_with(".. ") {
            let below = self.markdown.get(end + 1..).unwrap_or_default().split('\n');
            end += below
                .take_while(|line| line.starts_with([' ', '\t']))
                .map(|it| it.len() + 1)
                .sum::<usize>();
        }
        Some(end)
    }

    /// Looks for signs inside a text.
    pub(super) fn report_signs(&mut self, range: &Range<usize>) {
        let text = self.markdown.get(range.clone()).unwrap_or("");
        for (found, sign) in text.match_indices(['{', '=', '^', '~', ':']) {
            let at = range.start + found;
            let Some(rest) = after(self.markdown, at) else { continue };
            let before = self.markdown.get(..at).and_then(|text| text.chars().next_back());
            if sign == "{" && self.report_chat_mark(at) {
                continue;
            }
            let foreign = match sign {
                "{" => braces(rest, before).or_else(|| command(self.markdown, at)),
                "=" => highlighted(rest, before),
                ":" => emoji(rest, before),
                "~" => lowered(rest, before),
                _ => note_inside(rest).or_else(|| raised(rest, before)),
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
        let message = format!(
            "`{{{name}}}` makes this a cell or directive of Quarto, R Markdown or MyST; here nothing runs it, and readers see its source"
        );
        let hint = format!(
            "write what it shows, a picture as a file beside the article; code for readers begins with its language without braces: `{name}`"
        );
        let name = format!("cell {name}");
        self.report_repeated(name, (Code::MarkdownDialect, span), message, hint);
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
        let span = self.span(range);
        let message = format!(
            "`{code}` is an expression of Quarto; here nothing computes it, and readers see it"
        );
        let hint = "write its value";
        self.report_repeated("expression", (Code::MarkdownDialect, span), message, hint);
    }

    /// `:contentReference[oaicite:0]{index=0}`: what is left of a source of `ChatGPT`.
    fn report_chat_mark(&mut self, at: usize) -> bool {
        let source = self.markdown;
        // It is no longer than this.
        let near = (at.saturating_sub(40)..at).find(|near| source.is_char_boundary(*near));
        let before = near.and_then(|near| source.get(near..at)).unwrap_or_default();
        let Some(found) = before.rfind(":contentReference[oaicite:") else { return false };
        let span = self.map.span(at - before.len() + found, at);
        self.report_repeated(
            "chat mark",
            (Code::MarkdownDialect, span),
            "this is what ChatGPT leaves of a source, and readers would see it",
            "remove it, look for the source, and cite it with `[@id]`",
        );
        true
    }

    /// `\\(x\\)` and `\\[x\\]`, of which readers see the brackets.
    pub(super) fn report_latex_formula(&mut self, at: usize) {
        let source = self.markdown;
        let Some(begin) = at.checked_sub(1) else { return };
        let Some(rest) = ahead(source, begin).filter(|rest| rest.starts_with('\\')) else { return };
        let rest = rest.split("\n\n").next().unwrap_or(rest);
        let ends = if rest.starts_with("\\(") { "\\)" } else { "\\]" };
        let is_formula = (rest.starts_with("\\(") || rest.starts_with("\\["))
            && rest.get(2..).and_then(|rest| rest.split_once(ends)).is_some_and(|(tex, _)| {
                !tex.starts_with(['@', '^'])
                    && (tex.contains(['\\', '^', '_', '=', '+']) || matches!(tex.trim().as_bytes(), [letter] if letter.is_ascii_alphabetic()))
            });
        if is_formula {
            let instead = if self.options().math {
                "write `$…$`, or `$$…$$` on lines of its own"
            } else {
                "set `math = true` under `[markdown]` in `site.toml`, and write `$…$`"
            };
            let sign = rest.get(..2).unwrap_or_default();
            self.report_foreign(&Foreign { sign, what: "a formula of LaTeX", instead }, begin);
        }
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
        let message = format!("`{sign}` is {what}; here it does nothing, and readers would see it");
        let hint = format!("{instead}; to show it as it is, put it in code");
        self.report_repeated(*what, (Code::MarkdownDialect, span), message, hint);
    }
}

/// Returns what a line begins with.
fn begins(line: &str) -> Option<Foreign<'_>> {
    let foreign = |length, what, instead| sign_of(line, length, what, instead);
    match line.as_bytes().first()? {
        b':' if line.starts_with(":::") => {
            foreign(word_end(line, 0), "a block of Pandoc, MyST or Docusaurus", DIV)
        }
        b'!' if is_admonition(line) => {
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
        b'=' if line.starts_with("== ") && line.trim_end().ends_with(" ==") => {
            foreign(line.len(), "a heading of MediaWiki", "write `## ` before its text")
        }
        b'$' if line.trim_end() == "$$"
            || (line.len() > 4 && line.starts_with("$$") && line.trim_end().ends_with("$$")) =>
        {
            foreign(
                2,
                "the sign of a formula",
                "set `math = true` under `[markdown]` in `site.toml`; with it, no line of a formula may be empty",
            )
        }
        b'%' if line.starts_with("%%") => {
            foreign(2, "a comment of Obsidian", "write `<!-- … -->`, or remove it")
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

/// `!!! note` or `!!! x "Title"`.
fn is_admonition(line: &str) -> bool {
    const KINDS: &[&str] = &[
        "note",
        "abstract",
        "summary",
        "info",
        "tip",
        "hint",
        "success",
        "question",
        "warning",
        "caution",
        "attention",
        "failure",
        "danger",
        "error",
        "bug",
        "example",
        "quote",
        "important",
        "seealso",
        "todo",
    ];
    line.strip_prefix("!!! ").is_some_and(|rest| {
        let kind = rest.split_whitespace().next().unwrap_or_default();
        KINDS.contains(&kind) || rest.trim_end().ends_with('"')
    })
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

/// `[TOC]`, tags of `BBCode` and `WordPress`, and the callouts of Obsidian that GitHub does not know.
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

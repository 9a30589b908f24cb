//! Finds the parts of a YAML text by its lines alone, which works even if the text cannot be parsed.

use crate::span::line_start;
use std::ops::Range;

/// A line, divided as YAML sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct YamlLine<'y> {
    /// Its bytes, without its end.
    pub(super) range: Range<usize>,
    text: &'y str,
    /// The number of bytes of white space at its beginning.
    pub(super) indent: usize,
    /// The position after its dashes, from the beginning of the text.
    pub(super) content: usize,
}

impl<'y> YamlLine<'y> {
    /// Returns the line that contains a byte.
    pub(super) fn at(yaml: &'y str, byte: usize) -> Self {
        let byte = byte.min(yaml.len());
        let start = line_start(yaml, byte);
        let rest = yaml.get(start..).unwrap_or_default();
        let text = rest.split('\n').next().unwrap_or_default();
        let text = text.strip_suffix('\r').unwrap_or(text);
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        let mut content = indent;
        while let Some(rest) = text.get(content..).and_then(|rest| rest.strip_prefix("- ")) {
            content = text.len() - rest.trim_start_matches(' ').len();
        }
        Self { range: start..start + text.len(), text, indent, content: start + content }
    }

    /// Returns the last line that is not blank, at or before a byte.
    pub(super) fn told_at(yaml: &'y str, byte: usize) -> Self {
        let mut line = Self::at(yaml, byte);
        while line.is_blank() && line.range.start > 0 {
            line = Self::at(yaml, line.range.start - 1);
        }
        line
    }

    /// Returns the line before it that is not blank.
    pub(super) fn before(&self, yaml: &'y str) -> Option<Self> {
        let line = Self::told_at(yaml, self.range.start.checked_sub(1)?);
        (!line.is_blank()).then_some(line)
    }

    /// Returns the line after it.
    pub(super) fn next(&self, yaml: &'y str) -> Option<Self> {
        let end = yaml.get(self.range.end..)?.find('\n')? + self.range.end + 1;
        (end < yaml.len()).then(|| Self::at(yaml, end))
    }

    /// Whether it is blank.
    pub(super) fn is_blank(&self) -> bool {
        let text = self.text.trim();
        text.is_empty() || text.starts_with('#')
    }

    /// Whether it begins an item of a list.
    pub(super) fn is_item(&self) -> bool {
        let text = self.text.trim();
        text == "-" || text.starts_with("- ")
    }

    /// Returns the indentation of what follows its dashes.
    pub(super) fn depth(&self) -> usize {
        self.content - self.range.start
    }

    /// Returns what follows its dashes, without a comment.
    pub(super) fn content(&self) -> &'y str {
        without_comment(self.text.get(self.depth()..).unwrap_or_default())
    }

    /// Returns its key, without the colon.
    pub(super) fn key(&self) -> Option<&'y str> {
        let content = self.content();
        let key = content.split(':').next().filter(|key| is_word(key))?;
        content.get(key.len() + 1..).map(|_| key)
    }

    /// Returns where the value after its key begins, or the item if it has no key.
    pub(super) fn value(&self) -> Range<usize> {
        let content = self.content();
        let skipped = self.key().map_or(0, |key| {
            let rest = content.get(key.len() + 1..).unwrap_or_default();
            content.len() - rest.trim_start().len()
        });
        self.content + skipped..self.content + content.len()
    }

    /// Returns the end of this line and of all lines below it that are indented more.
    pub(super) fn block_end(&self, yaml: &'y str) -> usize {
        let mut end = self.range.end;
        let mut line = self.clone();
        while let Some(next) = line.next(yaml) {
            if next.indent <= self.indent && !next.is_blank() {
                break;
            }
            if !next.is_blank() {
                end = next.range.end;
            }
            line = next;
        }
        end
    }
}

/// A word that may be a key.
pub(super) fn is_word(text: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(letters)
}

/// Returns a line without its comment; a `#` that is not followed by a space is read as text.
fn without_comment(text: &str) -> &str {
    text.split(" # ").next().unwrap_or_default().trim_end()
}

/// Returns the entries of the outermost map or list: each can be read without the others.
pub(super) fn entries(yaml: &str) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut root: Option<(usize, bool)> = None;
    let mut line = Some(YamlLine::at(yaml, 0));
    while let Some(this) = line {
        if !this.is_blank() {
            let (indent, list) = *root.get_or_insert((this.indent, this.is_item()));
            let outermost = this.indent <= indent;
            let begins =
                if list { this.is_item() } else { !this.is_item() && this.content().contains(':') };
            if starts.is_empty() || (outermost && begins) {
                starts.push(this.range.start);
            }
        }
        line = this.next(yaml);
    }
    let ends = starts.iter().skip(1).copied().chain([yaml.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

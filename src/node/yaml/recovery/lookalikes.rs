//! Lines that are right but for characters that only look like those of YAML: a no-break space after the colon, a dash
//! or a bullet at the head of an item, a full-width colon, typographic quotation marks around the text. The parser sees
//! a line without a key; readers of its message would see a line without a fault.

use std::ops::Range;

use crate::characters::{is_bullet, named, resembled};
use crate::diagnostic::Safety;
use crate::node::yaml::recovery::layout::{YamlLine, is_word};
use crate::node::yaml::recovery::patched::Patch;
use crate::node::yaml::recovery::repair::{Repair, Slip, Stand, quoted};

/// Writes what YAML knows in place of what looks like it.
pub(super) fn unmasked(yaml: &str, line: &YamlLine<'_>, stand: &Stand<'_>) -> Option<Repair> {
    let text = yaml.get(line.range.clone())?;
    // Nearly every line of nearly every file.
    if text.is_ascii() && !text.contains("* ") {
        return None;
    }
    let mut head = Head { text, base: line.range.start, at: 0, patches: Vec::new(), slip: None };
    head.spaces();
    head.marks();
    head.key(stand);
    head.value();
    let Head { patches, slip, .. } = head;
    let title = ("write what YAML knows", Safety::Safe);
    slip.map(|slip| Repair { patches, title: Some(title), instead: Some(slip) })
}

/// A line that is read from its beginning, as YAML would if it took all that looks alike for the same.
struct Head<'y> {
    text: &'y str,
    /// The byte at which the line begins.
    base: usize,
    at: usize,
    patches: Vec<Patch>,
    /// What is said of the first character that is not what it looks like.
    slip: Option<Slip>,
}

impl<'y> Head<'y> {
    fn rest(&self) -> &'y str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn replace(&mut self, range: Range<usize>, right: &str, message: &str, hint: String) {
        let at = self.base + range.start;
        let message = message.to_owned();
        self.slip.get_or_insert(Slip { at, message, hint });
        self.patches.push(Patch::new(at..self.base + range.end, right));
    }

    /// Passes white space, and what looks like it.
    fn spaces(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            let right = match resembled(c) {
                Some((' ', _)) => " ",
                Some(('\0', _)) => "",
                _ if matches!(c, ' ' | '\t') => {
                    self.at += 1;
                    continue;
                }
                _ => return,
            };
            let range = self.at..self.at + c.len_utf8();
            let message = format!("there is {} where YAML needs a space", named(c));
            let hint = "write a plain space in its place: it looks the same, and is read";
            self.replace(range.clone(), right, &message, hint.to_owned());
            self.at = range.end;
        }
    }

    /// Passes the hyphens of list items, and what stands for them.
    fn marks(&mut self) {
        while let Some(c) = self.rest().chars().next().filter(|c| *c == '-' || is_bullet(*c)) {
            let end = self.at + c.len_utf8();
            let next = self.text.get(end..).and_then(|rest| rest.chars().next());
            if !next.is_some_and(|next| {
                matches!(next, ' ' | '\t') || matches!(resembled(next), Some((' ', _)))
            }) {
                return;
            }
            if c != '-' {
                let message = format!("this item begins with {}, not with a hyphen", named(c));
                let hint = "begin each item of a list with `- `, a hyphen and a space";
                self.replace(self.at..end, "-", &message, hint.to_owned());
            }
            self.at = end;
            self.spaces();
        }
    }

    /// Passes a key with its colon, and with what stands for it.
    fn key(&mut self, stand: &Stand<'_>) {
        let start = self.at;
        let rest = self.rest();
        let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let word = rest.split(|c| !is_inside(c)).next().unwrap_or_default();
        if !is_word(word) {
            return;
        }
        let after = rest.get(word.len()..).unwrap_or_default();
        let is_space = |c: char| c == ' ' || matches!(resembled(c), Some((' ' | '\0', _)));
        let sign = after.trim_start_matches(is_space);
        let Some(colon) = sign.chars().next() else { return };
        let masked = matches!(resembled(colon), Some((':', _)));
        // In text, a colon that is not one is not meant to end a key.
        if !(colon == ':' || masked && stand.keys.contains(&word)) {
            return;
        }
        let before = after.len() - sign.len();
        let value = sign.get(colon.len_utf8()..).unwrap_or_default();
        let spaces = value.len() - value.trim_start_matches(is_space).len();
        let between =
            |from: usize, length: usize| after.get(from..from + length).unwrap_or_default().chars();
        let hidden = between(0, before).chain(between(before + colon.len_utf8(), spaces));
        let hidden = hidden.into_iter().find(|c| *c != ' ');
        let at = start + word.len();
        let end = at + before + colon.len_utf8() + spaces;
        let hint = format!("write `{word}: …`, with a plain colon and a plain space");
        if masked {
            self.replace(at..end, ": ", &format!("this key ends with {}", named(colon)), hint);
        } else if let Some(c) = hidden {
            let message = format!(
                "the space beside the colon of `{word}` is {}, which YAML does not read as a space",
                named(c)
            );
            self.replace(at..end, ": ", &message, hint);
        }
        self.at = end;
    }

    /// Looks at the quotation marks around the value.
    fn value(&mut self) {
        let value = self.rest().trim_end();
        let (Some(first), Some(last)) = (value.chars().next(), value.chars().next_back()) else {
            return;
        };
        let is_mark = |c: char| matches!(resembled(c), Some(('"' | '\'', _)));
        let begins = is_mark(first) || matches!(first, '"' | '\'');
        let ends = is_mark(last) || matches!(last, '"' | '\'');
        let wrong = [first, last].into_iter().find(|c| is_mark(*c));
        let inner = value.get(first.len_utf8()..value.len().saturating_sub(last.len_utf8()));
        let (Some(wrong), Some(inner), true, true) = (wrong, inner, begins, ends) else { return };
        let message = format!("this text is quoted with {}", named(wrong));
        let right = quoted(inner);
        let hint = format!("put the text between straight quotation marks: `{right}`");
        self.replace(self.at..self.at + value.len(), &right, &message, hint);
    }
}
